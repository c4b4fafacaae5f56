"""Changes of one state between two answers: the kind of change, and the duties gained and lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from engine.forms.result import Part, StandingAt, written_as
from engine.record.grounds import Ground
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict, same
from treaties.models.legs import legs_of
from treaties.models.treaty import Treaty
from treaties.support.sibling_toml import sibling_toml

if TYPE_CHECKING:
    from engine.answer import Answer

KINDS: dict[str, str] = sibling_toml(__file__, "kinds.toml")["changes"]
"""The kinds of change, in the order of the text."""


@dataclass(frozen=True)
class Link:
    """A duty that only one of two compared answers has. `in_force` says whether its article was in force in the other
    answer too, so that only the events differ. `former` is an ended instrument under which the obligor owed the same
    state help.
    """

    ground: Ground
    in_force: bool
    former: Treaty | None = None


@dataclass(frozen=True)
class FormerJson(Part):
    """An ended instrument under which the obligor owed the same state help, as JSON."""

    treaty: str
    until: str


@dataclass(frozen=True)
class LinkJson(Part):
    """A duty that only one of the two answers has, as JSON."""

    treaty: str
    article: str
    duty: str
    beneficiary: str
    in_force_in_both: Annotated[
        bool,
        Field(
            description="Whether the article was in force in both, so that only the way differs."
        ),
    ]
    former: FormerJson | None


def _link(x: Link) -> LinkJson:
    former = FormerJson(x.former.id, str(x.former.until)) if x.former else None
    return LinkJson(
        x.ground.treaty,
        x.ground.article,
        str(x.ground.duty),
        x.ground.beneficiary,
        x.in_force,
        former,
    )


Linked = Annotated[Link, written_as(LinkJson, _link)]


@dataclass(frozen=True)
class StateChange(Part):
    """The change in one state's duties between two answers."""

    state: str
    name: str
    kind: str
    before: StandingAt
    after: StandingAt
    gained: tuple[Linked, ...] = ()
    lost: tuple[Linked, ...] = ()


_ABSENT = Verdict(Status.NO_TREATY)


def change_of(first: Answer, second: Answer, state: str) -> StateChange | None:
    """Return the change in one state's verdict and duties between two answers; None if the state owes the same at the
    same distance in both.

    Args:
        first: the answer before.
        second: the answer after.
        state: the id of the state.
    """
    before, after = (
        next((r for r in a.rows if r.state == state), None) for a in (first, second)
    )
    one = before.verdict if before else _ABSENT
    two = after.verdict if after else _ABSENT
    if same(one, two) or _owe_nothing(one, two):
        return None
    gained = _links(before, after, first, second)
    lost = tuple(
        Link(x.ground, x.in_force) for x in _links(after, before, second, first)
    )
    kind = _kind(one, two)
    return StateChange(state, second.setting.name(state), kind, one, two, gained, lost)


def _owe_nothing(one: Verdict, two: Verdict) -> bool:
    """Tell whether a state owes nothing by either verdict, and fights by neither."""
    if one.duty is not None or two.duty is not None:
        return False
    return Status.BELLIGERENT not in (one.status, two.status)


def _kind(one: Verdict, two: Verdict) -> str:
    """Name the kind of change from one verdict to another."""
    if (one.status is Status.BELLIGERENT) != (two.status is Status.BELLIGERENT):
        return "belligerent"
    before, after = _helps(one), _helps(two)
    if not before and not after:
        return "lesser"
    if before != after:
        return "appeared" if after else "vanished"
    far, near = _nearness(one), _nearness(two)
    if near == far:
        return "changed"
    return "nearer" if near < far else "farther"


def _helps(verdict: Verdict) -> bool:
    """Tell whether help is owed by a verdict, and nothing releases from it."""
    owed = verdict.duty is not None and verdict.duty.drawn_in
    return owed and verdict.status is not Status.RELEASED


def _nearness(v: Verdict) -> tuple[int, int, int]:
    return v.status.order, v.distance.total, v.distance.judgements


def _links(
    old: StateVerdict | None, new: StateVerdict | None, before: Answer, after: Answer
) -> tuple[Link, ...]:
    """The duties that the new row has and the old one has not, nearest first."""
    had = {
        (j.ground.clause.key, j.ground.beneficiary)
        for j in (old.judged if old else ())
        if j.verdict.duty
    }
    found = []
    for j in new.judged if new else ():
        g = j.ground
        if j.verdict.duty is None or (g.clause.key, g.beneficiary) in had:
            continue
        in_force = (
            g.clause.key in before.graph.clauses
            and g.obligor in before.graph.parties[g.treaty]
        )
        former = (
            None
            if in_force or not g.duty.drawn_in
            else _former(after, g, before.setting.on)
        )
        found.append(Link(g, in_force, former))
    return tuple(sorted(found, key=lambda x: (not x.ground.duty.drawn_in, x.in_force)))


def _former(answer: Answer, ground: Ground, on: date) -> Treaty | None:
    """The last instrument, ended by that day, by which the obligor owed the same state help."""
    ended = []
    for t in answer.corpus.treaties:
        if t.until is None or t.until > on:
            continue
        legs = (
            leg
            for o in t.obligations
            if o.duty.drawn_in
            for leg, _ in legs_of(t, o, ground.obligor)
        )
        if any(
            (leg.obligor, leg.beneficiary) == (ground.obligor, ground.beneficiary)
            for leg in legs
        ):
            ended.append(t)
    return max(ended, key=lambda t: (t.until or on, t.id), default=None)
