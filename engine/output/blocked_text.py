"""What is broken, who is not called and why, and what is not known: sections of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from engine.cascade.duties import RESERVATION
from engine.cascade.facts import FailedCondition
from engine.cascade.graph import Clause
from engine.output.document import Block, Role, Section
from engine.output.extent import DetailOptions
from engine.output.owing import mark, must
from engine.output.prose import capital, cited, crowd, listed, number, the
from engine.output.worth_of_no import pending, read_and_not_looked_for, unread
from engine.verdicts.broken import Breach
from engine.verdicts.calls import TriggeredArticles
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.rows import StateVerdict
from engine.verdicts.solution import Solution
from engine.verdicts.treaty_link import TreatyLink
from engine.verdicts.verdict import Status
from treaties.vocabulary.names import article_cited, instrument_in_line
from treaties.vocabulary.terms import Warrant

OTHERS = 3
"""Instruments named where no article answers to the events."""
ITS_ALLY = "its ally "
LEFT = re.compile(r"(no longer bound) since ([\d-]+)$")
"""That a state has left an instrument, and when."""
RESTS: Mapping[str, Callable[[Clause], bool]] = {
    "Unpublished, known by report": lambda c: c.warrant is Warrant.UNPUBLISHED,
    "Not seen: its words were not opened in the text itself": lambda c: c.warrant is Warrant.NOT_SEEN,
    "Dates to be checked before relying on them": lambda c: c.treaty.text_available and not c.treaty.verified,
}
"""What is said of articles whose words or days are not sure, and which they are."""
ENDED = re.compile("^signed on|no longer (bound|in force)")
"""How reasons begin that are about time: they are told last."""


def broken_section(solution: Solution, extent: DetailOptions) -> Section:
    """What the acts of the question break, state by state."""
    found = breaches(solution, extent)
    return Section(
        tuple(
            Block(told, role=Role.BROKEN, rank=16 + 10 * n, weight=len(states))
            for n, (told, states) in enumerate(found)
        ),
        "Broken",
        unit="state",
    )


def breaches(solution: Solution, extent: DetailOptions) -> list[tuple[str, tuple[str, ...]]]:
    """A sentence for all who break the same, and who they are; what nothing would excuse comes first."""
    by_state: dict[tuple[str, str], list[Breach]] = {}
    for breach in solution.broken:
        if extent.concerns((breach.state, breach.beneficiary)) and not extent.duty:
            by_state.setdefault((breach.state, breach.excused), []).append(breach)
    groups: dict[tuple[str, str], list[str]] = {}
    for (state, excused), found in by_state.items():
        found.sort(key=lambda b: (not b.clause.treaty.rank.binding, len(b.clause.treaty.states)))
        labels = by_treaty(b.clause for b in found)
        left = [] if extent.all or len(labels) <= 5 else [f"{number(len(labels) - 4)} more"]
        told = listed([*(labels if not left else labels[:4]), *left])
        groups.setdefault((told, excused), []).append(state)
    sentences = []
    for (told, excused), states in sorted(groups.items(), key=lambda group: bool(group[0][1])):
        breaks = f"{capital(the(solution.setting, *states))} break{'s' * (len(states) == 1)}"
        sentences.append((f"{breaks} {told}{f', {excused}' if excused else ''}.", tuple(states)))
    return sentences


def by_treaty(clauses: Iterable[Clause]) -> list[str]:
    """Instruments, each with its articles and what they ask or forbid."""
    articles: dict[str, dict[str, None]] = {}
    for clause in clauses:
        o, treaty = clause.obligation, clause.treaty
        said = ", ".join(filter(None, (f"{article_cited(o.article)}: {must(o.duty)}", mark(clause))))
        rank = {} if treaty.rank.binding else {treaty.rank.phrase: None}
        articles.setdefault(treaty.name, rank)[said] = None
    return [f"{instrument_in_line(name)} ({'; '.join(found)})" for name, found in articles.items()]


def no_article(link: TreatyLink) -> str:
    """What is in force between a state and those attacked where no article answers to the events; empty where one does.

    >>> no_article(TreatyLink(answers=False))
    'no treaty in force that day links it to anybody attacked'
    """
    if link.answers:
        return ""
    if link.kind == "none":
        return "no treaty in force that day links it to anybody attacked"
    helps = any(c.obligation.duty.drawn_in for c in link.owes)
    told = [f"no article {'for such events' if helps else 'of help'}"]
    told += [f"in force: {cited(by_treaty(link.owes), OTHERS)}"] * bool(link.owes)
    told += [f"owed to it, not by it: {cited(by_treaty(link.owed), OTHERS)}"] * bool(link.owed)
    return "; ".join(told)


def not_called_section(solution: Solution, found: TriggeredArticles, extent: DetailOptions) -> Section:
    """Those a reader would expect who are not called, a line for each reason and bloc."""
    order = DisplayOrder(solution.setting, solution.graph)
    calls = (
        found.calls if extent.all else [c for c in found.calls if c.helping and c.verdict.status is not Status.RELEASED]
    )
    called = {s for c in calls for s in c.states}
    groups: dict[tuple[str, str], dict[str, str]] = {}
    labels: dict[tuple[str, str], dict[str, None]] = {}
    for row in solution.rows:
        if row.status is Status.BELLIGERENT or not extent.concerns((row.state,)):
            continue
        for b, label, members in _telling(solution, row, extent, pending=row.state in called):
            short = b.reason.removeprefix(f"{solution.setting.name_in_line(row.state)} is ")
            gone = LEFT.match(short)
            key = (gone[1] if gone else short, label if gone else "" if b.reason.startswith(ITS_ALLY) else members)
            groups.setdefault(key, {})[row.state] = gone[2] if gone else ""
            labels.setdefault(key, {})[label] = None

    def weight(key: tuple[str, str]) -> tuple[object, ...]:
        states = groups[key]
        return (
            bool(ENDED.search(key[0])),
            not any(order.great(s) for s in states),
            not any(order.weighty(s) for s in states),
            len(labels[key]) > 1,
            -len(states),
            key,
        )

    keys = enumerate(sorted(groups, key=weight))
    return Section(
        tuple(_line(order, key, groups[key], labels[key], extent, 22 + 9 * n) for n, key in keys),
        "Not called",
        ", and why",
        "reason",
    )


def _line(
    order: DisplayOrder,
    key: tuple[str, str],
    states: Mapping[str, str],
    labels: Iterable[str],
    extent: DetailOptions,
    rank: int,
) -> Block:
    reason, members = key
    names, where = order.sorted(states), list(labels)
    if len(names) > 1 and reason.startswith(ITS_ALLY):
        reason = f"their ally {reason.removeprefix(ITS_ALLY)}"
    articles = cited(where, None if extent.all else 2)
    if days := [states[n] for n in names if states[n]]:
        if len(days) == 1:
            reason += f" since {days[0]}"
        else:
            left = listed(f"{order.setting.name_in_line(n)} ({states[n]})" for n in names)
            return Block(f"{reason} since the day named ({articles}).", capital(left), Role.QUIET, rank)
    who = crowd(order, names, members or "states", whole=extent.all or len(names) <= 9)
    return Block(f"{reason} ({articles}).", capital(who), Role.QUIET, rank)


def _telling(
    solution: Solution, row: StateVerdict, extent: DetailOptions, *, pending: bool
) -> list[tuple[FailedCondition, str, str]]:
    """The failed duties of a row worth a line, by article: those that would help, else the rest; one reason unless all are asked for.

    Of a state that is called under something else only what rests for a time is told (`pending`).
    """
    clauses = solution.graph.clauses
    called = {_article(j.ground.clause) for j in row.judged if j.at_once.duty is not None}
    kept = [
        b
        for b in row.blocked
        if (b.pending or not pending)
        and (b.clause not in solution.graph.clauses or _article(solution.graph.clauses[b.clause]) not in called)
        and (extent.all or (_expected(solution, b) and solution.corpus.treaty(b.treaty).rank.binding))
    ]
    helping = [b for b in kept if b.clause in clauses and clauses[b.clause].obligation.duty.drawn_in]
    wanted = [b for b in (kept if extent.all else helping or kept) if _of_kind(solution, b, extent)]
    found = []
    for b in wanted:
        treaty = solution.corpus.treaty(b.treaty)
        label = (
            clauses[b.clause].label
            if b.clause in clauses
            else f"{treaty.name}, {article_cited(row.articles[b.clause][1])}"
        )
        found.append((b, label, treaty.members))
    if extent.all:
        return found
    # Only a reservation stands between: nearer to being called than where the article itself does not fit.
    nearest = next(
        (b.reason for b, *_ in found if b.reason.startswith(RESERVATION)), found[0][0].reason if found else ""
    )
    return [x for x in found if x[0].reason == nearest]


def _article(clause: Clause) -> tuple[str, str]:
    return clause.treaty.id, clause.obligation.article


def _expected(solution: Solution, b: FailedCondition) -> bool:
    """Whether a reader may expect the duty to be called: it is owed to those attacked, or now to those who attack."""
    setting = solution.setting
    return b.beneficiary in setting.attacked or (b.beneficiary in setting.attacking and b.reason.startswith(ITS_ALLY))


def _of_kind(solution: Solution, b: FailedCondition, extent: DetailOptions) -> bool:
    clause = solution.graph.clauses.get(b.clause)
    return not extent.duty or (clause is not None and extent.of_kind(clause.obligation.duty))


def not_known(solution: Solution, found: TriggeredArticles, extent: DetailOptions) -> list[str]:
    """What may be missing: that nothing was found, what is unpublished, and what was not checked."""
    setting, known = solution.setting, len(solution.graph.parties)
    victims = the(setting, *setting.attacked)
    live = any(c.helping and c.verdict.status is not Status.RELEASED for c in found.calls)
    aside = {c for i in found.aside for c in i.calls}
    lines: list[str] = []
    if not live and victims:
        lines.append(
            " ".join(
                filter(
                    None,
                    (
                        f"None of the {known} instruments known here and in force that day binds anybody to help {victims}.",
                        *read_and_not_looked_for(solution),
                        unread(solution),
                    ),
                )
            )
        )
    lines += pending(solution)
    clauses = [c.clause for c in found.everything if extent.all or (c.helping and c not in aside)]
    most = None if extent.all else 3
    for said, told in RESTS.items():
        if names := list(dict.fromkeys(c.treaty.name for c in clauses if told(c))):
            lines.append(f"{said}: {cited(names, most)}.")
    if not solution.record.complete:
        lines.append("Later rounds were not looked at (`--rounds`).")
    if solution.labels.exact_below is not None and not extent.at_once:
        lines.append(
            f"Ways of {solution.labels.exact_below} or more open answers may be missing; nearer ones are all here."
        )
    return lines
