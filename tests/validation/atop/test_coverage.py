"""Which defence pacts of an invented ATOP and an invented COW file have an instrument."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from tests import FIXTURES
from tests.support.sampling import sampled
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.outside.detect_format import WrongFile
from treaties.outside.members import read_members
from treaties.outside.pacts import periods, without
from validation.atop.coverage import coverage_json, coverages, markdown, summary

pytestmark = sampled(4, alone="whole")

HELP = {
    "article": "1",
    "duty": "fight",
    "trigger": "armed-attack",
    "gist": "Each fights for the other.",
}


def pact(ident: str, **numbers: Any) -> Treaty:
    made = {
        "id": ident,
        "title": ident,
        "parties": ["france", "russia"],
        "signed": date(1901, 3, 15),
        "sources": ["x"],
        "obligations": [HELP],
    }
    return Treaty.model_validate(made | numbers)


@pytest.fixture
def few(law: Corpus) -> Corpus:
    """The invented ATOP pacts 9001 and 9004 and the COW pact 801 have a file; 9003 promises no defence."""
    held = (
        pact("one", atop={"ids": [9001]}, cow=[801]),
        pact("two", atop={"ids": [9004, 9003]}),
    )
    return law.model_copy(update={"treaties": held})


def test_pacts_are_counted_by_number_and_by_the_year_they_were_made(
    few: Corpus,
) -> None:
    (found,) = coverages(few, FIXTURES / "atop_member.csv", None)
    assert list(found.pacts.years) == [9001, 9002, 9004, 9005, 9006]
    assert found.covered == {9001, 9004}
    assert found.missing == (9002, 9005, 9006)
    assert [(str(p), have, of) for p, have, of in found.counts()] == [
        ("1815–1914", 1, 3),
        ("1915–1945", 1, 1),
        ("since 1992", 0, 1),
    ]


def test_a_treaty_bears_the_numbers_of_each_data_set_apart(few: Corpus) -> None:
    atop, cow = coverages(
        few, FIXTURES / "atop_member.csv", FIXTURES / "cow_by_member.csv"
    )
    assert (len(atop.covered), len(cow.covered), cow.missing) == (2, 1, (802,))
    assert summary((atop, cow)).splitlines() == [
        "2 of 5 defence pacts of ATOP 5.1 have an instrument here (1815–1914 1 of 3; 1915–1945 1 of 1; since 1992 0 of 1).",
        "Without one: 9002, 9005, 9006.",
        "1 of 2 defence pacts of COW alliances 4.1 have an instrument here (1815–1914 1 of 1; 1915–1945 0 of 1).",
        "Without one: 802.",
    ]
    assert coverage_json(cow).missing == [802]


def test_the_page_tells_what_promises_nothing_and_what_is_not_checked(
    few: Corpus,
) -> None:
    talk = HELP | {"duty": "consult", "trigger": "threat", "verified": False}
    idle = pact(
        "idle", atop={"ids": [9002]}, no_duty="talk, and no help", obligations=[talk]
    )
    page = markdown(
        coverages(few, FIXTURES / "atop_member.csv", None),
        few.model_copy(update={"treaties": (idle,)}),
    )
    assert "- **idle**: Talk, and no help" in page
    assert "hold 1 duties: 0 were checked against a source that was opened" in page
    assert "- 9005: not written yet." in page


@pytest.mark.parametrize("wrong", ["majors.csv", "atop_alliance.csv"])
def test_another_file_is_refused(few: Corpus, wrong: str) -> None:
    with pytest.raises(WrongFile):
        coverages(few, FIXTURES / wrong, None)


def test_the_command_counts_and_refuses() -> None:
    runner = CliRunner()
    counted = runner.invoke(
        app, ["check", "--cow", str(FIXTURES / "cow_by_member.csv")]
    )
    assert counted.exit_code == 0
    assert counted.stdout.startswith(
        "0 of 2 defence pacts of COW alliances 4.1 have an instrument here"
    )
    assert runner.invoke(app, ["check", "--coverage"]).exit_code == 2
    assert runner.invoke(app, ["check", "--markdown", "--cow", "x.csv"]).exit_code == 2


def test_every_reason_is_of_a_pact_that_has_no_file(law: Corpus, outside: Path) -> None:
    found = coverages(
        law,
        outside / "atop" / "atop5_1m.csv",
        outside / "cow" / "alliance_v4.1_by_member.csv",
    )
    for c in found:
        assert {n for w in without() if (n := getattr(w, c.pacts.key))} & set(
            c.pacts.years
        ) <= set(c.missing)
        assert sum(of for _, _, of in c.counts()) == len(c.pacts.years)
    spans = periods()
    assert all(a.until == b.since - 1 for a, b in pairwise(spans))


def test_the_page_is_that_of_the_data(law: Corpus, outside: Path) -> None:
    found = coverages(
        law,
        outside / "atop" / "atop5_1m.csv",
        outside / "cow" / "alliance_v4.1_by_member.csv",
    )
    page = markdown(found, law)
    for c in found:
        assert all(str(of) in page for _, _, of in c.counts())


def test_every_alliance_has_a_file_or_is_known_of(law: Corpus, outside: Path) -> None:
    rows, _ = read_members(outside / "atop" / "atop5_1m.csv")
    counted = {r.atopid for r in rows}
    held = {n for t in law.treaties for n in t.atop.ids}
    listed = [n for k in law.known_of for n in k.atop]
    assert counted - held - {*listed} == set()
    assert {*listed} <= counted
    assert len(listed) == len({*listed})


def test_what_is_known_of_stands_in_the_order_of_its_ids(law: Corpus) -> None:
    found = [k.id for k in law.known_of]
    assert found == sorted(found)
