"""Further acts in words: the nearest chains of duties, grouped by the acts on which they depend; the rest is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.findings.further import Chain, all_bound, further, nearest_step
from engine.findings.shown_articles import remaining_duties
from engine.findings.stepping_in import allies_if_joined
from engine.findings.unbound import Unbound
from engine.output.document import Block, Section
from engine.output.owing import (
    conditions,
    heading,
    marked_reference,
    must,
    only_if,
    reference,
)
from engine.output.prose import BRACKETS, capital, crowd, number, the
from engine.record.questions import Literal
from engine.setting.graph import Clause
from treaties.models.conditions import InArea
from treaties.support.grouping import grouped
from treaties.vocabulary.names import area_in_line


def further_section(
    solution: Findings, found: Iterable[Unbound], extent: DetailOptions
) -> Section:
    """Return the section on what may follow: a line for each group of acts with the states that these acts draw in,
    then a line on states that may join without a duty.

    Args:
        solution: the answer.
        found: the states that are not bound to help, some of them free to help.
        extent: how much is shown, and the states and the duty to which it is limited.
    """
    groups = grouped((_head(solution, c), c) for c in extent.chains(further(solution)))
    nearest = enumerate(_both_sides_first([*groups.values()]))
    blocks = (
        *(_group(solution, g, extent, 12 + 9 * n) for n, g in nearest),
        *_stepping_in(solution, found),
    )
    return Section(
        blocks,
        "If it goes on",
        ": each step is somebody's choice or judgement",
        "state",
    )


def _stepping_in(solution: Findings, found: Iterable[Unbound]) -> Iterator[Block]:
    """Write that allies of the attacker may be called if an unbound great power fights; nothing if a great power is
    bound.
    """
    if joined := allies_if_joined(solution, found):
        (by, states), setting = joined, solution.setting
        hit = the(setting, *setting.attacked)
        may = crowd(solution.display_order, states, "states")
        rival = f"If a state that nothing binds fights for {hit} all the same, {may} may be called to the other side"
        yield Block(
            f'{rival}; ask with `--also "STATE>{setting.name(by)}"`.', rank=40, weight=0
        )


def _both_sides_first(groups: list[list[Chain]]) -> list[list[Chain]]:
    """The nearest group of each side, then the others in their order."""
    first = [
        next((g for g in groups if g[0].attackers is theirs), None)
        for theirs in (False, True)
    ]
    return [
        *sorted((g for g in first if g), key=groups.index),
        *(g for g in groups if g not in first),
    ]


def _group(
    solution: Findings, chains: list[Chain], extent: DetailOptions, rank: int
) -> Block:
    """Group what depends on the same acts."""
    details = tuple(
        _chain(solution, c, extent, rank + 7 * n) for n, c in enumerate(chains)
    )
    many = sum(len(c.states) for c in chains)
    return Block(_head(solution, chains[0]), rank=rank, weight=many, details=details)


def _head(solution: Findings, chain: Chain) -> str:
    """The acts, their kind, and the beneficiaries of the duties that follow."""
    acts, others = conditions(solution, chain.acts), chain.others
    instead = f" (or one of {number(others)} other states does)" if others else ""
    head = f"If {acts}{instead}" if acts else "By judgements alone"
    force = only_if(solution, chain.on_force).replace(", only", ", and only", 1)
    return f"{head}{force}, owed to {the(solution.setting, chain.beneficiary)}:"


def _chain(solution: Findings, chain: Chain, extent: DetailOptions, rank: int) -> Block:
    states = crowd(
        solution.display_order,
        chain.states,
        chain.clause.treaty.members_on(solution.setting.on, chain.states),
        whole=extent.all,
    )
    text = capital(f"{states} {must(chain.duty, len(chain.states) > 1)}")
    rest = only_if(solution, [x for x in chain.judgements if x not in chain.on_force])
    line, many = f"{text} ({reference(chain.clause)}){rest}.", len(chain.states)
    return Block(
        line, rank=rank, clause=chain.clause.key, proof=str(chain.fact), weight=many
    )


def remaining_section(solution: Findings, extent: DetailOptions) -> Section:
    """Return the section on the duties that no other section shows; empty unless the whole answer is to be shown."""
    if not extent.all:
        return Section(())
    groups = grouped(
        (
            (
                j.ground.clause.key,
                duty,
                j.verdict.status,
                j.verdict.distance.total,
                j.ground.beneficiary,
            ),
            (state, j),
        )
        for state, duty, j in remaining_duties(solution, extent)
    )
    blocks = []
    for (_, duty, status, far, toward), members in sorted(
        groups.items(), key=lambda x: (x[0][3], x[0][0])
    ):
        states = solution.display_order.sorted(s for s, _ in members)
        away = f", {number(far)} open answer{'s' * (far != 1)} away" if far else ""
        text = f"{the(solution.setting, *states)} {must(duty, len(states) > 1)}, toward {the(solution.setting, toward)}"
        blocks.append(
            Block(f"{text}, {status}{away}.", heading(members[0][1].ground.clause))
        )
    return Section(tuple(blocks), "What else may come to be owed")


def _within(solution: Findings, clause: Clause) -> str:
    """Write where force must fall for an article to cover it; empty if the article has no one area."""
    limits = [c for c in clause.obligation.conditions if isinstance(c, InArea)]
    if len(limits) != 1:
        return ""
    area = solution.corpus.gazetteer.area(limits[0].area)
    return f" within {BRACKETS.sub('', area_in_line(area.name)).strip()}"


def next_step(
    solution: Findings,
    chains: Iterable[Chain],
    known: Collection[Literal],
) -> Iterator[str]:
    """Yield a sentence on the nearest step that obliges a great power to join, if there is one.

    Args:
        solution: the answer.
        chains: the duties that may follow, on the sides that have no great power yet.
        known: the judgements that the first lines of the answer name; a step that needs judgements of other kinds about force is skipped.
    """
    for c in nearest_step(solution, chains, known):
        acts, bound = conditions(solution, c.acts), all_bound(solution, c)
        members = c.clause.treaty.members_on(solution.setting.on, bound)
        who = crowd(solution.display_order, bound, members)
        doing = must(c.duty, len(bound) > 1, the(solution.setting, c.beneficiary))
        within = _within(solution, c.clause)
        text = f"{f'if {acts}{within}, ' if acts else ''}{who} {doing}"
        more = len(bound) - len(c.states)
        owe = "owes" if more == 1 else "owe"
        heavier = f"; {number(more)} of them {owe} help by another treaty too"
        worded = bool(c.judgements) and set(c.judgements) <= set(known)
        same = ", on the same conditions"
        only = same if worded else only_if(solution, c.judgements)
        yield f"{capital(text)} ({marked_reference(c.clause)}){only}{heavier if more else ''}."
