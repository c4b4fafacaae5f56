"""The look of statuses and duties: one table for all pictures and the page.

Colours are of the Okabe-Ito kind, told apart under the common forms of colour blindness, and differ in lightness so
that they survive a grey printer; a mark, a dash and a word say the same again. The marks are signs that every font
has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.forms.svg import esc, tag
from engine.record.verdict import Status, Verdict
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.terms import Duty

FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
PAGE: dict[str, list[str]] = sibling_toml(__file__)["page"]
"""Colours by name, on light paper and on dark."""
INK, QUIET, PAPER, FAINT = (
    PAGE[name][0] for name in ("ink", "quiet", "paper", "faint")
)
ATTACK = INK


@dataclass(frozen=True, slots=True)
class StatusLook:
    """The look of a status: line colour on light paper and on dark, fill on both, dash pattern and mark."""

    line: str
    dark: str
    fill: str
    dark_fill: str
    dash: str
    mark: str


LOOKS = {
    Status(name): StatusLook(*look)
    for name, look in sibling_toml(__file__)["statuses"].items()
}

LEADS = {
    Status.CONTESTED: "contested: ",
    Status.CONDITIONAL: "if more happens: ",
    Status.RELEASED: "released: ",
}
"""What comes before a duty that is not simply owed."""


@dataclass(frozen=True, slots=True)
class DutyLook:
    """The look of a duty in a drawing."""

    width: float
    """How heavy its arrow is, in px."""
    tone: str
    """The colour of its bar in a timeline."""
    shade: float
    """How dark the land of its obligor is on a map, from 0 to 1."""


_DUTIES = sibling_toml(__file__)["duties"]
DUTY_LOOKS = {duty: DutyLook(*_DUTIES.get(duty, _DUTIES["any"])) for duty in Duty}

SIDES = {
    name: StatusLook(*look) for name, look in sibling_toml(__file__)["sides"].items()
}
"""The hue of whoever is drawn to a side; to stay out has none."""


def text_line(
    text: str,
    x: float,
    y: float,
    size: float,
    kind: str = "ink",
    weight: int | None = None,
    **more: object,
) -> str:
    """Draw a line of text as SVG.

    Args:
        text: the line.
        x: the left end of its base line, in px, or what `text_anchor` makes of it.
        y: the height of its base line, in px.
        size: the size of its letters, in px.
        kind: its colour, a name of `PAGE`.
        weight: the weight of its letters, such as 700 for bold.
        more: further attributes.

    >>> text_line("A & B", 1, 2, 12.0, "quiet", text_anchor="end")
    '<text x="1" y="2" font-size="12" fill="#4d5a68" text-anchor="end" class="quiet">A &amp; B</text>'
    """
    look = {"fill": PAGE[kind][0], **more, "class_": more.get("class_", kind)}
    return tag("text", esc(text), x=x, y=y, font_size=size, font_weight=weight, **look)


def pips(v: Verdict) -> str:
    """Draw the steps that are still missing before the duty, one sign for each: `›` for a further event, `?` for an
    open judgement.
    """
    d = v.distance
    if d.total > 6:
        return f"{d.events}› {d.judgements}?"
    return "›" * d.events + "?" * d.judgements


_BREAK = re.compile(r"(?<!Art\.)\s+(?!·)")
_NARROW = frozenset("iIjltfr.,:;'|!()[] -·/")
_WIDE = frozenset("mwMWQOGD—%@")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a text in px, generously, in the usual sans-serif fonts.

    Args:
        text: the text.
        size: the size of its letters, in px.
        bold: whether they are bold.

    >>> text_width("iii", 10) < text_width("nnn", 10) < text_width("WWW", 10)
    True
    """
    em = sum(
        0.37 if c in _NARROW else 1.0 if c in _WIDE else 0.72 if c.isupper() else 0.62
        for c in text
    )
    return em * size * (1.1 if bold else 1.0)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Shorten a text with an ellipsis where it is too long.

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
    """Break a text into lines of a given width. A longer word is cut, `Art.` stays with its number, and no line begins
    with a dot.

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
