"""The experts' benchmark with its output forms: text, page and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from engine.forms.charts import Dot, dots
from engine.forms.shown import Shown
from engine.forms.table import Framed, Tables, columns, table
from treaties.loading.corpus import load_corpus
from treaties.loading.corpus_files import data_file
from treaties.models.corpus import Corpus
from treaties.models.edition import edition_line
from treaties.outside import open_law
from treaties.outside.as_treaties import OutsideLaw, outside_law
from treaties.outside.atop import AtopLaw
from treaties.vocabulary.errors import CasusError
from validation.experts.agreement_score import Concordance
from validation.experts.derive import Derived, Deriver, named, overlaps, plain
from validation.experts.experts_key import Arising, CodedRow, read_experts
from validation.experts.scored import NO_ALLIANCE, NO_WAR, BacktestRow, Scored
from validation.experts.war_files import read_war_files
from validation.experts.war_scenarios import Borders
from validation.experts.war_search import MISSING, find_war
from validation.experts.wars import War

OUTCOMES = columns(
    "warid:int cowwarid:int war war_from atopid:int multilateral:flag covered:flag expert derived agrees:flag rule "
    "level decided_by promises limits plain_flags:flag named_flags:flag"
)
"""Columns of outcomes, with one row for each war and alliance. The `_flags` columns are those of the baselines; `agrees`
is empty if the row is not covered.
"""


BASELINES = columns(
    "of n:int accuracy:float kappa:float kappa_low:float kappa_high:float"
)
"""Columns of baselines, with one row for each method; only the engine's row has an interval, unless there is just one war."""

NO_INTERVAL = "one war, no interval"


def tell(test: Scored) -> str:
    """Return the result as text: coverage, scores, baselines, confusion by promise and by condition, and every
    disagreement with its reason.
    """
    source = (
        "articles where the corpus has them" if test.articles else "ATOP's flags only"
    )
    out = [
        f"Casus foederis arose or did not: {_covered(test)}, coding {test.coding}, {source}",
        "",
        "COVERAGE",
        *(f"  {line}" for line in _coverage(test)),
        "",
        "AGREEMENT, on the covered rows",
        *_agreement(test),
        "",
        "BASELINES, on the same rows",
        *(f"  {name:42}{_figures(a)}" for name, a in test.baselines.items()),
        "",
        "BY PROMISE (expert / derived)",
        *_confusion(test.confusion(lambda o: o.promises)),
        "",
        "BY CONDITION (expert / derived)",
        *_confusion(test.confusion(lambda o: o.limits)),
        "",
        f"DISAGREEMENTS ({len(test.disagreements)})",
        *_disagreements(test),
        *_not_covered(test),
    ]
    several = [o for o in test.outcomes if o.coded.several(test.coding)]
    if several:
        out += ["", f"Rows with several codes that exclude each other: {len(several)}"]
    out += [f"Note: {note}" for note in test.notes]
    out += ["", f"{edition_line(test.law)}."] if test.law else []
    out += [f"Data: {f.source}, {f.name} (sha256 {f.sha256[:16]})" for f in test.data]
    return "\n".join(out)


def _agreement(test: Scored) -> Iterator[str]:
    """Accuracy and kappa with their intervals."""
    accuracy, kappa = (
        _interval(*test.intervals.get(k, (None, None))) for k in ("accuracy", "kappa")
    )
    yield (
        f"  accuracy {test.score.accuracy:.3f}{accuracy}   kappa {test.score.kappa:.3f}{kappa}"
    )
    each = test.without_each_war.values()
    spread = (
        f"; without each war in turn {min(each):.3f} to {max(each):.3f}" if each else ""
    )
    yield f"  kappa on all five kinds of verdict {test.kinds.kappa:.3f}{spread}"
    drawn = "intervals: 95 per cent, whole wars drawn anew"
    yield f"  {NO_INTERVAL if test.one_war else drawn}"


def _disagreements(test: Scored) -> Iterator[str]:
    for o in test.disagreements:
        expert = o.coded.verdict(test.coding)
        yield f"  {o.coded.war}, ATOP {o.coded.atopid}: experts {expert}, here {o.derived.verdict}"
        yield f"      {o.derived.rule} ({o.derived.level}): {o.derived.decided_by}"


def _not_covered(test: Scored) -> Iterator[str]:
    lacking = [o for o in test.outcomes if o.missing]
    if lacking:
        yield ""
        yield f"NOT COVERED ({len(lacking)})"
    for o in lacking:
        yield f"  {o.coded.war}, ATOP {o.coded.atopid}: {o.missing}; {o.derived.decided_by}"


def _covered(test: Scored) -> str:
    found = test.coverage
    wars = f"{found['wars_covered']} war{'s' * (found['wars_covered'] != 1)}"
    return f"{found['covered']} of {found['rows']} pairs of war and alliance covered, {wars}"


def _coverage(test: Scored) -> Iterator[str]:
    found = test.coverage
    yield f"{found['covered']} of {found['rows']} rows, {found['wars_covered']} of {found['wars']} wars"
    yield "war found in: " + ", ".join(
        f"{origin} {n}" for origin, n in found["by_war_from"].items()
    )
    if found["war_in_no_file"]:
        yield _left_out(found["war_in_no_file"], "war")
    if found["alliance_in_no_file"]:
        yield _left_out(found["alliance_in_no_file"], "alliance")


def _left_out(n: int, what: str) -> str:
    rows = f"1 row whose {what} is" if n == 1 else f"{n} rows whose {what} is"
    return f"{rows} in no file: not scored, neither here nor for any baseline"


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" ({low:.3f} to {high:.3f})"


def _figures(a: Concordance) -> str:
    return f"accuracy {a.accuracy:.3f}  kappa {a.kappa:.3f}"


def _confusion(groups: dict[str, dict[str, int]]) -> Iterable[str]:
    keys = [
        "arose / arose",
        "arose / did not arise",
        "did not arise / arose",
        "did not arise / did not arise",
    ]
    yield f"  {'':14}{'yes/yes':>9}{'yes/no':>9}{'no/yes':>9}{'no/no':>9}{'other':>9}"
    for group, counts in groups.items():
        cells = [counts.get(k, 0) for k in keys]
        rest = sum(counts.values()) - sum(cells)
        yield f"  {group:14}" + "".join(f"{c:>9}" for c in (*cells, rest))


class Backtest(Scored, Framed, Shown):
    """The result of `backtest`, with text, notebook form and tables."""

    def __str__(self) -> str:
        return tell(self)

    _note = ""

    def _picture(self) -> str:
        low, high = self.intervals.get("kappa", (None, None))
        drawn = [
            Dot(
                "derived here",
                self.score.kappa,
                low,
                high,
                f"kappa {self.score.kappa:.3f}",
            )
        ]
        drawn += [
            Dot(name, a.kappa, None, None, f"kappa {a.kappa:.3f}")
            for name, a in self.baselines.items()
        ]
        bar = (
            f"{NO_INTERVAL[0].upper()}{NO_INTERVAL[1:]}."
            if self.one_war
            else "Bar: 95 per cent, whole wars drawn anew."
        )
        return dots("Agreement with the experts (Cohen's kappa)", drawn, bar)

    def _tables(self) -> Tables:
        def outcomes() -> Iterator[dict[str, Any]]:
            for o in self.outcomes:
                yield {
                    **self.row(o),
                    "cowwarid": o.coded.cowwarid,
                    "war": o.coded.war,
                    "multilateral": o.coded.multilateral,
                    "promises": " ".join(sorted(o.promises)),
                    "limits": " ".join(sorted(o.limits)),
                    "plain_flags": o.plain,
                    "named_flags": o.named,
                }

        def baselines() -> Iterator[dict[str, Any]]:
            low, high = self.intervals.get("kappa", (None, None))
            yield {
                "of": "derived",
                **self.score.to_dict(),
                "kappa_low": low,
                "kappa_high": high,
            }
            yield from (
                {"of": name, **a.to_dict()} for name, a in self.baselines.items()
            )

        about = {"coding": self.coding}
        return {
            "outcomes": lambda: table(OUTCOMES, outcomes(), **about),
            "baselines": lambda: table(BASELINES, baselines(), **about),
        }


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
    """Derive whether the casus foederis arose for each (war, alliance) in the experts' file, and score the result.

    Args:
        wars: files of attacks (the Interstate War Data, or a plain list), of participants (COW), or both; COW's
            disputes supply wars that these do not have.
        law: `atop:FILE`, or that law already loaded.
        experts: the experts' coding.
        articles: whether to use the corpus for instruments that it has, instead of ATOP's flags.
        coding: the coding to score against: `LLM` or `BF`.
        corpus: the law; the shipped one by default.
        borders: COW's direct contiguity; with it, a distant lesser power is taken to attack a great power only abroad.

    Raises `CasusError` for files of the wrong kind, or files that cover no row.
    """
    corpus = corpus or load_corpus()
    atop = open_law(law) if isinstance(law, str) else law
    if not isinstance(atop, AtopLaw):
        raise CasusError(
            f"`{law}` is not ATOP's member file",
            remedy="the experts number alliances as ATOP does",
        )
    if coding not in ("LLM", "BF"):
        raise CasusError(
            f"`{coding}` is no coding of the experts", remedy="write LLM or BF"
        )
    rows = read_experts(experts)
    files = read_war_files(wars, corpus.states)
    outside = outside_law(atop, corpus)
    derive = Deriver(
        outside, corpus, articles, Borders.read(borders) if borders else None
    )
    notes: list[str] = []
    outcomes = []
    for row in rows:
        war, origin = find_war(row, files, corpus.states)
        outcomes.append(_outcome(row, war, origin, derive, outside, notes))
    if all(o.missing for o in outcomes):
        raise CasusError(
            f"the files cover none of the {len(outcomes)} rows of `{experts}`",
            remedy=MISSING,
        )
    data = (
        data_file(Path(experts), "experts"),
        *(data_file(Path(w), "wars") for w in wars),
    )
    data += (data_file(Path(borders), "borders"),) if borders else ()
    used = outside.world(corpus) if isinstance(law, str) else corpus
    return Backtest(
        tuple(outcomes), coding, articles, tuple(dict.fromkeys(notes)), used, data
    )


def _outcome(
    row: CodedRow,
    war: War | None,
    origin: str,
    derive: Deriver,
    outside: OutsideLaw,
    notes: list[str],
) -> BacktestRow:
    law = outside.law
    if war is None:
        notes.append(
            f"war {row.warid} ({row.war}) is in no file and cannot be read off its name; {MISSING}"
        )
        derived = Derived(Arising.CONTESTED, "nothing can be derived", "data")
        return BacktestRow(
            row, derived, frozenset(), frozenset(), False, False, origin, NO_WAR
        )
    if origin == "disputes":
        notes.append(
            f"war {row.warid} ({row.war}) is in no file of wars and taken from COW's disputes"
        )
    if origin == "its name":
        notes.append(
            f"war {row.warid} is read off its name, {row.war}: the first named attacks the second"
        )
    if row.atopid not in law.alliances:
        notes.append(
            f"alliance {row.atopid} is not in the file of alliances; only the experts' columns tell its promises"
        )
        only = row.promises == {"consul"}
        verdict = Arising.CONSULTATION if only else Arising.CONTESTED
        words = (
            "the experts' file lists consultation only"
            if only
            else "nothing can be derived"
        )
        derived = Derived(verdict, words, "data")
        return BacktestRow(
            row, derived, frozenset(), frozenset(), False, False, origin, NO_ALLIANCE
        )
    legs = [
        leg for leg in law.alliance(row.atopid) if overlaps(leg, war.since, war.until)
    ]
    return BacktestRow(
        row,
        derive(war, row.atopid),
        frozenset(
            str(p) for leg in legs for p, answer in leg.owed.items() if not answer.no
        ),
        frozenset(
            str(x) for leg in legs for found in leg.limits.values() for x in found
        ),
        plain(law, war, row.atopid),
        named(law, war, row.atopid),
        origin,
    )
