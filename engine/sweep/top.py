"""The pairs of states whose wars would bind most others to one side, with proofs.

States that owe help to both, such as common allies, do not count. The others would be bound at once against whichever
of the two attacked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, GetPydanticSchema, create_model

from engine.forms.json_parts import LawJson, Shape
from engine.forms.result import DutyText, Part, Result, Unwritten, written_as
from engine.output import written_schema
from engine.output.owing import reference
from engine.output.prose import para
from engine.output.state_text import proof_tree
from engine.output.written import SCHEMA, written
from engine.record.grounds import Ground
from engine.record.reasons import Reason
from engine.record.verdict import Status
from engine.sweep.daylaw import DayLaw
from engine.sweep.exact import traverse
from engine.sweep.plan import Plan, law_of
from engine.sweep.work import COLUMNS, SweepRow, day_law
from engine.verdicts.solution import Solution
from treaties.models.edition import edition_of
from treaties.support.grouping import grouped


@dataclass(frozen=True)
class Binding(Part):
    """A clause that binds states to help at once if one state of a pair attacks the other, with these states and the
    proof for the first of them."""

    treaty: str
    article: str
    duty: DutyText
    status: str
    states: tuple[str, ...]
    proof: Annotated[
        Any,
        GetPydanticSchema(
            lambda _, handler: handler(written_schema.models()["Reason"])
        ),
        Field(description="The proof for the first of `states`."),
    ]
    ground: Unwritten[Ground]
    reason: Unwritten[Reason]


_COLUMNS: dict[str, Any] = {
    c: (kind | None, Field(None)) for c, kind in COLUMNS.items()
}
DirectionJson = create_model(
    "DirectionJson",
    __base__=Shape,
    __doc__="The attack of one state on another: the row of the sweep, and the clauses that bind.",
    **_COLUMNS,
    causes=(list[Binding], ...),
)


@dataclass(frozen=True)
class DyadAttack:
    """The attack of one state on another: the row of the sweep, the answer, and the clauses that bind."""

    row: SweepRow
    answer: Solution
    causes: tuple[Binding, ...]

    @property
    def shape(self) -> Shape:
        """The attack as a JSON model: its row, with the clauses that bind."""
        return DirectionJson.model_validate({**self.row, "causes": list(self.causes)})


@dataclass(frozen=True)
class Dyad(Part):
    """Two states, with the clauses that bind others to help if either attacks the other."""

    states: tuple[str, ...]
    bound_to_one: Annotated[
        int,
        Field(description="How many states are bound at once to one of the two only."),
    ]
    directions: tuple[
        Annotated[DyadAttack, written_as(DirectionJson, lambda d: d.shape)], ...
    ]


@dataclass(frozen=True)
class Dyads(Result):
    """The pairs of a day whose wars would bind most states, under one reading."""

    law: LawJson
    on: str
    reading: Annotated[str, Field(description="Empty for none.")]
    dyads: tuple[Dyad, ...]

    def __str__(self) -> str:
        return "\n\n".join(
            "\n".join(_lines(place, d)) for place, d in enumerate(self.dyads, start=1)
        )


def partisans(rows: Iterable[SweepRow], column: str) -> int:
    """Return the number of states that are in a column (such as `bound`) when one state of a pair attacks, and not when
    the other attacks.

    >>> partisans([{"bound": "x y"}, {"bound": "x"}], "bound")
    1
    """
    first, *others = (set(r[column].split()) for r in rows)
    return len(first.symmetric_difference(*others))


def _entangling(found: tuple[tuple[str, ...], list[SweepRow]]) -> tuple[Any, ...]:
    """Most entangling first: by the states bound at once to one side only."""
    pair, rows = found
    counts = (-partisans(rows, c) for c in ("bound", "conditional", "contested"))
    return (*counts, -sum(r["cascade"] for r in rows), pair)


def dyads(plan: Plan, rows: Iterable[SweepRow], count: int) -> Dyads:
    """Return the pairs of a plan's day whose wars would bind most states to one side, with proofs.

    Args:
        plan: the sweep; its last reading is used.
        rows: the rows of the day.
        count: the number of pairs.
    """
    chosen = (r for r in rows if r["reading"] == plan.readings[-1])
    pairs = grouped((tuple(sorted((r["attacker"], r["victim"]))), r) for r in chosen)
    found = []
    for pair, both in sorted(pairs.items(), key=_entangling)[:count]:
        found.append(
            Dyad(
                pair,
                partisans(both, "bound"),
                tuple(_direction(plan, row) for row in both),
            )
        )
    return Dyads(
        LawJson(**edition_of(law_of(plan))),
        plan.days[0],
        plan.readings[-1],
        tuple(found),
        schema_=SCHEMA,
    )


def _direction(plan: Plan, row: SweepRow) -> DyadAttack:
    law = day_law(plan, row["on"])
    answer = traverse(
        law.corpus,
        law.graph,
        row["attacker"],
        row["victim"],
        [r for r in law.readings if r],
    )
    answer = answer.under(row["reading"]) if row["reading"] else answer
    return DyadAttack(row, answer, causes_of(answer, law))


def causes_of(answer: Solution, law: DayLaw) -> tuple[Binding, ...]:
    """Return the clauses by which the attack alone makes states owe help, for certain or on an open question.

    Each has its status and its states; a state stands under the clause of its main verdict.
    """
    groups: dict[tuple[int, str, str], list[tuple[str, Ground, int]]] = {}
    for row in answer.rows:
        v = row.verdict
        if (
            v.ground < 0
            or row.state not in law.bit
            or not (v.duty and v.duty.drawn_in)
            or v.status.order > 3
        ):
            continue
        ground = row.grounds[v.ground]
        if v.status in (Status.BOUND, Status.CONDITIONAL, Status.CONTESTED):
            key = v.status.order, str(v.status), ground.clause.key
            groups.setdefault(key, []).append(
                (row.state, ground, v.supports[0] if v.supports else 0)
            )
    found = []
    for (_, status, _), members in sorted(
        groups.items(), key=lambda x: (x[0][0], -len(x[1]), x[0][2])
    ):
        _, ground, support = min(members, key=lambda m: m[0])
        reason = answer.proof(ground.fact, support)
        proof = written_schema.models()["Reason"].model_validate(
            written(reason, answer)
        )
        states = tuple(sorted(s for s, *_ in members))
        found.append(
            Binding(
                ground.treaty,
                ground.article,
                ground.duty,
                status,
                states,
                proof,
                ground,
                reason,
            )
        )
    return tuple(found)


def _lines(place: int, dyad: Dyad) -> Iterator[str]:
    """A dyad and its proofs as text."""
    head = " – ".join(dyad.directions[0].answer.setting.name(s) for s in dyad.states)
    yield f"{place}. {head}: {dyad.bound_to_one} bound at once to one of the two only"
    for d in dyad.directions:
        row, name = d.row, d.answer.setting.name
        counts = f"{row['n_bound']} bound, {row['n_conditional']} conditional, {row['n_contested']} contested"
        attack = f"If {name(row['attacker'])} attacks {name(row['victim'])}"
        yield para(f"{attack}: {counts}; plain cascade {row['cascade']}", 3)
        for c in d.causes:
            yield para(
                f"{c.status}, {c.ground.duty} — {reference(c.ground.clause)}: {', '.join(map(name, c.states))}",
                5,
            )
            yield from proof_tree(d.answer, c.reason, {}, " " * 7)
