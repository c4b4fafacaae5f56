"""The legend: what marks, dashes, widths and signs mean, only for what is drawn."""

from __future__ import annotations

from engine.output.picture.scene import Scene, Stage
from engine.output.style import FAINT, INK, LOOKS, text_line, text_width, width, wrapped
from engine.output.svg import num, tag


def legend(scene: Scene, w: float) -> tuple[str, float]:
    """What marks, dashes, widths and pips mean, only for what is drawn; and the height it takes."""
    items: list[tuple[str, str]] = []
    of_sides = {g.status for c in scene.cards if c.stage is not Stage.ASIDE for g in c.groups}
    for s in sorted(of_sides, key=lambda s: s.order):
        look = LOOKS[s]
        line = tag(
            "line", x1=0, y1=-4, x2=26, y2=-4, stroke=look.line, stroke_width=3, stroke_dasharray=look.dash or None
        )
        items.append((line, f"{look.mark} {str(s).replace('-', ' ')}: {s.meaning}"))
    for d in sorted({g.verdict.duty for g in scene.groups if g.verdict.duty and g.target}, key=lambda d: d.rank):
        line = tag("line", x1=0, y1=-4, x2=26, y2=-4, stroke=INK, stroke_width=width(d), class_="ink-line")
        items.append((line, d.meaning))
    if any(g.verdict.distance.total for g in scene.groups):
        items.append(("", "› one further event, ? one open judgement away"))
    x, y, parts = 16.0, 22.0, []
    parts.append(tag("line", x1=16, y1=2, x2=w - 16, y2=2, stroke=FAINT, class_="faint-line"))
    for line, text in items:
        lead = 34.0 if line else 0.0
        lines = wrapped(text, w - 38 - lead, 11.5)
        need = lead + max(text_width(t, 11.5) for t in lines) + 22
        if x + need > w - 6 and x > 16:
            x, y = 16.0, y + 19
        words = [text_line(t, lead, 15 * i, 11.5, "quiet") for i, t in enumerate(lines)]
        parts.append(tag("g", line, *words, transform=f"translate({num(x)} {num(y)})"))
        x += need
        if len(lines) > 1:
            x, y = w, y + 15 * (len(lines) - 1)
    return "".join(parts), y + 22
