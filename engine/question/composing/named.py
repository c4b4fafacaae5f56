"""States to which the clues of a sentence refer: by name, or by a pronoun that refers to an earlier name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.question.composing.clauses import Passage, Unplaced
from engine.question.composing.clues import Clue, Found
from engine.question.reading.lattice import Lattice
from engine.question.reading.meant import Meant, below, part
from engine.question.referents import Ids
from engine.question.understood import Act
from treaties.models.groups import Group
from treaties.vocabulary.errors import CasusError


@dataclass(frozen=True)
class Mentions:
    """The words of a sentence with their meanings, and its clauses."""

    words: Lattice
    meant: Meant
    clauses: Sequence[Passage]

    def clues(self, classes: Sequence[str]) -> Iterator[Clue]:
        """Yield the clues that have one of the given classes, in order."""
        for clause in self.clauses:
            yield from (c for c in clause.clues if c.class_ in classes)

    def ids(self, clue: Clue, sides: Sequence[str] = ()) -> Ids:
        """Return the ids of the states to which a name or a pronoun refers.

        Args:
            clue: the name or the pronoun.
            sides: the attackers and the attacked states, to which a pronoun cannot refer.

        Raises `Unplaced` if the reference is unclear.
        """
        if clue.class_ == "SPEAKER":
            raise Unplaced(clue.text)
        if clue.class_ == "PRON":
            return self._other(clue, sides)
        piece = self.words.words[clue.number]
        try:
            group = self.meant.group(piece)
            if group:
                return group.members(self.meant.on, self.meant.corpus.treaties)
            return self.meant.single(piece, "asked")
        except CasusError as error:
            raise Unplaced(str(error)) from None

    def _other(self, clue: Clue, sides: Sequence[str]) -> Ids:
        """The one state that is named before a pronoun and neither attacks nor is attacked."""
        before = (c for c in self.clues(("NAME", "ADJ")) if c.start < clue.start)
        states = {i for c in before for i in self.ids(c)} - set(sides)
        if len(states) != 1:
            raise Unplaced(clue.text)
        return tuple(states)

    def place(self, clue: Clue) -> tuple[Ids, Act]:
        """Return the ids of the states to which a name refers, and an act of force against them, with the place if the
        name is that of a place or of a part of their land.

        Args:
            clue: the name.

        Raises `Unplaced` if the reference is unclear.
        """
        if clue.class_ not in ("NAME", "PLACE"):
            return self.ids(clue), Act(())
        hit = (("p", (("who", clue.number),)),)
        try:
            act = self.meant.act((("hit", hit),))[0]
        except CasusError as error:
            raise Unplaced(str(error)) from None
        return act.victim, act

    def hits_alliance(self, deed: Found) -> bool:
        """Return whether a sentence calls an event an attack on an alliance, as in `counts as an attack on NATO`, so
        that it asks about the treaty of the alliance.
        """
        named = below(part(deed.meaning, "hit"), "who")
        hit = [self.meant.group(self.meant.every[n]) for n in named]
        return bool(hit) and all(isinstance(g, Group) and bool(g.treaty) for g in hit)
