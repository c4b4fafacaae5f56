"""Tables that a user brings: .csv, .csv.gz and Stata .dta, into text cells that know their line."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from treaties.errors import CasusError, DataError, Problem
from treaties.outside import stata
from treaties.outside.sniff import FileKind, demand, normal

DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its kind, its columns in lower case, its cells as stripped text, and the line where each row ends."""

    file: str
    kind: FileKind
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def identify(path: str | PathLike[str]) -> FileKind:
    """Which of the known files this is; `WrongFile` where it is none of them."""
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
        Problem(name, 1, c, "the column is given twice") for c in dict.fromkeys(columns) if columns.count(c) > 1
    ]
    problems += [
        Problem(name, line, "row", f"has {len(row)} cells, the header has {len(columns)}")
        for line, row in body
        if len(row) != len(columns)
    ]
    if not body:
        problems.append(Problem(name, 1, "row", "the file has a header and nothing below it"))
    if problems:
        raise DataError(problems)
    return Table(name, kind, columns, tuple(tuple(row) for _, row in body), tuple(line for line, _ in body))


def _cells(path: Path, header_only: bool = False) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        raw = path.read_bytes()
    except OSError as problem:
        reason = (problem.strerror or "it cannot be read").lower()
        raise CasusError(f"`{path}`: {reason}", remedy="name a file that you can read") from None
    if stata.is_stata(path, raw[:16]):
        header, body = stata.read(path)
        return header, [(i, [c.strip() for c in row]) for i, row in enumerate(body, start=2)]
    text = _decode(str(path), _unpack(str(path), raw))
    if header_only:
        text = text.lstrip("\r\n").partition("\n")[0]
    return _csv(str(path), text)


def _unpack(file: str, raw: bytes) -> bytes:
    if raw[:2] != b"\x1f\x8b":
        if raw[:4] == b"PK\x03\x04":
            raise CasusError(f"`{file}` is a zip archive or a spreadsheet", remedy="unpack it, or export it as .csv")
        return raw
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as problem:
        raise CasusError(f"`{file}` is a damaged gzip file: {problem}", remedy="fetch it again") from None


def _decode(file: str, raw: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else the Windows encoding that older releases use."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "cp1252")):
        if raw.startswith(mark):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
    raise CasusError(f"`{file}` is not a text table", remedy="bring the .csv, .csv.gz or .dta file of its makers")


def _csv(file: str, text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    first = text.lstrip("\r\n").partition("\n")[0]
    if not first.strip():
        raise CasusError(f"`{file}` is empty", remedy="fetch it again")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    body: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if not row or (len(row) == 1 and not row[0].strip()):
                continue
            if header is None:
                header = [c.strip() for c in row]
            else:
                body.append((reader.line_num, [c.strip() for c in row]))
    except csv.Error as problem:
        raise DataError([Problem(file, reader.line_num, "row", f"is not well-formed: {problem}")]) from None
    return header or [], body
