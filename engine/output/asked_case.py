"""The case behind a title: what happens in it, what is asked, and what the public did not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine.output.first_lines.ruled import ruled
from engine.output.prose import listed, the
from engine.question.topic import Kind
from engine.setting.question_words import happens_in_words
from treaties.models.statehood import spellings
from treaties.vocabulary.names import instrument_in_line

if TYPE_CHECKING:
    from engine.findings.findings import Findings

ASKED_OF = 3
"""The most states that a case names as asked about."""


def behind_title(answer: Findings) -> Iterator[str]:
    """Yield what the title of a case leaves unsaid: the force and its sides, the question, and the secret treaties left out."""
    if not answer.scenario.title:
        return
    hit, actors = _sides(answer)
    if not _names_all(answer, hit | actors):
        yield f"{happens_in_words(answer.setting)}."
    yield from _question(answer)
    yield from _unknown_to_public(answer)


def _sides(answer: Findings) -> tuple[set[str], set[str]]:
    """The states that are hit, without those that are hit only because it is their soil, and the states that hit them."""
    acts = [o for o in answer.setting.asked_for if o.kind.forcible and not o.guest]
    return {o.object for o in acts if o.object}, {o.actor for o in acts}


def _names_all(answer: Findings, states: Iterable[str]) -> bool:
    """Tell whether the title names each of these states, by any of its names."""
    title, register = answer.scenario.title, answer.corpus.states
    known = [register[s] for s in states if s in register]
    return all(any(name in title for name, _ in spellings(s)) for s in known)


def _question(answer: Findings) -> Iterator[str]:
    """The question of a case that asks whether one or a few states must help, with the treaty that it names."""
    topic, setting = answer.topic, answer.setting
    whom = _whom(answer)
    if topic.kind is Kind.MUST and 0 < len(topic.states) <= ASKED_OF and whom:
        treaties = map(answer.corpus.treaty, topic.treaties)
        named = listed(instrument_in_line(t.name) for t in treaties)
        under = f" under {named}" if named else ""
        yield f"Asked: must {the(setting, *topic.states)} help {the(setting, *whom)}{under}?"


def _whom(answer: Findings) -> list[str]:
    """The states whose helpers a case asks about: of several, those that the treaty covers; none if that is unclear."""
    topic, setting = answer.topic, answer.setting
    others = [s for s in ruled(answer).helped if s not in topic.states]
    if topic.treaties:
        treaties = map(answer.corpus.treaty, topic.treaties)
        parties = {s for t in treaties for s in t.parties_on(setting.on)}
        return [s for s in others if s in parties] or others
    hit, actors = _sides(answer)
    # Where both sides are attacked, the case may ask about either.
    return [] if hit & actors else others


def _unknown_to_public(answer: Findings) -> Iterator[str]:
    """The treaties of the states asked about with the states at war that the public did not know that day."""
    if not answer.scenario.as_known_by:
        return
    on, asked = answer.setting.on, {*answer.topic.states}
    fighting = {*answer.setting.belligerents}
    names = []
    for t in answer.corpus.treaties:
        parties = t.parties_on(on)
        unknown = t.secret and (t.published is None or t.published > on)
        if unknown and fighting.intersection(parties) and asked.intersection(parties):
            names.append(instrument_in_line(t.name))
    if names:
        yield f"Left out, as the public did not know of it: {listed(names)}."
