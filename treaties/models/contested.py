"""Contested entities: the days of the contest, the states that recognise each, and whose land it is for the
others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from treaties.models.conditions import SourceId, StateId, Strict
from treaties.models.dated import Dated
from treaties.vocabulary.terms import Presumption


class Recognition(Dated):
    """The recognition of an entity by a state, with its days."""

    state: StateId


class Contested(Dated):
    """An entry of the register that some states hold to be a state, and others do not.

    Whether it is one is a question. It bears on what law asks of force between states: not on what a treaty promises
    an entity that is itself a party to it.
    """

    state: StateId
    of: tuple[StateId, ...] = ()
    """The states to whose land it belongs for those who do not recognise it; empty where that is open too."""
    recognised_by: tuple[Recognition, ...] = ()
    """The states that recognise it: all of them, unless `count` gives their number."""
    count: str = ""
    """The number of states that recognise it, where they are too many to list."""
    counted: date | None = None
    """The day of that count."""
    denied_by: tuple[StateId, ...] = ()
    """Some of the states that do not recognise it, shown beside the number."""
    status: str = ""
    """What the United Nations or a court said of it, as a clause."""
    presumed: Presumption = Presumption.OPEN
    """Whether it is presumed to be a state until somebody answers."""
    why: str = Field(min_length=10)
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True

    def recognising(self, day: date) -> Iterator[str]:
        """List the recorded states that recognise it on a day.

        >>> from treaties.loading.corpus import load_corpus
        >>> somaliland = load_corpus().contested_on("somaliland", date(2026, 1, 1))
        >>> list(somaliland.recognising(date(2026, 1, 1)))
        ['israel']
        """
        yield from (r.state for r in self.recognised_by if r.holds_on(day))


class ContestedStates(Strict):
    """The entities whose statehood is contested, in the order of the file."""

    contested: tuple[Contested, ...] = ()
