"""Groups of articles of help: the states that each binds and helps, which need a sentence of their own, and which ask no more than others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from engine.findings.findings import Findings
from engine.question.topic import Side
from engine.record.question_ids import QuestionId
from engine.ruling.ruled_answer import RuledAnswer
from engine.ruling.ruling import Owed
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty

Aided = tuple[str, ...]
"""The states that a duty helps; none stands for all attacked states."""
Toward = tuple[str, Aided]
"""A state that owes help, and the states that it helps."""


HELPERS = 3
"""The largest number of sentences about unconditional help."""
NAMED = 4
"""The largest number of states of a group that are named."""


def aided_by(ruled: RuledAnswer, owed: Owed) -> tuple[str, ...]:
    """Return the ids of the states to which a duty is owed, among those whose helpers the question asks about.

    Nothing is returned if the duty is owed to none of them, or to all attacked states, which the title of the answer
    names. Of states that are to help each other, those that are bound to help are left out, unless all are.
    """
    if not ruled.helped:
        return tuple(owed.call.beneficiaries)
    named = tuple(s for s in ruled.helped if s in owed.call.beneficiaries)
    whole = not named or len(named) == len(ruled.helped)
    titled = ruled.topic.side is Side.VICTIM
    if named and not whole and set(named) == set(owed.call.states):
        helping = bound_by(ruled, owed.of(()))
        return tuple(s for s in named if s not in helping) or named
    return () if whole and (titled or not named) else named


def bound_by(ruled: RuledAnswer, owed: Owed) -> list[str]:
    """Return the states that an article obliges to help others. An attacked state is included only if it is the host of
    the target, and then helps the state at which the force is aimed.
    """
    every = list(owed.states)
    hosts = {o.object for o in ruled.setting.asked_for if o.guest}
    others = [s for s in every if s not in ruled.helped]
    return others or [s for s in every if s in hosts] or every


def on_request(ruled: RuledAnswer, owed: Owed) -> bool:
    """Return whether help under an article depends only on a request by the attacked states."""
    asking = [QuestionId.parse(q) for q, _ in owed.events]
    by_them = all(q.kind == "request" and q.actor in ruled.helped for q in asking)
    return bool(asking) and by_them and not owed.on


def ranks_of(owed: Iterable[Owed], toward: Aided, duty: Duty) -> dict[Toward, int]:
    """Return the rank of a duty for each state that owes it, by state and beneficiaries.

    Args:
        owed: the articles that ask for it.
        toward: the states helped.
        duty: the duty.
    """
    return {(s, toward): duty.rank for o in owed for s in o.call.states}


def still_owing(
    ruled: RuledAnswer, settled: Iterable[Owed], earlier: Iterable[Owed]
) -> list[str]:
    """Return the states that owe help which the earlier lines do not tell.

    Args:
        ruled: the answer with its ruling.
        settled: the help owed without condition.
        earlier: the articles that the earlier lines tell.
    """
    shown = {(s, aided_by(ruled, o)) for o in earlier for s in o.call.states}
    every = [(s, aided_by(ruled, o)) for o in settled for s in o.call.states]
    return [
        state for state, toward in dict.fromkeys(every) if (state, toward) not in shown
    ]


def groups_told(ruled: RuledAnswer, settled: Sequence[Owed]) -> list[list[Owed]]:
    """Return groups of articles of help with a sentence for each group, three at most: a large group of states has one
    for itself, articles of few states that demand the same share one.

    Args:
        ruled: the answer with its ruling.
        settled: the help owed without condition.
    """
    parts, shown = list[list[Owed]](), dict[Toward, int]()
    for (duty, toward), same in by_duty(ruled, settled).items():
        large = [[o] for o in same if is_of_a_group(o)][: HELPERS - len(parts)]
        for group in large:
            shown |= ranks_of(group, toward, duty)
        few = [o for o in same if not is_of_a_group(o) and exceeds(ruled, o, shown)]
        parts += [*large, few] if few else large
        shown |= ranks_of(few, toward, duty)
    return parts[:HELPERS]


def by_duty(
    ruled: RuledAnswer, settled: Sequence[Owed]
) -> dict[tuple[Duty, Aided], list[Owed]]:
    """Return articles of help by duty and beneficiaries. An article that binds few states is left out if it asks less
    of them than another such article.
    """
    hardest = [o for o in settled if not _outdone(ruled, o, settled)]
    return grouped(((o.call.duty, aided_by(ruled, o)), o) for o in hardest)


def _outdone(ruled: RuledAnswer, owed: Owed, settled: Sequence[Owed]) -> bool:
    """Tell whether other articles of few states ask more of each state that an article of few states binds."""
    if is_of_a_group(owed):
        return False
    toward, rank = aided_by(ruled, owed), owed.call.duty.rank
    harder = [
        o
        for o in settled
        if o.call.duty.rank < rank
        and not is_of_a_group(o)
        and aided_by(ruled, o) == toward
    ]
    return {*owed.call.states} <= {s for o in harder for s in o.call.states}


def is_of_a_group(owed: Owed) -> bool:
    """Return whether an article needs a sentence of its own, because it binds many states or most members of an
    organisation.
    """
    many, treaty = len(owed.call.states), owed.call.treaty
    return many > NAMED or (treaty.organised and many > len(treaty.states) / 2)


def exceeds(ruled: RuledAnswer, owed: Owed, shown: Mapping[Toward, int]) -> bool:
    """Return whether an article asks more of one of its states than the shown duties, or asks the state to help
    another.

    Args:
        ruled: the answer with its ruling.
        owed: the article.
        shown: the rank of the hardest duty shown, by state and states helped.
    """
    toward, rank = aided_by(ruled, owed), owed.call.duty.rank
    return any(shown.get((s, toward), rank + 1) > rank for s in owed.call.states)


Demand = tuple[Duty, Aided, str]
"""A duty, the states that it helps, and what an article demands in its own terms."""


def demand(ruled: RuledAnswer, owed: Owed) -> Demand:
    """Return what an article demands, and for whom."""
    return owed.call.duty, aided_by(ruled, owed), owed.call.asks


def together(same: Sequence[Owed]) -> Owed:
    """Return the first of several articles that demand the same, with the obligors of all of them."""
    return same[0].of(dict.fromkeys(s for owed in same for s in owed.states))


def covers(ruled: RuledAnswer, earlier: Owed, owed: Owed) -> bool:
    """Return whether an article in an earlier line asks the same, for the same states, as another article.

    Args:
        ruled: the answer with its ruling.
        earlier: the article in the earlier line.
        owed: the other article.
    """
    return demand(ruled, earlier) == demand(ruled, owed)


def each_once(ruled: RuledAnswer, same: Sequence[Owed]) -> Iterator[list[Owed]]:
    """Yield groups of articles that depend on one condition, by duty, the hardest first. Articles that ask less of the
    same states are left out.
    """
    shown = set[Toward]()
    ranked = sorted(same, key=lambda o: o.call.duty.rank)
    groups = grouped(((o.call.duty, aided_by(ruled, o)), o) for o in ranked)
    for (_, toward), some in groups.items():
        new = list[Owed]()
        for owed in some:
            owing = {(s, toward) for s in owed.call.states}
            if not owing <= shown:
                new.append(owed)
                shown.update(owing)
        if new:
            yield new


def help_of_states(ruled: RuledAnswer) -> list[Owed]:
    """Return the help that the states asked about owe."""
    owed = [o for s in ruled.ruling.states for o in (*s.settled, *s.open)]
    return [o for o in owed if o.call.helping]


def bound_since(solution: Findings, owed: Owed, state: str) -> date | None:
    """Return the day since which an article has bound a state toward the states that it helps: the latest of the days
    on which treaty, article and parties began; None if no such day is known.

    Args:
        solution: the answer.
        owed: the article.
        state: the id of the state.
    """
    treaty, on = owed.call.treaty, solution.setting.on
    days = [treaty.since, owed.call.clause.obligation.since]
    for one in (state, *owed.call.beneficiaries):
        own = (p for p in treaty.parties if p.state == one and p.holds_on(on))
        days += [p.since for p in own if p.since][-1:]
    return max((d for d in days if d), default=None)


def help_asked_about(ruled: RuledAnswer) -> list[Owed]:
    """Return the articles of help that the question asks about, each once."""
    ruling = ruled.ruling
    if ruling.states:
        found = [o for s in ruling.states for o in (*s.settled, *s.open)]
    elif ruling.treaties:
        found = [o for t in ruling.treaties for o in t.helping]
    else:
        found = [*ruling.settled, *ruling.open]
    return list({o.call.clause.key: o for o in found if o.call.helping}.values())
