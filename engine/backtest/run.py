"""The whole benchmark in one call: read, derive, score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

from engine.backtest import baselines
from engine.backtest.derive import Derived, Deriver, overlaps
from engine.backtest.experts import Coded, Verdict, read_experts
from engine.backtest.score import Agreement, agreement, clustered, leave_one_out
from engine.backtest.wars import War, find_war, read_wars
from engine.frames.table import Framed, Table
from engine.notebook.page import Page, Shown
from engine.outside_law import OutsideLaw, outside_law
from treaties.corpus import Corpus, load_corpus
from treaties.edition import DataFile, data_file, edition_of
from treaties.errors import CasusError
from treaties.outside import open_law
from treaties.outside.atop import AtopLaw

SCHEMA = 1


@dataclass(frozen=True)
class Outcome:
    """One row of the experts with what was derived for it."""

    coded: Coded
    derived: Derived
    promises: frozenset[str]
    limits: frozenset[str]
    plain: bool
    named: bool
    war_from: str

    def agrees(self, coding: str) -> bool:
        """Whether both say alike that the casus foederis arose or did not; a contested verdict never agrees."""
        verdict = self.derived.verdict
        return verdict is not Verdict.CONTESTED and verdict.arose == self.coded.verdict(coding).arose


@dataclass(frozen=True)
class Backtest(Framed, Shown):
    """All outcomes and every figure read off them. `coding` is the experts' coding held to be right."""

    outcomes: tuple[Outcome, ...]
    coding: str
    articles: bool
    notes: tuple[str, ...]
    law: Corpus | None = None
    """The law derived from, with the outside file among its files."""
    data: tuple[DataFile, ...] = ()
    """The files of experts and of wars."""

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Expert and derived, each `arose`, `did not arise`, or for the derived `contested`."""
        return [(_two(o.coded.verdict(self.coding)), _two(o.derived.verdict)) for o in self.outcomes]

    @cached_property
    def score(self) -> Agreement:
        """Agreement on whether the casus foederis arose."""
        return agreement(self.pairs)

    @cached_property
    def kinds(self) -> Agreement:
        """Agreement on the kind of verdict: arose, did not, consultation only, non-aggression kept, contested."""
        return agreement((str(o.coded.verdict(self.coding)), str(o.derived.verdict)) for o in self.outcomes)

    @cached_property
    def wars(self) -> list[int]:
        """The war of each outcome."""
        return [o.coded.warid for o in self.outcomes]

    @cached_property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 per cent intervals, whole wars drawn anew."""
        return clustered(self.pairs, self.wars)

    @cached_property
    def without_each_war(self) -> dict[Any, float]:
        """Kappa without each war in turn."""
        return leave_one_out(self.pairs, self.wars)

    @cached_property
    def baselines(self) -> dict[str, Agreement]:
        """What simpler answers reach on the same rows."""
        key = [expert for expert, _ in self.pairs]
        common = Counter(key).most_common(1)[0][0]
        other = "BF" if self.coding == "LLM" else "LLM"
        return {
            "majority": agreement((k, common) for k in key),
            "plain flags": agreement(zip(key, (_arose(o.plain) for o in self.outcomes), strict=True)),
            "flags, named adversary, non-provocation": agreement(
                zip(key, (_arose(o.named) for o in self.outcomes), strict=True)
            ),
            "the two expert codings": agreement(
                zip(key, (_two(o.coded.verdict(other)) for o in self.outcomes), strict=True)
            ),
        }

    @property
    def disagreements(self) -> list[Outcome]:
        """The outcomes in which the derived verdict is not the experts'."""
        return [o for o in self.outcomes if not o.agrees(self.coding)]

    def confusion(self, of: Callable[[Outcome], Iterable[str]]) -> dict[str, dict[str, int]]:
        """Counts by a grouping in which a row may stand in several groups."""
        found: dict[str, Counter[str]] = {}
        for outcome, (expert, derived) in zip(self.outcomes, self.pairs, strict=True):
            for group in of(outcome) or ("none",):
                found.setdefault(group, Counter())[f"{expert} / {derived}"] += 1
        return {g: dict(sorted(found[g].items())) for g in sorted(found)}

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "schema": SCHEMA,
            "n": self.score.n,
            "accuracy": self.score.accuracy,
            "kappa": self.score.kappa,
            "intervals": {k: list(v) for k, v in self.intervals.items()},
            "kappa_of_kinds": self.kinds.kappa,
            "coding": self.coding,
            "corpus": self.articles,
            "law": edition_of(self.law) if self.law else None,
            "data": [f.model_dump(mode="json") for f in self.data],
            "baselines": {k: v._asdict() for k, v in self.baselines.items()},
            "without_each_war": {
                "lowest": min(self.without_each_war.values()),
                "highest": max(self.without_each_war.values()),
            },
            "confusion": {
                "by_promise": self.confusion(lambda o: o.promises),
                "by_condition": self.confusion(lambda o: o.limits),
            },
            "rows": [self.row(o) for o in self.outcomes],
            "several_codes": [[o.coded.warid, o.coded.atopid] for o in self.outcomes if o.coded.several(self.coding)],
            "notes": list(self.notes),
        }

    def row(self, o: Outcome) -> dict[str, Any]:
        """One outcome as data."""
        return {
            "warid": o.coded.warid,
            "atopid": o.coded.atopid,
            "expert": str(o.coded.verdict(self.coding)),
            "derived": str(o.derived.verdict),
            "decided_by": o.derived.decided_by,
            "rule": o.derived.rule,
            "level": o.derived.level,
            "agrees": o.agrees(self.coding),
        }

    def __str__(self) -> str:
        from engine.backtest.report import tell

        return tell(self)

    def _page(self) -> Page:
        from engine.notebook.trials import backtest_page

        return backtest_page(self)

    def _tables(self) -> Mapping[str, Callable[[], Table]]:
        from engine.frames.trials import backtest_tables

        return backtest_tables(self)


def _two(verdict: Verdict) -> str:
    return str(verdict) if verdict in (Verdict.AROSE, Verdict.CONTESTED) else str(Verdict.DID_NOT)


def _arose(holds: bool) -> str:
    return str(Verdict.AROSE if holds else Verdict.DID_NOT)


def backtest(
    wars: Sequence[str | PathLike[str]],
    law: str | AtopLaw,
    experts: str | PathLike[str],
    *,
    articles: bool = True,
    coding: str = "LLM",
    corpus: Corpus | None = None,
) -> Backtest:
    """Derive whether the casus foederis arose for every (war, alliance) of the experts' file, and score it.

    `wars` are files of attacks (Interstate War Data), of participants (COW), or both; `law` is `atop:FILE`. `articles`
    reads the corpus where it has the instrument. Raises `CasusError` for files that are not what they should be.
    """
    corpus = corpus or load_corpus()
    atop = open_law(law) if isinstance(law, str) else law
    if not isinstance(atop, AtopLaw):
        raise CasusError(f"`{law}` is not ATOP's member file", remedy="the experts number alliances as ATOP does")
    if coding not in ("LLM", "BF"):
        raise CasusError(f"`{coding}` is no coding of the experts", remedy="write LLM or BF")
    rows = read_experts(experts)
    files = [read_wars(path) for path in wars]
    outside = outside_law(atop, corpus)
    derive = Deriver(outside, corpus, articles)
    notes: list[str] = []
    outcomes = []
    for row in rows:
        war, origin = find_war(row.warid, row.cowwarid, row.war, files, corpus.states)
        outcomes.append(_outcome(row, war, origin, derive, outside, notes))
    data = (data_file(Path(experts), "experts"), *(data_file(Path(w), "wars") for w in wars))
    used = outside.world(corpus) if isinstance(law, str) else corpus
    return Backtest(tuple(outcomes), coding, articles, tuple(dict.fromkeys(notes)), used, data)


def _outcome(
    row: Coded, war: War | None, origin: str, derive: Deriver, outside: OutsideLaw, notes: list[str]
) -> Outcome:  # fmt: skip
    law = outside.law
    if war is None:
        notes.append(f"war {row.warid} ({row.war}) is in no file and cannot be read off its name")
        derived = Derived(Verdict.CONTESTED, "the war is in no file", "data")
        return Outcome(row, derived, frozenset(), frozenset(), False, False, origin)
    if origin == "its name":
        notes.append(f"war {row.warid} is read off its name, {row.war}: the first named attacks the second")
    if row.atopid not in law.alliances:
        notes.append(
            f"alliance {row.atopid} is not in the file of alliances; only the experts' columns tell its promises"
        )
        only = row.promises == {"consul"}
        verdict = Verdict.CONSULTATION if only else Verdict.CONTESTED
        words = "the experts' file lists consultation only" if only else "the alliance is not in the file"
        derived = Derived(verdict, words, "data")
        return Outcome(row, derived, frozenset(), frozenset(), False, False, origin)
    legs = [leg for leg in law.alliance(row.atopid) if overlaps(leg, war.since, war.until)]
    return Outcome(
        row,
        derive(war, row.atopid),
        frozenset(str(p) for leg in legs for p, answer in leg.owed.items() if not answer.no),
        frozenset(str(x) for leg in legs for found in leg.limits.values() for x in found),
        baselines.plain(law, war, row.atopid),
        baselines.named(law, war, row.atopid),
        origin,
    )
