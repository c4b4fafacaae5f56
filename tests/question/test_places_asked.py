"""Every place of the gazetteer is read behind `at` and `in`, by its name and by each alias."""

from __future__ import annotations

from datetime import date
from functools import cache

from engine.question.sentence import parse_question
from tests.support.each import each
from tests.support.sampling import drawn
from treaties.loading.corpus import load_corpus
from treaties.vocabulary.errors import CasusError

LAW = load_corpus()
TODAY = date(2026, 7, 1)
MOST = 13
"""Sentences that are asked back: long names with a state, a word of force or a dash within."""


@cache
def _asked() -> dict[str, str]:
    """A sentence for each name of each place that a state of today holds, with the place."""
    found = {}
    for place in LAW.gazetteer.places:
        holders = (h for h in (place.administered_by or place.of) if h.holds_on(TODAY))
        states = (LAW.states[h.state] for h in holders)
        owner = next((s.name_on(TODAY) for s in states if s.exists_on(TODAY)), "")
        by = "Chad" if owner != "Chad" else "Mali"
        for name in (place.name, *place.aliases) if owner else ():
            for word in ("at", "in"):
                asked = f"If {by} attacks {owner} {word} the {name}, who must help?"
                found[asked] = place.id
    return found


@cache
def _read(text: str) -> str | None:
    try:
        return parse_question(text, LAW, TODAY).acts[0].at
    except CasusError:
        return ""


@each("text", sorted(_asked()), most=60)
def test_a_place_is_read_or_asked_back_never_another(text: str) -> None:
    assert _read(text) in (_asked()[text], "")


def test_few_names_are_asked_back() -> None:
    asked = sorted(_asked())
    back = [text for text in drawn(asked, 300) if _read(text) == ""]
    assert len(asked) > 1900
    assert len(back) <= MOST, back
