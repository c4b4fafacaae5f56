"""The ladder of a game: what each state is bound to after each move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.output.prose import crowd
from engine.record.verdict import Status
from engine.ruling.ruling import Holding, Owed
from engine.ruling.states import holding_of
from engine.setting.occurrences import Occurrence
from engine.setting.prominence import DisplayOrder
from engine.verdicts.solution import Solution
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty, EventKind

Step = tuple[Solution, Sequence[Owed], frozenset[tuple[str, str, str]]]
"""An answer after a move, with the duties triggered and the duties refused so far."""


class Bound(StrEnum):
    """What a state is bound to after a move, in the words of a cell of the ladder."""

    ATTACKED = "attacked"
    ATTACKS = "attacks"
    AT_WAR = "at war"
    FORCE = "uses force"
    HIT = "hit"
    REFUSES = "refuses"
    FIGHT = "must fight"
    ASSIST = "must help"
    ACT = "must act"
    MOBILISE = "must mobilise"
    IF = "only if"
    MAY = "may help"
    HIDDEN = "unpublished"
    CONSULT = "consults"
    NEUTRAL = "neutral"
    NOTHING = ""


_AT_WAR = (Bound.ATTACKED, Bound.ATTACKS, Bound.AT_WAR, Bound.FORCE, Bound.HIT)


@dataclass(frozen=True)
class Rung:
    """A row of the ladder: states that are bound to the same after every move, and what this is after each move."""

    states: tuple[str, ...]
    name: str
    """The states in words: a few by name, many by number."""
    cells: tuple[Bound, ...]


def rungs_of(steps: Sequence[Step]) -> tuple[Rung, ...]:
    """Return the rows of the ladder, belligerents first. States that are bound to the same after every move share a
    row.

    Args:
        steps: the moves.
    """
    columns = [_column(*step) for step in steps]
    states = dict.fromkeys(s for c in columns for s in c)
    order = steps[-1][0].display_order
    groups: dict[tuple[object, ...], list[str]] = {}
    for state in states:
        fate = tuple(c.get(state, Bound.NOTHING) for c in columns)
        if any(fate):
            apart = state if _is_apart(order, state, fate) else ""
            groups.setdefault((apart, *fate), []).append(state)
    rungs = [_rung(order, same, columns) for same in groups.values()]
    return tuple(
        sorted(rungs, key=lambda r: (*_weight(r.cells), order.key(r.states[0])))
    )


def _rung(
    order: DisplayOrder, states: Sequence[str], columns: Sequence[dict[str, Bound]]
) -> Rung:
    """One rung of states that share a fate."""
    ids = order.sorted(states)
    text = crowd(order, ids, "states", named=2)
    cells = tuple(c.get(ids[0], Bound.NOTHING) for c in columns)
    return Rung(tuple(ids), text[:1].upper() + text[1:], cells)


def _is_apart(order: DisplayOrder, state: str, fate: Sequence[Bound]) -> bool:
    """Whether a state has a rung of its own: one that fights or refuses, or a great power bound to more than talks."""
    lesser = {Bound.CONSULT, Bound.NEUTRAL, Bound.NOTHING}
    apart = {*_AT_WAR, Bound.REFUSES}
    return bool(apart & {*fate}) or (order.great(state) and not lesser.issuperset(fate))


def _weight(cells: Sequence[Bound]) -> tuple[int, int]:
    """Rank a rung: those at war first, by the move with which they come to be so; then by the most that is owed."""
    ranks = [list(Bound).index(c) for c in cells]
    at_war = [n for n, c in enumerate(cells) if c in _AT_WAR]
    if at_war:
        return 0, at_war[0]
    return min(ranks), ranks.index(min(ranks))


def _column(
    solution: Solution, duties: Sequence[Owed], refused: frozenset[tuple[str, str, str]]
) -> dict[str, Bound]:
    """What each state is bound to after one move."""
    by_state = grouped((o.call.states[0], o) for o in duties)
    found = {s: _bound(s, owed, refused) for s, owed in by_state.items()}
    for row in solution.bound:
        if row.status is Status.BELLIGERENT:
            found[row.state] = Bound.AT_WAR
    return found | _by_force(solution)


def _by_force(solution: Solution) -> dict[str, Bound]:
    """What the force of the events makes of those who use it, and of those against whom it is used.

    Nobody uses force whose force is not established, and lesser force is no attack.
    """
    force = [o for o in solution.setting.occurrences if o.kind.forcible and o.object]
    armed = [o for o in force if o.kind is EventKind.ARMED_ATTACK]
    lesser = [o for o in force if o not in armed]
    helpers = {s for e in solution.setting.has(EventKind.PERFORMS) for s in e.by}
    found = _sides(solution, lesser, Bound.FORCE, Bound.HIT)
    kept = {s: b for s, b in found.items() if s not in helpers}
    return kept | _sides(solution, armed, Bound.ATTACKS, Bound.ATTACKED)


def _sides(
    solution: Solution, force: Iterable[Occurrence], does: Bound, hit: Bound
) -> dict[str, Bound]:
    """Who uses force of one kind, and against whom it is used; whoever began a war uses it."""
    found: dict[str, Bound] = {}
    for o in force:
        if not o.counter and found.get(o.object) is not does:
            found[o.object] = hit
        known = o.attributed and not o.kind.doubtful
        began = o.first or o.actor not in found
        if known and began and o.actor in solution.corpus.states:
            found[o.actor] = does
    return found


def _bound(
    state: str, owed: Sequence[Owed], refused: frozenset[tuple[str, str, str]]
) -> Bound:
    """What the duties of a state come to."""
    binding = [o for o in owed if o.call.treaty.rank.binding]
    if any(_refuses(state, o, refused) for o in binding if o.call.helping):
        return Bound.REFUSES
    settled = tuple(o for o in binding if o.settled)
    pending = tuple(o for o in binding if not o.settled)
    duties = {o.call.duty for o in settled}
    for bound in _FIRM:
        if Duty[bound.name] in duties:
            return bound
    return _LESSER.get(holding_of(settled, pending), Bound.NOTHING)


_FIRM = (Bound.FIGHT, Bound.ASSIST, Bound.ACT, Bound.MOBILISE)
"""What a settled duty of the same name binds to, hardest first."""
_LESSER = {
    Holding.ONLY_IF: Bound.IF,
    Holding.MAY: Bound.MAY,
    Holding.UNKNOWN: Bound.HIDDEN,
    Holding.CONSULT: Bound.CONSULT,
    Holding.NEUTRAL: Bound.NEUTRAL,
}


def _refuses(state: str, owed: Owed, refused: frozenset[tuple[str, str, str]]) -> bool:
    ids = ("", owed.call.treaty.id)
    return any((state, t, b) in refused for t in ids for b in owed.call.beneficiaries)
