"""An understood question, with a line that states its meaning and a plain question that asks the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from engine.question.tokens import names_of
from engine.question.topic import Kind, Side, Topic
from engine.question.vocabulary import bare, ordinary, phrases
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.days import SpokenDay, in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import (
    at_place,
    fold,
    instrument_in_line,
    listed,
    third_person,
    with_article,
)
from treaties.vocabulary.terms import Duty, EventKind, PlaceKind

THINGS = {
    "ships": PlaceKind.VESSEL,
    "aircraft": PlaceKind.AIRCRAFT,
    "forces": PlaceKind.FORCES,
}
"""The targets other than land, each with the kind of place that it is."""
HOME = {
    "ships": "in its own waters",
    "aircraft": "over its own land",
    "forces": "on its own land",
}
"""The place where ships, aircraft and forces are assumed to be attacked if the question names none."""


FORM = "if X is attacked [by Y] [on DATE] [at PLACE], who is drawn in?"
"""A form of question that is always understood."""
ASK = f"ask it as: {FORM}"


def found_again(ident: str, on: date | None, corpus: Corpus) -> str:
    """Return a name by which a state can be looked up on a day, or its id if no name works.

    Args:
        ident: the id of the state.
        on: the day; None for the current day.
        corpus: the law, which supplies names.
    """
    with suppress(CasusError):
        name = corpus.states[ident].name_on(on)
        if corpus.states.resolve(name, on or date.today()).id == ident:
            return with_article(name)
    return ident


@dataclass(frozen=True)
class Act:
    """One act of force in a sentence: the attacked states, the attackers, the kind of force, and the place."""

    victim: tuple[str, ...]
    by: tuple[str, ...] = ()
    kind: EventKind = EventKind.ARMED_ATTACK
    at: str | None = None
    force: str = ""
    """The armed group that acts, if the actor is not a state."""
    thing: str = ""
    """The target instead of land (`ships`, `aircraft`, `forces`), unless the place already expresses it."""
    soil: str = ""
    """The state in, over or off whose land the target is; empty if the sentence does not say."""
    part: str = ""
    """The city or part of the state's own territory that is attacked, or the thing there, as the sentence names it."""

    @property
    def land(self) -> str:
        """The thing on the territory that is attacked, such as `airfield`; empty if the attacked part has a name."""
        return self.part if bare(self.part) in phrases() | ordinary() else ""


TAKES_SIDE = " takes the side of "
"""The phrase of a fact between the state that joins the fighting and the state for which it fights."""


@dataclass(frozen=True)
class Understood:
    """The meaning of a sentence, as ids: acts, day, and the states asked about (empty for a question about all)."""

    acts: tuple[Act, ...]
    day: SpokenDay | None = None
    about: tuple[str, ...] = ()
    group: str = ""
    """The word that names all the states asked about together, such as `NATO`; empty if each is named."""
    deed: Duty | None = None
    """The duty that the sentence names, for example to fight or to consult; None if it names none."""
    conduct: bool = False
    """Whether the sentence asks what states will do, not what they must do."""
    instruments: tuple[str, ...] = ()
    """The instruments asked about."""
    article: str = ""
    """The article that the sentence names, as written in it."""
    given: tuple[str, ...] = ()
    """Further facts that the sentence states, each as a clause."""
    not_read: tuple[str, ...] = ()
    """Words that were left out as harmless."""
    presumed: tuple[str, ...] = ()
    """Words that only state what is presumed of the attack anyway."""
    kind: Kind = Kind.WHO
    """The kind of question; `who` with states asked about means whether these states must help."""
    articles: tuple[str, ...] = ()
    """The article of each instrument, if a field names it rather than the sentence."""
    side: Side = Side.VICTIM
    """The side whose helpers are asked about."""
    means: str = ""
    """The means of force, if a field names it; it determines the kind of each act."""
    target: str = ""
    """The target other than land, if a field names it."""
    without: tuple[str, ...] = ()
    """Treaties, or parties as `TREATY:STATE`, that the sentence removes from the law."""

    changed: tuple[str, ...] = ()
    """Clauses that describe what the sentence removes from the law."""
    taken_for: tuple[str, ...] = ()
    """For each ruler named, the state that the name was taken to mean, in words."""

    @property
    def topic(self) -> Topic:
        """The topic of the question: its kind, and the states and treaties that it asks about."""
        kind = Kind.MUST if self.kind is Kind.WHO and self.about else self.kind
        same_article = (self.article,) * len(self.instruments)
        return Topic(
            kind=kind,
            states=self.about,
            group=self.group,
            treaties=self.instruments,
            articles=self.articles or same_article,
            side=self.side,
            means=self.means,
            target=self.target,
            deed=self.deed,
            conduct=self.conduct,
        )

    @property
    def on(self) -> date | None:
        """The day that the sentence names; None if it names none."""
        return self.day.day if self.day else None

    def wording(self, corpus: Corpus) -> str:
        """Return the meaning of the sentence in one line, with everything that was assumed.

        >>> from treaties.loading.corpus import load_corpus
        >>> act = Act(("north-korea",), ("ukraine",))
        >>> print(Understood((act,), SpokenDay(date(2026, 1, 1), "2026", True), ("china",)).wording(load_corpus()))
        understood as: North Korea attacked by Ukraine, on 1 January 2026 (for `2026`); asked about China
        """
        acts = listed(self._act(a, corpus) for a in self.acts)
        line = f"understood as: {acts or 'no attack'}"
        if self.day:
            line += f", on {in_words(self.day.day)}"
            line += (
                f" (for `{self.day.words}`)"
                if self.day.within or self.day.relative
                else ""
            )
        article = f"Art. {self.article} of " if self.article else ""
        under = listed(
            instrument_in_line(corpus.treaty(i).name) for i in self.instruments
        )
        asked = self.group or self._names(self.about, corpus)
        kinds: tuple[str, ...] = (
            () if self.kind in (Kind.WHO, Kind.MUST) else (self.kind.text,)
        )
        kinds += ("who helps the attacker",) if self.side is Side.ATTACKER else ()
        more = {
            "asked ": listed(kinds),
            "supposed: ": listed(self.changed),
            "taking ": listed(self.taken_for),
            "given that ": listed(self.given),
            "asked about ": asked,
            f"under {article}": under,
            "as is presumed, ": listed(self.presumed),
        }
        line += "".join(f"; {opens}{text}" for opens, text in more.items() if text)
        line += (
            f" (not read: {', '.join(f'“{w}”' for w in self.not_read)})"
            if self.not_read
            else ""
        )
        return line

    @property
    def assumed(self) -> str:
        """Notes on what the title does not show: words left out, the day chosen for a longer or relative time, further
        facts, suppositions, and the side asked about if it is the attackers'.

        >>> Understood((), not_read=("dear sir",)).assumed
        'Left out: “dear sir”.'
        """
        quoted = (f"“{w}”" for w in self.not_read)
        lands = (f"“{act.part}”" for act in self.acts if act.part)
        taken = (
            self.day if self.day and (self.day.within or self.day.relative) else None
        )
        # Who takes whose side stands in the title.
        others = (fact for fact in self.given if TAKES_SIDE not in fact)
        rows = {
            "Left out: {}.": ", ".join(quoted),
            "{}.": f"“{taken.words}” is taken as {in_words(taken.day)}"
            if taken
            else "",
            "Given: {}.": listed(others),
            "Supposed: {}.": listed(self.changed),
            "Taken as its own land: {}.": listed(lands),
            "Taken: {}.": listed(self.taken_for),
            "Presumed in any case: {}.": listed(self.presumed),
            "Asked: {}.": "who helps the attacker" * (self.side is Side.ATTACKER),
        }
        return " ".join(row.format(text) for row, text in rows.items() if text)

    def question(self, corpus: Corpus) -> str:
        """Return the same question in plain form, which is understood in the same way.

        >>> from treaties.loading.corpus import load_corpus
        >>> Understood((Act(("estonia",), ("russia",)),), about=("poland",)).question(load_corpus())
        'If Russia attacks Estonia, must Poland help?'
        """
        return as_question(self, corpus)

    def asked(self, corpus: Corpus) -> str:
        """Return the names of the states asked about, or the word for them as a group."""
        group = self.group.replace("The ", "the ", 1)
        return group or self.named(self.about, corpus)

    def case(self, corpus: Corpus) -> str:
        """Return the events as a clause before the question, with its comma."""
        return f"{case_in_words(self, corpus)}, "

    def named(self, ids: Iterable[str], corpus: Corpus) -> str:
        """Return names of states, each a name by which the state can be looked up on the day of the question."""
        return listed(
            found_again(ident, self.on, corpus) for ident in dict.fromkeys(ids)
        )

    def _act(self, act: Act, corpus: Corpus) -> str:
        by = act.force or self._names(act.by, corpus)
        line = act.kind.clause(
            self._names(act.victim, corpus), by, many=len(act.by) > 1
        )
        line += at_place(corpus.gazetteer.place(act.at).name) if act.at else ""
        line += (
            f", its {act.land}" if act.land else at_place(act.part) if act.part else ""
        )
        where = (
            f"in or over {self._names((act.soil,), corpus)}"
            if act.soil
            else f"taken to be {HOME.get(act.thing)}"
        )
        line += (
            f", its {act.thing}" + (f", {where}" if not act.at else "")
            if act.thing
            else ""
        )
        return line

    def _names(self, ids: Iterable[str], corpus: Corpus) -> str:
        return listed(with_article(corpus.states[i].name_on(self.on)) for i in ids)


WITH_STATE = {
    Kind.WHY: "why must {who} {deed}",
    Kind.WHY_NOT: "why does {who} not have to {deed}",
    Kind.WHEN: "since when must {who} {deed}",
    Kind.HOW_SOON: "how soon must {who} {deed}",
    Kind.WHICH: "which treaty obliges {who} to {deed}",
    Kind.WHO_NOT: "who does not have to {deed}",
    Kind.HOW_MANY: "how many states must {deed}",
}
"""The wording of each kind of question about a state; `must` and `who` have wordings of their own."""
WITHOUT_STATE = {
    Kind.WHO_NOT: "who does not have to {deed}",
    Kind.HOW_MANY: "how many states must {deed}",
    Kind.HOW_SOON: "how soon must anybody {deed}",
    Kind.WHICH: "which treaties apply",
}
"""The wording of each kind of question that names no state."""


def as_question(meant: Understood, corpus: Corpus) -> str:
    """Return an understood question in plain form, which is understood in the same way.

    Args:
        meant: the understood question.
        corpus: the law, which supplies names.

    >>> from treaties.loading.corpus import load_corpus
    >>> as_question(Understood((Act(("estonia",), ("russia",)),), kind=Kind.WHO_NOT), load_corpus())
    'If Russia attacks Estonia, who does not have to help?'
    """
    if meant.kind is Kind.WEIGH:
        one, two = (_instrument(meant, n, corpus) for n in range(2))
        return f"Which binds harder{_on_day(meant)}, {one} or {two}?"
    if meant.kind is Kind.OWES:
        victims = (v for act in meant.acts for v in act.victim)
        who, *whom = (meant.named([s], corpus) for s in (*meant.about, *victims))
        if not whom:
            return f"Whom must {who} help{_under(meant, corpus)}{_on_day(meant)}?"
        return f"What does {who} owe {whom[0]}{_under(meant, corpus)}{_on_day(meant)}?"
    if meant.kind is Kind.WHEN and not meant.acts:
        treaty = _instrument(meant, 0, corpus)
        who = meant.named(meant.about, corpus)
        joined = f"When did {who} join and leave {treaty}?"
        return joined if who else f"When did {treaty} begin and end?"
    return f"{case_in_words(meant, corpus)}, {_asked(meant, corpus)}?"


def _asked(meant: Understood, corpus: Corpus) -> str:
    """What is asked of the case."""
    under = _instrument(meant, 0, corpus) if meant.instruments else ""
    if meant.kind is Kind.COVERS and under:
        return f"does {under} apply"
    who = meant.asked(corpus)
    deed = _deed(meant, corpus) + (f" under {under}" if under else "")
    forms = WITH_STATE if who else WITHOUT_STATE
    if meant.kind is Kind.WHO_NOT and meant.group:
        return f"which {_members(meant.group, corpus)} do not have to {deed}"
    if meant.kind in forms:
        return forms[meant.kind].format(who=who, deed=deed)
    if who:
        return f"{'will' if meant.conduct else 'must'} {who} {deed}"
    return "who is drawn in" if deed == "help" else f"who must {deed}"


def _members(name: str, corpus: Corpus) -> str:
    """The members of a group in words; the name alone means them where the group is no alliance."""
    group = corpus.groups.get(name)
    plain = name.removeprefix("the ").removeprefix("The ")
    return (
        plain if isinstance(group, Group) and not group.treaty else f"{plain} members"
    )


def _deed(meant: Understood, corpus: Corpus) -> str:
    """What one would do: help, or the deed that was named, for the attackers where their helpers are asked about."""
    deed = str(meant.deed or "help").replace("-", " ")
    if meant.side is not Side.ATTACKER:
        return deed
    named = meant.named((b for a in meant.acts for b in a.by), corpus)
    attackers = named or "the attacker"
    return f"{'fight for' if meant.deed is Duty.FIGHT else 'help'} {attackers}"


def _instrument(meant: Understood, number: int, corpus: Corpus) -> str:
    """An instrument that is asked about, with its article."""
    name = short_name(meant.instruments[number], corpus)
    article = meant.topic.articles[number]
    return f"Art. {article} of {name}" if article else name


def _on_day(meant: Understood) -> str:
    """The day, or the month or year, that a question names; empty if it names none."""
    day = meant.day
    if day is None:
        return ""
    long = day.last and day.last > day.day and not day.relative
    return f" in {day.words}" if long else f" on {in_words(day.day)}"


def _under(meant: Understood, corpus: Corpus) -> str:
    """The treaty by which something is owed; empty if the question names none."""
    return f" under {_instrument(meant, 0, corpus)}" if meant.instruments else ""


def short_name(ident: str, corpus: Corpus) -> str:
    """Return the name of an instrument for use in a sentence. A part in brackets is left out, unless another instrument
    has the shorter name.

    Args:
        ident: the id of the instrument.
        corpus: the law.
    """
    name = corpus.treaty(ident).name
    short = name.partition(" (")[0]
    known = names_of(corpus.hash, corpus).get(fold(short))
    return instrument_in_line(short if known == ("INSTRUMENT", ident) else name)


def case_in_words(meant: Understood, corpus: Corpus) -> str:
    """Return the events of a question as a clause beginning with `If`, with the day, further facts, and what is removed
    from the law.
    """
    acts = [_act(meant, act, corpus) for act in meant.acts]
    whole = " and ".join((*acts[:-1], acts[-1] + _on_day(meant), *meant.given))
    left = "".join(f"{clause} and " for clause in meant.changed if " left " in clause)
    without = "".join(
        f"{clause}, " for clause in meant.changed if " left " not in clause
    )
    case = f"{without}if {left}{whole}"
    return case[0].upper() + case[1:]


_AFLOAT = re.compile(r"(?:Warships|Aircraft).* (in|over) ((?:the )?[A-Z].*)")
"""The name of a place for ships or aircraft, with the waters in or over which they are."""


def _thing_at(act: Act, corpus: Corpus) -> tuple[str, str]:
    """The thing that is hit, and where it is if the place is ships or aircraft: `ships`, ` in the Red Sea`."""
    place = corpus.gazetteer.place(act.at) if act.at else None
    found = _AFLOAT.fullmatch(place.name) if place and not act.thing else None
    if not found or not place:
        return act.thing, ""
    thing = "ships" if place.kind is PlaceKind.VESSEL else "aircraft"
    return thing, f" {found[1]} {found[2]}"


def _act(meant: Understood, act: Act, corpus: Corpus) -> str:
    """One thing that happens, as a clause."""
    thing, where = _thing_at(act, corpus)
    hit = meant.named(act.victim, corpus)
    hit = f"the {act.land} of {hit}" if act.land else hit
    hit = f"{thing} of {hit}" if thing else hit
    several = len(act.victim) > 1 or bool(thing)
    of_many = act.force.startswith("the ") or act.force.islower()  # `terrorists`
    many = len(act.by) > 1 or of_many
    verb = act.kind.does if many else third_person(act.kind.does)
    does = f"{act.force or meant.named(act.by, corpus)} {verb} {hit}"
    suffers = f"{hit} {'are' if several else 'is'} {act.kind.done}"
    clause = does if act.by or act.force else suffers
    return f"{clause}{where or _spot(meant, act, corpus)}"


def _spot(meant: Understood, act: Act, corpus: Corpus) -> str:
    """The land in which something is hit, and the place at which."""
    soil = f" in {meant.named((act.soil,), corpus)}" if act.soil else ""
    at = corpus.gazetteer.place(act.at).name if act.at else ""
    spot = at or ("" if act.land else act.part)
    return soil + (f" at {with_article(spot)}" if spot else "")
