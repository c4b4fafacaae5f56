"""The clauses of a sentence, with the questions that they contain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.question.composing.clues import Clue, classes
from engine.question.vocabulary import word_set

PAST = frozenset(["did", "was", "were", "had"])
"""Verbs that mark a question as being about the past."""
FORBIDDING = frozenset(["must", "shall"])
"""Verbs that forbid before a `not`."""
OBLIGING = frozenset(["DUTY", "OBLIGATIONS", "OBLIGE", "SHOULD", "OWES"])


class Unplaced(Exception):
    """Raised when a part of a sentence has no role in its question."""


@dataclass
class Asking:
    """One question of a sentence: the words (clues) for the states asked about, for the states to be helped and for
    their opponents, and further words.
    """

    role: str
    asked: tuple[Clue, ...] = ()
    either: bool = False
    helped: tuple[Clue, ...] = ()
    against: tuple[Clue, ...] = ()
    verbs: list[Clue] = field(default_factory=list)
    """The words for the duty, and the verbs of the question."""
    denied: list[Clue] = field(default_factory=list)
    beside: bool = False
    """Whether the states to be helped may be attackers instead: `fight with X`, `join X`."""
    of_law: bool = False
    """Whether the question is what a state owes."""

    def says(self, *names: str) -> bool:
        """Return whether a verb of the question, or a word for the duty, has one of the given classes."""
        return any(clue.class_ in names for clue in self.verbs)

    @property
    def obliges(self) -> bool:
        """Whether a word of the question expresses an obligation, such as `must`."""
        texts = {c.text.casefold() for c in self.verbs}
        return self.says(*OBLIGING) or bool(texts & word_set("obliging"))

    @property
    def conduct(self) -> bool:
        """Whether the question asks what states will do, instead of what they must do."""
        return self.role == "must" and not self.obliges

    @property
    def forbids(self) -> bool:
        """Whether the question asks what states are forbidden to do: `must not help`."""
        pairs = zip(self.verbs, self.verbs[1:], strict=False)
        return any(
            one.text.casefold() in FORBIDDING and other.class_ == "NOT"
            for one, other in pairs
        )

    @property
    def past(self) -> bool:
        """Whether the question is about the past."""
        verbs = (c for c in self.verbs if c.class_ in ("MODAL", "BE"))
        dated = self.role in ("since", "until")
        return not dated and any(c.text.casefold() in PAST for c in verbs)

    @property
    def stays_out(self) -> bool:
        """Whether the question asks if a state must stay neutral."""
        may = self.says("MAY", "FREE_TO", "NOT")
        return self.says("STAYS_OUT") and self.says("DUTY", "MODAL") and not may

    @property
    def denials(self) -> list[Clue]:
        """The words of the question that deny the duty."""
        return [] if self.stays_out else self.denied

    @property
    def deeds(self) -> list[int]:
        """The numbers of the words for the act that a state would perform, such as to help or fight."""
        names = ("HELP", "ACT", "FIGHTS", "COMES")
        return [c.number for c in self.verbs if c.class_ in names]


@dataclass
class Passage:
    """One clause of a sentence as its clues, with the questions in it and the positions that these questions use."""

    clues: Sequence[Clue]
    ends: str
    """The punctuation mark that ends the clause."""
    last: int = 0
    """The position in the text after its last word."""
    questions: list[Asking] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def class_(self, at: int) -> str:
        """Return the class of the clue at a position; empty if there is none."""
        return self.clues[at].class_ if 0 <= at < len(self.clues) else ""

    def has(self, names: frozenset[str], first: int = 0, behind: int = -1) -> bool:
        """Return whether a clue of the given classes stands between two positions.

        Args:
            names: the classes.
            first: the first position.
            behind: the position after the last; by default the end of the clause.
        """
        last = len(self.clues) if behind < 0 else behind
        return any(self.class_(n) in names for n in range(max(first, 0), last))

    @property
    def happens(self) -> bool:
        """Whether the clause describes an event."""
        return self.has(frozenset(["CASE"]))

    @property
    def asks_duty(self) -> bool:
        """Whether the clause contains a word that asks about a duty."""
        return self.has(classes("helping", "covering", "duty"))
