"""A sentence cut into words of the vocabulary, days, and names of the registers; what is none of these is unknown."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple
from unicodedata import combining

from engine.question.vocabulary import NOISE, SILENT, phrases
from treaties.models.corpus import Corpus
from treaties.vocabulary.days import SpokenDay, find_day
from treaties.vocabulary.names import fold

_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[,.;:?!…—–()\"“”]|\s-\s")
_SIGN = re.compile(r"[^\w\s,.;:?!…—–()\"“”'’‘ʼ`&/-]+")
"""Signs that are no punctuation of a sentence: they may mean something, so they are words that are not understood."""
LONGEST_NAME = 9
"""Words that a name may have."""


class Piece(NamedTuple):
    """A stretch of the sentence and what it may do there; `value` is the kind of an act, the day, or an adjective's state."""

    what: str
    text: str
    start: int
    end: int
    value: str | SpokenDay = ""


def cut(text: str, corpus: Corpus, today: date | None = None) -> list[Piece]:
    """The pieces of a sentence; of two that begin at one word the longer one, a name before a word of the same length.

    >>> from treaties.loading.corpus import load_corpus
    >>> [(p.what, p.text) for p in cut("If Estonia is attacked, who helps?", load_corpus())]
    [('IF', 'If'), ('NAME', 'Estonia'), ('BE', 'is'), ('VERBED', 'attacked'), ('COMMA', ','), ('WHO', 'who'), ('HELP', 'helps'), ('STOP', '?')]
    """
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    stops = {m.start(): m.end() for m in _STOP.finditer(text)}
    stops |= {m.start(): m.end() for m in _SIGN.finditer(text) if not all(map(combining, m[0]))}
    known, vocabulary, adjectives = _names(corpus), phrases(), corpus.groups.adjectives
    found: list[Piece] = []
    at = index = 0
    while index < len(words):
        start = words[index][0]
        found += _stops(text, at, start, stops)
        day = find_day(text, start, today)
        longest = _name(text, words, index, known, stops)
        said, kind, length = _phrase(text, words, index, vocabulary, stops)
        adjective = next(
            (
                n
                for n in (2, 1)
                if index + n <= len(words) and fold(text[start : words[index + n - 1][1]]) in adjectives
            ),
            0,
        )
        if day:
            end = day[1]
            found.append(Piece("DAY", text[start:end].strip(" ,."), start, end, day[0]))
        elif adjective > max(longest, length):
            end = words[index + adjective - 1][1]
            found.append(Piece("ADJECTIVE", text[start:end], start, end, adjectives[fold(text[start:end])]))
        elif longest and longest >= length:
            end = _dotted(text, start, words[index + longest - 1][1])
            found.append(Piece("NAME", text[start:end], start, end))
        elif length:
            end = words[index + length - 1][1]
            if said not in SILENT:
                found.append(Piece(said, text[start:end], start, end, kind))
        elif text[start : words[index][1]] == "s" and text[start - 1 : start] in ("'", "’"):
            end = words[index][1]
            found.append(Piece("POSS", "'s", start, end))
        elif text[start : words[index][1]].casefold() in NOISE:
            end = words[index][1]
        else:
            end = words[index][1]
            _unknown(found, text, start, end)
        at = end
        while index < len(words) and words[index][0] < end:
            index += 1
    return found + _stops(text, at, len(text), stops)


def _stops(text: str, start: int, end: int, stops: dict[int, int]) -> list[Piece]:
    found = []
    for i in range(start, end):
        if text[i] == "&":
            found.append(Piece("AND", "&", i, i + 1))
        elif i in stops:
            sign = _SIGN.match(text, i)
            what = "UNKNOWN" if sign else "COMMA" if text[i] == "," else "STOP"
            found.append(Piece(what, sign[0] if sign else text[i], i, stops[i]))
    return found


def _unknown(found: list[Piece], text: str, start: int, end: int) -> None:
    """Unknown words that follow each other are one."""
    last = found[-1] if found else None
    if last and last.what == "UNKNOWN" and not _STOP.search(text, last.end, start):
        found[-1] = last._replace(text=text[last.start : end], end=end)
    else:
        found.append(Piece("UNKNOWN", text[start:end], start, end))


def _dotted(text: str, start: int, end: int) -> int:
    """The end of a name, with the last dot of one like U.S."""
    return end + 1 if "." in text[start:end] and text[end : end + 1] == "." else end


def _name(text: str, words: list[tuple[int, int]], index: int, known: frozenset[str], stops: dict[int, int]) -> int:
    """How many words a name has that begins here; 0 where none does."""
    shouted = text.isupper()
    for length in range(min(LONGEST_NAME, len(words) - index), 0, -1):
        start, end = words[index][0], words[index + length - 1][1]
        if any(i in stops and text[i] not in ".,- " for i in range(start, end)):
            continue
        written = text[start:end]
        key = fold(written)
        short = len(key.replace(" ", "")) <= 3 and written.isascii()
        if key not in known:
            continue
        capital = sum(map(str.isupper, written)) > 1 and not (shouted and (key,) in phrases())
        if not short or capital or text[:start].casefold().endswith("the "):
            return length
    return 0


def _phrase(
    text: str,
    words: list[tuple[int, int]],
    index: int,
    vocabulary: dict[tuple[str, ...], tuple[str, str]],
    stops: dict[int, int],
) -> tuple[str, str, int]:
    best = ("", "", 0)
    said: list[str] = []
    for length in range(1, min(LONGEST_NAME, len(words) - index) + 1):
        start, end = words[index + length - 1]
        if any(i in stops for i in range(words[index][0], end)):
            break
        word = text[start:end].casefold()
        if word in NOISE:
            if length == 1:
                break
            continue
        said.append(word)
        if held := vocabulary.get(tuple(said)):
            best = (*held, length)
    return best


def _names(corpus: Corpus) -> frozenset[str]:
    """Every folded name of a state, a place, a group or a force."""
    key = corpus.hash
    if key not in _HELD:
        _HELD.clear()
        words = [w for s in corpus.states.all for w in (s.id, s.name, *s.aliases, *(n.name for n in s.names))]
        words += [c for s in corpus.states.all for c in (s.iso2, s.iso3) if c]
        words += [*corpus.gazetteer.names(), *(w for _, w in corpus.groups.spellings())]
        _HELD[key] = frozenset(map(fold, words)) - {""}
    return _HELD[key]


_HELD: dict[str, frozenset[str]] = {}
