"""Triggers: which acts meet each trigger, and on which judgements that depends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.cascade import areas
from engine.cascade.outcomes import (
    MET,
    Context,
    Outcome,
    all_ways,
    claimed,
    failed,
    needs,
    party_bound,
)
from engine.cascade.permitted import consented, is_state
from engine.record.questions import Literal
from treaties.models.conditions import InArea, OnTerritory, SelfDefence
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import AttackerKind, EventKind, Rank, Trigger


def triggered(ctx: Context) -> Outcome:
    """Return whether an occurrence meets the trigger of a clause, leaving its conditions aside."""
    met = _set_off(ctx)
    if not met.ways:
        return met
    asked = [*_in_force(ctx), *_unwanted(ctx), *_from_outside(ctx)]
    if ctx.clause.obligation.attacker is AttackerKind.GROUP and not ctx.event.group:
        asked.append(
            ctx.questions.put("attacker", about="group", kind="an armed group")
        )
    return Outcome(all_ways([met, needs(*asked)])) if asked else met


def _in_force(ctx: Context) -> list[Literal]:
    """The questions whether the instrument is valid, if its consent was extracted, and whether it, its article and
    the beneficiary's bond were in force, if that is not known of the day.
    """
    treaty, clause, day, owed = (
        ctx.clause.treaty,
        ctx.clause,
        ctx.setting.on,
        ctx.event.object,
    )
    name, found = instrument_in_line(treaty.name), list[Literal]()
    if treaty.extracted:
        found.append(
            ctx.questions.put(
                "valid", about=treaty.id, what=treaty.name, why=treaty.extracted
            )
        )
    if treaty.only_applied(day):
        found.append(ctx.questions.put("provisional", about=treaty.id, what=name))
    if treaty.rank is Rank.UNDERTAKING:
        found.append(ctx.questions.put("meant-to-bind", about=treaty.id, what=name))
    if treaty.doubtful_on(day):
        found.append(
            ctx.questions.put("in-force", about=treaty.id, what=name, why=treaty.span)
        )
    if clause.obligation.doubtful_on(day):
        found.append(
            ctx.questions.put(
                "in-force",
                about=clause.key,
                what=clause.label,
                why=clause.obligation.span,
            )
        )
    return [*found, *party_bound(ctx, owed)]


def _unwanted(ctx: Context) -> list[Literal]:
    """The question whether the state in which force is used consented to it: force with its consent is no attack on
    it."""
    if ctx.clause.obligation.trigger.internal:
        return []
    given = consented(ctx.setting, ctx.questions, ctx.event)
    return [(ident, False) for ident, _ in given]


def _from_outside(ctx: Context) -> list[Literal]:
    """The question whether a striker of its mother country is a state: if not, its force is a rising and no attack
    from outside."""
    e = ctx.event
    if ctx.clause.obligation.trigger.internal or e.own_war or e.actor == UNNAMED:
        return []
    entity = ctx.setting.corpus.breaking_away(e.actor, e.object, e.begun)
    if entity is None or entity.state != e.actor:
        return []
    return [is_state(ctx.setting, ctx.questions, entity)]


def _set_off(ctx: Context) -> Outcome:
    e, whose = ctx.event, ctx.clause.obligation.attacker
    if e.group and e.actor == UNNAMED and whose is AttackerKind.STATE:
        return failed("group-and-not-state", words=[e.group])
    if not e.group and e.actor != UNNAMED and whose is AttackerKind.GROUP:
        return failed("state-and-not-group", e.actor)
    return _SET_OFF[ctx.clause.obligation.trigger](ctx)


def _armed_attack(ctx: Context) -> Outcome:
    e = ctx.event
    if e.kind is EventKind.ARMING:
        return _arming_is_attack(ctx)
    if e.kind is EventKind.DECLARATION_OF_WAR:
        return _declared(ctx)
    if not e.kind.forcible:
        return failed("not-attacked", e.object)
    if e.kind is EventKind.BLOCKADE:
        return failed("blockade")
    plain = e.kind is EventKind.ARMED_ATTACK or _attacked_at_home(ctx)
    wording = "armed-attack" if plain else "armed-attack-lesser"
    by = e.kind.words if e.kind.doubtful else "lesser force"
    hit = _party_is_hit(ctx)
    taken = {} if plain else _as_taken(ctx, "armed_attack")
    attack = needs(ctx.questions.put(wording, e.actor, e.object, force=by, **taken))
    return Outcome(all_ways([attack, _answer(ctx), hit]), hit.failure)


def _declared(ctx: Context) -> Outcome:
    """War that is declared on a state attacks it, in the law before the Charter; since then an attack is force."""
    e = ctx.event
    if ctx.setting.rule_holds("self-defence"):
        return failed("not-attacked", e.object)
    attack = needs(ctx.questions.put("declared-attack", e.actor, e.object))
    return Outcome(all_ways([attack, _answer(ctx)]))


def _attacked_at_home(ctx: Context) -> bool:
    """Whether the same state also makes an armed attack on the same state at home: beside it no lesser force is in
    doubt.
    """
    pair = (ctx.event.actor, ctx.event.object)
    return any(
        o.kind is EventKind.ARMED_ATTACK
        and o.where.home
        and (o.actor, o.object) == pair
        for o in ctx.setting.occurrences
    )


def _aggression(ctx: Context) -> Outcome:
    e = ctx.event
    if e.kind is EventKind.ARMED_ATTACK or not e.kind.forcible:
        return _armed_attack(ctx)
    hit = _party_is_hit(ctx)
    taken = _as_taken(ctx, "aggression")
    wide = needs(ctx.questions.put("aggression", e.actor, e.object, **taken))
    return Outcome(all_ways([wide, _answer(ctx), hit]), hit.failure)


def _force(ctx: Context) -> Outcome:
    e = ctx.event
    if not e.kind.forcible:
        return _no_force(ctx)
    force, hit = MET, _party_is_hit(ctx)
    taken = _as_taken(ctx, "force")
    if e.kind.doubtful or taken:
        words = e.kind.words
        force = needs(
            ctx.questions.put("force", e.actor, e.object, force=words, **taken)
        )
    return Outcome(all_ways([force, hit]), hit.failure)


def _as_taken(ctx: Context, what: str) -> dict[str, Any]:
    """How the means of an event is taken, as an armed attack, aggression or force; nothing where none is named."""
    means = ctx.setting.corpus.means_of(ctx.event.means)
    return {"presumed": getattr(means, what), "why": means.why} if means else {}


def _threat(ctx: Context) -> Outcome:
    e = ctx.event
    threats = (EventKind.THREAT, EventKind.MOBILISATION, EventKind.DECLARATION_OF_WAR)
    felt = e.kind.forcible or e.kind in threats
    return MET if felt else failed("not-threatened", e.object)


def _war(ctx: Context) -> Outcome:
    e = ctx.event
    if e.kind is EventKind.DECLARATION_OF_WAR:
        return MET
    if not e.kind.forcible:
        return _no_force(ctx)
    return failed("no-war", words=[e.kind.words]) if e.kind.doubtful else MET


def _mobilisation(ctx: Context) -> Outcome:
    e = ctx.event
    if e.kind is EventKind.MOBILISATION:
        return MET
    return failed("not-mobilised", e.actor)


def _insurrection(ctx: Context) -> Outcome:
    e = ctx.event
    if e.kind is EventKind.UNREST or ctx.setting.at_home(e):
        return MET
    if e.kind.forcible and e.actor == UNNAMED and not e.group:
        return needs(ctx.questions.put("rising", target=e.object))
    return failed("no-insurrection", e.object)


_SET_OFF: dict[Trigger, Callable[[Context], Outcome]] = {
    Trigger.ARMED_ATTACK: _armed_attack,
    Trigger.AGGRESSION: _aggression,
    Trigger.FORCE: _force,
    Trigger.THREAT: _threat,
    Trigger.HOSTILITIES: _war,
    Trigger.WAR: _war,
    Trigger.MOBILISATION: _mobilisation,
    Trigger.INSURRECTION: _insurrection,
}
"""For each trigger, the function that decides whether an occurrence meets it, and on which judgements."""


def _answer(ctx: Context) -> Outcome:
    """Force in answer to the war that the one now hit began against the striker is no attack, unless somebody holds so.

    Where general law asks whether the force is lawful defence, that is the same question and is not put twice.
    """
    e, obligation = ctx.event, ctx.clause.obligation
    if (e.object, e.actor) not in ctx.setting.begun or e.unprovoked:
        return MET
    asked = obligation.duty.drawn_in and ctx.setting.rule_holds("self-defence")
    if asked or any(isinstance(c, SelfDefence) for c in obligation.conditions):
        return MET
    return needs(ctx.questions.put("answering-attack", e.actor, e.object))


def _no_force(ctx: Context) -> Outcome:
    """Without force the trigger fails; arming a belligerent is named as what it is."""
    e = ctx.event
    arming = e.kind is EventKind.ARMING
    return failed("arming") if arming else failed("not-attacked", e.object)


def _arming_is_attack(ctx: Context) -> Outcome:
    """Arming a belligerent is no armed attack (ICJ, Nicaragua, 1986, para. 195), unless a reading says so."""
    e = ctx.event
    return needs(ctx.questions.put("arming-is-attack", e.actor, e.object))


def _party_is_hit(ctx: Context) -> Outcome:
    """Force against territory hits the party; against a claimed place or forces abroad it is a question.

    Where the clause draws an area or speaks of territory, the condition for that decides instead; but force on the
    user's own soil is no attack on a party whose forces stand there without leave.
    """
    e = ctx.event
    conditions = ctx.clause.obligation.conditions
    if any(isinstance(c, OnTerritory) for c in conditions):
        return MET
    here = areas.territorial_status(e.where, e.object, e.actor)
    if here.relation == "own":
        return MET
    if here.relation == "guest" and (
        e.leave is False or (e.leave is None and _fought(ctx))
    ):
        return failed("without-leave", e.actor, e.object, words=[e.where.name])
    if any(isinstance(c, InArea) for c in conditions):
        return MET
    if here.relation == "claimed":
        return claimed(ctx)
    return needs(ctx.questions.put("forces-abroad", e.actor, e.object, ctx.clause.key))


def _fought(ctx: Context) -> bool:
    """Whether the victim has used force against the striker, so that its forces are no guests."""
    e = ctx.event
    return any(
        o.kind.forcible and (o.actor, o.object) == (e.object, e.actor)
        for o in ctx.setting.occurrences
    )
