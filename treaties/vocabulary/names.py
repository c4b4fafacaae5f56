"""Names: normalised spelling, articles and wording within sentences, and dated names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.spelling import farness, nearest


class Span(BaseModel):
    """A period from its first day `since` to its last day `until`, both included; either may be open.

    >>> Span(since=date(1949, 5, 23), until=date(1990, 10, 2)).covers(date(1990, 10, 2))
    True
    >>> Span().covers(date(1816, 1, 1))
    True
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: date | None = None
    until: date | None = None
    note: str = ""

    def covers(self, day: date) -> bool:
        """Return whether a day lies in the period."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def distance(self, day: date) -> int:
        """Return the number of days between a day and the period; 0 within it."""
        before = (self.since - day).days if self.since else 0
        after = (day - self.until).days if self.until else 0
        return max(before, after, 0)

    def overlaps(self, other: Span) -> bool:
        """Return whether two periods share a day."""
        return (self.since or date.min) <= (other.until or date.max) and (
            other.since or date.min
        ) <= (self.until or date.max)

    def __str__(self) -> str:
        """In words.

        >>> print(Span(since=date(2006, 6, 5)), "|", Span(until=date(1918, 11, 30)), "|", Span())
        from 2006-06-05 | until 1918-11-30 | always
        """
        if self.since and self.until:
            return f"from {self.since} to {self.until}"
        if self.since:
            return f"from {self.since}"
        return f"until {self.until}" if self.until else "always"


class DatedName(Span):
    """A name, and the period in which it was used."""

    name: str


class DatedNumber(Span):
    """A number in a list of states, such as COW 255, and the period in which it was used."""

    code: int


class DatedCode(Span):
    """A code in letters, such as the former ISO code `SUN`, and the period in which it was used."""

    code: str


_VOICED = "\u3099\u309a"
"""Voicing marks of Japanese: they make another syllable, not another accent."""


@lru_cache(
    maxsize=1 << 14
)  # the names of the registers are folded again for each index of them
def fold(text: str) -> str:
    """Return a spelling without differences in case, accents, dots and hyphens, and without a leading "the".

    >>> fold("Côte d'Ivoire") == fold("COTE DIVOIRE")
    True
    >>> fold("The Gambia"), fold("U.S.S.R."), fold("St. Kitts & Nevis"), fold("north-korea")
    ('gambia', 'ussr', 'saint kitts and nevis', 'north korea')
    """
    plain = text.casefold()
    if plain.isascii():
        written = plain.translate(_ASCII)
    elif plain.replace(" ", "").isalpha() and unicodedata.is_normalized("NFKD", plain):
        written = plain
    else:
        decomposed = unicodedata.normalize("NFKD", plain.replace("&", " and "))
        written = "".join(filter(None, map(_kept, decomposed)))
    words = ["saint" if word == "st" else word for word in written.split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _kept(character: str) -> str:
    """What is left of one character: itself, a space, or nothing."""
    if character.isalnum() or character in _VOICED:
        return character
    return "" if character in ".'’‘ʼʻ" or unicodedata.combining(character) else " "


_ASCII = {n: " and " if chr(n) == "&" else _kept(chr(n)) for n in range(128)}
"""The same for each character of plain text, looked up at once."""


def near_misses(
    given: str, spellings: Mapping[str, tuple[str, str]], limit: int = 3
) -> tuple[str, ...]:
    """Return the known spellings nearest to a mistyped one, at most one for each entry.

    Args:
        given: the word as typed.
        spellings: for each normalised spelling, the entry and the spelling as written; an entry's main name must come
            before its others.
        limit: the largest number to return.

    >>> near_misses("Nroth Korea", {"north korea": ("north-korea", "North Korea"), "france": ("france", "France")})
    ('North Korea',)
    """
    sought = fold(given)
    place = {spelling: n for n, spelling in enumerate(spellings)}
    found = sorted(
        nearest(sought, spellings, limit=4 * limit),
        key=lambda k: (farness(sought, k) or 0, place[k]),
    )
    best: dict[str, str] = {}
    for match in found:
        bearer, written = spellings[match]
        best.setdefault(bearer, written)
    return tuple(best.values())[:limit]


def capital(text: str) -> str:
    """Return a text with its first letter capitalised."""
    return text[:1].upper() + text[1:]


def listed(words: Iterable[object], last: str = "and") -> str:
    """Join words with commas, and with `last` before the last word.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    row = [str(word) for word in words]
    return f" {last} ".join(filter(None, [", ".join(row[:-1]), *row[-1:]]))


_OF_A_YEAR = re.compile(r"(1[3-9]\d\d|20\d\d)(?:([:,]) (.+)| [a-z].*)$")
_NUMBERED = re.compile(r"(?!\d+ [A-Z][a-z]+(?: \d{4})?$)(\d|[IVXLC]+(?![a-z]))")

_SEVERAL = re.compile(r"(?:(?:\d+|[IVXLC]+)(?:[.(][^,°]*)?°?(?:, |$)){2,}$")
"""Several numbered articles, such as `10, 16(1)`."""


def article_cited(article: str) -> str:
    """Return an article as cited, with `Art.` before a number; a leading year denotes one of several acts.

    >>> [article_cited(a) for a in ("5", "II.2", "armed-attack clause", "secret II", "1926: 2(1)", "1997 consultation")]
    ['Art. 5', 'Art. II.2', 'armed-attack clause', 'secret II', 'Art. 2(1) of 1926', '1997 consultation']
    >>> [article_cited(a) for a in ("24 April 1937", "24 April", "10, 16(1)", "1642, 1")]
    ['24 April 1937', '24 April', 'Arts 10 and 16(1)', 'Art. 1 of 1642']
    """
    if act := _OF_A_YEAR.match(article):
        return f"{article_cited(act[3])} of {act[1]}" if act[2] else article
    if _SEVERAL.match(article):
        return f"Arts {listed(article.split(', '))}"
    return f"Art. {article}" if _NUMBERED.match(article) else article


def articles_cited(articles: Iterable[str]) -> str:
    """Return several articles of one instrument as cited, each once; ° may mark one.

    >>> articles_cited(["1", "10°"]), articles_cited(["I", "preamble"])
    ('Arts 1 and 10°', 'Art. I and preamble')
    """
    each = list(dict.fromkeys(articles))
    together = ", ".join(each)
    if _SEVERAL.match(together):
        return article_cited(together)
    return listed(map(article_cited, each))


def instrument_in_line(name: str) -> str:
    """Return the name of an instrument for use in a sentence, with `the` where English needs it.

    >>> [instrument_in_line(n) for n in ("Rio Treaty of 1947", "Japan's security laws of 2015")]
    ['the Rio Treaty of 1947', "Japan's security laws of 2015"]
    """
    first = name.partition(" ")[0]
    own = (
        first.endswith(("'s", "’s"))
        or first.lower() == "the"
        or (name.isupper() and " " not in name)
    )
    return name if own else f"the {name}"


_WITH_THE = sibling_toml(__file__)
_WIDE = re.compile(
    r"\b(?:Seas?|Ocean|Strait|Gulf|Bay|Oblast|Valley|Province|Region|Zone|Desert)$"
    r"|^(?:the )?(?:Gulf|Strait|Bay) of "
)
_THINGS = ("Armed forces", "Warships", "Aircraft", "Cables", "aircraft in", "forces of")


@lru_cache(maxsize=4096)
def with_article(name: str) -> str:
    """Return the name of a state for use in a sentence, with `the` where English needs it.

    >>> [with_article(n) for n in ("United States", "China", "Philippines", "Democratic Republic of the Congo")]
    ['the United States', 'China', 'the Philippines', 'the Democratic Republic of the Congo']
    """
    words = name.split()
    if name.startswith("the ") or name in _WITH_THE["never"] or not words:
        return name
    first, last = (
        len(words) > 1 and words[0] in _WITH_THE["first"],
        words[-1] in _WITH_THE["last"],
    )
    asks = first or last or "Republic of" in name
    return f"the {name}" if asks and name != "Congo" else name


def place_in_line(name: str) -> str:
    """Return the name of a place for use in a sentence. Descriptions of targets begin with a small letter.

    >>> place_in_line("Falkland Islands"), place_in_line("Armed forces in Poland"), place_in_line("Guam")
    ('the Falkland Islands', 'armed forces in Poland', 'Guam')
    >>> place_in_line("home territory of Austria"), place_in_line("island of China")
    ('the home territory of Austria', 'an island of China')
    """
    if name.startswith("island of "):
        return f"an {name}"
    if name.startswith(("territory of ", "home territory of ")):
        return f"the {name}"
    return (
        name[0].lower() + name[1:] if name.startswith(_THINGS) else with_article(name)
    )


def ships_in_line(name: str) -> str:
    """Return the name of a place of warships, changed to mean ships of any kind, for use in a sentence.

    >>> ships_in_line("Warships or public vessels in the Red Sea"), ships_in_line("Guam")
    ('ships in the Red Sea', 'Guam')
    """
    plain = re.sub(r"^(?:Warships or public vessels|Vessel) in", "ships in", name)
    return plain if plain != name else place_in_line(name)


def several_things(name: str) -> bool:
    """Return whether the name of a place is a plural that describes targets, such as ships, and not land.

    >>> several_things("warships in the Baltic"), several_things("Guam")
    (True, False)
    """
    return name.casefold().startswith(tuple(t.casefold() for t in _THINGS))


_KINDS_OF_AREA = (
    "Part",
    "Parts",
    "Region",
    "Territories",
    "Territory",
    "The",
    "Treaty",
)


def area_in_line(name: str) -> str:
    """Return the name of a treaty area for use in a sentence, with `the` where needed. Descriptions begin with a small
    letter.

    >>> area_in_line("Pacific Area of the ANZUS treaty"), area_in_line("Territory of the parties")
    ('the Pacific Area of the ANZUS treaty', 'territory of the parties')
    """
    first = name.partition(" ")[0]
    text = name[:1].lower() + name[1:] if first in _KINDS_OF_AREA else name
    words = name.lower().split()
    bare = not text.startswith("the ") and {"area", "region"} & {*words}
    return f"the {text}" if bare else with_article(text)


def bare_area(name: str) -> str:
    """Return the name of a treaty area for use in a sentence, without its brackets; a description has an article.

    >>> bare_area("common frontier of Greece and Turkey (Art. 1)")
    'the common frontier of Greece and Turkey'
    """
    area = area_in_line(name.partition(" (")[0])
    described = area[:1].islower() or "frontiers" in area
    return f"the {area}" if described and not area.startswith("the ") else area


def at_place(name: str) -> str:
    """Return a place for use after a verb: `at` a place, `in` a sea or a province, or a target such as forces in
    brackets.

    >>> at_place("Guam"), at_place("the Barents Sea")
    (' at Guam', ' in the Barents Sea')
    >>> at_place("territory of Belgium")
    ' on the territory of Belgium'
    """
    if name.startswith(("territory of ", "island of ")):
        return f" on {place_in_line(name)}"
    if name.startswith("ships of "):
        return f" ({name})"
    if name.startswith(_THINGS):
        return f" ({place_in_line(name)})"
    return f" {'in' if _WIDE.search(name) else 'at'} {with_article(name)}"


def ends_in_y(word: str) -> bool:
    """Return whether a word ends in a `y` that becomes `ie` before an ending."""
    return word.endswith("y") and word[-2:-1] not in "aeiou"


def third_person(verb: str) -> str:
    """Return a verb phrase in the third person singular.

    >>> third_person("march into"), third_person("defy")
    ('marches into', 'defies')
    """
    head, space, tail = verb.partition(" ")
    head = (
        f"{head[:-1]}ie"
        if ends_in_y(head)
        else f"{head}e"
        if head.endswith(("s", "sh", "ch", "x", "z", "o"))
        else head
    )
    return f"{head}s{space}{tail}"
