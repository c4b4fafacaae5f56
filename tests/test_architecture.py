"""The shape of the project: imports point down, law is data, files are short, start-up is light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import HOME
from treaties.models.corpus import Corpus

ENGINE = sorted((HOME / "engine").rglob("*.py"))
TREATIES = sorted((HOME / "treaties").rglob("*.py"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", TREATIES, ids=lambda p: str(p.relative_to(HOME)))
def test_treaties_know_neither_the_engine_nor_networkx(path: Path) -> None:
    assert not {i for i in imports(path) if i.split(".")[0] in ("engine", "cli", "networkx", "typer")}


@pytest.mark.parametrize("path", ENGINE, ids=lambda p: str(p.relative_to(HOME)))
def test_only_the_commands_know_typer(path: Path) -> None:
    found = imports(path)
    assert "cli" not in found
    if "commands" not in path.parts:
        assert not {i for i in found if i.split(".")[0] == "typer" or i.startswith("engine.interfaces.commands")}


def code_without_docstrings(path: Path) -> str:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [  # type: ignore[attr-defined]
                n for n in body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))
            ] or [ast.Pass()]
    return ast.unparse(tree)


@pytest.mark.parametrize("path", ENGINE, ids=lambda p: str(p.relative_to(HOME)))
def test_the_engine_names_no_treaty_no_state_and_no_reading(path: Path, law: Corpus) -> None:
    words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", code_without_docstrings(path)))
    named = {t.id for t in law.treaties} | {r.id for r in law.readings} - {"text", "charter"}
    assert not words & named
    states = {s.id for s in law.states.all} - {"jordan", "chad", "mali", "georgia"}
    assert not words & states


@pytest.mark.parametrize("path", [*ENGINE, *TREATIES, HOME / "cli.py"], ids=lambda p: str(p.relative_to(HOME)))
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['casus', '--help']\nimport cli\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'networkx', 'pydantic', 'numpy', 'pandas', 'rich'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=HOME, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
