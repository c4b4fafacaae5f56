"""Pledges: what one state owes another without any attack, and which of two articles binds harder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import Field

from engine.catalogue.condition_words import area_words, condition_words
from engine.output.page import Shown
from engine.output.prose import capital, listed, number, para
from engine.output.result import DayText, Part, Result, Unwritten
from engine.question.topic import Kind, Topic, article_asked
from engine.ruling.treaties import is_article
from engine.setting.graph import Clause, ObligationGraph, obligations
from treaties.models.conditions import Attacker, InArea, Judgement
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import with_article
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Duty, Nature, Warrant

SHOWN = 12
"""How many pledges the text shows; further ones are counted."""


@dataclass(frozen=True)
class Pledge(Part):
    """One article by which a state is bound to others."""

    state: str
    toward: tuple[str, ...]
    """The ids of its beneficiaries."""
    duty: str
    treaty: str
    article: str
    label: str
    """Treaty and article as they are cited."""
    trigger: str
    conditions: tuple[str, ...]
    """What it waits for besides, in words."""
    since: str | None
    until: str | None
    binding: bool
    """Whether law holds the state to it."""
    warrant: str
    """Whether the words of the article were read."""
    line: Unwritten[str] = ""
    """The pledge in words."""


@dataclass(frozen=True)
class Pledges(Result, Shown):
    """What a state owes another, or all others, on a day, hardest first; and what it is owed in return."""

    on: DayText
    state: str
    toward: str | None
    owed: tuple[Pledge, ...]
    returned: tuple[Pledge, ...]
    """What the other state owes in return; empty where none is named."""
    names: Unwritten[dict[str, str]] = field(default_factory=dict, repr=False)

    @property
    def verdict(self) -> str:
        """The hardest help that is owed, in one sentence."""
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
        yield ""
        binding = [p for p in self.owed if p.binding]
        if not _helping(binding):
            yield para(f"{capital(who)} owes {whom} no help by treaty.")
        yield from _lines_of(binding)
        yield from self._below()
        if self.toward:
            yield from self._back(who, whom)

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
        yield para(f"{head}:" if back else f"{head} nothing by treaty.")
        yield from _lines_of(_helping(back) or back)


def _helping(pledges: Iterable[Pledge]) -> list[Pledge]:
    return [p for p in pledges if Duty(p.duty).drawn_in]


def _lines_of(pledges: list[Pledge]) -> Iterator[str]:
    yield from (para(p.line, 2, 2) for p in pledges[:SHOWN])
    if len(pledges) > SHOWN:
        yield f"  and {number(len(pledges) - SHOWN)} more (`--json`)"


def owes(corpus: Corpus, state: str, toward: str = "", *, on: date) -> Pledges:
    """List what a state owes another, or all others, by the law of a day.

    Args:
        corpus: the law.
        state: the state, by any name or code.
        toward: the other state; all others where left out.
        on: the day.

    Raises `CasusError` for a state that there was not, and for a state and itself.

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
    return Pledges(on, one, other or None, owed, back, names)


def _between(graph: ObligationGraph, one: str, other: str) -> tuple[Pledge, ...]:
    clauses = graph.between(one, other)
    return tuple(_pledge(graph, c, one, (other,)) for c in _ordered(clauses))


def _to_all(graph: ObligationGraph, one: str) -> tuple[Pledge, ...]:
    found = []
    for clause in _ordered(graph.owed_by(one)):
        toward = tuple(sorted(set(graph.owed_under(clause, one)) - {one}))
        if clause.obligation.duty.drawn_in and toward:
            found.append(_pledge(graph, clause, one, toward))
    return tuple(found)


def _ordered(clauses: Iterable[Clause]) -> list[Clause]:
    """Order clauses: help first, hardest first, of few parties before of many."""

    def place(c: Clause) -> tuple[object, ...]:
        duty = c.obligation.duty
        return (
            not c.treaty.rank.binding,
            not duty.drawn_in,
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
    until = min([d for d in (treaty.until, o.until) if d], default=None)
    to = _named(corpus, toward, treaty, graph.on)
    areas = [c for c in o.conditions if isinstance(c, InArea)]
    awaited = tuple(
        dict.fromkeys(condition_words(corpus, c, to, graph.on) for c in o.conditions)
    )
    rest = dict.fromkeys(
        condition_words(corpus, c, to, graph.on) for c in o.conditions if c not in areas
    )
    words = sibling_toml(__file__)["trigger"]
    doing = o.duty.verb.format(chooses="chooses", toward=to)
    mark = "°" if clause.warrant is Warrant.NOT_SEEN else ""
    when = words[o.trigger].format(to=to)
    line = f"{capital(o.duty.modal)} {doing}, {when}"
    for area in areas[:1]:
        line += f" within {area_words(corpus.gazetteer.area(area.area).name)}"
    line += f", only if {listed(rest)}" if rest else ""
    line += f" ({clause.label}{mark})"
    if since:
        line += f", since {in_words(since)}"
    if until:
        line += f", until {in_words(until)}"
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
        line + ".",
    )


def _named(corpus: Corpus, toward: tuple[str, ...], treaty: Treaty, on: date) -> str:
    if len(toward) <= 3:
        return listed(with_article(corpus.states[s].name_on(on)) for s in toward)
    return f"one of {number(len(toward))} other {treaty.members}"


def _latest(
    treaty: Treaty, article: date | None, states: tuple[str, ...], on: date
) -> date | None:
    """Find the day from which an article binds these states; of many to whom it is owed the treaty's own day."""
    days = [d for d in (treaty.since, article) if d]
    for state in states if len(states) <= 3 else states[:1]:
        own = [p.since for p in treaty.parties if p.state == state and p.since]
        days += [d for d in own if d <= on][-1:]
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
    """Two articles side by side: deed, trigger, request or vote, area."""

    on: DayText
    first: str
    second: str
    heads: tuple[Head, ...]
    labels: Unwritten[tuple[str, str]] = field(default=("", ""), repr=False)

    @property
    def harder(self) -> str:
        """The id of the treaty that asks for the stronger deed; empty where both ask the same."""
        return self.heads[0].harder

    @property
    def verdict(self) -> str:
        """Which of the two asks for more, in one sentence."""
        labels = dict(zip((self.first, self.second), self.labels, strict=True))
        more = labels.get(self.harder, "")
        deeds = (self.heads[0].first, self.heads[0].second)
        if not more:
            return f"Both ask for the same deed: {deeds[0]}."
        hard, soft = deeds if self.harder == self.first else deeds[::-1]
        return f"{more} asks for more: {hard}, where {self._other} says {soft}."

    def _lines(self) -> Iterator[str]:
        deed, *rest = self.heads
        yield para(self.verdict)
        for label, lines in zip(self.labels, self._sides(), strict=True):
            yield ""
            yield para(f"{label}:")
            yield from (para(line, 2, 4) for line in lines)
        less = [h.name for h in rest if h.harder and h.harder != deed.harder]
        if less:
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
    """Compare two articles that promise help, under four heads.

    Args:
        corpus: the law.
        first: a treaty, or an article of it as `TREATY:ARTICLE`.
        second: the other.
        on: the day.

    Raises `CasusError` for a treaty that is not there, and for an article that promises no help on that day.

    >>> from treaties.loading.corpus import load_corpus
    >>> found = weigh(load_corpus(), "NATO:5", "CSTO:4", on=date(2026, 1, 1))
    >>> found.harder, [h.name for h in found.heads]
    ('cst-1992', ['deed', 'trigger', 'request or vote', 'area'])
    """
    one, two = (_article_of_help(corpus, text, on) for text in (first, second))
    if one.key == two.key:
        raise CasusError("both are one article", remedy="name two treaties")
    ids = (one.treaty.id, two.treaty.id)
    heads = (
        _deeds(one, two),
        _head("trigger", [_trigger(corpus, c, on) for c in (one, two)], ids),
        _asking(corpus, one, two, on),
        _head("area", [_area(corpus, c) for c in (one, two)], ids),
    )
    return Weighed(on, *ids, heads, (one.label, two.label))


def _article_of_help(corpus: Corpus, text: str, on: date) -> Clause:
    """Find the hardest article of help that `TREATY` or `TREATY:ARTICLE` names."""
    name, _, article = text.partition(":")
    treaty = corpus.treaty(name.strip())
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


def _head(name: str, texts: list[str], ids: tuple[str, str]) -> Head:
    """Compare two limits as texts; a duty without a limit binds more readily."""
    bare = [t.startswith(("no ", "anywhere")) for t in texts]
    if name == "trigger":
        bare = ["only if" not in t for t in texts]
    harder = ids[bare.index(True)] if bare[0] != bare[1] else ""
    return Head(name, texts[0], texts[1], harder)


def _trigger(corpus: Corpus, clause: Clause, on: date) -> str:
    """What calls an article, and by whose attack alone."""
    words: str = sibling_toml(__file__)["trigger"][clause.obligation.trigger]
    whose = [
        condition_words(corpus, c, "a party", on)
        for c in clause.obligation.conditions
        if isinstance(c, Attacker)
    ]
    called = words.format(to="a party")
    return f"{called}, only if {listed(whose)}" if whose else called


def _asking(corpus: Corpus, one: Clause, two: Clause, on: date) -> Head:
    texts = []
    for clause in (one, two):
        awaited = [
            condition_words(corpus, c, "the victim", on)
            for c in clause.obligation.conditions
            if c.kind == "request"
            or (isinstance(c, Judgement) and c.nature is Nature.WILL)
        ]
        texts.append(listed(awaited) or "no request, no vote")
    return _head("request or vote", texts, (one.treaty.id, two.treaty.id))


def _area(corpus: Corpus, clause: Clause) -> str:
    areas = [
        area_words(corpus.gazetteer.area(c.area).name)
        for c in clause.obligation.conditions
        if isinstance(c, InArea)
    ]
    at_home = any(c.kind == "on-territory" for c in clause.obligation.conditions)
    return listed(areas) or ("the territory of the parties" if at_home else "anywhere")


def law_answer(corpus: Corpus, topic: Topic, on: date) -> Pledges | Weighed:
    """Answer a question about the law alone: what a state owes, or which of two treaties binds harder.

    Args:
        corpus: the law.
        topic: what the question asks.
        on: the day.
    """
    if topic.kind is Kind.WEIGH:
        return weigh(corpus, *topic.cited, on=on)
    return owes(corpus, *topic.states[:2], on=on)
