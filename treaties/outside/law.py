"""Alliance law from outside files: directed legs between states, on a day or over a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from treaties.outside.dates import FOREVER, Coverage, PartialSpan, Reasoned, Truth
from treaties.outside.promises import Limit, Promise
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import CasusError

When = date | int
"""A day, or a whole year."""

SURE = Reasoned(Truth.YES)
_UNSURE = Reasoned(Truth.UNKNOWN, "the exact day of entry or exit is not known")


class Window(NamedTuple):
    """The time in which several periods all hold: certainly from `certain` until `doubtful`, possibly from `possible`
    until `over`.
    """

    possible: date
    certain: date
    doubtful: date
    over: date

    @classmethod
    def of(cls, spans: Iterable[PartialSpan]) -> Window:
        """Return the time in which all of the given periods hold."""
        spans = tuple(spans)
        return cls(
            max(s.since.earliest for s in spans),
            max(s.since.latest for s in spans),
            min(FOREVER if s.until is None else s.until.earliest for s in spans),
            min(s.end for s in spans),
        )

    def holds(self, when: When) -> Truth:
        """Return whether all periods hold on a day, or on any day of a year."""
        if isinstance(when, int):
            met = (
                self.possible < self.over
                and self.possible.year <= when <= self.over.year
            )
            return Truth.YES if met else Truth.NO
        if when < self.possible or when >= self.over:
            return Truth.NO
        return Truth.YES if self.certain <= when < self.doubtful else Truth.UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class AllianceLeg:
    """What one member of an alliance owes another during a phase (COW codes)."""

    alliance: int
    phase: int
    obligor: int
    beneficiary: int
    spans: tuple[PartialSpan, ...]
    """The periods of both memberships; the leg exists while both hold."""
    owed: Mapping[Promise, Reasoned]
    """Whether each promise is owed, with the row or article that says so. A missing promise is not owed."""
    limits: Mapping[Promise, frozenset[Limit]]
    threats: tuple[int, ...] = ()
    """The states that the text names as threats, in the source's codes."""
    secret: bool | None = False
    """Whether the alliance, or one of its articles, was secret; None if the source does not know."""
    line: int = 0
    """The line of the obligor's row in the file."""

    window: Window = field(init=False)
    """The time in which all its periods hold."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "window", Window.of(self.spans))

    def holds(self, when: When) -> Truth:
        """Return whether both states were members on a day, or on any day of a year."""
        return self.window.holds(when)


@dataclass(frozen=True, slots=True)
class DirectedDyad:
    """Everything that one state owes another on a day or in a year, under all alliances."""

    obligor: int
    beneficiary: int
    promises: Mapping[Promise, Reasoned]
    legs: tuple[AllianceLeg, ...]

    def owes(self, promise: Promise) -> Reasoned:
        """Return whether the state owes a promise to the other, with the reason."""
        return self.promises.get(
            promise, Reasoned(Truth.NO, f"no alliance in force promises `{promise}`")
        )


class AllianceLaw:
    """The alliances of a file. Questions about days outside its coverage are answered *unknown*, never *no*."""

    def __init__(
        self,
        source: str,
        coverage: Coverage,
        legs: Iterable[AllianceLeg],
        *,
        limits_of_source: str = "",
    ) -> None:
        self.source = source
        """The file it was read from."""
        self.coverage = coverage
        self.caveat = limits_of_source
        """What the source leaves out even within its coverage, in words."""
        self.legs = tuple(legs)
        self._dyads = grouped(
            ((leg.obligor, leg.beneficiary), leg) for leg in self.legs
        )
        self._alliances = grouped((leg.alliance, leg) for leg in self.legs)

    @property
    def alliances(self) -> tuple[int, ...]:
        """The numbers of all alliances, in ascending order."""
        return tuple(sorted(self._alliances))

    @property
    def states(self) -> tuple[int, ...]:
        """The COW codes of all states that were ever members, in ascending order."""
        return tuple(sorted({leg.obligor for leg in self.legs}))

    def alliance(self, number: int) -> tuple[AllianceLeg, ...]:
        """Return the legs of an alliance: what each member owes each other in each phase.

        Raises `CasusError` for a number that the file does not have.
        """
        if number not in self._alliances:
            raise CasusError(
                f"no alliance of {self.coverage.source} has the number `{number}`",
                remedy="see the file",
            )
        return tuple(self._alliances[number])

    def between(self, obligor: int, beneficiary: int) -> tuple[AllianceLeg, ...]:
        """Return all legs from one state to another, at any time."""
        return tuple(self._dyads.get((obligor, beneficiary), ()))

    def owes(
        self, obligor: int, beneficiary: int, promise: Promise, when: When
    ) -> Reasoned:
        """Return whether one state owes a promise to another on a day, or on any day of a year, under any alliance.

        Args:
            obligor: the COW code of the obligor.
            beneficiary: the COW code of the beneficiary.
            promise: the promise.
            when: the day or the year; the result is *unknown* outside the coverage.
        """
        if not self.coverage.covers(when):
            return self.coverage.silent(when)
        return self._dyad(obligor, beneficiary, when).owes(promise)

    def directed_dyads(self, when: When) -> tuple[DirectedDyad, ...]:
        """Return every directed pair of states that share an alliance on a day or in a year, in order.

        For a year, only the last phase of each alliance counts, as in ATOP's own dyad-years.

        Raises `OutsideCoverage` for a day or year that the file does not cover.
        """
        self.coverage.demand(when)
        found = (self._dyad(a, b, when) for a, b in sorted(self._dyads))
        return tuple(d for d in found if d.legs)

    def _dyad(self, obligor: int, beneficiary: int, when: When) -> DirectedDyad:
        promises: dict[Promise, Reasoned] = {}
        legs = self._current(obligor, beneficiary, when)
        for leg, span in legs:
            for promise, owed in leg.owed.items():
                answer = owed if span is SURE else owed & span
                promises[promise] = (
                    answer | promises[promise] if promise in promises else answer
                )
        kept = {p: promises[p] for p in Promise if p in promises and not promises[p].no}
        return DirectedDyad(obligor, beneficiary, kept, tuple(leg for leg, _ in legs))

    def _current(
        self, obligor: int, beneficiary: int, when: When
    ) -> list[tuple[AllianceLeg, Reasoned]]:
        """The legs that hold, each with the answer whether it does; over a year only the last phase of an alliance."""
        found = [
            (leg, t)
            for leg in self._dyads.get((obligor, beneficiary), ())
            if (t := leg.holds(when)) is not Truth.NO
        ]
        if isinstance(when, int):
            last = {
                leg.alliance: leg
                for leg, _ in sorted(
                    found, key=lambda x: (x[0].window.over, x[0].window.possible)
                )
            }
            found = [(leg, t) for leg, t in found if last[leg.alliance] is leg]
        return [(leg, SURE if t is Truth.YES else _UNSURE) for leg, t in found]
