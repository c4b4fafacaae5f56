"""What an article rests on, and how the whole of it is hashed."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.terms import Warrant


def warrant(treaty: Treaty, obligation: Obligation) -> Warrant:
    """As the file says, or else what follows from the rest of it: unpublished, or not seen.

    That its words were seen is never inferred.
    """
    if obligation.warrant:
        return obligation.warrant
    return Warrant.NOT_SEEN if treaty.text_available else Warrant.UNPUBLISHED


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
