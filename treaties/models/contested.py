"""Contested states: when their statehood is disputed, who recognises them, and whose territory they are for other states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from treaties.models.conditions import SourceId, StateId, Strict
from treaties.models.dated import Dated
from treaties.vocabulary.terms import Presumption


class Recognition(Dated):
    """The recognition of a contested state by another state, for a period."""

    state: StateId


class Contested(Dated):
    """An entity that some states regard as a state and others do not.

    Whether it is a state is then a question. It affects what general law says about force between states, but not what
    a treaty promises to an entity that is itself a party.
    """

    state: StateId
    of: tuple[StateId, ...] = ()
    """The states to which it belongs in the view of states that do not recognise it; empty if that is open too."""
    recognised_by: tuple[Recognition, ...] = ()
    """The states that recognise it: all of them, unless `count` gives their number."""
    count: str = ""
    """The number of states that recognise it, if there are too many to list."""
    counted: date | None = None
    """The date of that number."""
    denied_by: tuple[StateId, ...] = ()
    """Some states that do not recognise it, named beside the number."""
    dependent: str = ""
    """What it was where nobody disputes that: a part or a vassal of the state to which it belongs, or occupied, as the
    end of a sentence that begins with its name and `is`.
    """
    status: str = ""
    """What the United Nations or a court said about it, as a clause."""
    presumed: Presumption = Presumption.OPEN
    """Whether it is presumed to be a state until the question is answered."""
    why: str = Field(min_length=10)
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True

    def recognising(self, day: date) -> Iterator[str]:
        """Yield the recorded states that recognise the entity on a day.

        >>> from treaties.loading.corpus import load_corpus
        >>> somaliland = load_corpus().contested_on("somaliland", date(2026, 1, 1))
        >>> list(somaliland.recognising(date(2026, 1, 1)))
        ['israel']
        """
        yield from (r.state for r in self.recognised_by if r.holds_on(day))


class ContestedStates(Strict):
    """The register of entities with contested statehood."""

    contested: tuple[Contested, ...] = ()
