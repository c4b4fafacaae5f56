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
    """A period in which an instrument is suspended for one party."""

    why: str = Field(min_length=5)
    source: Id | None = None


class PartyStanding(Dated, Checked):
    """A period in which it is disputed whether the treaty still bound a party.

    The party declared a withdrawal that the treaty does not allow, froze its membership, or was excluded from the
    organs.
    """

    why: str = Field(min_length=10)
    """The reason for the presumption, as a clause."""
    presumed: Presumption = Presumption.YES
    """Whether the party is presumed to be bound."""
    kept_out: bool = False
    """Whether the other parties excluded it from their organs in this period, so that it is not counted as a member."""
    source: Id | None = None


class Party(Dated, Checked):
    """A party, with the days of its accession and exit if they differ from those of the instrument."""

    state: Annotated[Id, Ref("state", short=True)]
    for_: str = Field(default="", alias="for")
    """The part of the state that is bound, if the treaty does not bind all of it."""
    suspended: tuple[Rest, ...] = ()
    """Periods in which the instrument is suspended for this party."""
    standing: tuple[PartyStanding, ...] = ()
    """Periods in which it is disputed whether the treaty still bound the party."""
    expelled: bool = False
    """Whether the other parties ended its membership."""
    reservation: str = ""
    """What the party excluded or understood, in our own words, if it needs no condition; otherwise use `[[reservations]]`."""
    note: str = ""


PartyField = Annotated[Party, BeforeValidator(_party)]


class Suspension(Dated):
    """The suspension, or the end, of a treaty between two or more of its parties, while it stays in force for the
    others.
    """

    between: tuple[Id, ...] = Field(min_length=2)
    """The parties; the treaty is suspended between each two of them."""
    ended: bool = False
    """Whether the treaty ended between them and will not come back to life."""
    articles: tuple[str, ...] = ()
    """The suspended articles; all if empty."""
    why: str
    source: Id | None = None
    verified: bool = True

    def rests(self, one: str, other: str, article: str, day: date) -> bool:
        """Return whether an article is suspended between two states on a day.

        Args:
            one: the id of a state.
            other: the id of the other state; the order does not matter.
            article: the article, as the file names it.
            day: the day.

        >>> pause = Suspension(between=("chile", "peru"), articles=("2",), why="a quarrel", since=date(1950, 1, 1))
        >>> pause.rests("peru", "chile", "2", date(1951, 1, 1)), pause.rests("peru", "chile", "1", date(1951, 1, 1))
        (True, False)
        """
        return self.touches(one, other, article) and self.holds_on(day)

    def touches(self, one: str, other: str, article: str) -> bool:
        """Return whether the suspension concerns an article between two states, on any day.

        Args:
            one: the id of a state.
            other: the id of the other state; the order does not matter.
            article: the article, as the file names it.

        >>> pause = Suspension(between=("chile", "peru"), articles=("2",), why="a quarrel", since=date(1950, 1, 1))
        >>> pause.touches("peru", "chile", "2"), pause.touches("peru", "bolivia", "2")
        (True, False)
        """
        both = one != other and {one, other} <= set(self.between)
        return both and (not self.articles or article in self.articles)


class Reservation(Checked):
    """The articles that a party excluded, or declared to understand in its own way, when it agreed to be bound."""

    state: Id
    articles: tuple[str, ...] = ()
    """The articles concerned; all if empty."""
    gist: str
    conditions: tuple[Condition, ...] = ()
    """Conditions added to this state's duties as obligor."""
    source: Id | None = None


class Witness(Strict):
    """A copy or report of a text or date, where copies differ or where the text was seen."""

    source: SourceId
    says: str
    about: str = "text"
    """`text`, `in-force`, `until`, or an article."""


class Invoked(Strict):
    """An invocation of an article by a state, and what followed. It is a fact of practice and creates no duty."""

    day: date
    by: tuple[StateId, ...] = Field(min_length=1)
    against: tuple[StateId, ...] = ()
    article: str = ""
    what: str = Field(min_length=10)
    """What was claimed, and what followed."""
    source: SourceId
