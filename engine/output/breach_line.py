"""Broken promises in words: the paragraph of a short answer, and the section of a full one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.findings.breaches import BrokenPromises, breaches_by_state
from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.output.document import Block, Role, Section
from engine.output.owing import bare_name, mark, must
from engine.output.prose import capital, few, listed, number, the
from engine.setting.graph import Clause
from engine.setting.setting import Setting
from treaties.support.grouping import grouped
from treaties.vocabulary.names import (
    article_cited,
    articles_cited,
    instrument_in_line,
)
from treaties.vocabulary.terms import Warrant

NAMED, SENTENCES = 3, 3
"""The largest number of instruments named for one state, and of sentences; the rest is counted."""


def breaks(
    setting: Setting, states: Sequence[str], what: str, excused: str = ""
) -> str:
    """Return the sentence that some states break something.

    Args:
        setting: the question.
        states: the ids of the states.
        what: what they break.
        excused: what would excuse it; empty if nothing would.
    """
    verb = "breaks" if len(states) == 1 else "break"
    unless = f", {excused}" if excused else ""
    return f"{capital(the(setting, *states))} {verb} {what}{unless}."


def breach_line(solution: Findings, extent: DetailOptions | None = None) -> str:
    """Return one paragraph on the law and the promises that each attacker breaks; empty if nobody breaks anything.

    >>> from engine import ask
    >>> breach_line(ask("Belgium", by="Germany", on="1914-08-04", rounds=1))
    'The German Empire breaks the Treaty of London of 1839 (Art. II).'
    """
    found = breaches_by_state(solution, extent or DetailOptions(), foremost=True)
    groups = list(grouped((in_brief(each), s) for s, each in found.items()).items())
    shown = groups if len(groups) <= SENTENCES else groups[: SENTENCES - 1]
    lines = [breaks(solution.setting, states, what) for what, states in shown]
    rest = [s for _, some in groups[len(shown) :] for s in some]
    if rest:
        lines.append(breaks(solution.setting, rest, "promises too (`--all`)"))
    return " ".join(lines)


def in_brief(promises: Sequence[BrokenPromises]) -> str:
    """Return what one state breaks in words: first what nothing excuses, then one thing that something may excuse."""
    first, *others = promises
    labels = _labels_in_brief(first)
    left = [
        (label, other.excused)
        for other in others
        for label in _labels_in_brief(other)
        if label not in labels
    ]
    unless = f", {first.excused}" if first.excused else ""
    text = f"{listed(few(labels, NAMED))}{unless}"
    if len(left) == 1:
        ((label, excused),) = left
        if first.excused:
            return f"{text}; perhaps also {label}"
        return f"{text}; also {label}, {excused}"
    return f"{text}; perhaps {number(len(left))} more promises" if left else text


def _labels_in_brief(promises: BrokenPromises) -> list[str]:
    """Name laws and instruments, each with its articles; ° marks an article that was not read."""
    labels = list(promises.laws)
    for name, clauses in grouped(
        (bare_name(c.treaty), c) for c in promises.clauses
    ).items():
        rank = clauses[0].treaty.rank
        help_ = all(c.obligation.duty.drawn_in for c in clauses)
        notes = (
            "" if rank.binding else rank.meaning,
            articles_cited(map(_marked, clauses)),
            "a promise of help" if help_ else "",
        )
        labels.append(f"{instrument_in_line(name)} ({', '.join(filter(None, notes))})")
    return labels


def _marked(clause: Clause) -> str:
    unread = clause.warrant is Warrant.NOT_SEEN
    return f"{clause.obligation.article}{'°' * unread}"


def broken_section(solution: Findings, extent: DetailOptions) -> Section:
    """Return the section on promises that the acts of the question break, state by state. Promises whose breach nothing
    could excuse come first.
    """
    found = [b for each in breaches_by_state(solution, extent).values() for b in each]
    groups = grouped(((b.excused, _in_full(b, extent)), b.state) for b in found)
    promises = sorted(groups.items(), key=lambda group: bool(group[0][0]))
    blocks = []
    for (excused, what), states in promises:
        text = breaks(solution.setting, states, what, excused)
        blocks.append(Block(text, role=Role.BROKEN, rank=1, weight=len(states)))
    return Section(tuple(blocks), "Broken", unit="state")


def _in_full(promises: BrokenPromises, extent: DetailOptions) -> str:
    """Name laws, and instruments with what their articles ask."""
    labels = [*promises.laws, *by_treaty(promises.clauses)]
    return listed(labels if extent.all else few(labels, NAMED))


def by_treaty(clauses: Iterable[Clause]) -> list[str]:
    """Return one text for each instrument: its name, then each of the given articles with what it requires or forbids."""
    articles: dict[str, dict[str, None]] = {}
    for clause in clauses:
        o, treaty = clause.obligation, clause.treaty
        text = ", ".join(
            filter(None, (f"{article_cited(o.article)}: {must(o.duty)}", mark(clause)))
        )
        rank = {} if treaty.rank.binding else {treaty.rank.meaning: None}
        articles.setdefault(treaty.name, rank)[text] = None
    return [
        f"{instrument_in_line(name)} ({'; '.join(found)})"
        for name, found in articles.items()
    ]
