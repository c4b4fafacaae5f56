"""The answer for one state: yes, no, or what it depends on, with the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.cascade.facts import Fact
from engine.output.document import Block, Role
from engine.output.extent import DetailOptions
from engine.output.failures import failed_of
from engine.output.next_step import STEPS
from engine.output.owing import conditions, does, must, only_if, parted, reference
from engine.output.proof_text import proof_tree
from engine.output.prose import capital, crowd, number, para, the
from engine.output.unbound_text import why_unbound
from engine.output.worth_of_no import unread
from engine.verdicts.calls import TriggeredArticle, called
from engine.verdicts.explanation import Explanation, explain, prove
from engine.verdicts.further import Chain, further
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.rows import StateVerdict
from engine.verdicts.solution import Solution
from engine.verdicts.unbound import Lack, unbound
from engine.verdicts.verdict import Status
from treaties.vocabulary.terms import Duty

MANY = 9
"""States of one answer that are all named."""


def asked_about(solution: Solution, states: Iterable[str], extent: DetailOptions | None = None) -> list[str]:
    """The answer for each of these states, those of one answer together."""
    extent, groups = extent or DetailOptions(), dict[str, list[str]]()
    for state in states:
        groups.setdefault(_verdict(solution, solution[state], extent)[0], []).append(state)
    order = DisplayOrder(solution.setting, solution.graph)
    sentences = []
    for said, same in groups.items():
        names = crowd(order, order.sorted(same), "states", whole=extent.all or len(same) <= MANY)
        sentences.append(said.format(who=names, Who=capital(names)))
    return sentences


def _verdict(solution: Solution, row: StateVerdict, extent: DetailOptions) -> tuple[str, TriggeredArticle | None]:
    """A sentence with `{who}` for the state, and the call that it tells of."""
    deed = solution.scenario.deed
    own = [c for c in called(solution).everything if row.state in c.states and c.treaty.rank.binding]
    own.sort(key=lambda c: c.order)
    mine = [c for c in own if extent.of_kind(c.duty) and (extent.duty or c.helping or c.duty is deed)]
    if mine:
        whole = next((c for c in mine if deed is None or c.duty.rank <= deed.rank), None)
        return _called(solution, whole or mine[0], str(deed) if deed and not whole else ""), whole or mine[0]
    first = next((c for c in own if not c.duty.forbids_help), own[0] if own else None)
    if row.status is Status.BELLIGERENT:
        return "{Who}: it is itself at war" + (", and owes no help at once." if row.duty else "."), first
    later = _later(solution, row, (c for c in extent.chains(further(solution)) if len(c.acts) <= STEPS or not first))
    if first:
        short = "Not obliged, but it may: {who} " if first.duty is Duty.MAY_ASSIST else "Not obliged to help: {who} "
        return f"{short}{does(solution, first)} ({reference(first.clause)}){later}.", first
    return f"Not obliged at once{later}." if later else _uncalled(solution, row), None


def _later(solution: Solution, row: StateVerdict, chains: Iterable[Chain]) -> str:
    """What a state may come to owe, and after which acts, as the end of a sentence."""
    chain = next((c for c in chains if row.state in c.states), None)
    if not chain:
        return ""
    first_acts = conditions(solution, chain.acts)
    when = f"if {first_acts}" if first_acts else "if judgements go one way"
    doing = f"{{who}} {must(chain.duty, toward=the(solution.setting, chain.beneficiary))}"
    return f"; {when}, {doing} ({reference(chain.clause)}){only_if(solution, chain.judgements)}"


def _uncalled(solution: Solution, row: StateVerdict) -> str:
    mine = next((u for u in unbound(solution, (row.state,)) if u.state == row.state), None)
    if mine and (mine.reasons[0].lack is not Lack.NO_TREATY or row.link.kind != "none"):
        return f"Not obliged: {{who}} ({why_unbound(solution, mine)})."
    none = f"Not obliged: none of the {len(solution.graph.parties)} instruments known here and in force that day links {{who}} to it."
    return " ".join(filter(None, (none, unread(solution, (row.state,)))))


def _called(solution: Solution, call: TriggeredArticle, less_than: str = "") -> str:
    """The answer by one call; `less_than` is the deed asked about where the call asks less."""
    toward = the(solution.setting, *call.beneficiaries)
    doing = f"{{who}} {does(solution, call, toward)} ({reference(call.clause)})"
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


def proof_of(solution: Solution, state: str, extent: DetailOptions) -> Iterator[Block]:
    """The proof of what the answer for a state rests on, or every condition that failed."""
    row = solution[state]
    call = _verdict(solution, row, extent)[1]
    explained = explain(solution, row)
    chain = next((c for c in extent.chains(further(solution)) if row.state in c.states), None)
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
