"""The warrant of an article, and the hash of its text."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.terms import Warrant

_SIGNS = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—", '\'\'\'\'""""""-----', "\u00ad")


def warrant(treaty: Treaty, obligation: Obligation) -> Warrant:
    """Find what an article rests on: as the file says, or else what follows from the rest of it.

    The words were seen where the article was verified and quotes them; without a quotation the file itself must say so.
    """
    if obligation.warrant:
        return obligation.warrant
    if not treaty.text_available:
        return Warrant.UNPUBLISHED
    return (
        Warrant.SEEN if obligation.verified and obligation.phrase else Warrant.NOT_SEEN
    )


def article_hash(text: str) -> str:
    """Compute the SHA-256 of an article as printed; kinds of quotation marks, hyphens, spaces and letter forms do
    not count.

    >>> article_hash("Each  Party\\nshall ‘help’.") == article_hash("Each Party shall 'help'.")
    True
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return hashlib.sha256(" ".join(plain.split()).encode()).hexdigest()


def quoted_words(text: str) -> list[str]:
    """List the words by which a quotation is compared; case, letter forms, blanks and signs do not count.

    >>> quoted_words("“All  Means”—at its dis\u00adposal")
    ['all', 'means', 'at', 'its', 'disposal']
    """
    return re.findall(
        r"\w+", unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()
    )
