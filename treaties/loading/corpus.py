"""The corpus, loaded from the files of a folder or from the compiled copy made of them."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from treaties.loading.corpus_files import HOME, code_files, corpus_contents, fingerprint
from treaties.models.corpus import Corpus
from treaties.models.edition import DIGITS, content_hash, full_hash
from treaties.models.partial import Parts
from treaties.vocabulary.errors import CasusError

MOST = 256 << 20
"""The largest number of bytes read of a compiled corpus."""
DIGEST = 65
"""The number of bytes in the first line of a compiled corpus."""
STALE = 600.0
"""Seconds after which a half-written file can be deleted."""
KEPT = 8
"""The number of compiled corpora kept in the cache folder; each has some four million bytes."""
COMPILED = "compiled.json"
"""The compiled corpus in a folder that holds none of its `SOURCES`, as in the static site."""
SOURCES = ("background", "cases", "data", "readings")
"""Folders of a corpus that are not read once it is compiled."""
PREFIX = "corpus-"
SEEN = "seen-"


def cache_folder() -> Path | None:
    """Return the folder of this user's caches; None if there is none.

    It is `CASUS_CACHE` (none if that is empty), or else the system's folder for caches. A folder that is not absolute
    is ignored, so that nothing is written to the current folder.
    """
    given = os.environ.get("CASUS_CACHE")
    if given is not None:
        return Path(given) if given else None
    place = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    if place and Path(place).is_absolute():
        return Path(place) / "casus"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if not home.is_absolute():
        return None
    return home / "casus" if os.name == "nt" else home / ".cache" / "casus"


class Compiled:
    """A file in the cache: a compiled corpus, named by a hash of the files and code from which it was made, or a file
    that contains such a hash. On systems with file owners, the folder and file must belong to this user and be writable
    by nobody else, and the file must not be a link. Its first line is a digest. A file that fails any of these checks
    is ignored.
    """

    def __init__(self, folder: Path, key: str, *, name: str = "") -> None:
        self.path = folder / (name or f"{PREFIX}{key}.json")
        self.key = key

    def read(self) -> bytes | None:
        """Return the content of the file; None if there is no file that can be trusted."""
        try:
            if not _private(os.stat(self.path.parent), stat.S_ISDIR):
                return None
            flags = (
                os.O_RDONLY
                | getattr(os, "O_NOFOLLOW", 0)
                | getattr(os, "O_NONBLOCK", 0)
            )
            handle = os.open(self.path, flags | getattr(os, "O_BINARY", 0))
            with open(handle, "rb") as file:
                if not _private(os.fstat(handle), stat.S_ISREG):
                    return None
                mark = file.readline(DIGEST)
                content = file.read(MOST)
        except (OSError, ValueError):
            return None
        return content if mark == self._digest(content) + b"\n" else None

    def write(self, content: bytes) -> None:
        """Write the content in one step; do nothing if the folder cannot be written or trusted."""
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
        found = hashlib.sha256(self.key.encode() + b"\0")
        found.update(content)
        return found.hexdigest().encode()

    def _clear_the_place(self) -> None:
        """A folder that stands where the file belongs can't be replaced; an empty one goes."""
        if self.path.is_dir() and not self.path.is_symlink():
            self.path.rmdir()

    def _tidy(self) -> None:
        """Remove the oldest corpora and notes of them, and what a killed process left behind.

        A few stay, so that two versions of the program or of the law do not compile for each other in turn.
        """
        folder = self.path.parent
        for pattern in (f"{PREFIX}*.json", f"{SEEN}*"):
            newest_first = sorted(folder.glob(pattern), key=_changed, reverse=True)
            for old in newest_first[KEPT:]:
                old.unlink(missing_ok=True)
        for part in folder.glob(f"{PREFIX}*.part"):
            if time.time() - _changed(part) > STALE:
                part.unlink(missing_ok=True)


def _changed(path: Path) -> float:
    """When a file was last written, in seconds; 0 where another process removed it meanwhile."""
    try:
        return path.lstat().st_mtime
    except OSError:
        return 0.0


def _private(found: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Whether it is of that kind, this user's, and nobody else may write it."""
    if not kind(found.st_mode):
        return False
    if not hasattr(
        os, "geteuid"
    ):  # no owners to compare: the folder is the user's own, or was named by the user
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (
        stat.S_IWGRP | stat.S_IWOTH
    )


def load_corpus(root: Path | None = None, *, cache: bool = True) -> Corpus:
    """Load the corpus under a folder (the shipped one by default).

    A compiled copy, keyed by the content of all files and of the code that reads them, is kept in the user's cache
    folder (`CASUS_CACHE` moves it, or disables it if empty). It is used only if the folder and the file belong to the
    user and nobody else can write to them. It is JSON, and validated when loaded; nothing in it is executed. A
    fingerprint of the files is stored beside it, so that unchanged files are not read again.

    Args:
        root: the folder; the shipped one by default.
        cache: whether to use the compiled copy.

    Raises `DataError` with all faults of all files.
    """
    return _load(root, cache) if root else _shipped(cache)


@lru_cache(maxsize=2)
def _shipped(cache: bool) -> Corpus:
    """The shipped corpus. It stays the same object while others are loaded, so that caches by corpus hold."""
    return _load(HOME, cache)


@lru_cache(maxsize=4)
def _load(root: Path, cache: bool) -> Corpus:
    if (alone := _without_sources(root)) is not None:
        return alone
    folder = cache_folder() if cache else None
    seen = _seen(folder, root) if folder is not None else None
    if folder is not None and seen is not None and (known := seen.read()) is not None:
        key, _, made_from = known.decode().partition(" ")
        if (corpus := _compiled(Compiled(folder, made_from), key)) is not None:
            return corpus
    contents = corpus_contents(root)
    named = [
        (path.relative_to(root).as_posix(), content)
        for path, content in contents.items()
    ]
    key = content_hash(named)
    made_from = full_hash(
        [*named, *((path.name, path.read_bytes()) for path in code_files())]
    )
    kept = Compiled(folder, made_from) if folder is not None else None
    corpus = _compiled(kept, key) if kept is not None else None
    if corpus is None:
        from treaties.loading.assembly import assemble

        corpus = assemble(root, contents, key)
        if kept is not None:
            kept.write(Parts.written(corpus))
    if seen is not None:
        seen.write(f"{key} {made_from}".encode())
    return corpus


def _without_sources(root: Path) -> Corpus | None:
    """The compiled corpus of a folder that has nothing else; it is trusted as the code is that it came with."""
    path = root / COMPILED
    if any((root / folder).exists() for folder in SOURCES) or not path.is_file():
        return None
    parts = Parts.of(path.read_bytes())
    return Corpus.unread(parts) if parts is not None else None


def _seen(folder: Path, root: Path) -> Compiled | None:
    """Where it is noted which corpus was made from the files of a folder as they lie there."""
    marks = fingerprint(root)
    if not marks:
        return None
    place = full_hash([("", os.fsencode(root.resolve()))])[:DIGITS]
    return Compiled(folder, marks, name=f"{SEEN}{place}")


def _compiled(kept: Compiled, key: str) -> Corpus | None:
    """The compiled corpus, its parts yet to be read; None where there is none that is this law."""
    content = kept.read()
    parts = Parts.of(content) if content is not None else None
    if parts is None or not {"hash", "treaties"} <= {*parts.names} <= {
        *Corpus.model_fields
    }:
        return None
    try:
        return Corpus.unread(parts) if parts.read("hash", str) == key else None
    except CasusError:
        return None
