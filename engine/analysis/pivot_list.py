"""Pivots: which treaty, which party, which question and which reading a state's being drawn in depends on most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from engine.analysis.answer_sets import ASKED, asked_row
from engine.analysis.inquiry import Asked, Inquiry
from engine.analysis.supports_list import in_steps, nothing
from engine.output.answer_tables import about
from engine.output.page import Shown
from engine.output.prose import para, standing
from engine.output.result import Part, StandingAt, StepsTo, Unwritten
from engine.output.table import Framed, Tables, columns, table
from engine.verdicts.verdict import Distance
from treaties.support.budget import LATE
from treaties.support.grouping import grouped


@dataclass(frozen=True)
class Pivot(Part):
    """A treaty or a party taken away."""

    ident: Annotated[str, Field(alias="id")]
    name: str
    without: Annotated[
        StepsTo | None, Field(description="How far it is then; null is out of reach.")
    ]


@dataclass(frozen=True)
class Settled(Part):
    """A question settled: how far it is if it is answered yes, and if no."""

    ident: Annotated[str, Field(alias="id")]
    text: str
    if_yes: StepsTo | None
    if_no: StepsTo | None


@dataclass(frozen=True)
class ReadAs(Part):
    """The verdict under a reading that changes it."""

    reading: str
    verdict: StandingAt


def away(d: Distance | None) -> str:
    """Word a distance."""
    return (
        "out of reach" if d is None else "due" if not d.total else f"{in_steps(d)} away"
    )


SHOWN = 10


@dataclass(frozen=True)
class Pivots(Asked, Framed, Shown):
    """What a state's being drawn in depends on. A distance of null is out of reach."""

    inquiry: Unwritten[Inquiry] = field(repr=False)
    distance: StepsTo | None
    treaties: tuple[Pivot, ...]
    """Those whose removal changes it, first those without which it is out of reach."""
    parties: tuple[Pivot, ...]
    questions: tuple[Settled, ...]
    readings: tuple[ReadAs, ...]
    idle: Annotated[
        tuple[str, ...],
        Field(
            description="Instruments that were held against the events and change nothing."
        ),
    ]
    complete: bool
    late: Unwritten[bool]
    """Whether it was the time given that cut the search."""

    def treaty(self, ident: str) -> Pivot | None:
        """Find the pivot of one treaty; None where it changes nothing."""
        return next((p for p in self.treaties if p.ident == ident), None)

    def _lines(self) -> Iterator[str]:
        i = self.inquiry
        yield para(i.answer.title)
        yield ""
        if self.distance is None:
            yield from nothing(i, complete=i.near is None)
            return
        yield para(
            f"{i.claim}: {away(self.distance)}. What if one thing were taken away?"
        )
        for title, group in (
            ("TREATIES", self.treaties),
            ("PARTIES, if they had no treaties", self.parties),
        ):
            if group:
                yield ""
                yield f"{title}: where it stands without it"
            for p in group[:SHOWN]:
                yield para(f"{p.name}: {self.then(p.without)}", 2, 4)
            if len(group) > SHOWN:
                yield f"  and {len(group) - SHOWN} more"
        if self.questions:
            yield ""
            yield "QUESTIONS: where it stands if yes, if no"
            for q in self.questions[:SHOWN]:
                yield para(f"{q.text} yes: {away(q.if_yes)}; no: {away(q.if_no)}", 2, 4)
            if len(self.questions) > SHOWN:
                yield f"  and {len(self.questions) - SHOWN} more"
        if self.readings:
            yield ""
            yield "READINGS that change it"
            groups = grouped((standing(r.verdict), r.reading) for r in self.readings)
            yield from (
                para(f"{words} — {', '.join(names)}", 2, 4)
                for words, names in groups.items()
            )
        if self.idle:
            yield ""
            law = i.answer.corpus
            names = ", ".join(law.treaty(t).name for t in self.idle[:20])
            more = f" and {len(self.idle) - 20} more" if len(self.idle) > 20 else ""
            yield para(
                f"Held against the events, and their removal changes nothing here: {names}{more}."
            )
        if not self.complete:
            yield para(
                "Some searches were cut: a distance given is then the nearest found, and what was not looked at is left out."
            )
        if self.late:
            yield para(LATE)

    def then(self, without: Distance | None) -> str:
        """Word where the state would then be."""
        return (
            "out of reach"
            if without is None
            else "unchanged"
            if without == self.distance
            else away(without)
        )

    def _tables(self) -> Tables:
        i = self.inquiry

        def rows() -> Iterator[dict[str, Any]]:
            for kind, group in (("treaty", self.treaties), ("party", self.parties)):
                for p in group:
                    yield _pivot(self, kind, p.ident, p.name, None, p.without)
            for q in self.questions:
                for word, then in (("yes", q.if_yes), ("no", q.if_no)):
                    yield _pivot(self, "question", q.ident, q.text, word, then)

        return {"pivots": lambda: table(PIVOTS, rows(), **about(i.answer))}


PIVOTS = ASKED | columns(
    "kind id what answer events:int judgements:int reached:flag events_then:int judgements_then:int"
)
"""One row a thing taken away (`treaty`, `party`) or settled (`question`, one row for each answer): the distance now and
then; not `reached` is out of reach."""


def _pivot(
    found: Pivots,
    kind: str,
    ident: str,
    what: str,
    answer: str | None,
    then: Distance | None,
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": kind,
        "id": ident,
        "what": what,
        "answer": answer,
        "reached": then is not None,
    }
    for end, d in (("", found.distance), ("_then", then)):
        row |= {
            f"events{end}": d.events if d else None,
            f"judgements{end}": d.judgements if d else None,
        }
    return asked_row(found.inquiry) | row
