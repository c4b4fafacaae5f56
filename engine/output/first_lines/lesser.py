"""The first lines on lesser duties: nobody bound, who must mobilise, need only consult, or must stay out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings.unbound import Lack, unbound
from engine.output.first_lines.duty import (
    NAMED,
    citation,
    duty_text,
    obligors,
    toward_whom,
    when_owed,
)
from engine.output.first_lines.ruled import Ruled
from engine.output.prose import capital, crowd, listed, number
from engine.record.question_ids import kind_of
from engine.ruling.ruling import Owed
from engine.ruling.states import calls_of_side, owed_of
from treaties.models.conditions import Condition, Request
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty


def mobilising(ruled: Ruled) -> Iterator[str]:
    """Write who must mobilise for certain, which is less than help and more than talks."""
    for call in calls_of_side(ruled.solution, ruled.topic.side):
        owed = owed_of(ruled.solution, call)
        if call.duty is Duty.MOBILISE and owed.settled:
            does = duty_text(ruled, owed)
            yield f"{capital(obligors(ruled, owed))} {does} {citation(owed)}."


def staying_out(ruled: Ruled) -> Iterator[str]:
    """Write which great powers owe the attacked states neutrality and nothing more."""
    calls = calls_of_side(ruled.solution, ruled.topic.side)
    talks = {s for c in calls if c.duty is Duty.CONSULT for s in c.states}
    shown = {*ruled.ruling.bound, *ruled.ruling.in_doubt, *talks}
    for call in calls:
        owed = owed_of(ruled.solution, call)
        great = [s for s in call.states if ruled.order.great(s) and s not in shown]
        if call.duty.forbids_help and owed.settled and great:
            does = duty_text(ruled, owed, many=len(great) > 1)
            yield f"{capital(obligors(ruled, owed, great))} {does} {citation(owed)}."
            shown.update(great)


def declared_neutral(ruled: Ruled) -> Iterator[str]:
    """Write which states had declared themselves neutral in the war of those who attack, or no belligerents."""
    setting = ruled.setting
    attackers, fighting = set(setting.attacking), set(setting.principals)
    each = [
        n
        for n in setting.corpus.neutralities
        if n.holds_on(setting.on)
        and attackers & set(n.between)
        and n.state not in fighting
    ]
    groups = grouped((n.stance, n.state) for n in each)
    named = {
        stance: crowd(ruled.order, ruled.order.sorted(states), "states")
        for stance, states in groups.items()
    }
    texts = [f"{names} ({stance})" for stance, names in named.items()]
    if texts:
        yield f"Apart by their own declaration: {listed(texts)}."


def nobody(ruled: Ruled) -> str:
    """Word that no treaty obliges anybody, and name the great powers that a reader might expect to be obliged."""
    expected = _expected(ruled)
    among = f", {listed(expected)} included," if expected else ""
    helped = listed(map(ruled.setting.name_in_line, ruled.helped), "or")
    return f"no treaty obliges any state{among} to help {helped}"


def _expected(ruled: Ruled) -> list[str]:
    """Name the great powers that have something less than a treaty of help with the attacked states."""
    less = (Lack.TALKS, Lack.ENDED, Lack.NO_HELP, Lack.BELOW, Lack.NOT_IN_FORCE)
    found = [
        u.state
        for u in unbound(ruled.solution)
        if ruled.order.great(u.state)
        and not u.owing
        and any(r.lack in less and not r.party for r in u.reasons)
    ]
    ids = ruled.order.sorted(found)[:NAMED]
    return [ruled.setting.name_in_line(s) for s in ids]


def consulting(ruled: Ruled) -> Iterator[str]:
    """Write who need only consult, where nobody owes help for certain, or a great power does."""
    bound, doubtful = set(ruled.ruling.bound), set(ruled.ruling.in_doubt)
    parts = grouped(
        ((doubtful.issuperset(states), toward_whom(ruled, owed)), (states, owed))
        for states, owed in _talks(ruled).items()
        if not bound or any(ruled.order.great(s) for s in states)
    )
    for (in_doubt, toward), some in parts.items():
        talks = f"consult with {toward}" if toward else "consult"
        does = f"must {talks} in any case" if in_doubt else f"need only {talks}"
        yield _consult(ruled, some, does)


def consulting_on_request(ruled: Ruled) -> Iterator[str]:
    """Write who must consult once a party asks for it, where a great power is among those who owe no help yet."""
    bound, settled = set(ruled.ruling.bound), set(_talks(ruled))
    for call in calls_of_side(ruled.solution, ruled.topic.side):
        owed = owed_of(ruled.solution, call)
        asked = not owed.on and {kind_of(q) for q, _ in owed.events} == {"request"}
        asked = asked and any(map(_of_any_party, call.clause.obligation.conditions))
        free = [s for s in call.states if s not in bound]
        known = tuple(free) in settled or not any(map(ruled.order.great, free))
        if call.duty is Duty.CONSULT and asked and not known:
            who, when = obligors(ruled, owed, free), when_owed(ruled, owed)
            yield f"{capital(who)} must consult {citation(owed)} if {when}."


def _of_any_party(condition: Condition) -> bool:
    """Whether a condition is that any party asks for the talks."""
    return isinstance(condition, Request) and condition.by == "any"


def _talks(ruled: Ruled) -> dict[tuple[str, ...], Owed]:
    """Find who must consult for certain and owes no help: each group by its first article, none within another."""
    bound, groups = set(ruled.ruling.bound), dict[tuple[str, ...], Owed]()
    for call in calls_of_side(ruled.solution, ruled.topic.side):
        owed = owed_of(ruled.solution, call)
        states = tuple(s for s in call.states if s not in bound)
        within = any(set(states) <= set(s) for s in groups)
        if call.duty is Duty.CONSULT and owed.settled and states and not within:
            groups[states] = owed
    return groups


def _who_consult(ruled: Ruled, owed: Owed, states: Sequence[str]) -> str:
    """Name those who must consult; `all of them` where the line before tells of each."""
    all_in_doubt = set(states) == set(ruled.ruling.in_doubt) and not ruled.ruling.bound
    return (
        "all of them"
        if all_in_doubt and len(states) > 1
        else obligors(ruled, owed, states)
    )


def _consult(
    ruled: Ruled, some: Sequence[tuple[tuple[str, ...], Owed]], does: str
) -> str:
    """Write one sentence of those who must consult: two groups with their articles, the others counted."""
    if len(some) == 1:
        ((states, owed),) = some
        who = _who_consult(ruled, owed, states)
        return f"{capital(who)} {does} {citation(owed)}."
    shown = some if len(some) <= 3 else some[:2]
    names = [f"{obligors(ruled, o, states)} {citation(o)}" for states, o in shown]
    more = {s for states, _ in some[len(shown) :] for s in states}
    names += [f"{number(len(more))} others"] * bool(more)
    return f"{capital(listed(names))} {does}."
