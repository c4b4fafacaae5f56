"""Suggestions (*did you mean*): known names near a mistyped one, or none if none is near enough.

Similarity by shared letters, as in `difflib`, would take Hamas for Bahamas. Here the number of typing errors between
two words is compared with their length; a name that contains all words of another is near too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORT = 3
"""Length up to which no typing error is allowed, since all such words are near each other."""
YEAR = re.compile(r"[-\s]\d{4}$")
LONG = 200
"""Length above which nothing counts as a mistyped name."""


def slips(one: str, two: str, most: int) -> int:
    """Return the number of letters omitted, added, replaced or swapped with a neighbour between two words; `most + 1`
    if there are more than `most`.

    Args:
        one: a word.
        two: the other word.
        most: the number at which counting stops.

    >>> slips("nroth korea", "north korea", 2), slips("hamas", "bahamas", 2), slips("poland", "peru", 2)
    (1, 2, 3)
    """
    if abs(len(one) - len(two)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def allowed(length: int) -> int:
    """Return the number of typing errors allowed in a word of some length: none up to 3 letters, then 1, from 8 letters
    2, from 13 letters 3.

    >>> [allowed(n) for n in (3, 4, 7, 8, 12, 13)]
    [0, 1, 1, 2, 2, 3]
    """
    return 0 if length <= SHORT else 1 if length < 8 else 2 if length < 13 else 3


def farness(given: str, known: str) -> float | None:
    """Return the distance between a typed name and a known one, 0 if they are equal; None if it is too large for a
    suggestion.

    >>> farness("hamas", "bahamas"), farness("lybia", "libya"), farness("hormuz", "strait of hormuz")
    (None, 1.0, 2.5)
    """
    if given == known:
        return 0.0
    most = min(allowed(len(given)), allowed(len(known)))
    count = slips(given, known, most) if most else 1
    if count <= most:
        return count
    if len(given) > SHORT and given[0] == known[0] and sorted(given) == sorted(known):
        return 1.0
    words, other = (name.replace("-", " ").split() for name in (given, known))
    if len(given) > SHORT + 1 and set(words) <= set(other):
        return 1.5 if len(words) == len(other) else 2.5
    return None


def nearest(given: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the known names most similar to a mistyped one, the most similar first.

    Args:
        given: the name as typed.
        known: the known names.
        limit: the largest number to return.

    >>> nearest("sino-dprk-1962", ["sino-dprk-1961", "ussr-dprk-1961", "anzus-1951"], limit=1)
    ('sino-dprk-1961',)
    >>> nearest("Hamas", ["Bahamas", "Panama"])
    ()
    >>> nearest("russia-dprk", ["russia-dprk-2024"]), nearest("nato-1948", ["nato", "sino-dprk-1961"])
    (('russia-dprk-2024',), ('nato',))
    """
    if len(given) > LONG:
        return ()
    by_fold = {name.casefold(): name for name in reversed(list(known))}
    for folded in dict.fromkeys((given.casefold(), YEAR.sub("", given.casefold()))):
        found = [
            (far, abs(len(k) - len(folded)), k)
            for k in by_fold
            if (far := farness(folded, k)) is not None
        ]
        if found:
            return tuple(by_fold[k] for _, _, k in sorted(found)[:limit])
    return ()
