"""The shape of a treaty file: one instrument, its parties and dates, its articles as directed obligations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, PositiveInt, model_validator

from treaties.conditions import Attacker, Condition, Id, InConflict, Strict
from treaties.legs import Leg, everybody, legs_on
from treaties.terms import Duty, Rank, Trigger

MAX_PHRASE_WORDS = 12


def _party(value: Any) -> Any:
    return {"state": value} if isinstance(value, str) else value


class Checked(Strict):
    """Something that was checked against a source, has not been yet, or cannot be."""

    verified: bool = True
    unverifiable: str = ""
    """Why it cannot be checked, where that was tried; such a point is not the same as one nobody has checked yet."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.unverifiable and self.verified:
            raise ValueError("what is `unverifiable` is not verified: write `verified = false` beside the reason")
        return self


class Dated(Strict):
    """Something that holds from `since` (its first day) to `until` (the first day it no longer holds)."""

    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.since and self.until and self.since >= self.until:
            raise ValueError(f"`until` ({self.until}) is not after `since` ({self.since})")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Party(Dated, Checked):
    """A state that is bound, with the days of its accession and exit where they differ from the instrument's."""

    state: Id
    note: str = ""


PartyField = Annotated[Party, BeforeValidator(_party)]


class Suspension(Dated):
    """One bilateral leg of a multilateral instrument that is suspended while the instrument lives."""

    between: tuple[Id, Id]
    articles: tuple[str, ...] = ()
    """The articles that rest; all where left out."""
    why: str
    source: Id | None = None
    verified: bool = True

    def rests(self, one: str, other: str, article: str, day: date) -> bool:
        """Whether an article rests between two states on a day.

        >>> pause = Suspension(between=("chile", "peru"), articles=("2",), why="a quarrel", since=date(1950, 1, 1))
        >>> pause.rests("peru", "chile", "2", date(1951, 1, 1)), pause.rests("peru", "chile", "1", date(1951, 1, 1))
        (True, False)
        """
        return self.touches(one, other, article) and self.holds_on(day)

    def touches(self, one: str, other: str, article: str) -> bool:
        """Whether it concerns that article between those two states, on whatever day."""
        return {one, other} == set(self.between) and (not self.articles or article in self.articles)


class Reservation(Checked):
    """What one party excluded or understood when it bound itself."""

    state: Id
    articles: tuple[str, ...] = ()
    """The articles touched; all where left out."""
    gist: str
    conditions: tuple[Condition, ...] = ()
    """Conditions added to what this state owes (as obligor)."""
    source: Id | None = None


class Witness(Strict):
    """One witness of a text or of a date, where witnesses differ or where the text was seen."""

    source: Id
    says: str
    about: str = "text"
    """`text`, `in-force`, `until`, or an article."""


class Obligation(Dated, Checked):
    """One directed duty under one article: each obligor owes it to each beneficiary.

    >>> o = Obligation(article="II", duty="consult", trigger="threat", gist="The two consult when one is threatened.")
    >>> o.duty.drawn_in
    False
    """

    article: str = Field(min_length=1)
    """The article as cited, e.g. `II.2`; several obligations may stand under one article."""
    duty: Duty
    trigger: Trigger
    obligors: tuple[Id, ...] = ()
    """Who owes it; all parties where left out."""
    beneficiaries: tuple[Id, ...] = ()
    """To whom; all other parties where left out. A guaranteed state need not be a party."""
    party_or_not: bool = False
    """The beneficiaries are owed it whether or not they are themselves bound that day (`any American state`)."""
    conditions: tuple[Condition, ...] = ()
    against: tuple[Id, ...] = ()
    """For standing duties: the states against whom; empty means anybody."""
    phrase: str = ""
    gist: str = Field(min_length=10)
    source: Id | None = None
    """Where the article was read, or, while it is not `verified`, the work that it is cited from."""
    published: date | None = None
    """For a secret article: the day it became public."""
    secret: bool = False
    as_published: bool = False
    """The article as its published words alone read, where a secret article gave them another meaning: it holds only
    for what the public knew before `published`."""
    note: str = ""

    @property
    def atop_types(self) -> frozenset[str]:
        """The types under which ATOP would count it: `defense`, `offense`, `neutral`, `nonagg`, `consul`, or none.

        Help in war however begun covers both an attack on the partner and any other case.

        >>> war = Obligation(article="II", duty="fight", trigger="war", gist="Each fights in the other's wars.")
        >>> sorted(war.atop_types)
        ['defense', 'offense']
        """
        if self.duty.drawn_in:
            return frozenset({"defense", "offense"} if self.trigger is Trigger.WAR else {"defense"})
        one = {Duty.STAY_NEUTRAL: "neutral", Duty.NOT_ATTACK: "nonagg", Duty.CONSULT: "consul"}.get(self.duty)
        return frozenset({one} if one else ())

    @property
    def wartime(self) -> bool:
        """Whether it can fall due only in one named conflict, or in war with enemies that it names."""
        if any(isinstance(c, InConflict) for c in self.conditions):
            return True
        named = any(isinstance(c, Attacker) and c.among and not c.classes for c in self.conditions)
        return named and self.trigger in (Trigger.WAR, Trigger.HOSTILITIES)

    @model_validator(mode="after")
    def _sound(self) -> Obligation:
        words = len(self.phrase.split())
        if words > MAX_PHRASE_WORDS:
            raise ValueError(f"the phrase has {words} words; at most {MAX_PHRASE_WORDS} are quoted")
        if self.duty.standing != (self.trigger is Trigger.STANDING):
            raise ValueError(f"a `{self.duty}` duty cannot have the trigger `{self.trigger}`")
        if self.published and not (self.secret or self.as_published):
            raise ValueError("`published` belongs to a `secret` article, or to one `as_published`")
        return self


class Treaty(Dated, Checked):
    """One instrument. `since` is its entry into force, `until` the first day it is no longer in force.

    `verified` says whether signature, entry into force and end were checked against a source.
    """

    id: Id
    title: str
    short: str = ""
    """How it is named in running text; the title where left out."""
    aliases: tuple[str, ...] = ()
    """What else it is called, for look-ups."""
    members: str = "parties"
    """What those bound are called together, in the plural, such as `NATO allies`."""
    rank: Rank = Rank.TREATY
    parties: tuple[PartyField, ...] = Field(min_length=1)
    signed: date
    since: date | None = Field(default=None, alias="in_force")
    extracted: str = ""
    """Whose consent was extracted, or is said to have been, and how: whether the instrument is valid is then a question."""
    exit: str = ""
    """How a party may leave, in our words."""
    replaces: tuple[Id, ...] = ()
    """The instruments whose place this one takes for its parties on its entry into force; they hold until that day."""
    conflict_rule: str = ""
    """What the instrument says of other engagements (non-conflict, anti-cascade), in our words."""
    text_available: bool = True
    """False where the text has not been published: answers then say so."""
    secret: bool = False
    published: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    citation: str = ""
    languages: tuple[str, ...] = ()
    sources: tuple[Id, ...] = Field(min_length=1)
    witnesses: tuple[Witness, ...] = ()
    atop: tuple[PositiveInt, ...] = ()
    cow: tuple[PositiveInt, ...] = ()
    no_duty: str = ""
    """For an instrument that is often taken for an alliance and promises no help: what it holds instead, in one sentence."""
    notes: tuple[str, ...] = ()
    obligations: tuple[Obligation, ...] = ()

    model_config = Strict.model_config | {"populate_by_name": True}

    @property
    def name(self) -> str:
        """The short name, or the title."""
        return self.short or self.title

    @property
    def unborn(self) -> str:
        """How an instrument is told that has no entry into force: given up for good, or waiting as far as known."""
        return "never in force" if self.until else "not in force as far as known"

    @property
    def wartime(self) -> bool:
        """Whether it was made for one war and ended with it: all that it triggers is within one, or against named enemies in war."""
        triggered = [o for o in self.obligations if not o.duty.standing]
        return bool(triggered) and all(o.wartime for o in triggered)

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that was ever a party, in the file's order, each once."""
        return tuple(dict.fromkeys(p.state for p in self.parties))

    def parties_on(self, day: date) -> tuple[str, ...]:
        """The states bound on a day; none before entry into force or after the end."""
        if self.since is None or not self.holds_on(day):
            return ()
        return tuple(dict.fromkeys(p.state for p in self.parties if p.holds_on(day)))

    def legs_on(self, day: date, exists: Callable[[str], bool] = everybody) -> Iterator[Leg]:
        """Who owes whom what on a day (`treaties.legs.legs_on`).

        >>> from treaties.corpus import load_corpus
        >>> treaty = load_corpus().treaty("sino-dprk-1961")
        >>> sorted({leg.obligor for leg in treaty.legs_on(date(2026, 1, 1))})
        ['china', 'north-korea']
        """
        return legs_on(self, day, exists)

    def bound_since(self, state: str, day: date) -> date | None:
        """Since when the state has been bound without a break, as seen on a day; None if it is not bound."""
        for party in self.parties:
            if party.state == state and party.holds_on(day) and self.since is not None and self.holds_on(day):
                return max(self.since, party.since or self.since)
        return None

    @model_validator(mode="after")
    def _promises_nothing(self) -> Treaty:
        if self.no_duty and any(o.duty.drawn_in for o in self.obligations):
            raise ValueError(
                "`no_duty` is for an instrument that promises no help, and this one has an article of help"
            )
        return self

    @model_validator(mode="after")
    def _known_parties(self) -> Treaty:
        bound = set(self.states)
        for i, o in enumerate(self.obligations):
            for state in o.obligors:
                if state not in bound:
                    raise ValueError(f"obligations.{i}.obligors: `{state}` is not a party")
        for s in self.suspensions:
            for state in s.between:
                if state not in bound:
                    raise ValueError(f"suspensions: `{state}` is not a party")
        return self
