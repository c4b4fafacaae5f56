"""Lesser duties that an answer shows: who must stay out, who must consult, and who declared itself neutral."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from engine.findings.calls import TriggeredArticle
from engine.findings.unbound import CLOSE, SMALL
from engine.question.topic import Side
from engine.record.question_ids import kind_of
from engine.ruling.help_groups import NAMED
from engine.ruling.ruled_answer import RuledAnswer
from engine.ruling.ruling import Owed, StateRuling
from engine.ruling.states import calls_of_side, duties_toward, owed_of
from engine.setting.setting import Setting
from treaties.models.conditions import Condition, Request
from treaties.models.neutrality import Neutrality
from treaties.vocabulary.terms import Duty, EventKind, Warrant


def calls_of_last_force(ruled: RuledAnswer) -> list[TriggeredArticle]:
    """Return the articles owed to the states at which the last force of the question is aimed. Articles owed only to
    states attacked in an earlier war do not answer the question.
    """
    aimed = ruled.order.last.intersection(ruled.helped)
    calls = calls_of_side(ruled.solution, ruled.topic.side)
    return [c for c in calls if not aimed or aimed.intersection(c.beneficiaries)]


def who_stays_out(ruled: RuledAnswer) -> Iterator[Owed]:
    """Yield the duties to stay neutral or give no help, of states that owe no help for certain. Each state is named
    under its first article.
    """
    shown, doubtful = set(ruled.ruling.bound), set(ruled.ruling.in_doubt)
    # Where a great power helps, nobody asks for the small partners that stay out; nor, since force is forbidden, for
    # any small state that promised what the law asks of all.
    helped = any(map(ruled.order.great, ruled.ruling.bound))
    before_charter = not ruled.setting.rule_holds("no-force")
    for call in calls_of_last_force(ruled):
        owed = owed_of(ruled.solution, call)
        # Of a great power that may have to help, a reader still asks whether it may help the attacker.
        great = filter(ruled.order.great, doubtful if call.duty is Duty.NOT_AID else ())
        out = shown | doubtful.difference(great)
        named = ruled.order.sorted(s for s in call.states if s not in out)
        two = len(call.treaty.states) == 2 and before_charter and not helped
        asked = is_expected if before_charter else _great_or_fighting
        if not (call.duty.forbids_help and owed.settled and _in_this_war(ruled, owed)):
            continue
        if named and (two or any(asked(ruled, s) for s in named)):
            shown.update(named)
            yield owed.of(named)


def _in_this_war(ruled: RuledAnswer, owed: Owed) -> bool:
    """Tell whether a duty is owed against somebody who fights in the war of the question, not in an earlier one alone."""
    against = set(owed.call.judged.ground.adversaries)
    principals = {*ruled.setting.attacking, *ruled.setting.attacked}
    return not against or bool(against & principals)


def is_expected(ruled: RuledAnswer, state: str) -> bool:
    """Return whether readers ask on which side a state stands: whether it is a great power, or a neighbour of the
    attacked states.
    """
    return ruled.order.great(state) or ruled.order.near(state)


def _great_or_fighting(ruled: RuledAnswer, state: str) -> bool:
    """Tell whether a state is a great power, or fights in a war that was already running."""
    return ruled.order.great(state) or ruled.order.fights(state)


def declarations(setting: Setting) -> list[Neutrality]:
    """Return the declarations of neutrality or non-belligerence that are in force in a war in which attackers and
    attacked states both fight.
    """
    fighting = set(setting.belligerents)
    return [
        n
        for n in setting.corpus.neutralities
        if n.holds_on(setting.on)
        and set(n.between).intersection(setting.attacking)
        and set(n.between).intersection(setting.attacked)
        and n.state not in fighting
    ]


def shown_talks(ruled: RuledAnswer) -> list[Owed]:
    """Return the duties to consult that the answer shows, each with its group of states. They are empty unless readers expect one of
    them: a group with a great power, a large group whose article was read or, if no help is certain, other groups too.
    Other groups whose article was read are then added.
    """
    certain, doubtful = bool(ruled.ruling.bound), set(ruled.ruling.in_doubt)

    def read(owed: Owed) -> bool:
        return owed.call.clause.warrant is Warrant.SEEN

    def asked_about(owed: Owed) -> bool:
        states = owed.states
        great, many = any(map(ruled.order.great, states)), len(states) > NAMED
        if great or (read(owed) and many) or _of_league(ruled, owed):
            return True
        doubted = doubtful.issuperset(states)
        return not certain and (read(owed) or doubted or not doubtful)

    groups = certain_talks(ruled)
    if not any(map(asked_about, groups)):
        return []
    shown = [o for o in groups if asked_about(o) or read(o)]
    # Of small groups the nearest comes first: a list that is long names the first ones alone.
    first = {o.states: ruled.order.sorted(o.states)[0] for o in shown}
    order = ruled.order.sorted(first.values())
    return sorted(
        shown, key=lambda o: (len(o.states) <= NAMED, order.index(first[o.states]))
    )


def states_barred(ruled: RuledAnswer) -> set[str]:
    """Return the ids of the states whose help is barred."""
    return {s for o in ruled.ruling.barred for s in o.call.states}


def _of_league(ruled: RuledAnswer, owed: Owed) -> bool:
    """Tell whether talks are owed in a pact of a few states: with a neighbour in it, or of allies whose help is not
    called.
    """
    treaty = owed.call.treaty
    if not treaty.rank.binding or len(treaty.states) == 2:
        return False
    if len(treaty.states) <= CLOSE and any(map(ruled.order.near, owed.states)):
        return True
    calls = calls_of_side(ruled.solution, ruled.topic.side)
    called = any(c.helping and c.treaty is treaty for c in calls)
    allied = any(o.duty.drawn_in for o in treaty.obligations)
    return allied and not called and len(treaty.states) <= SMALL


def without_more(talks: Iterable[Owed], doubtful: Container[str]) -> Iterator[Owed]:
    """Yield each duty to consult, without those of its obligors that may have to help; a duty of only such states is
    yielded whole.
    """
    for owed in talks:
        free = [s for s in owed.states if s not in doubtful]
        yield owed.of(free) if free else owed


def _of_any_party(condition: Condition) -> bool:
    """Whether a condition is that any party asks for the talks."""
    return isinstance(condition, Request) and condition.by == "any"


def waiting_for_any(ruled: RuledAnswer, owed: Owed) -> bool:
    """Return whether an article on consultation requires that a party asks for it, and none has asked."""
    treaty = owed.call.treaty.id
    for request in ruled.setting.has(EventKind.REQUEST):
        if treaty in (*request.to, request.under):
            return False
    return any(map(_of_any_party, owed.call.clause.obligation.conditions))


def certain_talks(ruled: RuledAnswer) -> list[Owed]:
    """Return the duties to consult that bind for certain states that owe no help, large groups first. Each state is
    named under its first article.
    """
    shown, groups = set(ruled.ruling.bound), list[Owed]()
    talks = [c for c in calls_of_last_force(ruled) if c.duty is Duty.CONSULT]
    for call in sorted(talks, key=lambda c: (len(c.states) <= NAMED, not c.asks)):
        owed = owed_of(ruled.solution, call)
        states = [s for s in call.states if s not in shown]
        if owed.settled and states:
            groups.append(owed.of(states))
            shown.update(states)
    return groups


def more_than_talks(ruled: RuledAnswer) -> Iterator[Owed]:
    """Yield the duties under articles on consultation that demand more than consultation of states that must help."""
    for owed in duties_toward(ruled.solution, ruled.topic.side):
        states = [s for s in owed.call.states if s in ruled.ruling.bound]
        if (
            owed.call.duty is Duty.CONSULT
            and owed.call.asks
            and owed.settled
            and states
        ):
            yield owed.of(states)


def talks_on_request(ruled: RuledAnswer) -> list[Owed]:
    """Return the duties to consult on one condition alone, with a great power among the obligors that owes no help yet
    and need not consult in any case; those that wait for a request come first.
    """
    bound = set(ruled.ruling.bound)
    consulted = {s for o in certain_talks(ruled) for s in o.states}
    found = list[Owed]()
    for call in calls_of_last_force(ruled):
        owed = owed_of(ruled.solution, call)
        free = [s for s in call.states if s not in bound]
        new = any(ruled.order.great(s) and s not in consulted for s in free)
        if call.duty is Duty.CONSULT and new and _waits_for_one(owed):
            found.append(owed.of(free))
            consulted.update(free if owed.on else ())
    return sorted(found, key=lambda o: bool(o.on))


def _waits_for_one(owed: Owed) -> bool:
    """Tell whether an article waits for a request, for one condition of a bilateral treaty, or for a party to be bound."""
    on = {kind_of(q) for q, _ in owed.on}
    if not on and {kind_of(q) for q, _ in owed.events} == {"request"}:
        return True
    few = len(owed.call.treaty.states) == 2 or on == {"in-force"}
    return few and owed.open_points == 1


def promised_to_other_side(
    ruled: RuledAnswer, states: Container[str]
) -> Iterator[Owed]:
    """Yield the promises to stay out that some states have made to the other side in treaties of few parties.

    Args:
        ruled: the answer with its ruling.
        states: the states, which owe help.
    """
    other = Side.ATTACKER if ruled.side is Side.VICTIM else Side.VICTIM
    for owed in duties_toward(ruled.solution, other):
        both = ruled.order.sorted(s for s in owed.call.states if s in states)
        few = len(owed.call.treaty.states) <= CLOSE
        if both and few and owed.settled and owed.call.duty.forbids_help:
            yield owed.of(both)


def rights_of_few(ruled: RuledAnswer) -> Iterator[Owed]:
    """Yield the rights to help, after one act or judgement at most, of great powers and neighbours under a treaty of few
    parties. Under a bilateral treaty the right of any state counts.
    """
    for owed in duties_toward(ruled.solution, ruled.topic.side):
        parties = len(owed.call.treaty.states)
        free = [s for s in owed.call.states if s not in ruled.ruling.bound]
        if parties > 2:
            free = [s for s in free if parties <= CLOSE and is_expected(ruled, s)]
        if owed.call.duty is Duty.MAY_ASSIST and owed.open_points < 2 and free:
            yield owed.of(free)


def nearest_talks(ruling: StateRuling) -> Owed | None:
    """Return the duty of a state to consult: a certain duty, or else the one on the fewest conditions; None if there is
    no such duty.
    """
    every = (*ruling.settled, *ruling.open, *ruling.lesser)
    talks = [o for o in every if o.call.duty is Duty.CONSULT]
    return min(talks, key=lambda o: o.open_points, default=None)
