"""Cases counted: expectations met by kind, beside a baseline, and how often conduct met a duty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from treaties.models.case import KINDS
from validation.cases.findings import CaseRun

BASELINE = "an ally always joins"
"""Every state that owes a victim any help in arms on paper that day fights; every other state does not."""


def score(outcomes: Iterable[CaseRun]) -> list[dict[str, Any]]:
    """Lines right by kind of expectation, for the engine and for the baseline, and in all."""
    lines = [line for o in outcomes for line in o.lines]
    rows = []
    for kind in (*KINDS, "all"):
        mine = [x for x in lines if kind in ("all", x.expected.kind)]
        rows.append(
            {
                "kind": kind,
                "lines": len(mine),
                "engine": sum(x.right for x in mine),
                "baseline": sum(x.baseline_right for x in mine),
            }
        )
    return rows


def honoured(outcomes: Iterable[CaseRun]) -> dict[str, int]:
    """How often conduct met a duty that the texts gave: not a score of the engine, which predicts no conduct."""
    said = [c.honoured for o in outcomes for c in o.case.conduct if c.honoured is not None]
    return {"duties": len(said), "honoured": sum(said)}


def cases_to_dict(outcomes: Sequence[CaseRun]) -> dict[str, Any]:
    """Cases and scores as JSON data."""
    from validation.cases.json_cases import CasesJson, CountedJson, HonouredJson

    return CasesJson(
        cases=[o.to_json() for o in outcomes],
        score=[CountedJson(**row) for row in score(outcomes)],
        baseline=BASELINE,
        conduct=HonouredJson(**honoured(outcomes)),
    ).data()
