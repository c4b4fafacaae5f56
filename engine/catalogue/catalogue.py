"""Lists of the corpus with filters, and validation of files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from engine.catalogue.doubts import OpenPoint, doubts
from engine.catalogue.duty_names import duties_named
from engine.catalogue.game_files import problems_of_game
from treaties.loading.corpus import load_corpus
from treaties.loading.corpus_files import HOME
from treaties.loading.files import read_toml
from treaties.loading.hot_spots import load_hot_spots
from treaties.models.case import Case
from treaties.models.conditions import InArea
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.models.place import Place
from treaties.models.reading import Reading
from treaties.models.scenario import Scenario
from treaties.models.states import State
from treaties.models.treaty import Treaty
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import (
    AmbiguousName,
    CasusError,
    DataError,
    Problem,
)
from treaties.vocabulary.names import article_cited, fold
from treaties.vocabulary.terms import Duty


def names(kind: str) -> list[str]:
    """Return all names of one kind of thing, for shell completion: `state`, `treaty`, `place`, `reading`, `scenario`,
    `duty` or `case`.
    """
    corpus = load_corpus()
    kinds: dict[str, Iterable[str]] = {
        "state": [n for s in corpus.states.all for n in (s.id, s.name)],
        "treaty": [n for t in corpus.treaties for n in (t.id, *t.aliases)],
        "place": [
            n for p in corpus.gazetteer.places for n in (p.id, p.name, *p.aliases)
        ],
        "reading": [r.id for r in corpus.readings],
        "scenario": [s.id for s in corpus.scenarios],
        "duty": list(Duty),
        "case": [c.code for c in corpus.cases],
    }
    return sorted(set(kinds[kind]))


def treaties(
    *,
    state: str | None = None,
    on: str | None = None,
    duty: str | None = None,
    text: str | None = None,
    since: str | None = None,
    unverified: bool = False,
    corpus: Corpus | None = None,
) -> list[dict[str, Any]]:
    """Return the instruments that pass all filters, as rows in order of signature.

    Args:
        state: a state, by any name, that the instrument binds or whose beneficiary it is.
        on: a day on which the instrument binds some state.
        duty: one of its duties; `help` for any that draws a state in.
        text: words that occur in its names, parties, places, articles or text.
        since: the first day, or first year, of signature.
        unverified: whether to keep only treaties with unchecked points, and to name these points with reasons.
        corpus: the law; the shipped one by default.

    Raises `UnknownName` or `CasusError` for a name or day that cannot be understood.
    """
    from treaties.vocabulary.days import day_of

    law = corpus or load_corpus()
    day = day_of(on) if on else None
    first = day_of(since) if since else date.min
    who = law.states.resolve(state, day).id if state else ""
    wanted = duties_named(duty) if duty else ()
    rows = []
    for t in _filtered(law, day, who, wanted, text):
        if t.signed < first:
            continue
        row = _row(law, t, day)
        if not unverified:
            rows.append(row)
        elif points := doubts(t):
            rows.append(row | {"unverified": [_doubt(d) for d in points]})
    return rows


def _filtered(
    law: Corpus, day: date | None, who: str, duties: Sequence[Duty], text: str | None
) -> list[Treaty]:
    """The instruments that bind on a day, concern a state, have a duty and speak of something, by their signature.

    Args:
        law: the corpus.
        day: the day; None for ever.
        who: the id of the state; empty for any.
        duties: the duties; one of them is enough; empty for any.
        text: the words; None for any.
    """
    found = sorted(law.treaties, key=lambda t: (t.signed, t.id))
    if day:
        found = [t for t in found if law.parties_on(t, day)]
    if who:
        found = [t for t in found if who in _concerned(law, t, day)]
    if duties:
        wanted = set(map(str, duties))
        found = [t for t in found if not wanted.isdisjoint(_duties(t, day))]
    if text:
        found = [t for t in found if _speaks_of(law, t, text)]
    return found


def _duties(t: Treaty, day: date | None) -> list[str]:
    """The duties of an instrument, on a day or ever, each once."""
    owed = (o for o in t.obligations if day is None or o.holds_on(day))
    return list(dict.fromkeys(str(o.duty) for o in owed))


def _bound(law: Corpus, t: Treaty, day: date | None) -> Collection[str]:
    return law.parties_on(t, day) if day else t.states


def _concerned(law: Corpus, t: Treaty, day: date | None) -> set[str]:
    """Those whom it binds, and those to whom its articles say by name that something is owed."""
    guaranteed = {b for o in t.obligations for b in o.beneficiaries}
    return guaranteed.union(_bound(law, t, day))


def _row(law: Corpus, t: Treaty, day: date | None) -> dict[str, Any]:
    return {
        "id": t.id,
        "signed": str(t.signed),
        "in_force": _written(t.since),
        "until": _written(t.until),
        "rank": str(t.rank),
        "parties": len(_bound(law, t, day)),
        "duties": _duties(t, day),
        "name": t.name,
    }


def counted(
    rows: Iterable[dict[str, Any]], on: str | None = None, corpus: Corpus | None = None
) -> list[dict[str, Any]]:
    """Return the number of treaties of each state, largest first.

    Args:
        rows: treaties, as returned by `treaties`.
        on: the day whose parties count; by default, all that were ever parties.
        corpus: the law; the shipped one by default.

    >>> counted(treaties(state="Switzerland", duty="help"))[0]["id"]
    'france'
    """
    from treaties.vocabulary.days import day_of

    law, day = corpus or load_corpus(), day_of(on) if on else None
    number: Counter[str] = Counter()
    for row in rows:
        treaty = law.treaty(row["id"])
        number.update(law.parties_on(treaty, day) if day else treaty.states)
    ordered = sorted(number.items(), key=lambda n: (-n[1], n[0]))
    return [
        {"id": state, "name": law.states[state].name, "treaties": treaties}
        for state, treaties in ordered
    ]


def _written(day: date | None) -> str | None:
    return str(day) if day else None


def _doubt(d: OpenPoint) -> str:
    return (
        f"{d.point} (not to be verified: {d.because})"
        if d.because
        else f"{d.point} (not checked yet)"
    )


def _speaks_of(law: Corpus, t: Treaty, text: str) -> bool:
    """Whether words stand in a row in the texts of an instrument, or all of them among its names, parties and places."""
    areas = {
        c.area for o in t.obligations for c in o.conditions if isinstance(c, InArea)
    }
    sought = {
        i
        for a in areas
        for limb in law.gazetteer.area(a).limbs
        for i in (*limb.places, *limb.regions)
    }
    bearers: list[Place | State] = [p for p in law.gazetteer.places if p.id in sought]
    bearers += [law.states[s] for s in t.states]
    names = [
        t.id,
        t.title,
        t.short,
        t.members,
        *t.aliases,
        *(n for b in bearers for n in (b.name, *b.aliases)),
    ]
    texts = (
        *t.remarks,
        *(
            f"{article_cited(o.article)} {o.phrase} {o.gist} {o.note}"
            for o in t.obligations
        ),
    )
    words = re.sub(r"\barticle\b", "art", fold(text))
    in_a_row = any(f" {words} " in f" {fold(part)} " for part in (*names, *texts))
    return in_a_row or set(words.split()) <= set(fold(" ".join(names)).split())


def scenarios() -> list[dict[str, Any]]:
    """Return the shipped scenarios as rows."""
    return [
        {"id": s.id, "on": str(s.on), "title": s.title} for s in load_corpus().scenarios
    ]


def watched() -> list[dict[str, Any]]:
    """Return, as rows, the instruments whose standing may change; those due for checking soonest come first."""
    law = load_corpus()
    rows = []
    for w in sorted(law.watched, key=lambda w: (w.again, w.treaty)):
        dates: dict[str, Any] = {"looked": _written(w.looked), "again": str(w.again)}
        about = {"page": w.page, "name": law.treaty(w.treaty).name}
        rows.append({"id": w.treaty, "pending": str(w.pending)} | dates | about)
    return rows


def hot_spots() -> list[dict[str, Any]]:
    """Return the hot-spot questions as rows, region by region."""
    return [
        {"id": s.id, "region": str(s.region), "question": s.question}
        for s in load_hot_spots()
    ]


def states(name: str | None = None, on: str | None = None) -> list[dict[str, Any]]:
    """Return states as rows: all that exist on a day (today by default), or those that a name of a state or group
    means.
    """
    from treaties.vocabulary.days import day_of

    law, day = load_corpus(), day_of(on)
    chosen = (
        _called(law, name, day if on else None)
        if name
        else [s for s in law.states.all if s.exists_on(day)]
    )
    return [
        {
            "id": s.id,
            "name": s.name_on(day),
            "cow": s.cow_on(day),
            "gw": s.gw_on(day),
            "iso3": s.iso3,
        }
        for s in sorted(chosen, key=lambda s: s.id)
    ]


def _called(law: Corpus, name: str, on: date | None) -> list[State]:
    group = law.groups.get(name)
    if isinstance(group, Group):
        return [law.states[i] for i in group.members(on or date.today(), law.treaties)]
    try:
        return [law.states.resolve(name, on)]
    except AmbiguousName as several:
        return [law.states[i] for i in several.candidates]


def places() -> list[dict[str, Any]]:
    """Return the places of the gazetteer as rows."""
    found = load_corpus().gazetteer.places
    return [
        {
            "id": p.id,
            "kind": str(p.kind),
            "of": ", ".join(h.state for h in p.of) or "-",
            "name": p.name,
        }
        for p in sorted(found, key=lambda p: p.id)
    ]


def readings(
    treaty: str | None = None, corpus: Corpus | None = None
) -> list[dict[str, Any]]:
    """Return the readings, or those about one treaty, as rows."""
    law = corpus or load_corpus()
    ident = law.treaty(treaty).id if treaty else None
    return [
        {
            "id": r.id,
            "kind": r.kind,
            "when": r.when,
            "treaties": list(r.treaties),
            "name": r.name,
        }
        for r in law.readings
        if ident is None or ident in r.treaties
    ]


def check(
    files: Sequence[Path],
    root: Path | None = None,
    *,
    every: bool = False,
    strict: bool = False,
) -> str:
    """Validate files against the corpus, or the whole corpus; return counts, and hints for editors
    (`treaties.loading.review_questions`).

    Args:
        files: files or folders; the whole corpus if empty.
        root: the folder of the corpus; the shipped one by default.
        every: whether to list each hint with its line instead of counting them by kind; always so for named files.
        strict: whether to treat hints as faults.

    Raises `DataError` with all faults, and `CasusError` for a folder without files.
    """
    from treaties.loading import assembly

    files = [file for path in files for file in _files_of(path)]
    law = load_corpus(root, cache=False) if root else load_corpus(cache=bool(files))
    if files:
        found = _checked(files, law)
        line = f"{len(files)} file{'s' * (len(files) != 1)} without a fault"
    else:
        load_hot_spots(root)
        if faults := _of_games([], law, root or HOME):
            raise DataError(faults)
        found = assembly.all_hints(root or HOME, law)
        line = f"{_counted(law)}: no fault"
    if strict and found:
        raise DataError(p for _, p in found)
    return "\n".join([line, *_hints(found, every=every or bool(files))])


def _checked(files: Sequence[Path], law: Corpus) -> list[tuple[str, Problem]]:
    """What an editor should look at again in files; raises `DataError` with every problem of all of them."""
    from treaties.loading import assembly

    problems = _of_games(files, law, HOME)
    found: list[tuple[str, Problem]] = []
    for kind, paths in grouped((_kind(path), path) for path in files).items():
        try:
            assembly.load_own(paths, kind, law)
        except DataError as error:
            problems += error.problems
        else:
            for path in paths:
                found += assembly.own_hints(path, law)
    if problems:
        raise DataError(dict.fromkeys(problems))
    return found


def _counted(law: Corpus) -> str:
    obligations = sum(len(t.obligations) for t in law.treaties)
    return (
        f"{len(law.treaties)} treaties with {obligations} obligations, {len(law.readings)} readings, "
        f"{len(law.scenarios)} scenarios, {len(law.cases)} cases, {len(law.states.all)} states, "
        f"{len(law.gazetteer.places)} places, {len(law.sources)} sources"
    )


def _of_games(listed: Sequence[Path], law: Corpus, root: Path) -> list[Problem]:
    """What is wrong with the words of moves: in the files that are listed, or, where none are, in the whole corpus."""
    shipped = (root / "scenarios" / f"{s.id}.toml" for s in law.scenarios if s.moves)
    own = (path for path in listed if _kind(path) is Scenario)
    paths = own if listed else shipped
    return [problem for path in paths for problem in problems_of_game(path, law)]


def _hints(found: Sequence[tuple[str, Problem]], *, every: bool) -> Iterator[str]:
    from treaties.loading.review_questions import ASKED

    if not found:
        return
    yield ""
    if every:
        yield from (
            f"hint: {p.file}:{p.line}: {p.message}" for p in sorted(p for _, p in found)
        )
        return
    yield "To look at again (`--hints` names each, `--strict` takes them for faults):"
    for kind, asks in ASKED.items():
        if n := sum(k == kind for k, _ in found):
            yield f"  {n:4} {asks}"


def _files_of(path: Path) -> list[Path]:
    """A file itself, or the files of law that a folder holds."""
    if not path.is_dir():
        return [path]
    if (path / "data").is_dir():
        raise CasusError(
            f"`{path}` is a corpus folder",
            remedy=f"check it with `casus check --corpus {path}`",
        )
    found = sorted(
        p
        for p in path.rglob("*.toml")
        if not any(s.startswith(".") for s in p.relative_to(path).parts)
    )
    if not found:
        raise CasusError(
            f"`{path}` holds no TOML file",
            remedy="name a file, or a folder with such files",
        )
    return found


def _kind(path: Path) -> type[BaseModel]:
    """What a file holds, by its keys."""
    keys = set(read_toml(path, str(path))[0])
    if "expected" in keys:
        return Case
    if {"events", "moves"} & keys:
        return Scenario
    return Reading if {"who", "answers", "lowers"} & keys else Treaty
