"""References made from the models: an instrument, a reading, a rule, a source, the corpus, a file of outside data, a work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.findings.used import UsedInstrument, best_source
from engine.output.citing.entry import (
    Reference,
    in_words,
    known_day,
)
from treaties.models.bibliography import Source
from treaties.models.corpus import Corpus
from treaties.models.edition import DataFile, edition_of
from treaties.models.general_law import LawRule
from treaties.models.reading import Reading
from treaties.models.treaty import Treaty


def _bonds(law: Corpus, t: Treaty) -> Iterator[str]:
    """When an instrument was signed and in force, whom it binds, and whether it binds in law."""
    since = f"in force {in_words(t.since)}" if t.since else t.unborn
    until = f" to {in_words(t.until)}" if t.since and t.until else ""
    yield f"Signed {in_words(t.signed)}, {since}{until}"
    parties = [law.states[s].name_on(t.signed) for s in t.states]
    if len(parties) > 6:
        yield f"Parties: {', '.join(parties[:5])} and {len(parties) - 5} more"
    else:
        yield f"Parties: {', '.join(parties)}"
    if not t.rank.binding:
        yield f"No treaty: {t.rank}"


def _in_play(i: UsedInstrument) -> Iterator[str]:
    """The articles that were met, and those that were tried."""
    if i.met:
        yield f"Articles in play: {', '.join(i.met)}"
    if i.failed:
        yield f"Articles tried and not met: {', '.join(i.failed)}"
    if not i.treaty.text_available:
        yield "Text unavailable: only public statements are encoded"


def _doubts(t: Treaty, articles: set[str]) -> Iterator[str]:
    """What was not checked: dates, and the articles named, or any where none is."""
    if not t.verified:
        yield "Dates unverified"
    doubtful = dict.fromkeys(o.article for o in t.obligations if not o.verified)
    if articles:
        doubtful = dict.fromkeys(a for a in doubtful if a in articles)
    if doubtful:
        yield f"Encoding unverified: {', '.join(doubtful)}"


def treaty_entry(law: Corpus, i: UsedInstrument) -> Reference:
    """Return the reference for an instrument: its days of signature and entry into force, its parties, its series, and
    the articles used.
    """
    t = i.treaty
    notes = [*_bonds(law, t), *_in_play(i), *_doubts(t, {*i.met, *i.failed})]
    best = best_source(law, i)
    notes += [
        f"Read in: {best.title}"
        + ("" if best.seen else " (cited from general knowledge, not read)")
    ]
    signed = t.signed.isoformat()
    return _entry(
        (t.id, "treaty", t.title),
        notes,
        best.address,
        day=known_day(signed, signed[:4]),
        short=t.short,
        published=t.citation,
    )


def reading_entry(law: Corpus, r: Reading) -> Reference:
    """Return the reference for a reading: who stated it, when and where, and the sources that report it."""
    sources = [law.source(s) for s in r.sources]
    day = known_day(r.since, *(s.date for s in sources))
    about = " and ".join(law.treaty(t).name for t in r.treaties) or "the law at large"
    notes = [f"Stated {r.when}"] if r.when else []
    notes += [f"Read here as: {r.gist}"]
    notes += [
        "Reported in: "
        + "; ".join(s.title + ("" if s.seen else " (not read)") for s in sources)
    ]
    notes += [] if r.verified else ["Unverified"]
    named = f"reading-{r.id}", "reading", f"{r.name}, on {about}"
    return _entry(
        named,
        notes,
        sources[0].address,
        authors=(literal(r.who),),
        day=day,
        published=r.where,
    )


def rule_entry(law: Corpus, r: LawRule) -> Reference:
    """Return the reference for a rule of general law or of the cascade that the derivation used."""
    sources = [law.source(s) for s in r.sources]
    notes = [
        r.gist,
        "After: "
        + "; ".join(s.title + ("" if s.seen else " (not read)") for s in sources),
    ]
    notes += [] if r.verified else ["Unverified"]
    url = next((s.address for s in sources if s.address), "")
    day = r.since.isoformat() if r.since else known_day(*(s.date for s in sources))
    return _entry(
        (f"rule-{r.id}", "rule", f"Rule: {r.name}"),
        notes,
        url,
        day=day,
        published=r.article,
    )


def source_entry(s: Source) -> Reference:
    """Return the reference for a source of the bibliography."""
    notes = [s.note] if s.note else []
    notes += [] if s.seen else ["Cited from general knowledge, not read"]
    return _entry(
        (f"source-{s.id}", "source", s.title), notes, s.address, day=known_day(s.date)
    )


def corpus_entry(law: Corpus) -> Reference:
    """Return the reference for the corpus itself: its version, its content hash, and what was removed or added."""
    e = edition_of(law)
    notes = [f"Content hash {e['hash']}"]
    notes += [f"Changed from the corpus {e['base']}"] if e["hash"] != e["base"] else []
    notes += [f"Less: {', '.join(e['without'])}"] if e["without"] else []
    notes += [f"With: {added(e['with'])}"] if e["with"] else []
    notes += [f"With the reading: {added(e['readings'])}"] if e["readings"] else []
    notes += [f"{len(law.treaties)} instruments, {len(law.readings)} readings"]
    named = (
        f"corpus-{e['hash']}",
        "corpus",
        "Casus Foederis: corpus of treaty obligations",
    )
    return _entry(
        named,
        notes,
        authors=("{The Casus Foederis contributors}",),
        version=e["version"],
    )


def added(changes: list[dict[str, str]]) -> str:
    """Return the instruments or readings that were added or replaced, in words, each with its digest."""
    return ", ".join(f"{x['id']} ({x['digest']})" for x in changes)


def data_entry(f: DataFile) -> Reference:
    """Return the reference for a file of outside data, with its name and digest."""
    notes = [f"File {f.name}", f"SHA-256 {f.sha256}"]
    return Reference(
        f"data-{f.source}-{f.sha256[:8]}",
        "data",
        f.title or f.name,
        published=f.name,
        note=sentences(notes),
    )


def _entry(
    named: tuple[str, str, str], notes: list[str], url: str = "", **more: Any
) -> Reference:
    """A reference by key, kind and title, with its notes as sentences and its address in plain characters."""
    return Reference(*named, url=web(url), note=sentences(notes), **more)


def work_entry(w: dict[str, Any]) -> Reference:
    """Return the reference for a work listed in `works.toml`."""
    rest = {
        k: w[k]
        for k in ("journal", "volume", "number", "pages", "version", "url", "note")
        if k in w
    }
    return Reference(
        w["id"],
        w["kind"],
        w["title"],
        tuple(w["authors"]),
        str(w.get("date", "")),
        **rest,
    )


def literal(name: str) -> str:
    """Return a name in braces, so that bibliography software does not split it into given name and family name."""
    return "{" + name.replace("{", "(").replace("}", ")") + "}"


def sentences(parts: list[str]) -> str:
    """Return notes as one text, each note ending in a full stop."""
    return " ".join(p if p.endswith((".", "!", "?")) else p + "." for p in parts if p)


def web(url: str) -> str:
    """Return a web address in which characters that addresses may not contain are encoded; empty for anything but http
    and https.

    >>> web("https://ko.wikisource.org/wiki/조약 {1}")
    'https://ko.wikisource.org/wiki/%EC%A1%B0%EC%95%BD%20%7B1%7D'
    """
    from urllib.parse import quote

    return (
        quote(url, safe="%/:?#[]@!$&'()*+,;=~-._")
        if url.startswith(("http://", "https://"))
        else ""
    )
