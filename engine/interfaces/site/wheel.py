"""Our own code as an archive, packed from wherever this package stands: a checkout or an installation alike."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import casus_foederis
import engine
import treaties
import validation

EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(folder: Path) -> Path:
    """Write the packages, with the corpus and the command line, into an archive in a folder; the same sources give the same bytes."""
    target = folder / "casus.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _sources():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED, 9)
    return target


def _sources() -> Iterator[tuple[str, bytes]]:
    for package in (casus_foederis, engine, treaties, validation):
        home = Path(str(package.__file__)).parent
        for path in sorted(p for p in home.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            yield path.relative_to(home.parent).as_posix(), path.read_bytes()
    yield "cli.py", (Path(str(engine.__file__)).parent.parent / "cli.py").read_bytes()
