"""References for a human reader, one a paragraph."""

from __future__ import annotations

from engine.output.citing.entry import Reference, in_words
from engine.output.prose import para


def plain(e: Reference) -> str:
    """One reference: who, what, when, where, and the notes.

    >>> from engine.output.citing.entry import Reference
    >>> plain(Reference("a-1900", "treaty", "Treaty of A", day="1900-05-01", published="1 UNTS 2"))
    '[a-1900] Treaty of A (1 May 1900), 1 UNTS 2.'
    """
    who = "; ".join(a.strip("{}") for a in e.authors)
    when = f" ({in_words(e.day)})" if e.day else ""
    inside = e.journal + (f" {e.volume}" if e.volume else "") + (f"({e.number})" if e.number else "")
    inside += f": {e.pages}" if e.pages else ""
    parts = [f"{who}: " if who else "", e.title, when]
    parts += [f", version {e.version}"] if e.version else []
    parts += [f", {inside}"] if e.journal else [f", {e.published}"] if e.published else []
    tail = f" {e.note}" if e.note else ""
    return para(f"[{e.key}] {''.join(parts)}.{tail}{' ' + e.url if e.url else ''}")
