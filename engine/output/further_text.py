"""Further acts in words: the nearest chains of duties, grouped by the acts on which they depend; the rest is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.findings.further import Chain, all_bound, further, nearest_step
from engine.findings.shown_articles import remaining_duties
from engine.findings.stepping_in import allies_if_joined
from engine.findings.unbound import Unbound
from engine.output.document import Block, Section
from engine.output.owing import (
    area_named,
    conditions,
    heading,
    marked_reference,
    must,
    only_if,
    reference,
)
from engine.output.prose import away, capital, crowd, number, the
from engine.record.questions import Literal
from treaties.support.grouping import grouped


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
    blocks = (
        *(_group(solution, head, chains, extent) for head, chains in groups.items()),
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
            f'{rival}; ask with `--also "STATE>{setting.name(by)}"`.', rank=2, weight=0
        )


def _group(
    solution: Findings, head: str, chains: Iterable[Chain], extent: DetailOptions
) -> Block:
    """What depends on the same acts, under these acts."""
    details = tuple(_chain(solution, chain, extent) for chain in chains)
    return Block(head, rank=1, weight=0, details=details)


def _head(solution: Findings, chain: Chain) -> str:
    """The acts, their kind, and the beneficiaries of the duties that follow."""
    acts, others = conditions(solution, chain.acts), chain.others
    instead = f" (or one of {number(others)} other states does)" if others else ""
    head = f"If {acts}{instead}" if acts else "By judgements alone"
    force = only_if(solution, chain.on_force, ", and only if")
    return f"{head}{force}, owed to {the(solution.setting, chain.beneficiary)}:"


def _chain(solution: Findings, chain: Chain, extent: DetailOptions) -> Block:
    doing = _owed_then(solution, chain, chain.states, whole=extent.all)
    judged = [x for x in chain.judgements if x not in chain.on_force]
    text = f"{doing} ({reference(chain.clause)}){only_if(solution, judged)}."
    return Block(
        capital(text),
        rank=1,
        clause=chain.clause.key,
        proof=str(chain.fact),
        weight=len(chain.states),
    )


def _owed_then(
    solution: Findings,
    chain: Chain,
    states: Sequence[str],
    toward: str = "",
    *,
    whole: bool = False,
) -> str:
    """Which states must do what by the article of a chain."""
    members = chain.clause.treaty.members_on(solution.setting.on, states)
    who = crowd(solution.display_order, states, members, whole=whole)
    return f"{who} {must(chain.duty, len(states) > 1, toward)}"


def remaining_section(solution: Findings, extent: DetailOptions) -> Section:
    """Return the section on the duties that no other section shows; empty unless the whole answer is to be shown."""
    if not extent.all:
        return Section(())
    setting = solution.setting
    found = grouped(
        (
            (
                j.verdict.distance.total,
                heading(j.ground.clause),
                duty,
                f"toward {the(setting, j.ground.beneficiary)}, {j.verdict.status}{away(j.verdict)}",
            ),
            state,
        )
        for state, duty, j in remaining_duties(solution, extent)
    )
    blocks = []
    for (_, article, duty, rest), some in sorted(
        found.items(), key=lambda item: item[0][:2]
    ):
        states = solution.display_order.sorted(some)
        owing = f"{the(setting, *states)} {must(duty, len(states) > 1)}"
        blocks.append(Block(f"{owing}, {rest}.", article))
    return Section(tuple(blocks), "What else may come to be owed")


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
        area = area_named(solution.setting, c.clause)
        within = f" within {area}" if area else ""
        acts = conditions(solution, c.acts)
        when = f"if {acts}{within}, " if acts else ""
        toward = the(solution.setting, c.beneficiary)
        doing = _owed_then(solution, c, all_bound(solution, c), toward)
        only = only_if(solution, c.judgements)
        yield f"{capital(f'{when}{doing}')} ({marked_reference(c.clause)}){only}."
