"""The warrant of an article (how far it is attested), and the hash of its text."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.terms import Warrant

_SIGNS = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—", '\'\'\'\'""""""-----', "\u00ad")


def warrant(treaty: Treaty, obligation: Obligation) -> Warrant:
    """Return how far an article is attested: as its file says, or as follows from its other fields.

    Without a warrant in the file, an article counts as seen if it is verified and quotes words of the text.
    """
    if obligation.warrant:
        return obligation.warrant
    if not treaty.text_available:
        return Warrant.UNPUBLISHED
    return (
        Warrant.SEEN if obligation.verified and obligation.phrase else Warrant.NOT_SEEN
    )


def article_hash(text: str) -> str:
    """Return the SHA-256 of an article as printed. Differences in quotation marks, hyphens, spaces and letter forms do
    not matter.

    >>> article_hash("Each  Party\\nshall ‘help’.") == article_hash("Each Party shall 'help'.")
    True
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return hashlib.sha256(" ".join(plain.split()).encode()).hexdigest()


def quoted_words(text: str) -> list[str]:
    """Return the words by which quotations are compared. Differences in case, letter forms, spaces and punctuation do
    not matter.

    >>> quoted_words("“All  Means”—at its dis\u00adposal")
    ['all', 'means', 'at', 'its', 'disposal']
    """
    return re.findall(
        r"\w+", unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()
    )
