"""The picture for a narrow sheet: force on top, the rounds one below the other, duties as lines along the margins.

What stands with the attacked keeps to the left and sends its arrows up the left margin, what stands with the attacker to
the right. An arrow is drawn from its target backwards, so that dashes of arrows in one lane fall together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.forms.picture.boxes import box
from engine.forms.picture.layout import Box
from engine.forms.picture.legend import legend
from engine.forms.picture.scene import LEFT, Arrow, Node, Scene, in_words
from engine.forms.style import ATTACK, FAINT, FONT, INK, LOOKS, PAPER, QUIET, fitted, width, wrapped
from engine.forms.svg import document, esc, num, tag

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

WIDE = 380.0
ROW, GAP = 58.0, 9.0
CORE_W, CORE_H = 196.0, 36.0
LANE, EDGE = 8.0, 8.0
"""From one lane of arrows to the next, and from the edge of the sheet to the first."""
WORD = 128.0
"""Room above a box for the name of its side, which arrows keep off."""
SHIFT = 18.0
"""How far a box keeps off the side that it does not stand on."""


@dataclass(frozen=True)
class Tall:
    """Places of everything on a narrow sheet."""

    height: float
    boxes: dict[str, Box]
    lanes: dict[str, float]
    """The height-long lane of each target of duties, by its x."""
    heads: tuple[tuple[str, float], ...]
    """Headings with their baselines."""
    gap: tuple[float, float]
    """The open strip between attackers and attacked, where words of force stand."""


def lay_out_tall(scene: Scene) -> Tall:
    """Places for a scene on a narrow sheet; pure arithmetic."""
    core = [n for n in scene.nodes if n.ring == 0]
    given = sum(a.force and a.given for a in scene.arrows)
    named = {i for a in scene.arrows if a.force and a.given for i in (a.source, a.target)}
    # Those whom the question names stand next to the strip between the sides.
    upper = sorted((n for n in core if n.side != LEFT), key=lambda n: n.id in named)
    lower = sorted((n for n in core if n.side == LEFT), key=lambda n: n.id not in named)
    rows: list[tuple[Node, float]] = []
    y = 22.0
    for n in upper:
        rows.append((n, y))
        y += CORE_H + GAP
    gap = (y - GAP, y - GAP + 36.0 + 15.0 * given)
    y = gap[1] if upper and lower else y
    for n in lower:
        rows.append((n, y))
        y += CORE_H + GAP
    y += 14 if lower else 0
    heads: list[tuple[str, float]] = []
    for ring in sorted({n.ring for n in scene.nodes} - {0}):
        y += 20
        heads.append((f"Round {ring}, {'at once' if ring == 1 else 'if it goes on'}", y))
        y += 10
        ordered = sorted((n for n in scene.nodes if n.ring == ring), key=lambda n: (n.rest, n.status.order, n.verdict.distance.total, n.side, n.names))  # fmt: skip
        for n in ordered:
            rows.append((n, y))
            y += ROW + GAP
    lanes = _lanes(scene, {n.id: (n.side, at) for n, at in rows})
    left = EDGE + max((x for x in lanes.values() if x < WIDE / 2), default=0.0) + 4
    right = EDGE + max((WIDE - x for x in lanes.values() if x > WIDE / 2), default=0.0) + 4
    boxes = {}
    for n, at in rows:
        if n.ring == 0:
            w, h = CORE_W, CORE_H
            x = left + w / 2 if n.side == LEFT else WIDE - right - w / 2
        else:
            w, h = WIDE - left - right - SHIFT, ROW
            x = left + w / 2 + (0 if n.side == LEFT else SHIFT)
        boxes[n.id] = Box(x, at + h / 2, w, h)
    return Tall(y + 4, boxes, lanes, tuple(heads), gap)


def _lanes(scene: Scene, at: dict[str, tuple[int, float]]) -> dict[str, float]:
    """A lane for every target of duties, on its side; targets whose lanes do not meet share one place."""
    reach: dict[str, tuple[float, float]] = {}
    for a in scene.arrows:
        if not a.force:
            ys = (at[a.source][1], at[a.target][1])
            low, high = reach.get(a.target, (1e9, -1e9))
            reach[a.target] = (min(low, *ys), max(high, *ys))
    lanes: dict[str, float] = {}
    for side in (LEFT, -LEFT):
        ends: list[float] = []
        mine = sorted((r, t) for t, r in reach.items() if (at[t][0] == LEFT) == (side == LEFT))
        for (low, high), target in mine:
            slot = next((i for i, end in enumerate(ends) if end < low), len(ends))
            ends[slot : slot + 1] = [high]
            x = EDGE + LANE * slot
            lanes[target] = x if side == LEFT else WIDE - x
    return lanes


def draw_tall(answer: Solution, scene: Scene) -> str:
    """The picture on a narrow sheet as an SVG document; see `engine.forms.picture.rings.draw`."""

    tall = lay_out_tall(scene)
    asked = f" Read as {answer.asked.name}." if answer.asked else ""
    title = wrapped(answer.title + asked, WIDE - 24, 15, bold=True)
    head = 12.0 + 19 * len(title)
    words, used = legend(scene, WIDE)
    top = [
        tag("text", esc(t), x=12, y=24 + 19 * i, font_size=15, font_weight=700, fill=INK, class_="ink")
        for i, t in enumerate(title)
    ]
    h = head + tall.height + used
    body = [
        tag("rect", width=WIDE, height=h, fill=PAPER, class_="paper"), *top,
        tag("g", *tall_picture(scene, tall), transform=f"translate(0 {num(head)})"),
        tag("g", words, transform=f"translate(0 {num(head + tall.height)})"),
    ]  # fmt: skip
    return document(WIDE, h, answer.title, in_words(answer, scene), tag("g", *body, font_family=FONT))


def tall_picture(scene: Scene, tall: Tall) -> list[str]:
    """The drawing itself, without title and legend."""
    names = {n.id: ", ".join(n.names) for n in scene.nodes}
    parts = []
    for text, y in tall.heads:
        parts.append(
            tag("line", x1=12, y1=y - 15, x2=WIDE - 12, y2=y - 15, stroke=FAINT, stroke_width=2, class_="faint-line")
        )
        x = 2 * EDGE + max((x for x in tall.lanes.values() if x < WIDE / 2), default=0.0) + 4
        parts.append(tag("text", esc(text), x=x, y=y, font_size=12, font_weight=600, fill=QUIET, class_="quiet"))
    for n, word in _side_words(scene, tall):
        b = tall.boxes[n.id]
        at = {"x": b.x - b.w / 2 if n.side == LEFT else b.x + b.w / 2, "text_anchor": None if n.side == LEFT else "end"}
        parts.append(tag("text", word, **at, y=b.y - b.h / 2 - 6, font_size=11.5, fill=QUIET, class_="quiet"))
    for a in sorted(scene.arrows, key=lambda a: a.shown):
        if not a.force:
            parts.append(_duty(a, tall, names))
    parts += _force(scene, tall, names)
    parts += [box(n, tall.boxes[n.id], "tall") for n in scene.nodes]
    return parts


def _side_words(scene: Scene, tall: Tall) -> list[tuple[Node, str]]:
    """The topmost principal of each side, and what to call the side."""
    found = []
    for left, word in ((False, "side of the attacker"), (True, "side of the attacked")):
        mine = [n for n in scene.nodes if n.ring == 0 and (n.side == LEFT) is left]
        if mine:
            found.append((min(mine, key=lambda n: tall.boxes[n.id].y), word))
    return found


def _duty(a: Arrow, tall: Tall, names: dict[str, str]) -> str:
    assert a.status is not None
    look, s, t, x = LOOKS[a.status], tall.boxes[a.source], tall.boxes[a.target], tall.lanes[a.target]
    inward = 1 if x < WIDE / 2 else -1
    sx, tx = s.x - inward * s.w / 2, t.x - inward * t.w / 2
    bend = 6.0 * inward
    up = 6.0 if s.y > t.y else -6.0
    path = (
        f"M{num(tx - inward * 7)} {num(t.y)}L{num(x + bend)} {num(t.y)}Q{num(x)} {num(t.y)} {num(x)} {num(t.y + up)}"
        f"L{num(x)} {num(s.y - up)}Q{num(x)} {num(s.y)} {num(x + bend)} {num(s.y)}L{num(sx)} {num(s.y)}"
    )
    text = f"{names[a.source]} → {names[a.target]}: {a.duty}, {a.status} ({a.text})"
    tip = f"M{num(tx)} {num(t.y)}L{num(tx - inward * 9)} {num(t.y - 5)}L{num(tx - inward * 9)} {num(t.y + 5)}z"
    return tag(
        "g", tag("title", esc(text)),
        tag("path", d=path, fill="none", stroke="none", stroke_width=14, pointer_events="stroke", class_="near"),
        tag("path", d=path, fill="none", stroke=look.line, stroke_width=width(a.duty), stroke_dasharray=look.dash or None, class_="line"),
        tag("path", d=tip, fill=look.line, class_="tip"),
        class_=f"arrow s-{a.status}", data_from=a.source, data_to=a.target, display=None if a.shown else "none",
    )  # fmt: skip


def _force(scene: Scene, tall: Tall, names: dict[str, str]) -> list[str]:
    """Arrows of force: straight down where nothing is between, else by the free corridors beside the boxes."""
    parts = []
    top, foot = tall.gap
    given = [a for a in scene.arrows if a.force and a.given]
    right = 0.0
    for i, a in enumerate([*given, *(a for a in scene.arrows if a.force and not a.given)]):
        s, t = tall.boxes[a.source], tall.boxes[a.target]
        heavy = 3.0 if a.given else 1.3
        path, tip, way = _way(s, t, tall, 10.0 * i)
        ux, uy = way
        tail = f"M{num(tip[0] - 9 * ux - 6 * uy)} {num(tip[1] - 9 * uy + 6 * ux)}L{num(tip[0])} {num(tip[1])}L{num(tip[0] - 9 * ux + 6 * uy)} {num(tip[1] - 9 * uy - 6 * ux)}"
        text = f"{names[a.source]} {a.text} {names[a.target]}" + ("" if a.given else " (a war already running)")
        parts.append(
            tag("g", tag("title", esc(text)), *(
                tag("path", d=d, fill="none", stroke=ATTACK, stroke_width=w, stroke_linejoin="round", class_="ink-line")
                for d, w in ((path, heavy), (tail, max(1.6, heavy * 0.75)))
            ), class_="force")
        )  # fmt: skip
        right = max(right, *(float(x) for x in re.findall(r"[ML]([\d.]+) ", path) if float(x) < WIDE - 110))
    for i, a in enumerate(given):
        words = fitted(a.text if len(given) == 1 else f"{names[a.source]} {a.text}", WIDE - right - 24, 11.5, bold=True)
        parts.append(
            tag(
                "text",
                esc(words),
                x=right + 9,
                y=top + 20 + 15 * i,
                font_size=11.5,
                font_weight=700,
                fill=INK,
                class_="ink",
            )
        )
    assert foot >= top
    return parts


def _way(s: Box, t: Box, tall: Tall, off: float) -> tuple[str, tuple[float, float], tuple[float, float]]:
    """The path of an arrow of force, its tip and the direction there; `off` keeps arrows apart."""
    top, foot = tall.gap
    high, low = (s, t) if s.y < t.y else (t, s)
    x = min(
        max(low.x - low.w / 2 + WORD, high.x - high.w / 2 + 16) + off, min(low.x + low.w / 2, high.x + high.w / 2) - 8
    )
    points = []
    if high.y + high.h / 2 >= top - 1 or low.y < foot:
        points += [(x, high.y + high.h / 2)]
    else:
        corridor = WIDE - tall_margin(tall) - CORE_W - 10 - off / 3
        points += [(high.x - high.w / 2, high.y), (corridor, high.y), (corridor, foot - 14 - off / 2)]
    if low.y - low.h / 2 <= foot + 1:
        points += [(x, points[-1][1])] if len(points) > 1 else []
        points += [(x, low.y - low.h / 2)]
    else:
        corridor = low.x + low.w / 2 + 10 + off / 2
        level = points[-1][1] if len(points) > 1 else foot - 8 - off / 2
        points = [*points, (points[-1][0], level), (corridor, level), (corridor, low.y), (low.x + low.w / 2, low.y)]
    if s is low:
        points.reverse()
    (ax, ay), (bx, by) = points[-2:]
    far = abs(bx - ax) + abs(by - ay) or 1.0
    way = ((bx - ax) / far, (by - ay) / far)
    tip = (bx - 2 * way[0], by - 2 * way[1])
    path = "M" + "L".join(f"{num(px)} {num(py)}" for px, py in [*points[:-1], tip])
    return path, tip, way


def tall_margin(tall: Tall) -> float:
    """Room that lanes take on the right."""
    return EDGE + max((WIDE - x for x in tall.lanes.values() if x > WIDE / 2), default=0.0) + 4
