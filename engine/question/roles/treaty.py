"""Treaty that a sentence asks about: by name, as the treaty of an alliance, or by parties and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from engine.question.instruments import treaties_named, years_of
from engine.question.reading.meant import article_of
from engine.question.roles.signs import NAMES, Mention, Sign
from engine.question.vocabulary import bare
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.models.treaty import Treaty

BESIDE = 4
"""How many words before and behind `treaty` may describe it."""
ANY = frozenset(["BY", "AN", "ANYOF", "NOT", "WHO", "WHICHTREATY", "WHICH"])
"""Classes of words before a noun for any treaty."""
PLURAL = ("treaties", "pacts", "alliances", "agreements", "ties")


class TreatyAsked(NamedTuple):
    """The treaty and the article that a sentence asks about; both empty if it asks about no treaty."""

    treaty: str = ""
    article: str = ""


class Unclear(Exception):
    """Raised if something that a question needs is not clear in the sentence."""


def treaty_asked_in(
    signs: Sequence[Sign],
    named: Sequence[Mention],
    parties: set[str],
    corpus: Corpus,
    on: date,
) -> TreatyAsked:
    """Return the treaty that a sentence asks about.

    Args:
        signs: the signs of the sentence.
        named: what its names mean.
        parties: the ids of the states that are attacked, and of the states asked about.
        corpus: the law.
        on: the day of the question.

    Raises `Unclear` if it is not clear which treaty is meant.
    """
    article = next((a for s in signs if (a := _article(s))), "")
    found: list[str] = []
    for n, sign in enumerate(signs):
        if sign.class_ == "INSTRUMENT" and sign.piece:
            ids = treaties_named(sign.piece, corpus)
            found += _fitting(ids, _years(signs, n), parties, corpus, on)
        elif sign.class_ == "TREATY" and not _repeats(signs, n):
            if not _is_one(signs, n) and not set(_parties(signs, n, named)):
                continue
            found += _described(signs, n, named, parties, corpus, on)
        elif _is_unknown(signs, n, named):
            raise Unclear(f"under {sign.text}")
    found = list(dict.fromkeys(found))
    if len(found) > 1 or (article and not found):
        raise Unclear("several treaties, or an article of none")
    return TreatyAsked(found[0], article) if found else TreatyAsked()


def treaty_of_group(name: str, corpus: Corpus) -> str:
    """Return the id of the treaty of an alliance; empty for any other name.

    Args:
        name: the name.
        corpus: the law, which knows the groups.
    """
    group = corpus.groups.get(name)
    return (group.treaty or "") if isinstance(group, Group) else ""


def _article(sign: Sign) -> str:
    """The article that a sign names; empty where it names none."""
    return article_of(sign.text) if sign.class_ in ("INSTRUMENT", "ARTICLE") else ""


def _years(signs: Sequence[Sign], n: int) -> set[int]:
    """The years beside a noun for a treaty."""
    beside = signs[max(n - BESIDE, 0) : n + BESIDE]
    years = (s.text for s in beside if s.class_ == "YEAR" and s.text[-4:].isdecimal())
    return {int(text[-4:]) for text in years}


def _fitting(
    ids: Sequence[str],
    years: set[int],
    parties: set[str],
    corpus: Corpus,
    on: date,
) -> list[str]:
    """Those of some treaties of one name that are of a year, bind a party, and were in force."""
    found = [corpus.treaty(ident) for ident in ids]
    if years and any(years & years_of(t) for t in found):
        found = [t for t in found if years & years_of(t)]
    found = [t for t in found if t.parties_on(on)] or found
    found = [t for t in found if parties & set(t.states)] or found
    return [t.id for t in found[:1]]


def _is_unknown(signs: Sequence[Sign], n: int, named: Sequence[Mention]) -> bool:
    """Whether a name behind `under` is that of no alliance, and so of a treaty that is not known."""
    under = n > 0 and signs[n - 1].class_ == "UNDERGOES"
    alliance = any(m.at == n and m.group for m in named)
    return under and signs[n].class_ == "NAME" and not alliance


def _repeats(signs: Sequence[Sign], n: int) -> bool:
    """Whether `treaty` only repeats a name before it, or is that of an organisation: `NATO treaty`."""
    return n > 0 and signs[n - 1].class_ in ("INSTRUMENT", "ARTICLE")


def _is_one(signs: Sequence[Sign], n: int) -> bool:
    """Whether a noun means one treaty, and not any: `the pact`, `their treaty`, `the 1921 convention`."""
    if bare(signs[n].text).split()[-1] in PLURAL:
        return bool(_years(signs, n))
    before = [s.class_ for s in signs[max(n - BESIDE, 0) : n]]
    close = before[-1:] and before[-1] in ANY
    return bool(_years(signs, n)) or not close


def _described(
    signs: Sequence[Sign],
    n: int,
    named: Sequence[Mention],
    parties: set[str],
    corpus: Corpus,
    on: date,
) -> list[str]:
    """The one treaty that its parties and its year single out; raises `Unclear` where there is none, or several."""
    years = _years(signs, n)
    own = set(_parties(signs, n, named))
    for states in (own | parties, own, parties):
        if len(states) < 2:
            continue
        found = [t for t in corpus.treaties if states <= set(t.states)]
        found = [t for t in found if not years or years & years_of(t)]
        found = [t for t in found if years or t.parties_on(on)]
        if one := _only(found):
            return [one]
    raise Unclear("a treaty")


def _only(found: Sequence[Treaty]) -> str:
    """The one of some treaties with the fewest parties, of help rather than of anything else; empty where there is
    none.
    """
    helping = [t for t in found if t.promises_help] or list(found)
    fewest = min((len(t.states) for t in helping), default=0)
    closest = [t.id for t in helping if len(t.states) == fewest]
    return closest[0] if len(closest) == 1 else ""


def _parties(signs: Sequence[Sign], n: int, named: Sequence[Mention]) -> Iterator[str]:
    """The states that stand right beside a noun for a treaty."""
    first = n
    while first and signs[first - 1].class_ in (*NAMES, "POSS", "X", "AID", "YEAR"):
        first -= 1
    last = n
    while last + 1 < len(signs) and signs[last + 1].class_ in (
        *NAMES,
        *("WITH", "BETWEEN", "AND", "THE", "OF", "YEAR"),
    ):
        last += 1
    for mention in named:
        if first <= mention.at <= last:
            yield from mention.states
