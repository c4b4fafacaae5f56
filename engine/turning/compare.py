"""What differs between two answers: what appeared, vanished, came nearer or went further off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.rows import Row
from engine.text import para, standing
from engine.verdicts import Status

if TYPE_CHECKING:
    from engine.answer import Answer


@dataclass(frozen=True)
class Change:
    """One state that stands otherwise in the second answer than in the first."""

    state: str
    name: str
    kind: str
    """`appeared` or `vanished` (a duty to help, or any duty), `nearer`, `further`, or `other` (another duty or status)."""
    before: Row | None
    after: Row | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""

        def told(row: Row | None) -> dict[str, Any] | None:
            if row is None:
                return None
            return {
                "status": str(row.status), "duty": str(row.duty) if row.duty else None,
                "events": row.events, "judgements": row.judgements,
            }  # fmt: skip

        return {"state": self.state, "kind": self.kind, "before": told(self.before), "after": told(self.after)}


@dataclass(frozen=True)
class Comparison:
    """Two answers side by side; iterating gives what changed, nearest first."""

    before: Answer
    after: Answer
    changes: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "schema": 1, "before": self.before.title, "after": self.after.title,
            "changes": [c.to_dict() for c in self.changes],
        }  # fmt: skip

    def __str__(self) -> str:
        lines = [para(f"Before: {self.before.title}"), para(f"After: {self.after.title}"), ""]
        if not self.changes:
            return "\n".join([*lines, "Nothing differs."])
        for kind in ("appeared", "nearer", "other", "further", "vanished"):
            for c in (c for c in self.changes if c.kind == kind):
                was = standing(c.before.verdict) if c.before else "not linked"
                now = standing(c.after.verdict) if c.after else "not linked"
                lines.append(para(f"{kind}: {c.name} — {was} → {now}", 0, 4))
        return "\n".join(lines)


def compare(before: Answer, after: Answer) -> Comparison:
    """What a second answer has otherwise than a first: another date, scenario, reading or law.

    >>> from engine import ask
    >>> one = ask("South Korea", by="North Korea", on="2026-01-01", rounds=1)
    >>> bool(compare(one, one))
    False
    """
    old, new = ({r.state: r for r in a.rows} for a in (before, after))
    changes = []
    for state in sorted(set(old) | set(new)):
        one, other = old.get(state), new.get(state)
        kind = _kind(one, other)
        if kind:
            row = other or one
            assert row is not None
            changes.append(Change(state, row.name, kind, one, other))
    changes.sort(key=lambda c: (min(_far(c.before), _far(c.after)), c.name))
    return Comparison(before, after, tuple(changes))


def _far(row: Row | None) -> int:
    return row.verdict.distance.total if row and _level(row) else 99


def _level(row: Row | None) -> int:
    """0 where nothing is due, 1 for lesser duties, 2 for help."""
    if row is None or row.duty is None or row.status is Status.RELEASED:
        return 0
    return 2 if row.duty.drawn_in else 1


def _kind(one: Row | None, other: Row | None) -> str:
    if _level(one) != _level(other):
        return "appeared" if _level(other) > _level(one) else "vanished"
    if not _level(one) or one is None or other is None:
        return ""
    if (one.status, one.duty, one.verdict.distance) == (other.status, other.duty, other.verdict.distance):
        return ""
    gap = other.verdict.distance.total - one.verdict.distance.total
    return "nearer" if gap < 0 else "further" if gap > 0 else "other"
