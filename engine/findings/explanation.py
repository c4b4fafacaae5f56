"""Explanations: proof trees and failed conditions as data, read off the derivation record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.record.facts import Fact, FailedCondition
from engine.record.grounds import Ground, Judged
from engine.record.questions import Literal, Question
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict
from engine.verdicts.grounds import precedence
from treaties.vocabulary.names import at_place

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution
    from treaties.models.reading import Reading


@dataclass(frozen=True)
class Reason:
    """A node of a proof: the statement, the rule, the answers, and the reasons below it."""

    text: str
    rule: str
    answers: tuple[Literal, ...] = ()
    because: tuple[Reason, ...] = ()
    fact: Fact | None = None
    treaty: str = ""
    """The instrument of the duty that is proved: a reading that speaks of others settles nothing here."""
    obligor: str = ""
    """The state whose duty is proved: it answers what each obligor judges for itself."""


@dataclass(frozen=True)
class Explanation:
    """The proofs of a state's duties, shortest first, and its failed conditions.

    `further` are the grounds whose proof adds only another beneficiary of a clause already proved.
    """

    answer: Solution = field(repr=False)
    row: StateVerdict
    proofs: tuple[tuple[Ground, Verdict, Reason], ...]
    failed: tuple[FailedCondition, ...]
    further: tuple[tuple[Ground, Verdict], ...] = ()


def explain(answer: Solution, row: StateVerdict) -> Explanation:
    """Prove the grounds of a row and list its failed conditions; duties on the given events toward the attacked
    states come first."""
    proofs = []
    further = []
    live = [
        i
        for i, j in enumerate(row.judged)
        if j.verdict.status is not Status.NOT_TRIGGERED
    ]
    shown: set[str] = set()
    lead = sorted(live, key=lambda i: _lead(answer, row.judged[i]))[:1]
    near = sorted(live, key=lambda i: _near(answer, row.judged[i]))
    for i in dict.fromkeys([*lead, *near]):
        g, v = row.judged[i].ground, row.judged[i].first
        if g.clause.key in shown:
            further.append((g, v))
            continue
        shown.add(g.clause.key)
        fact = (
            g.fact if v.status is not Status.RELEASED else Fact("arisen", g.fact.args)
        )
        proofs.append((g, v, prove(answer, fact, v.supports[0] if v.supports else 0)))
    return Explanation(answer, row, tuple(proofs), row.blocked, tuple(further))


def _lead(answer: Solution, j: Judged) -> tuple[object, ...]:
    """Rank a ground for the first proof: the strongest first, of equals one that is owed to the attacked states."""
    group, *strength = precedence(j.ground.duty, j.first)
    owed_aside = j.ground.beneficiary not in answer.setting.attacked
    founded = (j.ground.round, *j.ground.clause.weight)
    binding = j.ground.binding
    return *_war(answer, j), not binding, group, owed_aside, *strength, *founded


def _near(answer: Solution, j: Judged) -> tuple[object, ...]:
    """Rank a ground for the proofs after it: the nearest to being due."""
    return *_war(answer, j), j.first.status.order, j.first.distance.total


def _war(answer: Solution, j: Judged) -> tuple[bool, bool]:
    """What is due by now comes before what further acts may bring, and this war before another."""
    setting = answer.setting
    ours = j.ground.beneficiary in (*setting.attacked, *setting.attacking)
    return j.at_once.duty is None, not ours


def prove(answer: Solution, fact: Fact, support: int) -> Reason:
    """Find the shortest proof of a fact under a support, with the settled answers taken as given.

    Args:
        answer: the solution.
        fact: the fact.
        support: the open answers of the support, as a mask.

    Raises `ValueError` where the fact has no such support.
    """
    treaty = (
        answer.graph.clauses[fact.args[1]].treaty.id
        if fact.kind in ("due", "arisen")
        else ""
    )
    stance = answer.stances.under(heard(answer, treaty))
    whole = [
        m
        for m in answer.labels[fact]
        if not m & stance.false and m & ~stance.true == support
    ]
    return _reason(
        answer, fact, min(whole, key=lambda m: (m.bit_count(), m)), treaty, ""
    )


def heard(answer: Solution, treaty: str) -> Reading | None:
    """Find the reading asked for, where it covers an instrument (of any where none is named)."""
    return (
        answer.asked
        if answer.asked and (not treaty or answer.asked.speaks_of(treaty))
        else None
    )


def _reason(
    answer: Solution, fact: Fact, mask: int, treaty: str, obligor: str
) -> Reason:
    proof = answer.labels.proof(fact, mask)
    assert proof is not None
    step = proof.step
    parents = list(zip(step.body, proof.parents, strict=True))
    answers = list(step.literals)
    because: list[Reason] = []
    obligor = fact.args[0] if fact.kind in ("due", "arisen") else obligor
    for f, m in parents:
        if fact.kind == "due" and f.kind == "called":
            continue
        reason = _reason(answer, f, m, treaty, obligor)
        if f.kind in ("arisen", "called", "callable", "callable-in-law", "due"):
            # One clause, one node: the steps between the text and the duty add no reason of their own.
            answers += [a for a in reason.answers if a not in answers]
            because += reason.because
            obligor = reason.obligor
        else:
            because.append(reason)
    return Reason(
        describe(answer, fact),
        step.rule,
        tuple(answers),
        tuple(because),
        fact,
        treaty,
        obligor,
    )


def describe(answer: Solution, fact: Fact) -> str:
    """Word a fact plainly."""
    name, args = answer.setting.name_in_line, fact.args
    if fact.kind == "belligerent":
        return _at_war(answer, fact)
    if fact.kind == "attacked":
        return _using_force(answer, fact)
    if fact.kind == "casus":
        return f"a casus foederis has arisen for {name(args[1])} toward {name(args[2])}"
    if fact.kind in ("callable", "callable-in-law"):
        return (
            f"{answer.graph.clauses[args[0]].label} may be called for {name(args[1])}"
        )
    if fact.kind == "called":
        label = answer.graph.clauses[args[0]].label
        return f"the text of {label} is met for {name(args[1])}"
    clause = answer.graph.clauses[args[1]]
    if fact.kind == "arisen":
        return f"the casus foederis has arisen for {name(args[0])} toward {name(args[2])} under {clause.label}"
    duty = clause.obligation.duty.meaning
    return f"{_subject(answer, fact)} {duty}: {clause.label}, toward {name(args[2])}"


def _subject(answer: Solution, fact: Fact) -> str:
    """The first state of a fact, as a sentence begins with it."""
    name = answer.setting.name_in_line(fact.args[0])
    return name[:1].upper() + name[1:]


def _at_war(answer: Solution, fact: Fact) -> str:
    """Word that a state fights; of a state that joined, on whose side."""
    war, number = map(int, fact.args[1].split("."))
    side = next(s for s in answer.setting.sides if s.key == (war, number))
    first = _subject(answer, fact)
    if fact.args[0] in side.members:
        return f"{first} is at war"
    return f"{first} is at war on the side of {answer.setting.name_in_line(side.lead)}"


def _using_force(answer: Solution, fact: Fact) -> str:
    """Word the force of one state against another: given with its place, or derived."""
    first, struck = (
        _subject(answer, fact),
        answer.setting.name_in_line(fact.args[1]),
    )
    for o in answer.setting.occurrences:
        if (o.actor, o.object) == fact.args[:2] and o.kind.forcible:
            at = "" if o.where.home else at_place(o.where.name)
            return f"{first} uses force against {struck}{at}"
    return f"{first} strikes {struck}"


def settlement(
    answer: Solution, literal: Literal, treaty: str = ""
) -> tuple[Question, str, str]:
    """Find a question, the answer relied on, and who settled it: presumption, reading, supposition, or nobody
    (`open`).

    Args:
        answer: the solution.
        literal: the id of the question, and whether the answer is yes.
        treaty: the id of the instrument under which it is asked: a reading may be silent under it.
    """
    ident, yes = literal
    question = answer.stances.questions[ident]
    reading = heard(answer, treaty)
    stance = answer.stances.under(reading)
    settled = bool(stance.true & answer.labels.literals.bit(literal))
    if any(a.settles(ident) for a in answer.stances.supposed):
        how = "supposed"
    elif reading and (reading.answer_to(ident) or reading.leaves_unasked(ident)):
        how = reading.name
    elif settled:
        how = "presumed"
    else:
        how = "open"
    return question, "yes" if yes else "no", how


def who_decides(
    answer: Solution, question: Question, obligor: str | None = None
) -> str:
    """Name the decider of a question; where each obligor judges for itself, that obligor or all who are concerned.

    Args:
        answer: the solution.
        question: the question.
        obligor: the id of the state whose duty is at issue; None where it is nobody's in particular.
    """
    if question.decider == "obligor" and obligor:
        return answer.setting.name(obligor)
    if question.decider != "obligor":
        decider = question.decider
        return (
            answer.setting.name(decider) if decider in answer.corpus.states else decider
        )
    concerned = answer.concerned.get(question.id, ())
    if len(concerned) == 1:
        return answer.setting.name(concerned[0])
    return "each for itself" if concerned else "the obligor"
