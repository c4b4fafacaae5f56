"""The plain cascade: integers as bit sets against networkx, query by query."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.record.masks import bits
from engine.sweep.reach import Actor, PlainLaw


@st.composite
def laws(draw: st.DrawFn) -> PlainLaw:
    """Up to nine states, from nobody bound to everybody."""
    n = draw(st.integers(1, 9))
    pair = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))
    return PlainLaw.of(draw(st.lists(pair, max_size=3 * n)), range(n))


@st.composite
def chained(draw: st.DrawFn) -> PlainLaw:
    """Long chains with a few shortcuts, where many states dominate many."""
    n = draw(st.integers(3, 14))
    links = [(i + 1, i) for i in range(n - 1)]
    extra = draw(
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=6)
    )
    return PlainLaw.of(links + extra, range(n))


def traversed(graph: nx.DiGraph[Actor], attacker: Actor, victim: Actor) -> set[Actor]:
    """The plain cascade by networkx, one query at a time: what the compiled paths must equal."""
    left = nx.restricted_view(graph, [attacker], [])
    return set(nx.descendants(left, victim))


def check(law: PlainLaw) -> None:
    """Every ordered pair against networkx."""
    graph: nx.DiGraph[Actor] = nx.DiGraph()
    graph.add_nodes_from(law.states)
    graph.add_edges_from(
        (law.states[b], law.states[o])
        for b, mask in enumerate(law.owing)
        for o in bits(mask)
    )
    sizes = law.sizes()
    for reach in map(law.reach, range(len(law))):
        victim = law.states[reach.victim]
        for a, attacker in enumerate(law.states):
            if attacker != victim:
                expected = traversed(graph, attacker, victim)
                assert set(law.named(reach.mask(a))) - {victim} == expected
                assert set(law.joiners(attacker, victim)) == expected
                assert sizes[reach.victim][a] == reach.size(a) == len(expected)


@given(laws() | chained())
def test_bit_sets_equal_networkx(law: PlainLaw) -> None:
    check(law)


def test_more_than_one_word() -> None:
    """A ring of 130 states with spokes: indices beyond 64 and 128."""
    law = PlainLaw.of(
        [((i + 1) % 130, i) for i in range(130)] + [(i, 0) for i in range(1, 130, 7)]
    )
    sizes = law.sizes()
    assert sizes[100][129] == 28


def test_who_dominates_takes_its_followers_with_it() -> None:
    law = PlainLaw.of([("b", "a"), ("c", "b"), ("d", "c"), ("d", "a")])
    assert law.joiners("b", "a") == ("d",)
    assert law.joiners("x", "a") == ("b", "c", "d")


def test_atop_years_equal_networkx(outside: Path) -> None:
    """The directed defence obligations of three years, every pair of allied states."""
    file = outside / "atop" / "atop5_1m.csv"
    if not file.exists():
        pytest.skip("ATOP's member file is not here")
    from treaties.outside.atop import load
    from treaties.outside.promises import Promise

    atop = load(file)
    for year in (1850, 1914, 1939):
        dyads = atop.directed_dyads(year)
        law = PlainLaw.of(
            (d.obligor, d.beneficiary) for d in dyads if Promise.DEFENSE in d.promises
        )
        assert len(law) > 10
        check(law)
