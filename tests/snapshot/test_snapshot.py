"""Every answer of the snapshot is as its file has it, so that a change of law or of code shows what it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import HOME
from tests.snapshot.answers import lines
from tests.snapshot.difference import difference, said
from tests.snapshot.kept import (
    LAST,
    PERIODS,
    asked,
    digest,
    entry,
    is_whole,
    on_file,
    period,
    write,
)
from tests.support.sampling import drawn

LONG = ("scenario-", "pair-1931-")
"""What takes a second or more to answer."""


TITLES = ["whole", *PERIODS.values(), LAST]


def of_file(title: str) -> list[str]:
    """The questions of which something stands under a title, those that take long drawn."""
    found = [n for n in asked() if title == ("whole" if is_whole(n) else period(n))]
    long = [n for n in found if n.startswith(LONG)]
    return [n for n in found if n not in long] + drawn(long, 1)


@pytest.mark.parametrize("title", TITLES)
def test_the_answers_are_those_on_file(title: str) -> None:
    kept = on_file()
    changed = [n for n in of_file(title) if entry(n) != kept.get(n)]
    assert not changed, (
        f"{len(changed)} answers are no longer those on file; to see how: "
        f"python -m tests.snapshot --since HEAD {' '.join(changed)}"
    )


def test_every_question_is_on_file_and_nothing_else() -> None:
    assert set(on_file()) == set(asked())
    assert 60 <= sum(map(is_whole, asked())) <= 65


def test_a_digest_is_of_every_line_of_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = asked()["case-n1"]()
    found = set()
    for told in (["a", "b"], ["a", "c"], ["b", "a"], ["a"]):
        monkeypatch.setattr("tests.snapshot.kept.lines", lambda _, told=told: told)
        found.add(digest(answer))
    assert len(found) == 4


def test_what_is_written_is_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("WHOLE", "DIGESTS"):
        monkeypatch.setattr(f"tests.snapshot.kept.{folder}", tmp_path / folder)
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "gone.txt").write_text("of old", encoding="utf-8")
    entries = {
        "case-g5": "whole\n",
        "case-n1": "a b=1",
        "pair-2026-tunisia-albania": "c",
    }
    write(entries)
    assert on_file() == entries
    assert not list(tmp_path.glob("*/gone.txt"))


def test_a_tree_is_asked_in_a_process_of_its_own() -> None:
    told = "\n".join(lines(asked()["case-n1"]()))
    assert said(HOME, ["case-n1", "no-such-question"]) == {"case-n1": told}


def test_a_difference_names_the_question_and_the_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trees = {
        HOME: {"one": "a\nb", "same": "x"},
        "before": {"one": "a\nc", "same": "x", "gone": "d"},
    }
    monkeypatch.setattr("tests.snapshot.difference.git", lambda *_: None)
    monkeypatch.setattr(
        "tests.snapshot.difference.said",
        lambda tree, _: trees[tree if tree == HOME else "before"],
    )
    told = list(difference("HEAD", []))
    assert [x for x in told if x[0] in "+-" and x[:3] not in ("+++", "---")] == [
        "-d",
        "-c",
        "+b",
    ]
    assert [x for x in told if x.startswith("---")] == ["--- HEAD/gone", "--- HEAD/one"]
