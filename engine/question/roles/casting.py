"""Roles of the parties that a sentence mentions: the assignments that the words beside the names support best."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import product
from math import fsum
from typing import Any, NamedTuple

from engine.question.roles.signs import NAMES, Mention, Sign
from treaties.support.sibling_toml import sibling_toml

_MACRO = re.compile(r"\{([a-z]+)\}")
_CLASS = re.compile(r"\b(?:[A-Z]{2,}|X)\b")
VICTIM, ATTACKER, ASKED, PARTY, NONE = "victim", "attacker", "asked", "party", "none"
ROLES = (VICTIM, ATTACKER, ASKED, PARTY, NONE)
"""The roles: `party` is that of a party to a treaty that is named, `none` that of a state beside the case."""
MOST = 5
"""The largest number of parties whose roles are sought."""
HELPS = ("HELP", "GIVES", "OWING", "(?:COMES", "(?:HELP")
"""How a cue begins that says who would be helped."""
CLEAR = 4.0
"""The weight from which on a cue tells the role of a pronoun."""


class Cast(NamedTuple):
    """An assignment of roles to the parties of a sentence, and how well the words support it."""

    roles: dict[str, str]
    score: float

    def of(self, role: str) -> list[str]:
        """Return the parties that have a role, such as `victim`.

        >>> Cast({"russia": "attacker", "estonia": "victim"}, 1.0).of("victim")
        ['estonia']
        """
        return [key for key, has in self.roles.items() if has == role]


class Cue(NamedTuple):
    """A pattern of words beside a name that suggests a role for the name."""

    role: str
    sure: float
    """How surely it tells by itself."""
    weight: float
    """How much it tells among others."""
    before: re.Pattern[str]
    after: re.Pattern[str]
    helps: bool = False
    """Whether it says that the name is that of somebody who would be helped."""


@cache
def table() -> dict[str, Any]:
    """Load the file of classes, cues and weights (`roles.toml`)."""
    return sibling_toml(__file__, "roles.toml")


@cache
def cues() -> tuple[Cue, ...]:
    """Load the cues: patterns of words beside a name that suggest a role."""
    rows = table()["cues"].items()
    return tuple(_cue(role, form) for role, forms in rows for form in forms)


def _cue(role: str, form: str) -> Cue:
    """A cue of the file: what stands before `@` and behind it, then its two weights."""
    beside, weights = form.rsplit(" = ", 1)
    before, after = (_written(part.strip()) for part in beside.split("@"))
    sure, weight = (float(w) for w in (weights.split() * 2)[:2])
    opens = "" if before.startswith("^") else "(?:^|(?<= ))"
    ahead = re.compile(f"{opens}{before}$" if before else "")
    helps = role == VICTIM and form.startswith(HELPS)
    return Cue(role, sure, weight, ahead, re.compile(after), helps)


def _written(form: str) -> str:
    """A form with its macros written out; each class stands for itself and the space behind it."""
    macros = table()["macros"]
    while _MACRO.search(form):
        form = _MACRO.sub(lambda m: macros[m[1]], form)
    form = _CLASS.sub(lambda m: f"(?:{m[0]}\\x20)", form)
    return form.replace(" ", "")


Support = dict[str, dict[str, float]]
"""For each party how strongly the words support each role."""


def cues_beside(signs: Sequence[Sign], at: int) -> Iterator[Cue]:
    """Yield the cues that match the words beside a name or pronoun.

    Args:
        signs: the signs of the sentence.
        at: the number of the name, or of the pronoun.
    """
    first, last = _joined(signs, at)
    before = "".join(f"{s.class_} " for s in signs[:first])
    after = "".join(f"{s.class_} " for s in signs[last + 1 :]) + "END "
    for cue in cues():
        if cue.after.match(after) and cue.before.search(before):
            yield cue


def support(signs: Sequence[Sign], named: Sequence[Mention]) -> Support:
    """Return, for each party, how strongly the words beside its names support each role.

    Args:
        signs: the signs of the sentence.
        named: what each name means.
    """
    own: dict[str, set[Cue]] = {}
    for mention in (m for m in named if m.key):
        own.setdefault(mention.key, set()).update(cues_beside(signs, mention.at))
    return {
        key: {role: _weight(role, found) for role in ROLES}
        for key, found in own.items()
    }


def _weight(role: str, found: set[Cue]) -> float:
    """How strongly some cues support one role of a party, the same in any order."""
    against: dict[str, dict[str, float]] = table()["against"]
    each = (c.weight if c.role == role else against[c.role][role] for c in found)
    return fsum([table()["alone"][role], *each])


def casts(supported: Support, alliances: Container[str] = ()) -> list[Cast]:
    """Return the possible assignments of roles, the best first; empty if a sentence mentions too many parties.

    Args:
        supported: how strongly the words support each role of each party.
        alliances: the parties that are alliances; their treaty is asked about whether they are asked or not.
    """
    keys = list(supported)
    if not 0 < len(keys) <= MOST:
        return []
    found: dict[tuple[str, ...], Cast] = {}
    for roles in product(ROLES, repeat=len(keys)):
        cast = Cast(dict(zip(keys, roles, strict=True)), _score(supported, keys, roles))
        same = tuple(
            NONE if role == PARTY or (role == ASKED and key in alliances) else role
            for key, role in cast.roles.items()
        )
        if same not in found or cast.score > found[same].score:
            found[same] = cast
    return sorted(found.values(), key=lambda cast: -cast.score)


def _score(supported: Support, keys: Sequence[str], roles: Sequence[str]) -> float:
    """How well the words support some roles together."""
    score = sum(supported[key][role] for key, role in zip(keys, roles, strict=True))
    for role, weights in table()["number"].items():
        score += weights[min(roles.count(role), 2)]
    return score


def _joined(signs: Sequence[Sign], at: int) -> tuple[int, int]:
    """The first and the last of the names that stand in one row with a name: `Britain, France and Italy`."""
    first = last = at
    while (back := _next_name(signs, first, -1)) is not None:
        first = back
    while (ahead := _next_name(signs, last, 1)) is not None:
        last = ahead
    return first, last


def _next_name(signs: Sequence[Sign], at: int, step: int) -> int | None:
    """The name that is joined to another on one side of it."""
    n = at + step
    joins = 0
    while 0 <= n < len(signs) and signs[n].class_ in ("AND", "OR", "COMMA", "THE"):
        joins += signs[n].class_ in ("AND", "OR")
        n += step
    named = 0 <= n < len(signs) and signs[n].class_ in NAMES
    apart = abs(n - at) > 1
    return n if named and apart and joins else None
