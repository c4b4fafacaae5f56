"""Every name that a text may hold, and what it names: a state, a place, a group, a force, an adjective, an instrument."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from treaties.vocabulary.names import fold

if TYPE_CHECKING:
    from treaties.models.corpus import Corpus

_FORCES = ("ships in", "aircraft over", "forces in")
_YEAR = re.compile(r"\s+of\s+\d{4}$")


def called(corpus: Corpus) -> dict[str, tuple[str, str]]:
    """Gather each folded name with what it is, and beside it the state that it means, or the instruments.

    What it is: `NAME`, `CODE` (of three letters or fewer, which may be another word), `ADJECTIVE`, `INSTRUMENT`,
    `RULER` or `TIME`.

    >>> from treaties.loading.corpus import load_corpus
    >>> names = called(load_corpus())
    >>> names["estonia"], names["tallinn"], names["estonian"]
    (('NAME', ''), ('NAME', 'estonia/russia'), ('ADJECTIVE', 'estonia'))
    """
    found: dict[str, tuple[str, str]] = {}
    for treaty in corpus.treaties:
        own = (
            w
            for name in (treaty.short, treaty.title, *treaty.aliases)
            for w in (name, _YEAR.sub("", name))
        )
        for word in filter(None, dict.fromkeys(map(fold, own))):
            found[word] = (
                "INSTRUMENT",
                f"{found.get(word, ('', ''))[1]} {treaty.id}".strip(),
            )
    groups = corpus.groups
    found |= {word: ("INSTRUMENT", ident) for word, ident in groups.instruments.items()}
    for adjective, state in groups.adjectives.items():
        if corpus.states.known(adjective):
            continue
        found[adjective] = ("ADJECTIVE", state)
        if not adjective.endswith(("s", "sh", "ch", "ese")):
            found[f"{adjective}s"] = ("NAME", state)
    ids = [p.id.replace("-", " ") for p in corpus.gazetteer.places]
    words = [
        w
        for s in corpus.states.all
        for w in (s.id, s.name, *s.aliases, *(n.name for n in s.names))
    ]
    codes = {
        fold(c): ("CODE", "")
        for s in corpus.states.all
        for c in (s.iso2, s.iso3, *s.aliases)
        if c and len(c) < 4
    }
    words += [
        w.partition(f" {at} ")[2]
        for w in (*ids, *corpus.gazetteer.names())
        for at in ("in", "over")
        if fold(w).startswith(_FORCES)
    ]
    words += [*corpus.gazetteer.names(), *(w for _, w in groups.spellings())]
    found |= {
        word: ("NAME", "")
        for word in map(fold, words)
        if word and found.get(word, ("",))[0] != "ADJECTIVE"
    }
    found = codes | {w: codes.get(w, value) for w, value in found.items()}
    found |= {word: ("NAME", state) for word, state in groups.stand_ins.items()}
    found |= {word: ("RULER", state) for word, state in groups.rulers.items()}
    return found | {
        word: ("TIME", day.isoformat()) for word, day in groups.times.items()
    }
