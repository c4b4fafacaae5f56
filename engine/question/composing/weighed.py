"""Questions which of two treaties binds harder, put in any order and with any word for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import groupby
from typing import NamedTuple

from engine.question.composing.clauses import Unplaced
from engine.question.composing.clues import (
    Clue,
    Found,
    clues_of,
    found_by,
    listed,
    replaced,
)
from engine.question.composing.treaties_meant import treaties_meant, years_said
from engine.question.instruments import common_day, helped_by, years_of
from engine.question.reading.lattice import Lattice
from engine.question.reading.meant import Meant, below, numbers, part
from engine.question.tokens import Piece, stands_for
from engine.question.topic import Kind
from engine.question.understood import Understood
from treaties.models.groups import Group
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError

_SHORT = re.compile(
    r"\b(the\s+[A-Z][\w–-]+(?:\s+[A-Z][\w–-]+)?)\s+one\b(?!\s+(?:of\s+)?(?:the|its|them)\b)"
)
"""A treaty for which `one` stands: `the Chinese one of 1961`."""


_YEAR_BEFORE = re.compile(r"\b(\d{4})\s+(?:[A-Z][\w’'–-]*\s+)*$")
_YEAR_BEHIND = re.compile(
    r"(?:\s+on\s+(?:[a-z]+\s+){1,3})?(?:\s+of\s+|\s*\()(?:\d+\s+)?(?:[A-Z]\w+\s+)?(\d{4})\b"
)
_AGAIN = re.compile(
    r"\b(the\s+(?:[A-Z][\w–-]*\s+)+(?:alliance|treaty|pact|agreement|convention))\s+of\s+(\d{4}(?:\s+\w+){0,3}?)\s+"
    r"(and|or|than|with|against)\s+(?:that|the one)\s+of\s+(\d{4})"
)
"""Two treaties of one name: `the Anglo-Japanese alliance of 1902 and that of 1905`."""


_WITH_OTHER = re.compile(
    r"\b(the\s+[A-Z]\w+\s+(?:alliance|treaty|pact|agreement|convention)\s+with)\s+([A-Z]\w+(?:\s+of\s+\d{4})?)\s+"
    r"(and|or|than|with|against)\s+(?:that|the one)\s+with\s"
)
"""Two treaties of one state: `the American treaty with Manila and the one with Seoul`."""


class Row(NamedTuple):
    """All clues of a sentence, with those that name treaties."""

    clues: Sequence[Clue]
    pacts: Sequence[Found]
    hit: frozenset[str] = frozenset()
    """The states that are attacked."""


def with_noun_again(text: str) -> str:
    """Return a sentence in which `one` is replaced by `treaty` where it stands for this word.

    Args:
        text: the sentence.

    >>> with_noun_again("Is the Polish treaty of 1921 stronger than the British one of 1939?")
    'Is the Polish treaty of 1921 stronger than the British treaty of 1939?'
    """
    text = _WITH_OTHER.sub(r"\1 \2 \3 \1 ", _AGAIN.sub(r"\1 of \2 \3 \1 of \4", text))
    return _SHORT.sub(r"\1 treaty", text)


def weighed(words: Lattice, meant: Meant) -> tuple[Understood, tuple[str, ...]] | None:
    """Return the question which of two treaties binds harder, and the words of the sentence that this question leaves
    out; None for any other sentence.

    Args:
        words: the words of the sentence.
        meant: the words with their meanings.
    """
    row = _row(words, meant)
    if not any(c.class_ in ("HARDER", "COMPARE") for c in row.clues):
        return None
    states = _states(row.clues, meant)
    named = [_treaties(pact, states | row.hit, meant) for pact in row.pacts]
    two = _of_one_time(named, meant) if len(named) == 2 else None
    if two is None or two[0] == two[1]:
        return None
    articles = tuple(article for _, article in named)
    understood = Understood(
        (),
        _day(meant),
        instruments=two,
        articles=articles if any(articles) else (),
        kind=Kind.WEIGH,
    )
    return understood, tuple(
        _left(row.clues, _bound_by_both(states, understood, meant))
    )


def _row(words: Lattice, meant: Meant) -> Row:
    """The clues of all parts of a sentence, with what happens as a clue of its own."""
    clues: list[Clue] = []
    pacts: list[Found] = []
    hit: set[str] = set()
    for span in words.segments:
        here = clues_of(words, meant, *span, rather=listed("weighing"))
        happens = found_by("acts", here)
        hit |= {ident for deed in happens for ident in _hit(deed, meant)}
        here = replaced(here, happens, "CASE")
        found = found_by("pacts", here)
        clues += replaced(here, found, "PACT", len(pacts))
        pacts += found
    return _with_alliances(clues, pacts, meant)._replace(hit=frozenset(hit))


def _hit(deed: Found, meant: Meant) -> Iterator[str]:
    """The states that are attacked in a case."""
    for n in below(part(deed.meaning, "hit"), "who"):
        with suppress(CasusError):
            yield meant.state(meant.every[n])


def _with_alliances(clues: Sequence[Clue], pacts: Sequence[Found], meant: Meant) -> Row:
    """The clues with alliances as their treaties, and without a `treaty` that only repeats the name before it."""
    kept: list[Clue] = []
    found: list[Found] = []
    for n, clue in enumerate(clues):
        pact = pacts[clue.number] if clue.class_ == "PACT" else None
        group = (
            meant.group(meant.every[clue.number]) if clue.class_ == "GROUP" else None
        )
        if isinstance(group, Group) and group.treaty:
            pact = Found(n, n + 1, (("inst", clue.number),))
        before = [c.class_ for c in kept if c.class_ not in ("POSS", "AID")][-1:]
        if (
            pact
            and before == ["PACT"]
            and len(pact.meaning) == 1
            and _is_noun(clue, meant)
        ):
            continue
        if pact:
            found.append(pact)
        kept.append(clue._replace(class_="PACT") if pact else clue)
    return Row(kept, found)


def _states(clues: Sequence[Clue], meant: Meant) -> set[str]:
    """The states that are named beside the treaties."""
    found: set[str] = set()
    for clue in clues:
        if clue.class_ in ("NAME", "ADJ"):
            with suppress(CasusError):
                found.add(meant.state(meant.every[clue.number]))
    return found


def _treaties(
    pact: Found, states: set[str], meant: Meant
) -> tuple[tuple[str, ...], str]:
    """The treaties that some words may name, and the article; those of a year by their parties, whenever they bound
    them.
    """
    pieces = [meant.every[n] for n in numbers(pact.meaning, "inst")]
    named = [meant.every[n] for n in numbers(pact.meaning, "party")]
    years = years_said(pieces, meant.text)
    parties = {ident for p in named for ident in _meant_by(p, years, meant)}
    if [p.what for p in pieces] == ["TREATY"] and parties and years:
        return _of_year(parties, states, years, meant), ""
    try:
        found, article = treaties_meant(pact, [states], meant)
    except (CasusError, Unplaced):
        return (), ""
    beside = _years_beside(pieces, meant.text)
    return _of_the_year_said(found, beside, meant), article


def _years_beside(pieces: Sequence[Piece], text: str) -> set[int]:
    """The year right before or behind the name of a treaty: `the 1925 Franco-Czechoslovak treaty`, `pact of 1954`."""
    before = _YEAR_BEFORE.search(text[: pieces[0].start])
    behind = _YEAR_BEHIND.match(text[pieces[-1].end :])
    return {int(found[1]) for found in (before, behind) if found}


def _of_the_year_said(
    found: tuple[str, ...], years: set[int], meant: Meant
) -> tuple[str, ...]:
    """Those of some treaties that are of the year that is said; else those of that year between the same states."""
    treaties = [meant.corpus.treaty(ident) for ident in found]
    of_year = tuple(t.id for t in treaties if not years or years & years_of(t))
    if of_year or not treaties:
        return of_year
    return _of_year(set(treaties[0].states), set(), years, meant)


def _meant_by(piece: Piece, years: set[int], meant: Meant) -> Iterator[str]:
    """The states that a name may mean in one of some years."""
    for name in stands_for(piece):
        if name in meant.corpus.states:
            yield name
            continue
        for year in years:
            with suppress(CasusError):
                yield meant.corpus.states.resolve(name, date(year, 12, 31)).id


def _of_year(
    parties: set[str], states: set[str], years: set[int], meant: Meant
) -> tuple[str, ...]:
    """The treaties of help of some years between the states that are named, with the fewest parties."""
    found = [
        t
        for t in meant.corpus.treaties
        if parties <= set(t.states)
        and states <= set(t.states) | parties
        and len({*parties, *states}) > 1
        and years & years_of(t)
    ]
    fewest = min((len(t.states) for t in found), default=0)
    return tuple(t.id for t in found if len(t.states) == fewest)


def _of_one_time(
    named: Sequence[tuple[tuple[str, ...], str]], meant: Meant
) -> tuple[str, str] | None:
    """The one treaty that each of two names means: of several, the only one that was in force beside the other."""
    first, second = (ids for ids, _ in named)
    if len(first) > 1 and len(second) == 1:
        first = tuple(i for i in first if _together(i, second[0], meant))
    if len(second) > 1 and len(first) == 1:
        second = tuple(i for i in second if _together(first[0], i, meant))
    return (first[0], second[0]) if len(first) == len(second) == 1 else None


def _together(one: str, other: str, meant: Meant) -> bool:
    """Whether two treaties were ever in force on the same day."""
    return common_day(one, other, meant.corpus) is not None


def _day(meant: Meant) -> SpokenDay | None:
    """The one day that is named and is no day of a treaty."""
    days = [p.value for p in meant.every if p.what == "DAY"]
    return days[0] if len(days) == 1 and isinstance(days[0], SpokenDay) else None


def _bound_by_both(states: set[str], understood: Understood, meant: Meant) -> bool:
    """Whether each state that is named is a party to both treaties, or is helped by both."""
    both = (meant.corpus.treaty(ident) for ident in understood.instruments)
    return all(states <= {*t.states, *helped_by(t)} for t in both)


def _left(clues: Sequence[Clue], bound: bool) -> list[str]:
    """The words that say more than the comparison: those that stand side by side as one."""
    known = {*listed("weighed"), "PACT", *(("NAME", "ADJ") if bound else ())}
    runs = groupby(clues, lambda clue: clue.class_ in known)
    return [" ".join(c.text for c in run) for is_known, run in runs if not is_known]


def _is_noun(clue: Clue, meant: Meant) -> bool:
    """Whether a clue is only a word like `treaty`."""
    return any(p.what == "TREATY" and p.text == clue.text for p in meant.every)
