"""Facts and steps: the derivation record from which every answer, proof and picture is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from engine.record.questions import Literal
from engine.setting.sides import sided
from treaties.vocabulary.precision import Exact


class Fact(NamedTuple):
    """A statement that may hold, such as `due`. The meaning of `args` depends on `kind`:

    * `belligerent` (state, side): the state fights on that side.
    * `attacked` (attacker, victim): the attacker uses force against the victim.
    * `called` (clause, beneficiary, adversary): the event meets the text of the clause, whoever the obligor is.
    * `callable`, `callable-in-law` (clause, beneficiary): somebody's force meets the text; somebody's unlawful force does.
    * `arisen` (obligor, clause, beneficiary): the casus foederis has arisen for this obligor, on the text alone.
    * `due` (obligor, clause, beneficiary): the duty is due in law too.
    * `casus` (treaty, obligor, beneficiary): some duty to help has arisen under the instrument.

    If a clause is triggered for a beneficiary on several sides, `attacked`, `called`, `callable`, `arisen` and `due`
    have the side as a further argument. The fact without a side holds if it holds on any side.
    """

    kind: str
    args: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(self.args)})"


class Step(NamedTuple):
    """An inference: the head holds if all facts of the body hold and all its literals (answers to questions) are given."""

    head: Fact
    body: tuple[Fact, ...]
    literals: tuple[Literal, ...]
    rule: str
    """The kind of inference: a rule of general law, `event`, `clause` or `reservation`."""


class Failure(NamedTuple):
    """The reason why an event does not trigger an article: its kind, and the states, the day and the words that belong
    to it. Its wording is in `engine/output/failures.toml`.
    """

    kind: str
    states: tuple[str, ...] = ()
    day: Exact | None = None
    words: tuple[str, ...] = ()


OTHER_ENEMY = "ally-attacks-another"
"""The failure of an article owed to the attacker that is not directed against the victim either."""
SUSPENDED = "suspended"
"""The condition that fails if a treaty is suspended between two states."""


@dataclass(frozen=True, slots=True)
class FailedCondition:
    """A duty that an event did not trigger, with the condition that failed."""

    obligor: str
    clause: str
    beneficiary: str
    adversary: str
    condition: str
    failure: Failure
    binds_from: Exact | None = None
    """The day from which the instrument will bind, if it does not bind yet."""
    reserved: bool = False
    """Whether the article itself is triggered and a reservation of the obligor excludes this case."""

    @property
    def treaty(self) -> str:
        """The id of the clause's instrument."""
        return treaty_of(self.clause)

    @property
    def pending(self) -> bool:
        """Whether the duty is suspended or will bind only from a later day. Answers report this even for a state that
        has another duty.
        """
        return self.condition == SUSPENDED or self.binds_from is not None

    @property
    def links(self) -> bool:
        """Whether the treaty links the obligor to the event: false if the obligor has left the treaty or has yet to
        join it.
        """
        return self.condition != NO_PARTY


def treaty_of(clause: str) -> str:
    """Return the id of the instrument in the key of a clause.

    >>> treaty_of("sino-dprk-1961:II.2")
    'sino-dprk-1961'
    """
    return clause.partition(":")[0]


NO_PARTY = "party"
"""The failed condition if one of the two states has left the treaty or has yet to join it."""


@dataclass
class Derivation:
    """The record of a cascade: its steps, the round in which each fact first holds, and the failed conditions."""

    steps: list[Step] = field(default_factory=list)
    rounds: dict[Fact, int] = field(default_factory=dict)
    blocked: list[FailedCondition] = field(default_factory=list)
    complete: bool = True
    """False if the number of rounds was limited by request."""
    partial: bool = False
    """Whether force beyond the horizon was left out."""
    exact_below: int | None = None
    """The distance (number of open answers) from which supports may be missing because even nearer force was left out;
    None if nearer force is complete.
    """
    signed: list[Step] = field(default_factory=list)
    """The duties that signed treaties would add at once if they were in force. No other step depends on them."""
    number: dict[Fact, int] = field(default_factory=dict)
    """A number for every fact that occurs in a step."""
    heads: list[int] = field(default_factory=list)
    bodies: list[tuple[int, ...]] = field(default_factory=list)
    """The bodies of the steps as numbers of facts, parallel to `heads`, for calculations over all steps."""
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, step: Step, round_: int) -> None:
        """Record a step unless it is recorded already. Its head holds from the earliest round of any step that derives
        it.
        """
        number, known = self.number, self.rounds.get(step.head)
        if known is None or round_ < known:
            self.rounds[step.head] = round_
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
        """Free the index of recorded steps; call it after the last `add`."""
        self._seen.clear()


def belligerent(state: str, side: tuple[int, int]) -> Fact:
    """Return the fact that a state is a belligerent on a side."""
    return Fact("belligerent", (state, sided(side)))
