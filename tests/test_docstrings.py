"""Docstrings: a public function begins with a verb and lists three parameters or more one by one; no text has a turn at which readers stumble."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import HOME

PACKAGES = ("casus_foederis", "engine", "treaties", "validation")
MANY = 3
"""So many parameters are listed."""
NO_VERB = re.compile(
    r"(an?|all|any|as|at|by|each|every|for|from|how|in|its?|nobody|of|on|one|some|that|the|these|this|those|to|what|when"
    r"|where|whether|which|whom?|whose|with)\b",
    re.I,
)
"""Words with which no docstring that tells what a function does begins."""
VERB = re.compile(r"(verb|asks|functools\.wraps)\b")
"""What makes a verb of a function: its help is the list, or stands in an annotation that verbs share (`tests/interfaces/test_verbs.py` holds it)."""
ENTRY = re.compile(r"^    (\w+)(?: \([^)]*\))?: \S", re.M)


TURNS = re.compile(
    r"\b(the ones? (hit|struck|attacked|asked)|those (hit|struck|attacked|asked)|of which|of whom|whatever|what is told"
    r"|(is|are) told|as (it|they) stands?|in peace)\b",
    re.I,
)
"""Turns at which a reader stumbles: name the thing, and say who does what."""
PUBLIC_TURNS = re.compile(
    r"\b(where left out|where there (is|are) none|there (is|are) none of|those called|(is|are|be) called (at once|if)"
    r"|how many there (are|is)|weightiest|firmest|tells? of|if it goes on|gives? leave)\b",
    re.I,
)
"""Turns that no public docstring has: `by default`, `empty if`, `triggered`, `the number of`, `most prominent` say it."""
RETURNS = re.compile(r"(Tell|Say|Give|Word)\b")
"""Verbs with which no public function begins: it returns, yields or writes something."""
NO_NAME = re.compile(
    r"(what|whom?|whose|where|when|why|how|from|on|which|if|of|in|every|each|did)\b",
    re.I,
)
"""Words with which no module begins: its first line names the thing that it holds."""
LOOKED_UP = {"semantics.md", "ordinary.toml", "words.toml", "grammar.toml"}
"""Files that the turns may stand in: points that others cite, and the words of questions."""


def functions(
    body: list[ast.stmt], within: str = ""
) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The public functions of a module or class, and the methods of its public classes, by name."""
    for node in body:
        name = getattr(node, "name", "_")
        if isinstance(node, ast.ClassDef) and not name.startswith("_"):
            yield from functions(node.body, f"{within}{name}.")
        elif isinstance(node, ast.FunctionDef) and not name.startswith("_"):
            yield f"{within}{name}", node


def public(
    tree: ast.Module | ast.ClassDef,
) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """A module or class itself, and everything public in it that has a docstring."""
    yield tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public(node)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def parameters(node: ast.FunctionDef) -> list[str]:
    """The names of the parameters in their order, without the instance or the class."""
    a = node.args
    named = [*a.posonlyargs, *a.args, a.vararg, *a.kwonlyargs, a.kwarg]
    return [x.arg for x in named if x and x.arg not in ("self", "cls")]


def listed(docstring: str) -> list[str]:
    """The parameters that a docstring lists, in its order."""
    block = re.search(r"^Args:\n((?:    .*\n?)+)", docstring, re.M)
    return ENTRY.findall(block[1]) if block else []


def decorated(node: ast.FunctionDef, by: re.Pattern[str]) -> bool:
    return any(by.match(ast.unparse(d)) for d in node.decorator_list)


def makes_a_verb(node: ast.FunctionDef) -> bool:
    return decorated(node, VERB)


def is_read_by_users(node: ast.FunctionDef) -> bool:
    """Whether the docstring is the help of a verb, or the description of a tool of the assistant."""
    return makes_a_verb(node) or decorated(node, re.compile(r"(tool|explained)\b"))


def is_a_value(node: ast.FunctionDef) -> bool:
    """Whether it is read like an attribute, so that a noun names it."""
    return decorated(node, re.compile(r"(\w+\.)*(cached_)?property\b|computed_field"))


PUBLIC = [
    (f"{path.relative_to(HOME)}: {name}", node)
    for top in PACKAGES
    for path in sorted((HOME / top).rglob("*.py"))
    for name, node in functions(ast.parse(path.read_text(encoding="utf-8")).body)
]


def docstrings(path: Path) -> Iterator[tuple[int, str]]:
    """The docstrings of a module, with their lines: of the module, its classes and functions, and behind a value."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.lineno, node.value.value.partition(">>>")[0]


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a page or a table of words, without those of a block of code."""
    code = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        code ^= line.startswith("```")
        if not code and path.name not in LOOKED_UP:
            yield number, line


@pytest.mark.parametrize("top", [*PACKAGES, "docs/casus_docs"])
def test_no_docstring_has_a_turn_at_which_readers_stumble(top: str) -> None:
    assert [
        f"{path.relative_to(HOME)}:{line}: {found[0]}"
        for path in sorted((HOME / top).rglob("*.py"))
        for line, text in docstrings(path)
        if (found := TURNS.search(text))
    ] == []


def test_no_public_docstring_has_a_private_turn() -> None:
    nodes = [
        (f"{path.relative_to(HOME)}: {getattr(node, 'name', '')}", node)
        for top in PACKAGES
        for path in sorted((HOME / top).rglob("*.py"))
        for node in public(ast.parse(path.read_text(encoding="utf-8")))
    ]
    texts = {w: (ast.get_docstring(n) or "").partition(">>>")[0] for w, n in nodes}
    assert {w: t[0] for w, d in texts.items() if (t := PUBLIC_TURNS.search(d))} == {}


@pytest.mark.parametrize("top", [*PACKAGES, "docs/casus_docs"])
def test_the_first_line_of_a_module_says_what_it_is(top: str) -> None:
    first = {
        path.relative_to(HOME).as_posix(): ast.get_docstring(
            ast.parse(path.read_text(encoding="utf-8"))
        )
        for path in sorted((HOME / top).rglob("*.py"))
    }
    assert [p for p, text in first.items() if not text or NO_NAME.match(text)] == []


def test_no_page_and_no_message_has_one() -> None:
    pages = [HOME / "README.md", HOME / "CONTRIBUTING.md"]
    pages += [p for top in ("docs", "changes") for p in (HOME / top).rglob("*.md")]
    words = [
        p
        for top in ("engine", "treaties/support", "treaties/vocabulary")
        for p in (HOME / top).rglob("*.toml")
    ]
    assert [
        f"{path.relative_to(HOME)}:{line}: {found[0]}"
        for path in sorted([*pages, *words])
        for line, text in prose(path)
        if (found := TURNS.search(text))
    ] == []


@pytest.mark.parametrize("top", PACKAGES)
def test_no_message_of_the_code_has_one(top: str) -> None:
    found = []
    for path in sorted((HOME / top).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        behind = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        found += [
            f"{path.relative_to(HOME)}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in behind
            and TURNS.search(node.value)
        ]
    assert found == []


def test_a_turn_is_found() -> None:
    assert TURNS.search("Who helps the one hit, whatever it says")
    assert not TURNS.search("Who helps the victim of an attack")
    assert PUBLIC_TURNS.search("nothing where there is none")
    assert not PUBLIC_TURNS.search("empty if there is none")
    assert RETURNS.match("Tell whether it binds")
    assert not RETURNS.match("Return whether it binds")


def test_every_parameter_of_three_or_more_is_listed() -> None:
    lacking = {
        where: lack
        for where, node in PUBLIC
        if len(names := parameters(node)) >= MANY and not makes_a_verb(node)
        if (lack := set(names) - set(listed(ast.get_docstring(node) or "")))
    }
    assert lacking == {}


def test_what_is_listed_are_the_parameters_in_their_order() -> None:
    wrong = {}
    for where, node in PUBLIC:
        names, found = parameters(node), listed(ast.get_docstring(node) or "")
        if found != [n for n in names if n in found]:
            wrong[where] = found
    assert wrong == {}


def test_a_public_function_begins_with_a_verb() -> None:
    begins = {
        w: ast.get_docstring(n) or ""
        for w, n in PUBLIC
        if not is_a_value(n) and not is_read_by_users(n)
    }
    assert [w for w, docstring in begins.items() if NO_VERB.match(docstring)] == []
    assert [w for w, docstring in begins.items() if RETURNS.match(docstring)] == []


def test_a_class_is_a_thing_and_not_an_act() -> None:
    acts = re.compile(r"(List|Tell|Give|Find|Put|Make|Count|Ask|Read|Whether)\b")
    found = [
        f"{path.relative_to(HOME)}: {node.name}"
        for top in PACKAGES
        for path in sorted((HOME / top).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and acts.match(ast.get_docstring(node) or "")
    ]
    assert found == []


def test_a_function_with_a_list_has_a_docstring() -> None:
    assert [
        w for w, n in PUBLIC if len(parameters(n)) >= MANY and not ast.get_docstring(n)
    ] == []


def named(node: ast.AST) -> str:
    """What a node gives a name to: a function, a class, a parameter, a variable or an attribute; empty for any other."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    if isinstance(node, ast.arg):
        return node.arg
    stored = isinstance(node, ast.Name | ast.Attribute) and isinstance(
        node.ctx, ast.Store
    )
    return (node.id if isinstance(node, ast.Name) else node.attr) if stored else ""  # type: ignore[attr-defined]


@pytest.mark.parametrize("top", PACKAGES)
def test_names_are_nouns(top: str) -> None:
    verbs = {"told", "said", "held", "stands", "waits"}
    trees = {
        p: ast.parse(p.read_text(encoding="utf-8"))
        for p in sorted((HOME / top).rglob("*.py"))
    }
    found = {(p.name, named(n)) for p, tree in trees.items() for n in ast.walk(tree)}
    assert [x for x in found if x[1].strip("_").lower() in verbs] == []


@pytest.mark.parametrize(
    ("docstring", "names"),
    [
        (
            "Knock.\n\nArgs:\n    door: which one,\n        as painted.\n    times (-t N): how often.\n\nReturns.",
            ["door", "times"],
        ),
        ("Knock at a door: which one.", []),
    ],
)
def test_a_list_is_read_entry_by_entry(docstring: str, names: list[str]) -> None:
    assert listed(docstring) == names


def test_private_names_and_classes_are_left_out() -> None:
    text = "def _a(): ...\nclass _B:\n    def c(self): ...\nclass D:\n    def e(self, x, *y, z, **w): ...\n"
    ((name, node),) = functions(ast.parse(text).body)
    assert (name, parameters(node)) == ("D.e", ["x", "y", "z", "w"])
