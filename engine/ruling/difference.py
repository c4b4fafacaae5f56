"""Differences between two rulings: duties gained and lost, judgements opened and settled, promises broken.

Two moves of a game, two days, two states of the law and two readings are all compared in this form.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from engine.findings.calls import TriggeredArticle, part_of
from engine.findings.further import further
from engine.record.breaches import Breach
from engine.record.grounds import Judged
from engine.record.questions import Literal
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict
from engine.ruling.ruling import Owed
from engine.ruling.states import owed_of
from engine.verdicts.grounds import judge
from engine.verdicts.solution import Solution
from engine.verdicts.supposing import Supposing
from treaties.support.grouping import grouped

JudgedBy = Mapping[str, Mapping[str, bool]]
"""What each state has judged for itself: answers by question id, by state id."""
Key = tuple[str, str, str, str]
"""The obligor, treaty, beneficiary and kind of a duty. All duties to help are of one kind."""
MOST = 4
"""The largest number of acts and judgements for which a path counts as near."""
STEPS = 2
"""The largest number of acts on such a path."""


@dataclass(frozen=True)
class DrawingIn:
    """The help that a great power would owe after the fewest acts and judgements."""

    owed: Owed
    """The duty, with the acts and judgements on which it depends."""

    @property
    def steps(self) -> int:
        """The number of acts and judgements on which this help depends."""
        return len(self.owed.events) + len(self.owed.on)


@dataclass(frozen=True)
class NextJudgement:
    """The open judgement, act or decision on which most states' help depends."""

    literal: Literal
    states: tuple[str, ...]
    """The states whose help depends on it, most prominent first."""


@dataclass(frozen=True)
class Changes:
    """The differences between a second ruling and a first. Each duty listed is of one state toward one other state."""

    anew: tuple[Owed, ...] = ()
    """Duties that are unconditional now and were not before."""
    opened: tuple[Owed, ...] = ()
    """Duties that are conditional now and did not exist before."""
    ended: tuple[Owed, ...] = ()
    """Duties that were unconditional before and are not now."""
    closed: tuple[Owed, ...] = ()
    """Duties that were conditional before and do not exist now."""
    judgements_opened: tuple[str, ...] = ()
    """The ids of questions on which help depends now and did not before."""
    judgements_settled: tuple[str, ...] = ()
    """The ids of questions on which help depended before and does not now."""
    broken: tuple[Breach, ...] = ()
    """Promises broken since the first ruling."""
    next: NextJudgement | None = None
    """The judgement or act on which most help now depends."""
    nearest: DrawingIn | None = None
    """The shortest path that draws in a great power; None if there is none or all are drawn in."""

    def helping(self, owed: Iterable[Owed]) -> tuple[Owed, ...]:
        """Return those of the given duties that are treaty duties to help."""
        return tuple(o for o in owed if o.call.helping and o.call.treaty.rank.binding)

    @property
    def nothing(self) -> bool:
        """Whether no duty changed and no promise was broken."""
        return not (
            self.anew or self.opened or self.ended or self.closed or self.broken
        )


def duties_of(solution: Solution, judged: JudgedBy | None = None) -> tuple[Owed, ...]:
    """Return every duty that the given events trigger, one for each obligor and beneficiary, most prominent obligors
    first.

    If several articles of one treaty oblige a state to help the same beneficiary, only the most settled is returned.

    Args:
        solution: the answer.
        judged: what each state has judged for itself; it affects that state's own duties only.

    >>> from engine import ask
    >>> found = duties_of(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> [o.call.clause.label for o in found if o.call.helping and o.call.treaty.rank.binding]
    ['US–South Korean Treaty of 1953, Art. III']
    """
    best: dict[Key, Owed] = {}
    for row in solution.bound:
        supposed = _supposing(solution, (judged or {}).get(row.state, {}))
        for j in row.judged:
            owed = _owed(solution, row, j, supposed)
            if owed is None:
                continue
            key = key_of(owed)
            if key not in best or _firmness(owed) < _firmness(best[key]):
                best[key] = owed
    order = solution.display_order
    placed = {
        id(o): (*_firmness(o)[:2], order.key(o.call.states[0]), *_firmness(o)[2:])
        for o in best.values()
    }
    return tuple(sorted(best.values(), key=lambda o: placed[id(o)]))


def key_of(owed: Owed) -> Key:
    """Return the obligor, treaty, beneficiary and kind of a duty."""
    call = owed.call
    return call.states[0], call.treaty.id, call.beneficiaries[0], call.duty.deed


def _firmness(owed: Owed) -> tuple[object, ...]:
    call = owed.call
    return (
        not call.helping,
        not owed.settled,
        len(owed.on) + len(owed.events),
        call.duty.rank,
        *call.clause.weight,
        call.clause.key,
    )


def _supposing(solution: Solution, answers: Mapping[str, bool]) -> Supposing | None:
    known = solution.labels.literals.index
    own = {q: yes for q, yes in answers.items() if q in known}
    if not own:
        return None
    supposed = Supposing(solution, own)
    supposed.memo = {}
    return supposed


def _owed(
    solution: Solution, row: StateVerdict, j: Judged, supposed: Supposing | None
) -> Owed | None:
    """What a ground asks of its state at once; None where nothing is due, or something releases from it."""
    verdict = j.at_once
    if supposed is not None:
        verdict = judge(j.ground, supposed, solution.asked, at_once=True)
    to = part_of(solution, row, j.ground) if verdict.duty else ""
    if not to or verdict.status is Status.RELEASED:
        return None
    return owed_of(solution, _call(row, j, verdict))


def _call(row: StateVerdict, j: Judged, verdict: Verdict) -> TriggeredArticle:
    ground = j.ground
    fighting = (row.state,) if row.status is Status.BELLIGERENT else ()
    return TriggeredArticle(
        ground.clause,
        verdict,
        (row.state,),
        (ground.beneficiary,),
        fighting,
        j,
        (ground,),
        (),
    )


def changes_between(
    before: Solution | None,
    after: Solution,
    judged_before: JudgedBy | None = None,
    judged_after: JudgedBy | None = None,
) -> Changes:
    """Return the differences between two answers.

    Duties are compared state by state: another obligor's new duty does not affect those who owed one before.

    Args:
        before: the first answer; None for a world in which nothing has happened.
        after: the second answer.
        judged_before: what states had judged for themselves by the first answer.
        judged_after: what states have judged for themselves by the second answer.

    >>> from engine import ask
    >>> one = ask("Estonia", by="Russia", on="2026-01-01", rounds=1)
    >>> two = ask("Estonia", by="Russia", on="2026-01-01", also="Russia>Latvia", rounds=1)
    >>> {o.call.beneficiaries for o in changes_between(one, two).helping(changes_between(one, two).anew)}
    {('latvia',)}
    >>> changes_between(one, one).nothing
    True
    """
    old = _by_key(before, judged_before) if before else {}
    now = _by_key(after, judged_after)
    known = set(before.broken) if before else set()
    changes = _of_duties(old, now)
    asked, had = _judgements(now.values()), _judgements(old.values())
    opened = tuple(q for q in asked if q not in had)
    return replace(
        changes,
        judgements_opened=opened,
        judgements_settled=tuple(q for q in had if q not in asked),
        broken=tuple(b for b in after.broken if b not in known),
        next=_next(after, now.values(), opened),
        nearest=_nearest(after, now.values()),
    )


def _by_key(solution: Solution, judged: JudgedBy | None) -> dict[Key, Owed]:
    return {key_of(o): o for o in duties_of(solution, judged)}


def _of_duties(old: Mapping[Key, Owed], now: Mapping[Key, Owed]) -> Changes:
    """What is different in the duties alone."""
    anew, opened, ended, closed = (list[Owed]() for _ in range(4))
    for key, owed in now.items():
        first = old.get(key)
        if owed.settled and not _as_much(first, owed):
            anew.append(owed)
        elif not owed.settled and first is None:
            opened.append(owed)
    for key, owed in old.items():
        last = now.get(key)
        if owed.settled and not (last and last.settled):
            ended.append(owed)
        elif not owed.settled and last is None:
            closed.append(owed)
    return Changes(tuple(anew), tuple(opened), tuple(ended), tuple(closed))


def _as_much(first: Owed | None, owed: Owed) -> bool:
    """Whether a duty was owed before without a condition, and no weaker."""
    return (
        first is not None
        and first.settled
        and first.call.duty.rank <= owed.call.duty.rank
    )


def _judgements(owed: Iterable[Owed]) -> tuple[str, ...]:
    """The judgements on which help hangs."""
    return tuple(dict.fromkeys(q for o in owed if o.call.helping for q, _ in o.on))


def _next(
    solution: Solution, owed: Iterable[Owed], opened: Container[str]
) -> NextJudgement | None:
    """The judgements that help now depends on, for states that neither fight nor owe help for certain: a great
    power's before others, newly opened ones before older, then those that most states wait for.
    """
    order, each = solution.display_order, list(owed)
    drawn = _drawn(solution, each)
    hanging: dict[Literal, list[Owed]] = {}
    for o in each:
        free = o.call.states[0] not in drawn
        if o.call.helping and o.call.treaty.rank.binding and free:
            for literal in (*o.on, *o.events):
                hanging.setdefault(literal, []).append(o)
    if not hanging:
        return None
    weight = {}
    for literal, duties in hanging.items():
        states = [o.call.states[0] for o in duties]
        great = any(map(order.great, states))
        steps = min(len(o.on) + len(o.events) for o in duties)
        new = literal[0] in opened
        weight[literal] = (
            not great,
            steps,
            not new,
            -len(states),
            order.key(states[0]),
        )
    first = min(weight, key=lambda x: (*weight[x], x))
    states = [o.call.states[0] for o in hanging[first]]
    return NextJudgement(first, tuple(order.sorted(states)))


def _drawn(solution: Solution, owed: Iterable[Owed]) -> set[str]:
    """The states that fight, or owe help by treaty for certain."""
    bound = {
        o.call.states[0]
        for o in owed
        if o.call.helping and o.settled and o.call.treaty.rank.binding
    }
    fighting = {r.state for r in solution.bound if r.status is Status.BELLIGERENT}
    return bound | fighting | set(solution.setting.belligerents)


def _nearest(solution: Solution, owed: Iterable[Owed]) -> DrawingIn | None:
    """The nearest way in which a great power that neither fights nor owes help for certain comes to owe it."""
    order, each = solution.display_order, list(owed)
    drawn = _drawn(solution, each)
    found = [
        DrawingIn(o)
        for o in each
        if o.call.helping and not o.settled and o.call.treaty.rank.binding
    ]
    found += _by_chains(solution)
    free = [
        d
        for d in found
        if d.steps <= MOST
        and any(order.great(s) and s not in drawn for s in d.owed.call.states)
    ]
    return min(
        free,
        key=lambda d: (d.steps, len(d.owed.on), order.key(d.owed.call.states[0])),
        default=None,
    )


def _by_chains(solution: Solution) -> list[DrawingIn]:
    """The chains of few acts, each done by somebody at war or of weight."""
    order, setting = solution.display_order, solution.setting
    sides = {*setting.attacked, *setting.attacking}
    found = []
    for chain in further(solution):
        weighty = all(order.weighty(s) or s in sides for s in chain.actors)
        great = [s for s in chain.states if order.great(s)]
        if len(chain.acts) > STEPS or not weighty or not great:
            continue
        row = solution[great[0]]
        call = replace(
            _call(row, chain.judged, chain.judged.verdict), states=tuple(great)
        )
        found.append(DrawingIn(Owed(call, chain.judgements, chain.acts)))
    return found


def together(owed: Iterable[Owed]) -> list[Owed]:
    """Merge duties under one article that differ only in obligor or only in beneficiary.

    Args:
        owed: duties, each of one state toward one other.
    """
    by_beneficiary = grouped((_same(o), o) for o in owed)
    merged = []
    for same in by_beneficiary.values():
        states = tuple(dict.fromkeys(s for o in same for s in o.call.states))
        grounds = tuple(g for o in same for g in o.call.grounds)
        call = replace(same[0].call, states=states, grounds=grounds)
        merged.append(replace(same[0], call=call))
    by_states = grouped(((_same(o)[:-1], o.call.states), o) for o in merged)
    found = []
    for same in by_states.values():
        toward = tuple(dict.fromkeys(b for o in same for b in o.call.beneficiaries))
        call = replace(same[0].call, beneficiaries=toward)
        found.append(replace(same[0], call=call))
    return found


def _same(owed: Owed) -> tuple[object, ...]:
    """What duties told together have in common."""
    call = owed.call
    return call.clause.label, call.duty, owed.on, owed.events, call.beneficiaries
