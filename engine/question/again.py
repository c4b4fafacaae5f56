"""Asking back with whole questions that work: what the sentence may have meant, each read again before it is offered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import permutations

from engine.question.tokens import Piece
from engine.question.understood import Act, Understood
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.models.states import Misnamed
from treaties.vocabulary.days import Undated, in_words
from treaties.vocabulary.errors import AmbiguousName, CasusError, UnknownName

MOST = 3
"""Questions that are offered."""


class AskedAgain(CasusError):
    """What is not one question as it stands, with whole questions that it may have been, the likeliest first."""

    def __init__(self, error: CasusError, questions: tuple[str, ...]) -> None:
        self.questions = self.meant = questions
        super().__init__(*error.message.split("\n"), remedy=error.remedy)


def asked_again(
    error: CasusError,
    text: str,
    pieces: list[Piece],
    corpus: Corpus,
    read: Callable[[str], Understood],
) -> CasusError:
    """Add to an error the questions that its sentence may have been; the error itself where none is near.

    Args:
        error: why the sentence was not understood.
        text: the sentence.
        pieces: its pieces, without articles.
        corpus: the law, whose names are near ones.
        read: reads another sentence in place of it.
    """
    found: dict[str, None] = {}
    for ways in (_ways(error, text, pieces, corpus), _of_two(pieces, corpus)):
        for way in ways if not found else ():
            with suppress(CasusError):
                found[
                    (way if isinstance(way, Understood) else read(way)).question(corpus)
                ] = None
    return AskedAgain(error, tuple(found)[:MOST]) if found else error


def _ways(
    error: CasusError, text: str, pieces: list[Piece], corpus: Corpus
) -> Iterator[str | Understood]:
    """The sentence with what stands in the way put otherwise."""
    names = [p for p in pieces if p.what == "NAME"]
    if (
        swaps := re.findall(r"`([^`]+)`", str(error))
        if "did you mean" in str(error)
        else []
    ):
        half = len(swaps) // 2
        if len(swaps) == 2 * half:
            yield _swapped(text, dict(zip(swaps[:half], swaps[half:], strict=True)))
    if isinstance(error, AmbiguousName | UnknownName | Misnamed):
        yield from (_swapped(text, {error.given: m}) for m in error.meant)
    if isinstance(error, Undated):
        yield from (
            _swapped(text, {error.words: f"on {in_words(d)}"}) for d in error.days
        )
    for piece in pieces:
        group = corpus.groups.get(piece.text) if piece.what == "NAME" else None
        if piece.what == "OR":
            yield from _either(text, piece, pieces)
        elif piece.what == "FROM":
            yield from (_put(text, piece, word) for word in ("by", "of"))
        elif piece.what == "PRON":
            yield from (
                _put(text, piece, n.text) for n in names if n.start < piece.start
            )
        elif piece.what in ("NOUN", "VERBNOUN") and re.match(
            r"\s+of\b", text[piece.end :]
        ):
            rest = re.sub(r"^\s+of\b", "", text[piece.end :])
            yield from (f"{text[: piece.end]} {word}{rest}" for word in ("on", "by"))
        elif isinstance(group, Group) and not group.whole and group.states:
            yield from (_put(text, piece, p.state) for p in group.states[:MOST])
    harm = [p for p in pieces if p.what == "HARM"]
    if not {p.value for p in harm} & {"dates", "asks something else"}:
        yield from (
            _without(text, gone)
            for gone in (harm, [*harm, *(p for p in pieces if p.what == "UNKNOWN")])
        )
        yield from re.split(r"(?<=[.?!;:,])\s+", text)


def _of_two(pieces: list[Piece], corpus: Corpus) -> Iterator[Understood]:
    """Which of the two states that are named attacks the other, where no more than two are."""
    names = {
        str(p.value).split("/")[0] or p.text
        for p in pieces
        if p.what in ("NAME", "ADJECTIVE")
    }
    with suppress(CasusError):
        ids = list(dict.fromkeys(corpus.states.resolve(n).id for n in sorted(names)))
        if len(ids) == 2 < len(pieces) and all(p.what != "DAY" for p in pieces):
            yield from (Understood((Act((b,), (a,)),)) for a, b in permutations(ids))


def _put(text: str, piece: Piece, word: str) -> str:
    return text[: piece.start] + word + text[piece.end :]


def _swapped(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        # A backslash of the new words would be read as an escape.
        replacement = new.replace("\\", "\\\\")
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", replacement, text, count=1)
    return text


def _either(text: str, piece: Piece, pieces: list[Piece]) -> Iterator[str]:
    """The sentence with the one, with the other, and with both of two names between which it says `or`."""
    at = pieces.index(piece)
    if 0 < at < len(pieces) - 1:
        before, after = pieces[at - 1], pieces[at + 1]
        yield text[: before.end] + text[after.end :]
        yield text[: before.start] + text[after.start :]
        yield _put(text, piece, "and")


def _without(text: str, pieces: list[Piece]) -> str:
    return "".join(
        c for n, c in enumerate(text) if not any(p.start <= n < p.end for p in pieces)
    )
