"""Pairs of duties of one state that cannot both be kept, and promises that an act breaks: how they are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import Field

from engine.cascade.attackers import aimed_at
from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.outcomes import Context
from engine.output.result import DutyText, Part, written_as
from engine.verdicts.grounds import Ground
from engine.verdicts.rows import StateVerdict
from engine.verdicts.verdict import Distance, Status, Verdict
from treaties.models.conditions import Attacker, NoWarWith
from treaties.models.corpus import Corpus
from treaties.support.grouping import grouped
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.terms import Duty, EventKind

if TYPE_CHECKING:
    from engine.answer import Answer

KINDS: dict[str, str] = sibling_toml(__file__, "kinds.toml")["conflicts"]
CLOSE = 3
"""States up to which an instrument counts as a close one."""


@dataclass(frozen=True)
class PromisedDuty(Part):
    """One of the two duties that cannot both be kept."""

    treaty: str
    article: str
    duty: DutyText


def _promise(clause: Clause) -> PromisedDuty:
    return PromisedDuty(
        clause.treaty.id, clause.obligation.article, clause.obligation.duty
    )


Promised = Annotated[Clause, written_as(PromisedDuty, _promise)]


@dataclass(frozen=True)
class Conflict(Part):
    """Two duties of one state that cannot both be kept, or one that an act breaks."""

    state: str
    name: str
    kind: str
    first: Promised
    beneficiary: str
    second: Promised | None
    over: Annotated[
        str,
        Field(description="The state that the one helps against and the other spares."),
    ]
    why: str
    more: Annotated[int, Field(description="Other pairs of the same two instruments.")]
    events: Annotated[
        int | None,
        Field(description="Events until both are due; null for duties on paper."),
    ]
    judgements: int | None

    @property
    def distance(self) -> Distance | None:
        """How far it is until both are due; None for duties on paper."""
        return (
            None if self.events is None else Distance(self.events, self.judgements or 0)
        )


def pairs_on_paper(corpus: Corpus, on: date) -> list[Conflict]:
    """List the pairs among the duties in force on a day, every one of them."""
    graph = ObligationGraph(corpus, on)
    found: list[Conflict] = []
    helping = [
        d
        for d in graph.graph.edges(keys=True)
        if graph.clauses[d[2]].obligation.duty.drawn_in
    ]
    by_obligor = grouped((edge[0], edge) for edge in graph.graph.edges(keys=True))
    against = cache(
        lambda key, attacker: _against(graph, corpus, on, graph.clauses[key], attacker)
    )
    for obligor, toward, key in helping:
        clause = graph.clauses[key]
        for _, over, other in by_obligor.get(obligor, ()):
            second = graph.clauses[other]
            if over == toward or second.treaty.id == clause.treaty.id:
                continue
            duty = second.obligation.duty
            kind = ""
            named = _names(clause, over)
            close = (
                named
                or max(len(clause.treaty.states), len(second.treaty.states)) <= CLOSE
            )
            if duty.forbids_help and close:
                kind = "help-and-neutrality"
            elif (duty is Duty.NOT_ATTACK and close) or (
                duty is Duty.NOT_ALLY_AGAINST and named
            ):
                kind = "help-and-promise"
            elif duty.drawn_in and toward > over and named and _names(second, toward):
                kind = "two-sides"
            if kind and against(key, over):
                name = corpus.states[obligor].name_on(on)
                found.append(
                    Conflict(
                        obligor,
                        name,
                        kind,
                        clause,
                        toward,
                        second,
                        over,
                        "",
                        0,
                        None,
                        None,
                    )
                )
    return found


def conflicts_of(answer: Answer, row: StateVerdict) -> list[Conflict]:
    """List the pairs of duties of one state that an answer brings together."""
    pairs = [
        (g, v)
        for g, v in ((j.ground, j.verdict) for j in row.judged)
        if v.duty and g.binding
    ]
    helping = [(g, v) for g, v in pairs if g.duty.drawn_in]
    found: list[Conflict] = []

    def add(
        kind: str,
        g: Ground,
        second: Clause | None,
        over: str,
        distance: Distance | None,
        why: str = "",
    ) -> None:
        if distance is not None:
            far = distance.events, distance.judgements
            found.append(
                Conflict(
                    row.state,
                    row.name,
                    kind,
                    g.clause,
                    g.beneficiary,
                    second,
                    over,
                    why,
                    0,
                    *far,
                )
            )

    for g, v in helping:
        if v.status is Status.RELEASED:
            barred = g.adversaries[0] if g.adversaries else ""
            add(
                "general-law",
                g,
                None,
                barred,
                v.distance,
                "the text is met, performance barred",
            )
            continue
        for h, w in pairs:
            if h.duty.forbids_help and h.beneficiary in g.adversaries:
                add(
                    "help-and-neutrality",
                    g,
                    h.clause,
                    h.beneficiary,
                    _together(answer, (v, w)),
                )
        for _, other, key in answer.graph.graph.out_edges(row.state, keys=True):
            clause = answer.graph.clauses[key]
            promised = clause.obligation.duty
            sparing = promised is Duty.NOT_ATTACK or (
                promised is Duty.NOT_ALLY_AGAINST and _names(g.clause, other)
            )
            if sparing and other in g.adversaries:
                add("help-and-promise", g, clause, other, v.distance)
    for (g, v), (h, w) in combinations(helping, 2):
        facing = h.beneficiary in g.adversaries and g.beneficiary in h.adversaries
        if facing and Status.RELEASED not in (v.status, w.status):
            add("two-sides", g, h.clause, h.beneficiary, _together(answer, (v, w)))
    return found


def _together(answer: Answer, verdicts: Sequence[Verdict]) -> Distance | None:
    """How far it is until both duties are due; None where no answers make them due together."""
    one, two = (v.supports for v in verdicts)
    literals = answer.labels.literals
    both = [a | b for a in one for b in two if literals.consistent(a | b)]
    return min(
        (answer.stances.distance(m) for m in both),
        key=lambda d: (d.total, d.judgements),
        default=None,
    )


def breaches(answer: Answer) -> list[Conflict]:
    """Find what the given acts break, one conflict for each promise and act."""
    found = []
    for b in answer.broken:
        why = "it uses force against the one it owes this to" + (
            f", {b.excused}" if b.excused else ""
        )
        why = (
            "it makes peace without the one it owes this to"
            if b.act == EventKind.SEPARATE_PEACE
            else why
        )
        name = answer.setting.name(b.state)
        found.append(
            Conflict(
                b.state,
                name,
                "breach",
                b.clause,
                b.beneficiary,
                None,
                b.adversary,
                why,
                0,
                0,
                0,
            )
        )
    return found


def _against(
    graph: ObligationGraph, corpus: Corpus, on: date, clause: Clause, attacker: str
) -> bool:
    """Whether a helping clause can be called against an attacker, as far as its text alone says."""
    if clause.obligation.trigger.standing or (
        attacker in graph.parties[clause.treaty.id]
        and attacker not in clause.obligation.adversaries
    ):
        return False
    setting = type("Day", (), {"corpus": corpus, "on": on})()
    ctx = cast(
        Context,
        type("Text", (), {"clause": clause, "graph": graph, "setting": setting})(),
    )
    barred = (
        c
        for c in clause.obligation.conditions
        if isinstance(c, NoWarWith) and attacker in c.states
    )
    return not any(barred) and aimed_at(attacker, ctx)


def _names(clause: Clause, attacker: str) -> bool:
    """Whether the text names this attacker, or attackers of a kind."""
    return any(
        isinstance(c, Attacker) and attacker in c.among
        for c in clause.obligation.conditions
    )


def folded(found: Sequence[Conflict]) -> list[Conflict]:
    """Fold conflicts into one a state, kind and pair of instruments: the nearest, with the number of the others."""
    groups = grouped(
        ((c.state, c.kind, c.first.treaty.id, c.second and c.second.treaty.id), c)
        for c in found
    )
    return [
        replace(
            min(g, key=_rank),
            more=len({(c.first.key, c.beneficiary, c.over) for c in g}) - 1,
        )
        for g in groups.values()
    ]


def _rank(c: Conflict) -> tuple[Any, ...]:
    d = c.distance or Distance()
    return d.total, d.judgements, c.name, c.first.key, c.beneficiary, c.over


def ordered(found: Sequence[Conflict]) -> list[Conflict]:
    """Order conflicts by kind, the nearest first."""
    return sorted(found, key=lambda c: (list(KINDS).index(c.kind), *_rank(c)))
