"""The first lines on the states asked about: the ruling on each, its article, or why it owes no help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings.unbound import Lack
from engine.output.first_lines.besides import (
    all_besides,
    besides,
    helping_other_side,
    others_bound,
    under_another,
)
from engine.output.first_lines.duty import (
    DutyClause,
    is_short,
    only_if,
    when_owed,
)
from engine.output.first_lines.leave import because_stopped, freed_by_text
from engine.output.first_lines.lesser import talks_line
from engine.output.first_lines.ruled import Ruled
from engine.output.prose import capital, crowd, the
from engine.output.ruling_reasons import (
    because_of_state,
    because_of_treaty,
    short_reason,
)
from engine.ruling.further_duties import helps_other_side_alone, right_first
from engine.ruling.help_groups import NAMED
from engine.ruling.lesser_duties import nearest_talks
from engine.ruling.ruling import Holding, Owed, StateRuling
from engine.ruling.states import barred
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty, Warrant

SHORT_OF_FIGHTING = {
    Warrant.SEEN: "Not bound to fight, but bound to help",
    Warrant.NOT_SEEN: "Bound to help; whether to fight cannot be told from a text not read here",
    Warrant.UNPUBLISHED: "Bound to help; whether to fight is unknown, as the text is unpublished",
}
"""The answer to the question whether a state must fight, if its article promises help and does not mention force."""


def lines_on_states(ruled: Ruled) -> Iterator[str]:
    """Yield a line on each state asked about, with the ruling; states with the same ruling for the same reason share a
    line.
    """
    groups = grouped((_key(ruled, s), s) for s in ruled.ruling.states)
    several = len(groups) > 1
    lines = [state_line(ruled, same, several=several) for same in groups.values()]
    yield from lines
    if len(ruled.ruling.states) == 1:
        yield from besides(ruled, ruled.ruling.states[0])
    else:
        yield from all_besides(ruled)
    if ruled.topic.treaties:
        yield from under_another(ruled)
    elif ruled.topic.deed is not Duty.STAY_NEUTRAL:
        yield others_bound(ruled)


def _key(ruled: Ruled, ruling: StateRuling) -> object:
    main = ruling.main
    if ruling.holding.helps and main:
        return (ruling.holding, main.call.clause.label, main.on, main.events)
    return (ruling.holding, why_no_help(ruled, ruling))


def why_no_help(ruled: Ruled, ruling: StateRuling) -> str:
    """Return the reason why a state owes no help, under the treaty asked about if the question names one."""
    stopped = barred(ruled.solution, ruling.state)
    if stopped:
        return because_stopped(ruled, stopped[0], ruling.state)
    if ruled.topic.treaties:
        of_treaty = [t for t in ruled.ruling.treaties if t.lacking]
        if of_treaty:
            return because_of_treaty(ruled.solution, of_treaty[0], ruling.state)
    return because_of_state(ruled.solution, ruling)


def state_line(
    ruled: Ruled, same: Sequence[StateRuling], *, several: bool = False
) -> str:
    """Return the first line on states with the same ruling.

    Args:
        ruled: the answer with its ruling.
        same: the rulings on these states.
        several: whether other lines describe other states, so that the line must begin with names.
    """
    ids = ruled.order.sorted(s.state for s in same)
    names = crowd(ruled.order, ids, "states", whole=len(ids) <= 9)
    if ruled.topic.group and not several and len(ids) > NAMED:
        names = f"the {len(ids)} states of {ruled.topic.group}"
    neutrality = ruled.topic.deed is Duty.STAY_NEUTRAL and not ruled.topic.conduct
    word = _neutrality_asked if neutrality else _worded
    text = word(ruled, same[0], names, ids)
    if several:
        return f"{capital(names)}: {text[:1].lower()}{text[1:]}"
    return text


def _worded(
    ruled: Ruled, ruling: StateRuling, names: str, states: Sequence[str]
) -> str:
    """Word the ruling on states that share it.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the first of the states.
        names: the states in words.
        states: the ids of the states.
    """
    if ruling.side and not ruling.holding.helps and not ruling.settled:
        attacked = "is attacked itself" if ruling.side == "victim" else "attacks"
        return f"{ruled.no}: {names} {attacked}."
    main = ruling.main and ruling.main.of(states)
    if ruled.topic.deed is Duty.CONSULT:
        return _talks_asked(ruled, ruling, names, main)
    if len(states) == 1 and helps_other_side_alone(ruled, ruling):
        return _helps_other_side(ruled, ruling, names)
    if ruling.holding is Holding.NONE or main is None:
        return _no_help(ruled, ruling, names)
    if ruled.topic.deed is Duty.FIGHT and _without_force(ruling, main):
        return _fighting_asked(ruled, ruling, names, main)
    if ruling.holding.may_oblige:
        return _helps(ruled, ruling, names, main)
    return _less_than_help(ruled, ruling, names, main)


def _helps_other_side(ruled: Ruled, ruling: StateRuling, names: str) -> str:
    """Word the ruling on a state that must help the side that the question does not ask about."""
    # Who is asked whether it must fight may have to on either side.
    duty = ruling.other_side[0].call.duty
    word = ruled.yes if ruled.topic.deed is duty else ruled.no
    return f"{word}: {names} {helping_other_side(ruled, ruling)}"


def _without_force(ruling: StateRuling, main: Owed) -> bool:
    """Tell whether a state must help for certain, and by no article that asks for force."""
    force = any(o.call.duty is Duty.FIGHT for o in ruling.settled)
    return ruling.holding.helps and main.settled and not force


def _no_help(ruled: Ruled, ruling: StateRuling, names: str) -> str:
    """Word that states owe no help: with the right to help that they have, or the reason."""
    right = None if ruled.topic.treaties else right_first(ruling)
    if right:
        may = DutyClause(ruled, right, names, joined=", if").sentence
        return f"{ruled.no}. {may}"
    return f"{ruled.no}. {capital(why_no_help(ruled, ruling))}."


def _less_than_help(ruled: Ruled, ruling: StateRuling, names: str, main: Owed) -> str:
    """Word the ruling on states that owe a lesser duty alone, and why they owe no more."""
    # What is more than talks is no plain no.
    talks = ruling.holding is Holding.CONSULT and not main.call.asks
    less = DutyClause(ruled, main, names, modal="need only" if talks else None).text
    when = "" if main.settled else f" if {when_owed(ruled, main)}"
    if not is_short(f"{less}{when}"):
        when = f". That is owed only{when}"
    text = f", but {less}" if main.call.asks else f". {capital(less)}"
    why = _but(ruled, ruling)
    if why and talks and main.settled and ": " not in why:
        return f"{ruled.no}{text}: {why}."
    return f"{ruled.no}{text}{when}.{f' {capital(why)}.' if why else ''}"


def _helps(ruled: Ruled, ruling: StateRuling, names: str, main: Owed) -> str:
    """Write that some states must help, at least on a condition or as far as a hidden text goes."""
    many = len(main.states) > 1
    if ruling.holding is Holding.UNKNOWN:
        article, owe = main.call.clause.label, "owe" if many else "owes"
        return f"Unknown: what {names} {owe} is unpublished ({article})."
    if ruling.holding is Holding.ONLY_IF:
        return only_if(DutyClause(ruled, main, names))
    own = ", but each chooses how" if many else ", but it chooses how"
    how = own if ruling.holding is Holding.OWN_MEANS else ""
    freed = freed_by_text(ruled, main, ruling.state)
    does = DutyClause(ruled, main, names, means=False).text
    return f"{ruled.yes}{freed}{how}: {does}."


def _neutrality_asked(
    ruled: Ruled, ruling: StateRuling, names: str, states: Sequence[str]
) -> str:
    """Write the answer to a question whether some states must stay neutral.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the first of the states.
        names: the states in words.
        states: the ids of the states.
    """
    main = ruling.main
    if ruling.holding.helps and main is not None:
        does = DutyClause(ruled, main.of(states), names, means=False).text
        return f"{ruled.no}: {does}{'' if main.settled else ', on a condition'}."
    neutral = [o for o in ruling.settled if o.call.duty is Duty.STAY_NEUTRAL]
    withheld = [o for o in ruling.settled if o.call.duty.forbids_help]
    for owed in (*neutral, *withheld)[:1]:
        clause = DutyClause(ruled, owed.of(states), names)
        if neutral:
            return f"{ruled.yes}: {clause.text}."
        return f"{ruled.no}. {capital(clause.text)}, which is less than neutrality."
    if ruling.because and ruling.because[0].lack is Lack.NEUTRAL:
        return f"{ruled.yes}: {because_of_state(ruled.solution, ruling)}."
    return f"{ruled.no}. No treaty obliges {names} to stay neutral."


def _fighting_asked(ruled: Ruled, ruling: StateRuling, names: str, main: Owed) -> str:
    """Write the answer to the question whether a state must fight that must help, by an article that does not ask for
    force.
    """
    begins = SHORT_OF_FIGHTING[main.call.clause.warrant]
    if any(o.call.duty is Duty.FIGHT for o in ruling.open):
        begins = "Bound to help, and to fight only on a condition"
    return f"{begins}: {DutyClause(ruled, main, names, means=False).text}."


def _talks_asked(
    ruled: Ruled, ruling: StateRuling, names: str, main: Owed | None
) -> str:
    """Write the answer to a question whether some states must consult."""
    if talks := nearest_talks(ruling):
        return talks_line(ruled, talks, names)
    if not ruling.holding.helps or main is None:
        helped = the(ruled.setting, *ruled.helped)
        return f"{ruled.no}. No treaty obliges {names} to consult with {helped}."
    clause = DutyClause(ruled, main, names)
    help_owed = clause.sentence if main.settled else only_if(clause)
    return f"No treaty asks {names} for talks, but for help. {help_owed}"


def _but(ruled: Ruled, ruling: StateRuling) -> str:
    """Return the clause why no help is owed, behind a lesser duty; empty where there is no particular reason."""
    stopped = barred(ruled.solution, ruling.state)
    if stopped:
        return because_stopped(ruled, stopped[0], ruling.state)
    return short_reason(ruled.solution, ruling)
