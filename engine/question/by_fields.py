"""A question written as fields, `attacker: X; victim: Y; asked: Z`, rewritten as a sentence."""

from __future__ import annotations

import re

FIELDS = {
    "attacker": "attackers?|aggressors?|by",
    "victim": "victims?|attacked|attacked state|target state",
    "asked": "asked|asked about|asked state|must|obligors?",
    "on": "on|date|day|year|when",
    "at": "at|place|location|where",
    "under": "under|treaty|instrument|article",
    "question": "question|kind|ask|output|return|task",
}
"""The names that each field may have, as a regular expression."""
_NAMES = "|".join(f"(?P<{name}>{called})" for name, called in FIELDS.items())
_NEXT = rf"\s*[,;|\n.–—]?\s*[\"']?\b(?:{'|'.join(FIELDS.values())})[\"']?\s*[:=]"
_VALUE = rf"\[[^\]]*\]|[\"'][^\"']*[\"']|(?:(?!{_NEXT})[^;|\n{{}}.–—])+"
_PAIR = re.compile(
    rf"[\"']?\b(?:{_NAMES})[\"']?\s*[:=]\s*(?P<value>{_VALUE})", re.IGNORECASE
)
WORDS = 16
"""The largest number of words outside the fields that may be left out."""
TODAY = frozenset(
    ["current", "today", "now", "present", "present day", "none", "unspecified"]
)
"""Values of the field for the day that leave the day open."""
_UNDER = re.compile(r"\bunder (the [^.;,:]+)", re.IGNORECASE)
_PLAIN = re.compile(
    r"""^(must(\ it|\ they)?(\ help)?|(\b(who|which|list|identify|all|the|of|states?|countries|parties|helpers|are|is|
    obligated|obliged|bound|required|must|to|assist|help|defend)\b\W*)*)$""",
    re.VERBOSE,
)
"""Texts of the field for the question that add nothing to the other fields."""


def as_sentence(text: str) -> tuple[str, str]:
    """Return the sentence that asks a question written as fields, and the words outside the fields; both are empty if
    the text already contains a sentence.

    >>> as_sentence("attacker: Peru; victim: Chile; asked: Brazil")
    ('If Peru attacks Chile, must Brazil help?', '')
    >>> as_sentence("query: victim=Chile, by=Peru, on=1879-04-05")
    ('If Peru attacks Chile on 1879-04-05, who must help?', 'query')
    >>> as_sentence("set victim=Peru. If Peru attacks Chile, who must help?")
    ('', '')
    """
    found, beside = _fields(text), _PAIR.sub(" ", text)
    if found.get("on", "").casefold() in TODAY:
        del found["on"]
    beside += found.pop("more", "")
    if "under" not in found and (under := _UNDER.search(beside)):
        found["under"], beside = under[1], _UNDER.sub(" ", beside)
    rest = re.sub(r"[^\w]+", " ", beside).split()
    question = found.pop("question", "").rstrip("?").casefold()
    whole = (
        "" not in found and "victim" in found and len(found) > 1 and len(rest) <= WORDS
    )
    if not whole or not _PLAIN.match(question) or any("?" in v for v in found.values()):
        return "", ""
    return _sentence(found), " ".join(rest)


def _fields(text: str) -> dict[str, str]:
    """The fields that are written, and under `more` what stands behind a day; an empty name where one is given twice."""
    found: dict[str, str] = {}
    for pair in _PAIR.finditer(text):
        name = next(n for n in FIELDS if pair[n])
        value = pair["value"]
        if name == "on":
            value, _, found["more"] = value.partition(",")
        if found.get(name, _value(value)) != _value(value):
            found[""] = value
        found[name] = _value(value)
    return found


def _value(written: str) -> str:
    """The value of a field without its quotes and brackets, several with `and` between."""
    several = [v.strip(" \"'[].") for v in written.split(",")]
    return " and ".join(v for v in several if v)


def _sentence(found: dict[str, str]) -> str:
    """The fields as one sentence."""
    by, hit = found.get("attacker", ""), found["victim"]
    many = " and " in by
    case = (
        f"{by} {'attack' if many else 'attacks'} {hit}" if by else f"{hit} is attacked"
    )
    case += f" at {found['at']}" if "at" in found else ""
    day = found.get("on", "")
    case += f" {'in' if day.isdecimal() else 'on'} {day}" if day else ""
    asked = f"must {found['asked']} help" if "asked" in found else "who must help"
    under = f" under {found['under']}" if "under" in found else ""
    return f"If {case}, {asked}{under}?"
