"""How much of the quarrel between readings a question, a term or a decider carries: the reckoning behind ambiguity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from engine.analysis.changes import Supposing
from engine.cascade.question_ids import OBLIGOR, kind_of
from engine.output.result import Part
from engine.verdicts.judging import Ranking, Verdicts
from engine.verdicts.rows import StateVerdict
from engine.verdicts.verdict import Status, Verdict
from treaties.models.reading import Reading
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Presumption

if TYPE_CHECKING:
    from engine.answer import Answer

LEAST = 1e-9
"""What carries no more than this carries nothing."""


@dataclass(frozen=True)
class Disputed(Part):
    """A question, or all questions of one term, on which readings differ, and the share it carries."""

    ident: Annotated[str, Field(alias="id")]
    text: str
    carries: float
    yes: Annotated[tuple[str, ...], Field(description="Readings that answer yes.")]
    no: Annotated[tuple[str, ...], Field(description="Readings that answer no.")]


class Disagreement:
    """What the readings of an answer disagree on over some rows, and how much of it each item carries."""

    def __init__(
        self, answer: Answer, readings: Sequence[Reading], rows: Sequence[StateVerdict]
    ) -> None:
        self.answer = answer
        self.readings = readings
        self.row = {r.state: r for r in rows}
        self.rankings = {r.state: self._rankings(r) for r in rows}
        self.touches: dict[str, list[str]] = {}
        """By question the states with a duty that rests on it."""
        for state, [(_, ranking), *_] in self.rankings.items():
            # In the order of the ids: sums of shares are to be the same to the last digit, whatever sets are like.
            for q in dict.fromkeys(
                q
                for q, _ in answer.labels.literals.decode(reduce(or_, ranking.bears, 0))
            ):
                self.touches.setdefault(q, []).append(state)
        plain = Supposing(answer, {})
        self.base = {state: self._spread(state, plain) for state in self.row}
        self.total = sum(self.base.values())
        self.given = {q: [(r, r.answer_to(q)) for r in readings] for q in self.touches}
        self.disputed = [
            q
            for q, given in self.given.items()
            if len({self._taken(q, a) for _, a in given}) > 1
        ]

    def _taken(self, question: str, given: str | None) -> bool | None:
        """How a reading takes a question: as it says, else as presumed."""
        if given is None:
            presumed = self.answer.stances.questions[question].presumed
            given = None if presumed is Presumption.OPEN else str(presumed)
        return None if given is None else given == "yes"

    def _rankings(self, row: StateVerdict) -> list[tuple[int, Ranking]]:
        """The grounds of a row as readings rank them, with how many do: first those that say nothing of any."""
        stances, grounds = self.answer.stances, row.grounds
        heard = Verdicts(stances).heard(grounds, self.readings)
        several: list[tuple[Reading | None, int]] = [
            (None, sum(not ways for ways in heard.values())),
            *((r, 1) for r in self.readings if heard[r.id]),
        ]
        return [
            (n, Ranking(grounds, stances, r, linked=row.link.answers))
            for r, n in several
        ]

    def _spread(self, state: str, stances: Supposing) -> float:
        """The share of pairs of readings that give the state another status or duty."""
        return self._share(
            state,
            ((r.under(stances, stances.touched), n) for n, r in self.rankings[state]),
        )

    def _share(self, state: str, verdicts: Iterable[tuple[Verdict, int]]) -> float:
        """The share of pairs of readings that say another status or duty, from each verdict and how many give it."""
        at_war, n = self.row[state].status is Status.BELLIGERENT, len(self.readings)
        count = Counter[object]()
        for v, times in verdicts:
            count[at_war or v.status, v.duty] += times
        return 1 - sum(c * (c - 1) for c in count.values()) / (n * (n - 1))

    def _carried(self, questions: Sequence[str], state: str | None = None) -> float:
        """The share of the variation that goes if all take some questions as a reading drawn at random does."""
        if not self.total:
            return 0.0
        ways = Counter(
            tuple(self._taken(q, r.answer_to(q)) for q in questions)
            for r in self.readings
        )
        touched = (
            [state]
            if state
            else dict.fromkeys(s for q in questions for s in self.touches[q])
        )
        gone = 0.0
        for way, count in ways.items():
            stances = Supposing(self.answer, dict(zip(questions, way, strict=True)))
            gone += count * sum(
                self.base[s] - self._spread(s, stances) for s in touched
            )
        return max(0.0, gone / len(self.readings) / self.total)

    def variation(self) -> tuple[tuple[str, float], ...]:
        """List the states about which readings differ, with how much; most first."""
        return tuple(
            sorted(
                ((s, v) for s, v in self.base.items() if v), key=lambda x: (-x[1], x[0])
            )
        )

    def questions(self) -> tuple[Disputed, ...]:
        """Find what each disputed question carries, most first."""
        found = []
        for q in self.disputed:
            yes, no = (
                tuple(r.name for r, g in self.given[q] if g == word)
                for word in ("yes", "no")
            )
            found.append(
                Disputed(
                    q,
                    self.answer.stances.questions[q].text,
                    self._carried([q]),
                    yes,
                    no,
                )
            )
        return _weighty(found)

    def terms(self) -> tuple[Disputed, ...]:
        """Find what all questions of one kind carry together, most first."""
        kinds = grouped((kind_of(q), q) for q in self.disputed)
        return _weighty(
            Disputed(
                t,
                f"{len(qs)} question{'s' * (len(qs) != 1)}",
                self._carried(qs),
                (),
                (),
            )
            for t, qs in kinds.items()
        )

    def duties(self) -> float:
        """Give the share carried by readings that take a duty to be weaker than its words."""
        bare, full = (
            [r.model_copy(update={"lowers": ()}) for r in self.readings],
            Verdicts(self.answer.stances),
        )
        strong = 0.0
        for row in self.row.values():
            verdicts = full.by_reading(row.grounds, bare, linked=row.link.answers)
            strong += self._share(row.state, ((v, 1) for v in verdicts.values()))
        return max(0.0, 1 - strong / self.total) if self.total else 0.0

    def deciders(self) -> tuple[tuple[str, float], ...]:
        """Share the disagreement among deciders: each settles its own questions for all; an obligor, what it judges,
        for its own duty.
        """
        found = []
        deciders = (
            (self.answer.stances.questions[q].decider, q) for q in self.disputed
        )
        for who, qs in grouped(x for x in deciders if x[0] != OBLIGOR).items():
            name = (
                self.answer.setting.name(who)
                if who in self.answer.corpus.states
                else who
            )
            found.append((name, self._carried(qs)))
        for row in self.row.values():
            mine = [
                q
                for q in self.disputed
                if self.answer.stances.questions[q].decider in (OBLIGOR, row.state)
                and row.state in self.touches[q]
            ]
            if mine:
                found.append((row.name, self._carried(mine, row.state)))
        best: dict[str, float] = {}
        for name, v in found:
            best[name] = max(v, best.get(name, 0.0))
        return tuple(
            sorted(
                ((n, v) for n, v in best.items() if v > LEAST),
                key=lambda x: (-x[1], x[0]),
            )
        )


def _weighty(found: Iterable[Disputed]) -> tuple[Disputed, ...]:
    """What carries anything, most first."""
    return tuple(
        sorted(
            (d for d in found if d.carries > LEAST), key=lambda d: (-d.carries, d.ident)
        )
    )
