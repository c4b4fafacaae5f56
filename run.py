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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent
VENV = Path(os.environ.get("CASUS_VENV", HOME / ".venv"))
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def main(args: list[str]) -> int:
    """`test [--all | --quick | --lowest | PYTEST ARGS]` runs the checks, `docs [FOLDER]` builds the site; anything else goes to `casus`.

    `test` and `test --all` end with what `test --lowest` runs.
    """
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit("casus needs Python 3.11 or newer; this is " + sys.version.split()[0])
    if args == ["test", "--lowest"]:
        return Others(QUICK).tested()
    if args == ["test", "--quick"]:
        install("[test]", within="[dev]")
        return ran([[PYTHON, "-m", "pytest", "--few", *QUICK]])
    if args[:1] == ["test"]:
        install("[dev]")
        return checks(args[1:])
    if args[:1] == ["docs"]:
        install("[docs]")
        return subprocess.call(
            [PYTHON, HOME / "docs" / "build.py", *args[1:]], env=clean()
        )
    install("")
    # Without -P a `typer.py` in the folder where one stands would be run.
    return subprocess.call([PYTHON, "-P", "-m", "cli", *args], env=clean())


def clean() -> dict[str, str]:
    """The environment without what would pull in packages from elsewhere."""
    return {
        k: v
        for k, v in os.environ.items()
        if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    }


def install(extra: str, within: str = "") -> None:
    """Make the environment and install the project into it, once for each state of pyproject.toml.

    Args:
        extra: the extra that is wanted beside the project.
        within: an extra that has all of it, so that nothing is done where that is there.
    """
    digest = hashlib.sha256((HOME / "pyproject.toml").read_bytes()).hexdigest()
    marks = [VENV / f".casus{e.strip('[]')}" for e in (extra, within or extra)]
    if PYTHON.exists() and any(m.exists() and m.read_text() == digest for m in marks):
        return
    print(f"setting up {VENV.name} …", file=sys.stderr)
    if not PYTHON.exists():
        make_venv()
    if subprocess.call([*pip_for(PYTHON), "--editable", f"{HOME}{extra}"], env=clean()):
        sys.exit("the installation failed; see the lines above")
    marks[0].write_text(digest)


def pip_for(python: Path) -> list[str | Path]:
    """How packages are put into an environment, which may have no pip of its own."""
    # A system Python without ensurepip, as Debian ships it, may still have pip outside the environment.
    for holder in (p for p in (python, PYTHON, Path(sys.executable)) if p.exists()):
        pip = [holder, "-m", "pip"]
        if (
            subprocess.call(
                [*pip, "--version"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=clean(),
            )
            == 0
        ):
            pip += [] if holder == python else ["--python", python]
            break
    return [*pip, "install", "--quiet", "--disable-pip-version-check"]


def make_venv() -> None:
    """A virtual environment, with pip where this Python can give it one."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if (
        subprocess.call([sys.executable, "-m", "venv", str(VENV)], env=clean(), **quiet)
        == 0
    ):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call(
        [sys.executable, "-m", "venv", "--without-pip", str(VENV)], env=clean(), **quiet
    ) == 0 and (
        subprocess.call([sys.executable, "-m", "pip", "--version"], **quiet) == 0
    ):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "virtualenv", str(VENV)], **quiet) == 0:
        return
    sys.exit(
        "this Python can make no virtual environment and has no pip; on Debian: apt install python3-venv"
    )


QUICK = (
    "tests/cascade/test_semantics.py",
    "tests/cascade/test_areas.py",
    "tests/labels/test_oracle.py",
    "tests/verdicts",
    "tests/findings/test_calls.py",
    "tests/findings/test_explanation.py",
    "tests/findings/test_further.py",
    "tests/findings/test_pending.py",
    "tests/findings/test_unbound.py",
    "tests/validation/cases",
    "tests/treaties/test_places.py",
    "tests/treaties/test_schema.py",
    "tests/treaties/test_states.py",
    "tests/catalogue/test_browsing.py",
    "tests/test_architecture.py",
)
"""What `test --quick` runs: the rules on small invented pacts, the cases, the told answers, the registers, the house."""

QUICKEST = tuple(
    t for t in QUICK if t.startswith(("tests/cascade/", "tests/treaties/"))
)
"""Of them what the checks of a change run by each Python with the lowest versions; `--all` runs all."""

TOOLS = ("pytest>=8", "hypothesis>=6.100", "jsonschema>=4.20")
"""What is put beside the lowest versions; the quick tests need no more than the first two."""


class Others:
    """Some quick tests with the lowest versions of what is needed, on each version of Python that pyproject.toml names.

    Each has an environment of its own, `.venv-lowest-3.12` and the like, which is made while other checks run. What is not
    here or can't be fetched is told in a line and is no failure.
    """

    def __init__(self, tests: tuple[str, ...]) -> None:
        import tomllib

        self.tests = tests
        project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))[
            "project"
        ]
        named = [
            c.rpartition(" ")[2] for c in project["classifiers"] if "Python :: 3." in c
        ]
        self.packages = [
            *(n.replace(">=", "==") for n in project["dependencies"]),
            *TOOLS,
        ]
        self.pool = ThreadPoolExecutor(len(named))
        self.made = {
            version: self.pool.submit(self.environment, version) for version in named
        }

    def environment(self, version: str) -> Path | str:
        """The Python of its environment, or why there is none."""
        python = python_of(version)
        if python is None:
            return "it is not on this machine"
        venv = HOME / f".venv-lowest-{version}"
        own, mark, wanted = (
            venv / BIN.name / PYTHON.name,
            venv / ".casus",
            "\n".join(self.packages),
        )
        if own.exists() and mark.exists() and mark.read_text() == wanted:
            return own
        quiet: dict[str, Any] = {
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "env": clean(),
        }
        if subprocess.call(
            [python, "-m", "venv", "--clear", "--without-pip", venv], **quiet
        ):
            return "it can make no environment"
        if subprocess.call(
            [*pip_for(own), "--retries", "1", "--timeout", "30", *self.packages],
            **quiet,
        ):
            return "the lowest versions could not be fetched"
        mark.write_text(wanted)
        return own

    def test(self, version: str) -> tuple[int, str]:
        """The exit status of its tests, and what is said of them."""
        own = self.made[version].result()
        if isinstance(own, str):
            return 0, f"not tried under Python {version}: {own}"
        # What newer packages beneath an old one think of it is not our concern.
        ignored = ("-W", "ignore::DeprecationWarning", "-p", "no:cacheprovider")
        done = subprocess.run(
            [own, "-m", "pytest", *ignored, "--few", *self.tests],
            cwd=HOME,
            env=clean(),
            capture_output=True,
            text=True,
        )
        last = done.stdout.strip().rpartition("\n")[2].strip("= ")
        said = (
            f"Python {version} with {', '.join(self.packages[: -len(TOOLS)])}: {last}"
        )
        return (
            done.returncode,
            said if done.returncode == 0 else f"{done.stdout}{done.stderr}\n{said}",
        )

    def tested(self) -> int:
        """Run them all at once and say of each what came of it; the first exit status that is not 0."""
        found = list(self.pool.map(self.test, self.made))
        print(*(said for _, said in found), sep="\n", file=sys.stderr)
        return next((code for code, _ in found if code), 0)


def python_of(version: str) -> Path | None:
    """A Python of a version that works: this one, one on the path, or one that pyenv has."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    there = [
        sys.executable,
        shutil.which(f"python{version}"),
        *sorted(kept.glob(f"{version}.*/bin/python")),
    ]
    for python in filter(None, there):
        asked = [
            python,
            "-c",
            "import sys, venv; print('%d.%d' % sys.version_info[:2])",
        ]
        if (
            subprocess.run(
                asked, capture_output=True, text=True, env=clean()
            ).stdout.strip()
            == version
        ):
            return Path(python)
    return None


SHARED = ("-n", "2", "--dist", "loadfile")
"""Two processes share the tests, file by file."""


def checks(args: list[str]) -> int:
    """Lint, types and the tests, of the long ones a part, with `--all` the whole; with arguments only pytest, on what they name."""
    pytest = [PYTHON, "-m", "pytest"]
    if args not in ([], ["--all"]):
        return ran([[*pytest, *args]])
    others = Others(QUICK if args else QUICKEST)
    steps: list[list[str | Path]] = [
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [PYTHON, "-m", "mypy"],
        [*pytest, *args, *SHARED],
    ]
    return ran(steps, others)


def ran(steps: list[list[str | Path]], others: Others | None = None) -> int:
    """Run one step after another until one fails, then the tests of other Pythons, and say what it cost."""
    code = 0
    for step in steps:
        said = (str(s) if s != PYTHON else "python" for s in step)
        print("$", *said, file=sys.stderr, flush=True)
        if code := subprocess.call(step, cwd=HOME, env=clean()):
            break
    else:
        code = others.tested() if others else 0
    print(f"{processor():.0f} seconds of processor in all", file=sys.stderr)
    return code


def processor() -> float:
    """Seconds of processor that every process begun here has used."""
    used = os.times()
    return used.children_user + used.children_system


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
