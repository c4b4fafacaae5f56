"""Rulings and each kind of question on drawn attacks, held against the answer-set program: what is said is what it finds.

The program knows nothing of the engine: it finds, for each attack of a day, which article binds whom, and how near each
duty is: 0 settled, 1 waiting for an act, 2 for a judgement of law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

import pytest

from engine.analysis.pledges import owes
from engine.analysis.weighing import weigh
from engine.answer import Answer
from engine.output.ruling_text import ruling_text
from engine.question.topic import Kind, Topic
from engine.ruling.attack import ruling_of
from engine.ruling.ruling import Holding
from engine.setting.graph import Clause, clauses_of
from engine.world import World
from tests.cascade.test_clingo_law import (
    DAYS,
    LAW,
    Owing,
    by_clingo,
    reserving,
    solved,
)
from tests.support import sampling
from tests.support.each import each
from treaties.models.treaty import Treaty
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.precision import Vague, earliest
from treaties.vocabulary.terms import AttackerKind, Duty

pytest.importorskip("clingo", reason="the oracle clingo is not installed")

ATTACKS = 100
"""Attacks that are drawn of a day; each is asked about by a question of each kind."""
STATES = 4
"""States that are asked about for each attack."""
PAIRS = 100
"""Pairs of states, or of treaties, that are drawn of a day."""
ASKED = 25
"""Attacks of a day on which it is asked who of some states must help."""
HELD = {
    None: (),
    0: (Holding.OBLIGED, Holding.OWN_MEANS),
    1: (Holding.ONLY_IF, Holding.UNKNOWN),
    2: (Holding.ONLY_IF, Holding.UNKNOWN),
}
"""What may be held of a state by how near the program finds its duty to help."""
APART = frozenset(reserving(LAW))
"""States whose reservations the program does not know."""
HANGS = re.compile("Because no duty is certain")
"""How the answer begins to *why not* about a state whose duty hangs on something."""
NUMBERS = ("none", "one", "two", "three", "four")


@dataclass(frozen=True)
class Drawn:
    """An attack that was drawn, with the states asked about, what the program finds, and the engine's answer."""

    attacker: str
    victim: str
    states: tuple[str, ...]
    near: dict[str, int]
    """How near the nearest duty of each state that owes help is."""
    articles: dict[tuple[str, str], int]
    """How near each duty is, by state and article."""
    answer: Answer

    def asked(self, kind: Kind, **more: Any) -> Answer:
        """The same attack, asked about by another kind of question."""
        topic = Topic(kind, self.states, **more)
        found = self.answer.about(topic)
        assert isinstance(found, Answer)
        return found

    def lines(self, kind: Kind) -> tuple[str, ...]:
        """The first lines for a kind of question."""
        return ruling_text(self.asked(kind))

    def owing(self, most: int = 2) -> list[str]:
        """The states asked about that owe help at least so near, by the program."""
        return [s for s in self.states if self.near.get(s, 9) <= most]

    def treaties(self, state: str, near: Iterable[int] = (0, 1, 2)) -> set[str]:
        """The treaties by which a state owes help so near, by the program."""
        return {
            clause.partition(":")[0]
            for (s, clause), n in self.articles.items()
            if s == state and n in near
        }


@cache
def drawn(on: date) -> tuple[Drawn, ...]:
    """Draw attacks of a day, with states of which half owe help by the program, and answer each."""
    dice, world = Random(f"kinds {on}"), World.of(LAW)
    found = solved(on).owing("d")
    states = [s.id for s in LAW.states.all if s.exists_on(on) and s.cow_on(on)]
    kept = [s for s in states if s not in APART]
    made = []
    for _ in sampling.drawn(range(ATTACKS), 5):
        attacker, victim = dice.sample(states, 2)
        articles = found.get((attacker, victim), {})
        near = _nearest(articles)
        owing = [s for s in sorted(near) if s in kept]
        some = dice.sample(owing, min(STATES // 2, len(owing)))
        others = [s for s in kept if s not in (attacker, victim, *some)]
        some += dice.sample(others, STATES - len(some))
        answer = world.ask(
            victim, by=attacker, on=on, must=some, rounds=1, background=False
        )
        made.append(Drawn(attacker, victim, tuple(some), near, articles, answer))
    return tuple(made)


def _nearest(articles: Owing) -> dict[str, int]:
    near: dict[str, int] = {}
    for (state, _), n in articles.items():
        near[state] = min(n, near.get(state, n))
    return near


def names_in(text: str, asked: Drawn) -> set[str]:
    """Which of the states asked about a text names; a name within a longer name counts for that alone."""
    setting = asked.answer.setting
    found = set()
    by_length = sorted(asked.states, key=lambda s: -len(setting.name(s)))
    for state in by_length:
        name = setting.name(state)
        if name in text:
            found.add(state)
            text = text.replace(name, "")
    return found


def who(one: Drawn) -> object:
    """Who must help, and who may have to, are all those whom the program finds."""
    ruling = ruling_of(one.answer.about(Topic()))
    bound = {s for s in ruling.bound if s not in APART}
    every = {*bound, *(s for s in ruling.in_doubt if s not in APART)}
    theirs = {s: n for s, n in one.near.items() if s not in APART}
    settled = {s for s, n in theirs.items() if n == 0}
    return (bound ^ settled) or (every ^ set(theirs))


def who_not(one: Drawn) -> object:
    """Of the states asked about those are named that owe no help; none where each owes some."""
    first = one.lines(Kind.WHO_NOT)[0].partition(":")[0]
    free = {*one.states} - {*one.owing()}
    if not free:
        return None if first.startswith("None") else first
    return names_in(first, one) ^ free


def why(one: Drawn) -> object:
    """A state must help because of an article by which no duty of it is nearer; else it did not have to."""
    lines = iter(one.lines(Kind.WHY))
    opens = re.compile("Because of|Only if |Unknown: |It did not have to")
    opening = [x for x in lines if opens.match(x)]
    bound = [not x.startswith("It did not") for x in opening]
    if bound != [s in one.near for s in one.states]:
        return opening
    for ruling in ruling_of(one.asked(Kind.WHY)).states:
        main = ruling.main
        if ruling.state in one.near and main:
            near = one.articles.get((ruling.state, main.call.clause.key), 9)
            if (near == 0) != (one.near[ruling.state] == 0):
                return ruling.state, main.call.clause.key
    return None


def why_not(one: Drawn) -> object:
    """It is denied that a state need not help exactly where it must, at least on a condition."""
    opens = re.compile("Because ")
    because = [x for x in one.lines(Kind.WHY_NOT) if opens.match(x)]
    pending = [x for x in because if HANGS.match(x)]
    free, waiting = (
        len(one.states) - len(one.owing()),
        len(one.owing()) - len(one.owing(0)),
    )
    found = len(because) - len(pending), len(pending)
    return None if found == (free, waiting) else found


def which(one: Drawn) -> object:
    """The treaties that oblige the states asked about are the program's."""
    for ruling in ruling_of(one.asked(Kind.WHICH)).states:
        settled = {o.call.treaty.id for o in ruling.settled if o.call.helping}
        every = settled | {o.call.treaty.id for o in ruling.open if o.call.helping}
        if settled != one.treaties(ruling.state, [0]):
            return ruling.state, settled
        if every != one.treaties(ruling.state):
            return ruling.state, every
    return None


def covers(one: Drawn) -> object:
    """A treaty applies if and only if the program finds an article of it that binds one of its parties to help."""
    calling = {clause.partition(":")[0] for _, clause in one.articles}
    dice = Random(f"covers {one.attacker} {one.victim}")
    others = sorted(t.id for t in LAW.treaties if t.parties_on(one.answer.setting.on))
    asked = tuple(sorted(calling))[:2] + tuple(dice.sample(others, 2))
    topic = Topic(Kind.COVERS, treaties=asked, articles=("",) * len(asked))
    for ruling in ruling_of(one.answer.about(topic)).treaties:
        states = {s for o in ruling.helping for s in o.call.states} - APART
        ours = any(o.call.treaty.rank.binding for o in ruling.helping) and bool(states)
        found = {s for s, c in one.articles if c.startswith(f"{ruling.treaty.id}:")}
        if ours != bool(found - APART):
            return ruling.treaty.id
    return None


def how_many(one: Drawn) -> object:
    """As many of the states asked about must help as the program binds; where it binds none, as many on a condition."""
    first = one.lines(Kind.HOW_MANY)[0]
    settled, every = len(one.owing(0)), len(one.owing())
    opening = f"{NUMBERS[settled].capitalize()} of the four must help"
    if settled == STATES:
        opening = "All four must help"
    if not settled:
        opening = (
            f"None for certain; {NUMBERS[every]} on a condition" if every else "None"
        )
    return None if first.startswith(opening) else first


def how_soon(one: Drawn) -> object:
    """How soon help is due is told of articles that bind a state asked about, and of nothing where none does."""
    asked = one.asked(Kind.HOW_SOON)
    lines = ruling_text(asked)
    told = [x for x in lines if "no deadline is set" in x or "says how soon" in x]
    if bool(told) != bool(one.owing()):
        return lines
    called = [asked.graph.clauses[c] for s, c in one.articles if s in one.states]
    labels = {in_brackets(c.label) for c in called}
    # A treaty that the line before names is not named again.
    labels |= {f"same treaty, {article_cited(c.obligation.article)}" for c in called}
    return [x for x in told if not any(label in x for label in labels)] or None


def in_brackets(label: str) -> str:
    """The citation of an article as it stands in brackets, without brackets of its own."""
    return re.sub(r" \([A-Z][^()]*\)(?=,)", "", label)


def when(one: Drawn) -> object:
    """A state is bound since the latest first day of the treaty, of its article, of itself and of the one it helps."""
    on = one.answer.setting.on
    for ruling in ruling_of(one.asked(Kind.WHEN)).states:
        owed = [o for o in (*ruling.settled, *ruling.open) if o.call.helping][:3]
        text = " ".join(
            ruling_text(one.answer.about(Topic(Kind.WHEN, (ruling.state,))))
        )
        for o in owed:
            both = ruling.state, one.victim
            since = first_day(o.call.treaty, o.call.clause, both, on)
            opens = (
                [f"{word} {in_words(since)} " for word in ("Since", "since")]
                if since
                else []
            )
            if since and not any(opening in text for opening in opens):
                return ruling.state, o.call.clause.key, since, text
        if not owed and ruling.state in one.near:
            return ruling.state
    return None


def first_day(
    treaty: Treaty, clause: Clause, parties: tuple[str, str], on: date
) -> date | None:
    """The latest of all first days that the files have; None where none is known to the day."""
    starts = [treaty.since, clause.obligation.since]
    bound = (p for p in treaty.parties if p.state in parties and p.holds_on(on))
    known = [d for d in (*starts, *(p.since for p in bound)) if d]
    if not known or any(isinstance(d, Vague) for d in known):
        return None
    return max(known, key=earliest)


CHECKS = {
    "who": who,
    "who-not": who_not,
    "why": why,
    "why-not": why_not,
    "which": which,
    "covers": covers,
    "how-many": how_many,
    "how-soon": how_soon,
    "when": when,
}


@each("on", DAYS, most=1)
def test_a_kind_of_question_says_what_the_program_finds(on: date) -> None:
    wrong = [
        (kind, one.attacker, one.victim, fault)
        for one in drawn(on)
        for kind, check in CHECKS.items()
        if (fault := check(one))
    ]
    assert not wrong, f"{len(wrong)} differ: {wrong[:4]}"


def test_every_kind_of_question_is_held_against_the_program() -> None:
    """Kind `must` has a test of its own, and the law alone is held below."""
    assert {*CHECKS, "must", "owes", "weigh"} == {str(k) for k in Kind}


Helping = dict[tuple[str, str], set[Clause]]
"""The articles by which one state owes another help, as the program knows them."""


@cache
def helping(on: date) -> Helping:
    """Find by the program which articles of treaties owe help on a day, and between whom."""
    clauses = {c.key: c for t in LAW.treaties for c in clauses_of(t)}
    found: Helping = {}
    for (key, beneficiary), obligors in solved(on).legs.items():
        clause = clauses[key]
        if clause.obligation.duty.drawn_in and clause.treaty.rank.binding:
            for obligor in obligors:
                found.setdefault((obligor, beneficiary), set()).add(clause)
    return found


def beyond_the_program(treaty: Treaty) -> bool:
    """Whether the program leaves out an article of a treaty: on groups, or as it was published."""
    return any(
        o.as_published or o.attacker is AttackerKind.GROUP for o in treaty.obligations
    )


@each("on", DAYS, most=2)
def test_what_a_state_owes_is_what_the_program_finds_between_the_two(on: date) -> None:
    dice, theirs = Random(f"owes {on}"), helping(on)
    states = [s.id for s in LAW.states.all if s.exists_on(on)]
    bound = sorted(theirs)
    pairs = dice.sample(bound, min(PAIRS // 2, len(bound)))
    pairs += [tuple(dice.sample(states, 2)) for _ in range(PAIRS - len(pairs))]
    wrong = []
    for one, other in pairs:
        found = owes(LAW, one, other, on=on).owed
        ours = {
            (p.treaty, p.article)
            for p in found
            if Duty(p.duty).drawn_in
            and p.binding
            and not beyond_the_program(LAW.treaty(p.treaty))
        }
        known = {
            (c.treaty.id, c.obligation.article)
            for c in theirs.get((one, other), ())
            if not beyond_the_program(c.treaty)
        }
        if ours != known:
            wrong.append((one, other, ours ^ known))
    assert not wrong, f"{len(wrong)} pairs differ: {wrong[:4]}"


@each("on", DAYS, most=2)
def test_the_harder_of_two_treaties_has_the_harder_duty_by_the_program(
    on: date,
) -> None:
    dice, hardest = Random(f"weigh {on}"), dict[str, int]()
    for clauses in helping(on).values():
        for c in clauses:
            rank = c.obligation.duty.rank
            known = hardest.get(c.treaty.id, rank)
            if not beyond_the_program(c.treaty):
                hardest[c.treaty.id] = min(rank, known)
    wrong = []
    for _ in range(PAIRS):
        one, other = dice.sample(sorted(hardest), 2)
        ranks = hardest[one], hardest[other]
        harder = (
            "" if ranks[0] == ranks[1] else min(one, other, key=hardest.__getitem__)
        )
        if weigh(LAW, one, other, on=on).harder != harder:
            wrong.append((one, other))
    assert not wrong, f"{len(wrong)} pairs differ: {wrong[:4]}"


def attacks(on: date, number: int) -> list[tuple[str, str, tuple[str, ...]]]:
    """Draw attacks of a day, each with states to ask about: half of them states that the program finds to owe help."""
    dice = Random(f"{on}")
    found = by_clingo(on, "d")
    states = [s.id for s in LAW.states.all if s.exists_on(on) and s.cow_on(on)]
    kept = [s for s in states if s not in APART]
    asked = []
    for _ in range(number):
        attacker, victim = dice.sample(states, 2)
        owing = [s for s in sorted(found.get((attacker, victim), {})) if s in kept]
        some = dice.sample(owing, min(STATES // 2, len(owing)))
        others = [s for s in kept if s not in (attacker, victim, *some)]
        some += dice.sample(others, STATES - len(some))
        asked.append((attacker, victim, tuple(some)))
    return asked


@each("on", DAYS, most=1)
def test_a_ruling_is_that_of_the_answer_set_program(on: date) -> None:
    theirs, world = by_clingo(on, "d"), World.of(LAW)
    wrong = []
    for attacker, victim, states in attacks(on, sampling.part(ASKED)):
        answer = world.ask(
            victim, by=attacker, on=on, must=states, rounds=1, background=False
        )
        for ruling in answer.ruling.states:
            near = theirs.get((attacker, victim), {}).get(ruling.state)
            fits = ruling.holding in HELD[near]
            if not (fits if near is not None else not ruling.holding.helps):
                wrong.append(
                    (attacker, victim, ruling.state, near, str(ruling.holding))
                )
    assert not wrong, wrong[:6]
