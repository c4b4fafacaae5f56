"""Pivots: which treaty, which party, which question and which reading a state's being drawn in hangs on most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from engine.facts import Fact
from engine.frames.table import Framed, Table
from engine.notebook.page import Page, Shown
from engine.reasoning.changes import as_data, same
from engine.reasoning.circuit import Circuit
from engine.reasoning.expansion import Exhausted, expand
from engine.reasoning.inquiry import Inquiry
from engine.reasoning.labelling import labels
from engine.reasoning.program import GOAL, Program, Rule, bits
from engine.reasoning.reduction import reduced, relevant
from engine.reasoning.shapley import shapley
from engine.reasoning.supports_list import in_steps
from engine.supports import Literals
from engine.text import para, standing
from engine.verdicts import Distance, Status, Verdict

if TYPE_CHECKING:
    from engine.answer import Answer

PLAYERS = 40
"""Players up to which Shapley values are reckoned."""
SHOWN = 10


@dataclass(frozen=True)
class Pivot:
    """One thing taken away: the distance without it (None: out of reach) and its Shapley value, where reckoned."""

    ident: str
    name: str
    without: Distance | None
    shapley: Fraction | float | None = None


@dataclass(frozen=True)
class Settled:
    """One question settled: the distance if it is answered yes and if no, and its Shapley value."""

    ident: str
    text: str
    if_yes: Distance | None
    if_no: Distance | None
    shapley: Fraction | float | None = None


@dataclass(frozen=True)
class Pivots(Framed, Shown):
    """What a state's being drawn in (or a duty of it) hangs on.

    `treaties` and `parties` are those that it can rest on at all, the weightiest first; `idle` the instruments that
    were held against the events and change nothing for it. Shapley values of treaties and parties share out the
    question whether it is within reach at all, whatever is answered; those of questions, whether it comes about.
    """

    inquiry: Inquiry = field(repr=False)
    distance: Distance | None
    treaties: tuple[Pivot, ...]
    parties: tuple[Pivot, ...]
    questions: tuple[Settled, ...]
    readings: tuple[tuple[str, Verdict], ...]
    idle: tuple[str, ...]
    complete: bool = True

    def treaty(self, ident: str) -> Pivot | None:
        """The pivot of one treaty; None where it changes nothing."""
        return next((p for p in self.treaties if p.ident == ident), None)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        i = self.inquiry
        yield para(i.answer.title)
        yield ""
        if self.distance is None:
            yield para(f"Nothing makes it so that {i.claim}; there is nothing to take away.")
            return
        yield para(f"{i.claim}: {away(self.distance)}. What if one thing were taken away?")
        for title, group in (("TREATIES", self.treaties), ("PARTIES, if they had no treaties", self.parties)):
            if group:
                yield ""
                yield f"{title}: where it stands without it; its Shapley value"
            for p in group[:SHOWN]:
                yield para(f"{value(p.shapley):>6}  {p.name}: {self.then(p.without)}", 2, 8)
            if len(group) > SHOWN:
                yield f"  and {len(group) - SHOWN} more"
        if self.questions:
            yield ""
            yield "QUESTIONS: where it stands if yes, if no; its Shapley value"
            for q in self.questions[:SHOWN]:
                yield para(f"{value(q.shapley):>6}  {q.text} yes: {away(q.if_yes)}; no: {away(q.if_no)}", 2, 8)
            if len(self.questions) > SHOWN:
                yield f"  and {len(self.questions) - SHOWN} more"
        if self.readings:
            yield ""
            yield "READINGS that change it"
            groups: dict[str, list[str]] = {}
            for name, v in self.readings:
                groups.setdefault(standing(v), []).append(name)
            yield from (para(f"{told} — {', '.join(names)}", 2, 4) for told, names in groups.items())
        if self.idle:
            yield ""
            law = i.answer.corpus
            names = ", ".join(law.treaty(t).name for t in self.idle[:20])
            more = f" and {len(self.idle) - 20} more" if len(self.idle) > 20 else ""
            yield para(f"Held against the events, and their removal changes nothing here: {names}{more}.")
        if not self.complete:
            yield para("Some searches were cut; a distance given is then the nearest found.")

    def then(self, without: Distance | None) -> str:
        """Where it would stand, in words."""
        return "out of reach" if without is None else "unchanged" if without == self.distance else away(without)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; a distance of null is out of reach."""

        def steps(d: Distance | None) -> dict[str, int] | None:
            return None if d is None else {"events": d.events, "judgements": d.judgements}

        def share(x: Fraction | float | None) -> dict[str, Any] | None:
            exact = str(x) if isinstance(x, Fraction) else None
            return None if x is None else {"decimal": float(x), "fraction": exact}

        def pivot(p: Pivot) -> dict[str, Any]:
            return {"id": p.ident, "name": p.name, "without": steps(p.without), "shapley": share(p.shapley)}

        return {
            **self.inquiry.head(),
            "distance": steps(self.distance),
            "treaties": [pivot(p) for p in self.treaties],
            "parties": [pivot(p) for p in self.parties],
            "questions": [
                {
                    "id": q.ident, "text": q.text, "if_yes": steps(q.if_yes), "if_no": steps(q.if_no),
                    "shapley": share(q.shapley),
                }
                for q in self.questions
            ],
            "readings": [{"reading": r, "verdict": as_data(v)} for r, v in self.readings],
            "idle": list(self.idle),
            "complete": self.complete,
        }  # fmt: skip

    def _page(self) -> Page:
        from engine.notebook.reasons import pivots_page

        return pivots_page(self)

    def _tables(self) -> Mapping[str, Callable[[], Table]]:
        from engine.frames.reasons import pivots_tables

        return pivots_tables(self)


def away(d: Distance | None) -> str:
    """A distance in words."""
    return "out of reach" if d is None else "due" if not d.total else f"{in_steps(d)} away"


def value(x: Fraction | float | None) -> str:
    """A Shapley value in words."""
    return "" if x is None else f"{float(x):.3f}"


def pivots(answer: Answer, state: str | int, duty: str | None = None) -> Pivots:
    """What `state`'s being drawn in hangs on: each treaty, party, question and reading taken away in turn.

    A treaty or a party is taken away from the derivation, not from the law: conditions that ask who is allied with
    whom stay as they were.

    >>> from engine import ask
    >>> found = pivots(ask("Russia", by="Ukraine", on="2025-06-01", background=False), "China")
    >>> [(p.ident, p.without) for p in found.treaties]
    [('russia-dprk-2024', None), ('sino-dprk-1961', None)]
    """
    return _Reckoning(Inquiry.of(answer, state, duty)).result()


class _Reckoning:
    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        self.complete = True
        self.rules, self.facts = _with_settled(inquiry)

    def result(self) -> Pivots:
        i = self.inquiry
        here = self._nearest(i.whole)
        if here is None:
            return Pivots(i, None, (), (), (), self._readings(), tuple(self._held()), self.complete)
        treaties = self._taken(_treaty)
        parties = self._taken(_party, but=i.state)
        questions = self._questions(here) if i.settled is None else ()

        def order(p: Pivot) -> tuple[bool, int, float, str]:
            return p.without is not None, -(p.without.total if p.without else 0), -float(p.shapley or 0), p.ident

        names = i.answer.setting.name
        law = i.answer.corpus
        found = tuple(sorted((Pivot(t, law.treaty(t).name, d, s) for t, d, s in treaties if d != here or s), key=order))
        bearing = {p.ident for p in found}
        return Pivots(
            i, here, found,
            tuple(sorted((Pivot(s, names(s), d, v) for s, d, v in parties if d != here or v), key=order)),
            questions, self._readings(), tuple(t for t in self._held() if t not in bearing), self.complete,
        )  # fmt: skip

    def _nearest(self, program: Program) -> Distance | None:
        if program.holds:
            return Distance()
        found = labels(reduced(program), limit=64, sets=60_000, seconds=3.0)
        self.complete &= bool(found.goal) or found.complete
        masks = [m for m in found.goal if m.bit_count() == found.goal[0].bit_count()]
        return min((self.inquiry.distance(m) for m in masks), key=lambda d: (d.total, d.judgements), default=None)

    def _taken(
        self, belongs: Callable[[Fact], Iterable[str]], but: str = ""
    ) -> list[tuple[str, Distance | None, Fraction | float | None]]:
        """Each treaty or party the goal may rest on: the distance without it, and its Shapley value."""
        of = [tuple(belongs(f)) if f is not None else () for f in self.facts]
        players = sorted({p for names in of for p in names} - {but})
        shares = self._shares(of, players)
        found = []
        for p in players:
            left = tuple(r for r in self.rules if p not in of[r[0]])
            program = Program(left, self.inquiry.whole.literals, self.facts)
            found.append((p, self._distance_of(program), shares.get(p)))
        return found

    def _distance_of(self, program: Program) -> Distance | None:
        less = relevant(set(program.rules))
        if (GOAL, 0, 0) in less:
            return Distance()
        return self._nearest(Program(tuple(less), program.literals, program.facts))

    def _shares(self, of: list[tuple[str, ...]], players: list[str]) -> dict[str, Fraction | float]:
        """Shapley values of the game in which a coalition wins if the goal can be reached by its members alone."""
        if not players or len(players) > PLAYERS:
            return {}
        literals = Literals(players)
        rules: set[Rule] = set()
        for head, body, _ in self.rules:
            rules.add((head, body, literals.encode((p, True) for p in of[head] if p in literals.index)))
        found = labels(reduced(Program(tuple(rules), literals, self.facts)), sets=60_000, seconds=3.0)
        if not found.complete or not found.goal:
            return {}
        circuit = Circuit()
        try:
            circuit.root = expand(found.goal, circuit, nodes=20_000, seconds=3.0)
        except Exhausted:
            return {}
        used = 0
        for m in found.goal:
            used |= m
        shares = shapley(circuit, {b >> 1: True for b in bits(used)})
        return {literals.ids[n]: v for n, v in shares.items()}

    def _questions(self, here: Distance | None) -> tuple[Settled, ...]:
        program = self.inquiry.program
        literals = program.literals
        found = []
        shares = self._question_shares()
        for q in program.questions:
            ends = []
            for yes in (True, False):
                true, false = literals.bit((q, yes)), literals.bit((q, not yes))
                left = tuple((h, b, m & ~true) for h, b, m in program.rules if not m & false)
                ends.append(self._distance_of(Program(left, literals, program.facts)))
            found.append(Settled(q, self.inquiry.question(q).text, ends[0], ends[1], shares.get(literals.index[q])))

        def weight(s: Settled) -> tuple[bool, float, int, str]:
            cut = s.if_yes is None or s.if_no is None
            moved = sum((d.total if d else 99) != (here.total if here else 99) for d in (s.if_yes, s.if_no))
            return not cut, -float(s.shapley or 0), -moved, s.ident

        return tuple(sorted(found, key=weight))

    def _question_shares(self) -> dict[int, Fraction | float]:
        found = labels(self.inquiry.program, sets=60_000, seconds=3.0)
        circuit = Circuit()
        try:
            if not found.complete or len(self.inquiry.program.questions) > 4 * PLAYERS:
                return {}
            circuit.root = expand(found.goal, circuit, nodes=20_000, seconds=3.0)
        except Exhausted:
            return {}
        count: dict[int, int] = {}
        for m in found.goal:
            for b in bits(m):
                count[b] = count.get(b, 0) + 1
        numbers = {b >> 1 for b in count}
        return shapley(circuit, {n: count.get(2 * n + 1, 0) >= count.get(2 * n, 0) for n in numbers})

    def _readings(self) -> tuple[tuple[str, Verdict], ...]:
        row = self.inquiry.answer[self.inquiry.state]
        names = {r.id: r.name for r in self.inquiry.answer.readings}
        found = row.by_reading
        if row.status is Status.PRINCIPAL:  # a principal's own status is no reading's to change
            found = {r: replace(v, status=Status.PRINCIPAL) for r, v in found.items()}
        return tuple((names[r], v) for r, v in found.items() if not same(v, row.verdict))

    def _held(self) -> list[str]:
        """The instruments whose clauses were held against the events, called or not."""
        a = self.inquiry.answer
        keys = {s.head.args[0] for s in a.record.steps if s.head.kind == "called"}
        return sorted({k.split(":")[0] for k in keys | {b.clause for b in a.record.blocked}})


def _with_settled(inquiry: Inquiry) -> tuple[tuple[Rule, ...], tuple[Fact | None, ...]]:
    """The rules of a goal with what holds on settled facts left in, because that too rests on treaties."""
    from engine.reasoning.goals import goals

    a = inquiry.answer
    stance = a.stances.under(a.asked)
    number: dict[Fact | None, int] = {None: GOAL}
    rules: set[Rule] = set()
    for f in goals(a, inquiry.state, inquiry.duty):
        rules.add((GOAL, 1 << number.setdefault(f, len(number)), 0))
    for s in a.record.steps:
        mask = a.labels.literals.encode(s.literals)
        if not mask & stance.false:
            body = 0
            for f in s.body:
                body |= 1 << number.setdefault(f, len(number))
            rules.add((number.setdefault(s.head, len(number)), body, mask & ~stance.true))
    return tuple(sorted(relevant(rules))), tuple(number)


def _treaty(fact: Fact) -> tuple[str, ...]:
    """The instrument by which a fact holds, where it is that of a clause."""
    return (fact.args[0].split(":")[0],) if fact.kind == "called" else ()


def _party(fact: Fact) -> tuple[str, ...]:
    """The parties that a duty binds and serves."""
    if fact.kind in ("arisen", "due"):
        return fact.args[0], fact.args[2]
    return (fact.args[1],) if fact.kind == "called" else ()
