"""References made from the models: an instrument, a reading, a rule, a source, the corpus, a file of outside data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias
from urllib.parse import quote

from engine.findings.used import UsedInstrument, best_source
from engine.forms.reference import Reference, known_day
from engine.forms.shown import joined
from treaties.models.bibliography import Source
from treaties.models.corpus import Corpus
from treaties.models.edition import DataFile, edition_line
from treaties.models.general_law import LawRule
from treaties.models.reading import Reading
from treaties.models.treaty import Treaty
from treaties.vocabulary.precision import roughly

Citable: TypeAlias = UsedInstrument | Treaty | Reading | LawRule
"""A part of the law with a reference of its own."""
PARTIES = 6
"""The largest number of parties to a treaty that its reference names."""


def reference_of(law: Corpus, item: Citable) -> Reference:
    """Return the reference for a part of the law that an answer used, or for a treaty or reading by itself.

    Args:
        law: the law, which has its sources.
        item: the part.
    """
    if isinstance(item, Treaty):
        return _instrument(law, UsedInstrument(item, (), ()))
    if isinstance(item, UsedInstrument):
        return _instrument(law, item)
    return _reading(law, item) if isinstance(item, Reading) else _rule(law, item)


def _instrument(law: Corpus, used: UsedInstrument) -> Reference:
    """An instrument: its days of signature and entry into force, its parties, its series, and the articles used."""
    treaty, signed = used.treaty, used.treaty.signed.isoformat()
    return _entry(
        treaty.id,
        "treaty",
        treaty.title,
        _of_instrument(law, used),
        [best_source(law, used)],
        day=known_day(signed, signed[:4]),
        short=treaty.short,
        published=treaty.citation,
    )


def _of_instrument(law: Corpus, used: UsedInstrument) -> Iterator[str]:
    """The notes on an instrument: its life and parties, the articles that were met or tried, and what was not checked."""
    t = used.treaty
    since = f"in force {roughly(t.since)}" if t.since else t.unborn
    until = f" to {roughly(t.until)}" if t.since and t.until else ""
    yield f"Signed {roughly(t.signed)}, {since}{until}"
    parties = (law.states[s].name_on(t.signed) for s in t.states)
    yield f"Parties: {joined(parties, PARTIES)}"
    if not t.rank.binding:
        yield f"No treaty: {t.rank}"
    doubtful = dict.fromkeys(o.article for o in t.obligations if not o.verified)
    named = {*used.met, *used.failed} or {*doubtful}
    articles = {
        "Articles in play": used.met,
        "Articles tried and not met": used.failed,
        "Encoding unverified": [a for a in doubtful if a in named],
    }
    yield from (f"{what}: {', '.join(each)}" for what, each in articles.items() if each)
    if not t.text_available:
        yield "Text unavailable: only public statements are encoded"
    if not t.verified:
        yield "Dates unverified"


def _reading(law: Corpus, r: Reading) -> Reference:
    """A reading: who stated it, when and where, and the sources that report it."""
    sources = list(map(law.source, r.sources))
    about = " and ".join(law.treaty(t).name for t in r.treaties) or "the law at large"
    return _entry(
        f"reading-{r.id}",
        "reading",
        f"{r.name}, on {about}",
        [
            f"Stated {r.when}" if r.when else "",
            f"Read here as: {r.gist}",
            "" if r.verified else "Unverified",
        ],
        sources,
        authors=(literal(r.who),),
        day=known_day(r.since, *(s.date for s in sources)),
        published=r.where,
    )


def _rule(law: Corpus, r: LawRule) -> Reference:
    """A rule of general law or of the cascade that the derivation used."""
    sources = list(map(law.source, r.sources))
    return _entry(
        f"rule-{r.id}",
        "rule",
        f"Rule: {r.name}",
        [r.gist, "" if r.verified else "Unverified"],
        sources,
        day=known_day(r.since, *(s.date for s in sources)),
        published=r.article,
    )


def source_reference(s: Source) -> Reference:
    """Return the reference for a source of the bibliography."""
    notes = [s.note, "" if s.seen else "Not read"]
    day, url, note = known_day(s.date), web(s.address), sentences(notes)
    return Reference(f"source-{s.id}", "source", s.title, day=day, url=url, note=note)


def corpus_reference(law: Corpus) -> Reference:
    """Return the reference for the corpus itself: its version, its content hash, and what was removed or added."""
    size = f"{len(law.treaties)} instruments, {len(law.readings)} readings"
    return Reference(
        f"corpus-{law.hash}",
        "corpus",
        "Casus Foederis: corpus of treaty obligations",
        authors=("{The Casus Foederis contributors}",),
        version=law.version,
        note=sentences([edition_line(law), size]),
    )


def data_reference(f: DataFile) -> Reference:
    """Return the reference for a file of outside data, with its name and digest."""
    key, note = f"data-{f.source}-{f.sha256[:8]}", f"SHA-256 {f.sha256}."
    return Reference(key, "data", f.title or f.name, published=f.name, note=note)


def _entry(
    key: str,
    kind: str,
    title: str,
    notes: Iterable[str],
    sources: list[Source],
    **more: Any,
) -> Reference:
    """A reference with its notes as sentences, the sources in which it was read, and the address of the first."""
    titles = [s.title if s.seen else f"{s.title} (not read)" for s in sources]
    note = sentences([*notes, f"Sources: {'; '.join(titles)}"])
    url = next((s.address for s in sources if s.address), "")
    return Reference(key, kind, title, url=web(url), note=note, **more)


def literal(name: str) -> str:
    """Return a name in braces, so that bibliography software does not split it into given name and family name."""
    return "{" + name.replace("{", "(").replace("}", ")") + "}"


def sentences(parts: Iterable[str]) -> str:
    """Return notes as one text, each note ending in a full stop; empty notes are left out."""
    return " ".join(p if p.endswith((".", "!", "?")) else p + "." for p in parts if p)


def web(url: str) -> str:
    """Return a web address in which characters that addresses may not contain are encoded; empty for anything but http
    and https.

    >>> web("https://ko.wikisource.org/wiki/조약 {1}")
    'https://ko.wikisource.org/wiki/%EC%A1%B0%EC%95%BD%20%7B1%7D'
    """
    if not url.startswith(("http://", "https://")):
        return ""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=~-._")
