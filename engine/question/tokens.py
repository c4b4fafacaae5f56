"""Sentences split into tokens: words of the vocabulary, days, and names of the registers. Everything else is unknown."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining

from engine.question.vocabulary import (
    LONGEST_NAME,
    bare,
    ordinary,
    phrases,
    word_set,
    words,
    written_as,
)
from treaties.models.corpus import Corpus
from treaties.models.name_index import name_index
from treaties.vocabulary.days import SpokenDay, find_day
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import fold

_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[,.;:?!…—–()\"“”]|\s-\s")
_OWNED = re.compile(r"(?<=s)[’'](?=\s)")
_SIGN = re.compile(r"[^\w\s,.;:?!…—–()\"“”'’‘ʼ`&/-]+")
"""Symbols that are not punctuation. They may carry meaning and are therefore tokens of their own, which are not
understood.
"""
_DASH = re.compile(r"(?<=[^\W\d])[–—](?=[^\W\d])")
"""A dash within words is a hyphen: `the US–Japan Treaty`."""
_FALLS = re.compile(r"(?i)falls?\s+(?:under|within|into|outside|to|on)\b")
"""Phrases in which `fall` is not a season."""
_LETTERS = {0x1F1E6 + n: chr(ord("A") + n) for n in range(26)}
"""The letter for each regional indicator; two of them, the code of a state, make a flag."""
_FLAG = re.compile("(?:[\U0001f1e6-\U0001f1ff]{2})+")
NameIndex = dict[str, tuple[str, str]]


class Piece(NamedTuple):
    """A token: a part of a sentence with its class. `value` is the kind of an act, the day, or the state of an adjective."""

    what: str
    text: str
    start: int
    end: int
    value: str | SpokenDay = ""


def cut(text: str, corpus: Corpus, today: date | None = None) -> list[Piece]:
    """Return the tokens of a sentence. Of two that begin at the same word the longer one is used, and a name rather than a
    word.

    Args:
        text: the sentence.
        corpus: the law, which supplies names.
        today: the day to which `today` refers; by default the current day.

    >>> from treaties.loading.corpus import load_corpus
    >>> [(p.what, p.text) for p in cut("If Estonia is attacked, who helps?", load_corpus())]
    [('IF', 'If'), ('NAME', 'Estonia'), ('BE', 'is'), ('VERBED', 'attacked'), ('COMMA', ','), ('WHO', 'who'),
    ('HELP', 'helps'), ('STOP', '?')]
    """
    text = _DASH.sub("-", text)
    spans = [m.span() for m in _WORD.finditer(text)]
    stops = {m.start(): m.end() for m in _STOP.finditer(text)}
    stops |= {
        m.start(): m.end()
        for m in _SIGN.finditer(text)
        if not all(map(combining, m[0]))
    }
    names, vocabulary = names_of(corpus.hash, corpus), _vocabulary(corpus.hash, corpus)
    found: list[Piece] = []
    at = 0
    for index, (start, end) in enumerate(spans):
        if start < at:
            continue
        found += _stops(text, at, start, stops)
        piece = _longest(
            text, spans[index : index + LONGEST_NAME], stops, names, vocabulary
        )
        day = None if _FALLS.match(text, start) else find_day(text, start, today)
        if day and (not piece or piece.end <= day[1]):
            piece = Piece(
                "DAY", text[start : day[1]].strip(" ,."), start, day[1], day[0]
            )
        if piece is None or piece.what == "UNKNOWN":
            _unknown(found, text, start, end) if piece else None
        elif piece.what != "THEN":
            found += _with_owner(piece, text)
        at = piece.end if piece else end
    found += _stops(text, at, len(text), stops)
    return _parted(found, corpus)


def _parted(found: list[Piece], corpus: Corpus) -> list[Piece]:
    """The pieces, with those that are several words in one as each of these."""
    every = [named for piece in found for named in _flags(piece, corpus)]
    before = ["STOP", *(piece.what for piece in every)]
    parted = (_does_it(*pair) for pair in zip(before, every, strict=False))
    return [piece for pieces in parted for piece in pieces]


def _with_owner(piece: Piece, text: str) -> list[Piece]:
    """A piece with the state of a ship, or with the sign behind a name in -s that makes it an owner."""
    if piece.what == "SHIP":
        ship = piece._replace(what="THING", value="ships")
        return [piece._replace(what="ADJECTIVE"), ship]
    if piece.what in ("NAME", "PRON") and _OWNED.match(text, piece.end):
        return [piece, Piece("POSS", "'s", piece.end, piece.end + 1)]
    return [piece]


def _does_it(before: str, piece: Piece) -> list[Piece]:
    """The two words of `does it` where they begin a question, which are no deed there; any other piece as it is."""
    does, _, pronoun = piece.text.partition(" ")
    if piece.what != "ACT" or pronoun != "it" or before not in ("STOP", "COMMA"):
        return [piece]
    middle = piece.start + len(does)
    modal = Piece("MODAL", does, piece.start, middle)
    return [modal, Piece("PRON", pronoun, piece.end - len(pronoun), piece.end)]


def _flags(piece: Piece, corpus: Corpus) -> list[Piece]:
    """The states of a row of flags; any other piece as it is."""
    if piece.what != "UNKNOWN" or not _FLAG.fullmatch(piece.text):
        return [piece]
    signs = piece.text.translate(_LETTERS)
    found = []
    for n in range(0, len(signs), 2):
        try:
            state = corpus.states.resolve(signs[n : n + 2]).id
        except CasusError:
            return [piece]
        start = piece.start + n
        found.append(Piece("NAME", signs[n : n + 2], start, start + 2, state))
    return found


def stands_for(piece: Piece) -> list[str]:
    """Return the ids of the states that a name may mean."""
    return re.split("[/|]", str(piece.value) or fold(piece.text).replace(" ", "-"))


def _longest(
    text: str,
    spans: list[tuple[int, int]],
    stops: dict[int, int],
    names: NameIndex,
    vocabulary: NameIndex,
) -> Piece | None:
    """The longest name or phrase that begins with these words; an unknown word where there is none, None for noise."""
    start, first = spans[0]
    word, after = text[start:first].casefold(), text[start - 1 : start] in ("'", "’")
    small = text[start].islower() and not text.islower()
    if (ship := written_as("ship").match(text, start)) and word in words()["ships"]:
        return Piece("SHIP", ship[0], start, ship.end(), words()["ships"][word])
    if written_as("us").match(text, start):
        return Piece("NAME", "US", start, first)
    for _, end in reversed(spans):
        written = text[start:end]
        signs = {text[i] for i in range(start, end) if i in stops}
        if written[-2:] in ("'s", "’s") and fold(written[:-2]) in names:
            continue
        if (
            signs <= set(".,-– ()")
            and (name := names.get(fold(written)))
            and _is_named(text, start, written, name, names)
        ):
            entry = vocabulary.get(bare(written))
            entry = (
                entry
                if small or (name[0] == "CODE" and entry and entry[0] == "HARM")
                else None
            )
            if not entry:
                last = text[end : end + 1]
                end += (last == "." and "." in written) or (
                    last == ")" and "(" in written and ")" not in written
                )
                return Piece(
                    name[0].replace("CODE", "NAME"),
                    text[start:end],
                    start,
                    end,
                    name[1],
                )
        if end == first and (article := written_as("article").match(text, start)):
            return Piece("ARTICLE", article[0], start, article.end())
        if signs or {word, written.split()[-1].casefold()} & word_set("noise"):
            continue
        if word == "s" and after and end == first:
            return Piece("POSS", "'s", start, first)
        lone = len(written) == 1 and not after and word not in ("r", "v")
        if (
            end > first
            and re.match(r"\s+of\b", text[end:])
            and re.search(r"(?i)\b(treaty|pact)$", written)
        ):
            continue  # `under the Treaty of Lisbon`
        if (
            not lone
            and (entry := vocabulary.get(bare(written)))
            and (word != "t" or after)
        ):
            return Piece(entry[0], written, start, end, entry[1])
    if word in word_set("noise"):
        return (
            Piece("THE" if word == "the" else "AN", word, start, first)
            if word in ("the", "a", "an")
            else None
        )
    return Piece(
        "UNKNOWN",
        text[start:first],
        start,
        first,
    )


def _is_named(
    text: str, start: int, written: str, name: tuple[str, str], names: NameIndex
) -> bool:
    """Whether a short word, which may be another word, is written as a name."""
    apart = all(fold(half) in names for half in written.split(" and "))
    if apart and " and " in written and re.search(r"\b[A-Z][\w-]+,\s*$", text[:start]):
        return False  # `Finland, Sweden and Norway` are three
    if len(fold(written).replace(" ", "")) > 3 or not written.isascii() or name[1]:
        return True
    capital = sum(map(str.isupper, written)) > 1 and not (
        text.isupper() and bare(written) in phrases()
    )
    return (
        capital
        or (name[0] != "CODE" and written.istitle())
        or text[:start].casefold().endswith("the ")
    )


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
    last = next((p for p in reversed(found) if p.what not in ("THE", "AN")), None)
    if last and last.what == "UNKNOWN" and not _STOP.search(text, last.end, start):
        found[found.index(last) :] = [
            last._replace(text=text[last.start : end], end=end)
        ]
    else:
        found.append(Piece("UNKNOWN", text[start:end], start, end))


@lru_cache(maxsize=1)
def names_of(_: str, corpus: Corpus) -> NameIndex:
    """Return the index of names in the law: for each normalised name its kind, and the state or instruments that it means.
    The compiled corpus contains the index; it is built again if the law was changed.
    """
    return (
        name_index(corpus)
        if corpus.base or not corpus.name_index
        else corpus.name_index
    )


@lru_cache(maxsize=1)
def _vocabulary(_: str, corpus: Corpus) -> NameIndex:
    """Every phrase; also those that may change the meaning, each with the name of its class."""
    harm = {
        bare(w): ("HARM", group.name)
        for group in corpus.groups.asked_back
        for w in group.words.split(",")
    }
    return ordinary() | harm | phrases()
