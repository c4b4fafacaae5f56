"""Probability told: text, JSON and notebook forms."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from engine.analysis.probability.chance import Chance
from engine.analysis.probability.odds_value import LikelyWay, Probability
from engine.labels.work_budget import LATE
from engine.output.prose import para

SHOWN = 12
DIGITS = 40
"""Digits of a fraction's denominator up to which it is told in the text form."""
ASSUMED = "Answers are assumed independent of each other"


def number(value: Fraction | float) -> str:
    """A probability in words: a decimal, with the fraction where it is short.

    >>> number(Fraction(9, 200)), number(0.25)
    ('0.045 (9/200 exactly)', '0.25')
    """
    decimal = f"{float(value):.6g}"
    if isinstance(value, Fraction) and value.denominator > 1 and len(str(value.denominator)) <= DIGITS:
        return f"{decimal} ({value} exactly)"
    return decimal


def _down(x: Fraction | float, *, of: int = 0) -> str:
    """Six places, rounded so that a bound still holds: down, or, as the rest to `of`, up."""
    places = floor(x * 10**6)
    return f"{(places if not of else of * 10**6 - places) / 10**6:g}"


def prior(c: Chance) -> str:
    """A prior in words."""
    return f"{float(c.low):g}" if c.point is not None else f"{float(c.low):g} to {float(c.high):g}"


def tell_odds(o: Probability) -> str:
    """Odds as text."""
    return "\n".join(_lines(o))


def _lines(o: Probability) -> Iterator[str]:
    i = o.inquiry
    yield para(i.answer.title)
    yield ""
    if o.method == "settled":
        how = "holds on settled facts" if o.low == 1 else "can't come about, whatever is answered"
        yield para(f"The odds that {i.claim}: {o.low}, because it {how}.")
        if i.principal and not o.low:
            yield para(f"{i.name} is a belligerent: it attacks or is attacked in the scenario itself.")
        return
    if o.low == o.high:
        yield para(f"The odds that {i.claim}: {number(o.low)}")
    else:
        word = "exactly from" if o.exact else "somewhere from"
        ends = (f"{_down(o.low)} to {_down(1 - o.high, of=1)}") if o.method == "bounds" else None
        yield para(f"The odds that {i.claim}: {word} {ends or f'{number(o.low)} to {number(o.high)}'}")
    yield from i.cut()
    if o.method == "bounds" and i.near is None:
        yield para(
            "The ways are too many to be reckoned exactly: these are guaranteed bounds, from the nearest supports and the most "
            "probable cases; those not looked at count as no in the one and as yes in the other."
        )
    elif not o.exact and o.method not in ("bounds", "anything"):
        yield para(
            "The bounds hold, but may be wider than need be: too many intervals touch questions asked both ways."
        )
    if o.method == "anything":
        yield para("No question that it turns on was given a probability, so nothing is known: give some with `--p`.")
    if o.missing:
        yield para(f"Over all values of {len(o.missing)} question{'s' * (len(o.missing) != 1)} without a probability.")
    if o.importance:
        yield ""
        middle = " (at the middle of the intervals)" if any(x.chance.point is None for x in o.importance) else ""
        yield f"WHAT WEIGHS{middle}: odds given yes less odds given no"
        for x in o.importance[:SHOWN]:
            yield para(f"{x.birnbaum:+.4f}  {i.question(x.question).text} ({prior(x.chance)})", 2, 11)
        if len(o.importance) > SHOWN:
            yield f"  and {len(o.importance) - SHOWN} more that weigh less"
    yield from _path(o, o.way_in, "THE MOST PROBABLE WAY IN")
    yield from _path(o, o.way_out, "THE MOST PROBABLE WAY OF STAYING OUT")
    yield ""
    if o.late:
        yield para(LATE)
    for c in o.causes:
        why = f": {c.why}" if c.why else ""
        yield para(f"Common cause `{c.name}` ({float(c.chance):g}) behind {len(c.questions)} questions{why}")
    yield para(
        f"{ASSUMED}{', but for the common causes' if o.causes else ''}. The probabilities are yours, not the law's."
    )


def _path(o: Probability, path: LikelyWay | None, title: str) -> Iterator[str]:
    if path is None:
        return
    yield ""
    least = "" if path.proved else ", of those found"
    yield f"{title}{least}: {path.chance:.4g}"
    judges = o.inquiry.judges([path.mask]) if title.endswith("IN") else {}
    order = o.inquiry.in_order(path.mask) or o.inquiry.decode(path.mask)
    if len(order) > 8:
        yield from (para(line, 2, 4) for line in o.inquiry.told_briefly(path.mask, judges))
    else:
        yield from (para(o.inquiry.told(x, judges), 2, 4) for x in order)
