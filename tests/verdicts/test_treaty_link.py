"""What links a state to those attacked: an article that answers to the events, other articles in force, or nothing."""

from __future__ import annotations

import pytest

from engine.answer import Answer
from engine.output.blocked_text import no_article
from engine.output.written import written
from engine.record.verdict import Status
from engine.verdicts.solution import Solution
from tests.cascade.test_rules_of_law import NEW, happens, hits, pact
from tests.support.worlds import of
from treaties.models.treaty import Treaty


def asked(*pacts: Treaty) -> Solution:
    return happens(of(pacts), NEW, hits("poland", "germany"))


PEACE = pact("italy", "germany", number=1, duty="not-attack", trigger="standing")
POLICY = pact(
    "italy",
    "germany",
    number=2,
    duty="not-attack",
    trigger="standing",
    rank="political",
)
GUARANTEE = pact(
    "italy", "germany", number=3, obligors=("germany",), beneficiaries=("italy",)
)


@pytest.mark.parametrize(
    ("pacts", "kind", "status", "says"),
    [
        ((pact("italy", "germany"), PEACE), "article", Status.BOUND, ""),
        (
            (pact("italy", "germany", conditions=("request",)), PEACE),
            "article",
            Status.CONDITIONAL,
            "",
        ),
        (
            (pact("italy", "germany", until=NEW), PEACE),
            "article",
            Status.NOT_TRIGGERED,
            "",
        ),
        (
            (PEACE,),
            "other-articles",
            Status.NO_TREATY,
            "in force: the Pact 1 (Art. 1: must not attack, not seen)",
        ),
        (
            (GUARANTEE,),
            "other-articles",
            Status.NO_TREATY,
            "owed to it, not by it: the Pact 3 (Art. 1: must help militarily",
        ),
        ((POLICY,), "none", Status.NO_TREATY, "no treaty in force that day links it"),
        (
            (pact("italy", "poland", number=4, duty="not-attack", trigger="standing"),),
            "none",
            Status.NO_TREATY,
            "links",
        ),
    ],
)
def test_a_state_is_linked_in_one_of_three_ways(
    pacts: tuple[Treaty, ...], kind: str, status: Status, says: str
) -> None:
    row = asked(*pacts)["italy"]
    assert (row.link.kind, row["link"], row.status) == (kind, kind, status)
    assert says in no_article(row.link)
    assert bool(says) is bool(no_article(row.link))


def test_every_form_names_what_is_in_force_where_no_article_answers() -> None:
    answer = Answer.of(asked(PEACE))
    sentence = (
        "no article of help; in force: the Pact 1 (Art. 1: must not attack, not seen)"
    )
    told = str(answer.why("italy"))
    assert told.splitlines()[0] == answer.title, "the question stands before its answer"
    assert f"Italy: {sentence}." in told
    told = answer.why("italy").to_dict()["link"]
    owes = [{"key": "pact-1:1", "treaty": "pact-1", "article": "1"}]
    assert told == {
        "kind": "other-articles",
        "owes": owes,
        "owed": [],
        "says": sentence,
    }
    assert written(answer["italy"], answer)["link"] == told
    assert "No. The Pact 1 promises no help." in " ".join(
        answer.text(only="italy").split()
    )
