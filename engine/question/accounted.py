"""The words between those that were read: whether any of them may make the sentence another question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from engine.question.tokens import Piece
from engine.question.understood import FORM
from engine.question.vocabulary import pattern, slot, word_set, words
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.errors import CasusError

BESIDE_DUTY = frozenset("mbsyxkcdgo")
"""The letters beside which an adverb of duty stands."""


def check(pieces: Sequence[Piece], corpus: Corpus) -> None:
    """Check that no word which may turn the question round is left out of what was read.

    Args:
        pieces: all pieces of the sentence, also those that only fill.
        corpus: the law, whose groups are no single states.

    Raises `CasusError` naming the first such words.
    """
    kept = [p for p in pieces if p.what not in word_set("omitted")]
    kept = [p for p in kept if p.text.casefold() not in word_set("idle")]
    code = _code(kept)
    fine: set[int] = set()
    for row, found in _found(code):
        bad = slot(found, "bad") or range(*found.span())
        if row.get("fine"):
            fine |= set(bad)
        elif not set(bad) <= fine and _counts(row, found, kept, bad, corpus):
            named = " ".join(p.text for p in kept[bad.start : bad.stop])
            named = named.replace(" 's", "'s")
            remedy = row.get("remedy") or f"ask it as: {FORM}"
            raise CasusError(f"`{named}` {row['why']}", remedy=remedy)


def _found(code: str) -> Iterator[tuple[dict[str, Any], re.Match[str]]]:
    """Where each pattern fits, with its row, in the order of the file."""
    for row in words("grammar")["accounted"]:
        for form in row["forms"]:
            yield from ((row, found) for found in pattern(form).finditer(code))


def _code(pieces: Sequence[Piece]) -> str:
    """One letter for each piece; an adverb of duty that stands beside none is a word that is not understood."""
    letters = [words("grammar")["letters"][p.what] for p in pieces]
    for n, piece in enumerate(pieces):
        if piece.what == "FILL" and piece.text.casefold() in word_set(
            "adverbs_of_duty"
        ):
            beside = {*letters[max(n - 1, 0) : n], *letters[n + 1 : n + 2]}
            letters[n] = ":" if beside & BESIDE_DUTY else "#"
    return "".join(letters)


def _counts(
    row: dict[str, Any],
    found: re.Match[str],
    pieces: Sequence[Piece],
    bad: range,
    corpus: Corpus,
) -> bool:
    """Whether words that fit a pattern are such as its row speaks of."""
    of = slot(found, "of")
    if of and isinstance(corpus.groups.get(pieces[of.start].text), Group):
        return False
    first, last = (pieces[n].text.casefold() for n in (bad.start, bad.stop - 1))
    if row.get("renamed"):
        return first in word_set("renaming")
    return not (row.get("peoples") and last in word_set("tribes"))
