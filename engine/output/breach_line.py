"""The paragraph of a short answer on what each attacker breaks, general law first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.findings.breaches import foremost_breaches
from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.output.prose import OWN_BRACKETS, capital, listed, number, the
from engine.record.breaches import Breach
from engine.setting.graph import Clause
from treaties.support.grouping import grouped
from treaties.vocabulary.names import article_cited, instrument_in_line
from treaties.vocabulary.terms import Warrant

NAMED, SENTENCES = 3, 3
"""The largest number of instruments named for one attacker, and of sentences; the rest is counted."""
HELP = ", a promise of help"
"""What is said of a broken article that asks for help, where it is not plain that it forbids the attack."""
Promises = dict[str, list[str]]
"""The instruments that one state breaks, with their articles, keyed by what would excuse the breach."""


def breach_line(solution: Findings, extent: DetailOptions | None = None) -> str:
    """Return one paragraph on the law and the promises that each attacker breaks; empty if nobody breaks anything.

    >>> from engine import ask
    >>> breach_line(ask("Belgium", by="Germany", on="1914-08-04", rounds=1))
    'The German Empire breaks the Treaty of London of 1839 (Art. II).'
    """
    extent = extent or DetailOptions()
    groups = list(_by_text(solution, extent).items())
    shown = groups if len(groups) <= SENTENCES else groups[: SENTENCES - 1]
    lines = [_sentence(solution, states, what) for what, states in shown]
    rest = [s for _, some in groups[len(shown) :] for s in some]
    if rest:
        lines.append(_sentence(solution, rest, "promises too (`--all`)"))
    return " ".join(lines)


def _by_text(solution: Findings, extent: DetailOptions) -> dict[str, list[str]]:
    """Group the attackers by what they break, in words, weightiest first."""
    own_force = [
        b for b in solution.broken if extent.concerns((b.state, b.beneficiary))
    ]
    rules = [f for f in solution.forbidden if extent.concerns((f.state, f.adversary))]
    own = grouped((b.state, b) for b in own_force)
    general = grouped((f.state, (f.excused, f.rule.law_in_line)) for f in rules)
    states = solution.display_order.sorted({*general, *own})
    return grouped(
        (_worded(_promises(own.get(s, []), general.get(s, []))), s) for s in states
    )


def _sentence(solution: Findings, states: list[str], what: str) -> str:
    breaks = "breaks" if len(states) == 1 else "break"
    return f"{capital(the(solution.setting, *states))} {breaks} {what}."


def _promises(own: list[Breach], general: list[tuple[str, str]]) -> Promises:
    """Name what one state breaks: first what general law forbids, then its nearest promises."""
    chosen = foremost_breaches(own, forbidden=bool(general))
    promises = grouped(dict.fromkeys(general))
    for reasons, some in grouped((b.excused, b) for b in chosen).items():
        excused = reasons.replace(", only if ", " and ")
        promises.setdefault(excused, []).extend(_instruments(b.clause for b in some))
    return promises


def _instruments(clauses: Iterable[Clause]) -> list[str]:
    """Name instruments, each with its articles; ° marks one that was not read."""
    articles = grouped((c.treaty.name, c) for c in clauses)
    return [
        f"{instrument_in_line(OWN_BRACKETS.sub('', name))} ({_rank(found[0])}{_in_a_row(found)})"
        for name, found in articles.items()
    ]


def _in_a_row(clauses: Iterable[Clause]) -> str:
    """The articles of one instrument in brackets, `Arts` before several."""
    articles = list(dict.fromkeys(map(_article, clauses)))
    own = [re.sub(r"^Arts?\.? ", "", a) for a in articles]
    if len(own) == 1 or own == articles or any(HELP in a for a in own):
        return listed(articles)
    return f"Arts {listed([part for a in own for part in a.split(' and ')])}"


def _rank(clause: Clause) -> str:
    """The rank of an instrument that binds nobody in law, before its articles."""
    rank = clause.treaty.rank
    return "" if rank.binding else f"{rank.meaning}, "


def _article(clause: Clause) -> str:
    obligation = clause.obligation
    mark = "°" if clause.warrant is Warrant.NOT_SEEN else ""
    return f"{article_cited(obligation.article)}{mark}{HELP * obligation.duty.drawn_in}"


def _worded(promises: Promises) -> str:
    """Word what one state breaks: first what nothing excuses, then one thing that something may excuse."""
    sure = promises.get("", [])
    left = {e: [x for x in found if x not in sure] for e, found in promises.items()}
    doubtful = {e: labels for e, labels in left.items() if e and labels}
    if sure:
        count = sum(map(len, doubtful.values()))
        if count == 1:
            ((excused, labels),) = doubtful.items()
            return f"{_counted(sure)}; also {labels[0]}, {excused}"
        more = f"; perhaps {number(count)} more promises" if count else ""
        return f"{_counted(sure)}{more}"
    (excused, labels), *others = doubtful.items()
    count = sum(len(labels) for _, labels in others)
    more = f"; perhaps {number(count)} more" if count else ""
    return f"{_counted(labels)}, {excused}{more}"


def _counted(labels: list[str]) -> str:
    if len(labels) <= NAMED + 1:
        return listed(labels)
    return listed([*labels[:NAMED], f"{number(len(labels) - NAMED)} more"])
