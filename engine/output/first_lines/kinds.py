"""The first lines on the other kinds of question: who need not, how many, which treaty, why, since when."""

from __future__ import annotations

from collections.abc import Iterator

from engine.output.first_lines.besides import besides
from engine.output.first_lines.duty import (
    NAMED,
    citation,
    duty_text,
    instruments,
    judged_by,
    obligors,
    when_owed,
)
from engine.output.first_lines.helpers import lines_on_helpers
from engine.output.first_lines.leave import nobody_barred
from engine.output.first_lines.ruled import Ruled
from engine.output.first_lines.states import (
    lines_on_states,
    state_line,
    why_no_help,
)
from engine.output.first_lines.treaties import lines_on_treaties
from engine.output.prose import capital, crowd, listed, number, the
from engine.question.topic import Kind
from engine.ruling.ruling import Owed
from engine.verdicts.solution import Solution
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import instrument_in_line


def who_need_not(ruled: Ruled) -> Iterator[str]:
    """Write who need not help: the edge of the duty, and inside it who owes less."""
    if ruled.topic.states:
        free = [s for s in ruled.ruling.states if not s.holding.helps and not s.side]
        if not free:
            yield "None: all of them must help, at least on a condition."
        else:
            ids = ruled.order.sorted(s.state for s in free)
            yield f"{capital(crowd(ruled.order, ids, 'states'))}."
        yield from lines_on_helpers(ruled)
        return
    groups = instruments(o for o in ruled.ruling.settled if len(o.call.states) > NAMED)
    edge = f"Every state outside {groups}." if groups else "Every state not named here."
    yield edge if ruled.ruling.settled else "No state has to help for certain."
    yield from lines_on_helpers(ruled)


def how_many(ruled: Ruled) -> Iterator[str]:
    """Write how many states must help, with the parts and their overlap."""
    bound = ruled.ruling.bound
    count = len(bound)
    parts = []
    for owed in ruled.ruling.settled[:3]:
        doing = duty_text(ruled, owed, many=len(owed.call.states) > 1)
        parts.append(
            f"{len(owed.call.states)} by {instrument_in_line(owed.call.treaty.name)}"
            f" ({doing})"
        )
    total = sum(len(o.call.states) for o in ruled.ruling.settled[:3])
    overlap = f"; {total - count} by two of these" if total > count else ""
    whole = "one state must help" if count == 1 else f"{number(count)} states must help"
    yield capital(whole) + (f": {listed(parts)}{overlap}." if parts else ".")
    if not count:
        yield nobody_barred(ruled)
    if doubt := ruled.ruling.in_doubt:
        names = crowd(ruled.order, ruled.order.sorted(doubt), "states", named=3)
        yield f"In doubt: {names}."


def which(ruled: Ruled) -> Iterator[str]:
    """Write which treaty obliges the states asked about."""
    owed = [o for s in ruled.ruling.states for o in (*s.settled, *s.open)]
    owed = [o for o in owed if o.call.helping] if ruled.ruling.states else []
    owed = owed or ([] if ruled.ruling.states else [*ruled.ruling.settled])
    if not owed:
        yield "None."
        yield from (
            lines_on_states(ruled) if ruled.ruling.states else lines_on_helpers(ruled)
        )
        return
    for one in list({o.call.clause.label: o for o in owed}.values())[:3]:
        year = one.call.treaty.signed.year
        label = one.call.clause.label
        dated = label if str(year) in label else f"{label}, signed {year}"
        when = "" if one.settled else f", only if {when_owed(ruled, one)}"
        doing = duty_text(ruled, one, many=len(one.call.states) > 1)
        yield f"{dated}: {obligors(ruled, one)} {doing}{when}."


def why(ruled: Ruled) -> Iterator[str]:
    """Write why a state must help, in the words of its promise, or why it need not."""
    for ruling in ruled.ruling.states[:3]:
        main, name = ruling.main, the(ruled.setting, ruling.state)
        if not ruling.holding.helps or main is None:
            if ruled.topic.kind is Kind.WHY:
                yield f"It did not have to: {why_no_help(ruled, ruling)}."
            else:
                yield f"Because {why_no_help(ruled, ruling)}."
            yield besides(ruled, ruling)
            continue
        if ruled.topic.kind is Kind.WHY_NOT:
            yield state_line(ruled, [ruling])
            continue
        gist = main.call.clause.obligation.phrase
        words = f' "{gist}"' if gist and gist.isascii() else ""
        doing = duty_text(ruled, main)
        yield f"Because {name} {doing} {citation(main)}{':' * bool(words)}{words}."
        if not main.settled:
            yield f"It hangs on this: whether {when_owed(ruled, main)}{judged_by(ruled, main)}."
        yield besides(ruled, ruling)
    if not ruled.ruling.states:
        yield from lines_on_treaties(ruled)


def when(ruled: Ruled) -> Iterator[str]:
    """Write since when, and until when, the states asked about are bound to help."""
    for ruling in ruled.ruling.states[:4]:
        owed = [o for o in (*ruling.settled, *ruling.open) if o.call.helping]
        name = the(ruled.setting, ruling.state)
        if not owed:
            yield f"{capital(name)} is not bound to help: {why_no_help(ruled, ruling)}."
            continue
        texts = []
        for one in owed[:3]:
            since = _bound_since(ruled.solution, one, ruling.state)
            texts.append(f"since {since} {citation(one)}")
        yield f"{capital(name)} is bound to help {listed(texts)}."
    if not ruled.ruling.states:
        yield from lines_on_treaties(ruled)


def _bound_since(solution: Solution, owed: Owed, state: str) -> str:
    """Word the day from which an article binds a state toward those whom it helps: the latest of all that it needs."""
    treaty, on = owed.call.treaty, solution.setting.on
    days = [treaty.since, owed.call.clause.obligation.since]
    for one in (state, *owed.call.beneficiaries):
        own = [p.since for p in treaty.parties if p.state == one and p.since]
        days += [d for d in own if d <= on][-1:]
    known = [d for d in days if d]
    return in_words(max(known)) if known else "a day that is not known"
