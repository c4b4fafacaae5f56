"""Effects of questions: whose verdict changes if a question is answered yes, and if it is answered no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import Field

from engine.answer import Answer
from engine.forms.charts import Bar, bars
from engine.forms.result import Part, Result, StandingAt, Unwritten
from engine.forms.shown import Shown
from engine.output.prose import para, standing
from engine.output.question_json import QuestionJson, question_fields
from engine.record.question_ids import kind_of
from engine.record.questions import Question
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, same
from engine.ruling.attack import ruling_of
from engine.ruling.ruling import Owed
from engine.verdicts.judging import Ranking
from engine.verdicts.supposing import Supposing
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Nature, Presumption

SHOWN = 4
"""The number of states named together for an answer."""
GROUPS = 2
"""The number of changes described for each answer; states with other changes are counted."""
MOST = 10
"""The number of questions shown by default."""


@dataclass(frozen=True)
class Move(Part):
    """A state whose verdict an answer changes."""

    state: str
    name: Unwritten[str]
    before: StandingAt
    after: StandingAt


@dataclass(frozen=True)
class Moves(Part):
    """The states whose verdicts change if a question is answered yes, and if it is answered no."""

    yes: tuple[Move, ...]
    no: tuple[Move, ...]


@dataclass(frozen=True)
class Turning(QuestionJson):
    """An open question, with the verdicts that its answers would change."""

    changes: Moves

    @property
    def weight(self) -> int:
        """The number of states whose verdict changes if the question is answered yes, or if it is answered no."""
        return len(self.moved)

    @property
    def moved(self) -> frozenset[str]:
        """The ids of the states whose verdict the answer changes."""
        return frozenset(m.state for m in (*self.changes.yes, *self.changes.no))

    def of_state(self, state: str) -> Turning:
        """Return the question with its effects on one state only.

        Args:
            state: the id of the state.
        """
        yes, no = (
            tuple(m for m in moves if m.state == state)
            for moves in (self.changes.yes, self.changes.no)
        )
        return replace(self, changes=Moves(yes, no))

    @property
    def helping(self) -> bool:
        """Whether a duty to help arises, ends or changes with the answer."""
        moves = (*self.changes.yes, *self.changes.no)
        duties = [d for m in moves for d in (m.before.duty, m.after.duty)]
        return any(d is not None and d.drawn_in for d in duties)


@dataclass(frozen=True)
class Turnings(Result, Shown):
    """The open questions of an answer, each with the effects of its answers."""

    answer: Unwritten[Answer] = field(repr=False)
    turnings: Annotated[tuple[Turning, ...], Field(alias="questions")]
    left: Unwritten[int] = 0
    """The number of questions with effects that are not shown."""

    def __iter__(self) -> Iterator[Turning]:
        return iter(self.turnings)

    def __len__(self) -> int:
        return len(self.turnings)

    def __getitem__(self, question: str) -> Turning:
        return next(t for t in self.turnings if t.id == question)

    def by_effect(self, state: str = "", most: int | None = MOST) -> Turnings:
        """Return the questions in order of their effect, those first that most affect help owed at once. Questions
        without any effect are left out.

        Args:
            state: the id of a state; questions without an effect on it are dropped, and effects on others are left out.
            most: the number of questions to keep, with similar questions of equal effect kept once; None for all.

        >>> from engine import ask
        >>> turned = changes(ask("North Korea", by="Ukraine", on="2026-01-01")).by_effect()
        >>> [q.id for q in turned][:2]
        ['lawful-defence:ukraine>north-korea', 'state-of-war:ukraine>north-korea']
        """
        ruling = ruling_of(self.answer)
        duties = [*ruling.open, *ruling.settled]
        kept = [t for t in self.turnings if t.moved and (not state or state in t.moved)]
        kept.sort(key=lambda t: _effect(t, duties))
        shown = [t.of_state(state) for t in kept] if state else kept
        if most is not None:
            once: dict[tuple[object, ...], Turning] = {}
            for turning in shown:
                once.setdefault(_alike(turning), turning)
            shown = list(once.values())[:most]
        return replace(self, turnings=tuple(shown), left=len(kept) - len(shown))

    def __str__(self) -> str:
        if not self.turnings:
            return "The answer turns on nothing: no question is open."
        return super().__str__()

    def _lines(self) -> Iterator[str]:
        yield para(self.answer.title)
        yield ""
        for q in self.turnings:
            kind = "event" if Nature(q.nature).event else f"judgement of {q.nature}"
            why = f" ({q.why})" if q.why else ""
            yield para(q.text)
            yield para(f"{kind}; decides: {q.decider}; presumed: {q.presumed}{why}", 4)
            for word, readings in (("yes", q.yes), ("no", q.no)):
                if readings:
                    yield para(f"read as {word} by {', '.join(readings)}", 4)
            yield from self._moves("if yes", q.changes.yes)
            yield from self._moves("if no", q.changes.no)
            yield para(q.id, 4)
        if self.left:
            yield ""
            yield para(
                f"{self.left} more questions change something, some of them the same (`--all`)."
            )

    def _moves(self, lead: str, moves: tuple[Move, ...]) -> Iterator[str]:
        groups = grouped(
            ((standing(m.after), standing(m.before)), m.name) for m in moves
        )
        texts = []
        for (after, before), names in list(groups.items())[:GROUPS]:
            left = len(names) - SHOWN
            who = ", ".join(names[:SHOWN]) + (f" and {left} more" if left > 0 else "")
            texts.append(f"{who}: {after} (now {before})")
        if rest := sum(len(names) for names in list(groups.values())[GROUPS:]):
            texts.append(f"{rest} more states move")
        if texts:
            yield para(f"{lead}, {'; '.join(texts)}", 4)

    def _picture(self) -> str:
        most = sorted((t for t in self.turnings if t.weight), key=lambda t: -t.weight)[
            :12
        ]
        drawn = [Bar(t.text, t.weight, str(t.weight)) for t in most]
        return bars("Which question moves how many states", drawn) if drawn else ""


def changes(answer: Answer, questions: Iterable[str] | None = None) -> Turnings:
    """Return the effect of each open question, in the order of `answer.questions`.

    Questions that a presumption settles are included if a reading answers them differently and this changes a state's
    verdict.

    Args:
        answer: the answer.
        questions: the ids of the questions to examine; None for all.

    >>> from engine import ask
    >>> turned = changes(ask("Russia", by="Ukraine", on="2025-06-01", background=False))
    >>> [m.name for m in turned["strikes:ukraine>north-korea"].changes.no][:2]
    ['China', 'Cuba']
    """
    wanted = set(questions) if questions is not None else None
    each = [*answer.questions, *_disputed(answer)]
    rankings = [
        (
            row,
            Ranking(
                row.grounds, answer.assignments, answer.asked, linked=row.link.answers
            ),
        )
        for row in answer.rows
    ]
    found = []
    for q in (q for q in each if wanted is None or q.id in wanted):
        both = 3 << 2 * answer.labels.literals.index[q.id]
        rows = [x for x in rankings if any(m & both for m in x[1].bears)]
        moves = Moves(
            _moves(answer, rows, q.id, "yes"), _moves(answer, rows, q.id, "no")
        )
        if q.presumed is Presumption.OPEN or moves.yes or moves.no:
            found.append(Turning(**question_fields(answer, q), changes=moves))
    return Turnings(answer, tuple(found))


def _alike(turning: Turning) -> tuple[object, ...]:
    """Name what a question changes, and its kind: two that are alike in both are shown once."""
    changes = turning.changes
    return (
        kind_of(turning.id),
        *(
            tuple((m.state, standing(m.before), standing(m.after)) for m in moves)
            for moves in (changes.yes, changes.no)
        ),
    )


def _effect(turning: Turning, duties: Sequence[Owed]) -> tuple[int, int, int]:
    """Place a question: by the weightiest duty of help owed at once that hangs on it, and by how much it moves.

    Args:
        turning: the question.
        duties: the duties of help at once, those that depend on something first, each kind by its weight.
    """
    last = len(duties)
    hanging = [
        n
        for n, owed in enumerate(duties)
        if turning.id in [q for q, _ in (*owed.on, *owed.events)]
    ]
    bound = [n for n, o in enumerate(duties) if turning.moved & set(o.call.states)]
    if hanging:
        return (0, hanging[0], -turning.weight)
    if bound and turning.helping:
        return (1, bound[0], -turning.weight)
    return (2 if turning.helping else 3, last, -turning.weight)


def _disputed(answer: Answer) -> list[Question]:
    """The questions that a presumption settles and a reading that speaks of them answers otherwise."""
    presumed = answer.assignments.under(None)
    against = 0
    for reading in answer.readings if not answer.asked else ():
        against |= presumed.true & answer.assignments.under(reading).false
    open_ = {q.id for q in answer.questions}
    ids = (ident for ident, _ in answer.labels.literals.decode(against))
    each = (answer.assignments.questions[i] for i in ids if i not in open_)
    return [q for q in each if q.presumed is not Presumption.OPEN]


def _moves(
    answer: Answer,
    rows: Iterable[tuple[StateVerdict, Ranking]],
    question: str,
    word: str,
) -> tuple[Move, ...]:
    supposed = Supposing(answer, {question: word == "yes"})
    supposed.memo = {}  # no other answer is judged by what follows from this one
    moves = []
    for row, ranking in rows:
        after = ranking.under(supposed, supposed.touched)
        if row.status is Status.BELLIGERENT:
            after = replace(after, status=row.status)
        if not same(row.verdict, after):
            moves.append(Move(row.state, row.name, row.verdict, after))
    return tuple(moves)
