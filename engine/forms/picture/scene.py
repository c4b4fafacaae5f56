"""The scene of an escalation: who fights, which instruments are called on which side, whom each binds. No coordinates yet.

It shows what the text tells: the calls at once and the chains if it goes on. An instrument is one card with a row for all whom one
article binds alike, so that an alliance of thirty sends one arrow and not thirty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from engine.forms.picture.force import LEFT, RIGHT, Force, force_of, sides_of
from engine.forms.prose import listed, standing
from engine.verdicts.calls import called
from engine.verdicts.further import further
from engine.verdicts.grounds import Ground
from engine.verdicts.prominence import Prominence
from engine.verdicts.verdict import Status, Verdict
from treaties.errors import CasusError
from treaties.model import Treaty
from treaties.scenarios import UNNAMED
from treaties.terms import Duty

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

FULL = 7
"""Rows of one stage on one side after which no further card is begun; the rest is counted."""


class Stage(IntEnum):
    """When a duty is called; who must stay out stands apart from both sides."""

    AT_ONCE = 1
    LATER = 2
    ASIDE = 3


@dataclass(frozen=True)
class Party:
    """Who fights in the question itself: a state, or all of one side where they are many."""

    id: str
    states: tuple[str, ...]
    names: tuple[str, ...]
    side: int

    @property
    def verdict(self) -> Verdict:
        """That of a principal."""
        return Verdict(Status.PRINCIPAL)


@dataclass(frozen=True)
class Group:
    """One row of a card: the states that one article binds alike, the weightiest first."""

    id: str
    states: tuple[str, ...]
    names: tuple[str, ...]
    verdict: Verdict
    ground: Ground
    toward: tuple[str, ...]
    """All to whom it is owed alike."""
    also: tuple[Ground, ...] = ()
    """Lesser duties of the same states under the same instrument."""
    target: str = ""
    """The id of the party or the row to whom it is owed; none where that is not drawn."""

    @property
    def status(self) -> Status:
        """The status of the duty."""
        return self.verdict.status


@dataclass(frozen=True)
class Card:
    """One instrument on one side; on no side, which is 0, for those who must stay out."""

    id: str
    treaty: Treaty
    side: int
    stage: Stage
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Scene:
    """Parties, cards and force of one answer."""

    parties: tuple[Party, ...]
    cards: tuple[Card, ...]
    force: tuple[Force, ...]
    rest: dict[tuple[Stage, int], tuple[str, ...]]
    """Names of the states whose instruments found no room, by stage and side."""
    names: dict[str, str]
    """Names of all states that duties in it are owed to."""
    focus: str = ""
    """The one state that it is drawn for."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """The rows of all cards."""
        return tuple(g for c in self.cards for g in c.groups)

    def of(self, side: int, stage: Stage) -> tuple[Card, ...]:
        """The cards of a stage; those aside belong to no side."""
        return tuple(c for c in self.cards if c.stage is stage and c.side == side)


def scene_of(answer: Solution, *, focus: str = "", full: int = FULL) -> Scene:
    """The scene of an answer: some `full` rows of one stage on one side; with `focus`, the id of a state, only what it owes,
    what it is owed, and what leads from there to the war."""
    sides = sides_of(answer)
    order = Prominence(answer.setting, answer.graph)
    parties = _parties(answer, sides)
    raw = [*_called(answer, sides), *_chains(answer, {s: p.side for p in parties for s in p.states})]
    if focus:
        raw = _focused(raw, focus)
        if not raw and all(focus not in p.states for p in parties):
            name = answer.setting.name(focus)
            raise CasusError(
                f"nothing is owed by `{name}` or to it in this answer",
                remedy="leave out `--focus`, or name another state",
            )
        order = Focused(answer.setting, answer.graph, focus)
    cards, rest = _cards(raw, order, 99 if focus else full, {s for p in parties for s in p.states})
    names = {s: answer.setting.name(s) for c in cards for g in c.groups for s in g.toward}
    return Scene(parties, _aimed(cards, parties), force_of(answer), rest, names, focus)


class Focused(Prominence):
    """The same order with one state before all."""

    def __init__(self, setting: object, graph: object, first: str) -> None:
        super().__init__(setting, graph)  # type: ignore[arg-type]
        self._first = first

    def key(self, state: str) -> tuple[int, int, int, str]:
        """The place of a state in the order."""
        great, near, promises, name = super().key(state)
        return (-1 if state == self._first else great), near, promises, name


@dataclass(frozen=True)
class _Bound:
    """States bound alike by one article, before there are cards."""

    side: int
    stage: Stage
    states: tuple[str, ...]
    verdict: Verdict
    ground: Ground
    toward: tuple[str, ...]


def _parties(answer: Solution, sides: dict[str, int]) -> tuple[Party, ...]:
    name = answer.setting.name
    found = [r.state for r in answer.rows if r.status is Status.PRINCIPAL]
    named = [s for o in answer.setting.asked_for for s in (o.object, o.actor) if s and s != UNNAMED]
    order = dict.fromkeys([*(s for s in named if s in found), *found])
    parties = [Party(s, (s,), (name(s),), sides.get(s, LEFT)) for s in order]
    if any(o.actor == UNNAMED for o in answer.setting.occurrences):
        parties.append(Party(UNNAMED, (UNNAMED,), ("An unnamed state",), sides.get(UNNAMED, RIGHT)))
    return tuple(parties)


def _called(answer: Solution, sides: dict[str, int]) -> Iterable[_Bound]:
    found = called(answer)
    owed = {(c.clause, c.verdict.status) for i in (*found.asked, *found.attackers) for c in i.calls}
    aside = (*found.aside, *found.neutral)
    for side, instruments in ((LEFT, found.asked), (RIGHT, found.attackers), (0, aside)):
        for call in (c for i in instruments for c in i.calls):
            if not side and (call.clause, call.verdict.status) in owed:
                # What the same article asks in a war already running adds nothing to the picture.
                continue
            yield _Bound(
                0 if call.duty is Duty.STAY_NEUTRAL else sides.get(call.toward[0], side or LEFT),
                Stage.ASIDE if call.duty is Duty.STAY_NEUTRAL else Stage.AT_ONCE,
                call.states, call.verdict, call.judged.ground, call.toward,
            )  # fmt: skip


def _chains(answer: Solution, fighting: dict[str, int]) -> Iterable[_Bound]:
    for c in further(answer):
        yield _Bound(
            fighting.get(c.toward, RIGHT if c.attackers else LEFT),
            Stage.LATER,
            c.states,
            c.judged.verdict,
            c.judged.ground,
            (c.toward,),
        )


def _focused(raw: Iterable[_Bound], state: str) -> list[_Bound]:
    """What binds a state, what is owed to it, and by which other duties the war comes to those."""
    raw = list(raw)
    kept = [b for b in raw if state in b.states or state in b.toward]
    todo = [b.ground.toward for b in kept]
    while todo:
        toward = todo.pop()
        more = [b for b in raw if toward in b.states and b.stage is Stage.AT_ONCE and b not in kept]
        kept += more
        todo += [b.ground.toward for b in more]
    return [b for b in raw if b in kept]


def _cards(
    raw: Iterable[_Bound], order: Prominence, full: int, used: set[str]
) -> tuple[list[Card], dict[tuple[Stage, int], tuple[str, ...]]]:
    instruments: dict[tuple[Stage, int, str], list[_Bound]] = {}
    for b in raw:
        instruments.setdefault((b.stage, b.side, b.ground.treaty), []).append(b)
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
            wanted = (states[0], f"{states[0]}-{treaty}", *(f"{states[0]}-{treaty}-{n}" for n in range(2, 99)))
            ident = next(i for i in wanted if i not in used)
            used.add(ident)
            groups.append(Group(ident, tuple(states), tuple(map(name, states)), b.verdict, b.ground, toward, also))
        if all(not g.ground.duty.drawn_in and {(stage, side, s) for s in g.states} <= helping for g in groups):
            # All of them are shown already with something stronger.
            continue
        if sum(len(c.groups) for c in cards if (c.stage, c.side) == (stage, side)) >= full:
            rest.setdefault((stage, side), {}).update(dict.fromkeys(n for g in groups for n in g.names))
            continue
        helping |= {(stage, side, s) for g in groups for s in g.states if g.ground.duty.drawn_in}
        cards.append(Card(f"{treaty}-{stage}-{side}", bound[0].ground.clause.treaty, side, stage, tuple(groups)))
    shown = {n for c in cards for g in c.groups for n in g.names}
    return cards, {k: left for k, v in rest.items() if (left := tuple(n for n in v if n not in shown))}


def _rows(bound: list[_Bound]) -> list[tuple[_Bound, tuple[str, ...], tuple[Ground, ...]]]:
    """The rows of an instrument: what adds no state is told below the row that its states have, or is owed to more in the same way."""
    rows: list[tuple[_Bound, list[str], list[Ground]]] = []
    for b in bound:
        holder = next((r for r in rows if set(b.states) <= set(r[0].states)), None)
        if holder is None:
            rows.append((b, list(b.toward), []))
        elif (b.ground.clause, b.verdict.status, b.verdict.duty) == (
            holder[0].ground.clause, holder[0].verdict.status, holder[0].verdict.duty,
        ):  # fmt: skip
            holder[1].extend(b.toward)
        elif b.ground.duty is not holder[0].ground.duty and b.ground.clause not in (g.clause for g in holder[2]):
            holder[2].append(b.ground)
    return [(b, tuple(dict.fromkeys(toward)), tuple(also)) for b, toward, also in rows]


def _aimed(cards: list[Card], parties: Iterable[Party]) -> tuple[Card, ...]:
    """The cards with what each row points to: a party, else the first row of its side in which the beneficiary stands."""
    of_state = {s: p.id for p in parties for s in p.states}
    found = []
    for card in cards:
        rows = []
        for g in card.groups:
            t = g.ground.toward
            target = of_state.get(t) or next(
                (x.id for c in cards if c.side == card.side and c.stage is Stage.AT_ONCE for x in c.groups
                 if t in x.states and x.id != g.id and c.id != card.id), ""
            )  # fmt: skip
            rows.append(replace(g, target=target if card.side else ""))
        found.append(replace(card, groups=tuple(rows)))
    return tuple(found)


def in_words(answer: Solution, scene: Scene) -> str:
    """What the picture shows, for a reader who cannot see it."""
    told = "; ".join(
        f"{c.treaty.name}: {listed(g.names)}: {standing(g.verdict)}" for c in scene.cards for g in c.groups
    )
    read = f" Read as {answer.asked.name}." if answer.asked else ""
    return f"Duties under law, not predictions of conduct.{read} {told or 'Nobody is drawn in'}."
