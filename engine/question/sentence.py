"""The question in the user's own words, parsed by the grammar of `grammar` and read as a value.

The grammar is an Earley grammar of the library lark: a sentence is cut in more than one way until its end is known
(`Russia attacks Estonia and China attacks Taiwan`), and all its meanings are seen, so that a second one is asked back
instead of overlooked. The library is loaded with the first question in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from engine.question.grammar import GRAMMAR
from engine.question.meaning import Meaning
from engine.question.tokens import LONGEST_NAME, Piece, cut
from engine.question.understood import Understood
from engine.question.vocabulary import bare, phrases
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError, nearest
from treaties.vocabulary.names import fold, listed

FORM = "if X is attacked [by Y] [on DATE] [at PLACE], who is drawn in?"
LONGEST = 500
"""Characters of a question."""
_OTHER = {
    "OR": ("asks two questions at once", "ask one of them, or say `and` where both happen"),
    "MAY": ("asks what is allowed", "ask what a state must do: `must X help if …`"),
    "BETWEEN": ("does not say who attacks whom", f"ask it as: {FORM}"),
}
"""Words that make another question, and what can be asked instead."""
_TELLING = ("IF", "HAPPENS", "WHO", "NOUN", "HELP", "BACK", "UNDERGOES", "DUTY")


def looks_like_question(text: str) -> bool:
    """Whether a text is a sentence rather than the name of a state.

    >>> looks_like_question("If Estonia is attacked, who is drawn in?"), looks_like_question("North Korea")
    (True, False)
    """
    if "?" in text or (len(text) > LONGEST and " " in text):
        return True
    words = re.findall(r"[^\W_]+", text.casefold())
    known = phrases()
    said = {
        known[k][0]
        for i in range(len(words))
        for j in range(i + 1, min(i + LONGEST_NAME, len(words)) + 1)
        if (k := bare(" ".join(words[i:j]))) in known
    }
    return len(words) > 1 and any(w in _TELLING or w.startswith(("VERB", "THREAT")) for w in said)


def parse_question(text: str, corpus: Corpus, today: date | None = None, *, on: date | None = None) -> Understood:
    """What a sentence asks; raises `CasusError` naming every word that was not understood.

    `on` is a day that was given apart from the sentence, which then must not name one.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = load_corpus()
    >>> asked = parse_question("Must China help if Guam is attacked by North Korea in 2026?", law)
    >>> print(asked.told(law))
    understood as: the United States attacked by North Korea at Guam, on 1 January 2026 (for `2026`); asked about China
    """
    if len(text) > LONGEST:
        raise CasusError(f"a question of {len(text)} characters is too long", remedy=f"ask it as: {FORM}")
    pieces = cut(text, corpus, today)
    found: dict[Understood, None] = {}
    faults: list[CasusError] = []
    for tree in _trees(pieces, text, corpus):
        try:
            found[Meaning(tree, pieces, corpus, today, on).read()] = None
        except CasusError as fault:
            faults.append(fault)
    if not found:
        raise _not_understood(pieces, None, text, corpus) if _several_unknown(pieces) else faults[0]
    if len(found) > 1:
        ways = " or ".join(f"`{u.told(corpus).partition(': ')[2]}`" for u in found)
        raise CasusError(f"the sentence may be read as {ways}", remedy="ask the one you mean")
    return next(iter(found))


def _trees(pieces: list[Piece], text: str, corpus: Corpus) -> Iterator[Any]:
    """Every way in which the grammar reads the pieces."""
    from lark.exceptions import ParseError, UnexpectedInput
    from lark.visitors import CollapseAmbiguities

    try:
        forest = _parser().parse(pieces)
    except (UnexpectedInput, ParseError) as error:
        raise _not_understood(pieces, getattr(error, "token", None), text, corpus) from None
    yield from CollapseAmbiguities().transform(forest)


@cache
def _parser() -> Any:
    from lark import Lark, Token
    from lark.lexer import Lexer

    class Pieces(Lexer):
        """The pieces as the library's tokens; each keeps its number as its place."""

        def __init__(self, conf: Any) -> None:
            pass

        def lex(self, data: list[Piece]) -> Iterator[Token]:  # type: ignore[override]
            for number, piece in enumerate(data):
                yield Token(piece.what, piece.text, number)

    return Lark(GRAMMAR, parser="earley", lexer=Pieces, ambiguity="explicit")


def _several_unknown(pieces: list[Piece]) -> bool:
    return sum(p.what == "UNKNOWN" for p in pieces) > 1


def _not_understood(pieces: list[Piece], token: Any, text: str, corpus: Corpus) -> CasusError:
    """The words that stand in the way, each with the nearest reading."""
    for what, why in _OTHER.items():
        if any(p.what == what for p in pieces):
            word = next(p.text for p in pieces if p.what == what)
            return CasusError(f"`{word}` {why[0]}", remedy=why[1])
    strange = [i for i, p in enumerate(pieces) if p.what == "UNKNOWN"]
    if strange:
        said = [_with_reading(pieces, i, text, corpus) for i in strange]
        verb = "is" if len(said) == 1 else "are"
        if all(meant for _, meant in said):
            remedy = f"did you mean {listed(meant for _, meant in said)}?"
            return CasusError(f"{listed(f'`{w}`' for w, _ in said)} {verb} not understood", remedy=remedy)
        words = listed(f"`{w}`" + (f" ({meant}?)" if meant else "") for w, meant in said)
        return CasusError(f"{words} {verb} not understood", remedy=f"ask it as: {FORM}")
    number = getattr(token, "start_pos", None)
    names = [i for i, p in enumerate(pieces) if p.what == "NAME"]
    if isinstance(number, int) and names and 0 < number < len(pieces):
        at = pieces[number].start
        rest, before = text[at:].strip(" ?.!"), text[:at].strip(" ,;:")
        return CasusError(f"`{rest}` is not understood after `{before}`", remedy=f"ask it as: {FORM}")
    return CasusError(f"`{text.strip()}` is not understood", remedy=f"ask it as: {FORM}")


def _with_reading(pieces: list[Piece], at: int, text: str, corpus: Corpus) -> tuple[str, str]:
    """An unknown piece, or one with the names beside it that together are near a name; and what it may have been."""
    names = {fold(w): w for s in corpus.states.all for w in (s.name, *s.aliases)}
    names |= {fold(w): w for p in corpus.gazetteer.places for w in (p.name, *p.aliases)}
    names |= {fold(w): w for _, w in corpus.groups.spellings()}
    for first, last in ((at - 1, at + 1), (at - 1, at), (at, at + 1), (at, at)):
        if (
            first < 0
            or last >= len(pieces)
            or any(pieces[i].what not in ("NAME", "UNKNOWN") for i in range(first, last + 1))
        ):
            continue
        written = text[pieces[first].start : pieces[last].end]
        if near := nearest(fold(written), names, limit=1):
            return written, f"`{names[near[0]]}`"
    word = pieces[at].text
    near = nearest(word, [" ".join(p) for p in phrases()], limit=1)
    return word, f"`{near[0]}`" if near else ""
