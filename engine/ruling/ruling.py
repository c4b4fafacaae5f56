"""The values of a ruling: the holding on each state, the duties behind it, and the reasons against a duty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from engine.findings.calls import TriggeredArticle
from engine.findings.unbound import NotBinding
from engine.question.topic import Topic
from engine.record.questions import Literal
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import Duty


class Holding(StrEnum):
    """The ruling on a state in one word, the same in every output form."""

    OBLIGED = "obliged"
    """The state must help; the text fixes the help or leaves its form open."""
    OWN_MEANS = "obliged-own-means"
    """The state must act, and chooses how."""
    ONLY_IF = "only-if"
    """The state must help only if some act, request, decision or judgement follows."""
    MAY = "may"
    """The state may help, but need not."""
    CONSULT = "consult"
    """The state need only consult."""
    NEUTRAL = "neutral"
    """The state must stay neutral, or must not help one side."""
    NONE = "none"
    """The state owes nothing."""
    UNKNOWN = "unknown"
    """The text that may bind the state is unpublished."""

    @property
    def helps(self) -> bool:
        """Whether the state owes help, at least conditionally."""
        return self in (Holding.OBLIGED, Holding.OWN_MEANS, Holding.ONLY_IF)

    @property
    def may_oblige(self) -> bool:
        """Whether the state owes help, at least conditionally, or may owe it by an unpublished text."""
        return self.helps or self is Holding.UNKNOWN


class Lacking(StrEnum):
    """The kind of reason why a treaty asked about obliges nobody to help."""

    NOT_PARTY = "not-party"
    VICTIM_NOT_PARTY = "victim-not-party"
    ATTACKS = "attacks"
    """The treaty promises help to a party that is attacked, and the party asked about is the attacker."""
    ENDED = "ended"
    NOT_IN_FORCE = "not-in-force"
    NO_HELP = "no-help"
    CONDITION = "condition"
    BARRED = "barred"
    """The treaty promises help that may not be given here."""
    BELOW = "below"
    SUPPOSED = "supposed"
    """An answer that the question supposes stands against the help."""
    ALL_ATTACK = "all-attack"
    """All parties that would have to help are the attackers."""


@dataclass(frozen=True)
class Owed:
    """A triggered article that binds some states, with the judgements and events on which the duty depends."""

    call: TriggeredArticle
    on: tuple[Literal, ...] = ()
    """The judgements that must come first, on the shortest path to the duty."""
    events: tuple[Literal, ...] = ()
    """The acts and decisions that must come first, on the shortest path to the duty."""
    by: tuple[str, ...] = ()
    """The obligors that are spoken of; empty for all that the article binds."""

    def of(self, states: Iterable[str]) -> Owed:
        """Return the duty of some of the obligors alone; that of all if no state is given."""
        return replace(self, by=tuple(states))

    @property
    def states(self) -> tuple[str, ...]:
        """The ids of the obligors that are spoken of."""
        return self.by or self.call.states

    @property
    def settled(self) -> bool:
        """Whether the duty depends on no judgement and no further act."""
        return not self.on and not self.events

    @property
    def open_points(self) -> int:
        """The number of judgements and events on which the duty depends."""
        return len(self.on) + len(self.events)

    @property
    def haste(self) -> str:
        """The article's words on how soon the duty must be performed; empty if the treaty file has none."""
        return self.call.clause.obligation.urgency

    @property
    def since(self) -> date | None:
        """The day on which the treaty entered into force."""
        return self.call.treaty.since


@dataclass(frozen=True)
class StateRuling:
    """The ruling on one state asked about."""

    state: str
    holding: Holding
    settled: tuple[Owed, ...] = ()
    """The duties that depend on nothing further, strongest first."""
    open: tuple[Owed, ...] = ()
    """The duties to help that depend on something further, nearest first; if the state has no other duty, the open duties
    to consult.
    """
    below: tuple[Owed, ...] = ()
    """What the state promised without binding itself in international law."""
    because: tuple[NotBinding, ...] = ()
    """The reasons why the state owes no help, the decisive one first."""
    other_side: tuple[Owed, ...] = ()
    """The help that the state owes to the other side of the war."""
    side: str = ""
    """`victim` or `attacker` if the state is itself one of them; otherwise empty."""
    lesser: tuple[Owed, ...] = ()
    """The lesser duties that depend on something further."""

    @property
    def main(self) -> Owed | None:
        """The duty that decides the holding; None if none does."""
        owed = (*self.settled, *self.open)
        fitting = [o for o in owed if _rests_on(self.holding, o)]
        return fitting[0] if fitting else None


def _rests_on(holding: Holding, owed: Owed) -> bool:
    """Tell whether a holding can rest on a duty."""
    duty = owed.call.duty
    if holding.may_oblige:
        return owed.call.helping
    if holding is Holding.MAY:
        return duty is Duty.MAY_ASSIST
    if holding is Holding.CONSULT:
        return duty.lesser and duty is not Duty.MAY_ASSIST
    return holding is Holding.NEUTRAL


@dataclass(frozen=True)
class TreatyRuling:
    """The ruling on a treaty, or one of its articles, asked about."""

    treaty: Treaty
    article: str = ""
    calls: tuple[Owed, ...] = ()
    """The duties that the treaty imposes here, strongest first."""
    lacking: Lacking | None = None
    """The reason why the treaty obliges nobody to help; None if it obliges somebody."""
    state: str = ""
    """The id of the state that the reason concerns."""
    because: NotBinding | None = None
    """The condition that failed, if that is the reason."""
    barred: tuple[Owed, ...] = ()
    """The promised help that may not be given, if that is the reason."""
    supposed: Literal | None = None
    """The supposed answer, if that is the reason."""

    @property
    def helping(self) -> tuple[Owed, ...]:
        """The duties to help that the treaty imposes."""
        return tuple(o for o in self.calls if o.call.helping)


@dataclass(frozen=True)
class Ruling:
    """The answer to the question asked, as values: a ruling for each state and treaty asked about, and all help that is
    owed, may be owed, or is barred.
    """

    topic: Topic
    states: tuple[StateRuling, ...] = ()
    """The rulings on the states asked about, in the question's order."""
    treaties: tuple[TreatyRuling, ...] = ()
    """The rulings on the treaties asked about, in the question's order."""
    settled: tuple[Owed, ...] = ()
    """All help that depends on nothing further, most important first."""
    open: tuple[Owed, ...] = ()
    """All help that depends on something further, most important first."""
    barred: tuple[Owed, ...] = ()
    """All help that is owed on the text but may not be given, most important first."""

    @property
    def main_duties(self) -> list[tuple[Owed, tuple[str, ...]]]:
        """The main duty of each state asked about, with this state; if the question asks about no state, the most
        important article of help, with the states that owe it.
        """
        if self.states:
            return [(s.main, (s.state,)) for s in self.states if s.main]
        return [(o, o.call.states) for o in (*self.settled, *self.open)[:1]]

    @property
    def bound(self) -> tuple[str, ...]:
        """The states whose help depends on nothing further, without repetitions."""
        return tuple(dict.fromkeys(s for o in self.settled for s in o.call.states))

    @property
    def in_doubt(self) -> tuple[str, ...]:
        """The states all of whose help depends on something further, without repetitions."""
        named = dict.fromkeys(s for o in self.open for s in o.call.states)
        return tuple(s for s in named if s not in self.bound)
