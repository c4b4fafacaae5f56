"""Requests for help on record in treaty files that concern the attack of a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from engine.setting.sides import hostile
from treaties.models.conditions import Request
from treaties.models.corpus import Corpus
from treaties.models.parties import Invoked
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import EventKind

WEEK = timedelta(days=7)
"""How long before the day a request was made at most: one of an earlier crisis says nothing of a new attack."""


def requests_on_file(
    corpus: Corpus, scenario: Scenario, known: Iterable[Event]
) -> Iterator[Event]:
    """Yield the recorded requests for help by the attacked states against their attackers, in the week up to the day of
    the question. Requests of states whose request is already known are left out.

    Args:
        corpus: the law, with the recorded invocations of each treaty.
        scenario: the question.
        known: the events of the running wars between the sides.
    """
    on, events = scenario.on, [*known, *scenario.events]
    given = {s for e in events if e.kind is EventKind.REQUEST for s in e.by}
    force = set(hostile(e for e in scenario.events if e.kind.forcible))
    for treaty in corpus.treaties:
        for call in treaty.invoked:
            if not on - WEEK <= call.day <= on or not _is_request(treaty, call):
                continue
            for state in call.by:
                attackers = {a for a, v in force if v == state}
                if state not in given and attackers & set(call.against):
                    yield Event(
                        kind=EventKind.REQUEST,
                        by=(state,),
                        to=(treaty.id,),
                        on=call.day,
                        background=True,
                    )


def _is_request(treaty: Treaty, call: Invoked) -> bool:
    """Whether a treaty waits for the request of who is attacked, in the article that was invoked if it is named."""
    return any(
        isinstance(condition, Request) and condition.by == "beneficiary"
        for o in treaty.obligations
        if call.article in ("", o.article)
        for condition in o.conditions
    )
