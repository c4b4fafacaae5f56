"""Drawing of a state's duties over time, treaty by treaty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.forms.style import (
    DUTY_LOOKS,
    FAINT,
    FONT,
    PAPER,
    QUIET,
    fitted,
    text_line,
    text_width,
    wrapped,
)
from engine.forms.svg import document, esc, rect, tag
from engine.output.prose import capital, listed
from treaties.models.legs import legs_of, meets
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from treaties.models.corpus import Corpus

LINE = 22.0
LONGEST = 420.0
"""The largest width for names of instruments, in px."""
PLOT, WORD = 640.0, 92.0
"""The width of the years, and of the text after the last bar, in px."""
MARGIN, BESIDE = 16.0, 28.0
"""The margin of a sheet, and the margins around a name beside a bar, in px."""
NARROW_SHEET = (38.0, MARGIN, 272.0)
"""The height of a line, the beginning of the years and their width on a narrow sheet, where a name stands above its bar."""
GAP, CUT = 40 * 365, 30.0
"""`GAP`: days without a beginning or end beyond which the axis is cut. `CUT`: the width of a cut, in px."""

Span = tuple[date, date | None, Duty, str, str]
"""The first day, the first day after the end (None if still in force), the strongest duty, the treaty, and the bar's text."""


def spans(corpus: Corpus, state: str) -> list[Span]:
    """Return, for each treaty of a state, the periods in which it bound the state, each with the state's strongest
    duty.
    """
    found: list[Span] = []
    for treaty in corpus.treaties:
        if state not in treaty.states:
            continue
        legs = [
            x
            for o in treaty.obligations
            for x in legs_of(treaty, o, state)
            if x[0].obligor == state
        ]
        for begin, end in _spells(span for _, span in legs):
            owed = [
                leg.obligation
                for leg, span in legs
                if begin <= span[0] and (end is None or span[0] < end)
            ]
            best = min(owed, key=lambda o: o.duty.rank)
            duties = ", ".join(
                dict.fromkeys(f"{article_cited(o.article)} {o.duty}" for o in owed)
            )
            found.append((begin, end, best.duty, treaty.name, duties))
    return sorted(found, key=lambda s: (s[0], s[3]))


def _spells(
    spans: Iterable[tuple[date, date | None]],
) -> list[tuple[date, date | None]]:
    """Spans that touch or overlap as one."""
    spells: list[tuple[date, date | None]] = []
    for since, until in sorted(spans, key=lambda s: (s[0], s[1] or date.max)):
        if spells and (last := spells[-1][1] or date.max) >= since:
            end = max(last, until or date.max)
            spells[-1] = (spells[-1][0], None if end == date.max else end)
        else:
            spells.append((since, until))
    return spells


def timeline(
    corpus: Corpus,
    state: str,
    *,
    since: date | None = None,
    until: date | None = None,
    portrait: bool = False,
) -> str:
    """Return a drawing of a state's duties over time as SVG.

    Its title counts what binds on the last day. Decades without a beginning or end are shortened, between two strokes.

    Args:
        corpus: the law.
        state: the state, by any name.
        since: the first day shown; by default, the first day of its first duty.
        until: the last day shown; today by default.
        portrait: draw for a narrow sheet such as a telephone, with each name above its bar.

    Raises `UnknownName` for an unknown state, `CasusError` if the last day is not after the first.

    >>> from treaties.loading.corpus import load_corpus
    >>> "North Atlantic Treaty" in timeline(load_corpus(), "Estonia")
    True
    """
    known = corpus.states.resolve(state, until)
    shown = [s for s in spans(corpus, known.id) if meets(s[:2], since, until)]
    end = until or date.today()
    start = since or min((s[0] for s in shown), default=end.replace(year=end.year - 10))
    if start >= end:
        raise CasusError(
            f"{start} is not before {end}",
            remedy="choose an earlier `since` or a later `until`",
        )
    step, left, plot = NARROW_SHEET if portrait else _broad(shown)
    axis = Axis.of(_days(shown, start, end), left, plot)
    w = axis.right + WORD
    title = wrapped(_finding(known.name_on(end), shown, end), w - 32, 16, bold=True)
    top = 46 + 20 * len(title)
    foot = top + step * max(1, len(shown)) + 8
    parts = [
        text_line(line, 16, 25 + 20 * i, 16, weight=700) for i, line in enumerate(title)
    ]
    parts += axis.drawn(top - 10, foot)
    parts += [_row(s, axis, top + step * i, end) for i, s in enumerate(shown)]
    if not shown:
        words = "No treaty of the corpus binds it in these years."
        parts.append(text_line(words, 16, top + 18, 13))
    y = foot + 26
    for line in _key(shown, axis, w - 32):
        parts.append(text_line(line, 16, y, 11.5, "quiet"))
        y += 16
    text = "; ".join(f"{n}, {b} to {e or 'now'}: {d}" for b, e, d, n, _ in shown)
    sheet = tag("rect", width=w, height=y, fill=PAPER)
    return document(
        w,
        y,
        " ".join(title),
        text or "No duties.",
        tag("g", sheet, *parts, font_family=FONT),
    )


def _days(shown: Iterable[Span], start: date, end: date) -> set[date]:
    """The days of the axis: the first and the last shown, and those between on which something begins or ends."""
    days = {day for span in shown for day in span[:2] if day and start < day < end}
    return {start, end, *days}


def _broad(shown: Iterable[Span]) -> tuple[float, float, float]:
    """Where a broad sheet has its lines and years: as `NARROW_SHEET`, with room for the names beside the bars."""
    room = min(LONGEST, max((text_width(s[3], 12.5) for s in shown), default=100.0))
    return LINE, room + BESIDE, PLOT


def _row(span: Span, axis: Axis, y: float, last: date) -> str:
    """One spell: the treaty's name beside its bar, or above it where the years begin at the margin.

    Args:
        span: the spell.
        axis: the years.
        y: the top of its line.
        last: the last day shown.
    """
    left = axis.knots[0][1]
    if left == MARGIN:
        name = fitted(span[3], axis.right + WORD - 2 * MARGIN, 12.5)
        above = text_line(name, MARGIN, y + 14, 12.5)
        return above + _bar(span, axis, y + 16, last)
    name = fitted(span[3], left - BESIDE, 12.5)
    beside = text_line(name, left - 12, y + 14, 12.5, text_anchor="end")
    return beside + _bar(span, axis, y, last)


def _bar(span: Span, axis: Axis, y: float, last: date) -> str:
    """One spell: a bar in the width and tone of its duty, and the duty beside it.

    Args:
        span: the spell.
        axis: the years.
        y: the top of its line.
        last: the last day shown.
    """
    begin, end, duty, name, words = span
    x0, x1 = axis.at(begin), axis.at(end or last)
    look = DUTY_LOOKS[duty]
    width, high = max(2.0, x1 - x0), 4 + look.width * 1.8
    bar = rect(x0, y + 4, width, high, 2, fill=look.tone)
    title = tag("title", esc(f"{name}, {begin} to {end or 'now'}: {words}"))
    return tag(
        "g",
        title,
        bar,
        text_line(str(duty).replace("-", " "), x1 + 5, y + 13, 11, "quiet"),
    )


def _key(shown: Iterable[Span], axis: Axis, wide: float) -> list[str]:
    """The lines below: what the duties mean, and what is not to be read out of the drawing."""
    duties = sorted({s[2] for s in shown}, key=lambda d: d.rank)
    key = "; ".join(f"{d}: {d.meaning}" for d in duties)
    breaks = "Where the years are cut, nothing begins or ends. " if axis.cuts else ""
    note = f"The strongest duty of each instrument. {breaks}Law of the corpus, not conduct."
    meanings = capital(f"{key}.") if key else ""
    return [*wrapped(meanings, wide, 11.5), *wrapped(note, wide, 11.5)]


def _finding(name: str, shown: Iterable[Span], day: date) -> str:
    """How many instruments bind a state on a day to what, the three strongest duties first."""
    now = Counter(
        duty
        for begin, end, duty, *_ in shown
        if begin <= day and (end is None or end > day)
    )
    counts = [(d, now[d]) for d in sorted(now, key=lambda d: d.rank) if not d.standing][
        :3
    ]
    bound = [
        f"{d.meaning.partition(';')[0].partition(',')[0]} under {n}" for d, n in counts
    ]
    unit = "" if not counts else " instrument" if counts[0][1] == 1 else " instruments"
    first = [f"{b}{unit}" if not i else b for i, b in enumerate(bound)]
    return f"{name} on {in_words(day)}" + (
        f" {listed(first)}." if bound else ": no duty in a war of others."
    )


@dataclass(frozen=True)
class Axis:
    """A horizontal axis of years: days with their positions, and the positions of the cuts where empty years are left
    out.
    """

    knots: tuple[tuple[int, float], ...]
    cuts: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, days: Iterable[date], left: float, plot: float = PLOT) -> Axis:
        """Return an axis for the days on which something begins or ends. Gaps longer than `GAP` are cut.

        Args:
            days: the days.
            left: the position of the first day, in px.
            plot: the width of the years, in px.
        """
        steps = list(pairwise(sorted(d.toordinal() for d in days)))
        lived = sum(b - a for a, b in steps if b - a <= GAP) + 1
        scale = (plot - CUT * sum(b - a > GAP for a, b in steps)) / max(lived, 365)
        knots, cuts, x = [(steps[0][0], left)], [], left
        for a, b in steps:
            wide = CUT if b - a > GAP else (b - a) * scale
            if b - a > GAP:
                cuts.append((x, x + wide))
            x += wide
            knots.append((b, x))
        return cls(tuple(knots), tuple(cuts))

    @property
    def right(self) -> float:
        """The position of the right end of the axis, in px."""
        return self.knots[-1][1]

    def at(self, day: date) -> float:
        """Return the position of a day, in px; days beyond an end of the axis have the position of that end."""
        n = day.toordinal()
        if n <= self.knots[0][0]:
            return self.knots[0][1]
        for (a, x), (b, z) in pairwise(self.knots):
            if n <= b:
                return x + (z - x) * (n - a) / (b - a)
        return self.right

    def drawn(self, top: float, foot: float) -> list[str]:
        """Return the SVG lines of the years with their numbers, and two strokes at each cut."""
        first, last = (date.fromordinal(self.knots[i][0]).year for i in (0, -1))
        whole = self.right - self.knots[0][1] - CUT * len(self.cuts)
        lived = (
            sum(
                b - a
                for (a, x), (b, z) in pairwise(self.knots)
                if (x, z) not in self.cuts
            )
            / 365.25
        )
        step = next(
            (s for s in (1, 2, 5, 10, 20, 25, 50) if s * whole / max(lived, 1) >= 48),
            100,
        )
        found, free = [], 0.0
        for year in range(-(-first // step) * step, last + 1, step):
            x = self.at(date(year, 1, 1))
            if x < free or any(a - 4 < x < b + 4 for a, b in self.cuts):
                continue
            free = x + 34
            found.append(tag("line", x1=x, y1=top - 2, x2=x, y2=foot, stroke=FAINT))
            found.append(
                text_line(str(year), x, top - 8, 11.5, "quiet", text_anchor="middle")
            )
        for a, b in self.cuts:
            both = ((a + b) / 2 - 3, (a + b) / 2 + 3)
            found += [
                tag("line", x1=x - 3, y1=top + 2, x2=x + 3, y2=top - 12, stroke=QUIET)
                for x in both
            ]
        return found
