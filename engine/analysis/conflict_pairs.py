"""Search for conflicts: pairs of duties of one state that cannot both be performed, and promises that an act breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import Field

from engine.cascade.attackers import aimed_at
from engine.cascade.outcomes import Context
from engine.forms.result import DutyText, Part, written_as
from engine.record.grounds import Ground, Judged
from engine.record.rows import StateVerdict
from engine.record.verdict import Distance, Status, Verdict
from engine.setting.graph import Clause, ObligationGraph
from treaties.models.conditions import Attacker, NoWarWith
from treaties.models.corpus import Corpus
from treaties.support.grouping import grouped
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.terms import Duty, EventKind

if TYPE_CHECKING:
    from engine.answer import Answer

KINDS: dict[str, str] = sibling_toml(__file__, "kinds.toml")["conflicts"]
CLOSE = 3
"""The largest number of parties for which an instrument counts as close."""


@dataclass(frozen=True)
class PromisedDuty(Part):
    """One of two duties that cannot both be performed."""

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
    """Two duties of one state that cannot both be performed, or one duty that an act breaks."""

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
        """The number of events and judgements before both duties are due; None for duties on paper."""
        return (
            None if self.events is None else Distance(self.events, self.judgements or 0)
        )


def pairs_on_paper(corpus: Corpus, on: date) -> list[Conflict]:
    """Return all pairs of duties in force on a day that could not both be performed, as conflicts."""
    graph = ObligationGraph(corpus, on)
    found: list[Conflict] = []
    edges = list(graph.graph.edges(keys=True))
    by_obligor = grouped((edge[0], edge) for edge in edges)
    against = cache(
        lambda key, attacker: _against(graph, corpus, on, graph.clauses[key], attacker)
    )
    for obligor, toward, key in edges:
        clause = graph.clauses[key]
        if not clause.obligation.duty.drawn_in:
            continue
        for _, over, other in by_obligor[obligor]:
            second = graph.clauses[other]
            kind = _kind_on_paper(clause, toward, second, over)
            if kind and against(key, over):
                name = corpus.states[obligor].name_on(on)
                pair = (clause, toward, second, over, "", 0, None, None)
                found.append(Conflict(obligor, name, kind, *pair))
    return found


def _kind_on_paper(first: Clause, toward: str, second: Clause, over: str) -> str:
    """Find in which way two duties of one state can't both be kept, by their texts alone; empty where they can.

    Args:
        first: the duty to help.
        toward: the id of the state that is to be helped.
        second: the other duty.
        over: the id of the state to which that is owed.
    """
    if over == toward or second.treaty.id == first.treaty.id:
        return ""
    duty = second.obligation.duty
    named = _names(first, over)
    parties = max(len(first.treaty.states), len(second.treaty.states))
    close = named or parties <= CLOSE
    if duty.forbids_help and close:
        return "help-and-neutrality"
    if (duty is Duty.NOT_ATTACK and close) or (duty is Duty.NOT_ALLY_AGAINST and named):
        return "help-and-promise"
    if duty.drawn_in and toward > over and named and _names(second, toward):
        return "two-sides"
    return ""


def conflicts_of(answer: Answer, row: StateVerdict) -> list[Conflict]:
    """Return the pairs of one state's duties in an answer that cannot both be performed."""
    owed = [j for j in row.judged if j.verdict.duty and j.ground.binding]
    helping = [j for j in owed if j.ground.duty.drawn_in]
    found: list[Conflict | None] = []
    for one in helping:
        if one.verdict.status is Status.RELEASED:
            found.append(_barred(row, one))
        else:
            found += _with_neutrality(answer, row, one, owed)
            found += _with_promises(answer, row, one)
    for one, other in combinations(helping, 2):
        if _facing(one, other):
            together = _together(answer, (one.verdict, other.verdict))
            clause, over = other.ground.clause, other.ground.beneficiary
            found.append(
                _conflict(row, "two-sides", one.ground, clause, over, together)
            )
    return [conflict for conflict in found if conflict is not None]


def _conflict(
    row: StateVerdict,
    kind: str,
    first: Ground,
    second: Clause | None,
    over: str,
    distance: Distance | None,
    why: str = "",
) -> Conflict | None:
    """Make the conflict of a duty of a state with another; None where no answers make both due."""
    if distance is None:
        return None
    duties = (first.clause, first.beneficiary, second, over)
    far = distance.events, distance.judgements
    return Conflict(row.state, row.name, kind, *duties, why, 0, *far)


def _barred(row: StateVerdict, helping: Judged) -> Conflict | None:
    """A duty to help that arises by the text and may not be performed."""
    ground, verdict = helping.ground, helping.verdict
    over = ground.adversaries[0] if ground.adversaries else ""
    why = "the text is met, performance barred"
    return _conflict(row, "general-law", ground, None, over, verdict.distance, why)


def _with_neutrality(
    answer: Answer, row: StateVerdict, helping: Judged, owed: Sequence[Judged]
) -> Iterator[Conflict | None]:
    """Duties not to help the very state against which help is owed."""
    ground = helping.ground
    for other in owed:
        over = other.ground.beneficiary
        if other.ground.duty.forbids_help and over in ground.adversaries:
            together = _together(answer, (helping.verdict, other.verdict))
            clause = other.ground.clause
            yield _conflict(row, "help-and-neutrality", ground, clause, over, together)


def _with_promises(
    answer: Answer, row: StateVerdict, helping: Judged
) -> Iterator[Conflict | None]:
    """Promises to spare the very state against which help is owed."""
    ground, distance = helping.ground, helping.verdict.distance
    for _, over, key in answer.graph.graph.out_edges(row.state, keys=True):
        clause = answer.graph.clauses[key]
        promised = clause.obligation.duty
        sparing = promised is Duty.NOT_ATTACK or (
            promised is Duty.NOT_ALLY_AGAINST and _names(ground.clause, over)
        )
        if sparing and over in ground.adversaries:
            yield _conflict(row, "help-and-promise", ground, clause, over, distance)


def _facing(one: Judged, other: Judged) -> bool:
    """Whether each of two duties to help is owed to the state that the other is directed against."""
    if Status.RELEASED in (one.verdict.status, other.verdict.status):
        return False
    return (
        other.ground.beneficiary in one.ground.adversaries
        and one.ground.beneficiary in other.ground.adversaries
    )


def _together(answer: Answer, verdicts: Sequence[Verdict]) -> Distance | None:
    """How far it is until both duties are due; None where no answers make them due together."""
    one, two = (v.supports for v in verdicts)
    literals = answer.labels.literals
    both = [a | b for a in one for b in two if literals.consistent(a | b)]
    return min(
        (answer.assignments.distance(m) for m in both),
        key=lambda d: (d.total, d.judgements),
        default=None,
    )


def breaches(answer: Answer) -> list[Conflict]:
    """Return the promises that the given acts break, as conflicts."""
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
    """Merge conflicts of the same state, kind and pair of instruments: keep the nearest, and count the others."""
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
    """Return conflicts sorted by kind, and within a kind by distance, nearest first."""
    return sorted(found, key=lambda c: (list(KINDS).index(c.kind), *_rank(c)))
