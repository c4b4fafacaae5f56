"""Measure how tangled each function is, and how much code each room holds.

    python -m tools.complexity              functions above 15, worst first, then the rooms
    python -m tools.complexity --json       the same as JSON

The complexity of a function is 1 plus one for each `if`, `elif`, loop, `except`, `case`,
conditional expression, further operand of `and` and `or`, and for each loop and each
condition of a comprehension. ruff's `C901` leaves out the last three.

`tests/test_architecture.py` holds functions to it. The sizes of rooms are only reported.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
SHIPPED = ("casus_foederis", "engine", "treaties", "validation")
"""The packages of the wheel; `cli.py` is counted beside them."""
LIMIT = 15
"""A function above this is reported."""
ONE_MORE = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.match_case,
)
JAVASCRIPT_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.S | re.M)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def complexity(function: ast.AST) -> int:
    """Count the paths through a function.

    >>> complexity(ast.parse("x = [a for a in b if a or c]"))
    4
    """
    paths = 1
    for node in ast.walk(function):
        if isinstance(node, ONE_MORE):
            paths += 1
        elif isinstance(node, ast.BoolOp):
            paths += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            paths += 1 + len(node.ifs)
    return paths


def python_files() -> list[Path]:
    """List the shipped Python files."""
    found = [p for top in SHIPPED for p in sorted((HOME / top).rglob("*.py"))]
    return [*found, HOME / "cli.py"]


def functions(tree: ast.AST, name: str) -> Iterator[tuple[str, Function]]:
    """Go through the outermost functions of a module with their dotted names."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name}.{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from functions(node, f"{name}.{node.name}")


def module_name(path: Path) -> str:
    """Give the dotted name of a module."""
    parts = path.relative_to(HOME).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def tangled() -> dict[str, int]:
    """Give every function above the limit with its complexity, worst first."""
    found: dict[str, int] = {}
    for path in python_files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name, function in functions(tree, module_name(path)):
            found[name] = complexity(function)
    worst = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return {name: paths for name, paths in worst if paths > LIMIT}


def is_text(node: ast.AST) -> bool:
    """Tell whether a statement is a string alone, such as a docstring."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def nodes(text: str) -> int:
    """Count the syntax nodes of a Python text without its docstrings.

    >>> nodes('"About it."' + chr(10) + "x = 1")
    5
    """
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and is_text(body[0]):
            del body[0]
    return sum(1 for _ in ast.walk(tree))


def javascript_lines(text: str) -> int:
    """Count the lines of a JavaScript text that are neither blank nor comment.

    >>> javascript_lines("// why" + chr(10) + "let x = 1;" + chr(10))
    1
    """
    code = JAVASCRIPT_COMMENT.sub("", text)
    return sum(1 for line in code.splitlines() if line.strip())


def words(value: object) -> int:
    """Count the words of a TOML value: keys, and each part of each string.

    >>> words({"any": ["two words", 1]})
    4
    """
    if isinstance(value, dict):
        return sum(1 + words(item) for item in value.values())
    if isinstance(value, list):
        return sum(words(item) for item in value)
    return len(value.split()) if isinstance(value, str) else 1


def room_of(path: Path) -> str:
    """Give the package and room of a file, as `engine/cascade`."""
    parts = path.relative_to(HOME).parts
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def rooms() -> dict[str, dict[str, int]]:
    """Give nodes of Python, lines of JavaScript and words of TOML by room."""
    python: Counter[str] = Counter()
    javascript: Counter[str] = Counter()
    toml: Counter[str] = Counter()
    for path in python_files():
        python[room_of(path)] += nodes(path.read_text(encoding="utf-8"))
    for top in SHIPPED:
        for path in (HOME / top).rglob("*.js"):
            text = path.read_text(encoding="utf-8")
            javascript[room_of(path)] += javascript_lines(text)
        for path in (HOME / top).rglob("*.toml"):
            if list(path.parent.glob("*.py")) and path.parent != HOME / "treaties":
                # A folder without code, and the registers beside it, hold the law.
                table = tomllib.loads(path.read_text(encoding="utf-8"))
                toml[room_of(path)] += words(table)
    return {
        room: {
            "python": python[room],
            "javascript": javascript[room],
            "toml": toml[room],
        }
        for room in sorted({*python, *javascript, *toml})
    }


def main() -> None:
    """Print both tables."""
    worst, sizes = tangled(), rooms()
    if "--json" in sys.argv:
        print(json.dumps({"tangled": worst, "rooms": sizes}, indent=1))
        return
    print(f"{len(worst)} functions above {LIMIT}")
    for name, paths in worst.items():
        print(f"{paths:5}  {name}")
    print(f"\n{'room':28} {'nodes':>8} {'js lines':>9} {'toml words':>11}")
    for room, size in sizes.items():
        print(
            f"{room:28} {size['python']:8,} {size['javascript']:9,} {size['toml']:11,}"
        )
    total = [
        sum(s[key] for s in sizes.values()) for key in ("python", "javascript", "toml")
    ]
    print(f"{'in all':28} {total[0]:8,} {total[1]:9,} {total[2]:11,}")


if __name__ == "__main__":
    main()
