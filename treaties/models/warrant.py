"""What an article rests on, and how the whole of it is hashed."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.terms import Warrant


def warrant(treaty: Treaty, obligation: Obligation) -> Warrant:
    """As the file says, or else what follows from the rest of it.

    The words were seen where the article was verified and quotes them; without a quotation the file itself must say so.
    """
    if obligation.warrant:
        return obligation.warrant
    if not treaty.text_available:
        return Warrant.UNPUBLISHED
    return Warrant.SEEN if obligation.verified and obligation.phrase else Warrant.NOT_SEEN


def article_hash(text: str) -> str:
    """The SHA-256 of an article as printed, whatever its quotation marks, hyphens, spaces and letters' forms.

    >>> article_hash("Each  Party\\nshall ‘help’.") == article_hash("Each Party shall 'help'.")
    True
    """
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[‘’‚‛]", "'", text)
    text = re.sub("[“”„‟«»]", '"', text)
    text = re.sub("[‐‑‒–—]", "-", text.replace("\u00ad", ""))
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
