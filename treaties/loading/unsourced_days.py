"""Checks of days that no source supports: a presumed entry into force, an end that is no act of law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from treaties.models.treaty import Treaty
from treaties.support.mending import Loc
from treaties.vocabulary.precision import Vague
from treaties.vocabulary.terms import Rank

Fault = tuple[Loc, str]
"""The path in the file, and the fault."""
RATIFIED = re.compile(
    r"\b(?:(?:to be|subject to being) ratified|subject to ratification|exchange of ratifications"
    r"|ratifications? (?:within|(?:were |was )?exchanged|days?|dates?)|(?:from|on) ratification"
    r"|(?:days?|dates?) (?:of|on which) (?:the )?ratifications?)\b",
    re.I,
)
"""Words that suggest the instrument was to be ratified."""
AT_ONCE = re.compile(
    r"\b(?:on|from|at|with) (?:the day of )?(?:its )?signature\b|\b(?:without|no|before) ratification\b|\bbound at once\b",
    re.I,
)
OCCUPIED = re.compile(
    r"\b(?:end|ends|ended|until)\b[^.;]*\b(?:occupation|capitulation|annexation|conquest)\b",
    re.I,
)
"""Words that suggest an end that outside data count but the law of treaties does not know."""
STAND_IN = re.compile(
    r"\bstands? for (?:its|the) (?:entry into force|beginning)\b", re.I
)
"""Words which say that another day was written in place of the unknown day of entry into force."""
STAND_IN_END = re.compile(
    r"\b(?:stands?|(?:is|are|was) taken) for (?:the|its) (?:latest )?(?:end|own)\b",
    re.I,
)
"""Words which say that another day was written in place of the unknown day of the end."""
BEGINNING = "in-force"
"""The `about` of a witness to the entry into force."""


def unsourced_days(t: Treaty) -> Iterator[Fault]:
    """Yield every day of an instrument that is written as exact without support in its file."""
    yield from _beginning(t)
    yield from _stand_in(t)
    yield from _end(t)


def _beginning(t: Treaty) -> Iterator[Fault]:
    """Entry into force on the day of signature: a source has to say so, and the file may not say otherwise."""
    if t.rank is not Rank.TREATY or not _same_known_day(t.since, t.signed):
        return
    if not any(w.about == BEGINNING for w in t.witnesses):
        yield (
            ("in_force",),
            "in force on the day of signature, and no source says so: name one in `[[witnesses]]` with "
            '`about = "in-force"`, or write the span that is known, or `"unknown"`',
        )
        return
    text = " . ".join(
        (t.exit, t.unverifiable, *t.remarks, *(w.says for w in t.witnesses))
    )
    if (asked := RATIFIED.search(text)) and not AT_ONCE.search(text):
        yield (
            ("in_force",),
            f"in force on signature, and `{asked[0]}` asks for ratification: leave it out, or note that it bound "
            "`on signature`",
        )


def _stand_in(t: Treaty) -> Iterator[Fault]:
    """Another day than that of the entry into force, written in its place."""
    if t.since is None or isinstance(t.since, Vague):
        return
    if found := STAND_IN.search(" . ".join((t.exit, t.unverifiable, *t.remarks))):
        yield (
            ("in_force",),
            f'a day that `{found[0]}` is not known: write the span that is known, or `"unknown"`',
        )


def _same_known_day(one: date | None, other: date) -> bool:
    """Tell whether two days are one and the same, both known to the day."""
    return one == other and not isinstance(one, Vague) and not isinstance(other, Vague)


def _end(t: Treaty) -> Iterator[Fault]:
    """An end by occupation, which outside data count and by which in law nobody is freed; or a day that stands for it."""
    if t.until is None or isinstance(t.until, Vague):
        return
    remarks = " . ".join((t.exit, t.unverifiable, *t.remarks))
    if found := STAND_IN_END.search(remarks):
        yield (
            ("until",),
            f"a day that `{found[0]}` is not known: write the span in which it may have ended",
        )
    if found := OCCUPIED.search(" . ".join((t.exit, *t.notes))):
        yield (
            ("until",),
            f"`{found[0]}` is no end in law: write the span in which it may have ended, or the act that ended it",
        )
