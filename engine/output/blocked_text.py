"""What is broken, who is not called and why, and what is not known: sections of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from engine.cascade.facts import FailedCondition
from engine.cascade.graph import Clause
from engine.output.document import Block, Role, Section
from engine.output.extent import DetailOptions
from engine.output.failures import article_of, only_time, reason
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
LEFT, ALLY = "already-left", "ally-attacks"
"""Kinds of failure of which several obligors are told in a line."""
DAYS = "the day named"
RESTS: Mapping[str, Callable[[Clause], bool]] = {
    "Unpublished, known by report": lambda c: c.warrant is Warrant.UNPUBLISHED,
    "Not seen: its words were not opened in the text itself": lambda c: c.warrant is Warrant.NOT_SEEN,
    "Dates to be checked before relying on them": lambda c: c.treaty.text_available and not c.treaty.verified,
}
"""What is said of articles whose words or days are not sure, and which they are."""


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
    groups: dict[tuple[str, str], _Reason] = {}
    for row in solution.rows:
        if row.status is Status.BELLIGERENT or not extent.concerns((row.state,)):
            continue
        for b, label, members in _telling(solution, row, extent, pending=row.state in called):
            left = b.failure.kind == LEFT and b.failure.states == (row.state,)
            text = reason(solution.setting, b, of=row.state, day=DAYS if left else "")
            key = (text, label if left else "" if b.failure.kind == ALLY else members)
            group = groups.setdefault(key, _Reason(*key, only_time(b), left))
            group.states[row.state] = b
            group.labels[label] = None

    def weight(r: _Reason) -> tuple[object, ...]:
        weighty = (not any(f(s) for s in r.states) for f in (order.great, order.weighty))
        return r.late, *weighty, len(r.labels) > 1, -len(r.states), r.text, r.members

    reasons = sorted(groups.values(), key=weight)
    blocks = tuple(_line(order, r, extent, 22 + 9 * n) for n, r in enumerate(reasons))
    return Section(blocks, "Not called", ", and why", "reason")


@dataclass
class _Reason:
    """A reason that is told once, with the states that it keeps out and the articles that it concerns."""

    text: str
    members: str
    late: bool
    left: bool
    states: dict[str, FailedCondition] = field(default_factory=dict)
    labels: dict[str, None] = field(default_factory=dict)


def _line(order: DisplayOrder, r: _Reason, extent: DetailOptions, rank: int) -> Block:
    setting, names, text = order.setting, order.sorted(r.states), r.text
    who = crowd(order, names, r.members or "states", whole=extent.all or len(names) <= 9)
    first = r.states[names[0]]
    if len(names) > 1 and first.failure.kind == ALLY:
        text = reason(setting, first, many=True)
    elif len(names) > 1 and r.left:
        who = listed(f"{setting.name_in_line(n)} ({r.states[n].failure.day})" for n in names)
    elif r.left:
        text = reason(setting, first, of=names[0])
    articles = cited(list(r.labels), None if extent.all else 2)
    return Block(f"{text} ({articles}).", capital(who), Role.QUIET, rank)


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
    found = [(b, article_of(solution, row, b), solution.corpus.treaty(b.treaty).members) for b in wanted]
    if extent.all:
        return found
    # Only a reservation stands between: nearer to being called than where the article itself does not fit.
    nearest = next((b for b, *_ in found if b.reserved), found[0][0] if found else None)
    return [x for x in found if nearest and (x[0].reserved, x[0].failure) == (nearest.reserved, nearest.failure)]


def _article(clause: Clause) -> tuple[str, str]:
    return clause.treaty.id, clause.obligation.article


def _expected(solution: Solution, b: FailedCondition) -> bool:
    """Whether a reader may expect the duty to be called: it is owed to those attacked, or now to those who attack."""
    setting = solution.setting
    return b.beneficiary in setting.attacked or (b.beneficiary in setting.attacking and b.failure.kind == ALLY)


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
    if solution.further_off:
        end = "the next act and two more judgements (`--far 2`)" if solution.bounds.far else "what is given (`--far 1`)"
        lines.append(f"Nothing was looked for beyond {end}.")
    if solution.labels.exact_below is not None and extent.all:
        lines.append(f"What is {solution.labels.exact_below} or more open answers away may be missing, nothing else.")
    return lines
