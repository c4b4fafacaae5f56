"""A reading: a named, sourced set of answers to disputed questions, and the duties it lowers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from treaties.models.conditions import Id, PlaceId, SourceId, Strict, TreatyId
from treaties.models.dated import Dated
from treaties.vocabulary.terms import Duty


class Answered(Strict):
    """An answer to a question, or to all questions whose id matches a pattern (`*` for any characters)."""

    question: str = Field(min_length=1)
    answer: Literal["yes", "no"]
    why: str = ""

    def settles(self, question: str) -> bool:
        """Tell whether the pattern covers a question id.

        >>> Answered(question="state-of-war:*>north-korea", answer="yes").settles("state-of-war:ukraine>north-korea")
        True
        """
        return fnmatchcase(question, self.question)


class Unasked(Strict):
    """A question, or every question whose id matches the pattern, that the text does not ask as somebody reads it.

    What a duty waits for is then taken to be so, whichever answer it needs; nothing is said of who is right.
    """

    question: str = Field(min_length=1)
    why: str = ""

    def covers(self, question: str) -> bool:
        """Tell whether the pattern covers a question id.

        >>> Unasked(question="lawful-defence:*>north-korea").covers("lawful-defence:ukraine>north-korea")
        True
        """
        return fnmatchcase(question, self.question)


def _answered(value: Any) -> Any:
    return (
        [{"question": k, "answer": v} for k, v in value.items()]
        if isinstance(value, dict)
        else value
    )


Answers = Annotated[tuple[Answered, ...], BeforeValidator(_answered)]


class Lowered(Strict):
    """A duty that the reading takes to be weaker than its words."""

    treaty: TreatyId
    article: str = "*"
    duty: Duty
    why: str = ""


class Reading(Dated):
    """A named, sourced set of answers: how an author reads the law. `since` is the day of the statement; `until` is the
    first day on which the author no longer speaks for a government.

    The `answers` come in order; the first whose pattern covers a question settles it.
    """

    id: Id
    name: str
    """The short name in tables, such as `Shen Dingli`."""
    kind: Literal[
        "text", "general-law", "official", "scholar", "press", "practice", "codebook"
    ]
    who: str
    when: str = ""
    where: str = ""
    """The place or publication of the statement."""
    gist: str = Field(min_length=10)
    war_since: date | None = None
    """For a statement about one war or crisis alone: the first day of that war. The reading says nothing of earlier
    days.
    """
    hook: str = ""
    """The words or the rule that the author relies on."""
    treaties: tuple[TreatyId, ...] = ()
    """The instruments that the reading is about; empty for a reading of the law at large."""
    answers: Answers = ()
    unasked: tuple[Unasked, ...] = ()
    """The questions that, on this reading, the text does not ask."""
    places: tuple[PlaceId, ...] = ()
    """For a statement about some places alone: those places. The reading says nothing of force elsewhere."""
    lowers: tuple[Lowered, ...] = ()
    effect: str = ""
    """What the reading changes in the answer, or why it changes nothing."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True

    @property
    def author(self) -> str:
        """The first author that the reading names, without office; whole where the name holds a day."""
        first = self.who.partition(";")[0]
        name = first.partition(", ")[0]
        return first if any(c.isdigit() for c in name) else name

    def speaks_of(self, treaty: str) -> bool:
        """Tell whether the reading covers an instrument: one that it names, or any where it names none."""
        return not self.treaties or treaty in self.treaties

    @property
    def settles_something(self) -> bool:
        """Whether the reading answers a question, or holds that the text does not ask one."""
        return bool(self.answers or self.unasked)

    def heard_on(self, day: date) -> bool:
        """Tell whether the reading covers events of a day. A statement about one war does not cover the time before
        that war; a statement of a government or of the press covers the years just before it, and no day after
        `until`; scholars read the words for any day.
        """
        if self.until and day >= self.until:
            return False
        spoken = (
            None
            if self.kind in ("text", "general-law", "scholar", "codebook")
            else self.since
        )
        return (
            self.war_since <= day
            if self.war_since
            else spoken is None or spoken.year <= day.year
        )

    def heard_at(self, places: Iterable[str]) -> bool:
        """Tell whether the reading covers force at any of some places, by their ids; a reading that names no place
        covers all.
        """
        return not self.places or bool({*self.places}.intersection(places))

    def leaves_unasked(self, question: str) -> bool:
        """Tell whether, on this reading, the text does not ask a question."""
        return any(u.covers(question) for u in self.unasked)

    def answer_to(self, question: str) -> str | None:
        """`yes`, `no`, or None where the reading is silent."""
        return next((a.answer for a in self.answers if a.settles(question)), None)


def reading_for(reading: Reading | None, treaty: str) -> Reading | None:
    """Give a reading if it covers an instrument, or if no instrument is named; None where the reading is silent."""
    return reading if reading and (not treaty or reading.speaks_of(treaty)) else None
