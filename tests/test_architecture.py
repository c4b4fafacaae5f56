"""The house: imports point down, no circle, small functions, law is data, start-up is light."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

from tests import HOME
from tests.support.each import each
from tools import complexity
from treaties.models.corpus import Corpus

FLOORS = (
    "treaties.support",
    "treaties.vocabulary",
    "treaties.models",
    "treaties.loading",
    "treaties.outside",
    "treaties.atlas",
    "treaties.change",
    "engine.question",
    "engine.setting",
    "engine.record",
    "engine.cascade",
    "engine.labels",
    "engine.verdicts",
    "engine.findings",
    "engine.ruling",
    "engine.forms",
    "engine.output",
    "engine.catalogue",
    "engine.answer",
    "engine.world",
    "engine.analysis",
    "engine.games",
    "engine.export",
    "engine.sweep",
    "validation",
    "engine.interfaces",
)
"""From the ground up; docs/design.md has the same list."""
PACKAGES = ("treaties", "engine", "validation", "casus_foederis", "docs/casus_docs")
FRONT = ("engine", "engine.public")
"""The public names. They import from all floors, and nothing but the interfaces imports them."""
BRANCHED = set[str]()
"""Functions that ruff's `C901` finds above 8. The list may only shrink."""
TWICE = {"Side"}
"""Class names that two modules of `engine` and `treaties` share. It may only shrink."""
CUT = Counter(
    {
        "failures.py": 1,
        "first_lines/duty.py": 3,
        "first_lines/helpers.py": 1,
        "first_lines/lesser.py": 1,
        "owing.py": 1,
        "plain.py": 1,
        "prose.py": 1,
        "protected_alone.py": 1,
        "reason_text.py": 1,
        "ruling_reasons.py": 1,
        "ruling_text.py": 1,
    }
)
"""How often a text module still cuts or mends a sentence after it was written. Pass what differs as an argument."""
MARKUP = ("page.py", "picture/", "report/", "citing/")
"""Modules that escape SVG, HTML, JSON or BibTeX, which is no English."""
CUTTING = {"replace", "removeprefix", "removesuffix", "sub"}
TANGLED = 0
"""Functions whose complexity by `tools/complexity.py` is above 15. It may only shrink."""

DERIVING = ("engine.cascade", "engine.labels", "engine.verdicts")
"""The rooms that derive."""
DERIVED_BY_FORMS = set[tuple[str, str]]()
"""Modules of forms that import from a room that derives. The list may only shrink."""


def named(path: Path) -> str:
    return ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(
        ".__init__"
    )


MODULES = {named(p): p for top in PACKAGES for p in sorted((HOME / top).rglob("*.py"))}


def floor(module: str) -> int:
    return next(
        i for i, f in enumerate(FLOORS) if module == f or module.startswith(f"{f}.")
    )


def imported(module: str, tree: ast.Module) -> set[str]:
    """Our own modules that a module imports: anywhere in it, for types, and by `import_module` with a constant."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{a.name}" for a in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and "." in node.value
        ):
            found.add(node.value)
    return {i for i in found if i in MODULES} - {module}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def parent(module: str) -> str:
    return module.rpartition(".")[0]


@cache
def arrows() -> nx.DiGraph:
    """An edge from each module to each that it imports; a package counts where one of its own names is taken."""
    graph: nx.DiGraph = nx.DiGraph()
    graph.add_nodes_from(MODULES)
    for module, path in MODULES.items():
        found = imported(module, parsed(path))
        # `from engine.sweep import plan` names the room only on the way to the module.
        graph.add_edges_from(
            (module, i) for i in found if not any(parent(j) == i for j in found)
        )
    return graph


OUTSIDE = {*FRONT, "treaties", "casus_foederis"}
INSIDE = sorted(
    m
    for m in set(MODULES) - OUTSIDE
    if m.split(".")[0] in ("treaties", "engine", "validation")
)


@each("module", INSIDE)
def test_no_module_imports_from_a_higher_floor(module: str) -> None:
    targets = set(arrows()[module])
    if not module.startswith("engine.interfaces"):
        assert not targets & OUTSIDE, "the public names are for users"
    assert not [t for t in targets - OUTSIDE if floor(t) > floor(module)]


def test_forms_choose_words_and_derive_nothing() -> None:
    found = {
        (m, i)
        for m in INSIDE
        if m.startswith(("engine.output", "engine.findings"))
        for i in arrows()[m]
        if i.startswith(DERIVING)
    }
    assert found == DERIVED_BY_FORMS


def test_no_circle_between_modules() -> None:
    assert [
        sorted(c) for c in nx.strongly_connected_components(arrows()) if len(c) > 1
    ] == []


def test_every_room_is_a_floor() -> None:
    assert {
        f for f in FLOORS if not any(floor(m) == FLOORS.index(f) for m in INSIDE)
    } == set()


def test_the_checker_sees_every_kind_of_import() -> None:
    text = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from engine.interfaces.page import front\n"
        "def f():\n    import engine.sweep.reach\n    return import_module('validation.atop.rules')\n"
    )
    found = imported("engine.setting.graph", ast.parse(text))
    assert found >= {
        "engine.interfaces.page.front",
        "engine.sweep.reach",
        "validation.atop.rules",
    }


def test_the_plan_in_the_documentation_is_the_house() -> None:
    plan = (HOME / "docs" / "design.md").read_text(encoding="utf-8")
    places = [plan.index(f"\n    {name} ") for name in FLOORS]
    assert places == sorted(places)


def test_every_module_and_name_of_the_plan_exists() -> None:
    """`path.py` and `path.py: Name.name, other` of the documentation are there; a path may leave out `engine/`."""
    plan = (HOME / "docs" / "design.md").read_text(encoding="utf-8")
    missing = []
    for written, names in re.findall(r"`([\w/]+\.py)(?:: ([\w., ]+))?`", plan):
        path = next(
            (p for p in (HOME / written, HOME / "engine" / written) if p.exists()), None
        )
        text = path.read_text(encoding="utf-8") if path else ""
        wanted = re.findall(r"\w+", names)
        defined = (
            re.search(rf"^\s*((def|class) {name}\b|{name}( =|:))", text, re.M)
            for name in wanted
        )
        missing += [f"{written}: {names}"] * (not path or not all(defined))
    assert missing == []


def test_no_further_function_branches_more_than_eight_ways() -> None:
    pytest.importorskip("ruff")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "ruff", "check", "--isolated", "--select", "C901"),
            *("--config", "lint.mccabe.max-complexity=8", "--output-format", "json"),
            *("engine", "treaties", "validation", "casus_foederis", "cli.py"),
        ],
        capture_output=True,
        text=True,
        cwd=HOME,
    )
    assert done.returncode in (0, 1), done.stderr
    found = {
        f"{Path(row['filename']).relative_to(HOME).as_posix()}: "
        f"{row['message'].split('`')[1]}"
        for row in json.loads(done.stdout)
    }
    assert found - BRANCHED == set(), "too many branches: part the function"
    assert BRANCHED - found == set(), "mended: take it off the list"


def test_no_further_function_is_tangled() -> None:
    assert len(complexity.tangled()) <= TANGLED


def test_no_further_sentence_is_cut_or_mended() -> None:
    output = HOME / "engine/output"
    found = Counter[str]()
    for path in ENGINE:
        name = path.relative_to(output).as_posix() if output in path.parents else ""
        if name and not name.startswith(MARKUP):
            for node in ast.walk(parsed(path)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    found[name] += node.func.attr in CUTTING
    assert found - CUT == Counter(), "pass what differs as an argument"
    assert CUT - found == Counter(), "mended: lower its number"


def test_a_class_name_is_used_once() -> None:
    found = Counter(
        node.name
        for path in [*ENGINE, *TREATIES]
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, times in found.items() if times > 1} == TWICE


def test_complexity_counts_operands_and_comprehensions() -> None:
    text = (
        "def f(a, b):\n    if a and b or not a:\n        return 1\n"
        "    return [c for c in a if c] if b else None\n"
    )
    assert complexity.complexity(ast.parse(text)) == 7
    assert complexity.nodes('"""About it."""\nx = 1\n') == complexity.nodes("x = 1\n")
    assert (
        complexity.javascript_lines("// why\n/* and\nwhy */\nlet x = 1; // here\n\n")
        == 1
    )


ENGINE = sorted((HOME / "engine").rglob("*.py"))
TREATIES = sorted((HOME / "treaties").rglob("*.py"))


@cache
def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@each("path", TREATIES, called=lambda p: str(p.relative_to(HOME)))
def test_treaties_know_neither_the_engine_nor_networkx(path: Path) -> None:
    assert not {
        i
        for i in imports(path)
        if i.split(".")[0] in ("engine", "cli", "networkx", "typer")
    }


@each("path", ENGINE, called=lambda p: str(p.relative_to(HOME)))
def test_only_the_commands_know_typer(path: Path) -> None:
    found = imports(path)
    assert "cli" not in found
    if "commands" not in path.parts:
        assert not {
            i
            for i in found
            if i.split(".")[0] == "typer" or i.startswith("engine.interfaces.commands")
        }


def words(path: Path) -> set[str]:
    """The words of the names and strings of a module, without its docstrings."""
    tree = parsed(path)
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    texts = [
        value
        for node in ast.walk(tree)
        if id(node) not in told
        for _, value in ast.iter_fields(node)
        if isinstance(value, str)
    ]
    return set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", "\n".join(texts)))


@each("path", ENGINE, called=lambda p: str(p.relative_to(HOME)))
def test_the_engine_names_no_treaty_no_state_and_no_reading(
    path: Path, law: Corpus
) -> None:
    named = {t.id for t in law.treaties} | {r.id for r in law.readings}
    states = {s.id for s in law.states.all} - {"jordan", "chad", "mali", "georgia"}
    unwanted = (named - {"text", "charter"}) | states
    assert not words(path) & unwanted


def test_words_are_those_of_names_and_strings(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(
        '"""north."""\ndef east(west="so" "uth"):\n    "no"\n    return x.up\n'
    )
    assert words(path) == {"east", "west", "south", "x", "up"}


def loaded(*words: str) -> set[str]:
    """The modules in a process that ran a command line."""
    code = (
        f"import sys; sys.argv = ['casus', *{words!r}]\nimport cli\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "print(*sys.modules, sep=',')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=HOME,
        check=True,
    )
    return set(done.stdout.strip().splitlines()[-1].split(","))


def test_help_loads_nothing_heavy() -> None:
    heavy = {"networkx", "pydantic", "numpy", "pandas", "rich"}
    assert not {m.split(".")[0] for m in loaded("--help")} & heavy


def test_a_treaty_is_shown_without_the_law_of_any_day() -> None:
    deriving = ("engine.setting", "engine.findings", "engine.verdicts")
    assert not [
        m for m in loaded("show", "north-atlantic-1949") if m.startswith(deriving)
    ]


def test_a_question_loads_nothing_of_other_kinds_of_question() -> None:
    first_lines = {f"engine.output.first_lines.{m}" for m in ("kinds", "when", "why")}
    kinds = first_lines | {"engine.output.time_spans"}
    reading = {"engine.question.sentence", "engine.question.moves"}
    asked = loaded("ask", "estonia", "--by", "russia", "--on", "2026-01-01")
    assert not asked & (kinds | reading | {"networkx"})
