"""The result of the benchmark as a value: outcomes, coverage, scores and baselines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import Field

from engine.forms.json_parts import LawJson, ResultShape, Shape
from treaties.models.corpus import Corpus
from treaties.models.edition import DataFile, edition_of
from validation.experts.agreement_score import (
    Concordance,
    agreement,
    clustered,
    leave_one_out,
)
from validation.experts.derive import Derived
from validation.experts.experts_key import Arising, CodedRow


class CoveredJson(Shape):
    """The number of the experts' rows and wars that the files of wars cover, as JSON."""

    rows: int
    covered: int
    war_in_no_file: int
    alliance_in_no_file: int
    wars: int
    wars_covered: int
    by_war_from: dict[str, int]


class RangeJson(Shape):
    """The lowest and highest kappa when each war is left out in turn, as JSON."""

    lowest: float
    highest: float


class ConfusionJson(Shape):
    """Counts of the experts' and the engine's verdicts, by groups to which a row may belong several times."""

    by_promise: dict[str, dict[str, int]]
    by_condition: dict[str, dict[str, int]]


class CodedJson(Shape):
    """A row of the experts, with the derived verdict, as JSON."""

    warid: int
    atopid: int
    war_from: str
    covered: bool
    expert: str
    derived: str
    decided_by: str
    rule: str
    level: str
    agrees: bool | None = Field(description="Null where nothing could be derived.")


class BacktestJson(ResultShape):
    """The derived verdicts on past wars compared with the experts' coding, as JSON."""

    coverage: CoveredJson
    n: int
    accuracy: float
    kappa: float
    intervals: dict[str, tuple[float, float]] | None = Field(
        description="Null for one war."
    )
    kappa_of_kinds: float
    coding: str
    corpus: bool = Field(
        description="Whether articles were read where the corpus has them."
    )
    law: LawJson | None
    data_: list[DataFile] = Field(
        alias="data", description="The files of experts and of wars."
    )
    baselines: dict[str, Concordance]
    without_each_war: RangeJson | None = Field(description="Null for one war.")
    confusion: ConfusionJson
    rows: list[CodedJson]
    several_codes: list[tuple[int, int]] = Field(
        description="War and alliance of rows with several codes."
    )
    notes: list[str]


SCHEMA = 2
NO_WAR = "the war is in no file"
NO_ALLIANCE = "the alliance is in no file"


@dataclass(frozen=True)
class BacktestRow:
    """A row of the experts' file, with the verdict derived for it."""

    coded: CodedRow
    derived: Derived
    promises: frozenset[str]
    limits: frozenset[str]
    plain: bool
    named: bool
    war_from: str
    """Where its war was found: `attacks`, `participants`, `disputes`, `its name` or `nowhere`."""
    missing: str = ""
    """What the files lack for this row (its war or its alliance), so that it is not scored; empty if nothing."""

    def agrees(self, coding: str) -> bool:
        """Return whether the derived verdict agrees with the experts on whether the casus foederis arose. A contested
        verdict never agrees.

        Args:
            coding: which of the row's codings to compare with, such as `LLM`.
        """
        verdict = self.derived.verdict
        return (
            verdict is not Arising.CONTESTED
            and verdict.arose == self.coded.verdict(coding).arose
        )


@dataclass(frozen=True)
class Scored:
    """All outcomes, and the scores computed from them. `coding` is the experts' coding to score against.

    Every score, of the engine and of each baseline, is over the same rows: those that the files cover.
    """

    outcomes: tuple[BacktestRow, ...]
    coding: str
    articles: bool
    notes: tuple[str, ...]
    law: Corpus | None = None
    """The law used, including outside files."""
    data: tuple[DataFile, ...] = ()
    """The files of experts and of wars."""

    @cached_property
    def covered(self) -> tuple[BacktestRow, ...]:
        """The outcomes whose war and alliance are in the files."""
        return tuple(o for o in self.outcomes if not o.missing)

    @cached_property
    def coverage(self) -> dict[str, Any]:
        """The numbers of all rows and wars, of those that the files cover, and the files in which the wars were found."""
        return {
            "rows": len(self.outcomes),
            "covered": len(self.covered),
            "war_in_no_file": sum(o.missing == NO_WAR for o in self.outcomes),
            "alliance_in_no_file": sum(o.missing == NO_ALLIANCE for o in self.outcomes),
            "wars": len({o.coded.warid for o in self.outcomes}),
            "wars_covered": len(set(self.wars)),
            "by_war_from": dict(
                sorted(Counter(o.war_from for o in self.outcomes).items())
            ),
        }

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The experts' and the derived verdict for each covered row: `arose`, `did not arise`, or (derived only)
        `contested`.
        """
        return [
            (_two(o.coded.verdict(self.coding)), _two(o.derived.verdict))
            for o in self.covered
        ]

    @cached_property
    def score(self) -> Concordance:
        """The agreement on whether the casus foederis arose."""
        return agreement(self.pairs)

    @cached_property
    def kinds(self) -> Concordance:
        """The agreement on the kind of verdict: arose, did not arise, consultation only, non-aggression kept,
        contested.
        """
        return agreement(
            (str(o.coded.verdict(self.coding)), str(o.derived.verdict))
            for o in self.covered
        )

    @cached_property
    def wars(self) -> list[int]:
        """The war of each covered row, as its number."""
        return [o.coded.warid for o in self.covered]

    @property
    def one_war(self) -> bool:
        """Whether all covered rows belong to one war, so that no interval can be computed."""
        return len(set(self.wars)) < 2

    @cached_property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """The 95 per cent intervals from resampling whole wars; empty for one war."""
        return {} if self.one_war else clustered(self.pairs, self.wars)

    @cached_property
    def without_each_war(self) -> dict[Any, float]:
        """Cohen's kappa without each war in turn, by war; empty for one war."""
        return {} if self.one_war else leave_one_out(self.pairs, self.wars)

    @cached_property
    def baselines(self) -> dict[str, Concordance]:
        """The agreement of simpler methods with the experts on the same rows, by method."""
        key = [expert for expert, _ in self.pairs]
        common = Counter(key).most_common(1)[0][0]
        other = "BF" if self.coding == "LLM" else "LLM"
        return {
            "majority": agreement((k, common) for k in key),
            "plain flags": agreement(
                zip(key, (_arose(o.plain) for o in self.covered), strict=True)
            ),
            "flags, named adversary, non-provocation": agreement(
                zip(key, (_arose(o.named) for o in self.covered), strict=True)
            ),
            "the two expert codings": agreement(
                zip(
                    key,
                    (_two(o.coded.verdict(other)) for o in self.covered),
                    strict=True,
                )
            ),
        }

    @property
    def disagreements(self) -> list[BacktestRow]:
        """The covered rows in which the derived verdict differs from the experts'."""
        return [o for o in self.covered if not o.agrees(self.coding)]

    def confusion(
        self, of: Callable[[BacktestRow], Iterable[str]]
    ) -> dict[str, dict[str, int]]:
        """Return counts of covered rows by verdicts, for each group; a row may belong to several groups."""
        found: dict[str, Counter[str]] = {}
        for outcome, (expert, derived) in zip(self.covered, self.pairs, strict=True):
            for group in of(outcome) or ("none",):
                found.setdefault(group, Counter())[f"{expert} / {derived}"] += 1
        return {g: dict(sorted(found[g].items())) for g in sorted(found)}

    def to_dict(self) -> dict[str, Any]:
        """Return the result as JSON data. For one war, `intervals` and `without_each_war` are null."""
        each = self.without_each_war.values()
        return BacktestJson(
            schema_=SCHEMA,
            coverage=CoveredJson(**self.coverage),
            n=self.score.n,
            accuracy=self.score.accuracy,
            kappa=self.score.kappa,
            intervals=self.intervals or None,
            kappa_of_kinds=self.kinds.kappa,
            coding=self.coding,
            corpus=self.articles,
            law=LawJson(**edition_of(self.law)) if self.law else None,
            data_=[DataFile(**f.model_dump()) for f in self.data],
            baselines=self.baselines,
            without_each_war=RangeJson(lowest=min(each), highest=max(each))
            if each
            else None,
            confusion=ConfusionJson(
                by_promise=self.confusion(lambda o: o.promises),
                by_condition=self.confusion(lambda o: o.limits),
            ),
            rows=[CodedJson(**self.row(o)) for o in self.outcomes],
            several_codes=[
                (o.coded.warid, o.coded.atopid)
                for o in self.outcomes
                if o.coded.several(self.coding)
            ],
            notes=list(self.notes),
        ).data()

    def row(self, o: BacktestRow) -> dict[str, Any]:
        """Return one outcome as a row; `agrees` is None if nothing could be derived."""
        return {
            "warid": o.coded.warid,
            "atopid": o.coded.atopid,
            "war_from": o.war_from,
            "covered": not o.missing,
            "expert": str(o.coded.verdict(self.coding)),
            "derived": str(o.derived.verdict),
            "decided_by": o.derived.decided_by,
            "rule": o.derived.rule,
            "level": o.derived.level,
            "agrees": None if o.missing else o.agrees(self.coding),
        }


def _two(verdict: Arising) -> str:
    return (
        str(verdict)
        if verdict in (Arising.AROSE, Arising.CONTESTED)
        else str(Arising.DID_NOT)
    )


def _arose(holds: bool) -> str:
    return str(Arising.AROSE if holds else Arising.DID_NOT)
