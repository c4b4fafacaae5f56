"""States that are not bound to help, in words: one line for every format, and a section on all the others."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from engine.findings.findings import Findings
from engine.findings.unbound import CLOSE, Lack, NotBinding, Unbound, unbound
from engine.findings.unbound_named import living_unbound, named_unbound
from engine.output.document import Block, Role, Section
from engine.output.prose import capital, the
from engine.output.reason_text import reason_words
from treaties.support.grouping import grouped


def _groups(
    solution: Findings, found: Iterable[Unbound], *, whole: bool = False
) -> dict[str, list[str]]:
    """Group states by their reasons in words, for brackets behind their names.

    Args:
        solution: the answer.
        found: the states that are not bound.
        whole: whether each of their reasons is given with its day; else the short one alone, where days long before the
            attack are given as years.
    """

    def why(u: Unbound) -> str:
        reasons: Iterable[NotBinding] = u.reasons if whole else u.short_reasons
        words = (reason_words(solution, r, u.state, years=not whole) for r in reasons)
        text = "; ".join(dict.fromkeys(w.bracketed for w in words))
        below = not whole and u.short_reasons[0].lack is Lack.BELOW
        return f"no more than {text}" if below else text

    return grouped((why(u), u.state) for u in found)


def _led(solution: Findings, found: Iterable[Unbound]) -> list[str]:
    """The clauses of the line: at most four, of states that a reader asks about.

    Who is asked about, has to consult or to stay neutral, or owes help by another text, owes something; of neutrals and
    where there is no instrument to name only great powers and neighbours of the attacked states.
    """
    order = solution.display_order
    chosen = named_unbound(solution, living_unbound(solution, found))
    alike = _groups(solution, _of_few(found))
    clauses = []
    for why, states in _groups(solution, chosen).items():
        # Partners in the same pact of few have the same reason.
        each = dict.fromkeys((*states, *alike.get(why, ())))
        clauses.append(f"{the(order.setting, *order.sorted(each))} ({why})")
    return clauses


def _of_few(found: Iterable[Unbound]) -> Iterator[Unbound]:
    """Find the states whose reason is a pact of few parties."""
    for u in found:
        treaty = u.short_reason.treaty
        if treaty and len(treaty.states) <= CLOSE and not u.owing:
            yield u


def unbound_line(solution: Findings, without: Container[str] = ()) -> str:
    """Return the line on states that owe nothing; empty if there are none, or if the question contains an earlier
    attack.

    Args:
        solution: the answer.
        without: the ids of states that another part of the answer covers.

    >>> from engine import ask
    >>> unbound_line(ask("Cuba", by="United States", on="1962-10-22", rounds=1))[:18]
    'Owe Cuba no help: '
    """
    found = [u for u in unbound(solution) if u.state not in without]
    clauses = _led(solution, found)
    attacked = solution.setting.attacked
    # Of two attacks the second is the one that is asked about.
    known = clauses and attacked and {*attacked} == solution.display_order.last
    owe = f"Owe {the(solution.setting, *attacked)} no help"
    return f"{owe}: {'; '.join(clauses)}." if known else ""


def not_called_section(solution: Findings, free: Iterable[Unbound]) -> Section:
    """Return the section on states that are not bound to help, each with all its reasons.

    Args:
        solution: the answer.
        free: the states that are not bound, each with its reasons.
    """
    texts = (
        f"{the(solution.setting, *states)} ({why})"
        for why, states in _groups(solution, free, whole=True).items()
    )
    blocks = (Block(f"{capital(s)}.", role=Role.QUIET, rank=1) for s in texts)
    return Section(tuple(blocks), "Not called", ", and why", "reason")
