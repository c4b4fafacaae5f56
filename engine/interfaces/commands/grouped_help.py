"""Help of the command line: verbs in groups with full sentences and examples, and a page for each verb."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup

from engine.interfaces.commands.terminal import Once
from treaties.support.sibling_toml import sibling_toml

if TYPE_CHECKING:
    import typer

HEADINGS = {
    "Ask": ("ask", "why", "questions", "claim"),
    "See what it turns on": (
        "ways",
        "compare",
        "conflicts",
        "odds",
    ),
    "Show it": ("draw", "report", "play", "serve", "site"),
    "Look into the law": ("owes", "weigh", "list", "show", "timeline", "cite"),
    "Check": ("new", "check", "cases", "case", "backtest", "schema"),
    "Work with data": ("scan", "dataset", "import", "export", "mcp"),
    "Learn": ("help",),
}
"""The verbs under each heading, in the order of the help."""
FIRST = (
    "ask",
    "why",
    "questions",
    "claim",
    "ways",
    "compare",
    "draw",
    "serve",
    "owes",
    "list",
    "show",
    "check",
)
"""The verbs described on the first screen; others are named under `More`."""
MORE = "more"
"""The word for these other verbs, in place of a verb."""
MODULES = (
    "ask_verbs",
    "turning_verbs",
    "show_verbs",
    "law_verbs",
    "check_verbs",
    "data_verbs",
    "help_verb",
)
"""The modules of this package, one for each heading."""

Pairs = list[tuple[str, str]]
_TYPE = re.compile(r" <[^>]*>$")


def examples() -> dict[str, str]:
    """Return the example of each verb, by verb."""
    return sibling_toml(__file__, "examples.toml")


class Grouped(TyperGroup):
    """A group of verbs whose help lists them under headings, with uncut descriptions."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of verbs into the help."""
        for heading, verbs in HEADINGS.items():
            self._list(ctx, formatter, heading, [v for v in verbs if v in FIRST])
        more = ((h, [v for v in vs if v not in FIRST]) for h, vs in HEADINGS.items())
        with formatter.section("More"):
            formatter.write_dl([(h, ", ".join(vs)) for h, vs in more if vs])
        with formatter.section("Example"):
            formatter.write_text(examples()["ask"])
        formatter.write_paragraph()
        formatter.write_text(
            f"`casus help VERB` gives the page of one verb, `casus help {MORE}` a line on the "
            "others, `casus new mistake FILE QUESTION` the report of a mistake."
        )

    def format_more(self, ctx: Any, formatter: Any) -> None:
        """Write the verbs that the first screen of the help only names."""
        for heading, verbs in HEADINGS.items():
            self._list(ctx, formatter, heading, [v for v in verbs if v not in FIRST])

    def _list(self, ctx: Any, formatter: Any, heading: str, verbs: list[str]) -> None:
        rows = [(v, _sentence(c)) for v in verbs if (c := self.get_command(ctx, v))]
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


@dataclass(frozen=True)
class VerbPage:
    """The content of a verb's help page."""

    name: str
    synopsis: str
    about: str
    more: tuple[str, ...]
    parameters: dict[str, Pairs]
    """The parameters with their help, under `ARGUMENTS` and `OPTIONS`."""
    example: str
    akin: tuple[str, ...]
    """The other verbs of its group."""


class Verb(Once):
    """A verb whose help has the form of a `man` page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page of the verb: name, synopsis, description, arguments, options, example, see also."""
        page = page_of(self, ctx)
        _part(formatter, "NAME", [f"{page.name} - {page.about}"])
        _part(formatter, "SYNOPSIS", [page.synopsis])
        _part(formatter, "DESCRIPTION", page.more)
        for heading, rows in page.parameters.items():
            _part(formatter, heading, rows)
        _part(formatter, "EXAMPLE", [page.example])
        _part(formatter, "SEE ALSO", [", ".join(page.akin)] if page.akin else [])


def page_of(command: Any, ctx: Any) -> VerbPage:
    """Return the help page of a verb, called by the words in `ctx`."""
    words = str(ctx.command_path).split()
    verb = words[1]
    more = inspect.cleandoc(command.help or "").split("\n\n")[1:]
    return VerbPage(
        name=" ".join(words),
        synopsis=" ".join([*words, *command.collect_usage_pieces(ctx)]),
        about=_sentence(command),
        more=tuple(" ".join(m.split()) for m in more),
        parameters=_parameters(command, ctx),
        example=examples()[" ".join(words[1:])],
        akin=tuple(
            f"casus {v}"
            for verbs in HEADINGS.values()
            if verb in verbs
            for v in verbs
            if v != verb
        ),
    )


def as_pages(app: typer.Typer) -> None:
    """Make every verb show its help as a page."""
    for command in app.registered_commands:
        command.cls = Verb
    for group in app.registered_groups:
        as_pages(group.typer_instance or app)


def _part(formatter: Any, heading: str, content: Sequence[str] | Pairs) -> None:
    """A heading and, under it, paragraphs or a list of terms; nothing where there are none."""
    if not content:
        return
    formatter.write(f"{heading}\n")
    formatter.indent()
    for n, one in enumerate(content):
        if isinstance(one, tuple):
            formatter.write_dl(content)
            break
        if n:
            formatter.write_paragraph()
        formatter.write_text(one)
    formatter.dedent()
    formatter.write_paragraph()


def _parameters(command: Any, ctx: Any) -> dict[str, Pairs]:
    found: dict[str, Pairs] = {"ARGUMENTS": [], "OPTIONS": []}
    for parameter in command.get_params(ctx):
        if record := parameter.get_help_record(ctx):
            named = parameter.param_type_name == "argument"
            found["ARGUMENTS" if named else "OPTIONS"].append(
                (_TYPE.sub("", record[0]), record[1])
            )
    return {heading: rows for heading, rows in found.items() if rows}


def _sentence(command: Any) -> str:
    """The first paragraph that a verb says of itself, as one line."""
    return " ".join(inspect.cleandoc(command.help or "").split("\n\n")[0].split())
