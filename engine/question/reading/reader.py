"""The reader: all questions that a sentence may ask, combined from parses of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from engine.question.reading.assembly import Assembly
from engine.question.reading.chart import Chart, Meaning, TooMany
from engine.question.reading.lattice import Lattice, lattice
from engine.question.reading.meant import Meant, NotMeant, below, numbers
from engine.question.reading.productions import grammar
from engine.question.tokens import Piece
from engine.question.topic import Kind
from engine.question.understood import ASK, Understood
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError

MOST = 24
"""The largest number of parses of a whole sentence that are considered."""
PARTS, SHOWN = 3, 40
"""The largest number of left-out parts that are shown, and of letters of each."""
LEFT_OUT = 2
"""The largest number of words that may be left out of one part."""


@dataclass(frozen=True)
class Sense:
    """One question that a sentence may mean."""

    understood: Understood
    either: bool = False
    """Whether it is one of two questions joined by `or`."""
    marks: frozenset[str] = frozenset()
    """What the sentence says that no field expresses: the form of a claim, a denial, an `only`."""
    unjudged: tuple[str, ...] = ()
    """The words of a claim that are not assessed."""


class NotSpanned(NotMeant):
    """Raised when no parse covers all words of a sentence, or of one of its parts."""


def senses(
    text: str,
    every: list[Piece],
    corpus: Corpus,
    today: date,
    day: SpokenDay | None,
    *,
    start: str = "whole",
) -> list[Sense]:
    """Return every question that a sentence may ask, each once.

    Args:
        text: the sentence.
        every: its tokens, with articles and days.
        corpus: the law.
        today: the day of the question if the sentence names none.
        day: the day that the sentence names, if any.
        start: the production that a part must be: `whole`, or `claim`.

    Raises `NotSpanned` if no parse covers all words, and `CasusError` if some parses cover all words but none of them forms a question.
    """
    ruled = [_ruled(piece) for piece in every]
    words = lattice(text, ruled)
    meant = Meant(text, ruled, words.words, corpus, day.day if day else today)
    rulers = _rulers(every, ruled, meant)
    found: list[Sense] = []
    errors: list[CasusError] = []
    skipped: list[str] = []
    for chosen in _whole(words, skipped, start):
        try:
            each = [_sense(meant, words, m, day) for m in _each_question(chosen)]
            new = _joined(each)
        except CasusError as error:
            errors.append(error)
            continue
        for sense in new:
            left = (*sense.understood.not_read, *_shortened(skipped))
            understood = replace(sense.understood, not_read=left, taken_for=rulers)
            found = _with(replace(sense, understood=understood), found)
    return _told_apart(_of_treaties(found, corpus), errors)


def _of_treaties(found: list[Sense], corpus: Corpus) -> list[Sense]:
    """What was found, where an alliance is asked about without the reading that asks of its members what another asks
    of its treaty: `Did SEATO protect Laos?`, `Since when is Finland protected by NATO?`
    """
    every = [s.understood for s in found]

    def again(one: Understood) -> bool:
        group = corpus.groups.get(one.group) if one.group else None
        if not isinstance(group, Group) or not group.treaty or one.instruments:
            return False
        same = (o for o in every if o.instruments == (group.treaty,))
        return any(
            o.acts == one.acts if o.kind is Kind.COVERS else _same_days(o, one)
            for o in same
        )

    return [s for s in found if not again(s.understood)]


def _same_days(one: Understood, other: Understood) -> bool:
    """Whether two readings ask of days, the first of a treaty as such."""
    return one.kind is other.kind is Kind.WHEN and not one.acts


def _joined(each: list[Sense]) -> list[Sense]:
    """The questions of one reading; as one, where they ask the same of several states."""
    same = {
        (replace(s.understood, about=(), not_read=()), s.either, s.marks) for s in each
    }
    if len(each) < 2 or len(same) > 1 or not all(s.understood.about for s in each):
        return each
    about = dict.fromkeys(state for s in each for state in s.understood.about)
    return [
        replace(each[0], understood=replace(each[0].understood, about=tuple(about)))
    ]


def _with(sense: Sense, before: list[Sense]) -> list[Sense]:
    """What was found with one more; of two that leave out other words only, the one that leaves out fewer."""
    bare = replace(sense.understood, not_read=())
    same = [s for s in before if replace(s.understood, not_read=()) == bare]
    if not same:
        return [*before, sense]
    if len(same[0].understood.not_read) <= len(sense.understood.not_read):
        return before
    return [sense if s is same[0] else s for s in before]


def _sense(
    meant: Meant, words: Lattice, chosen: tuple[Meaning, ...], day: SpokenDay | None
) -> Sense:
    """The question of one combination of meanings, with what it leaves out; raises `CasusError` where that is none."""
    understood = Assembly.of(meant, chosen, day).understood()
    left = [words.words[n].text for m in chosen for n in below(m, "out")]
    left += [aside for meaning in chosen for aside in _asides(meaning, words)]
    beside = (n for meaning in chosen for n in below(meaning, "unjudged"))
    return Sense(
        replace(understood, not_read=tuple(left)),
        any(map(_either, chosen)),
        frozenset(mark for m in chosen for mark in _marks(m)),
        tuple(words.words[n].text for n in beside),
    )


def _told_apart(found: list[Sense], errors: list[CasusError]) -> list[Sense]:
    """What was found; raises the first error that tells of the question where nothing was."""
    if len(found) == 1 and errors and found[0].either:
        remedy = "ask one of them, or say `and` where both happen"
        raise CasusError("`or` asks two questions at once", remedy=remedy)
    if not found:
        telling = (e for e in errors if not isinstance(e, NotMeant))
        first = errors[0]
        stopped = NotSpanned(first.message, remedy=first.remedy or ASK)
        raise next(telling, stopped)
    return found


def _each_question(chosen: tuple[Meaning, ...]) -> Iterator[tuple[Meaning, ...]]:
    """The parts of a sentence once with each question that they ask."""
    asked = [pair for meaning in chosen for pair in meaning if pair[0] == "ask"]
    if not asked:
        yield chosen
    for kept in asked:
        yield tuple(
            tuple(pair for pair in meaning if pair[0] != "ask" or pair is kept)
            for meaning in chosen
        )


def _ruled(piece: Piece) -> Piece:
    """A ruler as the state that is ruled; any other piece as it is."""
    if piece.what != "RULER":
        return piece
    return piece._replace(what="NAME", value=str(piece.value).casefold())


def _rulers(every: list[Piece], ruled: list[Piece], meant: Meant) -> tuple[str, ...]:
    """For whom each ruler that is named is taken, in words."""
    found = []
    for piece, state in zip(every, ruled, strict=True):
        if piece.what == "RULER":
            name = meant.corpus.states[meant.state(state)].name_on(meant.on)
            found.append(f"`{piece.text}` for {name}")
    return tuple(dict.fromkeys(found))


def _whole(
    words: Lattice, skipped: list[str], symbol: str
) -> Iterator[tuple[Meaning, ...]]:
    """The cheapest meanings of each part of a sentence, in all combinations.

    Args:
        words: the words of the sentence.
        skipped: takes up the text of each part that tells nothing and is left out.
        symbol: the production that each part must be.
    """
    chart, each = Chart(words.edges, grammar()), []
    for start, end in words.segments:
        if cheapest := _cheapest(chart, symbol, start, end):
            each.append(cheapest)
        elif any(words.tells[start:end]):
            raise _stopped(words, chart.furthest(start, end), end)
        else:
            skipped.append(words.written(start, end))
    if not each:
        raise NotSpanned("it says nothing that is read")
    for number, chosen in enumerate(product(*each)):
        if number == MOST:
            raise NotSpanned("the sentence may be read in too many ways")
        yield chosen


def _stopped(words: Lattice, place: int, end: int) -> NotSpanned:
    """The error for a part of a sentence that is read up to a place and no further."""
    around = words.written(max(place - 1, 0), min(place + 1, end))
    return NotSpanned(
        f"it is not clear what `{around}` does in the sentence", remedy=ASK
    )


def _cheapest(chart: Chart, symbol: str, start: int, end: int) -> list[Meaning]:
    """The meanings of one part that leave out least, and no more than a few words."""
    try:
        costs = chart.readings(symbol, start, end)
    except TooMany:
        raise NotSpanned("the sentence may be read in too many ways") from None
    least = min(costs.values(), default=0)
    found = (meaning for meaning, cost in costs.items() if cost == least)
    return [meaning for meaning in found if len(below(meaning, "out")) <= LEFT_OUT]


def _asides(meaning: Meaning, words: Lattice) -> Iterator[str]:
    """The text of each aside within a reading, from its first word to its last."""
    for role, content in meaning:
        if role == "aside" and isinstance(content, tuple):
            pieces = [words.words[n] for n in numbers(content, "said")]
            yield words.text[pieces[0].start : pieces[-1].end]
        elif isinstance(content, tuple):
            yield from _asides(content, words)


def _shortened(skipped: list[str]) -> tuple[str, ...]:
    """The parts that were left out, each with no more than its first words, and how many more there are."""
    shown = [
        part if len(part) <= SHOWN else f"{part[:SHOWN].rsplit(' ', 1)[0]} …"
        for part in skipped[:PARTS]
    ]
    more = len(skipped) - PARTS
    return (*shown, f"{more} more sentences") if more > 0 else tuple(shown)


def _marks(meaning: Meaning) -> Iterator[str]:
    """The roles of what is asked or claimed."""
    for _, content in (pair for pair in meaning if pair[0] == "ask"):
        for kind, inner in content if isinstance(content, tuple) else ():
            yield kind
            if isinstance(inner, tuple):
                yield from (name for name, _ in inner)


def _either(meaning: Meaning) -> bool:
    """Whether a reading takes one of two names between which it says `or`."""
    for role, content in meaning:
        if role == "either" or (isinstance(content, tuple) and _either(content)):
            return True
    return False
