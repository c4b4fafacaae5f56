"""A month or a year where a day is needed: the days of it on which the answer changes, and those of documented cases."""

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
    """A time within which the answer may change: answered span by span, or the user is asked for the day.

    Attributes:
        days: the first of the time, and each day within it from which help may be owed otherwise, in order.
        known: the days of documented cases, with their ids.
    """

    def __init__(
        self,
        spoken: SpokenDay,
        scenario: Scenario,
        understood: Understood | None,
        changes: set[date],
        corpus: Corpus,
    ) -> None:
        self.spoken, self.scenario, self.understood = spoken, scenario, understood
        self.days = (spoken.day, *sorted(changes))
        cases = sorted(
            (c.scenario.on, c.id) for c in corpus.cases if self._same_attack(c.scenario)
        )
        self.known = dict(sorted(dict(reversed(cases)).items()))
        days = list(dict.fromkeys([*self.known, *self.days]))[:MOST]
        questions = (
            self.on(d)[1].question(corpus) if understood else d.isoformat()  # type: ignore[union-attr]
            for d in days
        )
        which = listed(map(in_words, days)).replace(" and ", " or ")
        several = f"`{spoken.words}` is not one day, and the answer changes within it"
        super().__init__(
            CasusError(several, remedy=f"say the day, such as {which}"),
            tuple(questions),
        )

    def on(self, day: date) -> tuple[Scenario, Understood | None]:
        """Give the scenario, and what was understood, for one day of the time."""
        understood = (
            replace(self.understood, day=SpokenDay(day, day.isoformat()))
            if self.understood
            else None
        )
        return self.scenario.model_copy(update={"on": day}), understood

    def _same_attack(self, case: Scenario) -> bool:
        """Whether a documented case tells of the same attack, on its own day, within the time."""
        events = self.scenario.events
        victims, attackers = (
            {v for e in events for v in e.against},
            {a for e in events for a in e.by},
        )
        alike = [
            e
            for e in case.events
            if e.kind in {x.kind for x in events} and e.on in (None, case.on)
        ]
        hit = any(
            victims & set(e.against) and (not attackers or attackers & set(e.by))
            for e in alike
        )
        return hit and self.spoken.day <= case.on <= (
            self.spoken.last or self.spoken.day
        )


def one_day(
    scenario: Scenario,
    spoken: SpokenDay,
    corpus: Corpus,
    understood: Understood | None,
    *,
    spans: bool = False,
) -> None:
    """Check that the answer is the same on every day of the time that was named, as far as the law can change it.

    Args:
        scenario: what is asked, for the first day.
        spoken: the time as it was named.
        corpus: the law, whose days of change count.
        understood: the sentence as it was understood, if it was one; whom it asks about counts too.
        spans: refuse any time longer than a day, whatever changes within it.

    Raises `WhichDay` where the answer may change within that time.
    """
    first, last = spoken.day, spoken.last
    if last is None or last <= first:
        return
    states = {
        s for e in scenario.events for s in (*e.against, *e.by) if s in corpus.states
    }
    changes = _changes(states, set(understood.about) if understood else set(), corpus)
    wars = corpus.wars if scenario.background else ()
    changes |= {
        w.since
        for w in wars
        if w.since and states <= {s for e in w.events for s in (*e.by, *e.against)}
    }
    if (changes := {day for day in changes if first < day <= last}) or spans:
        raise WhichDay(spoken, scenario, understood, changes, corpus)


def _changes(states: set[str], about: set[str], corpus: Corpus) -> set[date]:
    """The days on which help owed to one of the states (by those asked about) begins or ends."""
    theirs = (
        t
        for t in corpus.treaties
        if states & {s for o in t.obligations for s in (o.beneficiaries or t.states)}
    )
    duties = (
        (t, o)
        for t in theirs
        for o in t.obligations
        if o.duty.drawn_in and not o.as_published
    )
    legs = (
        (s, leg)
        for t, o in duties
        for s in states
        for leg in legs_of(t, o, s, lambda i: corpus.states[i].spans)
    )
    owed = (
        span
        for state, (leg, span) in legs
        if leg.beneficiary == state and (not about or leg.obligor in about)
    )
    return {day for span in owed for day in span if day}
