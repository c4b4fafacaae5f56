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
_TREATY_OF = re.compile(r"(?i)\b(treaty|pact)$")
_OF = re.compile(r"\s+of\b")


class Piece(NamedTuple):
    """A token: a part of a sentence with its class. `value` is the kind of an act, the day, or the state of an
    adjective.
    """

    what: str
    text: str
    start: int
    end: int
    value: str | SpokenDay = ""


def cut(text: str, corpus: Corpus, today: date | None = None) -> list[Piece]:
    """Return the tokens of a sentence. Of two tokens that begin at the same word, the longer is used, and of two
    equally long a name.

    Args:
        text: the sentence.
        corpus: the law, which supplies names.
        today: the day to which `today` refers; by default the current day.

    >>> from treaties.loading.corpus import load_corpus
    >>> [(p.what, p.text) for p in cut("If Estonia is attacked, who helps?", load_corpus())]
    [('IF', 'If'), ('NAME', 'Estonia'), ('BE', 'is'), ('VERBED', 'attacked'), ('COMMA', ','), ('WHO', 'who'),
    ('HELP', 'helps'), ('STOP', '?')]
    """
    return list(_cut(text, corpus, today or date.today()))


@lru_cache(maxsize=256)
def _cut(text: str, corpus: Corpus, today: date) -> tuple[Piece, ...]:
    """The tokens, kept for the sentences cut last: one that is read in several ways is cut in each."""
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
        near = spans[index : index + LONGEST_NAME]
        piece = _longest(_Ahead(text, near, stops, names, vocabulary))
        piece = _day_at(text, start, today, piece) or piece
        if piece and piece.what == "UNKNOWN":
            _unknown(found, text, start, end)
        elif piece and piece.what != "THEN":
            found += _with_owner(piece, text)
        at = piece.end if piece else end
    found += _stops(text, at, len(text), stops)
    return tuple(_parted(found, corpus))


def _day_at(text: str, start: int, today: date, piece: Piece | None) -> Piece | None:
    """The day that begins at a position, if it is no shorter than another piece there."""
    day = None if _FALLS.match(text, start) else find_day(text, start, today)
    if day is None or (piece and piece.end > day[1]):
        return None
    return Piece("DAY", text[start : day[1]].strip(" ,."), start, day[1], day[0])


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


class _Ahead(NamedTuple):
    """The words from one position on, with the names and phrases that they may form."""

    text: str
    spans: list[tuple[int, int]]
    stops: dict[int, int]
    names: NameIndex
    vocabulary: NameIndex

    @property
    def start(self) -> int:
        """The position of the first word."""
        return self.spans[0][0]

    @property
    def first(self) -> int:
        """The position behind the first word."""
        return self.spans[0][1]

    @property
    def word(self) -> str:
        """The first word, in small letters."""
        return self.text[self.start : self.first].casefold()

    @property
    def is_behind_apostrophe(self) -> bool:
        """Whether the first word stands right behind an apostrophe."""
        return self.text[self.start - 1 : self.start] in ("'", "’")

    def signs(self, end: int) -> set[str]:
        """The punctuation marks between the first word and a position."""
        return {self.text[i] for i in range(self.start, end) if i in self.stops}


def _longest(at: _Ahead) -> Piece | None:
    """The longest name or phrase that begins with these words; an unknown word where there is none, None for noise."""
    if found := _ship_or_us(at):
        return found
    for _, end in reversed(at.spans):
        written = at.text[at.start : end]
        if written[-2:] in ("'s", "’s") and fold(written[:-2]) in at.names:
            continue
        found = _name(at, end) or _article(at, end) or _phrase(at, end)
        if found:
            return found
    return _single(at)


def _ship_or_us(at: _Ahead) -> Piece | None:
    """A ship with the prefix of its navy, or `US` in capitals."""
    ship = written_as("ship").match(at.text, at.start)
    if ship and at.word in words()["ships"]:
        state = words()["ships"][at.word]
        return Piece("SHIP", ship[0], at.start, ship.end(), state)
    if written_as("us").match(at.text, at.start):
        return Piece("NAME", "US", at.start, at.first)
    return None


def _name(at: _Ahead, end: int) -> Piece | None:
    """The name that the words up to a position form, unless they are meant as a phrase."""
    written = at.text[at.start : end]
    name = at.names.get(fold(written))
    if not name or not at.signs(end) <= set(".,-– ()"):
        return None
    if not _is_named(at.text, at.start, written, name, at.names):
        return None
    if _is_rather_phrase(at, written, name):
        return None
    end += _closing(at.text, written, end)
    what = name[0].replace("CODE", "NAME")
    return Piece(what, at.text[at.start : end], at.start, end, name[1])


def _is_rather_phrase(at: _Ahead, written: str, name: tuple[str, str]) -> bool:
    """Whether words that may be a name are a phrase: written small, or a code that is another word too."""
    entry = at.vocabulary.get(bare(written))
    if entry is None:
        return False
    small = at.text[at.start].islower() and not at.text.islower()
    return small or (name[0] == "CODE" and entry[0] == "HARM")


def _closing(text: str, written: str, end: int) -> int:
    """The number of marks behind a name that belong to it: the stop of `U.S.`, a closing bracket."""
    last = text[end : end + 1]
    stop = last == "." and "." in written
    bracket = last == ")" and "(" in written and ")" not in written
    return int(stop or bracket)


def _article(at: _Ahead, end: int) -> Piece | None:
    """The article of a treaty that begins with the one word up to a position."""
    article = written_as("article").match(at.text, at.start)
    if end != at.first or not article:
        return None
    return Piece("ARTICLE", article[0], at.start, article.end())


def _phrase(at: _Ahead, end: int) -> Piece | None:
    """The phrase of the vocabulary that the words up to a position form."""
    written, single = at.text[at.start : end], end == at.first
    ends = {at.word, written.split()[-1].casefold()}
    if at.signs(end) or ends & word_set("noise"):
        return None
    if at.word == "s" and at.is_behind_apostrophe and single:
        return Piece("POSS", "'s", at.start, at.first)
    if not single and _TREATY_OF.search(written) and _OF.match(at.text[end:]):
        return None  # `under the Treaty of Lisbon`
    entry = at.vocabulary.get(bare(written))
    lone = len(written) == 1 and not at.is_behind_apostrophe
    if not entry or (lone and at.word not in ("r", "v")):
        return None
    if at.word == "t" and not at.is_behind_apostrophe:
        return None
    return Piece(entry[0], written, at.start, end, entry[1])


def _single(at: _Ahead) -> Piece | None:
    """A word that is no name and no phrase: an article, an unknown word, or None for noise."""
    if at.word not in word_set("noise"):
        return Piece("UNKNOWN", at.text[at.start : at.first], at.start, at.first)
    if at.word in ("the", "a", "an"):
        what = "THE" if at.word == "the" else "AN"
        return Piece(what, at.word, at.start, at.first)
    return None


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
    """Return the index of names in the law: for each normalised name, its kind and the state or instruments that it
    means. The compiled corpus contains the index; after a change of the law, it is built again.
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
