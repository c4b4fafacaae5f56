"""The public surface: few names, each explained; arguments that an editor reads; docstrings that say what is done."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from textwrap import dedent
from typing import Any

import pytest

import engine
from engine.answer import Answer
from engine.question.query import FIELDS
from engine.record.rows import StateVerdict
from engine.world import AskKeywords, World
from tests import HOME
from tests.support.each import each

NO_VERBS = {
    *(
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "who",
        "what",
        "whom",
        "which",
        "whether",
        "how",
        "why",
        "where",
    ),
    *("every", "each", "all", "one", "it", "its", "by", "of", "in", "as", "for"),
}
"""Words that a docstring which tells what is done does not begin with."""


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public functions, and the methods of what they give, by name."""
    for name in engine.__all__:
        if inspect.isfunction(getattr(engine, name)):
            yield name, getattr(engine, name)
    for owner in (Answer, World):
        for name in dir(owner):
            held = inspect.getattr_static(owner, name)
            held = held.__func__ if isinstance(held, classmethod) else held
            if not name.startswith("_") and inspect.isfunction(held):
                yield f"{owner.__name__}.{name}", held


FUNCTIONS = dict(functions())


def test_the_public_names_are_those_of_the_documentation_and_few() -> None:
    page = (HOME / "docs" / "python.md").read_text(encoding="utf-8")
    listed = re.findall(
        r"`(\w+)`",
        page.partition("The public names are")[2].partition("`from engine import")[0],
    )
    assert sorted(listed) == sorted(engine.__all__)
    assert len(listed) <= 30


def attributes_explained(owner: type) -> set[str]:
    """The fields of a class, and of those below it, that have a text of their own under them."""
    found: set[str] = set()
    for one in owner.__mro__:
        if one.__module__.split(".")[0] not in ("engine", "treaties"):
            continue
        (tree,) = ast.parse(dedent(inspect.getsource(one))).body
        body = getattr(tree, "body", [])
        for field, text in pairwise(body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(text, ast.Expr)
                and isinstance(field.target, ast.Name)
            ):
                found.add(field.target.id)
        found |= set(re.findall(r"`(\w+)`", inspect.getdoc(one) or ""))
    return found


@pytest.mark.parametrize("owner", [Answer, World])
def test_every_name_explains_itself(owner: type) -> None:
    explained = attributes_explained(owner)
    fields = set(owner.__dataclass_fields__)  # type: ignore[attr-defined]
    for name in {n for n in dir(owner) if not n.startswith("_")} | fields:
        held = inspect.getattr_static(owner, name, None)
        assert name in explained or (name not in fields and inspect.getdoc(held)), (
            f"{owner.__name__}.{name}"
        )


def test_a_row_cannot_be_emptied() -> None:
    assert not {"pop", "popitem", "clear", "update", "setdefault"} & set(
        dir(StateVerdict)
    )


@pytest.mark.parametrize("ask", [engine.ask, World.ask])
def test_the_fields_of_a_question_are_arguments_that_an_editor_reads(
    ask: Callable[..., Any],
) -> None:
    taken = [p for p in inspect.signature(ask).parameters if p != "self"]
    assert taken == list(FIELDS)


@each("name", FUNCTIONS)
def test_a_docstring_says_what_is_done_and_explains_three_arguments_or_more(
    name: str,
) -> None:
    text = inspect.getdoc(FUNCTIONS[name]) or ""
    assert text.split()[0].casefold() not in NO_VERBS, text
    taken = [
        p
        for p in inspect.signature(FUNCTIONS[name]).parameters
        if p not in ("self", "cls")
    ]
    listed = text.partition("\nArgs:\n")[2].partition("\n\n")[0]
    if len(taken) > 2 and name not in ("ask", "World.ask"):
        assert re.findall(r"^    (\w+):", listed, re.M) == taken
    for field in set(FIELDS) - {"victim"} if name == "World.ask" else ():
        assert field in attributes_explained(AskKeywords)
