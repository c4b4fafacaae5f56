"""The means of force: what an article reaches, leaves out or leaves open, on invented pacts and by the register."""

from __future__ import annotations

from engine.question.topic import event_of_means
from engine.world import shipped
from tests.cascade.test_rules_of_law import NEW, does, happens, pact, status
from tests.support.each import each
from tests.support.worlds import of
from treaties.loading.corpus import load_corpus

LAW = load_corpus()
SHORT = ("overflight", "jamming", "frontier-shots", "seizure", "hostage-taking")
OPEN = ("drones", "harassment", "mines", "cable-cutting", "satellite")


def used(means: str, trigger: str = "armed-attack") -> str:
    """What Italy owes Germany, on whose border Poland uses some means, under an article with a trigger."""
    found = LAW.means_of(means)
    kind = str(found.kind) if found else "limited-force"
    event = does(kind, "poland", "germany", means=means)
    return status(
        happens(of([pact("italy", "germany", trigger=trigger)]), NEW, event), "italy"
    )


@each("means", SHORT)
def test_what_falls_short_of_an_armed_attack_calls_no_article_on_one(
    means: str,
) -> None:
    assert used(means) == "not-triggered"


@each("means", OPEN)
def test_what_may_be_an_armed_attack_is_a_quarrel(means: str) -> None:
    assert used(means) == "contested fight"


def test_the_same_means_may_be_force_and_no_armed_attack() -> None:
    assert used("frontier-shots", "force") == "bound fight"
    assert used("overflight", "force") == "not-triggered"
    assert used("seizure", "force") == "contested fight"
    assert used("seizure", "aggression") == "contested fight"
    assert used("", "force") == "bound fight"


def test_short_of_attack_it_threatens_all_the_same() -> None:
    assert used("overflight", "threat") == "bound fight"


def test_why_it_is_taken_so_is_said() -> None:
    law = of([pact("italy", "germany")])
    event = does("limited-force", "poland", "germany", means="seizure")
    (asked,) = (
        q
        for q in happens(law, NEW, event).assignments.questions
        if q.id == "armed-attack:poland>germany"
    )
    assert str(asked.presumed) == "no"
    assert "Oil Platforms" in asked.why


@each("means", [m.id for m in LAW.means])
def test_every_means_of_the_register_can_be_asked_about(means: str) -> None:
    found = LAW.means_of(means)
    assert found is not None
    assert event_of_means(means) is found.kind


def test_a_question_carries_its_means() -> None:
    ship = {"means": "seizure", "target": "merchantman", "at": "strait-of-hormuz"}
    answer = shipped().ask(
        "united-kingdom", by="iran", on="2019-07-19", background=False, rounds=1, **ship
    )
    (event,) = answer.setting.asked_for
    assert event.means == "seizure"
    assert not [
        r
        for r in answer
        if str(r.status) in ("bound", "contested") and r.duty and r.duty.drawn_in
    ]
