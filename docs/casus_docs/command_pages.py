"""The reference of the command line, made from what each command prints for `--help`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from casus_docs.markdown import block, text
from casus_docs.shell import run


@dataclass(frozen=True)
class Help:
    """What `--help` says: one line of usage, a sentence, and named entries in sections."""

    usage: str
    about: str
    sections: dict[str, dict[str, str]] = field(default_factory=dict)


def commands() -> list[str]:
    """Every command by the words that call it, groups and what is in them included.

    >>> {"ask", "why", "import", "import atop"} <= set(commands())
    True
    """
    from cli import app

    return list(_below(app, ""))


def _below(app: Any, path: str) -> Iterator[str]:
    for command in app.registered_commands:
        yield f"{path}{command.name}"
    for group in app.registered_groups:
        yield f"{path}{group.name}"
        yield from _below(group.typer_instance, f"{path}{group.name} ")


def help_of(path: str) -> Help:
    """The help of a command, read.

    >>> help_of("why").sections["Options"]["--json"]
    'Print JSON.'
    """
    said, _ = run(f"{path} --help")
    usage, about = "", list[str]()
    sections: dict[str, dict[str, str]] = {}
    here: dict[str, str] | None = None
    name = ""
    for line in said.split("\n"):
        if line.startswith("Usage: "):
            usage = line.removeprefix("Usage: ")
        elif found := re.match(r"(\w+):$", line):
            here = sections.setdefault(found[1], {})
        elif here is None:
            if usage and line.startswith(" " * 8) and not about:
                usage += " " + line.strip()
            about += [line.strip()]
        elif entry := re.match(r"  (\S.*?)(?:  +(\S.*))?$", line):
            name = entry[1]
            here[name] = entry[2] or ""
        elif line.strip():
            here[name] = f"{here[name]} {line.strip()}".strip()
    return Help(usage, " ".join(x for x in about if x), sections)


def label(path: str) -> str:
    """The label of a command's page."""
    return f"command-{path.replace(' ', '-')}"


def command_page(path: str) -> str:
    """One page: what the command does, how it is called, every argument and option."""
    told = help_of(path)
    out = [f"({label(path)})=", f"# casus {path}", "", text(told.about), "", *block(told.usage, "text")]
    for title in ("Arguments", "Options"):
        for i, (name, said) in enumerate(told.sections.get(title, {}).items()):
            out += [f"## {title}", ""] if i == 0 else []
            out += [f"`{name}`", f": {text(said) or '…'}", ""]
    for i, name in enumerate(told.sections.get("Commands", {})):
        out += ["## Commands", ""] if i == 0 else []
        out += [f"- [casus {path} {name}](#{label(f'{path} {name}')}): {text(help_of(f'{path} {name}').about)}"]
    return "\n".join([*out, ""])


def index_page(found: list[str]) -> str:
    """All commands with one line each."""
    out = ["(commands)=", "# Commands", ""]
    out += [
        "Every verb, as `casus VERB --help` tells it. Exit status: 0 answered, 1 the question or the data is wrong,"
    ]
    out += ["2 usage. Results go to standard output, progress and warnings to standard error.", ""]
    out += [f"[casus {p}](#{label(p)})\n: {text(help_of(p).about)}\n" for p in found]
    names = [f"commands/{p.replace(' ', '-')}" for p in found]
    return "\n".join([*out, "```{toctree}", ":hidden:", "", *names, "```", ""])
