"""The files of a corpus folder: their list, their contents, and whether they changed since they were read."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from treaties.loading.safe_read import Unreadable, size, take
from treaties.models.edition import DataFile, Edition
from treaties.support.limits import FOLDER, TABLE
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError, DataError, Problem

HOME = Path(__file__).parent.parent
READING = tuple(HOME / room for room in ("vocabulary", "models", "loading"))
"""Packages whose code affects the compiled corpus."""
HOT_SPOTS = "hot-spots.toml"
"""The file of a corpus folder with questions instead of law (`treaties.loading.hot_spots`)."""
CALM = 3.0
"""Seconds that a file must be unchanged before its time stamps are trusted; no file system is coarser."""


def corpus_files(root: Path) -> list[Path]:
    """Return all TOML files of a corpus folder in a fixed order, without the hot spots and without tables that belong
    to the code that reads the corpus.

    Raises `CasusError` if there is no such folder.
    """
    if not root.is_dir():
        raise CasusError(
            f"`{root}` is not a folder", remedy="name the folder that holds `data/`"
        )
    inside = (p for p in root.glob("*/**/*.toml") if p.parent not in READING)
    return sorted(p for p in root.glob("*.toml") if p.name != HOT_SPOTS) + sorted(
        inside
    )


def corpus_contents(root: Path) -> dict[Path, bytes]:
    """Read the data files of a corpus folder.

    Raises `DataError` for files that cannot be read, and `CasusError` if they are too large together.
    """
    found: dict[Path, bytes] = {}
    problems: list[Problem] = []
    left = FOLDER
    for path in corpus_files(root):
        try:
            found[path] = take(path)
        except Unreadable as error:
            problems.append(Problem(str(path.relative_to(root)), 1, "file", str(error)))
            continue
        left -= len(found[path])
        if left < 0:
            raise CasusError(
                f"the files of `{root}` are larger than {size(FOLDER)} together",
                remedy="is it a corpus?",
            )
    if problems:
        raise DataError(problems)
    return found


def code_files() -> list[Path]:
    """Return the source files that affect the compiled corpus."""
    return sorted(p for room in READING for p in room.glob("*.py"))


def fingerprint(root: Path) -> str:
    """Return a hash of the file system's data on every file of a corpus folder and of the code that reads it.

    It covers name, inode, size, mode, and the times of the last write and the last change of status. The last cannot be
    set by hand, so equal fingerprints mean equal files, except for changes within one tick of the clock. The result is
    therefore empty if a file is younger than `CALM`, and on systems without such times.
    """
    if os.name != "posix":
        return ""
    latest = time.time() - CALM
    marks: list[str] = []
    try:
        code = (_marked(room, ".py", 0, f"code {room.name}/") for room in READING)
        for name, found in chain(_marked(root, ".toml", 2), *code):
            if max(found.st_mtime, found.st_ctime) > latest:
                return ""
            which = (
                f"{name} {found.st_dev} {found.st_ino} {found.st_mode} {found.st_size}"
            )
            marks.append(f"{which} {found.st_mtime_ns} {found.st_ctime_ns}")
    except OSError:
        return ""
    return hashlib.sha256(
        "\n".join(sorted(marks)).encode("utf-8", "surrogateescape")
    ).hexdigest()


def _marked(
    folder: os.PathLike[str], ends: str, deep: int, at: str = ""
) -> Iterator[tuple[str, os.stat_result]]:
    """The files of a folder, and of those within it so deep, whose names end so, with what the file system keeps of
    them.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(ends):
                yield at + entry.name, entry.stat()
            elif deep and entry.is_dir():
                yield from _marked(entry, ends, deep - 1, f"{at}{entry.name}/")


@cache
def release() -> str:
    """Return the version of the program, which is recorded beside the edition of the law.

    >>> release().count(".")
    2
    """
    return Edition.model_validate(sibling_toml(str(HOME / "edition.toml"))).program


def data_file(path: Path, source: str, title: str = "") -> DataFile:
    """Return the entry under which a file of outside law is cited, with the hash of its content.

    Args:
        path: the file.
        source: its format, such as `atop`.
        title: its title; may be empty.
    """
    content = hashlib.sha256(take(path, TABLE))
    return DataFile(
        name=path.name, source=source, sha256=content.hexdigest(), title=title
    )
