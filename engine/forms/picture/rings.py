"""The picture of an escalation: who owes what to whom, in rings by round, with force in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.forms.picture.boxes import box
from engine.forms.picture.layout import CORE_W, HALF_CORE, Layout, lay_out
from engine.forms.picture.legend import legend
from engine.forms.picture.scene import LEFT, Arrow, Scene, in_words, scene_of
from engine.forms.style import ATTACK, FAINT, FONT, INK, LOOKS, PAPER, QUIET, fitted, text_width, width
from engine.forms.svg import document, esc, num, tag

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution


def draw(answer: Solution, *, every: bool = False, portrait: bool = False) -> str:
    """An answer as an SVG document.

    `every` also draws, faintly, states whose duties only another reading calls; `portrait` sets the rounds one below
    the other, for a narrow sheet such as a telephone. Text never leaves its box and boxes
    never meet; what does not fit is in the tooltip of its box.

    >>> from engine import ask
    >>> svg = draw(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> svg.startswith("<svg"), "United States" in svg
    (True, True)
    """
    scene = scene_of(answer, every=every)
    if portrait:
        from engine.forms.picture.portrait import draw_tall

        return draw_tall(answer, scene)
    layout = lay_out(scene)
    words, used = legend(scene, max(layout.width, 760.0))
    w, h = max(layout.width, 760.0), layout.height + used
    shift = (w - layout.width) / 2
    body = [
        tag("rect", width=w, height=h, fill=PAPER, class_="paper"),
        tag("g", *picture(scene, layout), transform=f"translate({num(shift)} 0)"),
        tag("g", words, transform=f"translate(0 {num(layout.height)})"),
        _title(answer, w),
    ]
    return document(w, h, answer.title, in_words(answer, scene), tag("g", *body, font_family=FONT))


def picture(scene: Scene, layout: Layout) -> list[str]:
    """The drawing itself, without title and legend: rings, arrows, boxes, labels of force."""
    rings = [_ring(ring, path, at) for _, ring, path, at in layout.rings]
    sides = [_side(layout, side) for side in (-1, 1)]
    ways = sorted(layout.paths, key=lambda p: (p[0].force, p[0].given, p[0].shown))
    return [
        _heads(),
        tag("g", *rings, *sides, aria_hidden="true"),
        *(arrow(scene, a, path) for a, path, _ in ways),
        *(box(n, layout.boxes[n.id]) for n in scene.nodes),
        *_force_labels(layout),
    ]


def _title(answer: Solution, w: float) -> str:
    asked = f" Read as {answer.asked.name}." if answer.asked else ""
    return tag(
        "text",
        esc(fitted(answer.title + asked, w - 32, 16, bold=True)),
        x=16,
        y=25,
        font_size=16,
        font_weight=700,
        fill=INK,
        class_="ink",
    )


def _heads() -> str:
    """One arrow head for every status, and an open one for force."""
    made = []
    for status, look in LOOKS.items():
        tip = tag("path", d="M0 0L9 4.5L0 9z", fill=look.line, class_=f"tip s-{status}")
        made.append(
            tag(
                "marker",
                tip,
                id=f"head-{status}",
                markerWidth=9,
                markerHeight=9,
                refX=8,
                refY=4.5,
                orient="auto",
                markerUnits="userSpaceOnUse",
            )
        )
    tip = tag("path", d="M1 1L11 7L1 13", fill="none", stroke=ATTACK, stroke_width=2.4, class_="ink-line")
    made.append(
        tag(
            "marker",
            tip,
            id="head-force",
            markerWidth=14,
            markerHeight=14,
            refX=11,
            refY=7,
            orient="auto",
            markerUnits="userSpaceOnUse",
        )
    )
    return tag("defs", *made)


def _ring(ring: int, path: str, at: tuple[float, float]) -> str:
    """The arc of a ring and its name."""
    when = "at once" if ring == 1 else "if it goes on"
    line = tag("path", d=path, fill="none", stroke=FAINT, stroke_width=9, stroke_linecap="round", class_="faint-line")
    x, y = at
    label = tag(
        "text", esc(f"Round {ring}, {when}"), x=x, y=y, font_size=11.5, fill=QUIET, text_anchor="middle", class_="quiet"
    )
    return line + label


def _side(layout: Layout, side: int) -> str:
    word = "side of the attacked" if side == LEFT else "side of the attacker"
    x = layout.middle + side * (HALF_CORE + CORE_W / 2)
    tops = [b.y - b.h / 2 for b in layout.boxes.values() if abs(b.x - x) < 30]
    y = min(tops, default=layout.centre) - 12
    return tag("text", word, x=x, y=y, font_size=11.5, fill=QUIET, text_anchor="middle", class_="quiet")


def arrow(scene: Scene, a: Arrow, path: str) -> str:
    """One arrow: heavier for a stronger duty, dashed by status; force in ink, with an open head."""
    names = {n.id: ", ".join(n.names) for n in scene.nodes}
    if a.force:
        text = f"{names[a.source]} {a.text} {names[a.target]}" + ("" if a.given else " (a war already running)")
        heavy = 3.4 if a.given else 1.4
        line = tag(
            "path",
            d=path,
            fill="none",
            stroke=ATTACK,
            stroke_width=heavy,
            marker_end="url(#head-force)",
            class_="line ink-line",
        )
        return tag("g", tag("title", esc(text)), line, class_="force")
    assert a.status is not None
    look = LOOKS[a.status]
    text = f"{names[a.source]} → {names[a.target]}: {a.duty}, {a.status} ({a.text})"
    line = tag(
        "path",
        d=path,
        fill="none",
        stroke=look.line,
        stroke_width=width(a.duty),
        stroke_dasharray=look.dash or None,
        marker_end=f"url(#head-{a.status})",
        class_="line",
    )
    near = tag("path", d=path, fill="none", stroke="none", stroke_width=16, pointer_events="stroke", class_="near")
    return tag(
        "g",
        tag("title", esc(text)),
        near,
        line,
        class_=f"arrow s-{a.status}",
        data_from=a.source,
        data_to=a.target,
        display=None if a.shown else "none",
    )


def _force_labels(layout: Layout) -> list[str]:
    """Words on the arrows of force that the question gives, moved apart where they would meet."""
    taken: list[tuple[float, float]] = []
    found = []
    for a, _, (x, y) in layout.paths:
        if not (a.force and a.given):
            continue
        room = text_width(a.text, 11.5, bold=True)
        y -= 8
        while any(abs(y - v) < 15 and abs(x - u) < room for u, v in taken):
            y -= 15
        taken.append((x, y))
        at: dict[str, object] = {"x": x, "y": y, "font_size": 11.5, "font_weight": 700, "text_anchor": "middle"}
        found.append(
            tag(
                "text",
                esc(a.text),
                **at,
                fill=PAPER,
                stroke=PAPER,
                stroke_width=5,
                stroke_linejoin="round",
                class_="halo",
                aria_hidden="true",
            )
        )
        found.append(tag("text", esc(a.text), **at, fill=INK, class_="ink"))
    return found
