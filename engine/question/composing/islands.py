"""The readable fragments of a sentence that cannot be read as a whole: its cases, its questions, and its suppositions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from engine.question.reading.chart import Chart, Meaning, TooMany
from engine.question.reading.lattice import Lattice, lattice
from engine.question.reading.productions import grammar
from engine.question.tokens import Piece
from engine.question.ways import OF_DUTY, OF_FORCE, TELLING

READ = {
    "when": "case",
    "case": "case",
    "opened": "open",
    "question": "ask",
    "setting": "setting",
    "under": "under",
}
"""The productions of the grammar that may be read as fragments, each with its purpose."""
UNASKED = {
    "when": "case",
    "case": "case",
    "opened": "open",
    "setting": "setting",
    "under": "under",
    "instrument": "pact",
}
"""The same when the question is recognised by patterns."""
CASES = ("case", "open")
PACTS = ("under", "pact")
ASKING = OF_DUTY | {"HAPPENS", "APPLIES", "COVERS", "OWES", "HARDER", "TRIGGERS"}
"""Classes of words; a sentence without any of them asks nothing."""
TELLS, OTHER, PART = 40, 10, 5
"""The weight of a word that describes the case, the weight of any other word, and the cost of a fragment."""
MEANINGS = 3
"""The largest number of meanings of one fragment that are considered."""


class Island(NamedTuple):
    """A fragment of a sentence that is understood by itself: its position, its purpose, and its cheapest meanings."""

    start: int
    end: int
    use: str
    meanings: tuple[Meaning, ...]
    weight: int = 0


@dataclass(frozen=True)
class Laid:
    """A sentence with the chart of all parses of its words."""

    words: Lattice
    chart: Chart
    loosened: tuple[Piece, ...] = ()
    """Unknown words that are left out everywhere: adjectives before a noun of force."""

    @classmethod
    def out(cls, text: str, pieces: list[Piece], loosened: Sequence[Piece]) -> Laid:
        """Return the chart of a sentence.

        Args:
            text: the sentence.
            pieces: its tokens.
            loosened: unknown words among them that are left out.
        """
        words = lattice(text, pieces)
        return cls(words, Chart(words.edges, grammar()), tuple(loosened))

    def islands(
        self, symbols: Mapping[str, str], may_be: Callable[[Island], bool]
    ) -> list[Island]:
        """Return the fragments that together cover most of what a sentence says, in order.

        Args:
            symbols: the productions that a fragment may be, each with its purpose.
            may_be: returns whether a fragment can be meant.
        """
        found: list[Island] = []
        for start, end in self.words.segments:
            within = filter(may_be, self._within(symbols, start, end))
            found += _best(list(within), start, end)
        return found

    def _within(
        self, symbols: Mapping[str, str], start: int, end: int
    ) -> Iterator[Island]:
        """Every part between two places that is read by itself."""
        for symbol, use in symbols.items():
            for place in range(start, end):
                try:
                    ends = {stop for stop, _ in self.chart.spans(symbol, place)}
                except TooMany:
                    continue
                for stop in ends:
                    if self._tells(use, place, stop):
                        yield self._island(symbol, use, place, stop)

    def _island(self, symbol: str, use: str, start: int, end: int) -> Island:
        costs = self.chart.readings(symbol, start, end)
        least = min(costs.values())
        cheapest = [m for m, cost in costs.items() if cost == least][:MEANINGS]
        if use == "ask":
            cheapest = [(("ask", meaning),) for meaning in cheapest]
        pieces = self.pieces(start, end)
        weight = sum(TELLS if p.what in TELLING else OTHER for p in pieces)
        return Island(start, end, use, tuple(cheapest), weight - least - PART)

    def _tells(self, use: str, start: int, end: int) -> bool:
        """Whether a part says enough for what it is used for: a case of a force, a question of a duty."""
        classes = {p.what for p in self.pieces(start, end)}
        if use in CASES:
            return bool(classes & OF_FORCE)
        if use == "ask":
            named = {name for here in self.words.edges[start:end] for name in here}
            return len(classes) > 1 and bool((classes | named) & ASKING)
        return True

    def sentences(self) -> list[tuple[int, int]]:
        """Return the positions of the parts between full stops; days before their first word belong to them."""
        atoms = self.words.atoms
        stops = [n for n, atom in enumerate(atoms) if atom.class_ == "STOP"]
        begins = [0, *(n + 1 for n in stops)]
        pairs = zip(begins, [*stops, len(atoms)], strict=True)
        return [(begin, end) for begin, end in pairs if begin < end]

    def pieces(self, start: int, end: int) -> list[Piece]:
        """Return the tokens between two positions, each once."""
        found = dict.fromkeys(a.piece for a in self.words.atoms[start:end] if a.piece)
        return list(found)


def _best(found: Sequence[Island], start: int, end: int) -> list[Island]:
    """The parts that follow each other between two places and weigh most together."""
    best: dict[int, tuple[int, list[Island]]] = {end: (0, [])}
    at: dict[int, list[Island]] = {}
    for island in found:
        at.setdefault(island.start, []).append(island)
    for place in range(end - 1, start - 1, -1):
        best[place] = best[place + 1]
        for island in at.get(place, ()):
            behind = best.get(min(island.end, end), (0, []))
            if island.weight + behind[0] > best[place][0]:
                best[place] = (island.weight + behind[0], [island, *behind[1]])
    return best[start][1]
