"""Questions that are understood, but may mean something else: the user is asked instead of answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from engine.question.again import Tried, same_again
from engine.question.as_fields import fields_of
from engine.question.instruments import years_of
from engine.question.offers import AskedAgain
from engine.question.reading.lattice import undated
from engine.question.roles.likely import with_years
from engine.question.roles.signs import mentions, signs_of
from engine.question.roles.treaty import Unclear, treaty_asked_in, treaty_of_group
from engine.question.tokens import Piece, cut
from engine.question.topic import Side
from engine.question.understood import ASK, Understood
from engine.question.vocabulary import written_as
from engine.question.ways import Reader
from treaties.models.corpus import Corpus
from treaties.vocabulary.days import SpokenDay, Undated
from treaties.vocabulary.errors import CasusError

SENTENCE_ENDS = ".!?…:;"
"""The signs that end a sentence or a label."""


def doubt_of(
    meant: Understood, text: str, corpus: Corpus, today: date, read: Reader
) -> CasusError | None:
    """Return an error that offers another meaning of a question, if that meaning is likelier than the understood one;
    None if there is no doubt.

    Args:
        meant: what was understood.
        text: the sentence.
        corpus: the law.
        today: the day of the question if it names none.
        read: reads another sentence in its place.
    """
    on = meant.on or today
    for words in meant.not_read if not meant.instruments else ():
        try:
            pieces = cut(words, corpus, today)
        except Undated:  # a day of the user's own week
            continue
        if _stands_alone(words, text) and _hints(pieces, meant, corpus):
            treaty = _treaty_of(words, pieces, meant, corpus, on)
            under = replace(meant, instruments=(treaty,) if treaty else (), not_read=())
            why = f"`{words}` may say which treaty or which time is meant"
            return _offered(why, under, meant.not_read, corpus, read)
    if _joins_a_war(meant, text):
        other = replace(meant, side=Side.ATTACKER, not_read=())
        why = "it is not clear whose side is joined"
        return _offered(why, other, meant.not_read, corpus, read)
    return None


def _offered(
    why: str, meant: Understood, left: tuple[str, ...], corpus: Corpus, read: Reader
) -> CasusError:
    """The error that offers one question, with the words that it leaves out."""
    error = CasusError(why, remedy=ASK)
    offer = same_again(meant, Tried(meant.question(corpus), left), corpus, read)
    if offer is None:
        return error
    return AskedAgain(
        error, (offer.question,), (left,), (fields_of(offer.meant, corpus),)
    )


def _stands_alone(words: str, text: str) -> bool:
    """Whether some words are a sentence or a label of their own."""
    before, _, behind = text.partition(words)
    opens = not before.strip() or before.rstrip()[-1] in SENTENCE_ENDS
    return opens and (not behind.strip() or behind.lstrip()[0] in SENTENCE_ENDS)


def _hints(pieces: list[Piece], meant: Understood, corpus: Corpus) -> bool:
    """Whether words that were left out name a treaty, its alliance, or another time than that of the question.

    `Finland is in NATO` says who belongs to an alliance, and not which treaty is meant.
    """
    names = [p.text for p in pieces if p.what == "NAME"]
    if len(names) == 1 and treaty_of_group(names[0], corpus):
        return True
    for piece in pieces:
        if piece.what in ("INSTRUMENT", "TREATY"):
            return True
        day = piece.value if piece.what == "DAY" else None
        if not isinstance(day, SpokenDay) or day.relative:
            continue
        if not meant.on or day.day.year != meant.on.year:
            return True
    return False


def _treaty_of(
    words: str, pieces: list[Piece], meant: Understood, corpus: Corpus, on: date
) -> str:
    """The id of the treaty that some words mean, between the states of a question; empty where they mean none for sure."""
    parties = {*meant.about, *(v for act in meant.acts for v in act.victim)}
    signs = with_years(signs_of(words, undated(pieces)))
    named = list(mentions(signs, corpus, on))
    with suppress(Unclear):
        if treaty := treaty_asked_in(signs, named, parties, corpus, on).treaty:
            return treaty
    alliances = {treaty_of_group(m.group, corpus) for m in named if m.group}
    found = alliances or set(_of_year(pieces, parties, corpus, on))
    return found.pop() if len(found) == 1 else ""


def _of_year(
    pieces: list[Piece], parties: set[str], corpus: Corpus, on: date
) -> Iterator[str]:
    """The treaties of help of a year that is named, between two or more states of a question."""
    days = [p.value for p in pieces if isinstance(p.value, SpokenDay)]
    years = {day.day.year for day in days}
    for treaty in corpus.treaties if len(parties) > 1 else ():
        bound = parties <= {*treaty.states} and treaty.promises_help
        if bound and treaty.parties_on(on) and years & years_of(treaty):
            yield treaty.id


def _joins_a_war(meant: Understood, text: str) -> bool:
    """Whether a named state would join, and the sentence says only that one state goes to war with another."""
    attacked = any(act.by for act in meant.acts) and meant.side is Side.VICTIM
    joins = written_as("joins").search(text) and written_as("to_war").search(text)
    return bool(meant.about) and attacked and bool(joins)
