"""Loading of TOML files into models, with the file and line of every fault."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from treaties.loading.safe_read import Unreadable, take
from treaties.loading.toml_lines import line_of, too_deep
from treaties.models.conditions import ADDRESS, ID
from treaties.support.budget import current_budget
from treaties.support.limits import BYTE, LAST_YEAR, LISTED, NESTED
from treaties.support.mending import ROUNDS, Faults, Loc, Mended
from treaties.vocabulary.errors import CONTROL, Problem, nearest

M = TypeVar("M", bound=BaseModel)


def read_toml(
    path: Path, shown: str, content: bytes | None = None, *, entries: int | None = None
) -> tuple[dict[str, Any], str, list[Problem]]:
    """Parse a TOML file, and return its data, its text and its faults.

    Refused are files that are not regular files, that are larger than `limits.FILE`, nested deeper than
    `limits.NESTED`, contain control characters, a time of day or a day beyond `LAST_YEAR`, or exceed the budget of the
    question.

    Args:
        path: the file.
        shown: its name in faults.
        content: its content, if it was read already.
        entries: the largest allowed number of entries in a list; None for any.
    """
    text, fault = _text_of(path, content)
    if fault:
        return {}, "", [Problem(shown, 1, "file", fault)]
    raw = _parsed(text, shown)
    if isinstance(raw, Problem):
        return {}, text, [raw]
    for loc, message in _unfit(raw, entries):
        where = ".".join(map(str, loc))
        return {}, text, [Problem(shown, line_of(text, loc), where, message)]
    return raw, text, []


def _text_of(path: Path, content: bytes | None) -> tuple[str, str]:
    """The text of a file, or what keeps it from being read."""
    try:
        data = take(path) if content is None else content
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except Unreadable as error:
        return "", str(error)
    except UnicodeDecodeError as error:
        return "", f"not UTF-8 at byte {error.start}"
    if content is None and not current_budget().spend(BYTE * len(text)):
        return "", "more than is read for one question"
    return text, ""


def _parsed(text: str, shown: str) -> dict[str, Any] | Problem:
    """What a text holds as TOML, or the first thing in it that is none."""
    if line := too_deep(text):
        return Problem(shown, line, "syntax", f"nested deeper than {NESTED} levels")
    try:
        return tomllib.loads(text)
    except ValueError as error:  # not only what TOML calls an error: a number may have too many digits for Python
        line, what = _syntax_fault(error, text)
        return Problem(shown, line, "syntax", what)
    except RecursionError:
        return Problem(shown, 1, "syntax", "nested too deep")


def _syntax_fault(error: ValueError, text: str) -> tuple[int, str]:
    """The line of a TOML syntax error, and its description."""
    most = sys.get_int_max_str_digits()
    if "integer string conversion" in str(error):
        long = re.search(rf"[\d_]{{{most},}}", text)
        line = text.count("\n", 0, long.start()) + 1 if long else 1
        return line, f"a number has more than {most:,} digits"
    found = re.search(r"line (\d+)", str(error))
    what = re.sub(r"\s*\(at .*\)$", "", str(error))
    return int(found[1]) if found else 1, what[:1].lower() + what[1:]


def _unfit(raw: dict[str, Any], entries: int | None) -> Iterator[tuple[Loc, str]]:
    """What no file may hold, and where it stands; lists are measured before they are gone through."""
    todo: list[tuple[Loc, Any]] = [((), raw)]
    while todo:
        loc, value = todo.pop()
        if fault := _unfit_value(value, entries):
            yield loc, fault
        elif isinstance(value, dict):
            todo += [((*loc, k), v) for k, v in value.items()]
        elif isinstance(value, list):
            todo += [((*loc, i), v) for i, v in enumerate(value)]


def _unfit_value(value: Any, entries: int | None) -> str:
    """What is wrong with one value, without what it holds; empty where nothing is."""
    if isinstance(value, str):
        return _control_character([value])
    if isinstance(value, dict):
        return _control_character(value)
    if isinstance(value, list) and entries is not None and len(value) > entries:
        return f"has {len(value):,} entries, more than {entries:,}"
    if isinstance(value, datetime | time):
        return f"`{value}` is a time; write the day alone, as 2026-01-31"
    if isinstance(value, date) and value.year > LAST_YEAR:
        return f"`{value}` is too far off; leave out what is not known"
    return ""


def _control_character(texts: Iterable[str]) -> str:
    for text in texts:
        if found := CONTROL.search(text):
            return f"holds the control character `{found[0]}`"
    return ""


def build(
    model: type[M],
    raw: dict[str, Any],
    text: str,
    shown: str,
    context: dict[str, Any] | None = None,
) -> tuple[M | None, list[Problem]]:
    """Build a model from raw data; return None for the model if there are faults.

    Args:
        model: the model.
        raw: the parsed file.
        text: the text of the file, to find the lines of faults.
        shown: the name of the file in faults.
        context: values for validation; `questions` has the shared questions that an article may name.
    """
    item, problems, _ = read_on(model, raw, text, shown, context)
    return (None if problems else item), problems


def read_on(
    model: type[M],
    raw: dict[str, Any],
    text: str,
    shown: str,
    context: dict[str, Any] | None = None,
) -> tuple[M | None, list[Problem], Mended]:
    """Build a model from raw data and find all faults. If there are faults, the model is built from the parts without
    faults; it is None if even these give no model.

    Args:
        model: the model.
        raw: the parsed file.
        text: the text of the file, to find the lines of faults.
        shown: the name of the file in faults.
        context: values for validation; `questions` has the shared questions that an article may name.
    """
    left = Mended(raw)
    problems: list[Problem] = []
    for _ in range(ROUNDS):
        try:
            return model.model_validate(left.raw, context=context), problems, left
        except ValidationError as error:
            found = _own_faults(error.errors(include_url=False))
        for e in found[:LISTED]:
            if e["type"] not in ("missing", "too_short") or not left.follows(_loc(e)):
                problems += _problems(model, e, text, shown, left)
        if len(found) > LISTED:
            problems.append(
                Problem(
                    shown,
                    text.count("\n") + 1,
                    "file",
                    f"{len(found) - LISTED} more faults",
                )
            )
        if not _without(left, found) or left.lost("parties"):
            break
    return None, problems, left


def _own_faults(found: Sequence[Any]) -> list[Any]:
    """Drop the fault *too short* of a list where it only follows from faults of its entries."""
    return [
        e
        for e in found
        if e["type"] != "too_short"
        or not any(o is not e and o["loc"][: len(e["loc"])] == e["loc"] for o in found)
    ]


def _loc(error: Any) -> Loc:
    """The location of an error in the file, without what the models name their alternatives."""
    if not error["loc"]:
        return (
            () if isinstance(error.get("ctx", {}).get("error"), Faults) else ("file",)
        )
    *way, last = error["loc"]
    named = error["type"] in (
        "extra_forbidden",
        "missing",
    )  # then the last is a key of the file, under any name
    return (
        *(p for p in way if p not in _TAGS),
        *((last,) if named or last not in _TAGS else ()),
    )


def _without(left: Mended, found: Sequence[Any]) -> bool:
    """Remove the faulty parts from the data that is left; False if none could be removed."""
    places = [(_loc(e), e) for e in found]
    changed = False
    for loc, e in sorted(
        places,
        key=lambda x: [(isinstance(p, int), str(p).zfill(6)) for p in x[0]],
        reverse=True,
    ):
        several = e.get("ctx", {}).get("error")
        if isinstance(several, Faults):
            mended = [left.put((*loc, *way), value) for way, _, value in several.found]
            changed |= any(mended)
        else:
            changed |= left.take_out(loc)
    return changed


def _problems(
    model: type[BaseModel], error: Any, text: str, shown: str, left: Mended
) -> list[Problem]:
    several = error.get("ctx", {}).get("error")
    if isinstance(several, Faults):
        faults = [
            (left.original((*_loc(error), *way)), message)
            for way, message, _ in several.found
        ]
        return [
            Problem(shown, line_of(text, at), ".".join(map(str, at)), message)
            for at, message in faults
        ]
    return [_problem(model, error, text, shown, left)]


def _problem(
    model: type[BaseModel], error: Any, text: str, shown: str, left: Mended
) -> Problem:
    kind, loc = error["type"], list(left.original(_loc(error)))
    message = _message(model, error, loc)
    if kind == "missing":
        loc = loc[:-1] or loc
    elif kind == "value_error":
        # A model that looks at its parts says first in which of them the fault is.
        inner = re.match(r"((?:[\w]+\.)+[\w]+): (.*)", message)
        if inner:
            loc = [int(p) if p.isdigit() else p for p in inner[1].split(".")]
            message = inner[2]
    return Problem(
        shown, line_of(text, loc), ".".join(map(str, loc)) or "file", message
    )


_FORMS = {
    ID: "an id has small letters, figures and hyphens, such as `rio-1947`",
    ADDRESS: "an address begins with https:// and has no space, quotation mark or bracket",
}
"""What a text must be that a pattern refuses."""


def _message(model: type[BaseModel], error: Any, loc: list[int | str]) -> str:
    """Describe the fault at a location, with the word that may be meant."""
    kind = error["type"]
    if kind == "extra_forbidden":
        key = str(loc[-1])
        return f"unknown key `{key}`" + _meant(key, _keys(model, loc[:-1]))
    if kind in ("enum", "literal_error"):
        given = _shown(error.get("input"))
        options = [o for o in re.findall(r"'([^']*)'", error["msg"]) if o]
        return f"`{given}` is not one of {', '.join(options)}" + _meant(given, options)
    if kind == "union_tag_invalid":
        options = re.findall(r"'([^']+)'", str(error["ctx"]["expected_tags"]))
        tag = error["ctx"]["tag"]
        meant = _meant(tag, options) or f"; the kinds are {', '.join(options)}"
        return f"`{tag}` is not a kind of condition{meant}"
    if kind == "missing":
        return f"`{loc[-1]}` is missing"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    return _message_on_a_value(error)


def _message_on_a_value(error: Any) -> str:
    kind = error["type"]
    message = str(error["msg"][:1].lower() + error["msg"][1:])
    if kind == "too_short":
        least = error["ctx"]["min_length"]
        return f"needs at least {least} entr{'y' if least == 1 else 'ies'}"
    if kind == "string_pattern_mismatch":
        message = _FORMS.get(error["ctx"]["pattern"], message)
    if isinstance(error.get("input"), str | int | float):
        message += f", got `{_shown(error['input'])}`"
    return message


def _shown(value: object) -> str:
    """A value as text; a number may have more digits than Python writes."""
    try:
        return str(value)
    except ValueError:
        return "a number of many digits"


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
        nested = (
            re.findall(r"<class '([\w.]+)'>|([\w.]+)(?=[,\]])", repr(field.annotation))
            if field
            else []
        )
        names = {n.rsplit(".", 1)[-1] for pair in nested for n in pair if n}
        current = next((m for m in all_models() if m.__name__ in names), None)
    return (
        [f.alias or n for n, f in current.model_fields.items()]
        if hasattr(current, "model_fields")
        else []
    )


def all_models() -> list[type[BaseModel]]:
    """Return every model class of the law that has been imported."""
    found: list[type[BaseModel]] = []
    todo: list[type[BaseModel]] = [BaseModel]
    while todo:
        for sub in todo.pop().__subclasses__():
            found.append(sub)
            todo.append(sub)
    return [m for m in found if m.__module__.startswith("treaties.")]


def _tags() -> frozenset[str]:
    from treaties.models.bibliography import TAGS
    from treaties.models.conditions import KINDS

    return frozenset((*KINDS, *TAGS, "str", "Spot"))


_TAGS = _tags()
