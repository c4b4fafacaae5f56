"""Libraries that only some users need: loaded when asked for, and one line with the remedy where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from treaties.vocabulary.errors import CasusError


class MissingExtra(CasusError):
    """An optional library is not installed."""


def needed(module: str, extra: str) -> Any:
    """The module; raises `MissingExtra` with the line that installs it.

    >>> needed("no_such_library", "fast")
    Traceback (most recent call last):
        ...
    treaties.vocabulary.extras.MissingExtra: this needs `no_such_library`; pip install "casus-foederis[fast]"
    """
    try:
        return import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        raise MissingExtra(f"this needs `{name}`", remedy=f'pip install "casus-foederis[{extra}]"') from None
