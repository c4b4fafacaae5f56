"""The clauses of a sentence, with the questions that they ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.question.composing.clues import Clue, classes
from engine.question.vocabulary import word_set

PAST = frozenset(["did", "was", "were", "had"])
"""Verbs of a question that ask what was."""
OBLIGING = frozenset(["DUTY", "OBLIGATIONS", "OBLIGE", "SHOULD", "OWES"])


class Unplaced(Exception):
    """An error: a part of a sentence is found that has no role in the question."""


@dataclass
class Asking:
    """One question: the clues of who is asked about, who is helped, against whom, and what is said besides."""

    role: str
    asked: tuple[Clue, ...] = ()
    either: bool = False
    helped: tuple[Clue, ...] = ()
    against: tuple[Clue, ...] = ()
    verbs: list[Clue] = field(default_factory=list)
    """The words of the duty, and the verbs of the question."""
    denied: list[Clue] = field(default_factory=list)
    beside: bool = False
    """Whether those who are helped may as well attack: `fight with X`, `join X`."""
    of_law: bool = False
    """Whether it is asked what one owes."""

    def says(self, *names: str) -> bool:
        """Tell whether a verb of the question, or a word of the duty, is of one of some classes."""
        return any(clue.class_ in names for clue in self.verbs)

    @property
    def conduct(self) -> bool:
        """Whether it is asked what states will do, and not what they must."""
        texts = {c.text.casefold() for c in self.verbs}
        duty = self.says(*OBLIGING) or bool(texts & word_set("obliging"))
        return self.role == "must" and not duty

    @property
    def past(self) -> bool:
        """Whether it is asked what was."""
        verbs = (c for c in self.verbs if c.class_ in ("MODAL", "BE"))
        dated = self.role in ("since", "until")
        return not dated and any(c.text.casefold() in PAST for c in verbs)

    @property
    def stays_out(self) -> bool:
        """Whether it is asked if one must stay neutral."""
        may = self.says("MAY", "FREE_TO", "NOT")
        return self.says("STAYS_OUT") and self.says("DUTY", "MODAL") and not may

    @property
    def denials(self) -> list[Clue]:
        """The words that deny the duty."""
        return [] if self.stays_out else self.denied

    @property
    def deeds(self) -> list[int]:
        """The numbers of the words of what one would do."""
        names = ("HELP", "ACT", "FIGHTS", "COMES")
        return [c.number for c in self.verbs if c.class_ in names]


@dataclass
class Passage:
    """The clues of one clause of a sentence, with the questions that they ask and the places that these take up."""

    clues: Sequence[Clue]
    ends: str
    """The sign that ends it."""
    last: int = 0
    """The place in the text behind its last word."""
    questions: list[Asking] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def class_(self, at: int) -> str:
        """Give the class of the clue at a place; empty beyond the ends."""
        return self.clues[at].class_ if 0 <= at < len(self.clues) else ""

    def has(self, names: frozenset[str], first: int = 0, behind: int = -1) -> bool:
        """Tell whether a clue of some classes stands between two places.

        Args:
            names: the classes.
            first: the first place.
            behind: the place behind the last; the end of the clause where left out.
        """
        last = len(self.clues) if behind < 0 else behind
        return any(self.class_(n) in names for n in range(max(first, 0), last))

    @property
    def happens(self) -> bool:
        """Whether it tells what happens."""
        return self.has(frozenset(["CASE"]))

    @property
    def asks_duty(self) -> bool:
        """Whether it has a word by which a duty is asked about."""
        return self.has(classes("helping", "covering", "duty"))

    @property
    def is_label(self) -> bool:
        """Whether it only names states, before a colon: `US duty:`."""
        names = [c.class_ for c in self.clues]
        joined = names.count("NAME") == 1 or "AND" in names
        labelling = {"NAME", "X", "FILL", "POSS", "OBLIGATIONS", "AND", "COMMA"}
        return (
            self.ends == ":" and "NAME" in names and joined and set(names) <= labelling
        )


def labelled(clauses: Sequence[Passage]) -> list[Passage]:
    """Give the clauses, with a state that stands before a colon as the first clue of what stands behind it: `US duty: fight?`"""
    found: list[Passage] = []
    for clause in clauses:
        if found and found[-1].is_label and clause.asks_duty:
            names = [c for c in found[-1].clues if c.class_ in ("NAME", "AND", "COMMA")]
            found[-1] = Passage([*names, *clause.clues], clause.ends, clause.last)
        else:
            found.append(clause)
    return found
