"""One change of a source at a time: where it can be changed, how, and what stays the same bytecode for all that."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

TURNED: dict[type, type] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
"""What stands in place of each operator."""
SWAPPED = {"any": "all", "all": "any", "min": "max", "max": "min"}
"""What stands in place of each function."""
GUARDS = {"frozen", "slots"}
"""Arguments of a dataclass that forbid writing and change no answer: left alone."""


@dataclass(frozen=True)
class Mutant:
    """One change: the `number`-th place of a file that can be changed.

    `line` is where it stands, `first` where its statement begins, `within` whether it stands in a function's body, so
    that it can be tried without loading the module anew.
    """

    file: str
    number: int
    line: int
    first: int
    what: str
    within: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


@dataclass
class Place:
    """A change waiting to be made: `make` alters the tree."""

    line: int
    first: int
    what: str
    within: bool
    make: Callable[[], None]


def places(tree: ast.Module) -> list[Place]:
    """Every change of a tree in a fixed order; type hints, docstrings and what is read for types alone are no places."""
    return list(_walk(tree, tree, "", 0, False))


def _walk(
    node: ast.AST, parent: ast.AST, field: str, first: int, within: bool
) -> Iterator[Place]:
    if field in ("annotation", "returns") or isinstance(node, ast.JoinedStr):
        return
    if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
        return
    if (
        isinstance(node, ast.keyword)
        and node.arg in GUARDS
        and field == "keywords"
        and not within
    ):
        return
    if isinstance(node, ast.stmt):
        first = node.lineno
    line = getattr(node, "lineno", first)
    for what, make in _changes(node, parent):
        yield Place(line, first, what, within, make)
    inside = isinstance(node, ast.FunctionDef | ast.Lambda)
    for name, value in ast.iter_fields(node):
        body = within or (inside and name == "body")
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walk(child, node, name, first, body)


def _changes(
    node: ast.AST, parent: ast.AST
) -> Iterator[tuple[str, Callable[[], None]]]:
    """The changes that can be made at a node itself, each with its name."""
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            if type(op) in TURNED:
                yield (
                    _named(op),
                    lambda i=i, op=op: node.ops.__setitem__(i, TURNED[type(op)]()),
                )
    elif (
        isinstance(node, ast.BoolOp | ast.BinOp | ast.AugAssign)
        and type(node.op) in TURNED
    ):
        yield _named(node.op), lambda: setattr(node, "op", TURNED[type(node.op)]())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "`not` left out", lambda: _replace(parent, node, node.operand)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield (
            f"{not node.value} for {node.value}",
            lambda: setattr(node, "value", not node.value),
        )
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield (
            f"{node.value + 1} for {node.value}",
            lambda: setattr(node, "value", node.value + 1),
        )
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in SWAPPED:
        name = node.func.id  # type: ignore[attr-defined]
        yield (
            f"{SWAPPED[name]} for {name}",
            lambda: setattr(node.func, "id", SWAPPED[name]),
        )
    elif isinstance(node, ast.comprehension):
        for i in range(len(node.ifs)):
            yield "an `if` of a comprehension left out", lambda i=i: node.ifs.pop(i)
    elif isinstance(node, ast.If | ast.IfExp | ast.While) and isinstance(
        node.test, ast.Name | ast.Call | ast.Attribute
    ):
        yield (
            "`if` turned round",
            lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test)),
        )
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "a call left out", lambda: _replace(parent, node, ast.Pass())
    elif isinstance(node, ast.Continue | ast.Break):
        other = ast.Break if isinstance(node, ast.Continue) else ast.Continue
        yield (
            f"{other.__name__.lower()} for {type(node).__name__.lower()}",
            lambda: _replace(parent, node, other()),
        )
    elif (
        isinstance(node, ast.Return)
        and node.value
        and not isinstance(node.value, ast.Constant)
    ):
        yield "nothing returned", lambda: setattr(node, "value", ast.Constant(None))


def _named(op: ast.AST) -> str:
    return f"{TURNED[type(op)].__name__} for {type(op).__name__}"


def _replace(parent: ast.AST, node: ast.AST, other: ast.AST) -> None:
    for name, value in ast.iter_fields(parent):
        if value is node:
            setattr(parent, name, other)
        elif isinstance(value, list) and any(x is node for x in value):
            value[next(i for i, x in enumerate(value) if x is node)] = other


def compiled(path: Path, number: int | None = None) -> CodeType:
    """The code of a file, with one of its places changed."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if number is not None:
        places(tree)[number].make()
    return compile(
        ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True
    )


def mutants(home: Path, rooms: list[str]) -> list[Mutant]:
    """Every change that can be made to the files of some rooms."""
    found = []
    for path in sorted(p for room in rooms for p in (home / room).glob("*.py")):
        file, tree = (
            path.relative_to(home).as_posix(),
            ast.parse(path.read_text(encoding="utf-8")),
        )
        found += [
            Mutant(file, i, p.line, p.first, p.what, p.within)
            for i, p in enumerate(places(tree))
        ]
    return found


def another(home: Path, mutant: Mutant) -> bool:
    """Whether a change makes another program, and not the same bytecode."""
    path = home / mutant.file
    return said(compiled(path, mutant.number)) != said(compiled(path))


def said(code: CodeType) -> tuple[object, ...]:
    """What a piece of code does, lines left out."""
    consts = tuple(
        said(c) if isinstance(c, CodeType) else (type(c), repr(c))
        for c in code.co_consts
    )
    return code.co_code, consts, code.co_names, code.co_varnames, code.co_freevars


def functions(code: CodeType) -> dict[tuple[str, int], CodeType]:
    """All code within a module's code, by qualified name and first line."""
    found = {}
    for c in code.co_consts:
        if isinstance(c, CodeType):
            found[c.co_qualname, c.co_firstlineno] = c
            found |= functions(c)
    return found
