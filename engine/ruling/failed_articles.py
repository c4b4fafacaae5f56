"""Articles of help that fail on a condition, and so explain why a state owes less than help."""

from __future__ import annotations

from collections.abc import Sequence

from engine.findings.findings import Findings
from engine.findings.unbound import CLOSE, Lack, NotBinding, failures_of
from engine.record.facts import FailedCondition, Failure
from engine.ruling.ruling import Owed
from treaties.models.treaty import Treaty


def nearest_reason(reasons: Sequence[NotBinding]) -> NotBinding:
    """Return the reason that comes closest to a duty to help: a promise below a treaty rather than a treaty without a
    promise of help.
    """
    first = reasons[0]
    promised = [r for r in reasons if r.lack is Lack.BELOW and r.articles]
    return promised[0] if promised and first.lack is Lack.NO_HELP else first


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
