"""The words of a sentence as clues, by their possible functions, and the events that patterns of clues describe
(`clues.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from typing import Any, NamedTuple

from engine.question.reading.chart import Meaning
from engine.question.reading.lattice import Lattice
from engine.question.reading.meant import Meant
from engine.question.reading.productions import word_classes
from engine.question.tokens import Piece
from engine.question.vocabulary import bare, split
from treaties.models.groups import Group
from treaties.support.sibling_toml import sibling_toml

_ROLE = re.compile(r"<(\w+):")
_CLASS = re.compile(r"(?<![<\w])[A-Z][A-Z_]*\b")
_MACRO = re.compile(r"(?<![<\w?])[a-z]+\b(?!:)")
DROPPED = frozenset(["AN", "THE", "THEN", "DAY", "TIME", "YEAR"])
"""Classes of tokens that are no clues; days are recognised separately."""
SKIPPED = 2
"""The largest number of consecutive unknown words that may be skipped in the description of an event."""
OWNED = frozenset(
    [
        "THING",
        "LAND",
        "CABLE",
        "NOUN",
        "SUFFERED",
        "VERBNOUN",
        "AGENT",
        "TREATY",
        "OBLIGATIONS",
        "MEMBERS",
        "X",
        "PLACE",
    ]
)
"""Classes of words before which an adjective names the owner; before other words it names a people."""
JOINING = ("COMMA", "AND", "POSS", "X", "FILL", "ADVERB", "OF", "IN")
"""Classes of clues that may stand between names with the same role."""


SIDES = {"agent": "by", "thing": "hit", "spot": "hit", "land": "hit"}
"""The side to which each role in an event belongs."""


class Clue(NamedTuple):
    """One word or phrase of a sentence, with its class."""

    class_: str
    start: int
    """The number of its first atom."""
    end: int
    number: int
    """The number of the word in the lattice."""
    text: str


class Found(NamedTuple):
    """A match of a pattern: the meaning of the matched clues, and their first position and the position after the last."""

    first: int
    behind: int
    meaning: Meaning


def clues_of(
    words: Lattice,
    meant: Meant,
    first: int,
    last: int,
    *,
    rather: Sequence[str] = (),
) -> list[Clue]:
    """Return the clues between two positions of a sentence.

    Args:
        words: the words of the sentence.
        meant: the words with their meanings.
        first: the first position.
        last: the position after the last word.
        rather: classes of the grammar that are preferred to all others.
    """
    found: list[Clue] = []
    place = first
    while place < last:
        clue = _clue(words, meant, place, rather)
        if clue and clue.class_ not in DROPPED:
            found.append(clue)
        place = max(clue.end if clue else place + 1, place + 1)
    kept = [c for n, c in enumerate(found) if not _is_office(found, n)]
    return [_peopled(kept, n) for n in range(len(kept))]


def _clue(
    words: Lattice, meant: Meant, place: int, rather: Sequence[str]
) -> Clue | None:
    """The clue that begins at a place; None for a sign that tells nothing."""
    here = words.edges[place]
    for name in (*rather, *listed("before")):
        if name in here:
            end, number = max(here[name])
            return Clue(name, place, end, number, words.words[number].text)
    atom = words.atoms[place]
    if atom.piece is None:
        return Clue("COMMA", place, place + 1, -1, ",") if atom.text == "," else None
    end = place + 1
    while end < len(words.atoms) and words.atoms[end].start < atom.piece.end:
        end += 1
    if atom.piece.what in DROPPED:
        return Clue(atom.piece.what, place, end, -1, "")
    number = words.words.index(atom.piece)
    return Clue(_class(atom.piece, meant), place, end, number, atom.piece.text)


def _class(piece: Piece, meant: Meant) -> str:
    """The class of a piece, as the patterns name it."""
    if piece.what == "NAME":
        return _class_of_name(piece, meant)
    word = bare(piece.text)
    for name in ("not", "nobody", "over"):
        if word in listed(name):
            return name.upper()
    if piece.what == "UNKNOWN":
        shouted = meant.text.isupper()
        return _class_of_unknown(piece.text.casefold() if shouted else piece.text)
    if piece.what == "FILL":
        return _class_of_filling(word)
    return {"ADJECTIVE": "ADJ", "RULER": "NAME"}.get(piece.what, piece.what)


def _class_of_name(piece: Piece, meant: Meant) -> str:
    """Whether a name is that of a state, of a group, or of a place alone."""
    known = meant.corpus.groups.get(piece.text) if not piece.value else None
    if isinstance(known, Group):
        return "GROUP"
    state = piece.value or known or meant.corpus.states.known(piece.text)
    place = meant.corpus.gazetteer.get(piece.text)
    return "PLACE" if place and not state else "NAME"


def _class_of_unknown(text: str) -> str:
    """Whether unknown words may be a name, tell of persons, are many, or one or two others."""
    words = text.casefold().split()
    if set(words) & (word_classes()["PERSONS"] | word_classes()["ATTACKER"]):
        return "PERSONS"
    if re.search(r"\d|[^\w\s]|[A-Z]", text):
        return "XNAME"
    if len(words) > SKIPPED:
        return "REST"
    return "X"


def _class_of_filling(word: str) -> str:
    """Whether an ordinary word changes nothing anywhere, or may stand before a noun, or says how something is done."""
    if word in word_classes()["OPAQUE"]:
        return "OPAQUE"
    if word in word_classes()["LIGHT_WORDS"] | word_classes()["LAWFUL"]:
        return "THEN"
    return "ADVERB" if word.endswith("ly") else "FILL"


def _is_office(found: Sequence[Clue], n: int) -> bool:
    """Whether a clue only says who acts for a state that is named right before it: `the Chinese player`."""
    before = found[n - 1].class_ if n else ""
    return found[n].class_ == "OFFICIALS" and before in ("NAME", "ADJ", "POSS", "GROUP")


def _peopled(found: Sequence[Clue], n: int) -> Clue:
    """A clue; an adjective before no thing is a people, partners of a group are its members, other `states` are
    anybody.
    """
    clue = found[n]
    after = found[n + 1].class_ if n + 1 < len(found) else ""
    before = found[n - 1].class_ if n else ""
    several = clue.text.casefold() in word_classes()["STATES"]
    if clue.class_ == "ADJ" and after not in (*OWNED, "ADJ"):
        return clue._replace(class_="NAME")
    if clue.class_ == "PERSONS" and before == "GROUP":
        return clue._replace(class_="MEMBERS")
    apart = several and before not in ("GROUP", "WHICH", "POSS")
    return (
        clue._replace(class_="STATES") if clue.class_ == "MEMBERS" and apart else clue
    )


def found_by(table: str, clues: Sequence[Clue]) -> list[Found]:
    """Return the matches of a table's patterns in one part of a sentence: from each position on, the longest match.

    Args:
        table: the name of the table.
        clues: the clues in the part.
    """
    code = "".join(f"{c.class_} " for c in clues)
    starts = [0]
    for clue in clues:
        starts.append(starts[-1] + len(clue.class_) + 1)
    found: list[Found] = []
    at = 0
    while at < len(clues):
        says = _longest(table, clues, code, starts, at)
        if says:
            found.append(says)
        at = says.behind if says else at + 1
    return found


def _longest(
    table: str, clues: Sequence[Clue], code: str, starts: Sequence[int], at: int
) -> Found | None:
    """What is said by the pattern that reaches farthest from a place on; of several, by the first."""
    matches = (p.match(code, starts[at]) for p in _patterns(table))
    ends = [(m.end(), -n, m) for n, m in enumerate(matches) if m]
    if not ends:
        return None
    _, _, match = max(ends)
    behind = starts.index(match.end())
    return Found(at, behind, tuple(_roles(match, clues, starts)))


def replaced(
    clues: Sequence[Clue], parts: Sequence[Found], class_: str, count_from: int = 0
) -> list[Clue]:
    """Return the clues with each group that matches a pattern replaced by a single clue of a given class.

    Args:
        clues: the clues in a clause.
        parts: the matches.
        class_: the class of the new clues.
        count_from: the number of the first new clue.
    """
    found = list(clues)
    for number, one in reversed(list(enumerate(parts, count_from))):
        within = clues[one.first : one.behind]
        text = " ".join(c.text for c in within)
        whole = Clue(class_, within[0].start, within[-1].end, number, text)
        found[one.first : one.behind] = [whole]
    return found


def _roles(
    match: re.Match[str], clues: Sequence[Clue], starts: Sequence[int]
) -> Iterator[Any]:
    """What a pattern says, as the grammar would say it."""
    within: dict[str, list[Any]] = {"by": [], "hit": []}
    for group in match.groupdict():
        role, span = group.rstrip("0123456789"), match.span(group)
        numbers = _numbers(clues, starts, span)
        if role in within:
            within[role] += [("p", (("who", n),)) for n in numbers]
        elif side := SIDES.get(role):
            within[side] += [(role, n) for n in numbers[: 1 + (side == "by")]]
        else:
            yield from ((role, n) for n in numbers)
    yield from ((role, tuple(pairs)) for role, pairs in within.items() if pairs)


def _numbers(
    clues: Sequence[Clue], starts: Sequence[int], span: tuple[int, int]
) -> list[int]:
    """The numbers of the words whose code begins within a span of the code, without those that only join them."""
    pairs = zip(clues, starts, strict=False)
    within = (c for c, start in pairs if span[0] <= start < span[1])
    return [c.number for c in within if c.class_ not in JOINING]


@cache
def listed(name: str) -> tuple[str, ...]:
    """Load a list of words or classes by its name."""
    return tuple(split(sibling_toml(__file__)[name]))


@cache
def classes(*names: str) -> frozenset[str]:
    """Load the classes of clues that have some function in a question, such as `helping`."""
    rows = sibling_toml(__file__)["classes"]
    return frozenset(c for name in names for c in split(rows[name]))


@cache
def _patterns(table: str) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns of a table."""
    return tuple(_compiled(form) for form in sibling_toml(__file__)[table]["forms"])


def _compiled(form: str) -> re.Pattern[str]:
    """A pattern of classes as one over their names; each role gets a number, as a name may stand only once."""
    macros = sibling_toml(__file__)["macros"]
    while _MACRO.search(form):
        form = _MACRO.sub(lambda m: f"({macros[m[0]]})", form)
    number = count()
    form = re.sub(r"\s+", "", _CLASS.sub(lambda m: f"(?:{m[0]}\\x20)", form))
    form = re.sub(r"\((?!\?)", "(?:", form).replace(">", ")")
    return re.compile(_ROLE.sub(lambda m: f"(?P<{m[1]}{next(number)}>", form))
