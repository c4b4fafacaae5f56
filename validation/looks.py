"""Points due for checking, and a test whether the words quoted in files occur in a user's text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from treaties.loading.safe_read import Unreadable, take
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.models.warrant import quoted_words
from treaties.support.limits import TABLE
from treaties.vocabulary.errors import CasusError

NEAR = 0.6
"""The similarity above which a passage is reported as near a quotation."""


def stale(law: Corpus, days: int, today: date) -> list[str]:
    """Return a line of text for each watched instrument and each dated source that was not checked in the last `days`
    days.

    Args:
        law: the corpus.
        days: the number of days after which a check is too old.
        today: the day from which the days are counted back.
    """
    lines = [
        f"watched: {w.treaty}: {f'last looked at on {w.looked}' if w.looked else 'no look is written down'}; {w.page}"
        for w in law.watched
        if w.looked is None or (today - w.looked).days > days
    ]
    old = sorted(
        (s for s in law.sources if s.read and (today - s.read).days > days),
        key=lambda s: (s.read, s.id),
    )
    return lines + [
        f"source: {s.id}: last opened on {s.read}{f'; {s.address}' if s.address else ''}"
        for s in old
    ]


def words_of(path: Path) -> str:
    """Read a user's file as text.

    Raises `CasusError` if it cannot be read as text.
    """
    try:
        return take(path, TABLE).decode("utf-8-sig")
    except Unreadable as error:
        raise CasusError(f"`{path}` {error}") from None
    except UnicodeDecodeError:
        raise CasusError(
            f"`{path}` is no text in UTF-8", remedy="save it as plain text"
        ) from None


class Anchor(NamedTuple):
    """A quoted phrase: `found` word for word, `near` (`instead` has the text's own words), or `not found`."""

    article: str
    phrase: str
    how: str
    instead: str = ""


def anchors(treaty: Treaty, text: str) -> Iterator[Anchor]:
    """Yield each phrase quoted from an instrument, with whether it occurs in a text. Differences in case, spaces,
    quotation marks and dashes do not matter.

    >>> from treaties.loading.corpus import load_corpus
    >>> pact = load_corpus().treaty("NATO")
    >>> {a.how for a in anchors(pact, "nothing of the kind")}
    {'not found'}
    """
    words = quoted_words(text)
    for o in treaty.obligations:
        if o.phrase:
            yield Anchor(o.article, o.phrase, *_found(quoted_words(o.phrase), words))


def _found(phrase: list[str], words: list[str]) -> tuple[str, str]:
    size, wanted = len(phrase), Counter(phrase)
    best, passage = 0.0, ""
    for i in range(max(len(words) - size + 1, 1)):
        window = words[i : i + size]
        if window == phrase:
            return "found", ""
        if sum((wanted & Counter(window)).values()) >= NEAR * size:
            alike = SequenceMatcher(None, phrase, window, autojunk=False).ratio()
            if alike > max(best, NEAR):
                best, passage = alike, " ".join(window)
    return ("near", passage) if passage else ("not found", "")
