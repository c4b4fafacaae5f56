"""A sheet of whole answers, drawn by seed, for a reader to judge: `python -m tests.output.reading_sheet --seed DAY --out FILE`.

The pool is that over which the laws of the first lines hold. With `--kinds`, five questions of each of eight kinds.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from engine.analysis.pledges import law_answer
from engine.answer import Answer
from engine.findings.calls import triggered_articles
from engine.findings.unbound import owing_nothing, unbound
from engine.question.as_scenario import scenario_of, understood_of
from engine.question.query import Query
from engine.question.topic import Kind, LawAlone
from engine.setting.graph import ObligationGraph, obligations
from engine.world import shipped
from tests.output.golden_answers import COLUMNS, QUESTIONS
from tests.output.test_first_lines import DAYS, REAL, at_random
from tests.output.worked_answers import DAY as WORKED_DAY
from tests.output.worked_answers import TOLD, WORKED
from treaties.atlas import neighbours
from treaties.loading.hot_spots import load_hot_spots
from treaties.models.scenario import Scenario
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import several_things

ATTACKS = 300
"""Drawn attacks of the pool."""
MEANS = ("blockade", "sabotage")
"""Means of force that a treaty may leave out."""
NEW = ("cyber",)
"""Means of this century."""


@dataclass(frozen=True)
class Asked:
    """A question: its fields, and how a person would type it."""

    given: dict[str, Any]
    words: str

    @classmethod
    def of(cls, **given: Any) -> Asked:
        """Write a question that is given by fields in words."""
        meant = understood_of(Query.of(**given), shipped().corpus)
        if meant.topic.kind is Kind.WHO and not meant.instruments:
            return cls(given, f"{meant.case(shipped().corpus)}who must help?")
        return cls(given, meant.question(shipped().corpus))

    def answer(self) -> str:
        """Write the whole answer as `casus ask` prints it."""
        corpus = shipped().corpus
        try:
            return shipped().ask(**self.given).text()
        except LawAlone as alone:
            return str(law_answer(corpus, alone.topic, alone.on))


def pool() -> list[Asked]:
    """List every question over which the laws of the first lines hold."""
    sentences = [*QUESTIONS.values(), *(s.question for s in load_hot_spots())]
    found = [Asked({"victim": s}, s) for s in sentences]
    found += [_worked(row) for row in WORKED.values()]
    found += [Asked({"victim": c.scenario}, c.title) for c in shipped().corpus.cases]
    return found + [Asked.of(**_attack(line)) for line in at_random(ATTACKS)]


def _worked(row: dict[str, Any]) -> Asked:
    """Ask a worked question; fields that no sentence holds stand behind it."""
    given = {field: value for field, value in row.items() if field not in TOLD}
    words = row.get("asks")
    if words is None:
        given = {"on": WORKED_DAY} | given
        words = Asked.of(**given).words
    else:
        given["victim"] = words
    unsaid = ("also", "given", "suppose", "without")
    more = [f"{name}: {given[name]}" for name in unsaid if name in given]
    return Asked(given, " ".join([words, *more]))


def _attack(line: str) -> dict[str, Any]:
    """Give the fields of an attack written as `DAY VICTIM < ATTACKER`."""
    on, _, rest = line.partition(" ")
    victim, by = rest.split(" < ")
    return {"victim": victim, "by": by, "on": on}


def drawn(seed: str, count: int) -> list[Asked]:
    """Draw some questions of the pool, each at most once."""
    every = pool()
    return Random(f"answers {seed}").sample(every, min(count, len(every)))


Draw = Callable[[Random], Asked | None]
"""A function that draws a question; None where what it drew cannot be asked about."""


@cache
def attacks() -> tuple[dict[str, Any], ...]:
    """List attacks of hot spots, cases of one event and real attacks, each with its fields."""
    spots = (Query.of(victim=s.question) for s in load_hot_spots())
    told = [scenario_of(q, shipped().corpus)[0] for q in spots]
    told += [c.scenario for c in shipped().corpus.cases]
    found = [fields for s in told if (fields := _fields(s))]
    return (*found, *map(_attack, REAL))


def _fields(told: Scenario) -> dict[str, Any]:
    """Give the fields of a scenario that is one armed attack of one state on another; nothing for any other."""
    if len(told.events) != 1 or told.answers:
        return {}
    (event,) = told.events
    plain = event.kind == "armed-attack" and len(event.by) == len(event.against) == 1
    if not plain or event.at or event.on not in (None, told.on):
        return {}
    return {"victim": event.against[0], "by": event.by[0], "on": str(told.on)}


def _solved(given: dict[str, Any]) -> Answer:
    return shipped().ask(**given, rounds=1)


def _called(answer: Answer) -> list[str]:
    """List the states that an article of help calls."""
    calls = triggered_articles(answer).calls
    return sorted({s for c in calls if c.helping for s in c.states})


def _expected(answer: Answer) -> list[str]:
    """List the states that one would expect to help, and that owe nothing."""
    return sorted({u.state for u in owing_nothing(answer, unbound(answer))})


def _of_state(kind: Kind, otherwise: Kind | None) -> Draw:
    """Make a draw of questions about one state.

    Args:
        kind: the kind of question about a state that is called.
        otherwise: the kind about a state that is expected and not called; None to ask about none.
    """

    def draw(dice: Random) -> Asked | None:
        given = dice.choice(attacks())
        answer = _solved(given)
        named = [(kind, s) for s in _called(answer)]
        if otherwise and (free := [(otherwise, s) for s in _expected(answer)]):
            named = dice.choice([named or free, free])
        if not named:
            return None
        asks, state = dice.choice(named)
        return Asked.of(**given, kind=asks, must=state)

    return draw


def _of_all(kind: Kind) -> Draw:
    """Make a draw of questions about no state in particular."""

    def draw(dice: Random) -> Asked:
        return Asked.of(**dice.choice(attacks()), kind=kind)

    return draw


def _law(dice: Random) -> ObligationGraph:
    """Draw a day, and give its law."""
    return obligations(shipped().corpus, date.fromisoformat(dice.choice(DAYS)))


def _helping(law: ObligationGraph) -> list[str]:
    """List the treaties that promise help on a day."""
    clauses = law.clauses.values()
    live = {c.treaty.id for c in clauses if c.obligation.duty.drawn_in}
    return sorted(t for t in live if shipped().corpus.treaty(t).rank.binding)


def _covers(dice: Random) -> Asked | None:
    """Draw an attack, by some means or at some place, and a treaty of help of a state near it, which may not reach it."""
    given = dice.choice(attacks())
    victim, by, law = _principals(given)
    near = {by, *neighbours().get(victim, ())}
    sides = [[t for t in _helping(law) if s & law.parties[t]] for s in ({victim}, near)]
    treaties = dice.choice([s for s in sides if s] or [[]])
    if not treaties:
        return None
    places = [p.id for p in shipped().corpus.gazetteer.places if _held(p, victim, law)]
    more = dice.choice(["at", "means", ""])
    if more == "at" and places:
        given = given | {"at": dice.choice(places)}
    elif more == "means":
        means = MEANS + NEW * (law.on.year > 2000)
        given = given | {"means": dice.choice(means)}
    return Asked.of(**given, kind=Kind.COVERS, under=dice.choice(treaties))


def _principals(given: dict[str, Any]) -> tuple[str, str, ObligationGraph]:
    """Give the ids of the victim and the attacker of an attack, and the law of its day."""
    (event,) = scenario_of(Query.of(**given), shipped().corpus)[0].events
    law = obligations(shipped().corpus, date.fromisoformat(given["on"]))
    return event.against[0], event.by[0], law


def _held(place: Any, state: str, law: ObligationGraph) -> bool:
    """Tell whether a place belongs to a state on a day."""
    held = any(h.state == state and h.holds_on(law.on) for h in place.of)
    return held and place.kind == "territory" and not several_things(place.name)


def _owes(dice: Random) -> Asked | None:
    """Draw a state and another to which it has a live duty of help."""
    law = _law(dice)
    treaty = dice.choice(_helping(law))
    live = [
        c
        for c in law.clauses.values()
        if c.treaty.id == treaty and c.obligation.duty.drawn_in
    ]
    pairs = sorted(
        (one, other)
        for one in law.parties[treaty]
        for clause in live
        for other in law.owed_under(clause, one)
        if other != one
    )
    must = dice.choice(pairs) if pairs else None
    return Asked.of(kind=Kind.OWES, must=must, on=str(law.on)) if must else None


def _weigh(dice: Random) -> Asked | None:
    """Draw two treaties that oblige one state to help on a day, or that protect one state."""
    law = _law(dice)
    by_state = comparable(law, of_obligor=dice.choice([True, False]))
    several = [treaties for treaties in by_state.values() if len(treaties) > 1]
    if not several:
        return None
    two = dice.sample(sorted(dice.choice(several)), 2)
    return Asked.of(kind=Kind.WEIGH, under=two, on=str(law.on))


def comparable(law: ObligationGraph, *, of_obligor: bool) -> dict[str, set[str]]:
    """List for each state the treaties of a day by which it owes help, or by which it is helped.

    Args:
        law: the law of the day.
        of_obligor: whether the state is the one that owes; else it is the one that is helped.
    """
    found: dict[str, set[str]] = {}
    for treaty in _helping(law):
        for clause in law.clauses.values():
            if clause.treaty.id == treaty and clause.obligation.duty.drawn_in:
                for one in law.parties[treaty]:
                    helped = law.owed_under(clause, one)
                    for state in ([one] if helped else []) if of_obligor else helped:
                        found.setdefault(state, set()).add(treaty)
    return dict(sorted(found.items()))


KINDS: dict[Kind, Draw] = {
    Kind.WHO: _of_all(Kind.WHO),
    Kind.MUST: _of_state(Kind.MUST, Kind.MUST),
    Kind.WHO_NOT: _of_all(Kind.WHO_NOT),
    Kind.WHY: _of_state(Kind.WHY, Kind.WHY_NOT),
    Kind.WHEN: _of_state(Kind.WHEN, None),
    Kind.COVERS: _covers,
    Kind.OWES: _owes,
    Kind.WEIGH: _weigh,
}
"""How a question of each kind is drawn."""


def drawn_by_kind(seed: str, count: int) -> list[Asked]:
    """Draw as many questions of each kind, none twice."""
    found: list[Asked] = []
    for kind, draw in KINDS.items():
        several = _different(draw, Random(f"{kind} {seed}"))
        found += islice(several, count // len(KINDS))
    return found


def _different(draw: Draw, dice: Random) -> Iterator[Asked]:
    """Draw without end, and yield what can be asked, each question once."""
    seen = set()
    while True:
        one = _asked(draw, dice)
        if one and one.words not in seen:
            seen.add(one.words)
            yield one


def _asked(draw: Draw, dice: Random) -> Asked | None:
    """Draw once; nothing where the engine refuses the question."""
    try:
        return draw(dice)
    except CasusError:
        return None


def sheet(asked: Sequence[Asked]) -> str:
    """Write the questions with their numbers and answers."""
    parts = [
        f"## {number}. {one.words}\n\n{one.answer().rstrip()}\n"
        for number, one in enumerate(asked, 1)
    ]
    return "\n".join(parts)


def main() -> None:
    """Write a sheet to a file."""
    options = ArgumentParser(description=__doc__)
    options.add_argument("--seed", required=True)
    options.add_argument("--count", type=int, default=60)
    options.add_argument("--kinds", action="store_true")
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    os.environ["COLUMNS"] = COLUMNS
    draw = drawn_by_kind if given.kinds else drawn
    given.out.write_text(sheet(draw(given.seed, given.count)), encoding="utf-8")


if __name__ == "__main__":
    main()
