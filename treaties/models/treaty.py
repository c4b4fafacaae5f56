"""Treaties: one instrument per file, with its parties, dates, and articles as directed obligations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, PositiveInt, model_validator

from treaties.models.atop_note import Atop
from treaties.models.bibliography import Cited, Source
from treaties.models.conditions import (
    Attacker,
    Condition,
    Id,
    InConflict,
    LawQuestion,
    SourceId,
    StateId,
    TreatyId,
)
from treaties.models.dated import Checked, Dated
from treaties.models.parties import (
    Invoked,
    Party,
    PartyField,
    PartyStanding,
    Reservation,
    Suspension,
    Witness,
)
from treaties.support.mending import Faults, Loc
from treaties.vocabulary.precision import Start, earliest
from treaties.vocabulary.terms import AttackerKind, Duty, Rank, Trigger, Warrant

MAX_PHRASE_WORDS = 12
_HASTE = re.compile(r"(?i)\b(forthwith|immediate(?:ly)?|at once|without delay)\b")
"""Words by which a text says that a duty must be performed soon."""


def _twelve_words(phrase: str) -> str:
    """Refuse a quotation that is too long, even where its article has other faults."""
    words = phrase.split()
    if len(words) > MAX_PHRASE_WORDS:
        message = (
            f"the phrase has {len(words)} words; at most {MAX_PHRASE_WORDS} are quoted"
        )
        raise Faults(((), message, " ".join(words[:MAX_PHRASE_WORDS])))
    return phrase


class Obligation(Dated, Checked):
    """A duty under one article, which each obligor owes to each beneficiary.

    >>> o = Obligation(article="II", duty="consult", trigger="threat", gist="The two consult when one is threatened.")
    >>> o.duty.drawn_in
    False
    """

    id: Id | None = None
    """An id within the treaty that stays the same when obligations are inserted before this one."""
    article: str = Field(min_length=1)
    """The article as cited, for example `II.2`; several obligations may belong to one article."""
    duty: Duty
    trigger: Trigger
    attacker: AttackerKind | None = None
    """Whose force triggers the article: a state's, an armed group's, or anyone's; None if the text does not say."""
    obligors: tuple[StateId, ...] = ()
    """The states that owe the duty; all parties if empty."""
    beneficiaries: tuple[StateId, ...] = ()
    """The states to which it is owed; all other parties if empty. A guaranteed state need not be a party."""
    party_or_not: bool = False
    """Whether the duty is owed to the beneficiaries even if the treaty does not bind them (`any American state`)."""
    toward_all: bool = False
    """For a promise to use no force, whether it protects every state, party or not (`in their international relations`)."""
    conditions: tuple[Condition, ...] = ()
    adversaries: tuple[StateId, ...] = ()
    """For standing duties, the states against which they apply; any state if empty."""
    phrase: Annotated[str, AfterValidator(_twelve_words)] = ""
    """Up to twelve operative words, in the language in which they were read."""
    asks: str = ""
    """The wording of a lesser duty after `must`, if the name of the duty says less: `consult and co-operate in ...`."""
    english: Annotated[str, AfterValidator(_twelve_words)] = ""
    """An English translation of `phrase`, if that is in another language; both are shown."""
    haste: str = ""
    """The article's own word for when the duty must be performed (`forthwith`), if `phrase` does not contain it."""
    place: str = ""
    """Where in the source the phrase stands: page or paragraph."""
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    """The hash of the whole article (`treaties.models.warrant.article_hash`), if an authentic or official text was read in
    full.
    """
    warrant: Warrant | None = None
    """How far the article is attested; by default derived from the other fields."""
    gist: str = Field(min_length=10)
    searches: tuple[Annotated[str, Field(min_length=8)], ...] = ()
    """Searches for the words of the article that found nothing."""
    source: SourceId | None = None
    """The source in which the article was read or, if it is not `verified`, the work that cites it."""
    overtaken: bool = False
    """Whether general law has forbidden the same and more since `until`. The article stays in force, but answers do not
    name it beside that law.
    """
    published: date | None = None
    """For a secret article, the day on which it became public."""
    secret: bool = False
    as_published: bool = False
    """Whether this is the published wording of an article to which a secret article gave another meaning; it counts only
    for what the public knew before `published`.
    """
    note: str = ""

    @property
    def atop_types(self) -> frozenset[str]:
        """The types under which ATOP would count the obligation: `defense`, `offense`, `neutral`, `nonagg`, `consul`,
        or none.

        A duty to help in any war, whoever began it, counts as both defence and offence.

        >>> war = Obligation(article="II", duty="fight", trigger="war", gist="Each fights in the other's wars.")
        >>> sorted(war.atop_types)
        ['defense', 'offense']
        """
        if self.duty.drawn_in:
            return frozenset(
                {"defense", "offense"} if self.trigger.own_war else {"defense"}
            )
        return frozenset(filter(None, [self.duty.atop]))

    @property
    def wartime(self) -> bool:
        """Whether the duty can arise only in one named conflict, or in war with named enemies."""
        if any(isinstance(c, InConflict) for c in self.conditions):
            return True
        named = any(
            isinstance(c, Attacker) and c.among and not c.classes
            for c in self.conditions
        )
        return named and self.trigger in (Trigger.WAR, Trigger.HOSTILITIES)

    @property
    def urgency(self) -> str:
        """The article's word for how soon the duty must be performed, in quotation marks if it is quoted from the text;
        empty if the file has no such word.

        >>> o = Obligation(article="4", duty="assist", trigger="armed-attack", gist="Each helps at once.")
        >>> o.urgency, o.model_copy(update={"phrase": "shall immediately provide"}).urgency
        ('at once', '"immediately"')
        """
        words = _HASTE.search(self.english or self.phrase)
        own = self.haste or (words[0].lower() if words else "")
        if own:
            return f'"{own}"'
        gist = _HASTE.search(self.gist)
        return gist[0].lower() if gist else ""

    @property
    def quotation(self) -> str:
        """The words of the article in quotation marks; a translation is marked and followed by the original.

        >>> pledge = {"article": "I", "duty": "consult", "trigger": "threat", "gist": "The two consult when threatened."}
        >>> Obligation(**pledge, phrase="se concertent", english="concert with each other").quotation
        '"concert with each other" (translated; in the original "se concertent")'
        """
        if not self.english:
            return f'"{self.phrase}"' * bool(self.phrase)
        return f'"{self.english}" (translated; in the original "{self.phrase}")'

    def _faults(self) -> Iterator[tuple[Loc, str, Any]]:
        if self.overtaken and not self.until:
            yield ("overtaken",), "`overtaken` belongs to an `until`", False
        for key in ("english", "place", "sha256"):
            if getattr(self, key) and not self.phrase:
                yield (key,), f"`{key}` belongs to a `phrase`, and there is none", ""
        if self.warrant is Warrant.SEEN and not (self.verified and self.source):
            yield (
                ("warrant",),
                '`warrant = "seen"` needs the `source` whose words were opened, and `verified`',
                None,
            )
        yield from self._faulty_searches()
        if self.duty.standing != self.trigger.standing:
            other = Trigger.STANDING if self.duty.standing else Trigger.ARMED_ATTACK
            yield (
                ("trigger",),
                f"a `{self.duty}` duty cannot have the trigger `{self.trigger}`",
                other,
            )
        if self.published and not (self.secret or self.as_published):
            yield (
                ("published",),
                "`published` belongs to a `secret` article, or to one `as_published`",
                None,
            )

    def _faulty_searches(self) -> Iterator[tuple[Loc, str, Any]]:
        """Find a search named twice, and searches for words that were seen."""
        if len(set(self.searches)) < len(self.searches):
            yield ("searches",), "the same search stands here twice", ()
        if self.searches and self.warrant is Warrant.SEEN:
            yield ("searches",), "words that were seen need no `searches`", ()

    @model_validator(mode="after")
    def _sound(self) -> Obligation:
        if found := list(self._faults()):
            raise Faults(*found)
        return self


class Doubt(Dated):
    """A doubt, from `since` on, whether an instrument is still in force; from that day every article depends on the
    question.
    """

    condition: Condition

    def parted(self, o: Obligation) -> tuple[Obligation, ...]:
        """Return the parts of an article: one without the doubt, up to the day on which the doubt began, and one with
        it. An article that already has the doubt is returned alone.

        >>> o = Obligation(article="II", duty="consult", trigger="threat", gist="The two consult when one is threatened.")
        >>> doubt = Doubt(since=date(1964, 4, 4), condition={"kind": "request"})
        >>> [(str(x.until), len(x.conditions)) for x in doubt.parted(o)]
        [('1964-04-04', 0), ('None', 1)]
        """
        if self.condition in o.conditions or (
            o.until and self.since and o.until <= self.since
        ):
            return (o,)
        since = max((d for d in (o.since, self.since) if d), default=None)
        before = o.model_copy(update={"until": since, "id": None})
        after = o.model_copy(
            update={"since": since, "conditions": (self.condition, *o.conditions)}
        )
        return (after,) if since == o.since else (before, after)


class Treaty(Dated, Checked):
    """A treaty or other instrument with its parties and articles.

    `since` is the day of its entry into force, `until` the first day on which it is no longer in force. `verified` says
    whether signature, entry into force and end were checked against a source.
    """

    id: Id
    title: str
    short: str = ""
    """The short name used in answers; the title if empty."""
    aliases: tuple[str, ...] = ()
    """Other names under which it can be found."""
    members: str = "parties"
    """A plural name for its parties, such as `NATO allies`."""
    members_since: date | None = None
    """The day from which the parties have this name; before it they are called parties."""
    rank: Rank = Rank.TREATY
    parties: tuple[PartyField, ...] = Field(min_length=1)
    signed: Start
    since: Start | None = Field(default=None, alias="in_force")
    provisional: date | None = None
    """The day from which the parties apply the treaty before its entry into force; it binds them from that day."""
    extracted: str = ""
    """Whose consent was, or is said to have been, coerced, and how; whether the treaty is valid is then a question."""
    doubts: tuple[Doubt, ...] = ()
    """Doubts whether the instrument as a whole is in force; all its articles share one question."""
    no_alliance: str = ""
    """Why its parties are not allies although it promises help in some cases; empty if they are."""
    exit: str = ""
    """How a party may leave, in our own words."""
    replaces: tuple[TreatyId, ...] = ()
    """Treaties that this one replaces for its parties on the day on which it enters into force."""
    conflict_rule: str = ""
    """What the instrument says about conflicting obligations, in our own words."""
    text_available: bool = True
    """False if the text has not been published; answers then say so."""
    secret: bool = False
    published: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    citation: str = ""
    languages: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = Field(alias="sources", min_length=1)
    """Its sources: ids in the shared bibliography, or full entries."""
    questions: tuple[LawQuestion, ...] = ()
    """Questions of law and fact that only its own articles ask."""
    witnesses: tuple[Witness, ...] = ()
    invoked: tuple[Invoked, ...] = ()
    amends: tuple[Id, ...] = ()
    """Treaties that this one changes without ending them."""
    prolongs: tuple[Id, ...] = ()
    """Treaties that this one extends in time."""
    atop: Atop = Atop()
    cow: tuple[PositiveInt, ...] = ()
    no_duty: str = ""
    """For an instrument often mistaken for an alliance, what it does contain, in one sentence."""
    notes: tuple[str, ...] = ()
    obligations: tuple[Obligation, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the treaty's sources."""
        return tuple(s.id for s in self.cited)

    @property
    def own_sources(self) -> tuple[Source, ...]:
        """The sources that are described in the treaty's own file."""
        return tuple(s for s in self.cited if isinstance(s, Source))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes of the file and the note on ATOP."""
        return (*self.notes, self.atop.note) if self.atop.note else self.notes

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of all articles, then those of reservations."""
        own = [c for o in self.obligations for c in o.conditions]
        return (*own, *(c for r in self.reservations for c in r.conditions))

    def numbers(self, scheme: str) -> tuple[int, ...]:
        """Return the treaty's numbers in a data set.

        Args:
            scheme: `atop` or `cow`.
        """
        return {"atop": self.atop.ids, "cow": self.cow}[scheme]

    @property
    def name(self) -> str:
        """The short name, or the title."""
        return self.short or self.title

    @property
    def unborn(self) -> str:
        """The status of an instrument that never entered into force, in words: abandoned, or still pending as far as is
        known.
        """
        return "never in force" if self.until else "not in force as far as known"

    @property
    def wartime(self) -> bool:
        """Whether the treaty was made for one war only: all duties that an event triggers are limited to one conflict
        or to named enemies.
        """
        triggered = [o for o in self.obligations if not o.duty.standing]
        return bool(triggered) and all(o.wartime for o in triggered)

    def model_copy(
        self, *, update: Mapping[str, Any] | None = None, deep: bool = False
    ) -> Self:
        """Return a copy with some fields changed; the cached list of its states is rebuilt."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("states", None)
        return copied

    @cached_property
    def states(self) -> tuple[str, ...]:
        """The ids of all states that were ever parties, in the file's order, without repetitions."""
        return tuple(dict.fromkeys(p.state for p in self.parties))

    def parties_on(self, day: date) -> tuple[str, ...]:
        """Return the states bound on a day; none before entry into force or after the end."""
        in_force = self.since is not None and self.holds_on(day)
        if not in_force and not self.only_applied(day):
            return ()
        return tuple(dict.fromkeys(p.state for p in self.parties if p.holds_on(day)))

    def only_applied(self, day: date) -> bool:
        """Return whether, on a day, the treaty is applied provisionally and is not yet in force.

        >>> from treaties.loading.corpus import load_corpus
        >>> montreux = load_corpus().treaty("montreux-1936")
        >>> [montreux.only_applied(date(1936, month, 1)) for month in (8, 9, 12)]
        [False, True, False]
        """
        begun = self.provisional is not None and self.provisional <= day
        return begun and (self.since is None or day < earliest(self.since))

    def doubtful_party(self, state: str, day: date) -> Party | None:
        """Return the entry of a state whose membership on a day is unknown; None if it is known."""
        return next(
            (p for p in self.parties if p.state == state and p.doubtful_on(day)), None
        )

    def standing(self, state: str, day: date) -> PartyStanding | None:
        """Return the dispute about whether a party was still bound on a day; None if there was no dispute.

        >>> from treaties.loading.corpus import load_corpus
        >>> standing = load_corpus().treaty("warsaw-1955").standing("hungary", date(1956, 11, 4))
        >>> standing.presumed.value
        'yes'
        """
        spans = (s for p in self.parties if p.state == state for s in p.standing)
        return next((s for s in spans if s.holds_on(day)), None)

    @property
    def promises_help(self) -> bool:
        """Whether an article of the treaty promises help, on any condition."""
        return any(o.duty.drawn_in for o in self.obligations)

    @property
    def organised(self) -> bool:
        """Whether the parties have a name as members of an organisation, instead of `parties`."""
        return not self.members.startswith("parties")

    def members_on(self, day: date, states: Iterable[str] = ()) -> str:
        """Return the plural name for the parties on a day: `parties` before they had another name, or if the others
        excluded one of the named states from their organs.

        Args:
            day: the day.
            states: the ids of the parties that are named.

        >>> from treaties.loading.corpus import load_corpus
        >>> tashkent = load_corpus().treaty("cst-1992")
        >>> tashkent.members_on(date(2000, 10, 1)), tashkent.members_on(date(2026, 1, 1))
        ('parties', 'CSTO members')
        """
        early = self.members_since is not None and day < self.members_since
        kept_out = any(
            s and s.kept_out for s in (self.standing(x, day) for x in states)
        )
        return "parties" if early or kept_out else self.members

    def bound_since(self, state: str, day: date) -> date | None:
        """Return the first day on which the treaty was in force for a state that it binds on a day.

        While the treaty is only applied provisionally, that is the first day of this. None if it does not bind the
        state on the day.
        """
        if self.only_applied(day):
            return self.provisional if state in self.parties_on(day) else None
        for party in self.parties:
            if (
                party.state == state
                and party.holds_on(day)
                and self.since is not None
                and self.holds_on(day)
            ):
                return max(self.since, party.since or self.since)
        return None

    @model_validator(mode="after")
    def _days_and_doubts(self) -> Treaty:
        self._bounded(earliest(self.signed))
        for doubt in self.doubts:
            self.__dict__["obligations"] = tuple(
                part for o in self.obligations for part in doubt.parted(o)
            )
        return self

    @model_validator(mode="after")
    def _promises_nothing(self) -> Treaty:
        if self.no_duty and self.promises_help:
            message = "`no_duty` is for an instrument that promises no help, and this one has an article of help"
            raise Faults((("no_duty",), message, ""))
        return self

    @model_validator(mode="after")
    def _known_parties(self) -> Treaty:
        bound = set(self.states)
        named: list[tuple[Loc, str, Any]] = [
            (("obligations", i, "obligors"), s, ())
            for i, o in enumerate(self.obligations)
            for s in o.obligors
        ]
        legs = enumerate(self.suspensions)
        named += [
            (("suspensions", i, "between"), s, self.states[:2])
            for i, x in legs
            for s in x.between
        ]
        if found := [
            (at, f"`{s}` is not a party", instead)
            for at, s, instead in named
            if s not in bound
        ]:
            raise Faults(*found)
        return self
