"""A page for each pair of states that a treaty of the two binds to help, one or both: what each owes the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from casus_docs.first_screen import first_screen, on_the_map
from casus_docs.markdown import items, link, orphan, text
from casus_docs.treaty_picture import shown
from engine.analysis.pledge_text import Pledges
from engine.analysis.pledges import owes
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_on
from treaties.vocabulary.names import with_article
from treaties.vocabulary.terms import Duty

Pair = tuple[str, str]


@lru_cache(maxsize=4)
def pairs(law: Corpus, on: date) -> dict[Pair, tuple[str, ...]]:
    """Find the pairs of states with a live duty of help in a treaty of the two, with the ids of these treaties.

    Args:
        law: the corpus.
        on: the day.

    >>> from treaties.loading.corpus import load_corpus
    >>> pairs(load_corpus(), date(2026, 1, 1))["japan", "united-states"]
    ('us-japan-1960',)
    """
    found: dict[Pair, list[str]] = {}
    for t in law.treaties:
        parties = tuple(sorted(t.parties_on(on)))
        if len(parties) != 2 or not t.rank.binding:
            continue
        helping = (
            leg
            for leg in legs_on(t, on)
            if leg.obligation.duty.drawn_in
            and {leg.obligor, leg.beneficiary} == {*parties}
        )
        if any(helping):
            found.setdefault((parties[0], parties[1]), []).append(t.id)
    return {pair: tuple(ids) for pair, ids in sorted(found.items())}


def pages(law: Corpus) -> dict[str, str]:
    """Make the pages, and the list of them, by their place."""
    today = date.today()
    found = pairs(law, today)
    made = {f"pairs/{'-'.join(p)}.md": page(law, p, today) for p in found}
    return made | {"pairs.md": index(law, found, today)}


def pair_title(law: Corpus, pair: Pair) -> str:
    """Name the two states of a pair."""
    return " and ".join(law.states[s].name for s in pair)


def index(law: Corpus, found: dict[Pair, tuple[str, ...]], on: date) -> str:
    """Make the list of all pairs, each with the hardest help that one owes the other."""
    lines = [
        f"[{text(pair_title(law, p))}](pairs/{'-'.join(p)}.md): {_hardest(law, p, on)}"
        for p in found
    ]
    lead = (
        f"{len(found)} pairs of states, of which at least one owes the other help today "
        "by a treaty that binds the two alone."
    )
    return "\n".join(["# What two states owe each other", "", lead, "", *items(lines)])


def _hardest(law: Corpus, pair: Pair, on: date) -> str:
    """The hardest duty that one of two owes the other."""
    owed = _both(law, pair, on)[0].owed
    return Duty(owed[0].duty).meaning


def page(law: Corpus, pair: Pair, on: date) -> str:
    """Make the page of two states: what each owes the other without any attack.

    Args:
        law: the corpus.
        pair: the two.
        on: the day.
    """
    return "\n".join(_page(law, pair, on))


def _both(law: Corpus, pair: Pair, on: date) -> list[Pledges]:
    """What each of two owes the other, the harder first, of two alike that of a great power."""
    found = [owes(law, a, b, on=on) for a, b in (pair, pair[::-1])]

    def place(pledges: Pledges) -> tuple[bool, int, bool]:
        duties = [Duty(p.duty) for p in pledges.owed if p.binding]
        helping = [d.rank for d in duties if d.drawn_in]
        great = law.states[pledges.state].is_great_power(on)
        return not helping, min(helping, default=0), not great

    return sorted(found, key=place)


def _page(law: Corpus, pair: Pair, on: date) -> Iterator[str]:
    title = f"{pair_title(law, pair)}: what each owes"
    label = f"pair-{'-'.join(pair)}"
    first, second = _both(law, pair, on)
    treaties = pairs(law, on)[pair]
    yield from (*orphan(), f"({label})=", f"# {text(title)}", "")
    yield from ("[All pairs](../pairs.md){.up}", "")
    drawn_treaty = law.treaty(treaties[0])
    drawn = shown(law, drawn_treaty, f"../corpus/treaties/{drawn_treaty.id}")
    ways = [link("treaty", t, law.treaty(t).name) for t in treaties]
    ways += [link("state", s, law.states[s].name) for s in pair]
    lines = [second.verdict, *(p.line for p in first.owed[1:3] if p.binding)]
    yield from first_screen(first.verdict, drawn, lines, [*ways, *_near(law, pair, on)])
    victim = law.states[first.toward or pair[0]].name
    asked = f"atlas:{urlencode({'victim': victim})}"
    yield from on_the_map(
        1, asked, f"Ask on the map who must help {with_article(victim)}"
    )
    for found in (first, second):
        ids = (found.state, found.toward or "")
        who, whom = (with_article(law.states[s].name) for s in ids)
        yield from (f"## What {text(who)} owes {text(whom)}", "")
        told = [p.line if p.binding else f"Not by treaty: {p.line}" for p in found.owed]
        yield from items(map(text, told or ["Nothing."]))


def _near(law: Corpus, pair: Pair, on: date) -> Iterator[str]:
    """Links to other pairs of one of the two."""
    near = [p for p in pairs(law, on) if p != pair and {*p} & {*pair}]
    yield from (link("pair", "-".join(p), pair_title(law, p)) for p in near[:2])
