"""The layout of a picture: parties on top, cards of each side below them stage by stage, lines along the margins.

On a broad sheet the attacked side has the left column and the attackers' side the right one. Cards of duties owed to
both sides stand between the two columns below them, and states that must stay out occupy both columns. On a narrow
sheet everything stands in one column, with the lines of each side on its own margin. Boxes are stacked, so no two
overlap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from engine.findings.scene import LEFT, RIGHT, Belligerents, Card, Scene, Stage
from engine.forms.style import wrapped
from engine.output.picture.row_words import (
    SMALL,
    force_line,
    heading,
    named,
    notes,
    plain,
    shortly,
    told_lines,
)
from engine.output.prose import listed
from treaties.vocabulary.names import with_article
from treaties.vocabulary.terms import EventKind

BROAD, NARROW = 1040.0, 380.0
"""The widths of the two sheets, in px."""
MARGIN, LANE, MIDDLE = 12.0, 9.0, 132.0
"""Distances in px: the edge of a sheet, between two lines along a margin, and between the columns, where arrows of force
run.
"""
GAPS = {BROAD: 10.0, NARROW: 5.0}
"""The distance between two boxes of a column, in px, by the width of the sheet."""
FEW = 0.3
"""The share of a broad sheet for a side with few boxes or none."""
PARTY_GAP = 36.0
"""The distance in px between attackers and attacked on a narrow sheet, which holds the arrow of force."""
ALONE = {BROAD: 5, NARROW: 1}
"""The largest number of parties of one side that have boxes of their own, by the width of the sheet."""
HEADS = {
    Stage.AT_ONCE: "Called at once, on the events as given",
    Stage.LATER: "If it goes on: further acts or open judgements are still between",
    Stage.ASIDE: "Bound to stay out of it, or not to help one side",
}
NOBODY = {
    Stage.AT_ONCE: "No treaty calls anybody to this side at once.",
    Stage.LATER: "As far as it was followed, nobody further is called to this side.",
}
"""The text in a column that has no card."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, given by its upper left corner and its size."""

    x: float
    y: float
    w: float
    h: float

    @property
    def middle(self) -> float:
        """The y coordinate of the middle of the box."""
        return self.y + self.h / 2

    @property
    def out(self) -> float:
        """The y coordinate at which the line of a row begins: below the middle of the box, where arriving lines end."""
        return self.middle + 9


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text with its position, size and colour."""

    text: str
    x: float
    y: float
    size: float = SMALL
    kind: str = "quiet"
    """`quiet`, `head` or `ink`."""


@dataclass
class Layout:
    """The positions of all boxes and words on one sheet."""

    wide: float
    scene: Scene
    height: float = 0.0
    parties: list[tuple[Belligerents, Box]] = field(default_factory=list)
    cards: list[tuple[Card, Box]] = field(default_factory=list)
    rows: dict[str, Box] = field(default_factory=dict)
    """The box of every row of a card, by the id of its group."""
    lanes: dict[tuple[int, str], float] = field(default_factory=dict)
    """The x coordinate of the line that leads to a target, by side and target."""
    lines: list[Words] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    """The y coordinates of the rules between stages."""

    @property
    def broad(self) -> bool:
        """Whether the two sides are drawn beside each other."""
        return self.wide == BROAD

    def target(self, name: str) -> Box | None:
        """Return the box of a party or of a row; None if there is none."""
        return self.rows.get(name) or next(
            (b for p, b in self.parties if name in (p.id, *p.states)), None
        )


def lay_out(scene: Scene, wide: float = BROAD) -> Layout:
    """Return the positions of the boxes of a scene. The same scene always has the same layout."""
    parties = tuple(p for side in (LEFT, RIGHT) for p in _merged(scene, side, wide))
    scene = replace(scene, parties=parties)
    made = Layout(wide, scene)
    _place(made)
    return made


def _merged(scene: Scene, side: int, wide: float) -> list[Belligerents]:
    """The parties of a side, in one box where there are many."""
    mine = [p for p in scene.parties if p.side == side]
    if len(mine) <= ALONE[wide]:
        return mine
    states = tuple(s for p in mine for s in p.states)
    return [
        Belligerents(states[0], states, tuple(n for p in mine for n in p.names), side)
    ]


def _place(made: Layout) -> None:
    """Place the lines along the margins, the parties, and the cards stage by stage."""
    scene, wide = made.scene, made.wide
    edge = {}
    for side in (LEFT, RIGHT):
        targets = _targets(scene, side)
        edge[side] = MARGIN + LANE * max(len(targets) - 1, 0) + 12
        for slot, target in enumerate(targets):
            x = MARGIN + LANE * slot
            made.lanes[side, target] = x if side == LEFT else wide - x
    if made.broad:
        w = _widths(scene, wide - edge[LEFT] - edge[RIGHT] - MIDDLE)
        right, middle = wide - edge[RIGHT] - w[RIGHT], (wide - w[0]) / 2
        at = {LEFT: edge[LEFT], RIGHT: right, 0: middle}
    else:
        w = dict.fromkeys((LEFT, RIGHT, 0), wide - edge[LEFT] - edge[RIGHT])
        at = dict.fromkeys((LEFT, RIGHT, 0), edge[LEFT])
    y = _parties(made, at, w)
    for stage in Stage:
        if any(_holds(scene, side, stage) for side in (LEFT, RIGHT, 0)):
            y = _stage(made, stage, at, w, y)
    made.height = y


def _holds(scene: Scene, side: int, stage: Stage) -> bool:
    """Whether anything of a stage stands on a side."""
    place = (stage, side)
    return bool(
        scene.of(side, stage) or scene.rest.get(place) or scene.unboxed.get(place)
    )


def _widths(scene: Scene, room: float) -> dict[int, float]:
    """The widths of the two columns of a broad sheet and of what lies between them: a side with few boxes is narrow
    where the other has many, so that no half of the sheet is blank.

    Args:
        scene: the picture.
        room: the px that the two columns share.
    """
    boxes = {
        side: sum(len(scene.of(side, stage)) for stage in Stage)
        for side in (LEFT, RIGHT)
    }
    few, many = sorted(boxes, key=boxes.__getitem__)
    share = {few: FEW if boxes[many] >= 4 * boxes[few] else 0.5}
    share[many] = 1 - share[few]
    if not boxes[many]:
        share = dict.fromkeys(share, 0.5)
    return {side: room * part for side, part in share.items()} | {0: room / 2}


def _side_labels(scene: Scene) -> dict[int, str]:
    """What stands above the two sides: whose they are, where each attacks the other or none does."""
    of = {s: p.side for p in scene.parties for s in p.states}
    first = {p.side: p.names[0] for p in reversed(scene.parties)}
    given = [f for f in scene.force if f.given]
    attacking = {of.get(f.source) for f in given}
    armed = any(f.done == EventKind.ARMED_ATTACK.done for f in given)
    if {LEFT, RIGHT} <= attacking or (given and not armed):
        return {side: f"Side of {with_article(name)}" for side, name in first.items()}
    return {LEFT: "Side of the attacked", RIGHT: "Side of the attacker"}


def _parties(made: Layout, at: dict[int, float], w: dict[int, float]) -> float:
    """Boxes of those who fight, and below them the acts of force."""
    words = _side_labels(made.scene)
    ends, y = {}, 16.0
    for side in (RIGHT, LEFT) if not made.broad else (LEFT, RIGHT):
        mine = [p for p in made.scene.parties if p.side == side]
        if not mine:
            continue
        top = 16.0 if made.broad else y
        made.lines.append(Words(words[side], at[side], top - 4))
        for p in mine:
            h = 16.0 + 17 * len(wrapped(listed(p.names), w[side] - 24, 14, bold=True))
            made.parties.append((p, Box(at[side], top, w[side], h)))
            top += h + GAPS[made.wide]
        ends[side] = top
        y = top + (PARTY_GAP if side == RIGHT else 0)
    y = max(ends.values(), default=16.0)
    room = made.wide - at[LEFT] - MARGIN
    for line in filter(None, wrapped(force_line(made.scene), room, SMALL)):
        made.lines.append(Words(line, at[LEFT], y + 10, kind="ink"))
        y += 15
    return y + 4


def _stage(
    made: Layout, stage: Stage, at: dict[int, float], w: dict[int, float], y: float
) -> float:
    made.rules.append(y + 4)
    for text in wrapped(HEADS[stage], made.wide - at[LEFT] - MARGIN, 12.5, bold=True):
        made.lines.append(Words(text, at[LEFT], y + 22, 12.5, "head"))
        y += 16
    y += 14
    ends = {LEFT: y, RIGHT: y}
    for side in (LEFT, RIGHT, 0):
        apart = made.broad and side
        ends[side] = ends[side] if apart else max(ends.values())
        for card in made.scene.of(side, stage):
            # Who stays out is on no side: both columns are free for them.
            column = (
                min((LEFT, RIGHT), key=ends.__getitem__)
                if made.broad and stage is Stage.ASIDE
                else side
            )
            ends[column] += (
                _card(made, card, at[column], ends[column], w[column]) + GAPS[made.wide]
            )
        texts = _lines_below(made, stage, side)
        if texts:
            # What both sides or neither hear has the whole sheet.
            whole = at[LEFT], at[RIGHT] + w[RIGHT] - at[LEFT]
            left, room = (at[side], w[side]) if side or not made.broad else whole
            y = ends[side] if apart else max(ends.values())
            ends[side] = _write(made, texts, left, y, room)
    return max(ends.values())


def _write(
    made: Layout, texts: Iterable[str], left: float, y: float, room: float
) -> float:
    """Write texts in small lines one below the other; return the height at which they end.

    Args:
        made: the layout, which gets the lines.
        texts: the texts; each begins a line.
        left: where their column begins, in px.
        y: where the first line begins, in px.
        room: the width of the column, in px.
    """
    for text in texts:
        for line in wrapped(text, room - 8, SMALL):
            made.lines.append(Words(line, left + 4, y + 8))
            y += 15
    return y + 4


def _lines_below(made: Layout, stage: Stage, side: int) -> list[str]:
    """The lines below the boxes of a stage on one side: what has no box, who found no room, or that nobody is called."""
    scene = made.scene
    texts = told_lines(scene.unboxed.get((stage, side), ()), scene)
    if rest := scene.rest.get((stage, side)):
        texts.append(f"Further: {shortly(rest)}.")
    if _holds(scene, side, stage) or scene.focus or not (made.broad and side):
        return texts
    return [NOBODY[stage]] if stage in NOBODY else []


def _card(made: Layout, card: Card, x: float, y: float, w: float) -> float:
    """Place a card with its rows; its height."""
    many = len(card.groups) > 1
    pad = 7.0 if many else 0.0
    row = y + (16 * len(heading(card, w - 20)) + 9 if many else 0)
    for g in card.groups:
        room = w - 2 * pad - 22
        high = (
            29.0
            - 16 * plain(g)
            + 16 * len(named(g, room))
            + 14 * len(notes(card, g, made.scene, room))
        )
        made.rows[g.id] = Box(x + pad, row, w - 2 * pad, high)
        row += high + (5 if many else 0)
    made.cards.append((card, Box(x, y, w, row - y + (2 if many else 0))))
    return row - y + (2 if many else 0)


def _targets(scene: Scene, side: int) -> list[str]:
    """The targets of the cards of a side, each with a line of its own along the margin."""
    rows = (row for card in scene.cards if card.side == side for row in card.groups)
    return list(dict.fromkeys(lane_of(scene, row.target) for row in rows if row.target))


def lane_of(scene: Scene, target: str) -> str:
    """Return the id of the line along the margin that leads to a target; parties in one box share a line."""
    return next((p.id for p in scene.parties if target in (p.id, *p.states)), target)
