"""The compiled corpus in the user's cache folder: used only where nobody else can have written it."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MOST = 256 << 20
"""Bytes that are read of a compiled corpus."""
STALE = 600.0
"""Seconds after which a half-written file belongs to no running process."""
PREFIX = "corpus-"
SEEN = "seen-"


def cache_folder() -> Path | None:
    """Where this user's caches are kept: `CASUS_CACHE`, else the place of the system; None where there is none.

    `CASUS_CACHE` set to nothing means no cache. A user without a home folder has none either.
    """
    given = os.environ.get("CASUS_CACHE")
    if given is not None:
        return Path(given) if given else None
    place = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    if place:
        return Path(place) / "casus"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / "casus" if os.name == "nt" else home / ".cache" / "casus"


class Compiled:
    """One compiled corpus, named by what it was made from; or a note of which one that is, under a `name` of its own.

    On systems with owners, the folder and the file must belong to whoever runs this and be writable by nobody else;
    the file must be a regular one and no link. Its first line is a digest of its content and of what it was made
    from. Where anything of this is not so, it is as if there were no cache: no message, and a new one is written
    where the folder may be trusted.
    """

    def __init__(self, folder: Path, key: str, *, name: str = "") -> None:
        self.path = folder / (name or f"{PREFIX}{key}.json")
        self.key = key

    def read(self) -> bytes | None:
        """The content as it was written, or None."""
        try:
            if not _private(os.stat(self.path.parent), stat.S_ISDIR):
                return None
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
            handle = os.open(self.path, flags | getattr(os, "O_BINARY", 0))
            with open(handle, "rb") as file:
                if not _private(os.fstat(handle), stat.S_ISREG):
                    return None
                held = file.read(MOST)
        except (OSError, ValueError):
            return None
        said, _, content = held.partition(b"\n")
        return content if said == self._digest(content) else None

    def write(self, content: bytes) -> None:
        """Keep it, whole or not at all; a folder that can't be written or trusted is no fault."""
        folder = self.path.parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _private(os.stat(folder), stat.S_ISDIR):
                return
            handle, part = tempfile.mkstemp(prefix=PREFIX, suffix=".part", dir=folder)
            try:
                with open(handle, "wb") as file:
                    file.write(self._digest(content) + b"\n" + content)
                self._clear_the_place()
                os.replace(part, self.path)
            finally:
                Path(part).unlink(missing_ok=True)
            if self.path.name.startswith(PREFIX):
                self._tidy()
        except OSError:
            return

    def _digest(self, content: bytes) -> bytes:
        return hashlib.sha256(self.key.encode() + b"\0" + content).hexdigest().encode()

    def _clear_the_place(self) -> None:
        """A folder that stands where the file belongs can't be replaced; an empty one goes."""
        if self.path.is_dir() and not self.path.is_symlink():
            self.path.rmdir()

    def _tidy(self) -> None:
        """Other corpora go with what was noted of them, and what a killed process left behind."""
        for old in self.path.parent.glob(f"{SEEN}*"):
            old.unlink(missing_ok=True)
        for old in self.path.parent.glob(f"{PREFIX}*"):
            stale = old.suffix == ".part" and time.time() - old.lstat().st_mtime > STALE
            if (stale or old.suffix == ".json") and old != self.path:
                old.unlink(missing_ok=True)


def _private(found: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Whether it is of that kind, this user's, and nobody else may write it."""
    if not kind(found.st_mode):
        return False
    if not hasattr(os, "geteuid"):  # no owners to compare: the folder is the user's own, or was named by the user
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
