"""Facts and steps: the derivation record from which every answer, proof and picture is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from engine.record.questions import Literal
from engine.setting.sides import sided
from treaties.vocabulary.precision import Exact


class Fact(NamedTuple):
    """A statement that may hold, such as `due`. `kind` says how to read `args`.

    * `belligerent` (state, side): the state fights on that side.
    * `attacked` (attacker, victim): force is used, in fact.
    * `called` (clause, beneficiary, adversary): the text of the clause is met; independent of the obligor.
    * `callable`, `callable-in-law` (clause, beneficiary): somebody's force meets the text, and does so unlawfully.
    * `arisen` (obligor, clause, beneficiary): the casus foederis has arisen for this obligor, on the text alone.
    * `due` (obligor, clause, beneficiary): it is due in law too.
    * `casus` (treaty, obligor, beneficiary): some duty to help has arisen under the instrument.

    Where a clause is called for a beneficiary on several sides, `attacked`, `called`, `callable`, `arisen` and `due`
    have the side as a further argument, and the fact without one holds where it holds on any.
    """

    kind: str
    args: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(self.args)})"


class Step(NamedTuple):
    """An inference: if all facts of its body hold and all its literals (answers to questions) are given, its head
    holds.
    """

    head: Fact
    body: tuple[Fact, ...]
    literals: tuple[Literal, ...]
    rule: str
    """The kind of inference: a rule of general law, `event`, `clause` or `reservation`."""


class Failure(NamedTuple):
    """The reason why an article is not called: its kind, and the states, the day and the words that belong to it.

    Its words are in `engine/output/failures.toml`.
    """

    kind: str
    states: tuple[str, ...] = ()
    day: Exact | None = None
    words: tuple[str, ...] = ()


OTHER_ENEMY = "ally-attacks-another"
"""The failure of an article owed to the attacker that is not meant against the victim either."""
SUSPENDED = "suspended"
"""The condition that fails where a treaty is suspended between two states."""


@dataclass(frozen=True, slots=True)
class FailedCondition:
    """A duty that an event did not call, with a condition that failed."""

    obligor: str
    clause: str
    beneficiary: str
    adversary: str
    condition: str
    failure: Failure
    binds_from: Exact | None = None
    """The day from which the instrument will bind, where it does not bind yet."""
    reserved: bool = False
    """Whether the article itself is called, and the failed condition is that of a reservation."""

    @property
    def treaty(self) -> str:
        """The id of the instrument of the clause."""
        return treaty_of(self.clause)

    @property
    def pending(self) -> bool:
        """Whether the duty rests for a time: it is suspended, or will bind from a later day.

        That is reported even for a state that owes something else.
        """
        return self.condition == SUSPENDED or self.binds_from is not None

    @property
    def links(self) -> bool:
        """Whether a treaty links the obligor to the event; a treaty that the obligor has left or has yet to join does
        not.
        """
        return self.condition != NO_PARTY


def treaty_of(clause: str) -> str:
    """Give the id of the instrument in the key of a clause (`engine.setting.graph.Clause.key`).

    >>> treaty_of("sino-dprk-1961:II.2")
    'sino-dprk-1961'
    """
    return clause.partition(":")[0]


NO_PARTY = "party"
"""The failed condition where one of the two states is no longer, or not yet, a party."""


@dataclass
class Derivation:
    """The record of a cascade: its steps, the first round of each fact, the failed conditions."""

    steps: list[Step] = field(default_factory=list)
    rounds: dict[Fact, int] = field(default_factory=dict)
    blocked: list[FailedCondition] = field(default_factory=list)
    complete: bool = True
    """False where the rounds were cut off by request."""
    partial: bool = False
    """Whether force that leads beyond the horizon was left out."""
    exact_below: int | None = None
    """The number of open answers from which on ways may be missing, where even nearer force was left out."""
    signed: list[Step] = field(default_factory=list)
    """The duties that treaties signed and not in force would add at once; no other step depends on them."""
    number: dict[Fact, int] = field(default_factory=dict)
    """Every fact that a step names, numbered."""
    heads: list[int] = field(default_factory=list)
    bodies: list[tuple[int, ...]] = field(default_factory=list)
    """The heads and bodies of the steps as numbers, for calculations over all of them."""
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, step: Step, round_: int) -> None:
        """Record a step once; its head holds from the earliest round of any step that derives it."""
        number = self.number
        self.rounds[step.head] = min(round_, self.rounds.get(step.head, round_))
        head = number.setdefault(step.head, len(number))
        body = tuple([number.setdefault(f, len(number)) for f in step.body])
        key = (head, body, step.literals, step.rule)
        if key in self._seen:
            return
        self._seen.add(key)
        self.steps.append(step)
        self.heads.append(head)
        self.bodies.append(body)

    def close(self) -> None:
        """Forget which steps were seen: none is added any more."""
        self._seen.clear()


def belligerent(state: str, side: tuple[int, int]) -> Fact:
    """Make the fact that a state is a belligerent on a side."""
    return Fact("belligerent", (state, sided(side)))
