"""An answer is a value: its rows, its questions, its proofs and its forms are all read off one derivation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cascade.cascade import Escalation
from engine.cascade.facts import Blocked, Derivation
from engine.cascade.graph import ObligationGraph, clauses_of
from engine.cascade.questions import Question
from engine.cascade.setting import Setting, set_out
from engine.forms.page import Page, Shown
from engine.forms.table import Framed, Table
from engine.labels.labels import BUDGET, HORIZON, LIMIT, Labels
from engine.verdicts.missing import lapsed, suspended, wrong_side
from engine.verdicts.rows import Ground, Row, ground_of, judge, strongest, trimmed
from engine.verdicts.verdict import Stances, Status, Verdict
from treaties.corpus import Corpus
from treaties.readings import Reading
from treaties.scenarios import UNNAMED, Scenario
from treaties.terms import Duty, EventKind, Presumption

if TYPE_CHECKING:
    import networkx as nx

    from engine.forms.citing import Cited


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far an answer looks: rounds of the cascade, and the limits of the search for supports."""

    rounds: int | None = None
    limit: int = LIMIT
    budget: int = BUDGET
    horizon: int | None = HORIZON


@dataclass(frozen=True)
class Answer(Framed, Shown):
    """Who is drawn in, on which grounds, under which readings, and what it turns on.

    Iterating gives the rows in the order of nearness; `answer["China"]` gives one. Every row is a flat record too, so
    `pd.DataFrame(answer)` works; `answer.to_pandas()` has the dtypes right, and other tables (`answer.tables`).

    >>> from engine import ask
    >>> answer = ask("South Korea", by="North Korea", on="2026-01-01")
    >>> str(answer["United States"].status), str(answer["USA"].duty)
    ('bound', 'act')
    """

    corpus: Corpus
    scenario: Scenario
    setting: Setting
    graph: ObligationGraph
    record: Derivation
    labels: Labels
    stances: Stances
    readings: tuple[Reading, ...]
    asked: Reading | None
    """The one reading asked for, if one was; verdicts at the top are under it."""
    bounds: Bounds
    """How far the cascade and the supports were followed."""

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All states that a treaty links to the events, nearest to war first."""
        states = set(self._grounds) | set(self._blocked) | set(self.setting.principals)
        rows = [self._row(s) for s in states if s != UNNAMED]
        asked = {o.object for o in self.setting.asked_for}
        return tuple(sorted(rows, key=lambda r: _nearness(r, asked)))

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, state: str | int) -> Row:
        """The row of a state by id, name, code or alias; a state that no treaty links has one too."""
        found = self.corpus.states.resolve(state, self.setting.on).id
        return next((r for r in self.rows if r.state == found), None) or self._row(found)

    def __repr__(self) -> str:
        drawn = ", ".join(r.name for r in self if r.status is Status.BOUND and r.duty and r.duty.drawn_in)
        return f"<Answer {self.title!r}: bound {drawn or 'nobody'}>"

    def __str__(self) -> str:
        from engine.forms.answer_text import tell

        return tell(self)

    def _page(self) -> Page:
        from engine.forms.answer_page import answer_page

        return answer_page(self)

    def _tables(self) -> Mapping[str, Callable[[], Table]]:
        from engine.forms.answer_tables import tables

        return tables(self)

    @property
    def title(self) -> str:
        """The question in words."""
        return self.scenario.title or question_in_words(self.setting)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What the answer turns on: every open question in some state's supports, nearest first."""
        weight: dict[str, tuple[int, int]] = {}
        for row in self.rows:
            for v in row.grounded:
                for m in v.supports:
                    for q, _ in self.labels.literals.decode(m):
                        size = (m.bit_count(), -1)
                        weight[q] = min(weight.get(q, size), size)
        settled = list(weight)
        return tuple(self.stances.questions[q] for q in sorted(settled, key=lambda q: (weight[q], q)))

    def why(self, state: str | int) -> Any:
        """The proof that a state is drawn in, or every condition that failed: see `engine.verdicts.explanation`."""
        from engine.verdicts.explanation import explain

        return explain(self, self[state])

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON data, schema 1."""
        from engine.forms.json_form import answer_to_dict

        return answer_to_dict(self)

    def cite(self, state: str | int | None = None, *, sources: bool = False) -> Cited:
        """The references of exactly the instruments, readings, rules and data versions it used: see `engine.forms.citing`."""
        from engine.forms.citing import cite

        return cite(self, state, sources=sources)

    def svg(self, *, portrait: bool = False) -> str:
        """The escalation as an SVG document: rings by round, sides left and right, arrows by strength of duty.

        `portrait` sets the rounds one below the other, for a narrow sheet such as a telephone.
        """
        from engine.forms.picture import draw

        return draw(self, portrait=portrait)

    def map(self, *, world: bool = False, portrait: bool = False) -> str:
        """The states of the answer on today's borders, as an SVG document; `world` shows all of the world."""
        from engine.forms.picture import world_map

        return world_map(self, world=world, portrait=portrait)

    def matrix(self) -> str:
        """States against readings as an SVG document."""
        from engine.forms.picture import matrix

        return matrix(self)

    def save(self, path: str | Path) -> Path:
        """Write the answer as `.svg`, `.png`, `.html` (the explorer page), `.json` or `.txt`; returns the path."""
        from engine.forms.picture import save

        return save(self, path)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The duties of this answer as a `MultiDiGraph`: obligor to beneficiary, keyed by clause.

        Nodes carry `status`; edges `duty`, `status`, `events`, `judgements`, `round`. All values are scalars.
        """
        import networkx as nx

        g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for row in self.rows:
            g.add_node(row.state, name=row.name, status=str(row.status), round=row.round)
        for row in self.rows:
            for ground, v in zip(row.grounds, row.grounded, strict=True):
                g.add_edge(
                    row.state, ground.toward, ground.clause.key, treaty=ground.treaty, article=ground.article,
                    duty=str(v.duty or ground.duty), status=str(v.status), events=v.distance.events,
                    judgements=v.distance.judgements, round=ground.round,
                )  # fmt: skip
        return g

    def again(self, *, corpus: Corpus | None = None, on: date | None = None) -> Answer:
        """The same question, looked at as far, under another law or on another day."""
        scenario = self.scenario.model_copy(update={"on": on}) if on else self.scenario
        return solve(corpus or self.corpus, scenario, readings=self.readings, asked=self.asked, **asdict(self.bounds))

    def under(self, reading: str) -> Answer:
        """The same world with one reading's verdicts at the top; nothing is derived again."""
        return replace(self, asked=self.corpus.reading(reading))

    @cached_property
    def concerned(self) -> dict[str, tuple[str, ...]]:
        """For each question that obligors judge for themselves: the obligors whose nearest grounds rest on it."""
        found: dict[str, dict[str, None]] = {}
        for row in self.rows:
            for v in row.grounded:
                if v.duty and v.duty.drawn_in and v.supports:
                    for q, _ in self.labels.literals.decode(v.supports[0]):
                        found.setdefault(q, {})[row.state] = None
        return {q: tuple(states) for q, states in found.items()}

    @cached_property
    def _grounds(self) -> dict[str, list[Ground]]:
        adversaries: dict[tuple[str, ...], set[str]] = {}
        for fact in self.record.rounds:
            if fact.kind == "called":
                adversaries.setdefault(fact.args[:2], set()).add(fact.args[2])
        found = {f.args: n for f, n in self.record.rounds.items() if f.kind == "arisen"}
        by_state: dict[str, list[Ground]] = {}
        for key in sorted(found):
            against = adversaries[key[1:]] - {key[0]}
            ground = ground_of(key, self.graph.clauses[key[1]], self.labels, against, found[key])
            if ground.arisen:
                by_state.setdefault(key[0], []).append(ground)
        return {s: trimmed(g) for s, g in by_state.items()}

    @property
    def grounds(self) -> dict[str, list[Ground]]:
        """By state, the duties that it may come to owe, without the rows that tell of them."""
        return self._grounds

    @cached_property
    def _blocked(self) -> dict[str, list[Blocked]]:
        by_state: dict[str, list[Blocked]] = {}
        for b in dict.fromkeys(self.record.blocked + lapsed(self) + suspended(self) + wrong_side(self)):
            by_state.setdefault(b.obligor, []).append(b)
        return by_state

    def linked(self, grounds: Sequence[Ground], blocked: Sequence[Blocked]) -> bool:
        """Whether a treaty links a state to the events: a binding ground, or a duty that failed; policy links nobody."""
        return any(g.binding for g in grounds) or bool(blocked)

    def _row(self, state: str) -> Row:
        grounds = tuple(self._grounds.get(state, ()))
        blocked = tuple(self._blocked.get(state, ()))
        entry = self.corpus.states[state]
        linked = self.linked(grounds, blocked)
        principal = state in self.setting.principals

        def verdict(reading: Reading | None, chosen: Sequence[Ground]) -> Verdict:
            judged = [judge(g, self.stances, reading, i) for i, g in enumerate(chosen)]
            return strongest(chosen, judged, linked=linked)

        top = verdict(self.asked, grounds)
        first = verdict(self.asked, tuple(g for g in grounds if g.round <= 1))
        by_reading = {r.id: verdict(r, grounds) for r in self.readings}
        if principal:
            top, first = replace(top, status=Status.PRINCIPAL), replace(first, status=Status.PRINCIPAL)
        grounded = tuple(judge(g, self.stances, self.asked, i) for i, g in enumerate(grounds))
        order = sorted(
            range(len(grounds)),
            key=lambda i: (grounded[i].status.order, grounds[i].round, grounds[i].duty.rank, grounds[i].clause.key),
        )
        top = replace(top, ground=order.index(top.ground)) if top.ground >= 0 else top
        articles = {b.clause: self._article(b.clause) for b in blocked}
        return Row(
            state=state, name=self.setting.name(state), on=self.setting.on, cow=entry.cow_on(self.setting.on),
            gw=entry.gw_on(self.setting.on), iso3=entry.iso3,
            round=0 if principal else grounds[order[top.ground]].round if top.ground >= 0 else 0,
            verdict=top, at_once=first, grounds=tuple(grounds[i] for i in order), blocked=blocked,
            by_reading=by_reading, grounded=tuple(grounded[i] for i in order), literals=self.labels.literals,
            articles=articles,
        )  # fmt: skip

    def _article(self, key: str) -> tuple[str, str, str]:
        clause = self.graph.clauses.get(key) or next(
            c for c in clauses_of(self.corpus.treaty(key.split(":")[0])) if c.key == key
        )
        return clause.treaty.id, clause.obligation.article, str(clause.obligation.duty)


def _nearness(row: Row, asked: set[str]) -> tuple[object, ...]:
    v = row.verdict
    aside = v.ground >= 0 and row.round <= 1 and row.grounds[v.ground].toward not in asked
    duty = v.duty.rank if v.duty else 99
    helping = 0 if v.duty and (v.duty.drawn_in or v.duty is Duty.RIGHT) else 1
    return (
        v.status is not Status.PRINCIPAL,
        row.round or 99,
        aside,
        helping,
        v.status.order,
        v.distance.total,
        duty,
        row.name,
    )


def question_in_words(setting: Setting) -> str:
    """The question that the asked-for events put, in the words of the question."""
    event = next((o for o in setting.asked_for if o.kind.forcible), next(iter(setting.occurrences), None))
    if event is None:
        return f"Who is drawn in on {setting.on}?"
    if not event.object:
        return f"If {setting.name(event.actor)} does this ({event.kind}) on {setting.on}, who is drawn in?"
    by = "" if event.actor == UNNAMED else f" by {setting.name(event.actor)}"
    at = "" if event.where.home else f" at {event.where.name}"
    what = {EventKind.ARMED_ATTACK: "attacked", EventKind.THREAT: "threatened"}.get(
        event.kind, f"met with {event.kind}"
    )
    return f"If {setting.name(event.object)} is {what}{by}{at} on {setting.on}, who is drawn in?"


def solve(
    corpus: Corpus, scenario: Scenario, *, readings: Sequence[Reading] = (), asked: Reading | None = None,
    rounds: int | None = None, limit: int = LIMIT, budget: int = BUDGET, horizon: int | None = HORIZON,
    graph: ObligationGraph | None = None,
) -> Answer:  # fmt: skip
    """Answer a scenario whose names are ids. `rounds` cuts the cascade; `limit`, `budget` and `horizon` bound the supports.

    `graph` is the law of the day where the caller has it already.
    """
    setting = set_out(corpus, scenario)
    graph = graph or ObligationGraph(corpus, scenario.on, public_only=scenario.as_known_by == "public")
    run = Escalation(setting, graph, rounds=rounds)
    record = run.run()
    settled = [q.id for q in run.questions if q.presumed is not Presumption.OPEN]
    labels = Labels(record, settled, limit=limit, budget=budget, horizon=horizon)
    stances = Stances(labels.literals, run.questions, scenario.answers)
    bounds = Bounds(rounds, limit, budget, horizon)
    return Answer(corpus, scenario, setting, graph, record, labels, stances, tuple(readings), asked, bounds)
