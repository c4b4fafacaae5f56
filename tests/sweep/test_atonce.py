"""The compiled law against the traversal: real days, every pair of some states; and random small worlds."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sweep.daylaw import DayLaw
from engine.sweep.exact import tallies, traverse
from tests.support import worlds
from tests.support.sampling import drawn, examples, sampled
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.vocabulary.terms import Trigger

DAYS = {
    date(
        1870, 7, 19
    ): "austria-hungary france germany italy russia united-kingdom turkey",
    date(1914, 7, 28): "austria-hungary germany italy russia serbia france bulgaria",
    date(1939, 9, 1): "germany poland france united-kingdom romania turkey russia",
    date(
        1962, 10, 1
    ): "united-states russia china north-korea poland philippines egypt",
    date(2026, 1, 1): "russia ukraine china north-korea united-states estonia japan",
}
WHOLE = bool(os.environ.get("CASUS_WHOLE"))
"""With `CASUS_WHOLE=1` every pair of every state of these days too is compared: minutes a day after 1945."""
WHOLE_DAYS = [
    date(1870, 7, 19),
    date(1891, 9, 1),
    date(1914, 7, 28),
    date(1925, 12, 1),
    date(1939, 9, 1),
    date(1948, 6, 1),
]
"""Days of which every ordered pair of states is always compared."""
READINGS = ("text", "charter", "shen-dingli", "ren-xiao", "kim-belousov-2024")


def compare(law: DayLaw, pairs: Iterable[tuple[str, str]]) -> int:
    """Hold ordered pairs against the traversal; returns how many the compiled law answered itself."""
    readings = [r for r in law.readings if r]
    compiled = 0
    for attacker, victim in pairs:
        answer = traverse(law.corpus, law.graph, attacker, victim, readings)
        assert law.tallies(attacker, victim) == tallies(answer, law.readings), (
            law.on,
            attacker,
            victim,
        )
        compiled += law.cells(attacker, victim) is not None
    return compiled


@pytest.mark.parametrize("day", DAYS)
def test_real_days(law: Corpus, day: date) -> None:
    compiled = DayLaw(law, day, (None, *map(law.reading, READINGS)))
    states = list(compiled.subjects) if WHOLE else DAYS[day].split()
    assert compare(compiled, permutations(states, 2)) > len(states)


@sampled(1)
@pytest.mark.parametrize("day", WHOLE_DAYS)
def test_every_pair_of_a_day(law: Corpus, day: date) -> None:
    compiled = DayLaw(law, day, (None, *map(law.reading, READINGS[:3])))
    pairs = drawn(permutations(compiled.subjects, 2), 300)
    assert compare(compiled, pairs) > len(pairs) // 2


@sampled(1)
@pytest.mark.parametrize("day", DAYS)
def test_the_plain_cascade_of_every_pair_of_a_day(law: Corpus, day: date) -> None:
    """The bit sets against networkx on the obligation graph itself, the attacker taken out."""
    compiled = DayLaw(law, day)
    plain, graph = compiled.plain, nx.DiGraph()
    graph.add_nodes_from(plain.states)
    for obligor, beneficiary, key in compiled.graph.graph.edges(keys=True):
        clause = compiled.graph.clauses[key]
        o = clause.obligation
        if (
            o.duty.drawn_in
            and clause.treaty.rank.binding
            and o.trigger
            not in (
                Trigger.MOBILISATION,
                Trigger.INSURRECTION,
            )
        ):
            graph.add_edge(beneficiary, obligor)
    pairs = 0
    reaches = {plain.states[r.victim]: r for r in map(plain.reach, range(len(plain)))}
    for attacker in compiled.subjects:
        left = graph.copy()
        left.remove_node(attacker)
        for victim in compiled.subjects:
            if victim != attacker:
                mask = reaches[victim].mask(plain.index[attacker])
                assert set(plain.named(mask)) - {victim} == nx.descendants(
                    left, victim
                ), (day, attacker, victim)
                pairs += 1
    assert pairs == len(compiled.subjects) * (len(compiled.subjects) - 1)


_PATTERNS = [
    "lawful-defence:*",
    "state-of-war:*>italy",
    "armed-attack:germany>*",
    "unprovoked:*",
    "request:france*",
    "danger:*",
    "unlawful:*>poland",
]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading that settles some questions of the small worlds one way or the other."""
    answers = draw(
        st.dictionaries(
            st.sampled_from(_PATTERNS), st.sampled_from(["yes", "no"]), max_size=3
        )
    )
    lowers = draw(st.lists(st.sampled_from(["may-assist", "consult"]), max_size=1))
    return Reading.model_validate(
        {
            "id": "made-up",
            "name": "Made up",
            "kind": "scholar",
            "who": "nobody",
            "gist": "A made-up reading for tests.",
            "answers": answers,
            "lowers": [{"treaty": "pact-0", "duty": d} for d in lowers],
            "sources": ["design-note"],
        }
    )


@given(worlds.laws(), readings(), st.sampled_from([worlds.DAY, worlds.CHARTERLESS]))
@examples(40)
def test_random_worlds(pacts: Corpus, reading: Reading, day: date) -> None:
    compare(
        DayLaw(
            pacts.model_copy(update={"readings": (*pacts.readings, reading)}),
            day,
            (None, reading),
        ),
        permutations(worlds.STATES, 2),
    )


def test_a_pair_in_a_running_war_is_left_to_the_traversal(law: Corpus) -> None:
    day = DayLaw(law, date(2026, 1, 1))
    assert day.cells("ukraine", "russia") is None
    assert day.cells("ukraine", "poland") is not None
    assert "armenia" in day.tallies("ukraine", "russia")[0].contested


def test_a_state_stands_in_one_group_and_principals_in_none(law: Corpus) -> None:
    day = DayLaw(law, date(2026, 1, 1), (None, law.reading("charter")))
    for attacker, victim in permutations(
        ("russia", "estonia", "china", "united-states", "armenia"), 2
    ):
        for masks in day.cells(attacker, victim) or ():
            assert sum(m.bit_count() for m in masks) == sum(masks).bit_count()
            assert not sum(masks) & (day.bit[attacker] | day.bit[victim])
