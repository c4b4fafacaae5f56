"""Rewritings of a sentence that could not be read, each with one thing reworded or left out.

Words that say who does what to whom, where, when, under which treaty, or that deny something, are never left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product

from engine.question.instruments import treaties_named
from engine.question.misspelt import Mend, mended, mends
from engine.question.reading.lattice import turns
from engine.question.reading.meant import SeveralPlaces, Unowned
from engine.question.tokens import Piece, cut
from engine.question.understood import Understood, found_again
from engine.question.vocabulary import without, word_set, written_as
from treaties.models.corpus import Corpus
from treaties.models.states import Misnamed, NotThen
from treaties.vocabulary.days import SpokenDay, Undated, in_words
from treaties.vocabulary.errors import AmbiguousName, CasusError, UnknownName

PAST = re.compile(r"(?i)\b(?:did|was|were|had|would\s+have|must\s+have)\b")
"""Words that mark a question as being about the past."""
DAYS_OF_A_DUTY = re.compile(r"(?i)\b(?:since|until|till|from|up\s+to)\s+when\b")
"""Words that ask for the first or the last day of a duty."""
LONGEST_WAR = 9
"""The largest number of words that tell of a war between two states."""
OF_FORCE = frozenset(
    [
        "VERB",
        "VERBED",
        "VERBHIT",
        "VERBING",
        "VERBNOUN",
        "NOUN",
        "THREAT",
        "THREATENED",
        "UNDERGOES",
        "UNDERFIRE",
    ]
)
"""Classes of tokens that tell of force."""
OF_DUTY = frozenset(
    ["HELP", "DUTY", "OBLIGATIONS", "OBLIGE", "ACT", "AID", "COMETO", "ASKS", "GIVES"]
)
NAMED = frozenset(["INSTRUMENT", "TREATY", "ARTICLE", "RULER", "DAY", "TIME", "YEAR"])
TELLING = (
    OF_FORCE
    | OF_DUTY
    | NAMED
    | frozenset(
        [
            "NAME",
            "ADJECTIVE",
            "OR",
            "MAY",
            "THING",
            "LAND",
            "BY",
            "AGAINST",
            "FROM",
            "WITH",
        ]
    )
)
"""Classes of tokens without which a sentence would have another meaning."""
STATES = frozenset(["NAME", "ADJECTIVE"])
BESIDE_STATES = frozenset(["WITH", "FROM", "OR", "BY", "THING", "LAND"])
"""Classes of tokens that mean nothing in a sentence without a word of force."""


Reader = Callable[[str], Understood]


@dataclass(frozen=True)
class Rewording:
    """A rewriting of a sentence, and the words that it leaves out."""

    text: str
    left_out: tuple[str, ...] = ()
    one_of_two: bool = False
    """Whether the rewriting drops something that another rewriting keeps, in which case both must be offered."""


def ways(
    error: CasusError,
    text: str,
    pieces: Sequence[Piece],
    corpus: Corpus,
    read: Reader,
) -> Iterator[Rewording]:
    """Yield rewritings of a sentence that may express its meaning, each with one thing changed.

    Args:
        error: why the sentence cannot be read.
        text: the sentence.
        pieces: its tokens, without articles.
        corpus: the law, whose names are compared with misspelt ones.
        read: reads another sentence in its place.
    """
    spelt = mended(text, [*mends(text, pieces, corpus), *_rulers(pieces, corpus)])
    if spelt != text:
        yield Rewording(spelt)
    yield from _renamed(error, text)
    yield from _dated(error, text, pieces)
    yield from _in_its_time(error, text, pieces, corpus)
    yield from _each_place(error, text, pieces)
    yield from _owned(error, text, pieces, corpus)
    yield from _either_way(text, pieces, corpus)
    for n, piece in enumerate(pieces):
        if piece.what == "OR":
            yield from _either(text, n, pieces)
    yield from _one_question(text, pieces, corpus, read)


def tells(words: str, corpus: Corpus) -> bool:
    """Return whether words to be left out affect the case: whether they mention force, a duty, a place, a treaty or a
    denial.

    Args:
        words: the words.
        corpus: the law, which supplies names.

    >>> from treaties.loading.corpus import load_corpus
    >>> tells("Chinese forces land in Japan", load_corpus()), tells("dear all", load_corpus())
    (True, False)
    """
    with suppress(CasusError):
        pieces = cut(words, corpus)
        nameless = not any(p.what in STATES | NAMED for p in pieces)
        harmless = BESIDE_STATES | (OF_FORCE if nameless else frozenset())
        return any(turns(p) or p.what in ("WHO", "IF") for p in pieces) or not all(
            p.what in harmless or (p.what in STATES and _state_named(p, corpus))
            for p in pieces
            if p.what in TELLING
        )
    return True


def _rulers(pieces: Sequence[Piece], corpus: Corpus) -> Iterator[Mend]:
    """Each ruler that is named, with the state that is meant."""
    for piece in pieces:
        if piece.what == "RULER" and (name := _state_named(piece, corpus)):
            yield Mend(piece.start, piece.end, name)


def _renamed(error: CasusError, text: str) -> Iterator[Rewording]:
    """The sentence with a name that may mean several, or none of that day, put as each that it may mean."""
    if isinstance(error, AmbiguousName | UnknownName | Misnamed):
        yield from (Rewording(_swapped(text, {error.given: m})) for m in error.meant)


def _dated(
    error: CasusError, text: str, pieces: Sequence[Piece]
) -> Iterator[Rewording]:
    """The sentence with each day that its words for a time may be, or with each of two days that it names."""
    if isinstance(error, Undated):
        for day in error.days:
            yield Rewording(_swapped(text, {error.words: f"on {in_words(day)}"}))
    days = [p for p in pieces if isinstance(p.value, SpokenDay) and p.what == "DAY"]
    if len({p.value for p in days}) == 2 and not _parted(days, pieces):
        yield from (_on_one(text, kept, days) for kept in days)


def _in_its_time(
    error: CasusError, text: str, pieces: Sequence[Piece], corpus: Corpus
) -> Iterator[Rewording]:
    """A question of the past without a day, about a state that is no more, with a day of the time in which there was
    the state, and each treaty that may be named: the last, where it is asked since or until when a duty bound, which
    looks back from that day; else the day in the middle.
    """
    if not isinstance(error, NotThen) or not PAST.search(text):
        return
    if any(isinstance(p.value, SpokenDay) for p in pieces):
        return
    named = [i for p in pieces for i in treaties_named(p, corpus)]
    treaties = [(corpus.treaty(i).since, corpus.treaty(i).until) for i in named]
    lives = [
        (life.since, life.until)
        for state in error.candidates
        for life in corpus.states[state].lifetime
    ]
    for both in product(lives, treaties or [(None, None)]):
        if common := _in_common(*both):
            first, last = common
            day = last if DAYS_OF_A_DUTY.search(text) else first + (last - first) / 2
            yield Rewording(f"{text.rstrip(' ?.')} on {in_words(day)}?")


def _in_common(*times: tuple[date | None, date | None]) -> tuple[date, date] | None:
    """The first and the last day that several times have in common; None where they have no day, or no bounds."""
    first = max((since for since, _ in times if since), default=date.max)
    last = min((until for _, until in times if until), default=date.min)
    return (first, last) if first <= last else None


def _owned(
    error: CasusError, text: str, pieces: Sequence[Piece], corpus: Corpus
) -> Iterator[Rewording]:
    """The sentence with things that are nobody's put as those of each party to a treaty of two, or of each great power
    among the parties to another.
    """
    if not isinstance(error, Unowned):
        return
    days = [p.value.day for p in pieces if isinstance(p.value, SpokenDay)]
    on = (days or [date.today()])[0]
    named = [i for p in pieces for i in treaties_named(p, corpus)[:1]]
    parties = sorted({s for i in named for s in corpus.treaty(i).parties_on(on)})
    great = [s for s in parties if corpus.states[s].is_great_power(on)]
    before = re.sub(r"\b(?:an?|the)\s+$", "", text[: error.piece.start])
    for party in parties if len(parties) == 2 else great:
        name = found_again(party, on, corpus)
        put = f"{before}{name}'s {text[error.piece.start :]}"
        yield Rewording(put, one_of_two=True)


def _on_one(text: str, kept: Piece, days: Sequence[Piece]) -> Rewording:
    """The sentence with one of two days, without the other and the word that likens the two."""
    spans = [_with_preposition(text, p) for p in days if p.value != kept.value]
    likening = re.search(r"\blike\s+(?=(?:(?:in|on)\s+)?$)", text[: kept.start])
    less, left = without(text, [*spans, *([likening.span()] if likening else [])])
    left_out = tuple(words for words in left if words != "like")
    return Rewording(less, left_out, one_of_two=True)


def _parted(days: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Whether a name stands between two days, so that each may be that of an act of its own."""
    first, last = days[0], days[-1]
    return any(p.what in STATES and first.end < p.start < last.start for p in pieces)


def _with_preposition(text: str, piece: Piece) -> tuple[int, int]:
    """Where a day stands, with `on` or `like in` before it."""
    before = re.search(r"(?:\b(?:like|as|back|on|in|of)\s+)*$", text[: piece.start])
    start = before.start() if before else piece.start
    return start, piece.end


def _each_place(
    error: CasusError, text: str, pieces: Sequence[Piece]
) -> Iterator[Rewording]:
    """The sentence with each of two places that it names together."""
    if isinstance(error, SeveralPlaces):
        for n, piece in enumerate(pieces):
            if piece.what == "AND":
                yield from list(_either(text, n, pieces))[:2]


def _either(text: str, at: int, pieces: Sequence[Piece]) -> Iterator[Rewording]:
    """The sentence with `A or B` rewritten as A, as B, and as `A and B`."""
    if 0 < at < len(pieces) - 1:
        before, after = pieces[at - 1], pieces[at + 1]
        rewritten = (
            text[: before.end] + text[after.end :],
            text[: before.start] + text[after.start :],
            f"{text[: pieces[at].start]}and{text[pieces[at].end :]}",
        )
        yield from (Rewording(way, one_of_two=True) for way in rewritten)


def _either_way(
    text: str, pieces: Sequence[Piece], corpus: Corpus
) -> Iterator[Rewording]:
    """The sentence once with each of two states as the attacker, where it names both beside a war and does not say."""
    plain = [p for p in pieces if p.what not in ("COMMA", "STOP", "AN", "THE")]
    for n, piece in enumerate(plain):
        for length in range(LONGEST_WAR, 2, -1):
            found = plain[n : n + length]
            names = [p for p in found if p.what in STATES]
            if len(found) == length and _is_war_of_two(found, names, corpus):
                for one, other in permutations(_state_named(p, corpus) for p in names):
                    before, rest = text[: piece.start], _after(text, found[-1])
                    way = f"{before}if {one} attacks {other},{rest}"
                    yield Rewording(way, one_of_two=True)
                return


def _after(text: str, last: Piece) -> str:
    """The rest of a sentence behind a piece, without the sign that ended its clause."""
    rest = re.sub(r"^[\s:,;.?!–—-]+", " ", text[last.end :])
    return rest if rest.strip() else " who must help?"


def _is_war_of_two(
    found: Sequence[Piece], names: Sequence[Piece], corpus: Corpus
) -> bool:
    """Whether some pieces are two states and a war of theirs: `A B war`, `war between A and B`, `A vs B`."""
    others = [p for p in found if p not in names]
    war = {p.text.casefold() for p in others} & word_set("war")
    joining = all(
        p.what in ("AND", "BETWEEN", "BE", "MODAL")
        or p.text.casefold() in (*war, *word_set("of_war"))
        for p in others
    )
    return (
        len(names) == 2
        and bool(war)
        and joining
        and all(_state_named(p, corpus) for p in names)
    )


def _state_named(piece: Piece, corpus: Corpus) -> str:
    """The name of the state that a piece names; empty where it names none."""
    with suppress(CasusError):
        return corpus.states.resolve(str(piece.value).split("/")[0] or piece.text).name
    return ""


def _swapped(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        # A backslash of the new words would be read as an escape.
        replacement = new.replace("\\", "\\\\")
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", replacement, text, count=1)
    return text


def _one_question(
    text: str, pieces: Sequence[Piece], corpus: Corpus, read: Reader
) -> Iterator[Rewording]:
    """The sentence without a second question behind it; where that names states of its own, the second too."""
    second = written_as("second").search(text)
    if not second or any(turns(p) and p.start < second.start() for p in pieces):
        return
    behind = [p for p in pieces if p.start >= second.start()]
    if not any(p.what in STATES | NAMED for p in behind):
        less = f"{text[: second.start()]}?"
        yield Rewording(less, (second[0].strip(" ,?"),))
    elif not any(map(turns, behind)):
        with suppress(CasusError):
            yield from _each_question(text, second.start(), pieces, corpus, read)


def _each_question(
    text: str, at: int, pieces: Sequence[Piece], corpus: Corpus, read: Reader
) -> Iterator[Rewording]:
    """Each of two questions by itself, in the case that both are asked of."""
    one, other = text[:at], re.sub(r"^,?\s*and\s+", "", text[at:])
    ifs = [p.start for p in pieces if p.what == "IF"]
    if ifs and ifs[0] > at:  # one case behind both
        one, case = f"{one} {text[ifs[0] :]}", ""
    else:
        one, case = f"{one}?", ""
        if not (ifs and ifs[-1] > at):
            meant = read(one)
            case = meant.case(corpus) if meant.acts else ""
    yield Rewording(one, (other.strip(" ?"),), one_of_two=True)
    yield Rewording(f"{case}{other}", (one.strip(" ?"),), one_of_two=True)
