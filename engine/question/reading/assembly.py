"""One combination of meanings of the parts of a sentence, combined into an understood question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.question.instruments import alone_between
from engine.question.reading.chart import Meaning
from engine.question.reading.happening import (
    Acts,
    acts_of,
    at_label,
    happening,
    not_itself,
)
from engine.question.reading.meant import (
    Meant,
    NotMeant,
    below,
    flat,
    numbers,
    part,
    parts,
    says,
)
from engine.question.referents import Ids
from engine.question.spans import in_which_year
from engine.question.tokens import Piece
from engine.question.topic import Kind
from engine.question.understood import Act, Understood, found_again
from engine.question.vocabulary import word_set
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Duty

OF_A_STATE = ("must", "why", "whynot", "since", "until", "soon", "treaty")
"""Productions for questions about one or several named states."""
OF_THE_LAW = ("party", "promise", "allies", "each")
"""Productions for claims about a treaty in general, without an attack."""
PAST = ("did", "was", "were", "had")
"""Words that mark a question as being about the past."""
KINDS = {
    "must": Kind.MUST,
    "who": Kind.WHO,
    "whonot": Kind.WHO_NOT,
    "why": Kind.WHY,
    "whynot": Kind.WHY_NOT,
    "since": Kind.WHEN,
    "term": Kind.WHEN,
    "until": Kind.WHEN,
    "soon": Kind.HOW_SOON,
    "many": Kind.HOW_MANY,
    "which": Kind.WHICH,
    "treaty": Kind.MUST,
    "covers": Kind.COVERS,
    "owes": Kind.OWES,
    "weigh": Kind.WEIGH,
    "party": Kind.MUST,
    "promise": Kind.MUST,
    "allies": Kind.MUST,
    "each": Kind.MUST,
}
"""The kind of question for each kind of production."""


@dataclass(frozen=True)
class Assembly:
    """One way to combine the meanings of all parts of a sentence, with the meaning of its question."""

    meant: Meant
    whole: Meaning
    day: SpokenDay | None
    role: str = "who"
    """The kind of production of the question."""
    asked: Meaning = ()

    @classmethod
    def of(
        cls, meant: Meant, chosen: tuple[Meaning, ...], day: SpokenDay | None
    ) -> Assembly:
        """Return the combination of one meaning for each part of a sentence.

        Args:
            meant: the words with their meanings.
            chosen: one meaning of each part.
            day: the day that the sentence names, if any.

        Raises `CasusError` for a question whose words name no duty.
        """
        whole = tuple(pair for meaning in chosen for pair in meaning)
        for question in parts(whole, "ask"):
            under = tuple(pair for pair in whole if pair[0] == "inst")
            for role, asked in question:
                if isinstance(asked, tuple):
                    return cls(meant, whole, day, role, asked + under)
            raise CasusError(
                "it is not clear what is asked", remedy="ask who must help"
            )
        return cls(meant, whole, day)

    def understood(self) -> Understood:
        """Return the understood question. Raises `CasusError` if the parts form no question."""
        meant, whole, asked = self.meant, self.whole, self.asked
        meant.means = ""  # what another reading of the same words took
        self._who_speaks()
        if self.role in OF_THE_LAW:
            return self._of_the_law()
        if self.role == "term":
            return self._term()
        if says(self.asked, "mutual"):
            return self._owed_to_each_other()
        if says(self.asked, "all"):
            return self._owed_to_all()
        about_label = self._about_label()
        labels = [] if about_label else numbers(whole, "label")
        given = parts(whole, "given")
        found = happening(meant, acts_of(meant, whole, asked), asked, labels, given)
        acts = not_itself(meant, at_label(meant, found.acts, labels))
        about, group = self._about(about_label, acts)
        instruments, articles = self._instruments(found.helped)
        if part(whole, "among") and not instruments:
            instruments = self._treaty_of_group()
        gone = self._gone()
        understood = Understood(
            acts,
            self.day,
            about,
            group,
            self._deed(about),
            bool(about) and self._conduct(),
            instruments,
            articles[0] if len(articles) == 1 else "",
            self._facts(acts),
            means=meant.means,
            kind=self._kind(),
            articles=articles if len(articles) > 1 else (),
            side=found.side,
            without=tuple(ident for ident, _ in gone),
            changed=tuple(clause for _, clause in gone),
            presumed=tuple(
                meant.text_of(n).casefold() for n in below(whole, "presumed")
            ),
        )
        if self._past_without_a_day():
            raise in_which_year(understood, meant.corpus)
        return _of_treaty_alone(understood, meant)

    def _facts(self, acts: Sequence[Act]) -> tuple[str, ...]:
        """What is given besides the acts, as clauses."""
        found: list[str] = []
        for given in parts(self.whole, "given"):
            found += self.meant.facts(given, acts)
        return tuple(found)

    def _of_the_law(self) -> Understood:
        """What is claimed of a treaty as such: who is bound by it, and to whom, as the only act."""
        if self.role in ("promise", "each") and parts(self.whole, "a"):
            raise NotMeant("an attack on a named state is no claim of a treaty as such")
        about, group = self._named_states(label=False)
        helped = part(self.asked, "helped")
        owed = self.meant.whom(helped, "named") if helped else ()
        instruments, articles = self._instruments(owed)
        for number in below(part(self.asked, "asked_of"), "who"):
            named = self.meant.group(self.meant.every[number])
            instruments = (named.treaty,) if named and named.treaty else instruments
        acts = (Act(owed),) if owed else ()
        deed = self.meant.duty(self.asked)
        found = Understood(acts, self.day, about, group, deed, instruments=instruments)
        return replace(found, article="".join(articles))

    def _term(self) -> Understood:
        """What is asked of the days of a treaty, or of a party to it."""
        instruments, _ = self._instruments(())
        if len(instruments) != 1 or parts(self.whole, "a"):
            raise NotMeant("one treaty and no attack is asked about")
        named = [self.meant.every[n] for n in below(self.asked, "inst")]
        several = [p for p in named if " " in str(p.value) and p.what == "INSTRUMENT"]
        binds = self.meant.corpus.treaty(instruments[0]).parties_on(self.meant.on)
        self._demand_only(named, instruments[0])
        if several and not binds and not self.meant.year_beside(several[0]):
            why = f"several treaties are called `{several[0].text}`"
            raise CasusError(why, remedy="name its year")
        about, group = self._named_states(label=False)
        return Understood(
            (),
            self.day,
            () if group else about,
            instruments=instruments,
            kind=Kind.WHEN,
        )

    def _owed_to_each_other(self) -> Understood:
        """What is asked of two states: what the first owes the other, whose answer tells what it is owed in return."""
        about, _ = self._named_states(label=False)
        if len(about) != 2 or parts(self.whole, "a"):
            raise NotMeant("two states and no attack are asked about")
        instruments, articles = self._instruments(about)
        acts, article = (Act(about[1:]),), "".join(articles)
        return Understood(
            acts,
            self.day,
            about[:1],
            instruments=instruments,
            article=article,
            kind=Kind.OWES,
        )

    def _owed_to_all(self) -> Understood:
        """What is asked of one state: whom it must help, or what it owes under a treaty; to the other party of a treaty
        of two.
        """
        about, group = self._named_states(label=False)
        if len(about) != 1 or group or parts(self.whole, "a"):
            raise NotMeant("one state and no attack is asked about")
        instruments, articles = self._instruments(about)
        return Understood(
            self._other_party(about[0], instruments),
            self.day,
            about,
            instruments=instruments,
            article="".join(articles),
            kind=Kind.OWES,
        )

    def _other_party(self, state: str, instruments: Ids) -> Acts:
        """The other party of a treaty of two states, as to whom something is owed; nobody for a treaty of more."""
        states = {s for i in instruments for s in self.meant.corpus.treaty(i).states}
        others = tuple(states - {state})
        return (Act(others),) if state in states and len(others) == 1 else ()

    def _who_speaks(self) -> None:
        """Notes whom a word like `us` means."""
        spoken = numbers(self.whole, "speaker")
        self.meant.speaker = flat(self.meant.each(n) for n in spoken)

    def _past_without_a_day(self) -> bool:
        """Whether the question asks of the past and names no day."""
        content = numbers(self.asked, "modal") + numbers(self.asked, "be")
        texts = [self.meant.text_of(n).casefold() for n in content]
        dated = self.day is not None or self.role in ("since", "until")
        return not dated and any(text in PAST for text in texts)

    def _kind(self) -> Kind:
        """The kind of question; what a state owes in a case is what it must do."""
        if says(self.asked, "pacts"):
            return Kind.WHICH
        owed_in_case = self.role == "owes" and says(self.whole, "a")
        return Kind.MUST if owed_in_case else KINDS[self.role]

    def _deed(self, about: Ids) -> Duty | None:
        """The duty that is asked about, where one is named and a state is asked about; talks without a state too."""
        if says(self.asked, "neutral"):
            return Duty.STAY_NEUTRAL
        deed = self.meant.duty(self.asked)
        return deed if about or deed is Duty.CONSULT else None

    def _conduct(self) -> bool:
        """Whether it is asked what states will do, and not what they must."""
        modal = numbers(self.asked, "modal")
        texts = {self.meant.text_of(n).casefold() for n in modal}
        return not says(self.asked, "must") and not texts & word_set("obliging")

    def _about_label(self) -> bool:
        """Whether the name that stands by itself is that of the state asked about: `US: obliged to help?`."""
        named = part(self.asked, "asked")
        pronoun = any(self.meant.every[n].what == "PRON" for n in below(named, "who"))
        return self.role in OF_A_STATE and (not named or pronoun)

    def _about(self, label: bool, acts: Acts) -> tuple[Ids, str]:
        """The states that are asked about, and the word for all of them where it is one."""
        about, group = self._named_states(label)
        taken = {i for a in acts for i in (*a.victim, *a.by)}
        if group:
            return tuple(a for a in about if a not in taken), group
        members = self._members_asked()
        if both := (set(about) & taken) - members:
            why = "attacks or is attacked here itself"
            self.meant.differ(both, why, "ask about another state")
        return tuple(a for a in about if a not in taken), ""

    def _members_asked(self) -> set[str]:
        """The members of the groups that are asked about beside others: those of both in `must NATO and the EU help`."""
        named = below(part(self.asked, "asked"), "who")
        groups = (self.meant.group(self.meant.every[n]) for n in named)
        law, on = self.meant.corpus, self.meant.on
        return {i for g in groups if g for i in g.members(on, law.treaties)}

    def _named_states(self, label: bool) -> tuple[Ids, str]:
        """The states that are asked about as they are named, and a group that is named alone."""
        meant, asked = self.meant, part(self.asked, "asked")
        if each := part(self.whole, "each"):
            return flat(meant.each(n) for n in below(each, "who")), ""
        labels = numbers(self.whole, "label") if label else []
        labels = labels or (self._called_on() if not asked else [])
        if labels:
            asked = (("p", (("who", labels[0]),)),)
        pieces = [meant.every[n] for p in parts(asked, "p") for n in numbers(p, "who")]
        self._demand_name(pieces)
        alone = len(pieces) == 1 and meant.group(pieces[0])
        also = meant.whom(part(self.asked, "asked_too"), "asked")
        if among := part(self.whole, "among"):
            return meant.whom(among, "asked"), ""
        return meant.whom(asked, "asked") + also, pieces[0].text if alone else ""

    def _demand_name(self, pieces: Sequence[Piece]) -> None:
        """Raises `CasusError` for a word like `it` that may mean either party of a treaty: `X's pact with Y binds it`."""
        within = [self.meant.every[n].what for n in below(self.asked, "inst")]
        if [piece.what for piece in pieces] == ["PRON"] and "NAME" in within:
            why = f"it is not clear whom `{pieces[0].text}` means"
            raise CasusError(why, remedy="name the state")

    def _treaty_of_group(self) -> Ids:
        """The treaty of the group whose members are asked about; none where it has none."""
        named = below(part(self.asked, "asked"), "who")
        groups = (self.meant.group(self.meant.every[n]) for n in named)
        return tuple(g.treaty for g in groups if g and g.treaty)[:1]

    def _called_on(self) -> list[int]:
        """The group of states that is asked for help, where nobody else is asked about."""
        called = (n for f in parts(self.whole, "given") for n in numbers(f, "askee"))
        return [n for n in called if self.meant.group(self.meant.every[n])][:1]

    def _instruments(self, helped: Ids) -> tuple[Ids, tuple[str, ...]]:
        """The instruments that are asked about, with the article of each."""
        if self.role == "weigh":
            return self._weighed()
        invoked = (n for f in parts(self.whole, "given") for n in numbers(f, "askee"))
        called = [n for n in invoked if self.meant.every[n].what == "INSTRUMENT"]
        named = (*below(self.asked, "inst"), *called)
        if [self.meant.every[n].what for n in named] == ["TREATY"]:
            helped = flat((helped, self._named_states(label=False)[0]))
        inst = tuple(("inst", n) for n in named)
        found, article = self.meant.instruments(inst, helped)
        self._demand_one(named, found)
        return found, (article,) if article else ()

    def _demand_only(self, named: Sequence[Piece], found: str) -> None:
        """Raises `CasusError` where `the alliance between X and Y` may be one of several of their treaties."""
        nouns = [p for p in named if p.what == "TREATY"]
        if not nouns or any(p.what == "INSTRUMENT" for p in named):
            return
        if self.meant.year_beside(nouns[0]) or self._only_one(found):
            return
        why = f"`{nouns[0].text}` may be one of several between the same states"
        raise CasusError(why, remedy="name the treaty, or its year")

    def _only_one(self, found: str) -> bool:
        """Whether a treaty of two states is their only treaty of help: of those in force where the present is asked
        about.
        """
        parties = set(self.meant.corpus.treaty(found).states)
        every = (t for t in self.meant.corpus.treaties if set(t.states) == parties)
        helping = [t for t in every if t.promises_help]
        in_force = [t for t in helping if t.parties_on(self.meant.on)]
        words = self.meant.text.casefold().split()
        past = not in_force or not set(PAST).isdisjoint(words)
        return len(parties) != 2 or len(helping if past else in_force) <= 1

    def _demand_one(self, named: Sequence[int], found: Ids) -> None:
        """Raises `CasusError` where `the treaty` may be one of several between the same states."""
        meant, pieces = self.meant, [self.meant.every[n] for n in named]
        alone = [p.what for p in pieces] == ["TREATY"] and bool(found)
        if not alone or meant.year_beside(pieces[0]):
            return
        if not alone_between(found[0], meant.corpus, meant.on):
            why = f"`{pieces[0].text}` may be one of several between the same states"
            raise CasusError(why, remedy="name the treaty, or its year")

    def _weighed(self) -> tuple[Ids, tuple[str, ...]]:
        """The two treaties that are compared, with the article of each."""
        content = (*self.asked, *self.whole)
        pacts = [part(content, role) for role in ("one", "two") if part(content, role)]
        if len(pacts) != 2:
            raise NotMeant("two treaties are compared")
        both = [self.meant.instruments(pact, ()) for pact in pacts]
        return tuple(ids[0] for ids, _ in both), tuple(article for _, article in both)

    def _gone(self) -> list[tuple[str, str]]:
        """Each treaty, or party out of one, that is taken away, with a clause that says it."""
        found = []
        for content in parts(self.whole, "without"):
            ids, _ = self.meant.instruments(content, ())
            parties = part(content, "party")
            states = self.meant.whom(parties, "asked") if parties else ("",)
            found += [self._less(ident, state) for ident in ids for state in states]
        return found

    def _less(self, ident: str, state: str) -> tuple[str, str]:
        """A treaty that is taken away, or a party out of it, with a clause that says it."""
        meant = self.meant
        treaty = instrument_in_line(meant.corpus.treaty(ident).name)
        if not state:
            return ident, f"without {treaty}"
        name = found_again(state, meant.on, meant.corpus)
        return f"{ident}:{state}", f"{name} left {treaty}"


def _of_treaty_alone(understood: Understood, meant: Meant) -> Understood:
    """The question since when a state was bound to another by one treaty that is over, as one of the treaty's days."""
    attacked = any(act.by or act.force or act.at for act in understood.acts)
    alone = len(understood.instruments) == 1 and not understood.article
    if understood.kind is not Kind.WHEN or attacked or not alone or understood.group:
        return understood
    between = flat((understood.about, *(act.victim for act in understood.acts)))
    treaty = meant.corpus.treaty(understood.instruments[0])
    if set(between) <= set(treaty.parties_on(meant.on)):
        return understood
    return replace(understood, acts=(), about=between, deed=None, conduct=False)
