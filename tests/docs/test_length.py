"""The pages written by hand are few and short: so many words a page, so many in all."""

from __future__ import annotations

import re
from pathlib import Path

from tests import HOME
from tests.support.each import each

DOCS = HOME / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
WHOLE = 40_000
"""Words of all pages together."""
PAGE = 1_200
"""Words of a page."""
CONTRACT = 1_500
"""Words of the design, which is whole on one page."""
REFERENCE = {"semantics", "glossary", "files"}
"""Pages that one looks things up in."""
MADE = re.compile(r"<!-- (\w+) -->.*?<!-- end of \1 -->", re.S)
"""A part of a page that a program writes."""


def words(path: Path) -> int:
    """Count the words of a page that were written by hand; the bars of a table are none."""
    text = MADE.sub("", path.read_text(encoding="utf-8"))
    return sum(any(c.isalnum() for c in word) for word in text.split())


@each("page", PAGES, called=lambda p: p.stem)
def test_a_page_is_short(page: Path) -> None:
    most = CONTRACT if page.stem == "design" else PAGE
    assert page.stem in REFERENCE or words(page) <= most, words(page)


def test_all_pages_together_are_short() -> None:
    assert sum(map(words, PAGES)) <= WHOLE


@each("page", sorted((DOCS / "decisions").glob("0*.md")), called=lambda p: p.stem)
def test_a_decision_is_a_page_with_context_and_consequence(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    number, _, title = text.splitlines()[0].removeprefix("# ").partition(". ")
    assert page.name.startswith(f"{int(number):03}-")
    parts = re.findall(r"^\*\*(\w+)\.\*\* ", text, re.M)
    assert parts == ["Context", "Decision", "Consequence"]
    index = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    assert f"* {number}. [{title}]({page.name})\n" in index
    assert f"\n{page.stem}\n" in index


def test_what_a_program_writes_is_not_counted() -> None:
    text = "one <!-- rows -->\n| two | three |\n<!-- end of rows -->\nfour"
    assert MADE.sub("", text).split() == ["one", "four"]
