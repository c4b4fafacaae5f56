"""What the page says where an error of the engine has a remedy: its own words, never those of the command line."""

from __future__ import annotations

from collections.abc import Mapping

from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.remedies import See

PAGE: Mapping[See, str] = {
    See.TREATIES: "name it as the page of an answer does",
    See.STATES: "type a few letters and choose from the list",
    See.PLACES: "type a few letters and choose from the list, or leave the place out",
    See.READINGS: "choose one from the list",
    See.WORKS: "name it as the page of an answer does",
    See.SCENARIOS: "choose one from the first page",
    See.CASES: "choose one from the first page",
    See.QUESTIONS: "the switches of an answer have them",
    See.PROBABILITIES: "odds are asked for with the program",
    See.COMPARED: "a comparison is asked for with the program",
}


def in_words(error: CasusError) -> str:
    """The error in one line for somebody at the page.

    >>> in_words(CasusError("no state is called `x`", remedy=See.STATES))
    'no state is called `x`; type a few letters and choose from the list'
    """
    return error.told(PAGE)
