"""Names that are not names of single states: groups of states, armed groups, adjectives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from pydantic import Field, model_validator

from treaties.models.conditions import Id, Strict, TreatyId
from treaties.models.dated import Dated
from treaties.models.parties import Party, PartyField
from treaties.models.statehood import State
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import CasusError, UnknownName
from treaties.vocabulary.names import fold, listed


class Group(Strict):
    """A name for several states: the parties of an instrument on a day, a list of states, or the great powers.

    A body that is older than its instrument, or whose organs act without suspended members, has both.

    >>> baltic = Group(id="baltic-states", name="the Baltic states", states=["estonia", "latvia", "lithuania"])
    >>> baltic.members(date(2026, 1, 1), ())
    ('estonia', 'latvia', 'lithuania')
    """

    id: Id
    name: str
    aliases: tuple[str, ...] = ()
    treaty: TreatyId | None = None
    """The id of the instrument that the name means; its parties are the members where no `states` are listed."""
    states: tuple[PartyField, ...] = ()
    great_powers: bool = False
    """Whether the name means the great powers of the day, which the register of states lists."""
    whole: bool = False
    """Whether the name means all of these states when something is done to them (`the Baltic states are attacked`)."""
    note: str = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Group:
        if not (self.treaty or self.states or self.great_powers):
            raise ValueError("a group has a `treaty`, `states` or `great_powers`")
        return self

    def listing(self, states: Iterable[State]) -> Group:
        """Return a copy of the group that lists every great power as a member, if the group's name means the great
        powers; otherwise the group itself.

        Args:
            states: all states.
        """
        if not self.great_powers:
            return self
        powers = tuple(
            Party(state=state.id, since=span.since, until=span.until)
            for state in states
            for span in state.great_power
        )
        return self.model_copy(update={"states": powers})

    def members(self, day: date, treaties: Iterable[Treaty]) -> tuple[str, ...]:
        """Return the members on a day; empty before the group began and after it ended.

        Args:
            day: the day.
            treaties: the treaties among which to look for `treaty`.
        """
        if self.treaty is None or self.states:
            return tuple(p.state for p in self.states if p.holds_on(day))
        return next((t.parties_on(day) for t in treaties if t.id == self.treaty), ())


class OwnWar(Dated):
    """A conflict in which an armed group fought, with the period in which its force could belong to no other conflict."""

    conflict: str


class Force(Strict):
    """An armed group that is no state's army. Whether its acts are attributed to a state is a question of law."""

    name: str
    aliases: tuple[str, ...] = ()
    lives_in: tuple[PartyField, ...] = ()
    """The states on whose territory the group lives; its force there is an insurrection."""
    wars: tuple[OwnWar, ...] = ()
    """The conflicts to which the group's force at home belongs, by the names that articles use."""


class AskedBack(Strict):
    """Words that may change the meaning of a question, so that the user is asked what is meant."""

    name: str
    why: str
    words: str
    """The words, separated by commas."""
    example: str
    form: str = ""
    """A form of question with such a word that is understood."""


class NoState(CasusError):
    """Raised when a name means a group of states or an armed group, but a single state is needed."""


class Groups(Strict):
    """All groups of states and armed groups, found by name or alias, and other names that mean no single state.

    >>> from treaties.loading.corpus import load_corpus
    >>> load_corpus().groups.find("NATO").id
    'nato'
    """

    groups: tuple[Group, ...] = Field(default=())
    forces: tuple[Force, ...] = ()
    adjectives: dict[str, str] = Field(default_factory=dict)
    """The name or id of the state for each adjective in lower case."""
    stand_ins: dict[str, str] = Field(default_factory=dict)
    """The state for each normalised name of a capital, city or people, or nickname. Ids separated by `/` mean the first
    state that existed on the day; ids separated by `|` mean that several states have the name at once.
    """
    rulers: dict[str, str] = Field(default_factory=dict)
    """The name of the state for each normalised name of a head of state; it is offered to the user, not assumed."""
    times: dict[str, date] = Field(default_factory=dict)
    """A day for each normalised name of a historical event; it is offered to the user."""
    instruments: dict[str, str] = Field(default_factory=dict)
    """The id of an instrument for each normalised phrase that refers to it without its name."""
    asked_back: tuple[AskedBack, ...] = ()

    def listing(self, states: Iterable[State]) -> Groups:
        """Return the groups, in which the group whose name means the great powers lists every great power as a member.

        Args:
            states: all states.

        >>> from treaties.loading.register import load_states
        >>> powers = Group(id="great-powers", name="the great powers", great_powers=True)
        >>> (found,) = Groups(groups=[powers]).listing(load_states()).groups
        >>> found.members(date(1939, 9, 1), ())
        ('united-states', 'united-kingdom', 'france', 'germany', 'italy', 'russia', 'japan')
        """
        every = tuple(states)
        filled = tuple(group.listing(every) for group in self.groups)
        return self.model_copy(update={"groups": filled})

    @cached_property
    def _named(self) -> dict[str, Group | Force]:
        return {fold(word): one for one, word in self.spellings()}

    def spellings(self) -> Iterable[tuple[Group | Force, str]]:
        """Yield every name of a group of states or an armed group, with the group."""
        every: tuple[Group | Force, ...] = (*self.groups, *self.forces)
        for one in every:
            yield from ((one, word) for word in (one.name, *one.aliases))
        yield from ((group, group.id) for group in self.groups)

    def get(self, text: str) -> Group | Force | None:
        """Return a group of states or an armed group by name; None if there is none."""
        return self._named.get(fold(text))

    def at_home(self, force: str, state: str, day: date) -> bool:
        """Return whether an armed group lives on the territory of a state on a day.

        Args:
            force: the name of the group.
            state: the id of the state.
            day: the day.
        """
        found = self.get(force)
        return isinstance(found, Force) and any(
            p.state == state and p.holds_on(day) for p in found.lives_in
        )

    def conflict_of(self, force: str, day: date) -> str:
        """Return the name of the conflict to which an armed group's force at home belongs on a day; empty if none is
        known.

        Args:
            force: the name of the group.
            day: the day.

        >>> from treaties.loading.corpus import load_corpus
        >>> load_corpus().groups.conflict_of("the Carlists", date(1836, 6, 1))
        'the Portuguese and Spanish wars of succession'
        """
        found = self.get(force)
        wars = found.wars if isinstance(found, Force) else ()
        return next((w.conflict for w in wars if w.holds_on(day)), "")

    def find(self, text: str) -> Group:
        """Return a group of states by name.

        Raises `UnknownName`, or `NoState` for an armed group.
        """
        found = self.get(text)
        if isinstance(found, Force):
            raise self.no_state(text, found)
        if found is None:
            raise UnknownName("group of states", text, [w for _, w in self.spellings()])
        return found

    def no_state(self, text: str, found: Group | Force) -> NoState:
        """Return the error for the name of a group used where a single state is needed."""
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
