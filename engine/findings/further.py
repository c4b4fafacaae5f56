"""Chains: states that further acts would draw in, how near that is, and who would have to act."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from engine.findings.findings import Findings
from engine.record.facts import Fact
from engine.record.grounds import Judged
from engine.record.question_ids import QuestionId, kind_of
from engine.record.questions import FURTHER, Literal
from engine.record.rows import StateVerdict
from engine.record.verdict import Distance, Status
from engine.setting.graph import Clause
from engine.setting.prominence import DisplayOrder
from treaties.support.memoised import memoised
from treaties.vocabulary.terms import Duty


@dataclass(frozen=True)
class Chain:
    """States that would owe help under one article if certain further acts happened."""

    clause: Clause
    duty: Duty
    status: Status
    distance: Distance
    states: tuple[str, ...]
    beneficiary: str
    acts: tuple[Literal, ...]
    """The further acts on the shortest path, in order. Among equally short paths, the one with the most prominent actors
    is used.
    """
    judgements: tuple[Literal, ...]
    others: int
    """The number of other states that could take the place of the first state that performs."""
    principal: str
    """The state that is helped in the end, through however many helpers."""
    attackers: bool
    """Whether the chain draws states in on the attackers' side."""
    judged: Judged

    @property
    def fact(self) -> Fact:
        """The fact that the first of its states owes the duty."""
        return Fact("due", (self.states[0], self.clause.key, self.beneficiary))

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids of the states whose acts (performing or striking) make up the chain."""
        return tuple(_actor(q) for q, _ in self.acts if kind_of(q) in FURTHER)

    @property
    def on_force(self) -> tuple[Literal, ...]:
        """The judgements about force: whether each strike in the chain is unlawful, and whether force used is lawful
        defence.
        """
        struck = {_pair(q) for q, _ in self.acts if kind_of(q) == "strikes"}
        return tuple(
            (q, yes)
            for q, yes in self.judgements
            if _pair(q) in struck or (kind_of(q) == "lawful-defence" and not yes)
        )


@memoised
def further(solution: Findings) -> tuple[Chain, ...]:
    """Return the chains of an answer, nearest first. States that already owe help appear in none.

    >>> from engine import ask
    >>> first = further(ask("Estonia", by="Russia", on="2026-01-01", rounds=2))[0]
    >>> first.distance.events > 0
    True
    """
    setting = solution.setting
    victims, attackers = set(setting.attacked), set(setting.attacking)
    # Who fights beside an attacker already is on its side, and so is whoever helps it.
    theirs = [s.members for s in setting.sides if not attackers.isdisjoint(s.members)]
    attackers = attackers.union(*theirs) - (victims - attackers)
    groups: dict[tuple[object, ...], list[tuple[str, Judged, int, int]]] = {}
    for row in solution.rows:
        j = _nearest_help(row)
        if j is None:
            continue
        mask, others = _way(solution, j)
        key = (j.ground.clause.key, j.verdict.status, j.verdict.duty, mask)
        groups.setdefault(key, []).append((row.state, j, mask, others))
    chains = [_chain(solution, g, attackers, victims) for g in groups.values()]
    return tuple(sorted(chains, key=lambda c: _place(c, solution.display_order)))


def _nearest_help(row: StateVerdict) -> Judged | None:
    """Find the nearest help that a state may come to owe; None where it fights, or owes help at once."""
    settled = row.settled.duty
    if row.status is Status.BELLIGERENT or (settled and settled.drawn_in):
        return None
    if any(_helps_at_once(j) and j.ground.binding for j in row.judged):
        return None
    later = [j for j in row.judged if _helps(j) and not _helps_at_once(j)]
    return min(later, key=_nearness, default=None)


def _helps_at_once(j: Judged) -> bool:
    return j.at_once.duty is not None and j.at_once.duty.drawn_in


def _helps(j: Judged) -> bool:
    v, open_ = j.verdict, j.verdict.status in (Status.CONDITIONAL, Status.CONTESTED)
    return bool(
        open_ and v.duty and v.duty.drawn_in and j.ground.binding and v.supports
    )


def _nearness(j: Judged) -> tuple[int, ...]:
    far, duty = j.verdict.distance, j.verdict.duty or j.ground.duty
    return far.total, far.judgements, duty.rank, *j.ground.clause.weight


def _way(solution: Findings, j: Judged) -> tuple[int, int]:
    """The nearest support whose actors come first, and the number of states that could replace its first actor."""
    decode, near = solution.literals.decode, j.verdict.supports[0].bit_count()
    ways = [m for m in j.verdict.supports if m.bit_count() == near]

    def actors(mask: int) -> list[str]:
        return [_actor(q) for q, _ in decode(mask) if kind_of(q) in FURTHER]

    best = min(
        ways,
        key=lambda m: (sorted(solution.display_order.key(a) for a in actors(m)), m),
    )
    shape = sorted(kind_of(q) for q, _ in decode(best))
    alike = {
        a
        for m in ways
        if sorted(kind_of(q) for q, _ in decode(m)) == shape
        for a in _performers(decode(m))
    }
    return best, max(len(alike) - len(set(_performers(decode(best)))), 0)


def _performers(literals: Iterable[Literal]) -> list[str]:
    return [_actor(q) for q, _ in literals if kind_of(q) == "performs"]


def _actor(ident: str) -> str:
    return QuestionId.parse(ident).actor


def _pair(ident: str) -> tuple[str, str]:
    _, about, actor, target = QuestionId.parse(ident)
    return ("", "") if about else (actor, target)


def _chain(
    solution: Findings,
    group: list[tuple[str, Judged, int, int]],
    attackers: set[str],
    victims: set[str],
) -> Chain:
    _, j, mask, _ = group[0]
    literals = solution.literals.decode(mask)
    events = [x for x in literals if solution.posed[x[0]].is_event]
    events.sort(
        key=lambda x: (kind_of(x[0]) not in FURTHER, _depth(x[0], attackers | victims))
    )
    states = solution.display_order.sorted(s for s, *_ in group)
    v, ground = j.verdict, j.ground
    assert v.duty is not None
    principal = _principal(ground.beneficiary, literals)
    owed = (
        ground.clause,
        v.duty,
        v.status,
        v.distance,
        tuple(states),
        ground.beneficiary,
    )
    judged = tuple(x for x in literals if x not in events)
    return Chain(
        *owed,
        tuple(events),
        judged,
        max(n for *_, n in group),
        principal,
        principal in attackers,
        j,
    )


def _principal(state: str, literals: Iterable[Literal]) -> str:
    """Whose war a state fights that has come in by performing: those it helps, and whom they help, to the end."""
    asked = (QuestionId.parse(q) for q, yes in literals if yes)
    helps = {q.actor: q.target for q in asked if q.kind == "performs"}
    for _ in range(len(helps)):
        state = helps.get(state, state)
    return state


def _depth(ident: str, principals: set[str]) -> tuple[int, str]:
    """Acts of those at war come first, then performing before being struck for it."""
    q = QuestionId.parse(ident)
    between = q.kind == "strikes" and {q.actor, q.target} <= principals
    return 0 if between else 1 if q.kind == "performs" else 2, ident


def _place(chain: Chain, order: DisplayOrder) -> tuple[object, ...]:
    d, first = chain.distance, chain.states[0]
    *heavy, _, _ = key = order.key(first)
    return (
        d.total,
        d.events,
        *heavy,
        order.rests(first, chain.clause),
        *chain.clause.weight,
        -len(chain.states),
        key,
    )


STEPS = 2
"""The largest number of acts in the next step."""


def nearest_step(
    solution: Findings,
    chains: Iterable[Chain],
    known: Collection[Literal],
) -> list[Chain]:
    """Return the nearest chain by which a great power comes to owe help, as a list of one chain, or an empty list.

    Args:
        solution: the answer.
        chains: the duties that may follow, on the sides that have no great power yet.
        known: the judgements that the first lines of the answer name; a chain that needs judgements of other kinds about force is skipped.
    """
    order, setting = solution.display_order, solution.setting
    sides = (*setting.attacked, *setting.attacking)
    steps = [
        c
        for c in chains
        if len(c.acts) <= STEPS
        and (len(c.acts) == 1 or c.principal in sides)
        and order.great(c.states[0])
        and {kind_of(q) for q, _ in (c.judgements if c.attackers else c.on_force)}
        <= {kind_of(q) for q, _ in known}
        and all(order.weighty(s) or s in sides for s in c.actors)
    ]
    steps.sort(key=lambda c: (c.distance.total, order.key(c.states[0])))
    return steps[:1]


def all_bound(solution: Findings, chain: Chain) -> list[str]:
    """Return the ids of all states that the article of a chain binds after its acts, including those that owe help
    under another article too.
    """
    clause, toward = chain.clause.key, chain.beneficiary
    found = {
        row.state
        for row in solution.rows
        for j in row.judged
        if (j.ground.clause.key, j.ground.beneficiary) == (clause, toward)
        and j.verdict.status is chain.status
        and j.verdict.distance == chain.distance
    }
    return solution.display_order.sorted(found.union(chain.states))
