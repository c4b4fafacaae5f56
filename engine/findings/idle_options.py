"""The options of a question that change nothing in its answer."""

from __future__ import annotations

from engine.findings.findings import Findings
from engine.setting.graph import obligations
from engine.setting.running_wars import with_background


def is_background_idle(answer: Findings) -> bool:
    """Return whether a question leaves running wars out although none is on file.

    A case or a scenario says itself that nothing is added: its title tells the whole story.
    """
    asked = answer.scenario
    whole = asked.model_copy(update={"background": True})
    return (
        not asked.background
        and not asked.title
        and with_background(answer.corpus, whole) == [*asked.events]
    )


def is_secrecy_idle(answer: Findings) -> bool:
    """Return whether a question leaves secret texts out although none of them is owed to a belligerent."""
    if not answer.scenario.as_known_by:
        return False
    secret, owed = obligations(answer.corpus, answer.scenario.on), answer.graph.owed_to
    return all(secret.owed_to(s) == owed(s) for s in answer.setting.belligerents)
