"""The fields of a question as a form or an address sends them: the command line's options, less those for files."""

from __future__ import annotations

from typing import Any

from engine.world import World
from treaties.errors import CasusError

SINGLE = ("victim", "on", "at", "scenario", "rounds")
SEVERAL = ("by", "also", "suppose", "reading", "without")
FLAGS = ("isolated", "no_background")


def asked(world: World, given: dict[str, list[str]]) -> Any:
    """The answer to what a request's fields ask: the same words as the command line's options, less those for files.

    Raises `CasusError` where it can't be understood.
    """
    unknown = sorted(set(given) - {*SINGLE, *SEVERAL, *FLAGS})
    if unknown:
        raise CasusError(f"`{unknown[0]}` is no field", remedy=f"use {', '.join((*SINGLE, *SEVERAL, *FLAGS))}")
    fields = {k: [v.strip() for v in vs if v.strip()] for k, vs in given.items()}
    one = {k: fields[k][-1] for k in SINGLE if fields.get(k)}
    many = {k: _split(k, fields[k]) for k in SEVERAL if fields.get(k)}
    scenario = one.pop("scenario", None)
    if scenario and not scenario.replace("-", "").isalnum():
        raise CasusError(
            f"`{scenario}` is not the id of a shipped scenario", remedy="`casus list --scenarios` shows them"
        )
    options: dict[str, Any] = {
        "on": one.get("on"), "at": one.get("at"), "by": many.get("by", ()), "also": many.get("also", ()),
        "suppose": many.get("suppose", ()), "scenario": scenario, "isolated": "isolated" in fields,
        "background": "no_background" not in fields, "rounds": _number(one.get("rounds")),
    }  # fmt: skip
    for treaty in many.get("without", ()):
        world = world.without(treaty)
    if many.get("reading"):
        world = world.reading(*many["reading"])
    return world.ask(one.get("victim"), **options)


def _split(key: str, values: list[str]) -> list[str]:
    """Attackers may stand in one field with commas between."""
    return [p.strip() for v in values for p in v.split(",") if p.strip()] if key in ("by", "also") else values


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 3 or int(text) < 1:
        raise CasusError(f"`{text}` is no number of rounds", remedy="write 1 or more")
    return int(text)
