"""The answer for one state: yes, no, or what it depends on, with the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.cascade.facts import Fact
from engine.output.document import Block, Role
from engine.output.extent import DetailOptions
from engine.output.failures import failed_of
from engine.output.owing import conditions, does, must, only_if, parted, reference
from engine.output.proof_text import proof_tree
from engine.output.prose import capital, crowd, number, para, the
from engine.output.unbound_text import why_unbound
from engine.output.worth_of_no import unread
from engine.verdicts.calls import TriggeredArticle, TriggeredArticles
from engine.verdicts.explanation import Explanation, explain, prove
from engine.verdicts.further import Chain
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.rows import StateVerdict
from engine.verdicts.solution import Solution
from engine.verdicts.unbound import Lack, unbound
from engine.verdicts.verdict import Status
from treaties.vocabulary.terms import Duty

MANY = 9
"""States of one answer that are all named."""


def state_blocks(
    solution: Solution, states: Iterable[str], found: TriggeredArticles, chains: Iterable[Chain], extent: DetailOptions
) -> Iterator[Block]:
    """The answer for each of these states, those of one answer together; the proof where one state is asked about."""
    asked, chains = list(states), list(chains)
    groups: dict[str, list[str]] = {}
    call: TriggeredArticle | None = None
    for state in asked:
        said, call = _verdict(solution, solution[state], found, chains, extent)
        groups.setdefault(said, []).append(state)
    order = DisplayOrder(solution.setting, solution.graph)
    for said, same in groups.items():
        states = order.sorted(same)
        names = crowd(order, states, "states", whole=extent.all or len(states) <= MANY)
        yield Block(said.format(who=names, Who=capital(names)), role=Role.FINDING)
    if len(asked) == 1:
        yield from _proof(solution, solution[asked[0]], call, chains, extent)


def _verdict(
    solution: Solution, row: StateVerdict, found: TriggeredArticles, chains: list[Chain], extent: DetailOptions
) -> tuple[str, TriggeredArticle | None]:
    """A sentence with `{who}` for the state, and the call that it tells of."""
    own = sorted(
        (c for c in found.everything if row.state in c.states and c.treaty.rank.binding), key=lambda c: c.order
    )
    mine = [c for c in own if extent.of_kind(c.duty) and (extent.duty or c.helping or c.duty is extent.asked)]
    if mine:
        whole = next((c for c in mine if extent.asked is None or c.duty.rank <= extent.asked.rank), None)
        call = whole or mine[0]
        return _called(solution, call, "" if whole or extent.asked is None else str(extent.asked)), call
    first = own[0] if own else None
    if row.status is Status.BELLIGERENT:
        return "{Who}: it is itself at war" + (", and owes no help at once." if row.duty else "."), first
    if first:
        short = "Not obliged, but it may: {who} " if first.duty is Duty.MAY_ASSIST else "Not obliged to help: {who} "
        return f"{short}{does(solution, first)} ({reference(first.clause)}).", first
    return _uncalled(solution, row, found, chains, extent), None


def _uncalled(
    solution: Solution, row: StateVerdict, found: TriggeredArticles, chains: list[Chain], extent: DetailOptions
) -> str:
    chain = next((c for c in extent.chains(chains) if row.state in c.states), None)
    if chain:
        first_acts = conditions(solution, chain.acts)
        when = f"if {first_acts}" if first_acts else "if judgements go one way"
        doing = f"{{who}} {must(chain.duty, toward=the(solution.setting, chain.beneficiary))}"
        return f"Not obliged at once; {when}, {doing} ({reference(chain.clause)}){only_if(solution, chain.judgements)}."
    mine = next((u for u in unbound(solution, (row.state,), found) if u.state == row.state), None)
    if mine and (mine.reasons[0].lack is not Lack.NO_TREATY or row.link.kind != "none"):
        return f"Not obliged: {why_unbound(solution, mine)}."
    none = f"Not obliged: none of the {len(solution.graph.parties)} instruments known here and in force that day links {{who}} to it."
    return " ".join(filter(None, (none, unread(solution, (row.state,)))))


def _called(solution: Solution, call: TriggeredArticle, less_than: str = "") -> str:
    """The answer by one call; `less_than` is the deed asked about where the call asks less."""
    doing = f"{{who}} {does(solution, call)} ({reference(call.clause)})"
    if call.verdict.status is Status.RELEASED:
        return f"Not obliged: {doing}."
    _, open_ = parted(solution, solution.labels.literals.decode(call.verdict.supports[0]))
    if open_:
        first = f"Not obliged to {less_than}; besides, it" if less_than else "It"
        return f"{first} depends: {doing}{only_if(solution, open_)}."
    if call.duty is Duty.MAY_ASSIST:
        return f"Not obliged, but it may: {doing}."
    if less_than:
        return f"Not obliged to {less_than}: {doing}."
    return f"Obliged{'' if call.verdict.status is Status.BOUND else ' on a condition'}: {doing}."


def _proof(
    solution: Solution, row: StateVerdict, call: TriggeredArticle | None, chains: list[Chain], extent: DetailOptions
) -> Iterator[Block]:
    """The proof of what the answer rests on, or every condition that failed."""
    explained = explain(solution, row)
    chain = next((c for c in extent.chains(chains) if row.state in c.states), None)
    ground = None
    if call:
        # Of one article with several scopes the state may stand under another than the first of those bound with it.
        same = [j for j in row.judged if j.at_once.duty is not None and j.ground.clause.label == call.clause.label]
        ground = next((j for j in same if j.ground.clause.key == call.clause.key), same[0])
        verdict = ground.at_once
    elif chain:
        ground = next(j for j in row.judged if j.ground.clause.key == chain.clause.key)
        verdict = ground.verdict
    if ground:
        fact = ground.ground.fact
        fact = fact if verdict.status is not Status.RELEASED else Fact("arisen", fact.args)
        reason = prove(solution, fact, verdict.supports[0] if verdict.supports else 0)
        yield from (Block(line, role=Role.PROOF) for line in proof_tree(explained, reason, {}, "  ", "  "))
    else:
        yield from _failed(solution, explained)


def _failed(solution: Solution, explained: Explanation) -> Iterator[Block]:
    told = list(dict.fromkeys((label, reason) for label, _, reason in failed_of(solution, explained.row)))
    yield from (Block(para(f"{label}: {reason}", 2, 4), role=Role.PROOF) for label, reason in told[:6])
    if len(told) > 6:
        yield Block(f"  and {number(len(told) - 6)} more conditions that failed (`casus why`)", role=Role.PROOF)
