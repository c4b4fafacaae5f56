"""Asking back with whole questions that work: what the sentence may have meant, each read again before it is offered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import permutations
from typing import Any

from engine.question.tokens import Piece
from engine.question.understood import Act, Understood
from engine.question.vocabulary import written_as
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.models.states import Misnamed
from treaties.vocabulary.days import Undated, in_words
from treaties.vocabulary.errors import AmbiguousName, CasusError, UnknownName

MOST = 3
"""Questions that are offered."""
_TELLING = frozenset(
    [
        "NAME",
        "ADJECTIVE",
        "INSTRUMENT",
        "TREATY",
        "ARTICLE",
        "HARM",
        "DAY",
        "TIME",
        "VERB",
        "VERBED",
        "VERBHIT",
        "VERBING",
        "VERBNOUN",
        "NOUN",
        "THREAT",
        "THREATENED",
        "UNDERGOES",
        "UNDERFIRE",
        "WHO",
        "MODAL",
        "HELP",
        "DUTY",
        "OBLIGATIONS",
        "OBLIGE",
        "ACT",
        "AID",
        "IF",
        "OR",
        "MAY",
        "AGAINST",
        "BY",
        "RULER",
        "THING",
        "LAND",
    ]
)
"""What a part of a sentence holds that may not be left out."""


class AskedAgain(CasusError):
    """What is not one question as it stands, with whole questions that it may have been, the likeliest first.

    Attributes:
        questions: the questions, each of which is read as it was meant.
        left_out: for each question the words of the sentence that it leaves out.
    """

    def __init__(
        self,
        error: CasusError,
        questions: tuple[str, ...],
        left_out: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        self.questions = self.meant = questions
        self.left_out = left_out or ((),) * len(questions)
        remedy = "" if str(error.remedy).startswith("ask it as") else error.remedy
        super().__init__(*error.message.split("\n"), remedy=remedy)

    def offers(self) -> Iterator[str]:
        """List for each question a line that says how the sentence was read, and one that asks it."""
        for question, words in zip(self.questions, self.left_out, strict=True):
            left = f" Left out: *{', '.join(words)}*." if words else ""
            yield f"I read: {question}{left}"
            yield f"casus ask {json.dumps(question, ensure_ascii=False)}"

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON form, with the questions as they may be asked and what each leaves out."""
        offered = zip(self.questions, self.left_out, strict=True)
        rows = [{"question": q, "left_out": list(left)} for q, left in offered]
        return super().to_dict() | {"offered": rows}


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
    found: dict[str, tuple[str, ...]] = {}
    open_ = "who attacks whom" in error.message  # which of two, nobody says
    two = _of_two(pieces, corpus) if open_ else ()
    for ways in (_every_way(error, text, pieces, corpus), two):
        for way, left_out in ways if not found else ():
            with suppress(CasusError):
                meant = way if isinstance(way, Understood) else read(way)
                question = meant.question(corpus)
                if _same(meant, read(question)):
                    found.setdefault(question, (*left_out, *meant.not_read))
    offered = dict(list(found.items())[:MOST])
    if not offered:
        return error
    return AskedAgain(error, tuple(offered), tuple(offered.values()))


def _same(one: Understood, other: Understood) -> bool:
    """Whether a question asks all that was understood: nothing of it is left out in silence."""
    kept = ("acts", "on", "about", "instruments", "given", "kind", "side", "without")
    return all(getattr(one, name) == getattr(other, name) for name in kept)


Way = tuple[str | Understood, tuple[str, ...]]
"""A sentence, or what it means, and the words that it leaves out of the one that was asked."""


def _every_way(
    error: CasusError, text: str, pieces: list[Piece], corpus: Corpus
) -> Iterator[Way]:
    """The sentence with what stands in the way put otherwise, or left out where that changes nothing."""
    yield from ((way, ()) for way in _ways(error, text, pieces, corpus))
    yield from _one_question(text, pieces)
    if any(p.what == "HARM" for p in pieces):
        return
    if extra := _extra(pieces, text):
        yield _without(text, extra), tuple(p.text for p in extra)
    yield from _parts(text, pieces)


def _one_question(text: str, pieces: list[Piece]) -> Iterator[Way]:
    """The sentence without a second question behind it, and without `why` or `how soon` before it."""
    second = written_as("second").search(text)
    if second and not any(
        p.what == "HARM" and p.start < second.start() for p in pieces
    ):
        yield f"{text[: second.start()]}?", (second[0].strip(" ,?"),)
    first = written_as("asks_why").match(text)
    if first and not any(p.what == "HARM" and p.start >= first.end() for p in pieces):
        yield text[first.end() :], (first[0].strip(),)


def _extra(pieces: list[Piece], text: str) -> list[Piece]:
    """The unknown words that may be left out: an adjective before a noun of force, one word at the end of a clause."""
    found = []
    for n, piece in enumerate(pieces):
        before = pieces[n - 1].what if n else ""
        after = pieces[n + 1].what if n + 1 < len(pieces) else "STOP"
        plain = piece.text.isalpha() and (piece.text.islower() or text.isupper())
        adjective = after in ("NOUN", "VERBNOUN") and before not in ("NAME", "MODAL")
        last = after in ("COMMA", "STOP", "IF") and before in ("NAME", "PRON", "DAY")
        if piece.what == "UNKNOWN" and plain and (adjective or last):
            found.append(piece)
    return found


def _parts(text: str, pieces: list[Piece]) -> Iterator[Way]:
    """The sentence without each of its parts that names no state, place, treaty, day or force, and asks nothing."""
    telling = _TELLING & {p.what for p in pieces}
    spans = [m.span() for m in re.finditer(r"[^.?!;:]+[.?!;:]*\s*", text)]
    idle = [
        span
        for span in spans
        if not telling & {p.what for p in pieces if span[0] <= p.start < span[1]}
    ]
    if idle and len(idle) < len(spans):
        rest = "".join(text[a:b] for a, b in spans if (a, b) not in idle)
        yield rest, tuple(text[a:b].strip(" .?!;:") for a, b in idle)


def _ways(
    error: CasusError, text: str, pieces: list[Piece], corpus: Corpus
) -> Iterator[str]:
    """The sentence with a name, a date or a word of it put otherwise."""
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


def _of_two(pieces: list[Piece], corpus: Corpus) -> Iterator[Way]:
    """Which of the two states that are named attacks the other, where no more than two are, and nothing else is said."""
    if {"HARM", "UNKNOWN", "INSTRUMENT", "POSS"} & {p.what for p in pieces}:
        return
    names = {
        str(p.value).split("/")[0] or p.text
        for p in pieces
        if p.what in ("NAME", "ADJECTIVE")
    }
    with suppress(CasusError):
        ids = list(dict.fromkeys(corpus.states.resolve(n).id for n in sorted(names)))
        if len(ids) == 2 < len(pieces) and all(p.what != "DAY" for p in pieces):
            yield from (
                (Understood((Act((b,), (a,)),)), ()) for a, b in permutations(ids)
            )


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
