"""Questions about a month or a year: the days on which the answer changes, and the days of documented cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.question.offers import AskedAgain
from engine.question.understood import Understood
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_of
from treaties.models.scenario import RunningWar, Scenario
from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.days import SpokenDay, in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import listed
from treaties.vocabulary.precision import earliest, latest
from treaties.vocabulary.terms import EventKind

MOST = 4
"""The largest number of days offered."""


class WhichDay(AskedAgain):
    """Raised for a month or a year in which the answer may change; answer it period by period, or let the user choose a
    day.

    Attributes:
        days: the first day, and each later day from which help may be owed differently, in order.
        known: the days of documented cases, with their ids.
        main_day: the day that is answered whole: a documented day, else the first of the war that is asked about.
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
        self.known = documented(scenario, spoken, corpus)
        begun = _first_of_war(scenario, spoken, corpus)
        self.main_day = next(iter(self.known), begun or spoken.day)
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
        """Return the scenario and the understood meaning of the sentence, for one day of the month or year."""
        understood = (
            replace(self.understood, day=SpokenDay(day, day.isoformat()))
            if self.understood
            else None
        )
        return self.scenario.model_copy(update={"on": day}), understood


def documented(
    scenario: Scenario, spoken: SpokenDay, corpus: Corpus
) -> dict[date, str]:
    """Return the documented cases of the same attack within a month or year: the ids of the cases of each day, by day,
    in order.

    Args:
        scenario: the scenario of the question.
        spoken: the month or year, as the question names it.
        corpus: the law, with its cases.
    """
    hits = [(tuple(e.against), tuple(e.by), e.kind) for e in scenario.events]
    last = spoken.last or spoken.day
    found = _of_cases(hits, corpus)
    return {day: ident for day, ident in found.items() if spoken.day <= day <= last}


def _of_cases(
    hits: list[tuple[tuple[str, ...], tuple[str, ...], EventKind]], corpus: Corpus
) -> dict[date, str]:
    """The days of documented cases of the same attack, with their ids, in order."""
    victims, attackers = (
        {v for h in hits for v in h[0]},
        {a for h in hits for a in h[1]},
    )
    kinds = {kind for _, _, kind in hits}

    def same(case: Scenario) -> bool:
        return any(
            victims & set(e.against) and (not attackers or attackers & set(e.by))
            for e in case.events
            if e.kind in kinds and e.on in (None, case.on)
        )

    days = sorted((c.scenario.on, c.id) for c in corpus.cases if same(c.scenario))
    return dict(sorted(dict(reversed(days)).items()))


def in_which_year(understood: Understood, corpus: Corpus) -> AskedAgain:
    """Return the error for a sentence about the past without a date; it offers the days of documented cases of the same
    attack.

    Args:
        understood: the understood meaning of the sentence.
        corpus: the law, with its cases.
    """
    days = _of_cases([(a.victim, a.by, a.kind) for a in understood.acts], corpus)
    offered = [
        replace(understood, day=SpokenDay(d, d.isoformat())).question(corpus)
        for d in list(days)[:MOST]
    ]
    error = CasusError(
        "the sentence is in the past tense and names no day", remedy="say in which year"
    )
    return AskedAgain(error, tuple(offered))


def on_documented_day(
    scenario: Scenario, understood: Understood, corpus: Corpus
) -> tuple[Scenario, Understood]:
    """Return the scenario and the understood meaning of the sentence. If the sentence names a month or a year, both are
    moved to a documented day of the same attack within it: that of a case, or of the attack in a recorded war.

    Args:
        scenario: the scenario for the first day.
        understood: the understood meaning of the sentence.
        corpus: the law, with its cases.
    """
    spoken = understood.day
    if not spoken or not spoken.last or spoken.last <= spoken.day or spoken.relative:
        return scenario, understood
    begun = _first_of_war(scenario, spoken, corpus)
    day = next(iter(documented(scenario, spoken, corpus)), begun or spoken.day)
    moved = replace(understood, day=spoken._replace(day=day, within=True))
    return scenario.model_copy(update={"on": day}), moved


def one_day(
    scenario: Scenario,
    spoken: SpokenDay,
    corpus: Corpus,
    understood: Understood | None,
    *,
    spans: bool = False,
) -> None:
    """Check that the answer is the same on every day of the month or year that the question names.

    Args:
        scenario: the scenario for the first day.
        spoken: the month or year, as the question names it.
        corpus: the law, whose changes are considered.
        understood: the understood meaning of the sentence, if the question is a sentence; the states that it asks about are considered too.
        spans: raise the error for any period longer than a day, even if nothing changes in it.

    Raises `WhichDay` if the answer may change.
    """
    first, last = spoken.day, spoken.last
    if last is None or last <= first:
        return
    states = {
        s for e in scenario.events for s in (*e.against, *e.by) if s in corpus.states
    }
    changes = _changes(states, set(understood.about) if understood else set(), corpus)
    changes |= _days_of_wars(scenario, corpus, all_days=spans)
    if (changes := {day for day in changes if first < day <= last}) or spans:
        raise WhichDay(spoken, scenario, understood, changes, corpus)


def _days_of_wars(scenario: Scenario, corpus: Corpus, *, all_days: bool) -> set[date]:
    """The days on which a war on file changes what is asked, where all who are named are parties to it.

    Args:
        scenario: what is asked.
        corpus: the law, with its wars.
        all_days: every day on which something happens in the war and the day after its end; the first day alone, and
            only where another act began the war, where a time is answered for one day.
    """
    if not scenario.background:
        return set()
    days = set[date]()
    for war in corpus.wars:
        if not _among_parties(war, scenario):
            continue
        if all_days:
            known = (war.since, war.until, *(e.on for e in war.events))
            days.update(d for d in known if d)
        elif war.since and not _begun_as_asked(war, scenario):
            days.add(war.since)
    return days


def _among_parties(war: RunningWar, scenario: Scenario) -> bool:
    states = {s for e in scenario.events for s in (*e.by, *e.against)}
    return states <= {s for e in war.events for s in (*e.by, *e.against)}


def _begun_as_asked(war: RunningWar, scenario: Scenario) -> bool:
    """Whether a war began with the force that is asked about."""
    asked = [(e.by, e.against) for e in scenario.events if e.kind.forcible]
    begun = [e for e in war.events if (e.on or war.since) == war.since]
    return all(
        any(set(by) <= set(e.by) and set(hit) <= set(e.against) for e in begun)
        for by, hit in asked
    )


def _first_of_war(scenario: Scenario, spoken: SpokenDay, corpus: Corpus) -> date | None:
    """Find the first day within a time on which a war on file has an attack that is asked about; None where none has."""
    asked = [(e.by, e.against) for e in scenario.events if e.kind.forcible and e.by]
    last = spoken.last or spoken.day
    days = [
        e.on or war.since
        for war in corpus.wars
        for e in war.events
        if any(set(by) <= set(e.by) and set(hit) <= set(e.against) for by, hit in asked)
    ]
    return min((d for d in days if d and spoken.day <= d <= last), default=None)


def _changes(states: set[str], about: set[str], corpus: Corpus) -> set[date]:
    """The days on which help owed to one of the states (by the states asked about) begins, ends, or becomes or
    ceases to be open.
    """
    found: set[date] = set()
    for treaty in corpus.treaties:
        for duty in treaty.obligations:
            if not duty.duty.drawn_in or duty.as_published:
                continue
            for state in states.intersection(duty.beneficiaries or treaty.states):
                found |= _days_of(duty, treaty, state, about, corpus)
    return found - {date.min, date.max}


def _days_of(
    duty: Obligation, treaty: Treaty, state: str, about: set[str], corpus: Corpus
) -> set[date]:
    """The first and the last days on which a duty is owed to a state by those who are asked about, or by anybody."""
    found: set[date] = set()
    for leg, span in legs_of(treaty, duty, state, lambda i: corpus.states[i].spans):
        owing = not about or leg.obligor in about
        if leg.beneficiary == state and owing:
            found |= {f(day) for day in span if day for f in (earliest, latest)}
    return found
