"""The scene of an escalation: which boxes and which arrows, on which side and in which ring. No coordinates yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.cascade.setting import Occurrence
from engine.forms.prose import standing
from engine.verdicts.grounds import Ground
from engine.verdicts.prominence import Prominence
from engine.verdicts.rows import Row
from engine.verdicts.verdict import Status, Verdict
from treaties.scenarios import UNNAMED
from treaties.terms import Duty

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

LEFT, RIGHT = -1, 1
NEAR = 6
"""Steps beyond which a state is counted, not drawn: the horizon of the plain text too."""
CLOSE = 3
"""Steps within which a great power keeps a box of its own in a crowded ring."""
FULL = 9
"""Boxes in one ring of one side; what is over is folded into one box, the nearest kept apart."""


@dataclass(frozen=True)
class Node:
    """One box: a state, or states that one multilateral treaty binds alike."""

    id: str
    states: tuple[str, ...]
    names: tuple[str, ...]
    verdict: Verdict
    side: int
    ring: int
    ground: Ground | None = None
    rest: bool = False
    """Whether it stands for several states of different verdicts, folded for want of room."""

    @property
    def status(self) -> Status:
        """The status of its states."""
        return self.verdict.status


@dataclass(frozen=True)
class Arrow:
    """One arrow: a duty from obligor to beneficiary, or force used by one state against another."""

    source: str
    target: str
    status: Status | None = None
    duty: Duty | None = None
    text: str = ""
    given: bool = False
    """For force: whether the question itself gives it (otherwise a war already running)."""
    ground: Ground | None = None
    shown: bool = True
    """False for a duty that another one of the same state outranks, drawn only when a reader asks for it."""

    @property
    def force(self) -> bool:
        """Whether it shows force and not a duty."""
        return self.duty is None


@dataclass(frozen=True)
class Scene:
    """Boxes and arrows of one answer, and how many states lie beyond the horizon."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    beyond: int = 0
    by_state: dict[str, str] = field(default_factory=dict, repr=False)


def scene_of(answer: Solution, *, every: bool = False) -> Scene:
    """The scene of an answer; with `every`, states whose duties only another reading calls are in it too."""
    sides = _sides(answer)
    drawn, beyond = [], 0
    for row in answer.rows:
        if row.status is Status.PRINCIPAL:
            drawn.append(row)
        elif row.verdict.duty is None:
            if every and any(g.binding for g in row.grounds):
                drawn.append(row)
        elif row.verdict.distance.total > NEAR:
            beyond += 1
        else:
            drawn.append(row)
    order = Prominence(answer.setting, answer.graph)
    nodes = list(_crowded(_folded(answer, drawn, sides, order), order))
    by_state = {s: n.id for n in nodes for s in n.states}
    arrows = [*_force(answer, by_state), *_duties(drawn, by_state, every=every)]
    return Scene(tuple(nodes), tuple(arrows), beyond, by_state)


def _sides(answer: Solution) -> dict[str, int]:
    """Left for the side of the state asked about, right for the other; helpers stand with whom they owe."""
    victims = {o.object for o, given in _given(answer) if given and o.kind.forcible}
    victims = victims or {o.object for o in answer.setting.occurrences if o.object}
    sides: dict[str, int] = {}
    for side in answer.setting.sides:
        other = answer.setting.facing(side)
        left = bool(victims & set(side.members)) or (not victims & set(other.members) and side.number == 1)
        for state in side.members:
            sides.setdefault(state, LEFT if left else RIGHT)
    for state in victims:
        sides.setdefault(state, LEFT)
    for o in answer.setting.occurrences:
        sides.setdefault(o.actor, RIGHT if sides.get(o.object) != RIGHT else LEFT)
    for row in sorted(answer.rows, key=lambda r: r.round):
        ground = leading(row)
        if row.state not in sides and ground:
            sides[row.state] = sides.get(ground.toward, LEFT)
    return sides


def leading(row: Row) -> Ground | None:
    """The ground that a row's verdict rests on; the first one where nothing is due."""
    if row.verdict.ground >= 0 and row.grounds:
        return row.grounds[row.verdict.ground]
    return row.grounds[0] if row.grounds else None


def _folded(answer: Solution, rows: Iterable[Row], sides: dict[str, int], order: Prominence) -> list[Node]:
    groups: dict[tuple[int, int, tuple[object, ...]], list[Row]] = {}
    for row in rows:
        ground = leading(row)
        alone = row.status is Status.PRINCIPAL or not ground or len(ground.clause.treaty.states) < 3
        v = row.verdict
        ring = 0 if row.status is Status.PRINCIPAL else row.round or (ground.round if ground else 1)
        clause = ground.clause.key if ground else ""
        side = sides.get(row.state, LEFT)
        toward = ground.toward if ground and not alone else row.state
        alike = (v.status, v.duty, v.distance, clause, toward, alone)
        groups.setdefault((ring, side, alike), []).append(row)
    found = []
    for (ring, side, _), members in groups.items():
        members.sort(key=lambda r: order.key(r.state))
        first = members[0]
        found.append(
            Node(
                first.state, tuple(r.state for r in members), tuple(r.name for r in members), first.verdict, side, ring,
                leading(first) if first.status is not Status.PRINCIPAL else None,
            )
        )  # fmt: skip
    if any(o.actor == UNNAMED for o in answer.setting.occurrences):
        v = Verdict(Status.PRINCIPAL)
        found.append(Node(UNNAMED, (UNNAMED,), ("An unnamed state",), v, sides.get(UNNAMED, RIGHT), 0))
    return found


def _crowded(nodes: list[Node], order: Prominence) -> Iterable[Node]:
    """Rings with more boxes than fit: the furthest become one box."""
    cells: dict[tuple[int, int], list[Node]] = {}
    for n in nodes:
        cells.setdefault((n.ring, n.side), []).append(n)
    for (ring, side), cell in cells.items():
        if ring == 0 or len(cell) <= FULL:
            yield from cell
            continue
        cell.sort(key=lambda n: _told_first(n, order))
        yield from cell[: FULL - 1]
        rest = cell[FULL - 1 :]
        yield Node(
            rest[0].id, tuple(s for n in rest for s in n.states), tuple(t for n in rest for t in n.names),
            rest[0].verdict, side, ring, rest[0].ground, rest=True,
        )  # fmt: skip


def _told_first(node: Node, order: Prominence) -> tuple[object, ...]:
    """The order of boxes of a ring: help before lesser duties, great powers first where no more than `CLOSE` away, then the nearest."""
    v = node.verdict
    great = not order.key(node.states[0])[0]
    helping = bool(v.duty and v.duty.drawn_in)
    return (
        not (great and v.distance.total <= CLOSE),
        not helping,
        v.status.order,
        v.distance.total,
        order.key(node.states[0]),
    )


def _given(answer: Solution) -> Iterable[tuple[Occurrence, bool]]:
    background = {
        (a, v, e.kind) for e in answer.setting.events if e.background for a in e.by or (UNNAMED,) for v in e.against
    }
    asked = {
        (a, v, e.kind) for e in answer.setting.events if not e.background for a in e.by or (UNNAMED,) for v in e.against
    }
    for o in answer.setting.occurrences:
        key = (o.actor, o.object, o.kind)
        yield o, key in asked or key not in background


def _force(answer: Solution, by_state: dict[str, str]) -> Iterable[Arrow]:
    seen: dict[tuple[str, str], Arrow] = {}
    for o, given in _given(answer):
        a, b = by_state.get(o.actor), by_state.get(o.object)
        if a is None or b is None or a == b or not (o.kind.forcible or given):
            continue
        if given or (a, b) not in seen:
            verb = {"armed-attack": "attacks", "limited-force": "uses limited force", "threat": "threatens"}.get(
                str(o.kind), str(o.kind)
            )
            at = "" if o.where.home else f" at {o.where.name}"
            seen[a, b] = Arrow(a, b, text=f"{verb}{at}", given=given)
    return seen.values()


def _duties(rows: Iterable[Row], by_state: dict[str, str], *, every: bool) -> Iterable[Arrow]:
    seen: dict[tuple[str, str], Arrow] = {}
    for row in rows:
        best = leading(row)
        for ground, v in ((j.ground, j.verdict) for j in row.judged):
            if not ground.binding:
                continue
            a, b = by_state.get(row.state), by_state.get(ground.toward)
            shown = ground is best and v.duty is not None
            if a is None or b is None or a == b or not (every or shown):
                continue
            if (a, b) not in seen or (shown and not seen[a, b].shown):
                seen[a, b] = Arrow(
                    a, b, v.status, v.duty or ground.duty, ground.clause.label, ground=ground, shown=shown
                )  # fmt: skip
    return seen.values()


def in_words(answer: Solution, scene: Scene) -> str:
    """What the picture shows, for a reader who cannot see it."""
    told = "; ".join(
        f"{', '.join(n.names)}: {standing(n.verdict)}" for n in scene.nodes if n.status is not Status.PRINCIPAL
    )
    read = f" Read as {answer.asked.name}." if answer.asked else ""
    return f"Duties under law, not predictions of conduct.{read} {told or 'Nobody is drawn in'}."
