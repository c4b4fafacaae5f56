"""Supports, firebreaks and comparisons on the Korean chain, and the laws that tie them together."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from engine import ask
from engine.turning.compare import compare
from engine.turning.ways import firebreaks, supports
from tests.worlds import answer, laws, scenarios
from treaties.corpus import Corpus
from treaties.errors import CasusError
from treaties.scenarios import Scenario

CHAIN = frozenset(
    {
        ("strikes:ukraine>north-korea", True),
        ("lawful-defence:ukraine>north-korea", False),
        ("state-of-war:ukraine>north-korea", True),
    }
)


def test_the_nearest_way_into_the_korean_war_is_the_chain() -> None:
    ways = supports(ask(scenario="shen-chain"), "China")
    assert frozenset(ways.sets[0]) == CHAIN
    assert "3 answers away" in str(ways)


def test_each_link_of_the_chain_is_a_firebreak() -> None:
    broken = firebreaks(ask(scenario="shen-chain", rounds=2), "China")
    alone = {(broken.deciders(s)[0], s[0][0]) for s in broken.sets if len(s) == 1}
    assert ("Ukraine", "strikes:ukraine>north-korea") in alone
    assert ("China", "state-of-war:ukraine>north-korea") in alone
    assert ("China", "lawful-defence:ukraine>north-korea") in alone
    assert "China alone can stop it" in str(broken)


def test_what_is_due_already_nothing_stops() -> None:
    broken = firebreaks(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1), "USA")
    assert broken.sets == ()
    assert "nothing can keep out United States" in " ".join(str(broken).split())


def test_a_cut_label_is_no_ground_for_firebreaks() -> None:
    wide = ask("Estonia", by="Russia", on="2026-01-01", horizon=2)
    with pytest.raises(CasusError, match="not every way"):
        firebreaks(wide, "North Korea")


def test_the_chain_that_came_back() -> None:
    before = ask("Russia", by="Ukraine", on="2023-06-01", background=False, rounds=2)
    after = ask("Russia", by="Ukraine", on="2025-06-01", background=False, rounds=2)
    kinds = {c.state: c.kind for c in compare(before, after)}
    assert kinds["north-korea"] == kinds["china"] == "appeared"
    assert before["North Korea"].duty != "fight"
    assert after["North Korea"].duty == "fight"
    assert after["China"].duty == "fight"
    assert before["China"].duty == "consult"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(laws(), scenarios())
def test_supports_and_firebreaks_are_dual(law: Corpus, scenario: Scenario) -> None:
    found = answer(law, scenario)
    assert not compare(found, found)
    for row in found.rows:
        ways = [set(s) for s in supports(found, row.state).sets]
        if not ways or len(ways) > 12:
            continue
        breaks = [{(q, not a) for q, a in s} for s in firebreaks(found, row.state).sets]
        for b in breaks:
            assert all(b & w for w in ways)
            assert all(any(not ((b - {x}) & w) for w in ways) for x in b)
