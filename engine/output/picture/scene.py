"""The scene of an escalation: who fights, which instruments are called on which side, whom each binds. No coordinates yet.

It shows what the text tells: the calls at once and the chains if it goes on. An instrument is one card with a row for all whom one
article binds alike, so that an alliance of thirty sends one arrow and not thirty.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from engine.output.picture.force import ActOfForce
from engine.output.prose import CAVEAT, listed, standing
from engine.verdicts.grounds import Ground
from engine.verdicts.verdict import Status, Verdict
from treaties.models.treaty import Treaty

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution


class Stage(IntEnum):
    """When a duty is called; who must stay out stands apart from both sides."""

    AT_ONCE = 1
    LATER = 2
    ASIDE = 3


@dataclass(frozen=True)
class Belligerents:
    """Who fights in the question itself: a state, or all of one side where they are many."""

    id: str
    states: tuple[str, ...]
    names: tuple[str, ...]
    side: int


@dataclass(frozen=True)
class CardRow:
    """One row of a card: the states that one article binds alike, the weightiest first."""

    id: str
    states: tuple[str, ...]
    names: tuple[str, ...]
    verdict: Verdict
    ground: Ground
    beneficiaries: tuple[str, ...]
    """All to whom it is owed alike."""
    also: tuple[Ground, ...] = ()
    """Lesser duties of the same states under the same instrument."""
    target: str = ""
    """The id of the party or the row to whom it is owed; none where that is not drawn."""

    @property
    def status(self) -> Status:
        """The status of the duty."""
        return self.verdict.status


@dataclass(frozen=True)
class Card:
    """One instrument on one side; on no side, which is 0, for those who must stay out."""

    id: str
    treaty: Treaty
    side: int
    stage: Stage
    groups: tuple[CardRow, ...]


@dataclass(frozen=True)
class Scene:
    """Parties, cards and force of one answer."""

    parties: tuple[Belligerents, ...]
    cards: tuple[Card, ...]
    force: tuple[ActOfForce, ...]
    rest: dict[tuple[Stage, int], tuple[str, ...]]
    """Names of the states whose instruments found no room, by stage and side."""
    names: dict[str, str]
    """Names of all states that duties in it are owed to."""
    focus: str = ""
    """The one state that it is drawn for."""

    @property
    def groups(self) -> tuple[CardRow, ...]:
        """The rows of all cards."""
        return tuple(g for c in self.cards for g in c.groups)

    def of(self, side: int, stage: Stage) -> tuple[Card, ...]:
        """The cards of a stage; those aside belong to no side."""
        return tuple(c for c in self.cards if c.stage is stage and c.side == side)


def in_words(answer: Solution, scene: Scene) -> str:
    """What the picture shows, for a reader who cannot see it."""
    told = "; ".join(
        f"{c.treaty.name}: {listed(g.names)}: {standing(g.verdict)}" for c in scene.cards for g in c.groups
    )
    read = f" Read as {answer.asked.name}." if answer.asked else ""
    return f"{CAVEAT}{read} {told or 'Nobody is drawn in'}."
