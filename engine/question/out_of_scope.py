"""Refusals of a sentence: one line if treaties do not answer such a question, otherwise its faults and a form that works."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import Any

from engine.question.composing.law_alone import LawAsked, law_asked
from engine.question.tokens import Piece, cut
from engine.question.vocabulary import bare, split, word_set
from engine.question.ways import OF_FORCE
from treaties.models.corpus import Corpus
from treaties.models.states import NotThen
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import AmbiguousName, CasusError, UnknownName

NAMING = frozenset(
    ["NAME", "ADJECTIVE", "INSTRUMENT", "TREATY", "ARTICLE", "RULER", "SPEAKER"]
)
"""Classes of tokens; a sentence without any of them is about no state and no treaty."""
DUTY = frozenset(["HELP", "DUTY", "OBLIGE", "OBLIGATIONS"])
"""Classes of tokens that ask about a duty."""
IN_FORCE = re.compile(
    r"(?i)\b(?:(?:enter|enters|entered|come|comes|came|be|still|is) )?(?:into|in) force\b|\bt(?:ake|akes|ook|aken) effect\b"
)
"""Phrases for a treaty in force, in which the word `force` does not mean violence."""
LONGEST = 140
"""The largest number of characters of the line saying that a question is out of scope."""


class OutOfScope(CasusError):
    """Raised for a question that treaties do not answer."""


def beyond(
    error: CasusError,
    text: str,
    corpus: Corpus,
) -> CasusError:
    """Return the error to raise for a sentence that could not be understood. It says that treaties do not answer such a
    question, or how to ask about the case.

    Args:
        error: why the sentence was not understood.
        text: the sentence.
        corpus: the law.
    """
    pieces: list[Piece] = []
    with suppress(CasusError):
        pieces = cut(text, corpus)
    if not pieces:
        return error
    plain = IN_FORCE.sub(lambda m: " " * len(m[0]), text)
    attack = any(_is_force(p) and plain[p.start : p.end].strip() for p in pieces)
    law = None if attack else law_asked(text, pieces, corpus)
    if law and law.weighs:
        return law
    says = _kind(text, pieces)
    if says:
        line = f"{says}; ask for example: `{_table()['example']}`"
        return OutOfScope(line if len(line) <= LONGEST else says)
    return law if law and not _of_a_name(error, law) else error


def _of_a_name(error: CasusError, law: LawAsked) -> bool:
    """Whether an error is about a name of the sentence, which must be mended first.

    The days of a treaty have an answer even where its parties no longer exist.
    """
    if isinstance(error, NotThen):
        return not law.shows
    return isinstance(error, UnknownName | AmbiguousName)


def is_beyond(text: str, corpus: Corpus) -> bool:
    """Return whether a sentence asks something that treaties do not answer.

    >>> from treaties.loading.corpus import load_corpus
    >>> is_beyond("Will Peru attack Chile?", load_corpus())
    True
    """
    with suppress(CasusError):
        return bool(_kind(text, cut(text, corpus)))
    return False


def says_of(kind: str) -> str:
    """Return the line of text that explains why treaties do not answer a kind of question; empty for an unknown kind.

    >>> says_of("blame")
    'treaties do not say who is to blame'
    """
    rows = _table()["kinds"]
    return next((str(row["says"]) for row in rows if row["name"] == kind), "")


def _is_force(piece: Piece) -> bool:
    """Whether a piece tells of force; `under` alone does not."""
    return piece.what in OF_FORCE and piece.text.casefold() != "under"


@cache
def _table() -> dict[str, Any]:
    return sibling_toml(__file__)


def _kind(text: str, pieces: list[Piece]) -> str:
    """What is said of the kind of question that a sentence is; empty where treaties may answer it."""
    if not {p.what for p in pieces} & NAMING:
        kinds = [row for row in _table()["kinds"] if _fits(row, text)]
        return str((kinds or _table()["kinds"][-1:])[0]["says"])
    must = word_set("obliging") - {"should"}
    obliging = any(bare(p.text) in must for p in pieces)
    duty = obliging or bool({p.what for p in pieces} & DUTY)
    for row in _table()["kinds"]:
        if duty and not row.get("always"):
            continue
        if _fits(row, text) or _asks_whether(pieces) in row.get("asks", ()):
            return str(row["says"])
    return ""


def _fits(row: dict[str, Any], text: str) -> bool:
    """Whether one of the phrases of a kind stands in a sentence."""
    plain = re.sub(r"[^\w]+", " ", text)
    words = f" {bare(plain)} "
    return any(f" {bare(phrase)} " in words for phrase in split(row["words"]))


def _asks_whether(pieces: list[Piece]) -> str:
    """The class of the word by which a sentence asks if something happens: `Will X attack Y?`; empty where it does not."""
    first = next((p.what for p in pieces if p.what not in ("FILL", "THEN")), "")
    classes = {p.what for p in pieces}
    happens = bool(classes & OF_FORCE) and not classes & {"IF", "WHO", "HAPPENS"}
    return first if happens else ""
