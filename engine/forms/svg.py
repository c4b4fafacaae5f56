"""Writing SVG: escaped text and attributes, numbers kept short."""

from __future__ import annotations

import re
from html import escape

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def esc(text: object) -> str:
    """Escape a text for XML, and drop the characters that XML forbids.

    >>> esc('<a & "b">')
    '&lt;a &amp; &quot;b&quot;&gt;'
    """
    return escape(_CONTROL.sub("", str(text)), quote=True)


def num(value: float) -> str:
    """Write a coordinate with at most one decimal.

    >>> num(3.04), num(2.55)
    ('3', '2.5')
    """
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, /, *inside: str, **attributes: object) -> str:
    """Write an element.

    Args:
        name: its name.
        inside: what it holds, as it is to be written.
        attributes: its attributes: `_` in a name becomes `-`, a trailing `_` is dropped, None leaves the attribute out.

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
    x: float, y: float, width: float, height: float, rx: float = 0.0, **look: object
) -> str:
    """Draw a rectangle as SVG.

    Args:
        x: its left edge, in px.
        y: its upper edge, in px.
        width: its width, in px.
        height: its height, in px.
        rx: how round its corners are, in px.
        look: further attributes.

    >>> rect(1, 2, 30, 40, 5, fill="none")
    '<rect x="1" y="2" width="30" height="40" rx="5" fill="none"/>'
    """
    return tag("rect", x=x, y=y, width=width, height=height, rx=rx, **look)


def document(
    width: float,
    height: float,
    title: str,
    description: str,
    *inside: str,
    sized: bool = True,
    **more: object,
) -> str:
    """Write a whole SVG with a title and a description for those who cannot see it.

    Args:
        width: in px, as `height`.
        height: in px.
        title: its name; the label too, unless `more` gives another.
        description: what it shows, in words.
        inside: the elements.
        sized: whether it has that size on a page, or fills the room that it is given.
        more: further attributes.
    """
    size = {"width": num(width), "height": num(height)} if sized else {}
    look: dict[str, object] = {**size, "role": "img", "aria_label": title, **more}
    head = tag("title", esc(title)) + tag("desc", esc(description))
    box = f"0 0 {num(width)} {num(height)}"
    return tag(
        "svg", head, *inside, xmlns="http://www.w3.org/2000/svg", viewBox=box, **look
    )
