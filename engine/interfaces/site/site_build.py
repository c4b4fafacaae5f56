"""Build of the static site from fetched parts, our packages, the compiled corpus and the page. All addresses are relative."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import engine
from engine.interfaces.page.front import ASSETS, asset, front
from engine.interfaces.site.fetched_parts import fetch, run, store_folder
from engine.world import shipped
from treaties.vocabulary.errors import CasusError, reason

HERE = Path(__file__).parent
MARK = "site.json"
"""The file that marks a folder as a site that may be replaced."""
PACKAGES = ("casus_foederis", "engine", "treaties")
"""The packages that the browser runs, all in one folder."""
CODE = "engine.bin"
"""The archive of the engine, the compiled law and the libraries, as byte code."""
MEMORY = "memory.bin"
"""The memory of Python for the browser after its start."""


@dataclass(frozen=True)
class Built:
    """A site on disk: its folder, number of files, size in bytes, and version (a digest of its content)."""

    folder: Path
    files: int
    size: int
    version: str


def build(
    folder: Path,
    *,
    parts: Path | None = None,
    pages: str = "",
) -> Built:
    """Build the site into a folder, in one step.

    Args:
        folder: the folder.
        parts: a folder with fetched parts; by default one in the user's cache.
        pages: the relative address of the documentation; empty if there is none.

    Raises `CasusError` if a part cannot be fetched, or if the folder contains anything else.
    """
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file())
    ):
        raise CasusError(
            f"`{folder}` holds something else",
            remedy="name a new folder, or empty this one",
        )
    world = shipped()
    fetched = fetch(parts or store_folder())
    work = folder.with_name(folder.name + ".part")
    try:
        shutil.rmtree(work, ignore_errors=True)
        parts_of = work / "parts"
        (parts_of / "python").mkdir(parents=True)
        fetched.unpack(parts_of / "python")
        compile_wheels(parts_of / "python", [pack(work), *fetched.wheels])
        shutil.copy(HERE / "worker.js", parts_of)
        for name in ASSETS:
            (parts_of / name).write_text(asset(name), encoding="utf-8")
        for name in (CODE, MEMORY, "pyodide.asm.wasm"):
            packed(parts_of / "python" / name)
        manifest = _manifest(parts_of)
        parts_of.rename(work / _version(parts_of))
        day = date.today()
        (work / "index.html").write_text(
            front(world, day, manifest, pages), encoding="utf-8"
        )
        version = _version(work)
        kept = [p.relative_to(work).as_posix() for p in _files(work)]
        offline = (
            _own("offline.js")
            .replace("{{version}}", version)
            .replace("{{files}}", json.dumps(["./", *kept]))
        )
        (work / "offline.js").write_text(offline, encoding="utf-8")
        (work / MARK).write_text(
            json.dumps(manifest | {"version": version}, indent=1) + "\n",
            encoding="utf-8",
        )
        put_in_place(work, folder)
    except OSError as error:
        raise CasusError(
            f"`{folder}` can't be written: {reason(error)}",
            remedy="name another folder",
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    files = _files(folder)
    return Built(folder, len(files), sum(p.stat().st_size for p in files), version)


def put_in_place(made: Path, folder: Path) -> None:
    """Rename a finished folder to its final name, replacing any folder with that name."""
    before = folder.with_name(folder.name + ".before")
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        folder.rename(before)
    made.rename(folder)
    shutil.rmtree(before, ignore_errors=True)


def compile_wheels(python: Path, wheels: Sequence[Path]) -> None:
    """Make the archive of byte code from wheels, compiled by the Python that will run it, and the memory of that Python.

    Args:
        python: the folder of Python for the browser, where both are written.
        wheels: the wheels; ours is the first, and is deleted.

    Raises `CasusError` if Node.js is missing or the compilation fails.
    """
    node = shutil.which("node")
    if node is None:
        raise CasusError(
            "`node` is not on this machine, and it compiles the site",
            remedy="install Node.js",
        )
    made = [HERE / "compile.mjs", python, python / CODE, python / MEMORY, *wheels]
    run([node, *map(str, made)], "node", "compile the engine")
    wheels[0].unlink()


def packed(path: Path) -> None:
    """Replace a file with a compressed one; the same input gives the same bytes."""
    if path.is_file():
        archive = gzip.compress(path.read_bytes(), mtime=0)
        path.with_name(f"{path.name}.gz").write_bytes(archive)
        path.unlink()


def _manifest(parts: Path) -> dict[str, Any]:
    """What the page and its worker fetch, with sizes in bytes, so that they can tell how far they are.

    All of it stands in a folder named by its content: a new build is never mixed with what a browser kept of the last.
    """
    sizes = {
        p.relative_to(parts).as_posix(): p.stat().st_size
        for p in _files(parts / "python")
    }
    return {
        "home": f"{_version(parts)}/",
        "code": f"python/{CODE}",
        "memory": f"python/{MEMORY}",
        "files": sizes,
    }


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(
            path.relative_to(folder).as_posix().encode()
            + b"\0"
            + path.read_bytes()
            + b"\0"
        )
    return digest.hexdigest()[:16]


def _own(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(folder: Path) -> Path:
    """Write the packages, the corpus and the command line into an archive; the same sources give the same bytes."""
    target = folder / "casus.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _sources():
            archive.writestr(
                zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED, 9
            )
    return target


def _sources() -> Iterator[tuple[str, bytes]]:
    home = Path(str(engine.__file__)).parent.parent
    for package in PACKAGES:
        for path in sorted((home / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(home).as_posix(), path.read_bytes()
    yield "cli.py", (home / "cli.py").read_bytes()
