"""The Sphinx extension: a `casus` block runs its command when the site is built and shows what it prints.

    ```{casus} ask "South Korea" --by "North Korea" --on 2026-01-01
    :holds: United States — bound
    :lines: 12
    ```

A `casus-picture` block draws the picture of a question. In a `casus` block `start` and `stop` (words of a line) and `lines` choose an excerpt; `holds` lists words (separated by `||`) on which the
prose around the block relies, and `exit` the exit status that is meant. Anything else is a warning, which fails the build.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish
from sphinx.util.docutils import SphinxDirective

from casus_docs.first_screen import MAP
from casus_docs.folding import fold
from casus_docs.markdown import boxed
from casus_docs.shell import excerpt, run
from treaties.vocabulary.errors import CasusError


class Casus(SphinxDirective):
    """Run a command and show it with its output."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "start": directives.unchanged,
        "stop": directives.unchanged,
        "lines": directives.positive_int,
        "holds": directives.unchanged,
        "exit": directives.nonnegative_int,
    }

    def run(self) -> list[nodes.Node]:
        """The nodes of the block."""
        command = " ".join(self.arguments[0].split())
        said, status = run(command)
        for word in filter(
            None, (w.strip() for w in self.options.get("holds", "").split("||"))
        ):
            if word not in " ".join(said.split()):
                raise self.error(f"`casus {command}` does not say `{word}`")
        if status != self.options.get("exit", 0):
            raise self.error(
                f"`casus {command}` ended with status {status}: {said[-300:]}"
            )
        cut = {
            k: self.options[k] for k in ("start", "stop", "lines") if k in self.options
        }
        try:
            shown = excerpt(said, **cut)
        except CasusError as error:
            raise self.error(f"`casus {command}`: {error}") from None
        box = nodes.container(classes=["casus-run"])
        asked = f"casus {command}"
        for content, language in ((asked, "sh"), (shown, "text")):
            node = nodes.literal_block(content, content, language=language)
            node["classes"].append("asked" if language == "sh" else "said")
            box += node
        self.set_source_info(box)
        return [box]


class CasusPicture(SphinxDirective):
    """Draw a picture and show it: `{casus-picture} draw VICTIM …`, with the words that stand for it where it is not seen."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"alt": directives.unchanged_required}
    """`alt`: what the picture shows, in words."""

    def run(self) -> list[nodes.Node]:
        """The picture, in a box that scrolls where it is too wide."""
        command = " ".join(self.arguments[0].split())
        svg, status = run(f"{command} -o -")
        if status != 0:
            raise self.error(
                f"`casus {command}` ended with status {status}: {svg[-300:]}"
            )
        return [
            nodes.raw(
                "",
                boxed(svg, self.options["alt"]),
                format="html",
                classes=["no-search"],
            )
        ]


NEARBY = {
    "index": "Casus Foederis",
    "start": "Start in five minutes",
    "hot-spots": "Hot spots",
    "corpus/treaties": "Treaties",
    "corpus/states": "States",
    "pairs": "Pairs",
    "corpus/readings": "Readings",
    "corpus/cases": "Cases",
    "changed": "What changed",
}
"""The pages that lead on from one treaty, state, reading, case or answer."""
MANY = ("corpus/", "hot-spots/", "pairs/", "answers/", "decisions/")
"""The folders of many pages, whose table of contents is short."""


def short_navigation(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: Any
) -> None:
    """The table of contents: whole, but on the many pages of the corpus the few that lead on."""
    whole, pathto = context.get("toctree"), context["pathto"]
    near = f'<li class="toctree-l1"><a class="reference" href="{"../" * page.count("/")}{MAP}index.html">The map</a></li>'
    near += "".join(
        f'<li class="toctree-l1"><a class="reference" href="{pathto(p)}">{title}</a></li>'
        for p, title in NEARBY.items()
    )

    def told(**how: Any) -> str:
        # a heading without a level is no heading to a screen reader
        return (
            whole(**how).replace('role="heading"', 'role="heading" aria-level="2"')
            if whole
            else ""
        )

    context["toctree"] = (
        (lambda **_: f"<ul>{near}</ul>")
        if page.startswith(MANY) and page not in NEARBY
        else told
    )


def remember_stems() -> None:
    """Stem each word of the search index once: Sphinx does so for each occurrence."""
    slow = SearchEnglish.stem
    if not hasattr(slow, "cache_info"):
        SearchEnglish.stem = lru_cache(maxsize=None)(slow)  # type: ignore[method-assign]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the block, and what saves time."""
    app.add_directive("casus", Casus)
    app.add_directive("casus-picture", CasusPicture)
    app.connect("doctree-resolved", fold)
    app.connect("html-page-context", short_navigation, priority=100)
    remember_stems()
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
