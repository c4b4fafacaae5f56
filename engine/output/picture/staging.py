"""How an answer comes to the scene of its picture: calls and chains grouped into cards, cut to their number, aimed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.cascade.graph import Clause
from engine.output.picture.scene import (
    LEFT,
    RIGHT,
    Belligerents,
    Card,
    CardRow,
    Scene,
    Stage,
    force_of,
    sides_of,
)
from engine.output.prose import capital
from engine.verdicts.calls import TriggeredArticle, called
from engine.verdicts.further import further
from engine.verdicts.grounds import Ground
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.verdict import Status, Verdict
from treaties.models.scenario import UNNAMED
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

FULL = 7
"""Rows of one stage on one side after which no further card is begun; the rest is counted."""


def scene_of(answer: Solution, *, focus: str = "", full: int = FULL) -> Scene:
    """Arrange the scene of an answer.

    Args:
        answer: the answer.
        focus: the id of a state: keep only what it owes, what it is owed, and what leads from there to the war.
        full: about how many rows of one stage are drawn on one side.

    Raises `CasusError` where nothing is owed by that state or to it.
    """
    sides = sides_of(answer)
    order = answer.display_order
    parties = _parties(answer, sides)
    raw = [*called_by_side(answer, sides), *_chains(answer, sides)]
    if focus:
        raw = _focused(raw, focus)
        if not raw and all(focus not in p.states for p in parties):
            name = answer.setting.name(focus)
            raise CasusError(
                f"nothing is owed by `{name}` or to it in this answer",
                remedy="leave out `focus`, or name another state",
            )
        order = Focused(answer.setting, answer.graph, focus)
    cards, rest = _cards(
        raw, order, 99 if focus else full, {s for p in parties for s in p.states}, sides
    )
    names = {
        s: answer.setting.name(s)
        for c in cards
        for g in c.groups
        for s in g.beneficiaries
    }
    return Scene(parties, _aimed(cards, parties), force_of(answer), rest, names, focus)


class Focused(DisplayOrder):
    """The same order with one state before all."""

    def __init__(self, setting: object, graph: object, first: str) -> None:
        super().__init__(setting, graph)  # type: ignore[arg-type]
        self._first = first

    def key(self, state: str) -> tuple[Any, ...]:
        """Rank a state in the order."""
        first, *rest = super().key(state)
        return -1 if state == self._first else first, *rest


@dataclass(frozen=True)
class BoundStates:
    """States bound alike by one article, before there are cards."""

    side: int
    stage: Stage
    states: tuple[str, ...]
    verdict: Verdict
    ground: Ground
    beneficiaries: tuple[str, ...]

    @property
    def alike(self) -> tuple[Clause, Status, Duty | None]:
        """What two have in common that differ only in whom it is owed to."""
        return self.ground.clause, self.verdict.status, self.verdict.duty


def _parties(answer: Solution, sides: dict[str, int]) -> tuple[Belligerents, ...]:
    name = answer.setting.name
    found = [r.state for r in answer.rows if r.status is Status.BELLIGERENT]
    named = [
        s
        for o in answer.setting.asked_for
        for s in (o.object, o.actor)
        if s and s != UNNAMED
    ]
    order = dict.fromkeys([*(s for s in named if s in found), *found])
    parties = [Belligerents(s, (s,), (name(s),), sides.get(s, LEFT)) for s in order]
    if any(o.actor == UNNAMED for o in answer.setting.occurrences):
        parties.append(
            Belligerents(
                UNNAMED,
                (UNNAMED,),
                (capital(answer.setting.unnamed),),
                sides.get(UNNAMED, RIGHT),
            )
        )
    return tuple(parties)


def called_by_side(answer: Solution, sides: dict[str, int]) -> Iterable[BoundStates]:
    """List what is called at once: by each article, those whom it binds alike to one side; to none where both call
    them, or to stay out.
    """
    found = called(answer)
    owed = {
        (c.clause, c.verdict.status)
        for i in (*found.asked, *found.attackers)
        for c in i.calls
    }
    aside = (*found.aside, *found.neutral)
    for side, instruments in (
        (LEFT, found.asked),
        (RIGHT, found.attackers),
        (0, aside),
    ):
        for call in (c for i in instruments for c in i.calls):
            if not side and (call.clause, call.verdict.status) in owed:
                # What the same article asks in a war already running adds nothing to the picture.
                continue
            neutral = call.duty.forbids_help
            for where, states in _by_side(call, sides, side or LEFT).items():
                theirs = [g for g in call.grounds if g.obligor in states]
                at, stage = (0, Stage.ASIDE) if neutral else (where, Stage.AT_ONCE)
                ground = (
                    call.judged.ground if call.judged.ground in theirs else theirs[0]
                )
                toward = tuple(
                    t
                    for t in call.beneficiaries
                    if any(g.beneficiary == t for g in theirs)
                )
                yield BoundStates(
                    at, stage, tuple(states), call.verdict, ground, toward
                )


def _by_side(
    call: TriggeredArticle, sides: dict[str, int], otherwise: int
) -> dict[int, list[str]]:
    """Those whom an article binds, by the side of those whom they owe it to; owed to both sides alike it is on none."""
    owed: dict[str, set[int]] = {}
    for g in call.grounds:
        owed.setdefault(g.obligor, set()).add(sides.get(g.beneficiary, otherwise))
    return grouped(
        (0 if len(owed[s]) > 1 else next(iter(owed[s])), s) for s in call.states
    )


def _chains(answer: Solution, sides: dict[str, int]) -> Iterable[BoundStates]:
    for c in further(answer):
        side, j = sides.get(c.principal, RIGHT if c.attackers else LEFT), c.judged
        yield BoundStates(
            side, Stage.LATER, c.states, j.verdict, j.ground, (c.beneficiary,)
        )


def _focused(raw: Iterable[BoundStates], state: str) -> list[BoundStates]:
    """What binds a state, what is owed to it, and by which other duties the war comes to those."""
    import networkx as nx

    raw = list(raw)
    own = [b for b in raw if state in b.states or state in b.beneficiaries]
    at_once = [b for b in raw if b.stage is Stage.AT_ONCE]
    ways = nx.DiGraph((s, b.ground.beneficiary) for b in at_once for s in b.states)
    helped = {b.ground.beneficiary for b in own}
    reached = helped.union(*(nx.descendants(ways, s) for s in helped if s in ways))
    return [
        b
        for b in raw
        if b in own or (b in at_once and not reached.isdisjoint(b.states))
    ]


def _cards(
    raw: Iterable[BoundStates],
    order: DisplayOrder,
    full: int,
    used: set[str],
    sides: dict[str, int],
) -> tuple[list[Card], dict[tuple[Stage, int], tuple[str, ...]]]:
    instruments = grouped(((b.stage, b.side, b.ground.treaty), b) for b in raw)
    name = order.setting.name
    cards: list[Card] = []
    rest: dict[tuple[Stage, int], dict[str, None]] = {}
    helping: set[tuple[Stage, int, str]] = set()
    for (stage, side, treaty), bound in instruments.items():
        rows = _rows(bound)
        # Ids first, so that sheets with room for more or fewer cards have the same for the same rows.
        groups = []
        for b, toward, also in rows:
            states = order.sorted(b.states)
            wanted = (
                states[0],
                f"{states[0]}-{treaty}",
                *(f"{states[0]}-{treaty}-{n}" for n in range(2, 99)),
            )
            ident = next(i for i in wanted if i not in used)
            used.add(ident)
            groups.append(
                CardRow(
                    ident,
                    tuple(states),
                    tuple(map(name, states)),
                    b.verdict,
                    b.ground,
                    toward,
                    also,
                )
            )
        if all(
            not g.ground.duty.drawn_in
            and {(stage, side, s) for s in g.states} <= helping
            for g in groups
        ):
            # All of them are shown already with something stronger.
            continue
        if stage is Stage.ASIDE and all(
            _helps(g, s, cards, sides) for g in groups for s in g.states
        ):
            # Whoever has to help one side need not be shown as bound not to help the other.
            continue
        if (
            sum(len(c.groups) for c in cards if (c.stage, c.side) == (stage, side))
            >= full
        ):
            rest.setdefault((stage, side), {}).update(
                dict.fromkeys(n for g in groups for n in g.names)
            )
            continue
        helping |= {
            (stage, side, s) for g in groups for s in g.states if g.ground.duty.drawn_in
        }
        cards.append(
            Card(
                f"{treaty}-{stage}-{side}",
                bound[0].ground.clause.treaty,
                side,
                stage,
                tuple(groups),
            )
        )
    cards.sort(
        key=lambda c: (
            c.stage is Stage.AT_ONCE
            and all(g.status is not Status.BOUND for g in c.groups)
        )
    )
    shown = {n for c in cards for g in c.groups for n in g.names}
    return cards, {
        k: left
        for k, v in rest.items()
        if (left := tuple(n for n in v if n not in shown))
    }


def _helps(row: CardRow, state: str, cards: list[Card], sides: dict[str, int]) -> bool:
    """Whether a state is shown to help at once, as surely, the side toward which it must not help the other."""
    toward = {sides.get(b) for b in row.beneficiaries}
    rows = (
        g
        for c in cards
        if c.stage is Stage.AT_ONCE and {c.side} == toward
        for g in c.groups
    )
    return any(
        state in g.states
        and g.status.order <= row.status.order
        and g.ground.duty.drawn_in
        for g in rows
    )


def _rows(
    bound: list[BoundStates],
) -> list[tuple[BoundStates, tuple[str, ...], tuple[Ground, ...]]]:
    """The rows of an instrument: what adds no state comes below the row that its states have."""
    rows: list[tuple[BoundStates, list[str], list[Ground]]] = []
    for b in bound:
        holder = next((r for r in rows if set(b.states) <= set(r[0].states)), None)
        if holder is None:
            rows.append((b, list(b.beneficiaries), []))
        elif b.alike == holder[0].alike:
            holder[1].extend(b.beneficiaries)
        elif b.ground.duty is not holder[0].ground.duty and b.ground.clause not in (
            g.clause for g in holder[2]
        ):
            holder[2].append(b.ground)
    return [(b, tuple(dict.fromkeys(toward)), tuple(also)) for b, toward, also in rows]


def _aimed(cards: list[Card], parties: Iterable[Belligerents]) -> tuple[Card, ...]:
    """The cards with what each row points to: a party, else the first row of its side in which the beneficiary stands."""
    of_state = {s: p.id for p in parties for s in p.states}
    found = []
    for card in cards:
        beside = (
            c
            for c in cards
            if c.side == card.side and c.stage is Stage.AT_ONCE and c.id != card.id
        )
        at_once = [x for c in beside for x in c.groups]
        rows = []
        for g in card.groups:
            toward = g.ground.beneficiary
            target = of_state.get(toward) or next(
                (x.id for x in at_once if toward in x.states and x.id != g.id), ""
            )
            rows.append(replace(g, target=target if card.side else ""))
        found.append(replace(card, groups=tuple(rows)))
    return tuple(found)
