"""The layout of a picture: parties on top, cards of each side below them stage by stage, lines along the margins.

On a broad sheet the attacked side has the left column and the attackers' side the right one. Cards of duties owed to
both sides, and of states that must stay out, span both. On a narrow sheet the two sides share one column, with the
lines of each side on its own margin. Boxes are stacked, so no two overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.findings.findings import Findings
from engine.findings.scene import (
    LEFT,
    RIGHT,
    Belligerents,
    Card,
    CardRow,
    Scene,
    Stage,
)
from engine.findings.staging import scene_of
from engine.forms.style import TEXTS, Words, block, fitted, pips, text_width
from engine.output.picture.row_words import cited, shortly, standing_line, told_lines
from engine.output.prose import listed

BROAD, NARROW = 1040.0, 380.0
"""The widths of the two sheets, in px."""
FULL_NARROW = 3
"""The value of `FULL` for a narrow sheet: the number of rows after which no further card is begun."""
MARGIN, LANE, MIDDLE = 12.0, 9.0, 132.0
"""Distances in px: the edge of a sheet, between two lines along a margin, and between the columns, where arrows of force
run.
"""
GAP = 8.0
"""The distance between two boxes of a column, in px."""
FEW = 0.4
"""The smallest share of a broad sheet for a side."""
PARTY_GAP = 30.0
"""The distance in px between attackers and attacked on a narrow sheet, which holds the arrow of force."""
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

    def edge(self, side: int) -> float:
        """Return the x coordinate of the left or the right edge."""
        return self.x if side == LEFT else self.x + self.w


@dataclass
class Column:
    """A column of a sheet: its left edge, its width, and how far down it is filled, in px."""

    x: float
    w: float
    y: float = 8.0


@dataclass
class Layout:
    """The positions of all boxes and words on one sheet."""

    wide: float
    scene: Scene
    boxes: dict[str, Box] = field(default_factory=dict)
    """The box of every party and of every row, by its id."""
    lanes: dict[tuple[int, str], float] = field(default_factory=dict)
    """The x coordinate of the line that leads to a target, by side and target."""
    words: dict[str, list[Words]] = field(default_factory=dict)
    """The lines of text in each box, by its id; by an empty id those outside all boxes."""
    rules: list[float] = field(default_factory=list)
    """The y coordinates of the rules between stages."""
    columns: dict[int, Column] = field(default_factory=dict)
    """The column of each side, and by 0 that of both; on a narrow sheet all are the same."""

    @property
    def broad(self) -> bool:
        """Whether the two sides are drawn beside each other."""
        return self.wide == BROAD

    @property
    def height(self) -> float:
        """The y coordinate at which the longest column ends."""
        return max(column.y for column in self.columns.values())

    def level(self) -> float:
        """Let all columns go on where the longest ends, and return that height."""
        y = self.height
        for column in self.columns.values():
            column.y = y
        return y

    def write(
        self, ident: str, text: str, x: float, y: float, room: float, name: str
    ) -> float:
        """Write a text into a box, in lines that fit, and return where the next text begins.

        Args:
            ident: the id of the box; empty for text outside all boxes.
            text: the text.
            x: where each line stands, in px.
            y: the upper edge of the first line, in px.
            room: the width of a line, in px.
            name: the name of the style.
        """
        lines, end = block(text, x, y, room, name)
        self.words.setdefault(ident, []).extend(lines)
        return end


def laid_out(answer: Findings, *, portrait: bool = False, focus: str = "") -> Layout:
    """Return the layout of the picture of an answer.

    Args:
        answer: the answer.
        portrait: for a narrow sheet.
        focus: the id of the state on which the picture concentrates; empty for none.

    Raises `CasusError` if there is nothing to draw for that state.
    """
    if portrait:
        return lay_out(scene_of(answer, focus=focus, full=FULL_NARROW, alone=1), NARROW)
    return lay_out(scene_of(answer, focus=focus))


def lay_out(scene: Scene, wide: float = BROAD) -> Layout:
    """Return the positions of the boxes of a scene. The same scene always has the same layout."""
    made = Layout(wide, scene)
    made.columns = _columns(made)
    _parties(made)
    for stage in Stage:
        if any(stage is at for at, _ in scene.places):
            _stage(made, stage)
    return made


def _place(made: Layout, ident: str, column: Column, end: float) -> None:
    """Place a box in a column, below all that it holds and down to `end`."""
    made.boxes[ident] = Box(column.x, column.y, column.w, end - column.y)
    column.y = end + GAP


def _say(made: Layout, text: str, column: Column, name: str) -> None:
    """Write a text below all that a column holds."""
    column.y = made.write("", text, column.x, column.y, column.w, name) + 5


def _columns(made: Layout) -> dict[int, Column]:
    left, right = (_lanes(made, side) for side in (LEFT, RIGHT))
    both = Column(left, made.wide - left - right)
    if not made.broad:
        return {LEFT: both, RIGHT: both, 0: both}
    room, share = both.w - MIDDLE, _share(made.scene)
    beside = Column(left + room * share + MIDDLE, room * (1 - share))
    return {LEFT: Column(left, room * share), RIGHT: beside, 0: both}


def _lanes(made: Layout, side: int) -> float:
    """Place the lines along the margin of a side, one for each target of its rows; return the room that they take."""
    cards = [card for card in made.scene.cards if card.side == side]
    targets = {row.target: 0 for card in cards for row in card.groups if row.target}
    for slot, target in enumerate(targets):
        x = MARGIN + LANE * slot
        made.lanes[side, target] = x if side == LEFT else made.wide - x
    return MARGIN + 3 + LANE * max(len(targets), 1)


def _share(scene: Scene) -> float:
    """The part of a broad sheet for the left side: the more cards, the more room, so that no half of it is blank."""
    left, right = (
        sum(c.side == side for c in scene.cards) + 1 for side in (LEFT, RIGHT)
    )
    return min(max(left / (left + right), FEW), 1 - FEW)


def _parties(made: Layout) -> None:
    """Place the boxes of those who fight; on a narrow sheet the attackers stand above the attacked."""
    for side in (RIGHT, LEFT):
        column = made.columns[side]
        mine = [p for p in made.scene.parties if p.side == side]
        for party in mine:
            _party(made, party, column)
        if mine and side == RIGHT and not made.broad:
            column.y += PARTY_GAP


def _party(made: Layout, party: Belligerents, column: Column) -> None:
    x, y, room = column.x + column.w / 2, column.y + 7, column.w - 24
    y = made.write(party.id, listed(party.names), x, y, room, "party")
    _place(made, party.id, column, y + 9)


def _stage(made: Layout, stage: Stage) -> None:
    """Place the rows of a stage below its heading: those of each side, then those of both."""
    both = made.columns[0]
    made.rules.append(made.level() + 4)
    both.y += 9
    _say(made, HEADS[stage], both, "head")
    made.level()
    for side in (LEFT, RIGHT, 0):
        if side == 0:
            made.level()
        column = made.columns[side]
        for card in made.scene.of(side, stage):
            for row in card.groups:
                _row(made, card, row, column)
        for text in _texts_below(made, stage, side):
            _say(made, text, column, "note")


def _texts_below(made: Layout, stage: Stage, side: int) -> list[str]:
    """What stands below the boxes of a stage on one side: what has no box, who found no room, or that nobody is called."""
    scene, place = made.scene, (stage, side)
    texts = told_lines(scene.unboxed.get(place, ()), scene)
    if place in scene.rest:
        texts.append(f"Further: {shortly(scene.rest[place])}.")
    blank = made.broad and side and place not in scene.places
    if blank and stage in NOBODY and not scene.focus:
        texts.append(NOBODY[stage])
    return texts


def _row(made: Layout, card: Card, row: CardRow, column: Column) -> None:
    """Place the box of a row with its words below all that a column holds."""
    left, room = column.x + 13, column.w - 22
    y = made.write(row.id, shortly(row.names), left, column.y + 4, room, "name")
    signs, right = pips(row.verdict), column.x + column.w - 7
    made.write(row.id, signs, right, y, room, "pips")
    beside = room - text_width(signs, TEXTS["pips"].size)
    standing = fitted(standing_line(row.verdict), beside, TEXTS["standing"].size)
    y = made.write(row.id, standing, left, y, room, "standing")
    y = made.write(row.id, cited(card, row, made.scene), left, y, room, "article")
    _place(made, row.id, column, y + 9)
