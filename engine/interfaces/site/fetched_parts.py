"""What a site is made of besides ourselves: Python for the browser and a few wheels, pinned by version and content.

Both come through the ordinary clients, `npm` and `pip`, and are kept, so that a second build needs no network.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from treaties.loading.compiled import cache_folder
from treaties.vocabulary.errors import CasusError

PYODIDE = "314.0.7"
"""CPython 3.14 for WebAssembly; its wheels carry the tag below."""
PLATFORM = "pyemscripten_2026_0_wasm32"
PYTHON = "3.14"
SEAL = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
"""SHA-512 of the npm package, as the registry states it."""
TAKEN = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", "README.md")
"""The files of the npm package that a page needs."""


@dataclass(frozen=True)
class Wheel:
    """A wheel: its file name, and the SHA-256 of its content."""

    file: str
    sha256: str

    @property
    def pinned(self) -> str:
        """The line that asks `pip` for exactly this file.

        >>> Wheel("annotated_types-0.8.0-py3-none-any.whl", "ab").pinned
        'annotated_types==0.8.0 --hash=sha256:ab'
        """
        name, version = self.file.split("-")[:2]
        return f"{name}=={version} --hash=sha256:{self.sha256}"


WHEELS = (
    Wheel("annotated_types-0.8.0-py3-none-any.whl", "f072f4d804ea359e4eaf198b1af7a8b0943881a87f31bb764f8bf219bb9419e0"),
    Wheel("networkx-3.7-py3-none-any.whl", "e3fd2c13a7814cee3746340d8d7f8598a67f16a58bf47fb7f8793fab6efca1b0"),
    Wheel("pydantic-2.14.4-py3-none-any.whl", "653a2ad9f6d8858529c77c72717d0ea991d6c6837fe683246b2f4b2bbfc3fadc"),
    Wheel(
        f"pydantic_core-2.50.5-cp314-cp314-{PLATFORM}.whl",
        "b2910ec0fa5aeb9bef70156f2b79f4783978fdcfaa7b2f1b5d1814458d2e79a1",
    ),
    Wheel(
        "typing_extensions-4.16.0-py3-none-any.whl", "481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8"
    ),
    Wheel(
        "typing_inspection-0.4.5-py3-none-any.whl", "bc210535442b39e1bf2805e0c7a17dfd6a4ace760c84c7f7d16245d23a6b1c39"
    ),
)


@dataclass(frozen=True)
class FetchedParts:
    """What was fetched: the npm package's archive, and the wheels in the order above."""

    pyodide: Path
    wheels: tuple[Path, ...]

    def unpack(self, folder: Path) -> list[Path]:
        """Write the files a page needs of Python for the browser into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        with tarfile.open(self.pyodide) as archive:
            for name in TAKEN:
                source = archive.extractfile(f"package/{name}")
                assert source is not None
                (folder / name).write_bytes(source.read())
                written.append(folder / name)
        return written


def fetch(store: Path) -> FetchedParts:
    """The parts, from a folder that keeps them; what it lacks, or what is damaged, is fetched anew.

    Raises `CasusError` where a client is missing, a fetch fails, or what came is not what was pinned.
    """
    store.mkdir(parents=True, exist_ok=True)
    archive = store / f"pyodide-{PYODIDE}.tgz"
    if not _is(archive, "sha512", base64.b64decode(SEAL).hex()):
        _npm(store)
        _hold(archive, "sha512", base64.b64decode(SEAL).hex())
    lacking = [w for w in WHEELS if not _is(store / w.file, "sha256", w.sha256)]
    if lacking:
        _pip(store, lacking)
        for wheel in lacking:
            _hold(store / wheel.file, "sha256", wheel.sha256)
    return FetchedParts(archive, tuple(store / w.file for w in WHEELS))


def _npm(store: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise CasusError(
            "`npm` is not on this machine, and Python for the browser comes through it",
            remedy=f"install Node.js, or name a folder that holds pyodide-{PYODIDE}.tgz with `--parts`",
        )
    # The one package and nothing that it depends on: no script runs and nothing is installed.
    run([npm, "pack", f"pyodide@{PYODIDE}", "--loglevel=error", "--pack-destination", str(store)], "npm")


def _pip(store: Path, wheels: Sequence[Wheel]) -> None:
    pip = _pip_command()
    listed = store / f"wheels-{os.getpid()}.txt"  # another process may fetch into the same folder
    listed.write_text("".join(f"{w.pinned}\n" for w in wheels), encoding="utf-8")
    run(
        [
            *pip,
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--require-hashes",
            "--only-binary=:all:",
            "--implementation",
            "cp",
            "--python-version",
            PYTHON,
            "--abi",
            f"cp{PYTHON.replace('.', '')}",
            "--platform",
            PLATFORM,
            "--dest",
            str(store),
            "-r",
            str(listed),
        ],
        "pip",
    )
    listed.unlink(missing_ok=True)


def _pip_command() -> list[str]:
    """This Python's pip, or the one on the path: what is fetched is for neither."""
    for python in (sys.executable, shutil.which("python3")):
        if (
            python
            and subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
        ):
            return [python, "-m", "pip"]
    raise CasusError(
        "this Python has no `pip` to fetch wheels with",
        remedy="install pip, or name a folder that holds the wheels with `--parts`",
    )


def run(command: Sequence[str], name: str, what: str = "fetch its part") -> None:
    """Run a client; its last line is the reason where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise CasusError(
            f"`{name}` could not {what}: {_reason(done.stderr + done.stdout) or f'exit {done.returncode}'}",
            remedy="try again with a network, or name a folder that holds the parts with `--parts`",
        )


def _reason(said: str) -> str:
    """The one line of a client's complaint that says what is wrong: the first that is a sentence.

    >>> _reason("npm error code ENOTCACHED\\nnpm error request to the registry failed: no network\\nnpm error See the log")
    'request to the registry failed: no network'
    """
    lines = [re.sub(r"^(npm error|ERROR:|npm ERR!)\s*", "", line).strip() for line in said.splitlines()]
    lines = [line for line in lines if line]
    return next((x for x in lines if len(x) > 30), lines[-1] if lines else "")[:300]


def _is(path: Path, kind: str, digest: str) -> bool:
    return path.is_file() and hashlib.new(kind, path.read_bytes()).hexdigest() == digest


def _hold(path: Path, kind: str, digest: str) -> None:
    if not path.is_file():
        raise CasusError(f"`{path.name}` did not come", remedy="try again with a network")
    if not _is(path, kind, digest):
        path.unlink()
        raise CasusError(f"`{path.name}` is not the file that was pinned", remedy="fetch it from where you trust")


def store_folder() -> Path:
    """Where fetched parts are kept: in the cache folder, which `CASUS_CACHE` moves."""
    folder = cache_folder()
    if folder is None:
        raise CasusError("there is no cache folder to keep fetched parts in", remedy="name one with `--parts`")
    return folder / "site-parts"
