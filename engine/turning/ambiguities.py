"""Ambiguity: how much of the quarrel between readings each disputed term and question carries, and who could end it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.cascade.questions import OBLIGOR, kind_of
from engine.forms.answer_page import CAVEAT
from engine.forms.charts import Bar, bars
from engine.forms.page import Grid, Page, Shown
from engine.forms.prose import para
from engine.turning.changes import Supposing
from engine.verdicts.rows import Row
from engine.verdicts.verdict import Status
from treaties.errors import CasusError
from treaties.keywords import keywords
from treaties.readings import Reading
from treaties.terms import Presumption

if TYPE_CHECKING:
    from engine.answer import Answer

SHOWN = 12


@dataclass(frozen=True)
class Disputed:
    """A question, or all questions of one kind (a term), on which readings differ, and the share it carries."""

    ident: str
    text: str
    carries: float
    yes: tuple[str, ...] = ()
    """Names of the readings that answer yes."""
    no: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ambiguity(Shown):
    """How the readings of an answer differ. `variation` is, for each state, the share of pairs of readings that
    give it another status or duty; the shares of questions, terms and deciders are of the sum of those.

    What an item carries is how much of the variation goes, on the mean, if all readings take it as one of them,
    drawn at random, does.
    """

    answer: Answer = field(repr=False)
    readings: tuple[str, ...]
    variation: tuple[tuple[str, float], ...]
    questions: tuple[Disputed, ...]
    terms: tuple[Disputed, ...]
    duties: float
    """The share carried by readings that take a duty to be weaker than its words."""
    deciders: tuple[tuple[str, float], ...]
    """Whose statement would settle how much, most first."""

    @property
    def total(self) -> float:
        """The sum of the variation."""
        return sum(v for _, v in self.variation)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        a = self.answer
        yield para(a.title)
        yield ""
        if not self.total:
            yield para(f"The {len(self.readings)} readings shown agree about every state.")
            return
        yield para(
            f"{len(self.readings)} readings; share of pairs of readings that give a state another status or duty:"
        )
        for state, v in self.variation[:SHOWN]:
            yield para(f"{v:6.1%}  {a.setting.name(state)}", 2)
        yield ""
        yield "TERMS: how much of it all goes if all take the term as one reading, drawn at random, does"
        for t in self.terms[:SHOWN]:
            yield para(f"{t.carries:6.1%}  {t.ident} ({t.text})", 2, 8)
        if self.duties:
            yield para(f"{self.duties:6.1%}  how strong the duty itself is", 2, 8)
        yield ""
        yield "QUESTIONS"
        for q in self.questions[:SHOWN]:
            yield para(f"{q.carries:6.1%}  {q.text}", 2, 8)
            for word, names in (("yes", q.yes), ("no", q.no)):
                if names:
                    yield para(f"{word}: {', '.join(names)}", 10, 2)
        if len(self.questions) > SHOWN:
            yield f"  and {len(self.questions) - SHOWN} more that carry less"
        if self.deciders:
            yield ""
            yield "WHOSE STATEMENT WOULD SETTLE MOST"
            yield from (para(f"{v:6.1%}  {name}", 2) for name, v in self.deciders[:SHOWN])

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        from engine.turning.json_findings import AmbiguityJson, DisputedJson

        def item(d: Disputed) -> DisputedJson:
            return DisputedJson(id=d.ident, text=d.text, carries=d.carries, yes=list(d.yes), no=list(d.no))

        return AmbiguityJson(
            on=self.answer.setting.on.isoformat(),
            title=self.answer.title,
            readings=list(self.readings),
            variation=dict(self.variation),
            terms=[item(t) for t in self.terms],
            duties=self.duties,
            questions=[item(q) for q in self.questions],
            deciders=dict(self.deciders),
        ).data()

    def _page(self) -> Page:
        return ambiguity_page(self)


@keywords
def ambiguity(answer: Answer, *states: str | int) -> Ambiguity:
    """How the readings of an answer differ over these states (all where none is named), and through what.

    Raises `CasusError` where fewer than two readings are shown.

    >>> from engine.world import shipped
    >>> found = ambiguity(shipped().ask(scenario="shen-chain"), "China")
    >>> found.deciders[0][0]
    'China'
    """
    readings = [r for r in answer.readings if r.answers or r.lowers]
    if len(readings) < 2:
        raise CasusError("fewer than two readings are shown", remedy="leave out `reading`, or name several")
    chosen = [answer[s] for s in states] or [r for r in answer.rows if r.status is not Status.PRINCIPAL]
    return _Reckoning(answer, readings, chosen).result()


class _Reckoning:
    def __init__(self, answer: Answer, readings: Sequence[Reading], rows: Sequence[Row]) -> None:
        self.answer = answer
        self.readings = readings
        self.rows = rows
        self.touches: dict[str, list[Row]] = {}
        literals = answer.labels.literals
        for row in rows:
            mask = 0
            for g in row.grounds:
                for m in (*g.due, *g.arisen):
                    mask |= m
            for q in {q for q, _ in literals.decode(mask)}:
                self.touches.setdefault(q, []).append(row)
        plain = Supposing(answer, {})
        self.base = {r.state: self._spread(r, plain) for r in rows}
        self.total = sum(self.base.values())
        self.said = {q: [(r, r.answer_to(q)) for r in readings] for q in self.touches}
        self.disputed = [q for q, given in self.said.items() if len({self._taken(q, a) for _, a in given}) > 1]

    def _taken(self, question: str, given: str | None) -> bool | None:
        """How a reading takes a question: as it says, else as presumed."""
        if given is None:
            presumed = self.answer.stances.questions[question].presumed
            given = None if presumed is Presumption.OPEN else str(presumed)
        return None if given is None else given == "yes"

    def _spread(self, row: Row, stances: Supposing, *, full: bool = False) -> float:
        """The share of pairs of readings that give the state another status or duty."""
        count: Counter[object] = Counter()
        for r in self.readings:
            taken = r if not full else r.model_copy(update={"lowers": ()})
            v = stances.verdict(row, taken)
            count[v.status, v.duty] += 1
        n = len(self.readings)
        return 1 - sum(c * (c - 1) for c in count.values()) / (n * (n - 1))

    def _carried(self, questions: Sequence[str], rows: Sequence[Row] | None = None) -> float:
        """The share of the variation that goes if all take some questions as a reading drawn at random does."""
        if not self.total:
            return 0.0
        ways = Counter(tuple(self._taken(q, r.answer_to(q)) for q in questions) for r in self.readings)
        touched = (
            {r.state: r for q in questions for r in self.touches[q]} if rows is None else {r.state: r for r in rows}
        )
        gone = 0.0
        for way, count in ways.items():
            stances = Supposing(self.answer, dict(zip(questions, way, strict=True)))
            gone += count * sum(self.base[s] - self._spread(r, stances) for s, r in touched.items())
        return max(0.0, gone / len(self.readings) / self.total)

    def result(self) -> Ambiguity:
        a = self.answer
        questions = []
        by_term: dict[str, list[str]] = {}
        for q in self.disputed:
            yes, no = (tuple(r.name for r, g in self.said[q] if g == word) for word in ("yes", "no"))
            share = self._carried([q])
            questions.append(Disputed(q, a.stances.questions[q].text, share, yes, no))
            by_term.setdefault(kind_of(q), []).append(q)
        terms = [
            Disputed(t, f"{len(qs)} question{'s' * (len(qs) != 1)}", self._carried(qs)) for t, qs in by_term.items()
        ]
        full = Supposing(a, {})
        strong = sum(self._spread(r, full, full=True) for r in self.rows)

        def order(d: Disputed) -> tuple[float, str]:
            return -d.carries, d.ident

        return Ambiguity(
            a,
            tuple(r.id for r in self.readings),
            tuple(sorted(((s, v) for s, v in self.base.items() if v), key=lambda x: (-x[1], x[0]))),
            tuple(sorted((q for q in questions if q.carries > 1e-9), key=order)),
            tuple(sorted((t for t in terms if t.carries > 1e-9), key=order)),
            max(0.0, 1 - strong / self.total) if self.total else 0.0,
            self._deciders(),
        )

    def _deciders(self) -> tuple[tuple[str, float], ...]:
        """A decider settles its own questions for all; an obligor, what it judges, for its own duty."""
        own: dict[str, list[str]] = {}
        found = []
        for q in self.disputed:
            question = self.answer.stances.questions[q]
            if question.decider != OBLIGOR:
                own.setdefault(question.decider, []).append(q)
        for who, qs in own.items():
            name = self.answer.setting.name(who) if who in self.answer.corpus.states else who
            found.append((name, self._carried(qs)))
        for row in self.rows:
            mine = [
                q
                for q in self.disputed
                if self.answer.stances.questions[q].decider in (OBLIGOR, row.state) and row in self.touches[q]
            ]
            if mine:
                found.append((row.name, self._carried(mine, [row])))
        best: dict[str, float] = {}
        for name, v in found:
            best[name] = max(v, best.get(name, 0.0))
        return tuple(sorted(((n, v) for n, v in best.items() if v > 1e-9), key=lambda x: (-x[1], x[0])))


def ambiguity_page(found: Ambiguity) -> Page:
    """How the readings differ, and through what."""

    rows = [("term", t.ident, f"{t.carries:.1%}") for t in found.terms[:SHOWN]]
    rows += [("question", q.text, f"{q.carries:.1%}") for q in found.questions[:SHOWN]]
    rows += [("decider", name, f"{v:.1%}") for name, v in found.deciders[:SHOWN]]
    shown = [Bar(t.ident, t.carries, f"{t.carries:.0%}") for t in found.terms[:SHOWN]]
    picture = bars(f"{len(found.readings)} readings: which term carries their quarrel", shown) if shown else ""
    return Page(found.answer.title, picture, [Grid(("Kind", "What", "Share of the variation"), rows)], CAVEAT)
