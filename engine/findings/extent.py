"""The extent of an answer: how much of it is shown. The command line, the library and the forms share these options."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from engine.findings.calls import Instrument, TriggeredArticle
from engine.findings.further import Chain
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.kinds_of_duty import HELP, kind_of_duty
from treaties.vocabulary.terms import Duty


@dataclass(frozen=True)
class DetailOptions:
    """How much of an answer is shown. By default effects a few steps away are shown, and the rest is counted.

    `brief` shows the bottom line and the instruments only; `all` shows everything; `only` limits the answer to states,
    by id; `duty` limits it to one kind of duty (`help` for every kind that draws a state in).

    Raises `CasusError` if both `brief` and `all` are set, and `UnknownName` for an unknown `duty`.

    >>> DetailOptions(duty="help").of_kind(Duty.CONSULT), DetailOptions().of_kind(Duty.CONSULT)
    (False, True)
    """

    brief: bool = False
    all: bool = False
    only: tuple[str, ...] = ()
    duty: str = ""
    understood: str = ""
    """A note on the parts of a question in words that were ignored or assumed."""

    def __post_init__(self) -> None:
        if self.brief and self.all:
            raise CasusError(
                "`brief` and `all` exclude each other", remedy="ask for one of the two"
            )
        if self.duty:
            kind_of_duty(self.duty)

    @property
    def whole(self) -> bool:
        """Whether the answer is shown without a limit to some states or to one duty; its bottom line then comes first."""
        return not self.only and not self.duty

    def of_kind(self, duty: Duty) -> bool:
        """Return whether duties of this kind are shown."""
        if not self.duty:
            return True
        return duty.drawn_in if self.duty == HELP else duty is Duty(self.duty)

    def concerns(self, states: Iterable[str]) -> tuple[str, ...]:
        """Return those of the given states that the answer shows, in the same order."""
        return tuple(s for s in states if not self.only or s in self.only)

    def calls(self, instruments: Iterable[Instrument]) -> list[TriggeredArticle]:
        """Return the triggered articles of the given instruments that the answer shows, each with the states that it
        shows.
        """
        calls = (
            (c, self.concerns(c.states))
            for i in instruments
            for c in i.calls
            if self.of_kind(c.duty)
        )
        return [
            replace(c, states=states, fighting=self.concerns(c.fighting))
            for c, states in calls
            if states
        ]

    def chains(self, chains: Iterable[Chain]) -> list[Chain]:
        """Return those of the given chains that the answer shows, without states that it does not show."""
        shown = ((c, self.concerns(c.states)) for c in chains if self.of_kind(c.duty))
        return [replace(c, states=states) for c, states in shown if states]
