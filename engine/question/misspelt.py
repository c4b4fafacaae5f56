"""Misspelt names and words with their corrections: the English name of a state, place or group, or a word of a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from engine.question.tokens import Piece
from engine.question.vocabulary import phrases, words
from treaties.models.corpus import Corpus
from treaties.support.grouping import grouped
from treaties.vocabulary.names import fold
from treaties.vocabulary.spelling import allowed, slips

LONGEST = 60
"""The number of letters above which a word is not corrected."""
FORCE = 10
"""The length from which a verb of force may contain two mistakes; a shorter one may be another verb."""
ASKING = frozenset(
    [
        "WHO",
        "WHICH",
        "WHAT",
        "MODAL",
        "SHOULD",
        "BE",
        "IF",
        "DUTY",
        "OBLIGE",
        "OBLIGATIONS",
        "HELP",
        "ACT",
        "AGAINST",
        "HAPPENS",
        "UNDER",
    ]
)
"""Classes of words that ask. If several words are equally close, one of these is preferred."""
TELLING = frozenset(
    [
        "INSTRUMENT",
        "THREAT",
        "UNDERGOES",
        "NOUN",
        "VERB",
        "VERBED",
        "VERBNOUN",
        "VERBHIT",
        "VERBING",
        "ASKS",
        "MEMBERS",
    ]
)
"""Classes of words that describe events."""
BESIDE = ("NAME", "ADJECTIVE")
"""Classes of words that may be part of a misspelt name."""
WINDOW = 4
"""The largest number of words of a name that are compared together."""
SHORT = 5
"""The length below which a word is complete and not the beginning of a longer one: `part` is not `party`."""
LEAST = 3
"""The fewest letters of a word that may be corrected."""
KEPT = 1 << 12
"""The number of mistyped words whose corrections are kept."""


class Mend(NamedTuple):
    """A misspelt part of a sentence, by its first and last position, with its correction."""

    start: int
    end: int
    right: str
    tells: bool = True
    """Whether it is a name, or a word of force or help."""


def mends(text: str, pieces: Sequence[Piece], corpus: Corpus) -> list[Mend]:
    """Return every misspelt name or word of a sentence, with its correction.

    Args:
        text: the sentence.
        pieces: its tokens.
        corpus: the law, which supplies names.

    >>> from treaties.loading.corpus import load_corpus
    >>> from engine.question.tokens import cut
    >>> wrong, law = "if noth korea atttacks estnia who hasto help", load_corpus()
    >>> [m.right for m in mends(wrong, cut(wrong, law), law)]
    ['North Korea', 'attacks', 'Estonia', 'has to']
    """
    found: list[Mend] = []
    spelt = [w.span() for w in re.finditer(r"[^\W\d_]+", text)]
    strange = [(p.start, p.end) for p in pieces if p.what == "UNKNOWN"]
    names = [(p.start, p.end) for p in pieces if _may_be_part(p)] + strange
    names += [w for w in spelt if text[w[0]].isupper() and w[0] > 0]
    beside = [w if _within(w, names) else None for w in spelt]
    for n, word in enumerate(spelt):
        taken = found and found[-1].end > word[0]
        if not taken and _within(word, strange):
            found += filter(None, [_mend(text, beside, n, corpus)])
    return found


def _may_be_part(piece: Piece) -> bool:
    """Whether a word that is known may be part of a mistyped name: `Second` before `Tomas Shoal`."""
    return piece.what in BESIDE or (piece.what == "HARM" and piece.text.istitle())


def _within(word: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a word stands in one of some stretches."""
    return any(a <= word[0] < b for a, b in spans)


def mended(text: str, found: Iterable[Mend]) -> str:
    """Return a sentence with misspelt words corrected."""
    for mend in sorted(found, reverse=True):
        text = text[: mend.start] + mend.right + text[mend.end :]
    return text


def _mend(
    text: str, words: Sequence[tuple[int, int] | None], at: int, corpus: Corpus
) -> Mend | None:
    """What was meant by one word: with words beside it that may be part of a name, or by itself."""
    names = _names(corpus.hash, corpus)
    for a, b in _windows(words, at):
        plain = not re.search(r"[^\w\s'’-]", text[a:b])
        if plain and " " in (right := names.nearest(text[a:b])):
            return Mend(a, b, right)
    start, end = words[at] or (0, 0)
    word = text[start:end].casefold()
    right = _plural(word) or _parted(word) or _nearer(word, names.nearest(word))
    known = phrases().get(right, ("NAME",))[0]
    return (
        Mend(start, end, right, known in TELLING | {"NAME", "HELP"}) if right else None
    )


def _windows(
    words: Sequence[tuple[int, int] | None], at: int
) -> Iterator[tuple[int, int]]:
    """The stretches of two to four words about one word; each may be part of a name; the longest first."""
    for size in range(WINDOW, 1, -1):
        for first in range(max(at - size + 1, 0), at + 1):
            window = [w for w in words[first : first + size] if w]
            if len(window) == size:
                yield window[0][0], window[-1][1]


def _nearer(word: str, name: str) -> str:
    """The word of a question or the name that a mistyped one was meant to be, whichever is nearer."""
    other = _nearest_word(word)
    if not (name and other):
        return name or other
    most = len(word)
    return other if slips(word, other, most) < slips(word, fold(name), most) else name


def _plural(word: str) -> str:
    """The plural of a noun in -y that was typed with -ys; nothing for any other word."""
    right = f"{word[:-2]}ies"
    return right if word.endswith("ys") and right in phrases() else ""


class _Names:
    """The names that may have been mistyped, each in normalised form with the English name to offer for it."""

    def __init__(self, corpus: Corpus) -> None:
        self.shown = names_known(corpus)
        self._found: dict[str, str] = {}
        alike = ((len(n), first, n) for n in self.shown for first in {*n[:2]})
        self._alike = grouped(((size, first), n) for size, first, n in alike)
        """By length and one of the first two letters, for which a mistyped name is tried."""

    def nearest(self, text: str) -> str:
        """The name that a mistyped one was meant to be; none where two are as near."""
        written = fold(text)
        if not LEAST < len(written) <= LONGEST or written in self.shown:
            return ""
        if written not in self._found:
            if len(self._found) >= KEPT:
                self._found.clear()
            self._found[written] = self._nearest(written)
        return self._found[written]

    def _nearest(self, written: str) -> str:
        most, size = allowed(len(written)), len(written)
        near = [
            (count, self.shown[name])
            for length in range(size - most, size + most + 1)
            for name in self._alike.get((length, written[0]), ())
            if (count := slips(written, name, most)) <= most and self.shown[name]
        ]
        least = min((count for count, _ in near), default=0)
        nearest = {shown for count, shown in near if count == least}
        return nearest.pop() if len(nearest) == 1 else ""


@lru_cache(maxsize=1)
def _names(_: str, corpus: Corpus) -> _Names:
    """The names in a corpus; the hash is of the corpus, so that names are listed once for each."""
    return _Names(corpus)


@lru_cache(maxsize=KEPT)
def _nearest_word(written: str) -> str:
    """The word of a question that a mistyped one was meant to be: a letter left out or put in before one exchanged."""
    if not LEAST <= len(written) <= LONGEST:
        return ""
    most = 2 if len(written) >= FORCE else 1
    found = [
        (count, len(word) == len(written), _small(word), word)
        for word in _question_words()
        if abs(len(word) - len(written)) <= most
        and written[0] in word[:2]
        and written.rstrip("s") != word.rstrip("s")
        and not _is_other_form(written, word)
        and (count := slips(written, word, most)) <= most
    ]
    best = sorted(found)[:1]
    short = len(written) == LEAST or any(len(word) <= LEAST for *_, word in best)
    return "" if not best or (short and best[0][1]) else best[0][3]


def _is_other_form(written: str, word: str) -> bool:
    """Whether one of two words is the other with an ending: `supposedly` for `supposed`, `part` for `party`."""
    one, other = sorted((written, word), key=len)
    ending = len(other) - len(one)
    return other.startswith(one) and (ending > 1 or len(one) < SHORT)


def _small(word: str) -> int:
    """The order of words that are as near: those that every question has first."""
    return 0 if phrases().get(word, ("",))[0] in ASKING else 1


@lru_cache(maxsize=1)
def _question_words() -> tuple[str, ...]:
    """The single words of a question that may have been mistyped."""
    content, misspelt = ASKING | TELLING, words()["misspelt"]
    known = [p for p, (what, _) in phrases().items() if what in content]
    whole = [word for word in known if " " not in word and word not in misspelt]
    happens = [p for p in known if phrases()[p][0] == "HAPPENS"]
    within = [word for phrase in happens for word in phrase.split()]
    return tuple(dict.fromkeys([*whole, *(w for w in within if w not in misspelt)]))


@lru_cache(maxsize=1 << 10)
def _parted(written: str) -> str:
    """Two words that were typed as one: `hasto`; nothing where it may be parted in two places."""
    small = {w for w in _question_words() if phrases().get(w, ("",))[0] in ASKING}
    small |= {"the", "to"}
    ways = [
        f"{written[:n]} {written[n:]}"
        for n in range(2, len(written) - 1)
        if written[:n] in small and written[n:] in small
    ]
    return ways[0] if len(ways) == 1 else ""


def names_known(corpus: Corpus) -> dict[str, str]:
    """Return, for every name of a state, place, group or armed group in normalised form, the English name to offer for
    it.
    """
    found = {fold(w): s.name for s in corpus.states.all for w in s.aliases}
    found |= {fold(w): p.name for p in corpus.gazetteer.places for w in p.aliases}
    names = [n.name for s in corpus.states.all for n in s.names]
    names += [s.name for s in corpus.states.all]
    names += [p.name for p in corpus.gazetteer.places]
    names += [w for _, w in corpus.groups.spellings()]
    return found | {fold(w): w for w in names}
