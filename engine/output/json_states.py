"""Rows, grounds, failed conditions and readings of an answer in the models of its JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from engine.cascade.questions import Literal
from engine.cascade.setting import Setting
from engine.output.blocked_text import no_article
from engine.output.failures import reason
from engine.output.json_models import ChangeJson, ReadingJson
from engine.output.json_parts import (
    AnsweredJson,
    BlockedJson,
    GroundJson,
    OtherArticleJson,
    RestsJson,
    StateJson,
    TreatyLinkJson,
    VerdictJson,
)
from engine.verdicts.grounds import Judged
from engine.verdicts.rows import StateVerdict
from engine.verdicts.verdict import Status, Verdict

if TYPE_CHECKING:
    from engine.cascade.facts import FailedCondition
    from engine.verdicts.solution import Solution
    from engine.verdicts.treaty_link import TreatyLink


def answered(literals: Iterable[Literal]) -> list[AnsweredJson]:
    """Literals as questions with their answers."""
    return [AnsweredJson(question=q, answer="yes" if yes else "no") for q, yes in literals]


def verdict_json(v: Verdict) -> VerdictJson:
    """Status and duty of a verdict."""
    return VerdictJson(status=str(v.status), duty=str(v.duty) if v.duty else None)


def state_json(setting: Setting, row: StateVerdict, *, full: bool) -> StateJson:
    """One row."""
    v, ground = row.verdict, row.ground
    more = (
        {
            "by_reading": {k: verdict_json(x) for k, x in row.by_reading.items()},
            "grounds": [ground_json(row, j) for j in row.judged],
            "blocked": [blocked_json(setting, row, b) for b in row.blocked],
        }
        if full
        else {}
    )
    return StateJson(
        state=row.state,
        name=row.name,
        cow=row.cow,
        iso3=row.iso3,
        round=row.round,
        status=str(v.status),
        duty=str(v.duty) if v.duty else None,
        settled=verdict_json(row.settled),
        at_once=verdict_json(row.at_once),
        link=link_json(row.link),
        events=v.distance.events,
        judgements=v.distance.judgements,
        ground=RestsJson(
            treaty=ground.treaty,
            article=ground.article,
            beneficiary=ground.beneficiary,
            proof=str(ground.fact),
            verified=ground.verified,
            warrant=str(ground.clause.warrant),
        )
        if ground
        else None,
        needs=answered(row.supports[0]) if row.supports else [],
        **more,
    )


def link_json(link: TreatyLink) -> TreatyLinkJson:
    """What links a state to those attacked."""
    others = [
        OtherArticleJson(
            treaty=c.treaty.id, article=c.obligation.article, duty=str(c.obligation.duty), owed_by_it=c in link.owes
        )
        for c in (*link.owes, *link.owed)
    ]
    return TreatyLinkJson(kind=link.kind, says=no_article(link), others=others)


def ground_json(row: StateVerdict, j: Judged) -> GroundJson:
    """One ground of a row with its verdicts and all of its supports."""
    g, v = j.ground, j.verdict
    return GroundJson(
        treaty=g.treaty,
        article=g.article,
        duty=str(v.duty or g.duty),
        rank=str(g.clause.treaty.rank),
        beneficiary=g.beneficiary,
        adversaries=list(g.adversaries),
        round=g.round,
        status=str(v.status),
        at_once=verdict_json(j.at_once),
        events=v.distance.events,
        judgements=v.distance.judgements,
        supports=[answered(row.literals.decode(m)) for m in v.supports],
        truncated=g.truncated,
        verified=g.verified,
        warrant=str(g.clause.warrant),
        text_available=g.clause.treaty.text_available,
    )


def blocked_json(setting: Setting, row: StateVerdict, b: FailedCondition) -> BlockedJson:
    """One duty of a row that did not arise."""
    treaty, article, duty = row.articles[b.clause]
    return BlockedJson(
        treaty=treaty,
        article=article,
        duty=duty,
        beneficiary=b.beneficiary,
        adversary=b.adversary,
        condition=b.condition,
        reason=reason(setting, b),
    )


def readings_json(solution: Solution, rows: Sequence[StateVerdict]) -> tuple[list[ReadingJson], list[str]]:
    """What readings change of these rows, those that change the same together; and those that change nothing."""
    groups: dict[tuple[tuple[Status, str | None, tuple[str, ...]], ...], list[str]] = {}
    for r in solution.readings:
        moved: dict[tuple[Status, str | None], list[str]] = {}
        for row in rows:
            now, then = row.verdict, row.by_reading[r.id]
            stays = row.status is Status.BELLIGERENT or now.status is then.status
            if not stays or now.duty is not then.duty:
                moved.setdefault((then.status, str(then.duty) if then.duty else None), []).append(row.state)
        groups.setdefault(tuple((s, d, tuple(states)) for (s, d), states in moved.items()), []).append(r.id)
    unmoved = groups.pop((), [])
    told = [
        ReadingJson(
            readings=ids, changes=[ChangeJson(status=str(s), duty=d, states=list(states)) for s, d, states in changes]
        )
        for changes, ids in groups.items()
    ]
    return told, unmoved
