"""The law of one day compiled: obligors as bits, conditions held once for all attackers that a clause can't tell apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from functools import cached_property, reduce
from operator import or_

from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.questions import Questions
from engine.cascade.running_wars import with_background
from engine.sweep.alike import Likeness
from engine.sweep.clauses import ClauseResult, Judge, NeedsTraversal, Pair, binding
from engine.sweep.exact import question, tallies, traverse
from engine.sweep.reach import PlainLaw, Reach, bits
from engine.sweep.tally import GROUPS, Counts, group_of
from engine.verdicts.grounds import precedence
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.vocabulary.terms import Trigger

Shares = tuple[tuple[tuple[int, ...], str, int], ...]
"""In the order of preference: rank of a ground, its group, and the states that have such a ground, as a bit set."""
Cells = tuple[int, ...]
"""One bit set for each group of `GROUPS`."""


class DayLaw:
    """All that a sweep of one day needs. `readings` may hold None: the text with its presumptions alone.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = DayLaw(load_corpus(), date(2026, 1, 1))
    >>> law.tallies("north-korea", "south-korea")[0].bound
    ('united-states',)
    """

    def __init__(self, corpus: Corpus, on: date, readings: Sequence[Reading | None] = (None,)) -> None:
        self.corpus = corpus
        self.on = on
        self.readings = tuple(readings)
        self.graph = ObligationGraph(corpus, on)
        self.alike = Likeness(corpus, self.graph, readings)
        self.states = tuple(sorted({s.id for s in corpus.states.all if s.exists_on(on)} | self.graph.states))
        self.bit = {s: 1 << i for i, s in enumerate(self.states)}
        self.barred = any(r.id == "self-defence" and r.holds_on(on) for r in corpus.rules)
        self.questions = Questions(lambda s: s)
        self.judges = tuple(Judge(self.questions, r) for r in self.readings)
        self._owed = self._obligors()
        self._parts: dict[tuple[str, bool, Hashable], tuple[Shares, ...] | None] = {}
        self._cells: dict[tuple[int, int], tuple[tuple[Cells, ...], int]] = {}
        self._reach: dict[str, Reach] = {}
        self._names: dict[int, tuple[str, ...]] = {}
        self._likes: dict[tuple[str, bool], dict[str, Hashable]] = {}
        self._columns: dict[str, tuple[int, ...]] = {}
        self._equal: dict[tuple[Shares, ...], tuple[Shares, ...]] = {}

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """The states that exist on the day: attackers and victims of a full sweep."""
        return tuple(s for s in self.states if self.corpus.states[s].exists_on(self.on))

    @cached_property
    def plain(self) -> PlainLaw:
        """Every duty of help in a binding instrument, whatever its conditions."""
        edges = [
            (self.states[o], b)
            for b, owed in self._owed.items()
            for clause, mask in owed
            if clause.obligation.duty.drawn_in
            for o in bits(mask)
        ]
        return PlainLaw.of(edges, self.states)

    def owed_to(self, state: str) -> list[tuple[Clause, int]]:
        """Every binding clause that an attack on the state may call, with its obligors as a bit set."""
        return self._owed.get(state, [])

    def reach(self, victim: str) -> Reach:
        """The plain cascades of one victim, kept."""
        if victim not in self._reach:
            self._reach[victim] = self.plain.reach(self.plain.index[victim])
        return self._reach[victim]

    def cells(self, attacker: str, victim: str) -> tuple[Cells, ...] | None:
        """For each reading one bit set for each group; None where only the traversal can tell."""
        if self.in_running_war(attacker, victim):
            return None
        struck, striking = self._part(victim, attacker, turned=False), self._part(attacker, victim, turned=True)
        if struck is None or striking is None:
            return None
        key = id(struck), id(striking)
        if key not in self._cells:
            made = tuple(_divide(a + b) for a, b in zip(struck, striking, strict=True))
            self._cells[key] = made, reduce(or_, (m for cells in made for m in cells), 0)
        made, everybody = self._cells[key]
        two = (self.bit[attacker] | self.bit[victim]) & everybody
        return tuple(tuple(m & ~two for m in cells) for cells in made) if two else made

    def tallies(self, attacker: str, victim: str) -> list[Counts]:
        """Who stands how at once, for each reading."""
        cells = self.cells(attacker, victim)
        if cells is None:
            return tallies(
                traverse(self.corpus, self.graph, attacker, victim, [r for r in self.readings if r]), self.readings
            )
        return [Counts(*map(self.named, masks)) for masks in cells]

    def named(self, mask: int) -> tuple[str, ...]:
        """The states of a bit set."""
        if mask not in self._names:
            self._names[mask] = tuple(self.states[i] for i in bits(mask))
        return self._names[mask]

    def in_running_war(self, attacker: str, victim: str) -> bool:
        """Whether the attack would be an act in a war that was already running."""
        if not self._at_war & {attacker, victim}:
            return False
        asked = question(attacker, victim, self.on)
        return with_background(self.corpus, asked) != list(asked.events)

    @cached_property
    def _at_war(self) -> frozenset[str]:
        wars = (w for w in self.corpus.wars if w.holds_on(self.on))
        return frozenset(s for w in wars for e in w.events for s in (*e.by, *e.against))

    def _obligors(self) -> dict[str, list[tuple[Clause, int]]]:
        keys = binding(self.on, self.graph)
        found: dict[str, list[tuple[Clause, int]]] = {}
        for state in self.states:
            for clause, obligors in self.graph.owed_to(state):
                if clause.key in keys and clause.obligation.trigger not in (Trigger.MOBILISATION, Trigger.INSURRECTION):
                    found.setdefault(state, []).append((clause, self.mask(obligors)))
        return found

    def mask(self, states: Iterable[str]) -> int:
        """The bit set of some states."""
        return sum(self.bit[s] for s in states)

    def equivalence(self, beneficiary: str, adversary: str, *, war: bool) -> Hashable:
        """What the clauses owed to a state can see of its adversary; `war` for those alone that ask only for war."""
        key = beneficiary, war
        if key not in self._likes:
            asked = [c for c, _ in self.owed_to(beneficiary) if not war or c.obligation.trigger is Trigger.WAR]
            columns = [self._column(c) for c in asked]
            seen = zip(*columns, strict=True) if columns else ((),) * len(self.states)
            self._likes[key] = dict(zip(self.states, seen, strict=True))
        return self._likes[key].get(adversary, adversary)

    def _column(self, clause: Clause) -> tuple[int, ...]:
        if clause.key not in self._columns:
            self._columns[clause.key] = self.alike.column(clause, self.states)
        return self._columns[clause.key]

    def _part(self, beneficiary: str, adversary: str, *, turned: bool) -> tuple[Shares, ...] | None:
        """What the clauses owed to one principal give against the other."""
        key = beneficiary, turned, self.equivalence(beneficiary, adversary, war=turned)
        if key not in self._parts:
            found = self._hold(beneficiary, adversary, turned=turned)
            self._parts[key] = found if found is None else self._equal.setdefault(found, found)
        return self._parts[key]

    def _hold(self, beneficiary: str, adversary: str, *, turned: bool) -> tuple[Shares, ...] | None:
        attacker, victim = (beneficiary, adversary) if turned else (adversary, beneficiary)
        pair = Pair(self.corpus, self.graph, self.questions, attacker, victim)
        event = pair.turned() if turned else pair.first
        shares: list[dict[tuple[tuple[int, ...], str], int]] = [{} for _ in self.readings]
        for clause, obligors in self.owed_to(beneficiary):
            if turned and clause.obligation.trigger is not Trigger.WAR:
                continue
            try:
                found = pair.hold(clause, event, defending=not turned, barred=self.barred)
            except NeedsTraversal:
                return None
            for mask, finding in self.divided(obligors, found):
                for judge, share in zip(self.judges, shares, strict=True):
                    verdict = judge.verdict(finding)
                    if verdict.duty is not None:
                        at = precedence(clause.obligation.duty, verdict), group_of(verdict)
                        share[at] = share.get(at, 0) | mask
        return tuple(tuple((r, g, m) for (r, g), m in sorted(s.items())) for s in shares)

    def divided(self, obligors: int, found: dict[str, ClauseResult]) -> Iterable[tuple[int, ClauseResult]]:
        """The obligors that each finding speaks of."""
        own = self.mask(s for s in found if s and s in self.bit) & obligors
        for state, finding in found.items():
            if state == "":
                yield obligors & ~own, finding
            elif state in self.bit and self.bit[state] & obligors:
                yield self.bit[state], finding


def _divide(shares: Shares) -> Cells:
    """Each state in the group of its best ground."""
    masks = dict.fromkeys(GROUPS, 0)
    seen = 0
    for _, group, mask in sorted(shares):
        masks[group] |= mask & ~seen
        seen |= mask
    return tuple(masks.values())
