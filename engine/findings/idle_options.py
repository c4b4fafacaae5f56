"""The options of a question that change nothing in its answer."""

from __future__ import annotations

from engine.findings.findings import Findings
from engine.setting.graph import obligations
from engine.setting.running_wars import with_background


def is_background_idle(answer: Findings) -> bool:
    """Return whether a question excludes running wars although none is on record for it. False for a case or a
    scenario, which brings all its own events.
    """
    asked = answer.scenario
    whole = asked.model_copy(update={"background": True})
    return (
        not asked.background
        and not asked.title
        and with_background(answer.corpus, whole) == [*asked.events]
    )


def is_secrecy_idle(answer: Findings) -> bool:
    """Return whether a question excludes secret texts although no belligerent is owed anything under such a text."""
    if not answer.scenario.as_known_by:
        return False
    secret, owed = obligations(answer.corpus, answer.scenario.on), answer.graph.owed_to
    return all(secret.owed_to(s) == owed(s) for s in answer.setting.belligerents)
