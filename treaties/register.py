"""Reading the register of states from its file, and all its faults at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from treaties.errors import DataError, Problem, UnknownName
from treaties.names import Span, fold
from treaties.statehood import REGIONS, State, iso_codes, spellings

SPANS = ("names", "cow", "gw", "former_iso", "system", "exists", "great_power", "nuclear", "communist")


class _Source:
    """The text of the file, to say on which line a key of the n-th state stands."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self.text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise DataError([Problem(str(path), 1, "file", f"cannot be read: {fault}")]) from fault
        self.lines = self.text.splitlines()
        self.heads = [n for n, line in enumerate(self.lines, 1) if re.match(r"\s*\[\[\s*states\s*\]\]", line)]

    def problem(self, index: int | None, path: str, message: str) -> Problem:
        return Problem(self.name, self.line(index, path), path, message)

    def line(self, index: int | None, path: str) -> int:
        start = 1 if index is None or index >= len(self.heads) else self.heads[index]
        key = re.compile(rf"\s*[\"']?{re.escape(path.split('.')[0])}[\"']?\s*=")
        for number in range(start, len(self.lines) + 1):
            if number != start and number in self.heads:
                break
            if key.match(self.lines[number - 1]):
                return number
        return start


def read_register(path: Path) -> tuple[State, ...]:
    """Every state of the file, checked; raises DataError with all problems."""
    source = _Source(path)
    try:
        document = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"line (\d+)", str(fault))
        line = int(found[1]) if found else max(1, len(source.lines))
        raise DataError([Problem(source.name, line, "toml", str(fault))]) from fault
    problems = [
        source.problem(None, key, "is not a key of this file; it holds `shared_names` and `[[states]]`")
        for key in document
        if key not in ("states", "shared_names")
    ]
    states: dict[int, State] = {}
    for index, table in enumerate(_tables(document.get("states"))):
        try:
            states[index] = State.model_validate(table)
        except ValidationError as fault:
            problems += [
                source.problem(index, ".".join(str(part) for part in error["loc"]) or "id", _message(error))
                for error in fault.errors()
            ]
    problems += _of_each(source, states)
    problems += _of_all(source, states, document.get("shared_names", []))
    if problems:
        raise DataError(problems)
    return tuple(states.values())


def _tables(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _message(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "is not a key of a state"
    if error["type"] == "missing":
        return "is missing"
    return f"{error['msg'][:1].lower()}{error['msg'][1:]}, not `{error['input']}`"


def _of_each(source: _Source, states: dict[int, State]) -> Iterator[Problem]:
    known = {state.id for state in states.values()}
    for index, state in states.items():
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", state.id):
            yield source.problem(index, "id", f"`{state.id}` is not small letters joined by hyphens")
        for key in SPANS:
            spans: tuple[Span, ...] = getattr(state, key)
            for number, span in enumerate(spans):
                if span.since and span.until and span.since > span.until:
                    yield source.problem(index, f"{key}.{number}", f"begins {span.since}, after its end {span.until}")
            for one, two in combinations(spans, 2):
                if one.overlaps(two) and key not in ("names", "former_iso"):
                    yield source.problem(index, key, f"{one} and {two} overlap")
        for number, tag in enumerate(state.regions):
            if tag not in REGIONS:
                yield source.problem(index, f"regions.{number}", str(UnknownName("region", tag, REGIONS)))
        if not state.lifetime:
            yield source.problem(index, "exists", "neither `exists` nor `system` says when it existed")
        for key in ("predecessors", "successors"):
            for number, other in enumerate(getattr(state, key)):
                if other not in known:
                    yield source.problem(index, f"{key}.{number}", str(UnknownName("state", other, known)))


def _of_all(source: _Source, states: dict[int, State], shared: Iterable[str]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, state in states.items():
        if state.id in seen:
            yield source.problem(
                index, "id", f"`{state.id}` stands already on line {source.line(seen[state.id], 'id')}"
            )
        seen.setdefault(state.id, index)
    declared = {fold(name): name for name in shared}
    used = set()
    tables = [
        ("aliases", ((fold(word), i, s, span) for i, s in states.items() for word, span in spellings(s))),
        ("iso2", ((code, i, s, span) for i, s in states.items() for code, span in iso_codes(s))),
        ("cow", ((str(c.code), i, s, c) for i, s in states.items() for c in s.cow)),
        ("gw", ((str(c.code), i, s, c) for i, s in states.items() for c in s.gw)),
    ]
    for key, entries in tables:
        bearers: dict[str, list[tuple[int, State, Span]]] = {}
        for word, index, state, span in entries:
            bearers.setdefault(word, []).append((index, state, span))
        for word, holders in bearers.items():
            if len({state.id for _, state, _ in holders}) > 1 and (clash := _clash(holders)):
                if key == "aliases" and word in declared:
                    used.add(word)
                    continue
                (index, state), other = clash
                yield source.problem(
                    index,
                    key,
                    f"`{word}` names `{state.id}` and `{other.id}` at once; date it or put it in shared_names",
                )
    for word in declared.keys() - used:
        yield source.problem(None, "shared_names", f"`{declared[word]}` is not borne by two states at once")


def _clash(holders: list[tuple[int, State, Span]]) -> tuple[tuple[int, State], State] | None:
    for (_, one, a), (index, two, b) in combinations(holders, 2):
        if one.id != two.id and a.overlaps(b):
            for x in one.lifetime:
                for y in two.lifetime:
                    if a.overlaps(x) and b.overlaps(y) and _common(a, b, x, y):
                        return (index, two), one
    return None


def _common(*spans: Span) -> bool:
    return max(s.since or date.min for s in spans) <= min(s.until or date.max for s in spans)
