"""If it goes on: the nearest chains told, those that wait for the same acts together; the rest counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.output.extent import DetailOptions
from engine.output.owing import conditions, force_judged, heading, must, reference, unsettled
from engine.output.prose import NUMBERS, capital, crowd, number, para, the
from engine.verdicts.calls import TriggeredArticles
from engine.verdicts.further import Chain
from engine.verdicts.grounds import Judged
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.solution import Solution
from treaties.vocabulary.terms import Duty

NAMED = 3
"""Chains that wait for the same acts and are told; the others are counted."""
ROOM = 13
"""Lines for what may follow."""


def further_text(solution: Solution, chains: Iterable[Chain], extent: DetailOptions) -> Iterator[str]:
    """The section of what may follow: a line of acts, and below it whom they draw in."""
    order = DisplayOrder(solution.setting, solution.graph)
    told = extent.chains(chains)
    if not told:
        return
    yield ""
    yield "IF IT GOES ON: each step is somebody's choice or judgement"
    groups: dict[tuple[object, ...], list[Chain]] = {}
    for chain in told:
        groups.setdefault((chain.acts, chain.beneficiary, chain.on_force), []).append(chain)
    ordered = _both_sides_first(list(groups.values()))
    most = next((n for n in (() if extent.tight else (NAMED, 2)) if _both_fit(solution, ordered, order, extent, n)), 1)
    shown, left = extent.fitted((_group(solution, g, order, extent, most) for g in ordered), ROOM)
    yield from shown
    if left:
        count = sum(len(c.states) for g in ordered[len(shown) :] for c in g)
        yield f"  and {count} more state{'s' * (count != 1)}, further off (`--all`)"


def _both_sides_first(groups: list[list[Chain]]) -> list[list[Chain]]:
    """The nearest group of each side, then the others in their order."""
    first = [next((g for g in groups if g[0].attackers is theirs), None) for theirs in (False, True)]
    leading = sorted((g for g in first if g), key=groups.index)
    return [*leading, *(g for g in groups if g not in leading)]


def _both_fit(
    solution: Solution, groups: list[list[Chain]], order: DisplayOrder, extent: DetailOptions, most: int
) -> bool:
    """Whether the nearest group of each side fits into the room where so many chains of each are told."""
    sides = 1 + (len(groups) > 1 and groups[0][0].attackers is not groups[1][0].attackers)
    shown, _ = extent.fitted((_group(solution, g, order, extent, most) for g in groups[:sides]), ROOM)
    return len(shown) == sides


def _group(solution: Solution, chains: list[Chain], order: DisplayOrder, extent: DetailOptions, most: int) -> str:
    """What waits for the same acts, told together, so many chains of it."""
    head, others = conditions(solution, chains[0].acts), chains[0].others
    instead = f" (or one of {number(others)} other states does)" if others else ""
    toward = the(solution.setting, chains[0].beneficiary)
    head = f"If {head}{instead}" if head else "On open judgements alone"
    head += f"{force_judged(solution, chains[0])}, owed to {toward}:"
    most = len(chains) if extent.all else most
    shown = chains[:most]
    lines = [para(head, 2, 4), *(_chain(c, order, extent) for c in shown)]
    if len(shown) < len(chains):
        count = sum(len(c.states) for c in chains[most:])
        lines.append(f"    and {count} more state{'s' * (count != 1)} (`--all`)")
    return "\n".join(lines)


def _chain(chain: Chain, order: DisplayOrder, extent: DetailOptions) -> str:
    states = crowd(order, chain.states, chain.clause.treaty.members, whole=extent.all)
    said = f"{states} {must(chain.duty, len(chain.states) > 1)}"
    return para(capital(f"{said}{unsettled(chain)} ({reference(chain.clause)})."), 4, 4)


def remaining_text(
    solution: Solution, found: TriggeredArticles, chains: Iterable[Chain], extent: DetailOptions
) -> Iterator[str]:
    """Every duty that neither the calls nor the chains tell of, for those who ask for everything."""
    if not extent.all:
        return
    order = DisplayOrder(solution.setting, solution.graph)
    told = {(s, c.clause.key) for c in found.everything for s in c.states}
    told |= {(s, c.clause.key) for c in chains for s in c.states} if not extent.at_once else set()
    groups: dict[tuple[str, Duty, object, int, str], list[tuple[str, Judged]]] = {}
    for row in solution.rows:
        for j in row.judged:
            v, key = j.verdict, j.ground.clause.key
            far = v.distance.total
            if v.duty is None or (row.state, key) in told or not extent.concerns((row.state,)):
                continue
            if not extent.of_kind(v.duty) or not extent.near(far) or (extent.at_once and j.at_once.duty is None):
                continue
            told.add((row.state, key))
            groups.setdefault((key, v.duty, v.status, far, j.ground.beneficiary), []).append((row.state, j))
    if groups:
        yield ""
        yield "WHAT ELSE MAY COME TO BE OWED"
    for (_, duty, status, far, toward), members in sorted(groups.items(), key=lambda x: (x[0][3], x[0][0])):
        states = order.sorted(s for s, _ in members)
        clause = members[0][1].ground.clause
        steps = (
            f", {status}, {NUMBERS[far] if far < len(NUMBERS) else far} open answer{'s' * (far != 1)} away"
            if far
            else f", {status}"
        )
        yield para(
            f"{heading(clause)}: {the(solution.setting, *states)} {must(duty, len(states) > 1)}, toward {the(solution.setting, toward)}{steps}.",
            2,
            4,
        )
