from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cli import app
from engine.trials.experts.agreement_score import agreement, clustered
from engine.trials.experts.benchmark import backtest
from engine.trials.experts.experts_key import Arising, read_experts
from engine.trials.experts.honoured import honour_table, jeffreys
from tests import FIXTURES
from treaties.errors import CasusError, DataError

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
    assert (low, high) == (pytest.approx(0.01101, abs=1e-4), pytest.approx(0.38131, abs=1e-4))
    assert jeffreys(0, 5)[0] == 0.0
    assert jeffreys(5, 5)[1] == 1.0
    assert jeffreys(0, 0) == (0.0, 1.0)


def test_the_whole_run_on_made_files(alliances: Write, attacks: Write, coding: Write) -> None:
    law = alliances(
        {"atopid": 8001, "members": [140, 160], "defense": 1},
        {"atopid": 8002, "members": [140, 160], "defense": 1, "conditio": 1, "defcon": 1, "defcoadv": 1, "statthr1": 135},
        {"atopid": 8003, "members": [140, 160], "defense": 1},
    )  # fmt: skip
    war = attacks((155, 140, "1905-03-04", 0))
    test = backtest([war], f"atop:{law}", coding((8001, "honor"), (8002, "cfna"), (8003, "cfna"), (8004, "cfna")))
    assert [str(o.derived.verdict) for o in test.outcomes] == ["arose", "did not arise", "arose", "contested"]
    data = test.to_dict()
    assert data["n"] == 4
    assert [r["agrees"] for r in data["rows"]] == [True, True, False, False]
    assert {"warid", "atopid", "expert", "derived", "decided_by"} <= set(data["rows"][0])
    assert [o.plain for o in test.outcomes] == [True, True, True, False]
    assert [o.named for o in test.outcomes] == [True, False, True, False]
    assert data["confusion"]["by_condition"]["adversary"] == {"did not arise / did not arise": 1}
    text = str(test)
    assert "8003: experts did not arise, here arose" in text
    assert "alliance 8004 is not in the file" in text


def test_verdicts_of_the_codes(coding: Write) -> None:
    found = read_experts(coding((1, "honor"), (2, "violate"), (3, "cfna"), (4, "consul"), (5, "nonagg")))
    assert [r.verdict() for r in found] == [
        Arising.AROSE, Arising.AROSE, Arising.DID_NOT, Arising.CONSULTATION, Arising.NONAGGRESSION,
    ]  # fmt: skip
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
    got = run(app, ["backtest", "--wars", str(war), "--law", f"atop:{law}", "--experts", str(experts), "--json"])
    assert got.exit_code == 0, got.output
    assert json.loads(got.stdout)["accuracy"] == 1
    tables = run(app, ["backtest", "--tables", "--experts", str(experts)])
    assert "73/146" in tables.stdout
    assert isinstance(run(app, ["backtest", "--experts", str(experts)]).exception, CasusError)
    summed = run(app, ["import", "atop", str(law), "--json"])
    assert json.loads(summed.stdout)["files"][0]["promises"]["defense"] == 1
    assert isinstance(run(app, ["import", "cow", str(law)]).exception, CasusError)
    asked = run(
        app, ["ask", "Brazil", "--by", "Chile", "--on", "1905-05-05", "--law", f"atop:{law}", "--rounds", "1", "--json"]
    )
    assert "atop-8001" in asked.stdout
    late = run(app, ["ask", "Brazil", "--by", "Chile", "--on", "2020-05-05", "--law", f"atop:{law}"])
    assert "outside the coverage" in str(late.exception)
