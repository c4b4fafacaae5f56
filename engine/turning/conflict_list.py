"""Conflicts: states that owe duties which cannot all be kept, in a scenario or on paper on a given day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, cast

from engine.cascade.attackers import attacker_fits
from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.outcomes import Context
from engine.forms.answer_page import CAVEAT
from engine.forms.page import Grid, Lines, Page, Shown
from engine.forms.prose import para
from engine.turning.supports_list import in_steps
from engine.verdicts.grounds import Ground
from engine.verdicts.rows import Row
from engine.verdicts.verdict import Distance, Status, Verdict
from treaties.conditions import Attacker, Attackers, Spares
from treaties.corpus import Corpus
from treaties.keywords import keywords
from treaties.terms import Duty, EventKind, Trigger

if TYPE_CHECKING:
    from engine.answer import Answer

KINDS = {
    "two-sides": "HELP OWED TO BOTH SIDES",
    "help-and-neutrality": "HELP OWED AGAINST A STATE THAT IS OWED NEUTRALITY",
    "help-and-promise": "HELP OWED AGAINST A STATE THAT MUST NOT BE ATTACKED OR ALLIED AGAINST",
    "general-law": "A DUTY THAT THE TEXT GIVES AND GENERAL LAW, OR A WAIVER, BARS",
    "breach": "A DUTY BROKEN BY THE EVENTS THEMSELVES",
}
SHOWN = 40
CLOSE = 3
"""States up to which an instrument counts as a close one."""
_PROMISES = (Duty.NOT_ATTACK, Duty.NOT_ALLY_AGAINST)


@dataclass(frozen=True)
class Conflict:
    """Two duties of one state that cannot both be kept; `over` is the state that one helps against and the other spares.

    `distance` is how far it is until both are due (None for duties on paper); `more` counts other pairs of the same
    two instruments.
    """

    state: str
    name: str
    kind: str
    first: Clause
    toward: str
    second: Clause | None
    over: str
    distance: Distance | None = None
    why: str = ""
    more: int = 0


@dataclass(frozen=True)
class Conflicts(Shown):
    """The conflicts of an answer, nearest first, or of the law of a day."""

    on: date
    title: str
    found: tuple[Conflict, ...]
    names: dict[str, str] = field(default_factory=dict, repr=False)

    def __iter__(self) -> Iterator[Conflict]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def of(self, state: str) -> tuple[Conflict, ...]:
        """The conflicts of one state, by id."""
        return tuple(c for c in self.found if c.state == state)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield para(self.title)
        if not self.found:
            yield ""
            yield "No state owes duties that cannot all be kept."
            return
        for kind, head in KINDS.items():
            group = [c for c in self.found if c.kind == kind]
            if group:
                yield ""
                yield head
            for c in group[:SHOWN]:
                yield para(self.told(c), 2, 4)
            if len(group) > SHOWN:
                yield f"  and {len(group) - SHOWN} more"

    def told(self, c: Conflict) -> str:
        """A conflict in a line."""
        toward, over = self.names.get(c.toward, c.toward), self.names.get(c.over, c.over)
        text = f"{c.name}: {c.first.label} ({c.first.obligation.duty}) toward {toward}"
        if c.second:
            text += f", against {over}; {c.second.label} ({c.second.obligation.duty}) toward {over}"
        if c.why:
            text += f"; {c.why}"
        if c.distance is not None:
            text += f" — {'now' if not c.distance.total else in_steps(c.distance) + ' away'}"
        return text + (f" (and {c.more} more pair{'s' * (c.more != 1)} of these two)" if c.more else "")

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""

        def side(clause: Clause | None) -> dict[str, str] | None:
            if clause is None:
                return None
            o = clause.obligation
            return {"treaty": clause.treaty.id, "article": o.article, "duty": str(o.duty)}

        return {
            "schema": 1,
            "on": self.on.isoformat(),
            "title": self.title,
            "conflicts": [
                {
                    "state": c.state, "name": c.name, "kind": c.kind, "first": side(c.first), "toward": c.toward,
                    "second": side(c.second), "over": c.over, "why": c.why, "more": c.more,
                    "events": c.distance.events if c.distance else None,
                    "judgements": c.distance.judgements if c.distance else None,
                }
                for c in self.found
            ],
        }  # fmt: skip

    def _page(self) -> Page:
        return conflicts_page(self)


@keywords
def conflicts(answer: Answer) -> Conflicts:
    """The states of an answer that may come to owe duties which cannot all be kept, and how far that is.

    >>> from engine.world import shipped
    >>> world = shipped()
    >>> found = conflicts(world.ask("Belgium", by="Germany", on="1914-08-04")).of("germany")
    >>> [(c.first.treaty.id, c.distance.total) for c in found if c.kind == "breach"]
    [('london-1839', 0)]
    """
    found: list[Conflict] = []
    for row in answer.rows:
        found += _of_row(answer, row)
    found += _breaches(answer)
    names = {s: answer.setting.name(s) for c in found for s in (c.toward, c.over) if s}
    title = f"{answer.title} Duties that cannot all be kept"
    return Conflicts(answer.setting.on, title, tuple(_ordered(_folded(found))), names)


@keywords
def standing_conflicts(corpus: Corpus, on: date) -> Conflicts:
    """The duties on paper on a day that could not all be kept: help owed against a state that is owed the contrary.

    Told are pairs where the helping text names the other state as the attacker it is meant for, or where both
    instruments are close ones, of at most three states. Help owed to two states counts where each text names the other;
    a promise not to ally against a state, where the helping text names it.
    """
    graph = ObligationGraph(corpus, on)
    found: list[Conflict] = []
    helping = [d for d in graph.graph.edges(keys=True) if graph.clauses[d[2]].obligation.duty.drawn_in]
    by_obligor: dict[str, list[tuple[str, str, str]]] = {}
    for u, v, k in graph.graph.edges(keys=True):
        by_obligor.setdefault(u, []).append((u, v, k))
    for obligor, toward, key in helping:
        clause = graph.clauses[key]
        for _, over, other in by_obligor.get(obligor, ()):
            second = graph.clauses[other]
            if over == toward or second.treaty.id == clause.treaty.id or not _against(graph, corpus, on, clause, over):
                continue
            duty = second.obligation.duty
            kind = ""
            named = _names(clause, over)
            close = named or max(len(clause.treaty.states), len(second.treaty.states)) <= CLOSE
            if duty is Duty.STAY_NEUTRAL and close:
                kind = "help-and-neutrality"
            elif (duty is Duty.NOT_ATTACK and close) or (duty is Duty.NOT_ALLY_AGAINST and named):
                kind = "help-and-promise"
            elif duty.drawn_in and toward > over and named and _names(second, toward):
                kind = "two-sides"
            if kind:
                name = corpus.states[obligor].name_on(on)
                found.append(Conflict(obligor, name, kind, clause, toward, second, over))
    names = {s: corpus.states[s].name_on(on) for c in found for s in (c.toward, c.over)}
    return Conflicts(on, f"Duties on paper on {on} that could not all be kept", tuple(_ordered(_folded(found))), names)


def _of_row(answer: Answer, row: Row) -> list[Conflict]:
    pairs = [(g, v) for g, v in ((j.ground, j.verdict) for j in row.judged) if v.duty and g.binding]
    helping = [(g, v) for g, v in pairs if g.duty.drawn_in]
    found: list[Conflict] = []

    def add(kind: str, g: Ground, second: Clause | None, over: str, distance: Distance | None, why: str = "") -> None:
        if distance is not None:
            found.append(Conflict(row.state, row.name, kind, g.clause, g.toward, second, over, distance, why))

    for g, v in helping:
        if v.status is Status.RELEASED:
            add(
                "general-law",
                g,
                None,
                g.against[0] if g.against else "",
                v.distance,
                "the text is met, performance barred",
            )
            continue
        for h, w in pairs:
            if h.duty is Duty.STAY_NEUTRAL and h.toward in g.against:
                add("help-and-neutrality", g, h.clause, h.toward, _together(answer, (v, w)))
        for _, other, key in answer.graph.graph.out_edges(row.state, keys=True):
            clause = answer.graph.clauses[key]
            promised = clause.obligation.duty
            sparing = promised is Duty.NOT_ATTACK or (promised is Duty.NOT_ALLY_AGAINST and _names(g.clause, other))
            if sparing and other in g.against:
                add("help-and-promise", g, clause, other, v.distance)
    for (g, v), (h, w) in combinations(helping, 2):
        if Status.RELEASED not in (v.status, w.status) and h.toward in g.against and g.toward in h.against:
            add("two-sides", g, h.clause, h.toward, _together(answer, (v, w)))
    return found


def _together(answer: Answer, verdicts: Sequence[Verdict]) -> Distance | None:
    """How far it is until both duties are due; None where no answers make them due together."""
    one, two = (v.supports for v in verdicts)
    literals = answer.labels.literals
    both = [a | b for a in one for b in two if literals.consistent(a | b)]
    return min(
        (answer.stances.distance(m) for m in both), key=lambda d: (d.total, d.judgements), default=None
    )  # fmt: skip


def _breaches(answer: Answer) -> list[Conflict]:
    """What the given acts break, one conflict for each promise and act."""
    why = "it uses force against the one it owes this to"
    peace = "it makes peace without the one it owes this to"
    return [
        Conflict(
            b.state, answer.setting.name(b.state), "breach", b.clause, b.toward, None, b.against, Distance(),
            peace if b.act == EventKind.SEPARATE_PEACE else f"{why}, {b.excused}" if b.excused else why,
        )
        for b in answer.broken
    ]  # fmt: skip


def _against(graph: ObligationGraph, corpus: Corpus, on: date, clause: Clause, attacker: str) -> bool:
    """Whether a helping clause can be called against an attacker, as far as its text alone says."""
    if clause.obligation.trigger is Trigger.STANDING or (
        attacker in graph.parties[clause.treaty.id] and attacker not in clause.obligation.against
    ):
        return False
    setting = type("Day", (), {"corpus": corpus, "on": on})()
    ctx = cast(Context, type("Text", (), {"clause": clause, "graph": graph, "setting": setting})())
    for condition in clause.obligation.conditions:
        if isinstance(condition, Attacker | Attackers) and not attacker_fits(condition, ctx, attacker):
            return False
        if isinstance(condition, Spares) and attacker in condition.states:
            return False
    return True


def _names(clause: Clause, attacker: str) -> bool:
    """Whether the text names this attacker, or attackers of a kind."""
    return any(isinstance(c, Attacker) and attacker in c.among for c in clause.obligation.conditions)


def _folded(found: Sequence[Conflict]) -> list[Conflict]:
    """One conflict for each state, kind and pair of instruments: the nearest, with the number of the others."""
    groups: dict[tuple[str, ...], list[Conflict]] = {}
    for c in found:
        key = (c.state, c.kind, c.first.treaty.id, c.second.treaty.id if c.second else "")
        groups.setdefault(key, []).append(c)
    return [
        replace(min(g, key=_rank), more=len({(c.first.key, c.toward, c.over) for c in g}) - 1) for g in groups.values()
    ]


def _rank(c: Conflict) -> tuple[Any, ...]:
    d = c.distance or Distance()
    return d.total, d.judgements, c.name, c.first.key, c.toward, c.over


def _ordered(found: Sequence[Conflict]) -> list[Conflict]:
    return sorted(found, key=lambda c: (list(KINDS).index(c.kind), *_rank(c)))


def conflicts_page(found: Conflicts) -> Page:
    """Duties that cannot all be kept."""
    rows = [(c.kind, found.told(c)) for c in found]
    return Page(found.title, parts=[Grid(("Kind", "Conflict"), rows) if rows else Lines(["None."])], note=CAVEAT)
