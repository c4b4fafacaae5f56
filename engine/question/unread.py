"""The reason why a sentence cannot be read: the words that prevent it, in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from engine.question.misspelt import Mend, mends
from engine.question.tokens import Piece
from engine.question.understood import ASK, FORM
from engine.question.vocabulary import word_set, words
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import listed

OF_DUTY = frozenset(
    ["HELP", "ACT", "DUTY", "OBLIGE", "OBLIGATIONS", "INSTRUMENT", "WHO", "IF"]
)
"""Classes of tokens in a question about what states must do."""
MOST = 8
"""The largest number of words named as not understood."""


def why_unread(
    text: str, pieces: list[Piece], corpus: Corpus, error: CasusError
) -> CasusError:
    """Return the error that explains why a sentence is not understood. It names the first of these that applies: a
    misspelt name, a word that may change the meaning, an unknown word, or the place at which the grammar failed.

    Args:
        text: the sentence.
        pieces: its tokens.
        corpus: the law, whose names are compared with misspelt ones.
        error: the place at which the grammar failed.
    """
    kept = [p for p in pieces if p.what not in word_set("dropped")]
    found = list(islice(strange(kept, text, corpus), MOST))
    if near := [one for one in found if one[1]]:
        return unknown(near)
    if turning := _turning(kept, corpus):
        return turning
    if _asks_whether(kept):
        return CasusError(
            "it asks whether that happens", remedy=f"ask what follows: {FORM}"
        )
    rest = [(p.text, "") for p in kept if p.what == "UNKNOWN"]
    return unknown(found or rest) if found or rest else error


def _turning(pieces: list[Piece], corpus: Corpus) -> CasusError | None:
    """The error for the first word that may change the meaning of the rest."""
    other = words("grammar")["other"]
    for n, piece in enumerate(pieces):
        if piece.what not in other:
            continue
        words_told = piece.text
        if piece.what == "FROM":
            behind = pieces[n + 1 : n + 2]
            if not behind or behind[0].what != "NAME":
                continue
            words_told = f"{piece.text} {behind[0].text}"
        why, remedy = other[piece.what]
        return CasusError(f"`{words_told}` {why}", remedy=remedy or ASK)
    for piece in pieces:
        if piece.what == "HARM":
            classes = corpus.groups.asked_back
            class_ = next(c for c in classes if c.name == piece.value)
            plain = piece.text.removeprefix("s ")
            word = "not" if plain.casefold() == "t" else plain
            remedy = f"ask it as: {class_.form}" if class_.form else ASK
            return CasusError(f"`{word}` {class_.why}", remedy=remedy)
    return None


def _asks_whether(pieces: list[Piece]) -> bool:
    """Whether a sentence asks if force is used, and of no duty: `Will Russia attack Estonia?`."""
    kinds = {piece.what for piece in pieces}
    verb = [p.what for p in pieces if p.what != "WHAT"][:1]
    opens = verb in (["MODAL"], ["SHOULD"])
    return opens and not kinds & OF_DUTY


def strange(
    pieces: list[Piece], text: str, corpus: Corpus
) -> Iterator[tuple[str, str]]:
    """Yield unknown words that may carry meaning, each with the word that was probably meant: words close to a known
    word or name, words in capitals, figures, and symbols.

    Args:
        pieces: the tokens of the sentence that are not ignored.
        text: the sentence.
        corpus: the law, whose names are compared with misspelt ones.
    """
    found, listed_before = mends(text, pieces, corpus), list[Mend]()
    for piece in pieces:
        if piece.what == "RULER":
            yield piece.text, f"`{piece.value}`"
        elif piece.what == "UNKNOWN":
            within = [m for m in found if m.start < piece.end and piece.start < m.end]
            near = [m for m in within if m.tells]
            new = [m for m in near if m not in listed_before]
            yield from ((text[m.start : m.end], f"`{m.right}`") for m in new)
            listed_before += new
            if not near and _is_name(piece, text):
                yield piece.text, ""


def _is_name(piece: Piece, text: str) -> bool:
    """Whether unknown words are written as a name, a figure or a sign; the first word of a sentence has a capital
    anyway.
    """
    before = text[: piece.start].rstrip(" \"'“(")
    opens = not re.search(r"[\w,]$", before) or text.isupper()
    return any(
        not word.isalpha() or not (word.islower() or n < opens)
        for n, word in enumerate(piece.text.split())
    )


def unknown(words: list[tuple[str, str]]) -> CasusError:
    """Return the error for words that are not understood, each with the word that was probably meant."""
    text = listed(
        f"`{w}`" + (f" ({near}?)" if near and not all(n for _, n in words) else "")
        for w, near in words
    )
    verb = "is" if len(words) == 1 else "are"
    meant = listed(near for _, near in words) if all(near for _, near in words) else ""
    return CasusError(
        f"{text} {verb} not understood",
        remedy=f"did you mean {meant}?" if meant else ASK,
    )
