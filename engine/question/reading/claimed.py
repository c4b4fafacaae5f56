"""Claims, parsed by the grammar of questions: who must do what for whom, in which case, under which treaty."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from engine.question.reading.assembly import OF_THE_LAW
from engine.question.reading.lattice import undated
from engine.question.reading.productions import word_classes
from engine.question.reading.reader import NotSpanned, senses
from engine.question.sentence import pieces_of
from engine.question.tokens import Piece
from engine.question.understood import Understood
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.precision import earliest

_ASIDE = re.compile(r",?\s+(?P<rest>(?:because|though|although|even though)\s[^.!]+)")
"""A reason or concession after a claim."""


@dataclass(frozen=True)
class Claimed:
    """A claim: the case, the states that according to it owe something, and the form of the claim."""

    meant: Understood
    kind: str
    """The form of the claim: `must` for a duty, `covers` for the scope of an article. For a treaty in general, `party` for
    a state bound by it, `promise` for what it requires, `allies` for help of one state for another, and `each` for
    mutual help.
    """
    denied: bool = False
    only: bool = False
    unjudged: tuple[str, ...] = ()
    """Words of the claim that are not assessed."""
    apart: bool = False
    """Whether states are said to be free to stay out of the war, on either side."""


def claimed(
    text: str, corpus: Corpus, on: date, *, given: bool = False
) -> Claimed | None:
    """Return the claim that a sentence makes; None if the sentence is not one claim.

    Args:
        text: the sentence.
        corpus: the law.
        on: the day of the claim if the sentence names none.
        given: whether the user chose that day, in which case it applies to sentences in the past tense too.

    Raises `CasusError` for unknown names, and if something is missing from the claim.

    >>> from treaties.loading.corpus import load_corpus
    >>> found = claimed("The Rio Treaty obliges Brazil to help Chile.", load_corpus(), date(2026, 1, 1))
    >>> found.meant.about, found.meant.instruments
    (('brazil',), ('rio-1947',))
    """
    aside = _ASIDE.search(text)
    try:
        return _claimed(text, corpus, on, given)
    except NotSpanned:
        if not aside:
            raise
    found = _claimed(text[: aside.start()], corpus, on, given)
    return found and replace(found, unjudged=(*found.unjudged, aside["rest"]))


def said_day(
    text: str, corpus: Corpus, on: date, *, given: bool = False
) -> tuple[str, SpokenDay | None]:
    """Return a claim without the words for its day, and the day; None as the day if it is that of the text.

    Args:
        text: the sentence.
        corpus: the law.
        on: the day of the text.
        given: whether the user chose that day.

    Raises `CasusError` for several days, and for the past tense without a day.

    >>> from treaties.loading.corpus import load_corpus
    >>> said_day("Cuba was a party to the Rio Treaty in 1950.", load_corpus(), date(2026, 1, 1))[0]
    'Cuba was a party to the Rio Treaty.'
    """
    pieces = undated(pieces_of(text, corpus, on))
    spoken = [(p, p.value) for p in pieces if isinstance(p.value, SpokenDay)]
    days = [(piece, day) for piece, day in spoken if piece.what == "DAY"]
    if len(days) > 1:
        raise CasusError("the sentence names several days", remedy="name one day")
    if any(p.what == "SINCE" for p in pieces):
        return text, None
    if not days:
        return text, _unsaid_day(pieces, corpus, on, given)
    ((piece, day),) = days
    before = re.sub(r",?\s*\b(?:on|in)\s+$", " ", text[: piece.start], flags=re.I)
    after = text[piece.end :].lstrip(" ,")
    return re.sub(r"\s+([.!?]|$)", r"\1", f"{before}{after}").strip(), day


def _claimed(text: str, corpus: Corpus, on: date, given: bool) -> Claimed | None:
    """What a sentence claims without an aside; None where it is not one claim."""
    pieces = undated(pieces_of(text, corpus, on))
    days = {
        p.value for p in pieces if p.what == "DAY" and isinstance(p.value, SpokenDay)
    }
    if len(days) > 1:
        return None
    day = next(iter(days), None) or _unsaid_day(pieces, corpus, on, given)
    if day and any(p.what == "SINCE" for p in pieces):
        day = day._replace(day=day.last or day.day, last=None)
    found = senses(text, pieces, corpus, on, day, start="claim")
    if len(found) != 1 or found[0].understood.not_read:
        return None
    meant, marks = found[0].understood, found[0].marks
    meant = replace(meant, day=meant.day or SpokenDay(on, on.isoformat()))
    kind = next((k for k in ("covers", *OF_THE_LAW) if k in marks), "must")
    return Claimed(
        meant,
        kind,
        "denied" in marks,
        "only" in marks,
        found[0].unjudged,
        "apart" in marks,
    )


def _unsaid_day(
    pieces: list[Piece], corpus: Corpus, on: date, given: bool
) -> SpokenDay | None:
    """The day of a claim that names none: the given day, or in the past tense a day of its treaty."""
    if given:
        return SpokenDay(on, on.isoformat())
    if not _told_as_past(pieces):
        return None
    if day := _of_instrument(pieces, corpus):
        return day
    past = "the sentence is in the past tense and names no day"
    raise CasusError(past, remedy="say in which year")


def _told_as_past(pieces: list[Piece]) -> bool:
    """Whether a claim tells what was: it has a verb in the past, and none in the present."""
    words = {w for p in pieces for w in p.text.casefold().split()}
    past, present = word_classes()["PAST_VERBS"], word_classes()["PRESENT_VERBS"]
    return bool(words & past) and not words & present


def _of_instrument(pieces: list[Piece], corpus: Corpus) -> SpokenDay | None:
    """The first day of the one instrument that is named, if all its parties were bound then."""
    named = {str(p.value) for p in pieces if p.what == "INSTRUMENT"}
    groups = (corpus.groups.get(p.text) for p in pieces if p.what == "NAME")
    named |= {g.treaty for g in groups if isinstance(g, Group) and g.treaty}
    ids = [i for i in named if i in {t.id for t in corpus.treaties}]
    treaty = corpus.treaty(ids[0]) if len(ids) == 1 else None
    if not treaty or not treaty.since:
        return None
    day = earliest(treaty.since)
    if set(treaty.parties_on(day)) != set(treaty.states):
        return None
    return SpokenDay(day, day.isoformat(), within=True)
