"""Questions recognised by patterns of word classes when the grammar cannot parse a whole one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from typing import Any, NamedTuple

from engine.question.composing.islands import Island, Laid
from engine.question.reading.chart import Meaning
from engine.question.vocabulary import bare, split
from treaties.support.sibling_toml import sibling_toml

_ROLE = re.compile(r"<(\w+):")
_CLASS = re.compile(r"(?<![<\w])[A-Z][A-Z_]*\b")
_MACRO = re.compile(r"(?<![<\w?])[a-z]+\b(?!:)")
NEGATED = {"why": "whynot", "who": "whonot", "somebody": "who"}
"""The production for a question that denies its duty."""
USES = {
    "case": "CASE",
    "open": "CASE",
    "pact": "PACT",
    "under": "UNDERPACT",
    "setting": "SETTING",
}
"""The class that stands for a fragment that was already read, by its purpose."""
LISTED = {
    "deeds": "ACT",
    "absent": "ABSENT",
    "made": "MADE",
    "nobody": "NOBODY",
    "denies": "NOT",
}
"""The class of the words in each list."""
NAMED = ("asked", "helped", "against", "covered")
"""Roles that names can have."""


class Sign(NamedTuple):
    """One unit of a pattern: a word, or a fragment that was already read, with its class."""

    class_: str
    start: int
    end: int
    number: int = -1
    """The number of the word; -1 for a fragment."""


class Pattern(NamedTuple):
    """A compiled pattern, with the kind of production that it replaces."""

    ask: str
    form: re.Pattern[str]


def asked_by_signs(laid: Laid, islands: Sequence[Island]) -> list[Island]:
    """Return the questions that patterns recognise around the fragments of a sentence.

    Args:
        laid: the sentence with its chart.
        islands: the fragments already read, without questions.
    """
    found: list[Island] = []
    for first, last in laid.words.segments:
        found += _of_signs(list(_signs(laid, islands, first, last)))
    return found


def supposed_by_signs(laid: Laid, islands: Sequence[Island]) -> list[Island]:
    """Return the suppositions of a sentence that remove a treaty from the law, as patterns recognise them: `if there were
    no such pact`.

    Args:
        laid: the sentence with its chart.
        islands: the fragments already read.
    """
    found: list[Island] = []
    pacts = {i.start: i for i in islands if i.use == "pact"}
    for first, last in laid.words.segments:
        for island in _of_signs(list(_signs(laid, islands, first, last)), "supposed"):
            within = [i for n, i in pacts.items() if island.start <= n < island.end]
            meaning = tuple(pair for i in within for pair in i.meanings[0])
            whole = (("without", meaning),)
            found.append(island._replace(use="setting", meanings=(whole,)))
    return found


def _of_signs(signs: Sequence[Sign], table: str = "patterns") -> Iterator[Island]:
    """The questions of one part of a sentence: the first pattern that fits from each place on."""
    at = 0
    while at < len(signs):
        island = _first(signs, at, table)
        if island:
            yield island[0]
        at = island[1] if island else at + 1


def _first(signs: Sequence[Sign], at: int, table: str) -> tuple[Island, int] | None:
    """The question of the first pattern that fits from a place on, and the place behind it."""
    code = "".join(f"{s.class_} " for s in signs)
    starts = [
        len("".join(f"{s.class_} " for s in signs[:n])) for n in range(len(signs) + 1)
    ]
    for pattern in patterns(table):
        if match := pattern.form.match(code, starts[at]):
            end = starts.index(match.end())
            if end > at:
                meaning = _meaning(pattern.ask, match, signs, starts)
                return Island(
                    signs[at].start, signs[end - 1].end, "ask", (meaning,)
                ), end
    return None


def _meaning(
    ask: str, match: re.Match[str], signs: Sequence[Sign], starts: Sequence[int]
) -> Meaning:
    """What a pattern says, as the grammar would say it."""
    within = _within(signs, starts, *match.span())
    denied = [s.number for s in within if s.class_ in ("NOT", "NOBODY")]
    pairs: list[Any] = [("must", "yes")]
    for group, text in match.groupdict().items():
        inside = _within(signs, starts, *match.span(group)) if text else []
        pairs += _role(group.rstrip("0123456789"), inside)
    verbs = (s for s in within if s.class_ in ("MODAL", "BE"))
    pairs += [(s.class_.lower(), s.number) for s in verbs]
    kind = NEGATED.get(ask, ask) if denied else ask
    content: Any = (kind, tuple(pairs))
    plain = denied if kind in (ask, "who") else ()
    return (("ask", (content,)), *(("denied", number) for number in plain))


def _within(
    signs: Sequence[Sign], starts: Sequence[int], first: int, last: int
) -> list[Sign]:
    """The signs whose code begins between two places of the code."""
    pairs = zip(signs, starts, strict=False)
    return [sign for sign, start in pairs if first <= start < last]


def _role(role: str, inside: Sequence[Sign]) -> list[Any]:
    """What some signs say under a role: names as parties, any other word by its number."""
    numbers = [s.number for s in inside if s.class_ not in ("COMMA", "AND", "PACT")]
    if not inside or role not in NAMED:
        return [(role, n) for n in numbers]
    return [(role, tuple(("p", (("who", n),)) for n in numbers))]


def _signs(
    laid: Laid, islands: Sequence[Island], first: int, last: int
) -> Iterator[Sign]:
    """The signs of one part of a sentence."""
    gone = [i for i in islands if i.use == "setting"]
    taken = {n for i in gone for n in range(i.start, i.end)}
    parts = {i.start: i for i in islands if i.use in USES and i.start not in taken}
    parts |= {i.start: i for i in gone}
    place = first
    while place < last:
        part = parts.get(place)
        if part:
            yield Sign(USES[part.use], place, part.end)
            place = part.end
            continue
        sign = _sign(laid, place)
        if sign:
            yield sign
        place = max(sign.end if sign else place + 1, place + 1)


def _sign(laid: Laid, place: int) -> Sign | None:
    """The sign at a place; None for a word that changes nothing."""
    here = laid.words.edges[place]
    for name in _words("before"):
        if name in here:
            end, number = max(here[name])
            return Sign(name, place, end, number)
    atom = laid.words.atoms[place]
    piece = atom.piece
    if piece is None or piece.what in ("AN", "THE", "THEN", "DAY", "TIME", "YEAR"):
        return Sign("COMMA", place, place + 1) if atom.text == "," else None
    end = place + 1
    while end < len(laid.words.atoms) and laid.words.atoms[end].start < piece.end:
        end += 1
    return Sign(_class(laid, place), place, end, laid.words.words.index(piece))


def _class(laid: Laid, place: int) -> str:
    """The class of the piece at a place, as the patterns name it."""
    piece = laid.words.atoms[place].piece
    assert piece
    word = bare(piece.text)
    for name, class_ in LISTED.items():
        if word in _words(name):
            return class_
    if piece.what == "UNKNOWN" and word.endswith("ly"):
        return "ADVERB"
    if piece.what in ("HELP", "ACT", "ACT_JOIN") and word.startswith("join"):
        return "JOIN"
    doing = piece.what == "ACT" and word in ("do", "did", "does")
    return "DO" if doing else piece.what


@cache
def _words(name: str) -> tuple[str, ...]:
    """One of the lists of words or classes."""
    return tuple(split(sibling_toml(__file__)[name]))


@cache
def patterns(table: str = "patterns") -> tuple[Pattern, ...]:
    """Return the compiled patterns of a table in `signs.toml`."""
    rows = sibling_toml(__file__)[table]
    return tuple(Pattern(row["ask"], _compiled(row["form"])) for row in rows)


def _compiled(form: str) -> re.Pattern[str]:
    """A pattern of classes as one over their names; each role gets a number, as a name may stand only once."""
    macros = sibling_toml(__file__)["macros"]
    while _MACRO.search(form):
        form = _MACRO.sub(lambda m: f"({macros[m[0]]})", form)
    number = count()
    form = re.sub(r"\s+", "", _CLASS.sub(lambda m: f"(?:{m[0]}\\x20)", form))
    form = re.sub(r"\((?!\?)", "(?:", form).replace(">", ")")
    return re.compile(_ROLE.sub(lambda m: f"(?P<{m[1]}{next(number)}>", form))
