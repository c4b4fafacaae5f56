"""Goals that a sweep measures the way to: a state drawn in, or two powers of a class on opposite sides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from treaties.corpus import Corpus
from treaties.errors import CasusError

REMEDY = 'write "STATE drawn in", "two nuclear powers on opposite sides" or "two great powers on opposite sides"'


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached: `state` drawn in, or two states of `powers` (`nuclear`, `great`) as belligerents."""

    text: str
    state: str = ""
    powers: str = ""

    def among(self, corpus: Corpus, day: date) -> frozenset[str]:
        """The states that the goal speaks of, on a day."""
        if self.state:
            return frozenset([self.state])
        return frozenset(
            s.id
            for s in corpus.states.all
            if s.exists_on(day) and (s.is_nuclear(day) if self.powers == "nuclear" else s.is_great_power(day))
        )


def parse_goal(text: str, corpus: Corpus, day: date | None = None) -> Goal:
    """A goal in words. Raises `CasusError` for anything else, and `UnknownName` for a state that is not known.

    >>> from treaties.corpus import load_corpus
    >>> parse_goal("China drawn in", load_corpus()).state
    'china'
    >>> parse_goal("two nuclear powers on opposite sides", load_corpus()).powers
    'nuclear'
    """
    words = " ".join(text.split())
    two = re.fullmatch(r"(?:two )?(nuclear|great) powers on opposite sides", words, re.IGNORECASE)
    if two:
        return Goal(words, powers=two[1].casefold())
    one = re.fullmatch(r"(.+?) (?:is )?drawn in", words, re.IGNORECASE)
    if one:
        return Goal(words, state=corpus.states.resolve(one[1], day).id)
    raise CasusError(f"`{text}` is not a goal", remedy=REMEDY)
