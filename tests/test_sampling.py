"""A part drawn by seed is the same each time, another seed draws another, all are drawn in the end, and what is drawn can fail."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import HOME
from tests.support import sampling

LONG = """
import pytest
from tests.support.each import each
from tests.support.sampling import drawn, part, sampled

@sampled(4)
@pytest.mark.parametrize("number", range(40))
def test_number(number):
    assert number < 0

@each("number", range(40), most=4, called=lambda n: f"number {n}")
def test_each(number):
    assert number < 0

@each(("number", "word"), [(1, "one"), (2, "two"), (3, "three")])
def test_pairs(tmp_path, word, number):
    assert tmp_path.exists()
    if number == 1:
        pytest.skip("not this one")
    assert number < 3, f"{word} is too many"

@each("number", [1, 2])
def test_skipped(number):
    pytest.skip("neither")

def test_loop():
    assert len(drawn(range(40), 4)) == 4, "loop"
    assert part(30) == 10, "part"
"""


def ran(folder: Path, *options: str, long: str = LONG) -> tuple[set[str], str]:
    """The tests that fail, and what is printed."""
    (folder / "test_long.py").write_text(long)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.support.sampling",
        "-p",
        "no:cacheprovider",
        *options,
    ]
    done = subprocess.run(
        [*command, "-c", "/dev/null", folder / "test_long.py"],
        cwd=HOME,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    return set(re.findall(r"^FAILED \S+::(\S+)", done.stdout, re.M)), done.stdout


def test_four_of_forty_are_run_and_each_of_them_can_fail(tmp_path: Path) -> None:
    some, said = ran(tmp_path)
    assert len(some) == 6
    assert "36 deselected" in said
    assert "test_loop" not in some
    whole, said = ran(tmp_path, "--all")
    numbers = {f"test_number[{n}]" for n in range(40)}
    assert whole == {*numbers, "test_loop", "test_each", "test_pairs"}
    assert "deselected" not in said


def test_a_file_that_is_named_may_be_run_whole(tmp_path: Path) -> None:
    some, _ = ran(
        tmp_path, long=LONG.replace("@sampled(4)", "@sampled(4, alone='whole')")
    )
    assert {f"test_number[{n}]" for n in range(40)} <= some


def test_one_failure_lists_every_item_that_offends(tmp_path: Path) -> None:
    _, said = ran(tmp_path)
    assert "4 of 4 offend:\n" in re.sub("^E +", "", said, flags=re.M)
    assert len(set(re.findall(r"^E +\* (number \d+): assert ", said, re.M))) == 4
    _, said = ran(tmp_path, "--all")
    assert "40 of 40 offend:\n" in said
    assert "1 of 3 offend:\n" in said
    assert "* (3, 'three'): three is too many" in said
    assert "1 skipped" in said


def test_items_are_named_by_a_word(tmp_path: Path) -> None:
    _, said = ran(tmp_path, "--item", "number 3")
    assert "11 of 11 offend:\n" in said
    assert set(re.findall(r"^E +\* number (\d+): ", said, re.M)) == {
        "3",
        *map(str, range(30, 40)),
    }


def test_every_thing_is_drawn_by_some_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "_run", {"share": sampling.USUAL, "seed": "1815"})
    first = sampling.drawn("abcdefghij", 3)
    assert len(first) == 3
    assert first == sampling.drawn("abcdefghij", 3) == sorted(first)
    found = set(first)
    for seed in range(30):
        sampling._run["seed"] = str(seed)
        found |= set(sampling.drawn("abcdefghij", 3))
    assert found == set("abcdefghij")
    sampling._run["share"] = 12
    assert (
        len(sampling.drawn("abcdefghij", 3)),
        sampling.part(60),
        sampling.drawn("abc", 0),
    ) == (1, 5, [])
    sampling._run["share"] = 1
    assert (sampling.drawn("abc", 0), sampling.part(60)) == (list("abc"), 60)
