"""What becomes of the instruments that a question names: called, and for whom, or not, and why."""

from __future__ import annotations

from collections.abc import Iterator

from engine.output.call_rows import on_conditions
from engine.output.extent import DetailOptions
from engine.output.failures import reason
from engine.output.prose import capital, listed, the
from engine.verdicts.calls import called, firmest
from engine.verdicts.solution import Solution
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited, instrument_in_line

REASONS = 2
"""Reasons that are told of an instrument that is not called."""


def asked_instruments(solution: Solution, extent: DetailOptions) -> Iterator[str]:
    """A paragraph for each instrument asked about: of the article that was named, and of what else it calls."""
    for ident in extent.instruments:
        treaty = solution.corpus.treaty(ident)
        calls = sorted((c for c in called(solution).everything if c.treaty.id == ident), key=lambda c: c.order)
        asked = [c for c in calls if is_article(c.clause.obligation.article, extent.article)]
        name = capital(instrument_in_line(treaty.name))
        known = any(is_article(o.article, extent.article) for o in treaty.obligations)
        if extent.article and known:
            name = f"{article_cited(extent.article)} of {instrument_in_line(treaty.name)}"
        if asked or (calls and not known):
            helping = firmest(c for c in asked or calls if c.helping) or (asked or calls)[:1]
            yield f"{name} is called: {on_conditions(solution, helping)}."
            continue
        also = f" Called instead: {on_conditions(solution, firmest(calls) or calls[:1])}." if calls else ""
        yield f"{name} is not called: {_why(solution, ident, extent.article if known else '')}.{also}"


def is_article(article: str, asked: str) -> bool:
    """Whether an article is the one asked about, or a part of it; every article is where none was named."""
    if not asked:
        return True
    number = article.split(": ")[-1].upper()
    return any(
        number == n or number.startswith((f"{n}.", f"{n}("))
        for n in (asked, _ROMAN.get(asked), _ARABIC.get(asked))
        if n
    )


_ROMAN = dict(
    zip(map(str, range(1, 13)), ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], strict=True)
)
_ARABIC = {roman: figure for figure, roman in _ROMAN.items()}


def _why(solution: Solution, ident: str, asked: str) -> str:
    """Why no article of an instrument is called: it is not in force, an article fails on something, or it does not reach that far."""
    treaty, day = solution.corpus.treaty(ident), solution.setting.on
    if not treaty.parties_on(day):
        bounds = [f"from {treaty.since}" if treaty.since else "", f"until {treaty.until}" if treaty.until else ""]
        when = " ".join(filter(None, bounds))
        return f"it is not in force on {in_words(day)}" + (f", but {when}" if when else "")
    reasons: dict[str, None] = {}
    for row in solution.rows:
        for b in row.blocked:
            of, article, _ = row.articles[b.clause]
            if of == ident and is_article(article, asked):
                reasons[f"{reason(solution.setting, b)} ({article_cited(article)})"] = None
    victims = the(solution.setting, *solution.setting.attacked)
    return listed(list(reasons)[:REASONS]) or f"nobody owes {victims} help under it on that day"
