"""Why a treaty file and ATOP may differ: causes that a rule can see, and those that the file's own note tells."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from treaties.models.treaty import Treaty


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
    Cause.NOTE_ENTRY: "The beginning differs, and the table `[atop]` of the treaty file tells it.",
    Cause.NOTE_EXIT: "The end differs, and the table `[atop]` of the treaty file tells it.",
    Cause.NOTE_TYPE: "The type differs, and the table `[atop]` of the treaty file names it.",
    Cause.NOTE_LIMIT: "The limit differs, and the table `[atop]` of the treaty file names the promise and the limit.",
    Cause.NONE: "The two differ, and nothing says why.",
}

BY_NOTE = {
    "member": Cause.NOTE_MEMBER,
    "entry": Cause.NOTE_ENTRY,
    "exit": Cause.NOTE_EXIT,
    "conditions": Cause.NOTE_LIMIT,
}

POINTS = {
    "defense": "defence",
    "offense": "offence",
    "neutral": "neutrality",
    "nonagg": "non-aggression",
    "consul": "consultation",
}
"""What a treaty file calls each of ATOP's types."""


def told(t: Treaty, field: str, promise: str = "") -> Cause:
    """Whether the table on ATOP of a treaty file explains a difference in a field: a type, a date, or limits of a promise."""
    if field in POINTS:
        return Cause.NOTE_TYPE if POINTS[field] in t.atop.differs else Cause.NONE
    point = field if field != "conditions" else f"limits-of-{POINTS[promise]}" if promise else "limits"
    return BY_NOTE[field] if point in t.atop.differs else Cause.NONE


def julian(day: date) -> date:
    """The day of the old calendar that a day of the new one had, between 1800 and 2100.

    >>> julian(date(1895, 1, 13)).isoformat(), julian(date(1913, 6, 1)).isoformat()
    ('1895-01-01', '1913-05-19')
    """
    return day - timedelta(days=12 if day < date(1900, 3, 13) else 13)
