"""Content of the map: each state with its outline or dot, its side, and its duty."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import mul

from engine.findings.findings import Findings
from engine.findings.scene import LEFT, RIGHT, ActOfForce, Stage, force_of, sides_of
from engine.findings.staging import BoundStates, called_by_side
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict
from engine.setting.graph import permanently_neutral
from treaties.atlas import Point, load_atlas, struck_points
from treaties.models.scenario import UNNAMED
from treaties.support.grouping import grouped
from treaties.vocabulary.names import capital
from treaties.vocabulary.terms import Duty

NEAR = 6
"""Further events and judgements beyond which a state is not shown; the plain text has the same limit."""


HERE = " here"
"""How the label of a place ends at which an act falls."""


SIDE = {LEFT: "attacked", RIGHT: "attacker", 0: "both"}


FAR_OFF = 30.0
"""Degrees of arc from the attacked states beyond which a bound state is named under the map instead of drawn."""


Vector = tuple[float, float, float]
"""A point on the globe, as a vector from its centre."""


@dataclass(frozen=True)
class MappedState:
    """One state, or one place under attack, on the map."""

    state: str
    name: str
    verdict: Verdict
    side: str = "attacked"
    """A key of `SIDES`; `aside` for states that must stay neutral."""
    toward: tuple[str, ...] = ()
    """The states to which its duty is owed; empty for permanent neutrality."""
    role: str = ""
    """For belligerents, what the state does or suffers."""
    rings: tuple[tuple[Point, ...], ...] = ()
    point: Point | None = None
    """The position of its dot, if its territory is not on today's map."""
    titled: bool = False
    """Whether the question names force by or against the state."""
    also: frozenset[Duty] = frozenset()
    """Other duties to help that the state has, besides the one drawn."""
    treaty: str = ""
    """The name of the instrument that obliges the state at once to what the map shows; empty if there is none."""

    @property
    def is_place(self) -> bool:
        """Whether this is a place at which an act falls, not a state."""
        return self.role.endswith(HERE)

    @property
    def status(self) -> Status:
        """The status of the state's verdict."""
        return self.verdict.status


@dataclass(frozen=True)
class MapContent:
    """Everything that a map shows, before it is laid out on a sheet."""

    states: tuple[MappedState, ...]
    absent: tuple[str, ...]
    """Names of states without an outline or dot."""
    force: tuple[ActOfForce, ...]
    at_once: tuple[MappedState, ...] = ()
    """The states that choose the region shown, where they are not all that the map shows."""


def map_content(
    answer: Findings, *, further: bool = False, every: bool = False
) -> MapContent:
    """Collect the belligerents and the states that have a duty at once, each with its position on the map.

    Args:
        answer: the answer.
        further: also show states that later acts may draw in.
        every: also show every state that the page of the answer shows.
    """
    force, at_once = force_of(answer), _at_once(answer)
    roles = _roles(force)
    states: list[MappedState] = []
    absent: list[str] = []
    if any(o.actor == UNNAMED for o in answer.setting.occurrences):
        absent.append(capital(answer.setting.unnamed))
    rows = {r.state: r for r in answer.rows}
    shown = [
        s
        for s in rows
        if s in at_once or s in roles or _shown(rows[s], further=further, every=every)
    ]
    for ident in answer.display_order.sorted(shown):
        called, does = at_once.get(ident, ()), roles.get(ident, ())
        mapped = _mapped(answer, rows[ident], called, does, every=every)
        if mapped:
            states.append(mapped)
        else:
            absent.append(rows[ident].name)
    alone = (
        _named_alone(answer, s, does) for s, does in roles.items() if s not in rows
    )
    states += (s for s in alone if s)
    states += _places(answer, force)
    return MapContent(tuple(states), tuple(absent), force)


def _roles(force: Iterable[ActOfForce]) -> dict[str, list[str]]:
    """What each state does or suffers in the events as given."""
    roles: dict[str, list[str]] = {}
    for act in force:
        if act.given:
            roles.setdefault(act.source, []).append(act.text + act.at)
            roles.setdefault(act.target, []).append(act.done or "the other side")
    return {state: _each_once(does) for state, does in roles.items()}


def _each_once(acts: Iterable[str]) -> list[str]:
    """Each act once, and none that another tells with its place.

    >>> _each_once(["attacks", "attacks at Doha", "attacks at Doha"])
    ['attacks at Doha']
    """
    found = list(dict.fromkeys(acts))
    return [a for a in found if not any(b.startswith(f"{a} ") for b in found)]


def _mapped(
    answer: Findings,
    row: StateVerdict,
    called: Sequence[BoundStates],
    roles: Sequence[str],
    *,
    every: bool,
) -> MappedState | None:
    """A state where its land of today is, or the dot that stands for it; None where nothing stands for it.

    Args:
        answer: the answer.
        row: the state's row.
        called: what calls it at once, the firmest first.
        roles: what it does or suffers in the events as given.
        every: whether it stands for all that it may come to owe, not for what calls it at once.
    """
    found = _where(answer, row.state)
    if found is None:
        return None
    fights = row.status is Status.BELLIGERENT
    role = ", ".join(roles) or ("at war already" if fights else "")
    heard = () if every or fights else called
    bond = _bond(answer, row, heard)
    return MappedState(
        *(row.state, row.name, *bond, role, *found),
        titled=bool(roles),
        also=_other_help(called, bond[0]),
        treaty=heard[0].ground.clause.treaty.name if heard else "",
    )


def _named_alone(
    answer: Findings, state: str, roles: Sequence[str]
) -> MappedState | None:
    """A state that acts or suffers in the question and has no row, as the victim of a threat; None where nothing stands
    for it.

    Args:
        answer: the answer.
        state: its id.
        roles: what it does or suffers.
    """
    found = None if state == UNNAMED else _where(answer, state)
    if found is None:
        return None
    side = SIDE[sides_of(answer).get(state, LEFT)]
    suffers = Verdict(Status.BELLIGERENT)
    name = answer.setting.name(state)
    return MappedState(
        *(state, name, suffers, side, (), ", ".join(roles), *found), titled=True
    )


def _where(
    answer: Findings, state: str
) -> tuple[tuple[tuple[Point, ...], ...], Point | None] | None:
    """The land of a state, or its dot; None where it has neither."""
    atlas = load_atlas()
    seat = atlas.seat(state, answer.setting.on)
    if seat:
        return (), (seat.lon, seat.lat)
    rings = atlas.land.get(answer.corpus.states[state].iso3 or "", ())
    return (rings, None) if rings else None


def _places(answer: Findings, force: Iterable[ActOfForce]) -> Iterator[MappedState]:
    """The places at which force falls, each once, with the side of who suffers it there first."""
    points, sides = struck_points(), sides_of(answer)
    first: dict[str, ActOfForce] = {}
    for act in force:
        if act.given and act.place in points:
            first.setdefault(act.place, act)
    for place, act in first.items():
        name = answer.corpus.gazetteer.place(place).name
        side = SIDE[sides.get(act.target, LEFT)]
        yield MappedState(
            place,
            name,
            Verdict(Status.BELLIGERENT),
            side,
            role=act.done + HERE,
            point=points[place],
            titled=True,
        )


def _at_once(answer: Findings) -> dict[str, list[BoundStates]]:
    """For each state what calls it at once, the firmest first."""
    found = grouped(
        (state, b)
        for b in called_by_side(answer, sides_of(answer))
        for state in b.states
    )
    for bound in found.values():
        bound.sort(
            key=lambda b: (
                not b.ground.duty.drawn_in,
                b.verdict.status.order,
                b.ground.duty.rank,
            )
        )
    return found


def _bond(
    answer: Findings, row: StateVerdict, called: Sequence[BoundStates]
) -> tuple[Verdict, str, tuple[str, ...]]:
    """How a state is drawn: its verdict, its side, and whom it owes."""
    sides = sides_of(answer)
    if called:
        first = called[0]
        helping = {b.side for b in called if b.ground.duty.drawn_in}
        aside = first.stage is Stage.ASIDE
        side = (
            "aside"
            if aside
            else "both"
            if len(helping) > 1 or 0 in helping
            else SIDE[first.side]
        )
        return (
            first.verdict,
            side,
            () if permanently_neutral(first.ground.clause) else first.beneficiaries,
        )
    if row.state in sides or not row.ground:
        return row.verdict, SIDE[sides.get(row.state, LEFT)], ()
    g = row.ground
    against = next((-sides[s] for s in g.adversaries if s in sides), LEFT)
    side = "aside" if g.duty.forbids_help else SIDE[sides.get(g.beneficiary, against)]
    return row.verdict, side, () if permanently_neutral(g.clause) else (g.beneficiary,)


def _other_help(called: Iterable[BoundStates], drawn: Verdict) -> frozenset[Duty]:
    """The settled duties to help that call a state beside the one by which it is drawn."""
    duties = {
        b.ground.duty
        for b in called
        if b.verdict.status is Status.BOUND and b.ground.duty.drawn_in
    }
    return frozenset(duties - {drawn.duty})


def _shown(row: StateVerdict, *, further: bool, every: bool) -> bool:
    """Whether a state that nothing calls at once is on the map."""
    if row.status is Status.BELLIGERENT:
        return True
    if row.duty is None:
        return every and any(g.binding for g in row.grounds)
    return (further or every) and row.verdict.distance.total <= NEAR


def theatre(states: Sequence[MappedState]) -> Sequence[MappedState]:
    """Select the states that determine the extent of a printed map: belligerents, and nearby states that must help."""
    hit = _struck(states)
    principals = [s for s in states if s.role and (not hit or _near(s, hit))]
    owing = list(filter(_owes_one_side, states))
    if not principals or not owing:
        return principals or states
    called = [s for s in owing if not s.role and _helps(s) and _near(s, hit)]
    return [*principals, *called]


def _struck(states: Sequence[MappedState]) -> list[Vector]:
    """Points of the place where force falls, or else of the attacked states."""
    here = [s for s in states if s.is_place]
    attacked = here or [s for s in states if "attacked" in s.role]
    return [v for s in attacked for v in _outline(s)]


def _owes_one_side(s: MappedState) -> bool:
    """Whether a state owes anything but to stay out."""
    return s.side != "aside" and s.verdict.duty is not None


def _helps(s: MappedState) -> bool:
    return s.verdict.duty is not None and s.verdict.duty.drawn_in


def _outline(s: MappedState) -> list[Vector]:
    """Points of a state as vectors: its dot, or every fifth of its outline."""
    return [unit(*p) for p in ([s.point] if s.point else s.rings[0][::5])]


def _near(s: MappedState, others: Iterable[Vector]) -> bool:
    """Whether a state is not far off some points on the globe."""
    least = math.cos(math.radians(FAR_OFF))
    own = _outline(s)
    return any(sum(map(mul, p, q)) > least for q in others for p in own)


def unit(lon: float, lat: float) -> Vector:
    """Convert a longitude and latitude in degrees into a unit vector from the centre of the globe."""
    a, b = math.radians(lon), math.radians(lat)
    return math.cos(b) * math.cos(a), math.cos(b) * math.sin(a), math.sin(b)


BEYOND = 4
"""The largest number of states outside the map that have a label."""


def beyond(content: MapContent, shown: Container[str]) -> list[MappedState]:
    """Return the states outside a map that have a label: those of the title, and at most `BEYOND` others of those that
    are to help as surely as any.

    Args:
        content: the states and the events.
        shown: the ids of the states on the map.
    """
    helping = [s for s in content.states if _may_help(s)]
    surest = min((s.status.order for s in helping), default=0)
    far = [s for s in content.states if s.state not in shown]
    called = [s for s in far if s in helping and s.status.order == surest]
    return [*(s for s in far if s.titled), *called[:BEYOND]]


def _may_help(s: MappedState) -> bool:
    """Whether a duty of help is due from a state that does not fight, or may be."""
    helps = s.verdict.duty is not None and s.verdict.duty.drawn_in
    open_ = s.status in (Status.BOUND, Status.CONTESTED, Status.CONDITIONAL)
    return helps and open_ and s.side != "aside" and not s.role


def ranked(states: Iterable[MappedState]) -> list[MappedState]:
    """Return the states in order: those of the events first, then those whose duties are nearest."""
    return sorted(
        states, key=lambda s: (not s.role, s.status.order, s.verdict.distance.total)
    )


LARGE = 30.0
"""The width of a state, in degrees of longitude, beyond which it need not be shown whole."""


def points_shown(states: Sequence[MappedState]) -> list[Point]:
    """Return the points that a map must show: for a small state that fights, its whole extent; for a large state, or a
    state that does not fight, its nearest part. If no state fights, the whole extent of each small state.
    """
    small, large = [], []
    fought = any(s.role for s in states)
    for s in states:
        if s.point:
            small.append(s.point)
        elif _across(s) > LARGE or (fought and not s.role):
            large.append(s)
        else:
            small += _sides(s)
    if not small:
        return [p for s in large for p in s.rings[0][::7]]
    # The middle on the sphere, so that points on both sides of the antimeridian meet there.
    core = [sum(xs) for xs in zip(*(unit(*p) for p in small), strict=True)]
    found = list(small)
    for s in large:
        ring = s.rings[0]
        near = max(ring, key=lambda p: sum(map(mul, core, unit(*p))))
        inner = (
            sum(x for x, _ in ring) / len(ring),
            sum(y for _, y in ring) / len(ring),
        )
        found += [
            near,
            (
                near[0] + 0.3 * (inner[0] - near[0]),
                near[1] + 0.3 * (inner[1] - near[1]),
            ),
        ]
    return found


def _across(s: MappedState) -> float:
    """The width of a state, in degrees of longitude."""
    xs = [x for x, _ in s.rings[0]]
    return max(xs) - min(xs)


def _sides(s: MappedState) -> list[Point]:
    """The points of a state that lie farthest west, east, south and north."""
    xs, ys = [x for x, _ in s.rings[0]], [y for _, y in s.rings[0]]
    across, along = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return [(min(xs), along), (max(xs), along), (across, min(ys)), (across, max(ys))]
