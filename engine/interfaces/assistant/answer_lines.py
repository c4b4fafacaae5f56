"""An answer in the lines that a tool gives: the bottom line first, then what is called, each with the id of its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.cascade.graph import Clause
from engine.interfaces.assistant.notes import marked
from engine.output.bottom_line import bottom_line
from engine.output.json_calls import not_called_json, proof_of
from engine.output.owing import conditions, force_judged, must, owed, unsettled
from engine.output.prose import capital, crowd, the
from engine.verdicts.broken import Breach
from engine.verdicts.calls import TriggeredArticle, TriggeredArticles, called
from engine.verdicts.further import Chain, further
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.verdict import Status
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.answer import Answer

CALLS, BESIDE, CHAINS, UNCALLED = 4, 2, 1, 2
"""Articles called, those beside them, chains and failed duties that are told."""


@dataclass(frozen=True)
class AnswerInBrief:
    """What of an answer is told: its words, the articles of just these, and the questions that they wait for."""

    lines: tuple[str, ...]
    articles: dict[str, Clause]
    questions: tuple[str, ...]
    left: int
    """Articles that are called and not told."""


def shown(answer: Answer) -> AnswerInBrief:
    """The answer in brief."""
    order = DisplayOrder(answer.setting, answer.graph)
    found, chains = called(answer), further(answer)
    asked = found.calls
    attackers = [c for c in _calls(found, "attackers") if c.helping]
    groups = (
        ("CALLED", asked[:CALLS]),
        ("CALLED FOR THE ATTACKER", attackers[:BESIDE]),
        ("BELOW A TREATY: binds nobody in international law", _calls(found, "below")[:BESIDE]),
    )
    told = [c for _, calls in groups for c in calls]
    lines = [answer.heading]
    lines += [answer.understood.told(answer.corpus)] if answer.understood else []
    lines += ["", *bottom_line(answer, found, chains)]
    for head, calls in groups:
        if calls:
            lines += ["", head, *(_call(answer, c, order) for c in calls)]
    lines += _section("BROKEN", (_broken(answer, b) for b in answer.broken[:BESIDE]))
    lines += _section("IF IT GOES ON", (_chain(answer, c, order) for c in chains[:CHAINS]))
    lines += _section("NOT CALLED", _uncalled(answer, order))
    held = [c.clause for c in told] + [b.clause for b in answer.broken[:BESIDE]] + [c.clause for c in chains[:CHAINS]]
    masks = [c.verdict.supports[0] for c in told if c.verdict.supports]
    asks = dict.fromkeys(q for m in masks for q, _ in answer.labels.literals.decode(m))
    left = len(asked) + len(attackers) + len(_calls(found, "below")) + len(_calls(found, "neutral")) - len(told)
    return AnswerInBrief(tuple(lines), {c.key: c for c in held}, tuple(asks), left)


def _calls(found: TriggeredArticles, to: str) -> list[TriggeredArticle]:
    return sorted((c for i in getattr(found, to) for c in i.calls), key=lambda c: c.order)


def _section(head: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield from ("", head, *told)


def _call(answer: Answer, call: TriggeredArticle, order: DisplayOrder) -> str:
    settled = call.duty is Duty.MAY_ASSIST and call.verdict.status is Status.BOUND
    status = "settled" if settled else call.verdict.status
    needs = answer.labels.literals.decode(call.verdict.supports[0]) if call.verdict.supports else ()
    on = " on " + ", ".join(f"{q}={'yes' if yes else 'no'}" for q, yes in needs) if needs else ""
    also = f"; so for each of {len(call.states)}" if len(call.states) > 1 else ""
    return (
        f"  {_named(call.clause)}: {owed(answer, call, order)}. [{status}{on}; proof {call.judged.ground.fact}{also}]"
    )


def _named(clause: Clause) -> str:
    t, o = clause.treaty, clause.obligation
    marks = marked(
        {
            "verified": o.verified and t.verified,
            "warrant": clause.warrant,
            "binding": True,
            "source_read": True,
        }
    )
    return clause.label + "".join(f" [{m}]" for m in marks)


def _broken(answer: Answer, b: Breach) -> str:
    one, other = the(answer.setting, b.state), the(answer.setting, b.beneficiary)
    return f"  {_named(b.clause)}: {capital(one)} breaks what it owes {other}{f', {b.excused}' if b.excused else ''}."


def _chain(answer: Answer, chain: Chain, order: DisplayOrder) -> str:
    who = crowd(order, chain.states, chain.clause.treaty.members)
    acts = conditions(answer, chain.acts)
    when = f"{f' if {acts}' if acts else ''}{force_judged(answer, chain)}{unsettled(chain)}"
    said = f"{capital(who)} {must(chain.duty, len(chain.states) > 1)}{when}"
    return f"  {_named(chain.clause)}: {said}. [{chain.status}; proof {proof_of(chain)}]"


def _uncalled(answer: Answer, order: DisplayOrder) -> Iterator[str]:
    rows = [r for r in answer.rows if r.status is not Status.BELLIGERENT]
    helping = [n for n in not_called_json(rows, order) if Duty(n.duty).drawn_in]
    for n in helping[:UNCALLED]:
        treaty = answer.corpus.treaty(n.treaty)
        names = crowd(order, n.states, treaty.members)
        told = n.reason if n.reason.startswith(answer.setting.name(n.states[0])) else f"{names}: {n.reason}"
        yield f"  {capital(told)} ({treaty.name}, {article_cited(n.article)})"
