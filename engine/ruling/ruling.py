"""The values of a ruling: a holding for each state asked about, the duties it rests on, and the reason for a *no*."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.findings.calls import TriggeredArticle
from engine.findings.unbound import NotBinding
from engine.question.topic import Topic
from engine.record.questions import Literal
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import Duty


class Holding(StrEnum):
    """The ruling on a state in one word, which all forms of an answer share."""

    OBLIGED = "obliged"
    """The state must help; the text fixes the help or leaves its form open."""
    OWN_MEANS = "obliged-own-means"
    """The state must act, and chooses how."""
    ONLY_IF = "only-if"
    """The state must help if an act, a request, a decision or a judgement comes."""
    MAY = "may"
    """The state may help, and need not."""
    CONSULT = "consult"
    """The state need only consult."""
    NEUTRAL = "neutral"
    """The state must stay neutral, or must not help the other side."""
    NONE = "none"
    """The state owes nothing."""
    UNKNOWN = "unknown"
    """The text that may bind the state is unpublished."""

    @property
    def helps(self) -> bool:
        """Whether help is owed, at least on a condition."""
        return self in (Holding.OBLIGED, Holding.OWN_MEANS, Holding.ONLY_IF)


class Lacking(StrEnum):
    """Why a treaty that was asked about binds a state to nothing here."""

    NOT_PARTY = "not-party"
    VICTIM_NOT_PARTY = "victim-not-party"
    ATTACKS = "attacks"
    """The treaty helps a party that is attacked, and the party asked about attacks."""
    ENDED = "ended"
    NOT_IN_FORCE = "not-in-force"
    NO_HELP = "no-help"
    CONDITION = "condition"
    BARRED = "barred"
    """The treaty promises help that may not be given here."""
    BELOW = "below"


@dataclass(frozen=True)
class Owed:
    """A called article that binds some states, with the judgements and events on which the duty depends."""

    call: TriggeredArticle
    on: tuple[Literal, ...] = ()
    """The judgements on which the duty depends, on the nearest way."""
    events: tuple[Literal, ...] = ()
    """The acts and decisions on which the duty depends, on the nearest way."""

    @property
    def settled(self) -> bool:
        """Whether the duty depends on no judgement and no further act."""
        return not self.on and not self.events

    @property
    def haste(self) -> str:
        """The article's word for when the duty is to be done; empty where nothing on file says when."""
        return self.call.clause.obligation.urgency

    @property
    def since(self) -> date | None:
        """The day on which the treaty entered into force."""
        return self.call.treaty.since


@dataclass(frozen=True)
class StateRuling:
    """The ruling on a state that the question asks about."""

    state: str
    holding: Holding
    settled: tuple[Owed, ...] = ()
    """Every duty that depends on nothing, hardest first."""
    open: tuple[Owed, ...] = ()
    """Every duty of help that depends on something, nearest first; the talks that do where the state owes no other
    duty.
    """
    below: tuple[Owed, ...] = ()
    """What the state promised without binding itself by treaty."""
    because: tuple[NotBinding, ...] = ()
    """Why the state owes no help, the deciding reason first."""
    other_side: tuple[Owed, ...] = ()
    """The help that the state owes to the other side of the war."""
    side: str = ""
    """`victim` or `attacker` where the state is one itself."""
    lesser: tuple[Owed, ...] = ()
    """Every lesser duty that depends on something."""

    @property
    def main(self) -> Owed | None:
        """The duty that decides the holding; None where no duty does."""
        owed = (*self.settled, *self.open)
        fitting = [o for o in owed if _rests_on(self.holding, o)]
        return fitting[0] if fitting else None


def _rests_on(holding: Holding, owed: Owed) -> bool:
    """Tell whether a holding can rest on a duty."""
    duty = owed.call.duty
    if holding.helps or holding is Holding.UNKNOWN:
        return owed.call.helping
    if holding is Holding.MAY:
        return duty is Duty.MAY_ASSIST
    if holding is Holding.CONSULT:
        return duty.lesser and duty is not Duty.MAY_ASSIST
    return holding is Holding.NEUTRAL


@dataclass(frozen=True)
class TreatyRuling:
    """The ruling on a treaty, or on an article, that the question asks about."""

    treaty: Treaty
    article: str = ""
    calls: tuple[Owed, ...] = ()
    """What the treaty obliges its parties to do here, hardest first."""
    lacking: Lacking | None = None
    """Why the treaty obliges nobody to help; None where it does."""
    state: str = ""
    """The state that the reason is about."""
    because: NotBinding | None = None
    """The condition that failed, where that is the reason."""
    barred: tuple[Owed, ...] = ()
    """The help that the treaty promises and that may not be given, where that is the reason."""

    @property
    def helping(self) -> tuple[Owed, ...]:
        """The articles that oblige to help."""
        return tuple(o for o in self.calls if o.call.helping)


@dataclass(frozen=True)
class Ruling:
    """The answer to the question asked, as values."""

    topic: Topic
    states: tuple[StateRuling, ...] = ()
    """The rulings on the states asked about, in their order."""
    treaties: tuple[TreatyRuling, ...] = ()
    """The rulings on the treaties asked about, in their order."""
    settled: tuple[Owed, ...] = ()
    """All help that depends on nothing, weightiest first."""
    open: tuple[Owed, ...] = ()
    """All help that depends on something, weightiest first."""
    barred: tuple[Owed, ...] = ()
    """All help that is owed on the text and may not be given, weightiest first."""

    @property
    def bound(self) -> tuple[str, ...]:
        """Every state whose help depends on nothing, each once."""
        return tuple(dict.fromkeys(s for o in self.settled for s in o.call.states))

    @property
    def in_doubt(self) -> tuple[str, ...]:
        """Every state whose help depends on something alone, each once."""
        named = dict.fromkeys(s for o in self.open for s in o.call.states)
        return tuple(s for s in named if s not in self.bound)
