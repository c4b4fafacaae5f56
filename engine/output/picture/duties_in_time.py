"""The timeline of a state: every duty it owed, treaty by treaty, from entry into force to the end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from engine.output.style import FAINT, FONT, INK, PAPER, QUIET, fitted, text_line, text_width, width
from engine.output.svg import document, esc, rect, tag
from treaties.models.legs import legs_of
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from treaties.models.corpus import Corpus

LINE = 22.0
LABEL = 300.0
PLOT = 720.0
TONES = {
    Duty.FIGHT: "#7a2300",
    Duty.ASSIST: "#a84300",
    Duty.ACT: "#8a6100",
    Duty.MOBILISE: "#6b6f00",
    Duty.CONSULT: "#00568c",
    Duty.STAY_NEUTRAL: "#4b6a88",
    Duty.NOT_AID: "#4b6a88",
    Duty.MAY_ASSIST: "#5f6b78",
}

Span = tuple[date, date | None, Duty, str, str]
"""From, until (None: still in force), strongest duty, treaty and what the bar says of itself."""


def spans(corpus: Corpus, state: str) -> list[Span]:
    """For each treaty of a state the spells in which it bound it, with the strongest duty of that treaty."""
    found: list[Span] = []
    for treaty in corpus.treaties:
        legs = [x for o in treaty.obligations for x in legs_of(treaty, o, state) if x[0].obligor == state]
        for begin, end in _spells(span for _, span in legs):
            owed = [leg.obligation for leg, span in legs if begin <= span[0] and (end is None or span[0] < end)]
            best = min(owed, key=lambda o: o.duty.rank)
            duties = ", ".join(dict.fromkeys(f"{article_cited(o.article)} {o.duty}" for o in owed))
            found.append((begin, end, best.duty, treaty.name, duties))
    return sorted(found, key=lambda s: (s[0], s[3]))


def _spells(spans: Iterable[tuple[date, date | None]]) -> list[tuple[date, date | None]]:
    """Spans that touch or overlap as one."""
    spells: list[tuple[date, date | None]] = []
    for since, until in sorted(spans, key=lambda s: (s[0], s[1] or date.max)):
        if spells and (last := spells[-1][1] or date.max) >= since:
            end = max(last, until or date.max)
            spells[-1] = (spells[-1][0], None if end == date.max else end)
        else:
            spells.append((since, until))
    return spells


def timeline(corpus: Corpus, state: str, *, since: date | None = None, until: date | None = None) -> str:
    """A state's duties in time as an SVG document; `since` and `until` cut the years shown.

    Raises `UnknownName` where no state of that name exists.

    >>> from treaties.loading.corpus import load_corpus
    >>> "North Atlantic Treaty" in timeline(load_corpus(), "Estonia")
    True
    """
    known = corpus.states.resolve(state, until)
    shown = [
        s
        for s in spans(corpus, known.id)
        if (until is None or s[0] <= until) and (since is None or s[1] is None or s[1] > since)
    ]
    title = f"{known.name_on(until or date.today())}: treaty duties in time"
    end = until or date.today()
    start = since or min((s[0] for s in shown), default=end.replace(year=end.year - 10))
    if start >= end:
        raise CasusError(f"{start} is not before {end}", remedy="choose an earlier `since` or a later `until`")
    days = max((end - start).days, 365)
    h = 74 + LINE * max(1, len(shown)) + 58
    w = LABEL + PLOT + 40

    def at(day: date) -> float:
        return LABEL + PLOT * min(1.0, max(0.0, (day - start).days / days))

    parts = [
        tag("rect", width=w, height=h, fill=PAPER),
        tag("text", esc(title), x=16, y=25, font_size=16, font_weight=700, fill=INK),
        *_years(start, days, h),
    ]
    for i, (begin, finish, duty, name, duties) in enumerate(shown):
        y = 74 + LINE * i
        x0, x1 = at(begin), at(finish or end)
        span = f"{begin} to {finish or 'now'}"
        bar = rect(x0, y + 4, max(2.0, x1 - x0), 4 + width(duty) * 1.8, 2, fill=TONES.get(duty, QUIET))
        word = _word(str(duty), x0, x1, y + 13)
        label = text_line(fitted(name, LABEL - 30, 12.5), LABEL - 12, y + 14, 12.5, text_anchor="end")
        parts.append(tag("g", tag("title", esc(f"{name}, {span}: {duties}")), label, bar, word))
    if not shown:
        parts.append(text_line("No treaty of the corpus binds it in these years.", 16, 92, 13))
    note = "Heavier and warmer bars: a stronger duty; the word says which. Law of the corpus, not conduct."
    parts.append(tag("text", note, x=16, y=h - 16, font_size=11.5, fill=QUIET, font_style="italic"))
    told = "; ".join(f"{n}, {b} to {e or 'now'}: {d}" for b, e, d, n, _ in shown)
    return document(w, h, title, told or "No duties.", tag("g", *parts, font_family=FONT))


def _years(start: date, days: int, h: float) -> list[str]:
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200) if days / 365.25 / s <= 12 or s == 200)
    found = []
    year = -(-start.year // step) * step
    while (date(year, 1, 1) - start).days <= days:
        x = LABEL + PLOT * max(0.0, (date(year, 1, 1) - start).days / days)
        found.append(tag("line", x1=x, y1=58, x2=x, y2=h - 40, stroke=FAINT))
        found.append(tag("text", str(year), x=x, y=52, font_size=11.5, fill=QUIET, text_anchor="middle"))
        year += step
    return found


def _word(word: str, x0: float, x1: float, y: float) -> str:
    """The duty beside its bar: after it, or before it where the plot ends."""
    room = text_width(word, 11)
    if x1 + room + 8 < LABEL + PLOT + 36:
        return tag("text", word, x=x1 + 5, y=y, font_size=11, fill=QUIET)
    if x0 - room - 6 > LABEL:
        return tag("text", word, x=x0 - 5, y=y, font_size=11, fill=QUIET, text_anchor="end")
    return tag("text", word, x=(x0 + x1) / 2, y=y, font_size=11, fill=PAPER, font_weight=700, text_anchor="middle")
