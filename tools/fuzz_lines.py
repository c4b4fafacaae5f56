"""Command lines for `fuzz.py`: how they are made, run as the console script runs them, and held to its rules."""

from __future__ import annotations

import contextlib
import gc
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import typer

from cli import application, main
from engine.interfaces.commands.terminal import Colour, wants_json
from treaties.vocabulary.errors import CONTROL

LAW = Path(__file__).resolve().parent.parent / "treaties"
ALONE = ("list", "check", "schema", "cases")
OF_A_STATE = ("why", "ways", "odds")
ASKING = (
    *OF_A_STATE,
    "ask",
    "questions",
    "compare",
    "conflicts",
    "cite",
    "export",
    "draw",
    "report",
)
OTHER = (
    "list",
    "claim",
    "check",
    "schema",
    "show",
    "timeline",
    "import",
    "scan",
    "help",
)
VERBS = (*ASKING * 2, *OTHER * 2, "case", "cases")
"""The verbs, the dear ones less often; those that listen, write whole sites, or train are left out."""
STRANGE = ("--nonsense", "--by", "--on", "--json", "-h", "-x", "--", "--color")
WRITERS = (
    "-o",
    "--output",
    "--out",
    "--parts",
    "--install-completion",
    "--show-completion",
)
WRITTEN = (
    "x.svg",
    "x.html",
    "x.json",
    "x.csv",
    "x.sqlite",
    "x.nothing",
    "nowhere/x.svg",
    ".",
)
"""What is given to `-o`: never a word at random, which might lead out of the folder."""
SHOWN, CASES = (
    tuple(sorted(p.stem for p in (LAW / kind).rglob("*.toml")))
    for kind in ("data", "cases")
)


@dataclass(frozen=True)
class Ended:
    """How a command line ended: its exit status, what it wrote to each stream, and the files it left."""

    status: int
    out: str
    err: str
    files: dict[str, bytes]


@cache
def options(verb: str) -> tuple[str, ...]:
    """The options of a verb but those that say where to write, and its own verbs where it has some."""
    command = typer.main.get_command(application(verb)).commands[verb]
    names = [
        name
        for p in command.params
        for name in p.opts
        if name.startswith("-") and name not in WRITERS
    ]
    return (*names, *getattr(command, "commands", ()))


def made(
    r: random.Random,
    *,
    name: Callable[[random.Random, date], str],
    words: Sequence[str],
) -> list[str]:
    """A command line of a verb, what it needs, and up to two options with anything as value."""
    verb = r.choice(VERBS)
    on = date(r.randrange(1815, 2028), r.randrange(1, 13), r.randrange(1, 29))
    args = [verb, *_needed(verb, r, lambda: name(r, on), on)]
    for _ in range(r.choice((0, 0, 1, 2))):
        value = name(r, on) if r.random() < 0.5 else r.choice(words)
        option = r.choice((options(verb) if r.random() < 0.8 else ()) or STRANGE)
        args += r.choice(([option], [option, value], [f"{option}={value}"]))
    if verb in ("draw", "report", "timeline", "export", "scan") and r.random() < 0.6:
        args += ["-o", r.choice(WRITTEN)]
    return args


def _needed(
    verb: str, r: random.Random, name: Callable[[], str], on: date
) -> Iterator[str]:
    if verb == "scan":
        yield from ("--on", str(on), "--quiet", "--limit", "5")
        for _ in range(3):
            yield from ("--among", name())
    elif verb in ("show", "help", "case", "import"):
        named = {
            "show": SHOWN,
            "help": VERBS,
            "case": CASES,
            "import": ("atop", "cow", name()),
        }[verb]
        yield r.choice(named) if r.random() < 0.8 else name()
    elif verb not in ALONE and r.random() < 0.95:
        yield name()
    if verb in OF_A_STATE:
        yield name()
    if verb == "odds":
        yield from ("--seconds", "1")
    if verb == "compare":
        yield from r.choice(
            (("--then", str(on.replace(year=on.year + 1))), ("--then-by", name()))
        )
    if verb in ASKING:
        for option, value in (("--by", name()), ("--on", str(on)), ("--rounds", "1")):
            if r.random() < 0.97:
                yield from (option, value)


def ended(args: Sequence[str], folder: Path) -> Ended:
    """Run a command line in this folder, through the function that the console script calls."""
    streams = ((".out", "strict"), (".err", "backslashreplace"))
    out, err = (
        open(folder / name, "w+", encoding="utf-8", errors=errors)  # noqa: SIM115
        for name, errors in streams
    )
    before, thresholds, when, freeze = (
        sys.argv,
        gc.get_threshold(),
        Colour.when,
        gc.freeze,
    )
    sys.argv = ["casus", *args]
    gc.freeze = (
        lambda: None
    )  # what a command line leaves frozen would never be collected in a process that goes on
    status: object = 0
    try:
        with (
            contextlib.chdir(folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                main()
            except SystemExit as end:
                status = end.code or 0
    finally:
        sys.argv, Colour.when, gc.freeze = before, when, freeze
        gc.enable()
        gc.set_threshold(*thresholds)
        for stream in (out, err):
            stream.close()
    said = [
        (folder / name).read_text(encoding="utf-8", errors="replace")
        for name, _ in streams
    ]
    files = {}
    for name in WRITTEN:
        path = folder / name
        if path.is_file():
            files[name] = path.read_bytes()
            path.unlink()
    assert isinstance(status, int), f"exit status {status!r}"
    return Ended(status, said[0], said[1], files)


def hold(args: Sequence[str], end: Ended) -> None:
    """Raise `AssertionError` where a command line did not end as all of them have to.

    An answer has status 0 and says something; a refusal has status 1 or 2, says on standard error what is wrong, leaves
    no file, and writes nothing to standard output, or one object with the error where JSON was asked for.
    """
    assert "Traceback" not in end.out + end.err, "a traceback"
    assert end.status in (0, 1, 2), f"exit status {end.status}"
    if end.status == 0:
        assert end.out or end.err, "nothing said"
        assert not end.err.startswith("casus: "), (
            f"an error with exit status 0: {end.err[:200]!r}"
        )
        if "--json" in args and not {"-h", "--help"} & set(args) and args[0] != "help":
            rows = args[0] == "scan" and not any(a.startswith("--top") for a in args)
            for one in end.out.splitlines() if rows else [end.out]:
                json.loads(one)
        return
    assert end.err.strip(), f"refused without a word: {end.out[:200]!r}"
    assert not end.files, f"refused, with a file: {list(end.files)}"
    for line in end.err.split("\n"):
        assert len(line) <= 320, f"a message of {len(line)} characters: {line[:200]!r}"
        assert not CONTROL.search(line), (
            f"control characters in a message: {line[:200]!r}"
        )
        assert end.status == 2 or line.count("`") % 2 == 0, (
            f"a message that is torn: {line[:200]!r}"
        )
    if wants_json(args):
        assert json.loads(end.out).keys() == {"error"}, (
            f"no error as JSON: {end.out[:200]!r}"
        )
    else:
        assert not end.out, (
            f"a part of an answer with exit status {end.status}: {end.out[:200]!r}"
        )
