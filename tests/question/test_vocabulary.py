"""Which patterns of the grammar are tried on a sentence: every one that can fit its letters."""

from __future__ import annotations

import random

import pytest

from engine.question.vocabulary import islands, words

LETTERS = "".join(words("grammar")["letters"].values()) + "_"
FORMS = words("grammar")["islands"]


@pytest.mark.parametrize("name", FORMS)
def test_no_pattern_that_fits_is_left_out(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, fits = random.Random(1815), 0
    for form in FORMS[name]:
        monkeypatch.setitem(FORMS, name, [form])
        (pattern,) = islands(name, LETTERS)
        own = [*(c for c in form if c in LETTERS), *"NN", chance.choice(LETTERS)]
        for _ in range(200):
            code = "".join(chance.choices(own, k=chance.randint(2, 8)))
            if pattern.search(code):
                fits += 1
                assert [*islands(name, code)] == [pattern], (form, code)
    assert fits > 5


def test_a_pattern_that_misses_a_letter_is_not_made() -> None:
    assert [*islands("against", "NbDzN")] == []
    assert len([*islands("against", "NvN")]) == 1
