"""What is called, broken, further away and not called, in the models of an answer's JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine.cascade.facts import Fact
from engine.output.json_parts import (
    BreachJson,
    CallJson,
    ChainJson,
    InstrumentJson,
    NotBindingJson,
    UnboundJson,
    UnverifiedJson,
)
from engine.output.json_states import answered
from engine.output.owing import only_if, owed, parted
from engine.output.unbound_text import reason_in_words
from engine.verdicts.prominence import DisplayOrder

if TYPE_CHECKING:
    from engine.cascade.graph import Clause
    from engine.verdicts.broken import Breach
    from engine.verdicts.calls import Instrument, TriggeredArticle
    from engine.verdicts.further import Chain
    from engine.verdicts.solution import Solution
    from engine.verdicts.unbound import NotBinding, Unbound


def instruments_json(solution: Solution, found: Iterable[Instrument], order: DisplayOrder) -> list[InstrumentJson]:
    """Instruments with the articles of each that are called."""
    return [
        InstrumentJson(
            treaty=i.treaty.id,
            name=i.treaty.name,
            rank=str(i.treaty.rank),
            text_available=i.treaty.text_available,
            calls=[_call(solution, c, order) for c in i.calls],
        )
        for i in found
    ]


def _call(solution: Solution, call: TriggeredArticle, order: DisplayOrder) -> CallJson:
    o, v = call.clause.obligation, call.verdict
    source = solution.corpus.source(o.source or call.treaty.sources[0])
    judged = parted(solution, solution.labels.literals.decode(v.supports[0]))[1] if v.supports else ()
    return CallJson(
        clause=call.clause.key,
        proof=str(call.judged.ground.fact),
        article=o.article,
        duty=str(call.duty),
        status=str(v.status),
        events=v.distance.events,
        judgements=v.distance.judgements,
        states=list(call.states),
        already_fighting=list(call.fighting),
        beneficiaries=list(call.beneficiaries),
        needs=answered(solution.labels.literals.decode(v.supports[0])) if v.supports else [],
        says=f"{owed(solution, call, order)}{only_if(solution, judged)}.",
        phrase=o.phrase,
        gist=o.gist,
        source=source.title,
        url=source.url,
        verified=call.verified,
        warrant=str(call.clause.warrant),
    )


def breach_json(b: Breach) -> BreachJson:
    """A promise that is broken."""
    o, t = b.clause.obligation, b.clause.treaty
    return BreachJson(
        state=b.state,
        treaty=t.id,
        article=o.article,
        duty=str(o.duty),
        rank=str(t.rank),
        beneficiary=b.beneficiary,
        others=list(b.others),
        act=b.act,
        adversary=b.adversary,
        excused=b.excused,
        verified=o.verified and t.verified,
        warrant=str(b.clause.warrant),
    )


def chain_json(chain: Chain) -> ChainJson:
    """A chain: who is drawn in if it goes on."""
    return ChainJson(
        treaty=chain.clause.treaty.id,
        article=chain.clause.obligation.article,
        duty=str(chain.duty),
        status=str(chain.status),
        events=chain.distance.events,
        judgements=chain.distance.judgements,
        states=list(chain.states),
        beneficiary=chain.beneficiary,
        needs=answered([*chain.acts, *chain.judgements]),
        others=chain.others,
        proof=str(proof_of(chain)),
        side="attackers" if chain.attackers else "attacked",
        verified=chain.judged.ground.verified,
        warrant=str(chain.clause.warrant),
    )


def proof_of(chain: Chain) -> Fact:
    """What the proof of the first of a chain's states proves."""
    return Fact("due", (chain.states[0], chain.clause.key, chain.beneficiary))


def unbound_json(solution: Solution, found: Iterable[Unbound]) -> list[UnboundJson]:
    """Who is bound to nothing, with every reason."""
    return [
        UnboundJson(state=u.state, owing=u.owing, reasons=[_reason_json(solution, r) for r in u.reasons]) for u in found
    ]


def _reason_json(solution: Solution, r: NotBinding) -> NotBindingJson:
    ident, source = (r.treaty.id, r.treaty.sources[0]) if r.treaty else (None, "")
    day, told = r.day.isoformat() if r.day else None, reason_in_words(solution, r)
    return NotBindingJson(lack=r.lack, treaty=ident, articles=list(r.articles), day=day, source=source, says=told)


def unverified_json(clauses: Iterable[Clause], *, full: bool) -> list[UnverifiedJson]:
    """Those of some articles that were not checked against a source, each once; in the full form with the reason."""
    held = {
        (c.treaty.id, c.obligation.article): c for c in clauses if not (c.obligation.verified and c.treaty.verified)
    }
    return [
        UnverifiedJson(
            treaty=treaty,
            article=article,
            **({"why": c.obligation.unverifiable or c.treaty.unverifiable} if full else {}),
        )
        for (treaty, article), c in held.items()
    ]
