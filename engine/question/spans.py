"""A month or a year where a day is needed: taken as its first day where nothing changes within it, asked back where it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.question.again import AskedAgain
from engine.question.understood import Understood
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_of
from treaties.models.scenario import Scenario
from treaties.vocabulary.days import SpokenDay, in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import listed

MOST = 4
"""Days that are offered."""


class WhichDay(AskedAgain):
    """A time within which the answer changes: the user is asked for the day, with whole questions to choose from."""

    def __init__(self, spoken: SpokenDay, days: list[date], said: Understood | None, corpus: Corpus) -> None:
        questions = tuple(
            replace(said, day=SpokenDay(d, d.isoformat())).question(corpus) if said else d.isoformat() for d in days
        )
        which = listed(map(in_words, days)).replace(" and ", " or ")
        several = f"`{spoken.words}` is not one day, and the answer changes within it"
        super().__init__(CasusError(several, remedy=f"say the day, such as {which}"), questions)


def one_day(scenario: Scenario, spoken: SpokenDay, corpus: Corpus, said: Understood | None) -> None:
    """Raises `WhichDay` where the answer changes within the time that was named."""
    first, last = spoken.day, spoken.last
    if last is None or last <= first:
        return
    victims = {v for e in scenario.events for v in e.against if v in corpus.states}
    attackers = {a for e in scenario.events for a in e.by if a in corpus.states}
    changes = _changes(victims | attackers, set(said.about) if said else set(), first, last, corpus)
    known = [
        c.scenario.on
        for c in corpus.cases
        if first <= c.scenario.on <= last
        and any(
            e.kind.forcible and victims & set(e.against) and (not attackers or attackers & set(e.by))
            for e in c.scenario.events
        )
    ]
    if changes:
        raise WhichDay(spoken, list(dict.fromkeys([*sorted(known), first, *sorted(changes)]))[:MOST], said, corpus)


def _changes(states: set[str], about: set[str], first: date, last: date, corpus: Corpus) -> set[date]:
    """The days after the first on which help owed to one of the states (by those asked about) begins or ends."""
    found: set[date] = set()
    for treaty in corpus.treaties:
        if not states & {s for o in treaty.obligations for s in (o.beneficiaries or treaty.states)}:
            continue
        for obligation in (o for o in treaty.obligations if o.duty.drawn_in and not o.as_published):
            for state in states:
                for leg, span in legs_of(treaty, obligation, state, lambda s: corpus.states[s].spans):
                    if leg.beneficiary != state or (about and leg.obligor not in about):
                        continue
                    found |= {day for day in span if day and first < day <= last}
    return found
