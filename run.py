#!/usr/bin/env python3
"""Set up a private environment beside this file and run in it: `python3 run.py ask "…"`, `test`, `docs`.

Needs Python 3.11 to 3.13 and nothing else. The environment is `.venv`; nothing is installed outside it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = Path(os.environ.get("CASUS_VENV", HOME / ".venv"))
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def main(args: list[str]) -> int:
    """`test [--all | --quick | --lowest | PYTEST ARGS]` runs the checks, `docs [FOLDER]` builds the site; anything else goes to `casus`."""
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit("casus needs Python 3.11 or newer; this is " + sys.version.split()[0])
    if args == ["test", "--lowest"]:
        return lowest()
    if args[:1] == ["test"]:
        install("[dev]")
        return checks(args[1:])
    if args[:1] == ["docs"]:
        install("[docs]")
        return subprocess.call([PYTHON, HOME / "docs" / "build.py", *args[1:]], env=clean())
    install("")
    return subprocess.call([PYTHON, "-m", "cli", *args], cwd=os.getcwd(), env=clean())


def clean() -> dict[str, str]:
    """The environment without what would pull in packages from elsewhere."""
    return {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}


def install(extra: str) -> None:
    """Make the environment and install the project into it, once for each state of pyproject.toml."""
    digest = hashlib.sha256((HOME / "pyproject.toml").read_bytes()).hexdigest()
    mark = VENV / f".casus{extra.strip('[]')}"
    if PYTHON.exists() and mark.exists() and mark.read_text() == digest:
        return
    print(f"setting up {VENV.name} …", file=sys.stderr)
    if not PYTHON.exists():
        make_venv()
    pip = [PYTHON, "-m", "pip"]
    if subprocess.call([*pip, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean()):
        # A system Python without ensurepip, as Debian ships it, may still have pip outside the environment.
        pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    command = [*pip, "install", "--quiet", "--disable-pip-version-check", "--editable", f"{HOME}{extra}"]
    if subprocess.call(command, env=clean()):
        sys.exit("the installation failed; see the lines above")
    mark.write_text(digest)


def make_venv() -> None:
    """A virtual environment, with pip where this Python can give it one."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)], env=clean(), **quiet) == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", "--without-pip", str(VENV)], env=clean(), **quiet) == 0 and (
        subprocess.call([sys.executable, "-m", "pip", "--version"], **quiet) == 0
    ):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "virtualenv", str(VENV)], **quiet) == 0:
        return
    sys.exit("this Python can make no virtual environment and has no pip; on Debian: apt install python3-venv")


QUICK = (
    "tests/cascade/test_semantics.py",
    "tests/cascade/test_areas.py",
    "tests/labels/test_oracle.py",
    "tests/verdicts",
    "tests/validation/cases",
    "tests/treaties/test_places.py",
    "tests/treaties/test_schema.py",
    "tests/treaties/test_states.py",
    "tests/catalogue",
    "tests/test_architecture.py",
)
"""What `test --quick` runs: the rules on small invented pacts, the cases, the told answers, the registers, the house."""

TOOLS = ("pytest>=8", "pytest-xdist>=3.6", "hypothesis>=6.100", "jsonschema>=4.20")
"""What the quick tests need beside the project itself."""


def lowest() -> int:
    """The quick tests with the lowest version of each dependency that pyproject.toml allows, on each Python there is.

    Not among the checks of a change, which it would lengthen by minutes: each Python gets an environment of its own,
    `.venv-lowest-3.11` and the like.
    """
    import tomllib

    needed = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    pinned = [n.replace(">=", "==") for n in needed]
    pythons = [p for name in ("python3.11", "python3.13") if (p := shutil.which(name))] or [sys.executable]
    for python in pythons:
        name = subprocess.run(
            [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=True,
        )
        venv = HOME / f".venv-lowest-{name.stdout.strip()}"
        own = venv / BIN.name / PYTHON.name
        if not own.exists() and (code := subprocess.call([python, "-m", "venv", venv], env=clean())):
            return code
        steps: list[list[str | Path]] = [
            [own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pinned, *TOOLS],
            # What newer packages beneath an old one think of it is not our concern.
            [own, "-m", "pytest", "-W", "ignore::DeprecationWarning", *SHARED, "--few", *QUICK],
        ]
        for step in steps:
            print(
                "$",
                *(str(s) if s != own else f"python{name.stdout.strip()}" for s in step),
                file=sys.stderr,
                flush=True,
            )
            if code := subprocess.call(step, cwd=HOME, env=clean()):
                return code
    return 0


SHARED = ("-n", "2", "--dist", "loadfile")
"""Two processes share the tests, file by file."""


def checks(args: list[str]) -> int:
    """Lint, types and the tests, of the long ones a part, with `--all` the whole; with arguments only pytest, on what they name."""
    steps: list[list[str | Path]] = [[PYTHON, "-m", "pytest", *args]]
    if args == ["--quick"]:
        steps = [[PYTHON, "-m", "pytest", *SHARED, "--few", *QUICK]]
    elif args in ([], ["--all"]):
        steps = [
            [PYTHON, "-m", "ruff", "check", "."],
            [PYTHON, "-m", "ruff", "format", "--check", "."],
            [PYTHON, "-m", "mypy"],
            [*steps[0], *SHARED],
        ]
    code = 0
    for step in steps:
        print("$", *(str(s) if s != PYTHON else "python" for s in step), file=sys.stderr, flush=True)
        if code := subprocess.call(step, cwd=HOME, env=clean()):
            break
    print(f"{processor():.0f} seconds of processor in all", file=sys.stderr)
    return code


def processor() -> float:
    """Seconds of processor that every process begun here has used."""
    used = os.times()
    return used.children_user + used.children_system


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
