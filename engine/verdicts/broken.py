"""Breaches: promises of the attacker that the given acts break, article by article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from engine.cascade.areas import territorial_status
from engine.cascade.conditions import evaluate, worded
from engine.cascade.outcomes import Context, Outcome, Way, all_ways
from engine.cascade.triggers import triggered
from engine.record.breaches import Breach, ForbiddenForce
from engine.record.question_ids import kind_of
from engine.record.questions import Questions
from engine.setting.graph import Clause, ObligationGraph
from engine.setting.occurrences import Occurrence
from engine.setting.setting import Setting
from treaties.models import conditions as law
from treaties.models.conditions import BetweenParties, Judgement
from treaties.models.general_law import LawRule
from treaties.models.scenario import UNNAMED, Event
from treaties.vocabulary.terms import Duty, EventKind, Nature, Presumption

OF_THE_ATTACK = (
    law.Attacker
    | law.Attackers
    | law.ForceBegan
    | law.ExternalAttack
    | law.InArea
    | law.InConflict
)
OF_THE_ATTACK |= law.OnTerritory | law.Recognised
"""Conditions that say against which attacks a promise of help was made; with them judgements on the attack itself."""
IN_FORCE = ("in-force", "in-force-for")
"""Kinds of question that ask whether a promise binds at all; `_in_doubt` handles them."""
NO_FORCE = "no-force"
"""The rule that forbids its members the use of force. Another rule binds states that are not members."""
AMONG_PARTIES = "if it covers one member's attack on another"


def forbidden(setting: Setting) -> tuple[ForbiddenForce, ...]:
    """Return the force in the question that the Charter forbids, or custom for a state outside the United Nations.

    Force in a war that the other state began is self-defence. Force that the Security Council authorised or the state
    itself requested is not forbidden.

    >>> from engine import ask
    >>> [(f.state, f.rule.article) for f in ask("Iran", by="United States", on="1980-04-24").forbidden]
    [('united-states', 'UN Charter 2(4)')]
    """
    return tuple(
        ForbiddenForce(o.actor, rule, o.object, _of_states(setting, o))
        for o in setting.asked_for
        if o.kind.forcible and o.object and o.actor != UNNAMED
        for rule in _bans(setting, o)
        if (o.object, o.actor) not in setting.begun and not _breaks_nothing(setting, o)
        if _between_states(setting, o) is not Presumption.NO
    )


def _bans(setting: Setting, o: Occurrence) -> Iterator[LawRule]:
    """Choose the rules that forbid force to whoever uses it: those of its members, else those that stand beside them."""
    rules = [r for r in setting.corpus.rules if r.holds_on(o.begun)]
    for rule in (r for r in rules if r.id == NO_FORCE):
        beside = [r for r in rules if r.besides == rule.id]
        yield from [rule] if rule.binds(o.actor, o.begun) else beside


def _between_states(setting: Setting, o: Occurrence) -> Presumption:
    """Whether force is used in relations between states, and not within one."""
    if o.guest and setting.corpus.breaking_away(o.guest, o.object, o.begun):
        return Presumption.NO  # told of the one at whom it is aimed
    entity = setting.corpus.breaking_away(o.actor, o.object, o.begun)
    return entity.presumed if entity else Presumption.YES


def _of_states(setting: Setting, o: Occurrence, clause: Clause | None = None) -> str:
    """What would excuse force that is forbidden between states: what excuses any, and that one is no state, or is one."""
    corpus, excuse = setting.corpus, _excuse(setting, o, clause)
    land = o.guest and corpus.breaking_away(o.guest, o.object, o.begun)
    entity = land or corpus.breaking_away(o.actor, o.object, o.begun)
    if not entity or entity.presumed is not Presumption.OPEN:
        return excuse
    name, article = setting.name_in_line(entity.state), "no" if land else "a"
    return ", ".join(filter(None, (f"only if {name} is {article} state", excuse)))


def broken(setting: Setting, graph: ObligationGraph) -> tuple[Breach, ...]:
    """Return the duties that the acts in the question break, in order of events.

    Force breaks what the attacker owes its victim, and breaks it toward every other beneficiary of the same article.
    The duties of the day of the act count; in a running war, also those of the day of the question. Promises of help
    are broken only by attacks against which they were made, and mere policies of helping not at all. Force in a war
    that the other state began breaks nothing. A separate peace breaks the promise not to make one, toward each state
    that still fights the same enemy.

    >>> from engine import ask
    >>> [(b.clause.key, b.beneficiary) for b in ask("Poland", by="Germany", on="1939-01-02").broken]
    [('german-polish-1934:declaration', 'poland'), ('pact-of-paris-1928:I', 'poland')]
    """
    laws = {graph.on: graph}
    found: list[Breach] = []
    for o in setting.asked_for:
        found += _by_force(setting, _law_of(laws, o.begun, graph), o)
        if _goes_on(setting, o):
            before = {(b.state, b.clause.key, b.beneficiary) for b in found}
            today = _by_force(setting, graph, replace(o, begun=setting.on))
            found += [
                b for b in today if (b.state, b.clause.key, b.beneficiary) not in before
            ]
    for e in setting.has(EventKind.SEPARATE_PEACE):
        if not e.background:
            found += _by_peace(setting, _law_of(laws, e.on or setting.on, graph), e)
    return tuple(dict.fromkeys(found))


def _goes_on(setting: Setting, o: Occurrence) -> bool:
    """Whether force that began on an earlier day goes on in a running war, and so breaks what was promised since too.

    A breach that continues lasts as long as the act does (Articles on State Responsibility, Art. 14(2)).
    """
    return (
        setting.scenario.background
        and o.begun < setting.on
        and not o.isolated
        and setting.peace(o.actor, o.object, o.begun) is None
    )


def _law_of(
    laws: dict[date, ObligationGraph], day: date, asked: ObligationGraph
) -> ObligationGraph:
    """The duties of the day of an act: what bound on that day was broken on that day, even if it has ended since."""
    if day not in laws:
        laws[day] = ObligationGraph(asked.corpus, day, public_only=asked.public_only)
    return laws[day]


def _by_force(
    setting: Setting, graph: ObligationGraph, o: Occurrence
) -> Iterator[Breach]:
    if not o.kind.forcible:
        return
    if (o.object, o.actor) in setting.begun or _breaks_nothing(setting, o):
        return
    promised = graph.between(o.actor, o.object)
    if _between_states(setting, o) is Presumption.NO:
        to_all: Iterator[Clause] = iter(())
    else:
        to_all = (c for c in graph.owed_by(o.actor) if c.obligation.toward_all)
    for clause in dict.fromkeys((*promised, *to_all)):
        duty = clause.obligation.duty
        if not (duty.forbids_force or duty.drawn_in):
            continue
        reach = _reach(setting, graph, o, clause)
        if reach is None:
            continue
        others = tuple(
            sorted(b for b in graph.owed_under(clause, o.actor) if b != o.object)
        )
        own = clause in promised and not o.guest
        excused = _excuse if own else _of_states
        excuse = ", ".join(filter(None, (excused(setting, o, clause), *reach)))
        unless, only, holds = excuse.partition("only if ")
        excuse = f"{unless}{only}{holds.replace(', only if ', ' and ')}"
        yield Breach(o.actor, clause, o.object, others, str(o.kind), o.object, excuse)


def _reach(
    setting: Setting, graph: ObligationGraph, o: Occurrence, clause: Clause
) -> tuple[str, ...] | None:
    """What must be judged for a promise to cover that attack; None where it does not.

    Whoever must help against an attack must not make it; about other attacks the promise says nothing. A promise to
    use no force has no trigger, and may be limited as well: to a place, or by a fact that nobody has settled.
    """
    helps = clause.obligation.duty.drawn_in
    if helps and not clause.treaty.rank.binding:
        return None
    questions = Questions(setting.name_in_line, today=setting.today)
    side = next((s for s in setting.sides if o.object in s.members), None)
    others = _other_attackers(setting, o)
    ctx = Context(setting, graph, questions, clause, o, side, others)
    own = clause.obligation.conditions
    among = tuple(AMONG_PARTIES for c in own if isinstance(c, BetweenParties))
    open_ = [_open(way, questions) for way in all_ways(_limits(ctx, helps=helps))]
    reach = [(among if helps else ()) + way for way in open_ if way is not None]
    return min(reach, key=len, default=None)


def _limits(ctx: Context, *, helps: bool) -> list[Outcome]:
    """What limits a promise to some attacks: the trigger of help, conditions, reservations of the attacker."""
    clause, o = ctx.clause, ctx.event
    found = [triggered(ctx)] if helps and o.attributed and not o.kind.doubtful else []
    conditions = [*clause.obligation.conditions]
    for reservation in ctx.graph.reservations(clause, o.actor):
        conditions += reservation.conditions
    found += [evaluate(c, ctx) for c in conditions if _limits_attacks(c, helps=helps)]
    return found


def _other_attackers(setting: Setting, o: Occurrence) -> tuple[str, ...]:
    """Everybody else who uses force against the same state."""
    force = [a for a in setting.occurrences if a.kind.forcible and a.object == o.object]
    return tuple(dict.fromkeys(a.actor for a in force if a.actor != o.actor))


def _limits_attacks(c: object, *, helps: bool) -> bool:
    """Tell whether a condition says which attacks a promise is about; a promise of help counts judgements on them."""
    if isinstance(c, OF_THE_ATTACK):
        return True
    if not isinstance(c, Judgement):
        return False
    return c.nature is Nature.FACT or (helps and c.per_attack and not c.nature.event)


def _open(way: Way, questions: Questions) -> tuple[str, ...] | None:
    """What a way leaves to be judged; None where it needs an answer against what is presumed."""
    open_ = []
    for question, yes in way.literals:
        presumed = questions[question].presumed
        if presumed is Presumption.OPEN:
            if kind_of(question) not in IN_FORCE:
                open_.append(f"only if {questions[question].claim(yes)}")
        elif presumed != ("yes" if yes else "no"):
            return None
    return tuple(open_)


def _excuse(setting: Setting, o: Occurrence, clause: Clause | None = None) -> str:
    open_ = _permitted(setting, o)
    if not o.attributed:
        open_ = "unless the force is not its own"
    elif _force(setting, o) is Presumption.OPEN:
        open_ = "if this is force at all"
    elif o.counter:
        open_ = "unless the force is lawful defence"
    doubts = _in_doubt(setting, o, clause) if clause else ()
    return ", ".join(filter(None, (open_, _on_own_soil(setting, o), *doubts)))


def _on_own_soil(setting: Setting, o: Occurrence) -> str:
    """On what it depends that force on the striker's own soil is force against the other at all."""
    name = setting.name_in_line(o.object)
    here = territorial_status(o.where, o.object, o.actor).relation
    if here == "claimed" and o.actor in o.where.of:
        return f"only if what is hit is territory of {name}"
    guests = here == "guest" and o.leave is None
    return f"only if the forces of {name} were there with leave" if guests else ""


def _permitted(setting: Setting, o: Occurrence) -> str:
    """What may have given leave for force, where that is open."""
    given = setting.corpus.permissions(o.actor, o.object, o.begun)
    names = [p.name for p in given if p.presumed is Presumption.OPEN]
    return f"unless {' or '.join(names)} gave leave for it" if names else ""


def _with_leave(setting: Setting, o: Occurrence) -> bool:
    """Whether force is presumed to be covered by leave that somebody gave, so that it breaks nothing."""
    return any(
        p.presumed_for(o.where.kind)
        for p in setting.corpus.permissions(o.actor, o.object, o.begun)
    )


def _breaks_nothing(setting: Setting, o: Occurrence) -> bool:
    """Whether it is presumed to be no force, force with leave, or force on one's own soil against who has no leave."""
    here = territorial_status(o.where, o.object, o.actor).relation
    unwanted = here == "guest" and o.leave is False
    return unwanted or _with_leave(setting, o) or _force(setting, o) is Presumption.NO


def _force(setting: Setting, o: Occurrence) -> Presumption:
    """Whether an act is force, by its kind and its means."""
    means = setting.corpus.means_of(o.means)
    if means:
        return means.force
    return Presumption.OPEN if o.kind.doubtful else Presumption.YES


def _in_doubt(setting: Setting, o: Occurrence, clause: Clause) -> Iterator[str]:
    """What must be judged for the promise to bind against any attack: that it is in force, or says as much."""
    parts = (
        clause.treaty,
        clause.obligation,
        *(clause.treaty.doubtful_party(s, o.begun) for s in (o.actor, o.object)),
    )
    if any(x is not None and x.doubtful_on(o.begun) for x in parts):
        yield "only if it was in force that day"
    for c in clause.obligation.conditions:
        if (
            isinstance(c, Judgement)
            and c.nature is Nature.LAW
            and c.presumed is Presumption.OPEN
            and not c.per_attack
        ):
            text = (
                c.claim if c.needs == "yes" else c.denial
            ) or f"“{c.text}” is answered {c.needs}"
            yield "only if " + worded(
                text, *map(setting.name_in_line, (o.actor, o.object, o.actor))
            )


def _by_peace(setting: Setting, graph: ObligationGraph, e: Event) -> Iterator[Breach]:
    day = e.on or setting.on
    for state in e.by:
        for clause in graph.owed_by(state):
            o = clause.obligation
            if o.duty is not Duty.NO_SEPARATE_PEACE:
                continue
            for enemy in e.to:
                owed = graph.owed_under(clause, state)
                if not fights(setting, state, enemy, day, day - timedelta(days=1)):
                    continue
                with_it = sorted(
                    b
                    for b in owed
                    if b not in e.by and fights(setting, b, enemy, day, day)
                )
                if with_it and (not o.adversaries or enemy in o.adversaries):
                    yield Breach(
                        state,
                        clause,
                        with_it[0],
                        tuple(with_it[1:]),
                        str(e.kind),
                        enemy,
                    )


def fights(setting: Setting, one: str, other: str, day: date, peace_by: date) -> bool:
    """Return whether two states are on opposite sides of a war that the scenario gives.

    Args:
        setting: the setting of the question.
        one: the id of a state.
        other: the id of the other state.
        day: the day by which the war must have begun.
        peace_by: the last day on which a peace between them would end it.
    """
    first = min((o.begun for o in setting.occurrences), default=day)
    acts = [
        o.begun for o in setting.occurrences if {o.actor, o.object} == {one, other}
    ] or [first]
    made = [setting.peace(one, other, begun) for begun in acts if begun <= day]
    if not any(peace is None or peace > peace_by for peace in made):
        return False
    return any(
        one in s.members and other in setting.facing(s).members for s in setting.sides
    )
