"""The fills of the map: the hue of a side and a pattern for every status, told apart without colour."""

from __future__ import annotations

from engine.output.style import LOOKS, SIDES
from engine.output.svg import tag
from engine.verdicts.verdict import Status

STEP = 7.0


def patterns(name: str) -> list[str]:
    """A pattern for each status on each side, for states that a treaty links in vain, and for disputed land."""
    of_sides = [
        _of(f"{name}-{side}-{status}", f"side-{side}", look.fill, _strokes(status, look.line))
        for side, look in SIDES.items()
        for status in LOOKS
    ]
    return [
        *of_sides,
        _of(f"{name}-idle", "s-not-triggered", "#eef0f3", [_line("M0 3.5H7", "#9aa5b0", 0.7)]),
        _of(f"{name}-disputed", "s-disputed", "#f2f2f2", [_line("M0 0L7 7M7 0L0 7", "#8d959d", 0.7)]),
    ]


def _of(ident: str, kind: str, ground: str, strokes: list[str]) -> str:
    inside = [tag("rect", width=STEP, height=STEP, fill=ground, class_="ground"), *strokes]
    return tag("pattern", *inside, id=ident, width=STEP, height=STEP, patternUnits="userSpaceOnUse", class_=kind)


def _strokes(status: Status, line: str) -> list[str]:
    """Solid for what is settled, lines for events, dots for judgements, ever lighter for less."""
    if status is Status.BELLIGERENT:
        return [tag("rect", width=STEP, height=STEP, fill=line, class_="tint")]
    if status is Status.BOUND:
        return [tag("rect", width=STEP, height=STEP, fill=line, opacity=0.6, class_="tint")]
    if status is Status.CONDITIONAL:
        return [_line("M-1 1L1 -1M-1 8L8 -1M6 8L8 6", line, 1.8)]
    if status is Status.CONTESTED:
        return [tag("circle", cx=x, cy=y, r=1.25, fill=line, class_="mark") for x, y in ((1.75, 1.75), (5.25, 5.25))]
    if status is Status.RELEASED:
        return [_line("M0 3.5H7", line, 1.0)]
    return []


def _line(path: str, stroke: str, heavy: float) -> str:
    return tag("path", d=path, stroke=stroke, stroke_width=heavy, fill="none", class_="stroke")
