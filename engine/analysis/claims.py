"""Claims compared with the law: each sentence is true, false, conditionally true, or no statement of treaty law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from engine.analysis.claim_words import (
    OF_DUTY,
    CitedArticle,
    Claim,
    Claims,
    ClaimVerdict,
    Says,
    Sentence,
    read,
    sentences,
)
from engine.analysis.claimed_alliances import of_allies, pledges, unpledged
from engine.analysis.inquiry import Need
from engine.findings.calls import triggered_articles
from engine.findings.explanation import who_decides
from engine.findings.unbound import is_alliance
from engine.output.blocked_text import unread
from engine.output.failures import reason
from engine.output.owing import must
from engine.output.prose import capital, crowd
from engine.question.as_scenario import supposed
from engine.question.query import Query
from engine.question.reading.assembly import OF_THE_LAW
from engine.question.reading.claimed import Claimed, claimed, said_day
from engine.question.reading.meant import NotMeant
from engine.question.tokens import cut
from engine.question.topic import Side
from engine.question.understood import Understood
from engine.record.question_ids import checked, kind_of
from engine.record.verdict import Status, Verdict
from engine.ruling.treaties import is_article
from engine.setting.graph import Clause, clauses_of
from treaties.models.groups import Group
from treaties.models.treaty import Treaty
from treaties.models.warrant import quoted_words
from treaties.support.budget import budgeted, current_budget
from treaties.support.grouping import grouped
from treaties.support.limits import CLAIMS
from treaties.vocabulary.days import day_of, in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.keywords import keywords
from treaties.vocabulary.names import instrument_in_line, listed, with_article
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.answer import Answer
    from engine.record.grounds import Judged
    from engine.world import World
    from treaties.models.corpus import Corpus


@keywords
@budgeted()
def claims(
    world: World, text: str, *, on: str | date | None = None, given: Iterable[str] = ()
) -> Claims:
    """Judge each sentence of a text by the law.

    Args:
        world: the law and the readings.
        text: a sentence or a paragraph.
        on: the day for sentences that name none; today by default.
        given: answers to open questions, as `QUESTION=yes`.

    Raises `CasusError` for an empty text, a text of more than 20,000 characters, or an invalid day or answer.

    >>> from engine.world import shipped
    >>> found = claims(shipped(), "An attack on Estonia obliges America to go to war.", on="2026-01-01").claims[0]
    >>> found.verdict.value, found.articles[0].phrase
    ('false', 'such action as it deems necessary')
    """
    if len(text) > CLAIMS:
        raise CasusError(
            f"a text of {len(text):,} characters is too long", remedy="give it in parts"
        )
    if not (cut_apart := sentences(text)):
        raise CasusError(
            "there is no claim in it",
            remedy='write a sentence: "If X attacks Y, Z must help."',
        )
    day = on if isinstance(on, date) else day_of(on) if on else date.today()
    for answer in supposed(given := tuple(given)):
        checked(answer.question, world.corpus)
    judges = (_Judge(world, s, day, given, dated=bool(on)) for s in cut_apart)
    return Claims(tuple(judge.judged() for judge in judges))


AGAINST = ("fight", "not-aid")
"""Deeds that may be claimed of attackers, and that are owed to their victims."""
ATTACKERS = ("attacker", "attackers", "aggressor", "aggressors", "other side")
OF_INSTRUMENT = (Says.IN_FORCE, Says.PARTY, Says.OBLIGES, Says.QUOTES, Says.COVERS)
"""The kinds of claim about one instrument."""
DENYING = (Says.NO_DUTY, Says.NOBODY)
"""The kinds of claim that deny a duty."""
ON_A_DAY = (Says.IN_FORCE, Says.PARTY, Says.ALLIED, Says.EACH)
"""The kinds of claim whose verdict may change from one day to the next."""
CITED = 4
"""The number of articles cited for one claim."""
OWED = (Status.BOUND, Status.CONTESTED, Status.CONDITIONAL)


SAYS = {
    "party": Says.PARTY,
    "promise": Says.OBLIGES,
    "allies": Says.ALLIED,
    "each": Says.EACH,
}
"""The kinds of claim about a treaty as such."""


class _Judge:
    """One sentence against the law of a day."""

    def __init__(
        self,
        world: World,
        text: str,
        on: date,
        given: tuple[str, ...],
        *,
        dated: bool,
    ) -> None:
        self.world, self.text, self.on, self.given = world, text, on, given
        self.dated = dated
        self.error: CasusError | None = None
        self.sentence, self.under = self._read(text), ""
        self.understood = ""

    def _read(self, text: str) -> Sentence:
        """The claim by the grammar of questions, in the indicative, or else by the forms of claims."""
        law = self.world.corpus
        try:
            if claim := claimed(text, law, self.on, given=self.dated):
                because = [w for w in claim.unjudged if w.startswith("because ")]
                rest = tuple(w for w in claim.unjudged if w not in because)
                reason = "".join(w.removeprefix("because ") for w in because)
                found = as_sentence(claim, law)
                return replace(found, unjudged=rest, reason=reason)
            return self._by_forms(text)
        except NotMeant:
            return self._by_forms(text)
        except CasusError as error:
            self.error = error
            return Sentence(Says.UNREAD)

    def _by_forms(self, text: str) -> Sentence:
        """The claim by the forms of claims; a claim about an instrument on the day that it names."""
        law = self.world.corpus
        try:
            bare, day = said_day(text, law, self.on, given=self.dated)
        except CasusError as error:
            found = read(text)
            if found.says not in OF_INSTRUMENT:
                return found
            self.error = error
            return Sentence(Says.UNREAD)
        found = read(bare)
        if day is None or found.says not in OF_INSTRUMENT:
            return read(text)
        return replace(found, on=day.day, last=day.last)

    def judged(self) -> Claim:
        """The sentence with its verdict."""
        if not current_budget().has_work:
            return self._claim(
                ClaimVerdict.NOT_KNOWN,
                "It was not looked at: so much text is not worked out at once.",
            )
        try:
            return self._of_kind(self.sentence)
        except CasusError as error:
            return self._claim(ClaimVerdict.NOT_UNDERSTOOD, f"{str(error)[:300]}.")

    def _of_kind(self, s: Sentence) -> Claim:
        if s.says is Says.OTHER:
            why = "It says what states do or want, not what a treaty asks of them."
            return self._claim(ClaimVerdict.NOT_TREATY_LAW, why)
        if s.says is Says.UNREAD and self.error:
            raise self.error
        if s.says is Says.UNREAD:
            deeds = "is no deed that is read: say fight, help, defend, consult or stay neutral"
            form = "It speaks of a duty, but not as `if X attacks Y, Z must help` or the like"
            return self._claim(
                ClaimVerdict.NOT_UNDERSTOOD,
                f"`{s.quotation}` {deeds}." if s.quotation else f"{form}.",
            )
        self.on = s.on or self.on
        if s.says in OF_DUTY:
            return self._of_duty(s)
        if not s.last or s.says not in ON_A_DAY:
            return self._of_law(s)
        # What is claimed of a year must be so on its first day and on its last.
        first, self.on = self.on, s.last
        at_last, self.on = self._of_law(s), first
        at_first = self._of_law(s)
        if at_first.verdict is not at_last.verdict:
            span = f"from {in_words(first)} to {in_words(s.last)}"
            raise CasusError(f"the answer changes {span}", remedy="say the day")
        return at_first

    def _of_law(self, s: Sentence) -> Claim:
        """Judge a claim about a treaty as such, or about the alliances of states."""
        if s.says in (Says.ALLIED, Says.EACH):
            return self._of_allies(s)
        return self._of_instrument(s, self._instrument(s.instrument))

    def _ended(self, treaty: Treaty) -> str:
        """The sentence that a treaty ended before the day; empty where it did not."""
        until = treaty.until
        if not until or until > self.on or treaty.parties_on(self.on):
            return ""
        return f"{treaty.name} ended on {in_words(until)}."

    def _lapsed(self, treaty: Treaty) -> str:
        """The sentence that a treaty ended or is not in force on the day; empty where it is in force."""
        if treaty.parties_on(self.on):
            return ""
        return self._ended(treaty) or f"{treaty.name} is not in force on that day."

    def _claim(
        self,
        verdict: ClaimVerdict,
        why: str,
        clauses: Iterable[Clause] = (),
        needs: Iterable[Need] = (),
    ) -> Claim:
        cited = list({c.key: c for c in clauses}.values())[:CITED]
        acts = [
            c
            for c in cited
            if c.obligation.duty is Duty.ACT and self.sentence.deed == "help"
        ]
        unsaid = tuple(
            f"under {c.label} the means are each party's choice" for c in acts[:1]
        )
        unsaid += tuple(
            f"whether `{r}` is so, and the reason, was not judged"
            for r in [self.sentence.reason]
            if r
        )
        unsaid += tuple(f"`{words}` was not judged" for words in self.sentence.unjudged)
        return Claim(
            self.text,
            verdict,
            why,
            self.on,
            tuple(needs),
            tuple(dict.fromkeys(map(CitedArticle.of, cited))),
            unsaid,
            self.understood,
        )

    def _either(self, true: bool, why: str, clauses: Iterable[Clause] = ()) -> Claim:
        return self._claim(
            ClaimVerdict.TRUE if true else ClaimVerdict.FALSE, why, clauses
        )

    def _instrument(self, name: str) -> Treaty:
        """Find the instrument of a name, one in force on the day before others; raises `CasusError` where there is
        none."""
        law = self.world.corpus
        named = {t.id for t in law.treaties}
        if not (found := [name] if name in named else called_so(name, law)):
            raise CasusError(
                f"no instrument is called `{name}`", remedy="`casus list` gives them"
            )
        then = [i for i in found if law.treaty(i).parties_on(self.on)]
        return law.treaty((then or found[-1:])[0])

    def _of_instrument(self, s: Sentence, treaty: Treaty) -> Claim:
        self.understood = of_instrument(s, treaty.name, self.on)
        if s.says is Says.IN_FORCE:
            span = _span(treaty) if treaty.since else "signed and not in force"
            in_force = bool(treaty.parties_on(self.on))
            why = self._ended(treaty) or f"{treaty.name} is {span}."
            return self._either(in_force is not s.denied, why)
        if s.says is Says.PARTY:
            return self._of_party(s, treaty)
        return self._of_articles(s, treaty)

    def _of_articles(self, s: Sentence, treaty: Treaty) -> Claim:
        """Judge a claim about the words of a treaty, or about its duties on the day."""
        found = [
            c
            for c in clauses_of(treaty)
            if is_article(c.obligation.article, s.article.upper())
        ]
        if not found:
            why = f"Of {treaty.name} no such article is in the corpus."
            return self._claim(ClaimVerdict.NOT_KNOWN, why)
        if s.says is Says.QUOTES:
            return self._of_quotation(s, treaty, found)
        if lapsed := self._lapsed(treaty):
            return self._either(s.denied, lapsed, found if s.article else ())
        if s.says is Says.OBLIGES:
            return self._of_article(s, found)
        # Without an article a treaty covers what its help reaches: talks alone protect nobody.
        helping = [c for c in found if c.obligation.duty.drawn_in]
        return self._of_call(s, found if s.article or not helping else helping)

    def _of_party(self, s: Sentence, treaty: Treaty) -> Claim:
        """Whether a state is a party on the day."""
        state = self.world.corpus.states.resolve(s.who, self.on)
        party = state.id in treaty.parties_on(self.on)
        is_ = f"is {'a' if party else 'no'} party to {treaty.name}"
        why = f"{state.name_on(self.on)} {is_} on that day ({_span(treaty)})."
        if ended := self._ended(treaty):
            why = f"{state.name_on(self.on)} {is_} on that day: {ended}"
        return self._either(party is not s.denied, why)

    def _of_quotation(self, s: Sentence, treaty: Treaty, found: list[Clause]) -> Claim:
        """Whether an article has some words, as far as the corpus quotes it."""
        words = " ".join(quoted_words(s.quotation))
        quoting = [c for c in clauses_of(treaty) if _quotes(c, words)]
        if not quoting:
            why = "The corpus quotes at most twelve words, and not these."
            return self._claim(ClaimVerdict.NOT_KNOWN, why, found)
        same = [c for c in quoting if c in found]
        if same:
            why = "These are words that the corpus quotes of it."
            return self._either(True, why, same)
        return self._either(False, f"The words are of {quoting[0].label}.", quoting)

    def _of_article(self, s: Sentence, found: list[Clause]) -> Claim:
        """Whether an article obliges to a deed."""
        binding = (c for c in found if c.treaty.rank.binding)
        fits = [c for c in binding if c.obligation.duty.asks_for(s.deed)]
        words = (f"{c.label}: a party {c.obligation.duty.meaning}" for c in found)
        why = f"By its words: {listed(dict.fromkeys(words))}."
        if stranger := self._no_party(s, found[0].treaty):
            return self._either(False, stranger)
        return self._either(bool(fits), why, fits or found)

    def _no_party(self, s: Sentence, treaty: Treaty) -> str:
        """The sentence that a state said to be bound is no party on the day; empty where each is."""
        states, parties = self.world.corpus.states, treaty.parties_on(self.on)
        bound = s.bound
        with suppress(CasusError):  # `its members` are no state
            bound = bound or (states.resolve(s.who, self.on).id,)
        strangers = [b for b in bound if b not in parties]
        return self._strangers(strangers, treaty) if strangers else ""

    def _strangers(self, strangers: Sequence[str], treaty: Treaty) -> str:
        """The sentence that states are no parties to a treaty on the day."""
        states = self.world.corpus.states
        names = listed(states[b].name_on(self.on) for b in strangers)
        are = "is no party" if len(strangers) == 1 else "are no parties"
        return f"{names} {are} to {treaty.name} on that day."

    def _of_call(self, s: Sentence, found: list[Clause]) -> Claim:
        """Whether an attack calls an article."""
        event = s.event or f"{s.whom} is attacked"
        answer = self._asked(f"if {event}, who is drawn in?")
        struck = {c.clause.key for c in triggered_articles(answer).everything}
        reached = [c for c in found if c.key in struck]
        why = "An attack there, and on nothing else, does not call it."
        if reached:
            why = "An attack there calls it."
        return self._either(bool(reached) is not s.denied, why, reached or found)

    def _of_allies(self, s: Sentence) -> Claim:
        """Whether states owe each other help, under the treaty that is named or under any."""
        if not s.instrument:
            # States are no allies by the covenant of a world organisation.
            every = sorted(self.world.corpus.treaties, key=lambda t: len(t.states))
            allied = s.says is Says.ALLIED
            return self._of_pledges(
                s, [t for t in every if is_alliance(t) or not allied]
            )
        treaty = self._instrument(s.instrument)
        return self._of_pledges(s, [treaty], treaty.name, self._lapsed(treaty))

    def _of_pledges(
        self, s: Sentence, treaties: Sequence[Treaty], named: str = "", lapsed: str = ""
    ) -> Claim:
        """Whether states owe each other help under some treaties.

        Args:
            s: the claim.
            treaties: the treaties.
            named: the name of the only treaty, if the claim names it.
            lapsed: the sentence that this treaty is not in force, if it is not.
        """
        law = self.world.corpus
        bound = s.bound or tuple(treaties[0].parties_on(self.on))
        found = pledges(treaties, bound, s.owed or bound, s.deed, self.on)
        self.understood = of_allies(s, bound, named, self.on, law)
        if lapsed:
            return self._either(s.denied, lapsed)
        missing = unpledged(s, bound, found)
        clauses = list({c.key: c for c in found.values()}.values())
        if not missing:
            why = f"It was promised in {listed(dict.fromkeys(c.label for c in clauses[:CITED]))}."
            return self._either(not s.denied, why, clauses)
        who, whom = (with_article(law.states[i].name_on(self.on)) for i in missing)
        kind = "treaty of alliance" if s.says is Says.ALLIED else "treaty"
        why = f"By no {kind} that was read {who} must help {whom} on that day."
        if any("secret" in words for words in s.unjudged):
            return self._claim(ClaimVerdict.NOT_KNOWN, why)
        return self._either(s.denied, why, clauses)

    def _asked(self, question: str, rounds: int = 1) -> Answer:
        """The answer to a question on the day that it names, or else on the day of the text."""
        law = self.world.corpus
        dated = any(p.what == "DAY" for p in cut(question, law))
        asked = Query.of(
            victim=[question],
            on=None if dated else self.on,
            suppose=self.given or None,
            rounds=rounds,
        )
        answer = self.world.answer(asked)
        self.on = answer.setting.on
        if answer.understood and answer.understood.not_read:
            raise CasusError(
                f"{listed(f'`{w}`' for w in answer.understood.not_read)} is not understood"
            )
        return answer

    def _against(self, s: Sentence, answer: Answer) -> None:
        """Raises where help is claimed against somebody who does not attack."""
        who = self.world.corpus.states.resolve(s.against.removeprefix("the "), self.on)
        if who.id not in answer.setting.attacking:
            raise CasusError(f"`{s.against}` does not attack here")

    def _of_duty(self, s: Sentence) -> Claim:
        asks = f"must {s.who} help?" if s.who else "who is drawn in?"
        question = f"if {s.event}, {asks}"
        answer = self._asked(question)
        about = answer.understood.about if answer.understood else ()
        if s.who and not about:
            raise CasusError(f"`{s.who}` is no state of that day")
        self._note_duty(s, answer)
        if self.under and (
            lapsed := self._lapsed(self.world.corpus.treaty(self.under))
        ):
            return self._either(s.says in DENYING, lapsed)
        return self._of_answer(s, question, answer, about)

    def _of_answer(
        self, s: Sentence, question: str, answer: Answer, about: Sequence[str]
    ) -> Claim:
        """Judge a duty by the answer about its case.

        Args:
            s: the claim.
            question: the question about the case.
            answer: the answer to it.
            about: the ids of the states said to be bound; nobody where anybody is meant.
        """
        target = self._target(s, answer)
        rows = [r.state for r in answer.rows]
        owed = self._owed(answer, about or rows, target)
        if about and not owed:  # what waits for another's help is a round away
            answer = self._asked(question, rounds=2)
            owed = self._owed(answer, about, target)
        denied = s.says in DENYING
        by_duty = self._of_owed(answer, about, owed, denied=denied)
        if s.says is Says.ONLY:
            rest = self._owed(answer, [x for x in rows if x not in about], target)
            by_duty = self._of_others(answer, rest, by_duty)
        if by_duty is not None:
            return by_duty
        return self._of_none(answer, about, target, denied=denied)

    def _note_duty(self, s: Sentence, answer: Answer) -> None:
        """Note how the sentence was understood; raises where it names what does not fit the attack."""
        law = self.world.corpus
        if s.instrument:
            self.under = self._instrument(s.instrument).id
        if answer.understood:
            named = law.treaty(self.under).name if self.under else ""
            self.understood = of_duty(s, answer.understood, named, law)
        if s.against:
            self._against(s, answer)

    def _of_owed(
        self, answer: Answer, about: Sequence[str], owed: list[Judged], *, denied: bool
    ) -> Claim | None:
        """Judge a duty by what the states asked about owe; None where that is not what was asked.

        Args:
            answer: the answer.
            about: the ids of the states asked about; nobody where anybody is meant.
            owed: the duties of these states.
            denied: whether the sentence denies the duty.
        """
        bound = _bound(owed)
        open_, firm = _by_state(owed), _by_state(bound).keys()
        clauses = _clauses(bound or owed)
        anybody = denied or not about
        if bound and (anybody or firm == set(about)):
            return self._either(not denied, f"{_owing(answer, bound)}.", clauses)
        waiting = [j for state, j in open_.items() if state not in firm]
        if waiting and (anybody or open_.keys() == set(about)):
            so = "It is so unless" if denied else "It is so only if"
            why = f"{so} what follows is answered in this way."
            needs = chain.from_iterable(_needs(answer, j) for j in waiting)
            return self._claim(ClaimVerdict.ONLY_IF, why, clauses, dict.fromkeys(needs))
        if bound:
            why = f"{_owing(answer, bound)}, and the others of them need not."
            return self._either(False, why, clauses)
        return None

    def _of_others(
        self, answer: Answer, rest: list[Judged], by_duty: Claim | None
    ) -> Claim | None:
        """Judge a claim that only some states owe a duty by what others owe.

        Args:
            answer: the answer.
            rest: the duties of the others.
            by_duty: the verdict on the duty itself.
        """
        if others := _bound(rest):
            why = f"{_owing(answer, others)} too."
            return self._either(False, why, _clauses(others))
        if not rest or not by_duty or by_duty.verdict is not ClaimVerdict.TRUE:
            return by_duty
        needs = chain.from_iterable(_needs(answer, j) for j in _by_state(rest).values())
        return self._claim(
            ClaimVerdict.ONLY_IF,
            "It is so unless what follows is answered in this way.",
            _clauses(rest),
            dict.fromkeys(needs),
        )

    def _of_none(
        self, answer: Answer, about: Sequence[str], target: set[str], *, denied: bool
    ) -> Claim:
        """Judge a duty that nothing asks: by what is owed instead, or by what was not read."""
        law = self.world.corpus
        parties = law.treaty(self.under).parties_on(self.on) if self.under else about
        if about and not set(about) & set(parties):
            return self._either(denied, self._strangers(about, law.treaty(self.under)))
        why, clauses = _instead(answer, about, target)
        missing = about and not clauses and unread(answer, about, alliances=True)
        if missing:
            why = f"No instrument that was read asks it. {missing}"
            return self._claim(ClaimVerdict.NOT_KNOWN, why)
        return self._either(denied, why, clauses)

    def _target(self, s: Sentence, answer: Answer) -> set[str]:
        """The beneficiaries of the duty: the attacked states, unless the sentence names others, such as the attacker."""
        attacked, attacking = (
            set(answer.setting.attacked),
            set(answer.setting.attacking),
        )
        if s.apart:
            return attacked | attacking
        named = s.whom.removeprefix("the ")
        if not named or (s.deed == "not-aid" and named in ATTACKERS):
            return attacked
        whom = {self.world.corpus.states.resolve(named, self.on).id}
        if s.deed in AGAINST and whom <= attacking and not s.beside:
            return attacked
        if s.deed == "not-aid":
            raise CasusError(f"`{s.whom}` does not attack here")
        return whom

    def _owed(
        self, answer: Answer, states: Iterable[str], target: set[str]
    ) -> list[Judged]:
        """The grounds of the claimed duty, firmest first."""
        s = self.sentence
        found = [
            j
            for j in _judged(
                answer, states, target if s.deed != "stay-neutral" else None
            )
            if j.ground.duty.asks_for(s.deed) and j.ground.binding
            if not self.under
            or (
                j.ground.treaty == self.under
                and is_article(j.ground.article, s.article.upper())
            )
        ]
        return sorted(
            found,
            key=lambda j: (
                j.at_once.status is not Status.BOUND,
                _verdict(answer, j).distance.total,
            ),
        )


def _judged(
    answer: Answer, states: Iterable[str], target: set[str] | None
) -> list[Judged]:
    """What states owe, or may owe, to anybody or to a target."""
    found = [
        j
        for x in states
        for j in answer[x].judged
        if target is None or j.ground.beneficiary in target
    ]
    return [j for j in found if _verdict(answer, j).status in OWED]


def called_so(name: str, law: Corpus) -> list[str]:
    """Return the ids of the instruments that a name may mean. If the name is that of a group, the treaty whose parties
    form the group is included.

    >>> from engine.world import shipped
    >>> called_so("NATO", shipped().corpus)
    ['north-atlantic-1949']
    """
    group = law.groups.get(name)
    found = [
        i
        for p in cut(name, law)
        if p.what == "INSTRUMENT"
        for i in str(p.value).split()
    ]
    return found or (
        [group.treaty] if isinstance(group, Group) and group.treaty else []
    )


def as_sentence(claim: Claimed, law: Corpus) -> Sentence:
    """Return the parts of a claim that was parsed as a question.

    Args:
        claim: the claim.
        law: the law, which supplies names.
    """
    meant = claim.meant
    under = meant.instruments[0] if meant.instruments else _of_alliance(meant, law)
    who = meant.asked(law) if meant.about else ""
    if claim.kind in OF_THE_LAW:
        return _of_the_law(claim, who, under)
    event = meant.case(law).removeprefix("If ").removesuffix(", ")
    if claim.kind == "covers":
        whom = meant.named(meant.acts[0].victim, law)
        if at := meant.acts[0].at:
            whom += f" ({law.gazetteer.place(at).name})"
        return Sentence(
            Says.COVERS,
            whom=whom,
            event=event,
            instrument=under,
            article=meant.article,
            denied=claim.denied,
        )
    duty = Says.ONLY if claim.only else Says.DUTY
    says = Says.NO_DUTY if claim.denied else duty
    beside = meant.side is Side.ATTACKER
    return Sentence(
        says,
        who,
        str(meant.deed or "help"),
        meant.named((b for act in meant.acts for b in act.by), law) if beside else "",
        event=event,
        instrument=under,
        article=meant.article,
        beside=beside,
        apart=claim.apart,
    )


def _of_alliance(meant: Understood, law: Corpus) -> str:
    """The id of the treaty of an alliance that a claim is about; empty for any other claim."""
    group = law.groups.get(meant.group) if meant.group else None
    return (group.treaty or "") if isinstance(group, Group) else ""


def _of_the_law(claim: Claimed, who: str, under: str) -> Sentence:
    """A claim about a treaty as such as one of the forms of claims."""
    meant = claim.meant
    return Sentence(
        SAYS[claim.kind],
        who,
        str(meant.deed or "help"),
        instrument=under,
        article=meant.article,
        denied=claim.denied,
        bound=meant.about,
        owed=tuple(v for act in meant.acts for v in act.victim),
        on=meant.on,
        last=meant.day.last if meant.day else None,
    )


def of_duty(s: Sentence, understood: Understood, under: str, law: Corpus) -> str:
    """Return a claim about a duty as a full sentence, to show how it was understood.

    Args:
        s: the claim.
        understood: the question about the same case and states.
        under: the name of the instrument; empty if none is named.
        law: the law, which supplies names.
    """
    who = understood.asked(law) or "nobody"
    verb = "need not" if s.says is Says.NO_DUTY else "must"
    only = "only " if s.says is Says.ONLY else ""
    whom = "" if not s.whom or s.deed == "stay-neutral" else f" {s.whom}"
    cited = instrument_in_line(under) if under else ""
    cited = f"Art. {s.article} of {cited}" if s.article and cited else cited
    by = f" under {cited}" if cited else ""
    deed = {"stay-neutral": "stay neutral", "not-aid": "not help"}.get(s.deed, s.deed)
    verb, deed = ("may", "stay out") if s.apart else (verb, deed)
    deed += " for" if s.deed == "fight" and s.beside and whom else ""
    return f"{understood.case(law)}{only}{who} {verb} {deed}{whom}{by}"


def of_instrument(s: Sentence, name: str, on: date) -> str:
    """Return a claim about an instrument as a full sentence, to show how it was understood.

    Args:
        s: the claim.
        name: the name of the instrument.
        on: the day.
    """
    no = "not " if s.denied else ""
    name = instrument_in_line(name)
    article = capital(f"Art. {s.article} of {name}" if s.article else name)
    return {
        Says.IN_FORCE: f"{capital(name)} is {no}in force on {in_words(on)}",
        Says.PARTY: f"{s.who} is {no}a party to {name} on {in_words(on)}",
        Says.OBLIGES: f"{article} obliges {s.who or 'its parties'} to {s.deed}",
        Says.COVERS: f"{article} is {no}called by an attack on {s.whom} on {in_words(on)}",
        Says.QUOTES: f"{article if s.article else name} says “{s.quotation}”",
    }[s.says]


def _owing(answer: Answer, owed: Iterable[Judged]) -> str:
    """Who must do what, in words: for each the strongest of its duties."""
    order = answer.display_order
    duties = {
        j.ground.obligor: j.ground.duty
        for j in sorted(owed, key=lambda j: -j.ground.duty.rank)
    }
    groups = sorted(
        grouped((duty, state) for state, duty in duties.items()).items(),
        key=lambda g: g[0].rank,
    )
    parts = [
        f"{crowd(order, order.sorted(states), 'states')} {must(duty, len(states) > 1)}"
        for duty, states in groups
    ]
    return capital("; ".join(parts))


def _instead(
    answer: Answer, about: Iterable[str], target: set[str]
) -> tuple[str, list[Clause]]:
    """What the states asked about owe instead, or that nothing binds them."""
    owed = _judged(answer, about, target)
    firm = _bound(owed)
    less = [j for j in firm if j.ground.binding and j.at_once.duty]
    binding = [j for j in owed if j.ground.binding and j not in firm]
    open_ = [j for j in binding if j.ground.duty.drawn_in]
    for chosen, end in (
        (less, "and no more"),
        (open_, "and that on a condition"),
        (firm, "by a commitment that is no treaty"),
    ):
        if chosen:
            return f"{_owing(answer, chosen)}, {end}.", _clauses(chosen)
    for state in about:
        for failed in answer[state].blocked:
            if failed.beneficiary in target:
                name = answer.corpus.treaty(failed.treaty).name
                why = reason(answer.setting, failed)
                return f"No article asks it; of {name}: {why}.", []
    return "No treaty that was read asks it.", []


def _bound(judged: Iterable[Judged]) -> list[Judged]:
    """Those by which a duty is due for certain."""
    return [j for j in judged if j.at_once.status is Status.BOUND]


def _clauses(judged: Iterable[Judged]) -> list[Clause]:
    return [j.ground.clause for j in judged]


def _by_state(judged: Sequence[Judged]) -> dict[str, Judged]:
    """By state the first of its duties."""
    return {j.ground.obligor: j for j in reversed(judged)}


def _span(treaty: Treaty) -> str:
    """The days on which an instrument is in force."""
    until = f" to {treaty.until}" if treaty.until else ""
    return f"in force from {treaty.since}{until}"


def _quotes(clause: Clause, words: str) -> bool:
    """Tell whether the corpus quotes words of an article, in its own tongue or in English."""
    phrases = (clause.obligation.phrase, clause.obligation.english)
    return any(words in " ".join(quoted_words(phrase)) for phrase in phrases)


def _verdict(answer: Answer, judged: Judged) -> Verdict:
    """What a duty is at once, or where it is nothing then, after what others do to help; no further attack is supposed."""
    later = judged.verdict
    literals = (
        answer.labels.literals.decode(later.supports[0]) if later.supports else ()
    )
    supposes = any(kind_of(q) == "strikes" for q, _ in literals)
    return judged.at_once if judged.at_once.status in OWED or supposes else later


def _needs(answer: Answer, judged: Judged) -> list[Need]:
    """What must be answered, and how, for a duty to be due."""
    supports = _verdict(answer, judged).supports
    literals = answer.labels.literals.decode(supports[0]) if supports else ()
    asked = [
        (answer.assignments.questions[q], "yes" if yes else "no") for q, yes in literals
    ]
    who = judged.ground.obligor
    return [
        Need(q.id, yes, q.text, str(q.nature), who_decides(answer, q, who))
        for q, yes in asked
    ]
