"""Safe reading of files that a user names: only regular files, up to a limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from treaties.support.limits import FILE

MIB = 1 << 20


class Unreadable(Exception):
    """The reason why a file was not read, for use after its name: `is not a regular file`."""


def take(path: Path, most: int = FILE) -> bytes:
    """Read a regular file of at most `most` bytes.

    Fifos, devices, sockets and links to them are refused before reading, so that nothing waits for a writer. The size
    is limited while reading, without trust in the file system's figure.

    Raises `Unreadable` for a file that is refused or too large.

    >>> take(Path(os.devnull))
    Traceback (most recent call last):
    treaties.loading.safe_read.Unreadable: is not a regular file
    """
    try:
        regular(os.stat(path))
        # No file is waited for, should another have taken its place in between.
        handle = os.open(
            path,
            os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0),
        )
        with open(handle, "rb") as file:
            regular(os.fstat(handle))
            content = file.read(most + 1)
    except OSError as error:
        raise Unreadable(
            f"cannot be read: {(error.strerror or 'unknown fault').lower()}"
        ) from None
    except ValueError:
        raise Unreadable("cannot be read: the name holds a null character") from None
    if len(content) > most:
        raise Unreadable(f"is larger than {size(most)}")
    return content


def regular(found: os.stat_result) -> None:
    """Check that a file is a regular file, given its status. Raises `Unreadable` otherwise."""
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable("is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("is not a regular file")


def size(count: int) -> str:
    """Return a number of bytes in words, such as `1 MiB` or `1,500 bytes`.

    >>> size(FILE), size(1500)
    ('1 MiB', '1,500 bytes')
    """
    return (
        f"{count // MIB:,} MiB"
        if count >= MIB and count % MIB == 0
        else f"{count:,} bytes"
    )
