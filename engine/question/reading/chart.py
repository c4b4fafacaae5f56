"""A chart parser: everything that a production can mean from a position on, computed once for each position."""

from __future__ import annotations

from engine.question.reading.productions import Production, Productions, Symbol

Meaning = tuple[tuple[str, "int | str | Meaning"], ...]
"""The meaning of some words: pairs of a role and a word (by number), a text, or another meaning."""
Numbered = tuple[int, ...]
"""A meaning as the numbers of its pairs, which are faster to compare than the pairs."""
Found = dict[tuple[int, Numbered], int]
"""The parses found: end position and meaning of each, with its least cost."""
Edges = list[dict[str, list[tuple[int, int]]]]
"""For each position, the classes of the words that begin there, each with the position after the word and the word's
number.
"""
MOST = 400
"""The largest number of parses of one symbol at one position; a sentence with more is not read."""


class TooMany(Exception):
    """Raised when a sentence has more parses than can be considered."""


class Chart:
    """All parses of the words of one clause."""

    def __init__(self, edges: Edges, productions: Productions) -> None:
        present = frozenset(name for here in edges for name in here)
        self.edges, self.rules = edges, productions.within(present)
        self.known: dict[tuple[str, int], Found] = {}
        self.pairs: dict[tuple[str, int | str | Numbered], int] = {}

    def readings(self, symbol: str, start: int, end: int) -> dict[Meaning, int]:
        """Return every meaning of a symbol that covers exactly the words between two positions, with its least cost.

        Args:
            symbol: the symbol, by its name in the grammar.
            start: the first position.
            end: the position after the last word.

        Raises `TooMany` if there are too many parses.
        """
        found = self.spans(symbol, start)
        pairs = list(self.pairs)

        def meaning(numbered: Numbered) -> Meaning:
            return tuple(
                (role, meaning(content) if isinstance(content, tuple) else content)
                for role, content in (pairs[n] for n in numbered)
            )

        whole = ((says, cost) for (stop, says), cost in found.items() if stop == end)
        return {meaning(says): cost for says, cost in whole}

    def furthest(self, start: int, end: int) -> int:
        """Return the furthest position that any parse reached between two positions."""
        ends = (stop for found in self.known.values() for stop, _ in found)
        return max((stop for stop in ends if start <= stop < end), default=start)

    def spans(self, symbol: str, start: int) -> Found:
        """Return every parse of a symbol that begins at a position. Raises `TooMany` if there are too many parses."""
        if (known := self.known.get((symbol, start))) is not None:
            return known
        self.known[symbol, start] = {}  # a symbol that begins with itself finds nothing
        found: Found = {}
        here = self.edges[start].keys()
        for way in self.rules.get(symbol, ()):
            if way.empty or not way.first.isdisjoint(here):
                _add(found, self._way(way, start))
        if len(found) > MOST:
            raise TooMany
        self.known[symbol, start] = found
        return found

    def _way(self, way: Production, start: int) -> Found:
        """Everything that one way can be from a place on: each part goes on where those before it end."""
        says = tuple(self._pair(role, text) for role, text in way.says)
        so_far: Found = {(start, says): way.cost}
        for part in way.parts:
            so_far = self._after(so_far, part)
            if not so_far:
                break
        return so_far

    def _after(self, before: Found, part: Symbol) -> Found:
        """What was found, each with one more part behind it; with none or with several, where it may be repeated."""
        found: Found = dict(before) if part.repeat else {}
        newest = before
        while newest:
            longer: Found = {}
            for (place, says), cost in newest.items():
                for (end, more), further in self._part(part, place).items():
                    _add(longer, {(end, says + more): cost + further})
            _add(found, longer)
            newest = longer if part.repeat == "*" else {}
        return found

    def _part(self, part: Symbol, place: int) -> Found:
        """Everything that one part can be at a place, under its role."""
        if part.symbol not in self.rules:
            words = self.edges[place].get(part.symbol, ())
            return {
                (end, (self._pair(part.role, word),) if part.role else ()): 0
                for end, word in words
            }
        found = self.spans(part.symbol, place)
        if not part.role:
            return found
        return {
            (end, (self._pair(part.role, says),)): cost
            for (end, says), cost in found.items()
        }

    def _pair(self, role: str, content: int | str | Numbered) -> int:
        """The number of a pair of a role and what stands under it."""
        return self.pairs.setdefault((role, content), len(self.pairs))


def _add(found: Found, more: Found) -> None:
    """Add what is new, or cheaper than before."""
    for key, cost in more.items():
        if cost < found.get(key, cost + 1):
            found[key] = cost
