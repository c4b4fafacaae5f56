"""The index of names: for each name, the state, place, group, force or instrument that it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from treaties.vocabulary.names import fold

if TYPE_CHECKING:
    from treaties.models.corpus import Corpus

_FORCES = ("ships in", "aircraft over", "forces in")
_YEAR = re.compile(r"\s+of\s+\d{4}$")
_BRACKET = re.compile(r"\s+\([^()]*\)$")
NameIndex = dict[str, tuple[str, str]]
"""For each normalised name, its kind and its meaning."""


def name_index(corpus: Corpus) -> NameIndex:
    """Build the index of names: for each normalised name, its kind, and the state or instruments that it means.

    The kind is `NAME`, `CODE` (up to three letters, which may also be another word), `ADJECTIVE`, `INSTRUMENT`, `RULER`
    or `TIME`.

    >>> from treaties.loading.corpus import load_corpus
    >>> names = name_index(load_corpus())
    >>> names["estonia"], names["tallinn"], names["estonian"]
    (('NAME', ''), ('NAME', 'estonia/russia'), ('ADJECTIVE', 'estonia'))
    """
    groups = corpus.groups
    found = _instruments(corpus) | _adjectives(corpus)
    for word in map(fold, _names(corpus)):
        if word and found.get(word, ("",))[0] != "ADJECTIVE":
            found[word] = ("NAME", "")
    codes = _codes(corpus)
    found = codes | {w: codes.get(w, value) for w, value in found.items()}
    found |= {word: ("NAME", state) for word, state in groups.stand_ins.items()}
    found |= {word: ("RULER", state) for word, state in groups.rulers.items()}
    return found | {
        word: ("TIME", day.isoformat()) for word, day in groups.times.items()
    }


def _instruments(corpus: Corpus) -> NameIndex:
    """The names of instruments, with and without the year and what stands in brackets; several may share one."""
    found: NameIndex = {}
    for treaty in corpus.treaties:
        names = (treaty.short, treaty.title, *treaty.aliases)
        short = [w for name in names for w in (name, _BRACKET.sub("", name))]
        own = [w for name in short for w in (name, _YEAR.sub("", name))]
        for word in filter(None, dict.fromkeys(map(fold, own))):
            others = found[word][1] if word in found else ""
            found[word] = ("INSTRUMENT", f"{others} {treaty.id}".strip())
    for word, ident in corpus.groups.instruments.items():
        found[word] = ("INSTRUMENT", ident)
    return found


def _adjectives(corpus: Corpus) -> NameIndex:
    """Adjectives of states, and the names of peoples made of them."""
    found: NameIndex = {}
    for adjective, state in corpus.groups.adjectives.items():
        if corpus.states.known(adjective):
            continue
        found[adjective] = ("ADJECTIVE", state)
        if not adjective.endswith(("s", "sh", "ch", "ese")):
            found[f"{adjective}s"] = ("NAME", state)
    return found


def _names(corpus: Corpus) -> Iterator[str]:
    """The names of states, places, groups and forces; of `forces in Syria` the land too."""
    for s in corpus.states.all:
        yield from (s.id, s.name, *s.aliases, *(n.name for n in s.names))
    places = list(corpus.gazetteer.names())
    ids = [p.id.replace("-", " ") for p in corpus.gazetteer.places]
    for name in (*ids, *places):
        if fold(name).startswith(_FORCES):
            yield name.partition(" in ")[2]
            yield name.partition(" over ")[2]
    yield from places
    yield from (word for _, word in corpus.groups.spellings())


def _codes(corpus: Corpus) -> NameIndex:
    """Codes and other names of states that have three letters or fewer."""
    return {
        fold(code): ("CODE", "")
        for s in corpus.states.all
        for code in (s.iso2, s.iso3, *s.aliases)
        if code and len(code) < 4
    }
