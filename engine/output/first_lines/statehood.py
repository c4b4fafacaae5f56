"""The line after the answer on contested entities: whether they are states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings.findings import Findings
from engine.output.prose import capital, listed, the
from engine.setting.setting import Setting
from treaties.models.contested import Contested


def with_statehood(solution: Findings, ruling: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of a ruling, with lines on whether contested entities are states inserted after the first."""
    return (*ruling[:1], *statehood_lines(solution), *ruling[1:])


def statehood_lines(solution: Findings) -> Iterator[str]:
    """Yield a sentence for each contested entity of the question: who recognises it, and who claims it as its own
    territory, or whose dependent it is.

    >>> from engine import ask
    >>> list(statehood_lines(ask("Somaliland", by="Somalia", on="2026-01-01", rounds=1)))
    ['Whether Somaliland is a state is contested: Israel alone recognises it; Somalia holds it to be its own land.']
    """
    setting, corpus = solution.setting, solution.corpus
    about = (*setting.attacked, *setting.attacking, *solution.topic.states)
    for state in dict.fromkeys(about):
        entity = corpus.contested_on(state, setting.on)
        if entity:
            yield _line(setting, entity)


def _line(setting: Setting, entity: Contested) -> str:
    name = setting.name_in_line(entity.state)
    if entity.dependent:
        strangers = entity.of and set(entity.of).isdisjoint(setting.attacking)
        hit = strangers and entity.state in setting.attacked
        of = the(setting, *entity.of)
        more = f": force against it is force against {of}" if hit else ""
        return f"{capital(name)} is {entity.dependent}{more}."
    parts = [_recognised(setting, entity)]
    if entity.of:
        hold = "holds" if len(entity.of) == 1 else "hold"
        own = "its own land" if len(entity.of) == 1 else "their land"
        parts.append(f"{the(setting, *entity.of)} {hold} it to be {own}")
    if entity.status:
        parts.append(entity.status)
    return f"Whether {name} is a state is contested: {'; '.join(parts)}."


def _recognised(setting: Setting, entity: Contested) -> str:
    """Word who recognises it on the day: how many by the last count, or each by name."""
    if entity.count and entity.counted:
        denied = the(setting, *entity.denied_by)
        but = f", and {denied} do not" if denied else ""
        return f"{entity.count} recognised it by {entity.counted.year}{but}"
    states = [setting.name_in_line(s) for s in entity.recognising(setting.on)]
    if not states:
        return "no state recognises it"
    recognise = "recognises" if len(states) == 1 else "recognise"
    return f"{listed(states)} alone {recognise} it"
