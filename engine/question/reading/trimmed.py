"""The parts beside a question that are no part of it: background, labels, a second question behind an `or`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from engine.question.reading.chart import Chart, Meaning, TooMany
from engine.question.reading.lattice import Lattice, lattice
from engine.question.reading.meant import Meant, part
from engine.question.reading.productions import grammar
from engine.question.referents import Ids
from engine.question.tokens import Piece
from treaties.models.corpus import Corpus


class Trimmed(NamedTuple):
    """A sentence without what stands beside its question."""

    text: str
    """The sentence, with spaces in place of what was left out."""
    pieces: list[Piece]
    left: tuple[str, ...] = ()
    """What was left out."""
    words: Lattice | None = None
    meanings: tuple[Meaning, ...] = ()
    """What the parts that were left out say."""


def without_background(text: str, pieces: list[Piece]) -> Trimmed:
    """Leave out the parts of a sentence that only tell the case: `Japan has a pact with the US.`

    Args:
        text: the sentence.
        pieces: its pieces.

    >>> from treaties.loading.corpus import load_corpus
    >>> from engine.question.tokens import cut
    >>> text = "Japan has a pact with the US. Who must help Japan?"
    >>> found = without_background(text, cut(text, load_corpus()))
    >>> found.text.strip(), found.left
    ('. Who must help Japan?', ('Japan has a pact with the US',))
    """
    if not any(piece.what == "STOP" for piece in pieces[:-1]):
        return Trimmed(text, pieces)
    words = lattice(text, pieces)
    found = {span: _background(words, *span) for span in words.segments}
    idle = {span: meaning for span, meaning in found.items() if meaning is not None}
    if len(idle) == len(found):
        return Trimmed(text, pieces)
    atoms = words.atoms
    spans = [(atoms[start].start, atoms[end - 1].end) for start, end in idle]
    return _blanked(Trimmed(text, pieces, (), words, tuple(idle.values())), spans)


def treaty_told(trimmed: Trimmed, corpus: Corpus, on: date) -> Ids:
    """Find the treaty that the background names; none where it names none, or one of several between the same states.

    Args:
        trimmed: the sentence with its background.
        corpus: the law.
        on: the day of the question.

    Raises `CasusError` where the treaty is not known.
    """
    found: Ids = ()
    if trimmed.words is None:
        return ()
    text, pieces, every = trimmed.words.text, trimmed.words.pieces, trimmed.words.words
    for meaning in trimmed.meanings:
        meant = Meant(text, pieces, every, corpus, on)
        found += meant.instruments(part(meaning, "told"), ())[0]
    return found if len(found) == 1 and _alone(found[0], corpus, on) else ()


def _alone(ident: str, corpus: Corpus, on: date) -> bool:
    """Whether no other treaty binds the same states on a day to help."""
    states = set(corpus.treaty(ident).parties_on(on))
    bound = [t for t in corpus.treaties if set(t.parties_on(on)) == states]
    return sum(any(o.duty.drawn_in for o in t.obligations) for t in bound) <= 1


def _background(words: Lattice, start: int, end: int) -> Meaning | None:
    """What a part says that only tells the case; None where it may be part of the question."""
    try:
        found = Chart(words.edges, grammar()).readings("background", start, end)
    except TooMany:
        return None
    return min(found, key=lambda meaning: found[meaning], default=None)


def _blanked(whole: Trimmed, spans: list[tuple[int, int]]) -> Trimmed:
    """A sentence with spaces in place of some stretches of it."""
    found, kept, left = whole.text, whole.pieces, list(whole.left)
    for start, end in spans:
        left.append(whole.text[start:end])
        found = found[:start] + " " * (end - start) + found[end:]
        kept = [p for p in kept if p.end <= start or p.start >= end]
    return whole._replace(text=found, pieces=kept, left=tuple(left))
