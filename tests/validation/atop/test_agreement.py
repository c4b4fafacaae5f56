"""The comparison with ATOP on invented rows, where every difference is planted."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.each import each
from treaties.models.conditions import ExternalAttack, OnTerritory, Request
from treaties.models.corpus import Corpus
from treaties.models.parties import Party
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import Trigger
from validation.atop.agreement import Agreement, compare
from validation.atop.agreement_text import markdown, summary, to_dict
from validation.atop.causes import Cause

FRANCE, RUSSIA = "220", "365"
EXIT_OF_FRANCE = {"yrexit": "1942", "moexit": "11", "dayexit": "11"}
"""The day on which France left the state system of Correlates of War."""


def _with(path: Path, cells: dict[tuple[int, str], str]) -> Path:
    """The file with further cells changed, by line and column."""
    with path.open(newline="") as source:
        header, *rows = list(csv.reader(source))
    for (line, column), text in cells.items():
        rows[line - 2][header.index(column)] = text
    with path.open("w", newline="") as target:
        csv.writer(target).writerows([header, *rows])
    return path


@pytest.fixture
def member_file(altered: Callable[..., Path]) -> Path:
    """The fixture's first alliance, 15 March 1901 to 1910 in two phases, between two real states."""
    return altered(
        "atop_member.csv",
        {
            (n, "member"): state
            for n, state in ((2, FRANCE), (3, RUSSIA), (4, FRANCE), (5, RUSSIA))
        },
    )


def pact(**changes: Any) -> Treaty:
    """A treaty that says what the fixture's rows say."""
    help_ = {
        "article": "1",
        "duty": "fight",
        "trigger": "armed-attack",
        "until": date(1905, 6, 1),
        "conditions": [{"kind": "attacker", "among": ["germany"]}, "unprovoked"],
        "gist": "Each fights for the other.",
    }
    talk = {
        "article": "2",
        "duty": "consult",
        "trigger": "threat",
        "gist": "The two consult when threatened.",
    }
    asked = talk | {"since": date(1905, 6, 1), "conditions": ["request"]}
    made = {
        "id": "pact",
        "title": "Pact",
        "parties": ["france", "russia"],
        "signed": date(1901, 3, 15),
        "in_force": date(1901, 3, 15),
        "until": date(1910, 1, 1),
        "sources": ["x"],
        "atop": {"ids": [9001]},
        "obligations": [help_, talk | {"until": date(1905, 6, 1)}, asked],
    }
    return Treaty.model_validate(made | changes)


def noted(point: str) -> dict[str, Any]:
    return {"ids": [9001], "differs": [point], "note": "told here"}


def held(law: Corpus, file: Path, *treaties: Treaty) -> Agreement:
    return compare(law.model_copy(update={"treaties": treaties}), file)


def causes(a: Agreement) -> set[tuple[str, str]]:
    return {(c.field, str(c.cause)) for c in a.cells if c.cause}


def test_a_treaty_that_says_the_same_agrees_in_every_cell(
    law: Corpus, member_file: Path
) -> None:
    found = held(law, member_file, pact())
    assert causes(found) == set()
    assert len(found.cells) == 2 * (3 + 2 * 5 + 3)
    assert found.share == 1
    assert found.treaties == 1


@each(
    ("changes", "expected"),
    [
        (
            {"signed": date(1901, 6, 20), "in_force": date(1901, 6, 20)},
            {("entry", "unexplained")},
        ),
        (
            {"signed": date(1901, 3, 20), "in_force": date(1901, 3, 20)},
            {("entry", "near")},
        ),
        (
            {"signed": date(1901, 3, 28), "in_force": date(1901, 3, 28)},
            {("entry", "old style")},
        ),
        ({"until": date(1910, 1, 2)}, set()),
        ({"until": date(1910, 1, 14)}, {("exit", "old style")}),
        ({"until": date(1910, 1, 25)}, {("exit", "near")}),
        ({"until": date(1912, 1, 1)}, {("exit", "unexplained")}),
        ({"until": date(1912, 1, 1), "atop": noted("exit")}, {("exit", "note: end")}),
        (
            {"until": date(1912, 1, 1), "notes": ["It ends late."]},
            {("exit", "unexplained")},
        ),
        ({"parties": ["france", "russia", "italy"]}, {("member", "unexplained")}),
        (
            {
                "parties": ["france", "russia", "italy"],
                "notes": ["ATOP leaves Italy out."],
            },
            {("member", "note: members")},
        ),
        ({"obligations": pact().obligations[1:]}, {("defense", "degree")}),
        ({"obligations": pact().obligations[:2]}, {("consul", "unexplained")}),
        (
            {"obligations": pact().obligations[:2], "atop": noted("consultation")},
            {("consul", "note: type")},
        ),
        (
            {"obligations": pact().obligations[:2], "atop": noted("entry")},
            {("consul", "unexplained")},
        ),
    ],
)
def test_a_planted_difference_is_found_and_its_cause_named(
    law: Corpus,
    member_file: Path,
    changes: dict[str, Any],
    expected: set[tuple[str, str]],
) -> None:
    assert causes(held(law, member_file, pact(**changes))) == expected


def test_an_accession_counts_from_signature_there(
    law: Corpus, member_file: Path
) -> None:
    late = pact(parties=["france", {"state": "russia", "since": date(1901, 9, 1)}])
    assert causes(held(law, member_file, late)) == {("entry", "signature")}


def test_a_member_that_signed_later_than_the_others(
    law: Corpus, member_file: Path
) -> None:
    early = pact(signed=date(1900, 12, 1), in_force=date(1901, 4, 1))
    assert causes(held(law, member_file, early)) == {("entry", "own signature")}
    at_once = pact(signed=date(1900, 12, 1), in_force=date(1900, 12, 1))
    assert causes(held(law, member_file, at_once)) == {("entry", "unexplained")}


def test_limits(law: Corpus, member_file: Path) -> None:
    first, *rest = pact().obligations
    bare = first.model_copy(update={"conditions": ()})
    assert causes(held(law, member_file, pact(obligations=[bare, *rest]))) == {
        ("conditions", "unexplained")
    }
    both = pact(obligations=[first, bare, *rest])
    assert causes(held(law, member_file, both)) == {("conditions", "several articles")}
    explained = pact(obligations=[bare, *rest], atop=noted("limits-of-defence"))
    assert causes(held(law, member_file, explained)) == {("conditions", "note: limit")}


def test_limits_that_the_columns_cannot_mark(law: Corpus, member_file: Path) -> None:
    help_, talk, _ = pact().obligations
    asking = pact(obligations=[help_, talk.model_copy(update={"until": None})])
    assert causes(held(law, member_file, asking)) == {("conditions", "asked")}
    outside = help_.model_copy(update={"conditions": (ExternalAttack(), Request())})
    plain = {
        n: {
            (n, column): "0"
            for column in ("conditio", "defcon", "defcoadv", "defconpr")
        }
        for n in (2, 3)
    }
    rows = _with(member_file, plain[2] | plain[3])
    assert causes(
        held(law, rows, pact(obligations=[outside, *pact().obligations[1:]]))
    ) == {("conditions", "no such mark")}
    home = help_.model_copy(update={"conditions": (OnTerritory(),)})
    assert causes(
        held(law, rows, pact(obligations=[home, *pact().obligations[1:]]))
    ) == {("conditions", "territory")}


def test_an_end_that_a_later_pact_or_the_end_of_a_state_explains(
    law: Corpus, member_file: Path
) -> None:
    long = pact(until=date(1912, 1, 1))
    assert causes(held(law, member_file, long)) == {("exit", "unexplained")}
    heir = pact(
        id="heir",
        signed=date(1910, 1, 1),
        in_force=date(1912, 1, 1),
        until=None,
        atop={"ids": []},
    )
    assert causes(held(law, member_file, long, heir)) == {("exit", "replaced")}
    stranger = heir.model_copy(
        update={"parties": (Party(state="france"), Party(state="italy"))}
    )
    assert causes(held(law, member_file, long, stranger)) == {("exit", "unexplained")}
    fallen = _with(
        member_file, {(n, c): v for n in (4, 5) for c, v in EXIT_OF_FRANCE.items()}
    )
    assert causes(held(law, fallen, pact(until=date(1944, 8, 25)))) == {
        ("exit", "statehood")
    }


def test_members_that_atop_cannot_have(law: Corpus, member_file: Path) -> None:
    unnumbered = pact(parties=["france", "russia", "tibet"])
    assert causes(held(law, member_file, unnumbered)) == {("member", "unnumbered")}
    unborn = pact(parties=["france", "russia", "slovakia"])
    assert causes(held(law, member_file, unborn)) == {("member", "outside the system")}


def test_war_however_begun_is_defence_and_offence(
    law: Corpus, member_file: Path
) -> None:
    help_, *rest = pact().obligations
    war = help_.model_copy(update={"trigger": Trigger.WAR})
    assert causes(held(law, member_file, pact(obligations=[war, *rest]))) == {
        ("offense", "any war")
    }


def test_one_number_for_two_instruments(law: Corpus, member_file: Path) -> None:
    first = pact(until=date(1905, 6, 1), obligations=pact().obligations[:2])
    second = pact(
        id="second",
        signed=date(1905, 6, 1),
        in_force=date(1905, 6, 1),
        obligations=pact().obligations[2:],
    )
    assert causes(held(law, member_file, first, second)) == set()
    early = pact(until=date(1904, 6, 1), obligations=pact().obligations[:2])
    assert causes(held(law, member_file, early, second)) == {
        ("exit", str(Cause.SHARED))
    }


def test_reports_count_and_tell(law: Corpus, member_file: Path) -> None:
    lone = pact(until=date(1912, 1, 1))
    found = held(law, member_file, lone)
    text, page = (
        summary(found),
        markdown(found, law.model_copy(update={"treaties": (lone,)})),
    )
    assert "Unexplained\n  pact, france, end: we have `1912-01-01`" in text
    assert "**pact** (end 2)" in page
    data = to_dict(found)
    assert data["fields"]["end"] == {
        "cells": 2,
        "agree": 0,
        "explained": 0,
        "unexplained": 2,
    }
    assert data["share"] == round(1 - 2 / len(found.cells), 4)


def test_the_page_is_that_of_the_data(law: Corpus, outside: Path) -> None:
    found = compare(law, outside / "atop" / "atop5_1m.csv")
    page = markdown(found, law)
    assert page.startswith("# Agreement with ATOP")
    assert f"{found.share:.1%}".rstrip("%") in page
    assert found.share >= 0.98
    assert [
        c for c in found.cells if c.field == "member" and c.cause is Cause.NONE
    ] == []
