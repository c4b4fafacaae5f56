"""Rows: one state of an answer, with its duties, their verdicts, failed conditions, and verdicts under readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NoReturn

from engine.record.facts import FailedCondition
from engine.record.grounds import Ground, Judged
from engine.record.literals import Literals
from engine.record.questions import Literal, Question, Questions
from engine.record.verdict import Status, Verdict
from engine.setting.graph import Clause, ObligationGraph
from engine.setting.prominence import DisplayOrder
from engine.setting.setting import Setting
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty


class Record(Mapping[str, Any]):
    """A read-only mapping of column names to scalars, with further values as attributes.

    It is not a dataclass because pandas would expand a dataclass field by field. `dict(record)` returns a copy that can
    be changed.
    """

    _columns: dict[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self._columns[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def _fixed(self, *_: object) -> NoReturn:
        raise TypeError(
            "a record is read only; `dict(record)` is a copy that may be changed"
        )

    __setattr__ = __delattr__ = _fixed

    def __copy__(self) -> Record:
        return self

    def __deepcopy__(self, _: object) -> Record:
        return self


@dataclass(frozen=True, slots=True)
class TreatyLink:
    """The treaties between one state and the attacked states, not counting statutes and policies.

    `answers` says whether the events concern an article of a treaty: its duty may become due, or one of its conditions
    fails. If not, `owes` has the articles in force that bind the state to the attacked states, and `owed` those that
    bind only the attacked states to it.
    """

    answers: bool
    owes: tuple[Clause, ...] = ()
    owed: tuple[Clause, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the link in one word: `article`, `other-articles` or `none`.

        >>> TreatyLink(answers=False).kind
        'none'
        """
        return (
            "article"
            if self.answers
            else "other-articles"
            if self.owes or self.owed
            else "none"
        )


def link_of(
    state: str,
    grounds: Iterable[Ground],
    blocked: Iterable[FailedCondition],
    setting: Setting,
    graph: ObligationGraph,
) -> TreatyLink:
    """Return how treaties link a state to the events: through its duties and failed conditions or, if it has none,
    through other articles in force.

    Args:
        state: the id of the state.
        grounds: the duties that it owes or may come to owe.
        blocked: its duties with a failed condition.
        setting: the setting, which says who is attacked.
        graph: the obligations of the day.
    """
    failed = (graph.corpus.treaty(b.treaty) for b in blocked if b.links)
    if any(g.binding for g in grounds) or any(t.rank.binding for t in failed):
        return TreatyLink(answers=True)
    attacked = set(setting.attacked)
    owes = _binding(c for s in attacked for c in graph.between(state, s))
    owed = _binding(
        c
        for c, by in graph.owed_to(state)
        if c not in owes and not attacked.isdisjoint(by)
    )
    return TreatyLink(False, owes, owed)


def _binding(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Those of treaties, each once; those of the fewest parties first."""
    found = dict.fromkeys(c for c in clauses if c.treaty.rank.binding)
    return tuple(sorted(found, key=lambda c: (len(c.treaty.states), c.key)))


class StateVerdict(Record):
    """The row of one state in an answer. As a mapping it is a flat record with the columns of
    `engine.output.answer_tables.STATES`.

    `verdict` is the main verdict, however many acts away, without a reading or under the chosen one; `settled`
    considers settled facts only; `at_once` considers the given events only, before any state performs a duty or strikes
    back; `link` is how treaties link the state to the attacked states; `by_reading` has a verdict for each reading;
    `judged` has every duty with its verdicts.

    >>> from engine import ask
    >>> row = ask("South Korea", by="North Korea", on="2026-01-01", rounds=1)["USA"]
    >>> row["ccode"], row["year"], row["status"], row["atopid"], len(row.grounds) > 0
    (2, 2026, 'bound', 3240, True)
    """

    state: str
    name: str
    on: date
    cow: int | None
    gw: int | None
    iso3: str | None
    round: int
    verdict: Verdict
    at_once: Verdict
    settled: Verdict
    link: TreatyLink
    judged: tuple[Judged, ...]
    blocked: tuple[FailedCondition, ...]
    read: Callable[[], dict[str, Verdict]]
    literals: Literals
    articles: dict[str, tuple[str, str, str]]

    def __init__(self, **parts: Any) -> None:
        if parts.keys() != StateVerdict.__annotations__.keys():
            raise TypeError(
                f"a row is made of {', '.join(StateVerdict.__annotations__)}"
            )
        self.__dict__.update(parts)
        g, v = self.ground, self.verdict
        self.__dict__["_columns"] = {
            "on": self.on,
            "year": self.on.year,
            "state": self.state,
            "name": self.name,
            "ccode": self.cow,
            "gwcode": self.gw,
            "iso3": self.iso3,
            "status": str(v.status),
            "link": self.link.kind,
            "duty": str(v.duty) if v.duty else None,
            "events": v.distance.events,
            "judgements": v.distance.judgements,
            "round": self.round,
            "at_once_status": str(self.at_once.status),
            "at_once_duty": str(self.at_once.duty) if self.at_once.duty else None,
            "treaty": g.treaty if g else None,
            "article": g.article if g else None,
            "atopid": next(iter(g.clause.treaty.atop.ids), None) if g else None,
            "beneficiary": g.beneficiary if g else None,
            "verified": g.verified if g else None,
            "warrant": str(g.clause.warrant) if g else None,
        }

    def _parts(self) -> tuple[object, ...]:
        verdicts = self.verdict, self.at_once, self.settled
        return (
            *self.values(),
            *verdicts,
            self.link,
            self.judged,
            self.blocked,
            self.by_reading,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StateVerdict) and self._parts() == other._parts()

    __hash__ = None  # type: ignore[assignment]

    def alike(self, other: StateVerdict) -> bool:
        """Return whether another row of the same state has the same verdicts."""
        mine, theirs = (
            (r.verdict, r.at_once, r.settled, r.judged) for r in (self, other)
        )
        return mine == theirs

    def __repr__(self) -> str:
        return f"<Row {self.name}: {self.status} {self.duty or ''}".rstrip() + ">"

    @cached_property
    def by_reading(self) -> dict[str, Verdict]:
        """The verdict under each reading, by reading id; computed on first use."""
        return self.read()

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Every duty that the state owes or may come to owe, nearest first."""
        return tuple(j.ground for j in self.judged)

    @property
    def ground(self) -> Ground | None:
        """The duty behind the main verdict; None if there is none."""
        return self.of(self.verdict)

    def of(self, verdict: Verdict) -> Ground | None:
        """Return the duty behind a verdict of this row; None if no duty is behind the verdict."""
        return self.judged[verdict.ground].ground if verdict.ground >= 0 else None

    @property
    def owing(self) -> Verdict:
        """The verdict on the state's strongest duty, even if the state is already at war."""
        return (
            self.judged[self.verdict.ground].verdict
            if self.verdict.ground >= 0
            else self.verdict
        )

    @property
    def status(self) -> Status:
        """The status of the main verdict on the state."""
        return self.verdict.status

    @property
    def duty(self) -> Duty | None:
        """The strongest duty that the state owes or may come to owe; None if there is none."""
        return self.verdict.duty

    @property
    def events(self) -> int:
        """The number of further events before the duty falls due."""
        return self.verdict.distance.events

    @property
    def judgements(self) -> int:
        """The number of judgements of fact or law before the duty falls due."""
        return self.verdict.distance.judgements

    @property
    def supports(self) -> tuple[tuple[Literal, ...], ...]:
        """The supports of the main verdict (sets of answers that suffice for it), smallest first, as (question, answer)
        pairs.
        """
        return tuple(self.literals.decode(m) for m in self.verdict.supports)


def row_of(
    state: str,
    setting: Setting,
    graph: ObligationGraph,
    literals: Literals,
    *,
    link: TreatyLink,
    verdicts: tuple[Verdict, Verdict, Verdict],
    judged: tuple[Judged, ...],
    blocked: tuple[FailedCondition, ...],
    read: Callable[[], dict[str, Verdict]],
) -> StateVerdict:
    """Build the row of a state.

    Args:
        state: the id of the state.
        setting: the setting of the question.
        graph: the obligations of the day.
        literals: the numbering of answers.
        link: how treaties link the state to the events.
        verdicts: three verdicts: if the war goes on, on the given events alone, and on settled facts.
        judged: its duties with their verdicts, nearest first.
        blocked: its duties with a failed condition.
        read: a function that returns the verdict under each reading.
    """
    entry, (top, first, due) = setting.corpus.states[state], verdicts
    at_war = top.status is Status.BELLIGERENT or top.ground < 0
    clauses = {b.clause: graph.clause(b.clause) for b in blocked}
    return StateVerdict(
        state=state,
        name=setting.name(state),
        on=setting.on,
        cow=entry.cow_on(setting.on),
        gw=entry.gw_on(setting.on),
        iso3=entry.iso3,
        round=0 if at_war else judged[top.ground].ground.round,
        verdict=top,
        at_once=first,
        settled=due,
        link=link,
        judged=judged,
        blocked=blocked,
        read=read,
        literals=literals,
        articles={
            key: (c.treaty.id, c.obligation.article, str(c.obligation.duty))
            for key, c in clauses.items()
        },
    )


def nearness_of_row(row: StateVerdict, order: DisplayOrder) -> tuple[object, ...]:
    """Return a sort key for rows: nearest to war first, and among equals the most prominent state."""
    v, asked = row.verdict, {o.object for o in order.setting.asked_for}
    aside = (
        v.ground >= 0
        and row.round <= 1
        and row.grounds[v.ground].beneficiary not in asked
    )
    lesser = not (v.duty and (v.duty.drawn_in or v.duty is Duty.MAY_ASSIST))
    first = v.status is not Status.BELLIGERENT, not row.round, row.round
    return (
        *first,
        aside,
        lesser,
        v.status.order,
        v.distance.total,
        order.key(row.state),
    )


def turned_on(
    rows: Iterable[StateVerdict], literals: Literals, posed: Questions
) -> tuple[Question, ...]:
    """Return the open questions in the supports of some rows; questions of small supports come first.

    Args:
        rows: the rows.
        literals: the numbering of answers.
        posed: the questions of the derivation.
    """
    masks = {m for r in rows for j in r.judged for m in j.verdict.supports}
    weight: dict[str, int] = {}
    for m in sorted(masks, key=int.bit_count):
        for q, _ in literals.decode(m):
            weight.setdefault(q, m.bit_count())
    return tuple(posed[q] for q in sorted(weight, key=lambda q: (weight[q], q)))


def concerned_by(
    rows: Iterable[StateVerdict], literals: Literals
) -> dict[str, tuple[str, ...]]:
    """Return, for each question, the states whose nearest duty to help depends on its answer."""
    owed = ((r.state, j.verdict) for r in rows for j in r.judged)
    found = grouped(
        (q, state)
        for state, v in owed
        if v.duty and v.duty.drawn_in and v.supports
        for q, _ in literals.decode(v.supports[0])
    )
    return {q: tuple(dict.fromkeys(states)) for q, states in found.items()}
