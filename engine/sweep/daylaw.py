"""The compiled law of one day: obligors as bits, and conditions tested once for all attackers that a clause does not
distinguish.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, reduce
from itertools import chain
from operator import or_

from engine.record.grounds import precedence
from engine.record.masks import bits
from engine.record.questions import Questions
from engine.record.verdict import Verdict
from engine.setting.graph import Clause, ObligationGraph
from engine.setting.running_wars import running
from engine.setting.sides import Wars
from engine.sweep.clauses import (
    ClauseResult,
    Judge,
    Likeness,
    NeedsTraversal,
    Pair,
    binding,
)
from engine.sweep.exact import GROUPS, Counts, group_of, tallies, traverse
from engine.sweep.reach import PlainLaw, Reach
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.models.scenario import Event

Shares = tuple[tuple[tuple[int, ...], str, int], ...]
"""In order of preference: the rank of a duty, its group, and the states with a duty of that rank, as a bit set."""
Findings = tuple[tuple[int, Clause, tuple[Verdict, ...]], ...]
"""The states that a clause binds alike, as a bit set; the clause; and the verdict under each reading."""
Part = tuple[Findings, tuple[Shares, ...]]
"""The results of the clauses owed to one of two states, and the same by rank and group for each reading."""
Cells = tuple[int, ...]
"""A bit set for each group of `GROUPS`."""


class DayLaw:
    """The law of one day, prepared for a sweep. None in `readings` is the text with its presumptions.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = DayLaw(load_corpus(), date(2026, 1, 1))
    >>> law.tallies("north-korea", "south-korea")[0].bound
    ('united-states',)
    """

    def __init__(
        self, corpus: Corpus, on: date, readings: Sequence[Reading | None] = (None,)
    ) -> None:
        self.corpus = corpus
        self.on = on
        self.readings = tuple(readings)
        self.graph = ObligationGraph(corpus, on)
        self.alike = Likeness(corpus, self.graph, readings)
        self.states = tuple(sorted(corpus.states.living_on(on) | self.graph.states))
        self.bit = {s: 1 << i for i, s in enumerate(self.states)}
        self.barred = any(
            r.id == "self-defence" and r.holds_on(on) for r in corpus.rules
        )
        self.questions = Questions(lambda s: s)
        self.judge = Judge(self.questions, self.readings)
        self._owed = self._obligors()
        self._parts: dict[
            tuple[str, bool, Hashable], tuple[Findings, tuple[Shares, ...]] | None
        ] = {}
        self._cells: dict[tuple[int, int], tuple[tuple[Cells, ...], int]] = {}
        self._reach: dict[str, Reach] = {}
        self._names: dict[int, tuple[str, ...]] = {}
        self._likes: dict[tuple[str, bool], dict[str, Hashable]] = {}
        self._columns: dict[str, dict[str, int]] = {}
        self._findings: dict[Hashable, Findings] = {}
        self._equal: dict[tuple[Shares, ...], tuple[Shares, ...]] = {}

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """The states that exist on the day: attackers and victims of a full sweep."""
        living = self.corpus.states.living_on(self.on)
        return tuple(s for s in self.states if s in living)

    @cached_property
    def plain(self) -> PlainLaw:
        """Every duty of help in a binding instrument, each taken as unconditional."""
        helping = (
            (b, m)
            for b, owed in self._owed.items()
            for c, m in owed
            if c.obligation.duty.drawn_in
        )
        edges = [(self.states[o], b) for b, mask in helping for o in bits(mask)]
        return PlainLaw.of(edges, self.states)

    def owed_to(self, state: str) -> list[tuple[Clause, int]]:
        """Return every binding clause that an attack on a state may trigger, with its obligors as a bit set."""
        return self._owed.get(state, [])

    def reach(self, victim: str) -> Reach:
        """Return the unconditional cascades of one victim, which are cached."""
        if victim not in self._reach:
            self._reach[victim] = self.plain.reach(self.plain.index[victim])
        return self._reach[victim]

    def cells(self, attacker: str, victim: str) -> tuple[Cells, ...] | None:
        """Return, for each reading, a bit set for each group of states (see `Counts`); None if only a full cascade can
        decide.
        """
        parts = self.parts(attacker, victim)
        if parts is None:
            return None
        (_, struck), (_, striking) = parts
        key = id(struck), id(striking)
        if key not in self._cells:
            made = tuple(_divide(a + b) for a, b in zip(struck, striking, strict=True))
            self._cells[key] = (
                made,
                reduce(or_, (m for cells in made for m in cells), 0),
            )
        made, everybody = self._cells[key]
        two = (self.bit[attacker] | self.bit[victim]) & everybody
        return tuple(tuple(m & ~two for m in cells) for cells in made) if two else made

    def tallies(self, attacker: str, victim: str) -> list[Counts]:
        """Return, for each reading, the states grouped by what they owe at once if the attacker attacks the victim."""
        cells = self.cells(attacker, victim)
        if cells is None:
            return tallies(
                traverse(
                    self.corpus,
                    self.graph,
                    attacker,
                    victim,
                    [r for r in self.readings if r],
                ),
                self.readings,
            )
        return [Counts(*map(self.named, masks)) for masks in cells]

    def named(self, mask: int) -> tuple[str, ...]:
        """Return the states in a bit set."""
        if mask not in self._names:
            self._names[mask] = tuple(self.states[i] for i in bits(mask))
        return self._names[mask]

    @cached_property
    def _running(self) -> list[tuple[list[Event], Wars]]:
        return list(running(self.corpus, self.on))

    def _obligors(self) -> dict[str, list[tuple[Clause, int]]]:
        keys = binding(self.on, self.graph)
        found: dict[str, list[tuple[Clause, int]]] = {}
        for state in self.states:
            for clause, obligors in self.graph.owed_to(state):
                if clause.key in keys and clause.obligation.trigger.by_attack:
                    found.setdefault(state, []).append((clause, self.mask(obligors)))
        return found

    def mask(self, states: Iterable[str]) -> int:
        """Return the bit set of some states."""
        return sum(self.bit[s] for s in states)

    def equivalence(self, beneficiary: str, adversary: str, *, war: bool) -> Hashable:
        """Return the attributes of an adversary that the clauses owed to a state distinguish; adversaries with equal
        values are interchangeable.

        Args:
            beneficiary: the id of the beneficiary.
            adversary: the id of the adversary.
            war: whether to consider only clauses that require only a war.
        """
        key = beneficiary, war
        if key not in self._likes:
            asked = [
                c
                for c, _ in self.owed_to(beneficiary)
                if not war or c.obligation.trigger.own_war
            ]
            columns = [self._column(c) for c in asked]
            self._likes[key] = {s: tuple(c[s] for c in columns) for s in self.states}
        return self._likes[key].get(adversary, adversary)

    def _column(self, clause: Clause) -> dict[str, int]:
        if clause.key not in self._columns:
            self._columns[clause.key] = self.alike.column(clause, self.states)
        return self._columns[clause.key]

    def parts(self, attacker: str, victim: str) -> tuple[Part, Part] | None:
        """Return the results of the clauses owed to the victim, and those of the clauses owed to the attacker; None if
        only a full cascade can decide.
        """
        if any(war.opposed(attacker, victim) for _, war in self._running):
            return None
        if self._permitted(attacker, victim) or self._permitted(victim, attacker):
            return None
        if self.corpus.breaking_away(attacker, victim, self.on):
            return None
        struck, striking = (
            self._part(victim, attacker, turned=False),
            self._part(attacker, victim, turned=True),
        )
        return (struck, striking) if struck and striking else None

    def _permitted(self, attacker: str, victim: str) -> bool:
        """Whether force of the one in or against the other may be authorised or invited: no other pair is like it."""
        return bool(self.corpus.permissions(attacker, victim, self.on))

    def _part(self, beneficiary: str, adversary: str, *, turned: bool) -> Part | None:
        """What the clauses owed to one of the two give against the other, once for all that they can't tell apart."""
        key = beneficiary, turned, self.equivalence(beneficiary, adversary, war=turned)
        if key not in self._parts:
            try:
                found = tuple(
                    chain.from_iterable(
                        self._hold(beneficiary, adversary, turned=turned)
                    )
                )
            except NeedsTraversal:
                self._parts[key] = None
            else:
                shares = self._shares(found)
                self._parts[key] = found, self._equal.setdefault(shares, shares)
        return self._parts[key]

    def _hold(
        self, beneficiary: str, adversary: str, *, turned: bool
    ) -> Iterator[Findings]:
        """Hold each clause owed to one of the two against the other, once for all that this clause can't tell apart."""
        pair = Pair(
            self.corpus,
            self.graph,
            self.questions,
            *((beneficiary, adversary)[:: 1 if turned else -1]),
        )
        event = pair.turned() if turned else pair.first
        for clause, obligors in self.owed_to(beneficiary):
            if turned and not clause.obligation.trigger.own_war:
                continue
            key = (
                clause.key,
                beneficiary,
                turned,
                self._column(clause).get(adversary, adversary),
            )
            if key not in self._findings:
                found = pair.hold(
                    clause, event, defending=not turned, barred=self.barred
                )
                parted = self._divided(obligors, found)
                self._findings[key] = tuple(
                    (part, clause, self.judge.verdicts(f, obligor))
                    for mask, f in parted
                    for part, obligor in self._set_apart(mask, clause)
                )
            yield self._findings[key]

    def _shares(self, found: Findings) -> tuple[Shares, ...]:
        """The findings of one part by rank and group, for each reading."""
        shares: list[dict[tuple[tuple[int, ...], str], int]] = [
            {} for _ in self.readings
        ]
        for mask, clause, verdicts in found:
            for verdict, share in zip(verdicts, shares, strict=True):
                if verdict.duty is not None:
                    at = precedence(clause.obligation.duty, verdict), group_of(verdict)
                    share[at] = share.get(at, 0) | mask
        return tuple(
            tuple((r, g, m) for (r, g), m in sorted(s.items())) for s in shares
        )

    def _divided(
        self, obligors: int, found: dict[str, ClauseResult]
    ) -> Iterable[tuple[int, ClauseResult]]:
        """The obligors that each finding speaks of."""
        own = self.mask(s for s in found if s and s in self.bit) & obligors
        for state, finding in found.items():
            if state == "":
                yield obligors & ~own, finding
            elif state in self.bit and self.bit[state] & obligors:
                yield self.bit[state], finding

    def _set_apart(self, mask: int, clause: Clause) -> Iterator[tuple[int, str]]:
        """Each state of a part whose duty a reading lowers by name, then all others."""
        for state in sorted(self.judge.apart(clause)):
            if bit := self.bit.get(state, 0) & mask:
                yield bit, state
                mask &= ~bit
        if mask:
            yield mask, ""


def _divide(shares: Shares) -> Cells:
    """Each state in the group of its best ground."""
    masks = dict.fromkeys(GROUPS, 0)
    seen = 0
    for _, group, mask in sorted(shares):
        masks[group] |= mask & ~seen
        seen |= mask
    return tuple(masks.values())
