"""Promises of no force that are owed to every state, and the force that the Charter forbids against anybody."""

from __future__ import annotations

from datetime import date

import pytest

from engine.world import shipped
from tests.cascade.test_permitted import allowed, invited
from tests.cascade.test_rules_of_law import NEW, OLD, does, happens, hits, pact
from tests.support.worlds import of

PROMISE = {"duty": "not-attack", "trigger": "standing"}


def promised(*, toward_all: bool) -> object:
    """France and Poland promise that they use no force."""
    made = pact("france", "poland", **PROMISE)
    (o,) = made.obligations
    return of(
        [
            made.model_copy(
                update={
                    "obligations": (o.model_copy(update={"toward_all": toward_all}),)
                }
            )
        ]
    )


def test_force_against_a_stranger_breaks_what_was_promised_to_all() -> None:
    stranger = hits("poland", "germany")
    (broken,) = happens(promised(toward_all=True), OLD, stranger).broken
    assert (broken.state, broken.adversary, broken.others) == (
        "poland",
        "germany",
        ("france",),
    )
    assert not happens(promised(toward_all=False), OLD, stranger).broken
    # Toward a party it is broken once.
    assert (
        len(happens(promised(toward_all=True), OLD, hits("poland", "france")).broken)
        == 1
    )


def test_an_answer_to_an_attack_breaks_nothing() -> None:
    law = promised(toward_all=True)
    answer = happens(law, NEW, hits("germany", "poland"), hits("poland", "germany"))
    assert [f.state for f in answer.forbidden] == ["germany"]
    assert not answer.broken


def test_the_charter_forbids_force_against_anybody_from_its_day_on() -> None:
    law = of([])
    (found,) = happens(law, NEW, hits("poland", "germany")).forbidden
    assert (found.state, found.rule.id, found.adversary, found.excused) == (
        "poland",
        "no-force",
        "germany",
        "",
    )
    assert happens(law, OLD, hits("poland", "germany")).forbidden == ()
    assert happens(law, NEW, does("threat", "poland", "germany")).forbidden == ()


@pytest.mark.parametrize(
    ("by", "victim", "on", "rule", "pact"),
    [
        ("north-korea", "south-korea", "1950-06-25", "no-force-custom", False),
        ("north-korea", "south-korea", "1991-09-17", "no-force", False),
        ("italy", "yugoslavia", "1953-10-20", "no-force-custom", True),
        ("italy", "yugoslavia", "1955-12-14", "no-force", False),
        ("germany", "poland", "1972-01-01", "no-force-custom", True),
        ("indonesia", "malaysia", "1965-06-01", "no-force-custom", False),
        ("switzerland", "liechtenstein", "2002-09-10", "no-force", False),
    ],
)
def test_a_state_outside_the_united_nations_breaks_custom_and_its_own_pacts(
    by: str, victim: str, on: str, rule: str, pact: bool
) -> None:
    answer = shipped().ask(victim, by=by, on=on, rounds=1, background=False)
    assert [f.rule.id for f in answer.forbidden] == [rule]
    broken = {b.clause.treaty.id for b in answer.broken}
    assert ("pact-of-paris-1928" in broken) is pact


def test_every_state_that_outlived_1945_is_a_member_or_known_to_be_none() -> None:
    law = shipped().corpus
    (rule,) = (r for r in law.rules if r.id == "no-force")
    named = {s for m in rule.members for s in m.states}
    outside = {s.id for s in law.states.all if s.exists_on(date(2026, 1, 1))} - named
    assert outside == {
        *("abkhazia", "cook-islands", "holy-see", "kosovo", "niue", "northern-cyprus"),
        *("palestine", "somaliland", "south-ossetia", "transnistria"),
        "western-sahara",
    }


def test_force_on_ones_own_soil_is_forbidden_only_against_whoever_is_there_with_leave() -> (
    None
):
    answer = shipped().ask(
        "Armenia", by="Azerbaijan", at="nagorno-karabakh", on="2020-09-27", rounds=1
    )
    excused = {f.excused for f in answer.forbidden} | {b.excused for b in answer.broken}
    assert excused == {"only if the forces of Armenia were there with leave"}
    strike = hits("poland", "germany", at={"of": "poland", "kind": "forces"})
    (found,) = happens(of([]), NEW, strike).forbidden
    assert found.excused == "only if the forces of West Germany were there with leave"
    unwanted = strike.model_copy(update={"leave": False})
    assert happens(of([]), NEW, unwanted).forbidden == ()
    welcome = strike.model_copy(update={"leave": True})
    (found,) = happens(of([]), NEW, welcome).forbidden
    assert found.excused == ""


def test_an_agreement_that_one_side_holds_in_abeyance_is_broken_if_it_binds() -> None:
    def simla(on: str) -> list[str]:
        answer = shipped().ask(
            "India", by="Pakistan", on=on, rounds=1, background=False
        )
        return [b.excused for b in answer.broken if b.clause.treaty.id == "simla-1972"]

    assert simla("2025-04-23") == [""]
    held = "only if the Simla Agreement binds although Pakistan holds it in abeyance"
    assert simla("2025-04-24") == [held]


@pytest.mark.parametrize("give", [allowed, invited])
def test_force_with_leave_is_not_forbidden(give: object) -> None:
    leave = give(of([]))  # type: ignore[operator]
    assert happens(leave, NEW, hits("poland", "germany")).forbidden == ()
    open_ = give(of([]), presumed="open")  # type: ignore[operator]
    (found,) = happens(open_, NEW, hits("poland", "germany")).forbidden
    assert found.excused == "unless a made-up leave gave leave for it"


def test_doubtful_force_is_forbidden_if_it_is_force() -> None:
    (found,) = happens(of([]), NEW, does("cyber-attack", "poland", "germany")).forbidden
    assert found.excused == "if this is force at all"


def test_what_is_broken_names_the_charter_first() -> None:
    answer = shipped().ask("iran", by="united-states", on="1980-04-24", rounds=1)
    said = " ".join(answer.text(all=True).split()).partition("BROKEN ")[2]
    first = (
        "The United States breaks the ban on force (UN Charter, Art. 2(4), and custom)"
    )
    assert said.startswith(first)
    assert first in " ".join(str(answer).split())
    assert answer.to_dict()["findings"]["forbidden"][0]["article"] == "UN Charter 2(4)"


def test_what_was_promised_to_the_one_attacked_comes_before_what_was_promised_to_all() -> (
    None
):
    answer = shipped().ask("cuba", by="united-states", on="1961-04-17", rounds=1)
    said = " ".join(str(answer).split())
    assert "and custom), the Rio Treaty of 1947 (Art. 1)" in said


@pytest.mark.parametrize(
    ("means", "excused"),
    [("overflight", None), ("seizure", "if this is force at all"), ("mines", "")],
)
def test_a_means_that_is_no_force_is_not_forbidden(
    means: str, excused: str | None
) -> None:
    event = does("limited-force", "poland", "germany", means=means)
    found = [f.excused for f in happens(of([]), NEW, event).forbidden]
    assert found == ([] if excused is None else [excused])
