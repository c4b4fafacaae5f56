"""Solutions: the result of one derivation, with rows, questions and proofs. `Answer` adds the output forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Self

from engine.cascade.cascade import Cascade
from engine.cascade.depth import depth_of
from engine.labels.labels import Labels
from engine.question.topic import WHO, Topic
from engine.record.breaches import Breach, ForbiddenForce
from engine.record.facts import Derivation, Fact, FailedCondition
from engine.record.grounds import Ground, Judged
from engine.record.literals import Assignment, Literals
from engine.record.questions import Question, Questions
from engine.record.rows import (
    StateVerdict,
    concerned_by,
    link_of,
    nearness_of_row,
    row_of,
    turned_on,
)
from engine.record.verdict import Status, Verdict
from engine.setting.graph import ObligationGraph, obligations
from engine.setting.prominence import DisplayOrder
from engine.setting.question_words import heading_of, title_of
from engine.setting.setting import Setting, set_out
from engine.verdicts.assignments import Assignments
from engine.verdicts.broken import broken, forbidden
from engine.verdicts.failed_links import lapsed, suspended, wrong_side
from engine.verdicts.grounds import (
    ground_of,
    judge,
    nearness,
    rounds_of,
    settled,
    strongest,
)
from engine.verdicts.judging import Verdicts
from engine.verdicts.subsumption import trimmed
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered, Reading
from treaties.models.scenario import UNNAMED, Scenario
from treaties.support.garbage import gc_paused
from treaties.support.grouping import grouped
from treaties.support.limits import ASKED, BUDGET, CANDIDATE, HORIZON, LABEL, STEP
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import Presumption

if TYPE_CHECKING:
    from engine.record.completeness import Completeness
    from engine.record.over_time import OverTime
    from engine.record.reasons import Reason


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of the search: rounds of the cascade, and the effort spent on supports."""

    rounds: int | None = None
    limit: int = LABEL
    budget: int = BUDGET
    horizon: int | None = HORIZON
    far: int | None = None
    """The number of further acts to follow, each with at most two more judgements; None to use the horizon instead."""


DERIVED = {"grounds", "_blocked", "display_order", "broken", "forbidden"}
"""The attributes that a solution computes once and that no reading, topic or supposed answer changes."""
JUDGED = {"rows", "_made", "questions", "concerned", "signed"}
"""The attributes that a reading or a supposed answer changes, but a topic does not."""


@dataclass(frozen=True)
class Solution:
    """The answer to a question, as a value. Iteration yields the rows, nearest to war first; `solution["China"]` is one
    row.
    """

    corpus: Corpus
    """The law on which the answer rests."""
    scenario: Scenario
    """The question, as a scenario."""
    setting: Setting
    """The question on its day: events, sides, and wars already running."""
    graph: ObligationGraph
    """The graph of obligations on that day."""
    record: Derivation
    """The derivation: facts, steps, and the conditions that failed."""
    labels: Labels
    """The minimal sets of answers under which each fact holds."""
    assignments: Assignments
    """The open questions, and how presumptions, readings and the user answer them."""
    readings: tuple[Reading, ...]
    """The readings whose verdicts the answer gives beside its main verdicts."""
    asked: Reading | None
    """The reading that the main verdicts follow; None if the user chose none."""
    bounds: Bounds
    """The limits of the search."""
    furthest: bool = False
    """Whether the cascade was run to its end, beyond the distance to which supports are searched."""
    spent: int = 0
    """The work that the derivation took, in units of the budget; later searches on it are charged for it."""
    topic: Topic = WHO
    """What the question asks for besides who attacks whom."""
    over: OverTime | None = None
    """What is owed over the month or year that the question names, or None; the other fields describe one day of it."""

    @cached_property
    def rows(self) -> tuple[StateVerdict, ...]:
        """The rows of all states that a treaty links to the events, belligerents first."""
        return self._nearest(
            {*self.grounds, *self._blocked, *self.setting.belligerents}
        )

    @property
    def bound(self) -> tuple[StateVerdict, ...]:
        """The rows of the states that owe a duty or may come to owe one."""
        return self._nearest(self.grounds)

    def _nearest(self, states: Iterable[str]) -> tuple[StateVerdict, ...]:
        with gc_paused():
            rows = [self._of(s) for s in states if s != UNNAMED]
        return tuple(sorted(rows, key=lambda r: nearness_of_row(r, self.display_order)))

    @cached_property
    def display_order(self) -> DisplayOrder:
        """The order in which every output form lists states."""
        return DisplayOrder(self.setting, self.graph)

    def __iter__(self) -> Iterator[StateVerdict]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, state: str | int) -> StateVerdict:
        """Return the row of a state by id, name, code or alias, even if no treaty links it to the events."""
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
        return title_of(self.setting)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The open questions in some state's supports; questions of small supports come first."""
        return turned_on(self.rows, self.literals, self.posed)

    def under(self, reading: str) -> Self:
        """Return the same solution with a reading's verdicts as the main verdicts. Nothing is derived again.

        Args:
            reading: the id of the reading.
        """
        return self._seen(asked=self.corpus.reading(reading))

    def _seen(self, kept: Set[str] = DERIVED, **otherwise: Any) -> Self:
        """The same derivation with other fields; what is to be kept is not found again."""
        found = replace(self, **otherwise)
        for name in kept & vars(self).keys():
            vars(found)[name] = vars(self)[name]
        return found

    @cached_property
    def concerned(self) -> dict[str, tuple[str, ...]]:
        """The obligors concerned by each question: those whose nearest duty to help depends on its answer."""
        return concerned_by(self.rows, self.literals)

    @cached_property
    def grounds(self) -> dict[str, list[Ground]]:
        """For each state, the duties that it owes or may come to owe."""
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
        """The events, their place and day, and the date of the law that was applied."""
        over = self.over
        period = (over.words, over.remark) if over else ()
        return heading_of(self.setting, *period)

    @cached_property
    def whole(self) -> Self:
        """The same solution with the cascade followed beyond the horizon, for exact results such as odds and
        firebreaks.

        In a crowded world even this derivation stops after a fixed number of strikes; supports with fewer open answers
        than `record.exact_below` are complete.
        """
        if not self.record.partial or self.furthest:
            return self
        found = self.anew(whole=True)
        kept = {
            f: getattr(found, f)
            for f in ("setting", "record", "labels", "assignments", "spent")
        }
        return replace(self, **kept)

    def anew(self, **bounds: Any) -> Solution:
        """Solve the same question with other bounds, and return the solution."""
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
        """Whether more may follow beyond the number of further acts at which the search ended."""
        return self.bounds.far is not None and (
            self.record.partial or self.labels.further
        )

    @property
    def completeness(self) -> Completeness:
        """How far the search went, and whether duties may be missing."""
        from engine.record.completeness import Completeness

        return Completeness(
            rounds=self.record.complete,
            far=self.bounds.far,
            further_off=self.further_off,
            exact_below=self.labels.exact_below,
            truncated=bool(self.labels.truncated),
        )

    @property
    def posed(self) -> Questions:
        """All questions that the derivation asked."""
        return self.assignments.questions

    @property
    def literals(self) -> Literals:
        """The numbering that gives each answer to a question a bit. A support (a set of answers that suffices for a
        conclusion) is a mask of these bits.
        """
        return self.labels.literals

    @property
    def supposed(self) -> tuple[Answered, ...]:
        """The answers that the user supposed in the question."""
        return self.assignments.supposed

    def settled_under(self, reading: Reading | None) -> Assignment:
        """Return the answers that are settled without a reading, or under one."""
        return self.assignments.under(reading)

    def proof(self, fact: Fact, support: int) -> Reason:
        """Return the shortest proof of a fact that uses only some answers to open questions.

        Args:
            fact: the fact to prove.
            support: the answers, a set that suffices for the fact, as a bit mask.

        Raises `ValueError` if they do not suffice.
        """
        # Most answers prove nothing.
        from engine.verdicts.proving import Prover

        given = self.setting, self.graph, self.labels, self.assignments
        return Prover(*given, self.asked).prove(fact, support)

    def at_once(self, ground: Ground, reading: Reading) -> Verdict:
        """Return the verdict on a duty under a reading, considering the given events alone."""
        return judge(ground, self.assignments, reading, at_once=True)

    def about(self, topic: Topic) -> Self:
        """Return the same solution with another topic, for example other states or treaties asked about."""
        return self._seen(DERIVED | JUDGED, topic=topic)

    def read_by(self, reading: Reading | None) -> Self:
        """Return the same solution with the verdicts of `reading` as the main verdicts; None for the text alone."""
        return self if reading is self.asked else self._seen(asked=reading)

    def beyond(self, answers: Iterable[Answered]) -> Self:
        """Return the same solution in which the given answers replace the present answers to these questions. Nothing
        is derived again.
        """
        return self._seen(assignments=Assignments(self.literals, self.posed, answers))

    @property
    def entire(self) -> Self:
        """The same solution with the complete derivation.

        Raises `CasusError` if the world is too crowded for it.
        """
        if self.whole.record.partial:
            raise CasusError(
                "this world is too crowded to be followed to its end",
                remedy="ask with fewer `rounds`, or `isolated`",
            )
        return self.whole

    @cached_property
    def broken(self) -> tuple[Breach, ...]:
        """The promises that acts in the question break, one for each article."""
        return broken(self.setting, self.graph)

    @cached_property
    def forbidden(self) -> tuple[ForbiddenForce, ...]:
        """The force in the question that general law forbids."""
        return forbidden(self.setting)

    @cached_property
    def signed(self) -> tuple[tuple[StateVerdict, Judged], ...]:
        """The duties that signed treaties would add at once if they were in force, each with the row of its obligor."""
        labels = self.labels.following(self.record.signed)
        judged = partial(judge, assignments=self.assignments, reading=self.asked)
        found = []
        for fact in sorted(f for f in labels if f.kind == "arisen"):
            obligor, key, beneficiary = fact.args[:3]
            if obligor == UNNAMED or fact.args[3:]:
                continue
            ground = Ground(
                clause=self.graph.signed.clauses[key],
                obligor=obligor,
                beneficiary=beneficiary,
                adversaries=(),
                round=1,
                due=labels.get(Fact("due", fact.args), ()),
                arisen=labels[fact],
            )
            end, now = judged(ground), judged(ground, at_once=True)
            found.append((self._of(obligor), Judged(ground, end, now)))
        return tuple(found)

    def _row(self, state: str) -> StateVerdict:
        blocked = tuple(self._blocked.get(state, ()))
        grounds = self.grounds.get(state, [])
        link = link_of(state, grounds, blocked, self.setting, self.graph)
        principal = state in self.setting.belligerents
        verdicts = Verdicts(self.assignments, self.asked)
        looks = sorted(
            zip(grounds, verdicts.each(grounds), strict=True),
            key=lambda look: nearness(*look),
        )
        grounds = [g for g, _ in looks]
        ends = [v.of_ground(i) for i, (_, v) in enumerate(looks)]
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
        return row_of(
            state,
            self.setting,
            self.graph,
            self.literals,
            link=link,
            verdicts=(top, first, due),
            judged=tuple(Judged(*j) for j in zip(grounds, ends, firsts, strict=True)),
            blocked=blocked,
            read=partial(
                verdicts.by_reading, grounds, self.readings, linked=link.answers
            ),
        )


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
    """Solve a scenario whose names are ids.

    Args:
        corpus: the law.
        scenario: the day, the events and the supposed answers.
        readings: readings whose verdicts the rows give beside the main ones.
        asked: the reading that the main verdicts follow; None for the text.
        rounds: the number of rounds of the cascade; None for all.
        limit: the number of supports kept for each fact.
        budget: the number of candidate supports that the search may examine.
        horizon: the number of open answers to look ahead; None for all.
        far: the number of further acts to follow, instead of the horizon.
        graph: the obligations of the day, if the caller has them.
        whole: whether to derive what lies beyond the horizon too.
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
        assignments = Assignments(labels.literals, run.questions, scenario.answers)
        bounds = Bounds(rounds, limit, budget, horizon, far)
    shown = tuple(readings), asked
    return Solution(
        corpus,
        scenario,
        setting,
        graph,
        record,
        labels,
        assignments,
        *shown,
        bounds,
        whole,
        spent,
    )
