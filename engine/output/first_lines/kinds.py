"""First lines on other kinds of question: who need not help, how many must, and under which treaty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.output.first_lines.duty import (
    Citing,
    DutyClause,
    citation,
    members_named,
    some_states,
)
from engine.output.first_lines.helpers import (
    lines_on_helpers,
    nobody_bound,
    own_limits,
)
from engine.output.first_lines.ruled import Ruled
from engine.output.first_lines.states import lines_on_states
from engine.output.prose import capital, cited, crowd, listed, number, the
from engine.ruling.help_groups import NAMED, help_of_states
from engine.ruling.ruling import Owed

MOST = 3
"""The largest number of articles named in answers to *how many* and *which treaty*."""


def who_need_not(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on who need not help: every state outside the treaties that bind, or which of the states asked
    about.
    """
    asked = [s for s in ruled.ruling.states if not s.side]
    free = [s.state for s in asked if not s.holding.may_oblige]
    if asked and not free:
        yield from _none_is_free(ruled, {s.state for s in asked})
        return
    if not asked:
        names = _every_state_but(ruled)
    elif len(free) == len(asked) > NAMED:
        names = f"all {number(len(free))} of them"
    else:
        names = crowd(ruled.order, ruled.order.sorted(free), "states")
    yield _free(ruled, capital(names))
    yield from _who_is_bound(ruled)


def _free(ruled: Ruled, names: str) -> str:
    """Write who, or that none, is the answer; with the reason where no state is bound."""
    ruling = ruled.ruling
    if ruling.settled or (ruling.open and not ruling.barred):
        return f"{names}."
    return nobody_bound(ruled, names)


def _who_is_bound(ruled: Ruled) -> Iterator[str]:
    """Write the lines on who must help, without the line that nobody must."""
    lines = list(lines_on_helpers(ruled))
    yield from lines if ruled.ruling.settled else lines[1:]


def _every_state_but(ruled: Ruled) -> str:
    """Name the states that owe no help on any condition: all but those that owe it, at least on one."""
    ruling = ruled.ruling
    bound = _in_groups(ruled, ruling.settled, ruling.bound)
    doubtful = _in_groups(ruled, ruling.open, ruling.in_doubt)
    if bound:
        but = f" and, on conditions, {doubtful}" if doubtful else ""
        return f"every state but {bound}{but}"
    hangs = f" but {doubtful}, whose help hangs on a condition" if doubtful else ""
    return f"every state{'' if ruling.barred else hangs}"


def _in_groups(ruled: Ruled, owed: Iterable[Owed], states: Sequence[str]) -> str:
    """Name states that owe help: those of a large group by the group, the others by name.

    Args:
        ruled: the answer with its ruling.
        owed: the articles that bind them.
        states: the ids of the states.
    """
    names, left = list[str](), set(states)
    for one in owed:
        group = set(states).intersection(one.call.states)
        if len(group) > NAMED and group & left:
            names.append(_group(ruled, one, group))
            left -= group
    return listed([*names, *[some_states(ruled, left)] * bool(left)])


def _group(ruled: Ruled, owed: Owed, states: set[str]) -> str:
    """Name a large group that a treaty binds: all members, or the number of those that are bound."""
    members = members_named(ruled, owed, states)
    parties = set(owed.call.treaty.parties_on(ruled.setting.on))
    if parties <= states.union(ruled.helped):
        return f"the {members}"
    other = "" if parties.isdisjoint(ruled.helped) else "other "
    return f"{number(len(states))} {other}{members}"


def _none_is_free(ruled: Ruled, asked: set[str]) -> Iterator[str]:
    """Write that none of the states asked about is free, with the article that binds all of them, where there is one."""
    whole = [o for o in ruled.ruling.settled if asked <= set(o.call.states)]
    if not whole:
        yield "None: all of them must help, at least on a condition."
        yield from _who_is_bound(ruled)
        return
    one = len(asked) == 1
    who = the(ruled.setting, *asked) if one else f"all {number(len(asked))}"
    yield f"None: {DutyClause(ruled, whole[0].of(asked), who).text}."
    yield own_limits(ruled, whole[:1], asked)


def how_many(ruled: Ruled) -> Iterator[str]:
    """Yield sentences that say how many states (or how many of the states asked about) must help, how many each article
    binds, and how far these groups overlap.
    """
    bound = _of_asked(ruled, ruled.ruling.bound)
    doubt = _of_asked(ruled, ruled.ruling.in_doubt)
    if bound:
        yield f"{capital(_how_many_of(ruled, len(bound)))} must help: {_parts(ruled, bound)}."
        yield own_limits(ruled, ruled.ruling.settled)
        if doubt:
            yield f"In doubt: {some_states(ruled, doubt)}."
        return
    if doubt and not ruled.ruling.barred:
        names = some_states(ruled, doubt)
        yield f"None for certain; {number(len(doubt))} on a condition: {names}."
    else:
        yield _free(ruled, "None")
    yield from _who_is_bound(ruled)


def _how_many_of(ruled: Ruled, bound: int) -> str:
    """Word how many states are bound, of the states asked about where there are several."""
    asked = len(ruled.topic.states)
    if asked <= 1:
        return f"{number(bound)} state{'s' * (bound != 1)}"
    if bound < asked:
        return f"{number(bound)} of the {number(asked)}"
    return "both" if asked == 2 else f"all {number(asked)}"


def _parts(ruled: Ruled, bound: Sequence[str]) -> str:
    """Word whom each of the first articles binds to what, and how many states are bound by more than one of them."""
    groups = [(o, _of_asked(ruled, o.call.states)) for o in ruled.ruling.settled]
    groups = [(owed, states) for owed, states in groups if states][:MOST]
    parts = [_part(ruled, owed, states) for owed, states in groups]
    total = sum(len(states) for _, states in groups) - len(bound)
    if total > 0 and len(bound) > 1:
        both = "both" if len(parts) == 2 else "more than one"
        parts.append(f"{total} {'state is' if total == 1 else 'states are'} {both}")
    return "; ".join(parts)


def _of_asked(ruled: Ruled, states: Iterable[str]) -> list[str]:
    """Keep the states asked about; all where none is."""
    asked = ruled.topic.states
    return [s for s in states if not asked or s in asked]


def _part(ruled: Ruled, owed: Owed, states: Sequence[str]) -> str:
    """Write which states, or how many, one article binds, and to what."""
    many = f"{number(len(states))} {members_named(ruled, owed, states)}"
    names = the(ruled.setting, *ruled.order.sorted(states))
    who = names if len(states) <= NAMED else many
    return DutyClause(ruled, owed.of(states), who).text


def which(ruled: Ruled) -> Iterator[str]:
    """Yield sentences that say which treaty obliges the states asked about, or any state, and which of these states no
    treaty obliges.
    """
    asked = ruled.ruling.states
    owed = help_of_states(ruled) if asked else [*ruled.ruling.settled]
    if owed:
        yield from _obliging(ruled, owed)
        free = [s.state for s in asked if not s.holding.may_oblige]
        if free:
            yield f"No treaty obliges {some_states(ruled, free)} to help."
    elif asked:
        yield from lines_on_states(ruled)
    else:
        yield _free(ruled, f"None{' for certain' * bool(ruled.ruling.open)}")
        yield from _who_is_bound(ruled)


def _obliging(ruled: Ruled, owed: Iterable[Owed]) -> Iterator[str]:
    """Write whom each of the first articles obliges to what, those that bind for certain first, and cite the others."""
    certain_first = sorted(owed, key=lambda o: not o.settled)
    each = list({o.call.clause.label: o for o in certain_first}.values())
    for one in each[:MOST]:
        year, label = one.call.treaty.signed.year, one.call.clause.label
        dated = label if str(year) in label else f"{label}, signed {year}"
        mine = one.of(_of_asked(ruled, one.call.states))
        clause = DutyClause(ruled, mine, citing=Citing.NONE, joined=", only if")
        yield f"{dated}: {clause.text}."
    if left := [citation(o)[1:-1] for o in each[MOST:]]:
        yield f"Further: {cited(left, NAMED)}."
