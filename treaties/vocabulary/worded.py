"""A word with its meaning in the same line; it needs no library, so that errors can have it at the start."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class WordedEnum(StrEnum):
    """A vocabulary whose words each have a meaning: `WORD = "word", "what it means"`."""

    meaning: str
    """The meaning of the word, in one line."""

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """A word with its meaning."""
        word = str.__new__(cls, value)
        word._value_, word.meaning = value, meaning
        return word
