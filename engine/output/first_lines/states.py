"""The first lines on the states asked about: the ruling on each, its article, or why it owes no help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings.unbound import Lack
from engine.output.first_lines.besides import (
    all_besides,
    also_with,
    besides,
    other_side_first,
    others_bound,
    own_law,
    under_another,
)
from engine.output.first_lines.duty import (
    citation,
    duty_text,
    is_short,
    needs_of,
    only_if,
    when_owed,
)
from engine.output.first_lines.leave import because_stopped, freed_by_text
from engine.output.first_lines.lesser import talks_line
from engine.output.first_lines.ruled import Ruled
from engine.output.prose import BRACKETS, capital, crowd, listed, the
from engine.output.ruling_reasons import (
    because_of_state,
    because_of_treaty,
    short_reason,
)
from engine.ruling.further_duties import right_first
from engine.ruling.help_groups import NAMED
from engine.ruling.lesser_duties import nearest_talks
from engine.ruling.ruling import Holding, Owed, StateRuling
from engine.ruling.states import barred
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty, Warrant

_SHORT_OF_FIGHTING = {
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
        yield from besides(ruled, ruled.ruling.states[0], lines[0])
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
    first, many = same[0], len(same) > 1
    ids = ruled.order.sorted(s.state for s in same)
    names = crowd(ruled.order, ids, "states", whole=len(ids) <= 9)
    if ruled.topic.group and not several and len(ids) > NAMED:
        names = f"the {len(ids)} states of {ruled.topic.group}"
    neutrality = ruled.topic.deed is Duty.STAY_NEUTRAL and not ruled.topic.conduct
    word = _neutrality_asked if neutrality else _worded
    text = word(ruled, first, names, many=many)
    if several:
        return f"{capital(names)}: {text[:1].lower()}{text[1:]}"
    return text


def _worded(ruled: Ruled, ruling: StateRuling, names: str, *, many: bool) -> str:
    main = ruling.main
    if ruling.side and not ruling.holding.helps and not ruling.settled:
        attacked = "is attacked itself" if ruling.side == "victim" else "attacks"
        return f"{ruled.no}: {names} {attacked}."
    if ruled.topic.deed is Duty.CONSULT:
        return _talks_asked(ruled, ruling, names, many=many)
    if not many and (turned := other_side_first(ruled, ruling)):
        return turned
    if ruling.holding is Holding.NONE or main is None:
        return _no_help(ruled, ruling, names, many=many)
    asked = _deed_asked(ruled, ruling, names, main)
    if asked:
        return asked
    if ruling.holding.may_oblige:
        return _helps(ruled, ruling, names, main, many=many)
    return _less_than_help(ruled, ruling, names, main, many=many)


def _no_help(ruled: Ruled, ruling: StateRuling, names: str, *, many: bool) -> str:
    """Word that states owe no help: with the right to help that they have, or the reason and the law that lets them."""
    right = None if ruled.topic.treaties else right_first(ruling)
    if right:
        may = f"{names} {duty_text(ruled, right)} {citation(right)}"
        return f"{ruled.no}. {capital(may)}, if {when_owed(ruled, right)}."
    law = "" if many else own_law(ruled, ruling)
    why = capital(why_no_help(ruled, ruling))
    return f"{ruled.no}. {why}.{f' {law}' if law else ''}"


def _less_than_help(
    ruled: Ruled, ruling: StateRuling, names: str, main: Owed, *, many: bool
) -> str:
    """Word the ruling on states that owe a lesser duty alone."""
    does = duty_text(ruled, main, many=many)
    beyond = main.call.clause.obligation.asks
    if ruling.holding is Holding.CONSULT and not beyond:
        does = does.replace("must ", "need only ")
    cited = citation(main)
    each = needs_of(ruled, main)
    when = f" if {listed(each)}" if each else ""
    sentence = f"{names} {does} {cited}"
    if not is_short(f"{sentence}{when}."):
        sentence, when = f"{sentence}.", f" That is owed only if {listed(each)}"
    text = f"{sentence}{when}"
    also = also_with(ruled, ruling) if len(ruled.ruling.states) == 1 else ""
    if ". " not in BRACKETS.sub("", text) and is_short(f"{text}{also}."):
        text += also
    # What is more than talks is no plain no.
    opens = f"{ruled.no}, but {text}" if beyond else f"{ruled.no}. {capital(text)}"
    why = _but(ruled, ruling)
    # A reason behind a colon explains why no more is owed; of neutrality it would explain the duty.
    plain = "need only" in does and text == f"{names} {does} {cited}"
    if why and plain and ": " not in why and is_short(f"{text}: {why}."):
        return f"{opens}: {why}."
    return f"{opens}.{f' {capital(why)}.' if why else ''}"


def _helps(
    ruled: Ruled, ruling: StateRuling, names: str, main: Owed, *, many: bool
) -> str:
    """Write that some states must help, at least on a condition or as far as a hidden text goes."""
    cited = citation(main)
    does = duty_text(ruled, main, many=many, open_=True)
    freed = freed_by_text(ruled, main, ruling.state)
    if ruling.holding is Holding.OBLIGED:
        return f"{ruled.yes}{freed}: {names} {does} {cited}."
    if ruling.holding is Holding.OWN_MEANS:
        its = "each chooses how" if many else "it chooses how"
        return f"{ruled.yes}{freed}, but {its}: {names} {does} {cited}."
    if ruling.holding is Holding.UNKNOWN:
        owe = "owe" if many else "owes"
        return f"Unknown: what {names} {owe} is unpublished {cited.replace(', unpublished)', ')')}."
    does = duty_text(ruled, main, many=many)
    return only_if(ruled, main, f"{names} {does} {cited}")


def _neutrality_asked(
    ruled: Ruled, ruling: StateRuling, names: str, *, many: bool
) -> str:
    """Write the answer to a question whether some states must stay neutral."""
    main = ruling.main
    if ruling.holding.helps and main is not None:
        help_owed = duty_text(ruled, main, many=many, open_=True)
        when = "" if main.settled else ", on a condition"
        return f"{ruled.no}: {names} {help_owed} {citation(main)}{when}."
    bound = [o for o in ruling.settled if o.call.duty is Duty.STAY_NEUTRAL]
    if bound:
        return f"{ruled.yes}: {names} must stay neutral {citation(bound[0])}."
    if ruling.because and ruling.because[0].lack is Lack.NEUTRAL:
        return f"{ruled.yes}: {because_of_state(ruled.solution, ruling)}."
    withheld = [o for o in ruling.settled if o.call.duty.forbids_help]
    if withheld:
        less = f"{names} {duty_text(ruled, withheld[0])} {citation(withheld[0])}"
        return f"{ruled.no}. {capital(less)}, which is less than neutrality."
    return f"{ruled.no}. No treaty obliges {names} to stay neutral."


def _deed_asked(ruled: Ruled, ruling: StateRuling, names: str, main: Owed) -> str:
    """Write the answer to a question whether a state must fight; nothing where it is the answer on help too."""
    fights = any(o.call.duty is Duty.FIGHT for o in ruling.settled)
    helps = ruling.holding.helps and main.settled
    if ruled.topic.deed is Duty.FIGHT and helps and not fights:
        later = [o for o in ruling.open if o.call.duty is Duty.FIGHT]
        if later and len(needs := needs_of(ruled, later[0])) == 1:
            does = f"{names} {duty_text(ruled, main, open_=True)} {citation(main)}"
            return f"Bound to help, and to fight only if {needs[0]}: {does}."
        does = f"{names} {duty_text(ruled, main, open_=True)} {citation(main)}"
        return f"{_SHORT_OF_FIGHTING[main.call.clause.warrant]}: {does}."
    return ""


def _talks_asked(ruled: Ruled, ruling: StateRuling, names: str, *, many: bool) -> str:
    """Write the answer to a question whether some states must consult."""
    if talks := nearest_talks(ruling):
        return talks_line(ruled, talks, names)
    main, helped = ruling.main, the(ruled.setting, *ruled.helped)
    if ruling.holding.helps and main is not None:
        answer = _helps(ruled, ruling, names, main, many=many)
        begins = answer.partition(" ")[0].rstrip(":,")
        answer = (
            answer.removeprefix(f"{ruled.yes}: ") if begins == ruled.yes else answer
        )
        return f"No treaty asks {names} for talks, but for help. {capital(answer)}"
    return f"{ruled.no}. No treaty obliges {names} to consult with {helped}."


def _but(ruled: Ruled, ruling: StateRuling) -> str:
    """Return the clause why no help is owed, behind a lesser duty; empty where there is no particular reason."""
    stopped = barred(ruled.solution, ruling.state)
    if stopped:
        return because_stopped(ruled, stopped[0], ruling.state)
    return short_reason(ruled.solution, ruling)
