"""TOML files to models, with every problem at its file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from treaties.errors import Problem, nearest

M = TypeVar("M", bound=BaseModel)


def line_of(text: str, loc: Sequence[int | str]) -> int:
    """The line of a TOML text on which a model location stands, found by table header and key; 1 if nowhere.

    >>> line_of('title = "x"\\n[[obligations]]\\nduty = "fight"\\n', ("obligations", 0, "duty"))
    3
    """
    lines = text.splitlines()
    start, end, best = 0, len(lines), 1
    parts = list(loc)
    while parts:
        key = str(parts.pop(0))
        index = parts.pop(0) if parts and isinstance(parts[0], int) else None
        header = re.compile(rf"\s*\[\[?\s*([\w.-]+\.)?{re.escape(key)}\s*\]\]?\s*(#.*)?$")
        heads = [i for i in range(start, end) if header.match(lines[i])]
        if heads:
            at = heads[index] if isinstance(index, int) and index < len(heads) else heads[0]
            start, best = at + 1, at + 1
            end = next((i for i in range(start, end) if re.match(r"\s*\[\[?[\w.-]+\]\]?", lines[i])), end)
            continue
        pair = re.compile(rf"\s*\"?{re.escape(key)}\"?\s*=")
        inline = re.compile(rf"[{{,]\s*{re.escape(key)}\s*=")
        at = next((i for i in range(start, end) if pair.match(lines[i])), -1)
        if at < 0:
            at = next((i for i in range(start, end) if inline.search(lines[i])), -1)
        if at >= 0:
            best, start = at + 1, at
            if isinstance(index, int):
                best = _item(lines, at, end, index)
                start = best - 1
        elif not isinstance(index, int):
            continue
    return best


def _item(lines: list[str], at: int, end: int, index: int) -> int:
    """The line of item `index` of an array that opens on line `at` and may run over several lines, one item each."""
    if "]" in lines[at].split("#")[0]:
        return at + 1
    items = [i for i in range(at + 1, end) if lines[i].strip() not in ("", "]", "],") and lines[i].strip()[0] != "#"]
    return items[index] + 1 if index < len(items) else at + 1


def read_toml(path: Path, shown: str) -> tuple[dict[str, Any], str, list[Problem]]:
    """The parsed file and its text, or the problem that keeps it from being parsed."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return {}, "", [Problem(shown, 1, "file", f"not UTF-8 at byte {error.start}")]
    except OSError as error:
        return {}, "", [Problem(shown, 1, "file", f"cannot be read: {(error.strerror or 'unknown fault').lower()}")]
    try:
        return tomllib.loads(text), text, []
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        what = re.sub(r"\s*\(at .*\)$", "", str(error))
        return {}, text, [Problem(shown, int(found[1]) if found else 1, "syntax", what[:1].lower() + what[1:])]


def build(model: type[M], raw: dict[str, Any], text: str, shown: str) -> tuple[M | None, list[Problem]]:
    """A model of the raw data, or every problem of it."""
    try:
        return model.model_validate(raw), []
    except ValidationError as error:
        return None, [_problem(model, e, text, shown) for e in error.errors(include_url=False)]


def _problem(model: type[BaseModel], error: Any, text: str, shown: str) -> Problem:
    loc = [p for p in error["loc"] if not (isinstance(p, str) and p in _TAGS)]
    given = error.get("input")
    kind = error["type"]
    if kind == "extra_forbidden":
        message = f"unknown key `{loc[-1]}`" + _meant(str(loc[-1]), _keys(model, loc[:-1]))
    elif kind in ("enum", "literal_error"):
        options = re.findall(r"'([^']+)'", error["msg"])
        message = f"`{given}` is not one of {', '.join(options)}" + _meant(str(given), options)
    elif kind == "union_tag_invalid":
        options = re.findall(r"'([^']+)'", str(error["ctx"]["expected_tags"]))
        tag = error["ctx"]["tag"]
        message = f"`{tag}` is not a kind of condition" + (
            _meant(tag, options) or f"; the kinds are {', '.join(options)}"
        )
    elif kind == "missing":
        message = f"`{loc[-1]}` is missing"
        loc = loc[:-1] or loc
    elif kind == "value_error":
        message = str(error["ctx"]["error"])
        inner = re.match(r"((?:[\w]+\.)+[\w]+): (.*)", message)
        if inner:
            loc = [int(p) if p.isdigit() else p for p in inner[1].split(".")]
            message = inner[2]
    else:
        what = error["msg"][:1].lower() + error["msg"][1:]
        message = f"{what}" + (f", got `{given}`" if isinstance(given, str | int | float) else "")
    return Problem(shown, line_of(text, loc), ".".join(map(str, loc)) or "file", message)


def _meant(given: str, options: Sequence[str]) -> str:
    near = nearest(given, options)
    return f"; did you mean `{near[0]}`?" if near else ""


def _keys(model: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    """The keys a model takes at a location, for did-you-mean; found by the names of nested models."""
    current: Any = model
    for part in loc:
        if isinstance(part, int) or not hasattr(current, "model_fields"):
            continue
        field = current.model_fields.get(part)
        nested = re.findall(r"<class '([\w.]+)'>|([\w.]+)(?=[,\]])", repr(field.annotation)) if field else []
        names = {n.rsplit(".", 1)[-1] for pair in nested for n in pair if n}
        current = next((m for m in all_models() if m.__name__ in names), None)
    return [f.alias or n for n, f in current.model_fields.items()] if hasattr(current, "model_fields") else []


def all_models() -> list[type[BaseModel]]:
    """Every model class of the law that has been imported."""
    found: list[type[BaseModel]] = []
    todo: list[type[BaseModel]] = [BaseModel]
    while todo:
        for sub in todo.pop().__subclasses__():
            found.append(sub)
            todo.append(sub)
    return [m for m in found if m.__module__.partition(".")[0] == __package__]


def _tags() -> frozenset[str]:
    from treaties.conditions import KINDS

    return frozenset(KINDS) | {"str", "Spot"}


_TAGS = _tags()
