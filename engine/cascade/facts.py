"""Facts and steps: the derivation record from which every answer, proof and picture is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from engine.cascade.questions import Literal


class Fact(NamedTuple):
    """One thing that may be so. `kind` says how to read `args`.

    * `belligerent` (state, side): the state fights on that side.
    * `attacked` (attacker, victim): force is used, in fact.
    * `called` (clause, beneficiary, adversary): the text of the clause is met; independent of the obligor.
    * `callable`, `callable-in-law` (clause, beneficiary): somebody's force meets the text, and does so unlawfully.
    * `arisen` (obligor, clause, beneficiary): the casus foederis has arisen for this obligor, on the text alone.
    * `due` (obligor, clause, beneficiary): it is due in law too.
    * `casus` (treaty, obligor, beneficiary): some duty to help has arisen under the instrument.
    """

    kind: str
    args: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(self.args)})"


@dataclass(frozen=True, slots=True)
class Step:
    """One inference: the head holds when every fact of the body holds and every literal is answered so."""

    head: Fact
    body: tuple[Fact, ...]
    literals: tuple[Literal, ...]
    rule: str
    """What kind of inference it is; a rule of general law, or `event`, `clause`, `reservation`."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A duty that an event did not call up, and one condition that failed."""

    obligor: str
    clause: str
    beneficiary: str
    adversary: str
    condition: str
    reason: str


@dataclass
class Derivation:
    """The ground program of one world: its steps, the round in which each fact is first reached, what was blocked."""

    steps: list[Step] = field(default_factory=list)
    rounds: dict[Fact, int] = field(default_factory=dict)
    blocked: list[Blocked] = field(default_factory=list)
    complete: bool = True
    """False where the rounds were cut off by request."""
    _seen: set[Step] = field(default_factory=set)

    def add(self, step: Step, round_: int) -> bool:
        """Record a step once; returns whether its head is new."""
        if step in self._seen:
            return False
        self._seen.add(step)
        self.steps.append(step)
        new = step.head not in self.rounds
        if new:
            self.rounds[step.head] = round_
        return new


def belligerent(state: str, side: tuple[int, int]) -> Fact:
    """The fact that a state fights on a side."""
    return Fact("belligerent", (state, f"{side[0]}.{side[1]}"))
