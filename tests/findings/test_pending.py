"""Pending treaties: one cascade tells what each would add, and it is what the treaty alone would ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.findings.calls import triggered_articles, triggered_if_in_force
from engine.findings.pending import pending
from engine.labels.labels import Labels
from engine.verdicts.solution import Solution, solve
from treaties.change import binding
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import EventKind

DAY = date(2026, 11, 1)


def hit(state: str) -> Scenario:
    """A great power from outside attacks a state."""
    by = "china" if state != "china" else "united-states"
    attack = Event(kind=EventKind.ARMED_ATTACK, by=(by,), against=(state,))
    return Scenario(on=DAY, events=(attack,), background=False)


def added(calls: Any) -> set[tuple[object, ...]]:
    return {
        (c.clause.key, frozenset(c.states), c.beneficiaries, c.duty, c.verdict.status)
        for c in calls
        if c.treaty.rank.binding
    }


def signed(law: Corpus) -> list[Treaty]:
    wanted = {w.treaty for w in law.watched if not w.pending.ending}
    return [t for t in law.treaties if t.id in wanted and not t.since]


def asked_of_each(law: Corpus) -> dict[str, Solution]:
    """By the first party of every signed treaty the answer to an attack on it."""
    states = {t.states[0] for t in signed(law)}
    return {s: solve(law, hit(s), rounds=1) for s in sorted(states)}


def test_what_a_treaty_would_add_is_what_it_asks_alone(law: Corpus) -> None:
    answers = asked_of_each(law)
    found, alone = {}, {}
    for treaty in signed(law):
        state = treaty.states[0]
        one = law.model_copy(update={"treaties": (binding(treaty),)})
        alone[treaty.id] = added(
            triggered_articles(solve(one, hit(state), rounds=1)).calls
        )
        calls = triggered_if_in_force(answers[state]).calls
        found[treaty.id] = added(c for c in calls if c.treaty.id == treaty.id)
    assert found == alone
    assert sum(map(bool, found.values())) >= 10


def test_an_answer_over_which_treaties_pend_is_derived_once(
    law: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    plain = Labels.__init__

    def counted(self: Labels, record: Any, *given: Any, **more: Any) -> None:
        made.append(len(record.steps))
        plain(self, record, *given, **more)

    monkeypatch.setattr(Labels, "__init__", counted)
    answers = asked_of_each(law)
    told = [p.treaty.id for a in answers.values() for p in pending(a) if p.added]
    assert len(made) == len(answers)
    assert len(told) >= 10


def test_what_is_signed_binds_nobody(law: Corpus) -> None:
    for state, answer in asked_of_each(law).items():
        keys = {t.id for t in signed(law)} - answer.graph.parties.keys()
        bound = {g.treaty for row in answer for g in row.grounds}
        assert not keys & bound, state


def test_what_binds_a_little_later_is_told_as_signed(law: Corpus) -> None:
    (later,) = (t for t in signed(law) if t.id == "aes-2024")
    bound = later.model_copy(update={"since": date(2026, 12, 1)})
    one = law.model_copy(update={"treaties": (bound,), "watched": ()})
    answer = solve(one, hit(later.states[0]), rounds=1)
    assert [p.treaty.id for p in pending(answer) if p.added] == [later.id]
    before = hit(later.states[0]).model_copy(update={"on": date(2024, 7, 5)})
    assert not pending(solve(one, before, rounds=1))


def test_a_notice_is_not_told_before_its_day(law: Corpus) -> None:
    found = {}
    for on in date(2026, 3, 10), date(2026, 3, 11):
        attack = Event(
            kind=EventKind.ARMED_ATTACK, by=("russia",), against=("moldova",)
        )
        told = Scenario(on=on, events=(attack,), background=False)
        found[on.day] = [p.treaty.id for p in pending(solve(law, told, rounds=1))]
    assert "cis-charter-1993" not in found[10]
    assert "cis-charter-1993" in found[11]
