"""SVG output: elements, escaped text and attributes, short numbers."""

from __future__ import annotations

import math
import re
from html import escape
from typing import Any

XY = tuple[float, float]
"""A point: in px on a sheet, in degrees or radii on the globe."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def esc(text: object) -> str:
    """Escape a text for XML, without characters that XML forbids.

    >>> esc('<a & "b">')
    '&lt;a &amp; &quot;b&quot;&gt;'
    """
    return escape(_CONTROL.sub("", str(text)), quote=True)


def num(value: float) -> str:
    """Return a coordinate with at most one decimal.

    >>> num(3.04), num(2.55)
    ('3', '2.5')
    """
    return f"{value:.1f}".removesuffix(".0")


def path(*steps: str | float) -> str:
    """Return the data of a path from its commands and coordinates.

    >>> path("M", 1, 2, "L", 3.25, -4, "z")
    'M1 2L3.2 -4z'
    """
    text = ""
    for step in steps:
        if isinstance(step, str):
            text += step
        else:
            text += f"{' ' * text[-1:].isdigit()}{num(step)}"
    return text


def tag(name: str, /, *inside: str, **attributes: object) -> str:
    """Return an XML element.

    Args:
        name: the name of the element.
        inside: its content, already escaped.
        attributes: its attributes: `_` in a name becomes `-`, a trailing `_` is dropped, None omits the attribute.

    >>> tag("text", esc("a<b"), x=1.25, font_size=12)
    '<text x="1.2" font-size="12">a&lt;b</text>'
    """
    shown = "".join(
        f' {k.rstrip("_").replace("_", "-")}="{num(v) if isinstance(v, float) else esc(v)}"'
        for k, v in attributes.items()
        if v is not None
    )
    return (
        f"<{name}{shown}>{''.join(inside)}</{name}>" if inside else f"<{name}{shown}/>"
    )


def rect(
    x: float, y: float, width: float, height: float, rx: float = 0.0, **look: Any
) -> str:
    """Return a rectangle as SVG.

    Args:
        x: the left edge, in px.
        y: the upper edge, in px.
        width: the width, in px.
        height: the height, in px.
        rx: the radius of the corners, in px.
        look: further attributes.

    >>> rect(1, 2, 30, 40, 5, fill="none")
    '<rect x="1" y="2" width="30" height="40" rx="5" fill="none"/>'
    """
    return tag("rect", x=x, y=y, width=width, height=height, rx=rx, **look)


def line(x1: float, y1: float, x2: float, y2: float, **look: Any) -> str:
    """Return a straight line as SVG.

    Args:
        x1: the x coordinate of one end, in px.
        y1: its y coordinate.
        x2: the x coordinate of the other end.
        y2: its y coordinate.
        look: further attributes.

    >>> line(0, 1, 20, 1, stroke="red")
    '<line x1="0" y1="1" x2="20" y2="1" stroke="red"/>'
    """
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, **look)


def arrow(start: XY, end: XY, bend: XY | None = None, size: float = 10.0) -> str:
    """Return the data of an arrow with an open head, drawn out so that every renderer shows it.

    Args:
        start: where it begins.
        end: its tip.
        bend: the control point of its curve; None for a straight arrow.
        size: the length of the head, in px.

    >>> arrow((0, 0), (40, 0))
    'M0 0L40 0M30 -5L40 0L30 5'
    """
    x, y = bend or start
    far = math.hypot(x - end[0], y - end[1]) or 1.0
    back, aside = (x - end[0]) / far * size, (y - end[1]) / far * size
    left = end[0] + back + aside / 2, end[1] + aside - back / 2
    right = end[0] + back - aside / 2, end[1] + aside + back / 2
    way = ("Q", *bend, *end) if bend else ("L", *end)
    return path("M", *start, *way, "M", *right, "L", *end, "L", *left)


def document(
    width: float,
    height: float,
    title: str,
    description: str,
    *inside: str,
    sized: bool = True,
    **more: object,
) -> str:
    """Return a whole SVG document with a title and a description for screen readers.

    Args:
        width: the width, in px.
        height: the height, in px.
        title: the title; also the label, unless `more` has another.
        description: the content in words.
        inside: the elements.
        sized: whether it has a fixed size; otherwise it fills the available room.
        more: further attributes.
    """
    size = {"width": num(width), "height": num(height)} if sized else {}
    look: dict[str, object] = {**size, "role": "img", "aria_label": title, **more}
    head = tag("title", esc(title)) + tag("desc", esc(description))
    box = f"0 0 {num(width)} {num(height)}"
    return tag(
        "svg", head, *inside, xmlns="http://www.w3.org/2000/svg", viewBox=box, **look
    )
