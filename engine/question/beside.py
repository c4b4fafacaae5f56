"""Words that do not belong to the question of a sentence: greetings, asides, idle sentences, and the user's own country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from engine.question.misspelt import mends
from engine.question.reading.lattice import turns
from engine.question.reading.productions import word_classes
from engine.question.tokens import Piece, cut, stands_for
from engine.question.vocabulary import (
    SIGNS,
    bare,
    in_full,
    without,
    word_set,
    written_as,
)
from engine.question.ways import OF_FORCE
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.days import WEEKDAY
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import with_article

ASKING = frozenset(["MODAL", "BE", "SHOULD", "MAY", "ACT"])
"""Classes of tokens with which a question may begin; what ends in a question mark and has one is no aside."""
OPENING = frozenset(["IF", "WHO", "WHICH", "WHAT", "MODAL", "BE", "SHOULD"])
"""Classes of tokens before which idle words may stand without a comma: `hey mate does …`."""
PLAIN = frozenset(["UNKNOWN", "FILL", "CONTEXT", "THE", "AN", "PPRON"])
"""Classes of words that mean nothing for a case."""
PLACING = frozenset(["IN", "ON", "BY", "FROM", "OF", "WITH", "FOR", "TO", "OVER"])
"""Classes of tokens behind which an unknown name may be that of a place or of a party."""
_PERSONAL = re.compile(r"(?i)\b(?:i|me|my|im)\b")
"""Words for whoever asks; what such a part denies is no part of the case: `I had no answer`."""
_FIGURE = re.compile(r"\d|[^\w\s'’-]")
_AS_NAME = re.compile(rf"{_FIGURE.pattern}|\b[A-Z]")
_PAIRED, _QUOTES = (",", "(", ")", "–", "—", " - "), ('"', "“", "”")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_OWN_DAY = re.compile(rf"(?i)\b{WEEKDAY}")
MOST = 4
"""The largest number of words that are left out at one place without a comma or a stop."""


class Beside(NamedTuple):
    """A sentence without words that do not belong to its question, with the words that were left out."""

    text: str
    left: tuple[str, ...] = ()
    """The words that are left out."""
    taken: tuple[str, ...] = ()
    """For which state a word like `we` is taken."""


def without_beside(text: str, corpus: Corpus) -> Beside:
    """Return a sentence without words that say nothing about its case. `We` is replaced by the state of the user, if
    the sentence names it.

    Args:
        text: the sentence.
        corpus: the law, which supplies names.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = load_corpus()
    >>> without_beside("So, mate, who must help Estonia if Russia attacks? Cheers!", law)
    Beside(text='So who must help Estonia if Russia attacks?', left=('mate', 'Cheers'), taken=())
    >>> without_beside("As a Finn I ask: must we help Norway if Russia attacks?", law).text
    'must Finland help Norway if Russia attacks?'
    """
    text, errands = _without_errands(in_full(text), corpus)
    try:
        spoken = _as_speaker(text, corpus)
        pieces = cut(spoken.text, corpus)
    except CasusError:  # a time that is no day
        return Beside(text, errands)
    near = [m.start for m in mends(spoken.text, pieces, corpus) if m.tells]
    spans = [*_idle_parts(spoken.text, pieces), *_idle_words(spoken.text, pieces, near)]
    kept, left = without(spoken.text, spans)
    return Beside(kept, (*errands, *spoken.left, *left), spoken.taken)


def _without_errands(text: str, corpus: Corpus) -> tuple[str, tuple[str, ...]]:
    """A text without the sentences that tell of a day of the user's own week and nothing of the case, and these."""
    kept, left = [], []
    for sentence in _SENTENCE.split(text):
        own = _OWN_DAY.search(sentence) and not sentence.endswith("?")
        plain = sentence[:1].lower() + _OWN_DAY.sub("", sentence[1:])
        if own and not tells_of_case(plain, corpus):
            left.append(sentence.strip(SIGNS))
        else:
            kept.append(sentence)
    return " ".join(kept), tuple(left)


def _idle_parts(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Where the parts between stops, or between commas, stand that tell nothing, each with the sign behind it."""
    parts = list(_parts(pieces))
    idle = [
        row for row in parts if _is_apart(text, *row[1:]) and _is_idle(text, row[0])
    ]
    if all(row in idle or not row[0] for row in parts):
        return
    for part, before, behind in idle:
        start, end = part[0].start, part[-1].end
        if behind and not (behind.text == "?" and before):
            end = behind.end
        if before and before.text in _PAIRED and (not behind or behind.text in _PAIRED):
            start = before.start
        yield start, end


def _is_apart(text: str, *signs: Piece | None) -> bool:
    """Whether signs part what stands between them from the rest: no quotation marks, and no stops within a word."""
    return not any(
        sign and (sign.text in _QUOTES or text[sign.end : sign.end + 1].isalnum())
        for sign in signs
        if sign and sign.text != "("
    )


def _parts(
    pieces: Sequence[Piece],
) -> Iterator[tuple[list[Piece], Piece | None, Piece | None]]:
    """The pieces between two stops or commas, with the sign before them and the sign behind them."""
    part: list[Piece] = []
    before: Piece | None = None
    for piece in pieces:
        if piece.what not in ("STOP", "COMMA"):
            part.append(piece)
            continue
        yield part, before, piece
        part, before = [], piece
    yield part, before, None


def _is_idle(text: str, part: Sequence[Piece]) -> bool:
    """Whether a part names no state, treaty, force, day or duty, and neither denies nor asks anything."""
    kinds = {piece.what for piece in part}
    if not kinds & PLAIN or kinds & word_set("told") or _is_manner(text, part):
        return False
    personal = _PERSONAL.search(text[part[0].start : part[-1].end])
    if any(turns(p) and not (personal and p.value == "denies") for p in part):
        return False
    asks = text[part[-1].end :].lstrip()[:1] == "?" and kinds & ASKING
    return not asks and not _names(text, part)


def tells_of_case(words_left: str, corpus: Corpus) -> bool:
    """Return whether words to be left out matter: whether they describe a case, ask something, or may reverse the
    meaning of the sentence.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = load_corpus()
    >>> tells_of_case("dear all", law), tells_of_case("unless it rains", law)
    (False, True)
    """
    with suppress(CasusError):
        pieces = cut(words_left, corpus)
        kinds = {piece.what for piece in pieces}
        turned = any(map(turns, pieces)) or _doubts(pieces)
        named = any(p.what == "UNKNOWN" and _AS_NAME.search(p.text) for p in pieces)
        return turned or named or bool(kinds & word_set("told"))
    return True


def _is_manner(text: str, part: Sequence[Piece]) -> bool:
    """Whether a part says, behind a comma, how or where something is done, or how real it is."""
    behind = text[: part[0].start].rstrip()[-1:] == ","
    return _doubts(part) or (behind and part[0].what in PLACING)


def _doubts(part: Sequence[Piece]) -> bool:
    """Whether adverbs, or words like `alleged`, may say how something is done, or how real it is."""
    spoken = {word for p in part for word in bare(p.text).split()}
    adverbs = {w for w in spoken if w.endswith("ly")} - word_classes()["LIGHT_WORDS"]
    return bool(adverbs) or any(bare(p.text) in word_classes()["OPAQUE"] for p in part)


def _names(text: str, part: Sequence[Piece]) -> bool:
    """Whether unknown words may name a place or a party, or are a figure or a sign."""
    placed = bool({piece.what for piece in part} & PLACING)
    for piece in part:
        if piece.what != "UNKNOWN":
            continue
        if _FIGURE.search(piece.text):
            return True
        capital = re.search(r"(?<!^)\b[A-Z]\w", text[part[0].start : part[-1].end])
        if capital and (placed or len(part) == 1) and not text.isupper():
            return True
    return False


def _idle_words(
    text: str, pieces: Sequence[Piece], near: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Where a few idle words stand before a question, or behind one, without a comma."""
    for part, before, _ in _parts(pieces):
        opens = next((n for n, p in enumerate(part) if p.what not in PLAIN), 0)
        asks = opens and not (before and before.what == "COMMA") and _asks(part[opens])
        if asks and _is_few(part[:opens], near):
            yield part[0].start, part[opens].start
        behind = next((n for n, p in enumerate(part) if _is_of_speaker(p)), 0)
        if behind and _is_idle_end(text, part[behind:]):
            yield part[behind].start, part[-1].end


def _is_idle_end(text: str, rest: Sequence[Piece]) -> bool:
    """Whether the words of whoever asks at the end of a part tell nothing of the case."""
    tells = any(p.what in word_set("told") or turns(p) for p in rest)
    return not tells and not _names(text, rest)


def _asks(piece: Piece) -> bool:
    """Whether a piece may be the first of a case or a question."""
    why = written_as("why").match(piece.text)
    return piece.what in OPENING or (piece.what == "HARM" and bool(why))


def _is_few(words: Sequence[Piece], near: Sequence[int]) -> bool:
    """Whether some words are few, and none is a name, the subject of what follows, or a misspelt word that tells."""
    first, last = words[0].start, words[-1].end
    plain = [word for piece in words for word in piece.text.split()]
    named = any(map(str.istitle, plain[1:])) or plain[-1].casefold() in ("i", "the")
    mended = any(first <= start < last for start in near)
    return len(plain) <= MOST and not named and not mended


def _is_of_speaker(piece: Piece) -> bool:
    """Whether unknown words begin by those of whoever asks: `my tutor wont tell me`."""
    first = piece.text.casefold().split()[:1]
    return piece.what == "UNKNOWN" and bool({"my", "i", "im", "asking"} & {*first})


def _as_speaker(text: str, corpus: Corpus) -> Beside:
    """A sentence with the state of whoever asks for `we`, `us` and `our`; as it is where that state is not said."""
    pieces = [p for p in cut(text, corpus) if p.what not in ("THE", "AN")]
    mentions = list(_mentions_of_speaker(text, pieces, corpus))
    states = {state for state, _, _ in mentions}
    if len(states) != 1 or "" in states:
        return Beside(text)
    name = corpus.states[states.pop()].name
    put = [(start, end, _instead(text, start, name)) for _, start, end in mentions]
    taken: list[str] = []
    for found in written_as("our_own").finditer(text):
        if not any(start <= found.start() < end for start, end, _ in put):
            own = found[0].casefold() in ("our", "my")
            put.append((*found.span(), f"{name}'s" if own else name))
            taken.append(f"`{found[0]}` for {with_article(name)}")
    left = [text[start:end].strip(SIGNS) for start, end, new in put if not new.strip()]
    for start, end, new in sorted(put, reverse=True):
        text = text[:start] + new + text[end:]
    return Beside(text, tuple(left), tuple(dict.fromkeys(taken)))


def _instead(text: str, start: int, name: str) -> str:
    """What stands for the words that say the country of whoever asks: its name, where they begin by `we` or `us` and do
    not only explain a `we` before them.
    """
    before = text[:start].rstrip()
    explains = before.endswith(",") and written_as("our_own").search(before)
    begins = written_as("our_own").match(text, start)
    return f"{name} " if begins and not explains else " "


def _mentions_of_speaker(
    text: str, pieces: Sequence[Piece], corpus: Corpus
) -> Iterator[tuple[str, int, int]]:
    """Each state that is said to be that of whoever asks, and where: `we Finns`, `as a Pole`, `here in Helsinki`; empty
    for one of several.
    """
    for piece in pieces:
        if piece.what not in ("NAME", "ADJECTIVE"):
            continue
        lead = written_as("voice").search(text[: piece.start])
        state = _state_of(piece, corpus)
        named = lead and state and (piece.what == "ADJECTIVE" or not lead["is"])
        if lead and named and not _is_hit(text, piece, lead[0], pieces, corpus):
            end = piece.end + (text[piece.end : piece.end + 1] == ",")
            one = not written_as("goes_on").match(text, piece.end)
            yield state if one else "", lead.start(), end


def _is_hit(
    text: str, piece: Piece, lead: str, pieces: Sequence[Piece], corpus: Corpus
) -> bool:
    """Whether a city or a region may be what is hit: `if they bomb us here in Darwin`."""
    if not lead.rstrip().endswith("in") or corpus.states.known(piece.text):
        return False
    begins = max(text.rfind(sign, 0, piece.start) for sign in ".!?;:")
    ends = re.search(r"[.!?;:]", text[piece.end :])
    last = piece.end + ends.start() if ends else len(text)
    return any(p.what in OF_FORCE and begins < p.start < last for p in pieces)


def _state_of(piece: Piece, corpus: Corpus) -> str:
    """The state that a name means; empty for a group, or where it may be several."""
    if isinstance(corpus.groups.get(piece.text), Group):
        return ""
    names = stands_for(piece) if piece.value else [piece.text]
    found = set()
    for name in names:
        with suppress(CasusError):
            found.add(corpus.states.resolve(name).id)
    return found.pop() if len(found) == 1 else ""
