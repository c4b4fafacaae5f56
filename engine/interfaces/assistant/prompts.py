"""Prompts that a user may choose; they make the assistant show its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError, UnknownName

LONGEST = 300
"""The largest number of characters in an argument."""


@dataclass(frozen=True)
class Prompt:
    """A prompt: its text, and its arguments with their meanings and whether they are required."""

    name: str
    title: str
    purpose: str
    words: str
    arguments: list[tuple[str, str, bool]]


_FILE = sibling_toml(__file__)
INSTRUCTIONS: str = _FILE["instructions"]
RULES: str = _FILE["rules"]
PROMPTS = tuple(Prompt(**p) for p in _FILE["prompts"])
NAMED = {p.name: p for p in PROMPTS}


def prompt(name: str) -> Prompt:
    """Return a prompt by name.

    Raises `UnknownName` for an unknown name.
    """
    if name not in NAMED:
        raise UnknownName(
            "prompt", name[:60], NAMED, remedy="the prompts are " + ", ".join(NAMED)
        )
    return NAMED[name]


def filled(name: str, given: Mapping[str, str]) -> str:
    """Return the text of a prompt with its arguments filled in.

    Raises `CasusError` for a missing or unknown argument.

    >>> filled("is-bound", {"state": "A", "victim": "B", "on": "2026-01-01"}).partition("?")[0]
    'Is A bound to help if B is attacked on 2026-01-01'
    """
    chosen = prompt(name)
    known = [a for a, *_ in chosen.arguments]
    names = ", ".join(known)
    for key, value in given.items():
        if key not in known:
            raise UnknownName(
                "argument of this prompt",
                key[:60],
                known,
                remedy=f"the arguments are {names}",
            )
        if len(value) > LONGEST or "\n" in value:
            raise CasusError(
                f"`{key}` is no name, no day and no question",
                remedy="write it shorter, on one line",
            )
    missing = [
        a
        for a, _, needed in chosen.arguments
        if needed and not given.get(a, "").strip()
    ]
    if missing:
        raise CasusError(
            f"the argument `{missing[0]}` is missing",
            remedy=f"the arguments are {names}",
        )
    words = {a: given.get(a, "").strip() for a in known}
    words |= {k: f" {k} {words[k]}" if words.get(k) else "" for k in ("by", "on")}
    return f"{chosen.words.format(**words)}\n\n{RULES}"
