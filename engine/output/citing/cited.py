"""References for an answer, or for instruments and readings by id, in three formats."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.findings.used import UsedInstrument, used
from engine.output.citing.entry import Reference
from engine.output.citing.forms import bibtex, csl, plain
from engine.output.citing.references import (
    corpus_entry,
    data_entry,
    reading_entry,
    rule_entry,
    source_entry,
    treaty_entry,
    work_entry,
)
from treaties.loading.corpus import load_corpus
from treaties.loading.corpus_files import HOME, release
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import See, UnknownName

if TYPE_CHECKING:
    from engine.findings.findings import Findings


FORMS = ("bibtex", "csl-json", "text")


@dataclass(frozen=True)
class Cited:
    """References in a fixed order: instruments, readings, rules, sources, the corpus, outside data, the software."""

    entries: tuple[Reference, ...]

    def __str__(self) -> str:
        return self.bibtex()

    def __len__(self) -> int:
        return len(self.entries)

    def bibtex(self) -> str:
        """Return the references as a BibTeX file that BibTeX and biblatex both read."""
        return "\n".join(map(bibtex, self.entries))

    def csl(self) -> list[dict[str, Any]]:
        """Return the references as CSL-JSON items, for Zotero, pandoc and citeproc."""
        return list(map(csl, self.entries))

    def text(self) -> str:
        """Return the references as a list for a human reader."""
        return "\n".join(map(plain, self.entries))


def cite(
    answer: Findings, state: str | int | None = None, *, sources: bool = False
) -> Cited:
    """Return references for the law and the sources that an answer, or its proof for one state, uses.

    Args:
        answer: the answer.
        state: the name or code of a state; None for the whole answer.
        sources: also cite every source in which these instruments and readings were read.

    Raises `UnknownName` if no state has that name or code.

    >>> from engine import ask
    >>> cited = ask("South Korea", by="North Korea", on="2026-01-01", rounds=1).cite("USA")
    >>> [e.key for e in cited.entries][0], [e.kind for e in cited.entries][-2:]
    ('us-rok-1953', ['corpus', 'software'])
    """
    law = answer.corpus
    rests = used(answer, state)
    entries = [treaty_entry(law, i) for i in rests.instruments]
    entries += [reading_entry(law, r) for r in rests.readings]
    entries += [rule_entry(law, r) for r in rests.rules]
    entries += [source_entry(law.source(s)) for w in rests.wars for s in w.sources]
    if sources:
        more = [s for i in rests.instruments for s in i.sources]
        more += [s for r in rests.readings for s in r.sources]
        more += [s for r in rests.rules for s in r.sources]
        entries += [source_entry(law.source(s)) for s in more]
    return Cited(_whole(law, entries))


def cite_ids(
    idents: Iterable[str], *, corpus: Corpus | None = None, sources: bool = False
) -> Cited:
    """Return references for treaties and readings by id, for the corpus and its outside data, and for the software.

    Args:
        idents: the ids.
        corpus: the law; the shipped one by default.
        sources: also cite every source of these treaties and readings.

    Raises `UnknownName` for an id that no treaty or reading has.

    >>> [e.key for e in cite_ids(["anzus-1951"]).entries][0]
    'anzus-1951'
    """
    law = corpus or load_corpus()
    entries: list[Reference] = []
    more: list[str] = []
    for ident in idents:
        item = named(law, ident)
        if isinstance(item, Treaty):
            entries.append(treaty_entry(law, UsedInstrument(item, (), ())))
        else:
            entries.append(reading_entry(law, item))
        more += item.sources
    if sources:
        entries += [source_entry(law.source(s)) for s in more]
    return Cited(_whole(law, entries))


def named(law: Corpus, ident: str) -> Treaty | Reading:
    """Return the treaty or reading with an id. Raises `UnknownName`, which suggests similar ids, if there is no such
    treaty or reading.
    """
    known: tuple[Treaty | Reading, ...] = (*law.treaties, *law.readings)
    if found := next((x for x in known if x.id == ident.strip().casefold()), None):
        return found
    raise UnknownName(
        "treaty or reading", ident, [x.id for x in known], remedy=See.WORKS
    )


def _whole(law: Corpus, entries: list[Reference]) -> tuple[Reference, ...]:
    """Entries, the corpus, its outside files with the works that ask to be cited, and the software; each key once."""
    found = [*entries, corpus_entry(law)]
    for file in law.files:
        found.append(data_entry(file))
        found += [work_entry(w) for w in works() if w["for"] == file.source]
    found += [
        work_entry(w | {"version": release()})
        for w in works()
        if w["for"] == "software"
    ]
    unique: dict[str, Reference] = {}
    for e in found:
        unique.setdefault(e.key.casefold(), e)
    return tuple(unique.values())


@cache
def works() -> tuple[dict[str, Any], ...]:
    """Return the works other than law on which an answer rests (`treaties/outside/works.toml`)."""
    rows = tomllib.loads((HOME / "outside" / "works.toml").read_text(encoding="utf-8"))[
        "works"
    ]
    return tuple(rows)
