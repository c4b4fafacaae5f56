"""What each trigger waits for: whether an occurrence sets it off, and on which judgements."""

from __future__ import annotations

from engine.cascade import areas
from engine.cascade.outcomes import MET, Context, Outcome, all_ways, claimed, failed, needs
from engine.cascade.questions import Literal
from treaties.models.conditions import InArea, OnTerritory, SelfDefence
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import AttackerKind, EventKind, Trigger


def triggered(ctx: Context) -> Outcome:
    """Whether the occurrence sets off the clause's trigger, leaving its conditions aside."""
    treaty, met = ctx.clause.treaty, _set_off(ctx)
    if not met.ways:
        return met
    asked = [ctx.questions.valid(treaty.id, treaty.name, treaty.extracted)] if treaty.extracted else []
    asked += _in_force(ctx)
    return Outcome(all_ways([met, needs(*asked)])) if asked else met


def _in_force(ctx: Context) -> list[Literal]:
    """That instrument, article and the beneficiary's bond were in force, where the day is one on which that is not known."""
    treaty, clause, day, owed = ctx.clause.treaty, ctx.clause, ctx.setting.on, ctx.event.object
    name = instrument_in_line(treaty.name)
    found = []
    if treaty.doubtful_on(day):
        found.append(ctx.questions.in_force(treaty.id, name, treaty.span))
    if clause.obligation.doubtful_on(day):
        found.append(ctx.questions.in_force(clause.key, clause.label, clause.obligation.span))
    if party := treaty.doubtful_party(owed, day):
        found.append(ctx.questions.bound(treaty.id, name, owed, party.span))
    return found


def _set_off(ctx: Context) -> Outcome:
    e, trigger = ctx.event, ctx.clause.obligation.trigger
    if e.group and e.actor == UNNAMED and ctx.clause.obligation.attacker is AttackerKind.STATE:
        return failed(f"the attacker is {e.group}, an armed group, and the article speaks of a state")
    if trigger is Trigger.THREAT:
        return MET if e.kind.forcible or e.kind in (EventKind.THREAT, EventKind.MOBILISATION) else _not(ctx)
    if trigger is Trigger.MOBILISATION:
        return MET if e.kind is EventKind.MOBILISATION else failed(f"{ctx.name(e.actor)} has not mobilised")
    if trigger is Trigger.INSURRECTION:
        rising = e.kind is EventKind.UNREST or ctx.setting.at_home(e)
        return MET if rising else failed(f"there is no rising in {ctx.name(e.object)}")
    if trigger in (Trigger.HOSTILITIES, Trigger.WAR) and e.kind is EventKind.DECLARATION_OF_WAR:
        return MET
    if e.kind is EventKind.ARMING:
        return _arming(ctx)
    if not e.kind.forcible:
        return failed(f"{ctx.name(e.object)} is not attacked")
    if trigger in (Trigger.HOSTILITIES, Trigger.WAR):
        return failed(f"{e.kind.words} is no war") if e.kind.doubtful else MET
    if trigger is Trigger.FORCE:
        hit = _party_is_hit(ctx)
        force = needs(ctx.questions.force(e.actor, e.object, e.kind)) if e.kind.doubtful else MET
        return Outcome(all_ways([force, hit]), hit.reason)
    if trigger is Trigger.AGGRESSION and e.kind is not EventKind.ARMED_ATTACK:
        hit = _party_is_hit(ctx)
        wide = needs(ctx.questions.aggression(e.actor, e.object))
        return Outcome(all_ways([wide, _answer(ctx), hit]), hit.reason)
    if e.kind is EventKind.BLOCKADE:
        return failed("a blockade without shots is no armed attack")
    hit = _party_is_hit(ctx)
    attack = needs(ctx.questions.armed_attack(e.actor, e.object, e.kind))
    return Outcome(all_ways([attack, _answer(ctx), hit]), hit.reason)


def _not(ctx: Context) -> Outcome:
    return failed(f"{ctx.name(ctx.event.object)} is not threatened")


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
    return needs(ctx.questions.answering_attack(e.actor, e.object))


def _arming(ctx: Context) -> Outcome:
    """Arming a belligerent is no armed attack (ICJ, Nicaragua, 1986, para. 195), unless a reading says so."""
    e = ctx.event
    if ctx.clause.obligation.trigger in (Trigger.FORCE, Trigger.HOSTILITIES, Trigger.WAR):
        return failed("arming is not force")
    return needs(ctx.questions.arming_is_attack(e.actor, e.object))


def _party_is_hit(ctx: Context) -> Outcome:
    """Force against territory hits the party; against a claimed place or forces abroad it is a question.

    Where the clause draws an area or speaks of territory, the condition for that decides instead; but force on the
    user's own soil is no attack on a party whose forces stand there without leave.
    """
    e = ctx.event
    conditions = ctx.clause.obligation.conditions
    if any(isinstance(c, OnTerritory) for c in conditions):
        return MET
    here = areas.standing(e.where, e.object, e.actor)
    if here.relation == "own":
        return MET
    if here.relation == "guest" and (e.leave is False or (e.leave is None and _fought(ctx))):
        host, guest = ctx.name(e.actor), ctx.name(e.object)
        return failed(f"{e.where.name} is soil of {host}, where {guest} keeps its forces without leave")
    if any(isinstance(c, InArea) for c in conditions):
        return MET
    if here.relation == "claimed":
        return claimed(ctx)
    return needs(ctx.questions.forces_abroad(ctx.clause.key, e.actor, e.object))


def _fought(ctx: Context) -> bool:
    """Whether the one hit has used force against the striker, so that its forces are no guests."""
    e = ctx.event
    return any(o.kind.forcible and (o.actor, o.object) == (e.object, e.actor) for o in ctx.setting.occurrences)
