"""Append-only parts: one JSON line a row, one marker a finished piece; what follows the last marker is done again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from engine.sweep.plan import Chunk, Plan
from engine.sweep.work import Row
from treaties.errors import CasusError


class Part:
    """The part file of one shard. A killed run leaves at most the piece being written incomplete; it is cut off.

    `done` names the attackers it holds, day by day.
    """

    def __init__(self, path: Path, key: str, *, reading: bool = False) -> None:
        self.path = path
        self.done: set[str] = set()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            good = self._held(key)
            if not reading:
                with path.open("r+b" if path.exists() else "wb") as out:
                    out.truncate(good)
                    out.seek(good)
                    if good == 0:
                        out.write(_line({"sweep": key}))
        except OSError as error:
            raise CasusError(f"`{path}` cannot be written: {error.strerror}", remedy="name another folder") from error

    def _held(self, key: str) -> int:
        """How far the file is whole; notes the chunks up to there."""
        good = 0
        if self.path.exists():
            with self.path.open("rb") as lines:
                for n, line in enumerate(lines):
                    value = _value(line)
                    if n == 0:
                        if value is not None and value.get("sweep") != key:
                            raise CasusError(
                                f"`{self.path}` belongs to another sweep",
                                remedy="name another folder, or the same options",
                            )
                        good = lines.tell() if value is not None else 0
                    elif value is None:
                        break
                    elif "done" in value:
                        self.done.update(Chunk.of(value["done"]).units)
                        good = lines.tell()
        return good

    def write(self, chunk: Chunk, rows: list[Row]) -> None:
        """Append a finished piece and see it onto the disk."""
        with self.path.open("ab") as out:
            out.write(b"".join(_line(r) for r in rows) + _line({"done": chunk.id, "rows": len(rows)}))
            out.flush()
            os.fsync(out.fileno())
        self.done.update(chunk.units)

    def rows(self) -> Iterator[tuple[str, list[Row]]]:
        """Each attacker that is done with its rows, in the order of the file."""
        held: list[Row] = []
        with self.path.open("rb") as lines:
            for line in lines:
                value = _value(line)
                if value is None:
                    return
                if "done" in value:
                    attacked = [list(rows) for _, rows in groupby(held, lambda r: r["attacker"])]
                    yield from zip(Chunk.of(value["done"]).units, attacked, strict=True)
                    held = []
                elif "sweep" not in value:
                    held.append(value)


def held(folder: Path, plan: Plan) -> set[str]:
    """The attackers of a plan that some part in the folder holds."""
    return {c for p in folder.glob("part-*-of-*.jsonl") for c in Part(p, plan.key, reading=True).done}


def gathered(folder: Path, plan: Plan) -> tuple[list[str], Iterator[Row]]:
    """The chunks of a plan that no part in the folder holds whole, and all rows that some part holds, in the plan's order.

    What two parts hold is taken once.
    """
    parts = [Part(p, plan.key, reading=True) for p in sorted(folder.glob("part-*-of-*.jsonl"))]
    wanted = list(plan.chunks())
    holder = {unit: p for p in parts for unit in p.done}

    def rows() -> Iterator[Row]:
        found: dict[str, list[Row]] = {}
        for part in parts:
            found |= {unit: r for unit, r in part.rows() if holder.get(unit) is part}
        for chunk in wanted:
            for unit in chunk.units:
                yield from found.get(unit, ())

    return [c.id for c in wanted if any(u not in holder for u in c.units)], rows()


def _line(value: Row) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _value(line: bytes) -> Row | None:
    """The object of a whole line; None for a torn one."""
    if not line.endswith(b"\n"):
        return None
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
