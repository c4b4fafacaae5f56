"""Readings in words: what they find against the verdict of an answer."""

from __future__ import annotations

from collections.abc import Sequence

from engine.findings.findings import Findings
from engine.findings.leave import said_of_leave
from engine.findings.readings import Dissent, dissents, judging_otherwise
from engine.output.owing import claim, must
from engine.output.prose import far, listed, the
from engine.record.grounds import Judged
from engine.record.verdict import Status, Verdict
from engine.ruling.attack import ruling_of
from engine.ruling.help_groups import NAMED
from engine.ruling.ruling import Owed
from treaties.support.grouping import grouped
from treaties.vocabulary.names import instrument_in_line

MOST = 3
"""The largest number of authors named who disagree."""

NO_DUTY = (Status.NOT_TRIGGERED, Status.RELEASED)
"""The verdicts by which an article obliges nobody to anything."""


def disagreement(answer: Findings) -> str:
    """Return a sentence on the authors who disagree with the verdict on a main duty, each with how he reads the duty;
    empty if nobody disagrees. The main duty is that of each state asked about, or of the most prominent article if the
    question names no state.
    """
    for owed, states in ruling_of(answer).main_duties:
        shown = dissents(answer, owed.call.judged)[:MOST]
        if not shown:
            continue
        opinions = [
            f"{d.reading.person} ({_opinion(answer, d, owed, states)})" for d in shown
        ]
        on_leave = all(said_of_leave(answer, d.reading) for d in shown)
        titled = on_leave or len(answer.topic.states) == 1
        about = f" about {instrument_in_line(owed.call.treaty.name)}"
        return f"Disagree{'' if titled else about}: {', '.join(opinions)}."
    return ""


def _opinion(
    answer: Findings, dissent: Dissent, owed: Owed, states: Sequence[str]
) -> str:
    """What an author finds: what he says of the leave for the force, else the duty, with the states that owe it unless
    the question names the one state.
    """
    for literal in said_of_leave(answer, dissent.reading):
        return claim(answer, literal)
    lowered = dissent.lowered if len(states) > 1 else ()
    who = lowered or states
    finding = _duty_read(dissent.verdict, many=len(who) > 1)
    if len(answer.topic.states) == 1 or dissent.verdict.status in NO_DUTY:
        return finding
    members = f"the {owed.call.treaty.members_on(answer.setting.on, who)}"
    return f"{members if len(who) > NAMED else the(answer.setting, *who)} {finding}"


def read_otherwise(answer: Findings, judged: Judged) -> str:
    """Return a sentence on the verdicts by which readings differ from the verdict on the text, each with the names of
    these readings; empty if none differs.
    """
    found = grouped(
        ((v.status.order, _beside(v, judged.at_once)), reading.name)
        for reading, v in judging_otherwise(answer, judged)
    )
    text = "; ".join(f"{how} ({listed(found[n, how])})" for n, how in sorted(found))
    return f"Read otherwise: {text}." if text else ""


def _duty_read(verdict: Verdict, many: bool = False) -> str:
    """The duty that a reading finds, in words."""
    if verdict.status is Status.NOT_TRIGGERED or not verdict.duty:
        return "the article does not apply"
    if verdict.status is Status.RELEASED:
        return "help is barred"
    return must(verdict.duty, many)


def _beside(verdict: Verdict, own: Verdict) -> str:
    """A verdict that a reading gives, beside the one without it."""
    bound = verdict.status is Status.BOUND and verdict.duty is own.duty
    open_ = verdict.status in (Status.CONDITIONAL, Status.CONTESTED)
    status = f"{verdict.status}, " if bound or open_ else ""
    away = f", {far(verdict)} away" if verdict.distance.total else ""
    return f"{status}{_duty_read(verdict)}{away}"
