"""The house: every module stands on a floor and imports only what lies below, lazily and for types too; no circle."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import networkx as nx
import pytest

from tests import HOME

FLOORS = (
    "cascade",
    "labels",
    "verdicts",
    "forms",
    "browse",
    "asked",
    "answer",
    "world",
    "turning",
    "export",
    "sweep",
    "trials",
    "doors",
)
"""From the ground up; docs/design.md has the same list."""
FRONT = ("engine", "engine.public", "engine.reasoning", "engine.notebook")
"""The public names. They import from all floors, and nothing but the doors imports them."""


def named(path: Path) -> str:
    return ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__")


MODULES = {named(p): p for p in sorted((HOME / "engine").rglob("*.py"))}


def floor(module: str) -> int:
    return FLOORS.index(module.split(".")[1])


def imported(module: str, text: str) -> set[str]:
    """The engine's modules that a text imports: anywhere in it, for types, and by `import_module` with a constant."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{a.name}" for a in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"engine(\.\w+)+", node.value)
        ):
            found.add(node.value)
    return {i for i in found if i in MODULES or i == "engine"} - {module}


def parent(module: str) -> str:
    return module.rpartition(".")[0]


def arrows() -> nx.DiGraph:
    """An edge from each module to each that it imports; a package counts where one of its own names is taken."""
    graph: nx.DiGraph = nx.DiGraph()
    graph.add_nodes_from(MODULES)
    for module, path in MODULES.items():
        found = imported(module, path.read_text(encoding="utf-8"))
        # `from engine.sweep import search` names the room only on the way to the module.
        graph.add_edges_from((module, i) for i in found if not any(parent(j) == i for j in found))
    return graph


ARROWS = arrows()


@pytest.mark.parametrize("module", sorted(set(MODULES) - set(FRONT)))
def test_no_module_imports_from_a_higher_floor(module: str) -> None:
    targets = set(ARROWS[module])
    if "doors" not in module.split("."):
        assert not targets & set(FRONT), "the public names are for users"
    assert not [t for t in targets - set(FRONT) if floor(t) > floor(module)]


def test_no_circle_between_modules() -> None:
    assert [sorted(c) for c in nx.strongly_connected_components(ARROWS) if len(c) > 1] == []


def test_every_room_is_a_floor() -> None:
    assert {m.split(".")[1] for m in MODULES if m not in FRONT} == set(FLOORS)


def test_the_checker_sees_every_kind_of_import() -> None:
    text = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from engine.interfaces.page import form\n"
        "def f():\n    import engine.sweep.reach\n    return import_module('validation.atop.causes')\n"
    )
    found = imported("engine.cascade.graph", text)
    assert found >= {"engine.interfaces.page.form", "engine.sweep.reach", "validation.atop.causes"}


def test_the_plan_in_the_documentation_is_the_house() -> None:
    plan = (HOME / "docs" / "design.md").read_text(encoding="utf-8")
    places = [plan.index(f"\n      {name}") for name in FLOORS]
    assert places == sorted(places)


def test_no_two_modules_share_a_name() -> None:
    homes = defaultdict(list)
    for module, path in MODULES.items():
        if path.name != "__init__.py":
            homes[path.stem].append(module)
    assert not {n: m for n, m in homes.items() if len(m) > 1}


def test_no_two_classes_of_the_engine_share_a_name() -> None:
    homes = defaultdict(list)
    for module, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(module)
    assert not {n: m for n, m in homes.items() if len(m) > 1}
