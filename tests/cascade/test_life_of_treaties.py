"""The life of treaties: provisional application, war, changed circumstances, and what it is to guarantee."""

from __future__ import annotations

from datetime import date

from engine import ask
from engine.verdicts.solution import solve
from tests.cascade.test_rules_of_law import hits, pact, status
from tests.support.worlds import of
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered
from treaties.models.scenario import Scenario

BEFORE, APPLIED, BINDING = date(1960, 1, 15), date(1960, 3, 1), date(1960, 6, 1)


def applied() -> Corpus:
    return of(
        [
            pact(
                "italy",
                "germany",
                signed=date(1960, 1, 1),
                provisional=date(1960, 2, 1),
                in_force=date(1960, 5, 1),
            )
        ]
    )


def on_day(law: Corpus, day: date, answer: str = "yes") -> str:
    given = (Answered(question="provisional:pact-0", answer=answer),)
    strike = hits("poland", "germany")
    scenario = Scenario(on=day, events=(strike,), background=False, answers=given)
    return status(solve(law, scenario, rounds=1), "italy").strip()


def test_provisional_application_binds_before_entry_into_force_and_is_asked() -> None:
    law = applied()
    assert on_day(law, BEFORE) == "not-triggered"
    assert on_day(law, APPLIED) == "bound fight"
    assert on_day(law, APPLIED, "no") == "not-triggered"
    assert on_day(law, BINDING, "no") == "bound fight"


def help_of(day: str, suppose: str = "") -> set[str]:
    answer = ask(
        "Egypt",
        by="Italy",
        on=day,
        rounds=1,
        suppose={suppose: "no"} if suppose else None,
    )
    row = answer["united-kingdom"]
    return {str(j.verdict.status) for j in row.judged if j.ground.duty.drawn_in}


def test_changed_circumstances_are_a_plea_that_is_presumed_to_fail() -> None:
    plea = "circumstances-unchanged:anglo-egyptian-1936"
    assert "bound" in help_of("1952-06-01")
    assert "bound" not in help_of("1952-06-01", plea)
    assert "bound" in help_of("1951-06-01")


def test_a_treaty_whose_object_is_gone_is_presumed_to_have_ended_and_it_is_asked() -> (
    None
):
    question = "object-remains:us-new-granada-1846"

    def owed(on: str, **more: object) -> set[str]:
        answer = ask("Colombia", by="Germany", on=on, rounds=1, **more)  # type: ignore[arg-type]
        row = answer["united-states"]
        told = (j for j in row.judged if j.ground.treaty == "us-new-granada-1846")
        return {str(j.verdict.status) for j in told}

    assert owed("1903-11-02") == {"conditional"}
    assert "conditional" not in owed("1903-11-03")
    assert owed("1903-11-03", suppose={question: "yes"}) == {"conditional"}
    assert owed("1922-03-01", suppose={question: "yes"}) == set()


def test_whether_a_treaty_outlived_the_fighting_of_its_parties_is_a_question() -> None:
    answer = ask("Russia", by="Japan", on="1904-02-08", rounds=1)
    asked = {q.id.partition(":")[0] for q in answer.questions}
    assert "outlives-war" in asked
    assert str(answer["china"].verdict.status) == "contested"


ALONE = {
    ("balkan-pact-1934", "1"): "the four guarantee each other",
    ("bucharest-1916", "I"): "the four are allied in one war",
    ("cyprus-guarantee-1960", "II"): "each of the three acts alone, by its Art. IV",
    ("greece-serbia-1913", "1"): "the two guarantee each other",
    ("ottoman-guarantee-1856", "I, II"): "jointly and severally, by its Art. I",
    ("rio-protocol-1942", "V"): "the four go on with their part",
}
"""Guarantees of several whose words bind each of them."""
ASKED = (
    "guarantee-several",
    "collective-guarantee-binds-one",
    "guarantee-of-greece-binds-to-help",
    "guarantee-of-switzerland-binds-to-help",
    "albania-guarantee-several",
)


def test_every_guarantee_of_several_says_whether_each_is_bound_alone() -> None:
    unsaid = set()
    for treaty in load_corpus().treaties:
        for o in treaty.obligations:
            several = len(o.obligors or treaty.states) > 2 and o.duty.drawn_in
            words = f"{o.phrase} {o.gist}".lower()
            asked = any(getattr(c, "id", "") in ASKED for c in o.conditions)
            if several and "guarant" in words and not asked:
                unsaid.add((treaty.id, o.article))
    assert unsaid == set(ALONE)
