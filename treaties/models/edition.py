"""Editions: the version of a corpus, the hash of the law that was used, and its changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from treaties.models.conditions import Id, Strict

DIGITS = 16
"""The number of hexadecimal digits kept of a hash."""


class Edition(Strict):
    """The file `edition.toml`: the version of a corpus."""

    version: str = ""
    program: str = ""
    """The version of the program with which the corpus is released."""
    current_to: date | None = None
    """The last day up to which the maintainers followed what states signed, left and did."""


class Change(Strict):
    """An instrument or reading that differs from the corpus's files, with its digests before (`was`) and after (`now`);
    a digest is empty if the item did not exist.
    """

    kind: Literal["treaty", "reading"]
    id: Id
    was: str = ""
    now: str = ""


class DataFile(Strict):
    """A file of law from outside the corpus: its name, format, hash and title."""

    name: str
    source: str
    sha256: str
    title: str = ""
    """The title of the data set, and the days that it covers."""


def digest(item: BaseModel) -> str:
    """Return the digest of an instrument or reading, which depends on its content alone."""
    data = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def content_hash(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the hash of named contents. It is the same in any folder, on any machine, and with any line ends.

    >>> content_hash([("a.toml", b"x = 1\\r\\n")]) == content_hash([("a.toml", b"x = 1\\n")])
    True
    >>> content_hash([("a.toml", b"x = 1\\n")]) == content_hash([("a.toml", b"x = 2\\n")])
    False
    """
    return full_hash(files)[:DIGITS]


def full_hash(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the hash of named contents with all its digits."""
    whole = hashlib.sha256()
    for name, content in sorted(files):
        whole.update(name.encode() + b"\0" + content.replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()


def changed(changes: Iterable[Change], new: Iterable[Change]) -> tuple[Change, ...]:
    """Merge further changes into a list of changes. Instruments whose content is again that of the corpus's files are
    dropped.

    >>> gone = Change(kind="treaty", id="a", was="1", now="")
    >>> changed([gone], [Change(kind="treaty", id="a", was="", now="1")])
    ()
    """
    last = {(c.kind, c.id): c for c in changes}
    for c in new:
        last[c.kind, c.id] = Change(
            kind=c.kind, id=c.id, was=last.get((c.kind, c.id), c).was, now=c.now
        )
    return tuple(last[k] for k in sorted(last) if last[k].was != last[k].now)


def law_hash(base: str, changes: Iterable[Change], files: Iterable[DataFile]) -> str:
    """Return the hash of a law: that of the corpus's files if nothing was changed, otherwise one of files and changes
    together.

    Args:
        base: the hash of the corpus's files.
        changes: what was removed or added, with digests.
        files: the files of outside law.

    >>> law_hash("1f3a", (), ()), len(law_hash("1f3a", (), [DataFile(name="a.csv", source="atop", sha256="0" * 64)]))
    ('1f3a', 16)
    """
    parts = [f"{c.kind} {c.id} {c.now}" for c in changes] + sorted(
        f"file {f.sha256}" for f in files
    )
    if not parts:
        return base
    return hashlib.sha256("\n".join([base, *parts]).encode()).hexdigest()[:DIGITS]


def edition_of(corpus: Any) -> dict[str, Any]:
    """Return the edition of a law as data: version, hash, hash before changes, and the changes."""
    followed = corpus.current_to
    data = {
        "version": corpus.version,
        "current_to": str(followed) if followed else None,
        "hash": corpus.hash,
        "base": corpus.base or corpus.hash,
    }
    named: dict[str, list[Any]] = {"without": [], "with": [], "readings": []}
    for c in corpus.changes:
        if c.kind == "reading":
            named["readings"].append({"id": c.id, "digest": c.now})
        elif c.now:
            named["with"].append({"id": c.id, "digest": c.now})
        else:
            named["without"].append(c.id)
    files = [f.model_dump(mode="json") for f in corpus.files]
    return data | named | {"files": files}


def edition_line(corpus: Any, *, hashed: bool = True) -> str:
    """Return the edition of a law in one line, for footers; `hashed` includes the hash.

    >>> from treaties.loading.corpus import load_corpus
    >>> edition_line(load_corpus().without("anzus-1951"))
    'Corpus ..., hash ..., less anzus-1951 (the corpus itself: ...)'
    """
    e = edition_of(corpus)
    name = f"Corpus {e['version']}" if e["version"] else "Corpus without a version"
    parts = [f"{name}, hash {e['hash']}" if hashed else name]
    parts += [f"less {', '.join(e['without'])}"] if e["without"] else []
    parts += [f"with {', '.join(x['id'] for x in e['with'])}"] if e["with"] else []
    parts += (
        [f"with the reading {', '.join(x['id'] for x in e['readings'])}"]
        if e["readings"]
        else []
    )
    parts += [f"beside {f['name']} (sha256 {f['sha256'][:DIGITS]})" for f in e["files"]]
    own = f" (the corpus itself: {e['base']})" if e["hash"] != e["base"] else ""
    return ", ".join(parts) + own
