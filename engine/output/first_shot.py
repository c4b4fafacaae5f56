"""The line that says what an answer about a day long past takes for granted: that the attack asked about came first."""

from __future__ import annotations

from datetime import timedelta

from engine.findings.findings import Findings
from engine.output.prose import the
from engine.ruling.attack import ruling_of
from treaties.models.scenario import UNNAMED

FOLLOWED = timedelta(366)
"""How long before the last day of the law wars are followed as they run."""


def first_shot(solution: Findings) -> str:
    """Say that the attack is taken as the first shot, where help depends on it and a war may have been running.

    Help is owed against an unlawful attack, and force that answers an earlier attack may be lawful. A war on file is
    told in the title; a scenario tells its whole story itself.

    >>> from engine import ask
    >>> first_shot(ask("Chile", by="Peru", on="1975-01-01", rounds=1))
    'Taken as the first shot: no earlier attack by Chile on Peru is on file.'
    """
    setting, ruling = solution.setting, ruling_of(solution)
    attacked, attacking = setting.attacked, setting.attacking
    last = solution.corpus.current_to
    followed = last is not None and last - setting.on < FOLLOWED
    named = len(attacked) == len(attacking) == 1 and attacking[0] != UNNAMED
    on_file = any(e.background for e in setting.events)
    force = all(o.kind.forcible and not o.kind.doubtful for o in setting.asked_for)
    depends = ruling.settled or ruling.open
    if followed or solution.scenario.title or on_file or not (named and force):
        return ""
    if not depends:
        return ""
    victim, attacker = the(setting, *attacked), the(setting, *attacking)
    return f"Taken as the first shot: no earlier attack by {victim} on {attacker} is on file."
