"""Articles of help that fail on a condition, and so explain why a state owes less than help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.findings.findings import Findings
from engine.findings.unbound import CLOSE, Lack, NotBinding, failures_of
from engine.findings.unbound_named import left_a_crowd
from engine.question.topic import Side
from engine.record.facts import FailedCondition, Failure
from engine.ruling.ruling import Owed, StateRuling
from engine.setting.graph import clause_of
from engine.setting.setting import Setting
from treaties.models.treaty import Treaty


def nearest_reason(reasons: Sequence[NotBinding]) -> NotBinding:
    """Return the reason that comes closest to a duty to help: a promise below a treaty rather than a treaty without a
    promise of help.
    """
    first = reasons[0]
    promised = [r for r in reasons if r.lack is Lack.BELOW and r.articles]
    return promised[0] if promised and first.lack is Lack.NO_HELP else first


def decisive_reason(solution: Findings, ruling: StateRuling) -> NotBinding | None:
    """Return the reason that a lawyer would state first why a state owes no help; None if it has no treaty of help.

    Help to an attacker under an article that a war of one's own calls too fails on another condition of that article.
    """
    reasons = [r for r in ruling.because if not left_a_crowd(solution, r)]
    if not reasons or reasons[0].lack in (Lack.NO_TREATY, Lack.OUTSIDE):
        return None
    first = nearest_reason(reasons)
    treaty, failed = first.treaty, first.failed
    if solution.topic.side is not Side.ATTACKER or treaty is None or failed is None:
        return first
    if not clause_of(solution.corpus, failed.clause).obligation.trigger.own_war:
        return first
    joined = waiting_for_another(treaty, failed.obligor, solution.setting.attacked)
    return joined or replace(first, lack=Lack.CONDITION)


def pact_of_who_began(setting: Setting, ruling: StateRuling) -> NotBinding | None:
    """Return the reason of a pact between a state and an attacked state that began the war with all attackers, which is
    the party of the reason; None if there is no such pact.
    """
    if not setting.attacking:
        return None
    for victim in setting.attacked:
        began = all((victim, a) in setting.begun for a in setting.attacking)
        for reason in ruling.because if began else ():
            bound = reason.treaty.parties_on(setting.on) if reason.treaty else ()
            if reason.articles and {victim, ruling.state} <= {*bound}:
                return replace(reason, party=victim)
    return None


def failed_article(
    solution: Findings, state: str, main: Owed | None
) -> NotBinding | None:
    """Return an article on help that fails on a condition, or waits for another enemy: of the treaty that imposes the
    state's lesser duty or else of another treaty that binds the state on the day; None if there is no such article.

    Args:
        solution: the answer.
        state: the id of the state.
        main: the lesser duty of the state, if it has one.
    """
    setting = solution.setting
    if main and (
        joined := waiting_for_another(main.call.treaty, state, setting.attacking)
    ):
        return joined
    failed = [
        r
        for r in failures_of(solution, solution[state])
        if r.lack is Lack.CONDITION
        and r.failed
        and r.failed.beneficiary in setting.attacked
    ]
    failed.sort(key=lambda r: bool(r.treaty and len(r.treaty.states) > CLOSE))
    own = [r for r in failed if main and _explains(r, main)]
    day = setting.on
    bound = [r for r in failed if r.treaty and state in r.treaty.parties_on(day)]
    return next(iter((*own, *bound)), None)


def _explains(reason: NotBinding, main: Owed) -> bool:
    """Tell whether a failed article explains why its treaty imposes a lesser duty alone.

    An article that leaves this attacker out says less than another treaty whose condition is not met.
    """
    left_out = reason.failed and reason.failed.failure.kind == "left-out"
    return reason.treaty is main.call.treaty and not left_out


def waiting_for_another(
    treaty: Treaty, state: str, enemies: tuple[str, ...]
) -> NotBinding | None:
    """Return the reason that a treaty asks a state for help only once another power joins the enemies; None if some of
    its articles asks for help at once.

    Args:
        treaty: the treaty.
        state: the id of the state.
        enemies: the ids of the states that fight the state to be helped.
    """
    helping = [
        o
        for o in treaty.obligations
        if o.duty.drawn_in and state in (o.obligors or treaty.states)
    ]
    joining = [o for o in helping if any(c.kind == "joined-by" for c in o.conditions)]
    if not joining or len(joining) < len(helping) or not enemies:
        return None
    article = joining[0].article
    why = Failure("joins-only", enemies)
    failed = FailedCondition(state, f"{treaty.id}:{article}", "", "", "joined-by", why)
    return NotBinding(Lack.CONDITION, treaty, (article,), failed=failed)
