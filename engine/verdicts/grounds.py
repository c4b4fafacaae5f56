"""Grounds: the duties that a state may come to owe, each with its supports, and the verdict on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from engine.cascade.facts import Derivation, Fact
from engine.cascade.graph import Clause
from engine.labels.labels import Labels, minimal
from engine.verdicts.verdict import Distance, Stances, Status, Verdict, lowered
from treaties.readings import Reading
from treaties.terms import Duty

WAR = ("attacked", "belligerent")
"""The kinds of fact that a duty waits for."""


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


@dataclass(frozen=True, slots=True)
class Judged:
    """A ground and its verdicts: in the end, and on the events as given, before anybody performs or strikes further."""

    ground: Ground
    verdict: Verdict
    at_once: Verdict


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


def judge(
    ground: Ground, stances: Stances, reading: Reading | None, index: int = -1, *, at_once: bool = False
) -> Verdict:
    """The verdict on one ground under a reading; `at_once` leaves out every way through a further act of war."""
    stance = stances.under(reading)
    duty = lowered(ground.duty, reading, ground.treaty, ground.article)
    further = stances.further if at_once else 0
    due = tuple(m for m in stance.restrict(ground.due) if not m & further)
    if due:
        near = stances.nearest(due)
        assert near is not None
        ordered = tuple(sorted(due, key=lambda m: (m.bit_count(), stances.distance(m).judgements, m)))
        return Verdict(stances.nature(near), duty, stances.distance(near), index, ordered)
    arisen = tuple(m for m in stance.restrict(ground.arisen) if not m & further)
    near = stances.nearest(arisen)
    if near is not None:
        return Verdict(Status.RELEASED, duty, stances.distance(near), index, arisen)
    return Verdict(Status.NOT_TRIGGERED, None, Distance(), index)


def strongest(grounds: Sequence[Ground], verdicts: Sequence[Verdict], *, linked: bool) -> Verdict:
    """The verdict on a state: help that is due before help that may not be given, and either before lesser duties.

    Of equal ones the better founded: see `weight`.
    """
    best: tuple[tuple[int, ...], Verdict] | None = None
    for g, v in zip(grounds, verdicts, strict=True):
        if v.duty is None or not g.binding:
            continue
        helping = g.duty.drawn_in
        group = 0 if helping and v.status is not Status.RELEASED and v.duty is not Duty.RIGHT else 1 if helping else 2
        near = (group, v.status.order, v.distance.total, v.distance.judgements, v.duty.rank, g.round)
        if best is None or near <= best[0][:6]:
            key = (*near, *weight(g))
            if best is None or key < best[0]:
                best = (key, v)
    if best:
        return best[1]
    return Verdict(Status.NOT_TRIGGERED if linked else Status.NO_TREATY)


def settled(grounds: Sequence[Ground], verdicts: Sequence[Verdict]) -> Verdict:
    """The strongest duty that is due on settled facts, whatever stronger one may follow; `no-treaty` where none is."""
    due = [
        (v.duty.rank, *weight(g), i)
        for i, (g, v) in enumerate(zip(grounds, verdicts, strict=True))
        if v.status is Status.BOUND and v.duty is not None and g.binding
    ]
    return verdicts[min(due)[-1]] if due else Verdict(Status.NO_TREATY)


def nearness(ground: Ground, verdict: Verdict) -> tuple[object, ...]:
    """The order of a state's grounds: nearest to being due first, of equal ones the stronger and better founded."""
    return (verdict.status.order, ground.round, ground.duty.rank, *weight(ground), ground.clause.key, ground.toward)


def weight(ground: Ground) -> tuple[int, int, int]:
    """How well founded a ground is among equals: verified before unverified, fewer parties, then the later instrument."""
    treaty = ground.clause.treaty
    return (not ground.verified, len(treaty.states), -treaty.signed.toordinal())


def ground_of(key: tuple[str, ...], clause: Clause, labels: Labels, against: Iterable[str], round_: int) -> Ground:
    """The ground of a duty from its labels."""
    due, arisen = Fact("due", key), Fact("arisen", key)
    cut = due in labels.truncated or arisen in labels.truncated
    return Ground(
        clause, key[0], key[2], tuple(sorted(against)), round_, minimal(labels[due]), minimal(labels[arisen]), cut
    )  # fmt: skip


def rounds_of(record: Derivation) -> dict[Fact, int]:
    """The round of every fact: force and belligerency that are given stand in none, what they call in the first.

    Nobody strikes further before the first round is over. What is called stands one round after the last force or belligerency that it rests on, so that nothing that waits
    for somebody's performance stands in the first; of several ways the earliest counts.

    >>> war, pact = Fact("attacked", ("a", "b")), Fact("called", ("pact:1", "b", "a"))
    >>> from engine.cascade.facts import Step
    >>> record = Derivation()
    >>> _ = record.add(Step(war, (), (), "event"), 0), record.add(Step(pact, (war,), (), "clause"), 1)
    >>> rounds_of(record)[pact]
    1
    """
    users: dict[Fact, list[int]] = {}
    missing = []
    for i, step in enumerate(record.steps):
        body = set(step.body)
        missing.append(len(body))
        for fact in body:
            users.setdefault(fact, []).append(i)
    found: dict[Fact, int] = {}
    now = [s.head for s, n in zip(record.steps, missing, strict=True) if not n and s.head.kind != "called"]
    later = [s.head for s, n in zip(record.steps, missing, strict=True) if not n and s.head.kind == "called"]
    round_ = 0
    while now or later:
        while now:
            fact = now.pop()
            if fact in found:
                continue
            found[fact] = round_
            for i in users.get(fact, ()):
                missing[i] -= 1
                if not missing[i]:
                    step = record.steps[i]
                    struck = step.head.kind == "attacked" and not round_
                    called = step.head.kind == "called"
                    waits = struck or (called and any(f.kind in WAR and found[f] == round_ for f in step.body))
                    (later if waits else now).append(step.head)
        now, later, round_ = later, [], round_ + 1
    return found
