"""Further duties of the states asked about, and other states that are bound: what an answer names besides its main duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings.further import further
from engine.findings.unbound import Lack
from engine.question.topic import Side
from engine.record.question_ids import kind_of
from engine.ruling.failed_articles import nearest_reason
from engine.ruling.ruled_answer import RuledAnswer
from engine.ruling.ruling import Owed, StateRuling
from engine.ruling.states import calls_of_side, duties_toward
from engine.setting.graph import Clause
from treaties.models.conditions import CasusFoederis, NoWarWith
from treaties.models.parties import Reservation
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty

OTHERS = 3
"""The largest number of articles, binding other states, that the sentence tells."""


def is_pending(ruling: StateRuling) -> bool:
    """Return whether a state owes help only if some judgement or event occurs."""
    main = ruling.main
    return ruling.holding.helps and main is not None and not main.settled


def repeats(owed: Owed, main: Owed | None) -> bool:
    """Return whether a duty is of the same kind, and toward the same states, as the main duty, which the first line of
    the answer names.
    """
    return (
        main is not None
        and owed.call.duty is main.call.duty
        and owed.call.beneficiaries == main.call.beneficiaries
    )


def rights_to_help(ruling: StateRuling) -> list[Owed]:
    """Return the rights of a state to help that depend on exactly one judgement or event."""
    rights = [o for o in ruling.lesser if o.call.duty is Duty.MAY_ASSIST]
    return [o for o in rights if o.open_points == 1]


def right_first(ruling: StateRuling) -> Owed | None:
    """Return the right to help that is the reason why a state owes no help, if the right depends on one judgement or
    event; None if the reason is another.
    """
    if ruling.main or not ruling.because or ruling.because[0].lack is not Lack.RIGHT:
        return None
    treaty = ruling.because[0].treaty
    return next((o for o in rights_to_help(ruling) if o.call.treaty is treaty), None)


def same_treaty(owed: Owed, other: Owed) -> bool:
    """Return whether two duties come from the same treaty."""
    return owed.call.treaty is other.call.treaty


def waiting_for_a_helper(
    ruled: RuledAnswer, ruling: StateRuling
) -> Iterator[tuple[Clause, CasusFoederis]]:
    """Yield the articles by which a state must help a helper of the victim, each with the condition that names the helper.

    Only helpers are considered that are called, or may be called. Treaties under which the state already owes help
    are left out.
    """
    graph, state = ruled.solution.graph, ruling.state
    asking = {o.call.treaty.id for o in (*ruling.settled, *ruling.open)}
    for clause in graph.owed_by(state):
        promises = clause.obligation.duty.drawn_in and clause.treaty.rank.binding
        if not promises or clause.treaty.id in asking or _spared(ruled, clause, state):
            continue
        helped = graph.owed_under(clause, state)
        for c in clause.obligation.conditions:
            if isinstance(c, CasusFoederis) and c.obligor in helped:
                yield from [(clause, c)] * _is_called(ruled, c)


def _is_called(ruled: RuledAnswer, condition: CasusFoederis) -> bool:
    """Tell whether the state that an article waits for is called, or may be, to help an attacked state."""
    return any(
        call.treaty.id == condition.treaty
        and call.helping
        and condition.obligor in call.states
        and condition.beneficiary in call.beneficiaries
        for call in calls_of_side(ruled.solution, ruled.topic.side)
    )


def _spared(ruled: RuledAnswer, clause: Clause, state: str) -> bool:
    """Tell whether an article, or a reservation to it, compels a state to no war with an attacker."""
    reserved = ruled.solution.graph.reservations(clause, state)
    every = (
        *clause.obligation.conditions,
        *(c for r in reserved for c in r.conditions),
    )
    attacking = set(ruled.setting.attacking)
    return any(isinstance(c, NoWarWith) and attacking & {*c.states} for c in every)


def reservations(state: str, owed: Owed) -> list[Reservation]:
    """Return the reservations of a state to an article."""
    article = owed.call.clause.obligation.article
    return [
        r
        for r in owed.call.treaty.reservations
        if r.state == state and article in (r.articles or (article,))
    ]


def left_below(ruled: RuledAnswer, ruling: StateRuling) -> list[Owed]:
    """Return the promises of a state in instruments below a treaty, without those that the first line of the answer
    names.
    """
    named = _named_first(ruled, ruling)
    return [o for o in ruling.below if o.call.treaty.id not in named]


def _named_first(ruled: RuledAnswer, ruling: StateRuling) -> set[str]:
    """List the instruments that the first line names: that of the reason, and the treaties of the question."""
    nearest = nearest_reason(ruling.because).treaty if ruling.because else None
    return {*ruled.topic.treaties, *([nearest.id] if nearest else [])}


def unanswered(ruled: RuledAnswer, ruling: StateRuling) -> list[Owed]:
    """Return the further duties of a state to show that the first line of the answer does not mention."""
    asked = None if ruled.topic.conduct else ruled.topic.deed
    # The first line answers whether neutrality, or talks, are owed, where that is asked.
    answered = [d for d in Duty if asked is Duty.STAY_NEUTRAL and d.forbids_help]
    answered += [Duty.CONSULT] * (asked is Duty.CONSULT)
    return [
        o
        for o in further_duties(ruling)
        if not repeats(o, ruling.main) and o.call.duty not in answered
    ]


def further_duties(ruling: StateRuling) -> list[Owed]:
    """Return the duties of a state to show beside its main duty: at most two more articles of help, and lesser duties
    of other kinds.
    """
    main = ruling.main
    first = [main] if main else []
    every = [*ruling.settled, *ruling.open, *_neutrality(ruling)]
    rest = [o for o in every if o is not main and o.call.duty is not Duty.MAY_ASSIST]
    helping = _more_articles(first, [o for o in rest if o.call.helping])[:2]
    if ruling.holding.helps and main is not None and main.settled:
        return helping
    # Where help waits for something, what is owed meanwhile is shown too.
    lesser = _other_kinds(first, [o for o in rest if not o.call.helping])
    return [*helping, *lesser[: max(1, 2 - len(helping))]]


def _more_articles(first: Sequence[Owed], helping: Sequence[Owed]) -> list[Owed]:
    """Choose the articles of help that ask for more than those before them."""
    found = list[Owed]()
    for owed in helping:
        if _more_help(owed, [*first, *found]):
            found.append(owed)
    return found


def _other_kinds(first: Sequence[Owed], lesser: Sequence[Owed]) -> list[Owed]:
    """Choose one article of each kind of lesser duty that the first line does not tell; what an article asks for beyond its
    kind makes a kind of its own.
    """
    main = {o.call.duty for o in first}
    kinds = grouped(
        ((o.call.duty, o.call.clause.obligation.asks), o)
        for o in lesser
        if o.call.duty not in main
    )
    return [same[0] for same in kinds.values()]


def _more_help(owed: Owed, shown: Sequence[Owed]) -> bool:
    """Tell whether an article of help is harder than all that was told, or of a treaty that was not told to oblige on
    no more conditions; an article that asks for less on the same conditions is no news.
    """
    met = [t for t in shown if t.call.duty.rank < owed.call.duty.rank]
    if not owed.settled and any(_kinds(t) <= _kinds(owed) for t in met):
        return False
    if all(owed.call.duty.rank < t.call.duty.rank for t in shown):
        return True
    of_treaty = [t for t in shown if owed.call.treaty is t.call.treaty]
    return not any({*t.on, *t.events} <= {*owed.on, *owed.events} for t in of_treaty)


def _kinds(owed: Owed) -> set[str]:
    """The kinds of the judgements, and the very acts, on which an article depends: one body's decision is not
    another's.
    """
    return {kind_of(ident) for ident, _ in owed.on} | {i for i, _ in owed.events}


def _neutrality(ruling: StateRuling) -> list[Owed]:
    """List the neutrality that depends on something, by the treaty of the first line; none beside help."""
    main = ruling.main
    treaties = [main.call.treaty] if main else [r.treaty for r in ruling.because]
    if ruling.holding.helps:
        return []
    neutral = [o for o in ruling.lesser if o.call.duty.forbids_help]
    return [o for o in neutral if o.call.treaty in treaties]


def others_shown(ruled: RuledAnswer) -> list[Owed]:
    """Return up to three duties that bind for certain states that the question does not name, the hardest first; each
    state only with its hardest duty. An open duty for each attacked state to which none of these is owed comes last.
    """
    about = set(ruled.topic.states)
    named, shown = set(about), list[Owed]()
    for owed in sorted(ruled.ruling.settled, key=lambda o: o.call.duty.rank):
        rest = [s for s in owed.call.states if s not in named]
        if rest and len(shown) < OTHERS:
            named.update(rest)
            shown.append(owed.of(rest))
    waiting = _toward_the_rest(ruled, shown)
    return shown + [o.of(s for s in o.call.states if s not in about) for o in waiting]


def _toward_the_rest(ruled: RuledAnswer, shown: Sequence[Owed]) -> list[Owed]:
    """List, for each attacked state to which none of the shown duties is owed, the open duty that may oblige the most
    states; empty if no duty is shown.
    """
    helped = {s for o in shown for s in o.call.beneficiaries}
    left = [s for s in ruled.helped if s not in helped] if shown else []
    waiting = (
        [o for o in ruled.ruling.open if s in o.call.beneficiaries] for s in left
    )
    widest = [max(some, key=lambda o: len(o.call.states)) for some in waiting if some]
    return list(dict.fromkeys(widest))


def called_later(ruled: RuledAnswer) -> list[str]:
    """Return the states that come to owe help to the side asked about after other states have given help, without the
    states that the question names.
    """
    later = [
        s
        for c in further(ruled.solution)
        if c.duty.drawn_in and c.beneficiary in ruled.helped
        for s in c.states
        if s not in ruled.topic.states
    ]
    return list(dict.fromkeys(later))


def helps_other_side_alone(ruled: RuledAnswer, ruling: StateRuling) -> bool:
    """Return whether a state owes no help to the side asked about but certain help to the other side. The first line of
    the answer then tells the latter, unless the question names a duty other than help.
    """
    alone = not ruling.holding.helps and not ruling.side
    certain = any(o.settled for o in ruling.other_side[:1])
    return alone and certain and ruled.topic.deed in (None, Duty.FIGHT)


def staying_out_for_attacked(ruled: RuledAnswer, state: str) -> list[Owed]:
    """Return the certain duties of a state, owed to attacked states, to stay neutral or to help none of their enemies."""
    return [
        o
        for o in duties_toward(ruled.solution, Side.VICTIM)
        if o.settled and o.call.duty.forbids_help and state in o.call.states
    ]
