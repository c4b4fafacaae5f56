"""Tables that a user brings: .csv, .csv.gz and Stata .dta, into text cells that know their line."""

from __future__ import annotations

import csv
import gzip
import io
import warnings
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any

from treaties.loading.safe_read import Unreadable, size, take
from treaties.outside.detect_format import FileKind, demand, normal
from treaties.support.limits import CELLS, COLUMNS, TABLE
from treaties.vocabulary.errors import CONTROL, CasusError, DataError, Problem

NEEDS = "reading Stata files needs pandas, which is not installed"
REMEDY = "`pip install 'casus-foederis[stata]'`, or bring the .csv file"


def is_stata(path: Path, head: bytes) -> bool:
    """Tell whether the file is Stata's, by its name or by its first bytes.

    >>> is_stata(Path("atop5_1m.bin"), b"<stata_dta><header>")
    True
    """
    return path.suffix.lower() == ".dta" or head.startswith(b"<stata_dta>")


def read_stata(path: Path, content: bytes) -> tuple[list[str], list[list[str]]]:
    """Read the columns and the cells as text, as a .csv file would hold them; a missing value is an empty cell."""
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise CasusError(NEEDS, remedy=REMEDY) from None
    try:
        with (
            warnings.catch_warnings()
        ):  # what pandas thinks of a bad file is said below, or nobody's concern
            warnings.simplefilter("ignore")
            frame = pandas.read_stata(
                BytesIO(content), convert_categoricals=False, convert_dates=False
            )
    except Exception as problem:
        raise CasusError(
            f"`{path}` is not a readable Stata file: {problem}", remedy="export it anew"
        ) from None
    columns = [str(c) for c in frame.columns]
    cells = [_column(frame[c]) for c in frame.columns]
    return columns, [list(row) for row in zip(*cells, strict=True)]


def _column(series: Any) -> list[str]:
    missing = series.isna().tolist()
    return [
        "" if gone else _text(value)
        for value, gone in zip(series.to_numpy(), missing, strict=True)
    ]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    number = float(value)
    return str(int(number)) if number.is_integer() else str(value)


DELIMITERS = ",;\t"
FAULTS = 1000
"""Faults that are gathered before the rest of a table is left alone."""


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its kind, its columns in lower case, its cells as stripped text, and the line where each row ends."""

    file: str
    kind: FileKind
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def identify(path: str | PathLike[str]) -> FileKind:
    """Find which of the known files this is; raises `WrongFile` where it is none of them."""
    header, _ = _cells(Path(path), header_only=True)
    return demand(str(path), header)


def read_table(path: str | PathLike[str], *wanted: FileKind) -> Table:
    """Read a file, which must be of one of the wanted kinds.

    Raises `WrongFile` with the remedy for any other kind, `DataError` for rows of the wrong length or columns given
    twice (all of them at once), and `CasusError` for a file that is missing, empty, damaged or not a table.
    """
    name = str(path)
    header, body = _cells(Path(path))
    kind = demand(name, header, *wanted)
    columns = tuple(normal(c) for c in header)
    problems = [
        Problem(name, 1, c, "the column is given twice")
        for c, n in Counter(columns).items()
        if n > 1
    ]
    rows, lines, cells = [], [], 0
    for line, row in body:
        cells += len(row)
        if cells > CELLS:
            raise CasusError(
                f"`{name}` has more than {CELLS:,} cells",
                remedy="no table of the field has so many",
            )
        if len(row) != len(columns):
            problems.append(
                Problem(
                    name,
                    line,
                    "row",
                    f"has {len(row)} cells, the header has {len(columns)}",
                )
            )
            if len(problems) >= FAULTS:
                break
        rows.append(row)
        lines.append(line)
    if not rows:
        problems.append(
            Problem(name, 1, "row", "the file has a header and nothing below it")
        )
    if problems:
        raise DataError(problems)
    return Table(name, kind, columns, tuple(rows), tuple(lines))


def _cells(
    path: Path, header_only: bool = False
) -> tuple[list[str], Iterator[tuple[int, tuple[str, ...]]]]:
    """The header, and below it every row with its line; read to the limit at once, parsed as it is asked for."""
    try:
        raw = take(path, TABLE)
    except Unreadable as problem:
        raise CasusError(
            f"`{path}` {problem}", remedy="name a file that you can read"
        ) from None
    if is_stata(path, raw[:16]):
        header, body = read_stata(path, raw)
        return header, (
            (i, tuple(c.strip() for c in row)) for i, row in enumerate(body, start=2)
        )
    text = _decode(str(path), _unpack(str(path), raw))
    del raw
    if header_only:
        text = text.lstrip("\r\n").partition("\n")[0]
    rows = _rows(str(path), text)
    _, first = next(rows)
    return list(first), rows


def _unpack(file: str, raw: bytes) -> bytes:
    if raw[:2] != b"\x1f\x8b":
        if raw[:4] == b"PK\x03\x04":
            raise CasusError(
                f"`{file}` is a zip archive or a spreadsheet",
                remedy="unpack it, or export it as .csv",
            )
        return raw
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
            content = packed.read(TABLE + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise CasusError(
            f"`{file}` is a damaged gzip file: {problem}", remedy="fetch it again"
        ) from None
    if len(content) > TABLE:
        raise CasusError(
            f"`{file}`: unpacked it is larger than {size(TABLE)}",
            remedy="no table of the field is",
        )
    return content


def _decode(file: str, raw: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else the Windows encoding that older releases use."""
    for mark, encoding in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"", "utf-8-sig"),
        (b"", "cp1252"),
    ):
        if raw.startswith(mark):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                if found := CONTROL.search(text.replace("\r", "")):
                    line = text.count("\n", 0, found.start()) + 1
                    raise DataError(
                        [
                            Problem(
                                file,
                                line,
                                "row",
                                f"holds the control character `{found[0]}`",
                            )
                        ]
                    )
                return text
    raise CasusError(
        f"`{file}` is not a text table",
        remedy="bring the .csv, .csv.gz or .dta file of its makers",
    )


def _rows(file: str, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The header, then every row that is not empty, each with the line on which it ends."""
    first = text.lstrip("\r\n").partition("\n")[0]
    if not first.strip():
        raise CasusError(f"`{file}` is empty", remedy="fetch it again")
    delimiter = max(DELIMITERS, key=first.count)
    if first.count(delimiter) >= COLUMNS:
        raise CasusError(
            f"`{file}` has more than {COLUMNS:,} columns",
            remedy="no table of the field has so many",
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if row and (len(row) > 1 or row[0].strip()):
                yield reader.line_num, tuple(c.strip() for c in row)
    except csv.Error as problem:
        raise DataError(
            [Problem(file, reader.line_num, "row", f"is not well-formed: {problem}")]
        ) from None
