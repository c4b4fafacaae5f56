"""The finding above a picture: who must do what for whom, in two lines at most, and the question with its day below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.output.bottom_line import first_lines
from engine.output.prose import capital, crowd, the
from engine.output.style import LEADS, fitted, text_line, wrapped
from engine.output.unbound_text import unbound_line
from engine.verdicts.calls import called
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.unbound import unbound
from engine.verdicts.verdict import Status
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.cascade.setting import Setting
    from engine.verdicts.solution import Solution

LINES = 2
DUTIES = {
    Duty.FIGHT: "must give military aid to {}",
    Duty.ASSIST: "must help {}",
    Duty.ACT: "must meet the danger to {}",
    Duty.MOBILISE: "must mobilise for {}",
    Duty.CONSULT: "must consult over {}",
    Duty.STAY_NEUTRAL: "must not help the enemies of {}",
    Duty.NOT_AID: "must not help against {}",
    Duty.MAY_ASSIST: "may help {}, but need not",
}


def owed_to(duty: Duty, setting: Setting, beneficiaries: Sequence[str]) -> str:
    """A duty with those to whom it is owed.

    >>> from engine import ask
    >>> owed_to(Duty.ASSIST, ask("Norway", by="Russia", on="1960-01-01", rounds=1).setting, ["united-states"])
    'must help the United States'
    """
    whom = the(setting, *beneficiaries) if 0 < len(beneficiaries) < 4 else "those attacked"
    return DUTIES.get(duty, duty.meaning + " ({})").format(whom)


def finding(answer: Solution, room: float, size: float) -> list[str]:
    """The finding in lines: the duties to help that are called at once, settled ones first, as many as fit."""
    found, order = called(answer), DisplayOrder(answer.setting, answer.graph)
    alike: dict[tuple[Status, Duty, tuple[str, ...]], dict[str, None]] = {}
    fighting = {r.state for r in answer.rows if r.status is Status.BELLIGERENT}
    for call in (c for i in (*found.asked, *found.attackers) for c in i.calls if c.helping):
        if call.verdict.status is not Status.RELEASED:
            helping = [s for s in call.states if s not in fighting] or call.states
            alike.setdefault((call.verdict.status, call.duty, call.beneficiaries), {}).update(dict.fromkeys(helping))
    clauses: list[str] = []
    told: dict[tuple[str, ...], set[str]] = {}
    for (status, duty, whom), states in sorted(
        alike.items(), key=lambda a: (a[0][0].order, a[1].keys() <= fighting, a[0][1].rank)
    ):
        firmer = told.setdefault(whom, set())
        new = [s for s in states if s not in firmer]
        if not new:
            continue
        firmer.update(new)
        who = crowd(order, list(states) if status is Status.BOUND else new, "states", named=3)
        clause = f"{LEADS.get(status, '')}{who} {owed_to(duty, answer.setting, whom)}"
        if clauses and len(wrapped("; ".join([*clauses, clause]), room, size, bold=True)) > LINES:
            break
        clauses.append(clause)
    text = capital("; ".join(clauses)) + "." if clauses else re.sub(r" \([^()]*\)", "", first_lines(answer, found)[0])
    lines = wrapped(text, room, size, bold=True)
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], fitted(" ".join(lines[LINES - 1 :]), room, size)]


def idle(answer: Solution) -> str:
    """The line of those bound to nothing, as every form has it.

    >>> from engine import ask
    >>> idle(ask("Cuba", by="United States", on="1962-10-22", rounds=1))[:18]
    'Bound to nothing: '
    """
    return unbound_line(answer, unbound(answer))


def titled(answer: Solution, wide: float) -> tuple[list[str], float]:
    """The finding in bold, the question with its day below it, and the height that both take."""
    size, y, parts = (17.0 if wide > 600 else 14.0), 8.0, []
    for line in finding(answer, wide - 32, size):
        y += size * 1.28
        parts.append(text_line(line, 16, y, size, weight=700))
    on = answer.setting.on
    day = "" if str(on) in answer.heading or str(on.year) in answer.heading else f" {on.day} {on:%B %Y}."
    asked = f" Read as {answer.asked.name}." if answer.asked else ""
    question = answer.heading if answer.heading.endswith((".", "?")) or not (day or asked) else f"{answer.heading}."
    y += 3
    for line in wrapped(question + day + asked, wide - 32, 13):
        y += 17
        parts.append(text_line(line, 16, y, 13, "quiet"))
    return parts, y + 14
