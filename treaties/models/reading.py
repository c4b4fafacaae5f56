"""Readings: named, sourced sets of answers to disputed questions, and the duties that they lower."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from treaties.models.conditions import Id, PlaceId, SourceId, Strict, TreatyId
from treaties.models.dated import Dated
from treaties.vocabulary.terms import Duty, EventKind


class Answered(Strict):
    """An answer to a question, or to all questions whose id matches a pattern (`*` for any characters)."""

    question: str = Field(min_length=1)
    answer: Literal["yes", "no"]
    why: str = ""

    def settles(self, question: str) -> bool:
        """Return whether the pattern matches a question id.

        >>> Answered(question="state-of-war:*>north-korea", answer="yes").settles("state-of-war:ukraine>north-korea")
        True
        """
        return fnmatchcase(question, self.question)


class Unasked(Strict):
    """A question that, according to a reading, the text does not ask, or all questions whose id matches a pattern.

    Duties that depend on such a question are then treated as if it were answered in the way they need.
    """

    question: str = Field(min_length=1)
    why: str = ""

    def covers(self, question: str) -> bool:
        """Return whether the pattern matches a question id.

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
    """A duty that a reading takes to be weaker than the words of the text."""

    treaty: TreatyId
    article: str = "*"
    duty: Duty
    obligors: tuple[Id, ...] = ()
    """The states whose duty is weaker; empty for all."""
    why: str = ""

    def speaks_for(self, state: str) -> bool:
        """Return whether the duty of a state is one that the reading takes to be weaker."""
        return not self.obligors or state in self.obligors


class Reading(Dated):
    """A named, sourced set of answers: how an author reads the law.

    `since` is the day of the statement; `until` is the first day on which the author no longer speaks for a government.
    The first of the `answers` whose pattern matches a question applies.
    """

    id: Id
    name: str
    """The short name for tables, such as `Shen Dingli`."""
    kind: Literal[
        "text", "general-law", "official", "scholar", "press", "practice", "codebook"
    ]
    who: str
    when: str = ""
    where: str = ""
    """Where the statement was made or published."""
    gist: str = Field(min_length=10)
    war_since: date | None = None
    """For a statement about one war, crisis or state of affairs, its first day; the reading does not apply to earlier days."""
    hook: str = ""
    """The words or the rule on which the author relies."""
    treaties: tuple[TreatyId, ...] = ()
    """The instruments that the reading is about; empty for general law."""
    answers: Answers = ()
    unasked: tuple[Unasked, ...] = ()
    """Questions that, according to this reading, the text does not ask."""
    places: tuple[PlaceId, ...] = ()
    """For a statement about certain places, these places; the reading does not apply to force elsewhere."""
    force: tuple[EventKind, ...] = ()
    """For a statement about certain kinds of force, these kinds; the reading does not apply to any other force."""
    lowers: tuple[Lowered, ...] = ()
    effect: str = ""
    """How the reading changes answers, or why it does not."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True

    @property
    def person(self) -> str:
        """The first author that the reading names, without the office.

        >>> said = {"id": "a", "name": "A", "gist": "It is barred.", "sources": ["s"]}
        >>> Reading(kind="official", who="Ann Ay, minister of Peru; Bo Bee", **said).person
        'Ann Ay'
        """
        return self.who.partition(";")[0].partition(", ")[0]

    def speaks_of(self, treaty: str) -> bool:
        """Return whether the reading is about an instrument. A reading that names no instrument is about all of them."""
        return not self.treaties or treaty in self.treaties

    @property
    def settles_something(self) -> bool:
        """Whether the reading answers a question or holds that the text does not ask it."""
        return bool(self.answers or self.unasked)

    def heard_on(self, day: date) -> bool:
        """Return whether the reading applies to events of a day.

        A statement about one war does not apply before that war. A statement by a government or the press applies from
        the year in which it was made, until `until`. Scholars' readings of a text apply to any day.
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
        """Return whether the reading applies to force at any of some places; it applies everywhere if it names no
        place.

        Args:
            places: the ids of the places.
        """
        return not self.places or bool({*self.places}.intersection(places))

    def heard_of(self, kinds: Iterable[EventKind]) -> bool:
        """Return whether the reading applies where force of some kinds is used: the reading must speak of each of these
        kinds. It applies to any force if it names no kind.

        Args:
            kinds: the kinds of force.

        >>> said = {"id": "a", "name": "A", "kind": "official", "who": "A", "gist": "It is none.", "sources": ["s"]}
        >>> Reading(force=["limited-force"], **said).heard_of([EventKind.ARMED_ATTACK])
        False
        """
        used = set(kinds)
        return not self.force or (bool(used) and used <= set(self.force))

    def leaves_unasked(self, question: str) -> bool:
        """Return whether, according to this reading, the text does not ask a question."""
        return any(u.covers(question) for u in self.unasked)

    def answer_to(self, question: str) -> str | None:
        """Return the reading's answer to a question, `yes` or `no`, or None if it gives none."""
        return next((a.answer for a in self.answers if a.settles(question)), None)


def reading_for(reading: Reading | None, treaty: str) -> Reading | None:
    """Return the reading if it is about an instrument, or if `treaty` is empty; otherwise None."""
    return reading if reading and (not treaty or reading.speaks_of(treaty)) else None
