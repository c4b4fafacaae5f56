"""The title of an answer: the question that its events put, in words."""

from __future__ import annotations

from collections.abc import Sequence

from engine.cascade.occurrences import Occurrence
from engine.cascade.setting import Setting
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.names import listed, with_article
from treaties.vocabulary.terms import EventKind


def question_in_words(setting: Setting) -> str:
    """The question that the asked-for events put, in the words of the question: every attacker, victim and place."""
    events = [o for o in setting.asked_for if o.kind.forcible] or list(setting.occurrences[:1])
    if not events:
        return f"Who is drawn in on {setting.on}?"
    by_pair: dict[tuple[object, str, str], list[Occurrence]] = {}
    for o in events:
        by_pair.setdefault((o.kind, o.object, "" if o.where.home else o.where.name), []).append(o)
    by_victim: dict[tuple[object, str, tuple[tuple[str, str], ...]], list[Occurrence]] = {}
    for (kind, _, where), same in by_pair.items():
        actors = tuple(dict.fromkeys((o.actor, o.group) for o in same))
        by_victim.setdefault((kind, where, actors), []).append(same[0])
    acts = [_act_in_words(setting, same, actors) for (_, _, actors), same in by_victim.items()]
    return f"If {listed(acts)} on {setting.on}, who is drawn in?"


def _act_in_words(setting: Setting, same: Sequence[Occurrence], actors: Sequence[tuple[str, str]]) -> str:
    """What the same actors do to all of these victims."""
    first, name = same[0], setting.name_in_line
    if not first.object:
        return f"{name(first.actor)} does this ({first.kind})"
    by = listed(group or name(actor) for actor, group in actors if group or actor != UNNAMED)
    at = "" if first.where.home else f" at {with_article(first.where.name)}"
    what = {EventKind.ARMED_ATTACK: "attacked", EventKind.THREAT: "threatened"}.get(
        first.kind, f"met with {first.kind}"
    )
    are = "is" if len(same) == 1 else "are"
    return f"{listed(name(o.object) for o in same)} {are} {what}{f' by {by}' if by else ''}{at}"
