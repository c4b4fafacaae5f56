"""Loading of the register of states, with all its faults at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
"""First days that differ by less than this may be a slip of the pen."""


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
    """Load and check every state in the file.

    Raises `DataError` with all faults.
    """
    document, text, problems = read_toml(path, path.name, content)
    if problems:
        raise DataError(problems)
    source = _Source(path.name, text)
    line = line_of(text, ["shared_names"])
    problems += _unknown_keys(document, source)
    tables, faults = _tables(document, source)
    problems += faults
    states, faults = _states(tables, source)
    problems += faults
    shared, faults = _shared_names(document, source, line)
    problems += faults
    ids = {str(t["id"]) for t in tables if isinstance(t, dict) and "id" in t}
    problems += _of_each(source, states, ids)
    problems += _of_all(source, states, shared, line)
    if problems:
        raise DataError(problems)
    return tuple(states.values())


def _unknown_keys(document: dict[str, Any], source: _Source) -> Iterator[Problem]:
    message = "is not a key of this file, which holds `shared_names` and `[[states]]`"
    for key in document.keys() - {"states", "shared_names"}:
        yield Problem(source.name, line_of(source.text, [key]), key, message)


def _tables(
    document: dict[str, Any], source: _Source
) -> tuple[list[Any], list[Problem]]:
    """The tables of states; none, with the problem, where the file has none."""
    tables = document.get("states")
    if isinstance(tables, list) and tables:
        return tables, []
    return [], [Problem(source.name, 1, "states", "the file holds no `[[states]]`")]


def _states(
    tables: Sequence[Any], source: _Source
) -> tuple[dict[int, State], list[Problem]]:
    """The states that are sound, by the number of their table, and the problems of the others."""
    states: dict[int, State] = {}
    problems: list[Problem] = []
    for index, table in enumerate(tables):
        state, faults = source.build(index, table)
        problems += faults
        if state:
            states[index] = state
    return states, problems


def _shared_names(
    document: dict[str, Any], source: _Source, line: int
) -> tuple[list[str], list[Problem]]:
    """The names that several states may bear at once; none, with the problem, where they are no list of names."""
    shared = document.get("shared_names", [])
    if isinstance(shared, list) and all(isinstance(name, str) for name in shared):
        return shared, []
    return [], [Problem(source.name, line, "shared_names", "is not a list of names")]


def _of_each(
    source: _Source, states: dict[int, State], known: set[str]
) -> Iterator[Problem]:
    """Every problem that one state of the register shows by itself."""
    for index, state in states.items():
        for path, message in _faults(state, known):
            yield source.problem(index, path, message)


def _faults(state: State, known: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a state, each fault with the key at which it stands."""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", state.id):
        yield "id", f"`{state.id}` is not small letters joined by hyphens"
    for key in SPANS:
        yield from _faulty_spans(key, getattr(state, key))
    yield from _unknown_names(state, known)
    if not state.lifetime:
        yield "exists", "neither `exists` nor `system` says when it existed"
    if fault := _two_first_days(state):
        yield "exists", fault


def _unknown_names(state: State, known: set[str]) -> Iterator[tuple[str, str]]:
    """Regions, predecessors and successors that there are none of."""
    for number, tag in enumerate(state.regions):
        if tag not in REGIONS:
            yield f"regions.{number}", str(UnknownName("region", tag, REGIONS))
    for key in ("predecessors", "successors"):
        for number, other in enumerate(getattr(state, key)):
            if other not in known:
                yield f"{key}.{number}", str(UnknownName("state", other, known))


def _faulty_spans(key: str, spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """Spans of one key that end before they begin, or overlap where they may not."""
    for number, span in enumerate(spans):
        if span.since and span.until and span.since > span.until:
            yield (
                f"{key}.{number}",
                f"begins {span.since}, after its end {span.until}",
            )
    if key in ("names", "former_iso"):
        return
    for one, two in combinations(spans, 2):
        if one.overlaps(two):
            yield key, f"{one} and {two} overlap"


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
    """Every problem that only all states together show: ids and names that are not one state's alone."""
    yield from _second_ids(source, states)
    declared = {fold(name): name for name in shared}
    borne: set[str] = set()
    for key, word, index, message in _clashes(states):
        if key == "aliases" and word in declared:
            borne.add(word)
        else:
            yield source.problem(index, key, message)
    for word in declared.keys() - borne:
        message = f"`{declared[word]}` is not borne by two states at once"
        yield Problem(source.name, shared_line, "shared_names", message)


def _second_ids(source: _Source, states: dict[int, State]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, state in states.items():
        if state.id in seen:
            line = source.problem(seen[state.id], "id", "").line
            yield source.problem(
                index, "id", f"`{state.id}` stands already on line {line}"
            )
        seen.setdefault(state.id, index)


def _clashes(states: dict[int, State]) -> Iterator[tuple[str, str, int, str]]:
    """Names and codes of two states at once: the key, the word, the number of the later table and what is wrong."""
    for key in ("aliases", "iso2", "cow", "gw"):
        holders = grouped(
            (word, (index, state, span))
            for index, state in states.items()
            for word, span in _marks(key, state)
        )
        for word, bearers in holders.items():
            if len({state.id for _, state, _ in bearers}) < 2:
                continue
            if clash := _clash(bearers):
                (index, state), other = clash
                both = f"`{word}` names `{state.id}` and `{other.id}` at once"
                yield key, word, index, f"{both}; date it or put it in shared_names"


def _marks(key: str, state: State) -> Iterator[tuple[str, Span]]:
    """The names or codes of one kind that a state bears, each with its days."""
    if key == "aliases":
        yield from ((fold(word), span) for word, span in spellings(state))
    elif key == "iso2":
        yield from iso_codes(state)
    else:
        yield from ((str(c.code), c) for c in getattr(state, key))


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
    """Load the register of states from a file (the shipped one by default), or from its content.

    Raises `DataError` with all faults of the file, each with its line.

    >>> load_states().resolve("Soviet Union").id
    'russia'
    """
    return States(read_register(path or HOME / "states.toml", content))
