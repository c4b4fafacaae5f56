"""Laws that hold in every world, tried on small crowded ones."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.record.facts import Fact
from engine.record.literals import Assignment
from engine.record.verdict import Status
from tests.support.sampling import examples
from tests.support.worlds import (
    STATES,
    answer,
    consequences,
    laws,
    of,
    scenarios,
    treaties,
)
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import EventKind, Nature

small = examples(30)


def _due(
    law: Corpus, scenario: Scenario
) -> dict[Fact, set[frozenset[tuple[str, bool]]]]:
    found = answer(law, scenario)
    decode = found.labels.literals.decode
    return {
        f: {frozenset(decode(m)) for m in label}
        for f, label in found.labels.of.items()
        if f.kind == "due" and label
    }


@small
@given(laws(), scenarios(), st.randoms())
def test_the_order_of_the_files_is_irrelevant(
    law: Corpus, scenario: Scenario, random
) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(law.treaties)
    random.shuffle(shuffled)
    one, other = (
        answer(law, scenario).to_dict(full=True)["findings"],
        answer(of(shuffled), scenario).to_dict(full=True)["findings"],
    )
    assert one["states"] == other["states"]
    assert one["questions"] == other["questions"]


@small
@given(laws(), scenarios())
def test_removing_a_treaty_never_adds_a_duty(law: Corpus, scenario: Scenario) -> None:
    whole = _due(law, scenario)
    for treaty in law.treaties:
        less = _due(law.without(treaty.id), scenario)
        for fact, supports in less.items():
            assert all(any(w <= s for w in whole[fact]) for s in supports), (
                treaty.id,
                fact,
            )


@small
@given(laws(), scenarios())
def test_each_support_suffices_and_none_is_superfluous(
    law: Corpus, scenario: Scenario
) -> None:
    found = answer(law, scenario)
    assert not found.labels.truncated
    for fact, label in found.labels.of.items():
        for mask in label[:8]:
            support = found.labels.literals.decode(mask)
            assert fact in consequences(found.record, support)
            for literal in support:
                rest = [x for x in support if x != literal]
                assert fact not in consequences(found.record, rest), (
                    fact,
                    support,
                    literal,
                )


@small
@given(laws(), scenarios())
def test_what_holds_under_all_yes_answers_has_a_label(
    law: Corpus, scenario: Scenario
) -> None:
    found = answer(law, scenario)
    literals = {x for s in found.record.steps for x in s.literals}
    both = {q for q, a in literals if (q, not a) in literals}
    consistent = [(q, a) for q, a in literals if q not in both or a]
    for fact in consequences(found.record, consistent):
        assert found.labels[fact], fact


@small
@given(laws(), scenarios(), st.data())
def test_settling_a_question_never_widens_a_label(
    law: Corpus, scenario: Scenario, data: st.DataObject
) -> None:
    found = answer(law, scenario)
    if not found.labels.literals.ids:
        return
    ident = data.draw(st.sampled_from(found.labels.literals.ids))
    yes = data.draw(st.booleans())
    bit = found.labels.literals.bit
    stance = Assignment(bit((ident, yes)), bit((ident, not yes)))
    for label in found.labels.of.values():
        for mask in stance.restrict(label):
            assert any(mask == m & ~stance.true for m in label)
            assert not mask & (stance.true | stance.false)


@small
@given(treaties(0), st.permutations(STATES))
def test_one_day_before_entry_into_force_there_is_no_duty(pact, order) -> None:  # type: ignore[no-untyped-def]
    event = Event(kind=EventKind.ARMED_ATTACK, by=(order[0],), against=(order[1],))
    before = Scenario(
        on=pact.since - timedelta(days=1), events=(event,), background=False
    )
    assert not _due(of([pact]), before)
    for row in answer(of([pact]), before):
        assert row.status in (Status.BELLIGERENT, Status.NOT_TRIGGERED)


@small
@given(laws(), scenarios())
def test_bound_means_that_nothing_open_is_left(law: Corpus, scenario: Scenario) -> None:
    found = answer(law, scenario)
    for row in found:
        for verdict in (j.verdict for j in row.judged):
            if verdict.status is Status.BOUND:
                assert verdict.supports == (0,)
            elif verdict.status in (Status.CONDITIONAL, Status.CONTESTED):
                assert 0 not in verdict.supports
                assert verdict.distance.total >= 1
                nearest = found.labels.literals.decode(verdict.supports[0])
                of_law = any(
                    found.assignments.questions[q].nature is Nature.LAW
                    for q, _ in nearest
                )
                assert of_law is (verdict.status is Status.CONTESTED)


@small
@given(laws(), scenarios())
def test_nobody_owes_help_against_itself_or_for_itself(
    law: Corpus, scenario: Scenario
) -> None:
    for row in answer(law, scenario):
        for ground in row.grounds:
            assert row.state not in ground.adversaries
            assert row.state != ground.beneficiary


def test_swapping_attacker_and_victim_moves_the_duty() -> None:
    from treaties.models.treaty import Obligation, Treaty

    pact = Treaty(
        id="pact-0",
        title="Pact",
        parties=("france", "poland"),
        signed=date(1925, 1, 1),
        in_force=date(1926, 1, 1),
        sources=("design-note",),
        obligations=(
            Obligation(
                article="1",
                duty="fight",
                trigger="armed-attack",
                gist="A made-up duty.",
            ),
        ),
    )

    def at_once(by: str, against: str) -> Status:
        event = Event(kind=EventKind.ARMED_ATTACK, by=(by,), against=(against,))
        return answer(
            of([pact]), Scenario(on=date(1930, 1, 1), events=(event,), background=False)
        )["france"].at_once.status

    assert at_once("germany", "poland") is Status.BOUND
    assert at_once("poland", "germany") is Status.NOT_TRIGGERED
    assert at_once("france", "poland") is Status.BELLIGERENT
