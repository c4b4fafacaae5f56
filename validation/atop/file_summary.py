"""What a file of alliances holds, in figures: the summary behind `casus import`."""

from __future__ import annotations

from collections import Counter
from typing import Any

from treaties.models.corpus import Corpus
from treaties.outside.atop import AtopLaw
from treaties.outside.law import AllianceLaw
from treaties.outside.promises import Promise


def summary(law: AllianceLaw, corpus: Corpus | None = None) -> dict[str, Any]:
    """Counts of one file that was read: alliances, states, promises, limits, what stays unknown, what the corpus has."""
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
        "owed_to_whom_unknown": len(
            {
                leg.alliance
                for leg in law.legs
                if any(a.unknown for a in leg.owed.values())
            }
        ),
        "partial_dates": len(
            {
                (leg.alliance, leg.obligor)
                for leg in law.legs
                if not leg.spans[0].since.exact
                or (leg.spans[0].until and not leg.spans[0].until.exact)
            }
        ),
        "left_out": law.caveat,
    }
    if isinstance(law, AtopLaw):
        limits = Counter(
            str(x)
            for row in law.rows
            for x in {limit for p in row.promises for limit in row.limits(p)}
        )
        found |= {
            "member_rows": len(law.rows),
            "limited_rows": dict(sorted(limits.items())),
            "secret_alliances": len({leg.alliance for leg in law.legs if leg.secret}),
        }
        if corpus is not None:
            from treaties.outside.as_treaties import outside_law

            outside = outside_law(law, corpus)
            found |= {
                "article_by_article": len(outside.replaced),
                "entities_left_out": list(outside.nameless),
            }
    return found


def tell(found: dict[str, Any]) -> str:
    """Write the summary in lines."""
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
