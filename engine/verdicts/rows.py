"""Rows of an answer: one state, its grounds, what was blocked, and its verdict under any reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.cascade.facts import Blocked, Fact
from engine.cascade.graph import Clause
from engine.cascade.questions import Literal
from engine.forms.record import Record
from engine.labels.labels import Labels, Literals, minimal
from engine.verdicts.verdict import Distance, Stances, Status, Verdict, lowered
from treaties.readings import Reading
from treaties.terms import Duty


@dataclass(frozen=True)
class Ground:
    """One duty that a state may come to owe, with the supports of its casus foederis and of its being due in law."""

    clause: Clause
    obligor: str
    toward: str
    against: tuple[str, ...]
    round: int
    due: tuple[int, ...]
    """Supports of the duty in law, as masks."""
    arisen: tuple[int, ...]
    """Supports of the casus foederis on the text alone."""
    truncated: bool = False

    @property
    def duty(self) -> Duty:
        """The duty of the article."""
        return self.clause.obligation.duty

    @property
    def treaty(self) -> str:
        """Id of the instrument."""
        return self.clause.treaty.id

    @property
    def article(self) -> str:
        """The article as cited."""
        return self.clause.obligation.article

    @property
    def binding(self) -> bool:
        """Whether the instrument binds in international law."""
        return self.clause.treaty.rank.binding

    @property
    def verified(self) -> bool:
        """Whether article and dates were checked against a source."""
        return self.clause.obligation.verified and self.clause.treaty.verified

    @property
    def fact(self) -> Fact:
        """The fact that the duty is due."""
        return Fact("due", (self.obligor, self.clause.key, self.toward))


class Row(Record):
    """One state in an answer; as a mapping, its flat record (`engine.forms.answer_tables.STATES` tells the columns).

    `verdict` is the strongest due ground without a reading (or under the one asked for); `at_once` the verdict on
    the given events alone, before anybody performs or strikes back; `by_reading` the verdict under every reading;
    `grounded` the verdict of each ground, in the order of `grounds`.

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
    grounds: tuple[Ground, ...]
    blocked: tuple[Blocked, ...]
    by_reading: dict[str, Verdict]
    grounded: tuple[Verdict, ...]
    literals: Literals
    articles: dict[str, tuple[str, str, str]]

    def __init__(self, **parts: Any) -> None:
        if parts.keys() != Row.__annotations__.keys():
            raise TypeError(f"a row is made of {', '.join(Row.__annotations__)}")
        self.__dict__.update(parts)
        super().__init__(self._record())

    def _record(self) -> dict[str, Any]:
        g, v = self.ground, self.verdict
        return {
            "on": self.on, "year": self.on.year, "state": self.state, "name": self.name,
            "ccode": self.cow, "gwcode": self.gw, "iso3": self.iso3,
            "status": str(v.status), "duty": str(v.duty) if v.duty else None,
            "events": v.distance.events, "judgements": v.distance.judgements, "round": self.round,
            "at_once_status": str(self.at_once.status),
            "at_once_duty": str(self.at_once.duty) if self.at_once.duty else None,
            "treaty": g.treaty if g else None, "article": g.article if g else None,
            "atopid": next(iter(g.clause.treaty.atop), None) if g else None,
            "toward": g.toward if g else None, "verified": g.verified if g else None,
        }  # fmt: skip

    def _parts(self) -> tuple[object, ...]:
        return (*self.values(), self.verdict, self.at_once, self.grounds, self.blocked, self.by_reading, self.grounded)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and self._parts() == other._parts()

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Row {self.name}: {self.status} {self.duty or ''}".rstrip() + ">"

    @property
    def ground(self) -> Ground | None:
        """The ground that the verdict rests on."""
        return self.grounds[self.verdict.ground] if self.verdict.ground >= 0 and self.grounds else None

    @property
    def status(self) -> Status:
        """The verdict's status."""
        return self.verdict.status

    @property
    def duty(self) -> Duty | None:
        """The verdict's duty."""
        return self.verdict.duty

    @property
    def events(self) -> int:
        """Further events between here and the duty."""
        return self.verdict.distance.events

    @property
    def judgements(self) -> int:
        """Judgements of fact or law between here and the duty."""
        return self.verdict.distance.judgements

    @property
    def supports(self) -> tuple[tuple[Literal, ...], ...]:
        """The supports of the verdict, nearest first, as (question, answer) pairs."""
        return tuple(self.literals.decode(m) for m in self.verdict.supports)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "state": self.state,
            "name": self.name,
            "cow": self.cow,
            "iso3": self.iso3,
            "round": self.round,
            "status": str(self.status),
            "duty": str(self.duty) if self.duty else None,
            "events": self.events,
            "judgements": self.judgements,
            "at_once": self.at_once.to_dict(),
            "by_reading": {k: v.to_dict() for k, v in self.by_reading.items()},
            "grounds": [self._ground(g, v) for g, v in zip(self.grounds, self.grounded, strict=True)],
            "blocked": [self._blocked(b) for b in self.blocked],
        }

    def _ground(self, g: Ground, v: Verdict) -> dict[str, Any]:
        return {
            "treaty": g.treaty,
            "article": g.article,
            "duty": str(v.duty or g.duty),
            "rank": str(g.clause.treaty.rank),
            "toward": g.toward,
            "against": list(g.against),
            "round": g.round,
            "status": str(v.status),
            "events": v.distance.events,
            "judgements": v.distance.judgements,
            "supports": [
                [{"question": q, "answer": "yes" if a else "no"} for q, a in self.literals.decode(m)]
                for m in v.supports
            ],
            "truncated": g.truncated,
            "verified": g.verified,
            "text_available": g.clause.treaty.text_available,
        }

    def _blocked(self, b: Blocked) -> dict[str, Any]:
        treaty, article, duty = self.articles[b.clause]
        return {
            "treaty": treaty, "article": article, "duty": duty, "toward": b.beneficiary,
            "against": b.adversary, "condition": b.condition, "reason": b.reason,
        }  # fmt: skip


def trimmed(grounds: Iterable[Ground]) -> list[Ground]:
    """Grounds less what adds nothing: a second casus foederis of a clause that rests on all that the first rests on."""
    by_clause: dict[str, list[Ground]] = {}
    for g in grounds:
        by_clause.setdefault(g.clause.key, []).append(g)
    kept = []
    for group in by_clause.values():
        least_due = set(minimal(m for g in group for m in g.due))
        least_arisen = set(minimal(m for g in group for m in g.arisen))
        for g in group:
            due = tuple(m for m in g.due if m in least_due)
            arisen = tuple(m for m in g.arisen if m in least_arisen)
            if due or arisen:
                kept.append(replace(g, due=due, arisen=arisen))
    return kept


def judge(ground: Ground, stances: Stances, reading: Reading | None, index: int = -1) -> Verdict:
    """The verdict on one ground under a reading."""
    stance = stances.under(reading)
    duty = lowered(ground.duty, reading, ground.treaty, ground.article)
    due = stance.restrict(ground.due)
    if due:
        near = stances.nearest(due)
        assert near is not None
        ordered = tuple(sorted(due, key=lambda m: (m.bit_count(), stances.distance(m).judgements, m)))
        return Verdict(stances.nature(near), duty, stances.distance(near), index, ordered)
    arisen = stance.restrict(ground.arisen)
    near = stances.nearest(arisen)
    if near is not None:
        return Verdict(Status.RELEASED, duty, stances.distance(near), index, arisen)
    return Verdict(Status.NOT_TRIGGERED, None, Distance(), index)


def strongest(grounds: Sequence[Ground], verdicts: Sequence[Verdict], *, linked: bool) -> Verdict:
    """The verdict on a state: help that is due before help that may not be given, and either before lesser duties."""
    best: tuple[tuple[int, ...], Verdict] | None = None
    for g, v in zip(grounds, verdicts, strict=True):
        if v.duty is None or not g.binding:
            continue
        helping = g.duty.drawn_in
        group = 0 if helping and v.status is not Status.RELEASED and v.duty is not Duty.RIGHT else 1 if helping else 2
        key = (group, v.status.order, v.distance.total, v.distance.judgements, v.duty.rank, g.round)
        if best is None or key < best[0]:
            best = (key, v)
    if best:
        return best[1]
    return Verdict(Status.NOT_TRIGGERED if linked else Status.NO_TREATY)


def ground_of(key: tuple[str, ...], clause: Clause, labels: Labels, against: Iterable[str], round_: int) -> Ground:
    """The ground of a duty from its labels."""
    due, arisen = Fact("due", key), Fact("arisen", key)
    cut = due in labels.truncated or arisen in labels.truncated
    return Ground(
        clause, key[0], key[2], tuple(sorted(against)), round_, minimal(labels[due]), minimal(labels[arisen]), cut
    )  # fmt: skip
