"""Who joins which side, on small invented pacts: the same whatever is looked at first."""

from __future__ import annotations

from datetime import date

from engine.answer import Answer
from engine.record.facts import belligerent
from tests.support.worlds import CHARTERLESS, answer, of
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import EventKind

AGGRESSOR, VICTIM = (0, 0), (0, 1)


def pact(name: str, *parties: str, **duty: object) -> Treaty:
    """A pact of mutual help against armed attack, unless the duty says otherwise."""
    owed = {
        "article": "1",
        "duty": "assist",
        "trigger": "armed-attack",
        "gist": "A made-up duty for tests.",
    } | duty
    return Treaty(
        id=name,
        title=name,
        parties=parties,
        signed=date(1925, 1, 1),
        in_force=date(1926, 1, 1),
        sources=("design-note",),
        obligations=(owed,),
    )


def attack(*pacts: Treaty, isolated: bool = False) -> Answer:
    """Germany attacks Poland, before general law asked who is in the right."""
    event = Event(
        kind=EventKind.ARMED_ATTACK,
        by=("germany",),
        against=("poland",),
        isolated=isolated,
    )
    return answer(
        of(pacts), Scenario(on=CHARTERLESS, events=(event,), background=False)
    )


def ways(found: Answer, state: str, side: tuple[int, int]) -> list[set[str]]:
    """What a state's fighting on a side waits for: the open answers of each support."""
    decode = found.labels.literals.decode
    return [
        {q for q, _ in decode(m) if q.startswith(("performs:", "strikes:"))}
        for m in found.labels[belligerent(state, side)]
    ]


def test_what_is_owed_against_one_side_makes_nobody_fight_on_the_other() -> None:
    """Italy is the friend of both, France of Italy: it fights the one who strikes Italy, never beside it."""
    found = attack(
        pact("polish", "poland", "italy"),
        pact("german", "germany", "italy", trigger="war"),
        pact("french", "italy", "france"),
    )
    beside_poland, beside_germany = (
        ways(found, "france", VICTIM),
        ways(found, "france", AGGRESSOR),
    )
    assert beside_poland
    assert beside_germany
    assert all(
        any(q.startswith("strikes:germany>") for q in way) for way in beside_poland
    )
    assert all(
        any(q.startswith("strikes:poland>") for q in way) for way in beside_germany
    )


def test_those_whom_a_helper_wakes_strike_each_other() -> None:
    """One strike is no war; once Italy makes one of it, Poland may answer Germany too."""
    alone = attack(isolated=True)
    helped = attack(pact("polish", "poland", "italy"), isolated=True)
    assert not ways(alone, "poland", VICTIM)
    assert ways(helped, "poland", VICTIM) == [{"performs:italy/polish:1>poland"}]
    assert any(
        s.head.args == ("poland", "germany")
        for s in helped.record.steps
        if s.head.kind == "attacked"
    )


def test_those_who_strike_together_are_counted_in_any_order() -> None:
    """France waits for two attackers; that the second strikes later makes the first one of two as well."""
    found = attack(
        pact("german", "germany", "italy", trigger="war"),
        pact(
            "french",
            "poland",
            "france",
            conditions=({"kind": "attackers", "at_least": 2},),
        ),
    )
    called = {
        s.head.args[2]
        for s in found.record.steps
        if s.head.kind == "called" and s.head.args[0] == "french:1"
    }
    assert called == {"germany", "italy"}
