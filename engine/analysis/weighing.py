"""A comparison of two articles of help, by deed, trigger, request or vote, and area: which binds harder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from engine.analysis.bound_and_protected import (
    BoundAndProtected,
    bound_and_protected,
)
from engine.analysis.pledge_words import event_words
from engine.catalogue.condition_words import area_words, condition_words
from engine.forms.result import DayText, Part, Result, Unwritten
from engine.forms.shown import Shown
from engine.output.first_lines.duty import bare_name
from engine.output.prose import BRACKETS, capital, listed, para
from engine.question.topic import article_asked
from engine.ruling.treaties import is_article
from engine.setting.graph import Clause, obligations
from treaties.models.conditions import (
    Attacker,
    BetweenParties,
    Condition,
    InArea,
    Judgement,
)
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import article_cited, instrument_in_line
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Duty, Nature, Rank

OTHERS = ("on-territory", "request", "self-defence")
"""The kinds of conditions that the head of the trigger does not tell."""
LIMITING = ("in-area", "on-territory", "request")
"""The kinds of conditions told by other heads than the trigger, which limit an article."""
NO_HELP = "promises no help"
"""What is said of the deed of a treaty that has no article of help."""


def ordered(clauses: Iterable[Clause]) -> list[Clause]:
    """Return articles in order: those of treaties before those of declarations, help before other duties, the harder
    duty before the lighter, few parties before many.
    """

    def place(c: Clause) -> tuple[object, ...]:
        return (
            not c.treaty.rank.binding,
            not c.obligation.duty.drawn_in,
            *strength(c.treaty, c.obligation.duty),
            len(c.treaty.states),
            c.key,
        )

    return sorted(clauses, key=place)


def strength(treaty: Treaty, duty: Duty) -> tuple[bool, bool, int]:
    """Return the sort key of a duty under a treaty; the strongest duty sorts first.

    Args:
        treaty: the treaty.
        duty: the duty.
    """
    return duty is Duty.ACT, treaty.rank is not Rank.TREATY, duty.rank


@dataclass(frozen=True)
class Head(Part):
    """One respect in which two articles are compared, such as the deed or the area: what each article says, and which
    is harder.
    """

    name: str
    first: str
    second: str
    harder: Annotated[str, Field(description="The id of the treaty; empty for none.")]


@dataclass(frozen=True)
class Weighed(Result, Shown):
    """A comparison of two articles by deed, trigger, request or vote, and area."""

    on: DayText
    first: str
    second: str
    heads: tuple[Head, ...]
    days: Annotated[
        dict[str, DayText],
        Field(description="The day on which each treaty is taken, by its id."),
    ] = field(default_factory=dict)
    names: Unwritten[tuple[str, str]] = field(default=("", ""), repr=False)
    """Each treaty in a sentence, with its article."""
    bound: Unwritten[tuple[str, str]] = field(
        default=("a state", "a state"), repr=False
    )
    """Who is bound by each article."""
    protected: Unwritten[tuple[str, str]] = field(default=("", ""), repr=False)
    """Whom each article protects."""
    limits: Unwritten[tuple[int, int]] = field(default=(0, 0), repr=False)
    """The number of conditions of each article."""

    @property
    def harder(self) -> str:
        """The id of the treaty that demands the stronger deed; empty if both demand the same."""
        return self.heads[0].harder

    @property
    def verdict(self) -> str:
        """Sentences that say which article demands more, and what limits only one of the two."""
        return " ".join((self._harder_deed(), *self._limits()))

    def _harder_deed(self) -> str:
        """Write which article demands the stronger deed."""
        # That the form is left open stands below.
        deeds = [text.partition(";")[0] for text in self._texts("deed")]
        sides = list(zip(self.names, self.bound, deeds, strict=True))
        if not self.harder:
            return f"Neither binds harder: {self._both_must(deeds[0])}."
        if self.harder == self.second:
            sides.reverse()
        (one, first, does), (two, second, less) = sides
        asks = f"{two} {less}" if less == NO_HELP else f"by {two} {second} {less}"
        how = self._how_harder(does, less)
        return f"{capital(one)} binds harder{how}: by it {first} {does}; {asks}."

    def _both_must(self, deed: str) -> str:
        """Write what both articles demand, and who is bound by each."""
        (one, two), (first, second) = self.names, self.bound
        if first == second:
            return f"by {one} and by {two} {first} {deed}"
        return f"by {one} {first}, and by {two} {second}, {deed}"

    def _how_harder(self, does: str, less: str) -> str:
        """Write by what alone an article demands more, and that it does so on more conditions, where that is so.

        Args:
            does: what the harder article demands.
            less: what the other demands.
        """
        one, two = self.limits if self.harder == self.first else self.limits[::-1]
        form = {does, less} == {f"must {Duty(d).verb.partition(';')[0]}" for d in FORMS}
        more = one > two
        if form:
            return (
                f", but as to the form of help alone{', and on more conditions' * more}"
            )
        return " when it applies, but on more conditions" * more

    def _differs(self, head: Head) -> bool:
        """Tell whether two articles differ in a head, apart from the names of those whom they protect."""
        one, two = self.protected
        return head.first.replace(one, two, 1) != head.second

    def _texts(self, name: str) -> tuple[str, str]:
        """Give what a head says of each article."""
        head = next(h for h in self.heads if h.name == name)
        return head.first, head.second

    def _lines(self) -> Iterator[str]:
        yield para(self._harder_deed())
        yield from map(para, self._limits())
        if len(self.heads) == 1:
            return
        yield ""
        sides = ([h.first for h in self.heads], [h.second for h in self.heads])
        for name, bound, (deed, trigger, asking, area) in zip(
            self.names, self.bound, sides, strict=True
        ):
            must = deed.partition(";")[0]
            text = f"{bound} {must}{',' * (', ' in must)} {trigger}"
            more = f"request or vote: {asking}"
            yield para(f"{capital(name)}: {text}; {more}; area: {area}.", 2, 2)

    def _limits(self) -> Iterator[str]:
        """Write by what one of the two alone is limited, or else in what they differ."""
        differ = [h.name for h in self.heads[1:] if self._differs(h) and not h.harder]
        if differ and not self.harder:
            heads = (f"in {n.replace('trigger', 'what calls them')}" for n in differ)
            yield f"They differ {listed(heads)}."
        one, two = (BRACKETS.sub("", name) for name in self.names)
        limits = grouped(
            (one if h.harder == self.second else two, LIMITS[h.name])
            for h in self.heads[1:]
            if h.harder
        )
        if limits:
            each = (f"only {name} {listed(texts)}" for name, texts in limits.items())
            yield f"{capital('; '.join(each))}."


FORMS = (Duty.FIGHT, Duty.ASSIST)
"""Two duties to help that differ in the form of help alone."""
LIMITS = {
    "trigger": "limits who attacks",
    "request or vote": "waits for a request or vote",
    "area": "limits the area",
}
"""What an article does that one head limits."""


def weigh(corpus: Corpus, first: str, second: str, *, on: date) -> Weighed:
    """Compare two articles of help by deed, trigger, request or vote, and area.

    Args:
        corpus: the law.
        first: a treaty, or one of its articles as `TREATY:ARTICLE`.
        second: the other.
        on: the day; two treaties that were never in force together are each compared as of their own nearest day in
            force.

    Raises `CasusError` for an unknown treaty, or an article that promises no help on the day.

    >>> from treaties.loading.corpus import load_corpus
    >>> found = weigh(load_corpus(), "NATO:5", "CSTO:4", on=date(2026, 1, 1))
    >>> found.harder, [h.name for h in found.heads]
    ('cst-1992', ['deed', 'trigger', 'request or vote', 'area'])
    """
    first_treaty, second_treaty = (
        corpus.treaty(text.partition(":")[0].strip()) for text in (first, second)
    )
    days = _days_weighed(first_treaty, second_treaty, on)
    helping = [t.promises_help for t in (first_treaty, second_treaty)]
    if helping.count(True) == 1:
        return _against_no_help(corpus, (first, second), days, on)
    one = _article_of_help(corpus, first_treaty, first, days[0])
    two = _article_of_help(corpus, second_treaty, second, days[1])
    if one.key == two.key:
        raise CasusError("both are one article", remedy="name two treaties")
    ids = (one.treaty.id, two.treaty.id)
    sides = [
        bound_and_protected(obligations(corpus, day), clause)
        for clause, day in zip((one, two), days, strict=True)
    ]
    heads = (
        _deeds(one, two),
        _trigger(one, two, corpus, days, sides),
        _asking(one, two, corpus, days),
        _areas(one, two, corpus),
    )
    each = days if days[0] != days[1] else (None, None)
    names = (_named(one, each[0]), _named(two, each[1]))
    bound = (sides[0].bound, sides[1].bound)
    protected = (sides[0].protected, sides[1].protected)
    limits = (_limits_of(one), _limits_of(two))
    both = dict(zip(ids, days, strict=True))
    return Weighed(on, *ids, heads, both, names, bound, protected, limits)


def _limits_of(clause: Clause) -> int:
    """Count the conditions of an article, without that of lawful defence and those on attacks among the parties."""
    asked = clause.obligation.conditions
    return len([c for c in asked if c.kind in LIMITING or not _is_of_another_head(c)])


def _against_no_help(
    corpus: Corpus, texts: tuple[str, str], days: tuple[date, date], on: date
) -> Weighed:
    """Compare a treaty of help with a treaty that promises none: by the deed alone."""
    ids, names, deeds, harder = [], [], [], ""
    for text, day in zip(texts, days, strict=True):
        treaty = corpus.treaty(text.partition(":")[0].strip())
        ids.append(treaty.id)
        if treaty.promises_help:
            clause = _article_of_help(corpus, treaty, text, day)
            names.append(_named(clause))
            deeds.append(clause.obligation.duty.meaning)
            harder = treaty.id
        else:
            names.append(instrument_in_line(bare_name(treaty)))
            deeds.append(NO_HELP)
    head = Head("deed", deeds[0], deeds[1], harder)
    both = dict(zip(ids, days, strict=True))
    return Weighed(on, ids[0], ids[1], (head,), both, (names[0], names[1]))


def _named(clause: Clause, day: date | None = None) -> str:
    """Name an article behind its treaty, with the day on which it is taken where that is another for each."""
    taken = f", as of {in_words(day)}" if day else ""
    name = instrument_in_line(bare_name(clause.treaty))
    return f"{name} ({article_cited(clause.obligation.article)}{taken})"


def _days_weighed(one: Treaty, two: Treaty, on: date) -> tuple[date, date]:
    """Choose the day on which each of two treaties is taken.

    That is the day asked about. Two treaties that were never in force together have no day in common; each is then
    taken on its own day nearest to that day. Raises `CasusError` where the two were in force together,
    and not on that day.
    """
    if not (one.since and two.since):
        return on, on
    common = max(earliest(one.since), earliest(two.since))
    if any(t.until and t.until <= common for t in (one, two)):
        return _nearest_day(one, on), _nearest_day(two, on)
    idle = next((t for t in (one, two) if not t.parties_on(on)), None)
    if idle:
        raise CasusError(
            f"`{idle.id}` binds nobody on {on}",
            remedy=f"add `--on {common}`, the first day on which both are in force",
        )
    return on, on


def _nearest_day(treaty: Treaty, on: date) -> date:
    """Find the day of a treaty in force that is nearest to a day."""
    first = earliest(treaty.since) if treaty.since else on
    last = earliest(treaty.until) - timedelta(days=1) if treaty.until else on
    return max(first, min(on, last))


def _article_of_help(corpus: Corpus, treaty: Treaty, text: str, on: date) -> Clause:
    """Find the hardest article of help that `TREATY` or `TREATY:ARTICLE` names."""
    article = text.partition(":")[2]
    wanted = article_asked(treaty, article.strip())
    graph = obligations(corpus, on)
    found = [
        c
        for c in graph.clauses.values()
        if c.treaty.id == treaty.id
        and c.obligation.duty.drawn_in
        and is_article(c.obligation.article, wanted)
    ]
    if not treaty.parties_on(on):
        raise CasusError(
            f"`{treaty.id}` binds nobody on {on}", remedy=_day_in_force(treaty)
        )
    if not found:
        known = dict.fromkeys(o.article for o in treaty.obligations if o.duty.drawn_in)
        remedy = f"it promises help in {', '.join(known)}" if known else "name another"
        raise CasusError(f"`{text}` promises no help on {on}", remedy=remedy)
    return ordered(found)[0]


def _day_in_force(treaty: Treaty) -> str:
    """Word the option that asks about a day on which a treaty was in force; nothing where it never was."""
    if treaty.since is None:
        return "it never was in force"
    return f"add `--on {earliest(treaty.since)}`, its first day in force"


def _deeds(one: Clause, two: Clause) -> Head:
    ranks = [c.obligation.duty.rank for c in (one, two)]
    texts = [c.obligation.duty.meaning for c in (one, two)]
    harder = ""
    if ranks[0] != ranks[1]:
        harder = (one if ranks[0] < ranks[1] else two).treaty.id
    return Head("deed", texts[0], texts[1], harder)


def _trigger(
    one: Clause,
    two: Clause,
    corpus: Corpus,
    days: tuple[date, date],
    sides: Sequence[BoundAndProtected],
) -> Head:
    """Compare what calls two articles, and by whose attack alone.

    Args:
        one: the first article.
        two: the second.
        corpus: the law.
        days: the day on which each is taken.
        sides: who is bound by each, and whom it protects.
    """
    texts, limited = [], []
    for clause, on, side in zip((one, two), days, sides, strict=True):
        o = clause.obligation
        conditions = [c for c in o.conditions if not _is_of_another_head(c)]
        event, woven = event_words(corpus, o, side.protected, conditions, on)
        rest = dict.fromkeys(
            condition_words(corpus, c, "the victim", on)
            for c in conditions
            if c not in woven
        )
        texts.append(f"{event}, only if {listed(rest)}" if rest else event)
        limited.append(any(isinstance(c, Attacker) for c in conditions))
    return _head("trigger", texts, limited, one, two)


def _is_of_another_head(condition: Condition) -> bool:
    """Tell whether a condition is a place, a request or a vote, or is left out: defence, and attacks among parties."""
    if isinstance(condition, Judgement):
        return condition.nature is Nature.WILL or condition.outsiders
    return isinstance(condition, InArea | BetweenParties) or condition.kind in OTHERS


def _asking(one: Clause, two: Clause, corpus: Corpus, days: tuple[date, date]) -> Head:
    """Compare whether somebody must ask or vote first."""
    texts = []
    for clause, on in zip((one, two), days, strict=True):
        awaited = [
            condition_words(corpus, c, "the victim", on)
            for c in clause.obligation.conditions
            if c.kind == "request"
            or (isinstance(c, Judgement) and c.nature is Nature.WILL)
        ]
        texts.append(listed(awaited))
    limited = [bool(t) for t in texts]
    words = [t or "none" for t in texts]
    return _head("request or vote", words, limited, one, two)


def _areas(one: Clause, two: Clause, corpus: Corpus) -> Head:
    """Compare where an attack must fall."""
    texts = [_area(corpus, c) for c in (one, two)]
    limited = [bool(t) for t in texts]
    return _head("area", [t or "anywhere" for t in texts], limited, one, two)


def _head(
    name: str, texts: list[str], limited: list[bool], one: Clause, two: Clause
) -> Head:
    """Compare two limits; a duty without a limit binds more readily."""
    harder = ""
    if limited[0] != limited[1]:
        harder = (two if limited[0] else one).treaty.id
    return Head(name, texts[0], texts[1], harder)


def _area(corpus: Corpus, clause: Clause) -> str:
    """Name the area of an article; empty where it has none."""
    areas = [
        area_words(corpus.gazetteer.area(c.area).name)
        for c in clause.obligation.conditions
        if isinstance(c, InArea)
    ]
    at_home = any(c.kind == "on-territory" for c in clause.obligation.conditions)
    return listed(areas) or ("the territory of the parties" if at_home else "")
