"""Every answer of the snapshot is as its file has it, so that a change of law or of code shows what it changes."""

from __future__ import annotations

import pytest

from tests.snapshot.answers import FOLDER, file_of, questions, text
from tests.support.sampling import sampled


@sampled(40)
@pytest.mark.parametrize("name", questions())
def test_an_answer_is_the_one_on_file(name: str) -> None:
    assert text(questions()[name]()) == file_of(name).read_text(encoding="utf-8")


def test_no_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(questions())
