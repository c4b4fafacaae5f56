"""Short addresses: typed by hand they ask what they name, and an answer has the one that asks it again."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from cli import app
from engine.interfaces.site.browser import api
from engine.question.short_address import fields_of_address, short_address
from engine.world import ask


@pytest.mark.parametrize(
    "address",
    [
        "estonia/russia/2026-01-01",
        "japan/china/2026-01-01/senkaku",
        "iran/united-states+israel/2026-02-28",
        "serbia/austria-hungary/1914-07-28",
    ],
)
def test_an_address_asks_the_question_that_has_it(address: str) -> None:
    given = fields_of_address(address)
    asked = ask(address, rounds=1)
    assert asked.scenario == ask(**given, rounds=1).scenario
    assert short_address(asked.scenario) == address


@pytest.mark.parametrize(
    "more",
    [
        {"suppose": "armed-attack:russia>estonia=yes"},
        {"also": "Russia>Latvia"},
        {"background": False},
        {"target": "aircraft", "at": "Baltic Sea"},
    ],
)
def test_a_question_that_holds_more_has_no_short_address(
    more: dict[str, object],
) -> None:
    asked = ask("Estonia", by="Russia", on="2026-01-01", rounds=1, **more)
    assert short_address(asked.scenario) == ""


def test_an_unnamed_attacker_is_a_dash() -> None:
    assert (
        ask("norway/-/1960-01-01", rounds=1).title
        == ask("Norway", on="1960-01-01", rounds=1).title
    )
    assert short_address(ask("Norway", on="1960-01-01", rounds=1).scenario) == (
        "norway/-/1960-01-01"
    )


def test_the_page_of_an_answer_tells_its_short_address() -> None:
    sentence = "If Norway is attacked by Russia on 1960-01-01, who is drawn in?"
    for query in (f"victim={sentence}", "victim=norway/russia/1960-01-01"):
        told = json.loads(api("page", query.replace(" ", "+")))
        assert told["short"] == "norway/russia/1960-01-01"
    assert (
        json.loads(api("page", "victim=Norway&on=1960-01-01&rounds=1"))["short"] == ""
    )


def test_the_command_line_tells_the_address_that_it_takes() -> None:
    words = ["ask", "If Russia attacks Estonia on 2026-01-01, who is drawn in?"]
    told = CliRunner().invoke(app, [*words, "--link"])
    assert told.stdout.strip() == "estonia/russia/2026-01-01"
    again = CliRunner().invoke(app, ["ask", told.stdout.strip(), "--link"])
    assert again.stdout == told.stdout
    both = CliRunner().invoke(app, [*words, "--link", "--json"])
    assert "`--json` changes nothing beside `--link`" in str(both.exception)
    narrower = ["ask", "Must France help if Russia attacks Estonia?", "--link"]
    refused = CliRunner().invoke(app, narrower)
    assert "says more than a short address holds" in str(refused.exception)
