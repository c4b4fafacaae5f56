"""Proofs, chains and the order of telling, on invented pacts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.findings.explanation import explain
from engine.findings.further import Chain, further
from engine.record.fact_words import describe
from engine.record.facts import Fact
from engine.record.reasons import Reason
from engine.setting.prominence import DisplayOrder
from engine.verdicts.solution import Solution
from tests.cascade.test_rules_of_law import NEW, OLD, does, happens, hits, pact
from tests.support.worlds import of
from treaties.vocabulary.errors import UnknownName
from treaties.vocabulary.kinds_of_duty import kind_of_duty

LINE = of(
    [
        pact("italy", "germany", "spain"),
        pact("france", "italy", number=1),
        pact("belgium", "france", number=2),
        pact("portugal", "poland", number=3),
    ]
)
"""Belgium helps France, which helps Italy, which helps Germany; Portugal helps Poland."""


def asked(**more: str) -> Solution:
    return happens(LINE, OLD, hits("poland", "germany", **more), rounds=None)


def tree(reason: Reason, depth: int = 0) -> Iterator[str]:
    yield (
        "  " * depth
        + reason.text
        + "".join(f" [{q}{'' if yes else '=no'}]" for q, yes in reason.answers)
    )
    for r in reason.because:
        yield from tree(r, depth + 1)


def test_a_proof_goes_from_the_duty_to_the_events_with_every_answer_at_its_step() -> (
    None
):
    (_, _, reason), *_ = explain(asked(), asked()["france"]).proofs
    assert list(tree(reason)) == [
        "France must help militarily: Pact 1, Art. 1, toward Italy [armed-attack:poland>italy]",
        "  Poland strikes Italy [strikes:poland>italy] [rule:belligerents-may-strike]",
        "    Poland is at war [rule:attack-makes-war]",
        "    Italy is at war on the side of Germany [performs:italy/pact-0:1>germany]"
        " [rule:performance-makes-belligerent] [armed-attack:poland>germany]",
        "      Poland uses force against Germany",
    ]


def test_where_force_is_used_is_told_where_it_is_not_at_home() -> None:
    (_, _, reason), *_ = explain(
        asked(at="east-prussia"), asked(at="east-prussia")["spain"]
    ).proofs
    assert (
        list(tree(reason))[1]
        == "  Poland uses force against Germany at East and West Prussia"
    )


def test_every_kind_of_fact_has_its_words() -> None:
    answer = asked()
    key = ("italy", "pact-0:1", "germany")
    said = {
        Fact(
            "arisen", key
        ): "the casus foederis has arisen for Italy toward Germany under Pact 0, Art. 1",
        Fact("due", key): "Italy must help militarily: Pact 0, Art. 1, toward Germany",
        Fact(
            "casus", ("pact-0", "italy", "germany")
        ): "a casus foederis has arisen for Italy toward Germany",
        Fact(
            "called", ("pact-0:1", "germany")
        ): "the text of Pact 0, Art. 1 is met for Germany",
        Fact(
            "callable", ("pact-0:1", "germany")
        ): "Pact 0, Art. 1 may be called for Germany",
        Fact("attacked", ("poland", "germany")): "Poland uses force against Germany",
        Fact("attacked", ("germany", "poland")): "Germany strikes Poland",
    }
    assert {f: describe(answer.setting, answer.graph.clauses, f) for f in said} == said


def test_one_article_is_proved_once_and_its_other_grounds_are_named() -> None:
    law = of([pact("italy", "germany", "spain")])
    answer = happens(law, OLD, hits("poland", "germany"), hits("poland", "spain"))
    found = explain(answer, answer["italy"])
    assert len(found.proofs) == 1
    assert {g.beneficiary for g, _ in found.further} | {
        g.beneficiary for g, _, _ in found.proofs
    } == {
        "germany",
        "spain",
    }


def test_what_was_waived_is_proved_as_far_as_the_case_that_arose() -> None:
    answer = happens(
        of([pact("italy", "germany")]),
        NEW,
        hits("poland", "germany"),
        does("waiver", "germany", to="italy", under="pact-0"),
    )
    (_, verdict, reason), *_ = explain(answer, answer["italy"]).proofs
    assert (str(verdict.status), reason.fact.kind) == ("released", "arisen")


def test_what_is_not_called_has_no_proof_and_says_why() -> None:
    answer = happens(
        of([pact("italy", "germany", conditions=("unprovoked",))]),
        NEW,
        hits("poland", "germany", unprovoked=False),
    )
    found = explain(answer, answer["italy"])
    assert (found.proofs, [b.condition for b in found.failed]) == ((), ["unprovoked"])


def test_a_duty_that_stands_cannot_be_asked_for() -> None:
    assert kind_of_duty("consult") == "consult"
    with pytest.raises(UnknownName, match="the duties are help, fight"):
        kind_of_duty("not-attack")


def chain(answer: Solution, state: str) -> Chain:
    (found,) = (c for c in further(answer) if state in c.states)
    return found


def test_a_chain_names_acts_in_the_order_in_which_they_follow_and_its_side() -> None:
    answer = asked()
    said = {
        s: ([q for q, _ in c.acts], c.beneficiary, c.attackers)
        for s in ("france", "portugal")
        for c in [chain(answer, s)]
    }
    assert said == {
        "france": (
            ["performs:italy/pact-0:1>germany", "strikes:poland>italy"],
            "italy",
            False,
        ),
        "portugal": (
            ["performs:italy/pact-0:1>germany", "strikes:italy>poland"],
            "poland",
            True,
        ),
    }


def test_who_else_could_take_the_first_step_is_counted() -> None:
    assert (chain(asked(), "portugal").others, chain(asked(), "france").others) == (
        1,
        0,
    )


def test_who_owes_help_at_once_or_on_a_question_is_in_no_chain() -> None:
    law = of(
        [
            pact("italy", "germany", conditions=("request",)),
            pact("italy", "spain", number=1),
            pact("spain", "germany", number=2),
        ]
    )
    assert not [
        c
        for c in further(happens(law, OLD, hits("poland", "germany"), rounds=None))
        if "italy" in c.states
    ]


def test_great_powers_come_first_then_neighbours_then_those_whom_most_instruments_bind() -> (
    None
):
    order = DisplayOrder((found := asked()).setting, found.graph)
    told = order.sorted(
        ["portugal", "spain", "italy", "belgium", "france", "iceland", "san-marino"]
    )
    assert told == [
        "france",
        "italy",
        "belgium",
        "portugal",
        "spain",
        "iceland",
        "san-marino",
    ]
    assert [order.weighty(s) for s in ("france", "belgium", "spain")] == [
        True,
        True,
        False,
    ]
