"""Sentences in the first person of a state, rewritten with its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.question.tokens import Piece

_SPEAKS = re.compile(
    r"(?i)\b(?:I['’]?m|I am|we['’]?re|we are|my country is|our country is|I play|I'm playing|playing|playing as|play as)\s+(?:as\s+)?(?:the\s+)?$"
)
_SELF = re.compile(r"\bI\b(?!['’])|\b(?:me|us|we|We)\b")
_OWN = re.compile(
    r"\b(?:my|our|My|Our)\b(?!\s+(?:country|son|daughter|husband|wife|name|group|game|campaign|question))"
)


def told_plainly(text: str, pieces: Sequence[Piece]) -> str:
    """Return a sentence with the name of the speaking state in place of `I` and `we`.

    Args:
        text: the sentence.
        pieces: its tokens, among them the names.

    >>> told_plainly("I play Peru. Who must help me?", [Piece("NAME", "Peru", 7, 11)])
    'Peru play Peru. Who must help Peru?'
    """
    named = (p for p in pieces if p.what in ("NAME", "RULER"))
    speakers = {p.text for p in named if _SPEAKS.search(text[: p.start])}
    if len(speakers) != 1:
        return text
    (speaker,) = speakers
    own = _OWN.sub(f"{speaker}'s", text)
    return _SELF.sub(speaker, own)
