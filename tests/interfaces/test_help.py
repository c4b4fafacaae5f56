"""The help: every verb under a heading, with an example that is a command of this program."""

from __future__ import annotations

import re
import shlex

from typer.main import get_command
from typer.testing import CliRunner

from cli import application
from engine.interfaces.commands.grouped_help import (
    FIRST,
    HEADINGS,
    examples,
    page_of,
)
from tests.support.each import each

VERBS = sorted(v for verbs in HEADINGS.values() for v in verbs)


def said(*args: str) -> str:
    done = CliRunner().invoke(
        application(),
        list(args),
        prog_name="casus",
        env={"TERMINAL_WIDTH": "80", "COLUMNS": "80"},
    )
    assert done.exit_code == 0, done.output
    return done.output


def test_every_verb_stands_under_one_heading_with_a_whole_sentence() -> None:
    assert len(set(VERBS)) == len(VERBS)
    first, more = (" ".join(said(*a).split()) for a in (("--help",), ("help", "more")))
    assert "..." not in first.removeprefix("Usage: casus [OPTIONS] COMMAND [ARGS]...")
    assert len(FIRST) == 12
    named = first.partition("More: ")[2].partition(" Example: ")[0]
    assert {*VERBS} - {*FIRST} <= {*re.findall(r"\w+", named)}
    root = get_command(application())
    for verb in VERBS:
        text = first if verb in FIRST else more
        about = " ".join((root.commands[verb].help or "").split("\n\n")[0].split())  # type: ignore[attr-defined]
        assert f"{verb} {about}" in text


@each("example", examples().values())
def test_an_example_is_understood_by_its_verb(example: str) -> None:
    program, verb, *rest = shlex.split(example)
    assert program == "casus"
    root = get_command(application())
    with root.make_context("casus", [verb, *rest]) as outer:
        _, command, left = root.resolve_command(outer, [verb, *rest])  # type: ignore[attr-defined]
        assert command.make_context(
            verb,
            list(left),
            parent=outer,
            resilient_parsing=hasattr(command, "commands"),
        )


def test_the_page_of_a_verb_is_its_help() -> None:
    page = said("help", "why")
    assert page == said("why", "--help")
    order = [
        page.index(f"{part}\n  ")
        for part in ("NAME", "SYNOPSIS", "ARGUMENTS", "OPTIONS", "EXAMPLE", "SEE ALSO")
    ]
    assert order == sorted(order)
    root = get_command(application())
    with root.make_context("casus", [], resilient_parsing=True) as outer:
        command = root.commands["why"]  # type: ignore[attr-defined]
        with command.make_context(
            "why", [], parent=outer, resilient_parsing=True
        ) as inner:
            told = page_of(command, inner)
    for rows in told.parameters.values():
        for name, text in rows:
            assert name in page
            assert " ".join(text.split()) in " ".join(page.split())


def test_the_first_screen_is_short_and_says_how_to_report_a_mistake() -> None:
    told = said("--help")
    assert len(told.splitlines()) <= 60
    assert "casus new mistake" in told


def test_the_version_names_the_law() -> None:
    assert said("--version").splitlines()[1].startswith("Corpus ")


def test_colour_changes_no_word() -> None:
    question = (
        "ask",
        "Estonia",
        "--by",
        "Russia",
        "--on",
        "2026-01-01",
        "--rounds",
        "1",
        "--all",
    )
    bare = said("--color", "always", *question)
    escapes = set(re.findall("\033\\[[0-9;]+m", bare))
    assert {"\033[1m", "\033[1;31m"} <= escapes
    assert re.sub("\033\\[[0-9;]+m", "", bare) == said(*question)
