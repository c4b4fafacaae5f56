"""The state of the corpus in counts: how much of the law is here, how far it was checked, how much of other data it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.catalogue.doubts import doubts
from treaties.loading.hot_spots import HotSpot
from treaties.models.corpus import Corpus
from treaties.models.regions import Region, region_of
from treaties.models.treaty import Obligation, Treaty
from treaties.models.warrant import warrant
from treaties.outside.pacts import periods
from treaties.vocabulary.terms import Warrant
from validation.atop.agreement import Agreement
from validation.atop.coverage import PactCoverage, coverage_json
from validation.json_corpus_state import CorpusStateJson, HotSpotsJson, Inventory

ACROSS = "across regions"
"""Where the parties of an instrument lie in several parts of the world."""


@dataclass(frozen=True)
class CorpusState:
    """What there is on a day."""

    day: date
    """The last day up to which the law was followed."""
    law: Corpus
    spots: tuple[HotSpot, ...]
    whole: Inventory
    today: Inventory
    """Those in force on the day."""
    regions: tuple[Inventory, ...]
    periods: tuple[Inventory, ...]
    without_source: int
    """Articles that do not say where they were read."""
    coverages: tuple[PactCoverage, ...]
    warrants: dict[str, int]
    """Obligations by what they rest on."""
    warrants_today: dict[str, int]
    helping: tuple[int, int]
    """Of the obligations in force to fight, help or act: those quoted whose words were seen, and all."""
    agreement: Agreement | None

    @property
    def looks(self) -> int:
        """How many searches are written down."""
        return sum(len(w.looks) for w in self.law.watched) + sum(len(k.looks) for k in self.law.known_of)

    @property
    def invoked(self) -> int:
        """How often somebody relied on an article, as far as it is written down."""
        return sum(len(t.invoked) for t in self.law.treaties)

    @property
    def read(self) -> tuple[HotSpot, ...]:
        """The questions of the day whose whole answer was read against sources."""
        return tuple(s for s in self.spots if s.read)

    @property
    def reviewed(self) -> tuple[HotSpot, ...]:
        """Those whose whole answer was read by somebody who had encoded none of it."""
        return tuple(s for s in self.spots if s.reviewed)


def corpus_state(
    law: Corpus,
    spots: Iterable[HotSpot] = (),
    coverages: Sequence[PactCoverage] = (),
    agreement: Agreement | None = None,
) -> CorpusState:
    """The counts of a law, on the last day up to which it was followed.

    `spots` are its questions of the day (`load_hot_spots`); `coverages` and `agreement` hold it against ATOP and COW,
    and are left out where their files are not at hand.

    >>> from treaties.loading.corpus import load_corpus
    >>> state = corpus_state(load_corpus())
    >>> state.whole.instruments == sum(t.instruments for t in state.regions) == sum(t.instruments for t in state.periods)
    True
    """
    day = law.current_to or date.today()

    def tally(name: str, held: Iterable[Treaty]) -> Inventory:
        held = list(held)
        points = [doubts(t) for t in held]
        beyond = sum(bool(p) and not any(d.open for d in p) for p in points)
        checked = sum(not p for p in points)
        in_force = sum(bool(t.parties_on(day)) for t in held)
        return Inventory(name, len(held), checked, beyond, len(held) - checked - beyond, in_force)

    def groups(names: Iterable[object], of: Callable[[Treaty], object]) -> tuple[Inventory, ...]:
        return tuple(tally(str(n), (t for t in law.treaties if of(t) == n)) for n in names)

    live = [(t, o) for t in law.treaties if t.parties_on(day) for o in t.obligations if o.holds_on(day)]
    helping = [(t, o) for t, o in live if o.duty.drawn_in]
    return CorpusState(
        warrants=_warrants((t, o) for t in law.treaties for o in t.obligations),
        warrants_today=_warrants(live),
        helping=(sum(bool(o.phrase) and warrant(t, o) is Warrant.SEEN for t, o in helping), len(helping)),
        day=day,
        law=law,
        spots=tuple(spots),
        whole=tally("all", law.treaties),
        today=tally("in force", (t for t in law.treaties if t.parties_on(day))),
        regions=groups((*Region, ACROSS), lambda t: _region(law, t)),
        periods=groups(periods(), lambda t: next((p for p in periods() if t.signed.year in p), periods()[0])),
        without_source=sum(not o.source for t in law.treaties for o in t.obligations),
        coverages=tuple(coverages),
        agreement=agreement,
    )


def _warrants(held: Iterable[tuple[Treaty, Obligation]]) -> dict[str, int]:
    counts = Counter(warrant(t, o) for t, o in held)
    return {str(w): counts[w] for w in Warrant}


def _region(law: Corpus, t: Treaty) -> object:
    held = {region_of(law.states[s]) for s in t.states} - {None}
    return held.pop() if len(held) == 1 else ACROSS


def to_dict(state: CorpusState) -> dict[str, Any]:
    """The JSON form."""
    law = state.law
    return CorpusStateJson(
        day=str(state.day),
        obligations=sum(len(t.obligations) for t in law.treaties),
        warrants=state.warrants,
        warrants_in_force=state.warrants_today,
        helping=state.helping[1],
        helping_seen=state.helping[0],
        known_of=len(law.known_of),
        watched=len(law.watched),
        looks=state.looks,
        invoked=state.invoked,
        readings=len(law.readings),
        places=len(law.gazetteer.places),
        running_wars=len(law.wars),
        whole=state.whole,
        today=state.today,
        regions=list(state.regions),
        periods=list(state.periods),
        articles_without_source=state.without_source,
        hot_spots=HotSpotsJson(
            count=len(state.spots),
            read=len(state.read),
            corrected=sum(s.corrected for s in state.read),
            reviewed=len(state.reviewed),
            mended=sum(s.mended for s in state.reviewed),
        ),
        coverage=[coverage_json(c) for c in state.coverages],
        agreement=round(state.agreement.share, 4) if state.agreement else None,
    ).data()
