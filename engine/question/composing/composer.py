"""Questions composed from the parts of a sentence that can be read, if everything else may be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product

from engine.question.composing.islands import (
    CASES,
    PACTS,
    READ,
    UNASKED,
    Island,
    Laid,
)
from engine.question.composing.rest import Remainder
from engine.question.composing.signs import asked_by_signs, supposed_by_signs
from engine.question.offers import AskedAgain
from engine.question.reading.assembly import Assembly
from engine.question.reading.meant import Meant, below
from engine.question.reading.productions import word_classes
from engine.question.tokens import Piece
from engine.question.topic import Kind, Side
from engine.question.understood import Understood
from engine.question.vocabulary import bare
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError

WITHOUT = "{} (asked without the denial)"
"""The note that a denial of a duty was left out, because the answer covers both cases."""
MOST = 12
"""The largest number of combinations of meanings considered for each question of a sentence."""
VERBS = frozenset(
    ["MODAL", "BE", "SHOULD", "WHO", "WHICH", "OBLIGE", "DUTY", "HAPPENS"]
)
"""Classes of tokens with which a question is asked."""
BEFORE_WHICH = frozenset(["THING", "AGENT", "NOUN", "VERBNOUN"])
"""Classes of tokens before which an unknown word is an adjective."""
_TOO = re.compile(r"\btoo\s+\w+\s+to\b", re.IGNORECASE)
"""Words that deny what follows: `too weak to attack`."""
OF_A_PACT = frozenset(["TREATY", "INSTRUMENT", "ARTICLE"])


@dataclass(frozen=True)
class Composed:
    """A composed question, and the words of the sentence that it leaves out."""

    understood: Understood
    left_out: tuple[str, ...] = ()


def composed(
    text: str,
    pieces: list[Piece],
    corpus: Corpus,
    today: date,
    on: date | None = None,
) -> list[Composed]:
    """Return the questions that the readable parts of a sentence form, in the order in which they are asked.

    Args:
        text: the sentence.
        pieces: its tokens, with articles and days.
        corpus: the law.
        today: the day of the question if the sentence names none.
        on: a day given in addition to the sentence.

    Raises `AskedAgain` for a question about the past that names no day.
    """
    if _TOO.search(text):
        return []
    loosened = [p for n, p in enumerate(pieces) if _is_adjective(pieces, n)]
    light = [_lightened(p, loosened) for p in pieces]
    laid = Laid.out(text, light, loosened)

    def may_be(island: Island) -> bool:
        return island.use not in PACTS or _names_pact(laid, island, corpus)

    read = laid.islands(READ, may_be)
    given = SpokenDay(on, on.isoformat()) if on else None
    if found := _of(laid, read, text, light, corpus, today, given):
        return found
    parts = laid.islands(UNASKED, may_be)
    gone = supposed_by_signs(laid, parts)
    kept = [i for i in parts if not any(_within(i, other) for other in gone)]
    parts = sorted([*kept, *gone])
    asked = asked_by_signs(laid, parts)
    return _of(laid, sorted([*parts, *asked]), text, light, corpus, today, given)


def _within(one: Island, other: Island) -> bool:
    """Whether a part lies within another."""
    return other.start <= one.start and one.end <= other.end


def _is_adjective(pieces: Sequence[Piece], n: int) -> bool:
    """Whether an unknown word in small letters stands where an adjective of ships, troops or a blow stands."""
    piece = pieces[n]
    if piece.what != "UNKNOWN" or not (piece.text.islower() and piece.text.isalpha()):
        return False
    before = pieces[n - 1].what if n else ""
    after = pieces[n + 1].what if n + 1 < len(pieces) else ""
    return after in BEFORE_WHICH and before in ("ADJECTIVE", "POSS", "AN", "ON")


def _lightened(piece: Piece, loosened: Sequence[Piece]) -> Piece:
    """A ruler as the state that is ruled, and an ordinary word as one that changes nothing."""
    if piece.what == "RULER":
        return piece._replace(what="NAME", value=str(piece.value).casefold())
    kept = word_classes()["OPAQUE"] | word_classes()["LAWFUL"]
    plain = piece.what == "FILL" and bare(piece.text) not in kept
    return piece._replace(what="AN") if plain or piece in loosened else piece


def _names_pact(laid: Laid, island: Island, corpus: Corpus) -> bool:
    """Whether a part names a treaty, and not any treaty, or a state that does something."""
    numbers = [n for m in island.meanings for n in below(m, "inst")]
    pieces = [laid.words.words[n] for n in numbers]
    if all(p.what == "NAME" for p in pieces):
        groups = [corpus.groups.get(p.text) for p in pieces]
        return all(isinstance(g, Group) and g.treaty for g in groups)
    return any(p.what != "TREATY" for p in pieces)


def _of(
    laid: Laid,
    islands: Sequence[Island],
    text: str,
    light: list[Piece],
    corpus: Corpus,
    today: date,
    given: SpokenDay | None,
) -> list[Composed]:
    """The questions that some parts make, each once."""
    days = _days(laid, islands)
    if days is None or len(days) > 1:
        return []
    day = days[0] if days else given
    meant = Meant(text, light, laid.words.words, corpus, day.day if day else today)
    found: list[Composed] = []
    for one in _questions(laid, meant, islands, day):
        if all(one.understood != other.understood for other in found):
            found.append(one)
    return found


def _days(laid: Laid, islands: Sequence[Island]) -> list[SpokenDay] | None:
    """List the days of the case; None where a day may be that of a treaty alone, which no question may take over."""
    found: list[SpokenDay] = []
    of_a_pact = False
    used = {p.start for i in islands for p in laid.pieces(i.start, i.end)}
    for start, end in laid.sentences():
        pieces = laid.pieces(start, end)
        pact = any(p.what in OF_A_PACT for p in pieces)
        for piece in pieces:
            if piece.what != "DAY" or not isinstance(piece.value, SpokenDay):
                continue
            if pact and piece.start not in used:
                of_a_pact = True
            else:
                found.append(piece.value)
    if of_a_pact and not found:
        return None
    return list(dict.fromkeys(found))


def _questions(
    laid: Laid, meant: Meant, islands: Sequence[Island], day: SpokenDay | None
) -> Iterator[Composed]:
    """What the parts make with each of the questions among them."""
    every = [i for i in islands if i.use == "ask"]
    denied = any(below(m, "denied") for i in every for m in i.meanings)
    if denied and len(every) > 1:
        return
    asks: list[Island | None] = [*_apart_from_labels(every, laid)]
    for kept in asks or [None]:
        chosen = [i for i in islands if i.use != "ask" or i is kept]
        for parts in _by_pact(chosen):
            found = _with_most(laid, meant, parts, islands, day)
            yield from sorted(found, key=_of_attacker)


def _with_most(
    laid: Laid,
    meant: Meant,
    chosen: Sequence[Island],
    islands: Sequence[Island],
    day: SpokenDay | None,
) -> list[Composed]:
    """What some parts make together, or the most of them that make anything."""
    for parts in _less(chosen):
        if found := list(_together(laid, meant, parts, islands, day)):
            return found
    return []


def _of_attacker(one: Composed) -> bool:
    """Whether it asks who helps the attacker: the rarer question."""
    return one.understood.side is Side.ATTACKER


def _apart_from_labels(asks: list[Island], laid: Laid) -> list[Island]:
    """The questions; without those that only name a duty, where another asks: `alliance exposure: must X help`."""
    whole = [i for i in asks if {p.what for p in laid.pieces(i.start, i.end)} & VERBS]
    return whole or asks


def _less(chosen: Sequence[Island]) -> Iterator[Sequence[Island]]:
    """The parts, and then those without one or all of the cases that do not say who is hit."""
    yield chosen
    loose = [i for i in chosen if i.use == "open"]
    if sum(i.use in CASES for i in chosen) > 1:
        for one in loose if len(loose) > 1 else ():
            yield [i for i in chosen if i is not one]
        yield [i for i in chosen if i.use != "open"]


def _by_pact(chosen: Sequence[Island]) -> Iterator[Sequence[Island]]:
    """The parts with each of the treaties that are named, one at a time."""
    pacts = [i for i in chosen if i.use in PACTS]
    if len(pacts) < 2:
        yield chosen
        return
    for kept in pacts:
        yield [i for i in chosen if i.use not in PACTS or i is kept]


def _settled(asked: Understood, corpus: Corpus) -> Understood:
    """A question of a duty of nobody as that of who has it; one of who need not as one about the treaty of the alliance."""
    if asked.kind is Kind.MUST and not (asked.about or asked.instruments):
        return replace(asked, kind=Kind.WHO, deed=None)
    group = corpus.groups.get(asked.group) if asked.group else None
    treaty = group.treaty if isinstance(group, Group) else ""
    if asked.kind is Kind.WHO_NOT and treaty and not asked.instruments:
        return replace(asked, about=(), group="", instruments=(treaty,))
    return asked


def _together(
    laid: Laid,
    meant: Meant,
    chosen: Sequence[Island],
    islands: Sequence[Island],
    day: SpokenDay | None,
) -> Iterator[Composed]:
    """What some parts make together, by each combination of their meanings."""
    taken = [i for i in islands if i in chosen or i.use in ("ask", *PACTS)]
    seen: list[Understood] = []
    for each in islice(product(*(i.meanings for i in chosen)), MOST):
        try:
            understood = _settled(
                Assembly.of(meant, each, day).understood(), corpus=meant.corpus
            )
        except AskedAgain:
            raise
        except CasusError:
            continue
        found = Remainder(laid, meant, taken, understood).whole()
        if found and understood not in seen:
            seen.append(understood)
            understood, left_out = found
            denied = (meant.text_of(n) for m in each for n in below(m, "denied"))
            yield Composed(understood, (*map(WITHOUT.format, denied), *left_out))
