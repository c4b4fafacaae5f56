"""Rewritings of a sentence that could not be read, each with one thing put otherwise, and words that no question may leave
out: those that say who does what to whom, where, when, under which treaty, or that deny something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import permutations

from engine.question.misspelt import Mend, mended, mends
from engine.question.reading.lattice import turns
from engine.question.tokens import Piece, cut
from engine.question.understood import Understood
from engine.question.vocabulary import word_set
from treaties.models.corpus import Corpus
from treaties.models.states import Misnamed
from treaties.vocabulary.days import Undated, in_words
from treaties.vocabulary.errors import AmbiguousName, CasusError, UnknownName

PAST = re.compile(r"(?i)\b(?:did|was|were|had|would\s+have|must\s+have)\b")
"""Words that mark a question as being about the past."""
LONGEST_WAR = 9
"""The largest number of words that tell of a war between two states."""
OF_FORCE = frozenset(
    [
        "VERB",
        "VERBED",
        "VERBHIT",
        "VERBING",
        "VERBNOUN",
        "NOUN",
        "THREAT",
        "THREATENED",
        "UNDERGOES",
        "UNDERFIRE",
    ]
)
"""Classes of tokens that tell of force."""
OF_DUTY = frozenset(
    ["HELP", "DUTY", "OBLIGATIONS", "OBLIGE", "ACT", "AID", "COMETO", "ASKS", "GIVES"]
)
NAMED = frozenset(["INSTRUMENT", "TREATY", "ARTICLE", "RULER", "DAY", "TIME", "YEAR"])
TELLING = (
    OF_FORCE
    | OF_DUTY
    | NAMED
    | frozenset(
        [
            "NAME",
            "ADJECTIVE",
            "OR",
            "MAY",
            "THING",
            "LAND",
            "BY",
            "AGAINST",
            "FROM",
            "WITH",
        ]
    )
)
"""Classes of tokens without which a sentence would have another meaning."""
STATES = frozenset(["NAME", "ADJECTIVE"])
BESIDE_STATES = frozenset(["WITH", "FROM", "OR", "BY", "THING", "LAND"])
"""Classes of tokens that mean nothing in a sentence without a word of force."""


Reader = Callable[[str], Understood]


@dataclass(frozen=True)
class Rewording:
    """A rewriting of a sentence."""

    text: str
    one_of_two: bool = False
    """Whether the rewriting drops something that another rewriting keeps, in which case both must be offered."""


def ways(
    error: CasusError,
    text: str,
    pieces: Sequence[Piece],
    corpus: Corpus,
) -> Iterator[Rewording]:
    """Yield rewritings of a sentence that may express its meaning, each with one thing changed.

    Args:
        error: why the sentence cannot be read.
        text: the sentence.
        pieces: its tokens, without articles.
        corpus: the law, whose names are compared with misspelt ones.
    """
    spelt = mended(text, [*mends(text, pieces, corpus), *_rulers(pieces, corpus)])
    if spelt != text:
        yield Rewording(spelt)
    yield from _renamed(error, text)
    yield from _dated(error, text)
    yield from _either_way(text, pieces, corpus)
    for n, piece in enumerate(pieces):
        if piece.what == "OR":
            yield from _either(text, n, pieces)


def tells(words: str, corpus: Corpus) -> bool:
    """Return whether words to be left out affect the case: whether they mention force, a duty, a place, a treaty or a
    denial.

    Args:
        words: the words.
        corpus: the law, which supplies names.

    >>> from treaties.loading.corpus import load_corpus
    >>> tells("Chinese forces land in Japan", load_corpus()), tells("dear all", load_corpus())
    (True, False)
    """
    with suppress(CasusError):
        pieces = cut(words, corpus)
        nameless = not any(p.what in STATES | NAMED for p in pieces)
        harmless = BESIDE_STATES | (OF_FORCE if nameless else frozenset())
        return any(turns(p) or p.what in ("WHO", "IF") for p in pieces) or not all(
            p.what in harmless or (p.what in STATES and _state_named(p, corpus))
            for p in pieces
            if p.what in TELLING
        )
    return True


def _rulers(pieces: Sequence[Piece], corpus: Corpus) -> Iterator[Mend]:
    """Each ruler that is named, with the state that is meant."""
    for piece in pieces:
        if piece.what == "RULER" and (name := _state_named(piece, corpus)):
            yield Mend(piece.start, piece.end, name)


def _renamed(error: CasusError, text: str) -> Iterator[Rewording]:
    """The sentence with a name that may mean several, or none of that day, put as each that it may mean."""
    if isinstance(error, AmbiguousName | UnknownName | Misnamed):
        yield from (Rewording(_swapped(text, {error.given: m})) for m in error.meant)


def _dated(error: CasusError, text: str) -> Iterator[Rewording]:
    """The sentence with each day that its words for a time may be."""
    if isinstance(error, Undated):
        for day in error.days:
            yield Rewording(_swapped(text, {error.words: f"on {in_words(day)}"}))


def _either(text: str, at: int, pieces: Sequence[Piece]) -> Iterator[Rewording]:
    """The sentence with `A or B` rewritten as A, as B, and as `A and B`."""
    if 0 < at < len(pieces) - 1:
        before, after = pieces[at - 1], pieces[at + 1]
        rewritten = (
            text[: before.end] + text[after.end :],
            text[: before.start] + text[after.start :],
            f"{text[: pieces[at].start]}and{text[pieces[at].end :]}",
        )
        yield from (Rewording(way, one_of_two=True) for way in rewritten)


def _either_way(
    text: str, pieces: Sequence[Piece], corpus: Corpus
) -> Iterator[Rewording]:
    """The sentence once with each of two states as the attacker, where it names both beside a war and does not say."""
    plain = [p for p in pieces if p.what not in ("COMMA", "STOP", "AN", "THE")]
    for n, piece in enumerate(plain):
        for length in range(LONGEST_WAR, 2, -1):
            found = plain[n : n + length]
            names = [p for p in found if p.what in STATES]
            if len(found) == length and _is_war_of_two(found, names, corpus):
                for one, other in permutations(_state_named(p, corpus) for p in names):
                    before, rest = text[: piece.start], _after(text, found[-1])
                    way = f"{before}if {one} attacks {other},{rest}"
                    yield Rewording(way, one_of_two=True)
                return


def _after(text: str, last: Piece) -> str:
    """The rest of a sentence behind a piece, without the sign that ended its clause."""
    rest = re.sub(r"^[\s:,;.?!–—-]+", " ", text[last.end :])
    return rest if rest.strip() else " who must help?"


def _is_war_of_two(
    found: Sequence[Piece], names: Sequence[Piece], corpus: Corpus
) -> bool:
    """Whether some pieces are two states and a war of theirs: `A B war`, `war between A and B`, `A vs B`."""
    others = [p for p in found if p not in names]
    war = {p.text.casefold() for p in others} & word_set("war")
    joining = all(
        p.what in ("AND", "BETWEEN", "BE", "MODAL")
        or p.text.casefold() in (*war, *word_set("of_war"))
        for p in others
    )
    return (
        len(names) == 2
        and bool(war)
        and joining
        and all(_state_named(p, corpus) for p in names)
    )


def _state_named(piece: Piece, corpus: Corpus) -> str:
    """The name of the state that a piece names; empty where it names none."""
    with suppress(CasusError):
        return corpus.states.resolve(str(piece.value).split("/")[0] or piece.text).name
    return ""


def _swapped(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        # A backslash of the new words would be read as an escape.
        replacement = new.replace("\\", "\\\\")
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", replacement, text, count=1)
    return text
