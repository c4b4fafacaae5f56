"""The extent of an answer: how much is shown, a value that the command line, the library and the forms share."""

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
    """How much of an answer is shown. By default everything near is shown and the rest is counted.

    `brief` shows the bottom line and the instruments; `all` shows everything; `only` shows these states (by id); `duty`
    shows one kind of duty (`help` for every kind that draws in).

    >>> DetailOptions(duty="help").of_kind(Duty.CONSULT), DetailOptions().of_kind(Duty.CONSULT)
    (False, True)
    """

    brief: bool = False
    all: bool = False
    only: tuple[str, ...] = ()
    duty: str = ""
    understood: str = ""
    """What of a question in words was left out or assumed."""

    def __post_init__(self) -> None:
        if self.brief and self.all:
            raise CasusError(
                "`brief` and `all` exclude each other", remedy="ask for one of the two"
            )
        if self.duty:
            kind_of_duty(self.duty)

    @property
    def whole(self) -> bool:
        """Whether the whole answer is shown, so that its bottom line comes first, and not only picked states."""
        return not self.only and not self.duty

    def of_kind(self, duty: Duty) -> bool:
        """Tell whether duties of this kind are shown."""
        if not self.duty:
            return True
        return duty.drawn_in if self.duty == HELP else duty is Duty(self.duty)

    def concerns(self, states: Iterable[str]) -> tuple[str, ...]:
        """List which of some states are shown."""
        return tuple(s for s in states if not self.only or s in self.only)

    def calls(self, instruments: Iterable[Instrument]) -> list[TriggeredArticle]:
        """List the called articles of some instruments that are shown, without the states that are left out."""
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
        """List the chains that are shown, without the states that are left out."""
        shown = ((c, self.concerns(c.states)) for c in chains if self.of_kind(c.duty))
        return [replace(c, states=states) for c, states in shown if states]
