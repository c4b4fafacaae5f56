"""References for an answer, or for instruments and readings by id, in three formats."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.findings.used import used
from engine.forms.reference import Reference, bibtex, csl, plain
from engine.output.citing.references import (
    Citable,
    corpus_reference,
    data_reference,
    reference_of,
    source_reference,
)
from engine.output.prose import para
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
        return "\n".join(para(plain(e)) for e in self.entries)


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
    rests = used(answer, state)
    items: list[Citable] = [*rests.instruments, *rests.readings, *rests.rules]
    wars = [s for war in rests.wars for s in war.sources]
    return _cited(answer.corpus, items, wars, sources)


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
    return _cited(law, [named(law, ident) for ident in idents], [], sources)


def named(law: Corpus, ident: str) -> Treaty | Reading:
    """Return the treaty or reading with an id. Raises `UnknownName`, which suggests similar ids, if there is no such
    treaty or reading.
    """
    known: dict[str, Treaty | Reading] = {x.id: x for x in law.readings}
    known |= {x.id: x for x in law.treaties}
    if found := known.get(ident.strip().casefold()):
        return found
    raise UnknownName("treaty or reading", ident, list(known), remedy=See.WORKS)


def _cited(
    law: Corpus,
    items: Sequence[Citable],
    sources: list[str],
    all_sources: bool,
) -> Cited:
    """Parts of the law, sources by their ids, the corpus, its outside files, and the software; each key once."""
    if all_sources:
        sources = [*sources, *(s for item in items for s in item.sources)]
    found = [reference_of(law, item) for item in items]
    found += [source_reference(law.source(s)) for s in sources]
    found.append(corpus_reference(law))
    for file in law.files:
        found += [data_reference(file), *works(file.source)]
    unique: dict[str, Reference] = {}
    for e in (*found, *works("software", version=release())):
        unique.setdefault(e.key.casefold(), e)
    return Cited(tuple(unique.values()))


def works(source: str, version: str = "") -> list[Reference]:
    """Return the works to be cited with a kind of outside data, or with the software (`treaties/outside/works.toml`).

    Args:
        source: the id of the outside data; `software` for this project.
        version: the version of the works.
    """
    path = HOME / "outside" / "works.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["works"]
    return [_work(version=version, **w) for w in rows if w.pop("for") == source]


def _work(id: str, date: str = "", **more: Any) -> Reference:
    """A reference made from a row of the list of works."""
    return Reference(key=id, day=date, **more)
