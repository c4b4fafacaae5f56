"""Suggestions for a sentence that could not be read: whole questions, each tested before it is offered.

The obstacle in the sentence is reworded (`ways.py`), one obstacle after another, until the rest can be
read. The meaning is then written as a plain question, which must lead to the same query; otherwise nothing is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from engine.question.as_fields import fields_of
from engine.question.beside import tells_of_case
from engine.question.composing.composer import Composed
from engine.question.offers import AskedAgain
from engine.question.out_of_scope import beyond, is_beyond
from engine.question.reading.meant import NoAttack
from engine.question.roles.likely import Likely
from engine.question.tokens import Piece, cut
from engine.question.topic import Kind
from engine.question.two_days import TwoDays, compared
from engine.question.understood import Understood
from engine.question.ways import Reader, Rewording, tells, ways
from treaties.models.corpus import Corpus
from treaties.models.states import NotThen
from treaties.vocabulary.errors import CasusError

MOST = 3
"""The largest number of questions offered."""
DEEP, TRIES = 4, 8
"""The largest number of obstacles removed one after another, and of rewritings tried."""
OF_THE_LAW = (Kind.OWES, Kind.WEIGH, Kind.WHEN)
"""Kinds of question that need no attack, and have their own wording then."""
APART = frozenset(["COMMA", "STOP", "DAY", "IF", "AND", "FILL", "UNKNOWN"])
"""Classes of tokens beside which words tell nothing of a name, a deed or a duty."""
FAULTS = 4
"""The largest number of faults of one sentence that are shown."""


@dataclass(frozen=True)
class Tried:
    """A rewriting of a sentence that is being tested: the new sentence, the words that it leaves out, and the faults
    that it removes.
    """

    text: str
    left_out: tuple[str, ...] = ()
    faults: tuple[CasusError, ...] = ()
    one_of_two: bool = False

    def then(self, way: Rewording, error: CasusError) -> Tried:
        """Return this rewriting followed by another, which removes one more fault."""
        left_out, faults = (*self.left_out, *way.left_out), (*self.faults, error)
        return Tried(way.text, left_out, faults, self.one_of_two or way.one_of_two)


@dataclass(frozen=True)
class Offer:
    """A question offered in place of a sentence that was not understood, with the rewriting that led to it."""

    question: str
    meant: Understood
    tried: Tried


def asked_again(
    error: CasusError,
    text: str,
    corpus: Corpus,
    read: Reader,
    compose: Callable[[str], list[Composed]],
    guess: Callable[[str], list[Likely]],
) -> Understood | CasusError:
    """Return the meaning of a sentence if every word of it has a part in one composed question; otherwise return the
    error, which offers whole questions that the sentence may mean and names the other faults of the sentence.

    Args:
        error: why the sentence was not understood.
        text: the sentence.
        corpus: the law, whose names are compared with misspelt ones.
        read: reads another sentence in its place.
        compose: builds questions from the parts of a sentence that can be read.
        guess: builds questions from the likeliest roles of the states that a sentence names.
    """
    set_apart = compared(error, text, read) if isinstance(error, TwoDays) else error
    if set_apart is not error:
        return set_apart
    try:
        made = [] if isinstance(error, AskedAgain) else _made(text, corpus, compose)
        offered = _composed(error, text, corpus, read, made)
        alone = made[0] if len(made) == len(offered) == 1 else None
        if alone and alone.whole:
            return alone.understood
        guessed = _guessed(error, text, corpus, read, guess)
        if alone and alone.plain and _agree(offered[0], guessed, text, corpus):
            left = (*alone.left_out, *alone.understood.not_read)
            return replace(alone.understood, not_read=left)
        offered = _likeliest(offered, guessed)
        offered = offered or _offered(error, text, corpus, read) or guessed
    except AskedAgain as which:  # a question of the past without a day
        return which
    if offered:
        return _handed_over(offered, corpus)
    if isinstance(error, AskedAgain):
        return _readable(error, read)
    return beyond(error, text, corpus)


def _likeliest(offered: list[Offer], guessed: list[Offer]) -> list[Offer]:
    """The questions to be offered: one by the roles of the states alone counts before others."""
    known = [offer.question for offer in offered]
    other = len(guessed) == 1 and guessed[0].question not in known
    return guessed if other else offered


def _agree(offer: Offer, guessed: Sequence[Offer], text: str, corpus: Corpus) -> bool:
    """Whether two readers that know nothing of each other find the same one question in a sentence, and what they leave
    out tells nothing.

    Args:
        offer: the question composed of the parts that can be read.
        guessed: the questions by the likeliest roles of the states.
        text: the sentence.
        corpus: the law, which supplies names.
    """
    left = (*offer.tried.left_out, *offer.meant.not_read)
    same = [guess.question for guess in guessed] == [offer.question]
    return same and not any(
        tells_of_case(words, corpus) or _is_tied(words, text, corpus) for words in left
    )


def _is_tied(words: str, text: str, corpus: Corpus) -> bool:
    """Whether words stand right beside a name, a deed or a duty, and so may say more of it: `nuclear` in `nuclear
    states`.
    """
    before, _, behind = text.partition(words)
    pieces = _pieces(before, corpus)[-1:] + _pieces(behind, corpus)[:1]
    return any(piece.what not in APART for piece in pieces)


def _handed_over(offered: Sequence[Offer], corpus: Corpus) -> AskedAgain:
    """Return the error that offers some questions."""
    faults = _worded(offered[0].tried.faults)
    if isinstance(faults, NotThen):
        faults = CasusError(faults.message, remedy="say a day of that time")
    return AskedAgain(
        faults,
        tuple(o.question for o in offered),
        tuple((*o.tried.left_out, *o.meant.not_read) for o in offered),
        tuple(fields_of(o.meant, corpus) for o in offered),
    )


def _made(
    text: str, corpus: Corpus, compose: Callable[[str], list[Composed]]
) -> list[Composed]:
    """Compose questions; of a sentence that seems out of scope, those about what treaties say alone."""
    made = compose(text)
    if is_beyond(text, corpus):
        kinds = (Kind.COVERS, Kind.WEIGH)
        return [one for one in made if one.understood.kind in kinds]
    return made


def _readable(error: AskedAgain, read: Reader) -> AskedAgain:
    """The error with no more than the questions that are read by themselves."""
    kept = []
    for question in error.questions:
        with suppress(CasusError):
            read(question)
            kept.append(question)
    whole = len(kept) == len(error.questions)
    return error if whole else AskedAgain(error, tuple(kept))


def _composed(
    error: CasusError,
    text: str,
    corpus: Corpus,
    read: Reader,
    made: Sequence[Composed],
) -> list[Offer]:
    """The composed questions that are read back with the meaning from which they were composed."""
    found: dict[str, Offer] = {}
    for one in made:
        tried = Tried(text, one.left_out, (error,))
        if offer := same_again(one.understood, tried, corpus, read):
            found.setdefault(offer.question, offer)
    return list(found.values())[:MOST]


def _guessed(
    error: CasusError,
    text: str,
    corpus: Corpus,
    read: Reader,
    guess: Callable[[str], list[Likely]],
) -> list[Offer]:
    """The questions that a sentence may mean by the roles of its states; none where one of them is not read."""
    if isinstance(error, AskedAgain):
        return []
    found: dict[str, Offer] = {}
    for one in guess(text):
        tried = Tried(text, one.left_out, (error,))
        try:
            meant = read(one.question)
        except CasusError:
            return []
        if offer := same_again(meant, tried, corpus, read):
            found.setdefault(offer.question, offer)
    return list(found.values())


def _worded(faults: Sequence[CasusError]) -> CasusError:
    """One error of all faults that were mended, each told once; that of the first keeps its remedy."""
    first, *others = faults
    lines = [e.message for e in others if e.message not in first.message]
    if not lines:
        return first
    return CasusError("; also, ".join([str(first), *lines[: FAULTS - 1]]))


def _offered(error: CasusError, text: str, corpus: Corpus, read: Reader) -> list[Offer]:
    """The questions that a sentence may have been: those for which the fewest things are mended."""
    level = [(Tried(text), error)]
    seen, left = {text}, TRIES
    for _ in range(DEEP):
        found: dict[str, Offer] = {}
        failed: list[tuple[Tried, CasusError]] = []
        for tried in _mended(level, corpus, seen, read):
            if left == 0:
                break
            left -= 1
            try:
                meant = read(tried.text)
            except CasusError as further:
                failed.append((tried, further))
                continue
            if offer := same_again(meant, tried, corpus, read):
                found.setdefault(offer.question, offer)
        whole = [o for o in found.values() if len(found) > 1 or not o.tried.one_of_two]
        if whole:
            return whole[:MOST]
        level = failed
    return []


def _mended(
    level: Sequence[tuple[Tried, CasusError]],
    corpus: Corpus,
    seen: set[str],
    read: Reader,
) -> Iterator[Tried]:
    """Each sentence of a level with one more thing mended, each text once."""
    for tried, error in level:
        if isinstance(error, NoAttack):
            continue
        pieces = _pieces(tried.text, corpus)
        for way in ways(error, tried.text, pieces, corpus, read):
            if way.text not in seen:
                seen.add(way.text)
                yield tried.then(way, error)


def _pieces(text: str, corpus: Corpus) -> list[Piece]:
    """The pieces of a sentence, without articles; none where it cannot be cut."""
    with suppress(CasusError):
        return [p for p in cut(text, corpus) if p.what not in ("THE", "AN")]
    return []


def same_again(
    meant: Understood, tried: Tried, corpus: Corpus, read: Reader
) -> Offer | None:
    """Return the offer of a whole question for what was understood; None if that question is not understood in the same
    way.

    Args:
        meant: what was understood.
        tried: the rewriting that led to it.
        corpus: the law, which supplies names.
        read: reads the question.
    """
    if not meant.acts and meant.kind not in OF_THE_LAW:
        return None
    with suppress(CasusError):
        question = meant.question(corpus)
        skipped = any(map(partial(tells, corpus=corpus), meant.not_read))
        if not skipped and _same(meant, read(question)):
            return Offer(question, meant, tried)
    return None


def _same(one: Understood, other: Understood) -> bool:
    """Whether a question asks all that was understood: nothing of it is left out in silence."""
    if one.kind is Kind.WHICH:  # what is done says nothing of which treaty obliges
        other = replace(other, conduct=one.conduct)
    kept = ("acts", "on", "given", "without", "conduct")
    return one.topic == other.topic and all(
        getattr(one, name) == getattr(other, name) for name in kept
    )
