"""Parts of a sentence that do not belong to its question: background, labels, and a second question after `or`."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from engine.question.instruments import alone_between
from engine.question.reading.chart import Chart, Meaning, TooMany
from engine.question.reading.lattice import Atom, Lattice, is_idle, lattice, turns
from engine.question.reading.meant import Meant, NotMeant, flat, numbers, part
from engine.question.reading.productions import grammar, word_classes
from engine.question.referents import Ids
from engine.question.tokens import Piece
from engine.question.vocabulary import bare
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

_TELEGRAM = re.compile(r"\b(?:STOP|QUERY|FULL STOP|ENDS|END MESSAGE)\b")
"""Words that end a sentence of a telegram, which is written in capitals."""
_ASIDE = re.compile(r"\s*[,(]\s*(?P<said>[^\W\d][^,()?.;:]{1,24})\s*[,)]")
FORCE = ("VERB", "VERBED", "VERBHIT", "VERBING", "THREATENED", "UNDERFIRE", "UNDERGOES")
"""Classes of tokens, other than nouns, that may express the use of force."""
VERBS = frozenset((*FORCE, "IF"))
ASKED = frozenset(("WHO", "WHICH", "WHAT", "HAPPENS"))
DUTIES = frozenset(("HELP", "ACT", "DUTY", "OBLIGE", "OBLIGATIONS"))
INSTRUMENTS = frozenset(("INSTRUMENT", "TREATY", "ARTICLE"))
ATTACKING = frozenset((*FORCE, "NOUN", "VERBNOUN", "THREAT"))
ACTING = frozenset(
    (
        *FORCE,
        "NOUN",
        "VERBNOUN",
        "THREAT",
        "IF",
        "WHO",
        "WHICH",
        "WHAT",
        "HAPPENS",
        "DUTY",
        "OBLIGE",
        "OBLIGATIONS",
    )
)
"""Classes of tokens that may make a part belong to the question."""
NAMING = frozenset(
    (
        *FORCE,
        "NOUN",
        "VERBNOUN",
        "THREAT",
        "IF",
        "NAME",
        "ADJECTIVE",
        "RULER",
        "INSTRUMENT",
        "ARTICLE",
        "DAY",
        "TIME",
        "SOMEBODY",
        "SPEAKER",
        "BECAUSE",
    )
)
"""Classes of tokens; a second question without any of them is about no state and no case."""
ASKING = frozenset(
    ("MODAL", "BE", "MAY", "SHOULD", "TO", "WHAT", "WHICH", "WHO", "IN", "HELP", "ACT")
)
"""Classes of tokens with which a second question may begin."""
NAMED = frozenset(("NAME", "ADJECTIVE", "RULER", "HARM", "TREATY", "INSTRUMENT"))
"""Classes of tokens that name a state or a treaty, or may change the meaning."""
HEADS = ("re", "output")
"""Words that begin a label, though they have another function in a sentence."""
LABEL = 8
"""The largest number of words of a label."""
LABELLING = frozenset(
    (
        "",
        "FILL",
        "UNKNOWN",
        "THEN",
        "THE",
        "AN",
        "COMMA",
        "FOR",
        "IN",
        "OF",
        "POSS",
        "WHAT",
        "OBLIGATIONS",
        "ON",
        "WITH",
        "TREATY",
        "ASKS",
        "COUNTON",
        "COMES",
        "IAM",
        "SPEAKER",
        "SAYS",
    )
)
"""Classes of tokens that a label may contain."""


class Trimmed(NamedTuple):
    """A sentence without the words outside its question."""

    text: str
    """The sentence, with spaces in place of the words left out."""
    pieces: list[Piece]
    left: tuple[str, ...] = ()
    """The words left out."""
    saying: tuple[tuple[Lattice, Meaning], ...] = ()
    """The meanings of the parts left out, each with the words of the sentence."""


def without_background(text: str, pieces: list[Piece]) -> Trimmed:
    """Return a sentence without the parts that only describe the background: `Japan has a pact with the US.`

    Args:
        text: the sentence.
        pieces: its tokens.

    >>> from treaties.loading.corpus import load_corpus
    >>> from engine.question.tokens import cut
    >>> text = "Japan has a pact with the US. Who must help Japan?"
    >>> found = without_background(text, cut(text, load_corpus()))
    >>> found.text.strip(), found.left
    ('. Who must help Japan?', ('Japan has a pact with the US',))
    """
    text, pieces = _without_signs_of_fields(text, pieces)
    if not any(piece.what == "STOP" for piece in pieces[:-1]):
        return Trimmed(text, pieces)
    words = lattice(text, pieces)
    found = {span: _background(words, *span) for span in words.segments}
    idle = {span: meaning for span, meaning in found.items() if meaning is not None}
    if len(idle) == len(found):
        return Trimmed(text, pieces)
    spans = [span for place in idle for span in _stretches(words, *place)]
    saying = tuple((words, meaning) for meaning in idle.values())
    return _blanked(Trimmed(text, pieces, (), saying), spans)


def _without_signs_of_fields(text: str, pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """A sentence without the signs behind `attacker` and the like: `Attacker: Russia`."""
    fields = word_classes()["ATTACKER_FIELD"] | word_classes()["VICTIM_FIELD"]
    fields |= word_classes()["FIELD_DAY"] | word_classes()["ASKED_FIELD"]
    kept = []
    for before, piece in zip([None, *pieces], pieces, strict=False):
        named = before is not None and before.text.casefold() in fields
        if named and piece.text in (":", "="):
            text = f"{text[: piece.start]} {text[piece.end :]}"
        else:
            kept.append(piece)
    return text, kept


def without_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a sentence without phrases between commas or brackets that do not matter for the case, and these phrases.

    >>> without_asides("If Russia attacks Norway in, say, 1958, who must help?")
    ('If Russia attacks Norway in      1958, who must help?', ('say',))
    """
    left = []
    if text.isupper():
        text = _TELEGRAM.sub(_sign_of_word, text)
    for found in _ASIDE.finditer(text):
        if bare(found["said"]) in word_classes()["ASIDES"]:
            start, end = found.span()
            text = text[:start] + " " * (end - start) + text[end:]
            left.append(found["said"])
    return text, tuple(left)


def _sign_of_word(found: re.Match[str]) -> str:
    """The sign that a word of a telegram stands for, as long as the word."""
    return ("?" if found[0] == "QUERY" else ".").ljust(len(found[0]))


def with_treaty(pieces: list[Piece], treaty: str) -> list[Piece]:
    """Return the tokens after a change: at the beginning of a question about what a treaty does, such as `Does it bind
    X?`, the treaty replaces `it`.

    Args:
        pieces: the tokens of the sentence.
        treaty: the id of the treaty that the background names.
    """
    found = list(pieces)
    for n in range(1, len(pieces) - 1):
        opens = n == 1 or pieces[n - 2].what in ("STOP", "COMMA")
        does = pieces[n + 1].what in ("OBLIGE", "HELP")
        it = pieces[n].what == "PRON" and pieces[n].text.casefold() == "it"
        if it and opens and does and pieces[n - 1].what in ("MODAL", "ACT"):
            found[n] = pieces[n]._replace(what="INSTRUMENT", value=treaty)
    return found


def with_player(pieces: list[Piece]) -> list[Piece]:
    """Return the tokens after a change: `I` becomes a word for a state, if the speaker says which state it is, as in
    `I'm Germany. If I attack …`.

    Args:
        pieces: the tokens of the sentence.
    """
    plays = ("i play", "i play as", "i am playing", "playing as", "i m playing")
    found = [
        p._replace(what="IAM") if p.text.casefold() in plays else p for p in pieces
    ]
    pairs = pairwise(found)
    if not any(one.what == "IAM" and two.what == "NAME" for one, two in pairs):
        return pieces
    return [p._replace(what="SPEAKER") if p.text == "I" else p for p in found]


def with_subject(pieces: list[Piece], trimmed: Trimmed) -> list[Piece]:
    """Return the tokens after a change: the subject of the background replaces the pronoun in a question such as `Must
    it help?`

    Args:
        pieces: the tokens of the sentence without its background.
        trimmed: the sentence, with the meaning of its background.
    """
    subject = next((s for w, m in trimmed.saying if m and (s := _subject(w))), None)
    n = next((n for n, p in enumerate(pieces) if p.what in ("PRON", "NAME")), 0)
    asks = n > 0 and pieces[n - 1].what in ("MODAL", "BE", "HARM")
    if not subject or not asks or pieces[n].what != "PRON":
        return pieces
    named = subject._replace(start=pieces[n].start, end=pieces[n].end)
    return [*pieces[:n], named, *pieces[n + 1 :]]


def _subject(words: Lattice) -> Piece | None:
    """The one state that is named before the first verb of a background; None where that is none, or several."""
    before = []
    for piece in words.pieces:
        if piece.what in ("MODAL", "BE", "SAYS", "UNKNOWN"):
            break
        before.append(piece)
    names = [p for p in before if p.what == "NAME"]
    return names[0] if len(names) == 1 else None


def _stretches(words: Lattice, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a part that are left out: all of it, or all of a label but its day."""
    atoms = words.atoms
    if not _label(words, start, end):
        return [(atoms[start].start, atoms[end - 1].end)]
    found: list[tuple[int, int]] = []
    for atom in atoms[start:end]:
        if atom.class_ == "DAY":
            continue
        if found and not words.text[found[-1][1] : atom.start].strip():
            found[-1] = (found[-1][0], atom.end)
        else:
            found.append((atom.start, atom.end))
    return found


def without_second_questions(trimmed: Trimmed) -> Trimmed:
    """Return the sentence without the words after its question that ask another question without a state, or give a
    reason.

    Args:
        trimmed: the sentence without its background.

    >>> from treaties.loading.corpus import load_corpus
    >>> from engine.question.tokens import cut
    >>> text = "Must France help if Russia attacks Latvia, or can it stay at home?"
    >>> without_second_questions(Trimmed(text, cut(text, load_corpus()))).left
    ('or can it stay at home',)
    """
    spans: list[tuple[int, int]] = []
    parts: list[list[Piece]] = [[]]
    for piece in trimmed.pieces:
        if piece.what == "STOP":
            parts.append([])
        else:
            parts[-1].append(piece)
    for part_ in parts:
        begin = next((n for n in range(1, len(part_)) if _opens(part_, n)), None)
        if begin is not None:
            spans.append((part_[begin].start, part_[-1].end))
    return _blanked(trimmed, spans) if spans else _without_reasons(trimmed)


def _without_reasons(trimmed: Trimmed) -> Trimmed:
    """A sentence without the reasons that name who belongs to what, at the ends of its parts: `since it is in NATO`."""
    words = lattice(trimmed.text, trimmed.pieces)
    chart = Chart(words.edges, grammar())
    spans, saying = [], list(trimmed.saying)
    for start, end in words.segments:
        places = (n for n in range(start + 1, end) if "REASON" in words.edges[n])
        found = ((n, _reason(chart, n, end)) for n in places)
        place, meaning = next((pair for pair in found if pair[1]), (end, ()))
        if meaning:
            spans.append((words.atoms[place].start, words.atoms[end - 1].end))
            saying.append((words, meaning))
    return _blanked(trimmed._replace(saying=tuple(saying)), spans)


def _reason(chart: Chart, start: int, end: int) -> Meaning:
    """What a reason says; nothing where the words are none."""
    with suppress(TooMany):
        return next(iter(chart.readings("reason", start, end)), ())
    return ()


def treaty_told(trimmed: Trimmed, corpus: Corpus, on: date) -> Ids:
    """Return the id of the treaty that the background names; empty if it names none.

    Args:
        trimmed: the sentence with its background.
        corpus: the law.
        on: the day of the question.

    Raises `CasusError` if the treaty is unknown, if it is one of several between the same states, or if the background names two.
    """
    found: Ids = ()
    described = False
    for words, meaning in trimmed.saying:
        meant = Meant(words.text, words.pieces, words.words, corpus, on)
        named = part(meaning, "told")
        kinds = {words.words[n].what for n in numbers(named, "inst")}
        described |= "TREATY" in kinds
        kinds.discard("INSTRUMENT")
        with suppress(CasusError if kinds == {"NAME"} else NotMeant):
            found += meant.instruments(named, ())[0] if named else ()
    found = flat((found,))
    if len(found) > 1 or (
        found and described and not alone_between(found[0], corpus, on)
    ):
        several = "several treaties bind the states that are named"
        raise CasusError(several, remedy="name the treaty")
    return found


def _background(words: Lattice, start: int, end: int) -> Meaning | None:
    """What a part says that only tells the case; None where it may be part of the question."""
    with suppress(TooMany):
        chart = Chart(words.edges, grammar())
        if found := chart.readings("background", start, end):
            return min(found, key=lambda meaning: found[meaning])
    place = (words, start, end)
    idle = _of_speaker(*place) or _label(*place)
    return () if idle else None


def _label(words: Lattice, start: int, end: int) -> bool:
    """Whether a part is a label of a few words that are no part of a question: `For my seminar:`."""
    atoms = words.atoms
    dated = ("DAY", "YEAR")
    if [atom.class_ for atom in atoms[start:end]][:2] == ["PRON", "BE"]:
        start += 2
    here = [
        a._replace(piece=None) if a.text.casefold() in HEADS else a
        for a in atoms[start:end]
        if a.class_ not in dated
    ]
    asks = end < len(atoms) and atoms[end].text == "?"
    dates = not here and start < end
    return not asks and len(here) <= LABEL and (dates or is_idle(here, LABELLING))


def _of_speaker(words: Lattice, start: int, end: int) -> bool:
    """Whether a part tells of the person who asks and of no act of a state: `My brother serves in Estonia.`"""
    atoms, classes = words.atoms, word_classes()
    first = [atom.text.casefold() for atom in atoms[start:end]][:4]
    speaks = first[0] in classes["SPEAKS"] or bool({"my", "our"}.intersection(first))
    asks = end < len(atoms) and atoms[end].text == "?" and "i" not in first[:2]
    speaks = speaks or first[1:2] == ["i"]
    if not speaks or set(first[1:2]) & classes["SPEAKS_FOR_STATE"] or asks:
        return False
    elsewhere = (a.class_ for a in (*atoms[:start], *atoms[end:]))
    here = {a.class_ for a in atoms[start:end]}
    if "HARM" in here and here & {"NAME", "INSTRUMENT", "ADJECTIVE"}:
        return False
    return not {"SPEAKER", "IAM"}.intersection(elsewhere) and not any(
        _acts(atoms[n - 1], atoms[n]) for n in range(start + 1, end)
    )


def _acts(before: Atom, atom: Atom) -> bool:
    """Whether a word may say that force is used, or ask what must be done."""
    noun = atom.class_ in ("NOUN", "VERBNOUN", "THREAT")
    named = noun and before.text.casefold() in word_classes()["BEFORE_NOUN"]
    day = atom.class_ == "IF" and atom.text.casefold() == "day"
    return atom.class_ in ACTING and not (named or day)


def _opens(pieces: list[Piece], n: int) -> bool:
    """Whether a second question, or a reason, about no state begins at a piece and goes on to the end of its part."""
    rest = [p for p in pieces[n:] if p.what not in ("COMMA", "THE", "AN")]
    kinds = {p.what for p in rest[1:]} - ({"IF"} if _or_if(rest) else set())
    if not rest or kinds & VERBS:
        return False
    if rest[0].text.casefold() in word_classes()["REASON"]:
        return not kinds & NAMING and _gives_reason(rest) and _asked_last(pieces[:n])
    asked = ASKED.union(DUTIES, INSTRUMENTS).intersection(p.what for p in pieces[:n])
    return bool(asked) and _asks_too(rest, kinds)


def _or_if(rest: list[Piece]) -> bool:
    """Whether words begin by `or if`."""
    return [p.what for p in rest[:2]] == ["OR", "IF"]


def _gives_reason(rest: list[Piece]) -> bool:
    """Whether words give a reason that may not turn what was said before, and ask nothing."""
    turning = any(map(turns, rest))
    return len(rest) > 1 and not turning and not ASKED & {p.what for p in rest}


def _asks_too(rest: list[Piece], kinds: set[str]) -> bool:
    """Whether words that begin by `or` or `and` ask something else of no state, or narrow what was asked."""
    opening = rest[0].what
    merely = len(rest) > 2 and rest[1].text.casefold() in word_classes()["MERELY"]
    if opening == "OR" and merely:
        return True
    if opening not in ("OR", "AND") or kinds & NAMING or len(rest) < 2:
        return False
    return _or_if(rest) or rest[1].what in ASKING or rest[1].text in ("can", "not")


def _asked_last(pieces: list[Piece]) -> bool:
    """Whether the question comes after the case, so that what follows belongs to the question."""
    kinds = [p.what for p in pieces]
    force = max((n for n, kind in enumerate(kinds) if kind in ATTACKING), default=-1)
    return any(kind in ASKED | DUTIES for kind in kinds[force + 1 :])


def _blanked(whole: Trimmed, spans: list[tuple[int, int]]) -> Trimmed:
    """A sentence with spaces in place of some stretches of it."""
    found, kept, left = whole.text, whole.pieces, list(whole.left)
    for start, end in spans:
        left += filter(None, [whole.text[start:end].strip(", ")])
        found = found[:start] + " " * (end - start) + found[end:]
        kept = [p for p in kept if p.end <= start or p.start >= end]
    return whole._replace(text=found, pieces=kept, left=tuple(left))
