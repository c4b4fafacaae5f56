"""What each trigger waits for: whether an occurrence sets it off, and on which judgements."""

from __future__ import annotations

from engine.cascade import areas
from engine.cascade.outcomes import MET, Context, Outcome, all_ways, claimed, failed, needs
from treaties.conditions import InArea, OnTerritory
from treaties.terms import EventKind, Trigger


def triggered(ctx: Context) -> Outcome:
    """Whether the occurrence sets off the clause's trigger, leaving its conditions aside."""
    e, trigger = ctx.event, ctx.clause.obligation.trigger
    if trigger is Trigger.THREAT:
        return MET if e.kind.forcible or e.kind in (EventKind.THREAT, EventKind.MOBILISATION) else _not(ctx)
    if trigger is Trigger.MOBILISATION:
        return MET if e.kind is EventKind.MOBILISATION else failed(f"{ctx.name(e.actor)} has not mobilised")
    if trigger in (Trigger.HOSTILITIES, Trigger.WAR) and e.kind is EventKind.DECLARATION_OF_WAR:
        return MET
    if e.kind is EventKind.ARMING:
        return _arming(ctx)
    if not e.kind.forcible:
        return failed(f"{ctx.name(e.object)} is not attacked")
    if trigger in (Trigger.HOSTILITIES, Trigger.WAR):
        return MET
    if trigger is Trigger.FORCE:
        return _party_is_hit(ctx)
    if trigger is Trigger.AGGRESSION and e.kind is not EventKind.ARMED_ATTACK:
        return Outcome(all_ways([needs(ctx.questions.aggression(e.actor, e.object)), _party_is_hit(ctx)]))
    if e.kind is EventKind.BLOCKADE:
        return failed("a blockade without shots is no armed attack")
    grave = e.kind is EventKind.ARMED_ATTACK
    hit = _party_is_hit(ctx)
    return Outcome(all_ways([needs(ctx.questions.armed_attack(e.actor, e.object, grave=grave)), hit]), hit.reason)


def _not(ctx: Context) -> Outcome:
    return failed(f"{ctx.name(ctx.event.object)} is not threatened")


def _arming(ctx: Context) -> Outcome:
    """Arming a belligerent is no armed attack (ICJ, Nicaragua, 1986, paras 195, 230), unless a reading says so."""
    from treaties.terms import Nature, Presumption

    e = ctx.event
    if ctx.clause.obligation.trigger in (Trigger.FORCE, Trigger.HOSTILITIES, Trigger.WAR):
        return failed("arming is not force")
    text = f"Does {ctx.name(e.actor)} attack {ctx.name(e.object)} by arming those who strike it?"
    why = "arming is not attacking: ICJ, Nicaragua, 1986"
    asked = ctx.questions.ask(f"arming-is-attack:{e.pair}", text, Nature.LAW, "obligor", Presumption.NO, why)
    return needs(asked)


def _party_is_hit(ctx: Context) -> Outcome:
    """Force against territory hits the party; against a claimed place or forces abroad it is a question.

    Where the clause draws an area or speaks of territory, the condition for that decides instead.
    """
    e = ctx.event
    conditions = ctx.clause.obligation.conditions
    if any(isinstance(c, OnTerritory) for c in conditions):
        return MET
    here = areas.standing(e.where, e.object)
    scope = next((c for c in conditions if isinstance(c, InArea)), None)
    if here.relation == "claimed":
        return MET if scope else claimed(ctx)
    if here.relation == "own":
        return MET
    if scope and areas.names_forces(ctx.setting.corpus.gazetteer.area(scope.area), ctx.setting, e):
        return MET
    return needs(ctx.questions.forces_abroad(ctx.clause.key, e.actor, e.object))
