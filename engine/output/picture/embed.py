"""A snippet for somebody else's web page: both sheets of a picture, of which the room there shows one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.output.picture.diagram import draw
from engine.output.svg import esc

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

NARROW_BELOW = 620
"""Px of room below which the narrow sheet is shown."""


def snippet(answer: Solution, *, focus: str = "") -> str:
    """A figure to paste into a page: no script, nothing fetched, as wide as the room it is given.

    The narrow sheet stands where there are less than 620 px. Nothing in it has an id, so several can stand in one page.

    >>> from engine import ask
    >>> figure = snippet(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> figure.startswith("<figure"), figure.count("<svg"), ' id="' in figure
    (True, 2, False)
    """
    broad, narrow = (
        re.sub(
            r'(<svg[^>]*?) width="[^"]*" height="[^"]*"',
            rf'\1 class="casus-{kind}"',
            re.sub(r' id="[^"]*"', "", svg),
            count=1,
        )
        for kind, svg in (("broad", draw(answer, focus=focus)), ("narrow", draw(answer, portrait=True, focus=focus)))
    )
    style = (
        ".casus-figure{container-type:inline-size;margin:0}.casus-figure svg{display:block;width:100%;height:auto}"
        ".casus-figure .casus-broad{max-width:1040px;margin:auto}.casus-figure .casus-narrow{display:none;max-width:520px;margin:auto}"
        f"@container(max-width:{NARROW_BELOW}px){{.casus-figure .casus-broad{{display:none}}.casus-figure .casus-narrow{{display:block}}}}"
    )
    return f'<figure class="casus-figure" aria-label="{esc(answer.title)}"><style>{style}</style>{broad}{narrow}</figure>\n'
