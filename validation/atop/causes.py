"""Causes of differences between a treaty file and ATOP, each with its sentence in `causes.toml`."""

from __future__ import annotations

from enum import StrEnum

from treaties.support.sibling_toml import sibling_toml


class Cause(StrEnum):
    """A cause of a difference, by its name in reports."""

    SIGNATURE = "signature"
    OWN_SIGNATURE = "own signature"
    OLD_STYLE = "old style"
    SHARED = "shared number"
    NEAR = "near"
    REPLACED = "replaced"
    STATEHOOD = "statehood"
    COVERAGE = "coverage"
    UNNUMBERED = "unnumbered"
    OUTSIDE = "outside the system"
    ANY_WAR = "any war"
    DEGREE = "degree"
    SEVERAL = "several articles"
    OTHER_LIMIT = "other limit"
    JUDGED = "judged"
    TERRITORY = "territory"
    UNMARKED = "no such mark"
    HOSTILITIES = "hostilities"
    ASKED = "asked"
    CARRIED = "carried over"
    NOTE_MEMBER = "note: members"
    NOTE_ENTRY = "note: beginning"
    NOTE_EXIT = "note: end"
    NOTE_TYPE = "note: type"
    NOTE_LIMIT = "note: limit"
    NONE = "unexplained"

    @property
    def by_note(self) -> bool:
        """Whether the explanation comes from the treaty file itself instead of a rule."""
        return self.value.startswith("note")

    @property
    def sentence(self) -> str:
        """The explanation in one sentence."""
        return str(sibling_toml(__file__)[self])
