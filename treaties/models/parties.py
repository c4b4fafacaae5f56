"""Parties of an instrument: accession and exit, reservations, suspensions, invocations, witnesses."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from treaties.models.conditions import Condition, Id, Ref, SourceId, StateId, Strict
from treaties.models.dated import Checked, Dated
from treaties.vocabulary.terms import Presumption


def _party(value: Any) -> Any:
    return {"state": value} if isinstance(value, str) else value


class Rest(Dated):
    """A span in which an instrument is suspended for one party."""

    why: str = Field(min_length=5)
    source: Id | None = None


class PartyStanding(Dated, Checked):
    """A span of time in which it is disputed whether the treaty still bound a party.

    It declared its withdrawal without the right to, or froze its part, or was kept out of the organs.
    """

    why: str = Field(min_length=10)
    """What speaks for the presumption, in a clause."""
    presumed: Presumption = Presumption.YES
    """Whether the party is presumed to be bound."""
    source: Id | None = None


class Party(Dated, Checked):
    """A party, with the days of its accession and exit where they differ from the instrument's."""

    state: Annotated[Id, Ref("state", short=True)]
    for_: str = Field(default="", alias="for")
    """The part of the state that is bound, where the treaty does not bind all of it."""
    suspended: tuple[Rest, ...] = ()
    """Spans in which the instrument rests for this party toward all others."""
    standing: tuple[PartyStanding, ...] = ()
    """Spans of time in which it is disputed whether the treaty still bound the party."""
    expelled: bool = False
    """Whether the other parties ended its membership, so that it did not leave."""
    reservation: str = ""
    """What the party excluded or understood, in our words, where no condition follows; else `[[reservations]]`."""
    note: str = ""


PartyField = Annotated[Party, BeforeValidator(_party)]


class Suspension(Dated):
    """The suspension of a treaty between two of its parties, while it goes on for the others."""

    between: tuple[Id, Id]
    articles: tuple[str, ...] = ()
    """The articles that rest; all where left out."""
    why: str
    source: Id | None = None
    verified: bool = True

    def rests(self, one: str, other: str, article: str, day: date) -> bool:
        """Tell whether an article rests between two states on a day.

        Args:
            one: the id of a state.
            other: the id of the other; which comes first makes no difference.
            article: the article, as the file names it.
            day: the day.

        >>> pause = Suspension(between=("chile", "peru"), articles=("2",), why="a quarrel", since=date(1950, 1, 1))
        >>> pause.rests("peru", "chile", "2", date(1951, 1, 1)), pause.rests("peru", "chile", "1", date(1951, 1, 1))
        (True, False)
        """
        return self.touches(one, other, article) and self.holds_on(day)

    def touches(self, one: str, other: str, article: str) -> bool:
        """Tell whether the suspension concerns an article between two states, on any day.

        Args:
            one: the id of a state.
            other: the id of the other; which comes first makes no difference.
            article: the article, as the file names it.

        >>> pause = Suspension(between=("chile", "peru"), articles=("2",), why="a quarrel", since=date(1950, 1, 1))
        >>> pause.touches("peru", "chile", "2"), pause.touches("peru", "bolivia", "2")
        (True, False)
        """
        return {one, other} == set(self.between) and (
            not self.articles or article in self.articles
        )


class Reservation(Checked):
    """What one party excluded or understood when it agreed to be bound."""

    state: Id
    articles: tuple[str, ...] = ()
    """The articles touched; all where left out."""
    gist: str
    conditions: tuple[Condition, ...] = ()
    """Conditions added to what this state owes (as obligor)."""
    source: Id | None = None


class Witness(Strict):
    """One witness of a text or of a date, where witnesses differ or where the text was seen."""

    source: SourceId
    says: str
    about: str = "text"
    """`text`, `in-force`, `until`, or an article."""


class Invoked(Strict):
    """An invocation: a state relied on an article, and what followed. It is a fact of practice; no duty follows from
    it.
    """

    day: date
    by: tuple[StateId, ...] = Field(min_length=1)
    against: tuple[StateId, ...] = ()
    article: str = ""
    what: str = Field(min_length=10)
    """What was claimed, and what followed."""
    source: SourceId
