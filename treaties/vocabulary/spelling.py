"""*Did you mean*: known names near a mistyped one, and nothing where none is near enough.

A share of letters in common (as `difflib` counts it) takes Hamas for Bahamas. What counts here is how many slips of
the hand lie between two words, held against their length; or that the one holds the other's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORT = 3
"""Letters up to which no slip is forgiven: between such words every other word is near."""
YEAR = re.compile(r"[-\s]\d{4}$")
LONG = 200
"""Letters above which nothing is a name with a slip in it."""


def slips(one: str, two: str, most: int) -> int:
    """Count the letters that were left out, put in, exchanged or swapped with a neighbour; `most + 1` where more than
    `most`.

    Args:
        one: a word.
        two: the other.
        most: the count beyond which nothing is counted.

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
    """Give how many slips a word of this length may hold and still be taken for another: none to 3 letters, then 1,
    from 8 on 2, from 13 on 3.

    >>> [allowed(n) for n in (3, 4, 7, 8, 12, 13)]
    [0, 1, 1, 2, 2, 3]
    """
    return 0 if length <= SHORT else 1 if length < 8 else 2 if length < 13 else 3


def farness(given: str, known: str) -> float | None:
    """Measure how far a known name lies from a given name, 0 for the same name; None where it is too far to be offered.

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
    """List known names that are similar to a mistyped name, the most similar first.

    Args:
        given: the name as it was written.
        known: the names that there are.
        limit: how many to find.

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
