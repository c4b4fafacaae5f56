"""Loading the corpus: from the files of a folder, or from the compiled copy that was made of them."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from treaties.loading.compiled import SEEN, Compiled, cache_folder
from treaties.loading.corpus_files import HOME, code_files, corpus_contents, fingerprint
from treaties.models.corpus import Corpus
from treaties.models.edition import DIGITS, content_hash, full_hash
from treaties.models.partial import Parts
from treaties.vocabulary.errors import CasusError


def load_corpus(root: Path | None = None, *, cache: bool = True) -> Corpus:
    """The corpus under a folder (the shipped one by default); raises `DataError` with every problem of every file.

    A compiled copy, keyed by the content of all files and of the code that reads them, is kept in the user's cache
    folder (`CASUS_CACHE` to move it, empty to have none). It is used only where folder and file are the user's own
    and nobody else can write them; it is JSON and validated when read: nothing in it is executed. Beside it stands
    the fingerprint of the files it was made from, so that files nobody touched since are not read again.
    """
    return _load(root or HOME, cache)


@lru_cache(maxsize=4)
def _load(root: Path, cache: bool) -> Corpus:
    folder = cache_folder() if cache else None
    seen = _seen(folder, root) if folder is not None else None
    if folder is not None and seen is not None and (known := seen.read()) is not None:
        key, _, made_from = known.decode().partition(" ")
        if (corpus := _held(Compiled(folder, made_from), key)) is not None:
            return corpus
    contents = corpus_contents(root)
    named = [(path.relative_to(root).as_posix(), content) for path, content in contents.items()]
    key = content_hash(named)
    made_from = full_hash([*named, *((path.name, path.read_bytes()) for path in code_files())])
    kept = Compiled(folder, made_from) if folder is not None else None
    corpus = _held(kept, key) if kept is not None else None
    if corpus is None:
        from treaties.loading.assembly import assemble

        corpus = assemble(root, contents, key)
        if kept is not None:
            kept.write(Parts.written(corpus))
    if seen is not None:
        seen.write(f"{key} {made_from}".encode())
    return corpus


def _seen(folder: Path, root: Path) -> Compiled | None:
    """Where it is noted which corpus was made from the files of a folder as they lie there."""
    marks = fingerprint(root)
    if not marks:
        return None
    place = full_hash([("", os.fsencode(root.resolve()))])[:DIGITS]
    return Compiled(folder, marks, name=f"{SEEN}{place}")


def _held(kept: Compiled, key: str) -> Corpus | None:
    """The compiled corpus, its parts yet to be read; None where there is none that is this law."""
    content = kept.read()
    parts = Parts.of(content) if content is not None else None
    if parts is None or not {"hash", "treaties"} <= {*parts.names} <= {*Corpus.model_fields}:
        return None
    try:
        return Corpus.unread(parts) if parts.read("hash", str) == key else None
    except CasusError:
        return None
