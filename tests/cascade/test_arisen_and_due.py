"""From a clause that is called to duties: since when it binds, what releases from it, and whom one decision serves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.cascade.duties import Duties
from engine.cascade.outcomes import Context
from engine.setting.graph import ObligationGraph
from engine.setting.occurrences import Occurrence
from engine.setting.setting import set_out
from tests.cascade.test_rules_of_law import NEW, OLD, does, hits, pact
from tests.support.holding import record, steps
from tests.support.worlds import of
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import EventKind

ATTACK, SINCE = hits("poland", "germany"), date(1950, 1, 1)

# Time


def test_force_older_than_the_bond_is_a_question_of_law() -> None:
    since = {"state": "italy", "since": SINCE}
    law = pact(since, "germany", "france")  # type: ignore[arg-type]
    found = record(law, NEW, hits("poland", "germany", on=date(1949, 1, 1)))
    assert {
        x.partition(" <")[0]: x.rpartition("? ")[2] for x in steps(found, "arisen")
    } == {
        "arisen(italy, pact-0:1, germany)": "continuing:pact-0/poland>germany",
        "arisen(france, pact-0:1, germany)": "",
    }
    for day in (SINCE, date(1955, 1, 1)):
        later = record(law, NEW, hits("poland", "germany", on=day))
        assert not [x for x in steps(later, "arisen") if "continuing" in x]
    whole = pact("italy", "germany", in_force=SINCE)
    old = record(whole, NEW, hits("poland", "germany", on=date(1949, 1, 1)))
    assert steps(old, "called") == [
        "called(pact-0:1, germany, poland) < attacked(poland, germany)"
        " ? armed-attack:poland>germany continuing:pact-0/poland>germany"
    ]
    article = {
        "article": "1",
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
        "since": SINCE,
    }
    added = record(
        pact("italy", "germany", obligations=[article]),
        NEW,
        hits("poland", "germany", on=date(1949, 1, 1)),
    )
    assert "continuing:pact-0/poland>germany" in steps(added, "called")[0]
    newcomer = pact({"state": "germany", "since": SINCE}, "italy")  # type: ignore[arg-type]
    asked = steps(
        record(newcomer, NEW, hits("poland", "germany", on=date(1949, 1, 1))), "called"
    )
    assert "continuing:pact-0/poland>germany" in asked[0]
    named = pact(
        "italy",
        "germany",
        trigger="war",
        conditions=({"kind": "attacker", "among": ["poland"]},),
        in_force=SINCE,
    )
    found_war = steps(
        record(named, NEW, hits("poland", "germany", on=date(1949, 1, 1))), "called"
    )
    assert found_war
    assert "continuing" not in found_war[0]
    derived = record(
        [whole, pact("spain", "germany", number=1)],
        NEW,
        hits("poland", "spain", on=date(1949, 1, 1)),
    )
    assert not [x for x in steps(derived, "called") if "continuing" in x]


# Released


@pytest.mark.parametrize(
    ("event", "released"),
    [
        ({"kind": "waiver", "by": "germany", "to": "italy"}, {"pact-0:1", "pact-1:1"}),
        ({"kind": "waiver", "by": "germany", "to": "pact-1"}, {"pact-1:1"}),
        ({"kind": "waiver", "by": "germany", "under": "pact-1"}, {"pact-1:1"}),
        (
            {"kind": "waiver", "by": "germany", "to": "italy", "under": "pact-0"},
            {"pact-0:1"},
        ),
        ({"kind": "waiver", "by": "italy", "to": "germany"}, set()),
        ({"kind": "waiver", "by": "germany", "to": "spain"}, set()),
        ({"kind": "council-measures"}, {"pact-0:1", "pact-1:1"}),
        ({"kind": "request", "by": "germany", "to": "italy"}, set()),
    ],
)
def test_a_duty_that_is_waived_or_taken_over_arises_and_is_not_due(
    event: dict[str, Any], released: set[str]
) -> None:
    pacts = [pact("italy", "germany"), pact("italy", "germany", number=1, duty="act")]
    lesser = pact("italy", "germany", number=2, duty="consult")
    found = record([*pacts, lesser], NEW, ATTACK, Event.model_validate(event))
    arisen, due = (
        {
            s.head.args[1]
            for s in found.steps
            if s.head.kind == kind and s.head.args[0] == "italy"
        }
        for kind in ("arisen", "due")
    )
    assert arisen == {"pact-0:1", "pact-1:1", "pact-2:1"}
    assert arisen - due == released
    helped = [*pacts, lesser, pact("france", "italy", number=3)]
    further = record(helped, NEW, ATTACK, Event.model_validate(event), rounds=None)
    called = {
        s.head.kind for s in further.steps if s.head.args[:2] == ("france", "pact-3:1")
    }
    assert called == (
        {"arisen"} if event["kind"] == "council-measures" else {"arisen", "due"}
    ), "Italy may be struck"


def test_before_there_was_a_council_it_took_nothing_over() -> None:
    found = record(pact("italy", "germany"), OLD, ATTACK, does("council-measures", ()))
    assert steps(found, "due") == [
        "due(italy, pact-0:1, germany) < arisen(italy, pact-0:1, germany) called(pact-0:1, germany, poland) ? "
    ]


def test_a_bar_on_performance_leaves_the_case_and_stops_the_duty() -> None:
    barred = {
        "kind": "judgement",
        "id": "barred",
        "text": "Is it barred?",
        "needs": "no",
        "bars": True,
    }
    with_request = record(
        pact("italy", "germany", conditions=("request", barred)), OLD, ATTACK
    )
    assert [x.rpartition("? ")[2] for x in steps(with_request, "due")] == [
        "not barred:pact-0"
    ]
    for duty, day, asked in (
        ("fight", NEW, "unlawful:poland>germany not barred:pact-0"),
        ("fight", OLD, "not barred:pact-0"),
        ("consult", NEW, "not barred:pact-0"),
    ):
        found = record(
            pact("italy", "germany", duty=duty, conditions=(barred,)), day, ATTACK
        )
        assert [x.rpartition("? ")[2] for x in steps(found, "called", "arisen")] == [
            "armed-attack:poland>germany",
            "",
        ]
        assert [x.rpartition("? ")[2] for x in steps(found, "due")] == [asked]


def test_arming_that_is_attacking_is_lawful_or_not_by_no_further_question() -> None:
    found = record(
        pact("italy", "germany"), NEW, does("arming", "poland", "germany", to="spain")
    )
    assert steps(found, "due") == [
        "due(italy, pact-0:1, germany) < arisen(italy, pact-0:1, germany) called(pact-0:1, germany, poland) ? "
    ]


def called(duties: Duties, striker: str, *obligors: str, round_: int = 2) -> list[str]:
    """Whose duty to help Germany is new when a strike that is not given calls these."""
    setting, graph = duties.setting, duties.graph
    side = next(s for s in setting.sides if "germany" in s.members)
    where = setting.home_of("germany")
    strike = Occurrence(
        EventKind.ARMED_ATTACK,
        striker,
        "germany",
        where,
        OLD,
        given=False,
        within=side.key,
    )
    ctx = Context(
        setting, graph, duties.questions, graph.clauses["pact-0:1"], strike, side
    )
    return duties.pool(ctx, obligors, round_)


def test_a_duty_shared_by_many_is_new_once() -> None:
    law = of([pact("italy", "germany", "france", "spain")])
    setting = set_out(law, Scenario(on=OLD, events=(ATTACK,), background=False))
    duties = Duties(setting, ObligationGraph(law, OLD))
    assert called(duties, "poland", "italy", "france") == ["italy", "france"]
    assert called(duties, "poland", "italy", "france") == []
    assert called(duties, "spain", "italy", "spain", round_=3) == []
    assert called(duties, "poland", "italy", "spain", round_=4) == ["spain"]
    (pool,) = duties.calls.pools.values()
    assert pool.first == {"poland": 2, "spain": 3}
    assert {o: n for o, (n, _, _) in pool.obligors.items()} == {
        "italy": 2,
        "france": 2,
        "spain": 4,
    }


def test_whom_it_attacked_forfeits_its_help_and_nobody_elses() -> None:
    law = of([pact("italy", "germany", "france", "spain")])
    ruleless = law.model_copy(
        update={"rules": tuple(r for r in law.rules if r.id != "attacker-forfeits")}
    )
    for corpus, helping in ((law, ["france", "italy"]), (ruleless, ["italy"])):
        setting = set_out(
            corpus,
            Scenario(
                on=OLD, events=(hits("germany", "france"), ATTACK), background=False
            ),
        )
        duties = Duties(setting, ObligationGraph(corpus, OLD))
        assert called(duties, "spain", "france", "italy") == helping
        (pool,) = duties.calls.pools.values()
        waits = {o: literals for o, (_, literals, _) in pool.obligors.items()}
        forfeits = {"france": (("rule:attacker-forfeits", False),), "italy": ()}
        assert waits == {o: forfeits[o] for o in helping}


# Whom one decision serves


def test_a_decision_is_named_by_the_one_helped_or_by_the_first_of_its_side_that_may_ask() -> (
    None
):
    def decisions(law: Treaty, *events: Event) -> set[str]:
        found = record(law, OLD, *events, rounds=None)
        return {
            q
            for s in found.steps
            for q, _ in s.literals
            if q.startswith("performs:italy")
        }

    second = hits("poland", "france")
    assert decisions(pact("italy", "germany"), ATTACK) == {
        "performs:italy/pact-0:1>germany"
    }
    assert decisions(pact("italy", "germany", "france"), ATTACK, second) == {
        "performs:italy/pact-0:1>germany"
    }
    assert decisions(pact("italy", "france", "spain"), ATTACK, second) == {
        "performs:italy/pact-0:1>france"
    }
    one_of_two = pact(
        "italy", "spain", "france", obligors=("italy",), beneficiaries=("france",)
    )
    assert decisions(one_of_two, ATTACK, second) == {"performs:italy/pact-0:1>france"}
    guests = pact(
        "italy",
        "spain",
        obligors=("italy",),
        beneficiaries=("spain", "france", "italy"),
    )
    helper = [guests, pact("spain", "germany", number=1)]
    found = record(helper, OLD, ATTACK, rounds=None)
    assert {
        q for s in found.steps for q, _ in s.literals if q.startswith("performs:italy")
    } == {"performs:italy/pact-0:1>germany"}, (
        "the lead of the side, which may not call it itself"
    )


def test_who_is_a_principal_or_keeps_out_joins_nobody() -> None:
    law = pact("italy", "germany", "france")
    for event in (
        hits("italy", "spain"),
        does("abstains", "italy", **{"for": "germany"}),
        does("abstains", "italy", under="pact-0", **{"for": "germany"}),
    ):
        found = record(law, OLD, ATTACK, event)
        assert not [x for x in steps(found, "belligerent") if "performs:italy" in x]
        assert [x for x in steps(found, "belligerent") if "performs:france" in x]
    for event in (
        does("abstains", "italy", under="pact-1", **{"for": "germany"}),
        does("abstains", "italy", **{"for": "france"}),
        does("abstains", "spain", **{"for": "germany"}),
    ):
        found = record(law, OLD, ATTACK, event)
        assert [x for x in steps(found, "belligerent") if "performs:italy" in x]
