"""Permanent neutrals are told apart in every form: they stay out of every war, whoever is attacked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from engine import ask
from engine.answer import Answer
from engine.findings.scene import Stage
from engine.findings.staging import EVERY, scene_of
from engine.output.report.report_page import instruments

NEUTRAL = {"switzerland-1815", "london-1839", "luxembourg-1867"}


def words(text: str) -> str:
    """The text in one line, whatever its articles rest on."""
    return " ".join(text.split()).replace(", not seen", "")


@pytest.fixture(scope="module")
def answer() -> Answer:
    return ask("France", by="Germany", on="1914-08-03", rounds=1)


def test_the_text_has_a_line_of_its_own(answer: Answer) -> None:
    told = words(answer.text(all=True))
    assert (
        "NEUTRAL: bound to help neither side; a state's own law lifts no duty to help"
        " Treaty of London of 1839, Annex VII: Belgium must help neither side."
    ) in told
    assert "Treaty of London of 1867, Art. II: Luxembourg must help neither" in told
    acknowledged = "Act on Swiss neutrality of 1815, acknowledgment: Switzerland must"
    assert acknowledged in told
    assert "Switzerland must not help" not in told
    assert "Belgium (neutral)" in words(answer.text())


def test_one_alone_is_told_in_the_singular_and_one_attacked_not_at_all() -> None:
    belgium = ask("Belgium", by="Germany", on="1914-08-04", rounds=1)
    told = words(belgium.text(all=True)).partition("NEUTRAL")[2]
    assert "Treaty of London of 1867, Art. II: Luxembourg must help" in told
    assert "Annex VII: Belgium" not in told


def test_those_that_nobody_would_look_for_are_told_on_request_alone() -> None:
    far = ask("Portugal", by="Spain", on="1830-08-04", rounds=1)
    assert "NEUTRAL" not in far.text()
    told = "Act on Swiss neutrality of 1815, acknowledgment: Switzerland must help"
    assert told in words(far.text(all=True))
    assert told in words(far.text(only="Switzerland", all=True))
    assert "No. Switzerland is neutral." in far.text(only="Switzerland")
    assert (
        "Turkmenistan" not in ask("Israel", by="Iran", on="2026-01-01", rounds=1).text()
    )
    estonia = ask("Estonia", by="Russia", on="2026-01-01", rounds=1)
    helping = words(estonia.text(all=True))
    assert re.search(
        r"Austrian Neutrality Act of 1955[^:]*: Austria must help neither side",
        helping,
    )


@pytest.mark.parametrize("full", [False, True])
def test_the_data_has_a_field_of_its_own(answer: Answer, full: bool) -> None:
    data: dict[str, Any] = answer.to_dict(full=full)["findings"]["called"]
    named = {i["treaty"] for i in data["neutral"]}
    assert named == NEUTRAL if full else named and named <= NEUTRAL
    assert all(
        sorted(c["beneficiaries"]) == ["france", "germany"]
        for i in data["neutral"]
        for c in i["calls"]
    )
    assert {
        c["says"].partition(" must ")[2] for i in data["neutral"] for c in i["calls"]
    } == {"help neither side."}
    rest = {
        i["treaty"]
        for part in ("asked", "attackers", "aside", "below")
        for i in data[part]
    }
    assert not rest & {"switzerland-1815", "luxembourg-1867"}


def test_the_page_and_the_picture_set_them_apart(answer: Answer) -> None:
    page = instruments(answer)
    assert page.count("Act on Swiss neutrality") == 1
    assert page.index("Neutral: bound to help neither side") < page.index(
        "Act on Swiss neutrality"
    )
    scene = scene_of(answer, full=EVERY)
    stages = {c.treaty.id: c.stage for c in scene.cards}
    assert {stages[i] for i in NEUTRAL} == {Stage.ASIDE}


def test_a_neutrals_own_law_lifts_no_duty_to_help() -> None:
    rule = "a state's own law lifts no duty to help"
    austria = "Austrian Neutrality Act of 1955, Art. I (a statute): Austria must help neither side."
    moldova = "Moldovan neutrality clause of 1994, Art. 11 (a statute): Moldova must help neither"
    for victim, neutral in (("Estonia", austria), ("Romania", moldova)):
        answer = ask(victim, by="Russia", on="2026-01-01", rounds=1)
        told = words(answer.text(all=True))
        assert rule in told
        assert neutral in told
