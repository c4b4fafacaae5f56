"""Proofs: the shortest derivation of a fact, taken from its labels."""

from __future__ import annotations

from dataclasses import dataclass

from engine.labels.labels import Labels
from engine.record.fact_words import describe
from engine.record.facts import Fact
from engine.record.reasons import Reason
from engine.setting.graph import ObligationGraph
from engine.setting.setting import Setting
from engine.verdicts.assignments import Assignments
from treaties.models.reading import Reading, reading_for


@dataclass(frozen=True)
class Prover:
    """An object that finds the proofs of one answer."""

    setting: Setting
    graph: ObligationGraph
    labels: Labels
    assignments: Assignments
    asked: Reading | None

    def prove(self, fact: Fact, support: int) -> Reason:
        """Return the shortest proof of a fact from the answers in a support, assuming the settled answers.

        Args:
            fact: the fact.
            support: the open answers of the support, as a mask.

        Raises `ValueError` if the fact has no such support.
        """
        duty = fact.kind in ("due", "arisen")
        treaty = self.graph.clauses[fact.args[1]].treaty.id if duty else ""
        assignment = self.assignments.under(reading_for(self.asked, treaty))
        whole = [
            m
            for m in self.labels[fact]
            if not m & assignment.false and m & ~assignment.true == support
        ]
        return self._reason(
            fact, min(whole, key=lambda m: (m.bit_count(), m)), treaty, ""
        )

    def _reason(self, fact: Fact, mask: int, treaty: str, obligor: str) -> Reason:
        proof = self.labels.proof(fact, mask)
        assert proof is not None
        step = proof.step
        parents = list(zip(step.body, proof.parents, strict=True))
        answers = list(step.literals)
        because: list[Reason] = []
        obligor = fact.args[0] if fact.kind in ("due", "arisen") else obligor
        for f, m in parents:
            if fact.kind == "due" and f.kind == "called":
                continue
            reason = self._reason(f, m, treaty, obligor)
            if f.kind in ("arisen", "called", "callable", "callable-in-law", "due"):
                # One clause, one node: the steps between the text and the duty add no reason of their own.
                answers += [a for a in reason.answers if a not in answers]
                because += reason.because
                obligor = reason.obligor
            else:
                because.append(reason)
        words = describe(self.setting, self.graph.clauses, fact)
        found = tuple(answers), tuple(because)
        return Reason(words, step.rule, *found, fact, treaty, obligor)
