"""The second coding of fifty files: its figures, a kept library's kappa, and what was done with every difference."""

from __future__ import annotations

import tomllib

import pytest

from tests import HOME
from tests.validation.second_reading import FIELDS, TEXTS, first, pairs, second, table
from treaties.models.corpus import Corpus
from treaties.vocabulary.terms import Duty, Trigger
from validation.experts.agreement_score import agreement

PAGE = HOME / "docs" / "decisions" / "022-fifty-files-coded-again.md"


def test_fifty_files_were_coded_in_the_words_of_the_law(law: Corpus) -> None:
    files = second()
    assert len({f["id"] for f in files}) == 50
    for file in files:
        assert law.treaty(file["id"]).signed
        assert file["source"].startswith("http")
        assert all(Duty(a["duty"]) and Trigger(a["trigger"]) for a in file["articles"])


def test_the_page_has_the_figures_of_the_first_comparison() -> None:
    assert table(first()) in PAGE.read_text()


@pytest.mark.parametrize("field", FIELDS)
def test_kappa_is_that_of_a_kept_library(field: str) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    codes = [(p.file, p.text) for p in first() if p.field == field]
    kept = metrics.cohen_kappa_score([a for a, _ in codes], [b for _, b in codes])
    assert agreement(codes).kappa == pytest.approx(kept)


def test_every_difference_was_mended_or_is_argued(law: Corpus) -> None:
    kept = tomllib.loads(TEXTS.read_text())["kept"]
    assert {p.treaty for p in pairs(law) if p.file != p.text} == set(kept)


def test_more_agrees_than_at_first(law: Corpus) -> None:
    before = agreement((p.file, p.text) for p in first() if p.field == "duty")
    now = agreement((p.file, p.text) for p in pairs(law) if p.field == "duty")
    assert now.kappa > before.kappa
