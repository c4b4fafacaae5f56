"""Browsing the corpus: lists with filters, one instrument as a lawyer wants it, look-ups, validation."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from engine.text import para, width
from treaties.corpus import Corpus, load_corpus
from treaties.errors import CasusError, DataError, Problem, UnknownName
from treaties.model import Obligation, Party, Treaty
from treaties.readings import Reading
from treaties.terms import Duty


def names(kind: str) -> list[str]:
    """Every name of a kind, for shell completion: `state`, `treaty`, `place`, `reading`, `scenario`."""
    corpus = load_corpus()
    held: dict[str, Iterable[str]] = {
        "state": [n for s in corpus.states.all for n in (s.id, s.name)],
        "treaty": [t.id for t in corpus.treaties],
        "place": [p.id for p in corpus.gazetteer.places],
        "reading": [r.id for r in corpus.readings],
        "scenario": [s.id for s in corpus.scenarios],
        "case": [c.code for c in corpus.cases],
    }
    return sorted(set(held[kind]))


def treaties(
    *, state: str | None = None, on: str | None = None, duty: str | None = None, text: str | None = None,
    corpus: Corpus | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """The instruments that pass every filter, in the order of their signature."""
    from engine.world import day_of

    law = corpus or load_corpus()
    day = day_of(on) if on else None
    who = law.states.resolve(state, day).id if state else None
    if duty and duty not in list(Duty):
        raise UnknownName("duty", duty, [str(d) for d in Duty], remedy="the duties are " + ", ".join(Duty))
    found = []
    for t in sorted(law.treaties, key=lambda t: (t.signed, t.id)):
        bound = t.parties_on(day) if day else t.states
        guaranteed = {b for o in t.obligations for b in o.beneficiaries}
        if (day and not bound) or (who and who not in (*bound, *guaranteed)):
            continue
        duties = list(dict.fromkeys(str(o.duty) for o in t.obligations if not day or o.holds_on(day)))
        if (duty and duty not in duties) or (text and text.casefold() not in _words(t)):
            continue
        found.append(
            {
                "id": t.id, "signed": str(t.signed), "in_force": str(t.since) if t.since else None,
                "until": str(t.until) if t.until else None, "rank": str(t.rank), "parties": len(bound),
                "duties": duties, "name": t.name,
            }
        )  # fmt: skip
    return found


def _words(t: Treaty) -> str:
    parts = [t.title, t.short, *t.notes, *(f"{o.phrase} {o.gist} {o.note}" for o in t.obligations)]
    return " ".join(parts).casefold()


def scenarios() -> list[dict[str, Any]]:
    """The shipped scenarios."""
    return [{"id": s.id, "on": str(s.on), "title": s.title} for s in load_corpus().scenarios]


def states(name: str | None = None, on: str | None = None) -> list[dict[str, Any]]:
    """The states of a day (today where left out), or the one that a name means."""
    from engine.world import day_of

    law, day = load_corpus(), day_of(on)
    chosen = (
        [law.states.resolve(name, day if on else None)] if name else [s for s in law.states.all if s.exists_on(day)]
    )
    return [
        {"id": s.id, "name": s.name_on(day), "cow": s.cow_on(day), "gw": s.gw_on(day), "iso3": s.iso3}
        for s in sorted(chosen, key=lambda s: s.id)
    ]


def places() -> list[dict[str, Any]]:
    """The places of the gazetteer."""
    held = load_corpus().gazetteer.places
    return [
        {"id": p.id, "kind": str(p.kind), "of": ", ".join(h.state for h in p.of) or "-", "name": p.name}
        for p in sorted(held, key=lambda p: p.id)
    ]


def readings(treaty: str | None = None) -> list[dict[str, Any]]:
    """The readings, or those that speak of one treaty."""
    law = load_corpus()
    ident = law.treaty(treaty).id if treaty else None
    return [
        {"id": r.id, "kind": r.kind, "when": r.when, "treaties": list(r.treaties), "name": r.name}
        for r in law.readings
        if ident is None or ident in r.treaties
    ]


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as aligned plain columns; the last column takes the rest of the line."""
    if not rows:
        return "nothing matches"
    keys = list(rows[0])
    cells = [[_cell(r[k]) for k in keys] for r in rows]
    widths = [max(len(k), *(len(c[i]) for c in cells)) for i, k in enumerate(keys)]
    lines = [keys, *cells]
    return "\n".join(
        "  ".join(c.ljust(w) for c, w in zip(line[:-1], widths, strict=False)) + "  " + line[-1] for line in lines
    )


def _cell(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "-" if value in (None, "") else str(value)


def entry(ident: str, corpus: Corpus | None = None) -> dict[str, Any]:
    """A treaty or a reading as data."""
    law = corpus or load_corpus()
    item = _find(law, ident)
    return {"schema": 1, "kind": type(item).__name__.casefold(), **item.model_dump(mode="json", by_alias=True)}


def _find(law: Corpus, ident: str) -> Treaty | Reading:
    try:
        return law.treaty(ident)
    except UnknownName:
        try:
            return law.reading(ident)
        except UnknownName:
            known = [t.id for t in law.treaties] + [r.id for r in law.readings]
            raise UnknownName("treaty or reading", ident, known, remedy="`casus list` shows them all") from None


def tell(ident: str, corpus: Corpus | None = None) -> str:
    """A treaty as a lawyer would want it, or a reading."""
    law = corpus or load_corpus()
    item = _find(law, ident)
    return "\n".join(_tell_reading(law, item) if isinstance(item, Reading) else _tell_treaty(law, item))


def _tell_treaty(law: Corpus, t: Treaty) -> list[str]:
    def name(state: str) -> str:
        return law.states[state].name_on(t.signed)

    out = [para(t.title), ""]
    mark = "" if t.verified else " [dates unverified]"
    ends = f", until {t.until}" if t.until else ", still in force"
    force = f"in force {t.since}{ends}" if t.since else "never in force"
    out.append(para(f"{t.rank}; signed {t.signed}, {force}{mark}"))
    if t.exit:
        out.append(para(f"Exit: {t.exit}"))
    if t.conflict_rule:
        out.append(para(f"Other engagements: {t.conflict_rule}"))
    if not t.text_available:
        out.append("Text unavailable: only public statements are encoded.")
    if t.secret:
        out.append(f"Secret; published {t.published or 'never'}.")
    out.append(para("Parties: " + ", ".join(_party(name(p.state), p) for p in t.parties)))
    for s in t.suspensions:
        out.append(para(f"Suspended between {name(s.between[0])} and {name(s.between[1])} since {s.since}: {s.why}"))
    for o in t.obligations:
        out += ["", *_tell_article(law, o)]
    for r in t.reservations:
        out += [
            "",
            para(
                f"Reservation or understanding of {name(r.state)} {', '.join(r.articles)}: {r.gist}{'' if r.verified else ' [unverified]'}"
            ),
        ]
    reading = [r for r in law.readings if t.id in r.treaties]
    if reading:
        out += ["", "Read in different ways by"]
        out += [para(f"{r.name} ({r.when or r.kind}): {r.gist}", 2, 4) for r in reading]
    if t.witnesses:
        out += ["", "Witnesses"]
        out += [para(f"{law.source(w.source).title} ({w.about}): {w.says}", 2, 4) for w in t.witnesses]
    if t.notes:
        out += ["", "Notes", *(para(n, 2, 4) for n in t.notes)]
    out += ["", "Sources"]
    out += [para(f"{law.source(s).title} {law.source(s).url}", 2, 4) for s in t.sources]
    ids = [f"ATOP {n}" for n in t.atop] + [f"COW {n}" for n in t.cow]
    out += [para(f"{t.citation} {'; '.join(ids)}".strip())] if t.citation or ids else []
    return out


def _party(name: str, party: Party) -> str:
    dates = "".join(f" {w} {d}" for w, d in (("from", party.since), ("to", party.until)) if d)
    return name + (f" ({dates.strip()})" if dates else "") + ("" if party.verified else " [unverified]")


def _tell_article(law: Corpus, o: Obligation) -> list[str]:
    mark = "" if o.verified else " [unverified]"
    dates = "".join(f" {w} {d}" for w, d in (("from", o.since), ("until", o.until)) if d)
    owing = " and ".join(o.obligors) or "each party"
    to = " and ".join(o.beneficiaries) or "the others" if o.beneficiaries or len(o.obligors) != 1 else "the other"
    out = [para(f"Art. {o.article}{dates}: {o.duty} — {o.duty.meaning}{mark}")]
    out.append(para(f"{owing} to {to}; trigger: {o.trigger}", 2))
    for c in o.conditions:
        detail = c.model_dump(mode="json", exclude_defaults=True, exclude={"kind"})
        told = "; ".join(f"{k} {_cell(v)}" for k, v in detail.items())
        out.append(para(f"condition: {c.kind}" + (f" ({told})" if told else ""), 2, 4))
    if o.phrase:
        out.append(para(f'"{o.phrase}"' + (f" — {law.source(o.source).title}" if o.source else ""), 2, 4))
    out.append(para(o.gist, 2, 2))
    if o.secret:
        out.append(f"  secret; published {o.published or 'never'}")
    if o.note:
        out.append(para(f"Note: {o.note}", 2, 4))
    return out


def _tell_reading(law: Corpus, r: Reading) -> list[str]:
    out = [para(f"{r.name} ({r.kind}){' ' + r.code if r.code else ''}"), ""]
    out.append(para(f"{r.who}{', ' + r.when if r.when else ''}{', ' + r.where if r.where else ''}"))
    out.append(para(r.gist))
    out += [para(f"Hook: {r.hook}")] if r.hook else []
    out += [para(f"Effect: {r.effect}")] if r.effect else []
    out += [para(f"answers {a.question} = {a.answer}" + (f" ({a.why})" if a.why else ""), 2, 4) for a in r.answers]
    out += [para(f"lowers {x.treaty} Art. {x.article} to {x.duty}", 2, 4) for x in r.lowers]
    out += [] if r.verified else ["[unverified]"]
    out += ["", "Sources", *(para(f"{law.source(s).title} {law.source(s).url}", 2, 4) for s in r.sources)]
    return out


def check(files: Sequence[Path], root: Path | None = None) -> str:
    """Validate files against the corpus, or the whole corpus; raises `DataError` with every problem at once."""
    from treaties import assembly

    law = load_corpus(root, cache=False) if root else load_corpus(cache=bool(files))
    problems: list[Problem] = []
    loaders: dict[str, Callable[[Path], object]] = {
        "treaty": partial(assembly.load_treaty, corpus=law),
        "scenario": partial(assembly.load_scenario, corpus=law),
        "reading": partial(assembly.load_reading, corpus=law),
        "case": partial(assembly.load_case, corpus=law),
    }
    for path in files:
        try:
            loaders[_kind(path)](path)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    if files:
        return f"{len(files)} file{'s' * (len(files) != 1)} without a fault"
    count = sum(len(t.obligations) for t in law.treaties)
    return (
        f"{len(law.treaties)} treaties with {count} obligations, {len(law.readings)} readings, "
        f"{len(law.scenarios)} scenarios, {len(law.cases)} cases, {len(law.states.all)} states, {len(law.gazetteer.places)} places, "
        f"{len(law.sources)} sources: no fault"
    )


def _kind(path: Path) -> str:
    """What a file holds, by its keys."""
    try:
        keys = set(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return "treaty"
    if "expected" in keys:
        return "case"
    return "scenario" if "events" in keys else "reading" if {"who", "answers", "lowers"} & keys else "treaty"


__all__ = [
    "CasusError",
    "check",
    "entry",
    "names",
    "places",
    "readings",
    "scenarios",
    "states",
    "table",
    "tell",
    "treaties",
    "width",
]
