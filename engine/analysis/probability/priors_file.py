"""A file of priors: TOML, read whole or refused whole, with every fault at its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.analysis.probability.chance import Chance, CommonCause, exact
from treaties.vocabulary.errors import DataError, Problem

CAUSES = 12
"""Common causes that one reckoning may have; each doubles it."""
PATTERNS = 500
"""Patterns that one reckoning may have; each is held against every question. Ids may be as many as there are."""


Written = tuple[tuple[tuple[str, Chance], ...], tuple[CommonCause, ...], tuple[tuple[str, int], ...]]
"""What a file says, and where: the chances, the common causes, and the line of each id or pattern."""


class _Reader:
    """The tables of one file as values, and its faults."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown = shown
        self.text = text
        self.faults: list[Problem] = []
        self.lines: list[tuple[str, int]] = []

    def line(self, loc: Sequence[int | str]) -> int:
        from treaties.loading.toml_lines import line_of

        return line_of(self.text, loc)

    def fault(self, loc: Sequence[int | str], message: str) -> None:
        self.faults.append(Problem(self.shown, self.line(loc), ".".join(map(str, loc)), message))

    def chances(self, table: object) -> tuple[tuple[str, Chance], ...]:
        """The table `[priors]`."""
        found = []
        for question, value in table.items() if isinstance(table, dict) else [("priors", table)]:
            try:
                found.append((question, Chance.read(value)))
            except ValueError as error:
                self.fault(("priors", question), str(error))
            else:
                self.lines.append((question, self.line(("priors", question))))
        return tuple(found)

    def causes(self, given: object) -> tuple[CommonCause, ...]:
        """The tables `[[causes]]`."""
        if not isinstance(given, list):
            self.fault(("causes",), "common causes are written as `[[causes]]`")
            given = []
        found = [self._cause(i, item if isinstance(item, dict) else {}) for i, item in enumerate(given)]
        if len(found) > CAUSES:
            self.fault(("causes", CAUSES), f"{len(found)} common causes; at most {CAUSES} are reckoned with")
        return tuple(c for c in found if c is not None)

    def _cause(self, i: int, item: Mapping[str, Any]) -> CommonCause | None:
        wanted = {"name", "p", "questions", "if_so", "if_not"}
        for key in sorted(wanted - set(item)):
            self.fault(("causes", i), f"`{key}` is missing")
        for key in sorted(set(item) - wanted - {"why"}):
            self.fault(("causes", i, key), f"unknown key `{key}`")
        if not wanted <= set(item):
            return None
        try:
            p, so, no = (exact(item[k]) for k in ("p", "if_so", "if_not"))
            asked = item["questions"]
            if not isinstance(asked, str | list):
                raise ValueError("`questions` is a list of ids or patterns")
        except ValueError as error:
            self.fault(("causes", i), str(error))
            return None
        names = (asked,) if isinstance(asked, str) else tuple(map(str, asked[:PATTERNS]))
        self.lines += [(n, self.line(("causes", i, "questions"))) for n in names]
        return CommonCause(str(item["name"]), p, names, so, no, str(item.get("why", "")))


def read_priors(path: Path) -> Written:
    """What a TOML file says; raises `DataError` with every problem of it.

    `[priors]` maps questions or patterns to a number or a pair. Each `[[causes]]` has `name`, `p`, `questions`,
    `if_so`, `if_not`, and may say `why`.
    """
    import tomllib

    from treaties.loading.files import read_toml

    shown = str(path)
    _, text, problems = read_toml(path, shown)
    if problems:
        raise DataError(problems)
    # Read again with exact numbers: 0.7 is seven tenths.
    raw = tomllib.loads(text, parse_float=str)
    reader = _Reader(shown, text)
    for key in raw:
        if key not in ("priors", "causes"):
            reader.fault((key,), f"unknown key `{key}`; a priors file has `priors` and `causes`")
    chances = reader.chances(raw.get("priors", {}))
    causes = reader.causes(raw.get("causes", []))
    if reader.faults:
        raise DataError(reader.faults)
    return chances, causes, tuple(reader.lines)
