"""The benchmark on the real files, where they are (`CASUS_DATA`): figures are floors of what was measured."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.support.sampling import drawn, sampled
from treaties.models.corpus import Corpus
from treaties.outside import atop
from treaties.outside.as_treaties import outside_law
from validation.atop.file_summary import summary
from validation.experts.backtest import Backtest, backtest
from validation.experts.experts_key import honour_table, read_experts

pytestmark = sampled(2)

EXPERTS = "performance/berkemeier_fuhrmann_2018_part.csv"
ATTACKS = "wars/iwd_1.1_interstate_war_data_rev.csv"
PARTICIPANTS = "cow/Inter-StateWarData_v4.0.csv"
ROWS = 40
"""Of 374 rows of the experts, those that are drawn."""


@pytest.fixture(scope="module")
def law_of_file(outside: Path) -> atop.AtopLaw:
    return atop.load(outside / "atop/atop5_1m.csv")


@pytest.fixture(scope="module")
def articles(outside: Path, law_of_file: atop.AtopLaw) -> Backtest:
    return backtest(
        [outside / ATTACKS, outside / PARTICIPANTS], law_of_file, outside / EXPERTS
    )


@pytest.fixture(scope="module")
def flags(outside: Path, law_of_file: atop.AtopLaw) -> Backtest:
    return backtest(
        [outside / ATTACKS, outside / PARTICIPANTS],
        law_of_file,
        outside / EXPERTS,
        articles=False,
    )


def test_agreement_with_the_experts(articles: Backtest, flags: Backtest) -> None:
    assert articles.score.kappa >= 0.85
    assert flags.score.kappa >= 0.85
    assert min(articles.without_each_war.values()) >= 0.85
    low, high = articles.intervals["kappa"]
    assert low < articles.score.kappa < high


def test_it_beats_every_baseline_but_the_experts(articles: Backtest) -> None:
    base = articles.baselines
    order = ["majority", "plain flags", "flags, named adversary, non-provocation"]
    assert [base[n].kappa for n in order] == sorted(base[n].kappa for n in order)
    assert (
        base[order[-1]].kappa
        < articles.score.kappa
        < base["the two expert codings"].kappa
    )
    assert base["the two expert codings"].kappa == pytest.approx(0.986, abs=0.001)


def on_drawn_rows(table: Path, copy: Path) -> bool:
    """Write drawn rows of the experts' table, or all in a whole run; whether it is all."""
    with table.open(newline="", encoding="latin-1") as file:
        head, *rows = csv.reader(file)
    kept = drawn(rows, ROWS)
    with copy.open("w", newline="", encoding="latin-1") as file:
        csv.writer(file).writerows([head, *kept])
    return kept == rows


def test_every_row_has_a_verdict_and_a_reason(
    outside: Path,
    law_of_file: atop.AtopLaw,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """On drawn rows; on all of them, with their figures, in a whole run."""
    table = tmp_path / "experts.csv"
    whole = on_drawn_rows(outside / EXPERTS, table)
    found: Backtest = (
        request.getfixturevalue("articles")
        if whole
        else backtest([outside / ATTACKS, outside / PARTICIPANTS], law_of_file, table)
    )
    data = found.to_dict()
    assert len(data["rows"]) == len(read_experts(table)) >= ROWS
    assert all(r["decided_by"] and r["rule"] for r in data["rows"])
    assert {o.derived.level for o in found.outcomes} == {"text", "flags"}
    assert sum(data["coverage"]["by_war_from"].values()) == len(data["rows"])
    if whole:
        assert (len(data["rows"]), data["n"]) == (374, 373)
        assert data["coverage"]["by_war_from"] == {"attacks": 368, "its name": 6}
        assert len(data["several_codes"]) == 18


def test_attacks_and_disputes_alone_do(
    outside: Path, law_of_file: atop.AtopLaw
) -> None:
    wars = [
        outside / ATTACKS,
        outside / "cow/MIDB_5.0.csv",
        outside / "cow/MIDA_5.0.csv",
    ]
    borders = outside / "cow/contiguity_3.2_directed.csv"
    test = backtest(
        wars, law_of_file, outside / EXPERTS, articles=False, borders=borders
    )
    assert test.score.kappa >= 0.85
    assert test.coverage["by_war_from"] == {"attacks": 368, "disputes": 6}


def test_the_table_of_this_part(outside: Path) -> None:
    table = {
        r.group: (r.honoured, r.tested)
        for r in honour_table(read_experts(outside / EXPERTS))
    }
    assert table["all"] == (53, 94)
    assert table["defense"] == (31, 64)
    assert sum(table[p][1] for p in ("1816-1944", "1945-2003")) == 94
    assert sum(table[p][1] for p in ("bilateral", "multilateral")) == 94


def test_the_whole_file_becomes_treaties(
    law_of_file: atop.AtopLaw, law: Corpus
) -> None:
    outside = outside_law(law_of_file, law)
    numbers = {n for t in outside.treaties for n in t.atop.ids} | set(outside.replaced)
    for missing in set(law_of_file.alliances) - numbers:
        assert {r.member for r in law_of_file.rows if r.atopid == missing} & set(
            outside.nameless
        )
    assert len(numbers) >= 788
    assert not {n for t in outside.treaties for n in t.atop.ids} & set(outside.replaced)
    assert outside.nameless == (), (
        "the one alliance with a member that no register numbers has a file of its own"
    )
    found = summary(law_of_file, law)
    assert (found["alliances"], found["member_rows"]) == (789, 2510)
