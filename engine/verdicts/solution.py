"""A solution: a value whose rows, questions and proofs are read off one derivation; `Answer` has its forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from typing import Any, Self

from engine.cascade.cascade import Cascade
from engine.cascade.depth import depth_of
from engine.labels.labels import Labels
from engine.question.topic import WHO, Topic
from engine.record.breaches import Breach, ForbiddenForce
from engine.record.facts import Derivation, FailedCondition, treaty_of
from engine.record.grounds import Ground, Judged
from engine.record.over_time import OverTime
from engine.record.questions import Question
from engine.record.rows import StateVerdict, link_of, nearness_of_row
from engine.record.verdict import Status
from engine.setting.graph import ObligationGraph, clauses_of, obligations
from engine.setting.prominence import DisplayOrder
from engine.setting.setting import Setting, set_out
from engine.verdicts.assignments import Assignments
from engine.verdicts.broken import broken, forbidden
from engine.verdicts.failed_links import lapsed, suspended, wrong_side
from engine.verdicts.grounds import ground_of, nearness, rounds_of, settled, strongest
from engine.verdicts.judging import Verdicts
from engine.verdicts.question_words import events_in_words, question_in_words
from engine.verdicts.subsumption import trimmed
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.models.scenario import UNNAMED, Scenario
from treaties.support.garbage import gc_paused
from treaties.support.grouping import grouped
from treaties.support.limits import ASKED, BUDGET, CANDIDATE, HORIZON, LABEL, STEP
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import Presumption


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far an answer looks: rounds of the cascade, and the limits of the search for supports."""

    rounds: int | None = None
    limit: int = LABEL
    budget: int = BUDGET
    horizon: int | None = HORIZON
    far: int | None = None
    """How many further acts are followed, each with what at most two more judgements lead to; None is by the horizon.
    """


@dataclass(frozen=True)
class Solution:
    """The answer to a question, without a form. Iterating gives the rows, nearest first; `solution["China"]` gives
    one row."""

    corpus: Corpus
    """The law of the answer."""
    scenario: Scenario
    """The question as it was understood."""
    setting: Setting
    """The question set out on its day: what happened, sides, wars already running."""
    graph: ObligationGraph
    """Who owes whom on that day, clause by clause."""
    record: Derivation
    """The derivation: facts, steps, and the conditions that failed."""
    labels: Labels
    """The minimal sets of answers under which each fact holds."""
    stances: Assignments
    """The open questions, and how presumptions, readings and suppositions answer them."""
    readings: tuple[Reading, ...]
    """The readings under which verdicts are given beside the one at the top."""
    asked: Reading | None
    """The one reading asked for, if one was; verdicts at the top are under it."""
    bounds: Bounds
    """How far the cascade and the supports were followed."""
    furthest: bool = False
    """Whether the derivation was taken as far as it goes at once, beyond the horizon of the supports."""
    spent: int = 0
    """What it cost, in looks; a search that starts from it is charged for it."""
    topic: Topic = WHO
    """What the question asks besides who attacks whom."""
    over: OverTime | None = None
    """The time within which the answer changes, where one was asked about: all else is the answer for one day of it."""

    @cached_property
    def rows(self) -> tuple[StateVerdict, ...]:
        """All states that a treaty links to the events, nearest to war first."""
        return self._nearest({*self.grounds, *self._blocked, *self.setting.principals})

    @property
    def bound(self) -> tuple[StateVerdict, ...]:
        """Those of them that may come to owe something."""
        return self._nearest(self.grounds)

    def _nearest(self, states: Iterable[str]) -> tuple[StateVerdict, ...]:
        with gc_paused():
            rows = [self._of(s) for s in states if s != UNNAMED]
        return tuple(sorted(rows, key=lambda r: nearness_of_row(r, self.display_order)))

    @cached_property
    def display_order(self) -> DisplayOrder:
        """The order in which every form lists states."""
        return DisplayOrder(self.setting, self.graph)

    def __iter__(self) -> Iterator[StateVerdict]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, state: str | int) -> StateVerdict:
        """The row of a state by id, name, code or alias; a state that no treaty links has one too."""
        return self._of(self.corpus.states.resolve(state, self.setting.on).id)

    @cached_property
    def _made(self) -> dict[str, StateVerdict]:
        return {}

    def _of(self, state: str) -> StateVerdict:
        """The row of a state by id, made when it is first asked for: one needs no others."""
        return self._made.get(state) or self._made.setdefault(state, self._row(state))

    @property
    def title(self) -> str:
        """The question in words."""
        return self.scenario.title or question_in_words(self.setting)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What the answer turns on: every open question in some state's supports, nearest first."""
        weight: dict[str, int] = {}
        for m in sorted(
            {m for r in self.rows for j in r.judged for m in j.verdict.supports},
            key=int.bit_count,
        ):
            for q, _ in self.labels.literals.decode(m):
                weight.setdefault(q, m.bit_count())
        return tuple(
            self.stances.questions[q]
            for q in sorted(weight, key=lambda q: (weight[q], q))
        )

    def under(self, reading: str) -> Self:
        """Put one reading's verdicts at the top; nothing is derived again."""
        return replace(self, asked=self.corpus.reading(reading))

    @cached_property
    def concerned(self) -> dict[str, tuple[str, ...]]:
        """For each question that obligors judge for themselves: the obligors whose nearest grounds rest on it."""
        owed = (
            (r.state, v)
            for r in self.rows
            for v in (j.verdict for j in r.judged)
            if v.duty and v.duty.drawn_in
        )
        found = grouped(
            (q, s)
            for s, v in owed
            if v.supports
            for q, _ in self.labels.literals.decode(v.supports[0])
        )
        return {q: tuple(dict.fromkeys(states)) for q, states in found.items()}

    @cached_property
    def grounds(self) -> dict[str, list[Ground]]:
        """By state, the duties that it may come to owe, without the rows that tell of them."""
        rounds, most = rounds_of(self.record), self.bounds.rounds
        called = grouped(
            (f.args[:2], f.args[2]) for f in self.record.rounds if f.kind == "called"
        )
        adversaries = {key: frozenset(names) for key, names in called.items()}
        found = {
            f.args: n
            for f, n in rounds.items()
            if f.kind == "arisen" and len(f.args) == 3
        }
        grounds = (
            ground_of(
                key,
                self.graph.clauses[key[1]],
                self.labels,
                adversaries[key[1:]] - {key[0]},
                found[key],
            )
            for key in sorted(found)
            if most is None or found[key] <= most
        )
        return trimmed(grouped((g.obligor, g) for g in grounds if g.arisen))

    @cached_property
    def _blocked(self) -> dict[str, list[FailedCondition]]:
        links = (
            b
            for f in (lapsed, suspended, wrong_side)
            for b in f(self.setting, self.graph)
        )
        return grouped(
            (b.obligor, b) for b in dict.fromkeys([*self.record.blocked, *links])
        )

    @property
    def heading(self) -> str:
        """What happens, where and when, and the day of the law."""
        last, on, title = (
            self.corpus.current_to,
            in_words(self.setting.on),
            self.scenario.title,
        )
        what = (
            (title if on in title else f"{title}, {on}")
            if title
            else events_in_words(self.setting)
        )
        if self.over:
            what = what.replace(
                f" on {on}", f" within {self.over.words}, told for {on}"
            )
        law = (
            f"as of {in_words(last)}"
            if last and self.setting.on > last
            else "of that day"
        )
        return f"{what}. Law {law}."

    @cached_property
    def whole(self) -> Self:
        """The same answer with nothing left out of its derivation, for what has to be exact over all of it.

        An answer is derived to its horizon; odds and firebreaks ask for everything that can follow. In a crowded
        world that is too much: there it ends after a fixed number of strikes, and everything nearer than
        `record.exact_below` is in it.
        """
        if not self.record.partial or self.furthest:
            return self
        found = self.anew(whole=True)
        kept = {
            f: getattr(found, f)
            for f in ("setting", "record", "labels", "stances", "spent")
        }
        return replace(self, **kept)

    def anew(self, **bounds: Any) -> Solution:
        """Solve the same question once more, within other bounds."""
        given: dict[str, Any] = {
            "readings": self.readings,
            "asked": self.asked,
            "graph": self.graph,
        }
        return solve(
            self.corpus, self.scenario, **given, **asdict(self.bounds) | bounds
        )

    @property
    def further_off(self) -> bool:
        """Whether something may follow beyond the further acts that were looked at."""
        return self.bounds.far is not None and (
            self.record.partial or self.labels.further
        )

    @property
    def entire(self) -> Self:
        """The whole derivation to its end; raises `CasusError` in a world too crowded for it."""
        if self.whole.record.partial:
            raise CasusError(
                "this world is too crowded to be followed to its end",
                remedy="ask with fewer `rounds`, or `isolated`",
            )
        return self.whole

    @cached_property
    def broken(self) -> tuple[Breach, ...]:
        """What the acts of the question break: the promises of those who act, by article."""
        return broken(self.setting, self.graph)

    @cached_property
    def forbidden(self) -> tuple[ForbiddenForce, ...]:
        """The force of the question that general law forbids against anybody."""
        return forbidden(self.setting)

    def _row(self, state: str) -> StateVerdict:
        blocked = tuple(self._blocked.get(state, ()))
        entry = self.corpus.states[state]
        grounds = self.grounds.get(state, [])
        link = link_of(state, grounds, blocked, self.setting, self.graph)
        principal = state in self.setting.principals
        verdicts = Verdicts(self.stances, self.asked)
        looks = sorted(
            zip(grounds, verdicts.each(grounds), strict=True),
            key=lambda look: nearness(*look),
        )
        grounds = [g for g, _ in looks]
        ends = [replace(v, ground=i) for i, (_, v) in enumerate(looks)]
        firsts = verdicts.each(grounds, at_once=True)
        top, first = (
            strongest(grounds, found, linked=link.answers) for found in (ends, firsts)
        )
        due = settled(grounds, ends, linked=link.answers)
        if principal:
            top, first = (
                replace(top, status=Status.BELLIGERENT),
                replace(first, status=Status.BELLIGERENT),
            )
        return StateVerdict(
            state=state,
            name=self.setting.name(state),
            on=self.setting.on,
            cow=entry.cow_on(self.setting.on),
            gw=entry.gw_on(self.setting.on),
            iso3=entry.iso3,
            round=0
            if principal
            else grounds[top.ground].round
            if top.ground >= 0
            else 0,
            verdict=top,
            at_once=first,
            settled=due,
            link=link,
            judged=tuple(Judged(*j) for j in zip(grounds, ends, firsts, strict=True)),
            blocked=blocked,
            read=partial(
                verdicts.by_reading, grounds, self.readings, linked=link.answers
            ),
            literals=self.labels.literals,
            articles={b.clause: self._article(b.clause) for b in blocked},
        )

    def _article(self, key: str) -> tuple[str, str, str]:
        clause = self.graph.clauses.get(key) or next(
            c for c in clauses_of(self.corpus.treaty(treaty_of(key))) if c.key == key
        )
        return clause.treaty.id, clause.obligation.article, str(clause.obligation.duty)


def solve(
    corpus: Corpus,
    scenario: Scenario,
    *,
    readings: Sequence[Reading] = (),
    asked: Reading | None = None,
    rounds: int | None = None,
    limit: int = LABEL,
    budget: int = BUDGET,
    horizon: int | None = HORIZON,
    far: int | None = None,
    graph: ObligationGraph | None = None,
    whole: bool = False,
) -> Solution:
    """Answer a scenario whose names are ids.

    Args:
        corpus: the law.
        scenario: the day, the events and the answers supposed.
        readings: the readings under which verdicts are given too.
        asked: the reading of the verdicts at the top; None for the text.
        rounds: the rounds of the cascade to follow, from 1; None for all.
        limit: how many supports of a fact are kept.
        budget: how many sets of answers the search may make.
        horizon: how many open answers it looks ahead; None for all.
        far: further acts to follow, in place of the horizon.
        graph: the obligations of the day where the caller has them.
        whole: derive what lies beyond the horizon too.
    """
    with gc_paused():
        setting = set_out(corpus, scenario)
        graph = graph or obligations(
            corpus, scenario.on, public_only=scenario.as_known_by == "public"
        )
        depth, spent = depth_of(rounds, horizon, far, whole=whole), ASKED
        for finish in (depth.finish, True):
            run = Cascade(setting, graph, replace(depth, finish=finish))
            record = run.run()
            settled = [
                q.id for q in run.questions if q.presumed is not Presumption.OPEN
            ]
            labels = Labels(
                record,
                settled,
                limit=limit,
                budget=budget,
                horizon=horizon,
                far=None if whole else far,
            )
            spent += STEP * len(record.steps) + CANDIDATE * labels.looked
            # Where the search could see further than the strikes taken up, and few are left, their layer is finished.
            if not (labels.short_of_steps and run.nearly):
                break
        stances = Assignments(labels.literals, run.questions, scenario.answers)
        bounds = Bounds(rounds, limit, budget, horizon, far)
    shown = tuple(readings), asked
    return Solution(
        corpus,
        scenario,
        setting,
        graph,
        record,
        labels,
        stances,
        *shown,
        bounds,
        whole,
        spent,
    )
