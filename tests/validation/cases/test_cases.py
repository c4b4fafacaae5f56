"""Every documented case against its key. What differs must stand, with its argument, in docs/disagreements.md."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from cli import app
from engine.record.verdict import Status
from tests import HOME
from tests.support.each import each
from tests.support.sampling import drawn, sampled
from treaties.loading.assembly import load_case
from treaties.loading.corpus import load_corpus
from treaties.models.case import Case
from treaties.models.corpus import Corpus
from treaties.models.expected import KINDS, Expected, TerritorialStatus
from treaties.vocabulary.errors import DataError, UnknownName
from treaties.vocabulary.terms import Duty
from validation.cases import cases_text as casebook
from validation.cases.findings import CaseRun, answer_of, honoured, run, score

LEDGER = (HOME / "docs" / "disagreements.md").read_text(encoding="utf-8")
WITH_KEY, WITH_CODEBOOK = LEDGER.split("\n## ")[1:3]
LISTED = set(re.findall(r"^### (\S+) (\S+) (\S+) (\S+)$", WITH_KEY, re.M))
CODED = set(re.findall(r"^### (\S+) (\S+)$", WITH_CODEBOOK, re.M))
LAW = load_corpus()


def entry(case: Case, expected: Expected) -> tuple[str, str, str, str]:
    """How the ledger would head this expectation."""
    return (
        case.code,
        expected.state[0],
        expected.treaty or "-",
        str(expected.duty or "-"),
    )


class Outcomes(dict[str, CaseRun]):
    """What each case gives, run when it is asked for."""

    def __missing__(self, code: str) -> CaseRun:
        self[code] = run(next(c for c in LAW.cases if c.code == code), LAW)
        return self[code]

    def whole(self) -> list[CaseRun]:
        return [self[c.code] for c in casebook.order(LAW.cases)]


@pytest.fixture(scope="module")
def outcomes() -> Outcomes:
    return Outcomes()


@each("case", casebook.order(LAW.cases), most=80, called=lambda case: str(case.code))
def test_case(case: Case, outcomes: Outcomes) -> None:
    for expected, line in zip(case.expected, outcomes[case.code].lines, strict=True):
        assert line.findings, "the expectation names nobody"
        faults = [
            f"{f.state}: {', '.join(f.faults)}; derived {casebook.derived(f)}"
            for f in line.findings
            if f.faults
        ]
        listed = expected.reading is None and entry(case, expected) in LISTED
        assert bool(faults) is listed, faults or "right, and in docs/disagreements.md"


def test_the_ledger_lists_every_difference_and_nothing_else(outcomes: Outcomes) -> None:
    tried = drawn([c.code for c in casebook.order(LAW.cases)], 80)
    differ = {
        entry(outcomes[code].case, line.expected)
        for code in tried
        for line in outcomes[code].lines
        if not line.right
    }
    assert differ == {listed for listed in LISTED if listed[0] in tried}
    assert {code for code, *_ in LISTED} <= {c.code for c in LAW.cases}


def test_the_ledger_argues_every_code_that_differs() -> None:
    assert {
        (c.code, x.treaty) for c in LAW.cases for x in c.coded if not x.agrees
    } == CODED


def test_every_entry_of_the_ledger_has_an_argument() -> None:
    for body in re.split(r"^### .*$", WITH_KEY + WITH_CODEBOOK, flags=re.M)[1:]:
        assert len(body.split("\n## ")[0].split()) > 30


def test_the_key_is_whole() -> None:
    """Every row of the key's lists has its case: documented ones, July 1914, 1936 to 1945, twenty scenarios and thirty-five more."""
    series = {c.series for c in LAW.cases}
    contemporary = [
        *range(1, 10),
        11,
        12,
        14,
        15,
        16,
        *range(18, 25),
        32,
        33,
        37,
        38,
        39,
        40,
        43,
        44,
        45,
        46,
    ]
    wanted = {f"N{n}" for n in contemporary}
    wanted |= {f"J{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 14, 15)}
    wanted |= {f"W{n}" for n in (1, 4, 5, 6, 7, 8, 16, 17)} | {
        f"G{n}" for n in range(1, 21)
    }
    wanted |= {f"S{n}" for n in range(51, 86)} | {f"S{n}" for n in range(201, 300)}
    assert wanted == series


def test_each_case_keeps_duty_claim_and_act_apart() -> None:
    for case in LAW.cases:
        for c in case.conduct:
            assert c.source, case.code
            assert c.honoured is None or c.treaty or len(c.by) > 1, (
                f"{case.code}: met what?"
            )
        for i in case.invocation:
            assert i.source, case.code


def test_conduct_and_invocation_change_no_verdict(outcomes: Outcomes) -> None:
    for case in drawn(LAW.cases, 20):
        bare = case.model_copy(update={"conduct": (), "invocation": (), "coded": ()})
        assert run(bare, LAW).lines == outcomes[case.code].lines


def test_troops_abroad_and_soil_at_home_differ_by_one_judgement(
    outcomes: Outcomes,
) -> None:
    troops, soil = (
        outcomes[c].lines[0].findings[0].verdict.distance for c in ("G14a", "G14b")
    )
    assert (troops.judgements, soil.judgements) == (3, 2)
    assert troops.events == soil.events == 0


@sampled(0)
def test_the_score_beats_the_baseline_where_an_alliance_is_not_enough(
    outcomes: Outcomes,
) -> None:
    rows = {r.kind: r for r in score(outcomes.whole())}
    assert list(rows) == [*KINDS, "all"]
    assert rows["all"].lines == sum(len(c.expected) for c in LAW.cases)
    for kind in ("lesser duty", "contested", "not called"):
        assert rows[kind].engine > rows[kind].baseline
    assert rows["contested"].baseline == 0
    assert honoured(outcomes.whole()).duties > honoured(outcomes.whole()).honoured > 0


def test_a_wrong_key_is_seen() -> None:
    case = LAW.case("W4")[0]
    wrong = case.model_copy(
        update={
            "expected": (
                case.expected[0].model_copy(update={"status": ("no-treaty",)}),
            )
        }
    )
    assert run(wrong, LAW).lines[0].findings[0].faults == (
        "status bound, not no-treaty",
    )
    weaker = case.model_copy(
        update={
            "expected": (case.expected[0].model_copy(update={"duty": Duty.CONSULT}),)
        }
    )
    assert not run(weaker, LAW).right
    unasked = case.expected[0].model_copy(
        update={"contested_by": ("no-such-question:*",)}
    )
    assert not run(case.model_copy(update={"expected": (unasked,)}), LAW).right


def test_a_state_may_be_late(outcomes: Outcomes) -> None:
    case = outcomes["W4"]
    assert casebook.late(case.case.conduct[0], case) == 2
    assert "[2 days after the duty arose]" in casebook.tell(case, LAW)


def test_words_of_the_key_are_words_of_the_engine() -> None:
    assert set(get_args(TerritorialStatus)) == {str(s) for s in Status}


def test_an_unknown_case_is_answered_by_near_ones() -> None:
    with pytest.raises(UnknownName, match="did you mean"):
        LAW.case("g14c")
    assert [c.code for c in LAW.case("g14")] == ["G14a", "G14b"]
    assert LAW.case("w4-poland-and-britain")[0].code == "W4"


def test_cases_that_speak_of_a_treaty() -> None:
    assert {c.code for c in LAW.cases_of(treaty="pact-of-steel-1939")} == {
        "W8a",
        "W8b",
        "W16",
        "G3a",
        "S224",
    }
    with pytest.raises(UnknownName, match="the groups are"):
        LAW.cases_of(group="1815")


BROKEN = """
code = "N99"
title = "A case with faults"
date = 2000-01-01
group = "contemporary"
sources = ["no-such-source"]
[[scenario.events]]
kind = "armed-attack"
by = "russa"
against = "ukraine"
at = { of = "ukraine", kind = "vessel", regions = ["black-see"] }
[[expected]]
state = "chinaa"
treaty = "sino-dprk-1962"
status = "bound"
why = "five words are enough here"
"""


def test_a_faulty_case_is_refused_with_every_fault_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(BROKEN)
    with pytest.raises(DataError) as caught:
        load_case(path, LAW)
    faults = {(p.line, p.message.split(";")[0]) for p in caught.value.problems}
    assert (6, "no source is called `no-such-source`") in faults
    assert (9, "no state is called `russa`") in faults
    assert (11, "no region is called `black-see`") in faults
    assert (13, "no state is called `chinaa`") in faults
    assert (14, "no treaty is called `sino-dprk-1962`") in faults


def test_the_answer_of_a_case_is_an_ordinary_answer(law: Corpus) -> None:
    answer = answer_of(law.case("G12a")[0], law)
    assert answer["United States"].duty.value == "act"
    assert not answer.record.complete


class TestCommands:
    run = CliRunner()

    def test_cases_prints_scores_beside_the_baseline(self) -> None:
        said = self.run.invoke(app, ["cases", "--group", "1936-1945"])
        assert said.exit_code == 0
        assert "W8a" in said.output
        assert "an ally always joins" in said.output
        assert "G14a" not in said.output

    def test_case_prints_expected_derived_and_difference(self) -> None:
        said = self.run.invoke(app, ["case", "N20"]).output
        for word in (
            "EVENTS",
            "expected:",
            "derived:",
            "differs:",
            "INVOCATION",
            "CONDUCT",
        ):
            assert word in said

    def test_json(self) -> None:
        said = json.loads(self.run.invoke(app, ["case", "G14", "--json"]).output)
        assert said["schema"] == 1
        assert [c["code"] for c in said["cases"]] == ["G14a", "G14b"]
        assert said["cases"][1]["lines"][0]["derived"][0]["judgements"] == 2
        assert said["score"][-1]["kind"] == "all"
        everything = json.loads(
            self.run.invoke(app, ["cases", "--json", "--treaty", "rio-1947"]).output
        )
        assert {"N3", "N4", "G6"} <= {c["code"] for c in everything["cases"]}
