"""Every minimal way into a war, and every minimal way of staying out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.explanation import who_decides
from engine.questions import Literal
from engine.supports import minimal
from engine.text import para
from treaties.errors import CasusError, UnknownName
from treaties.terms import Duty

if TYPE_CHECKING:
    from engine.answer import Answer


@dataclass(frozen=True)
class Ways:
    """Minimal sets of answers, nearest first. `complete` is False where more may exist with `at_least` answers or more."""

    answer: Answer
    state: str
    sets: tuple[tuple[Literal, ...], ...]
    into: bool
    complete: bool
    at_least: int | None

    def by_distance(self) -> dict[int, list[tuple[Literal, ...]]]:
        """The sets grouped by their size."""
        groups: dict[int, list[tuple[Literal, ...]]] = {}
        for s in self.sets:
            groups.setdefault(len(s), []).append(s)
        return groups

    def deciders(self, answers: Iterable[Literal]) -> tuple[str, ...]:
        """Who decides the questions of one set, each once."""
        stances = self.answer.stances
        return tuple(sorted({who_decides(self.answer, stances.questions[q], self.state) for q, _ in answers}))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "schema": 1,
            "state": self.state,
            "kind": "supports" if self.into else "firebreaks",
            "complete": self.complete,
            "at_least": self.at_least,
            "sets": [
                {
                    "deciders": list(self.deciders(s)),
                    "answers": [{"question": q, "answer": "yes" if a else "no"} for q, a in s],
                }
                for s in self.sets
            ],
        }

    def __str__(self) -> str:
        name = self.answer.setting.name(self.state)
        what = "draw in" if self.into else "keep out"
        count = f"{'' if self.complete else 'at least '}{len(self.sets)} minimal set{'s' * (len(self.sets) != 1)} of answers"
        if not self.sets:
            never = "nothing can" if not self.into else "no answers"
            return para(f"{self.answer.title} {never} {what} {name}.")
        lines = [para(f"{self.answer.title} {count} {what} {name}.")]
        groups = self.by_distance() if self.into else self._by_decider()
        for key, sets in groups.items():
            lines += ["", self._heading(key)]
            for i, answers in enumerate(sets):
                lines += [""] if i else []
                for q, yes in answers:
                    question = self.answer.stances.questions[q]
                    who = who_decides(self.answer, question, self.state)
                    kind = "event" if question.is_event else "judgement"
                    lines.append(para(f"{kind}: {question.text} {'yes' if yes else 'no'} (decides: {who})", 2, 4))
        if not self.complete:
            lines += ["", para(f"More may exist, each of {self.at_least} or more answers.")]
        return "\n".join(lines)

    def _heading(self, key: object) -> str:
        if self.into:
            return f"{key} answer{'s' * (key != 1)} away" if key else "already due"
        return str(key)

    def _by_decider(self) -> dict[str, list[tuple[Literal, ...]]]:
        """Firebreaks by who decides: those in one hand first."""
        groups: dict[tuple[int, str], list[tuple[Literal, ...]]] = {}
        for s in self.sets:
            who = self.deciders(s)
            label = f"{who[0]} alone can stop it" if len(who) == 1 else " and ".join(who) + " together"
            groups.setdefault((len(who), label), []).append(s)
        return {label: sets for (_, label), sets in sorted(groups.items(), key=lambda g: g[0])}


def supports(answer: Answer, state: str | int, *, duty: str | None = None) -> Ways:
    """Every minimal set of events and judgements under which a state is drawn in, nearest first.

    `duty` asks for one duty (default: help in arms or otherwise). Ask the question with a wider `horizon` and `limit`
    to look further.

    >>> from engine import ask
    >>> ways = supports(ask(scenario="shen-chain"), "China")
    >>> len(ways.sets[0])
    3
    """
    row = answer[state]
    masks, cut = _label(answer, row.state, duty)
    exact = answer.labels.exact_below if cut else None
    ordered = sorted(masks, key=lambda m: (m.bit_count(), answer.stances.distance(m).judgements, m))
    decode = answer.labels.literals.decode
    return Ways(answer, row.state, tuple(decode(m) for m in ordered), True, not cut, exact)


def firebreaks(answer: Answer, state: str | int, *, duty: str | None = None) -> Ways:
    """Every minimal set of answers that keeps a state out: one answer against each support (minimal hitting sets).

    >>> from engine import ask
    >>> broken = firebreaks(ask(scenario="shen-chain", rounds=2), "China")
    >>> sorted({w for s in broken.sets for w in broken.deciders(s)})
    ['China', 'Ukraine']
    """
    row = answer[state]
    masks, cut = _label(answer, row.state, duty)
    if cut:
        raise CasusError(
            f"not every way of drawing in `{row.state}` was found, so no answers can be said to stop it",
            remedy="look at fewer rounds (`--rounds`)",
        )
    literals = answer.labels.literals
    hitting: tuple[int, ...] = (0,)
    for mask in masks:
        against = [literals.bit((q, not a)) for q, a in literals.decode(mask)]
        grown = [h if any(h & b for b in against) else h | b for h in hitting for b in against]
        hitting = tuple(m for m in minimal(grown) if literals.consistent(m))
        if len(hitting) > 5000:
            raise CasusError(
                "there are too many ways of stopping it to list", remedy="look at fewer rounds (`--rounds`)"
            )
    sets = tuple(literals.decode(h) for h in hitting) if masks else ()
    return Ways(answer, row.state, tuple(s for s in sets if s), False, True, None)


def _label(answer: Answer, state: str, duty: str | None) -> tuple[tuple[int, ...], bool]:
    """The open supports of a state's being drawn in, and whether any may be missing."""
    if duty is not None and duty not in list(Duty):
        raise UnknownName("duty", duty, [str(d) for d in Duty], remedy="the duties are " + ", ".join(Duty))
    found: list[int] = []
    cut = False
    stance = answer.stances.under(answer.asked)
    for fact in {**answer.labels.of, **dict.fromkeys(answer.labels.truncated)}:
        if fact.kind == "due" and fact.args[0] == state:
            clause = answer.graph.clauses[fact.args[1]]
            kind = clause.obligation.duty
            if clause.treaty.rank.binding and (kind == duty if duty else kind.drawn_in):
                found += stance.restrict(answer.labels[fact])
                cut = cut or fact in answer.labels.truncated
    return minimal(found), cut
