"""The labels of a derivation against every label: whole, to a horizon, and as far as a budget lets the search go."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import pytest

from engine.labels import nearest_first
from engine.labels.labels import Labels
from engine.labels.program import Rule
from engine.labels.shared_labels import SharedLabels
from engine.record.facts import Derivation, Fact, Step
from tests.labels.plain_rules import every_label, members, some_rules
from treaties.support.limits import LAST, PATIENCE

Whole = Mapping[int, set[int]]


def fact(n: int) -> Fact:
    return Fact("f", (str(n),))


def record_of(rules: list[Rule]) -> Derivation:
    """Rules as steps; the bodies in an order of their own."""
    record = Derivation()
    for head, body, mask in rules:
        facts = sorted(members(body), key=lambda f: (f * 5 + head) % 7)
        literals = tuple((f"q{b >> 1}", bool(b & 1)) for b in sorted(members(mask)))
        record.add(Step(fact(head), tuple(map(fact, facts)), literals, "random"), 1)
    return record


@cache
def case(seed: int) -> tuple[list[Rule], Derivation, Whole, tuple[str, ...]]:
    """Some rules, the same as a record, the labels of all facts, and the questions that are settled."""
    rules = sorted(
        some_rules(seed, facts=5 + seed % 4, rules=20), key=lambda r: hash((seed, r))
    )
    dice = random.Random(seed)
    return (
        rules,
        record_of(rules),
        every_label(rules),
        tuple(f"q{i}" for i in range(5) if dice.random() < 0.25),
    )


def masks(labels: Labels, n: int) -> list[int]:
    """A label as masks over the questions of the rules."""
    decode = labels.literals.decode
    return [
        sum(1 << 2 * int(q[1:]) + yes for q, yes in decode(m)) for m in labels[fact(n)]
    ]


def open_(mask: int, settled: tuple[str, ...]) -> int:
    return sum(f"q{b >> 1}" not in settled for b in members(mask))


def facts_of(record: Derivation) -> Iterator[int]:
    return (int(f.args[0]) for f in record.number)


SEEDS = range(250)


def test_every_support_of_every_fact_is_there_where_nothing_bounds_the_search() -> None:
    for seed in SEEDS:
        _, record, whole, settled = case(seed)
        found = Labels(record, settled, limit=1)
        for n in facts_of(record):
            assert set(masks(found, n)) == whole.get(n, set()), (seed, n)
            assert list(found[fact(n)]) == sorted(
                found[fact(n)], key=lambda m: (m.bit_count(), m)
            )
        assert (found.exact_below, found.truncated, found.short_of_steps) == (
            None,
            frozenset(),
            False,
        )
        assert set(found.of) == {fact(n) for n, label in whole.items() if label}
        assert all(found.of[f] == found[f] for f in found.of)
        assert found[Fact("f", ("unheard-of",))] == ()


def test_the_questions_in_use_come_first() -> None:
    for seed in SEEDS:
        rules, record, whole, settled = case(seed)
        literals = Labels(record, settled).literals
        used = sorted(
            {
                f"q{b >> 1}"
                for label in whole.values()
                for m in label
                for b in members(m)
            }
        )
        asked = sorted(
            {f"q{b >> 1}" for _, _, m in rules for b in members(m)} - set(used)
        )
        assert (literals.ids, literals.used) == (used + asked, len(used))


# By further acts

DUTY, OTHER = ("armed-attack:a>b", True), ("armed-attack:c>d", True)
PERFORMS = ("performs:italy/pact:1>b", True)
FIRST, SECOND = ("strikes:italy>a", True), ("strikes:a>italy", True)


def acted(*sets: tuple[tuple[str, bool], ...]) -> Derivation:
    """Each set of answers supports a fact of its own."""
    record = Derivation()
    for n, literals in enumerate(sets):
        record.add(Step(fact(n), (), literals, "random"), 1)
    return record


def test_what_rests_on_acts_comes_last_and_asks_little_beside_the_duty_performed() -> (
    None
):
    """Beside the duty performed, with its one open answer, two more may be open; a third is not looked for."""
    asked = [(f"unlawful:{n}>b", True) for n in range(3)]
    performed = (DUTY, PERFORMS)
    record = acted(
        performed,
        (*performed, FIRST, *asked[:2]),
        (*performed, FIRST, *asked),
        (OTHER, *asked),
    )
    found = nearest_first.NearestFirst(record, set(), 64, 10_000, None, far=1)
    assert [len(label) for label in found.labels] == [1, 1, 0, 1]
    assert found.further
    assert not found.cut


def test_a_step_of_a_war_is_two_acts() -> None:
    record = acted(
        (DUTY, PERFORMS), (DUTY, PERFORMS, FIRST), (DUTY, PERFORMS, FIRST, SECOND)
    )
    for far, known in ((1, [1, 1, 0]), (2, [1, 1, 1])):
        found = nearest_first.NearestFirst(record, set(), 64, 10_000, None, far=far)
        assert [len(label) for label in found.labels] == known
        assert found.further is (far == 1)


# To a horizon


@pytest.mark.parametrize("far", [1, 2, 16])
def test_to_a_horizon_all_is_there_and_what_may_lie_beyond_is_said(
    far: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest_first, "FAR", far)
    beyond = 0
    for seed in SEEDS:
        _, record, whole, settled = case(seed)
        for horizon in range(4):
            found = Labels(record, settled, horizon=horizon)
            for n in facts_of(record):
                near = {m for m in whole.get(n, ()) if open_(m, settled) <= horizon}
                assert set(masks(found, n)) == near, (seed, horizon, n)
                if near != whole.get(n, set()):
                    assert fact(n) in found.truncated
                    beyond += 1
            assert found.exact_below == (horizon + 1 if found.truncated else None)
    assert beyond > 300


def test_nothing_is_said_to_lie_beyond_the_horizon_that_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nearest_first, "FAR", 1000)
    for seed in SEEDS:
        rules, record, whole, settled = case(seed)
        for horizon in range(4):
            short = {
                n
                for n, label in whole.items()
                if any(open_(m, settled) > horizon for m in label)
            }
            above = set(short)
            while fresh := {h for h, body, _ in rules if members(body) & above} - above:
                above |= fresh
            assert {
                int(f.args[0])
                for f in Labels(record, settled, horizon=horizon).truncated
            } <= above, seed


@pytest.mark.parametrize("far", [1, 16])
def test_what_cannot_join_within_the_horizon_is_not_looked_at(
    far: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty ways of one answer and twenty of three, of which one shares its answer with the first."""
    monkeypatch.setattr(nearest_first, "FAR", far)
    one = [(1, 0, 2 << 2 * i) for i in range(20)]
    three = [(2, 0, 0b101010 << 2 * (19 + 3 * j)) for j in range(20)]
    record = record_of([*one, *three, (0, 0b110, 0)])
    for horizon, near, pairs in ((3, 1, 1), (4, 1 + 20 * 19, 20 * 20)):
        found = Labels(record, horizon=horizon, limit=1000)
        assert len(found[fact(0)]) == near
        assert found._search.looked == pairs
        assert (fact(0) in found.truncated) == (horizon == 3)
    assert len(Labels(record, limit=1000)[fact(0)]) == 1 + 20 * 19


# While the budget lasts


def test_a_search_within_its_budget_is_whole() -> None:
    for seed in SEEDS:
        _, record, whole, settled = case(seed)
        looked = Labels(record, settled)._search.looked
        for budget in (looked, looked + 1):
            found = Labels(record, settled, limit=0, budget=budget)
            assert (found.exact_below, found.truncated) == (None, frozenset())
            assert all(
                set(masks(found, n)) == whole.get(n, set()) for n in facts_of(record)
            )


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_what_is_cut_is_no_nearer_than_is_said_and_what_is_not_cut_is_whole(
    limit: int,
) -> None:
    cut = near = 0
    for seed in SEEDS[::2]:
        _, record, whole, settled = case(seed)
        looked = Labels(record, settled)._search.looked
        for budget in sorted(
            {0, 1, 2, looked // 8, looked // 5, looked // 3, looked - 1}
        ):
            found = Labels(record, settled, limit=limit, budget=budget)
            below = 99 if found.exact_below is None else found.exact_below
            assert (found.exact_below is None) == (not found._search.cut)
            for n in facts_of(record):
                ours, all_ = set(masks(found, n)), whole.get(n, set())
                there = {m for m in all_ if open_(m, settled) < below}
                assert {m for m in ours if open_(m, settled) < below} == there, (
                    seed,
                    budget,
                    n,
                )
                assert fact(n) in found.truncated or ours == all_, (seed, budget, n)
                assert all(any(m & o == m for m in all_) for o in ours), (
                    "nothing holds that does not"
                )
                cut += ours != all_
                near += len(there) > 0
    assert near > 800
    assert cut > 100 or limit > 1


def test_the_limit_is_kept_to_twice_the_budget_and_one_support_to_four_times() -> None:
    seen = {"limit": 0, "one": 0, "none": 0}
    for seed in SEEDS:
        _, record, _, settled = case(seed)
        looked = Labels(record, settled)._search.looked
        for limit, budget in product(
            (1, 2, 3), sorted({0, 1, 2, 3, looked // 6, looked // 4, looked // 2})
        ):
            search = Labels(record, settled, limit=limit, budget=budget)._search
            cut = [search.labels[n] for n in search.cut]
            if search.looked <= PATIENCE * budget:
                seen["limit"] += len(cut)
                assert all(len(label) >= limit for label in cut), (seed, limit, budget)
            elif search.looked <= LAST * budget:
                seen["one"] += len(cut)
                assert all(cut), (seed, limit, budget)
            else:
                seen["none"] += len(cut)
    assert min(seen.values()) > 50, seen


def test_a_label_stops_at_its_limit_once_the_budget_is_spent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three ways to one fact, each of which is looked at once for what rests on it."""
    one = record_of([(0, 0, 2), (0, 0, 8), (0, 0, 32), (1, 1, 128)])
    for limit, budget, want in (
        (2, 0, (1, 0)),
        (2, 1, (2, 2)),
        (2, 2, (3, 2)),
        (1, 1, (2, 1)),
        (9, 1, (3, 1)),
    ):
        found = Labels(one, limit=limit, budget=budget)
        assert (len(found[fact(0)]), len(found[fact(1)])) == want, (limit, budget)
    monkeypatch.setattr(nearest_first, "LAST", 1)
    found = Labels(one, limit=9, budget=1)
    assert (len(found[fact(0)]), found.exact_below) == (2, 1)


# Proofs


def shortest(rules: list[Rule], whole: Whole) -> dict[tuple[int, int], int]:
    """The least number of steps by which each support of each fact is proved, steps counted as often as they are used."""
    found: dict[tuple[int, int], int] = {}
    while True:
        before = dict(found)
        for head, body, mask in rules:
            for combo in product(
                *(
                    [(f, m) for m in whole.get(f, ()) if (f, m) in found]
                    for f in members(body)
                )
            ):
                union, size = mask, 1
                for key in combo:
                    union |= key[1]
                    size += found[key]
                if union in whole.get(head, ()):
                    found[head, union] = min(size, found.get((head, union), size))
        if found == before:
            return found


def test_each_support_has_a_shortest_proof() -> None:
    several = 0
    for seed in SEEDS:
        rules, record, whole, settled = case(seed)
        labels = Labels(record, settled)
        roots = labels._search.roots
        apart = all(
            len({roots[f] for f in body}) == len(body) for body in record.bodies
        )
        least = shortest(rules, whole)

        def size(f: Fact, mask: int, labels: Labels = labels) -> int:
            proof = labels.proof(f, mask)
            assert proof is not None
            assert proof.step.head == f
            union = labels.literals.encode(proof.step.literals)
            for parent in proof.parents:
                union |= parent
            assert union == mask
            assert len(proof.parents) == len(proof.step.body)
            return 1 + sum(map(size, proof.step.body, proof.parents))

        for n in facts_of(record):
            for ours, plain in zip(labels[fact(n)], masks(labels, n), strict=True):
                length = size(fact(n), ours)
                assert length == least[n, plain] or not apart, (seed, n)
                several += length > 2
            assert labels.proof(fact(n), 1 << 40) is None
    assert several > 300


# Which facts share a label


def test_a_fact_with_one_step_on_one_fact_and_no_answer_has_the_label_of_that_fact() -> (
    None
):
    for seed in SEEDS:
        _, record, _, _ = case(seed)
        shared = SharedLabels(
            record.steps, record.heads, record.bodies, len(record.number)
        )
        own = {
            n: [i for i, h in enumerate(record.heads) if h == n]
            for n in record.number.values()
        }

        def next_(
            n: int, own: dict[int, list[int]] = own, record: Derivation = record
        ) -> int | None:
            steps = own[n]
            if (
                len(steps) != 1
                or record.steps[steps[0]].literals
                or len(record.bodies[steps[0]]) != 1
            ):
                return None
            return record.bodies[steps[0]][0]

        for n in record.number.values():
            chain = [n]
            while (to := next_(chain[-1])) is not None and to not in chain:
                chain.append(to)
            if to is None:
                assert (shared.roots[n], shared.hops[n]) == (
                    chain[-1],
                    len(chain) - 1,
                ), (seed, n)
            else:
                assert shared.roots[n] in chain, (
                    "a circle has no support, whoever is its root"
                )
            assert shared.only[n] == (own[n][-1] if own[n] else -1)


def test_a_chain_is_followed_to_its_end_in_whatever_order_it_is_told() -> None:
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]):
        bodies = [(order[i - 1],) if i else () for i in range(4)]
        steps = [
            Step(
                fact(order[i]),
                tuple(map(fact, bodies[i])),
                (("q", True),) if not i else (),
                "",
            )
            for i in range(4)
        ]
        shared = SharedLabels(steps, order, bodies, 4)
        assert [shared.roots[n] for n in order] == [order[0]] * 4
        assert [shared.hops[n] for n in order] == [0, 1, 2, 3]


# What ends first


@pytest.mark.parametrize(
    ("record_ends", "horizon", "exact", "short"),
    [
        (None, None, None, False),
        (None, 1, 2, False),
        (3, 1, 2, False),
        (2, 1, 2, False),
        (1, 1, 1, True),
        (3, None, 3, True),
        (0, None, 0, True),
    ],
)
def test_the_record_or_the_search_ends_first(
    record_ends: int | None, horizon: int | None, exact: int | None, short: bool
) -> None:
    record = record_of([(0, 0, 0b101010)])
    record.exact_below = record_ends
    found = Labels(record, horizon=horizon)
    assert (found.exact_below, found.short_of_steps) == (exact, short)
