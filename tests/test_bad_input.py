"""A short run of `tools/fuzz.py`: nothing that is put in ends in a traceback, a stall or two answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.each import each
from tests.support.sampling import part
from tools import fuzz, fuzz_counts, fuzz_sentences

TRIES = {
    "files": 60,
    "folders": 15,
    "tables": 60,
    "scenarios": 6,
    "sentences": 90,
    "assistant": 15,
    "command lines": 20,
    "priors": 40,
    "requests": 30,
    "kills": 3,
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    made = fuzz.Bench(tmp_path_factory.mktemp("bench"))
    yield made
    made.close()


def test_every_kind_is_tried() -> None:
    assert TRIES.keys() == fuzz.KINDS.keys()


@each("kind", TRIES)
def test_bad_input(bench: Any, kind: str) -> None:
    if kind == "assistant":
        pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
    assert fuzz.fuzz(kind, bench, seed=2026, tries=part(TRIES[kind])).found == []


MADE = fuzz_sentences.Made(
    "If Russia attacks Estonia on 2026-01-01, must Finland help?",
    frozenset({(frozenset({"estonia"}), frozenset({"russia"}), None)}),
    date(2026, 1, 1),
    frozenset({"finland"}),
)


@pytest.mark.parametrize(
    "other",
    [
        {"acts": frozenset({(frozenset({"russia"}), frozenset({"estonia"}), None)})},
        {"acts": frozenset({(frozenset({"estonia"}), frozenset({"russia"}), "narva")})},
        {"on": date(2026, 1, 2)},
        {"about": frozenset[str]()},
        {"trap": True},
        {"trap": True, "words": "never"},
    ],
)
def test_a_sentence_that_is_read_as_another_is_found(
    bench: Any, other: dict[str, Any]
) -> None:
    assert fuzz_sentences.hold(MADE, bench.world.corpus)
    with pytest.raises(AssertionError):
        fuzz_sentences.hold(replace(MADE, **other), bench.world.corpus)


def test_a_sentence_names_states_of_the_day_that_it_asks_about(bench: Any) -> None:
    """`Vietname` was a name of Annam, and is one of Vietnam: a sentence without a day asks of today's."""
    law = bench.world.corpus
    made = fuzz_sentences.Writer(law).made(random.Random("sentences 48113 895"))
    assert "instead of" in made.text
    day = made.on or fuzz_sentences.TODAY
    for hit, by, _ in made.acts:
        assert all(law.states[s].exists_on(day) for s in (*hit, *by)), made.text
    assert fuzz_sentences.hold(made, law)


def test_a_word_that_denies_is_put_into_a_second_clause_and_not_before_it(
    bench: Any,
) -> None:
    """`By Mali and Bolivia and never Bahrain is attacked` says in plain English that Bolivia is."""
    law = bench.world.corpus
    made = fuzz_sentences.Writer(law).made(random.Random("sentences 70211 2761"))
    assert made.text.startswith("What if Finland comes under attack from Mali and")
    assert " Bahrain never is attacked " in made.text
    fuzz_sentences.hold(made, law)


def test_most_plain_sentences_are_understood(bench: Any) -> None:
    """An oracle that only ever hears what is asked back would hold of anything."""
    writer = fuzz_sentences.Writer(bench.world.corpus)
    made = [
        m
        for n in range(part(150))
        if not (m := writer.made(random.Random(f"plain {n}"))).trap
    ]
    assert sum(fuzz_sentences.hold(m, bench.world.corpus) for m in made) > 0.8 * len(
        made
    )


def test_what_falls_is_found(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def falls(_: Any, r: Any) -> None:
        r.choice((list, [].index))(())

    monkeypatch.setitem(fuzz.KINDS, "files", falls)
    report = fuzz.fuzz("files", bench, seed=1, tries=50)
    assert report.tried == 50
    assert 5 < len(report.found) < 45
    assert "ValueError" in report.found[0]
    again = fuzz.fuzz(
        "files", bench, seed=1, tries=1, first=int(report.found[0].partition(":")[0])
    )
    assert again.found == report.found[:1]


PAGE = fuzz_counts.PAGE.read_text(encoding="utf-8")


def test_the_counts_of_the_page_are_of_kinds_there_are_and_add_up() -> None:
    rows = fuzz_counts.rows(PAGE)
    assert rows
    assert len({r.kind for r in rows}) == len(rows)
    assert {r.kind for r in rows} <= fuzz.KINDS.keys()
    assert all(r.tried == r.refused + r.answered for r in rows)
    assert all(len(r.commit) == 8 for r in rows), "a run of what was in no commit"
    assert fuzz_counts.renewed(PAGE, rows[0]) == PAGE


def test_a_later_run_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "before\n" + "".join(fuzz_counts.MARKS) + "after\n", encoding="utf-8"
    )
    first, other = (
        fuzz.Report("files", 12_000, 3),
        fuzz.Report("tables", 7, found=["1: a fault"]),
    )
    for report in (first, other, fuzz.Report("files", 5, 1, 0.26)):
        fuzz_counts.write(report.row(9, "1a2b3c4d"), page)
    text = page.read_text(encoding="utf-8")
    assert (text.startswith("before\n"), text.endswith("after\n")) == (True, True)
    rows = fuzz_counts.rows(text)
    assert [
        (r.kind, r.tried, r.refused, r.answered, r.slowest, r.found) for r in rows
    ] == [
        ("files", 5, 1, 4, 0.3, 0),
        ("tables", 7, 0, 7, 0.0, 1),
    ]


def test_a_run_that_goes_on_is_added_to_its_beginning(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("".join(fuzz_counts.MARKS), encoding="utf-8")
    for report, seed in (
        (fuzz.Report("files", 10, 3, 0.5, ["a"]), 9),
        (fuzz.Report("files", 5, 1, 0.2, ["b"]), 9),
    ):
        fuzz_counts.write(report.row(seed, "1a2b3c4d"), page, goes_on=True)
    (row,) = fuzz_counts.rows(page.read_text(encoding="utf-8"))
    assert (row.tried, row.refused, row.answered, row.slowest, row.found) == (
        15,
        4,
        11,
        0.5,
        2,
    )
    fuzz_counts.write(fuzz.Report("files", 2).row(8, "1a2b3c4d"), page, goes_on=True)
    (row,) = fuzz_counts.rows(page.read_text(encoding="utf-8"))
    assert (row.tried, row.seed) == (2, 8), "another seed is another run"
