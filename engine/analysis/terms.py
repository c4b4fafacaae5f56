"""The term of a treaty: when it binds, and when each of its parties is bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from engine.forms.result import Part, Result, Unwritten
from engine.forms.shown import Shown
from engine.output.prose import capital, para
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import instrument_in_line, with_article


@dataclass(frozen=True)
class PartyTime(Part):
    """The period in which a treaty binds a party."""

    state: str
    since: str | None
    until: str | None
    line: Unwritten[str] = ""
    """The period in words."""


@dataclass(frozen=True)
class Term(Result, Shown):
    """The days on which a treaty was signed, begins and ends, and those of the parties that were asked about or left
    before its end.
    """

    treaty: str
    signed: str
    since: str | None
    until: str | None
    parties: tuple[PartyTime, ...]
    line: Unwritten[str] = field(default="", repr=False)
    first: Unwritten[tuple[str, ...]] = field(default=(), repr=False)
    """The sentences on the states asked about."""

    @property
    def verdict(self) -> str:
        """The periods in which the treaty and the states asked about are bound, in sentences."""
        return " ".join((*self.first, self.line))

    def _lines(self) -> Iterator[str]:
        yield from map(para, self.first)
        yield para(self.line)
        apart = (p for p in self.parties if p.line not in self.first)
        yield from (para(party.line, 2, 4) for party in apart)
        yield para(f"`casus show {self.treaty}` has its articles and sources.")


def term(corpus: Corpus, ident: str, states: tuple[str, ...] = ()) -> Term:
    """Return when a treaty binds, and when it binds each state asked about.

    Args:
        corpus: the law.
        ident: the id of the treaty.
        states: the ids of the states; by default, the parties that left before the end.

    >>> from treaties.loading.corpus import load_corpus
    >>> print(term(load_corpus(), "warsaw-1955", ("albania",)).verdict)
    Albania was bound from 4 June 1955 to 13 September 1968. The Warsaw Treaty of 1955 was signed on 14 May 1955, was in
    force from 4 June 1955, and ended on 1 July 1991.
    """
    treaty = corpus.treaty(ident)
    asked = [p for p in treaty.parties if p.state in states]
    apart = [p for p in treaty.parties if p.until and not states]
    spans = [_span(corpus, treaty, p.state, p.since, p.until) for p in (asked or apart)]
    strangers = [s for s in states if s not in treaty.states]
    spans += [_stranger(corpus, s) for s in strangers]
    return Term(
        ident,
        str(treaty.signed),
        str(treaty.since) if treaty.since else None,
        str(treaty.until) if treaty.until else None,
        tuple(spans),
        _line(treaty),
        tuple(span.line for span in spans if states),
    )


def _line(treaty: Treaty) -> str:
    """The days of a treaty in one sentence."""
    name = capital(instrument_in_line(treaty.name))
    parts = [f"was signed on {in_words(treaty.signed)}"]
    if not treaty.since:
        parts.append(treaty.unborn)
    elif treaty.until:
        parts += [
            f"was in force from {in_words(treaty.since)}",
            f"and ended on {in_words(treaty.until)}",
        ]
    else:
        parts.append(f"and is in force since {in_words(treaty.since)}")
    return f"{name} {', '.join(parts)}.".replace(", and is", " and is")


def _span(
    corpus: Corpus, treaty: Treaty, state: str, since: date | None, until: date | None
) -> PartyTime:
    """The time for which a party is bound, by its own days and those of the treaty."""
    first, last = since or treaty.since, until or treaty.until
    name = capital(with_article(corpus.states[state].name_on(first)))
    if not first:
        line = f"{name} is not bound yet."
    elif last:
        line = f"{name} was bound from {in_words(first)} to {in_words(last)}."
    else:
        line = f"{name} is bound since {in_words(first)}."
    return PartyTime(
        state, str(first) if first else None, str(last) if last else None, line
    )


def _stranger(corpus: Corpus, state: str) -> PartyTime:
    """A state that was never a party."""
    name = capital(with_article(corpus.states[state].name_on(None)))
    return PartyTime(state, None, None, f"{name} was never a party.")
