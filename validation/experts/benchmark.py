"""The whole benchmark in one call: read, derive, score."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from treaties.loading.corpus import load_corpus
from treaties.loading.corpus_files import data_file
from treaties.models.corpus import Corpus
from treaties.outside import open_law
from treaties.outside.as_treaties import OutsideLaw, outside_law
from treaties.outside.atop import AtopLaw
from treaties.vocabulary.errors import CasusError
from validation.experts.backtest import Backtest
from validation.experts.derive import Derived, Deriver, named, overlaps, plain
from validation.experts.experts_key import Arising, CodedRow, read_experts
from validation.experts.scored import NO_ALLIANCE, NO_WAR, BacktestRow
from validation.experts.war_files import read_war_files
from validation.experts.war_scenarios import Borders
from validation.experts.war_search import MISSING, find_war
from validation.experts.wars import War


def backtest(
    wars: Sequence[str | PathLike[str]],
    law: str | AtopLaw,
    experts: str | PathLike[str],
    *,
    articles: bool = True,
    coding: str = "LLM",
    corpus: Corpus | None = None,
    borders: str | PathLike[str] | None = None,
) -> Backtest:
    """Derive whether the casus foederis arose for every (war, alliance) of the experts' file, and score it.

    `wars` are files of attacks (the Interstate War Data, or a plain list), of participants (COW), or both; COW's disputes
    fill in wars that these do not have. `law` is `atop:FILE`. `articles` reads the corpus where it has the instrument.
    `borders` is COW's direct contiguity: a power that is no great one, and far off, then strikes a great power abroad only.
    Raises `CasusError` for files that are not what they should be, or that cover no row.
    """
    corpus = corpus or load_corpus()
    atop = open_law(law) if isinstance(law, str) else law
    if not isinstance(atop, AtopLaw):
        raise CasusError(f"`{law}` is not ATOP's member file", remedy="the experts number alliances as ATOP does")
    if coding not in ("LLM", "BF"):
        raise CasusError(f"`{coding}` is no coding of the experts", remedy="write LLM or BF")
    rows = read_experts(experts)
    files = read_war_files(wars, corpus.states)
    outside = outside_law(atop, corpus)
    derive = Deriver(outside, corpus, articles, Borders.read(borders) if borders else None)
    notes: list[str] = []
    outcomes = []
    for row in rows:
        war, origin = find_war(row, files, corpus.states)
        outcomes.append(_outcome(row, war, origin, derive, outside, notes))
    if all(o.missing for o in outcomes):
        raise CasusError(f"the files cover none of the {len(outcomes)} rows of `{experts}`", remedy=MISSING)
    data = (data_file(Path(experts), "experts"), *(data_file(Path(w), "wars") for w in wars))
    data += (data_file(Path(borders), "borders"),) if borders else ()
    used = outside.world(corpus) if isinstance(law, str) else corpus
    return Backtest(tuple(outcomes), coding, articles, tuple(dict.fromkeys(notes)), used, data)


def _outcome(
    row: CodedRow, war: War | None, origin: str, derive: Deriver, outside: OutsideLaw, notes: list[str]
) -> BacktestRow:
    law = outside.law
    if war is None:
        notes.append(f"war {row.warid} ({row.war}) is in no file and cannot be read off its name; {MISSING}")
        derived = Derived(Arising.CONTESTED, "nothing can be derived", "data")
        return BacktestRow(row, derived, frozenset(), frozenset(), False, False, origin, NO_WAR)
    if origin == "disputes":
        notes.append(f"war {row.warid} ({row.war}) is in no file of wars and taken from COW's disputes")
    if origin == "its name":
        notes.append(f"war {row.warid} is read off its name, {row.war}: the first named attacks the second")
    if row.atopid not in law.alliances:
        notes.append(
            f"alliance {row.atopid} is not in the file of alliances; only the experts' columns tell its promises"
        )
        only = row.promises == {"consul"}
        verdict = Arising.CONSULTATION if only else Arising.CONTESTED
        words = "the experts' file lists consultation only" if only else "nothing can be derived"
        derived = Derived(verdict, words, "data")
        return BacktestRow(row, derived, frozenset(), frozenset(), False, False, origin, NO_ALLIANCE)
    legs = [leg for leg in law.alliance(row.atopid) if overlaps(leg, war.since, war.until)]
    return BacktestRow(
        row,
        derive(war, row.atopid),
        frozenset(str(p) for leg in legs for p, answer in leg.owed.items() if not answer.no),
        frozenset(str(x) for leg in legs for found in leg.limits.values() for x in found),
        plain(law, war, row.atopid),
        named(law, war, row.atopid),
        origin,
    )
