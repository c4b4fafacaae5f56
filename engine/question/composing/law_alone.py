"""Questions about treaties as such: what states owe each other, which of two treaties binds harder, how long one holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import permutations
from typing import Any

from engine.question.instruments import years_of
from engine.question.offers import AskedAgain, Call
from engine.question.tokens import Piece
from engine.question.understood import found_again
from engine.question.vocabulary import bare, split
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import instrument_in_line

Offered = tuple[str, Call]
MOST = 3
"""Treaties of one name, or questions, that are offered."""


def law_asked(text: str, pieces: Sequence[Piece], corpus: Corpus) -> LawAsked | None:
    """Find the verbs that answer a question about a treaty or a duty as such; None for any other sentence.

    Args:
        text: the sentence.
        pieces: its pieces.
        corpus: the law, which knows the names.

    >>> from treaties.loading.corpus import load_corpus
    >>> from engine.question.tokens import cut
    >>> asked, law = "When did Albania leave the Warsaw Pact?", load_corpus()
    >>> list(law_asked(asked, cut(asked, law), law).offers())[1]
    'casus show warsaw-1955 --party albania'
    """
    sentence = _LawSentence(text, pieces, corpus)
    ranks = sentence.says("compared") or sentence.says("ranked")
    if ranks and len(sentence.treaties) == 2 and all(map(_one, sentence.treaties)):
        one, other = (ids[0] for ids in sentence.treaties)
        return _handed([_weighed(one, other, corpus)])
    if (
        sentence.says("cases")
        or sentence.says("ranked")
        or not (sentence.says("owed") or sentence.says("days"))
    ):
        return None
    return _handed(list(sentence.shown())[:MOST] or list(sentence.owed())[:MOST])


def _one(ids: Sequence[str]) -> bool:
    return len(ids) == 1


class LawAsked(AskedAgain):
    """A question about a treaty or a duty as such, with the verbs that answer it."""

    weighs = False
    """Whether two treaties are compared."""


def _handed(found: Sequence[Offered]) -> LawAsked | None:
    """The error that hands over some verbs."""
    if not found:
        return None
    verbs = [call for _, call in found]
    shown = " or ".join(f"`{call.command}`" for call in verbs)
    asked = LawAsked(
        CasusError(f"no attack is named, and none is needed: {shown}"),
        tuple(question for question, _ in found),
        arguments=tuple(call.arguments for call in verbs),
        verbs=verbs,
    )
    asked.weighs = verbs[0].verb == "weigh"
    return asked


def _weighed(one: str, other: str, corpus: Corpus) -> Offered:
    names = (instrument_in_line(corpus.treaty(i).name) for i in (one, other))
    fields = {"kind": "weigh", "under": [one, other]}
    question = f"Which binds harder, {' or '.join(names)}?"
    return question, Call("weigh", (one, other), {}, "ask", fields)


class _LawSentence:
    """What a sentence without an attack names."""

    def __init__(self, text: str, pieces: Sequence[Piece], corpus: Corpus) -> None:
        self.corpus = corpus
        plain = re.sub(r"[^\w]+", " ", text)
        self.words = f" {bare(plain)} "
        days = [p.value for p in pieces if isinstance(p.value, SpokenDay)]
        self.day = days[0].day if days else None
        self.years = {int(y) for y in re.findall(r"\b(?:1[5-9]|20)\d\d\b", text)}
        named = filter(None, (_treaties(p, corpus) for p in pieces))
        self.treaties = list(dict.fromkeys(named))
        self.states = list(dict.fromkeys(_states(pieces, corpus)))
        named_states = [p for p in pieces if _names_state(p, corpus)]
        self.unknown = len(list(_states(pieces, corpus))) < len(named_states)
        self.of_treaty = any(p.what == "TREATY" for p in pieces)

    def says(self, name: str) -> bool:
        """Whether one of the phrases of a list stands in the sentence."""
        phrases = split(sibling_toml(__file__)[name])
        return any(f" {bare(phrase)} " in self.words for phrase in phrases)

    def shown(self) -> Iterator[Offered]:
        """The treaty that is named, or the treaties between the two states that are."""
        named = self.treaties[0] if len(self.treaties) == 1 else self._between()
        of_year = [i for i in named if self.years & years_of(self.corpus.treaty(i))]
        party = self.states[0] if len(self.states) == 1 else ""
        bound = [i for i in named if party in self.corpus.treaty(i).states]
        for ident in of_year or bound or named:
            treaty = self.corpus.treaty(ident)
            one = party if party in treaty.states else ""
            given = {"party": one} if one else {}
            name = instrument_in_line(treaty.name)
            what = f"What are the parties, days and articles of {name}?"
            yield what, Call("show", (ident,), given, "show_treaty", {"treaty": ident})

    def _between(self) -> list[str]:
        """The treaties of help between all the states that are named, and nobody else."""
        if not self.of_treaty or len(self.states) < 2 or self.treaties:
            return []
        parties = set(self.states)
        found = [t for t in self.corpus.treaties if set(t.states) == parties]
        helping = [t for t in found if any(o.duty.drawn_in for o in t.obligations)]
        of_year = [t for t in helping if self.years & years_of(t)]
        return [t.id for t in of_year or helping][-MOST:]

    def owed(self) -> Iterator[Offered]:
        """What each of the two states that are named owes the other."""
        if self.unknown or self.of_treaty > len(self.states) - 1:
            return
        if len(self.states) == 1 and not self.treaties:
            (one,) = self.states
            who = found_again(one, self.day, self.corpus)
            fields: dict[str, Any] = {"kind": "owes", "must": [one]}
            yield f"Whom must {who} help?", Call("owes", (one,), {}, "ask", fields)
        if len(self.states) != 2 or self.treaties:
            return
        for one, other in permutations(self.states):
            who, whom = (found_again(i, self.day, self.corpus) for i in (one, other))
            on = {"on": str(self.day)} if self.day else {}
            fields = {"kind": "owes", "must": [one, other]} | on
            yield (
                f"What does {who} owe {whom}?",
                Call("owes", (one, other), on, "ask", fields),
            )


def _treaties(piece: Piece, corpus: Corpus) -> tuple[str, ...]:
    """The ids of the treaties that a piece may name: by name, or as the treaty of an organisation."""
    if piece.what == "INSTRUMENT":
        return tuple(str(piece.value).split())
    group = corpus.groups.get(piece.text) if piece.what == "NAME" else None
    return (group.treaty,) if isinstance(group, Group) and group.treaty else ()


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
    return names and not _treaties(piece, corpus)
