"""Treaties to which words of a sentence may refer: by name, as the treaty of an organisation, or by parties and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from engine.question.composing.clues import Found
from engine.question.instruments import years_of
from engine.question.reading.meant import Meant, article_of, numbers
from engine.question.tokens import Piece
from treaties.models.groups import Group
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import CasusError

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_ANY = re.compile(
    r"\b(any|by|a|an|no|some|what|which|of|under|their|other)\s+(\w+\s+)?$",
    re.IGNORECASE,
)
"""Words before a noun for any treaty."""
_BEFORE = re.compile(r"\b(\d{4})\s+(?:[\w’'–-]+\s+){0,5}$")
_BEHIND = re.compile(
    r"(?:\s+(?:with|between|and)(?:\s+[\w’'-]+){1,4})?,?\s+(?:of|from|signed(?: in)?|in)\s+(?:\w+\s+){0,2}(\d{4})"
)
"""A year before and behind a treaty: `the 1921 Polish treaty`, `treaty of June 1913`."""


def treaties_meant(
    part: Found, bound: Sequence[set[str]], meant: Meant
) -> tuple[tuple[str, ...], str]:
    """Return the ids of the treaties to which words may refer, and the article that the words name.

    Args:
        part: the meaning of the words.
        bound: groups of possible parties, in the order in which they are tried if the words name no party.
        meant: the words with their meanings.
    """
    pieces = [meant.every[n] for n in numbers(part.meaning, "inst")]
    article = next(filter(None, map(_article, pieces)), "")
    other = [p for p in pieces if not _article(p)]
    years = years_said(pieces, meant.text)
    named = [meant.corpus.treaty(i) for p in other or pieces for i in _ids(p, meant)]
    if named:
        return tuple(t.id for t in _narrowed(named, years, bound, meant)), article
    if not any(p.what == "TREATY" for p in pieces):
        return (), article
    for states in _parties(part, pieces, bound, meant):
        if found := _between(states, years, meant):
            return found, article
    return (), article


def _article(piece: Piece) -> str:
    """The article that a piece names; empty where it names none."""
    return article_of(piece.text) if piece.what in ("ARTICLE", "INSTRUMENT") else ""


def _ids(piece: Piece, meant: Meant) -> list[str]:
    """The ids of the treaties that a piece may name, by their own name or by that of an organisation."""
    group = meant.group(piece)
    if isinstance(group, Group):
        return [group.treaty] if group.treaty else []
    return str(piece.value).split() if piece.what == "INSTRUMENT" else []


def _parties(
    part: Found, pieces: Sequence[Piece], bound: Sequence[set[str]], meant: Meant
) -> list[set[str]]:
    """The states whose treaty may be described, the likeliest first: those that are named, with those whom it may bind."""
    behind = meant.every[meant.every.index(pieces[-1]) + 1 :][:1]
    with_others = [p.what for p in behind] in (["WITH"], ["OF"])
    between = any(p.what == "BETWEEN" for p in meant.every)
    named: set[str] = set()
    with suppress(CasusError):
        named = {meant.state(meant.every[n]) for n in numbers(part.meaning, "party")}
    more = [named | states for states in bound]
    tried = [*more, named] if with_others and not between else [named, *more]
    return [states for states in tried if len(states) > 1]


def years_said(pieces: Sequence[Piece], text: str) -> set[int]:
    """Return the years that a sentence gives for a treaty: within the treaty's name, right before it, or after it
    behind `of` or `signed`. Empty if there are none.

    Args:
        pieces: the tokens that name the treaty.
        text: the sentence.
    """
    if not pieces:
        return set()
    first, last = pieces[0].start, pieces[-1].end
    before = _BEFORE.search(text[:first])
    behind = _BEHIND.match(text[last:])
    beside = (
        before[1] if before else "",
        behind[1] if behind else "",
        text[first:last],
    )
    return {int(year) for words in beside for year in _YEAR.findall(words)}


def _narrowed(
    found: list[Treaty], years: set[int], bound: Sequence[set[str]], meant: Meant
) -> list[Treaty]:
    """Those of several treaties of a name that are of the year, in force, and bind those who are named."""
    of_year = [t for t in found if years & years_of(t)] or found
    in_force = [t for t in of_year if t.parties_on(meant.on)] or of_year
    first = bound[0] if bound else set()
    binding = [t for t in in_force if first <= set(t.parties_on(meant.on))]
    return binding or [t for t in in_force if first & set(t.states)] or in_force


def _between(states: set[str], years: set[int], meant: Meant) -> tuple[str, ...]:
    """The treaties of help that bind some states to each other on the day; of the year that is said, if one is."""
    binding = [
        t
        for t in meant.corpus.treaties
        if states <= set(t.parties_on(meant.on)) and t.promises_help
    ]
    of_year = [t for t in binding if years & years_of(t)] if years else binding
    exact = [t for t in of_year if set(t.parties_on(meant.on)) == states]
    return tuple(t.id for t in exact or of_year)


def is_any(part: Found, meant: Meant) -> bool:
    """Return whether words mean any treaty, as in `by treaty` or `in any pact`.

    Args:
        part: the meaning of the words.
        meant: the words with their meanings.
    """
    pieces = [meant.every[n] for n in numbers(part.meaning, "inst")]
    named = any(p.what != "TREATY" for p in pieces)
    if named or numbers(part.meaning, "party") or not pieces:
        return False
    several = pieces[-1].text.casefold().endswith("s")
    return several or bool(_ANY.search(meant.text[: pieces[0].start]))
