"""Conditions on attackers: which states a clause covers, how many, and who fights on their side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any

from engine.cascade.outcomes import MET, Context, Outcome, Way, all_ways, failed, needs
from engine.record.attacker_kinds import (
    kind_in_words,
    number_in_words,
    several_in_words,
)
from engine.record.facts import Fact, Failure, belligerent
from treaties.models import conditions as c
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.terms import AttackerClass, AttackerKind


def attacker_fits(condition: Any, ctx: Context, actor: str) -> bool:
    """Return whether a named attacker is of the kind that a condition requires.

    Args:
        condition: a condition with any of `among`, `classes`, `allied_with` and exclusions; without them, any attacker
            fits.
        ctx: the clause, the force and the law of the day.
        actor: the id of the attacker.
    """
    if _left_out(condition, ctx, actor):
        return False
    among, classes = getattr(condition, "among", ()), getattr(condition, "classes", ())
    allied = getattr(condition, "allied_with", ())
    if not (among or classes or allied):
        return True
    return (
        actor in among
        or (bool(classes) and all(is_a(k, actor, ctx) for k in classes))
        or any(actor != a and ctx.graph.allied(actor, a) for a in allied)
    )


def aimed_at(attacker: str, ctx: Context) -> bool:
    """Return whether a clause may be directed against a state: false only if its condition on attackers excludes the
    state.
    """
    found = (
        x
        for x in ctx.clause.obligation.conditions
        if isinstance(x, c.Attacker | c.Attackers)
    )
    return all(attacker_fits(condition, ctx, attacker) for condition in found)


def _left_out(condition: Any, ctx: Context, actor: str) -> bool:
    excluded = getattr(condition, "excluding_classes", ())
    return actor in condition.excluding or any(is_a(k, actor, ctx) for k in excluded)


def is_a(kind: AttackerClass, state: str, ctx: Context) -> bool:
    """Return whether a state belongs to a class of attackers on the day of the question.

    Args:
        kind: the class, such as great powers or non-parties.
        state: the id of the state.
        ctx: the clause, whose parties matter for `non-party`, and the day.
    """
    if kind is AttackerClass.NON_PARTY:
        return state not in ctx.graph.parties[ctx.clause.treaty.id]
    s, day = ctx.setting.corpus.states[state], ctx.setting.on
    if kind.region:
        return kind.region in s.regions
    tests: dict[AttackerClass, Callable[[Any], bool]] = {
        AttackerClass.GREAT_POWER: s.is_great_power,
        AttackerClass.COMMUNIST: s.is_communist,
        AttackerClass.NUCLEAR: s.is_nuclear,
    }
    return tests[kind](day)


def attacker(condition: c.Attacker, ctx: Context) -> Outcome:
    """Return whether the attacker is one that the text names and, if the text requires it, has the support of certain
    states.
    """
    unnamed = ctx.event.actor == UNNAMED
    named = (_unnamed_attacker if unnamed else _named_attacker)(condition, ctx)
    if not named.ways or not condition.supported_by:
        return named
    supported = joined(condition.supported_by, ctx)
    if not supported.ways:
        return failed(
            "not-supported",
            *condition.supported_by,
            words=[ctx.name(ctx.event.actor)],
        )
    return Outcome(all_ways([named, supported]))


def _named_attacker(condition: c.Attacker, ctx: Context) -> Outcome:
    actor = ctx.event.actor
    if attacker_fits(condition, ctx, actor):
        return MET
    if _left_out(condition, ctx, actor):
        return failed("left-out", actor)
    return failed("of-another-kind", actor, words=[kind_in_words(condition, ctx.name)])


def _unnamed_attacker(condition: c.Attacker, ctx: Context) -> Outcome:
    """An unnamed state may be the one; an armed group is none of the states that a text names or leaves out."""
    if ctx.event.group:
        if _names_states(condition):
            return _no_state(condition, ctx)
        whose = ctx.clause.obligation.attacker
        anyone = whose in (AttackerKind.ANYONE, AttackerKind.GROUP)
        if anyone or not condition.classes:
            return MET
    words = kind_in_words(condition, ctx.name)
    allies = (f"ally-of-{a}" for a in condition.allied_with)
    key = "+".join((*condition.among, *condition.classes, *allies)) or "other"
    if excluded := (*condition.excluding, *condition.excluding_classes):
        key += "-not-" + "+".join(excluded)
    return needs(ctx.questions.put("attacker", about=key, kind=words))


def _names_states(condition: c.Attacker | c.Attackers) -> bool:
    """Whether the text names states, or kinds of state: an armed group is none of them."""
    named = (*getattr(condition, "among", ()), *getattr(condition, "allied_with", ()))
    return bool(named) or any(
        k is not AttackerClass.NON_PARTY for k in condition.classes
    )


def _no_state(condition: c.Attacker | c.Attackers, ctx: Context) -> Outcome:
    return failed(
        "group-of-another-kind",
        words=[ctx.event.group, kind_in_words(condition, ctx.name)],
    )


def joined(states: Iterable[str], ctx: Context) -> Outcome:
    """Return whether one of the given states fights on the attacker's side."""
    ways = []
    for s in states:
        if s == ctx.event.actor or s == ctx.event.object:
            continue
        if ctx.against:
            ways.append(Way((belligerent(s, ctx.against.key),)))
    return Outcome(tuple(ways), Failure("nobody-joins"))


def attackers(condition: c.Attackers, ctx: Context) -> Outcome:
    """Return whether enough states of a kind use force together."""
    e, n = ctx.event, condition.at_least
    if e.actor == UNNAMED and e.group:
        return _no_state(condition, ctx)
    if e.actor == UNNAMED:
        kind = "-".join(condition.classes) or "states"
        many = several_in_words(condition, ctx.name)
        return needs(ctx.questions.put("attackers", about=f"{n}-{kind}", kind=many))
    if not attacker_fits(condition, ctx, e.actor):
        return failed(
            "of-another-kind", e.actor, words=[kind_in_words(condition, ctx.name)]
        )
    fitting = [s for s in ctx.others if attacker_fits(condition, ctx, s)]
    if len(fitting) + 1 < n:
        here = number_in_words(len(fitting) + 1)
        return failed("too-few", words=[several_in_words(condition, ctx.name), here])
    return Outcome(
        tuple(
            Way(tuple(Fact("attacked", (s, e.object)) for s in combo))
            for combo in combinations(fitting, n - 1)
        )
    )
