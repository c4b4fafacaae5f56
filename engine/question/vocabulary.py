"""The words of a question (`words.toml`, `ordinary.toml`), and the patterns built from them (`grammar.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from treaties.support.limits import QUESTION
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.names import ends_in_y, third_person

LONGEST_NAME = 9
"""The largest number of words of a name."""
SIGNS = " .,;:!()–—-?…"
"""The signs that are taken off the ends of words that are left out."""
_PARTED = str.maketrans("-'’ʼ", "    ")


def words(name: str = "words") -> dict[str, Any]:
    """Load a TOML file of words beside this module: `words`, `ordinary` or `grammar`."""
    return sibling_toml(__file__, f"{name}.toml")


@cache
def word_set(name: str) -> frozenset[str]:
    """Load one of the short word lists that the grammar names."""
    return frozenset(split(words("grammar")["sets"][name]))


def split(text: str) -> list[str]:
    """Return the words of a text in which they are separated by commas."""
    return [w.strip() for w in text.split(",") if w.strip()]


@cache
def written_as(name: str) -> re.Pattern[str]:
    """Return a compiled pattern that is applied to the text itself, by its name in `grammar.toml`."""
    return re.compile(words("grammar")["texts"][name])


def in_full(text: str) -> str:
    """Return a sentence with words written in haste or in speech written in full, and with the signs of a telegram.

    >>> in_full("who doesnt have to help Egypt in '56")
    "who doesn't have to help Egypt in 1956"
    >>> in_full("PERU ATTACKS CHILE STOP MUST BRAZIL HELP QUERY")
    'PERU ATTACKS CHILE. MUST BRAZIL HELP?'
    """
    if text.isupper():
        text = re.sub(r"\s+(?:FULL )?STOP\b", ".", text)
        text = re.sub(r"\s+QUERY\b", "?", text)
    for row in words("grammar")["haste"]:
        text = re.sub(row["written"], row["plain"], text, flags=re.IGNORECASE)
    return text


def without(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, list[str]]:
    """Return a sentence without some stretches of it, and the words of each stretch.

    Args:
        text: the sentence.
        spans: the first place of each stretch, and the place behind it.

    >>> without("Must Latvia, mate, help?", [(11, 18)])
    ('Must Latvia help?', ['mate'])
    """
    kept, left, at = "", [], 0
    for start, end in sorted(spans):
        if end > at:
            kept += f"{text[at:start]} "
            left.append(text[max(start, at) : end].strip(SIGNS))
            at = end
    plain = re.sub(r"\s+", " ", kept + text[at:]).strip(" ,;:–—-")
    plain = re.sub(r"[\s,]+([?.!,])", r"\1", plain)
    return plain, [words for words in left if words]


def inflected(verb: str) -> dict[str, str]:
    """Return every form of a verb with its class: `VERB` (finite), `VERBED` (past or participle), `VERBHIT` (both),
    `VERBING`.

    >>> inflected("strike") == {"strike": "VERB", "strikes": "VERB", "struck": "VERBED", "striking": "VERBING"}
    True
    """
    head, _, tail = verb.partition(" ")
    stem = (
        head + head[-1]
        if head in _doubled()
        else head[:-1]
        if head.endswith("e")
        else head
    )
    regular = head[:-1] + "ied" if ends_in_y(head) else stem + "ed"
    found = {head: "VERB", third_person(head): "VERB", stem + "ing": "VERBING"}
    for word in words()["past"].get(head, regular).split():
        found[word] = "VERBHIT" if word == head else "VERBED"
    return {f"{word} {tail}".strip(): what for word, what in found.items()}


@cache
def _doubled() -> frozenset[str]:
    """The verbs whose last letter is doubled before an ending."""
    return frozenset(words()["doubled"].split())


@cache
def ordinary() -> dict[str, tuple[str, str]]:
    """Return ordinary words that are not names, in lower case without articles, each with its class."""
    return {
        bare(w): (what, "")
        for what, listed in words("ordinary")["classes"].items()
        for w in split(listed)
    }


@cache
def phrases() -> dict[str, tuple[str, str]]:
    """Return all words and phrases of questions, in lower case without articles, each with its class and, for an act,
    its kind.
    """
    found = {
        bare(phrase): (what, "")
        for what, listed in words()["phrases"].items()
        for phrase in split(listed)
    }
    for row in (*words()["things"], *words()["agents"]):
        thing = row.get("thing") or row["kind"]
        found |= {bare(word): ("THING", thing) for word in split(row["words"])}
    for made in words()["made"]:
        found = _made_of(made) | found
    for row in words()["kinds"]:
        found |= _acts_of(row)
    return found | {
        bare(wrong): found[bare(right)] for wrong, right in words()["misspelt"].items()
    }


def _made_of(made: dict[str, str]) -> dict[str, tuple[str, str]]:
    """The phrases of some verbs in every form, each with every ending."""
    ends = [f" {bare(end)}".rstrip() for end in split(made.get("with", ""))] or [""]
    forms: list[str] = []
    for verb in map(bare, split(made["verbs"])):
        forms += [verb] if "bare" in made else inflected(verb)
    return {verb + end: (made["what"], "") for verb in forms for end in ends}


def _acts_of(row: dict[str, str]) -> dict[str, tuple[str, str]]:
    """The nouns and verbs for one kind of act."""
    kind = row["kind"]
    nouns = [bare(noun) for noun in split(row["nouns"])]
    found = dict.fromkeys(nouns, ("NOUN", kind))
    for verb in map(bare, split(row["verbs"])):
        for form, what in inflected(verb).items():
            found[form] = ("VERBNOUN" if form in nouns else what, kind)
    return found


def bare(phrase: str) -> str:
    """Return a phrase in lower case without articles.

    >>> bare("come to the Aid of")
    'come to aid of'
    """
    noise = word_set("noise")
    if phrase.isascii() and phrase.isalpha() and phrase.islower():
        return "" if phrase in noise else phrase
    return " ".join(
        [w for w in phrase.casefold().translate(_PARTED).split() if w not in noise]
    )


def looks_like_question(text: str) -> bool:
    """Return whether a text is a sentence rather than the name of a state.

    >>> looks_like_question("If Estonia is attacked, who is drawn in?"), looks_like_question("North Korea")
    (True, False)
    """
    if "?" in text or (len(text) > QUESTION and " " in text):
        return True
    parts = re.findall(r"[^\W_]+", text.casefold())
    if len(parts) > LONGEST_NAME:
        return True
    if len(parts) < 2:
        return False
    known = phrases()
    ends = (
        (i, j)
        for i in range(len(parts))
        for j in range(i + 1, min(i + LONGEST_NAME, len(parts)) + 1)
    )
    marks = [
        known[key][0] for i, j in ends if (key := bare(" ".join(parts[i:j]))) in known
    ]
    return any(
        w in word_set("telling") or w.startswith(("VERB", "THREAT")) for w in marks
    )
