"""What a question can be called under a law: what is mistyped is known before anything is derived."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache

from treaties.models.conditions import InConflict, Judgement
from treaties.models.corpus import Corpus
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.errors import CasusError, See, UnknownName, nearest

FREE = ("attacker", "attackers", "rule")
"""Kinds whose ids go on in words of their own."""
KINDS = (
    *FREE,
    "aggression",
    "answering-attack",
    "armed-attack",
    "arming-is-attack",
    "attributed",
    "between-parties",
    "continuing",
    "domestic-law",
    "force",
    "forces-abroad",
    "host-hit",
    "in-area",
    "in-conflict",
    "in-force",
    "lawful-defence",
    "league-council-finding",
    "menace",
    "performs",
    "recognised",
    "request",
    "state-of-war",
    "strikes",
    "territory",
    "unlawful",
    "unprovoked",
    "valid",
)
"""The kinds of question that the cascade asks; those of single treaties come from their articles."""


def is_pattern(name: str) -> bool:
    """Whether a name stands for all that fit it.

    >>> is_pattern("strikes:*"), is_pattern("strikes:france>germany")
    (True, False)
    """
    return any(sign in name for sign in "*?[")


def checked(name: str, law: Corpus) -> str:
    """The id or pattern as it is given, where a question under a law can have that id or fit that pattern.

    `name` begins with a kind of question; each of the parts after its colon is a state, a treaty with or without its
    article, or a place. A part with a wildcard passes. Whether the question comes up in an answer is not looked at.

    Raises `UnknownName` with the nearest names that are possible.

    >>> from treaties.loading.corpus import load_corpus
    >>> checked("strikes:ukrain>*", load_corpus())
    Traceback (most recent call last):
    ...
    treaties.vocabulary.errors.UnknownName: no question is called `strikes:ukrain>*`; did you mean `strikes:ukraine>*`?
    """
    kind, colon, rest = name.partition(":")
    if not _some(kind, bool(colon), KINDS) and not _some(kind, bool(colon), _own_kinds(law)):
        near = nearest(kind, (*KINDS, *_own_kinds(law)))
        raise UnknownName("question", name, [f"{k}{colon}{rest}" for k in near], remedy=See.QUESTIONS)
    if kind in FREE:
        return name
    for part in re.split("[/>]", rest):
        word = part.partition(":")[0]
        if word and not is_pattern(part) and word not in _names(law):
            near = nearest(word, sorted(_names(law))) or _called(word, law)
            meant = [re.sub(rf"(?<=[:/>]){re.escape(word)}(?![^:/>])", n, name) for n in near]
            offered = [m for m in meant if nearest(name, [m])]
            remedy = f"write `{meant[0]}`" if meant and not offered else See.QUESTIONS
            raise UnknownName("question", name, offered, remedy=remedy)
    return name


def _some(kind: str, whole: bool, kinds: Iterable[str]) -> bool:
    """Whether the beginning of a name can be that of some kind; what follows a wildcard may hold the colon."""
    if whole and not is_pattern(kind):
        return kind in kinds
    stem = re.split(r"[*?\[]", kind)[0]
    return is_pattern(kind) and any(k.startswith(stem) or fnmatchcase(f"{k}:", f"{kind}*") for k in kinds)


@lru_cache(maxsize=4)
def _own_kinds(law: Corpus) -> tuple[str, ...]:
    """The questions that single articles and reservations put in their own words."""
    held = (c for t in law.treaties for x in t.obligations for c in x.conditions)
    kept = (c for t in law.treaties for x in t.reservations for c in x.conditions)
    return tuple(dict.fromkeys(c.id for c in (*held, *kept) if isinstance(c, Judgement)))


@lru_cache(maxsize=4)
def _names(law: Corpus) -> frozenset[str]:
    """The ids of states, of treaties, those that were taken away too, of places and of named conflicts."""
    conditions = (c for t in law.treaties for o in t.obligations for c in o.conditions)
    conflicts = (c.slug for c in conditions if isinstance(c, InConflict))
    treaties = (*(t.id for t in law.treaties), *(c.id for c in law.changes))
    return frozenset((UNNAMED, *law.states.ids, *treaties, *(p.id for p in law.gazetteer.places), *conflicts))


def _called(word: str, law: Corpus) -> tuple[str, ...]:
    """The id of the state that is called so, where it is one."""
    try:
        return (law.states.resolve(word).id,)
    except CasusError:
        return ()
