"""The indexes of the corpus browser: lists that a reader can filter by typing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from casus_docs.markdown import items, link, text
from casus_docs.reading_pages import Turn
from casus_docs.state_pages import treaties_of
from casus_docs.treaty_pages import span
from treaties.models.corpus import Corpus

KINDS = ("treaties", "states", "readings", "cases")


def listing(label: str, title: str, lead: str, lines: Iterable[str]) -> str:
    """An index page; `casus.js` puts a box above the list."""
    return "\n".join(
        [
            f"({label})=",
            f"# {title}",
            "",
            lead,
            "",
            "::::{container} filterable",
            "",
            *items(lines),
            "::::",
            "",
        ]
    )


def treaties(law: Corpus) -> str:
    """All instruments in the order of signature."""
    held = sorted(law.treaties, key=lambda t: (t.signed, t.id))
    count = sum(len(t.obligations) for t in held)
    lead = f"{len(held)} instruments with {count} duties, in the order of signature. A page has every article, who reads it how, and the sources."
    lines = []
    for t in held:
        names = [law.states[s].name_on(t.signed) for s in t.states]
        who = ", ".join(names[:4]) + (
            f" and {len(names) - 4} more" if len(names) > 4 else ""
        )
        duties = (
            ", ".join(
                f"`{d}`" for d in dict.fromkeys(str(o.duty) for o in t.obligations)
            )
            or "no duty"
        )
        lines.append(
            f"{link('treaty', t.id, t.name)} ({span(t)}), {text(who)}: {duties}"
        )
    return listing("corpus-treaties", "Treaties", lead, lines)


def states(law: Corpus) -> str:
    """All states by name."""
    lead = f"{len(law.states)} legal persons since 1816, each with its names, codes, treaties and a picture of its duties in time."
    lines = []
    for s in sorted(law.states, key=lambda s: s.name):
        count = len(treaties_of(law, s.id))
        earlier = ", ".join(dict.fromkeys(n.name for n in s.names if n.name != s.name))
        also = f", earlier {text(earlier)}" if earlier else ""
        lines.append(
            f"{link('state', s.id, s.name)}{also}: {count or 'no'} {'treaty' if count == 1 else 'treaties'}"
        )
    return listing("corpus-states", "States", lead, lines)


def readings(law: Corpus, changed: dict[str, list[Turn]]) -> str:
    """All readings, with how many verdicts each changes."""
    lead = (
        "Who reads the law how: named, sourced sets of answers to what the texts leave open. The number says how many "
        "verdicts of the shipped cases and scenarios a reading changes."
    )
    lines = [
        f"{link('reading', r.id, r.name)} ({text(r.when or r.kind)}), {len(changed.get(r.id, []))}: {text(r.gist)}"
        for r in sorted(law.readings, key=lambda r: (r.kind, r.name))
    ]
    return listing("corpus-readings", "Readings", lead, lines)


def cases(law: Corpus) -> str:
    """All cases by date."""
    groups = Counter(c.group for c in law.cases)
    lead = (
        f"{len(law.cases)} documented crises and worked scenarios, each held against a key written by hand: "
        + ", ".join(f"{n} of the group *{g}*" for g, n in groups.items())
        + ". Duty, invocation and conduct stand apart. Where engine and key differ: [the ledger](../disagreements.md)."
    )
    lines = [
        f"{c.date} {link('case', c.id, c.title)} ({c.code})"
        for c in sorted(law.cases, key=lambda c: (c.date, c.code))
    ]
    return listing("corpus-cases", "Cases", lead, lines)
