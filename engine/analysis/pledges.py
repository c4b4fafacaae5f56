"""Pledges: what one state owes another apart from any attack, and which of two articles is stronger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from engine.analysis.pledge_words import (
    beneficiary_words,
    event_words,
    left_open,
    pledge_line,
    span_words,
)
from engine.analysis.terms import Term, term
from engine.catalogue.condition_words import area_words, condition_words
from engine.forms.result import DayText, Part, Result, Unwritten
from engine.output.page import Shown
from engine.output.prose import capital, listed, number, para
from engine.question.topic import Kind, Topic, article_asked
from engine.ruling.treaties import is_article
from engine.setting.graph import Clause, ObligationGraph, obligations
from treaties.models.conditions import Attacker, Condition, InArea, Judgement
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_on
from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import with_article
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Duty, Nature, Rank

NO_HELP = "promises no help"
"""What is said of the deed of a treaty that has no article of help."""
SHOWN = 4
"""The largest number of pledges of help to one state in the text form; of pledges to all others, every one is shown."""


@dataclass(frozen=True)
class Pledge(Part):
    """One article by which a state is bound to others."""

    state: str
    toward: tuple[str, ...]
    """The ids of the beneficiaries."""
    duty: str
    treaty: str
    article: str
    label: str
    """The treaty and article as cited."""
    trigger: str
    conditions: tuple[str, ...]
    """Further conditions, in words."""
    since: str | None
    until: str | None
    """The first day on which it no longer binds."""
    binding: bool
    """Whether the pledge binds in international law."""
    warrant: str
    """How far the article is attested."""
    line: Unwritten[str] = ""
    """The pledge in words."""


@dataclass(frozen=True)
class Pledges(Result, Shown):
    """The pledges of a state on a day, and what it is owed in return.

    Pledges to one other state are sorted strongest first, pledges to all others with the widest treaty first.
    """

    on: DayText
    state: str
    toward: str | None
    owed: tuple[Pledge, ...]
    returned: tuple[Pledge, ...]
    """What the other state owes in return; empty if no other state is named."""
    lesser: dict[str, int] = field(default_factory=dict)
    """If no other state is named, lesser duties that are not listed, each with its number of beneficiaries."""
    names: Unwritten[dict[str, str]] = field(default_factory=dict, repr=False)

    @property
    def verdict(self) -> str:
        """One sentence on the first help that is owed."""
        who = capital(self.names[self.state])
        helping = _helping(p for p in self.owed if p.binding)
        if helping:
            first = helping[0].line
            return f"{who} {first[0].lower()}{first[1:]}"
        whom = self.names[self.toward] if self.toward else "others"
        return f"{who} owes {whom} no help by treaty."

    def _lines(self) -> Iterator[str]:
        who = self.names[self.state]
        whom = self.names[self.toward] if self.toward else "others"
        yield para(
            f"What {who} owes {whom} on {in_words(self.on)}, without any attack."
        )
        yield from self._left_out()
        yield ""
        binding = [p for p in self.owed if p.binding]
        if not _helping(binding):
            yield para(f"{capital(who)} owes {whom} no help by treaty.")
        yield from _lines_of(binding, SHOWN if self.toward else None)
        yield from self._below()
        if self.toward:
            yield from self._back(who, whom)

    def _left_out(self) -> Iterator[str]:
        """Name the lesser duties that are not listed, and the call that lists them."""
        if self.toward or not self.lesser:
            return
        each = [
            f"{Duty(d).modal} {Duty(d).verb.partition(',')[0]} ({number(n)})"
            for d, n in self.lesser.items()
        ]
        yield para(
            f"Help alone. Left out, with the number of states it is owed to: {listed(each)}. "
            f"`casus owes {self.state} STATE` tells all of it toward one state."
        )

    def _below(self) -> Iterator[str]:
        below = [p for p in self.owed if not p.binding]
        if below:
            yield ""
            yield para("Promises that are not treaties:")
            yield from _lines_of(below)

    def _back(self, who: str, whom: str) -> Iterator[str]:
        back = [p for p in self.returned if p.binding]
        head = f"In return {whom} owes {who}"
        yield ""
        if back and _articles(back) == _articles(p for p in self.owed if p.binding):
            yield para(f"{head} the same.")
            return
        yield para(f"{head}:" if back else f"{head} nothing by treaty.")
        yield from _lines_of(back)


def _articles(pledges: Iterable[Pledge]) -> set[tuple[str, str, str, int]]:
    """The articles of some pledges: what each asks, and when."""
    return {(p.label, p.duty, p.trigger, len(p.conditions)) for p in pledges}


def _helping(pledges: Iterable[Pledge]) -> list[Pledge]:
    return [p for p in pledges if Duty(p.duty).drawn_in]


def _lines_of(pledges: list[Pledge], most: int | None = SHOWN) -> Iterator[str]:
    """Write the first pledges of help, and one of each lesser kind; two that read alike are one."""
    pledges = list({p.line: p for p in reversed(pledges)}.values())[::-1]
    helping = _helping(pledges)
    kinds = {p.duty: p for p in reversed(pledges) if p not in helping}
    chosen = [*helping[:most], *kinds.values()]
    shown = [p for p in pledges if p in chosen]
    yield from (para(p.line, 2, 2) for p in shown)
    if len(pledges) > len(shown):
        yield f"  and {number(len(pledges) - len(shown))} more (`--json`)"


def owes(
    corpus: Corpus, state: str, toward: str = "", *, on: date, under: str = ""
) -> Pledges:
    """Return what a state owes another, or all others, by the law of a day.

    Args:
        corpus: the law.
        state: the state, by any name or code.
        toward: the other state; all others by default.
        on: the day.
        under: the only treaty that counts, or its article as `TREATY:ARTICLE`; every treaty by default.

    Raises `CasusError` for a state that did not exist on the day, or if both states are the same.

    >>> from treaties.loading.corpus import load_corpus
    >>> found = owes(load_corpus(), "USA", "Japan", on=date(2026, 1, 1))
    >>> found.owed[0].label, found.owed[0].duty
    ('US–Japan Treaty of 1960, Art. V', 'act')
    """
    one = corpus.states.resolve(state, on).id
    other = corpus.states.resolve(toward, on).id if toward else ""
    if one == other:
        raise CasusError(f"`{state}` owes itself nothing", remedy="name another state")
    graph = obligations(corpus, on)
    names = {s: with_article(corpus.states[s].name_on(on)) for s in (one, other) if s}
    owed = _between(graph, one, other) if other else _to_all(graph, one)
    back = _between(graph, other, one) if other else ()
    lesser = {} if other or under else _lesser(graph, one)
    owed, back = (_under(pledges, under, corpus) for pledges in (owed, back))
    return Pledges(on, one, other or None, owed, back, lesser, names)


def _under(
    pledges: tuple[Pledge, ...], under: str, corpus: Corpus
) -> tuple[Pledge, ...]:
    """Keep the pledges of one treaty, or of one of its articles; all where none is named."""
    name, _, article = under.partition(":")
    if not name:
        return pledges
    treaty = corpus.treaty(name.strip())
    wanted = article_asked(treaty, article.strip())
    of_treaty = (p for p in pledges if p.treaty == treaty.id)
    return tuple(p for p in of_treaty if is_article(p.article, wanted))


def _between(graph: ObligationGraph, one: str, other: str) -> tuple[Pledge, ...]:
    clauses = graph.between(one, other)
    return tuple(_pledge(graph, c, one, (other,)) for c in _ordered(clauses))


def _to_all(graph: ObligationGraph, one: str) -> tuple[Pledge, ...]:
    """List the articles by which a state owes help, each with all to whom it owes it on the same conditions."""
    found = []
    for clause in _widest_first(graph, one):
        toward = sorted(set(graph.owed_under(clause, one)) - {one})
        bound = graph.parties.get(clause.treaty.id, frozenset())
        for inside in (True, False):
            part = tuple(s for s in toward if (s in bound) is inside)
            if part:
                found.append(_pledge(graph, clause, one, part))
    return tuple(found)


def _widest_first(graph: ObligationGraph, one: str) -> list[Clause]:
    """Order the articles by which a state owes help: those of the treaty that helps most parties first, with all of
    its articles, then hardest first.

    An article that helps every state of the world is no alliance: only parties count.
    """
    helping = [c for c in _ordered(graph.owed_by(one)) if c.obligation.duty.drawn_in]
    helped: dict[str, set[str]] = {}
    for clause in helping:
        bound = graph.parties.get(clause.treaty.id, frozenset())
        allies = bound.intersection(graph.owed_under(clause, one)) - {one}
        helped.setdefault(clause.treaty.id, set()).update(allies)

    def place(c: Clause) -> tuple[bool, int, int]:
        allies = len(helped[c.treaty.id])
        return not c.treaty.rank.binding, -allies, -len(c.treaty.states)

    return sorted(helping, key=place)


def _lesser(graph: ObligationGraph, one: str) -> dict[str, int]:
    """Count, for each lesser duty by treaty that a state has, the states to which it owes it."""
    owed: dict[str, set[str]] = {}
    for clause in graph.owed_by(one):
        duty = clause.obligation.duty
        if not duty.drawn_in and clause.treaty.rank.binding:
            toward = set(graph.owed_under(clause, one)) - {one}
            owed.setdefault(str(duty), set()).update(toward)
    return {d: len(owed[d]) for d in map(str, Duty) if d in owed}


def _ordered(clauses: Iterable[Clause]) -> list[Clause]:
    """Order clauses: help first, and of it what leaves no choice; treaties before declarations, the harder duty before
    the lighter, few parties before many.
    """

    def place(c: Clause) -> tuple[object, ...]:
        duty = c.obligation.duty
        return (
            not c.treaty.rank.binding,
            not duty.drawn_in,
            duty is Duty.ACT,
            c.treaty.rank is not Rank.TREATY,
            duty.rank,
            len(c.treaty.states),
            c.key,
        )

    return sorted(clauses, key=place)


def _pledge(
    graph: ObligationGraph, clause: Clause, one: str, toward: tuple[str, ...]
) -> Pledge:
    o, treaty, corpus = clause.obligation, clause.treaty, graph.corpus
    since = _latest(treaty, o.since, (one, *toward), graph.on)
    until = _last(graph, clause, one, toward)
    conditions = _asked_toward(graph, clause, toward)
    to = beneficiary_words(graph, clause, toward)
    awaited = tuple(
        dict.fromkeys(condition_words(corpus, c, to, graph.on) for c in conditions)
    )
    line = pledge_line(graph, clause, one, toward, conditions)
    return Pledge(
        one,
        toward,
        str(o.duty),
        treaty.id,
        o.article,
        clause.label,
        str(o.trigger),
        awaited,
        since.isoformat() if since else None,
        until.isoformat() if until else None,
        treaty.rank.binding,
        str(clause.warrant),
        f"{line}{span_words(since, until)}{_last_joined(treaty, toward, graph.on, since)}{left_open(conditions)}.",
    )


def _last_joined(
    treaty: Treaty, toward: Sequence[str], on: date, since: date | None
) -> str:
    """Word since when the last of many parties is helped too; empty where none joined later.

    Args:
        treaty: the treaty.
        toward: the ids of those who are helped.
        on: the day.
        since: the day from which the article binds at all.
    """
    joined = [
        p.since
        for p in treaty.parties
        if p.state in toward and p.since and p.holds_on(on)
    ]
    last = max(joined, default=None)
    if len(toward) <= 3 or last is None or (since and last <= since):
        return ""
    return f", toward the last of them since {in_words(last)}"


def _asked_toward(
    graph: ObligationGraph, clause: Clause, toward: tuple[str, ...]
) -> tuple[Condition, ...]:
    """Keep the conditions that an article has toward some states: those about outsiders only where all are outside."""
    bound = graph.parties.get(clause.treaty.id, frozenset())
    outside = bound.isdisjoint(toward)
    return tuple(
        c
        for c in clause.obligation.conditions
        if outside or not (isinstance(c, Judgement) and c.outsiders)
    )


def _last(
    graph: ObligationGraph, clause: Clause, one: str, toward: tuple[str, ...]
) -> date | None:
    """Find the first day on which an article no longer binds a state toward others.

    An article that goes on in other words, and one beside which another treaty says the same, has no end of its own.
    """
    treaty = clause.treaty
    ends = [treaty.until, _article_ends(treaty, clause.obligation, one, toward)]
    for state in (one, *toward) if len(toward) == 1 else (one,):
        own = [p for p in treaty.parties if p.state == state and p.holds_on(graph.on)]
        ends += [p.until for p in own[:1]]
    return min((d for d in ends if d), default=None)


def _article_ends(
    treaty: Treaty, o: Obligation, one: str, toward: tuple[str, ...]
) -> date | None:
    """Find the first day on which neither an article nor what follows it binds; None where it has no end of its own."""
    following: Obligation | None = o
    while following and following.until and not following.overtaken:
        o = following
        following = _following(treaty, o, one, toward)
    return o.until if following is None else None


def _following(
    treaty: Treaty, o: Obligation, one: str, toward: tuple[str, ...]
) -> Obligation | None:
    """Find the article that takes the place of another on its last day, between the same states and without more
    conditions."""
    for leg in legs_on(treaty, o.until) if o.until else ():
        then = leg.obligation
        same = (then.article, then.duty) == (o.article, o.duty)
        between = leg.obligor == one and leg.beneficiary == toward[0]
        if same and between and then is not o and then.since == o.until:
            return then
    return None


def _latest(
    treaty: Treaty, article: date | None, states: tuple[str, ...], on: date
) -> date | None:
    """Find the day from which an article binds these states; of many to whom it is owed the treaty's own day."""
    days = [d for d in (treaty.since, article) if d]
    for state in states if len(states) <= 3 else states[:1]:
        own = (p for p in treaty.parties if p.state == state and p.holds_on(on))
        days += [p.since for p in own if p.since][-1:]
    return max(days) if days else None


@dataclass(frozen=True)
class Head(Part):
    """One respect in which two articles are compared."""

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
    labels: Unwritten[tuple[str, str]] = field(default=("", ""), repr=False)

    @property
    def harder(self) -> str:
        """The id of the treaty that demands the stronger deed; empty if both demand the same."""
        return self.heads[0].harder

    @property
    def verdict(self) -> str:
        """One sentence on which article demands more."""
        labels = dict(zip((self.first, self.second), self.labels, strict=True))
        more = labels.get(self.harder, "")
        deeds = (self.heads[0].first, self.heads[0].second)
        if not more:
            return self._of_equal_deeds(deeds[0])
        hard, soft = deeds if self.harder == self.first else deeds[::-1]
        # That the form is left open stands below, among the four heads.
        hard, soft = (deed.partition(";")[0] for deed in (hard, soft))
        says = soft if soft == NO_HELP else f"says {soft}"
        return f"{more} asks for more: {hard}, where {self._other} {says}."

    def _of_equal_deeds(self, deed: str) -> str:
        """One sentence on which article binds on less, where both demand the same deed."""
        both = f"both say {deed}"
        freer = [self._freer(ident) for ident in (self.first, self.second)]
        one, two = (
            f"{label} binds on less ({listed(names)})" for label, names in freer
        )
        match [bool(names) for _, names in freer]:
            case [True, True]:
                return f"Neither: {both}; {one}, and {two}."
            case [True, False]:
                return f"{one}; {both}."
            case [False, True]:
                return f"{two}; {both}."
        differ = [h.name for h in self.heads if h.first != h.second]
        alike = f"they differ in {listed(differ)}" if differ else "the terms are alike"
        return f"Neither {self.labels[0]} nor {self.labels[1]}: {both}; {alike}."

    def _freer(self, ident: str) -> tuple[str, list[str]]:
        """The label of an article, and the heads by which it binds on less than the other."""
        label = self.labels[ident != self.first]
        return label, [h.name for h in self.heads[1:] if h.harder == ident]

    def _lines(self) -> Iterator[str]:
        deed, *rest = self.heads
        yield para(self.verdict)
        for label, lines in zip(self.labels, self._sides(), strict=True):
            yield ""
            yield para(f"{label}:")
            yield from (para(line, 2, 4) for line in lines)
        less = [h.name for h in rest if h.harder and h.harder != deed.harder]
        if less and deed.harder:
            yield ""
            yield para(f"But {self._other} binds on less: {listed(less)}.")

    def _sides(self) -> tuple[list[str], list[str]]:
        """Write the four heads of each."""
        first = [f"{capital(h.name)}: {h.first}." for h in self.heads]
        return first, [f"{capital(h.name)}: {h.second}." for h in self.heads]

    @property
    def _other(self) -> str:
        """The label of the article that asks for the weaker deed."""
        return self.labels[0] if self.harder == self.second else self.labels[1]


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
    heads = (
        _deeds(one, two),
        _trigger(one, two, corpus, days),
        _asking(one, two, corpus, days),
        _areas(one, two, corpus),
    )
    labels = (one.label, two.label)
    if days[0] != days[1]:
        labels = (_label_as_of(one, days[0]), _label_as_of(two, days[1]))
    return Weighed(on, *ids, heads, dict(zip(ids, days, strict=True)), labels)


def _against_no_help(
    corpus: Corpus, texts: tuple[str, str], days: tuple[date, date], on: date
) -> Weighed:
    """Compare a treaty of help with a treaty that promises none: by the deed alone."""
    ids, labels, deeds, harder = [], [], [], ""
    for text, day in zip(texts, days, strict=True):
        treaty = corpus.treaty(text.partition(":")[0].strip())
        ids.append(treaty.id)
        if treaty.promises_help:
            clause = _article_of_help(corpus, treaty, text, day)
            labels.append(clause.label)
            deeds.append(clause.obligation.duty.meaning)
            harder = treaty.id
        else:
            labels.append(treaty.name)
            deeds.append(NO_HELP)
    head = Head("deed", deeds[0], deeds[1], harder)
    both = dict(zip(ids, days, strict=True))
    return Weighed(on, ids[0], ids[1], (head,), both, (labels[0], labels[1]))


def _label_as_of(clause: Clause, day: date) -> str:
    """Cite an article with the day on which it is taken."""
    return f"{clause.label} (as of {in_words(day)})"


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
    return _ordered(found)[0]


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


def _trigger(one: Clause, two: Clause, corpus: Corpus, days: tuple[date, date]) -> Head:
    """Compare what calls two articles, and by whose attack alone."""
    texts, limited = [], []
    for clause, on in zip((one, two), days, strict=True):
        o = clause.obligation
        whose = [c for c in o.conditions if isinstance(c, Attacker)]
        event, woven = event_words(corpus, o, "a party", whose, on)
        rest = [
            condition_words(corpus, c, "a party", on) for c in whose if c not in woven
        ]
        texts.append(f"{event}, only if {listed(rest)}" if rest else event)
        limited.append(bool(whose))
    return _head("trigger", texts, limited, one, two)


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
    words = [t or "no request, no vote" for t in texts]
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


def law_answer(corpus: Corpus, topic: Topic, on: date) -> Pledges | Weighed | Term:
    """Answer a question about the law alone: what a state owes, which of two treaties is stronger, or when a treaty binds.

    Args:
        corpus: the law.
        topic: the question's subject.
        on: the day whose law counts; it does not matter for when a treaty binds.

    Raises `CasusError` for a state that did not exist on the day, or an article that promises no help on it.
    """
    if topic.kind is Kind.WEIGH:
        return weigh(corpus, *topic.cited, on=on)
    if topic.kind is Kind.WHEN:
        return term(corpus, topic.treaty, topic.states)
    under = topic.cited[0] if topic.treaties else ""
    return owes(corpus, *topic.states[:2], on=on, under=under)
