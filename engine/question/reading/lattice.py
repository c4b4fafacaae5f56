"""The words of a sentence as edges between positions: the classes that begin at each, and words that change nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from typing import NamedTuple

from engine.question.reading.chart import Edges
from engine.question.reading.productions import word_classes
from engine.question.tokens import Piece
from engine.question.vocabulary import (
    LONGEST_NAME,
    bare,
    ordinary,
    phrases,
    word_set,
    words,
)

_ATOM = re.compile(r"[^\W_]+|[^\w\s]|\s-\s")
CLASSES = {
    "VERBNOUN": ("FORCE", "FNOUN"),
    "VERB": ("FORCE",),
    "VERBED": ("FORCE", "FORCED"),
    "VERBHIT": ("FORCE", "FORCED"),
    "VERBING": ("FORCING",),
    "NOUN": ("FNOUN",),
    "ADJECTIVE": ("ADJ",),
    "RULER": ("NAME",),
    "HARM": (),
    "THE": (),
    "AN": (),
    "DAY": (),
    "TIME": (),
    "YEAR": (),
    "STOP": (),
}
"""The further classes that a token of a class may have."""
LIGHT = ("THE", "AN", "DAY", "TIME", "YEAR")
"""Classes of tokens that change nothing anywhere: a day is read separately."""
TELLING = [
    "NAME",
    "ADJECTIVE",
    "RULER",
    "INSTRUMENT",
    "ARTICLE",
    "VERB",
    "VERBED",
    "VERBHIT",
    "VERBNOUN",
    "VERBING",
    "NOUN",
    "THREAT",
    "THREATENED",
    "DAY",
    "TIME",
    "TREATY",
    "UNDERFIRE",
    "OR",
    "WHO",
    "WHAT",
    "HAPPENS",
]
"""Classes of tokens; a part of a sentence without any of them may be left out entirely."""
OF_DUTY = ("MODAL", "SHOULD", "BE", "DUTY", "OBLIGE", "HELP", "ACT", "OBLIGATIONS")
"""Classes of tokens that mention a duty."""
SENTENCE = 3
"""The fewest words of a part that may be left out entirely."""
IDLE = ("", "FILL", "UNKNOWN", "THEN", "THE", "AN", "COMMA")
"""Classes of tokens in a shorter part that may be left out entirely, such as `Question:`."""
TURNING = ("denies", "excepts", "instructs", "adds", "orders", "dates", "compares")
"""Classes of words that may change the meaning of another part."""


def turns(piece: Piece) -> bool:
    """Return whether a word may change the meaning of another part."""
    return piece.what == "HARM" and piece.value in TURNING


class Atom(NamedTuple):
    """One word or sign of the text, with the token that covers it, if any."""

    text: str
    start: int
    end: int
    piece: Piece | None

    @property
    def class_(self) -> str:
        """The class of the token; empty if there is none."""
        return self.piece.what if self.piece else ""


STOP = Atom("", 0, 0, Piece("STOP", "", 0, 0))
"""The atom assumed before the first word and after the last."""


class Lattice(NamedTuple):
    """The words of a sentence, the classes that begin at each position, and the parts of the sentence."""

    text: str
    atoms: list[Atom]
    pieces: list[Piece]
    words: list[Piece]
    """The tokens of the sentence, followed by phrases that only the grammar knows."""
    edges: Edges
    segments: list[tuple[int, int]]
    tells: list[bool]
    """For each position, whether the words there may be part of a question."""

    def written(self, start: int, end: int) -> str:
        """Return the text between two positions."""
        return self.text[self.atoms[start].start : self.atoms[end - 1].end]


def lattice(text: str, pieces: list[Piece]) -> Lattice:
    """Return the lattice of a sentence: the tokens that begin at each of its words.

    Args:
        text: the sentence.
        pieces: its tokens, with articles and days.
    """
    atoms = _with_phrases(text, _atoms(text, pieces))
    light = [_is_light(atoms, n) for n in range(len(atoms))]
    _days_in_commas(atoms, light)
    after = _after(light)
    found = list(pieces)
    edges: Edges = [{} for _ in range(len(atoms) + 1)]
    for start, end, name, number in _of_pieces(atoms, pieces):
        edges[start].setdefault(name, []).append((after[end], number))
    alone = (*_negated(atoms), *_plain(atoms, light))
    for start, end, name in (*_phrases(atoms), *alone):
        edges[start].setdefault(name, []).append((after[end], len(found)))
        first, last = atoms[start].start, atoms[end - 1].end
        found.append(Piece(name, text[first:last], first, last))
    segments = _segments(atoms, after)
    return Lattice(text, atoms, pieces, found, edges, segments, _tells(atoms, segments))


def undated(pieces: list[Piece]) -> list[Piece]:
    """Return the tokens after a change: the year in the name of a treaty becomes part of the name, so that it is not
    taken for the day of the question.
    """
    found = list(pieces)
    for n, piece in enumerate(pieces):
        if piece.what != "DAY":
            continue
        of = n > 0 and pieces[n - 1].what == "OF"
        if n and pieces[n - 1].text.casefold() == "since":
            found[n - 1] = pieces[n - 1]._replace(what="SINCE")
        elif (piece.text.isdecimal() or of) and _names_treaty(pieces, n):
            found[n] = piece._replace(what="YEAR")
            if of:
                found[n - 1] = pieces[n - 1]._replace(what="YEAR")
    return found


def _names_treaty(pieces: list[Piece], n: int) -> bool:
    """Whether a year or a day belongs to the name of a treaty: `the 1951 treaty`, `the pact of 25 August 1939`."""
    following = [p for p in pieces[n + 1 : n + 6] if p.text not in ("–", "-")]
    behind = [p.what for p in following if p.what not in ("THE", "AN")]
    names = ("NAME", "ADJECTIVE", "UNKNOWN", "FILL", "COMMA")
    named = next((w for w in behind if w not in names), "")
    before = [p.what for p in pieces[max(0, n - 3) : n]]
    before = [w for w in before if w not in ("THE", "AN", "IN", "OF")][-1:]
    beside = (["TREATY"], ["INSTRUMENT"])
    return (
        before in beside
        or behind[:1] in beside
        or (named in ("TREATY", "INSTRUMENT") and pieces[n].text.isdecimal())
    )


def _atoms(text: str, pieces: list[Piece]) -> list[Atom]:
    """Every word and sign with the piece that covers it."""
    found = []
    ahead = 0
    for match in _ATOM.finditer(text):
        start, end = match.span()
        while ahead < len(pieces) and pieces[ahead].end <= start:
            ahead += 1
        here = ahead < len(pieces) and pieces[ahead].start <= start
        found.append(Atom(match[0], start, end, pieces[ahead] if here else None))
    return found


def _with_phrases(text: str, atoms: list[Atom]) -> list[Atom]:
    """The atoms, with phrases of several words that change nothing as light ones: `could you tell me`."""
    found = list(atoms)
    n = 0
    while n < len(found):
        end = n
        while end < len(found) and not found[end].piece and end - n < LONGEST_NAME:
            end += 1
        while end > n + 1 and not _is_filler(text[found[n].start : found[end - 1].end]):
            end -= 1
        if end > n + 1:
            light = Piece("AN", "", found[n].start, found[end - 1].end)
            found[n:end] = [atom._replace(piece=light) for atom in found[n:end]]
        n = max(end, n + 1)
    return found


def _is_filler(phrase: str) -> bool:
    return _harmless().get(bare(phrase)) == "THEN"


@cache
def _harmless() -> dict[str, str]:
    """What ordinary words and phrases may do, by the word."""
    return {word: what for word, (what, _) in (ordinary() | phrases()).items()}


def _is_light(atoms: list[Atom], n: int) -> bool:
    """Whether an atom changes nothing where it stands; a dash within a name does not part it."""
    atom, classes = atoms[n], word_classes()
    word = atom.text.casefold()
    if word in classes["LAWFUL"] and atom.class_ in ("", "FILL"):
        beside = (*atoms[max(0, n - 1) : n], *atoms[n + 1 : n + 2])
        return any(a.class_ in OF_DUTY for a in beside)
    if atom.piece is None:
        return word in word_set("noise") | classes["LIGHT_WORDS"] or (
            not word[0].isalnum() and word != ","
        )
    if word in word_set("noise") and atom.start > atom.piece.start:
        return True
    if atom.class_ == "FILL":
        return bare(atom.piece.text) in classes["LIGHT_WORDS"]
    return atom.class_ in LIGHT or _within(atoms, n)


def _days_in_commas(atoms: list[Atom], light: list[bool]) -> None:
    """Makes light a comma beside a day at the front or the end of a part, and the two on both sides of a day."""
    for n, atom in enumerate(atoms):
        if atom.class_ != "DAY" or (n and atoms[n - 1].piece is atom.piece):
            continue
        end = next(
            (m for m in range(n, len(atoms)) if atoms[m].piece is not atom.piece),
            len(atoms),
        )
        before = atoms[n - 1] if n else STOP
        behind = atoms[end] if end < len(atoms) else STOP
        if before.text == "," and (behind.class_ == "STOP" or behind.text == ","):
            light[n - 1] = True
        if behind.text == "," and (before.class_ == "STOP" or before.text == ","):
            light[end] = True


def _after(light: list[bool]) -> list[int]:
    """For each place the next one at which a word stands that may mean something."""
    found = [len(light)] * (len(light) + 1)
    for n in range(len(light) - 1, -1, -1):
        found[n] = found[n + 1] if light[n] else n
    return found


def _of_pieces(
    atoms: list[Atom], pieces: list[Piece]
) -> Iterator[tuple[int, int, str, int]]:
    """Each class of each piece: its first place, the place behind it, the class, the number of the piece."""
    starts = {atom.start: n for n, atom in enumerate(atoms)}
    for number, piece in enumerate(pieces):
        start = starts.get(piece.start)
        if start is None:
            continue
        end = start + 1
        while end < len(atoms) and atoms[end].start < piece.end:
            end += 1
        yield from ((start, end, name, number) for name in _classes(piece))


def _classes(piece: Piece) -> list[str]:
    """The classes in which a piece may stand."""
    word = bare(piece.text)
    if narrow := _NARROW.get(piece.what):
        return narrow(piece, word)
    found = list(CLASSES.get(piece.what, (piece.what,)))
    if piece.what == "ADJECTIVE" and piece.text.casefold().startswith("the "):
        found.append("PEOPLE")
    if piece.what == "POSS" and piece.text == "'s":
        found.append("BE")
    if piece.what in ("NOUN", "VERBNOUN") and word in word_set("suffered"):
        found.append("SUFFERED")
    return found


def _of_act(_: Piece, word: str) -> list[str]:
    """To join or to take part says on whose side only where it is said; `do` may be no deed."""
    if word in word_classes()["COVERS_ONLY"]:
        return []
    if word.startswith(("join", "take part")):
        return ["ACT_JOIN"]
    return ["ACT", "MODAL"] if word == "do" else ["ACT"]


def _of_filling(_: Piece, word: str) -> list[str]:
    """An adverb may be left out only where it stands in a list, and never where it says how real the force is."""
    unlisted = word.endswith("ly") and word not in _listed()
    kept = word_classes()["OPAQUE"] | word_classes()["LAWFUL"]
    return [] if unlisted or word in kept else ["FILL"]


def _of_thing(piece: Piece, word: str) -> list[str]:
    """What may be hit, and who may act: persons who side with a state are neither."""
    if word in word_classes()["PERSONS"]:
        return []
    if piece.value in ("ships", "aircraft", "forces"):
        return ["THING", "AGENT"]
    return ["CABLE"] if piece.value == "cables" else ["AGENT"]


def _of_who(_: Piece, word: str) -> list[str]:
    """Who is asked for: states, their number, their duties, or the treaties that bind them."""
    if word.startswith("how many"):
        return ["HOW_MANY_STATES"]
    if re.search("oblig|dut|commitment|guarantees", word):
        return ["WHO_DUTIES"]
    pacts = "treat(y|ies)$|pacts?$|agreements?$|instruments?$|alliances?$"
    return ["WHO_PACTS"] if re.search(pacts, word) else ["WHO"]


def _of_unknown(piece: Piece, _: str) -> list[str]:
    """A name, a figure or a sign that is not known is never left out."""
    return [] if re.search(r"\d|[^\w\s]|.\b[A-Z]", piece.text) else ["UNKNOWN"]


def _of_members(_: Piece, word: str) -> list[str]:
    """Members of a group, or those who have to do with a state in another way."""
    within = word in word_classes()["MEMBERSHIP"]
    return ["MEMBERS", "MEMBER"] if within else ["MEMBERS"]


def _of_may(_: Piece, word: str) -> list[str]:
    """What a state can do is no attack."""
    return ["CAN"] if word == "can" else ["MAY"]


def _of_help(_: Piece, word: str) -> list[str]:
    """What only a treaty does, as to cover, is no deed of a state."""
    if word in word_classes()["COVERS_ONLY"]:
        return []
    return ["HELP", "ALLIED_TO"] if "allied" in word else ["HELP"]


def _of_obliging(_: Piece, word: str) -> list[str]:
    """What calls an article obliges nobody by itself: to trigger, to activate."""
    return [] if word in word_classes()["TRIGGERS"] else ["OBLIGE"]


_NARROW = {
    "OBLIGE": _of_obliging,
    "HELP": _of_help,
    "ACT": _of_act,
    "FILL": _of_filling,
    "THING": _of_thing,
    "WHO": _of_who,
    "UNKNOWN": _of_unknown,
    "MEMBERS": _of_members,
    "MAY": _of_may,
}
"""Functions that narrow the class of a token if it is too wide for the grammar."""


@cache
def _listed() -> frozenset[str]:
    """Adverbs that stand in a list; others may mean anything."""
    listed = words("ordinary")["classes"].values()
    return frozenset(bare(word) for row in listed for word in row.split(","))


@cache
def _by_first() -> dict[str, list[tuple[list[str], str]]]:
    """The phrases of the grammar by their first word."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for name, listed in word_classes().items():
        for phrase in listed:
            row = phrase.split()
            found.setdefault(row[0], []).append((row, name))
    return found


def _phrases(atoms: list[Atom]) -> Iterator[tuple[int, int, str]]:
    """Where the phrases of the grammar stand: first place, place behind, class."""
    written = [atom.text.casefold() for atom in atoms]
    places = [n for n, word in enumerate(written) if word[0].isalnum()]
    for at, n in enumerate(places):
        for row, name in _by_first().get(written[n], ()):
            within = places[at : at + len(row)]
            if [written[p] for p in within] == row and within[-1] - n < 2 * len(row):
                yield n, within[-1] + 1, name


def _negated(atoms: list[Atom]) -> Iterator[tuple[int, int, str]]:
    """The two words of `isn't`, `doesn't` and the like."""
    for n in range(2, len(atoms)):
        verb = atoms[n - 2].text.casefold()
        if atoms[n].text == "t" and atoms[n - 1].text in "'’" and verb.endswith("n"):
            be = verb in ("isn", "aren", "wasn", "weren")
            yield n - 2, n - 1, "BE" if be else "MODAL"
            yield n, n + 1, "NOT"


def _plain(atoms: list[Atom], light: list[bool]) -> Iterator[tuple[int, int, str]]:
    """The ordinary words that may be left out where the grammar says so."""
    kept = word_classes()["OPAQUE"] | word_classes()["LAWFUL"]
    for n, atom in enumerate(atoms):
        if not atom.piece and not light[n] and atom.text.casefold() not in kept:
            yield n, n + 1, "THEN"
        if atom.class_ == "UNKNOWN" and atom.text.isalnum():
            yield n, n + 1, "WORD"


def _segments(atoms: list[Atom], after: list[int]) -> list[tuple[int, int]]:
    """The parts between stops, each with its first place and the place behind it."""
    stops = [
        n for n, a in enumerate(atoms) if a.class_ == "STOP" and not _within(atoms, n)
    ]
    found = []
    begin = 0
    for stop in (*stops, len(atoms)):
        first = after[begin] if begin < len(atoms) else begin
        if first < stop:
            found.append((first, stop))
        begin = stop + 1
    return found


def _within(atoms: list[Atom], n: int) -> bool:
    """Whether a dash stands between two words without a space."""
    if atoms[n].text not in ("–", "—") or not 0 < n < len(atoms) - 1:
        return False
    return atoms[n - 1].end == atoms[n].start and atoms[n].end == atoms[n + 1].start


def _tells(atoms: list[Atom], segments: list[tuple[int, int]]) -> list[bool]:
    """For each place whether what stands there may be part of a question; the first of one, or of a few words, is."""
    found = [_is_telling(atom) for atom in atoms]
    for first, stop in segments:
        asks = stop < len(atoms) and atoms[stop].text == "?"
        idle = is_idle(atoms[first:stop], IDLE)
        found[first] |= asks or (stop - first < SENTENCE and not idle)
    return found


def is_idle(atoms: list[Atom], classes: Container[str]) -> bool:
    """Return whether words have only the given classes, and are not only figures."""
    plain = any(atom.text.isalpha() for atom in atoms)
    return plain and all(atom.class_ in classes for atom in atoms)


def _is_telling(atom: Atom) -> bool:
    if atom.class_ == "HARM" and atom.piece:
        return turns(atom.piece)
    return atom.class_ in TELLING
