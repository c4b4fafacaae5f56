"""Output of a sweep's rows as table, CSV, JSON lines or SQLite."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from engine.forms.table import cell_safe
from engine.output.picture import saving
from engine.sweep.work import COLUMNS, SweepRow
from treaties.vocabulary.errors import CasusError, reason

FORMATS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
FORMATS |= dict.fromkeys((".db", ".sqlite", ".sqlite3"), "sqlite")
STREAMED = ("table", "csv", "jsonl")
BATCH = 20_000


def format_of(path: Path, given: str = "") -> str:
    """Return the format of an output file: the given format, or that of the file's ending.

    Raises `CasusError` if neither is known.
    """
    found = given or FORMATS.get(path.suffix.casefold(), "")
    if found in {*FORMATS.values(), "table"}:
        return found
    raise CasusError(
        f"`{given or path.name}` does not say in which format to write",
        remedy=f"end the name in {', '.join(FORMATS)}, or name the format",
    )


def columns(row: SweepRow) -> list[str]:
    """Return the columns of a table from its first row."""
    return [c for c in COLUMNS if c in row]


def write(
    rows: Iterable[SweepRow],
    path: Path,
    kind: str,
    law: dict[str, Any] | None = None,
) -> int:
    """Write all rows to a file in one step, and return their number.

    Args:
        rows: the rows.
        path: the file.
        kind: the format: `csv`, `jsonl`, `table` or `sqlite`.
        law: the edition of the law (`treaties.models.edition.edition_of`), for a table of its own in SQLite or, for
            other formats, a file with `-law.json` added to the name.

    Raises `CasusError` if the file cannot be written.
    """
    target = path.with_name(path.name + ".part")
    try:
        if kind in STREAMED:
            with target.open("w", encoding="utf-8", newline="") as out:
                count = stream(rows, out, kind)
        else:
            target.unlink(missing_ok=True)
            count = _sqlite(rows, target, law)
        about = path.with_name(path.name + "-law.json")
        about.unlink(missing_ok=True)  # rows never stand beside the law of others
        os.replace(target, path)
        if law and kind in STREAMED:
            saving.write(
                about, json.dumps(law, ensure_ascii=False, sort_keys=True) + "\n"
            )
    except OSError as error:
        raise CasusError(
            f"`{path}` cannot be written: {reason(error)}", remedy="name another file"
        ) from error
    finally:
        target.unlink(missing_ok=True)
    return count


def stream(rows: Iterable[SweepRow], out: TextIO, kind: str) -> int:
    """Write rows as text, one at a time, and return their number.

    Args:
        rows: the rows.
        out: the output.
        kind: the format: `csv`, `jsonl` or `table`.
    """
    if kind == "table":
        text, count = table(rows)
        out.write(text)
        return count
    count = 0
    writer: Any = None
    for row in rows:
        count += 1
        if kind == "jsonl":
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        else:
            if writer is None:
                writer = csv.DictWriter(out, columns(row), lineterminator="\n")
                writer.writeheader()
            writer.writerow({c: cell_safe(v) for c, v in row.items()})
    return count


_SHOWN = (
    "on",
    "attacker",
    "victim",
    "reading",
    "n_bound",
    "n_conditional",
    "n_contested",
    "cascade",
)
"""The columns of the text."""


def _columns(rows: Sequence[SweepRow]) -> list[str]:
    """The columns that the text shows of some rows; that of readings only where any has one."""
    read = any(r.get("reading") for r in rows)
    return [c for c in _SHOWN if c in rows[0] and (read or c != "reading")]


def table(rows: Iterable[SweepRow]) -> tuple[str, int]:
    """Return rows as a text table with aligned columns, and their number. Of the lists of states, only bound states are
    shown.
    """
    rows = list(rows)
    if not rows:
        return "no rows\n", 0
    shown = _columns(rows)
    cells = [[c.removeprefix("n_") for c in shown]]
    cells += [[_cell(r, c) for c in shown] for r in rows]
    widths = [max(len(line[i]) for line in cells) for i in range(len(shown))]
    aligned = [str.rjust if COLUMNS[c] is int else str.ljust for c in shown]
    lines = []
    for line in cells:
        padded = (a(x, w) for a, x, w in zip(aligned, line, widths, strict=True))
        lines.append("  ".join(padded).rstrip())
    return "\n".join([*lines, ""]), len(rows)


def _cell(row: SweepRow, column: str) -> str:
    return "-" if row[column] in ("", None) else str(row[column])


def _batches(rows: Iterable[SweepRow]) -> Iterator[list[SweepRow]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _sqlite(rows: Iterable[SweepRow], path: Path, law: dict[str, Any] | None) -> int:
    import sqlite3

    count = 0
    try:
        with closing(sqlite3.connect(path)) as db:
            for batch in _batches(rows):
                names = columns(batch[0])
                kinds = ", ".join(
                    f'"{c}" {"INTEGER" if COLUMNS[c] is int else "TEXT"}' for c in names
                )
                db.execute(f"CREATE TABLE IF NOT EXISTS scan ({kinds})")
                places = ", ".join("?" * len(names))
                db.executemany(
                    f"INSERT INTO scan VALUES ({places})",
                    ([r[c] for c in names] for r in batch),
                )
                count += len(batch)
            if law:
                db.execute("CREATE TABLE law (key TEXT PRIMARY KEY, value TEXT)")
                about = [
                    (k, v if isinstance(v, str) else json.dumps(v))
                    for k, v in law.items()
                ]
                db.executemany("INSERT INTO law VALUES (?, ?)", about)
            if count:
                db.execute('CREATE INDEX scan_pair ON scan ("on", attacker, victim)')
            db.commit()
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    return count
