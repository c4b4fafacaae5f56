"""Folds: on the pages of single treaties, states, cases and questions each section is folded under its heading."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from casus_docs.first_screen import FOLDED


def fold(_app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Fold the sections of a page, each under its own heading; lists of many pages stay open.

    Args:
        doctree: the page.
        page: its name.
    """
    lists = ("corpus/treaties", "corpus/states", "corpus/readings", "corpus/cases")
    if page in lists or not page.startswith(FOLDED):
        return
    for section in doctree.findall(nodes.section):
        if isinstance(section.parent, nodes.section) and not isinstance(
            section.parent.parent, nodes.section
        ):
            title, *rest = section.children
            section.children = []
            section += [_html("<details><summary>"), title, _html("</summary>")]
            section += [*rest, _html("</details>")]


def _html(markup: str) -> nodes.raw:
    return nodes.raw("", markup, format="html")
