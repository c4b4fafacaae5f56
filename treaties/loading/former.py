"""Names of an earlier format: each is reported in one line with its new name, and the rest of the file is read on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from treaties.loading.toml_lines import line_of
from treaties.support.mending import Loc
from treaties.vocabulary.errors import Problem

KEYS: dict[tuple[str, str], str] = {
    ("obligations", "against"): "adversaries",
    ("expected", "toward"): "beneficiary",
}
"""A table of a file, its old key, and the new one."""
VALUES: dict[tuple[str, str, str], str] = {
    ("obligations", "duty", "right"): "may-assist",
    ("expected", "duty", "right"): "may-assist",
    ("lowers", "duty", "right"): "may-assist",
    ("expected", "status", "principal"): "belligerent",
    ("obligations", "trigger", "rising"): "insurrection",
}
"""A table of a file, its key, the old word, and the new one."""
CONDITIONS = {
    "begun": "force-began",
    "external": "external-attack",
    "league-gate": "league-council-finding",
    "spares": "no-war-with",
}
"""The old kind of a condition, and the new one."""


def renamed(raw: dict[str, Any], text: str, shown: str) -> list[Problem]:
    """Find a problem for each old name of a parsed file, and put the new name in its place, so that it is no second
    fault.

    Args:
        raw: the parsed file, which is changed.
        text: its text, which gives the lines of problems.
        shown: its name in problems.
    """
    found = [*_keys(raw), *_values(raw), *_conditions(raw), *_atop(raw)]
    return [
        Problem(shown, line_of(text, loc), ".".join(map(str, loc)), message)
        for loc, message in found
    ]


def _tables(raw: dict[str, Any], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    tables = raw.get(name)
    yield from (
        (i, x)
        for i, x in enumerate(tables if isinstance(tables, list) else ())
        if isinstance(x, dict)
    )


def _keys(raw: dict[str, Any]) -> Iterator[tuple[Loc, str]]:
    for (table, old), new in KEYS.items():
        for i, entry in _tables(raw, table):
            if old in entry:
                entry[new] = entry.pop(old)
                yield (table, i, old), f"`{old}` is called `{new}`"


def _values(raw: dict[str, Any]) -> Iterator[tuple[Loc, str]]:
    for (table, key, old), new in VALUES.items():
        for i, entry in _tables(raw, table):
            given = entry.get(key)
            if given == old or (isinstance(given, list) and old in given):
                entry[key] = (
                    new if given == old else [new if g == old else g for g in given]
                )
                yield (table, i, key), f"`{old}` is called `{new}`"


def _conditions(raw: dict[str, Any]) -> Iterator[tuple[Loc, str]]:
    for table in ("obligations", "reservations"):
        for i, entry in _tables(raw, table):
            given = entry.get("conditions")
            items = given if isinstance(given, list) else []
            for j, c in enumerate(items):
                old = c.get("kind") if isinstance(c, dict) else c
                if isinstance(old, str) and (new := CONDITIONS.get(old)):
                    items[j] = {**c, "kind": new} if isinstance(c, dict) else new
                    yield (table, i, "conditions", j), f"`{old}` is called `{new}`"
                elif isinstance(c, dict) and old == "judgement":
                    entry["conditions"] = [x for x in entry["conditions"] if x is not c]
                    message = 'a question is named, `{ question = "id" }`, and written out once under `[[questions]]`'
                    yield (table, i, "conditions", j), message


def _atop(raw: dict[str, Any]) -> Iterator[tuple[Loc, str]]:
    if isinstance(ids := raw.get("atop"), list):
        raw["atop"] = {"ids": ids}
        head = "write `[atop]` after the last key of the file's head"
        yield ("atop",), f"`atop` is a table: {head}, under it `ids = {ids}`"
    notes = raw.get("notes")
    for i, note in enumerate(notes if isinstance(notes, list) else ()):
        if isinstance(note, str) and note.startswith("ATOP:"):
            yield ("notes", i), "a note on ATOP is the `note` of the table `[atop]`"
