"""Why an article is not called, in words, where a test has no answer at hand."""

from __future__ import annotations

from datetime import date
from functools import cache

from engine.output.failures import reason
from engine.record.facts import FailedCondition, Failure
from engine.setting.setting import Setting, set_out
from treaties.loading.corpus import load_corpus
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import EventKind


@cache
def _setting(on: date) -> Setting:
    attack = Event(kind=EventKind.ARMED_ATTACK, by=("france",), against=("spain",))
    return set_out(load_corpus(), Scenario(on=on, events=(attack,), background=False))


def in_words(failed: FailedCondition | Failure, setting: Setting | None = None) -> str:
    """The reason in words; states have the names of 1960 where no setting is given."""
    if isinstance(failed, Failure):
        failed = FailedCondition("", "", "", "", "", failed)
    return reason(setting or _setting(date(1960, 6, 1)), failed)
