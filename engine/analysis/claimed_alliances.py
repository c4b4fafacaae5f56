"""Claims of alliance: whether some states must help each other, and under which articles."""

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
"""The largest number of states listed by name; a larger group has its group name."""


def pledges(
    treaties: Iterable[Treaty],
    bound: Iterable[str],
    owed: Iterable[str],
    deed: str,
    on: date,
) -> dict[tuple[str, str], Clause]:
    """Return, for each obligor and beneficiary, an article under which the obligor must do the deed for the
    beneficiary. Pairs without such an article are left out.

    Args:
        treaties: the treaties to search.
        bound: the ids of the possible obligors.
        owed: the ids of the possible beneficiaries.
        deed: the deed that must be owed.
        on: the day.
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
    """Return the first pair of states that lacks an article which the claim requires; empty if no pair lacks one.
    Allies need an article in one direction only.

    Args:
        s: the claim, either that two states are allies or that each must help each other.
        bound: the ids of the states claimed to be bound.
        found: the clauses found, by obligor and beneficiary.
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
    """Return a claim of alliance as a full sentence, to show how it was understood.

    Args:
        s: the claim.
        bound: the ids of the states claimed to be bound.
        under: the name of the treaty; empty if none is named.
        on: the day.
        law: the law, which supplies names.
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
