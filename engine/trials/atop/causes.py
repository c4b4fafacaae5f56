"""Why a treaty file and ATOP may differ: causes that a rule can see, and those that the file's own note tells."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from treaties.model import Treaty


class Cause(StrEnum):
    """A named cause of a difference. The value is its name in reports."""

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
        """Whether the treaty file itself gives the explanation, as opposed to a rule."""
        return self.value.startswith("note")

    @property
    def sentence(self) -> str:
        """The explanation in one sentence."""
        return _SENTENCES[self]


_SENTENCES = {
    Cause.SIGNATURE: "ATOP dates an accession from signature, the file from the day on which the party was bound.",
    Cause.OWN_SIGNATURE: "ATOP dates a member from its own signature before the entry into force, the file all from the day of the instrument.",
    Cause.OLD_STYLE: "ATOP gives the day of the old calendar, twelve days behind in the nineteenth century and thirteen in the twentieth.",
    Cause.SHARED: "One ATOP number covers several instruments, each of which has a file and dates of its own.",
    Cause.NEAR: "The two date the same event within a month of each other.",
    Cause.REPLACED: "ATOP ends a pact with the signature of a later one between the same members, the file when it fell away.",
    Cause.STATEHOOD: "ATOP ends the pact on the day on which a member left the state system, the file on the day of its end in law.",
    Cause.COVERAGE: "The state joined after the last day that ATOP covers.",
    Cause.UNNUMBERED: "Correlates of War does not number the party, and so no row of ATOP's can be known to mean it.",
    Cause.OUTSIDE: "The party was no member of the state system while the pact lived; ATOP's members are.",
    Cause.ANY_WAR: "The article holds in war however begun; the file counts it as defence and offence, ATOP as one of them.",
    Cause.DEGREE: "The two weigh a text differently: one reads help in it, the other talk or a right to help.",
    Cause.SEVERAL: "Several articles promise it, some with a limit and some without; ATOP has one mark for all.",
    Cause.OTHER_LIMIT: "ATOP marks a limit of another kind and does not say of which promise.",
    Cause.JUDGED: "The limit stands in the file as a matter that somebody must judge, a kind that ATOP does not have.",
    Cause.TERRITORY: "The file limits the article to attacks on a party's own territory; ATOP does not count that as a limit of place.",
    Cause.UNMARKED: "The file limits the article to attacks from outside, to a request or the like, of which ATOP has no mark for the promise.",
    Cause.HOSTILITIES: "A partner that is attacked or the object of hostilities is the trigger here; ATOP codes such words now as a limit, now as none.",
    Cause.ASKED: "ATOP marks that a party must ask for consultation; here a party consults on the threat that it feels, and so asks of itself.",
    Cause.CARRIED: "ATOP marks on consultation the limit that the file has on other articles, those of help above all.",
    Cause.NOTE_MEMBER: "The members differ, and a note of the treaty file names who and why.",
    Cause.NOTE_ENTRY: "The beginning differs, and the `ATOP:` note of the treaty file tells it.",
    Cause.NOTE_EXIT: "The end differs, and the `ATOP:` note of the treaty file tells it.",
    Cause.NOTE_TYPE: "The type differs, and the `ATOP:` note of the treaty file names it.",
    Cause.NOTE_LIMIT: "The limit differs, and the `ATOP:` note of the treaty file names the promise and the limit.",
    Cause.NONE: "The two differ, and nothing says why.",
}

BY_NOTE = {
    "member": Cause.NOTE_MEMBER,
    "entry": Cause.NOTE_ENTRY,
    "exit": Cause.NOTE_EXIT,
    "conditions": Cause.NOTE_LIMIT,
}

TYPES = {
    "defense": "defen[cs]e|help",
    "offense": "offen[cs]e",
    "neutral": "neutral",
    "nonagg": "aggression",
    "consul": "consult|consul",
}
"""How a note names each of ATOP's types."""

_WORDS = {
    "entry": r"\b(dates?|dated|starts?|signatures?|signed|entry|begins?|beginning|joins?|adher\w+)\b",
    "exit": r"\b(ends?|ended|ending|exits?|expir\w+|leaves?|runs?|ran|until|keeps?|kept|lets|carries)\b",
    "conditions": r"\b(limit\w*|conditions?|conditional\w*|unconditional\w*|place|adversar\w+|location|request\w*"
    r"|provo\w+|unprovoked|flags?|number|conflict|territory)\b",
}


_SAME = r"\b(agrees?|as here|as the summary)\b"
_UNLIKE = r"\b(but|where|although|though|save|except|not|no|none|nor|while|here only|without|which here|another|alone|only|other)\b"
"""A part that speaks of agreement explains a difference only if it makes an exception."""


def notes_on_atop(t: Treaty) -> tuple[str, ...]:
    """The notes that say how the file stands to ATOP."""
    return tuple(n for n in t.notes if n.startswith("ATOP:"))


def told(t: Treaty, field: str, promise: str = "") -> Cause:
    """Whether the notes on ATOP tell a difference in a field: the part of a sentence must name what differs.

    A type by its name; a date by a word of beginning or end; a limit by the promise and a word of limiting together.
    """
    parts = [p.casefold() for n in notes_on_atop(t) for p in re.split(r"[;.](?=\s|$)", n.removeprefix("ATOP:"))]
    parts = [p for p in parts if not re.search(_SAME, p) or re.search(_UNLIKE, p)]
    if field in TYPES:
        return Cause.NOTE_TYPE if any(re.search(TYPES[field], p) for p in parts) else Cause.NONE
    named = TYPES.get(promise, "")
    found = any(re.search(_WORDS[field], p) and re.search(named, p) for p in parts)
    return BY_NOTE[field] if found else Cause.NONE


def julian(day: date) -> date:
    """The day of the old calendar that a day of the new one had, between 1800 and 2100.

    >>> julian(date(1895, 1, 13)).isoformat(), julian(date(1913, 6, 1)).isoformat()
    ('1895-01-01', '1913-05-19')
    """
    return day - timedelta(days=12 if day < date(1900, 3, 13) else 13)
