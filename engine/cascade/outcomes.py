"""Outcomes of conditions: the ways in which they hold, or the reason why they fail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from engine.cascade import areas
from engine.cascade.permitted import authorised
from engine.record.facts import Fact, Failure
from engine.record.questions import Literal, Questions
from engine.setting.graph import Clause, ObligationGraph
from engine.setting.occurrences import Occurrence
from engine.setting.setting import Setting
from engine.setting.sides import Side
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import EventKind


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a condition holds: the facts and answers that it needs."""

    facts: tuple[Fact, ...] = ()
    literals: tuple[Literal, ...] = ()


NO_FAILURE = Failure("")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The ways in which a condition can hold. Without a way, the condition fails for the reason given."""

    ways: tuple[Way, ...]
    failure: Failure = NO_FAILURE


EMPTY = Way()
MET = Outcome((EMPTY,))


def failed(
    kind: str, *states: str, day: date | None = None, words: Iterable[str] = ()
) -> Outcome:
    """Return the outcome of a condition that fails under all answers.

    Args:
        kind: the kind of failure, a table of `engine/output/failures.toml`.
        states: the ids of the states in its wording, in order.
        day: the day in its wording, if any.
        words: other values in its wording.

    >>> failed("not-threatened", "poland").failure.states, failed("not-threatened").ways
    (('poland',), ())
    """
    return Outcome((), Failure(kind, states, day, tuple(words)))


def needs(*literals: Literal) -> Outcome:
    """Return the outcome of a condition that holds if some questions are answered as given."""
    return Outcome((Way((), literals),))


@dataclass(frozen=True)
class Context:
    """A clause, and the occurrence against which it is tested."""

    setting: Setting
    graph: ObligationGraph
    questions: Questions
    clause: Clause
    event: Occurrence
    side: Side | None
    """The victim's side in the war; None if there is no war."""
    others: tuple[str, ...] = ()
    """Other states known to use force against the same victim."""

    def name(self, state: str) -> str:
        """Return a state's name for use in a sentence."""
        return self.setting.name_in_line(state)

    @property
    def against(self) -> Side | None:
        """The attacker's side; None if there is no war."""
        return self.setting.facing(self.side) if self.side else None


def all_ways(outcomes: Iterable[Outcome]) -> tuple[Way, ...]:
    """Return the ways in which several conditions hold together."""
    asked = [o.ways for o in outcomes if o is not MET]
    if not asked:
        return MET.ways
    ways = dict.fromkeys(map(_together, product(*asked)))
    return tuple(w for w in ways if w is not None)


def _together(combo: tuple[Way, ...]) -> Way | None:
    """Several ways as one; None where they answer a question both ways."""
    facts = tuple(dict.fromkeys(f for w in combo for f in w.facts))
    literals = tuple(dict.fromkeys(x for w in combo for x in w.literals))
    return Way(facts, literals) if len(dict(literals)) == len(literals) else None


def defence_lawful(ctx: Context) -> Outcome:
    """Return whether the force is an unlawful armed attack, so that the victim may be helped (Charter 2(4), 51).

    Force that the Security Council authorised is lawful, and there is no right of self-defence against it.
    """
    covers = authorised(ctx.setting, ctx.questions, ctx.event)
    answers = (
        authorised(ctx.setting, ctx.questions, ctx.event, reply=True)
        if ctx.event.counter
        else ()
    )
    outside = needs(*((ident, False) for ident, _ in covers)) if covers else MET
    against_defence = all_ways([outside, _unlawful(ctx)])
    return Outcome((*(Way((), (given,)) for given in answers), *against_defence))


def _unlawful(ctx: Context) -> Outcome:
    """Whether the force is unlawful by itself, no authorisation apart."""
    e = ctx.event
    if e.unprovoked is True:
        return MET
    if e.counter:
        return needs(
            ctx.questions.put("lawful-defence", e.actor, e.object, answer=False)
        )
    wording = "unlawful-if-provoked" if e.unprovoked is False else "unlawful"
    unlawful = ctx.questions.put(wording, e.actor, e.object)
    if not any(
        o.kind is EventKind.ARMING and (o.actor, o.object) == (e.object, e.actor)
        for o in ctx.setting.occurrences
    ):
        return needs(unlawful)
    # Whoever holds that arming is attacking holds that the victim was at war by its own act.
    armed, _ = ctx.questions.put("arming-is-attack", e.object, e.actor)
    defence = ctx.questions.put("lawful-defence", e.actor, e.object, answer=False)
    return Outcome(
        (Way((), ((armed, False), unlawful)), Way((), ((armed, True), defence)))
    )


def claimed(ctx: Context) -> Outcome:
    """Return the outcome of the condition that the place belongs to the victim: a question if the victim claims it
    against other states.
    """
    e = ctx.event
    here = areas.territorial_status(e.where, e.object, e.actor)
    if e.own_war or here.relation != "claimed" or e.where.place is None:
        return MET
    holder = " and ".join(map(ctx.name, e.where.of)) or "nobody else"
    place = e.where.place.id
    return needs(
        ctx.questions.put(
            "territory", e.object, about=place, what=e.where.name, holder=holder
        )
    )


def party_bound(ctx: Context, state: str) -> tuple[Literal, ...]:
    """Return the questions whether a state was bound by the treaty, if its first or last day is unknown or its exit is
    disputed.
    """
    treaty, day, put = ctx.clause.treaty, ctx.setting.on, ctx.questions.put
    about, what = treaty.id, instrument_in_line(treaty.name)
    asked = []
    if party := treaty.doubtful_party(state, day):
        asked.append(put("in-force-for", state, about=about, what=what, why=party.span))
    if standing := treaty.standing(state, day):
        why, presumed = standing.why, standing.presumed
        asked.append(
            put(
                "still-bound",
                state,
                about=about,
                what=what,
                why=why,
                presumed=presumed,
            )
        )
    return tuple(asked)


def attributed(questions: Questions, event: Occurrence) -> Literal:
    """Return the answer that force by a group or an unknown author is attributed to the named state, or to some state
    if none is named.
    """
    wording = "attributed-of-group" if event.group else "attributed"
    if event.actor == UNNAMED:
        wording += "-to-somebody"
    return questions.put(wording, event.actor, event.object, group=event.group)
