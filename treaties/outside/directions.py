"""To whom a promise is owed where ATOP's row says only that the member's obligations vary: read from the treaties."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from treaties.outside.answers import Reasoned, Truth
from treaties.outside.members import MemberPhase
from treaties.outside.promises import Promise


@dataclass(frozen=True, slots=True)
class Direction:
    """One promise of one treaty with its ends: each of `by` owes it to each other state of `to`. COW codes."""

    atop: int
    promise: Promise
    by: frozenset[int]
    to: frozenset[int]
    article: str
    gist: str
    source: str
    phases: frozenset[int] = frozenset()
    """The phases that the text belongs to; all where empty."""
    verified: bool = True

    @property
    def citation(self) -> str:
        """Article and source, with a mark where the text itself was not seen."""
        return f"article {self.article} ({self.source}{'' if self.verified else '; unverified'})"


@cache
def directions() -> Mapping[int, tuple[Direction, ...]]:
    """All that were read, by ATOP's alliance number.

    >>> [sorted(d.to) for d in directions()[1160]]
    [[640]]
    """
    text = files("treaties.outside").joinpath("directions.toml").read_text(encoding="utf-8")
    found: defaultdict[int, list[Direction]] = defaultdict(list)
    for entry in tomllib.loads(text)["directions"]:
        sets = {k: frozenset(entry[k]) for k in ("by", "to", "phases") if k in entry}
        found[entry["atop"]].append(Direction(**(entry | sets | {"promise": Promise(entry["promise"])})))
    return {atop: tuple(each) for atop, each in found.items()}


def owed(row: MemberPhase, promise: Promise, partner: int, partners: int) -> Reasoned:
    """Whether the member of the row owes the promise to the partner, of whom there are `partners` in the phase.

    A row whose obligations do not vary, or that has one partner only, says so itself. For the rest the treaty is asked;
    where it has not been read the answer is *unknown*, because the row means "to some partner".
    """
    if promise not in row.promises:
        return Reasoned(Truth.NO, f"{row.member} does not promise `{promise}` in ATOP alliance {row.atopid}")
    if not row.varying or partners < 2:
        return Reasoned(Truth.YES, f"ATOP alliance {row.atopid}, line {row.line}")
    if row.atopid not in directions():
        return Reasoned(
            Truth.UNKNOWN,
            f"{row.member}'s obligations in ATOP alliance {row.atopid} differ from partner to partner (`obvary`) "
            f"and the row cannot say which it owes to {partner}",
        )
    read = [
        d
        for d in directions()[row.atopid]
        if d.promise is promise and row.member in d.by and (not d.phases or row.phase in d.phases)
    ]
    if not read:
        return Reasoned(Truth.YES, f"ATOP alliance {row.atopid}, line {row.line}")
    for d in read:
        if partner in d.to:
            return Reasoned(Truth.YES, f"ATOP alliance {row.atopid}, line {row.line}, read with {d.citation}")
    return Reasoned(Truth.NO, f"{row.member} owes `{promise}` to others, by {'; '.join(d.citation for d in read)}")
