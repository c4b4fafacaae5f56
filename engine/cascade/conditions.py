"""The meaning of each kind of condition: when it is met, when it fails, and on what it may depend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from engine.cascade import areas
from engine.cascade.attackers import attacker, attackers, is_a, joined
from engine.cascade.outcomes import (
    MET,
    Context,
    Outcome,
    Way,
    attributed,
    claimed,
    defence_lawful,
    failed,
    needs,
)
from engine.record.facts import Fact, belligerent
from engine.record.question_ids import QuestionId
from engine.record.questions import Literal, Question
from engine.setting.graph import Clause
from engine.setting.occurrences import Occurrence
from treaties.models import conditions as c
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import (
    bare_area,
    place_in_line,
    several_things,
    ships_in_line,
)
from treaties.vocabulary.terms import EventKind, Nature


def evaluate(condition: Any, ctx: Context) -> Outcome:
    """Return the ways in which an occurrence can meet a condition of a clause, or the reason why it fails."""
    return _MEANING[type(condition)](condition, ctx)


def bars(condition: Any) -> bool:
    """Return whether a condition only bars performance: the casus foederis arises even if it fails."""
    return isinstance(condition, c.Judgement) and condition.bars


def counting(clause: Clause) -> bool:
    """Return whether a clause, or a reservation to its treaty, requires several attackers."""
    own = (
        *clause.obligation.conditions,
        *(x for r in clause.treaty.reservations for x in r.conditions),
    )
    return any(isinstance(x, c.Attackers) for x in own)


def _state_of_war(_: c.StateOfWar, ctx: Context) -> Outcome:
    e = ctx.event
    if frozenset((e.actor, e.object)) in ctx.setting.declared:
        return MET
    if e.isolated:
        return failed("isolated", e.object)
    if e.kind is EventKind.LIMITED_FORCE:
        return needs(
            ctx.questions.put("state-of-war-by-lesser-force", e.actor, e.object)
        )
    used = any(
        e.object == o.actor or e.actor in (o.actor, o.object)
        for o in _earlier(ctx)
        if o.kind.forcible
    )
    by_own_act = (used and e.object in ctx.setting.own_act) or (
        not e.given and e.object not in ctx.setting.belligerents
    )
    return (
        needs(ctx.questions.put("state-of-war", e.actor, e.object))
        if by_own_act
        else MET
    )


def _reaching(ctx: Context, area: str) -> Literal:
    """The question whether the area of the treaty takes in the place of the event, or the fighting if none is named."""
    e, treaty = ctx.event, ctx.clause.treaty
    place = place_in_line(e.where.name)
    lie = "lie" if place.endswith("Islands") or several_things(place) else "lies"
    return ctx.questions.put(
        "in-area",
        e.actor,
        e.object,
        treaty.id,
        what=treaty.name,
        place=place,
        where=f"{place} {lie}" if e.where.place else "the fighting is",
        within=f"{'on' if 'frontier' in area else 'within'} {area}",
    )


def _in_area(condition: c.InArea, ctx: Context) -> Outcome:
    e = ctx.event
    area = ctx.setting.corpus.gazetteer.area(condition.area)
    treaty = ctx.clause.treaty
    verdict = areas.covers(area, ctx.setting, e)
    if verdict == "yes":
        return claimed(ctx)
    if verdict == "doubtful":
        return needs(_reaching(ctx, bare_area(area.name)))
    striker, struck = (e.object, e.actor) if e.own_war else (e.actor, e.object)
    if not e.given and areas.may_reach(area, ctx.setting, struck):
        return needs(
            ctx.questions.put(
                "in-area-by-choice", striker, struck, treaty.id, what=treaty.name
            )
        )
    means = ctx.setting.corpus.means_of(e.means)
    any_ship = means is not None and means.on_ships
    place = ships_in_line(e.where.name) if any_ship else place_in_line(e.where.name)
    return failed("not-in-area", words=[area.name, place])


def _on_territory(_: c.OnTerritory, ctx: Context) -> Outcome:
    e = ctx.event
    here = areas.territorial_status(e.where, e.object, e.actor)
    if here.relation in ("abroad", "guest") or not here.kind.land:
        return failed("not-territory", e.object, words=[e.where.name])
    return claimed(ctx)


def _between_parties(_: c.BetweenParties, ctx: Context) -> Outcome:
    e, clause = ctx.event, ctx.clause
    if e.actor not in ctx.graph.parties[clause.treaty.id]:
        return MET
    return needs(
        ctx.questions.put(
            "between-parties", e.actor, e.object, clause.key, what=clause.label
        )
    )


def _unprovoked(_: c.Unprovoked, ctx: Context) -> Outcome:
    e = ctx.event
    if e.unprovoked is not None:
        return MET if e.unprovoked else failed("provoked", e.object)
    if e.counter and _struck_first(ctx):
        return failed("used-force-first", e.object)
    return needs(
        ctx.questions.put(
            "unprovoked" if e.first else "unprovoked-in-running-war", e.actor, e.object
        )
    )


def _struck_first(ctx: Context) -> bool:
    """Whether the one now hit began the war, or had used force against this adversary before."""
    e = ctx.event
    began = any(o.first and o.actor == e.object for o in ctx.setting.occurrences)
    used = [o for o in _earlier(ctx) if o.kind.forcible and not o.counter]
    return began or (e.object, e.actor) in ((o.actor, o.object) for o in used)


def _earlier(ctx: Context) -> tuple[Occurrence, ...]:
    """What is given to have happened before the event."""
    known = ctx.setting.occurrences
    return known[: known.index(ctx.event)] if ctx.event in known else known


def _request(condition: c.Request, ctx: Context) -> Outcome:
    victim, treaty = ctx.event.object, ctx.clause.treaty
    askers = (
        {victim} if condition.by == "beneficiary" else set(ctx.graph.parties[treaty.id])
    )
    parties = ctx.graph.parties[treaty.id] if condition.to == "party" else frozenset()
    for r in ctx.setting.has(EventKind.REQUEST):
        if set(r.by) & askers and (
            treaty.id in (*r.to, r.under) or set(r.to) & parties
        ):
            return MET
    wording = "request"
    if condition.by == "any":
        attacked = ctx.event.kind is EventKind.ARMED_ATTACK
        wording = "request-when-attacked" if attacked else "request-of-any"
    return needs(ctx.questions.put(wording, victim, treaty.id, what=treaty.name))


def _domestic_law(condition: c.DomesticLaw, ctx: Context) -> Outcome:
    whose = "both parties" if condition.of == "both" else "the obligor"
    key, what, decider = ctx.clause.key, ctx.clause.label, condition.decider
    return needs(
        ctx.questions.put(
            "domestic-law", about=key, decider=decider, whose=whose, what=what
        )
    )


def _assists(condition: c.Assists, ctx: Context) -> Outcome:
    if ctx.side is None:
        return failed("not-assisting", condition.state, ctx.event.object)
    return Outcome((Way((belligerent(condition.state, ctx.side.key),)),))


def _casus_foederis(condition: c.CasusFoederis, ctx: Context) -> Outcome:  # noqa: ARG001
    return Outcome(
        (
            Way(
                (
                    Fact(
                        "casus",
                        (condition.treaty, condition.obligor, condition.beneficiary),
                    ),
                )
            ),
        )
    )


def _joined_by(condition: c.JoinedBy, ctx: Context) -> Outcome:
    ours = {UNNAMED, *(ctx.side.members if ctx.side else ())}
    # Whom the beneficiary struck first has not joined its enemy.
    ours |= {
        o.object
        for o in ctx.setting.occurrences
        if o.first and o.kind.forcible and o.actor == ctx.event.object
    }
    fitting = [s for s in _of_kind(condition, ctx) if s not in ours]
    joining = joined(fitting, ctx)
    if not condition.menace:
        return joining
    kinds = (EventKind.MOBILISATION, EventKind.THREAT)
    menacing = {s for k in kinds for e in ctx.setting.has(k) for s in e.by}
    who = min(menacing & set(fitting), default="")
    if not who:
        return joining
    asked = ctx.questions.put("menace", who, ctx.event.object)
    return Outcome((*joining.ways, Way((), (asked,))))


def _of_kind(condition: c.JoinedBy, ctx: Context) -> Iterator[str]:
    """The states that a condition names, then the belligerents and all other states of the kinds that it names."""
    yield from dict.fromkeys(condition.among)
    if not condition.classes:
        return
    setting = ctx.setting
    states = setting.corpus.states
    living = states.living_on(setting.on)
    others = (s for s in states.ids if s in living)
    for state in dict.fromkeys((*setting.belligerents, *others)):
        known = state in condition.among or state == UNNAMED
        if not known and all(is_a(k, state, ctx) for k in condition.classes):
            yield state


def _no_war_with(condition: c.NoWarWith, ctx: Context) -> Outcome:
    enemies = {ctx.event.actor, *(ctx.against.members if ctx.against else ())}
    spared = sorted(enemies & set(condition.states))
    return failed("spared", *spared) if spared else MET


def _recognised(_: c.Recognised, ctx: Context) -> Outcome:
    e = ctx.event
    here = areas.territorial_status(e.where, e.object, e.actor)
    place = e.where.place
    if (
        here.relation != "own"
        or place is None
        or not (place.claimed_by or place.administered_by)
    ):
        return claimed(ctx)
    return needs(
        ctx.questions.put("recognised", e.object, about=place.id, what=place.name)
    )


def _external(_: c.ExternalAttack, ctx: Context) -> Outcome:
    e = ctx.event
    if e.attributed or (e.group and not ctx.setting.at_home(e)) or e.actor != UNNAMED:
        return MET
    return needs(attributed(ctx.questions, e))


def _in_conflict(condition: c.InConflict, ctx: Context) -> Outcome:
    given = ctx.event.conflict
    if given and given != condition.conflict:
        return failed("other-conflict", words=[condition.conflict, given])
    return (
        MET
        if given
        else needs(
            ctx.questions.put(
                "in-conflict", about=condition.slug, conflict=condition.conflict
            )
        )
    )


def _force_began(condition: c.ForceBegan, ctx: Context) -> Outcome:
    day = ctx.event.begun
    if condition.since and day < condition.since:
        return failed("began-before", day=day, words=[in_words(condition.since)])
    if condition.until and day >= condition.until:
        return failed("began-after", day=day, words=[in_words(condition.until)])
    return MET


def worded(text: str, obligor: str, beneficiary: str, attacker: str) -> str:
    """Replace the fields of a question, claim or denial in a data file with names.

    Args:
        text: the words, with the fields `{obligor}`, `{beneficiary}` and `{attacker}`.
        obligor: the name of the obligor.
        beneficiary: the name of the beneficiary.
        attacker: the name of the attacker.

    >>> worded("Does it bind {obligor} to {beneficiary}?", "France", "Poland", "Germany")
    'Does it bind France to Poland?'
    """
    for key, name in (
        ("obligor", obligor),
        ("beneficiary", beneficiary),
        ("attacker", attacker),
    ):
        text = text.replace("{" + key + "}", name)
    return text


def _holds(facts: c.Settled, e: Occurrence) -> bool:
    """Whether an event is one by which a question is settled."""
    place = e.where.place.id if e.where.place else ""
    named = (
        (facts.kinds, e.kind),
        (facts.attackers, e.actor),
        (facts.victims, e.object),
        (facts.places, place),
        (facts.groups, e.group),
    )
    return facts.unprovoked in (None, e.unprovoked) and all(
        it in allowed for allowed, it in named if allowed
    )


def _judgement(condition: c.Judgement, ctx: Context) -> Outcome:
    e, name = ctx.event, ctx.name
    # No treaty has a body of its two parties that finds the law: each judges it.
    both = (
        "each for itself" if condition.nature is Nature.LAW else "the parties together"
    )
    decider = {"beneficiary": e.object, "both": both}.get(
        condition.decider, condition.decider
    )
    if condition.outsiders and e.object in ctx.graph.parties[ctx.clause.treaty.id]:
        return MET
    pair = (e.actor, e.object) if condition.per_attack else ()
    given = [o for o in ctx.setting.occurrences if pair in ((), (o.actor, o.object))]
    if fits := next(
        (s for s in condition.settled if any(_holds(s, o) for o in given)), None
    ):
        return (
            MET
            if fits.answer == condition.needs
            else failed("settled", words=[fits.why])
        )
    states = ("the obligor", name(e.object), name(e.actor))
    text, claim, denial = (
        worded(t, *states) for t in (condition.text, condition.claim, condition.denial)
    )
    ident = str(QuestionId(condition.id, ctx.clause.treaty.id, *pair))
    asked = Question(
        ident,
        text,
        condition.nature,
        decider,
        condition.presumed,
        condition.why,
        (claim, denial),
    )
    return needs(ctx.questions.ask(asked, condition.needs == "yes"))


_MEANING: dict[type, Callable[[Any, Context], Outcome]] = {
    c.StateOfWar: _state_of_war,
    c.InArea: _in_area,
    c.OnTerritory: _on_territory,
    c.Attacker: attacker,
    c.Attackers: attackers,
    c.BetweenParties: _between_parties,
    c.Unprovoked: _unprovoked,
    c.Request: _request,
    c.SelfDefence: lambda _, ctx: defence_lawful(ctx),
    c.DomesticLaw: _domestic_law,
    c.LeagueCouncilFinding: lambda _, ctx: needs(
        ctx.questions.put("league-council-finding", ctx.event.actor, ctx.event.object)
    ),
    c.Assists: _assists,
    c.CasusFoederis: _casus_foederis,
    c.JoinedBy: _joined_by,
    c.NoWarWith: _no_war_with,
    c.Recognised: _recognised,
    c.ExternalAttack: _external,
    c.InConflict: _in_conflict,
    c.ForceBegan: _force_began,
    c.Judgement: _judgement,
}
