"""Layout of a scene: triggered articles and chains are grouped into cards, limited in number, and connected by arrows."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.findings.calls import TriggeredArticle, triggered_articles
from engine.findings.further import further
from engine.findings.scene import (
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
from engine.record.grounds import Ground
from engine.record.verdict import Status, Verdict
from engine.setting.graph import Clause
from engine.setting.prominence import DisplayOrder
from treaties.models.scenario import UNNAMED
from treaties.models.treaty import Treaty
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import capital
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.findings.findings import Findings

FULL = 7
"""Rows of one stage on one side after which no further card is begun; states that do not fit are named in a line."""
ALONE = 5
"""The largest number of belligerents of one side that have boxes of their own."""
BOXES = 12
"""Approximate number of rows in a whole diagram, not counting belligerents."""
Place = tuple[Stage, int]
"""A stage on one side of the diagram."""
NEUTRAL = 2
"""Number of rows for states that must stay neutral."""
EVERY = 99
"""Number of rows in a diagram that concentrates on one state: no limit in practice."""


def scene_of(
    answer: Findings, *, focus: str = "", full: int = FULL, alone: int = ALONE
) -> Scene:
    """Build the diagram content of an answer.

    Args:
        answer: the answer.
        focus: the id of a state; only its own duties, duties toward it, and the chain from these to the war are kept.
        full: about how many rows one stage may have on one side.
        alone: how many belligerents of one side may have boxes of their own.

    Raises `CasusError` if nothing is owed by or to the state in `focus`.
    """
    sides = sides_of(answer)
    order = answer.display_order
    fought = _parties(answer, sides)
    parties = (*_boxed(fought, LEFT, alone), *_boxed(fought, RIGHT, alone))
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
    fighting = {s for p in parties for s in p.states}
    found = _cards(raw, order, EVERY if focus else full, fighting, sides)
    unboxed = found.lines()
    rows = (g for c in found.cards for g in c.groups)
    names = {
        s: answer.setting.name(s)
        for g in (*rows, *(row for rows in unboxed.values() for row in rows))
        for s in g.beneficiaries
    }
    aimed = _aimed(found.cards, parties)
    return Scene(parties, aimed, force_of(answer), found.left(), unboxed, names, focus)


class Focused(DisplayOrder):
    """A display order that puts one state before all others."""

    def __init__(self, setting: object, graph: object, first: str) -> None:
        super().__init__(setting, graph)  # type: ignore[arg-type]
        self._first = first

    def key(self, state: str) -> tuple[Any, ...]:
        """Return the sort key of a state."""
        first, *rest = super().key(state)
        return -1 if state == self._first else first, *rest


@dataclass(frozen=True)
class BoundStates:
    """States that one article binds alike, before they are placed on a card."""

    side: int
    stage: Stage
    states: tuple[str, ...]
    verdict: Verdict
    ground: Ground
    beneficiaries: tuple[str, ...]

    @property
    def alike(self) -> tuple[Clause, Status, Duty | None]:
        """The clause, status and duty: groups that are equal in these differ only in their beneficiaries."""
        return self.ground.clause, self.verdict.status, self.verdict.duty


def _parties(answer: Findings, sides: dict[str, int]) -> tuple[Belligerents, ...]:
    name = answer.setting.name
    found = [r.state for r in answer.rows if r.status is Status.BELLIGERENT]
    named = [
        s
        for o in answer.setting.asked_for
        for s in (o.object, o.actor)
        if s and s != UNNAMED
    ]
    # Where nobody fights, as after a threat, the two stand there whom the question names.
    order = dict.fromkeys([*(s for s in named if s in found or not found), *found])
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


def _boxed(
    parties: Iterable[Belligerents], side: int, alone: int
) -> list[Belligerents]:
    """The belligerents of a side, in one box where there are many."""
    mine = [p for p in parties if p.side == side]
    if len(mine) <= alone:
        return mine
    states = tuple(s for p in mine for s in p.states)
    names = tuple(name for p in mine for name in p.names)
    return [Belligerents(states[0], states, names, side)]


def called_by_side(answer: Findings, sides: dict[str, int]) -> Iterable[BoundStates]:
    """Return the articles triggered at once, each with the states that it binds alike toward one side. Articles that
    both sides invoke, and duties of neutrality, are on side 0.
    """
    found = triggered_articles(answer)
    for side, instruments in ((LEFT, found.asked), (RIGHT, found.attackers)):
        for call in (c for i in instruments for c in i.calls):
            yield from _bound_by(call, sides, side)
    owed = {
        (c.clause, c.verdict.status)
        for i in (*found.asked, *found.attackers)
        for c in i.calls
    }
    for call in (c for i in (*found.aside, *found.neutral) for c in i.calls):
        # What the same article asks in a war already running adds nothing to the picture.
        if (call.clause, call.verdict.status) not in owed:
            yield from _bound_by(call, sides, LEFT)


def _bound_by(
    call: TriggeredArticle, sides: dict[str, int], otherwise: int
) -> Iterator[BoundStates]:
    """Those whom an article binds, by the side that they are to help; whoever is to stay out stands aside."""
    for where, states in _by_side(call, sides, otherwise).items():
        theirs = [g for g in call.grounds if g.obligor in states]
        ground = call.judged.ground if call.judged.ground in theirs else theirs[0]
        owed = {g.beneficiary for g in theirs}
        toward = tuple(t for t in call.beneficiaries if t in owed)
        at, stage = where, Stage.AT_ONCE
        if call.duty.forbids_help:
            at, stage = 0, Stage.ASIDE
        yield BoundStates(at, stage, tuple(states), call.verdict, ground, toward)


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


def _chains(answer: Findings, sides: dict[str, int]) -> Iterable[BoundStates]:
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


class Cards:
    """The cards of a diagram while it is laid out, the rows shown as a line instead, and names for which there is no
    room.
    """

    def __init__(
        self, full: int, fighting: Iterable[str], sides: dict[str, int], *, lean: bool
    ) -> None:
        self.full, self.sides, self.lean = full, sides, lean
        self.every = full == EVERY
        self.firm: set[tuple[Stage, int, str]] = set()
        """Stage, side and id of each state that is bound for certain to help: its box is that of the duty."""
        self.cards: list[Card] = []
        self.unboxed: dict[Place, list[CardRow]] = {}
        self.rest: dict[Place, list[str]] = {}
        self._fighting = frozenset(fighting)
        self._named = {side: set(self._fighting) for side in (LEFT, RIGHT, 0)}
        self._helping: set[tuple[Stage, int, str]] = set()

    def place(self, place: Place, treaty: Treaty, rows: tuple[CardRow, ...]) -> None:
        """Add those rows of an instrument that are not redundant, each as a box or as a line.

        Args:
            place: the stage and the side.
            treaty: the instrument.
            rows: its rows.
        """
        if self._is_redundant(place, rows):
            return
        boxed = tuple(row for row in rows if self._has_box(row, place))
        lines = [row for row in rows if row not in boxed]
        if lines:
            self.unboxed.setdefault(place, []).extend(lines)
        if boxed and self._is_full(place):
            self._leave_out(place, boxed)
        elif boxed:
            self._add_card(place, treaty, boxed)

    def _is_redundant(self, place: Place, rows: tuple[CardRow, ...]) -> bool:
        """Whether none of the rows of an instrument says more than what is shown already."""
        if place[0] is Stage.ASIDE and _all_help(rows, self.cards, self.sides):
            return True
        return all(_adds_nothing(row, place, self._helping) for row in rows)

    def _leave_out(self, place: Place, rows: tuple[CardRow, ...]) -> None:
        """Keep the names of rows for which there is no room."""
        names = [name for row in rows for name in row.names]
        self.rest.setdefault(place, []).extend(names)

    def _add_card(
        self, place: Place, treaty: Treaty, rows: tuple[CardRow, ...]
    ) -> None:
        """Add a card of an instrument with these rows."""
        stage, side = place
        named = tuple(self._once(row, place) for row in rows)
        self.cards.append(
            Card(f"{treaty.id}-{stage}-{side}", treaty, side, stage, named)
        )
        self._note(place, rows)

    def _has_box(self, row: CardRow, place: Place) -> bool:
        """Whether a row has a box: more of those who have a box has none, nor have talks and neutrality where there is
        help to draw.
        """
        if self.every:
            return True
        duty = row.verdict.duty or row.ground.duty
        if self.lean and (place[0] is Stage.ASIDE or duty is Duty.CONSULT):
            return False
        return bool(self._new(row, place)) or {*row.states} <= self._fighting

    def _new(self, row: CardRow, place: Place) -> list[str]:
        """The states of a row that no other box of its side has, or will have as firmly; of those who stay out, that no
        other box has.
        """
        bound, named = row.status is Status.BOUND, self._named[place[1]]
        if place[0] is Stage.ASIDE:
            named = set().union(*self._named.values())
        return [
            s
            for s in row.states
            if s not in named and (bound or (*place, s) not in self.firm)
        ]

    def _is_full(self, place: Place) -> bool:
        shown = sum(len(c.groups) for c in self.cards if (c.stage, c.side) == place)
        return shown >= _room(place[0], self.cards, self.full)

    def _once(self, row: CardRow, place: Place) -> CardRow:
        """A row with the names that no other box has; all where it has no others."""
        new = set(self._new(row, place))
        pairs = zip(row.states, row.names, strict=True)
        names = tuple(name for state, name in pairs if state in new)
        if self.every or not names:
            return row
        return replace(row, names=names, above=len(row.states) - len(names))

    def _note(self, place: Place, rows: Iterable[CardRow]) -> None:
        for row in rows:
            self._named[place[1]] |= {*self._new(row, place)}
            if row.ground.duty.drawn_in:
                self._helping |= {(*place, state) for state in row.states}

    def lines(self) -> dict[Place, tuple[CardRow, ...]]:
        """Return the rows shown as a line, with their names, by stage and side. Belligerents and states that have a box
        for help occur in no line about talks.
        """
        found: dict[Place, tuple[CardRow, ...]] = {}
        for place, rows in self.unboxed.items():
            unboxed = (self._heard(row, place) for row in rows)
            if kept := tuple(row for row in unboxed if row.names):
                found[place] = kept
        return found

    def _heard(self, row: CardRow, place: Place) -> CardRow:
        if row.ground.duty is not Duty.CONSULT:
            return row
        pairs = zip(row.states, row.names, strict=True)
        names = tuple(
            name
            for state, name in pairs
            if state not in self._fighting and (*place, state) not in self._helping
        )
        return replace(row, names=names)

    def left(self) -> dict[Place, tuple[str, ...]]:
        """Return the names that had no room and are shown nowhere, each once, by stage and side."""
        unboxed = (row for rows in self.unboxed.values() for row in rows)
        boxed = (row for card in self.cards for row in card.groups)
        shown = {name for row in (*boxed, *unboxed) for name in row.names}
        found = {}
        for place, names in self.rest.items():
            missing = tuple(n for n in dict.fromkeys(names) if n not in shown)
            if missing:
                found[place] = missing
        return found


def _cards(
    raw: Iterable[BoundStates],
    order: DisplayOrder,
    full: int,
    fighting: set[str],
    sides: dict[str, int],
) -> Cards:
    raw = list(raw)
    lean = any(b.ground.duty.drawn_in for b in raw)
    found, used = Cards(full, fighting, sides, lean=lean), {*fighting}
    sure = (b for b in raw if b.verdict.status is Status.BOUND)
    helping = (b for b in sure if b.ground.duty.drawn_in)
    found.firm = {(b.stage, b.side, s) for b in helping for s in b.states}
    instruments = grouped(((b.stage, b.side, b.ground.treaty), b) for b in raw)
    # What is certain comes first, so that a state has its box where it is bound.
    placed = sorted(instruments.items(), key=lambda item: _firmness(item, lean=lean))
    for (stage, side, treaty), bound in placed:
        # Ids first, so that sheets with room for more or fewer cards have the same for the same rows.
        rows = _card_rows(bound, treaty, order, used)
        found.place((stage, side), bound[0].ground.clause.treaty, rows)
    return found


def _room(stage: Stage, cards: Iterable[Card], full: int) -> int:
    """How many rows of a stage have room on one side: what may follow gets what is left by what is called at once."""
    if full == EVERY or stage is Stage.AT_ONCE:
        return full
    if stage is Stage.ASIDE:
        return min(NEUTRAL, full)
    taken = sum(len(c.groups) for c in cards if c.stage is not Stage.LATER)
    return min(full, max(1, (BOXES - taken) // 2))


def _firmness(
    instrument: tuple[tuple[Stage, int, str], list[BoundStates]], *, lean: bool
) -> tuple[Stage, bool]:
    """The place of an instrument among the others: by stage, and at once what binds for certain before what is open."""
    (stage, _, _), bound = instrument
    firm = any(
        b.verdict.status is Status.BOUND and (b.ground.duty.drawn_in or not lean)
        for b in bound
    )
    return stage, stage is Stage.AT_ONCE and not firm


def _card_rows(
    bound: list[BoundStates], treaty: str, order: DisplayOrder, used: set[str]
) -> tuple[CardRow, ...]:
    """The rows of a card, each with an id of its own, which is added to those in use."""
    found = []
    for b, toward, also in _rows(bound):
        states = order.sorted(b.states)
        ident = _free_id(states[0], treaty, used)
        used.add(ident)
        names = tuple(map(order.setting.name, states))
        found.append(
            CardRow(ident, tuple(states), names, b.verdict, b.ground, toward, also)
        )
    return tuple(found)


def _free_id(state: str, treaty: str, used: Container[str]) -> str:
    """An id that is not in use: the state's, with the treaty's, or with a number."""
    numbered = (f"{state}-{treaty}-{n}" for n in range(2, 99))
    wanted = (state, f"{state}-{treaty}", *numbered)
    return next(ident for ident in wanted if ident not in used)


def _adds_nothing(
    row: CardRow, place: tuple[Stage, int], helping: set[tuple[Stage, int, str]]
) -> bool:
    """Whether a lesser duty binds only states that are shown already with help, at the same stage and side."""
    if row.ground.duty.drawn_in:
        return False
    return {(*place, state) for state in row.states} <= helping


def _all_help(
    rows: Iterable[CardRow], cards: list[Card], sides: dict[str, int]
) -> bool:
    """Whether all states of some rows have to help one side: they need not be shown as bound not to help the other."""
    return all(_helps(row, s, cards, sides) for row in rows for s in row.states)


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
        beside = [
            row
            for c in cards
            if c.side == card.side and c.stage is Stage.AT_ONCE and c.id != card.id
            for row in c.groups
        ]
        rows = []
        for row in card.groups:
            toward = row.ground.beneficiary
            target = of_state.get(toward) or _row_of(toward, beside)
            rows.append(replace(row, target=target if card.side else ""))
        found.append(replace(card, groups=tuple(rows)))
    return tuple(found)


def _row_of(state: str, rows: Iterable[CardRow]) -> str:
    """The id of the first row in which a state stands; empty where it stands in none."""
    return next((row.id for row in rows if state in row.states), "")
