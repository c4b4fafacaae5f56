"""The counts of `fuzz.py` in docs/reliability.md: a table between two marks, one row a kind, the last run of it."""

from __future__ import annotations

import subprocess
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
PAGE = HOME / "docs" / "reliability.md"
MARKS = ("<!-- counts -->\n", "<!-- end of counts -->\n")


@dataclass(frozen=True)
class Row:
    """What came of the last run of a kind: counts, the processor seconds of the slowest, its seed, commit and day."""

    kind: str
    tried: int
    refused: int
    answered: int
    slowest: float
    found: int
    seed: int
    commit: str
    day: date

    def __str__(self) -> str:
        counts = (f"{n:,}" for n in (self.tried, self.refused, self.answered))
        return f"| {self.kind} | {' | '.join(counts)} | {self.slowest:.1f} s | {' | '.join(map(str, astuple(self)[5:]))} |"

    @classmethod
    def read(cls, line: str) -> Row:
        """The row of a line.

        >>> str(Row.read("| files | 10,000 | 7,983 | 2,017 | 0.4 s | 0 | 7 | 1a2b3c4d | 2026-11-28 |"))
        '| files | 10,000 | 7,983 | 2,017 | 0.4 s | 0 | 7 | 1a2b3c4d | 2026-11-28 |'
        """
        kind, *numbers, commit, day = (
            cell.strip().replace(",", "") for cell in line.strip().strip("|").split("|")
        )
        tried, refused, answered, slowest, found, seed = numbers
        of, time = (
            (int(tried), int(refused), int(answered)),
            float(slowest.removesuffix(" s")),
        )
        return cls(
            kind, *of, time, int(found), int(seed), commit, date.fromisoformat(day)
        )


def commit() -> str:
    """The commit of this folder in eight digits, with a plus where anything but the documentation was changed since."""
    head = subprocess.run(
        ["git", "rev-parse", "--short=8", "HEAD"],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    changed = ["git", "diff", "--quiet", "HEAD", "--", ".", ":(exclude)docs"]
    return head.stdout.strip() + "+" * (
        subprocess.run(changed, cwd=HOME, check=False).returncode != 0
    )


def rows(page: str) -> list[Row]:
    """The rows of a page's table."""
    table = page.partition(MARKS[0])[2].partition(MARKS[1])[0]
    return [Row.read(line) for line in table.strip().splitlines()[2:]]


def renewed(page: str, row: Row) -> str:
    """A page with this row in place of that of the same kind, or after all others."""
    kept = {r.kind: r for r in rows(page)} | {row.kind: row}
    names = [f.name for f in fields(Row)]
    head = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    before, after = page.partition(MARKS[0])[0], page.partition(MARKS[1])[2]
    return (
        before
        + MARKS[0]
        + "\n".join([*head, *map(str, kept.values())])
        + "\n"
        + MARKS[1]
        + after
    )


def write(row: Row, page: Path = PAGE, *, goes_on: bool = False) -> None:
    """Put a row into the table of a page; one that goes on from a run of the same seed is added to that."""
    text = page.read_text(encoding="utf-8")
    for before in rows(text) if goes_on else ():
        if (before.kind, before.seed) == (row.kind, row.seed):
            counts = {
                k: getattr(before, k) + getattr(row, k)
                for k in ("tried", "refused", "answered", "found")
            }
            row = replace(row, slowest=max(before.slowest, row.slowest), **counts)
    page.write_text(renewed(text, row), encoding="utf-8")
