"""Frames: the field's keys, documented columns, and extras that may be absent."""

from __future__ import annotations

import doctest
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest

from engine.analysis.comparison import COMPARISON, compare
from engine.analysis.firebreak_sets import FIREBREAKS, firebreaks
from engine.analysis.probability.odds import odds
from engine.analysis.probability.odds_result import ODDS
from engine.analysis.supports_list import SUPPORTS, supports
from engine.answer import Answer
from engine.catalogue.timeline import DUTIES, YEARS, timeline
from engine.forms.table import DATE, FLAG, FLOAT, INT, PANDAS, TEXT, Framed
from engine.output import answer_tables
from engine.record.rows import StateVerdict
from engine.sweep.scan import PAIRS, scan
from engine.world import World
from tests import FIXTURES, HOME, MADE_UP
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import MissingExtra, UnknownName
from validation.experts.backtest import BASELINES, OUTCOMES, Backtest
from validation.experts.experts_key import HONOURED, honour_table, read_experts

COLUMNS: dict[tuple[str, str], Mapping[str, str]] = {
    ("Answer", "states"): answer_tables.STATES,
    ("Answer", "duties"): answer_tables.GROUNDS,
    ("Answer", "grounds"): answer_tables.GROUNDS,
    ("Answer", "readings"): answer_tables.READINGS,
    ("Answer", "questions"): answer_tables.QUESTIONS,
    ("Supports", "supports"): SUPPORTS,
    ("Firebreaks", "firebreaks"): FIREBREAKS,
    ("Odds", "odds"): ODDS,
    ("Comparison", "changes"): COMPARISON,
    ("Timeline", "duties"): DUTIES,
    ("Timeline", "years"): YEARS,
    ("Scan", "pairs"): PAIRS,
    ("Backtest", "outcomes"): OUTCOMES,
    ("Backtest", "baselines"): BASELINES,
    ("HonourTable", "honoured"): HONOURED,
}
PYTHON = {TEXT: str, INT: int, FLOAT: float, FLAG: bool, DATE: date}


def described() -> str:
    """The tables as the documentation lists them."""
    lines = ["| of | table | columns (text unless said) |", "|---|---|---|"]
    for (of, name), columns in COLUMNS.items():
        told = ", ".join(
            f"`{c}`" + (f" {k}" if k != TEXT else "") for c, k in columns.items()
        )
        lines.append(f"| {of} | `{name}` | {told} |")
    return "\n".join(lines)


@pytest.fixture(scope="session")
def chain(world: World) -> Answer:
    return world.ask(scenario="shen-chain")


@pytest.fixture(scope="session")
def framed(world: World, law: Corpus, chain: Answer, made_up: Backtest) -> list[Framed]:
    then = world.ask("Russia", by="Ukraine", on="2019-06-01", background=False)
    now = world.ask("Russia", by="Ukraine", on="2026-01-01", background=False)
    return [
        chain,
        supports(chain, "China"),
        firebreaks(chain, "China"),
        odds(chain, "China", {"*": 0.5}),
        compare(then, now),
        timeline(law, "north-korea"),
        scan(on="2026-01-01", among=["China", "North Korea", "South Korea"]),
        made_up,
        honour_table(read_experts(MADE_UP / "performance.csv")),
    ]


def test_every_table_is_the_same_as_a_frame(framed: list[Framed]) -> None:
    seen = set()
    for thing in framed:
        for name in thing.tables:
            key = (type(thing).__name__, name)
            seen.add(key)
            columns, records = COLUMNS[key], thing.records(name)
            assert records, key
            assert all(list(r) == list(columns) for r in records)
            for r in records:
                for c, v in r.items():
                    assert v is None or type(v) is PYTHON[columns[c]], (key, c, v)
            pandas = thing.to_pandas(name)
            assert {c: str(t) for c, t in pandas.dtypes.items()} == {
                c: PANDAS[k] for c, k in columns.items()
            }
            back = pandas.astype(object).where(pandas.notna(), None).to_dict("records")
            days = [c for c, k in columns.items() if k == DATE]
            plain = [
                {
                    c: v.date() if c in days and v is not None else v
                    for c, v in r.items()
                }
                for r in back
            ]
            assert plain == records
    assert seen == set(COLUMNS)


def test_the_documentation_lists_every_column_and_its_examples_run() -> None:
    page = HOME / "docs" / "notebooks.md"
    assert described() in page.read_text(encoding="utf-8")
    assert (
        doctest.testfile(
            str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
        ).failed
        == 0
    )


def test_an_answer_goes_straight_into_a_frame(chain: Answer) -> None:
    frame = pd.DataFrame(chain)
    assert list(frame.columns) == list(answer_tables.STATES)
    assert list(frame["state"]) == [r.state for r in chain.rows]


def test_an_answer_stays_what_it_was(chain: Answer) -> None:
    china = chain["China"]
    assert chain["China"] is chain[710] is chain["CHN"]
    assert list(chain) == list(chain.rows)
    assert len(chain) == len(chain.rows)
    assert isinstance(china, StateVerdict)
    assert china["duty"] == china.duty == "fight"
    assert china["events"] == china.events
    assert dict(china)["ccode"] == 710
    with pytest.raises(TypeError, match="does not support item assignment"):
        china["duty"] = "none"  # type: ignore[index]
    with pytest.raises(TypeError, match="read only"):
        china.name = "Cathay"


def test_rows_are_equal_only_in_every_part(chain: Answer, world: World) -> None:
    again = world.ask(scenario="shen-chain")
    assert again["China"] == chain["China"]
    assert (
        world.reading("charter").ask(scenario="shen-chain")["Russia"] != chain["Russia"]
    )
    assert dict(chain["China"]) != chain["China"]


def test_another_table_is_refused_with_the_names(chain: Answer) -> None:
    with pytest.raises(UnknownName, match="did you mean `grounds`"):
        chain.to_pandas("ground")


def test_merging_with_atop_and_cow_by_their_own_keys(
    law: Corpus, chain: Answer
) -> None:
    """The synthetic files have invented states 3 and 4, here put in the places of two real codes."""
    real = {3: 710, 4: 731}
    atop = pd.read_csv(FIXTURES / "atop_collapsed.csv").query(
        "ccode1 in (3, 4) and ccode2 in (3, 4)"
    )
    atop = atop.assign(
        ccode1=atop.ccode1.map(real), ccode2=atop.ccode2.map(real), year=atop.year + 70
    )
    years = timeline(law, "china", until=date(2018, 12, 31)).to_pandas("years")
    merged = atop.merge(years, on=["ccode1", "ccode2", "year"], validate="one_to_one")
    assert len(merged) == len(atop) > 0
    assert set(merged.defense) == {1}
    assert set(merged.treaties) == {"sino-dprk-1961"}
    system = pd.read_csv(FIXTURES / "system.csv").replace({"ccode": {3: 710, 5: 731}})
    states = chain.to_pandas().merge(
        system[["ccode", "stateabb"]], on="ccode", how="left"
    )
    assert dict(zip(states.state, states.stateabb, strict=True))["china"] == "AAA"
    gw = pd.read_csv(FIXTURES / "gw_system.csv").replace({"gwcode": {3: 710}})
    assert len(chain.to_pandas().merge(gw, on="gwcode")) == 1


def test_years_hold_what_bound_on_some_day_of_the_year(law: Corpus) -> None:
    line = timeline(law, "finland", since=date(1945, 1, 1), until=date(2025, 12, 31))
    bound = {
        (year, *(("finland", o) if e.owes else (o, "finland")))
        for e in line
        for o in e.others
        for year in range(1945, 2026)
        if e.since <= date(year, 12, 31)
        and (e.until is None or e.until > date(year, 1, 1))
    }
    rows = line.records("years")
    assert {(r["year"], r["obligor"], r["beneficiary"]) for r in rows} == bound
    nato = [
        r
        for r in rows
        if (r["obligor"], r["beneficiary"]) == ("canada", "finland") and r["defense"]
    ]
    assert [r["year"] for r in nato if r["year"] < 1950] == [1945, 1946], (
        "the Covenant, until the League ended"
    )
    nato = [r for r in nato if r["year"] > 1950]
    assert [r["year"] for r in nato] == [2023, 2024, 2025]
    assert {(r["defense"], r["consul"], r["offense"]) for r in nato} == {(1, 1, 0)}


def test_a_missing_extra_is_one_line(
    chain: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(
        MissingExtra,
        match=r"this needs `pandas`; pip install \"casus-foederis\[pandas\]\"",
    ):
        chain.to_pandas()


def test_asking_and_showing_import_nothing_heavy() -> None:
    code = (
        "import sys\nfrom engine import ask\n"
        "answer = ask('South Korea', by='North Korea', on='2026-01-01', rounds=1)\n"
        "answer._repr_mimebundle_(); answer.records()\n"
        "heavy = {'pandas', 'numpy', 'IPython', 'matplotlib', 'jinja2', 'scipy'}\n"
        "print(sorted(heavy & {m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=HOME,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_benchmark_in_a_frame_counts_as_the_benchmark_does(
    made_up: Backtest,
) -> None:
    frame: Any = made_up.to_pandas()
    assert frame.agrees.mean() == pytest.approx(made_up.score.accuracy)
    assert int((~frame.agrees).sum()) == len(made_up.disagreements)
