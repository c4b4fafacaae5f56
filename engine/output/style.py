"""How a status and a duty look. One table for every picture and for the page.

Colours are of the Okabe-Ito kind, told apart under the common forms of colour blindness, and differ in lightness so
that they survive a grey printer; a mark, a dash and a word say the same again. The marks are signs that every font has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.output.svg import esc, tag
from engine.verdicts.verdict import Status, Verdict

FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
INK, QUIET, PAPER, FAINT = "#16202b", "#4d5a68", "#ffffff", "#d9dfe6"
ATTACK = "#16202b"


@dataclass(frozen=True, slots=True)
class Look:
    """Line colour on light paper and on dark, fill on both, dash pattern and mark."""

    line: str
    dark: str
    fill: str
    dark_fill: str
    dash: str
    mark: str


LOOKS = {
    Status.BELLIGERENT: Look("#16202b", "#e8edf2", "#e3e8ee", "#2c3947", "", "×"),
    Status.BOUND: Look("#9c2f00", "#ff9a66", "#fdeee6", "#42241a", "", "•"),
    Status.CONDITIONAL: Look("#00568c", "#73bdf0", "#e8f3fb", "#15303f", "9 5", "›"),
    Status.CONTESTED: Look("#8a6100", "#f0c04a", "#fdf6e0", "#3a3013", "2 4", "?"),
    Status.RELEASED: Look("#5f6b78", "#aeb9c4", "#f5f7f9", "#222b34", "9 3 2 3", "°"),
    Status.NOT_TRIGGERED: Look("#5d6873", "#93a0ad", "#fafbfc", "#1b232b", "1 6", "–"),
    Status.NO_TREATY: Look("#5d6873", "#93a0ad", "#fafbfc", "#1b232b", "1 6", "–"),
}

LEADS = {Status.CONTESTED: "contested: ", Status.CONDITIONAL: "if more happens: ", Status.RELEASED: "released: "}
"""What comes before a duty that is not simply owed."""

SIDES = {
    "attacked": Look("#0a4f8f", "#7dbbf2", "#e3eefa", "#14293d", "", ""),
    "attacker": Look("#a8321a", "#ff9d7a", "#fbe7e0", "#421f14", "", ""),
    "both": Look("#5b3a8c", "#c3a6f0", "#eee6f8", "#2c2140", "", ""),
}
"""The hue of whoever is drawn to a side; to stay out has none."""

FILLS = {"ink": INK, "quiet": QUIET, "paper": PAPER}


def text_line(
    text: str, x: float, y: float, size: float, kind: str = "ink", weight: int | None = None, **more: object
) -> str:
    """Draw a line of text as SVG.

    Args:
        text: the line.
        x: the left end of its base line, in px, or what `text_anchor` makes of it.
        y: the height of its base line, in px.
        size: the size of its letters, in px.
        kind: its tone, a name of `FILLS`.
        weight: the weight of its letters, such as 700 for bold.
        more: further attributes.

    >>> text_line("A & B", 1, 2, 12.0, "quiet", text_anchor="end")
    '<text x="1" y="2" font-size="12" fill="#4d5a68" text-anchor="end" class="quiet">A &amp; B</text>'
    """
    look = {"fill": FILLS[kind], **more, "class_": more.get("class_", kind)}
    return tag("text", esc(text), x=x, y=y, font_size=size, font_weight=weight, **look)


def pips(v: Verdict) -> str:
    """Draw what is still between here and the duty, one sign for each: `›` a further event, `?` an open judgement."""
    d = v.distance
    if d.total > 6:
        return f"{d.events}› {d.judgements}?"
    return "›" * d.events + "?" * d.judgements


_BREAK = re.compile(r"(?<!Art\.)\s+(?!·)")
_NARROW = frozenset("iIjltfr.,:;'|!()[] -·/")
_WIDE = frozenset("mwMWQOGD—%@")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a text in px, on the wide side of the usual sans-serif fonts.

    Args:
        text: the text.
        size: the size of its letters, in px.
        bold: whether they are bold.

    >>> text_width("iii", 10) < text_width("nnn", 10) < text_width("WWW", 10)
    True
    """
    em = sum(0.37 if c in _NARROW else 1.0 if c in _WIDE else 0.72 if c.isupper() else 0.62 for c in text)
    return em * size * (1.1 if bold else 1.0)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Cut a text with an ellipsis where it does not fit.

    Args:
        text: the text.
        room: the width it has, in px.
        size: the size of its letters, in px.
        bold: whether they are bold.

    >>> fitted("Austria-Hungary", 40, 12)
    'Austr…'
    """
    if text_width(text, size, bold=bold) <= room:
        return text
    while text and text_width(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip(" ,") + "…"


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit; a word longer than a line is cut. `Art.` keeps to its number, and no line
    begins with a dot.

    Args:
        text: the text.
        room: the width of a line, in px.
        size: the size of its letters, in px.
        bold: whether they are bold.

    >>> wrapped("one two three", 70, 12), wrapped("of 1949, Art. 5 · not seen", 62, 12)
    (['one two', 'three'], ['of 1949,', 'Art. 5 ·', 'not seen'])
    """
    lines: list[str] = []
    for word in _BREAK.split(text.strip()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(fitted(word, room, size, bold=bold))
    return lines or [""]
