"""Whole questions that a sentence may mean, given the likeliest roles of the parties that it mentions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise, permutations
from typing import NamedTuple

from engine.question.misspelt import mends
from engine.question.out_of_scope import is_beyond
from engine.question.reading.lattice import undated
from engine.question.roles.account import Account
from engine.question.roles.casting import (
    ASKED,
    NONE,
    VICTIM,
    Cast,
    casts,
    support,
)
from engine.question.roles.signs import NAMES, Mention, Sign, mentions, signs_of
from engine.question.roles.treaty import Unclear, treaty_of_group
from engine.question.roles.turned import OF_FORCE, is_past, is_turned
from engine.question.tokens import Piece
from treaties.models.corpus import Corpus
from treaties.vocabulary.days import SpokenDay

_SIGN = re.compile(r"[^\w\s.'’-]")
SURE, LIKELY = 4.0, 3.0
"""By how much the best roles must be ahead of others to be offered alone, and to be offered beside the second best."""
ALOOF = frozenset(["since", "until", "till", "before", "after", "from"])
"""Words before a day that is not that of the case."""
SIGNED = 5
"""How many words before a day `signed` may stand."""
NOUNS = frozenset(["AID", "ADJECTIVE", "NAME", "X", "THING", "AND", "FILL", "LAND"])
"""Classes of words that may stand between the year of a treaty and its noun."""


LEFT = frozenset(["X", "HARM", "NEUTRAL"])
"""Classes of words that no question takes up."""


class Likely(NamedTuple):
    """A question that a sentence may mean, and the words that the question leaves out."""

    question: str
    left_out: tuple[str, ...] = ()


def likely(
    text: str,
    pieces: Sequence[Piece],
    corpus: Corpus,
    today: date,
    on: date | None = None,
) -> list[Likely]:
    """Return the questions that a sentence may mean, the likeliest first; empty if the roles of its parties are
    unclear.

    Args:
        text: the sentence.
        pieces: its tokens.
        corpus: the law, which supplies names.
        today: the day of the question if the sentence names none.
        on: a day given in addition to the sentence.
    """
    try:
        return _likely(text, pieces, corpus, today, on)
    except Unclear:
        return []


def _likely(
    text: str,
    pieces: Sequence[Piece],
    corpus: Corpus,
    today: date,
    on: date | None,
) -> list[Likely]:
    """The questions; raises `Unclear` where something of the sentence is not clear."""
    signs = with_years(signs_of(text, undated(list(pieces))))
    day = _day(signs) or (SpokenDay(on, on.isoformat()) if on else None)
    _demand_in_scope(text, pieces, signs, corpus)
    if day is None and is_past(signs):
        raise Unclear("the past without a day")
    if why := is_turned(text, signs):
        raise Unclear(why)
    named = list(mentions(signs, corpus, day.day if day else today))
    account = Account(text, signs, named, corpus, day, today)
    alliances = {m.key for m in named if treaty_of_group(m.key, corpus)}
    ranked = casts(support(signs, named), alliances)
    ranked = _each_way(signs, named) or _ahead(ranked)
    found = []
    for cast in ranked:
        question = account.question(cast)
        idle = _idle(cast, named, question)
        found.append(Likely(question, _left_out(text, signs, idle)))
    return list(dict.fromkeys(found))


def _demand_in_scope(
    text: str, pieces: Sequence[Piece], signs: Sequence[Sign], corpus: Corpus
) -> None:
    """Raises `Unclear` for a sentence with strange signs, or that treaties do not answer."""
    if any(p.what == "UNKNOWN" and _SIGN.search(p.text) for p in pieces):
        raise Unclear("a sign")
    if _is_misspelt(text, pieces, signs, corpus):
        raise Unclear("a misspelt word")
    covers = {"COVERS", "INSTRUMENT"} <= {sign.class_ for sign in signs}
    if is_beyond(text, corpus) and not covers:
        raise Unclear("out of scope")


def _is_misspelt(
    text: str, pieces: Sequence[Piece], signs: Sequence[Sign], corpus: Corpus
) -> bool:
    """Whether a misspelt name, or a misspelt word right before a name, may be in a sentence."""
    before = {
        sign.end
        for sign, name in pairwise(signs)
        if name.class_ in NAMES and sign.class_ == "X"
    }
    return any(
        mend.tells and (mend.end in before or mend.right[:1].isupper())
        for mend in mends(text, list(pieces), corpus)
    )


def with_years(signs: Sequence[Sign]) -> list[Sign]:
    """Return the signs after a change: a day that belongs to a treaty becomes the treaty's year, as in `a pact signed
    in 2025` or `the 2009 defence accord`.

    Args:
        signs: the signs of a text.
    """
    found = list(signs)
    for n, sign in enumerate(signs):
        if sign.class_ != "DAY":
            continue
        before = {s.text.casefold() for s in signs[max(n - SIGNED, 0) : n]}
        ahead = n + 1
        while ahead < len(signs) and signs[ahead].class_ in NOUNS:
            ahead += 1
        noun = ahead < len(signs) and signs[ahead].class_ == "TREATY"
        noun = noun or [
            s.class_ for s in (*signs[n - 1 : n], *signs[n + 1 : n + 2])
        ] == ["THE", "X"]
        if before & {"signed", "concluded"} or noun:
            found[n] = sign._replace(class_="YEAR")
    return found


def _day(signs: Sequence[Sign]) -> SpokenDay | None:
    """The day of the case; raises `Unclear` where several are named."""
    found: list[SpokenDay] = []
    for n, sign in enumerate(signs):
        before = signs[n - 1].text.casefold() if n else ""
        of_another = sign.class_ == "DAY" and n and signs[n - 1].class_ == "OF"
        if sign.class_ == "TIME" or of_another:
            raise Unclear("a time, or the day of something else")
        day = sign.piece.value if sign.piece and sign.class_ == "DAY" else None
        if isinstance(day, SpokenDay) and before not in ALOOF:
            found.append(day)
    if len({day.day for day in found}) > 1:
        raise Unclear("several days")
    return found[0] if found else None


def _ahead(ranked: Sequence[Cast]) -> list[Cast]:
    """The assignments that are worth an offer; raises `Unclear` where too many are."""
    scores = [cast.score for cast in ranked[:3]] + [float("-inf")] * 3
    if scores[0] - scores[1] >= SURE:
        return list(ranked[:1])
    if scores[0] - scores[2] >= LIKELY:
        return list(ranked[:2])
    raise Unclear("roles")


def _each_way(signs: Sequence[Sign], named: Sequence[Mention]) -> list[Cast]:
    """Both ways in which two states may owe each other something; none in any other sentence."""
    keys = list(dict.fromkeys(m.key for m in named if m.key))
    classes = {sign.class_ for sign in signs}
    treaty = classes & {"INSTRUMENT", "TREATY"} and not classes & OF_FORCE
    if "EACH" not in classes:
        return []
    if len(keys) != 2 or not treaty:
        raise Unclear("each other")
    return [Cast({one: ASKED, other: VICTIM}, 0.0) for one, other in permutations(keys)]


def _idle(cast: Cast, named: Sequence[Mention], question: str) -> set[int]:
    """The numbers of the names that have no part in a question: of no party, and of no place in it."""
    idle = (m for m in named if cast.roles.get(m.key, NONE) == NONE)
    return {m.at for m in idle if m.text not in question}


def _left_out(
    text: str, signs: Sequence[Sign], idle: Collection[int]
) -> tuple[str, ...]:
    """The words that no question takes up, with the names that have no part in it."""
    runs: list[list[Sign]] = []
    for at, sign in enumerate(signs):
        if sign.class_ not in LEFT and at not in idle:
            continue
        if runs and sign.start - runs[-1][-1].end <= 1:
            runs[-1].append(sign)
        else:
            runs.append([sign])
    return tuple(text[run[0].start : run[-1].end] for run in runs)
