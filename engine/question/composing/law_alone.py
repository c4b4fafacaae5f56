"""Questions about treaties without an attack: what states owe each other, which of two treaties binds harder, how long one
lasts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import permutations
from typing import Any, NamedTuple

from engine.question.instruments import treaties_named, years_of
from engine.question.offers import AskedAgain, Call
from engine.question.reading.meant import article_of
from engine.question.tokens import Piece
from engine.question.understood import found_again
from engine.question.vocabulary import bare, split
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.days import SpokenDay, in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import instrument_in_line

MOST = 3
"""The largest number of treaties of one name, and of questions, that are offered."""
EXCEPTING = ("excepts", "compares")
"""Classes of words that except something, or compare two cases."""
CLOSE = 3
"""The largest number of parties of a treaty between two states, or in favour of a third; one with more is an alliance."""


class Offered(NamedTuple):
    """A command that an error offers, with the question that the command answers and the days of the treaty that it
    shows.
    """

    question: str
    call: Call
    days: str = ""

    @property
    def shown(self) -> str:
        """The command, followed by the days in brackets."""
        return f"`{self.call.command}`{f' ({self.days})' if self.days else ''}"


def law_asked(text: str, pieces: Sequence[Piece], corpus: Corpus) -> LawAsked | None:
    """Return the commands that answer a question about a treaty or a duty without an attack; None for any other
    sentence.

    Args:
        text: the sentence.
        pieces: its tokens.
        corpus: the law, which supplies names.

    >>> from treaties.loading.corpus import load_corpus
    >>> from engine.question.tokens import cut
    >>> asked, law = "When did Albania leave the Warsaw Pact?", load_corpus()
    >>> list(law_asked(asked, cut(asked, law), law).offers())[1]
    'casus show warsaw-1955 --party albania'
    """
    sentence = _LawSentence(text, pieces, corpus)
    weighed = sentence.weighed()
    if weighed:
        return _handed([_weighed(*weighed, sentence.day, corpus)])
    if (
        sentence.says("cases")
        or sentence.says("ranked")
        or sentence.adds
        or (sentence.says("covered") and not sentence.asks_days)
    ):
        return None
    alone = sentence.asks_days or sentence.says("days") or not sentence.states
    shown = list(sentence.shown())[:MOST] if sentence.asks_law and alone else []
    owed = list(sentence.owed())[:MOST] if sentence.says_law else []
    return _handed(shown or owed)


def _one(ids: Sequence[str]) -> bool:
    return len(ids) == 1


class LawAsked(AskedAgain):
    """Raised for a question about a treaty or a duty without an attack; contains the commands that answer it."""

    weighs = False
    """Whether the question compares two treaties."""
    shows = False
    """Whether the question asks for the days of a treaty."""


def _handed(found: Sequence[Offered]) -> LawAsked | None:
    """The error that hands over some verbs."""
    if not found:
        return None
    verbs = [one.call for one in found]
    shown = " or ".join(one.shown for one in found)
    asked = LawAsked(
        CasusError(f"no attack is named, and none is needed: {shown}"),
        tuple(one.question for one in found),
        arguments=tuple(call.arguments for call in verbs),
        verbs=verbs,
    )
    asked.weighs = verbs[0].verb == "weigh"
    asked.shows = any(one.days for one in found)
    return asked


def _weighed(one: str, other: str, day: date | None, corpus: Corpus) -> Offered:
    """The command that compares two treaties: on the day that is named, or if they have ended, on a day of both."""
    both = [corpus.treaty(i) for i in (one, other)]
    names = (instrument_in_line(t.name) for t in both)
    days = (day, date.today(), max((t.since for t in both if t.since), default=None))
    in_force = [d for d in days if d and all(t.parties_on(d) for t in both)]
    today = not in_force or in_force[0] == date.today()
    on = {} if today else {"on": str(in_force[0])}
    fields = {"kind": "weigh", "under": [one, other]} | on
    question = f"Which binds harder, {' or '.join(names)}?"
    return Offered(question, Call("weigh", (one, other), on, "ask", fields))


class _LawSentence:
    """What a sentence without an attack names."""

    def __init__(self, text: str, pieces: Sequence[Piece], corpus: Corpus) -> None:
        self.corpus = corpus
        plain = re.sub(r"[^\w]+", " ", text)
        self.words = f" {bare(plain)} "
        days = [p.value for p in pieces if isinstance(p.value, SpokenDay)]
        self.day = days[0].day if days else None
        years = re.findall(r"\b(?:1[5-9]|20)\d\d\b", text)
        self.years = list(dict.fromkeys(map(int, years)))
        own = [p for n, p in enumerate(pieces) if not _of_another(pieces, n)]
        named = filter(None, (treaties_named(p, corpus) for p in own))
        self.treaties = list(dict.fromkeys(named))
        self.states = list(dict.fromkeys(_states(pieces, corpus)))
        named_states = [p for p in pieces if _names_state(p, corpus)]
        self.unknown = len(list(_states(pieces, corpus))) < len(named_states)
        self.of_treaty = any(p.what == "TREATY" for p in pieces)
        self.adds = any(map(self._adds, pieces))
        """Whether it names a place, or excepts something, which no question of the law alone has."""

    def _adds(self, piece: Piece) -> bool:
        """Whether a word names a place that is no state, or excepts something."""
        place = piece.what == "NAME" and self.corpus.gazetteer.get(piece.text)
        state = piece.value or self.corpus.states.known(piece.text)
        excepts = piece.what == "HARM" and piece.value in EXCEPTING
        return excepts or bool(place and not state)

    def says(self, name: str) -> bool:
        """Whether one of the phrases of a list stands in the sentence."""
        phrases = split(sibling_toml(__file__)[name])
        return any(f" {bare(phrase)} " in self.words for phrase in phrases)

    @property
    def asks_days(self) -> bool:
        """Whether the sentence opens with a word that asks for a day."""
        phrases = split(sibling_toml(__file__)["opening"])
        return self.words.startswith(tuple(f" {bare(phrase)} " for phrase in phrases))

    @property
    def says_law(self) -> bool:
        """Whether the sentence has a word for what is owed, or for the days of a treaty."""
        return self.says("owed") or self.says("days")

    @property
    def asks_law(self) -> bool:
        """Whether the sentence has such a word, or asks for a day."""
        return self.says_law or self.asks_days

    @property
    def asks_more(self) -> bool:
        """Whether the sentence asks more than what is owed today: why, which treaty, in which war, or on a past day."""
        undated = self.day is None and self.says("past")
        others = any(map(self.says, ("fighting", "which")))
        return undated or others or " why " in self.words

    def weighed(self) -> tuple[str, str] | None:
        """The two treaties that are compared: each named, or told apart by their years; None where there are none."""
        ranks = self.says("compared") or self.says("ranked")
        if ranks and len(self.treaties) == 2 and all(map(_one, self.treaties)):
            return self.treaties[0][0], self.treaties[1][0]
        if not self.says("ranked") or len(self.years) != 2:
            return None
        pair = [self._of_years([year]) for year in self.years]
        return (pair[0][0], pair[1][0]) if all(map(_one, pair)) else None

    def _of_years(self, years: Sequence[int]) -> list[str]:
        """The treaties of help between the two states that are named, or whose treaty is, signed in some years."""
        parties = set(self.states)
        if len(self.treaties) == 1 and not parties:
            parties = set(self.corpus.treaty(self.treaties[0][0]).states)
        found = self._helping_of_two(parties) if len(parties) == 2 else []
        return [t.id for t in found if t.signed.year in years]

    def _helping_of_two(self, states: set[str]) -> list[Treaty]:
        """The treaties by which one of two states owed the other help, the last first: those of few parties, and those
        of many only where there are no others.
        """
        one, other = sorted(states)
        found = [
            t
            for t in self.corpus.treaties
            if t.rank.binding and t.since and _helps(t, one, other)
        ]
        close = [t for t in found if len(t.states) <= CLOSE]
        return sorted(close or found, key=lambda t: t.signed, reverse=True)

    def shown(self) -> Iterator[Offered]:
        """The treaty that is named, or the treaties between the two states that are."""
        named = self._named()
        of_year = [i for i in named if years_of(self.corpus.treaty(i)) & {*self.years}]
        party = self.states[0] if len(self.states) == 1 else ""
        bound = [i for i in named if party in self.corpus.treaty(i).states]
        for n, ident in enumerate(of_year or bound or named):
            treaty = self.corpus.treaty(ident)
            one = party if party in treaty.states else ""
            given = {"party": one} if one else {}
            name = instrument_in_line(treaty.name)
            what = f"What are the parties, days and articles of {name}?"
            call = Call("show", (ident,), given, "show_treaty", {"treaty": ident})
            yield Offered(
                what, call, _span(treaty, one, n == 0) if self.asks_days else ""
            )

    def _named(self) -> Sequence[str]:
        """The treaties that are named, or that are between the states that are; the last first where a day is asked
        for.
        """
        named = self.treaties[0] if len(self.treaties) == 1 else ()
        if not self.asks_days:
            return named or self._between()
        if len(self.states) == 2 and not self.treaties:
            found = [t.id for t in self._helping_of_two(set(self.states))]
            return found[::-1] if self.says("began") else found
        every = named or self._between()
        return sorted(every, key=lambda i: self.corpus.treaty(i).signed, reverse=True)

    def _between(self) -> list[str]:
        """The treaties of help between all the states that are named, and nobody else."""
        if not self.of_treaty or len(self.states) < 2 or self.treaties:
            return []
        parties = set(self.states)
        found = [t for t in self.corpus.treaties if set(t.states) == parties]
        helping = [t for t in found if t.promises_help]
        of_year = [t for t in helping if years_of(t) & {*self.years}]
        return [t.id for t in of_year or helping][-MOST:]

    def owed(self) -> Iterator[Offered]:
        """What each of the two states that are named owes the other."""
        if self.unknown or self.of_treaty > len(self.states) - 1:
            return
        if self.asks_more:
            return
        if len(self.states) == 1 and not self.treaties and " whom " in self.words:
            (one,) = self.states
            who = found_again(one, self.day, self.corpus)
            day = {"on": str(self.day)} if self.day else {}
            fields: dict[str, Any] = {"kind": "owes", "must": [one]} | day
            call = Call("owes", (one,), day, "ask", fields)
            yield Offered(f"Whom must {who} help?", call)
        if len(self.states) != 2 or self.treaties:
            return
        for one, other in permutations(self.states):
            who, whom = (found_again(i, self.day, self.corpus) for i in (one, other))
            on = {"on": str(self.day)} if self.day else {}
            fields = {"kind": "owes", "must": [one, other]} | on
            call = Call("owes", (one, other), on, "ask", fields)
            yield Offered(f"What does {who} owe {whom}?", call)


def _of_another(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a piece is an article of a treaty that is named behind it: `Article V of the US-Japan treaty`."""
    behind = [p.what for p in pieces[n + 1 : n + 2]]
    return bool(article_of(pieces[n].text)) and behind == ["OF"]


def _helps(treaty: Treaty, one: str, other: str) -> bool:
    """Whether a treaty has one of two states help the other, on any day."""
    for o in treaty.obligations:
        owing, owed = o.obligors or treaty.states, o.beneficiaries or treaty.states
        there, back = one in owing and other in owed, other in owing and one in owed
        if o.duty.drawn_in and (there or back):
            return True
    return False


def _span(treaty: Treaty, party: str, full: bool) -> str:
    """Word from when until when a treaty, or a party of it where one is named, is bound: by days, or by years alone."""
    own = next((p for p in treaty.parties if p.state == party), None)
    since = own.since if own and own.since else treaty.since
    until = own.until if own and own.until else treaty.until
    if not since:
        return treaty.unborn
    first = in_words(since) if full else str(since.year)
    if not until:
        return f"in force since {first}"
    if not full and since.year == until.year:
        return f"in force in {first}"
    last = in_words(until) if full else str(until.year)
    return f"in force from {first} to {last}"


def _states(pieces: Sequence[Piece], corpus: Corpus) -> Iterator[str]:
    """The ids of the states that are named, on no certain day."""
    for piece in pieces:
        if _names_state(piece, corpus):
            with suppress(CasusError):
                name = str(piece.value).split("/")[0] or piece.text
                yield corpus.states.resolve(name).id


def _names_state(piece: Piece, corpus: Corpus) -> bool:
    """Whether a piece is the name of a state, or of something else that is no organisation."""
    names = piece.what in ("NAME", "ADJECTIVE", "RULER")
    return names and not treaties_named(piece, corpus)
