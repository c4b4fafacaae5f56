"""State of the corpus in numbers: how much law it has, how far it was checked, and its share of other data sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from engine.catalogue.doubts import doubts
from engine.forms.result import DayText, Part, Result, Unwritten
from treaties.loading.hot_spots import HotSpot
from treaties.models.corpus import Corpus
from treaties.models.statehood import Region, region_of
from treaties.models.treaty import Obligation, Treaty
from treaties.models.warrant import warrant
from treaties.outside.pacts import Period, periods
from treaties.support.grouping import grouped
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.terms import Warrant
from validation.atop.agreement import Agreement
from validation.atop.coverage import (
    MADE,
    CoverageJson,
    PactCoverage,
    coverage_json,
    grid,
)

ACROSS = "across regions"
"""The name of the group of instruments whose parties lie in several regions."""


@dataclass(frozen=True)
class Inventory(Part):
    """The number of instruments in a group, and how far they were checked."""

    name: str
    instruments: int
    checked: int
    """Instruments with every point checked against a source."""
    beyond: Annotated[int, Field(alias="not_to_be_checked")]
    """Instruments with a point that cannot be checked, for a stated reason, and no other open point."""
    waiting: Annotated[int, Field(alias="not_checked_yet")]
    """Instruments with a point still to be checked."""
    in_force: int
    """Instruments in force on the day of the count."""


@dataclass(frozen=True)
class HotSpots(Part):
    """The number of hot-spot questions, and of those whose answers were compared with sources."""

    count: int
    read: int
    corrected: int
    reviewed: int
    mended: int
    both: Unwritten[int] = 0
    """The number of questions both read and reviewed."""

    @classmethod
    def of(cls, spots: Iterable[HotSpot]) -> HotSpots:
        """Return the counts for some questions: answers read in full, and answers reviewed by somebody who had encoded
        none of the law.
        """
        spots = tuple(spots)
        read, reviewed = [s for s in spots if s.read], [s for s in spots if s.reviewed]
        found, mended = sum(s.corrected for s in read), sum(s.mended for s in reviewed)
        return cls(
            len(spots),
            len(read),
            found,
            len(reviewed),
            mended,
            sum(s in read for s in reviewed),
        )


@dataclass(frozen=True)
class CorpusState(Result):
    """The size of the corpus, and how far it was checked, in numbers."""

    day: DayText
    """The last day up to which the law was followed."""
    obligations: int
    warrants: Annotated[
        dict[str, int], Field(description="Obligations by what they rest on.")
    ]
    warrants_in_force: Annotated[
        dict[str, int], Field(description="The same of those in force.")
    ]
    helping: Annotated[
        int, Field(description="Obligations in force to fight, help or act.")
    ]
    helping_seen: Annotated[
        int,
        Field(description="Obligations with a quoted phrase whose words were seen."),
    ]
    known_of: int
    watched: int
    looks: int
    """The number of recorded searches for news."""
    invoked: int
    """The number of recorded invocations of articles."""
    readings: int
    places: int
    running_wars: int
    whole: Inventory
    today: Inventory
    regions: tuple[Inventory, ...]
    periods: tuple[Inventory, ...]
    articles_without_source: int
    hot_spots: HotSpots
    coverage: list[CoverageJson]
    agreement: float | None
    law: Unwritten[Corpus]
    coverages: Unwritten[tuple[PactCoverage, ...]]
    cells: Unwritten[int]
    """The number of cells compared with ATOP."""


def corpus_state(
    law: Corpus,
    spots: Iterable[HotSpot] = (),
    coverages: Sequence[PactCoverage] = (),
    agreement: Agreement | None = None,
) -> CorpusState:
    """Return how large a corpus is, in numbers, and how far it was checked, on the last day up to which its makers kept it.


    Args:
        law: the corpus.
        spots: its hot-spot questions (`load_hot_spots`).
        coverages: its coverage of the pacts of ATOP and COW, if their files are available.
        agreement: its comparison with ATOP, if that file is available.

    >>> from treaties.loading.corpus import load_corpus
    >>> state = corpus_state(load_corpus())
    >>> state.whole.instruments == sum(t.instruments for t in state.regions) == sum(t.instruments for t in state.periods)
    True
    """
    day = law.current_to or date.today()
    today = [t for t in law.treaties if t.parties_on(day)]
    duties = [(t, o) for t in law.treaties for o in t.obligations]
    live = _in_force(today, day)
    helping = [(t, o) for t, o in live if o.duty.drawn_in]
    return CorpusState(
        day=day,
        obligations=len(duties),
        warrants=_warrants(duties),
        warrants_in_force=_warrants(live),
        helping=len(helping),
        helping_seen=sum(_is_seen(t, o) for t, o in helping),
        known_of=len(law.known_of),
        watched=len(law.watched),
        looks=sum(len(w.looks) for w in law.watched)
        + sum(len(k.looks) for k in law.known_of),
        invoked=sum(len(t.invoked) for t in law.treaties),
        readings=len(law.readings),
        places=len(law.gazetteer.places),
        running_wars=len(law.wars),
        whole=_inventory("all", law.treaties, day),
        today=_inventory("in force", today, day),
        regions=_by_group(law, day, (*Region, ACROSS), lambda t: _region(law, t)),
        periods=_by_group(law, day, periods(), _period),
        articles_without_source=sum(not o.source for _, o in duties),
        hot_spots=HotSpots.of(spots),
        coverage=list(map(coverage_json, coverages)),
        agreement=round(agreement.share, 4) if agreement else None,
        law=law,
        coverages=tuple(coverages),
        cells=len(agreement.cells) if agreement else 0,
    )


def _in_force(treaties: Iterable[Treaty], day: date) -> list[tuple[Treaty, Obligation]]:
    """The articles of some instruments that hold on a day."""
    return [(t, o) for t in treaties for o in t.obligations if o.holds_on(day)]


def _inventory(name: str, treaties: Sequence[Treaty], day: date) -> Inventory:
    """Count some instruments by how far they were checked, and those in force on a day."""
    points = [doubts(t) for t in treaties]
    beyond = sum(bool(p) and not any(d.open for d in p) for p in points)
    checked = sum(not p for p in points)
    left = len(treaties) - checked - beyond
    in_force = sum(bool(t.parties_on(day)) for t in treaties)
    return Inventory(name, len(treaties), checked, beyond, left, in_force)


def _by_group(
    law: Corpus,
    day: date,
    names: Iterable[object],
    group_of: Callable[[Treaty], object],
) -> tuple[Inventory, ...]:
    """Count the instruments of each group; an empty group has its line too."""
    members = grouped((group_of(t), t) for t in law.treaties)
    return tuple(_inventory(str(n), members.get(n, []), day) for n in names)


def _period(t: Treaty) -> Period:
    """The period in which an instrument was signed; the first period for older ones."""
    return next((p for p in periods() if t.signed.year in p), periods()[0])


def _is_seen(t: Treaty, o: Obligation) -> bool:
    """Whether the words of an article were seen, and are quoted."""
    return bool(o.phrase) and warrant(t, o) is Warrant.SEEN


def _warrants(articles: Iterable[tuple[Treaty, Obligation]]) -> dict[str, int]:
    counts = Counter(warrant(t, o) for t, o in articles)
    return {str(w): counts[w] for w in Warrant}


def _region(law: Corpus, t: Treaty) -> object:
    regions = {region_of(law.states[s]) for s in t.states} - {None}
    return regions.pop() if len(regions) == 1 else ACROSS


def summary(state: CorpusState) -> str:
    """Return the numbers as lines of text."""
    return "\n".join(_lines(state))


def _lines(state: CorpusState) -> Iterator[str]:
    text = sibling_toml(__file__)
    words, in_force = (
        ", ".join(f"{n} {w.replace('-', ' ')}" for w, n in counts.items())
        for counts in (state.warrants, state.warrants_in_force)
    )
    known = {
        "whole": text["known"].format(t=state.whole),
        "today": text["known"].format(t=state.today),
    }
    known |= {
        "words": words,
        "words_in_force": in_force,
        "live": str(sum(state.warrants_in_force.values())),
    }
    for line in (*text["lines"], *[text["reviewed"]] * bool(state.hot_spots.reviewed)):
        yield line.format(s=state, **known)
    for c in state.coverages:
        have, of = c.lasting
        yield f"{c}; of those that held on its last day {have} of {of}."
    if state.agreement is not None:
        yield f"ATOP: {100 * state.agreement:.1f} % of {state.cells} cells agree or are explained."


def markdown(state: CorpusState) -> str:
    """Return the content of docs/state-of-the-corpus.md."""
    shares = []
    for c in state.coverages:
        shares += [
            f"\n## Share of {c.pacts.source}\n",
            grid(MADE, [*c.counts(), ("held on the last day", *c.lasting)]),
        ]
    return str(sibling_toml(__file__)["page"]).format(
        lines="\n".join(f"- {line}" for line in _lines(state)),
        regions=_table(state.regions, "where all parties lie"),
        periods=_table(state.periods, "signed"),
        shares="".join(f"{line}\n" for line in shares),
        points="\n".join(_unchecked(state)),
    )


def _unchecked(state: CorpusState) -> Iterator[str]:
    for t in state.law.treaties:
        if t.parties_on(state.day) and (points := doubts(t)):
            reasons = grouped((d.because or "not checked yet", d.point) for d in points)
            text = "; ".join(
                f"{_points(points)}: {why}" for why, points in reasons.items()
            )
            yield f"- [{t.name}](corpus/treaties/{t.id}.md): {text}."


def _points(points: list[str]) -> str:
    """Points in a row; more than three parties are counted."""
    parties = [p for p in points if p.startswith("party ")]
    if len(parties) > 3:
        points = [p for p in points if p not in parties] + [f"{len(parties)} parties"]
    return ", ".join(points)


def _table(tallies: tuple[Inventory, ...], head: str) -> str:
    shares = (
        f"{t.checked} ({100 * t.checked / t.instruments:.0f} %)"
        if t.instruments
        else "0"
        for t in tallies
    )
    rows = [
        (t.name, t.instruments, s, t.beyond, t.waiting, t.in_force)
        for t, s in zip(tallies, shares, strict=True)
    ]
    return grid(
        (head, "instruments", "checked", "cannot be", "waiting", "in force"), rows
    )
