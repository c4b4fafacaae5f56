"""Terminal output: colours, a waiting message, errors in one line; and checks for repeated or useless options."""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import Any

import typer
from typer.core import TyperCommand

from engine.output.document import Role
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError, UnknownName

WHENS = ("auto", "always", "never")


class Colour:
    """The choice of colours: `auto` (if the output is a terminal and `NO_COLOR` is not set), `always` or `never`."""

    when = "auto"

    @classmethod
    def choose(cls, when: str) -> None:
        """Set whether the output is coloured, as chosen with `--color`.

        Raises `CasusError` for an unknown word.
        """
        if when not in WHENS:
            raise CasusError(
                f"`{when}` is no way to colour", remedy=f"say {', '.join(WHENS)}"
            )
        cls.when = when

    @classmethod
    def wanted(cls) -> bool:
        """Return whether the output is coloured."""
        if cls.when != "auto":
            return cls.when == "always"
        return (
            sys.stdout.isatty()
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
        )


def painted(text: str, role: Role) -> str:
    """Return a text in the colour of a role, with escape codes.

    >>> painted("Pact, Art. 1", Role.BOUND).replace("\033", "^")
    '^[1;31mPact, Art. 1^[0m'
    """
    shade = sibling_toml(__file__)["shades"].get(role)
    return f"\033[{shade}m{text}\033[0m" if shade else text


def escape_unwritable(*streams: object) -> None:
    """Make streams with an old character set write unsupported characters as escapes that JSON parsers understand.

    >>> old = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    >>> escape_unwritable(old)
    >>> _ = old.write("“T\u016brkiye”"), old.flush()
    >>> old.buffer.getvalue().decode("cp1252")
    '“T\\\\u016brkiye”'
    """
    codecs.register_error(_ESCAPED, _escaped)
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper) and "utf" not in stream.encoding:
            stream.reconfigure(errors=_ESCAPED)


_ESCAPED = "casus-escaped"


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """What stands for signs that a character set lacks: units of UTF-16 in the way of JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in pairs), error.end


class Instead(Exception):
    """Raised when a user at a terminal chose another command line to run instead."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        super().__init__(*self.words)


AFTER = 1.0
"""Seconds before the waiting message is printed."""
LINE = "working it out …"


@contextmanager
def waiting() -> Iterator[None]:
    """Print a message on a terminal while a block takes more than a second."""
    if not sys.stderr.isatty():
        yield
        return
    timer = Timer(AFTER, _say, (LINE,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        _say(" " * len(LINE) + "\r")


def _say(text: str) -> None:
    sys.stderr.write(f"\r{text}")
    sys.stderr.flush()


USAGE: type[Any] = next(
    c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException"
)
"""The base class of typer's usage errors, which typer does not export."""

FORMS = ("--json", "--full", "--fields")
"""Options that request JSON."""


def wants_json(args: Sequence[str]) -> bool:
    """Return whether a command line requests JSON.

    >>> wants_json(["ask", "Poland", "--fields=on"]), wants_json(["ask", "Poland"])
    (True, False)
    """
    return any(a.partition("=")[0] in FORMS for a in args)


def usage(error: Any) -> CasusError:
    """Return a usage error as a `CasusError` with the usual wording.

    >>> str(usage(typer.BadParameter("Input should be a valid integer, unable to parse", param_hint="'--rounds'")))
    '`--rounds` takes a whole number; `casus -h` shows what there is'
    """
    ctx = getattr(error, "ctx", None)
    remedy = f"`{ctx.command_path if ctx else 'casus'} -h` shows what there is"
    message = error.format_message()
    for pattern, wording in sibling_toml(__file__)["wordings"]:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            words = [word.replace("`", "'") for word in found.groups()]
            if wording not in ("verb", "option"):
                return CasusError(wording.format(*words), remedy=remedy)
            command = ctx.command if ctx else None
            names = [
                name
                for p in getattr(command, "params", ())
                for name in p.opts
                if name.startswith("--")
            ]
            known = getattr(command, "commands", ()) if wording == "verb" else names
            return UnknownName(wording, words[0], known, remedy=remedy)
    return CasusError(
        message[:1].lower() + re.sub(r"'([^']*)'", r"`\1`", message[1:]).rstrip("."),
        remedy=remedy,
    )


def tell(error: Any, args: Sequence[str]) -> int:
    """Print an error on standard error, and as JSON on standard output if the command line requests JSON; return the exit
    status.

    Args:
        error: a `CasusError` or a usage error.
        args: the command line.
    """
    if not isinstance(error, CasusError) and not args:
        print(
            error.format_message(), file=sys.stderr
        )  # nothing was typed: the help itself
        return int(error.exit_code)
    fault, status = (
        (error, 1)
        if isinstance(error, CasusError)
        else (usage(error), int(error.exit_code))
    )
    print(f"casus: {fault}", file=sys.stderr)
    if isinstance(error, CasusError) and (offers := list(error.offers())):
        print("\n".join(f"  {line}" for line in offers), file=sys.stderr)
        status = 2
    if wants_json(args):
        data = fault.to_dict() | (
            {} if isinstance(error, CasusError) else {"kind": "usage"}
        )
        print(json.dumps({"error": data}, ensure_ascii=False))
    return status


class Once(TyperCommand):
    """A verb that refuses repeated single-valued options and options without effect."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments of the verb.

        Raises `CasusError` for a repeated single-valued option, and for an option without effect.
        """
        if not ctx.resilient_parsing:
            values, _, given = self.make_parser(ctx).parse_args(list(args))
            for parameter, count in Counter(given).items():
                single = not getattr(parameter, "multiple", False) and not getattr(
                    parameter, "is_flag", False
                )
                if count > 1 and single and parameter.nargs == 1:
                    raise CasusError(
                        f"`{parameter.opts[0]}` is given {count} times",
                        remedy="it takes one value",
                    )
            self._refuse_idle(
                values, [p for p in given if values.get(p.name) not in (None, ())]
            )
        return super().parse_args(ctx, args)

    def _refuse_idle(self, values: dict[str, Any], given: list[Any]) -> None:
        """Raise `CasusError` for what would change nothing, by the table of what does so beside or without what."""
        called = {
            p: p.opts[0]
            if p.param_type_name == "option"
            else p.metavar or p.name.upper()
            for p in self.params
        }
        named = [called[p] for p in given if p in called]
        words = {
            *named,
            *(f"{n} {values.get(p.name, p.default)}" for p, n in called.items()),
        }
        for key, idle in sibling_toml(__file__)["idle"].get(self.name, {}).items():
            others, without = key.removeprefix("no ").split(", "), key.startswith("no ")
            if words.isdisjoint(others) is without and (
                vain := [n for n in named if n in idle]
            ):
                way = f"{'without' if without else 'beside'} {' or '.join(f'`{o}`' for o in others)}"
                remedy = (
                    "add that, or leave it out" if without else "leave one of them out"
                )
                raise CasusError(f"`{vain[0]}` changes nothing {way}", remedy=remedy)
