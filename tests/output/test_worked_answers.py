"""Fifty worked answers: as they were read, with the verdict, the states and the article that a lawyer would give."""

from __future__ import annotations

import pytest

from engine.answer import Answer
from engine.output.ruling_text import ruling_text
from engine.ruling.ruling import Owed, Ruling
from engine.world import shipped
from tests.output.golden_answers import COLUMNS
from tests.output.worked_answers import FOLDER, WORKED, answered, file_of, text_of
from tests.support.each import each
from treaties.vocabulary.terms import Duty

LAW_ALONE = ("owes", "weigh")
"""Verdicts of questions that no attack answers."""


def test_each_has_its_file_and_no_file_is_left_over() -> None:
    assert len(WORKED) == 50
    assert {f.stem for f in FOLDER.glob("*.txt")} == set(WORKED)


@each("name", WORKED, most=5)
def test_an_answer_is_as_it_was_read(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", COLUMNS)
    assert text_of(name) == file_of(name).read_text(encoding="utf-8")


def of_articles(owed: list[Owed]) -> str:
    """The verdict that the help under some articles gives."""
    settled = [o for o in owed if o.settled]
    if not settled:
        return "only-if" if owed else "nobody"
    acts = all(o.call.duty is Duty.ACT for o in settled)
    return "obliged-own-means" if acts else "obliged"


def verdicts_of(ruling: Ruling) -> set[str]:
    """What is held: of each state asked about, else of each treaty, else of everybody."""
    if ruling.states:
        return {str(s.holding) for s in ruling.states}
    if ruling.treaties:
        every = [of_articles(list(t.helping)) for t in ruling.treaties]
        return {"none" if v == "nobody" else v for v in every}
    return {of_articles([*ruling.settled, *ruling.open])}


@each("name", WORKED, most=5)
def test_an_answer_holds_what_a_lawyer_holds(name: str) -> None:
    row, answer = WORKED[name], answered(name)
    if not isinstance(answer, Answer):
        assert row["verdict"] in LAW_ALONE
        assert row["says"] in f"{answer.verdict} {answer}".replace("\n", " ")
        return
    ruling = answer.ruling
    held = verdicts_of(ruling)
    assert row["verdict"] in held, held
    assert len(held) == 1 or name == "estonia-eu-who-not", held
    bound = [s.state for s in ruling.states] or [*ruling.bound, *ruling.in_doubt]
    states = row.get("states", [])
    if isinstance(states, int):
        assert len(bound) == states
    else:
        assert set(states) <= set(bound), bound
    assert row.get("says", "") in " ".join(ruling_text(answer)), ruling_text(answer)


def test_a_treaty_taken_away_is_named_with_what_it_had_replaced() -> None:
    away = {"by": "China", "on": "2026-01-01", "without": "us-japan-1960", "rounds": 1}
    text = " ".join(shipped().ask("Japan", **away).text().split())
    assert "Without the US–Japan Treaty of 1960. It had replaced" in text
    assert "`--in-force us-japan-1951` brings it back" in text
    back = shipped().ask("Japan", **away, in_force="us-japan-1951").text()
    assert "It had replaced" not in back
