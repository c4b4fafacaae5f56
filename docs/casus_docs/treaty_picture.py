"""A small picture of an instrument: its articles and its parties as bars in time, from signature to the end or today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casus_docs.first_screen import picture_file, picture_files
from engine.forms.style import DUTY_LOOKS, FAINT, FONT, INK, PAPER, QUIET, fitted
from engine.forms.svg import document, esc, tag
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.terms import Duty

LABEL, PLOT, WORD, LINE, TOP = 158.0, 124.0, 98.0, 20.0, 44.0
"""In px: the room for names, for the years and for the duty beside them, the height of a line, and where the first stands."""
MANY = 12
"""Parties up to which each has a line; of more, those that were bound alike share one."""


def draw(law: Corpus, t: Treaty) -> str:
    """The picture as an SVG document.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = load_corpus()
    >>> "Art. II.2" in draw(law, law.treaty("sino-dprk-1961"))
    True
    """
    last = t.until or max(date.today(), t.signed)
    days = max((last - t.signed).days, 1)

    def at(when: date) -> float:
        return LABEL + PLOT * min(1.0, max(0.0, (when - t.signed).days / days))

    rows: list[tuple[str, str, list[tuple[date, date]], str]] = []
    for article, duty, since, until in _articles(t):
        bar = (since, min(last, until or last))
        rows.append(
            (article, str(duty).replace("-", " "), [bar], DUTY_LOOKS[duty].tone)
        )
    first = len(rows)
    for who, bars in _members(law, t, last):
        rows.append((who, "", bars, INK))
    h = TOP + LINE * len(rows) + (14 if first else 0) + 14
    parts = [tag("rect", width=LABEL + PLOT + WORD, height=h, fill=PAPER)]
    for when, word, anchor in (
        (t.signed, f"{t.signed.year}", "start"),
        (last, f"{last.year}", "end"),
    ):
        parts.append(
            tag(
                "text",
                esc(word),
                x=at(when),
                y=20,
                font_size=12,
                fill=QUIET,
                text_anchor=anchor,
            )
        )
    for when in dict.fromkeys(d for d in (t.signed, t.since, last) if d):
        parts.append(
            tag("line", x1=at(when), x2=at(when), y1=28, y2=h - 8, stroke=FAINT)
        )
    for i, (label, word, bars, tone) in enumerate(rows):
        y = TOP + LINE * i + (14 if i >= first and first else 0)
        parts.append(
            tag(
                "text",
                esc(fitted(label, LABEL - 18, 12)),
                x=LABEL - 10,
                y=y,
                font_size=12,
                fill=INK,
                text_anchor="end",
            )
        )
        for begin, end in bars:
            if begin < end:
                shown = tag(
                    "title",
                    esc(
                        f"{label} {word}: {begin} to {end if end < date.today() else 'now'}"
                    ),
                )
                wide = max(2.0, at(end) - at(begin))
                parts.append(
                    tag(
                        "rect",
                        shown,
                        x=at(begin),
                        y=y - 9,
                        width=wide,
                        height=9.0,
                        rx=2,
                        fill=tone,
                    )
                )
        if word:
            parts.append(
                tag("text", esc(word), x=at(last) + 8, y=y, font_size=11, fill=QUIET)
            )
    said = "; ".join(
        f"{label} {word}: {', '.join(f'{b} to {e}' for b, e in bars)}"
        for label, word, bars, _ in rows
    )
    title = f"{t.name}: articles and parties in time"
    return document(
        LABEL + PLOT + WORD,
        h,
        title,
        said or "Never in force.",
        tag("g", *parts, font_family=FONT),
    )


def shown(law: Corpus, t: Treaty, place: str) -> list[str]:
    """Show the picture of an instrument on a page; nothing where it was never in force.

    Args:
        law: the corpus.
        t: the instrument.
        place: where the picture is, seen from the page, without its ending.
    """
    if t.since is None:
        return []
    return picture_file(place, draw(law, t), f"{t.name}: articles and parties in time")


COLUMNS = ("article", "duty", "party", "since", "until")
"""The columns of the rows beside the picture: an article has a duty, a party has none."""


def files(law: Corpus, t: Treaty) -> dict[str, str]:
    """Make the files beside the page of an instrument: its picture, and the articles and parties as CSV; none where it was
    never in force."""
    if t.since is None:
        return {}
    place = f"corpus/treaties/{t.id}"
    return picture_files(place, draw(law, t), COLUMNS, records(law, t))


def records(law: Corpus, t: Treaty) -> Iterator[dict[str, object]]:
    """Give every article and every party of an instrument with its first day and the first day after its end.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = load_corpus()
    >>> [str(r["since"]) for r in records(law, law.treaty("us-japan-1960")) if r.get("party") == "Japan"]
    ['1960-06-23']
    """
    for article, duty, since, until in _articles(t):
        yield {"article": article, "duty": duty, "since": since, "until": until}
    for p in t.parties:
        name = law.states[p.state].name_on(p.since or t.signed)
        first = p.since or t.since
        yield {"party": name, "since": first, "until": p.until or (first and t.until)}


def _articles(t: Treaty) -> Iterator[tuple[str, Duty, date, date | None]]:
    """The articles of an instrument, each with its duty and its days."""
    begun = t.since or t.signed
    told = ((o.article, o.duty, o.since, o.until) for o in t.obligations)
    for article, duty, since, until in dict.fromkeys(told):
        first = max(begun, since or begun)
        yield article_cited(article), duty, first, until or t.until


def _members(
    law: Corpus, t: Treaty, last: date
) -> list[tuple[str, list[tuple[date, date]]]]:
    begun = t.since or t.signed
    spans: dict[str, list[tuple[date, date]]] = {}
    for p in t.parties:
        since, until = max(begun, p.since or begun), min(last, p.until or last)
        spans.setdefault(p.state, []).append((since, until))
    if len(spans) <= MANY:
        return [(law.states[s].name_on(bars[0][0]), bars) for s, bars in spans.items()]
    alike: dict[tuple[tuple[date, date], ...], list[str]] = {}
    for state, bars in spans.items():
        alike.setdefault(tuple(bars), []).append(law.states[state].name_on(bars[0][0]))
    return [
        (
            names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more",
            list(bars),
        )
        for bars, names in sorted(alike.items(), key=lambda x: x[0])
    ]
