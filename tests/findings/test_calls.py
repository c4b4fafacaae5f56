"""What is called at once, part by part: whom each article binds, how firmly, toward whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.findings.calls import triggered_articles
from engine.verdicts.solution import Solution, solve
from tests.cascade.test_rules_of_law import NEW, OLD, at_war, does, happens, hits, pact
from tests.support.worlds import of
from tests.verdicts.whole import calls, reading
from treaties.models.scenario import Scenario


def article(number: str, **more: Any) -> dict[str, Any]:
    return {
        "article": number,
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
    } | more


FRENCH = {"obligors": ["france"], "beneficiaries": ["germany"]}
LAW = of(
    [
        pact(
            "belgium",
            "france",
            "poland",
            "germany",
            duty="stay-neutral",
            trigger="war",
            obligors=("belgium",),
        ),
        pact("belgium", "germany", number=1, duty="consult"),
        pact("italy", "germany", number=2),
        pact("italy", "poland", number=3, trigger="war"),
        pact("spain", "poland", number=4, rank="political", trigger="war"),
        pact("spain", "germany", number=5, rank="political"),
        pact(
            "france",
            "germany",
            number=6,
            obligations=(
                article("1", **FRENCH),
                article(
                    "1",
                    conditions=[{"kind": "attacker", "among": ["poland"]}],
                    **FRENCH,
                ),
                article("2", duty="act"),
            ),
        ),
        pact("germany", "hungary", number=7),
        pact("portugal", "germany", "hungary", number=8),
    ]
)


def test_what_is_called_stands_under_whom_it_is_owed_to_and_how_far_it_binds() -> None:
    """A policy of helping the attacker is told nowhere; a neutral's duty is owed to both sides alike."""
    assert calls(happens(LAW, OLD, hits("poland", ("germany", "hungary")))) == [
        "asked: pact-7:1 germany+hungary for germany+hungary: bound fight, fighting germany+hungary",
        "asked: pact-8:1 germany+hungary+portugal for germany+hungary: bound fight, fighting germany+hungary",
        "asked: pact-6:1 france for germany: bound fight",
        "asked: pact-6:2 france for germany: bound act",
        "asked: pact-2:1 italy for germany: bound fight",
        "asked: pact-1:1 belgium for germany: bound consult",
        "attackers: pact-3:1 italy for poland: bound fight",
        "below: pact-5:1 spain for germany: bound fight",
        "neutral: pact-0:1 belgium for germany+poland: bound stay-neutral",
    ]


def test_who_is_struck_is_neutral_no_more() -> None:
    found = calls(
        happens(LAW, OLD, hits("poland", "germany"), hits("poland", "belgium"))
    )
    assert not [c for c in found if c.startswith("neutral")]
    assert (
        "asked: pact-1:1 germany+belgium for germany+belgium: bound consult, fighting germany+belgium"
        in found
    )


def test_everything_is_told_once_instruments_by_weight_and_their_articles_by_firmness() -> (
    None
):
    found = triggered_articles(happens(LAW, OLD, hits("poland", "germany")))
    keys = [c.clause.key for c in found.calls]
    assert keys == [
        "pact-2:1",
        "pact-6:1",
        "pact-7:1",
        "pact-8:1",
        "pact-6:2",
        "pact-1:1",
    ]
    assert [c.clause.key for c in found.everything] == [
        "pact-6:1",
        "pact-6:2",
        "pact-2:1",
        "pact-7:1",
        "pact-8:1",
        "pact-1:1",
        "pact-3:1",
        "pact-5:1",
        "pact-0:1",
    ]
    assert [i.treaty.id for i in found.asked] == [
        "pact-6",
        "pact-2",
        "pact-7",
        "pact-8",
        "pact-1",
    ]
    for part in found.parts:
        weights = [min(c.weight for c in i.calls) for i in part]
        assert weights == sorted(weights)
    assert all(c.judged.ground.obligor == c.states[0] for c in found.everything)
    helping = {c.clause.key: c.helping for c in found.everything}
    assert [k for k, helps in helping.items() if not helps] == ["pact-1:1", "pact-0:1"]


def test_the_order_is_by_firmness_then_nearness_strength_and_foundation() -> None:
    grave = {
        "kind": "judgement",
        "id": "grave",
        "text": "Is it grave?",
        "per_attack": True,
    }
    law = of(
        [
            pact("italy", "germany", number=1, duty="consult"),
            pact("italy", "germany", number=2, conditions=("request", grave)),
            pact(
                "italy",
                "germany",
                number=3,
                conditions=(grave, {**grave, "id": "real"}),
            ),
            pact("italy", "germany", number=4, conditions=(grave,), duty="act"),
            pact("italy", "germany", number=5, conditions=(grave,)),
            pact("italy", "germany", number=6, conditions=("request",)),
            pact("italy", "germany", number=7, verified=False),
            pact("italy", "germany", "spain", number=8),
            pact("italy", "germany", number=9, signed=date(1925, 2, 1)),
            pact("italy", "germany", number=10),
            pact("italy", "germany", number=11, duty="act"),
            pact("italy", "germany", number=12),
            pact("italy", "germany", number=13, duty="stay-neutral"),
        ]
    )
    waived = does("waiver", "germany", to="italy", under="pact-12")
    answer = happens(law, OLD, hits("poland", "germany"), waived)
    told = [
        (c.clause.treaty.id.removeprefix("pact-"), str(c.verdict.status))
        for c in triggered_articles(answer).calls
    ]
    assert [t for t, _ in told] == [
        "9",
        "10",
        "8",
        "7",
        "11",
        "6",
        "5",
        "4",
        "2",
        "3",
        "12",
        "13",
        "1",
    ]
    assert dict(told)["12"] == "released"
    assert [j.ground.treaty.removeprefix("pact-") for j in answer["italy"].judged] == [
        *["9", "10", "8", "7", "11", "13", "1", "6", "2", "3", "5", "4", "12"]
    ]


def test_those_bound_alike_by_one_article_stand_together_and_others_apart() -> None:
    law = of(
        [
            pact(
                "italy",
                "spain",
                "france",
                "germany",
                reservations=[
                    {
                        "state": "spain",
                        "gist": "Only if asked.",
                        "conditions": ["request"],
                    }
                ],
            )
        ]
    )
    assert calls(happens(law, OLD, hits("poland", "germany"))) == [
        "asked: pact-0:1 france+italy for germany: bound fight",
        "asked: pact-0:1 spain for germany: conditional fight 1+0",
    ]


def test_a_reading_that_was_asked_for_says_what_is_owed() -> None:
    soft = reading(
        "soft", {}, (("pact-2", "*", "may-assist"), ("pact-6", "*", "consult"))
    )
    attack = Scenario(on=OLD, events=(hits("poland", "germany"),), background=False)
    found = {
        c.clause.key: (str(c.duty), c.helping, c.order[0])
        for c in triggered_articles(solve(LAW, attack, asked=soft, rounds=1)).calls
    }
    assert (found["pact-2:1"], found["pact-6:1"]) == (
        ("may-assist", False, True),
        ("consult", False, True),
    )
    assert found["pact-7:1"] == ("fight", True, False)


def in_a_war(*pacts: Any) -> Solution:
    before = date(1955, 1, 1)
    events = [
        hits("spain", "france", on=before),
        hits("poland", ("germany", "france"), on=before),
    ]
    return solve(
        at_war(of(pacts), *events),
        Scenario(on=NEW, events=(hits("poland", "germany"),)),
        rounds=1,
    )


def test_what_is_owed_to_others_in_a_war_that_ran_already_stands_aside() -> None:
    """A policy of helping them is told nowhere."""
    answer = in_a_war(
        pact("austria", "france"),
        pact("italy", "germany", number=1),
        pact("turkey", "france", number=2, rank="political"),
    )
    assert (answer.setting.attacked, answer.setting.attacking) == (
        ("germany",),
        ("poland",),
    )
    assert calls(answer) == [
        "asked: pact-1:1 italy for germany: bound fight",
        "aside: pact-0:1 austria for france: bound fight",
    ]
    assert [r.state for r in answer if r.round] == ["italy", "austria"], (
        "help in another war is told after"
    )
