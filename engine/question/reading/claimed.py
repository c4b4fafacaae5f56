"""What a claim says, read by the same grammar as a question: who must do what for whom, in which case, by which treaty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from engine.question.reading.lattice import undated
from engine.question.reading.reader import senses
from engine.question.sentence import pieces_of
from engine.question.understood import Understood
from treaties.models.corpus import Corpus
from treaties.vocabulary.days import SpokenDay


@dataclass(frozen=True)
class Claimed:
    """A claim as a value: the case with whoever is said to owe something in it, and how it is said."""

    meant: Understood
    kind: str
    """`must` for a duty, `covers` for the reach of an article, `party` for a state bound by a treaty."""
    denied: bool = False
    only: bool = False


def claimed(text: str, corpus: Corpus, on: date) -> Claimed | None:
    """Read what a sentence claims; None where it is not one claim.

    Args:
        text: the sentence.
        corpus: the law.
        on: the day that counts where the sentence names none.

    Raises `CasusError` where its names mean nothing, or it leaves something out.

    >>> from treaties.loading.corpus import load_corpus
    >>> found = claimed("The Rio Treaty obliges Brazil to help Chile.", load_corpus(), date(2026, 1, 1))
    >>> found.meant.about, found.meant.instruments
    (('brazil',), ('rio-1947',))
    """
    pieces = undated(pieces_of(text, corpus, on))
    days = [p.value for p in pieces if isinstance(p.value, SpokenDay)]
    if len(set(days)) > 1:
        return None
    found = senses(text, pieces, corpus, on, days[0] if days else None, start="claim")
    if len(found) != 1 or found[0].understood.not_read:
        return None
    meant, marks = found[0].understood, found[0].marks
    if meant.day is None:
        meant = replace(meant, day=SpokenDay(on, on.isoformat()))
    kind = next((k for k in ("covers", "party") if k in marks), "must")
    return Claimed(meant, kind, "denied" in marks, "only" in marks)
