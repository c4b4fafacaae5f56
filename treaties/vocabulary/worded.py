"""Enumerations of words with meanings. This module needs no library, so that errors can use it at start-up."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class WordedEnum(StrEnum):
    """An enumeration whose members have a meaning: `WORD = "word", "what it means"`."""

    meaning: str
    """The meaning of the word, in one line."""

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """A word with its meaning."""
        word = str.__new__(cls, value)
        word._value_, word.meaning = value, meaning
        return word
