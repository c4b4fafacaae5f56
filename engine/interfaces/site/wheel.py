"""Our own wheel, packed from wherever this package stands: a checkout or an installation alike."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import casus_foederis
import engine
import treaties
import validation

NAME = "casus-foederis"
EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(folder: Path) -> Path:
    """Write the wheel into a folder. The same sources give the same bytes.

    It holds the packages with the corpus and the command line, and is what `pip install` takes.
    """
    version = casus_foederis.version()
    metadata = _metadata(version)
    info = f"{NAME.replace('-', '_')}-{version}.dist-info"
    tags = "Wheel-Version: 1.0\nGenerator: casus site\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    entries = [*_sources(), (f"{info}/METADATA", metadata.encode()), (f"{info}/WHEEL", tags.encode())]
    record = "".join(f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in entries)
    target = folder / f"{NAME.replace('-', '_')}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [*entries, (f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode())]:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED, 9)
    return target


def _sources() -> Iterator[tuple[str, bytes]]:
    for package in (casus_foederis, engine, treaties, validation):
        home = Path(str(package.__file__)).parent
        for path in sorted(p for p in home.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            yield path.relative_to(home.parent).as_posix(), path.read_bytes()
    yield "cli.py", (Path(str(engine.__file__)).parent.parent / "cli.py").read_bytes()


def _metadata(version: str) -> str:
    """The metadata of the installation; of a bare checkout, or beside an installation of another version, only the name."""
    try:
        found = distribution(NAME)
    except PackageNotFoundError:
        found = None
    text = found.read_text("METADATA") if found and found.version == version else None
    return text or f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {version}\n"


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
