"""The readable parts of a sentence that is not read whole: its cases, its questions, what it supposes besides."""

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
"""The productions that may be read by themselves, with what each is for."""
UNASKED = {
    "when": "case",
    "case": "case",
    "opened": "open",
    "setting": "setting",
    "under": "under",
    "instrument": "pact",
}
"""The same where the question is found by its signs."""
CASES = ("case", "open")
PACTS = ("under", "pact")
ASKING = OF_DUTY | {"HAPPENS", "APPLIES", "COVERS", "OWES", "HARDER", "TRIGGERS"}
"""Classes of words; without a word of them nothing is asked."""
TELLS, OTHER, PART = 40, 10, 5
"""The weight of a word that tells something of a case, of any other, and the cost of a part."""
MEANINGS = 3
"""Meanings of one part that are looked at."""


class Island(NamedTuple):
    """A part of a sentence that is understood by itself: its places, its purpose, and its cheapest meanings."""

    start: int
    end: int
    use: str
    meanings: tuple[Meaning, ...]
    weight: int = 0


@dataclass(frozen=True)
class Laid:
    """A sentence with the chart of all readings of its words."""

    words: Lattice
    chart: Chart
    loosened: tuple[Piece, ...] = ()
    """Unknown words that are left out wherever they stand: adjectives before a noun of force."""

    @classmethod
    def out(cls, text: str, pieces: list[Piece], loosened: Sequence[Piece]) -> Laid:
        """Lay out a sentence of some pieces.

        Args:
            text: the sentence.
            pieces: its pieces.
            loosened: unknown words among them that are left out.
        """
        words = lattice(text, pieces)
        return cls(words, Chart(words.edges, grammar()), tuple(loosened))

    def islands(
        self, symbols: Mapping[str, str], may_be: Callable[[Island], bool]
    ) -> list[Island]:
        """List the parts of the sentence that together take up most of what it tells, in order.

        Args:
            symbols: the productions that a part may be, with what each is for.
            may_be: says of a part whether it can be meant.
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
        """List the parts between stops, with the days that stand before their first word."""
        atoms = self.words.atoms
        stops = [n for n, atom in enumerate(atoms) if atom.class_ == "STOP"]
        begins = [0, *(n + 1 for n in stops)]
        pairs = zip(begins, [*stops, len(atoms)], strict=True)
        return [(begin, end) for begin, end in pairs if begin < end]

    def pieces(self, start: int, end: int) -> list[Piece]:
        """List the pieces between two places, each once."""
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
