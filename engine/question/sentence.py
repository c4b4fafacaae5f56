"""Questions in the user's own words: split into tokens, parsed by a grammar (`reading`), and turned into a query. A
sentence that is not one clear question leads to suggestions.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.question.offers import AskedAgain
from engine.question.reading.lattice import undated
from engine.question.reading.productions import single_words
from engine.question.reading.reader import NotSpanned, Sense, senses
from engine.question.reading.trimmed import (
    Trimmed,
    treaty_told,
    with_player,
    with_subject,
    with_treaty,
    without_asides,
    without_background,
    without_second_questions,
)
from engine.question.tokens import Piece, cut, stands_for
from engine.question.topic import Kind
from engine.question.two_days import TwoDays
from engine.question.understood import ASK, Understood
from engine.question.unread import strange, unknown, why_unread
from engine.question.vocabulary import word_set, written_as
from treaties.models.corpus import Corpus
from treaties.models.groups import NoState
from treaties.models.states import Misnamed, NotThen
from treaties.support.limits import QUESTION
from treaties.vocabulary.days import SpokenDay, Undated
from treaties.vocabulary.errors import CasusError

if TYPE_CHECKING:
    from engine.question.beside import Beside
    from engine.question.composing.composer import Composed
    from engine.question.roles.likely import Likely


def parse_question(
    text: str, corpus: Corpus, today: date | None = None, *, on: date | None = None
) -> Understood:
    """Parse a question in words: what happens, on which day, and what is asked about it.

    Args:
        text: the sentence.
        corpus: the law, with the states, places and groups that the sentence may name.
        today: the day to which `today` refers; by default the current day.
        on: a day given in addition to the sentence, which must then name none.

    Raises `CasusError` if the sentence is not one clear question that treaties answer. The error says why, and offers
    questions or names unknown words.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = load_corpus()
    >>> asked = parse_question("Must China help if Guam is attacked by North Korea in 2026?", law)
    >>> print(asked.wording(law))
    understood as: the United States attacked by North Korea at Guam, on 1 January 2026 (for `2026`); asked about
    China
    """
    if len(text) > QUESTION:
        raise CasusError(
            f"a question of {len(text)} characters is too long", remedy=ASK
        )
    today = today or date.today()
    found = _understood(text, corpus, today, on)
    if found.not_read or written_as("to_war").search(text):
        from engine.question.doubted import doubt_of

        doubt = doubt_of(
            found, text, corpus, today, lambda t: _parsed(t, corpus, today, on)
        )
        if doubt:
            raise doubt
    return found


def _understood(text: str, corpus: Corpus, today: date, on: date | None) -> Understood:
    """What a sentence means, read or composed; raises `CasusError` with questions that it may mean for any other."""
    try:
        return _parsed(text, corpus, today, on)
    except CasusError as error:
        if then := _of_its_time(error, text, corpus, today, on):
            return then
        # What offers other questions is loaded only where a sentence is not read.
        from engine.question.again import asked_again
        from engine.question.beside import without_beside

        beside = without_beside(text, corpus)
        if beside.text and beside.text != text:
            try:
                return _with_beside(_understood(beside.text, corpus, today, on), beside)
            except AskedAgain as offered:
                raise offered.leaving_out(beside.left) from None
            except CasusError:
                pass  # what is left out may be what was asked

        again = asked_again(
            error,
            text,
            corpus,
            lambda t: _parsed(t, corpus, today, on),
            lambda t: _composed(t, corpus, today, on),
            lambda t: _likely(t, corpus, today, on),
        )
        if isinstance(again, Understood):
            return again
        exact = isinstance(error, NotThen | NoState) and not isinstance(
            again, AskedAgain
        )
        raise (error if exact else again) from None


def _with_beside(found: Understood, beside: Beside) -> Understood:
    """What a sentence means, with the words beside its question that it leaves out."""
    left = (*beside.left, *found.not_read)
    taken = (*beside.taken, *found.taken_for)
    return replace(found, not_read=left, taken_for=taken)


def _of_its_time(
    error: CasusError, text: str, corpus: Corpus, today: date | None, on: date | None
) -> Understood | None:
    """What a question about the days of a duty means on the last day of a state that is no more, where it says no day."""
    tried: set[date] = set()
    while isinstance(error, NotThen | Misnamed) and error.last and not on:
        day = error.last
        if day in tried:
            break
        tried.add(day)
        try:
            found = _parsed(text, corpus, today, day)
        except CasusError as further:
            error = further
            continue
        attacked = any(act.by or act.force for act in found.acts)
        return found if found.kind is Kind.WHEN and not attacked else None
    return None


def _composed(
    text: str, corpus: Corpus, today: date, on: date | None
) -> list[Composed]:
    """The questions that the readable parts of a sentence make; none where it cannot be cut."""
    from engine.question.composing.composer import composed
    from engine.question.composing.running_war import with_parties_named
    from engine.question.composing.speaker import told_plainly
    from engine.question.composing.weighed import with_noun_again

    try:
        plain = told_plainly(text, pieces_of(text, corpus, today))
        plain = with_noun_again(plain)
        every = pieces_of(plain, corpus, today)
        days = (p.value.day for p in every if isinstance(p.value, SpokenDay))
        day = next(days, on or today)
        plain, notes = with_parties_named(plain, every, corpus, day)
        pieces = undated(pieces_of(plain, corpus, today))
    except CasusError:
        return []
    found = composed(plain, pieces, corpus, today, on)
    return [_taking(one, notes) for one in found]


def _likely(text: str, corpus: Corpus, today: date, on: date | None) -> list[Likely]:
    """The questions that a sentence may mean by the roles of its parties; none where it cannot be cut."""
    from engine.question.composing.speaker import told_plainly
    from engine.question.roles.likely import likely

    with suppress(CasusError):
        plain = told_plainly(text, pieces_of(text, corpus, today))
        return likely(plain, pieces_of(plain, corpus, today), corpus, today, on)
    return []


def _taking(one: Composed, notes: tuple[str, ...]) -> Composed:
    """A composed question that says what was taken for what."""
    taken = (*one.understood.taken_for, *notes)
    return replace(one, understood=replace(one.understood, taken_for=taken))


@lru_cache(maxsize=4)
def _parsed(text: str, corpus: Corpus, today: date, on: date | None) -> Understood:
    """Read a sentence; kept, since a page reads it for its address and for its answer."""
    plain, asides = without_asides(text)
    every = with_player(cut(plain, corpus, today))
    trimmed = without_background(plain, every)
    trimmed = trimmed._replace(left=(*asides, *trimmed.left))
    try:
        return _asked(trimmed, plain, corpus, today, on)
    except NotSpanned as error:
        shorter = without_second_questions(trimmed)
        if shorter.left != trimmed.left:
            with suppress(NotSpanned):
                return _asked(shorter, plain, corpus, today, on)
        raise why_unread(text, undated(every), corpus, error) from None


def _asked(
    trimmed: Trimmed, text: str, corpus: Corpus, today: date, on: date | None
) -> Understood:
    """What a sentence asks without what stands beside it; raises `NotSpanned` where no reading takes up the rest."""
    _dated(text, trimmed.pieces)
    pieces = undated(_twins(trimmed.pieces, corpus))
    day = _day(pieces, on)
    then = day.day if day else today
    treaties = treaty_told(trimmed, corpus, then)
    pieces = with_treaty(pieces, treaties[0]) if treaties else pieces
    pieces = with_subject(pieces, trimmed)
    found = senses(trimmed.text, pieces, corpus, today, day)
    if near := [one for one in strange(_meaning(pieces), text, corpus) if one[1]]:
        raise unknown(near)
    if len(found) > 1:
        raise _several(found, corpus)
    understood = found[0].understood
    left = (*trimmed.left, *understood.not_read)
    if understood.about and not understood.instruments:
        understood = replace(understood, instruments=treaties)
    return replace(understood, not_read=left)


def _dated(text: str, every: list[Piece]) -> None:
    """Raises `Undated` for a time that an event names, where no day of that year is said."""
    named = [p.value.day.year for p in every if isinstance(p.value, SpokenDay)]
    times = (p for p in every if p.what == "TIME")
    time = next((p for p in times if int(str(p.value)[:4]) not in named), None)
    if not time:
        return
    beside = written_as("beside").search(text[: time.start])
    words = f"{beside[0] if beside else ''}{time.text}"
    raise Undated(
        f"`{words}` is no day",
        remedy=ASK,
        words=words,
        days=(date.fromisoformat(str(time.value)),),
    )


def _meaning(pieces: list[Piece]) -> list[Piece]:
    """The pieces that may mean something, without rulers and the words that only the productions know."""
    kept = [p for p in pieces if p.what not in {*word_set("dropped"), "RULER"}]
    known = single_words()
    return [
        p
        for p in kept
        if p.what != "UNKNOWN" or not known.issuperset(p.text.casefold().split())
    ]


def _several(found: list[Sense], corpus: Corpus) -> AskedAgain:
    """The error for a sentence that may be several questions, with each of them."""
    questions = tuple(dict.fromkeys(r.understood.question(corpus) for r in found))
    either = "`or` asks two questions at once"
    remedy = "ask one of them, or say `and` where both happen"
    several = f"it may be read as {len(found)} questions"
    if any(r.either for r in found):
        return AskedAgain(CasusError(either, remedy=remedy), questions)
    return AskedAgain(CasusError(several, remedy="ask the one you mean"), questions)


def pieces_of(text: str, corpus: Corpus, today: date) -> list[Piece]:
    """Return the tokens of a sentence. If it mentions South Korea, `the North` means the other Korea, and the reverse.

    Args:
        text: the sentence.
        corpus: the law, which supplies names.
        today: the day to which `today` refers.
    """
    return _twins(cut(text, corpus, today), corpus)


def _twins(pieces: list[Piece], corpus: Corpus) -> list[Piece]:
    """The pieces with the other half of a state that is named as a name: `the North` beside South Korea."""
    found = list(pieces)
    ids = {
        i
        for p in pieces
        if p.what in ("NAME", "ADJECTIVE")
        for i in stands_for(p)
        if i[:6] in ("north-", "south-")
    }
    for n, piece in enumerate(pieces):
        twins = (
            {f"{piece.text.casefold()}-{i[6:]}" for i in ids}
            if piece.what == "UNKNOWN"
            else set()
        )
        if (meant := next((t for t in twins if t in corpus.states), "")) and pieces[
            n - 1
        ].what == "THE":
            found[n] = piece._replace(what="NAME", value=meant)
    return found


def _day(pieces: list[Piece], on: date | None) -> SpokenDay | None:
    days = list(
        dict.fromkeys(
            p.value
            for p in pieces
            if p.what == "DAY" and isinstance(p.value, SpokenDay)
        )
    )
    if len({d.day for d in days}) > 1:
        raise TwoDays(days)
    if days and on:
        raise CasusError("the sentence already says `on`", remedy="leave out `--on`")
    return days[0] if days else SpokenDay(on, on.isoformat()) if on else None
