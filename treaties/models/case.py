"""Documented cases and worked scenarios: the events, the duties that the texts give, who invoked them, and what was done.

Three fields are kept apart: `expected` is law, `invocation` is claim, `conduct` is fact.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from treaties.models.conditions import Id, SourceId, StateIds, Strict, TreatyId
from treaties.models.expected import Expected
from treaties.models.scenario import Conduct, Scenario


class Invocation(Strict):
    """A claim that a treaty applies; with `claimed = false`, the notable absence of a claim."""

    by: StateIds
    treaty: TreatyId | None = None
    article: str = ""
    on: date | None = None
    claimed: bool = True
    what: str = Field(min_length=5)
    source: SourceId | None = None


class Coded(Strict):
    """The code that a published codebook gives to the same alliance in the same war, and whether our file agrees."""

    by: str
    code: str
    treaty: TreatyId | None = None
    agrees: bool
    why: str = Field(min_length=5)


class Case(Strict):
    """A documented case, or one dated step of it.

    >>> e = Expected(state="x-land", status="not-triggered", why="the attack is on nobody it protects")
    >>> e.kind
    'not called'
    """

    id: Id
    code: str = Field(pattern=r"^[NJWGS]\d+[a-z]?$")
    title: str
    date: date
    group: Literal["contemporary", "1914", "1936-1945", "scenario"]
    gist: str = ""
    scenario: Scenario
    rounds: int | None = Field(default=None, ge=1)
    """The number of rounds of the cascade; by default 1 if all expectations are about the given events alone, otherwise 2."""
    expected: tuple[Expected, ...] = Field(min_length=1)
    invocation: tuple[Invocation, ...] = ()
    conduct: tuple[Conduct, ...] = ()
    coded: tuple[Coded, ...] = ()
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True
    """Whether the facts and dates of the events were checked against a source."""
    notes: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _own_day(cls, raw: Any) -> Any:
        """The scenario of a case: its day is the case's, and no running war is added unless the case says so."""
        if isinstance(raw, dict) and isinstance(raw.get("scenario"), dict):
            given = {
                "on": raw.get("date"),
                "background": False,
                "title": raw.get("title", ""),
            }
            raw = raw | {"scenario": given | raw["scenario"]}
        return raw

    @property
    def series(self) -> str:
        """The code without the letter of the step: `G1` for `G1c`."""
        return self.code.rstrip("abcdefghijklmnopqrstuvwxyz")

    @property
    def treaties(self) -> tuple[str, ...]:
        """The ids of all instruments that the case's expectations, claims, acts and codings name."""
        named = [x.treaty for x in self.expected]
        named += [x.treaty for x in self.invocation] + [x.treaty for x in self.conduct]
        named += [x.treaty for x in self.coded]
        return tuple(dict.fromkeys(t for t in named if t))

    @property
    def depth(self) -> int:
        """The number of rounds of the cascade to follow."""
        return self.rounds or (1 if all(e.at_once for e in self.expected) else 2)
