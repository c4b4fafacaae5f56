"""Search for the war of a row of the experts: by its number, among disputes of its year, or from its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from treaties.models.states import States
from treaties.outside.disputes import HEADER, DisputeParty
from treaties.vocabulary.errors import CasusError
from validation.experts.experts_key import CodedRow
from validation.experts.war_files import WarFiles, WarSource
from validation.experts.wars import Hit, War

FORCE = 4
"""The level of hostility (use of force) from which a dispute may have been a war."""
MISSING = f"list its attacks in a plain file with the columns {HEADER}"
"""The remedy for a war that no file has."""


def find_war(row: CodedRow, files: WarFiles, states: States) -> tuple[War | None, str]:
    """Return the war of a row, and where it was found: `attacks`, `participants`, `disputes`, `its name` or `nowhere`.

    The row's own number is looked up in files of attacks, and its COW number in files of participants; if both have it,
    attacks come from the former and theatres from the latter. Otherwise the war is sought among COW's disputes, by the
    states and year in its name, and finally derived from its name alone.

    Args:
        row: the row of the experts' file.
        files: the files of wars.
        states: the register of states.
    """
    attacks = files.war(WarSource.ATTACKS, row.warid)
    sides = files.war(WarSource.PARTICIPANTS, row.cowwarid)
    if attacks:
        return replace(attacks, fought=sides.fought) if sides else attacks, str(
            WarSource.ATTACKS
        )
    if sides:
        return sides, str(WarSource.PARTICIPANTS)
    if found := war_of_disputes(row.warid, row.war, files, states):
        return found, "disputes"
    if found := war_of_name(row.warid, row.war, states):
        return found, "its name"
    return None, "nowhere"


def war_of_disputes(
    ident: int, name: str, files: WarFiles, states: States
) -> War | None:
    """Return the dispute in the year of a war's name that reached force and has the named states on two sides.

    If there are several, the most hostile is returned; None if two are equally hostile, or if there is no such dispute. Of two named states, the first is
    the attacker; if only one is named, side A attacks. Later entrants attack the first state of the other side.

    Args:
        ident: the number of the war.
        name: its name, such as `Italy-Albania1939`.
        files: the files of wars, including COW's disputes.
        states: the register of states.
    """
    years = [int(y) for y in re.findall(r"\d{4}", name)]
    if not years or not files.disputes:
        return None
    named = _states_named(name, date(years[0], 1, 1), states)
    if not named:
        return None
    fits = [
        number
        for number, parties in files.disputes.items()
        if files.level(number) >= FORCE
        and _in_year(parties, years[0])
        and _on_two_sides(parties, named)
    ]
    best = max((files.level(n) for n in fits), default=0)
    found = [n for n in fits if files.level(n) == best]
    if len(found) != 1:
        return None
    return _war(ident, name, files.disputes[found[0]], named)


def _on_two_sides(parties: Sequence[DisputeParty], named: Sequence[int]) -> bool:
    """Whether the first state named stands on one side of a dispute, and the second, if any, on the other."""
    one, other = (
        {p.state for p in parties if p.side_a is side} for side in (True, False)
    )
    first, second = set(named[:1]), set(named[1:2])
    return (first <= one and second <= other) or (first <= other and second <= one)


def _in_year(parties: tuple[DisputeParty, ...], year: int) -> bool:
    return (
        min(p.since.year for p in parties) <= year <= max(p.until.year for p in parties)
    )


def _war(
    ident: int, name: str, parties: tuple[DisputeParty, ...], named: list[int]
) -> War:
    first = {p.side_a for p in parties if p.state == named[0] and p.originator}
    began = first == {True} or len(named) == 1 or len(first) != 1
    order = sorted(parties, key=lambda p: (not p.originator, p.since.earliest, p.line))
    hits = [hit for p in order for hit in _hits(p, order, began=began)]
    return War(ident, name, tuple(sorted(hits, key=lambda h: h.since)))


def _hits(
    party: DisputeParty, order: Sequence[DisputeParty], *, began: bool
) -> Iterator[Hit]:
    """The states that a party to a dispute hits: all that began on the other side, or the first of them if the
    party came later.

    Args:
        party: the party.
        order: all parties, those first that began.
        began: whether side A is the one that attacks.
    """
    foes = [q for q in order if q.side_a is not party.side_a and q.state != party.state]
    since, until = party.since.earliest, party.until.latest
    if not party.originator:
        for foe in foes[:1]:
            yield Hit(party.state, foe.state, since, until, True)
    elif party.side_a is began:
        for foe in foes:
            if foe.originator:
                yield Hit(party.state, foe.state, since, until)


def _states_named(name: str, day: date, states: States) -> list[int]:
    """The COW codes of the first two states in a name such as `Italy-Albania1939`."""
    words = re.split(r"[-–_]|(?<=[a-z])(?=[A-Z])", re.sub(r"\d+", "", name))
    found = [_code(w.strip(), day, states) for w in (*words, name) if w.strip()]
    return list(dict.fromkeys(c for c in found if c))[:2]


def war_of_name(ident: int, name: str, states: States) -> War | None:
    """Return a war derived from its name: `X-Y 1939` is X's attack on Y in that year.

    A victim that is not in the register of states (a principality, a territory) has the code 0. Return None if the
    attacker cannot be identified.

    Args:
        ident: the number of the war.
        name: its name.
        states: the register of states.

    >>> from treaties.loading.register import load_states
    >>> war_of_name(90, "Italy-Albania1939", load_states()).hits[0].victim
    339
    >>> from treaties.loading.corpus import load_corpus
    >>> war_of_name(90, "Italo-Turkish1911-1912", load_corpus().states).hits[0].attacker
    325
    """
    found = re.fullmatch(r"\s*([^\d_-]+)-([^\d_-]+?)[\s_]*(\d{4})(?:[-–]\d+)?\s*", name)
    if not found:
        return None
    first, last = date(int(found[3]), 1, 1), date(int(found[3]), 12, 31)
    attacker, victim = (
        _code(word.strip(), first, states) for word in found.group(1, 2)
    )
    if not attacker:
        return None
    return War(ident, name, (Hit(attacker, victim, first, last),), by_year=True)


def _code(word: str, day: date, states: States) -> int:
    """The COW code of a state by a name, also without its spaces, or by its adjective; 0 where none is meant."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word)
    adjectives = states.groups.adjectives
    for name in (word, spaced, adjectives.get(spaced.casefold(), "")):
        with suppress(CasusError):
            state = states.resolve(name, day)
            return state.cow_on(day) or state.cow_on(None) or 0
    return 0
