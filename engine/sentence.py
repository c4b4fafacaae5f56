"""The question in the user's own words: if X is attacked [by Y] [on DATE] [at PLACE], who is drawn in?"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from treaties.corpus import Corpus
from treaties.errors import CasusError

_HEAD = re.compile(r"^\s*(?:what\s+(?:happens\s+)?)?(?:if|suppose|when|should)\b\s*(?:that\s+)?", re.I)
_TAIL = re.compile(r"[,;:]?\s*(?:then\s+)?(?:who|which|what|whom)\b.*$|[?.!]+\s*$", re.I | re.S)
_VERB = r"(?:attack|strike|invade|hit|bomb)"
_PASSIVE = re.compile(
    r"^(?P<victim>.+?)\s+(?:is|are|was|were|be|gets?|got)\s+(?:attacked|struck|invaded|hit|bombed)\b(?P<rest>.*)$", re.I
)
_ACTIVE = re.compile(
    rf"^(?P<by>.+?)\s+{_VERB}(?:s|es|ed)?\s+(?P<victim>.+?)(?P<rest>\s+(?:on|at|in|near)\s+.*)?$", re.I
)
_PART = re.compile(r"\s+(by|on|at|in|near)\s+", re.I)
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", re.I)
_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y")

FORM = "if X is attacked [by Y] [on DATE] [at PLACE], who is drawn in?"


def looks_like_question(text: str) -> bool:
    """Whether a text is a sentence rather than the name of a state.

    >>> looks_like_question("If Estonia is attacked, who is drawn in?"), looks_like_question("North Korea")
    (True, False)
    """
    return bool(_HEAD.match(text)) or "?" in text or bool(re.search(rf"\b{_VERB}(?:s|es|ed)?\b", text, re.I))


def parse_question(text: str, corpus: Corpus) -> dict[str, Any]:
    """The keywords of `World.ask` that a sentence says; raises `CasusError` naming what was not understood.

    >>> from treaties.corpus import load_corpus
    >>> parse_question("If Guam is attacked by North Korea on 2026-01-01, who is drawn in?", load_corpus())
    {'victim': ['united-states'], 'by': ['North Korea'], 'on': datetime.date(2026, 1, 1), 'at': 'guam'}
    """
    core = _TAIL.sub("", _HEAD.sub("", text.strip(), count=1)).strip(" ,;.?!")
    found = _PASSIVE.match(core) or _ACTIVE.match(core)
    if not found:
        raise CasusError(f"`{text}` is not understood", remedy=f"ask it as: {FORM}")
    asked: dict[str, Any] = {"victim": _names(found["victim"])}
    if "by" in found.groupdict() and found["by"]:
        asked["by"] = _names(found["by"])
    pieces = _PART.split(" " + (found["rest"] or "").strip())
    if pieces[0].strip(" ,"):
        raise CasusError(f"`{pieces[0].strip(' ,')}` is not understood", remedy=f"ask it as: {FORM}")
    for word, value in zip(pieces[1::2], pieces[2::2], strict=True):
        value = value.strip(" ,")
        key = {"by": "by", "on": "on"}.get(word.lower(), "at")
        if key == "at" and (day := _day(value)):
            key = "on"
        elif key == "on":
            day = _day(value)
            if day is None:
                raise CasusError(f"`{value}` is not a day", remedy="write it as 2026-01-31")
        if key in asked:
            raise CasusError(f"the sentence says `{word}` twice", remedy=f"ask it as: {FORM}")
        asked[key] = day if key == "on" else _names(value) if key == "by" else re.sub(r"^the\s+", "", value, flags=re.I)
    _place_as_victim(asked, corpus)
    return asked


def _names(text: str) -> list[str]:
    return [re.sub(r"^the\s+", "", t.strip(), flags=re.I) for t in _AND.split(text) if t.strip()]


def _place_as_victim(asked: dict[str, Any], corpus: Corpus) -> None:
    """`If Guam is attacked`: the place is hit, and the state that holds it is the victim."""
    if len(asked["victim"]) != 1:
        return
    name = asked["victim"][0]
    try:
        corpus.states.resolve(name)
        return
    except CasusError:
        pass
    try:
        place = corpus.gazetteer.place(name)
    except CasusError:
        return
    day = asked.get("on") or date.today()
    holders = [h.state for h in place.administered_by if h.holds_on(day)]
    holders = holders or [h.state for h in place.of if h.holds_on(day)]
    if len(holders) == 1:
        asked["victim"], asked["at"] = holders, place.id


def _day(text: str) -> date | None:
    cleaned = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", text.strip(), flags=re.I)
    for form in _FORMATS:
        try:
            return datetime.strptime(cleaned, form).date()
        except ValueError:
            continue
    return None
