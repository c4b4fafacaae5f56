"""Prompts that a user may pick: the question put so that the assistant must show its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError, UnknownName

LONGEST = 300
"""Characters that an argument may have."""


@dataclass(frozen=True)
class Prompt:
    """One prompt: its arguments, each with its meaning and whether it is needed, and its words."""

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
    """Find a prompt by its name."""
    if name not in NAMED:
        raise UnknownName(
            "prompt", name[:60], NAMED, remedy="the prompts are " + ", ".join(NAMED)
        )
    return NAMED[name]


def filled(name: str, given: Mapping[str, str]) -> str:
    """Fill a prompt with its arguments; raises `CasusError` for a missing or unknown one.

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
