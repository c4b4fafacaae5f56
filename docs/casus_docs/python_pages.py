"""The reference of the library, made from signatures and docstrings without importing anything that is documented."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from casus_docs.markdown import block

HOME = Path(__file__).resolve().parent.parent.parent
GROUPS = {
    "engine": "The way in",
    "engine.question": "Questions",
    "engine.cascade": "The cascade",
    "engine.labels": "Supports",
    "engine.verdicts": "Verdicts",
    "engine.output": "Forms of a result",
    "engine.output.picture": "Pictures",
    "engine.output.citing": "References",
    "engine.output.report": "The explorer page",
    "engine.catalogue": "Browsing the law",
    "engine.analysis": "What an answer turns on",
    "engine.analysis.probability": "Odds",
    "engine.export": "Exports",
    "engine.sweep": "Sweeps",
    "validation.cases": "Cases",
    "validation.experts": "Experts' benchmark",
    "validation.atop": "Agreement with ATOP",
    "engine.interfaces.page": "The served page",
    "engine.interfaces.site": "The static site",
    "engine.interfaces.assistant": "The assistant's tools",
    "validation": "Held against what is known",
    "treaties": "Treaties and registers",
    "treaties.vocabulary": "The vocabulary",
    "treaties.models": "Treaties and registers as values",
    "treaties.loading": "Reading and checking the files",
    "treaties.outside": "Outside data",
}
"""Packages with a title of their own; any other package is documented under its name."""

Node = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Module:
    """One module with its public functions and classes."""

    name: str
    doc: str
    public: tuple[Node, ...]
    values: tuple[tuple[str, str, str], ...]
    """Public names with a docstring of their own: name, type, docstring."""

    @property
    def package(self) -> str:
        """The package whose page has it."""
        return (
            self.name
            if (HOME / self.name.replace(".", "/")).is_dir()
            else self.name.rpartition(".")[0]
        )


def modules() -> list[Module]:
    """Every documented module; the verbs (`engine.interfaces.commands`) have a reference of their own.

    >>> [n.name for m in modules() if m.name == "engine.world" for n in m.public][-1]
    'ask'
    """
    found = []
    for root in ("treaties", "engine", "validation"):
        for path in sorted((HOME / root).rglob("*.py")):
            parts = path.relative_to(HOME).with_suffix("").parts
            name = ".".join(parts).removesuffix(".__init__")
            if name.startswith("engine.interfaces.commands") or any(
                p.startswith("_") and p != "__init__" for p in parts
            ):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            public = tuple(
                n
                for n in tree.body
                if isinstance(n, Node) and not n.name.startswith("_")
            )
            found.append(
                Module(
                    name,
                    ast.get_docstring(tree) or "",
                    public,
                    tuple(_values(tree.body)),
                )
            )
    return found


def label(module: str, name: str = "") -> str:
    """The label of a module or of one of its names."""
    return f"py-{module}-{name}" if name else f"py-{module}"


def anchor(m: Module, n: Node) -> str:
    """The label of a function or class; case alone tells some apart, which labels ignore."""
    return label(m.name, f"class-{n.name}" if isinstance(n, ast.ClassDef) else n.name)


def packages(found: list[Module]) -> dict[str, list[Module]]:
    """The modules by the page that has them."""
    pages: dict[str, list[Module]] = {}
    for m in found:
        pages.setdefault(m.package, []).append(m)
    return pages


def package_page(package: str, found: list[Module]) -> str:
    """One page: each module with its public names."""
    title = GROUPS.get(package, package)
    own = next((m.doc for m in found if m.name == package), "")
    out = [f"({label(package)})=", f"# {title}: `{package}`", "", *_doc(own)]
    for m in found:
        if m.name == package and not m.public:
            continue
        if not m.public and not m.values:
            continue
        out += [
            f"({label(m.name)}-module)="
            if m.name == package
            else f"({label(m.name)})=",
            f"## `{m.name}`",
            "",
        ]
        out += _doc(m.doc) if m.name != package else []
        for name, kind, doc in m.values:
            out += [
                f"`{name}`: `{kind}`" if kind else f"`{name}`",
                f": {_inline(doc)}",
                "",
            ]
        for n in m.public:
            out += _entry(m, n)
    return "\n".join(out)


def index_page(order: list[str]) -> str:
    """The packages in the order in which a reader wants them."""
    out = [
        "(modules)=",
        "# Python modules",
        "",
        "Every public function and class, from the docstrings; the examples are run by the tests.",
        "",
    ]
    return "\n".join(
        [*out, "```{toctree}", "", *(f"python/{p}" for p in order), "```", ""]
    )


def names_page(found: list[Module]) -> str:
    """Every public function and class of the library in the order of the alphabet, each with the module that has it."""
    named = sorted(
        ((n.name, m, n) for m in found for n in m.public),
        key=lambda x: (x[0].casefold(), x[1].name),
    )
    out = [
        "(names)=",
        "# Index of names",
        "",
        "Every public function and class, with its first sentence.",
        "",
    ]
    for letter, held in groupby(named, key=lambda x: x[0][0].upper()):
        out += [f"## {letter}", ""]
        for name, m, n in held:
            said = (ast.get_docstring(n) or "").split("\n\n")[0]
            out.append(f"- [`{name}`](#{anchor(m, n)}) in `{m.name}`: {_inline(said)}")
        out.append("")
    return "\n".join(out)


def _entry(m: Module, n: Node) -> Iterator[str]:
    yield f"({anchor(m, n)})="
    yield f"### `{n.name}`\n"
    if isinstance(n, ast.ClassDef):
        bases = ", ".join(ast.unparse(b) for b in n.bases)
        yield from block(
            f"class {n.name}({bases})" if bases else f"class {n.name}", "python"
        )
        yield from _doc(ast.get_docstring(n) or "")
        held = list(_values(n.body, every=True))
        for name, kind, doc in (v for v in held if v[2]):
            yield f"`{name}`: `{kind}`" if kind else f"`{name}`"
            yield f": {_inline(doc)}\n"
        if bare := [f"`{name}: {kind}`" for name, kind, doc in held if not doc]:
            yield f"{'Further fields' if len(bare) < len(held) else 'Fields'}: {', '.join(bare)}\n"
        for part in n.body:
            if isinstance(part, ast.FunctionDef) and not part.name.startswith("_"):
                yield _signature(part, method=True)
                yield from _indented(ast.get_docstring(part) or "Inherited meaning.")
    else:
        yield from block(_signature(n).strip("`"), "python")
        yield from _doc(ast.get_docstring(n) or "")


def _signature(
    n: ast.FunctionDef | ast.AsyncFunctionDef, *, method: bool = False
) -> str:
    marks = {ast.unparse(d).split(".")[-1] for d in n.decorator_list}
    if marks & {"property", "cached_property"}:
        return f"`{n.name}`: `{ast.unparse(n.returns) if n.returns else 'Any'}`"
    args = n.args
    if method and "staticmethod" not in marks and args.args:
        args = ast.arguments(
            args.posonlyargs,
            args.args[1:],
            args.vararg,
            args.kwonlyargs,
            args.kw_defaults,
            args.kwarg,
            args.defaults,
        )
    shown = f"{n.name}({ast.unparse(args)})" + (
        f" -> {ast.unparse(n.returns)}" if n.returns else ""
    )
    return f"`{shown}`"


def _values(
    body: list[ast.stmt], *, every: bool = False
) -> Iterator[tuple[str, str, str]]:
    """Names that are given a value or a type; without `every` only those with a docstring below them."""
    for here, below in zip(body, [*body[1:], None], strict=True):
        said = (
            below.value.value
            if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
            else ""
        )
        doc = said if isinstance(said, str) else ""
        name, kind = "", ""
        if isinstance(here, ast.AnnAssign) and isinstance(here.target, ast.Name):
            name, kind = here.target.id, ast.unparse(here.annotation)
        elif (
            isinstance(here, ast.Assign)
            and isinstance(here.targets[0], ast.Name)
            and doc
        ):
            name = here.targets[0].id
        if (
            name
            and not name.startswith("_")
            and (every or doc)
            and not kind.startswith("ClassVar")
        ):
            yield name, kind, doc


ENTRY = re.compile(r"^    (\w+)(?: \([^)]*\))?: ", re.M)
"""The beginning of an entry of a list of parameters."""


def _doc(doc: str) -> Iterator[str]:
    """A docstring as Markdown: examples become blocks of code, and `Args` a list.

    >>> print(*_doc("Knock.\\n\\nArgs:\\n    door: which one,\\n        as painted.\\n    times: how often."), sep="")
    Knock.
    - `door`: which one, as painted.
    - `times`: how often.
    <BLANKLINE>
    """
    example: list[str] = []
    for part in re.split(r"\n\s*\n", doc.strip()):
        lines = part.strip("\n").split("\n")
        first = next(
            (i for i, x in enumerate(lines) if x.lstrip().startswith(">>> ")), None
        )
        before = lines if first is None else lines[:first]
        if before:
            if before[0] in ("Args:", "Attributes:"):
                entries = ENTRY.split("\n".join(before[1:]))[1:]
                yield "".join(
                    f"- `{n}`: {_inline(text)}\n"
                    for n, text in zip(entries[::2], entries[1::2], strict=True)
                )
            elif all(x.startswith("    ") for x in before):
                yield from block("\n".join(x[4:] for x in before), "text")
            else:
                yield _inline("\n".join(before)) + "\n"
        if first is not None:
            example = lines[first:]
            yield from block("\n".join(example), "pycon")


def _indented(doc: str) -> Iterator[str]:
    """A docstring as the definition of a term."""
    lines = [line for part in _doc(doc) for line in part.split("\n")]
    yield (
        "\n".join(
            (": " if i == 0 else "  " if line else "") + line
            for i, line in enumerate(lines)
        )
        + "\n"
    )


def _inline(doc: str) -> str:
    """Prose of a docstring: code stays code, everything else is taken literally."""
    parts = " ".join(doc.split()).split("`")
    parts[::2] = [re.sub(r"([\\*_\[\]<>#|{}~$])", r"\\\1", p) for p in parts[::2]]
    return "`".join(parts)
