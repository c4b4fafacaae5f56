"""How the command line tells a fault: one line for people, and JSON beside it where JSON was asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import typer

from treaties.vocabulary.errors import CasusError, plain

USAGE: type[Any] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")
"""What typer raises where a command line is not understood; it exports only what stands below and above it."""

FORMS = ("--json", "--full", "--fields")
"""The options that ask for JSON."""


def wants_json(args: Sequence[str]) -> bool:
    """Whether a command line asks for JSON.

    >>> wants_json(["ask", "Poland", "--fields=on"]), wants_json(["ask", "Poland"])
    (True, False)
    """
    return any(a.partition("=")[0] in FORMS for a in args)


def tell(error: Any, args: Sequence[str]) -> int:
    """Tell a fault on standard error, and as JSON on standard output where that was asked for.

    `error` is a `CasusError` or one of usage. Gives the exit status.
    """
    if isinstance(error, CasusError):
        data, status = error.to_dict(), 1
        print(f"casus: {error}", file=sys.stderr)
    else:
        error.message = plain(error.message)
        data, status = {"kind": "usage", "message": error.format_message(), "meant": []}, int(error.exit_code)
        error.show()
    if wants_json(args):
        print(json.dumps({"error": data}, ensure_ascii=False))
    return status
