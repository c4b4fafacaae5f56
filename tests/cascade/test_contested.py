"""Entities of which it is contested whether they are states, on small invented pacts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from engine import ask
from engine.output.bottom_line import bottom_line
from engine.question.mother_countries import with_mother_countries
from engine.verdicts.solution import solve
from tests.cascade.test_rules_of_law import NEW, happens, hits, pact, reasons, status
from tests.support.worlds import of
from treaties.loading.corpus import load_corpus
from treaties.models.contested import Contested
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered
from treaties.models.scenario import Event, Scenario

LAW = of([pact("italy", "germany"), pact("france", "germany", number=1)])


def contested(law: Corpus = LAW, **more: Any) -> Corpus:
    """Whether Poland is a state or land of Germany is contested."""
    plain = {
        "state": "poland",
        "of": ("germany",),
        "why": "a made-up quarrel",
        "sources": ("design-note",),
    }
    entity = Contested.model_validate(plain | more)
    return law.model_copy(update={"contested": (entity,)})


def supposed(law: Corpus, answer: str, *events: Event) -> str:
    given = (Answered(question="statehood:poland", answer=answer),)
    scenario = Scenario(on=NEW, events=events, background=False, answers=given)
    return status(solve(law, scenario, rounds=1), "italy")


STRIKE = hits("poland", "germany")


@pytest.mark.parametrize(
    ("presumed", "expected"),
    [
        ("yes", "bound fight"),
        ("open", "contested fight"),
        ("no", "not-triggered"),
    ],
)
def test_a_rising_is_no_attack_from_outside(presumed: str, expected: str) -> None:
    assert status(happens(LAW, NEW, STRIKE), "italy") == "bound fight"
    law = contested(presumed=presumed)
    assert status(happens(law, NEW, STRIKE), "italy").strip() == expected
    assert supposed(law, "yes", STRIKE) == "bound fight"
    assert supposed(law, "no", STRIKE).strip() == "not-triggered"


def test_what_is_presumed_to_be_a_rising_is_told_as_the_reason() -> None:
    answer = happens(contested(presumed="no"), NEW, STRIKE)
    assert reasons(answer, "italy") == {"no-state"}


def test_what_a_treaty_promises_its_own_party_asks_for_no_recognition() -> None:
    law = contested(of([pact("italy", "poland")]), presumed="no")
    assert (
        status(happens(law, NEW, hits("germany", "poland")), "italy") == "bound fight"
    )


def struck(law: Corpus, **more: Any) -> tuple[Event, ...]:
    return with_mother_countries([hits("russia", "poland", **more)], law, NEW)


def test_force_on_it_hits_its_mother_country_for_those_who_recognise_none() -> None:
    law = contested()
    _, other = struck(law)
    assert (other.against, other.guest) == (("germany",), "poland")
    assert status(happens(law, NEW, *struck(law)), "italy") == "contested fight"
    assert supposed(law, "no", *struck(law)) == "bound fight"
    assert supposed(law, "yes", *struck(law)).strip() == "not-triggered"


def test_whoever_recognises_it_sees_no_other_state_hit() -> None:
    law = contested(presumed="no", recognised_by=({"state": "italy"},))
    answer = happens(law, NEW, *struck(law))
    assert status(answer, "italy").strip() == "not-triggered"
    assert status(answer, "france") == "bound fight"


@pytest.mark.parametrize(
    "more", [{"since": date(1960, 6, 2)}, {"until": date(1960, 6, 1)}, {"of": ()}]
)
def test_it_is_contested_on_its_days_and_with_whom_it_says(more: Any) -> None:
    law = contested(**more)
    assert status(happens(law, NEW, STRIKE), "italy") == "bound fight"
    assert len(struck(law)) == 1


def test_a_mother_country_that_takes_part_is_not_hit_beside() -> None:
    law = contested()
    assert len(with_mother_countries([hits("germany", "poland")], law, NEW)) == 1


def test_the_charter_forbids_force_within_a_state_only_if_it_is_two() -> None:
    answer = ask("Taiwan", by="China", on="2026-01-01", rounds=1)
    assert [f.excused for f in answer.forbidden] == ["only if Taiwan is a state"]
    answer = ask("Transnistria", by="Moldova", on="2026-01-01", rounds=1)
    assert answer.forbidden == ()


@pytest.mark.parametrize(
    ("entity", "day"),
    [(c.state, c.since + timedelta(60)) for c in load_corpus().contested if c.since],
    ids=lambda x: str(x),
)
def test_every_contested_entity_is_asked_about_and_told_behind_the_answer(
    entity: str, day: date
) -> None:
    found = load_corpus().contested_on(entity, day)
    assert found is not None
    by = found.of[0] if found.of else "france" if found.dependent else "israel"
    answer = ask(entity, by=by, on=day.isoformat(), rounds=1)
    first, second, *_ = bottom_line(answer)
    assert not first.startswith("Whether ")
    whether = second.startswith("Whether ") and " is a state is contested: " in second
    assert f" is {found.dependent}." in second if found.dependent else whether


def test_force_against_a_dependent_is_force_against_the_state_it_belongs_to() -> None:
    _, second, *_ = bottom_line(ask("Canada", by="Cuba", on="1914-08-04", rounds=1))
    assert second.endswith("force against it is force against the United Kingdom.")
    _, second, *_ = bottom_line(ask("Cuba", by="Canada", on="1914-08-04", rounds=1))
    assert second.endswith("which makes war and peace for it.")


@pytest.mark.parametrize(
    ("on", "count"), [("2023-06-30", "13 states"), ("2024-01-15", "12 states")]
)
def test_who_recognises_an_entity_is_told_as_of_the_day(on: str, count: str) -> None:
    lines = bottom_line(ask("Taiwan", by="China", on=on, rounds=1))
    assert any(count in line for line in lines)


def test_a_treaty_with_a_part_of_another_state_asks_whether_it_is_valid() -> None:
    answer = ask("Donetsk People's Republic", by="Ukraine", on="2022-03-01", rounds=1)
    assert status(answer, "russia") == "contested fight"
    before = ask("Donetsk People's Republic", by="Ukraine", on="2022-02-24", rounds=1)
    assert status(before, "russia").strip() != "contested fight"
