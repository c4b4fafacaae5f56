"""What a state owes another without any attack, and which of two articles binds harder."""

from __future__ import annotations

from datetime import date

import pytest

from engine.analysis.pledges import owes, weigh
from tests.output.test_bottom_line import pact
from tests.support.worlds import of
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

DAY = date(1960, 1, 1)


def made() -> Corpus:
    """Five pacts: one of help among three, talks, neutrality, one that one side alone owes, and one below a treaty."""
    alone = {"obligors": ["norway"], "beneficiaries": ["iceland"]}
    return of(
        [
            pact("pact-a", "iceland", "norway", "sweden"),
            pact("pact-b", "iceland", "norway", duty="consult"),
            pact("pact-c", "iceland", "sweden", duty="stay-neutral"),
            pact("pact-d", "iceland", "norway", duty="fight", article=alone),
            pact("pact-e", "iceland", "norway", duty="fight", rank="political"),
        ]
    )


def test_the_hardest_duty_comes_first_with_what_the_other_owes_in_return() -> None:
    found = owes(made(), "Norway", "Iceland", on=DAY)
    binding = [p for p in found.owed if p.binding]
    assert [(p.treaty, p.duty) for p in binding] == [
        ("pact-d", "fight"),
        ("pact-a", "assist"),
        ("pact-b", "consult"),
    ]
    assert [p.treaty for p in found.owed if not p.binding] == ["pact-e"]
    back = [(p.treaty, p.duty) for p in found.returned if p.binding]
    assert back == [("pact-a", "assist"), ("pact-b", "consult")]
    assert all(p.toward == ("iceland",) for p in found.owed)
    text = " ".join(str(found).split())
    assert text.startswith("What Norway owes Iceland on 1 January 1960")
    assert text.index("Must help militarily") < text.index("In return Iceland owes")
    assert "Promises that are not treaties:" in text


def test_toward_nobody_in_particular_only_help_is_told() -> None:
    found = owes(made(), "Sweden", on=DAY)
    assert {p.treaty for p in found.owed if p.binding} == {"pact-a"}
    assert found.toward is None
    assert found.returned == ()


def test_before_it_was_in_force_nothing_is_owed() -> None:
    found = owes(made(), "Norway", "Iceland", on=date(1949, 12, 31))
    assert found.owed == found.returned == ()
    assert found.verdict == "Norway owes Iceland no help by treaty."


def test_of_two_articles_the_one_of_the_harder_deed_asks_for_more() -> None:
    waits = {"conditions": ["request"]}
    law = of(
        [
            pact("pact-a", "iceland", "norway", duty="fight", article=waits),
            pact("pact-b", "iceland", "norway", duty="act"),
        ]
    )
    found = weigh(law, "Pact A", "Pact B", on=DAY)
    assert found.harder == "pact-a"
    assert found.verdict.startswith("Pact A, Art. 1 asks for more")
    assert [h.harder for h in found.heads][:1] == ["pact-a"]
    assert "Pact B, Art. 1 binds on less: request or vote." in str(found)


def test_a_treaty_of_another_day_is_refused_with_a_day_on_which_it_binds() -> None:
    law = of([pact("pact-a", "iceland", "norway"), pact("pact-b", "iceland", "norway")])
    with pytest.raises(CasusError, match="binds nobody on 1940-01-01") as refused:
        weigh(law, "Pact A", "Pact B", on=date(1940, 1, 1))
    day = str(refused.value.remedy).split("`")[1].removeprefix("--on ")
    assert weigh(law, "Pact A", "Pact B", on=date.fromisoformat(day)).heads


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [("Norway", "Norway", "itself"), ("Atlantis", "Iceland", "Atlantis")],
)
def test_what_makes_no_pair_is_refused(one: str, other: str, said: str) -> None:
    with pytest.raises(CasusError, match=said):
        owes(made(), one, other, on=DAY)


def test_against_whom_a_duty_runs_belongs_to_its_trigger() -> None:
    found = weigh(
        load_corpus(), "dual-alliance:I", "triple-alliance-1882:II", on=date(1914, 7, 1)
    )
    trigger = next(head for head in found.heads if head.name == "trigger")
    assert trigger.first.endswith("only if the attacker is the Russian Empire")
    assert trigger.second.endswith("only if the attacker is France")
