"""Sentences for `fuzz.py`: made from known roles, so that it is known of each what it asks, and whether it asks anything.

What is made has one to two attacks, each with victim, attacker and at times a place, a day and a state asked about. It
must be understood as just that, or be asked back. Some have a trap: a pronoun or preposition that may mean two states,
or a word or sign put in that changes the meaning. Those must be asked back, or name the word that was not read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from engine.question.sentence import parse_question
from engine.question.tokens import names_of
from engine.question.topic import Kind
from engine.question.understood import Understood
from treaties.models.corpus import Corpus
from treaties.models.states import State
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import fold

TODAY = date(2026, 7, 1)
ATTACKS = (
    "{a} attacks {v}",
    "{v} is attacked by {a}",
    "{a} invades {v}",
    "{v} is invaded by {a}",
    "{a} bombs {v}",
    "there is an attack by {a} on {v}",
    "{a} launches an attack on {v}",
    "{v} comes under attack from {a}",
)
"""One attack as a clause."""
WHOLE = (
    "{a}'s attack on {v}{d}: who must help?",
    "an attack on {v} by {a}{d}",
    "the attack of {a} on {v}{d}: who is drawn in?",
    "Who would defend {v} against {a}{d}?",
    "Who must help {v} if {a} attacks it{d}?",
    "Which states have to help {v} if it is attacked by {a}{d}?",
    "Against {a}, who must help {v}{d}?",
)
"""Whole sentences about nobody in particular."""
OPENINGS = (
    "If {c}{d}, {q}?",
    "What if {c}{d}: {q}?",
    "Suppose {c}{d}. {q}?",
    "{q} if {c}{d}?",
    "if {c}{d} {q}",
)
NOBODY = (
    "who is drawn in",
    "who must help",
    "who has to fight",
    "which states are bound to help",
)
SOMEBODY = (
    "must {s} help",
    "is {s} obliged to help",
    "does {s} have to help",
    "is {s} bound to help",
    "will {s} fight",
)
TRAPS = (
    "If {a} attacks {v} and they attack {w}, who is drawn in?",
    "If {a} attacks {v} and it attacks {w}, who is drawn in?",
    "If {a} and {w} fight {v}, and it strikes first, who must help?",
    "If {v} is attacked from {w}, who must help?",
    "If {a} attacks {v} from {w}, who must help?",
    "If {a} attacks {v} through {w}, who must help?",
    "If {a} attacks {v} or {w}, who must help?",
    "If {a} or {w} attacks {v}, who must help?",
    "If {v} is attacked, but not by {a}, who must help?",
    "If {a} attacks {v} after {w} attacks {a}, who must help?",
    "If {a} does not attack {v}, who must help?",
    "If an ally of {a} attacks {v}, who must help?",
    "If {a} attacks an ally of {v}, who must help?",
    "If {a} attacks neither {v} nor {w}, who must help?",
    "If {v} is attacked by anybody but {a}, who must help?",
    "Who must help both {v} and {a} if they attack each other?",
)
"""Sentences that may be meant in two ways, or mean another question than the nearest that is known."""
CONTRAST = "If {a}, instead of {w}, attacks {v}{d}, who must help?"
"""A sentence that names one more state, which does nothing in it."""
SPOILERS = (
    "not",
    "never",
    "unless",
    "hardly",
    "without",
    "except",
    "¬",
    "≠",
    "417",
    "before",
    "instead",
    "nobody",
)
"""Words and signs of which each may change what a sentence asks."""
DENYING = ("not", "never")
"""The words that leave the second of two attackers out, where they stand before its name."""


@dataclass(frozen=True)
class Made:
    """A sentence, and what it asks; `trap` where it must be asked back, with the words whose naming will do instead."""

    text: str
    acts: frozenset[tuple[frozenset[str], frozenset[str], str | None]]
    on: date | None
    about: frozenset[str]
    trap: bool = False
    words: str = ""
    second: tuple[str, str] = ("", "")
    """The name and the id of the second of two attackers, whom `A and not B` leaves out."""
    joined: str = ""
    """The clause that stands behind the first one and an `and`."""

    @property
    def but_for_the_second(self) -> Made:
        """The same sentence where the second attacker is said to do nothing."""
        apart = frozenset([self.second[1]])
        acts = frozenset((hit, by - apart, at) for hit, by, at in self.acts)
        return replace(self, acts=acts, trap=False, words="")


class Writer:
    """Makes sentences about the states and places of one law.

    >>> from treaties.loading.corpus import load_corpus
    >>> made = Writer(load_corpus()).made(random.Random(1))
    >>> len(made.acts), bool(made.text)
    (1, True)
    """

    def __init__(self, law: Corpus) -> None:
        self.law = law

    def made(self, r: random.Random) -> Made:
        """One sentence: plain, with a trap, or spoilt."""
        day = date(r.randrange(1816, 2030), r.randrange(1, 13), r.randrange(1, 29))
        words, day = self._day(r, day)
        states = self._states(r, day, 6)
        names = [self._name(r, s, day) for s in states]
        ids = [s.id for s in states]
        if r.random() < 0.25:
            text = r.choice(TRAPS).format(a=names[0], v=names[1], w=names[2])
            return Made(text, frozenset(), None, frozenset(), trap=True)
        if r.random() < 0.02:
            text = CONTRAST.format(a=names[0], v=names[1], w=names[2], d=words)
            act = (frozenset([ids[1]]), frozenset([ids[0]]), None)
            return Made(text, frozenset({act}), day if words else None, frozenset())
        made = self._plain(r, names, ids, words, day)
        if r.random() < 0.25:
            return self._spoilt(r, made)
        return made

    def _plain(
        self, r: random.Random, names: list[str], ids: list[str], words: str, day: date
    ) -> Made:
        attackers = r.choice((1, 1, 1, 2))
        by, does, second = names[0], ids[:1], ("", "")
        if attackers == 2:
            by, does = f"{names[0]} and {names[3]}", [ids[0], ids[3]]
            second = (names[3], ids[3])
        victim, hit, at = names[1], ids[1], None
        if r.random() < 0.2 and (place := self._place(r, day, does)):
            victim, hit, at = place
        acts = {(frozenset([hit]), frozenset(does), at)}
        on = day if words else None
        if r.random() < 0.3:
            text = r.choice(WHOLE).format(a=by, v=victim, d=words)
            if attackers == 2:
                text = text.replace(" attacks ", " attack ").replace(
                    f"{by}'s", f"{by}’s"
                )
            return Made(text, frozenset(acts), on, frozenset(), second=second)
        clause, joined = self._clause(r, by, victim, many=attackers == 2), ""
        if r.random() < 0.2 and ids[4] != hit:
            joined = self._clause(r, names[4], names[5], many=False)
            clause += f" and {joined}"
            acts.add((frozenset([ids[5]]), frozenset([ids[4]]), None))
        asks, about = r.choice(NOBODY), frozenset[str]()
        if r.random() < 0.4 and ids[2] != hit:
            asks, about = r.choice(SOMEBODY).format(s=names[2]), frozenset([ids[2]])
        text = r.choice(OPENINGS).format(c=clause, d=words, q=asks)
        text = text[:1].upper() + text[1:]
        return Made(text, frozenset(acts), on, about, second=second, joined=joined)

    def _clause(self, r: random.Random, by: str, victim: str, *, many: bool) -> str:
        text = r.choice(ATTACKS).format(a=by, v=victim)
        for verb in ("attacks", "invades", "bombs", "launches") if many else ():
            text = text.replace(
                f"{by} {verb}",
                f"{by} {verb.removesuffix('es') if verb == 'launches' else verb[:-1]}",
            )
        return text

    def _spoilt(self, r: random.Random, made: Made) -> Made:
        """The same with a word put in that may change its meaning."""
        words = made.text.split(" ")
        word = r.choice(SPOILERS)
        at = r.randrange(1, len(words))
        # `instead of` would make two states of `United States of Venezuela`.
        at += word == "instead" and words[at] == "of"
        # `by A and B and not C is attacked` says that B is attacked.
        behind = " ".join(words[at:])
        at += word in DENYING and bool(made.joined) and behind.startswith(made.joined)
        words.insert(at, word)
        spoilt = replace(made, text=" ".join(words), trap=True, words=word)
        name = made.second[0]
        if name and word in DENYING and f" and {word} {name}" in spoilt.text:
            return spoilt.but_for_the_second
        return spoilt

    def _day(self, r: random.Random, day: date) -> tuple[str, date]:
        month, figure = day.strftime("%B"), day.day
        first = day.replace(day=1)
        forms = (
            (f" on {in_words(day)}", day),
            (f" on {month} {figure}, {day.year}", day),
            (f" on {day}", day),
            (f" in {month} {day.year}", first),
            (f" in {day.year}", first.replace(month=1)),
            ("", TODAY),
        )
        return r.choice(forms)

    def _states(self, r: random.Random, day: date, number: int) -> list[State]:
        living = [
            s
            for s in self.law.states.all
            if s.exists_on(day) and self._means(s.name_on(day), day) == s.id
        ]
        return r.sample(living, number)

    def _means(self, name: str, day: date) -> str:
        try:
            return self.law.states.resolve(name, day).id
        except CasusError:
            return ""

    def _name(self, r: random.Random, state: State, day: date) -> str:
        others = [
            w
            for w in state.aliases
            if w.isascii() and len(w) > 3 and self._means(w, day) == state.id
        ]
        return r.choice(others) if others and r.random() < 0.3 else state.name_on(day)

    def _place(
        self, r: random.Random, day: date, apart: list[str]
    ) -> tuple[str, str, str] | None:
        """A place that one state holds and nobody else claims, its holder, and its id."""
        place = r.choice(self.law.gazetteer.places)
        holders = [h.state for h in place.of if h.holds_on(day)]
        more = [
            h.state
            for h in (*place.administered_by, *place.claimed_by)
            if h.holds_on(day)
        ]
        name = place.name_on(day)
        capital = names_of(self.law.hash, self.law).get(fold(name), ("", ""))[
            1
        ]  # `help Seoul` helps the state
        if (
            len(holders) != 1
            or more
            or holders[0] in apart
            or "," in name
            or self.law.states.known(name)
            or capital
        ):
            return None
        return name, holders[0], place.id


def asked(found: Understood) -> tuple[object, ...]:
    """What was understood, in the form in which a sentence is made."""
    acts = frozenset((frozenset(a.victim), frozenset(a.by), a.at) for a in found.acts)
    return acts, found.on, frozenset(found.about)


def hold(made: Made, law: Corpus) -> bool:
    """Raise `AssertionError` where a sentence is read as another question; whether it was understood."""
    try:
        found = parse_question(made.text, law, TODAY)
    except CasusError as error:
        _offers(made, error)
        return False
    if made.trap:
        assert made.words, (
            f"answered though it may mean two: {made.text!r}: {found.wording(law)}"
        )
        if made.words in DENYING and found.kind is Kind.WHO_NOT:
            return True
        left = " ".join(found.not_read)
        assert made.words in left, (
            f"`{made.words}` is lost: {made.text!r}: {found.wording(law)}"
        )
    meant = (made.acts, made.on, made.about)
    assert asked(found) == meant, (
        f"another question: {made.text!r}: {found.wording(law)}"
    )
    return True


def _offers(made: Made, error: CasusError) -> None:
    """An error names something, in few words."""
    lines = list(_lines(error))
    assert lines, made.text
    assert all(len(line) <= 2000 for line in lines), f"an endless error: {made.text!r}"


def _lines(error: CasusError) -> Iterator[str]:
    yield from (line for line in str(error).split("\n") if line.strip())
