"""What each typed condition means: met, not met because of something, or waiting for facts and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from engine import areas
from engine.facts import Fact, belligerent
from engine.graph import Clause, ObligationGraph
from engine.questions import OBLIGOR, Literal, Questions
from engine.setting import Occurrence, Setting, Side
from treaties import conditions as c
from treaties.scenarios import UNNAMED
from treaties.terms import AttackerClass, EventKind, Nature, Presumption


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a condition comes to hold: these facts and these answers."""

    facts: tuple[Fact, ...] = ()
    literals: tuple[Literal, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The ways in which a condition holds; none means it fails, for the reason given."""

    ways: tuple[Way, ...]
    reason: str = ""


MET = Outcome((Way(),))


def failed(reason: str) -> Outcome:
    """A condition that no answer can meet."""
    return Outcome((), reason)


def needs(*literals: Literal) -> Outcome:
    """A condition that rests on answers."""
    return Outcome((Way((), literals),))


@dataclass(frozen=True)
class Context:
    """One clause held against one occurrence."""

    setting: Setting
    graph: ObligationGraph
    questions: Questions
    clause: Clause
    event: Occurrence
    side: Side | None
    """The side of the one that is hit, where there is a war."""
    others: tuple[str, ...] = ()
    """Everybody else known to use force against the same state."""

    def name(self, state: str) -> str:
        """The state's readable name."""
        return self.setting.name(state)

    @property
    def against(self) -> Side | None:
        """The side of the one that does it."""
        return self.setting.facing(self.side) if self.side else None


def all_ways(outcomes: Iterable[Outcome]) -> tuple[Way, ...]:
    """The ways in which all conditions hold together."""
    ways = []
    for combo in product(*(o.ways for o in outcomes)):
        facts = tuple(dict.fromkeys(f for w in combo for f in w.facts))
        literals = tuple(dict.fromkeys(x for w in combo for x in w.literals))
        if not any((q, not a) in literals for q, a in literals):
            ways.append(Way(facts, literals))
    return tuple(dict.fromkeys(ways))


def evaluate(condition: Any, ctx: Context) -> Outcome:
    """Hold one condition of a clause against an occurrence."""
    return _MEANING[type(condition)](condition, ctx)


def bars(condition: Any) -> bool:
    """Whether a condition bears on performance alone, so that the casus foederis arises without it."""
    return isinstance(condition, c.Judgement) and condition.bars


def lawful(ctx: Context) -> Outcome:
    """That the force is an unlawful armed attack, so that the one hit may be helped (Charter 2(4), 51)."""
    e = ctx.event
    if e.unprovoked is True:
        return MET
    if e.counter:
        return needs(ctx.questions.lawful_defence(e.actor, e.object))
    return needs(ctx.questions.unlawful(e.actor, e.object, presumed=e.unprovoked is not False))


def _state_of_war(_: c.StateOfWar, ctx: Context) -> Outcome:
    e = ctx.event
    if frozenset((e.actor, e.object)) in ctx.setting.declared:
        return MET
    if e.isolated:
        return failed(f"the attack stops there: {ctx.name(e.object)} is not put in a state of war")
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
    if not e.given and areas.may_reach(area, ctx.setting, e.object):
        text = f"Does {ctx.name(e.actor)} choose a target of {ctx.name(e.object)} within the scope of {ctx.clause.treaty.name}?"
        return needs(ctx.questions.ask(f"in-area:{clause}/{e.pair}", text, Nature.WILL, e.actor))
    return failed(f"{e.where.name} lies outside the area of the treaty ({area.name})")


def _on_territory(_: c.OnTerritory, ctx: Context) -> Outcome:
    e = ctx.event
    here = areas.standing(e.where, e.object)
    if here.relation == "abroad" or not here.kind.land:
        return failed(f"what is hit at {e.where.name} is not territory of {ctx.name(e.object)}")
    return claimed(ctx)


def claimed(ctx: Context) -> Outcome:
    """That a place which the victim claims and others deny it counts as its own."""
    e = ctx.event
    here = areas.standing(e.where, e.object)
    if here.relation != "claimed" or e.where.place is None:
        return MET
    holder = " and ".join(map(ctx.name, e.where.of)) or "nobody else"
    return needs(
        ctx.questions.ask(
            f"territory:{e.where.place.id}/{e.object}",
            f"Is {e.where.name} territory of {ctx.name(e.object)}?",
            Nature.LAW,
            OBLIGOR,
            why=f"{ctx.name(e.object)} claims it; it is generally recognised as territory of {holder}",
        )
    )


def attacker_fits(condition: Any, ctx: Context, actor: str) -> bool:
    """Whether a named attacker is of the kind that a condition asks for."""
    treaty = ctx.clause.treaty.id
    if actor in condition.excluding or any(_is(k, actor, ctx) for k in getattr(condition, "excluding_classes", ())):
        return False
    among, classes = getattr(condition, "among", ()), getattr(condition, "classes", ())
    allied = getattr(condition, "allied_with", ())
    if not (among or classes or allied):
        return True
    return (
        actor in among
        or (bool(classes) and all(_is(k, actor, ctx) for k in classes))
        or any(actor != a and ctx.graph.allied(actor, a) for a in allied)
        or (AttackerClass.NON_PARTY in classes and actor not in ctx.graph.parties[treaty] and len(classes) == 1)
    )


def _is(kind: AttackerClass, state: str, ctx: Context) -> bool:
    if kind is AttackerClass.NON_PARTY:
        return state not in ctx.graph.parties[ctx.clause.treaty.id]
    s, day = ctx.setting.corpus.states[state], ctx.setting.on
    regions = {
        AttackerClass.EUROPEAN: "europe",
        AttackerClass.BALKAN: "balkans",
        AttackerClass.AMERICAN: "americas",
        AttackerClass.ARAB: "arab",
    }
    if kind in regions:
        return regions[kind] in s.regions
    tests: dict[AttackerClass, Callable[[Any], bool]] = {
        AttackerClass.GREAT_POWER: s.is_great_power,
        AttackerClass.COMMUNIST: s.is_communist,
        AttackerClass.NUCLEAR: s.is_nuclear,
    }
    return tests[kind](day)


def said(condition: Any, ctx: Context) -> str:
    """The kind of attacker a condition asks for, in words."""
    parts = [ctx.name(s) for s in getattr(condition, "among", ())]
    parts += [f"a {str(k).replace('-', ' ')} state" for k in getattr(condition, "classes", ())]
    parts += [f"an ally of {ctx.name(s)}" for s in getattr(condition, "allied_with", ())]
    out = " or ".join(parts) or "any state"
    excluded = [ctx.name(s) for s in condition.excluding]
    return out + (f" other than {', '.join(excluded)}" if excluded else "")


def _attacker(condition: c.Attacker, ctx: Context) -> Outcome:
    e = ctx.event
    if e.actor == UNNAMED:
        words = said(condition, ctx)
        key = (
            "+".join([*condition.among, *condition.classes, *(f"ally-of-{a}" for a in condition.allied_with)])
            or "other"
        )
        if condition.excluding:
            key += "-not-" + "+".join(condition.excluding)
        first = needs(ctx.questions.ask(f"attacker:{key}", f"Is the attacker {words}?", Nature.FACT, "the facts"))
    elif attacker_fits(condition, ctx, e.actor):
        first = MET
    else:
        return failed(f"the attacker is {ctx.name(e.actor)}, not {said(condition, ctx)}")
    if not condition.supported_by:
        return first
    supported = _joined(condition.supported_by, ctx)
    if not supported.ways:
        return failed(f"{ctx.name(e.actor)} is not supported by {' or '.join(map(ctx.name, condition.supported_by))}")
    return Outcome(all_ways([first, supported]))


def _joined(states: Iterable[str], ctx: Context) -> Outcome:
    """That one of these states fights on the attacker's side."""
    ways = []
    for s in states:
        if s == ctx.event.actor or s == ctx.event.object:
            continue
        if ctx.against and s in ctx.against.members:
            return MET
        if ctx.against:
            ways.append(Way((belligerent(s, ctx.against.key),)))
    return Outcome(tuple(ways), "nobody of that kind joins the attacker")


def _attackers(condition: c.Attackers, ctx: Context) -> Outcome:
    e, n = ctx.event, condition.at_least
    if e.actor == UNNAMED:
        kind = "-".join(condition.classes) or "states"
        text = f"Are the attackers at least {n} of {said(condition, ctx)}?"
        return needs(ctx.questions.ask(f"attackers:{n}-{kind}", text, Nature.FACT, "the facts"))
    if not attacker_fits(condition, ctx, e.actor):
        return failed(f"the attacker is {ctx.name(e.actor)}, not {said(condition, ctx)}")
    fitting = [s for s in ctx.others if attacker_fits(condition, ctx, s)]
    if len(fitting) + 1 < n:
        return failed(f"{len(fitting) + 1} attacker of that kind; the text asks for {n}")
    from itertools import combinations

    return Outcome(
        tuple(Way(tuple(Fact("attacked", (s, e.object)) for s in combo)) for combo in combinations(fitting, n - 1))
    )


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
    began = any(o.first and o.actor == e.object for o in known if o.kind.forcible)
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


def _league_gate(_: c.LeagueGate, ctx: Context) -> Outcome:
    text = f"Does the League Council find against {ctx.name(ctx.event.actor)}, or fail to agree so that members are free to act?"
    return needs(ctx.questions.ask(f"league-gate:{ctx.event.pair}", text, Nature.LAW, "the Council of the League"))


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
        if s not in ours and s != UNNAMED and (s in condition.among or all(_is(k, s, ctx) for k in condition.classes))
    ]
    if condition.menace:
        menacing = {s for k in (EventKind.MOBILISATION, EventKind.THREAT) for e in ctx.setting.has(k) for s in e.by}
        if menacing & set(fitting):
            who = sorted(menacing & set(fitting))[0]
            text = f"Do the military measures of {ctx.name(who)} menace {ctx.name(ctx.event.object)}?"
            asked = ctx.questions.ask(f"menace:{who}>{ctx.event.object}", text, Nature.FACT, OBLIGOR)
            return Outcome((*_joined(fitting, ctx).ways, Way((), (asked,))))
    return _joined(fitting, ctx)


def _spares(condition: c.Spares, ctx: Context) -> Outcome:
    enemies = {ctx.event.actor, *(ctx.against.members if ctx.against else ())}
    spared = sorted(enemies & set(condition.states))
    return failed(f"the text compels nobody to war with {' or '.join(map(ctx.name, spared))}") if spared else MET


def _recognised(_: c.Recognised, ctx: Context) -> Outcome:
    e = ctx.event
    here = areas.standing(e.where, e.object)
    place = e.where.place
    if here.relation != "own" or place is None or not (place.claimed_by or place.administered_by):
        return claimed(ctx)
    text = f"Does the obligor recognise {place.name} as lawfully under the control of {ctx.name(e.object)}?"
    return needs(ctx.questions.ask(f"recognised:{place.id}/{e.object}", text, Nature.LAW, OBLIGOR))


def _external(_: c.External, ctx: Context) -> Outcome:
    inside = ctx.event.actor == ctx.event.object
    return failed("the attack comes from within") if inside else MET


def _in_conflict(condition: c.InConflict, ctx: Context) -> Outcome:
    given = ctx.event.conflict
    if given == condition.conflict:
        return MET
    if given:
        return failed(f"the text speaks of {condition.conflict}, not of {given}")
    text = f"Is this part of {condition.conflict}?"
    return needs(ctx.questions.ask(f"in-conflict:{ctx.clause.key}", text, Nature.FACT, "the facts"))


def _judgement(condition: c.Judgement, ctx: Context) -> Outcome:
    e, name = ctx.event, ctx.name
    decider = {"beneficiary": e.object, "both": "the parties together"}.get(condition.decider, condition.decider)
    ident = f"{condition.id}:{ctx.clause.treaty.id}" + (f"/{e.pair}" if condition.per_attack else "")
    words = {"obligor": "the obligor", "beneficiary": name(e.object), "attacker": name(e.actor)}
    text = condition.text
    for key, value in words.items():
        text = text.replace("{" + key + "}", value)
    answer = condition.needs == "yes"
    return needs(
        ctx.questions.ask(ident, text, condition.nature, decider, condition.presumed, condition.why, answer=answer)
    )


_MEANING: dict[type, Callable[[Any, Context], Outcome]] = {
    c.StateOfWar: _state_of_war,
    c.InArea: _in_area,
    c.OnTerritory: _on_territory,
    c.Attacker: _attacker,
    c.Attackers: _attackers,
    c.BetweenParties: _between_parties,
    c.Unprovoked: _unprovoked,
    c.Request: _request,
    c.SelfDefence: _self_defence,
    c.DomesticLaw: _domestic_law,
    c.LeagueGate: _league_gate,
    c.Assists: _assists,
    c.CasusFoederis: _casus_foederis,
    c.JoinedBy: _joined_by,
    c.Spares: _spares,
    c.Recognised: _recognised,
    c.External: _external,
    c.InConflict: _in_conflict,
    c.Judgement: _judgement,
}
