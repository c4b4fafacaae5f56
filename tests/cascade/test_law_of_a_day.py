"""The law of one day as a graph: who owes what to whom, what the public knew of it, and who is whose ally."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.record.facts import (
    NO_PARTY,
    SUSPENDED,
    Derivation,
    Fact,
    FailedCondition,
    Failure,
    Step,
    belligerent,
    treaty_of,
)
from engine.setting.graph import Clause, ObligationGraph, clauses_of
from tests.cascade.test_rules_of_law import NEW, OLD, pact
from tests.support.each import each
from tests.support.worlds import of
from treaties.loading.corpus import load_corpus
from treaties.models.treaty import Treaty

PLAIN = {
    "article": "1",
    "duty": "fight",
    "trigger": "armed-attack",
    "gist": "A made-up duty.",
}


def law(*pacts: Treaty, on: date = NEW, public_only: bool = False) -> ObligationGraph:
    return ObligationGraph(of(pacts), on, public_only=public_only)


def articles(
    *duties: dict[str, Any],
    parties: tuple[str, ...] = ("italy", "germany"),
    **more: Any,
) -> Treaty:
    return pact(*parties, obligations=[PLAIN | d for d in duties], **more)


def test_a_clause_is_named_by_its_article_and_by_its_place_among_those_of_one_article() -> (
    None
):
    found = clauses_of(
        articles({}, {"duty": "consult"}, {"article": "II. 2"}, {"duty": "act"})
    )
    assert [c.key for c in found] == [
        "pact-0:1",
        "pact-0:1#2",
        "pact-0:II.2",
        "pact-0:1#3",
    ]
    assert [str(c.obligation.duty) for c in found] == [
        "fight",
        "consult",
        "fight",
        "act",
    ]
    assert found[0].label == "Pact 0, Art. 1"
    assert {found[0]: 1}[Clause(found[0].treaty, found[0].obligation, "pact-0:1")] == 1


def test_what_binds_on_a_day_is_in_the_graph_by_obligor_and_beneficiary() -> None:
    early = {"until": date(1940, 1, 1)}
    late = {
        "article": "2",
        "since": date(1950, 1, 1),
        "duty": "consult",
        "trigger": "threat",
    }
    treaty = articles(PLAIN | early, late)
    then, now = law(treaty, on=OLD), law(treaty)
    assert (list(then.clauses), list(now.clauses)) == (["pact-0:1"], ["pact-0:2"])
    assert now.parties == {"pact-0": {"italy", "germany"}}
    edge = now.graph["italy"]["germany"]["pact-0:2"]
    assert (edge["duty"], edge["trigger"], edge["clause"].key) == (
        "consult",
        "threat",
        "pact-0:2",
    )
    assert now.states == {"italy", "germany"}
    assert law(treaty, on=date(1920, 1, 1)).parties == {}
    dead = law(pact("estonia", "italy", "germany"), on=NEW)
    assert dead.parties["pact-0"] == {"italy", "germany"}
    assert "estonia" not in dead.states


def test_who_owes_whom_is_looked_up_from_either_end() -> None:
    found = law(
        pact(
            "spain",
            "italy",
            "germany",
            number=1,
            obligors=("spain", "italy"),
            beneficiaries=("germany", "italy"),
        ),
        pact("italy", "germany", number=0, duty="consult"),
    )
    assert [(c.key, who) for c, who in found.owed_to("germany")] == [
        ("pact-0:1", ["italy"]),
        ("pact-1:1", ["italy", "spain"]),
    ]
    assert found.owed_to("germany") is found.owed_to("germany")
    assert [c.key for c in found.owed_by("italy")] == ["pact-0:1", "pact-1:1"]
    assert [c.key for c in found.owed_by("spain")] == ["pact-1:1"]
    one, two = (found.clauses[f"pact-{n}:1"] for n in (0, 1))
    assert sorted(found.owed_under(two, "spain")) == ["germany", "italy"]
    assert found.owed_under(one, "spain") == []
    assert [c.key for c in found.between("italy", "germany")] == [
        "pact-0:1",
        "pact-1:1",
    ]
    assert [c.key for c in found.between("germany", "italy")] == ["pact-0:1"]
    assert found.between("germany", "spain") == []
    assert found.binds(two, "spain", "italy")
    assert not found.binds(two, "italy", "spain")
    assert not found.binds(one, "spain", "italy")
    assert [found.promises(s) for s in ("spain", "italy", "germany", "peru")] == [
        2,
        1,
        0,
        0,
    ]
    assert (found.owed_by("peru"), found.owed_to("peru")) == ([], [])


@each(
    ("of_treaty", "of_article", "secretly", "publicly"),
    [
        ({}, {}, True, True),
        ({"secret": True}, {}, True, False),
        ({"secret": True, "published": OLD}, {}, True, True),
        ({"secret": True, "published": date(1930, 6, 2)}, {}, True, False),
        ({"published": date(1930, 6, 2)}, {}, True, True),
        ({}, {"secret": True}, True, False),
        ({}, {"secret": True, "published": OLD}, True, True),
        ({}, {"secret": True, "published": date(1930, 6, 2)}, True, False),
        ({}, {"as_published": True}, False, True),
        ({}, {"as_published": True, "published": date(1930, 6, 2)}, False, True),
        ({}, {"as_published": True, "published": OLD}, False, False),
        ({"secret": True, "published": OLD}, {"secret": True}, True, False),
    ],
)
def test_what_the_public_knew(
    of_treaty: dict[str, Any],
    of_article: dict[str, Any],
    secretly: bool,
    publicly: bool,
) -> None:
    treaty = articles(of_article, **of_treaty)
    known = [bool(law(treaty, on=OLD, public_only=p).clauses) for p in (False, True)]
    assert known == [secretly, publicly]


def test_allies_are_who_promised_help_either_way_or_gave_the_right_to_it() -> None:
    found = law(
        pact("italy", "germany", obligors=("italy",), beneficiaries=("germany",)),
        pact("spain", "germany", number=1, duty="consult"),
        pact(
            "france",
            "germany",
            number=2,
            duty="may-assist",
            obligors=("france",),
            beneficiaries=("germany",),
        ),
        pact("poland", "germany", number=3, duty="stay-neutral"),
    )
    said = {
        s: found.allied(s, "germany")
        for s in ("italy", "spain", "france", "poland", "peru")
    }
    assert said == {
        "italy": True,
        "spain": False,
        "france": True,
        "poland": False,
        "peru": False,
    }
    assert all(found.allied("germany", s) is yes for s, yes in said.items())


def test_a_reservation_touches_its_own_state_and_articles_and_only_with_conditions() -> (
    None
):
    def reserved(
        state: str, *articles_: str, conditions: tuple[str, ...] = ("unprovoked",)
    ) -> dict[str, Any]:
        return {
            "state": state,
            "articles": articles_,
            "gist": "What it reserved.",
            "conditions": conditions,
        }

    notes = [
        reserved("italy", "1"),
        reserved("italy"),
        reserved("italy", "2"),
        reserved("spain"),
    ]
    notes += [reserved("germany", conditions=()), reserved("italy", conditions=())]
    treaty = articles(
        {}, {"article": "2"}, parties=("italy", "germany", "spain"), reservations=notes
    )
    found = law(
        treaty,
        pact("italy", "germany", number=1),
        pact("spain", "germany", number=2, reservations=notes[-1:]),
    )
    one, two = (found.clauses[f"pact-0:{n}"] for n in (1, 2))
    touching = {
        (c.key, s): [r.articles for r in found.reservations(c, s)]
        for c in (one, two)
        for s in ("italy", "spain", "germany")
    }
    assert touching == {
        ("pact-0:1", "italy"): [("1",), ()],
        ("pact-0:1", "spain"): [()],
        ("pact-0:1", "germany"): [],
        ("pact-0:2", "italy"): [(), ("2",)],
        ("pact-0:2", "spain"): [()],
        ("pact-0:2", "germany"): [],
    }
    assert found.reserving == {"pact-0": {"italy", "spain"}}


def test_clauses_that_wait_for_mobilisation_are_few() -> None:
    found = law(
        pact("italy", "germany", trigger="mobilisation"),
        pact("spain", "germany", number=1),
    )
    assert [c.key for c in found.called_anywhere()] == ["pact-0:1"]


# The record


def test_a_step_is_recorded_once_and_its_head_from_its_earliest_round() -> None:
    a, b = Fact("attacked", ("x", "y")), belligerent("x", (1, 0))
    record = Derivation()
    for round_ in (3, 2, 4):
        record.add(Step(b, (a, a), (("q", True),), "event"), round_)
    record.add(Step(b, (a,), (("q", True),), "event"), 5)
    record.add(Step(b, (a,), (("q", False),), "event"), 5)
    record.add(Step(b, (a,), (("q", False),), "clause"), 5)
    assert [s.body for s in record.steps] == [(a, a), (a,), (a,), (a,)]
    assert record.number == {b: 0, a: 1}
    assert (record.heads, record.bodies) == ([0, 0, 0, 0], [(1, 1), (1,), (1,), (1,)])
    assert record.rounds == {b: 2}
    assert (record.complete, record.partial, record.exact_below, record.blocked) == (
        True,
        False,
        None,
        [],
    )
    assert str(b) == "belligerent(x, 1.0)"


def test_what_is_blocked_says_whether_it_only_waits_and_whether_a_treaty_links_the_two() -> (
    None
):
    def blocked(condition: str, binds_from: date | None = None) -> FailedCondition:
        return FailedCondition(
            "italy",
            "pact-0:II.2",
            "germany",
            "poland",
            condition,
            Failure("blockade"),
            binds_from,
        )

    said = {
        c: (b.pending, b.links)
        for c, b in {
            SUSPENDED: blocked(SUSPENDED),
            NO_PARTY: blocked(NO_PARTY),
            "in-force": blocked("in-force"),
            "later": blocked("in-force", NEW),
            "party later": blocked(NO_PARTY, NEW),
        }.items()
    }
    assert said == {
        SUSPENDED: (True, True),
        NO_PARTY: (False, False),
        "in-force": (False, True),
        "later": (True, True),
        "party later": (True, False),
    }
    assert blocked("x").treaty == treaty_of("pact-0:II.2") == "pact-0"


def test_the_graph_has_the_edges_that_are_looked_up() -> None:
    corpus = load_corpus()
    for day in (date(1914, 8, 1), date(2026, 1, 1)):
        found = ObligationGraph(corpus, day)
        looked_up = {
            (o, state, c.key)
            for state in found.states
            for c, obligors in found.owed_to(state)
            for o in obligors
        }
        edges = {(o, b, k) for o, b, k in found.graph.edges(keys=True)}
        assert looked_up == edges
        assert set(found.graph) == found.states
        for state in found.states:
            assert {c.key for c in found.owed_by(state)} == {
                k for _, _, k in found.graph.out_edges(state, keys=True)
            }
