"""What the package needs: licences that allow it, a lowest version for each, and the versions of Python it names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from tests import HOME

PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
FREE = re.compile(
    r"\b(MIT|BSD|ISC|Apache|PSF|0BSD|CC0|Zlib|MPL)\b|permission is hereby granted, free of charge",
    re.I,
)
BINDING = re.compile(r"\b(A?GPL|LGPL|SSPL|BUSL|Commercial|Proprietary)\b", re.I)
SOURCES = [
    *(
        p
        for room in ("casus_foederis", "engine", "treaties", "validation")
        for p in sorted((HOME / room).rglob("*.py"))
    ),
    HOME / "cli.py",
]
KEPT = Path.home() / ".pyenv" / "versions"
OTHERS = [
    p
    for v in ("3.12", "3.13")
    for p in (
        *(Path(f"/usr/bin/python{v}"), Path(f"/usr/local/bin/python{v}")),
        *(p.with_name(f"python{v}") for p in sorted(KEPT.glob(f"{v}.*/bin/python"))),
    )
    if p.exists()
]


def needed(extras: tuple[str, ...] = ()) -> dict[str, metadata.Distribution]:
    """What is installed of all that the package needs to run, with what that needs in turn."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [
        *PROJECT["dependencies"],
        *(r for e in extras for r in PROJECT["optional-dependencies"][e]),
    ]
    while waiting:
        name = re.split(r"[\s\[<>=!~;(]", waiting.pop(), maxsplit=1)[0]
        if name in found or name == PROJECT["name"]:
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # of another system or version of Python
        waiting += [r for r in found[name].requires or () if "extra ==" not in r]
    return found


def licence(of: metadata.Distribution) -> str:
    """What a package says of its licence: in its metadata, or else the head of the file."""
    named = [
        of.metadata.get("License-Expression") or "",
        of.metadata.get("License") or "",
    ]
    named += [
        c for c in of.metadata.get_all("Classifier", []) if c.startswith("License")
    ]
    if not any(named):
        named = [
            str(p.read_text()) for p in of.files or () if "LICENSE" in p.name.upper()
        ]
    return " ".join(n[:200] for n in named)


def test_whatever_it_needs_may_go_with_it() -> None:
    packages = needed(("mcp", "pandas", "png"))
    assert {"networkx", "pydantic", "typer"} <= packages.keys()
    for name, package in packages.items():
        said = licence(package)
        assert FREE.search(said), f"{name}: {said!r}"
        assert not BINDING.search(said), f"{name}: {said!r}"


@pytest.mark.parametrize("said", ["GPL-3.0-only", "Business Source (BUSL)", ""])
def test_a_licence_that_binds_would_be_found(said: str) -> None:
    assert BINDING.search(said) or not FREE.search(said)


def test_everything_it_needs_to_run_has_a_lowest_version() -> None:
    for named in PROJECT["dependencies"]:
        assert re.fullmatch(r"[\w-]+>=\d+(\.\d+)*", named), named
        name, _, least = named.partition(">=")
        here = tuple(int(n) for n in re.findall(r"\d+", metadata.version(name))[:3])
        assert here >= tuple(map(int, least.split("."))), named


def test_the_versions_of_python_are_those_from_the_lowest_on() -> None:
    named = [
        c.rpartition(" ")[2] for c in PROJECT["classifiers"] if "Python :: 3." in c
    ]
    assert f">={named[0]}" == PROJECT["requires-python"]
    assert named == [
        f"3.{n}"
        for n in range(
            int(named[0].partition(".")[2]), int(named[-1].partition(".")[2]) + 1
        )
    ]


def test_it_is_written_in_the_lowest_of_them() -> None:
    least = tuple(map(int, PROJECT["requires-python"].removeprefix(">=").split(".")))
    for path in SOURCES:
        ast.parse(path.read_text(encoding="utf-8"), feature_version=least)  # type: ignore[arg-type]
    with pytest.raises(SyntaxError):
        ast.parse("type X = int", feature_version=least)  # type: ignore[arg-type]


@pytest.mark.skipif(not OTHERS, reason="no other Python is on this machine")
@pytest.mark.parametrize(
    "python", OTHERS or [Path(sys.executable)], ids=lambda p: p.name
)
def test_another_python_compiles_it_without_a_warning(python: Path) -> None:
    compiles = (
        "import sys; from pathlib import Path;"
        "[compile(Path(p).read_text(encoding='utf-8'), p, 'exec') for p in sys.stdin.read().split('\\n')]"
    )
    given = "\n".join(map(str, SOURCES))
    done = subprocess.run(
        [python, "-W", "error", "-c", compiles],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
