"""Words that name no state: groups of states, armed forces that are nobody's army, and adjectives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from pydantic import Field, model_validator

from treaties.models.conditions import Id, Strict, TreatyId
from treaties.models.parties import PartyField
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import CasusError, UnknownName
from treaties.vocabulary.names import fold, listed


class Group(Strict):
    """The states that one word names: the parties of an instrument on a day, or a list of states.

    >>> baltic = Group(id="baltic-states", name="the Baltic states", states=["estonia", "latvia", "lithuania"])
    >>> baltic.members(date(2026, 1, 1), ())
    ('estonia', 'latvia', 'lithuania')
    """

    id: Id
    name: str
    aliases: tuple[str, ...] = ()
    treaty: TreatyId | None = None
    """The instrument whose parties the word names."""
    states: tuple[PartyField, ...] = ()
    whole: bool = False
    """Whether the word means all of these states where something is done to them (`the Baltic states are attacked`)."""
    note: str = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Group:
        if bool(self.treaty) == bool(self.states):
            raise ValueError("a group has either a `treaty` or `states`")
        return self

    def members(self, day: date, treaties: Iterable[Treaty]) -> tuple[str, ...]:
        """List the members on a day; none before it began and after it ended."""
        if self.treaty is None:
            return tuple(p.state for p in self.states if p.holds_on(day))
        return next((t.parties_on(day) for t in treaties if t.id == self.treaty), ())


class Force(Strict):
    """An armed group that is no state's army. Whether its acts are a state's acts is a question of law."""

    name: str
    aliases: tuple[str, ...] = ()
    lives_in: tuple[PartyField, ...] = ()
    """The states on whose land the group lives: its force there is a rising from within."""


class AskedBack(Strict):
    """Words of one class that may change the meaning of a question, so that the user is asked which question is meant."""

    name: str
    why: str
    words: str
    """With commas between."""
    example: str


class NoState(CasusError):
    """An error: a word names a group of states, or an armed group, where a state is asked for."""


class Groups(Strict):
    """All groups, found by name or alias.

    >>> from treaties.loading.corpus import load_corpus
    >>> load_corpus().groups.find("NATO").id
    'nato'
    """

    groups: tuple[Group, ...] = Field(default=())
    forces: tuple[Force, ...] = ()
    adjectives: dict[str, str] = Field(default_factory=dict)
    """Adjectives in small letters, each with the name or id of its state."""
    stand_ins: dict[str, str] = Field(default_factory=dict)
    """Capitals, cities, peoples and nicknames, folded, each with its state; or with the ids of several, with `/`
    between, where the first that existed on the day is meant; or with those of several that bear it at once, with
    `|` between.
    """
    rulers: dict[str, str] = Field(default_factory=dict)
    """Heads of states by whose name people mean the state, folded, each with its name: it is offered, not assumed."""
    times: dict[str, date] = Field(default_factory=dict)
    """Events by which people name a time, folded, each with a day of it that is offered."""
    instruments: dict[str, str] = Field(default_factory=dict)
    """How an instrument is referred to without its name, folded, each with its id."""
    asked_back: tuple[AskedBack, ...] = ()

    @cached_property
    def _named(self) -> dict[str, Group | Force]:
        return {fold(word): one for one, word in self.spellings()}

    def spellings(self) -> Iterable[tuple[Group | Force, str]]:
        """List every word that names a group of states or an armed group."""
        every: tuple[Group | Force, ...] = (*self.groups, *self.forces)
        for one in every:
            yield from ((one, word) for word in (one.name, *one.aliases))
        yield from ((group, group.id) for group in self.groups)

    def get(self, text: str) -> Group | Force | None:
        """Find a group of states or an armed group by its name; None where there is none."""
        return self._named.get(fold(text))

    def at_home(self, force: str, state: str, day: date) -> bool:
        """Tell whether an armed group lives on the land of a state that day.

        Args:
            force: the name of the group.
            state: the id of the state.
            day: the day.
        """
        found = self.get(force)
        return isinstance(found, Force) and any(
            p.state == state and p.holds_on(day) for p in found.lives_in
        )

    def find(self, text: str) -> Group:
        """Find the group of states of that name; raises `UnknownName` or `NoState`."""
        found = self.get(text)
        if isinstance(found, Force):
            raise self.no_state(text, found)
        if found is None:
            raise UnknownName("group of states", text, [w for _, w in self.spellings()])
        return found

    def no_state(self, text: str, found: Group | Force) -> NoState:
        """Make the error for a word that should have been a state."""
        if isinstance(found, Force):
            return NoState(
                f"`{text}` is an armed group and no state",
                remedy="name the state whose act its force is taken to be, or leave the attacker out",
            )
        of = (
            f"the parties of `{found.treaty}`"
            if found.treaty
            else listed(f"`{p.state}`" for p in found.states)
        )
        return NoState(
            f"`{text}` is a group of states and no state: {of}",
            remedy="name one of them",
        )
