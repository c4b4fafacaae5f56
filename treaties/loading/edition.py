"""Reading the number of the release, and the digest of a file of outside law."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from treaties.loading.corpus_files import HOME
from treaties.loading.safe_read import TABLE, take
from treaties.models.edition import DataFile, Edition


@cache
def release() -> str:
    """The version of this release, which its corpus bears too; every place that names it asks here.

    >>> from treaties.loading.corpus import load_corpus
    >>> release() == load_corpus().version
    True
    """
    held = tomllib.loads((HOME / "edition.toml").read_text(encoding="utf-8"))
    return Edition.model_validate(held).version


def data_file(path: Path, source: str, title: str = "") -> DataFile:
    """A file of outside law as it is cited."""
    content = hashlib.sha256(take(path, TABLE))
    return DataFile(name=path.name, source=source, sha256=content.hexdigest(), title=title)
