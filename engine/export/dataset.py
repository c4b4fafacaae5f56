"""The law as a citable dataset: CSV tables and one SQLite file, with a data package and a codebook."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from hashlib import file_digest
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from engine.forms.table import cell_safe
from engine.setting.graph import Clause, clauses_of
from treaties.models.corpus import Corpus
from treaties.models.edition import edition_line, edition_of
from treaties.models.legs import legs_of
from treaties.models.parties import Party
from treaties.models.treaty import Treaty
from treaties.outside.promises import Promise
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError, reason
from treaties.vocabulary.precision import Vague
from treaties.vocabulary.terms import Duty

FIRST = 1816
"""The first year of the table of pairs and years."""
TABLES = sibling_toml(__file__)["tables"]
PACKAGE = "datapackage.json"
FLAGS = [f"{p}{kind}" for kind in ("", "_unconditional") for p in Promise]
LICENCE = sibling_toml(__file__)["licence"]
Row = list[Any]
Tell = Callable[[int, int], None]


def dataset(law: Corpus, folder: str | Path, tell: Tell | None = None) -> list[Path]:
    """Write the dataset of a law into a folder. The same law gives the same bytes, and no half-written files are left.

    Args:
        law: the corpus.
        folder: the folder; files with the same names are replaced.
        tell: a function that is called with the number of states done and the number of all states.

    Raises `CasusError` if the folder cannot be written.
    """
    target = Path(os.path.realpath(folder))
    made = target.parent / f".dataset-{target.name}"
    try:
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        _write(law, made, tell)
        names = sorted(file.name for file in made.iterdir())
        if target.exists():
            (target / PACKAGE).unlink(missing_ok=True)  # files of two laws have none
            for name in sorted(names, key=PACKAGE.__eq__):
                (made / name).replace(target / name)
        else:
            made.rename(target)
        return [Path(folder) / name for name in names]
    except (OSError, sqlite3.Error) as error:
        raise CasusError(
            f"`{folder}` can't be written: {reason(error)}",
            remedy="choose another folder",
        ) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _write(law: Corpus, folder: Path, tell: Tell | None) -> None:
    with closing(sqlite3.connect(folder / "casus.sqlite")) as base:
        for name, rows in _rows(law, tell).items():
            columns = [c for c, *_ in TABLES[name]["columns"]]
            named = ", ".join(f'"{c}"' for c in columns)
            base.execute(f'CREATE TABLE "{name}" ({named})')
            put = f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})'
            with (folder / f"{name}.csv").open(
                "w", encoding="utf-8", newline=""
            ) as out:
                writer = csv.writer(out, lineterminator="\n")
                writer.writerow(columns)
                base.executemany(put, _both(writer, rows))
        base.commit()
    package = json.dumps(_package(law, folder), ensure_ascii=False, indent=2) + "\n"
    (folder / PACKAGE).write_text(package, encoding="utf-8")
    (folder / "codebook.md").write_text(
        "\n".join(_codebook(law)) + "\n", encoding="utf-8"
    )


def _both(writer: Any, rows: Iterable[Row]) -> Iterator[Row]:
    """Writes each row as CSV, and gives it on as SQLite holds it."""
    for row in rows:
        writer.writerow(
            [
                ""
                if v is None
                else str(v).lower()
                if isinstance(v, bool)
                else cell_safe(v)
                for v in row
            ]
        )
        yield row


def _rows(law: Corpus, tell: Tell | None = None) -> dict[str, Iterator[Row]]:
    """The rows of each table, in a fixed order, each made when it is asked for."""
    every = sorted(law.treaties, key=lambda t: t.id)

    def codes(t: Treaty, p: Party) -> SimpleNamespace:
        state, day = law.states[p.state], p.since or t.since or t.signed
        return SimpleNamespace(
            ccode=state.cow_on(day), gwcode=state.gw_on(day), iso3=state.iso3
        )

    items: dict[str, Iterable[dict[str, object]]] = {
        "instruments": ({"Treaty": t} for t in every),
        "parties": (
            {"Treaty": t, "Party": p, "State": codes(t, p)}
            for t in every
            for p in t.parties
        ),
        "obligations": (
            {"Treaty": t, "Clause": c, "Obligation": c.obligation}
            for t in every
            for c in clauses_of(t)
        ),
        "sources": ({"Source": s} for s in sorted(law.sources, key=lambda s: s.id)),
        "readings": ({"Reading": r} for r in sorted(law.readings, key=lambda r: r.id)),
        "known_of": ({"Known": k} for k in sorted(law.known_of, key=lambda k: k.id)),
    }
    made: dict[str, Iterator[Row]] = {
        name: map(partial(_row, name), rows) for name, rows in items.items()
    }
    return made | {
        "spells": _spells(law, tell, 0),
        "dyad_year": _dyad_years(law, _spells(law, tell, 1)),
    }


def _row(table: str, item: dict[str, object]) -> Row:
    """The columns of a row, each from its field of the models."""
    found = []
    for _, kind, _, field, _ in TABLES[table]["columns"]:
        model, _, path = field.partition(".")
        value = attrgetter(path)(item[model])
        found.append(
            bool(value)
            if kind == "boolean"
            else value
            if kind == "integer"
            else _text(value)
        )
    return found


def _text(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        return " ".join(str(getattr(v, "kind", v)) for v in value) or None
    return (
        value.isoformat()
        if isinstance(value, date)
        else str(value)
        if value not in (None, "")
        else None
    )


def _spells(law: Corpus, tell: Tell | None, half: int) -> Iterator[Row]:
    """Every span in which one state owed another an obligation, state by state; the second time is the second half."""
    owed: dict[str, list[Clause]] = {}
    for c in (c for t in law.treaties for c in clauses_of(t)):
        for ident in dict.fromkeys(c.obligation.obligors or c.treaty.states):
            owed.setdefault(ident, []).append(c)
    for done, (ident, spells) in enumerate(sorted(owed.items()), 1 + half * len(owed)):
        yield from sorted(
            (row for c in spells for row in _spells_of(law, c, ident)),
            key=lambda r: [str(x) for x in r],
        )
        if tell:
            tell(done, 2 * len(owed))


def _spells_of(law: Corpus, c: Clause, ident: str) -> Iterator[Row]:
    t, o = c.treaty, c.obligation
    for leg, (first, until) in legs_of(t, o, ident, lambda s: law.states[s].spans):
        if leg.obligor == ident != leg.beneficiary:
            cow = [law.states[s].cow_on(first) for s in (ident, leg.beneficiary)]
            last = (until - timedelta(days=1)).isoformat() if until else None
            within = [str(d) if isinstance(d, Vague) else None for d in (first, until)]
            days = [
                date(first.year, first.month, first.day).isoformat(),
                within[0],
                last,
                within[1],
            ]
            rest = [t.rank.binding, o.verified and t.verified]
            yield [ident, leg.beneficiary, *cow, c.key, str(o.duty), *days, *rest]


def _dyad_years(law: Corpus, spells: Iterable[Row]) -> Iterator[Row]:
    """One row a directed pair and year with a promise by treaty, pair by pair."""
    kinds = _kinds(law)
    final = (law.current_to or date.today()).year
    for (one, other), group in groupby(spells, key=itemgetter(0, 1)):
        years: dict[int, set[str]] = {}
        for _, _, _, _, key, _, since, _, last, _, binding, _ in group:
            if not binding or not kinds.get(key):
                continue
            begins, ends = int(since[:4]), int((last or "9999")[:4])
            for year in range(max(begins, FIRST), min(ends, final) + 1):
                years.setdefault(year, set()).update(kinds[key])
        first, second = law.states[one], law.states[other]
        numbers = (first.cow_on, second.cow_on, first.gw_on, second.gw_on)
        for year, flags in sorted(years.items()):
            codes = [f(date(year, 12, 31)) or f(date(year, 1, 1)) for f in numbers]
            yield [one, other, *codes, year, *(int(f in flags) for f in FLAGS)]


def _kinds(law: Corpus) -> dict[str, list[str]]:
    """By clause the flags of what it promises; an unconditional promise sets two."""
    kinds = {}
    for t in law.treaties:
        for c in () if t.atop.leaves_out else clauses_of(t):
            ends = ("",) if c.obligation.conditions else ("", "_unconditional")
            kinds[c.key] = [
                f"{p}{end}" for p in c.obligation.atop_types for end in ends
            ]
    return kinds


def _package(law: Corpus, folder: Path) -> dict[str, Any]:
    """The data package: every file with its digest, every column with its type and meaning."""
    resources = []
    for name, t in TABLES.items():
        fields = [
            {"name": c, "type": kind, "description": says}
            for c, kind, says, _, _ in t["columns"]
        ]
        schema = {"fields": fields, "missingValues": [""]} | (
            {"primaryKey": t["key"]} if t.get("key") else {}
        )
        file = folder / f"{name}.csv"
        with file.open("rb") as data:
            seal = {
                "bytes": file.stat().st_size,
                "hash": f"sha256:{file_digest(data, 'sha256').hexdigest()}",
            }
        about = {
            "name": name.replace("_", "-"),
            "path": file.name,
            "description": t["about"],
            "encoding": "utf-8",
        }
        form = {
            "format": "csv",
            "mediatype": "text/csv",
            "profile": "tabular-data-resource",
            "schema": schema,
        }
        resources.append(about | seal | form)
    made = {
        "version": law.version,
        "licenses": [LICENCE],
        "law": edition_of(law),
        "resources": resources,
    }
    return {**sibling_toml(__file__)["package"], **made}


def _codebook(law: Corpus) -> Iterator[str]:
    yield from (
        "# Codebook",
        "",
        f"{edition_line(law)}. Licence: [{LICENCE['title']}]({LICENCE['path']}).",
        "",
    )
    yield sibling_toml(__file__)["use"]
    yield from (
        "",
        f"Coverage: {FIRST} to {law.current_to or 'no day that is stated'}; nothing is said of later days.",
    )
    yield from ("", "## What the columns do not say", "")
    yield f"* {_conditional(law)}"
    yield from (f"* {line}" for line in sibling_toml(__file__)["limits"])
    for name, t in TABLES.items():
        yield from (
            "",
            f"## {name}",
            "",
            t["about"],
            "",
            "| column | type | meaning | field | where empty |",
        )
        yield "|---|---|---|---|---|"
        yield from (
            f"| `{c}` | {kind} | {says} | {of} | {na} |"
            for c, kind, says, of, na in t["columns"]
        )
    yield from (
        "",
        "## Values of `duty`",
        "",
        *(f"* `{d}`: {d.meaning}." for d in Duty),
    )
    yield from (
        "",
        "## ATOP's columns",
        "",
        *(f"* `{p}`: {p.meaning}." for p in Promise),
    )
    yield from (
        "",
        "## Agreement and repeatability",
        "",
        *(f"* {line}" for line in _agreement(law)),
    )


def _conditional(law: Corpus) -> str:
    """Count the articles of help that wait for more than their trigger."""
    helping = [
        o
        for t in law.treaties
        if t.rank.binding
        for o in t.obligations
        if o.duty.drawn_in and not o.duty.standing
    ]
    waiting = sum(bool(o.conditions) for o in helping)
    return (
        f"Nearly all defence is conditional: of {len(helping):,} articles of help {waiting:,} wait for something "
        "besides their trigger, such as an area, a request or a kind of attacker. `defense` is 1 for each of them, "
        "`defense_unconditional` only for the others."
    )


def _agreement(law: Corpus) -> Iterator[str]:
    """How far the corpus agrees with ATOP, and what stands behind a row."""
    notes = [t.atop for t in law.treaties if t.atop.ids]
    yield f"{len(notes):,} of {len(law.treaties):,} instruments are rows of ATOP; the files say where both were compared."
    for point in dict.fromkeys(p for n in notes for p in sorted(n.agrees)):
        agrees, differs = (
            sum(point in n.agrees for n in notes),
            sum(point in n.differs for n in notes),
        )
        yield f"{point}: {agrees:,} agree, {differs:,} differ, each with a note in its file."
    warrants = Counter(
        c.obligation.warrant for t in law.treaties for c in clauses_of(t)
    )
    yield (
        "Words of an obligation: "
        + ", ".join(f"{n:,} {w}" for w, n in warrants.most_common())
        + "."
    )
    yield "Every table is made anew from the same files, byte for byte; each was coded once, and checked against its sources."
