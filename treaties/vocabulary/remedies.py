"""Remedies as data: what a user may look up or give, which each door says in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class See(StrEnum):
    """Where the names that are known can be looked up, or what is to be given."""

    TREATIES = "treaties"
    STATES = "states"
    PLACES = "places"
    READINGS = "readings"
    WORKS = "works"
    """Treaties and readings."""
    SCENARIOS = "scenarios"
    CASES = "cases"
    QUESTIONS = "questions"
    PROBABILITIES = "probabilities"
    COMPARED = "compared"
    """What a second question may change."""


COMMAND_LINE: Mapping[See, str] = {
    See.TREATIES: "`casus list` shows them all",
    See.STATES: "`casus list --states` lists them all",
    See.PLACES: "`casus list --places` shows them all",
    See.READINGS: "`casus list --readings` shows them all",
    See.WORKS: "`casus list` and `casus list --readings` show them",
    See.SCENARIOS: "`casus list --scenarios` shows them",
    See.CASES: "`casus cases` shows them all",
    See.QUESTIONS: "`casus questions` shows the ids",
    See.PROBABILITIES: "give them, by id or pattern (`--p 'performs:*=0.8'`), or ask for `--bounds`",
    See.COMPARED: "give `--then DATE`, `--then-scenario`, `--then-by`, `--without-too`, `--read-as` or the like",
}
"""The words of the command line, which an error has of itself."""
