"""A sentence cut into words of the vocabulary, days, and names of the registers; what is none of these is unknown."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import combining

from engine.question.vocabulary import NOISE, SILENT, bare, harmless, phrases
from treaties.models.corpus import Corpus
from treaties.models.groups import AskedBack
from treaties.vocabulary.days import SpokenDay, find_day
from treaties.vocabulary.names import fold

_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[,.;:?!…—–()\"“”]|\s-\s")
_SIGN = re.compile(r"[^\w\s,.;:?!…—–()\"“”'’‘ʼ`&/-]+")
"""Signs that are no punctuation of a sentence: they may mean something, so they are words that are not understood."""
_FORCES = ("ships in", "aircraft over", "forces in")
_YEAR = re.compile(r"\s+of\s+\d{4}$")
_ARTICLE = re.compile(r"art(?:icles?|s?\.)\s*(?:\d+|[ivxIVX]+\b)(?:\.\d+|\(\d+\))*", re.I)
_BE_AHEAD = re.compile(r"\s+(?:is|was|were|gets|attacks|must|has|invades|strikes)\b", re.I)
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
    names, vocabulary = _names(corpus), phrases()
    short_ones = _short(corpus.hash, corpus)
    found: list[Piece] = []
    at = index = 0
    while index < len(words):
        start, end = words[index]
        found += _stops(text, at, start, stops)
        word, after = text[start:end].casefold(), text[start - 1 : start] in ("'", "’")
        word_in_small = text[start].islower()
        day = find_day(text, start, today)
        longest, called = _name(text, words, index, names, short_ones, stops)
        said, kind, length = _phrase(text, words, index, vocabulary, stops)
        harm, why, spoilt = _phrase(text, words, index, _harm(corpus), stops)
        if day:
            end = day[1]
            found.append(Piece("DAY", text[start:end].strip(" ,."), start, end, day[0]))
        elif word == "us" and _BE_AHEAD.match(text, end):
            found.append(Piece("NAME", "US", start, end))
        elif (article := _ARTICLE.match(text, start)) and not longest:
            end = article.end()
            found.append(Piece("ARTICLE", article[0], start, end))
        elif spoilt > max(longest, length) and (word != "t" or after):
            end = words[index + spoilt - 1][1]
            found.append(Piece(harm, text[start:end], start, end, why))
        elif longest and (longest > length or (longest == length and (not word_in_small or text.islower()))):
            end = _dotted(text, start, words[index + longest - 1][1])
            found.append(Piece(called[0], text[start:end], start, end, called[1]))
        elif word == "s" and after:
            found.append(Piece(_genitive(found), "'s", start, end))
        elif length and (length > 1 or len(word) > 1 or after or word == "r"):
            end = words[index + length - 1][1]
            if said not in SILENT:
                found.append(Piece(said, text[start:end], start, end, kind))
        elif word not in NOISE and word not in harmless():
            _unknown(found, text, start, end)
        at = end
        while index < len(words) and words[index][0] < end:
            index += 1
    return found + _stops(text, at, len(text), stops)


def _genitive(found: list[Piece]) -> str:
    """What `'s` is: the verb after `who` or `it`, else the mark of a genitive."""
    return "BE" if found and found[-1].what in ("WHO", "PRON", "WHAT", "IF") else "POSS"


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


def _name(
    text: str,
    words: list[tuple[int, int]],
    index: int,
    known: dict[str, tuple[str, str]],
    short_ones: frozenset[str],
    stops: dict[int, int],
) -> tuple[int, tuple[str, str]]:
    """How many words a name has that begins here, and what it names; 0 where none does."""
    shouted = text.isupper()
    for length in range(min(LONGEST_NAME, len(words) - index), 0, -1):
        start, end = words[index][0], words[index + length - 1][1]
        if any(i in stops and text[i] not in ".,- " for i in range(start, end)):
            continue
        written = text[start:end]
        key = fold(written)
        if key not in known:
            continue
        short = len(key.replace(" ", "")) <= 3 and written.isascii()
        capital = sum(map(str.isupper, written)) > 1 and not (shouted and (key,) in phrases())
        if not short or capital or known[key][1] or written in short_ones or text[:start].casefold().endswith("the "):
            return length, known[key]
    return 0, ("", "")


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


@lru_cache(maxsize=1)
def _held(_: str, corpus: Corpus) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for treaty in corpus.treaties:
        for name in (treaty.short, treaty.title, *treaty.aliases):
            for word in {fold(name), fold(_YEAR.sub("", name))} - {""}:
                told = found.get(word, ("", ""))[1]
                found[word] = ("INSTRUMENT", f"{told} {treaty.id}".strip())
    groups = corpus.groups
    found |= {word: ("INSTRUMENT", ident) for word, ident in groups.instruments.items()}
    for adjective, state in groups.adjectives.items():
        if corpus.states.known(adjective):
            continue
        found[adjective] = ("ADJECTIVE", state)
        if not adjective.endswith(("s", "sh", "ch", "ese")):
            found[f"{adjective}s"] = ("NAME", state)
    ids = [p.id.replace("-", " ") for p in corpus.gazetteer.places]
    words = [w for s in corpus.states.all for w in (s.id, s.name, *s.aliases, *(n.name for n in s.names))]
    words += [c for s in corpus.states.all for c in (s.iso2, s.iso3) if c]
    words += [
        w.partition(f" {at} ")[2]
        for w in (*ids, *corpus.gazetteer.names())
        for at in ("in", "over")
        if fold(w).startswith(_FORCES)
    ]
    words += [*corpus.gazetteer.names(), *(w for _, w in groups.spellings())]
    found |= {word: ("NAME", "") for word in map(fold, words) if word and found.get(word, ("",))[0] != "ADJECTIVE"}
    found |= {word: ("NAME", state) for word, state in groups.stand_ins.items()}
    return found


@lru_cache(maxsize=1)
def _short(_: str, corpus: Corpus) -> frozenset[str]:
    """Names of three letters or fewer that are no codes, as they are written."""
    return frozenset(w for w in corpus.gazetteer.names() if len(w) <= 3 and not w.isupper())


def _names(corpus: Corpus) -> dict[str, tuple[str, str]]:
    """Every folded name, with what it names: a state, place, group or force (its state, where it stands for one), an adjective, an instrument."""
    return _held(corpus.hash, corpus)


@cache
def _harmful(classes: tuple[AskedBack, ...]) -> dict[tuple[str, ...], tuple[str, str]]:
    return {bare(word): ("HARM", held.name) for held in classes for word in held.words.split(",")}


def _harm(corpus: Corpus) -> dict[tuple[str, ...], tuple[str, str]]:
    """Words that may change the meaning, each with the name of its class."""
    return _harmful(corpus.groups.asked_back)
