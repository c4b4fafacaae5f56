"""The second line: further duties of the states asked about, and the other states that are bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.output.first_lines.duty import citation, duty_text, when_owed
from engine.output.first_lines.ruled import Ruled
from engine.output.prose import capital, crowd, listed, number, the
from engine.ruling.ruling import Owed, StateRuling
from engine.ruling.states import calls_of_side, rule_on_state
from treaties.support.grouping import grouped
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Duty


def besides(ruled: Ruled, ruling: StateRuling) -> str:
    """Write what a state owes besides the duty of the first line, and what it promised below a treaty."""
    main, lines = ruling.main, list[str]()
    if ruling.other_side and not ruling.holding.helps:
        lines.append(helps_other_side(ruled, ruling))
    pending = ruling.holding.helps and main is not None and not main.settled
    if doing := _further(ruled, ruling):
        must = "In any case it must" if pending else "It must also"
        lines.append(f"{must} {doing}.")
    settled = main is not None and main.call.helping and main.settled
    if ruling.below and not settled:
        names = dict.fromkeys(
            f"{instrument_in_line(o.call.treaty.name)} ({o.call.treaty.rank.meaning})"
            for o in ruling.below
        )
        lines.append(f"Promised below a treaty only: {listed(list(names)[:2])}.")
    return " ".join(lines)


def all_besides(ruled: Ruled) -> Iterator[str]:
    """Write what several states owe besides the duties of the first lines, those that owe the same together."""
    helping = [r for r in ruled.ruling.states if r.holding.helps]
    groups = grouped((_further(ruled, r, many=True), r) for r in helping)
    for doing, same in groups.items():
        if doing and len(same) > 1:
            names = the(ruled.setting, *ruled.order.sorted(r.state for r in same))
            yield f"{capital(names)} must also {doing}."
        elif doing:
            name = capital(the(ruled.setting, same[0].state))
            yield f"{name} must also {_further(ruled, same[0])}."


def _further(ruled: Ruled, ruling: StateRuling, *, many: bool = False) -> str:
    """Word the further duties of a state that are shown, behind `must also`."""
    return listed([_also(ruled, owed, many=many) for owed in _second(ruling)])


def _second(ruling: StateRuling) -> list[Owed]:
    """Choose the further duties to show: more help, or else lesser duties of other kinds."""
    main = ruling.main
    shown = [main] if main else []
    # Where help waits for something, what is owed meanwhile is shown too.
    sure = ruling.holding.helps and main is not None and main.settled
    for owed in (*ruling.settled, *ruling.open):
        if owed is main or owed.call.duty is Duty.MAY_ASSIST:
            continue
        if owed.call.helping:
            more = _more_help(owed, shown)
        else:
            more = not sure and owed.call.duty not in {t.call.duty for t in shown}
        if more:
            shown.append(owed)
    return shown[1 if main else 0 :][:2]


def _also(ruled: Ruled, owed: Owed, *, many: bool = False) -> str:
    """Word a further duty behind `must also`."""
    doing = duty_text(ruled, owed, many=many).removeprefix("must ")
    when = "" if owed.settled else f" if {when_owed(ruled, owed)}"
    return f"{doing} {citation(owed)}{when}"


def helps_other_side(ruled: Ruled, ruling: StateRuling) -> str:
    """Write that a state must help the side that the question does not ask about."""
    owed = ruling.other_side[0]
    helped = the(ruled.setting, *owed.call.beneficiaries)
    doing = "act for" if owed.call.duty is Duty.ACT else "help"
    how = " militarily" if owed.call.duty is Duty.FIGHT else ""
    when = "" if owed.settled else f", if {when_owed(ruled, owed)}"
    name = the(ruled.setting, ruling.state)
    return f"It is {helped} that {name} must {doing}{how} {citation(owed)}{when}."


def others_bound(ruled: Ruled) -> str:
    """Write who else is bound, in one sentence."""
    about = set(ruled.topic.states)
    left = []
    for owed in ruled.ruling.settled:
        rest = [s for s in owed.call.states if s not in about]
        if rest:
            left.append((owed, rest))
    if not left:
        doubt = [s for s in ruled.ruling.in_doubt if s not in about]
        if doubt:
            names = crowd(ruled.order, ruled.order.sorted(doubt), "states", named=3)
            return f"No other state is bound for certain; {names} may be."
        return "No other state is bound to help."
    texts = []
    for owed, rest in left[:2]:
        who = _counted(ruled, owed, rest)
        doing = duty_text(ruled, owed, many=len(rest) > 1)
        texts.append(f"{who} {doing} ({owed.call.treaty.name})")
    return f"Besides, {listed(texts)}."


def _counted(ruled: Ruled, owed: Owed, states: Sequence[str]) -> str:
    if len(states) <= 3:
        return the(ruled.setting, *ruled.order.sorted(states))
    return f"{number(len(states))} other {owed.call.treaty.members}"


def under_another(ruled: Ruled) -> Iterator[str]:
    """Write what the states asked about owe by a treaty other than the treaty asked about."""
    calls = calls_of_side(ruled.solution, ruled.topic.side)
    asked = set(ruled.topic.treaties)
    other = [c for c in calls if c.treaty.id not in asked]
    for ruling in ruled.ruling.states[:2]:
        found = rule_on_state(ruled.solution, ruling.state, other, ())
        main = found.main
        if main and found.holding.helps:
            names = the(ruled.setting, ruling.state)
            when = "" if main.settled else f" if {when_owed(ruled, main)}"
            doing = duty_text(ruled, main)
            yield f"Under another treaty {names} {doing}{when} {citation(main)}."


def _more_help(owed: Owed, shown: Sequence[Owed]) -> bool:
    """Tell whether an article of help is of a treaty not told of, or harder than all that was told."""
    other = all(owed.call.treaty is not t.call.treaty for t in shown)
    return other or all(owed.call.duty.rank < t.call.duty.rank for t in shown)
