"""What each typed condition means: met, not met because of something, or waiting for facts and answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.cascade import areas
from engine.cascade.attackers import attacker, attackers, is_a, joined
from engine.cascade.facts import Fact, belligerent
from engine.cascade.graph import Clause
from engine.cascade.outcomes import MET, Context, Outcome, Way, claimed, failed, lawful, needs
from engine.cascade.questions import OBLIGOR
from treaties.models import conditions as c
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.terms import EventKind, Nature, Presumption


def evaluate(condition: Any, ctx: Context) -> Outcome:
    """Hold one condition of a clause against an occurrence."""
    return _MEANING[type(condition)](condition, ctx)


def bars(condition: Any) -> bool:
    """Whether a condition bears on performance alone, so that the casus foederis arises without it."""
    return isinstance(condition, c.Judgement) and condition.bars


def counting(clause: Clause) -> bool:
    """Whether a clause, or a reservation to its treaty, counts those who use force together."""
    own = (*clause.obligation.conditions, *(x for r in clause.treaty.reservations for x in r.conditions))
    return any(isinstance(x, c.Attackers) for x in own)


def _state_of_war(_: c.StateOfWar, ctx: Context) -> Outcome:
    e = ctx.event
    if frozenset((e.actor, e.object)) in ctx.setting.declared:
        return MET
    if e.isolated:
        return failed(f"the attack stops there: {ctx.name(e.object)} is not put in a state of war")
    if e.kind is EventKind.LIMITED_FORCE:
        return needs(ctx.questions.state_of_war(e.actor, e.object, lesser=True))
    by_own_act = e.object in ctx.setting.own_act or (not e.given and e.object not in ctx.setting.principals)
    return needs(ctx.questions.state_of_war(e.actor, e.object)) if by_own_act else MET


def _in_area(condition: c.InArea, ctx: Context) -> Outcome:
    e = ctx.event
    area = ctx.setting.corpus.gazetteer.area(condition.area)
    clause = ctx.clause.treaty.id
    verdict = areas.covers(area, ctx.setting, e)
    if verdict == "yes":
        return claimed(ctx)
    if verdict == "doubtful":
        text = f"Does the scope of {ctx.clause.treaty.name} reach {e.where.name}?"
        return needs(
            ctx.questions.ask(
                f"in-area:{clause}/{e.pair}", text, Nature.LAW, OBLIGOR, why="the clause can be read both ways"
            )
        )
    striker, struck = (e.object, e.actor) if e.own_war else (e.actor, e.object)
    if not e.given and areas.may_reach(area, ctx.setting, struck):
        text = f"Does {ctx.name(striker)} choose a target of {ctx.name(struck)} within the scope of {ctx.clause.treaty.name}?"
        return needs(ctx.questions.ask(f"in-area:{clause}/{striker}>{struck}", text, Nature.WILL, striker))
    return failed(f"the area of the treaty ({area.name}) does not reach {e.where.name}")


def _on_territory(_: c.OnTerritory, ctx: Context) -> Outcome:
    e = ctx.event
    here = areas.standing(e.where, e.object, e.actor)
    if here.relation in ("abroad", "guest") or not here.kind.land:
        return failed(f"what is hit at {e.where.name} is not territory of {ctx.name(e.object)}")
    return claimed(ctx)


def _between_parties(_: c.BetweenParties, ctx: Context) -> Outcome:
    e, treaty = ctx.event, ctx.clause.treaty
    if e.actor not in ctx.graph.parties[treaty.id]:
        return MET
    text = f"Does {ctx.clause.label} reach an attack by one party on another ({ctx.name(e.actor)} on {ctx.name(e.object)})?"
    why = "the text says neither"
    return needs(ctx.questions.ask(f"between-parties:{ctx.clause.key}/{e.pair}", text, Nature.LAW, OBLIGOR, why=why))


def _unprovoked(_: c.Unprovoked, ctx: Context) -> Outcome:
    e = ctx.event
    if e.unprovoked is not None:
        return MET if e.unprovoked else failed(f"{ctx.name(e.object)} is said to have provoked the attack")
    if e.counter and _struck_first(ctx):
        return failed(f"{ctx.name(e.object)} used force first")
    return needs(ctx.questions.unprovoked(e.actor, e.object, presumed=e.first))


def _struck_first(ctx: Context) -> bool:
    """Whether the one now hit began the war, or had used force against this adversary before."""
    e, known = ctx.event, ctx.setting.occurrences
    earlier = known[: known.index(e)] if e in known else known
    began = any(o.first and o.actor == e.object for o in known)
    return began or any(
        o.actor == e.object and o.object == e.actor and not o.counter for o in earlier if o.kind.forcible
    )


def _request(condition: c.Request, ctx: Context) -> Outcome:
    victim, treaty = ctx.event.object, ctx.clause.treaty
    askers = {victim} if condition.by == "beneficiary" else set(ctx.graph.parties[treaty.id])
    for r in ctx.setting.has(EventKind.REQUEST):
        if set(r.by) & askers and (treaty.id in (*r.to, r.under) or set(r.to) & ctx.graph.parties[treaty.id]):
            return MET
    text = f"Does {ctx.name(victim)} ask for help under {treaty.name}?"
    return needs(ctx.questions.ask(f"request:{victim}>{treaty.id}", text, Nature.WILL, victim))


def _self_defence(_: c.SelfDefence, ctx: Context) -> Outcome:
    return lawful(ctx)


def _domestic_law(condition: c.DomesticLaw, ctx: Context) -> Outcome:
    whose = "both parties" if condition.of == "both" else "the obligor"
    return needs(
        ctx.questions.ask(
            f"domestic-law:{ctx.clause.key}",
            f"Do the laws of {whose} allow performance under {ctx.clause.label}?",
            Nature.LAW,
            condition.decider or OBLIGOR,
            Presumption.YES,
            "who binds itself is presumed able to perform",
        )
    )


def _league_gate(_: c.LeagueCouncilFinding, ctx: Context) -> Outcome:
    text = f"Does the League Council find against {ctx.name(ctx.event.actor)}, or fail to agree so that members are free to act?"
    return needs(
        ctx.questions.ask(f"league-council-finding:{ctx.event.pair}", text, Nature.LAW, "the Council of the League")
    )


def _assists(condition: c.Assists, ctx: Context) -> Outcome:
    if ctx.side is None:
        return failed(f"{ctx.name(condition.state)} does not assist {ctx.name(ctx.event.object)}")
    return Outcome((Way((belligerent(condition.state, ctx.side.key),)),))


def _casus_foederis(condition: c.CasusFoederis, ctx: Context) -> Outcome:  # noqa: ARG001
    return Outcome((Way((Fact("casus", (condition.treaty, condition.obligor, condition.beneficiary)),)),))


def _joined_by(condition: c.JoinedBy, ctx: Context) -> Outcome:
    states = [*condition.among, *(ctx.setting.principals if condition.classes else ())]
    states += [s.id for s in ctx.setting.corpus.states.all if condition.classes and s.exists_on(ctx.setting.on)]
    ours = set(ctx.side.members) if ctx.side else set()
    fitting = [
        s
        for s in dict.fromkeys(states)
        if s not in ours and s != UNNAMED and (s in condition.among or all(is_a(k, s, ctx) for k in condition.classes))
    ]
    if condition.menace:
        menacing = {s for k in (EventKind.MOBILISATION, EventKind.THREAT) for e in ctx.setting.has(k) for s in e.by}
        if menacing & set(fitting):
            who = sorted(menacing & set(fitting))[0]
            text = f"Do the military measures of {ctx.name(who)} menace {ctx.name(ctx.event.object)}?"
            asked = ctx.questions.ask(f"menace:{who}>{ctx.event.object}", text, Nature.FACT, OBLIGOR)
            return Outcome((*joined(fitting, ctx).ways, Way((), (asked,))))
    return joined(fitting, ctx)


def _spares(condition: c.NoWarWith, ctx: Context) -> Outcome:
    enemies = {ctx.event.actor, *(ctx.against.members if ctx.against else ())}
    spared = sorted(enemies & set(condition.states))
    return failed(f"the text compels nobody to war with {' or '.join(map(ctx.name, spared))}") if spared else MET


def _recognised(_: c.Recognised, ctx: Context) -> Outcome:
    e = ctx.event
    here = areas.standing(e.where, e.object, e.actor)
    place = e.where.place
    if here.relation != "own" or place is None or not (place.claimed_by or place.administered_by):
        return claimed(ctx)
    text = f"Does the obligor recognise {place.name} as lawfully under the control of {ctx.name(e.object)}?"
    return needs(ctx.questions.ask(f"recognised:{place.id}/{e.object}", text, Nature.LAW, OBLIGOR))


def _external(_: c.ExternalAttack, ctx: Context) -> Outcome:
    e = ctx.event
    if e.attributed or (e.group and not ctx.setting.at_home(e)) or e.actor != UNNAMED:
        return MET
    return needs(ctx.questions.attributed(e.actor, e.object, named=False, group=e.group))


def _in_conflict(condition: c.InConflict, ctx: Context) -> Outcome:
    given = ctx.event.conflict
    if given == condition.conflict:
        return MET
    if given:
        return failed(f"the text speaks of {condition.conflict}, not of {given}")
    text = f"Is this part of {condition.conflict}?"
    said = (f"this is part of {condition.conflict}", f"this is no part of {condition.conflict}")
    return needs(ctx.questions.ask(f"in-conflict:{condition.slug}", text, Nature.FACT, "the facts", said=said))


def _begun(condition: c.ForceBegan, ctx: Context) -> Outcome:
    day = ctx.event.begun
    if condition.since and day < condition.since:
        return failed(f"it began on {day}, and the text speaks of what begins from {condition.since} on")
    if condition.until and day >= condition.until:
        return failed(f"it began on {day}, and the text speaks of what begins before {condition.until}")
    return MET


def worded(text: str, obligor: str, beneficiary: str, attacker: str) -> str:
    """A question of the data, or its claim or denial, with the names of the three filled in.

    >>> worded("Does it bind {obligor} to {beneficiary}?", "France", "Poland", "Germany")
    'Does it bind France to Poland?'
    """
    for key, name in (("obligor", obligor), ("beneficiary", beneficiary), ("attacker", attacker)):
        text = text.replace("{" + key + "}", name)
    return text


def _judgement(condition: c.Judgement, ctx: Context) -> Outcome:
    e, name = ctx.event, ctx.name
    decider = {"beneficiary": e.object, "both": "the parties together"}.get(condition.decider, condition.decider)
    ident = f"{condition.id}:{ctx.clause.treaty.id}" + (f"/{e.pair}" if condition.per_attack else "")
    if e.kind in condition.settled:
        return MET if condition.needs == "yes" else failed(f"{e.kind.words} is what the text excepts")
    states = ("the obligor", name(e.object), name(e.actor))
    text, claim, denial = (worded(t, *states) for t in (condition.text, condition.claim, condition.denial))
    return needs(
        ctx.questions.ask(
            ident,
            text,
            condition.nature,
            decider,
            condition.presumed,
            condition.why,
            answer=condition.needs == "yes",
            said=(claim, denial),
        )
    )


_MEANING: dict[type, Callable[[Any, Context], Outcome]] = {
    c.StateOfWar: _state_of_war,
    c.InArea: _in_area,
    c.OnTerritory: _on_territory,
    c.Attacker: attacker,
    c.Attackers: attackers,
    c.BetweenParties: _between_parties,
    c.Unprovoked: _unprovoked,
    c.Request: _request,
    c.SelfDefence: _self_defence,
    c.DomesticLaw: _domestic_law,
    c.LeagueCouncilFinding: _league_gate,
    c.Assists: _assists,
    c.CasusFoederis: _casus_foederis,
    c.JoinedBy: _joined_by,
    c.NoWarWith: _spares,
    c.Recognised: _recognised,
    c.ExternalAttack: _external,
    c.InConflict: _in_conflict,
    c.ForceBegan: _begun,
    c.Judgement: _judgement,
}
