#!/usr/bin/env python3
"""Install the built wheel as a user would, in an empty environment, and try it.

    python tools/try_wheel.py              build wheel and sdist, then try the wheel
    python tools/try_wheel.py FILE.whl     try this one

It is tried by pip, and by uv and pipx where these are there: in a path with spaces, without a home folder, isolated from
the user's own packages (`-I`), and with output in an old character set. Python's packages are fetched as pip does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
QUESTION = "If Russia attacks Estonia on 2026-01-01, who is drawn in?"
ANSWER = "North Atlantic Treaty, Art. 5"
LARGEST = 6_000_000
"""Bytes that a wheel may have."""


@dataclass(frozen=True)
class Trial:
    """One way to run the installed program, and what its output must have."""

    name: str
    command: tuple[str | Path, ...]
    wanted: str
    changes: Mapping[str, str | None] = field(default_factory=dict)
    """Variables of the environment that are set, or taken away."""


def main(given: list[str]) -> int:
    """Build where no wheel is given, try each way of installing, and print what came of it."""
    with tempfile.TemporaryDirectory(prefix="a path with spaces ") as folder:
        room = Path(folder)
        wheel = Path(given[0]).resolve() if given else built(room / "dist")
        faults = (
            [f"{wheel.name} has {size:,} bytes"]
            if (size := wheel.stat().st_size) > LARGEST
            else []
        )
        for installer, python in environments(room, wheel):
            for trial in trials(python):
                fault = failed(trial, room)
                print(f"{installer}, {trial.name}: {fault or 'well'}", flush=True)
                faults += [fault] if fault else []
    return bool(faults)


def built(folder: Path) -> Path:
    """Build wheel and sdist."""
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, HOME], check=True
    )
    return next(folder.glob("*.whl"))


def environments(room: Path, wheel: Path) -> Iterator[tuple[str, Path]]:
    """Install the wheel in each way there is; gives its name, and the Python that has the program."""
    yield "pip", with_pip(room / "by pip", wheel)
    if uv := shutil.which("uv"):
        venv = room / "by uv"
        subprocess.run(
            [uv, "venv", "--quiet", "--python", sys.executable, venv], check=True
        )
        python = python_in(venv)
        subprocess.run(
            [uv, "pip", "install", "--quiet", "--python", python, wheel], check=True
        )
        yield "uv", python
    if pipx := shutil.which("pipx"):
        homes = {"PIPX_HOME": str(room / "by pipx"), "PIPX_BIN_DIR": str(room / "bin")}
        subprocess.run(
            [pipx, "install", "--quiet", "--python", sys.executable, wheel],
            check=True,
            env={**os.environ, **homes},
        )
        yield "pipx", python_in(room / "by pipx" / "venvs" / "casus-foederis")


def with_pip(venv: Path, wheel: Path) -> Path:
    """Make an empty environment and install the wheel by pip."""
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    python = python_in(venv)
    subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True)
    return python


def python_in(venv: Path) -> Path:
    """Find the Python of an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def trials(python: Path) -> list[Trial]:
    """List the ways in which the installed program is run."""
    casus = python.with_name("casus.exe" if os.name == "nt" else "casus")
    module = (python, "-m", "casus_foederis")
    ask = ("ask", QUESTION)
    homes = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME")
    return [
        Trial("a first answer", (casus, *ask), ANSWER),
        Trial("a proof", (casus, "why", "France", QUESTION), "source:"),
        Trial("JSON", (casus, *ask, "--json"), '"schema"'),
        Trial("isolated", (python, "-I", *module[1:], *ask), ANSWER),
        Trial("without a home", (*module, *ask), ANSWER, dict.fromkeys(homes)),
        Trial(
            "in an old character set",
            (casus, *ask),
            ANSWER,
            {"PYTHONIOENCODING": "cp1252"},
        ),
    ]


def failed(trial: Trial, room: Path) -> str:
    """Run a trial in an empty folder; what was wrong, or nothing."""
    changed = {**os.environ, **trial.changes}
    env = {k: v for k, v in changed.items() if v is not None and k != "PYTHONPATH"}
    done = subprocess.run(trial.command, cwd=room, env=env, capture_output=True)
    said = " ".join(done.stdout.decode("utf-8", "replace").split())
    if done.returncode:
        return f"ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-500:]}"
    return "" if trial.wanted in said else f"`{trial.wanted}` is not in its output"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
