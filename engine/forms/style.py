"""Styles of statuses and duties: one table for all pictures and pages.

Colours are based on Okabe and Ito's, distinguishable with common forms of colour blindness, and differ in lightness for
grey printing. Marks, dashes and words repeat the information. The marks exist in every font.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

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
    """The style of a status: line colour on light and dark paper, fill on both, dash pattern and mark."""

    line: str
    dark: str
    fill: str
    dark_fill: str
    dash: str
    mark: str

    @property
    def stroke(self) -> dict[str, Any]:
        """The colour and the dashes of a line, as SVG attributes."""
        return {"stroke": self.line, "stroke_dasharray": self.dash or None}


LOOKS = {
    Status(name): StatusLook(*look)
    for name, look in sibling_toml(__file__)["statuses"].items()
}

LEADS = {
    Status.CONTESTED: "contested: ",
    Status.CONDITIONAL: "if more happens: ",
    Status.RELEASED: "released: ",
}
"""Text before a duty that is not settled."""


@dataclass(frozen=True, slots=True)
class DutyLook:
    """The style of a duty: line width, tone and shade."""

    width: float
    """The width of its arrow, in px."""
    tone: str
    """The colour of its bar in a timeline."""
    shade: float
    """The darkness of its obligor's land on a map, from 0 to 1."""


_DUTIES = sibling_toml(__file__)["duties"]
DUTY_LOOKS = {duty: DutyLook(*_DUTIES.get(duty, _DUTIES["any"])) for duty in Duty}

SIDES = {
    name: StatusLook(*look) for name, look in sibling_toml(__file__)["sides"].items()
}
"""The style of states on each side; states that stay neutral have none."""


def text_line(
    text: str,
    x: float,
    y: float,
    size: float,
    kind: str = "ink",
    weight: int | None = None,
    **more: object,
) -> str:
    """Return a line of text as SVG.

    Args:
        text: the text.
        x: the left end of the baseline, in px, unless `text_anchor` says otherwise.
        y: the height of the baseline, in px.
        size: the font size, in px.
        kind: the colour, a name in `PAGE`.
        weight: the font weight, such as 700 for bold.
        more: further attributes.

    >>> text_line("A & B", 1, 2, 12.0, "quiet", text_anchor="end")
    '<text x="1" y="2" font-size="12" fill="#4d5a68" text-anchor="end" class="quiet">A &amp; B</text>'
    """
    look = {"fill": PAGE[kind][0], **more, "class_": more.get("class_", kind)}
    return tag("text", esc(text), x=x, y=y, font_size=size, font_weight=weight, **look)


@dataclass(frozen=True, slots=True)
class TextLook:
    """The style of a text: font size and height of a line in px, weight, colour and alignment."""

    size: float
    high: float
    weight: int
    kind: str
    """The colour, a name in `PAGE`; empty for the colour of a status."""
    anchor: str
    """Which part of a line stands at its x coordinate: `start`, `middle` or `end`."""


TEXTS = {
    name: TextLook(*look) for name, look in sibling_toml(__file__)["texts"].items()
}


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text with its position and the name of its style."""

    text: str
    x: float
    y: float
    name: str

    def drawn(self, colour: str = INK) -> str:
        """Return the line as SVG; `colour` is that of a status, for a style without a colour of its own."""
        look = TEXTS[self.name]
        return tag(
            "text",
            esc(self.text),
            x=self.x,
            y=self.y,
            font_size=look.size,
            font_weight=look.weight,
            fill=PAGE[look.kind][0] if look.kind else colour,
            text_anchor=look.anchor,
            class_=f"{self.name} {look.kind}".strip(),
        )


def block(
    text: str, x: float, y: float, room: float, name: str
) -> tuple[list[Words], float]:
    """Return a text broken into lines, and where the next text begins.

    Args:
        text: the text.
        x: where each line stands, in px.
        y: the upper edge of the first line, in px.
        room: the width of a line, in px.
        name: the name of the style.

    >>> [w.text for w in block("one two three", 0, 0, 70, "note")[0]]
    ['one two', 'three']
    """
    look = TEXTS[name]
    lines = wrapped(text, room, look.size, bold=look.weight > 400)
    found = [
        Words(line, x, y + look.high * (n + 1) - 3, name)
        for n, line in enumerate(lines)
    ]
    return found, y + look.high * len(lines)


def pips(v: Verdict) -> str:
    """Return a sign for each step before a duty falls due: `›` for a further event, `?` for an open judgement."""
    d = v.distance
    if d.total > 6:
        return f"{d.events}› {d.judgements}?"
    return "›" * d.events + "?" * d.judgements


_BREAK = re.compile(r"(?<!Art\.)\s+(?!·)")
_NARROW = frozenset("iIjltfr.,:;'|!()[] -·/")
_WIDE = frozenset("mwMWQOGD—%@")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return an upper estimate of the width of a text in px, in common sans-serif fonts.

    Args:
        text: the text.
        size: the font size, in px.
        bold: whether the text is bold.

    >>> text_width("iii", 10) < text_width("nnn", 10) < text_width("WWW", 10)
    True
    """
    em = sum(
        0.37 if c in _NARROW else 1.0 if c in _WIDE else 0.72 if c.isupper() else 0.62
        for c in text
    )
    return em * size * (1.1 if bold else 1.0)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a text shortened with an ellipsis to fit a width.

    Args:
        text: the text.
        room: the width, in px.
        size: the font size, in px.
        bold: whether the text is bold.

    >>> fitted("Austria-Hungary", 40, 12)
    'Austr…'
    """
    if text_width(text, size, bold=bold) <= room:
        return text
    while text and text_width(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip(" ,") + "…"


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text broken into lines of a given width. Longer words are cut, `Art.` stays with its number, and no line
    begins with a dot.

    Args:
        text: the text.
        room: the width of a line, in px.
        size: the font size, in px.
        bold: whether the text is bold.

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
