"""Fetched parts of a site: Python for the browser and some wheels, pinned by version and hash.

They are fetched by `npm` and `pip` and kept, so that a second build needs no network.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from treaties.loading.corpus import cache_folder
from treaties.vocabulary.errors import CasusError

PYODIDE = "314.0.7"
"""The version of Pyodide (CPython 3.14 for WebAssembly)."""
PLATFORM = "pyemscripten_2026_0_wasm32"
PYTHON = "3.14"
SEAL = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
"""The SHA-512 of the npm package, as its registry states it."""
TAKEN = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
    "README.md",
)
"""The files of the npm package that a page needs."""


PINNED = Path(__file__).with_name("wheels.txt")
"""The wheels, in `pip`'s format, with versions and hashes."""


@dataclass(frozen=True)
class FetchedParts:
    """The fetched parts: the npm package's archive, and the wheels in order."""

    pyodide: Path
    wheels: tuple[Path, ...]

    def unpack(self, folder: Path) -> list[Path]:
        """Write the files of Python for the browser that a page needs into a folder, and return them."""
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
    """Return the parts from a folder that keeps them, fetching missing or damaged ones.

    Raises `CasusError` if a client is missing, a fetch fails, or a file does not match its hash.
    """
    store.mkdir(parents=True, exist_ok=True)
    archive, sealed = store / f"pyodide-{PYODIDE}.tgz", base64.b64decode(SEAL)
    if not (
        archive.is_file() and hashlib.sha512(archive.read_bytes()).digest() == sealed
    ):
        _npm(store)
        if not archive.is_file():
            raise CasusError(
                f"`{archive.name}` did not come", remedy="try again with a network"
            )
        if hashlib.sha512(archive.read_bytes()).digest() != sealed:
            archive.unlink()
            raise CasusError(
                f"`{archive.name}` is not the file that was pinned",
                remedy="fetch it from where you trust",
            )
    return FetchedParts(archive, _pip(store))


def _npm(store: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise CasusError(
            "`npm` is not on this machine, and Python for the browser comes through it",
            remedy=f"install Node.js, or name a folder that holds pyodide-{PYODIDE}.tgz with `--parts`",
        )
    # The one package and nothing that it depends on: no script runs and nothing is installed.
    run(
        [
            npm,
            "pack",
            f"pyodide@{PYODIDE}",
            "--loglevel=error",
            "--pack-destination",
            str(store),
        ],
        "npm",
    )


def _pip(store: Path) -> tuple[Path, ...]:
    """The wheels: those that are kept without a network, which `pip` holds against their digests too."""
    words = "download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: --implementation cp"
    platform = f"--python-version {PYTHON} --abi cp{PYTHON.replace('.', '')} --platform {PLATFORM}"
    command = [
        *_pip_command(),
        *words.split(),
        *platform.split(),
        "--dest",
        str(store),
        "-r",
        str(PINNED),
    ]
    kept = [*command, "--no-index", "--find-links", str(store)]
    if subprocess.run(
        kept, capture_output=True, check=False, stdin=subprocess.DEVNULL
    ).returncode:
        run(command, "pip")
    pins = [
        line.split()[0].split("==")
        for line in PINNED.read_text(encoding="utf-8").splitlines()[1:]
    ]
    return tuple(next(store.glob(f"{name}-{version}-*.whl")) for name, version in pins)


def _pip_command() -> list[str]:
    """This Python's pip, or the path's; the wheels fetched are for neither."""
    for python in filter(None, (sys.executable, shutil.which("python3"))):
        pip = [python, "-m", "pip"]
        if not subprocess.run(
            [*pip, "--version"], capture_output=True, check=False
        ).returncode:
            return pip
    raise CasusError(
        "this Python has no `pip` to fetch wheels with",
        remedy="install pip, or name a folder that holds the wheels with `--parts`",
    )


def run(command: Sequence[str], name: str, what: str = "fetch its part") -> None:
    """Run a client program.

    Args:
        command: the program and its arguments.
        name: its name for the error.
        what: its task for the error, as the rest of a sentence.

    Raises `CasusError` with the reason if it fails.
    """
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise CasusError(
            f"`{name}` could not {what}: {_reason(done.stderr + done.stdout) or f'exit {done.returncode}'}",
            remedy="try again with a network, or name a folder that holds the parts with `--parts`",
        )


def _reason(output: str) -> str:
    """The line of a client's error that says what is wrong: its first sentence.

    >>> _reason("npm error code ENOTCACHED\\nnpm error request to the registry failed: no network\\nnpm error See the log")
    'request to the registry failed: no network'
    """
    lines = [
        re.sub(r"^(npm error|ERROR:|npm ERR!)\s*", "", line).strip()
        for line in output.splitlines()
    ]
    lines = [line for line in lines if line]
    return next((x for x in lines if len(x) > 30), lines[-1] if lines else "")[:300]


def store_folder() -> Path:
    """Return the folder of fetched parts, inside the cache folder (`CASUS_CACHE`).

    Raises `CasusError` if there is no cache folder.
    """
    folder = cache_folder()
    if folder is None:
        raise CasusError(
            "there is no cache folder to keep fetched parts in",
            remedy="name one with `--parts`",
        )
    return folder / "site-parts"
