"""The productions of the grammar, compiled from `grammar.toml` for the chart parser.

A production is a sequence of parts. A part in capitals is a class of words, and one in lower case is another
production. `role:part` stores the meaning of the part under a role, `part?` is optional, `part*` may be repeated, `(a |
b)` is a choice, `{role=value}` adds a meaning that no word expresses, and `~2` adds 2 to the cost of the production.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from engine.question.vocabulary import split
from treaties.support.sibling_toml import sibling_toml

_SIGNS = re.compile(r"\{\w+=[^}]*\}|~\d+|\(|\)[?*]?|\||(?:\w+:)?\w+[?*]?|\S")


class Symbol(NamedTuple):
    """One part of a production: a symbol, the role of its meaning, and whether it is optional or repeated."""

    symbol: str
    role: str = ""
    repeat: str = ""


class Production(NamedTuple):
    """One way to form a symbol: its parts in order, the meaning it adds, and its cost."""

    parts: tuple[Symbol, ...]
    says: tuple[tuple[str, str], ...] = ()
    cost: int = 0
    first: frozenset[str] = frozenset()
    """The classes of words with which it may begin."""
    empty: bool = False
    """Whether it may cover no words."""

    @property
    def needs(self) -> frozenset[str]:
        """The symbols of the production's parts that are not optional."""
        return frozenset(part.symbol for part in self.parts if not part.repeat)


Rules = dict[str, tuple[Production, ...]]


class Productions:
    """The compiled rules, with the classes of words with which each way of forming a symbol can begin.

    >>> (way,) = Productions({"who": ["all:ALLOF? who:NAME"]}).rules["who"]
    >>> way.parts[1], sorted(way.first)
    (Symbol(symbol='NAME', role='who', repeat=''), ['ALLOF', 'NAME'])
    """

    def __init__(self, written: dict[str, list[str]]) -> None:
        self.rules: Rules = {}
        for symbol, forms in written.items():
            self.rules[symbol] = tuple(
                way for form in forms for way in self._ways(_SIGNS.findall(form))
            )
        self.needs = [(s, w.needs) for s, ways in self.rules.items() for w in ways]
        """The symbol that each way forms, and the symbols that it needs."""
        empty = self._empty()
        first = self._first(empty)
        for symbol, ways in self.rules.items():
            self.rules[symbol] = tuple(_completed(w, first, empty) for w in ways)

    def within(self, present: frozenset[str]) -> Rules:
        """Return the rules that can apply to a sentence that has only words of the given classes.

        Args:
            present: the classes.

        >>> rules = Productions({"all": ["who BE", "who NOT"], "who": ["NAME"]})
        >>> [len(ways) for ways in rules.within(frozenset(["NAME", "BE"])).values()]
        [1, 1]
        """
        return _within(self, present)

    def _ways(self, signs: list[str]) -> list[Production]:
        """The ways of one written form, which is used up from its front; a group becomes a symbol of its own."""
        ways: list[Production] = []
        parts: list[Symbol] = []
        says: list[tuple[str, str]] = []
        cost = 0
        while signs and signs[0][0] != ")":
            sign = signs.pop(0)
            if sign == "(":
                group = f"group {len(self.rules)}"
                self.rules[group] = ()
                self.rules[group] = tuple(self._ways(signs))
                parts.append(Symbol(group, repeat=signs.pop(0)[1:]))
            elif sign == "|":
                ways.append(Production(tuple(parts), tuple(says), cost))
                parts, says, cost = [], [], 0
            elif sign[0] == "{":
                role, _, value = sign[1:-1].partition("=")
                says.append((role, value))
            elif sign[0] == "~":
                cost = int(sign[1:])
            else:
                role, _, symbol = sign.rpartition(":")
                bare = symbol.rstrip("?*")
                parts.append(Symbol(bare, role, symbol[len(bare) :]))
        return [*ways, Production(tuple(parts), tuple(says), cost)]

    def _empty(self) -> frozenset[str]:
        """The symbols that may be made of no word at all."""
        found: set[str] = set()
        before = -1
        while len(found) > before:
            before = len(found)
            found.update(symbol for symbol, needs in self.needs if needs <= found)
        return frozenset(found)

    def _first(self, empty: frozenset[str]) -> dict[str, set[str]]:
        """The classes of words by which each symbol may begin."""
        opens = {
            symbol: {part for way in ways for part in _opening(way, empty)}
            for symbol, ways in self.rules.items()
        }
        made = frozenset(self.rules)
        found = {symbol: parts - made for symbol, parts in opens.items()}
        within = {symbol: parts & made for symbol, parts in opens.items()}
        before = -1
        while (size := sum(map(len, found.values()))) > before:
            before = size
            for symbol, parts in within.items():
                found[symbol].update(*(found[part] for part in parts))
        return found


@lru_cache(maxsize=256)
def _within(productions: Productions, present: frozenset[str]) -> Rules:
    """The rules that can apply, for the sets of classes met last: a sentence is read in many ways with the same words."""
    made = set(present)
    waiting, before = productions.needs, -1
    while len(waiting) != before:
        before = len(waiting)
        made.update(symbol for symbol, needs in waiting if needs <= made)
        waiting = [(s, needs) for s, needs in waiting if s not in made]
    kept: dict[str, list[Production]] = {}
    every = (way for ways in productions.rules.values() for way in ways)
    for (symbol, needs), way in zip(productions.needs, every, strict=True):
        if needs <= made:
            kept.setdefault(symbol, []).append(way)
    return {symbol: tuple(ways) for symbol, ways in kept.items()}


def _opening(way: Production, empty: frozenset[str]) -> list[str]:
    """The symbols by which a way may begin."""
    found = []
    for part in way.parts:
        found.append(part.symbol)
        if not part.repeat and part.symbol not in empty:
            break
    return found


def _completed(
    way: Production, first: dict[str, set[str]], empty: frozenset[str]
) -> Production:
    """A way with the classes by which it may begin."""
    opens: set[str] = set()
    for symbol in _opening(way, empty):
        opens |= first.get(symbol, {symbol})
    made = not any(p.symbol not in empty for p in way.parts if not p.repeat)
    return Production(way.parts, way.says, way.cost, frozenset(opens), made)


@cache
def grammar() -> Productions:
    """Return the compiled productions of the grammar."""
    return Productions(_written()["productions"])


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Return the words and phrases of each class that this grammar adds to the vocabulary."""
    return {
        name: frozenset(split(listed)) for name, listed in _written()["words"].items()
    }


@cache
def single_words() -> frozenset[str]:
    """Return every word that occurs in the phrases that this grammar adds to the vocabulary."""
    phrases = (phrase for listed in word_classes().values() for phrase in listed)
    return frozenset(word for phrase in phrases for word in phrase.split())


def _written() -> dict[str, Any]:
    return sibling_toml(__file__, "grammar.toml")
