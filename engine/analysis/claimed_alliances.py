"""Claims of an alliance: by which clause each of some states must help each of others, and the claim in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from engine.analysis.claim_words import Says, Sentence
from engine.setting.graph import Clause, clauses_of
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_on
from treaties.models.treaty import Treaty
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import instrument_in_line, listed, with_article

SEVERAL = 6
"""States that are named one by one; more of one group have its name."""


def pledges(
    treaties: Iterable[Treaty],
    bound: Iterable[str],
    owed: Iterable[str],
    deed: str,
    on: date,
) -> dict[tuple[str, str], Clause]:
    """Find, for each pair of an obligor and a beneficiary, a clause by which the obligor must help the beneficiary,
    where there is one.

    Args:
        treaties: the treaties that are looked through.
        bound: the ids of those who must help.
        owed: the ids of those who are helped.
        deed: the deed that is owed.
        on: the day.

    Returns a clause for each pair of obligor and beneficiary that has one.
    """
    one, other = set(bound), set(owed)
    found: dict[tuple[str, str], Clause] = {}
    for treaty in treaties:
        parties = set(treaty.parties_on(on))
        if not treaty.rank.binding or not one & parties:
            continue
        clauses = {id(c.obligation): c for c in clauses_of(treaty)}
        for leg in legs_on(treaty, on):
            pair = (leg.obligor, leg.beneficiary)
            asks = leg.obligation.duty.asks_for(deed)
            if asks and pair[0] in one and pair[1] in other:
                found.setdefault(pair, clauses[id(leg.obligation)])
    return found


def unpledged(
    s: Sentence, bound: Sequence[str], found: Mapping[tuple[str, str], Clause]
) -> tuple[str, ...]:
    """Find the first pair of states that are said to be bound and have no clause; empty where each pair has one.

    Args:
        s: the claim: of two allies one must help the other, or each must help each.
        bound: the ids of those who are said to be bound.
        found: a clause for each pair of obligor and beneficiary that has one.
    """
    for one in bound:
        for other in s.owed or bound:
            either = s.says is Says.ALLIED and (other, one) in found
            if one != other and (one, other) not in found and not either:
                return one, other
    return ()


def of_allies(
    s: Sentence, bound: Sequence[str], under: str, on: date, law: Corpus
) -> str:
    """Word a claim of an alliance in full, as this program understands it.

    Args:
        s: the claim.
        bound: the ids of those who are said to be bound.
        under: the treaty that is named; empty where none is.
        on: the day.
        law: the law, which knows the names.
    """
    who, whom = (
        listed(with_article(law.states[i].name_on(on)) for i in ids)
        for ids in (bound, s.owed)
    )
    who = s.who if len(bound) > SEVERAL and s.who else who
    by = f" under {instrument_in_line(under)}" if under else " by a treaty"
    one = s.says is Says.ALLIED and whom
    tail = (
        f"{who} or {whom} must help the other"
        if one
        else f"each of {who} must help the others"
    )
    return f"On {in_words(on)} {tail}{by}"
