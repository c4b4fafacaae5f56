"""Storage of findings as JSON, and loading without a new derivation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from typing import Self

from pydantic import TypeAdapter

from engine.findings.findings import Findings
from engine.findings.leave import beyond_leave
from engine.findings.readings import moving
from engine.question.topic import Topic
from engine.record.breaches import Breach, ForbiddenForce
from engine.record.completeness import Completeness
from engine.record.facts import Fact, FailedCondition
from engine.record.grounds import Ground, Judged, nothing_due
from engine.record.literals import Assignment, Literals
from engine.record.over_time import OverTime
from engine.record.questions import Question, Questions
from engine.record.reasons import Reason
from engine.record.rows import (
    StateVerdict,
    concerned_by,
    link_of,
    nearness_of_row,
    row_of,
    turned_on,
)
from engine.record.verdict import Status, Verdict
from engine.setting.graph import ObligationGraph, clause_of, obligations
from engine.setting.prominence import DisplayOrder
from engine.setting.question_words import heading_of, title_of
from engine.setting.setting import Setting, set_out
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered, Reading
from treaties.models.scenario import Scenario

Otherwise = dict[str, Verdict]
"""Verdicts by reading id, for readings whose verdict differs from the one without a reading."""


@dataclass(frozen=True)
class WrittenGround:
    """A duty that a state may owe, with its verdicts, as stored in JSON. The clause is given by its key."""

    clause: str
    obligor: str
    beneficiary: str
    adversaries: tuple[str, ...]
    round: int
    due: tuple[int, ...]
    arisen: tuple[int, ...]
    truncated: bool
    verdict: Verdict
    at_once: Verdict
    otherwise: Otherwise
    """Verdicts at once under readings that change it."""


@dataclass(frozen=True)
class WrittenRow:
    """The row of one state, as stored in JSON."""

    state: str
    verdict: Verdict
    at_once: Verdict
    settled: Verdict
    judged: tuple[WrittenGround, ...]
    blocked: tuple[FailedCondition, ...]
    otherwise: Otherwise


@dataclass(frozen=True)
class WrittenBreach:
    """A broken promise, as stored in JSON. The clause is given by its key."""

    state: str
    clause: str
    beneficiary: str
    others: tuple[str, ...]
    act: str
    adversary: str
    excused: str


@dataclass(frozen=True)
class WrittenForce:
    """A use of force that general law forbids, as stored in JSON. The rule is given by its id."""

    state: str
    rule: str
    adversary: str
    excused: str


@dataclass(frozen=True)
class WrittenFindings:
    """All findings of an answer, as stored in JSON. Treaties and readings are given by id and come from the corpus."""

    law: str
    """The hash of the law."""
    scenario: Scenario
    topic: Topic
    over: OverTime | None
    asked: str | None
    readings: tuple[str, ...]
    literals: tuple[str, ...]
    used: int
    posed: tuple[Question, ...]
    supposed: tuple[Answered, ...]
    settled: dict[str, Assignment]
    """The settled answers by reading id: under the chosen reading, and without one under the empty key."""
    rows: tuple[WrittenRow, ...]
    signed: tuple[WrittenGround, ...]
    broken: tuple[WrittenBreach, ...]
    forbidden: tuple[WrittenForce, ...]
    completeness: Completeness
    proofs: tuple[tuple[Fact, int, Reason], ...]
    views: dict[str, tuple[WrittenRow, ...]]
    """The rows that differ, by the id of the reading that changes them."""
    unread: WrittenFindings | None
    """The findings without the chosen reading."""
    beyond: WrittenFindings | None
    """The findings as if the force exceeded the permission given for it."""


@cache
def _form() -> TypeAdapter[WrittenFindings]:
    return TypeAdapter(WrittenFindings)


def to_json(findings: Findings) -> bytes:
    """Serialise findings as JSON."""
    return _form().dump_json(written(findings))


def from_json(text: bytes, corpus: Corpus) -> ReadFindings:
    """Load findings from JSON.

    Args:
        text: the JSON.
        corpus: the law on which the findings rest.

    Raises `ValueError` if the text has another form or rests on another law.
    """
    found = _form().validate_json(text)
    if found.law != corpus.hash:
        raise ValueError(f"these findings are of the law {found.law}")
    return ReadFindings.of(corpus, found)


def written(findings: Findings, *, views: bool = True) -> WrittenFindings:
    """Convert findings into the model that is stored as JSON.

    Args:
        findings: the findings.
        views: whether to include the verdicts under other readings.
    """
    literals, leave, asked = findings.literals, beyond_leave(findings), findings.asked
    unread = written(findings.read_by(None), views=False) if asked and views else None
    settled = {"": findings.settled_under(None)}
    for reading in (*findings.readings, *([asked] if asked else [])):
        settled[reading.id] = findings.settled_under(reading)
    return WrittenFindings(
        law=findings.corpus.hash,
        scenario=findings.scenario,
        topic=findings.topic,
        over=findings.over,
        asked=asked.id if asked else None,
        readings=tuple(r.id for r in findings.readings),
        literals=tuple(literals.ids),
        used=literals.used,
        posed=tuple(findings.posed),
        supposed=findings.supposed,
        settled=settled,
        rows=tuple(_row(findings, r) for r in findings.rows),
        signed=tuple(_ground(j, {}) for _, j in findings.signed),
        broken=tuple(_breach(b) for b in findings.broken),
        forbidden=tuple(_force(f) for f in findings.forbidden),
        completeness=findings.completeness,
        proofs=tuple(_proofs(findings)),
        views=_views(findings) if views else {},
        unread=unread,
        beyond=written(leave, views=False) if leave else None,
    )


def _ground(j: Judged, otherwise: Otherwise) -> WrittenGround:
    g = j.ground
    who = g.clause.key, g.obligor, g.beneficiary, g.adversaries, g.round
    verdicts = j.verdict, j.at_once, otherwise
    return WrittenGround(*who, g.due, g.arisen, g.truncated, *verdicts)


def _row(findings: Findings, row: StateVerdict, *, whole: bool = True) -> WrittenRow:
    """A row; where it is not whole without what other readings make of it."""
    verdicts = row.verdict, row.at_once, row.settled
    each = ((j, _otherwise(findings, j) if whole else {}) for j in row.judged)
    judged = tuple(_ground(j, otherwise) for j, otherwise in each)
    readings = row.by_reading.items() if whole else ()
    by_reading = {r: v for r, v in readings if v != row.owing}
    return WrittenRow(row.state, *verdicts, judged, row.blocked, by_reading)


def _otherwise(findings: Findings, j: Judged) -> Otherwise:
    """The verdicts at once on a ground that is due, under each reading that changes it."""
    if j.at_once.duty is None:
        return {}
    each = ((r.id, findings.at_once(j.ground, r)) for r in findings.readings)
    return {ident: v for ident, v in each if v != j.at_once}


def _views(findings: Findings) -> dict[str, tuple[WrittenRow, ...]]:
    """The rows that differ under each reading that moves some state."""
    changing = moving(findings)
    own, found = {r.state: r for r in findings.rows}, {}
    for reading in findings.readings:
        if reading.id in changing:
            seen = findings.read_by(reading)
            differ = [r for r in seen.rows if not r.alike(own[r.state])]
            found[reading.id] = tuple(_row(seen, r, whole=False) for r in differ)
    return found


def _breach(b: Breach) -> WrittenBreach:
    whom = b.beneficiary, b.others, b.act, b.adversary, b.excused
    return WrittenBreach(b.state, b.clause.key, *whom)


def _force(f: ForbiddenForce) -> WrittenForce:
    return WrittenForce(f.state, f.rule.id, f.adversary, f.excused)


def _proofs(findings: Findings) -> Iterator[tuple[Fact, int, Reason]]:
    """The proofs of all that is due, or has arisen and is released, in the end and at once."""
    made = set()
    for row in findings.rows:
        for j in row.judged:
            for v in (j.verdict, j.at_once):
                fact, support = j.ground.proved(v), v.supports[0] if v.supports else 0
                if v.status is not Status.NOT_TRIGGERED and (fact, support) not in made:
                    made.add((fact, support))
                    yield fact, support, findings.proof(fact, support)


@dataclass(frozen=True)
class ReadFindings:
    """Findings loaded from JSON, with the interface of `Findings`. Nothing is derived again."""

    corpus: Corpus
    written: WrittenFindings = field(repr=False)
    topic: Topic
    asked: Reading | None
    """The reading that the main verdicts follow."""

    @classmethod
    def of(cls, corpus: Corpus, written: WrittenFindings) -> Self:
        """Combine stored findings with the law on which they rest."""
        asked = corpus.reading(written.asked) if written.asked else None
        return cls(corpus, written, written.topic, asked)

    @property
    def scenario(self) -> Scenario:
        """The question, as a scenario."""
        return self.written.scenario

    @property
    def over(self) -> OverTime | None:
        """What is owed over the month or year that the question names; None if it names a day."""
        return self.written.over

    @property
    def supposed(self) -> tuple[Answered, ...]:
        """The answers that the user supposed in the question."""
        return self.written.supposed

    @property
    def completeness(self) -> Completeness:
        """How far the search went, and whether duties may be missing."""
        return self.written.completeness

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The readings whose verdicts the answer gives beside its main verdicts."""
        return tuple(map(self.corpus.reading, self.written.readings))

    @cached_property
    def setting(self) -> Setting:
        """The question on its day: events, sides, and wars already running."""
        return set_out(self.corpus, self.scenario)

    @cached_property
    def graph(self) -> ObligationGraph:
        """The graph of obligations on the day of the question."""
        public = self.scenario.as_known_by == "public"
        return obligations(self.corpus, self.scenario.on, public_only=public)

    @cached_property
    def display_order(self) -> DisplayOrder:
        """The order in which every output form lists states."""
        return DisplayOrder(self.setting, self.graph)

    @property
    def title(self) -> str:
        """The question in words."""
        return title_of(self.setting)

    @property
    def heading(self) -> str:
        """The events, their place and day, and the date of the law that was applied."""
        over = self.over
        period = (over.words, over.remark) if over else ()
        return heading_of(self.setting, *period)

    @cached_property
    def literals(self) -> Literals:
        """The numbering that gives each answer to a question a bit."""
        ids = self.written.literals
        return Literals(ids, ids[: self.written.used])

    @cached_property
    def posed(self) -> Questions:
        """All questions that the derivation asked."""
        posed = Questions(self.setting.name_in_line)
        for question in self.written.posed:
            posed.ask(question)
        return posed

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The open questions on which the answer depends; those that decide alone come first."""
        return turned_on(self.rows, self.literals, self.posed)

    @cached_property
    def concerned(self) -> dict[str, tuple[str, ...]]:
        """The obligors concerned by each question: those whose nearest duty to help depends on its answer."""
        return concerned_by(self.rows, self.literals)

    @cached_property
    def rows(self) -> tuple[StateVerdict, ...]:
        """The rows of all states that a treaty links to the events, belligerents first."""
        rows = self._plain
        shown = self.asked.id if self.asked else None
        if shown != self.written.asked and shown:
            rows |= {w.state: self._row(w) for w in self.written.views.get(shown, ())}
        order = self.display_order
        return tuple(sorted(rows.values(), key=lambda r: nearness_of_row(r, order)))

    @cached_property
    def _plain(self) -> dict[str, StateVerdict]:
        return {w.state: self._row(w) for w in self.written.rows}

    @cached_property
    def _otherwise(self) -> dict[str, Otherwise]:
        """By state the verdicts under other readings."""
        return {w.state: w.otherwise for w in self.written.rows}

    def _row(self, w: WrittenRow) -> StateVerdict:
        judged = tuple(self._judged(g, self.graph) for g in w.judged)
        verdicts = w.verdict, w.at_once, w.settled
        grounds = [j.ground for j in judged]
        link = link_of(w.state, grounds, w.blocked, self.setting, self.graph)
        at = w.verdict.ground
        owing = judged[at].verdict if at >= 0 else w.verdict
        return row_of(
            w.state,
            self.setting,
            self.graph,
            self.literals,
            link=link,
            verdicts=verdicts,
            judged=judged,
            blocked=w.blocked,
            read=partial(self._by_reading, w.state, owing),
        )

    def _by_reading(self, state: str, own: Verdict) -> dict[str, Verdict]:
        other = self._otherwise.get(state, {})
        return {r: other.get(r, own) for r in self.written.readings}

    def _judged(self, w: WrittenGround, graph: ObligationGraph) -> Judged:
        clause = graph.clauses.get(w.clause) or clause_of(self.corpus, w.clause)
        who = w.obligor, w.beneficiary, w.adversaries, w.round
        ground = Ground(clause, *who, w.due, w.arisen, w.truncated)
        return Judged(ground, w.verdict, w.at_once)

    @property
    def bound(self) -> tuple[StateVerdict, ...]:
        """The rows of the states that owe a duty or may come to owe one."""
        return tuple(r for r in self.rows if r.judged)

    def __getitem__(self, state: str | int) -> StateVerdict:
        ident = self.corpus.states.resolve(state, self.setting.on).id
        known = next((r for r in self.rows if r.state == ident), None)
        if known:
            return known
        link = link_of(ident, (), (), self.setting, self.graph)
        none = nothing_due(linked=link.answers)
        return self._row(WrittenRow(ident, none, none, none, (), (), {}))

    @cached_property
    def signed(self) -> tuple[tuple[StateVerdict, Judged], ...]:
        """The duties that signed treaties would add at once if they were in force, each with the row of its obligor."""
        each = (self._judged(w, self.graph.signed) for w in self.written.signed)
        return tuple((self[j.ground.obligor], j) for j in each)

    @cached_property
    def broken(self) -> tuple[Breach, ...]:
        """The promises that acts in the question break, one for each article."""
        return tuple(
            Breach(**vars(w) | {"clause": clause_of(self.corpus, w.clause)})
            for w in self.written.broken
        )

    @cached_property
    def forbidden(self) -> tuple[ForbiddenForce, ...]:
        """The force in the question that general law forbids."""
        rules = {r.id: r for r in self.corpus.rules}
        return tuple(
            ForbiddenForce(**vars(w) | {"rule": rules[w.rule]})
            for w in self.written.forbidden
        )

    def settled_under(self, reading: Reading | None) -> Assignment:
        """Return the answers that are settled without a reading, or under the chosen reading."""
        return self.written.settled[reading.id if reading else ""]

    @cached_property
    def _proofs(self) -> dict[tuple[Fact, int], Reason]:
        return {(fact, support): r for fact, support, r in self.written.proofs}

    def proof(self, fact: Fact, support: int) -> Reason:
        """Return the stored proof of a fact under a support."""
        return self._proofs[fact, support]

    @cached_property
    def _at_once(self) -> dict[Fact, WrittenGround]:
        return {
            Fact("due", (g.obligor, g.clause, g.beneficiary)): g
            for row in self.written.rows
            for g in row.judged
        }

    def at_once(self, ground: Ground, reading: Reading) -> Verdict:
        """Return the verdict on a duty under a reading, considering the given events alone."""
        known = self._at_once[ground.fact]
        return known.otherwise.get(reading.id, known.at_once)

    def about(self, topic: Topic) -> Self:
        """Return the same findings with another topic, for example other states asked about."""
        return replace(self, topic=topic)

    def read_by(self, reading: Reading | None) -> Self:
        """Return the same findings with the verdicts of `reading` as the main verdicts; None restores those without a
        reading.
        """
        if reading is None and self.written.unread:
            return replace(
                type(self).of(self.corpus, self.written.unread), topic=self.topic
            )
        return replace(self, asked=reading)

    def beyond(self, answers: Iterable[Answered]) -> Self:
        """Return the stored findings for the case that the force exceeded its permission; `answers` is not consulted."""
        assert self.written.beyond, f"no findings are written for {[*answers]}"
        return replace(
            type(self).of(self.corpus, self.written.beyond), topic=self.topic
        )
