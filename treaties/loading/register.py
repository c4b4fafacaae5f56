"""Reading the register of states from its file, and all its faults at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from treaties.loading.corpus_files import HOME
from treaties.loading.files import build, read_toml
from treaties.loading.toml_lines import line_of
from treaties.models.statehood import REGIONS, State, iso_codes, spellings
from treaties.models.states import States
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import DataError, Problem, UnknownName
from treaties.vocabulary.names import Span, fold

SPANS = (
    "names",
    "cow",
    "gw",
    "former_iso",
    "system",
    "exists",
    "great_power",
    "nuclear",
    "communist",
)


NEAR = timedelta(days=400)
"""Two first days so near each other are of one state: one may be a slip of the pen."""


class _Source(NamedTuple):
    """The file and its text, to say on which line a key of the n-th state stands."""

    name: str
    text: str

    def problem(self, index: int, path: str, message: str) -> Problem:
        """The problem of one key of a state."""
        loc = [int(part) if part.isdigit() else part for part in path.split(".")]
        return Problem(
            self.name, line_of(self.text, ("states", index, *loc)), path, message
        )

    def build(self, index: int, table: Any) -> tuple[State | None, list[Problem]]:
        """The state of a table, or its problems."""
        if not isinstance(table, dict):
            return None, [Problem(self.name, 1, f"states.{index}", "is not a table")]
        state, problems = build(State, table, self.text, self.name)
        return state, [self.problem(index, p.path, p.message) for p in problems]


def read_register(path: Path, content: bytes | None = None) -> tuple[State, ...]:
    """Read every state of the file, checked; raises `DataError` with all problems."""
    document, text, problems = read_toml(path, path.name, content)
    source = _Source(path.name, text)
    states: dict[int, State] = {}
    if not problems:
        for key in document.keys() - {"states", "shared_names"}:
            message = (
                "is not a key of this file, which holds `shared_names` and `[[states]]`"
            )
            problems.append(Problem(source.name, line_of(text, [key]), key, message))
        tables = document.get("states")
        if not isinstance(tables, list) or not tables:
            problems.append(
                Problem(source.name, 1, "states", "the file holds no `[[states]]`")
            )
            tables = []
        for index, table in enumerate(tables):
            state, faults = source.build(index, table)
            problems += faults
            if state:
                states[index] = state
        shared = document.get("shared_names", [])
        if not isinstance(shared, list) or not all(
            isinstance(name, str) for name in shared
        ):
            line = line_of(text, ["shared_names"])
            problems.append(
                Problem(source.name, line, "shared_names", "is not a list of names")
            )
            shared = []
        problems += _of_each(
            source,
            states,
            {str(t["id"]) for t in tables if isinstance(t, dict) and "id" in t},
        )
        problems += _of_all(source, states, shared, line_of(text, ["shared_names"]))
    if problems:
        raise DataError(problems)
    return tuple(states.values())


def _of_each(
    source: _Source, states: dict[int, State], known: set[str]
) -> Iterator[Problem]:
    for index, state in states.items():
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", state.id):
            yield source.problem(
                index, "id", f"`{state.id}` is not small letters joined by hyphens"
            )
        for key in SPANS:
            spans: tuple[Span, ...] = getattr(state, key)
            for number, span in enumerate(spans):
                if span.since and span.until and span.since > span.until:
                    yield source.problem(
                        index,
                        f"{key}.{number}",
                        f"begins {span.since}, after its end {span.until}",
                    )
            for one, two in combinations(spans, 2):
                if one.overlaps(two) and key not in ("names", "former_iso"):
                    yield source.problem(index, key, f"{one} and {two} overlap")
        for number, tag in enumerate(state.regions):
            if tag not in REGIONS:
                yield source.problem(
                    index, f"regions.{number}", str(UnknownName("region", tag, REGIONS))
                )
        if not state.lifetime:
            yield source.problem(
                index, "exists", "neither `exists` nor `system` says when it existed"
            )
        if fault := _two_first_days(state):
            yield source.problem(index, "exists", fault)
        for key in ("predecessors", "successors"):
            for number, other in enumerate(getattr(state, key)):
                if other not in known:
                    yield source.problem(
                        index,
                        f"{key}.{number}",
                        str(UnknownName("state", other, known)),
                    )


def _two_first_days(state: State) -> str:
    """Say that a state begins on a day that its other source does not have, with no word on why."""
    first = state.exists[0].since if state.exists else None
    counted = state.system[0].since if state.system else None
    if not first or not counted or state.began:
        return ""
    if first == counted or abs(first - counted) > NEAR:
        return ""
    return (
        f"begins on {first}, and the state system counts it from {counted}: mend the day, or say in `began` which "
        "act it is"
    )


def _of_all(
    source: _Source, states: dict[int, State], shared: Iterable[str], shared_line: int
) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, state in states.items():
        if state.id in seen:
            line = source.problem(seen[state.id], "id", "").line
            yield source.problem(
                index, "id", f"`{state.id}` stands already on line {line}"
            )
        seen.setdefault(state.id, index)
    declared = {fold(name): name for name in shared}
    used = set()
    tables = [
        (
            "aliases",
            (
                (fold(word), i, s, span)
                for i, s in states.items()
                for word, span in spellings(s)
            ),
        ),
        (
            "iso2",
            (
                (code, i, s, span)
                for i, s in states.items()
                for code, span in iso_codes(s)
            ),
        ),
        ("cow", ((str(c.code), i, s, c) for i, s in states.items() for c in s.cow)),
        ("gw", ((str(c.code), i, s, c) for i, s in states.items() for c in s.gw)),
    ]
    for key, entries in tables:
        for word, holders in grouped(
            (word, (index, state, span)) for word, index, state, span in entries
        ).items():
            if len({state.id for _, state, _ in holders}) > 1 and (
                clash := _clash(holders)
            ):
                if key == "aliases" and word in declared:
                    used.add(word)
                    continue
                (index, state), other = clash
                both = f"`{word}` names `{state.id}` and `{other.id}` at once"
                yield source.problem(
                    index, key, f"{both}; date it or put it in shared_names"
                )
    for word in declared.keys() - used:
        message = f"`{declared[word]}` is not borne by two states at once"
        yield Problem(source.name, shared_line, "shared_names", message)


def _clash(
    holders: list[tuple[int, State, Span]],
) -> tuple[tuple[int, State], State] | None:
    for (_, one, a), (index, two, b) in combinations(holders, 2):
        if one.id != two.id and any(
            _meet(a, b, x, y) for x in one.lifetime for y in two.lifetime
        ):
            return (index, two), one
    return None


def _meet(*spans: Span) -> bool:
    return max(s.since or date.min for s in spans) <= min(
        s.until or date.max for s in spans
    )


def load_states(path: Path | None = None, content: bytes | None = None) -> States:
    """Load the register in `path`, by default the one that comes with the project; with `content` nothing is read.

    Raises DataError with every fault of the file, each with its line.

    >>> load_states().resolve("Soviet Union").id
    'russia'
    """
    return States(read_register(path or HOME / "states.toml", content))
