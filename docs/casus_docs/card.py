"""The picture that stands for a page where somebody shares its address."""

from __future__ import annotations

import os
from contextlib import suppress

from engine.answer import Answer
from engine.forms.style import FONT, PAPER, SIDES, text_line, wrapped
from engine.forms.svg import document, rect, tag
from engine.output.picture.finding import finding
from engine.output.picture.saving import png
from engine.output.prose import CAVEAT
from treaties.vocabulary.errors import CasusError

WIDE, HIGH = 1200.0, 630.0
"""Its size in px."""
ADDRESS = "CASUS_ADDRESS"
"""The variable that says where the site will stand: who shares a page needs a whole address."""


def card_files(place: str, answer: Answer) -> dict[str, bytes]:
    """Make the card of a page as a file; nothing without the extra `png`, or where nobody says where the site stands.

    Args:
        place: where the page stands, less its end.
        answer: the answer that it shows.
    """
    if ADDRESS in os.environ:
        with suppress(CasusError):  # a page without its card is a page
            return {f"{place}-card.png": png(card(answer), scale=1.0, own_fonts=True)}
    return {}


def shared(place: str, answer: Answer) -> dict[str, str]:
    """Give what the head of a page says to whoever is sent its address.

    Args:
        place: where the page stands, less its end.
        answer: the answer that it shows.
    """
    gist = finding(answer)
    told = {
        "description": gist,
        "property=og:title": gist,
        "property=og:description": answer.heading,
        "property=og:type": "article",
    }
    address = os.environ.get(ADDRESS)
    return told | (
        {"property=og:image": f"{address.rstrip('/')}/{place}-card.png"}
        if address
        else {}
    )


def card(answer: Answer) -> str:
    """Draw the finding, as large as it has room, and the question as a picture for a link.

    >>> from engine import ask
    >>> 'width="1200" height="630"' in card(ask("Norway", by="Russia", on="1960-01-01", rounds=1))
    True
    """
    parts, y = (
        [
            rect(0, 0, WIDE, HIGH, fill=PAPER),
            rect(0, 0, 18, HIGH, fill=SIDES["attacked"].line),
        ],
        90.0,
    )
    text = finding(answer)
    fitting = (
        (size, wrapped(text, WIDE - 130, size, bold=True))
        for size in (50, 44, 38, 32, 26)
    )
    large, lines = next(x for x in fitting if len(x[1]) * x[0] <= 300 or x[0] == 26)
    asked = wrapped(answer.heading, WIDE - 130, 30)[:2]
    for line, size, kind, weight in [
        *((t, large, "ink", 700) for t in lines),
        *((t, 30, "quiet", 400) for t in asked),
    ]:
        y += 20 if line is asked[0] else 0
        parts.append(text_line(line, 64, y, size, kind, weight))
        y += size * 1.25
    parts.append(text_line(f"Casus Foederis. {CAVEAT}", 64, HIGH - 40, 26, "quiet"))
    return document(WIDE, HIGH, answer.heading, "", tag("g", *parts, font_family=FONT))
