"""Facts in words: further events, and what states do under their treaties (`A asks B`, `A refuses TREATY`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from engine.question.tokens import cut
from engine.question.topic import article_asked
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.models.scenario import Event
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import CasusError, UnknownName
from treaties.vocabulary.names import instrument_in_line, with_article
from treaties.vocabulary.terms import EventKind

SHOWN = 60
"""The largest number of characters of a fact that an error repeats."""
GIVEN = (
    'write it as "A asks B", "A does not ask TREATY", "A mobilises", '
    '"A declares war on B", "A takes the side of B", "A refuses TREATY" or "A performs TREATY for B"'
)
UMPIRE = "umpire"
"""The person whose judgement of a question is valid for every state."""


class Doing(StrEnum):
    """The act that a fact in words ascribes to a state, or to the umpire of a game."""

    ASKS = "asks"
    MOBILISES = "mobilises"
    DECLARES = "declares"
    REFUSES = "refuses"
    PERFORMS = "performs"
    JUDGES = "judges"


@dataclass(frozen=True)
class GivenFact:
    """A fact that the user states in words, with the events and answers that it adds to a scenario."""

    text: str
    doing: Doing
    by: str
    """The id of the acting state; `umpire` for a judgement that is valid for all."""
    toward: tuple[str, ...] = ()
    """The ids of the states toward which a duty is refused or performed."""
    treaty: str = ""
    """The id of the treaty under which the state acts; empty if none is named."""
    article: str = ""
    events: tuple[Event, ...] = ()
    answers: tuple[str, ...] = ()
    """The answers that the fact implies, as `QUESTION=yes`."""

    @property
    def idle(self) -> bool:
        """Whether the fact is a request on which no treaty depends."""
        return self.doing is Doing.ASKS and not self.answers


_ASKS = re.compile(
    r"(?P<who>.+?) (?P<no>(?:does|did) not )?(?:asks?|invokes?)"
    r"(?: (?:the )?(?P<whom>.+?))??(?: for (?:help|aid))?",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?P<who>.+?) (?:mobili[sz]es(?: against)?|(?P<declares>declares war on))"
    r"(?: (?:the )?(?P<whom>.+?))??",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"(?P<who>.+?) (?:(?P<no>refuses)|performs)(?: (?:the |its duty under (?:the )?)?"
    r"(?P<treaty>(?!for |to help ).+?))??(?: (?:for|to help) (?:the )?(?P<whom>.+))?",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"(?P<who>.+?) (?:takes the side of|sides with|fights for) (?:the )?(?P<whom>.+)",
    re.IGNORECASE,
)
_JUDGES = re.compile(
    r"(?:the )?(?P<who>.+?) (?:judges|decides) (?P<question>\S+)(?: as)? (?P<answer>yes|no)",
    re.IGNORECASE,
)


def fact_of(
    text: str, day: date, corpus: Corpus, fighting: Sequence[Event] = ()
) -> GivenFact:
    """Return the fact that a text states.

    Args:
        text: the text.
        day: the day of the fact.
        corpus: the law, with its names.
        fighting: the events until then, from which the beneficiary is inferred if a duty is performed or refused.

    Raises `CasusError` for a text of no known form, and for a state that is not a party to the treaty under which it
    acts.

    >>> from treaties.loading.corpus import load_corpus
    >>> fact = fact_of("Italy refuses the Pact of Steel for Germany", date(1939, 9, 1), load_corpus())
    >>> fact.doing.value, fact.treaty, fact.toward
    ('refuses', 'pact-of-steel-1939', ('germany',))
    """
    words = text.strip(" .")
    found = _JUDGES.fullmatch(words)
    if found:
        return _judgement(text, found, day, corpus)
    found = _UNDER.fullmatch(words)
    if found:
        return _under_treaty(text, found, day, corpus, fighting)
    found = _SIDES.fullmatch(words)
    if found:
        return _side_taken(text, found, day, corpus)
    found = _ASKS.fullmatch(words)
    if found:
        return _request(text, found, day, corpus)
    found = _ACTS.fullmatch(words)
    if not found:
        shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
        raise CasusError(f"`{shown}` is no fact that can be given", remedy=GIVEN)
    (who,), whom = ids_of([found["who"]], day, corpus), found["whom"] or ""
    declares = bool(found["declares"])
    kind = EventKind.DECLARATION_OF_WAR if declares else EventKind.MOBILISATION
    against = ids_of((whom,) if whom else (), day, corpus)
    event = Event(kind=kind, by=(who,), against=against)
    doing = Doing.DECLARES if declares else Doing.MOBILISES
    return GivenFact(text, doing, who, against, events=(event,))


def ids_of(names: Iterable[str], day: date | None, corpus: Corpus) -> tuple[str, ...]:
    """Return the ids of the states that names mean on a day.

    Args:
        names: the names.
        day: the day; None for any day.
        corpus: the law, which knows the states.
    """
    return tuple(corpus.states.resolve(n, day).id for n in names)


def _request(text: str, found: re.Match[str], day: date, corpus: Corpus) -> GivenFact:
    """A request for help, or that none is made, under every treaty that waits for it."""
    (who,), whom = ids_of([found["who"]], day, corpus), found["whom"] or ""
    asked = _asked(who, whom, day, corpus)
    if not asked and not _known(whom, corpus):
        raise CasusError(
            f"`{whom}` is no state, group or treaty that could be asked",
            remedy="`casus list` gives the treaties",
        )
    answer = "no" if found["no"] else "yes"
    given = tuple(f"request:{who}>{t}={answer}" for t in asked)
    return GivenFact(text, Doing.ASKS, who, answers=given)


def _known(whom: str, corpus: Corpus) -> bool:
    """Whether anybody could be asked by a name: nobody in particular, a state, a group, a treaty."""
    named = corpus.states.known(whom) or corpus.groups.get(whom) is not None
    treaty = any(
        p.what in ("INSTRUMENT", "TREATY", "MEMBERS") for p in cut(whom, corpus)
    )
    return not whom or named or treaty


def _asked(who: str, whom: str, day: date, corpus: Corpus) -> list[str]:
    """The instruments that wait for a state's request: the one named, those with a state that is named, or all it has."""
    everybody = whom.casefold().split()[-1:] in ([], ["allies"], ["everybody"])
    named = _instruments_named(whom, corpus)
    others = set(ids_of([whom], day, corpus)) if corpus.states.known(whom) else set()
    found = []
    for treaty in corpus.treaties:
        parties = treaty.parties_on(day)
        if who in parties and _waits_for_request(treaty):
            meant = treaty.id in named or not others.isdisjoint(parties)
            if everybody or meant:
                found.append(treaty.id)
    return found


def _instruments_named(words: str, corpus: Corpus) -> set[str]:
    """The instruments that words may name: by an id, by a name, or by the group that one makes."""
    named = {words}
    for piece in cut(words, corpus):
        if piece.what == "INSTRUMENT":
            named.update(str(piece.value).split())
    group = corpus.groups.get(words)
    return named | {group.treaty or ""} if isinstance(group, Group) else named


def _waits_for_request(treaty: Treaty) -> bool:
    return any(c.kind == "request" for o in treaty.obligations for c in o.conditions)


def _judgement(text: str, found: re.Match[str], day: date, corpus: Corpus) -> GivenFact:
    """An answer to an open question: a state's own holds for its duties, that of anybody else for everybody's."""
    question, answer = found["question"], found["answer"].lower()
    who = found["who"]
    by = corpus.states.resolve(who, day).id if corpus.states.known(who) else UMPIRE
    return GivenFact(text, Doing.JUDGES, by, answers=(f"{question}={answer}",))


def _under_treaty(
    text: str,
    found: re.Match[str],
    day: date,
    corpus: Corpus,
    fighting: Sequence[Event],
) -> GivenFact:
    """A duty that a state performs or refuses: under the treaty that is named, or toward the state that is."""
    (who,) = ids_of([found["who"]], day, corpus)
    doing = Doing.REFUSES if found["no"] else Doing.PERFORMS
    fact = GivenFact(text, doing, who)
    treaty = None
    if found["treaty"]:
        treaty, article = _treaty_named(found["treaty"], day, corpus)
        _bound(who, treaty, day, corpus)
        fact = replace(fact, treaty=treaty.id, article=article)
    if found["whom"]:
        toward = ids_of([found["whom"]], day, corpus)
    else:
        toward = _owed_to(who, treaty, day, fighting)
    if not toward:
        raise CasusError(
            f"`{text}` does not say for whom",
            remedy=f'write "{found["who"]} {doing} TREATY for STATE"',
        )
    if who in toward:
        raise CasusError(f"`{text}` has a state help itself", remedy="name another")
    fact = replace(fact, toward=toward)
    helps = treaty is None or any(
        o.duty.drawn_in and fact.article in ("", o.article) for o in treaty.obligations
    )
    if not helps:
        return fact
    kind = EventKind.ABSTAINS if doing is Doing.REFUSES else EventKind.PERFORMS
    given = {"kind": kind, "by": (who,), "for": toward, "under": fact.treaty}
    return replace(fact, events=(Event.model_validate(given),))


def _side_taken(
    text: str, found: re.Match[str], day: date, corpus: Corpus
) -> GivenFact:
    """A state that fights for another, bound to or not."""
    who, whom = ids_of([found["who"], found["whom"]], day, corpus)
    if who == whom:
        raise CasusError(f"`{text}` has a state help itself", remedy="name another")
    given = {"kind": EventKind.PERFORMS, "by": (who,), "for": (whom,)}
    event = Event.model_validate(given)
    return GivenFact(text, Doing.PERFORMS, who, (whom,), events=(event,))


def _treaty_named(text: str, day: date, corpus: Corpus) -> tuple[Treaty, str]:
    """The treaty that words name, with its article: by id, by name, or as a sentence would name it."""
    name, _, article = text.partition(":")
    try:
        treaty = corpus.treaty(name.strip())
    except UnknownName:
        ids = [
            i
            for p in cut(name, corpus)
            if p.what == "INSTRUMENT"
            for i in str(p.value).split()
        ]
        live = [i for i in ids if corpus.treaty(i).parties_on(day)] or ids
        if not live:
            raise
        treaty = corpus.treaty(live[0])
    return treaty, article_asked(treaty, article.strip())


def _bound(who: str, treaty: Treaty, day: date, corpus: Corpus) -> None:
    """Raises `CasusError` where a treaty binds a state to nothing on a day."""
    obligors = {s for o in treaty.obligations for s in o.obligors}
    if who not in treaty.parties_on(day) and who not in obligors:
        name = with_article(corpus.states[who].name_on(day))
        raise CasusError(
            f"{name} is no party to {instrument_in_line(treaty.name)} on {day}",
            remedy=f"`casus owes {who} --on {day}` lists what binds it",
        )


def _owed_to(
    who: str, treaty: Treaty | None, day: date, fighting: Sequence[Event]
) -> tuple[str, ...]:
    """Toward whom a duty is done where nobody is named: the attacked states that the treaty protects, else those at
    war."""
    attacked = [s for e in fighting if e.kind.forcible for s in e.against]
    if treaty is None:
        return _each_but(who, attacked)
    attacking = [s for e in fighting if e.kind.forcible for s in e.by]
    protected = set(treaty.parties_on(day))
    for promise in treaty.obligations:
        protected.update(promise.beneficiaries)
    for states in (attacked, attacking, sorted(protected)):
        found = _each_but(who, states)
        if protected.intersection(found):
            return tuple(s for s in found if s in protected)
    return ()


def _each_but(who: str, states: Iterable[str]) -> tuple[str, ...]:
    return tuple(s for s in dict.fromkeys(states) if s != who)
