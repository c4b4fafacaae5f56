"""What a question gives comes back as no open question: the attacker, the place, that it is unprovoked, every answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from engine.record.question_ids import kind_of
from engine.setting.graph import obligations
from engine.verdicts.solution import Solution, solve
from tests.support.each import each
from treaties.loading.corpus import load_corpus
from treaties.models.case import Case
from treaties.models.reading import Answered
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import EventKind

LAW = load_corpus()
OF_A_NAMED_ATTACKER = ("attacker", "attributed-to-somebody", "rising")
OF_A_PLACE = ("in-area-by-choice",)
OF_PROVOCATION = (
    "unprovoked",
    "unprovoked-in-running-war",
    "unlawful-if-provoked",
    "answering-attack",
    "lawful-defence",
)
OF_ITS_KIND = ("armed-attack", "aggression", "force", "menace")


def plain_attack(case: Case) -> Event | None:
    """The first armed attack of one state on another that a case is about."""
    for e in case.scenario.events if case.scenario else ():
        one_each = len(e.by) == len(e.against) == 1
        if e.kind is EventKind.ARMED_ATTACK and one_each and not e.group:
            return e
    return None


CASES = [c for c in LAW.cases if plain_attack(c)]


def asked(case: Case, *answers: Answered) -> Solution:
    """The attack of a case with all that can be given of it, and some answers."""
    event = plain_attack(case)
    assert event is not None
    assert case.scenario is not None
    on: date = case.scenario.on
    given = event.model_copy(update={"unprovoked": True, "on": None})
    scenario = Scenario(on=on, events=(given,), background=False, answers=answers)
    return solve(LAW, scenario, rounds=1, graph=obligations(LAW, on))


def open_in(answer: Solution) -> Iterator[str]:
    """The questions on which what somebody owes at once depends."""
    for row in answer.rows:
        for judged in row.judged:
            for mask in judged.verdict.supports:
                yield from (q for q, _ in answer.labels.literals.decode(mask))


@each("case", CASES, most=6, called=lambda c: c.id)
def test_what_is_given_of_an_attack_comes_back_as_no_question(case: Case) -> None:
    event = plain_attack(case)
    assert event is not None
    own = f"{event.by[0]}>{event.against[0]}"
    kinds = (*OF_A_NAMED_ATTACKER, *OF_PROVOCATION, *OF_ITS_KIND)
    if event.at:
        kinds += OF_A_PLACE
    back = {q for q in open_in(asked(case)) if kind_of(q) in kinds and own in q}
    assert back == set()


@each("case", CASES, most=6, called=lambda c: c.id)
def test_an_attack_given_as_unprovoked_is_no_answer_to_another(case: Case) -> None:
    """The state that is hit struck first: without the word that it is unprovoked, some cases ask whether it answers."""
    event = plain_attack(case)
    assert event is not None
    assert case.scenario is not None
    on = case.scenario.on
    own = f"{event.by[0]}>{event.against[0]}"
    day = on - timedelta(days=1)
    kind = EventKind.ARMED_ATTACK
    blow = Event(kind=kind, by=event.against, against=event.by, on=day)
    for unprovoked in (True, None):
        later = event.model_copy(update={"unprovoked": unprovoked, "on": on})
        scenario = Scenario(on=on, events=(blow, later), background=False)
        answer = solve(LAW, scenario, rounds=1, graph=obligations(LAW, on))
        back = {q for q in open_in(answer) if kind_of(q) in OF_PROVOCATION}
        ours = {q for q in back if own in q}
        charter = on > date(1945, 10, 24)
        assert not (unprovoked and ours)
        assert unprovoked or not charter or ours or not helped(answer, event)


def helped(answer: Solution, event: Event) -> bool:
    """Whether anybody owes the attacked state help, on whatever condition."""
    (victim,) = event.against
    return any(
        j.ground.duty.drawn_in and j.ground.beneficiary == victim and j.verdict.supports
        for row in answer.rows
        for j in row.judged
        if j.ground.binding
    )


def test_who_attacks_is_asked_only_where_nobody_is_named() -> None:
    on = date(1939, 9, 1)
    for by, open_ in (((), True), (("germany",), False)):
        event = Event(kind=EventKind.ARMED_ATTACK, by=by, against=("poland",))
        scenario = Scenario(on=on, events=(event,), background=False)
        answer = solve(LAW, scenario, rounds=1)
        assert ("attacker" in {kind_of(q) for q in open_in(answer)}) is open_


def test_an_unprovoked_attack_is_no_war_that_a_threat_forced() -> None:
    """Triple Alliance, Art. IV: what is given settles whether a threat forced the war."""
    for unprovoked, open_ in ((None, True), (True, False)):
        event = Event(
            kind=EventKind.ARMED_ATTACK,
            by=("france",),
            against=("germany",),
            unprovoked=unprovoked,
        )
        on = date(1905, 6, 1)
        scenario = Scenario(on=on, events=(event,), background=False)
        answer = solve(LAW, scenario, rounds=1)
        kinds = {kind_of(q) for q in open_in(answer)}
        assert ("forced-to-war" in kinds) is open_


@each("case", CASES, most=6, called=lambda c: c.id)
def test_an_answer_that_is_given_is_asked_no_more(case: Case) -> None:
    found = sorted(set(open_in(asked(case))))
    for question in found[:3]:
        for answer in ("yes", "no"):
            given = Answered(question=question, answer=answer)
            assert question not in set(open_in(asked(case, given)))
