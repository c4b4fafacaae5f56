"""The fields of an understood sentence, for a form, a web address or a tool call."""

from __future__ import annotations

from typing import Any

from engine.question.topic import Kind, Side
from engine.question.understood import Act, Understood
from treaties.models.corpus import Corpus
from treaties.vocabulary.terms import EventKind


def fields_of(meant: Understood, corpus: Corpus) -> dict[str, Any]:
    """Return the fields of a query that asks the same as an understood sentence. If no fields express the sentence, the
    only field is the whole question.

    Args:
        meant: what was understood.
        corpus: the law, which supplies names.

    >>> from treaties.loading.corpus import load_corpus
    >>> fields_of(Understood((Act(("estonia",), ("russia",)),), about=("poland",)), load_corpus())
    {'victim': 'estonia', 'by': ['russia'], 'must': ['poland']}
    """
    if not _has_words(meant):
        return {"victim": meant.question(corpus)}
    first, *further = meant.acts
    topic = meant.topic
    asked_by = {Kind.WHO, Kind.MUST}
    found = {
        "victim": first.victim[0],
        "by": list(first.by),
        "group": first.force,
        "on": _day(meant),
        "at": first.at or "",
        "kind": "" if topic.kind in asked_by else str(topic.kind),
        "must": [topic.group] if topic.group else list(topic.states),
        "under": list(topic.cited),
        "side": str(Side.ATTACKER) if topic.side is Side.ATTACKER else "",
        "also": [f"{act.by[0]}>{act.victim[0]}" for act in further],
        "given": list(meant.given),
        "without": list(meant.without),
    }
    return {name: value for name, value in found.items() if value}


def _has_words(meant: Understood) -> bool:
    """Whether fields have a word for everything that was understood."""
    first, *further = meant.acts or (Act(()),)
    one = len(first.victim) == 1
    plain = (
        first.kind is EventKind.ARMED_ATTACK and not (first.thing or first.part) and one
    )
    others = all(_is_plain(act) for act in further)
    return plain and others and meant.deed is None and not meant.conduct


def _is_plain(act: Act) -> bool:
    """Whether one state attacks one other, at no place that is named."""
    single = len(act.by) == len(act.victim) == 1
    return single and act == Act(act.victim, act.by)


def _day(meant: Understood) -> str:
    """The day as it was said where it is a longer time, else as a date; empty where none was named."""
    day = meant.day
    if day is None:
        return ""
    long = day.last and day.last > day.day and not day.relative
    return day.words if long else day.day.isoformat()
