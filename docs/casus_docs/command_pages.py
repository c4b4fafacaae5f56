"""The reference of the command line, made from the pages that `casus help VERB` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from typer.main import get_command

from casus_docs.markdown import block, text
from engine.interfaces.commands.grouped_help import HEADINGS, VerbPage, page_of


@cache
def commands() -> dict[str, VerbPage | None]:
    """Every command by the words that call it, with its page; a group of commands has none of its own.

    >>> {"ask", "why", "import", "import atop"} <= set(commands())
    True
    >>> dict(commands()["why"].parameters["OPTIONS"])["--json"]
    'Print JSON.'
    """
    from cli import application

    root: Any = get_command(application())
    with root.make_context("casus", [], resilient_parsing=True) as ctx:
        return dict(_below(root, ctx))


def _below(group: Any, outer: Any) -> Iterator[tuple[str, VerbPage | None]]:
    for name, command in group.commands.items():
        with command.make_context(
            name, [], parent=outer, resilient_parsing=True
        ) as ctx:
            path = str(ctx.command_path).removeprefix("casus ")
            if hasattr(command, "commands"):
                yield path, None
                yield from _below(command, ctx)
            else:
                yield path, page_of(command, ctx)


def label(path: str) -> str:
    """The label of a command's page."""
    return f"command-{path.replace(' ', '-')}"


def command_page(path: str, page: VerbPage) -> str:
    """One page: what the command does, how it is called, every argument and option, an example."""
    out = [
        f"({label(path)})=",
        f"# casus {path}",
        "",
        text(page.about),
        "",
        *block(page.synopsis, "text"),
    ]
    out += [line for more in page.more for line in (text(more), "")]
    for title, rows in page.parameters.items():
        out += [f"## {title.capitalize()}", ""]
        out += [
            line
            for name, said in rows
            for line in (f"`{name}`", f": {text(said) or '…'}", "")
        ]
    out += ["## Example", "", *block(page.example, "text")]
    akin = [a.removeprefix("casus ") for a in page.akin]
    if akin:
        out += [f"See also {', '.join(_link(a) for a in akin)}.", ""]
    return "\n".join([*out, ""])


def _link(verb: str) -> str:
    """A verb with a page of its own as a link; a group has none."""
    return f"[{verb}](#{label(verb)})" if commands()[verb] else f"`{verb}`"


def index_page(found: Mapping[str, VerbPage | None]) -> str:
    """All commands under their headings, with one line each."""
    out = ["(commands)=", "# Commands", ""]
    out += [
        "Every verb, as `casus help VERB` tells it. Exit status: 0 answered, 1 the question or the data is wrong,"
    ]
    out += [
        "2 usage. Results go to standard output, progress and warnings to standard error.",
        "",
    ]
    for heading, verbs in HEADINGS.items():
        out += [f"## {heading}", ""]
        told = [
            (p, page) for p, page in found.items() if page and p.split()[0] in verbs
        ]
        out += [f"[casus {p}](#{label(p)})\n: {text(page.about)}\n" for p, page in told]
    names = [f"commands/{p.replace(' ', '-')}" for p, page in found.items() if page]
    return "\n".join([*out, "```{toctree}", ":hidden:", "", *names, "```", ""])
