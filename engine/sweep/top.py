"""The most entangling dyads of a day: whose quarrel binds most others to one side only, with the proof by clause.

A state that owes help to both, as common allies do, does not count: it can't tell the sides apart. What is left are
the states that an attack, one way or the other, would bind at once against the attacker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, create_model

from engine.cascade.question_ids import kind_of
from engine.output.json_models import LawJson, ReasonJson
from engine.output.json_parts import ResultShape, Shape
from engine.output.owing import reference
from engine.output.prose import para
from engine.output.result import DutyText, Part, Unwritten, written_as
from engine.sweep.daylaw import DayLaw
from engine.sweep.exact import traverse
from engine.sweep.plan import Plan, law_of
from engine.sweep.work import COLUMNS, StateVerdict, day_law
from engine.verdicts.explanation import Reason, prove
from engine.verdicts.grounds import Ground
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.models.edition import edition_of
from treaties.vocabulary.grouping import grouped


@dataclass(frozen=True)
class Binding(Part):
    """One clause that binds states at once in one direction of a dyad."""

    treaty: str
    article: str
    duty: DutyText
    status: str
    states: tuple[str, ...]
    proof: Annotated[
        Reason, written_as(ReasonJson, ReasonJson.of_reason), Field(description="The proof for the first of `states`.")
    ]
    ground: Unwritten[Ground]


_COLUMNS: dict[str, Any] = {c: (kind | None, Field(None)) for c, kind in COLUMNS.items()}
DirectionJson = create_model(
    "DirectionJson",
    __base__=Shape,
    __doc__="The attack of one state on another: the row of the sweep, and the clauses that bind.",
    **_COLUMNS,
    causes=(list[Binding], ...),
)


class DyadJson(Shape):
    """Two states, and what binds others if either attacks the other."""

    states: list[str]
    bound_to_one: int = Field(description="How many states are bound at once to one of the two only.")
    directions: list[DirectionJson]


class DyadsJson(ResultShape):
    """The most entangling dyads of a day, under one reading; the first binds most."""

    law: LawJson
    on: str
    reading: str = Field(description="Empty for none.")
    dyads: list[DyadJson]


@dataclass(frozen=True)
class Dyad:
    """Two states, and the rows for the attack of each on the other."""

    states: tuple[str, str]
    rows: tuple[StateVerdict, ...]

    def partisans(self, column: str) -> int:
        """Count the states of a column that are so toward one of the two and not toward the other."""
        sides = [set(r[column].split()) for r in self.rows]
        return len(sides[0].symmetric_difference(*sides[1:]))

    @property
    def order(self) -> tuple[Any, ...]:
        """Most entangling first: by the states bound at once to one side only."""
        counts = (-self.partisans(c) for c in ("bound", "conditional", "contested"))
        return (*counts, -sum(r["cascade"] for r in self.rows), self.states)


def dyads(rows: Iterable[StateVerdict]) -> list[Dyad]:
    """List the unordered pairs of rows of one day under one reading, most entangling first."""
    found = grouped((tuple(sorted((r["attacker"], r["victim"]))), r) for r in rows)
    return sorted((Dyad(pair, tuple(both)) for pair, both in found.items()), key=lambda d: d.order)


@dataclass(frozen=True)
class Proved:
    """A dyad with the causes of each direction."""

    dyad: Dyad
    causes: tuple[tuple[StateVerdict, Solution, tuple[Binding, ...]], ...]


def dyads_to_dict(plan: Plan, found: Iterable[Proved]) -> dict[str, Any]:
    """Give the JSON form of the dyads of a plan's day, under the last of its readings."""
    told = [
        DyadJson(
            states=list(p.dyad.states),
            bound_to_one=p.dyad.partisans("bound"),
            directions=[DirectionJson.model_validate({**row, "causes": list(causes)}) for row, _, causes in p.causes],
        )
        for p in found
    ]
    law = LawJson(**edition_of(law_of(plan)))
    return DyadsJson(law=law, on=plan.days[0], reading=plan.readings[-1], dyads=told).data()


def proved(plan: Plan, found: Sequence[Dyad]) -> list[Proved]:
    """Prove the dyads by the traversal itself."""
    out = []
    for dyad in found:
        causes = []
        for row in dyad.rows:
            law = day_law(plan, row["on"])
            answer = traverse(law.corpus, law.graph, row["attacker"], row["victim"], [r for r in law.readings if r])
            if row["reading"]:
                answer = answer.under(row["reading"])
            causes.append((row, answer, causes_of(answer, law)))
        out.append(Proved(dyad, tuple(causes)))
    return out


def causes_of(answer: Solution, law: DayLaw) -> tuple[Binding, ...]:
    """Clause by clause, the states that owe help at once; each state under the clause that its verdict rests on."""
    groups: dict[tuple[int, str, str], list[tuple[str, Ground, int]]] = {}
    for row in answer.rows:
        v = row.verdict
        if v.ground < 0 or row.state not in law.bit or not (v.duty and v.duty.drawn_in) or v.status.order > 3:
            continue
        ground = row.grounds[v.ground]
        if v.status in (Status.BOUND, Status.CONDITIONAL, Status.CONTESTED):
            key = v.status.order, str(v.status), ground.clause.key
            groups.setdefault(key, []).append((row.state, ground, v.supports[0] if v.supports else 0))
    found = []
    for (_, status, _), members in sorted(groups.items(), key=lambda x: (x[0][0], -len(x[1]), x[0][2])):
        _, ground, support = min(members, key=lambda m: m[0])
        proof = prove(answer, ground.fact, support)
        states = tuple(sorted(s for s, *_ in members))
        found.append(Binding(ground.treaty, ground.article, ground.duty, status, states, proof, ground))
    return tuple(found)


def tell(found: Sequence[Proved]) -> str:
    """Write the dyads and their proofs as text."""
    lines = []
    for place, p in enumerate(found, start=1):
        head = " – ".join(p.causes[0][1].setting.name(s) for s in p.dyad.states)
        lines.append(f"{place}. {head}: {p.dyad.partisans('bound')} bound at once to one of the two only")
        for row, answer, causes in p.causes:
            name = answer.setting.name
            counts = f"{row['n_bound']} bound, {row['n_conditional']} conditional, {row['n_contested']} contested"
            lines.append(
                para(
                    f"If {name(row['attacker'])} attacks {name(row['victim'])}: {counts}; plain cascade {row['cascade']}",
                    3,
                )
            )
            for c in causes:
                who = ", ".join(map(name, c.states))
                lines.append(para(f"{c.status}, {c.ground.duty} — {reference(c.ground.clause)}: {who}", 5))
                lines += _proof(answer, c.proof, 7)
        lines.append("")
    return "\n".join(lines).rstrip()


def _proof(answer: Solution, reason: Reason, indent: int) -> list[str]:
    lines = [para(reason.text + (" — given" if reason.rule == "event" else ""), indent)]
    for ident, yes in reason.answers:
        if kind_of(ident) != "rule":
            q = answer.stances.questions[ident]
            bit = answer.labels.literals.bit((ident, yes))
            how = "settled" if answer.stances.under(answer.asked).true & bit else "open"
            lines.append(para(f"{how}: {q.text} — {'yes' if yes else 'no'}", indent + 2))
    for child in reason.because:
        lines += _proof(answer, child, indent + 2)
    return lines
