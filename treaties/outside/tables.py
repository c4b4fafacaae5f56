"""Tables that a user supplies (.csv, .csv.gz and Stata .dta), read by pandas into text cells with line numbers."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any

from treaties.loading.safe_read import Unreadable, size, take
from treaties.outside.detect_format import FileKind, demand, normal
from treaties.support.limits import CELLS, COLUMNS, TABLE
from treaties.vocabulary.errors import (
    CONTROL,
    CasusError,
    DataError,
    Problem,
    needed,
)

DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class OutsideTable:
    """A table: its kind, its columns in lower case, its cells as stripped text, and the line of each row."""

    file: str
    kind: FileKind
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def identify(path: str | PathLike[str]) -> FileKind:
    """Return the kind of a file.

    Raises `WrongFile` if the kind is unknown.
    """
    return demand(str(path), list(_frame(Path(path), rows=1).columns))


def read_table(path: str | PathLike[str], *wanted: FileKind) -> OutsideTable:
    """Load a file of one of the wanted kinds. Needs the extra `pandas`.

    Short rows are filled with empty cells.

    Raises `WrongFile`, with the remedy, for any other kind, `DataError` for rows that are too long or repeated columns,
    and `CasusError` for a file that is missing, empty, damaged or not a table.
    """
    name, frame = str(path), _frame(Path(path))
    kind = demand(name, list(frame.columns), *wanted)
    columns = tuple(normal(c) for c in frame.columns)
    problems = [
        Problem(name, 1, c, "the column is given twice")
        for c in dict.fromkeys(columns)
        if columns.count(c) > 1
    ]
    if frame.size > CELLS:
        raise CasusError(
            f"`{name}` has more than {CELLS:,} cells",
            remedy="no table of the field has so many",
        )
    if frame.empty:
        problems.append(
            Problem(name, 1, "row", "the file has a header and nothing below it")
        )
    if problems:
        raise DataError(problems)
    rows = tuple(
        tuple(cell.strip() for cell in row) for row in frame.to_numpy(object).tolist()
    )
    return OutsideTable(name, kind, columns, rows, tuple(map(int, frame.index)))


def _frame(path: Path, rows: int | None = None) -> Any:
    """The file as a frame of text whose index is the line; `rows` bounds how many are read."""
    try:
        raw = take(path, TABLE)
    except Unreadable as problem:
        raise CasusError(
            f"`{path}` {problem}", remedy="name a file that you can read"
        ) from None
    pandas = needed("pandas", "pandas")
    if path.suffix.lower() == ".dta" or raw.startswith(b"<stata_dta>"):
        return _stata(pandas, path, raw)
    text = _decoded(str(path), _unpacked(str(path), raw)).lstrip("\r\n")
    first = text.partition("\n")[0]
    if not first.strip():
        raise CasusError(f"`{path}` is empty", remedy="fetch it again")
    delimiter = max(DELIMITERS, key=first.count)
    if first.count(delimiter) >= COLUMNS:
        raise CasusError(
            f"`{path}` has more than {COLUMNS:,} columns",
            remedy="no table of the field has so many",
        )
    try:
        frame = pandas.read_csv(
            BytesIO(text.encode()),
            sep=delimiter,
            header=None,
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
            index_col=False,
            nrows=rows,
        )
    except pandas.errors.ParserError as problem:
        found = re.search(r"line (\d+)", str(problem))
        fault = Problem(
            str(path),
            int(found[1]) if found else 1,
            "row",
            f"is not well-formed: {str(problem).rpartition('error: ')[2].strip()}",
        )
        raise DataError([fault]) from None
    names = [str(c).strip() for c in frame.iloc[0]]
    frame = frame[frame.ne("").any(axis=1)]
    frame.index += 1
    return frame.iloc[1:].set_axis(names, axis=1)


def _stata(pandas: Any, path: Path, raw: bytes) -> Any:
    """A Stata file as a frame of text, as its .csv would hold it; a missing value is an empty cell."""
    try:
        with warnings.catch_warnings():
            # What pandas thinks of a bad file is said below, or nobody's concern.
            warnings.simplefilter("ignore")
            frame = pandas.read_stata(
                BytesIO(raw), convert_categoricals=False, convert_dates=False
            )
    except Exception as problem:
        raise CasusError(
            f"`{path}` is not a readable Stata file: {problem}", remedy="export it anew"
        ) from None
    cells = {c: list(map(_text, frame[c].to_numpy())) for c in frame.columns}
    return pandas.DataFrame(cells, index=frame.index + 2)


def _text(value: Any) -> str:
    """A value of Stata as a .csv file would hold it.

    >>> _text(5.0), _text(5.1), _text(float("nan"))
    ('5', '5.1', '')
    """
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return ""
    number = float(value)
    return str(int(number)) if number.is_integer() else str(value)


def _unpacked(file: str, raw: bytes) -> bytes:
    """The content of a .gz file, or what was given."""
    import gzip
    import zlib

    if raw[:4] == b"PK\x03\x04":
        raise CasusError(
            f"`{file}` is a zip archive or a spreadsheet",
            remedy="unpack it, or export it as .csv",
        )
    if raw[:2] != b"\x1f\x8b":
        return raw
    try:
        with gzip.GzipFile(fileobj=BytesIO(raw)) as packed:
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


def _decoded(file: str, raw: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else the Windows encoding that older releases use."""
    utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            continue
        if found := CONTROL.search(text.replace("\r", "")):
            line = text.count("\n", 0, found.start()) + 1
            fault = f"holds the control character `{found[0]}`"
            raise DataError([Problem(file, line, "row", fault)])
        return text
    raise CasusError(
        f"`{file}` is not a text table",
        remedy="bring the .csv, .csv.gz or .dta file of its makers",
    )
