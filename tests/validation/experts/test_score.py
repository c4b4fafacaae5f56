from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from cli import app
from engine.interfaces.json_schema import schema
from tests import FIXTURES
from treaties.vocabulary.errors import CasusError, DataError
from validation.experts.agreement_score import agreement, clustered, jeffreys
from validation.experts.backtest import backtest
from validation.experts.experts_key import Arising, honour_table, read_experts

Write = Callable[..., Path]
CODES = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40)


@given(CODES)
def test_kappa_is_symmetric_and_at_most_one(pairs: list[tuple[bool, bool]]) -> None:
    found, swapped = agreement(pairs), agreement((b, a) for a, b in pairs)
    assert found.kappa == pytest.approx(swapped.kappa)
    assert found.kappa <= 1
    assert (found.accuracy == 1) >= (found.kappa == 1)


def test_a_published_kappa() -> None:
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert agreement(pairs).kappa == pytest.approx(0.4)


def test_intervals_draw_whole_wars() -> None:
    pairs = [(1, 1)] * 30 + [(1, 0)] * 30
    alone = clustered(pairs, range(60))
    together = clustered(pairs, [0] * 30 + [1] * 30)
    assert together["accuracy"] == (0.0, 1.0)
    assert 0.3 < alone["accuracy"][0] < 0.5 < alone["accuracy"][1] < 0.7


def test_jeffreys_intervals_of_the_tables() -> None:
    low, high = jeffreys(1, 10)
    assert (low, high) == (
        pytest.approx(0.01101, abs=1e-4),
        pytest.approx(0.38131, abs=1e-4),
    )
    assert jeffreys(0, 5)[0] == 0.0
    assert jeffreys(5, 5)[1] == 1.0
    assert jeffreys(0, 0) == (0.0, 1.0)


def test_the_whole_run_on_made_files(
    alliances: Write, attacks: Write, coding: Write
) -> None:
    law = alliances(
        {"atopid": 8001, "members": [140, 160], "defense": 1},
        {
            "atopid": 8002,
            "members": [140, 160],
            "defense": 1,
            "conditio": 1,
            "defcon": 1,
            "defcoadv": 1,
            "statthr1": 135,
        },
        {"atopid": 8003, "members": [140, 160], "defense": 1},
    )
    war = attacks((155, 140, "1905-03-04", 0))
    test = backtest(
        [war],
        f"atop:{law}",
        coding((8001, "honor"), (8002, "cfna"), (8003, "cfna"), (8004, "cfna")),
    )
    assert [str(o.derived.verdict) for o in test.outcomes] == [
        "arose",
        "did not arise",
        "arose",
        "contested",
    ]
    data = test.to_dict()
    Draft202012Validator(schema("backtest")).validate(json.loads(json.dumps(data)))
    assert data["n"] == 3
    assert {a["n"] for a in data["baselines"].values()} == {3}, "all on the same rows"
    assert data["coverage"] | {"by_war_from": None} == {
        "rows": 4,
        "covered": 3,
        "war_in_no_file": 0,
        "alliance_in_no_file": 1,
        "wars": 1,
        "wars_covered": 1,
        "by_war_from": None,
    }
    assert data["coverage"]["by_war_from"] == {"attacks": 4}
    assert (data["intervals"], data["without_each_war"]) == (None, None)
    assert [r["agrees"] for r in data["rows"]] == [True, True, False, None]
    assert [(r["covered"], r["war_from"]) for r in data["rows"]] == [
        (True, "attacks")
    ] * 3 + [(False, "attacks")]
    assert {"warid", "atopid", "expert", "derived", "decided_by"} <= set(
        data["rows"][0]
    )
    assert [o.plain for o in test.outcomes] == [True, True, True, False]
    assert [o.named for o in test.outcomes] == [True, False, True, False]
    assert data["confusion"]["by_condition"]["adversary"] == {
        "did not arise / did not arise": 1
    }
    text = str(test)
    assert "8003: experts did not arise, here arose" in text
    assert "alliance 8004 is not in the file" in text
    assert text.index("COVERAGE\n  3 of 4 rows, 1 of 1 wars") < text.index("AGREEMENT")
    assert "one war, no interval" in text
    assert "NOT COVERED (1)\n  Made1905, ATOP 8004: the alliance is in no file" in text
    assert test.records("baselines")[0]["kappa_low"] is None


def test_a_war_in_no_file_is_scored_nowhere_and_names_the_file_to_write(
    alliances: Write, attacks: Write, coding: Write, tmp_path: Path
) -> None:
    law = f"atop:{alliances({'atopid': 8001, 'members': [140, 160], 'defense': 1})}"
    war, experts = attacks((155, 140, "1905-03-04", 0), war=2), coding((8001, "honor"))
    with pytest.raises(CasusError, match="cover none of the 1 rows") as caught:
        backtest([war], law, experts)
    assert "warid,attacker,victim,since,until[,joiner,place]" in (
        caught.value.remedy or ""
    )
    (tmp_path / "list.csv").write_text(
        "warid,attacker,victim,since,until\n1,Chile,Brazil,1905-03-04,1905-06-30\n"
    )
    test = backtest([war, tmp_path / "list.csv"], law, experts)
    assert (test.score.n, test.score.accuracy) == (1, 1.0)
    with experts.open("a") as more:
        cells = experts.read_text().splitlines()[1].split(",")
        cells[1] = "77"
        more.write(",".join(cells) + "\n")
    both = backtest([war, tmp_path / "list.csv"], law, experts)
    assert both.coverage["war_in_no_file"] == 1
    assert [r["covered"] for r in both.to_dict()["rows"]] == [True, False]
    assert any("war 77" in n and "joiner,place" in n for n in both.notes)


def test_a_row_given_twice_is_refused(coding: Write) -> None:
    with pytest.raises(
        DataError, match="alliance 1 in war 1 is coded in line 2 already"
    ):
        read_experts(coding((1, "honor"), (1, "cfna")))


def test_verdicts_of_the_codes(coding: Write) -> None:
    found = read_experts(
        coding((1, "honor"), (2, "violate"), (3, "cfna"), (4, "consul"), (5, "nonagg"))
    )
    assert [r.verdict() for r in found] == [
        Arising.AROSE,
        Arising.AROSE,
        Arising.DID_NOT,
        Arising.CONSULTATION,
        Arising.NONAGGRESSION,
    ]
    table = {r.group: r for r in honour_table(found)}
    assert (table["all"].honoured, table["all"].tested) == (1, 2)
    assert table["1945-2003"].tested == 0


def test_bad_files_are_refused(coding: Write, attacks: Write) -> None:
    with pytest.raises(DataError):
        read_experts(coding((1, "honor"), defense=7))
    cow = FIXTURES / "cow_by_member.csv"
    war, experts = attacks((155, 140, "1905-03-04", 0)), coding((1, "honor"))
    with pytest.raises(CasusError, match="the experts number alliances as ATOP does"):
        backtest([war], f"cow:{cow}", experts)


def test_the_command_line(alliances: Write, attacks: Write, coding: Write) -> None:
    law = alliances({"atopid": 8001, "members": [140, 160], "defense": 1})
    war, experts = attacks((155, 140, "1905-03-04", 0)), coding((8001, "honor"))
    run = CliRunner().invoke
    got = run(
        app,
        [
            "backtest",
            "--wars",
            str(war),
            "--law",
            f"atop:{law}",
            "--experts",
            str(experts),
            "--json",
        ],
    )
    assert got.exit_code == 0, got.output
    assert json.loads(got.stdout)["accuracy"] == 1
    tables = run(app, ["backtest", "--tables", "--experts", str(experts)])
    assert "73/146" in tables.stdout
    assert "A part: 1 of the 576 rows" in tables.stdout
    counted = json.loads(
        run(app, ["backtest", "--tables", "--experts", str(experts), "--json"]).stdout
    )
    assert (counted["rows"], counted["published_rows"], counted["part"]) == (
        1,
        576,
        True,
    )
    ignored = run(
        app,
        [
            "backtest",
            "--tables",
            "--experts",
            str(experts),
            "--flags",
            "--wars",
            str(war),
        ],
    ).exception
    assert str(ignored).startswith("`--tables` takes no `--wars` and no `--flags`")
    assert isinstance(
        run(app, ["backtest", "--experts", str(experts)]).exception, CasusError
    )
    summed = run(app, ["import", "atop", str(law), "--json"])
    assert json.loads(summed.stdout)["files"][0]["promises"]["defense"] == 1
    assert isinstance(run(app, ["import", "cow", str(law)]).exception, CasusError)
    asked = run(
        app,
        [
            "ask",
            "Brazil",
            "--by",
            "Chile",
            "--on",
            "1905-05-05",
            "--law",
            f"atop:{law}",
            "--rounds",
            "1",
            "--json",
        ],
    )
    assert "atop-8001" in asked.stdout
    late = run(
        app,
        [
            "ask",
            "Brazil",
            "--by",
            "Chile",
            "--on",
            "2020-05-05",
            "--law",
            f"atop:{law}",
        ],
    )
    assert "outside the coverage" in str(late.exception)
