"""Summary of a file of alliances, in numbers, for `casus import`."""

from __future__ import annotations

from collections import Counter
from typing import Any

from treaties.models.corpus import Corpus
from treaties.outside.atop import AtopLaw
from treaties.outside.law import AllianceLaw, AllianceLeg
from treaties.outside.promises import Promise


def summary(law: AllianceLaw, corpus: Corpus | None = None) -> dict[str, Any]:
    """Return counts for a file of alliances: alliances, states, promises, limits, unknown values, and alliances that
    the corpus has.
    """
    unknown = {x.alliance for x in law.legs if any(a.unknown for a in x.owed.values())}
    found: dict[str, Any] = {
        "file": law.source,
        "source": law.coverage.source,
        "first": law.coverage.first.isoformat(),
        "last": law.coverage.last.isoformat(),
        "alliances": len(law.alliances),
        "states": len(law.states),
        "directed_legs": len(law.legs),
        "promises": {
            str(p): len({leg.alliance for leg in law.legs if p in leg.owed})
            for p in Promise
        },
        "owed_to_whom_unknown": len(unknown),
        "partial_dates": len(
            {(leg.alliance, leg.obligor) for leg in law.legs if _dated_in_part(leg)}
        ),
        "left_out": law.caveat,
    }
    if isinstance(law, AtopLaw):
        found |= _of_atop(law, corpus)
    return found


def _dated_in_part(leg: AllianceLeg) -> bool:
    """Whether the first or the last day of a leg is known only to the month or the year."""
    span = leg.spans[0]
    return not span.since.exact or bool(span.until and not span.until.exact)


def _of_atop(law: AtopLaw, corpus: Corpus | None) -> dict[str, Any]:
    """What only ATOP's file tells: limits and secrecy, and how much of it the corpus has."""
    limits: Counter[str] = Counter()
    for row in law.rows:
        limits.update({str(limit) for p in row.promises for limit in row.limits(p)})
    found: dict[str, Any] = {
        "member_rows": len(law.rows),
        "limited_rows": dict(sorted(limits.items())),
        "secret_alliances": len({leg.alliance for leg in law.legs if leg.secret}),
    }
    if corpus is not None:
        from treaties.outside.as_treaties import outside_law

        outside = outside_law(law, corpus)
        found["article_by_article"] = len(outside.replaced)
        found["entities_left_out"] = list(outside.nameless)
    return found


def tell(found: dict[str, Any]) -> str:
    """Return the summary as lines of text."""
    lines = [
        f"{found['file']}: {found['source']}, {found['first']} to {found['last']}; read without a fault"
    ]
    for key, value in found.items():
        if key in ("file", "source", "first", "last") or value in ("", None):
            continue
        shown = (
            ", ".join(f"{k} {v}" for k, v in value.items())
            if isinstance(value, dict)
            else value
        )
        shown = (
            ", ".join(map(str, shown)) or "none" if isinstance(shown, list) else shown
        )
        lines.append(f"  {key.replace('_', ' ')}: {shown}")
    return "\n".join(lines)
