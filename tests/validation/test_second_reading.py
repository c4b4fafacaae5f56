"""Second codings of fifty files, of thirty-two and of thirty: their figures, a kept library's kappa, each difference argued."""

from __future__ import annotations

import tomllib

import pytest

from tests import HOME
from tests.validation.second_reading import (
    FIELDS,
    FIFTY,
    RECENT,
    THIRD,
    Coding,
    first,
    pairs,
    same,
    second,
    table,
)
from treaties.models.corpus import Corpus
from treaties.vocabulary.terms import Duty, Trigger
from validation.experts.agreement_score import agreement

PAGES = {
    FIFTY: "022-fifty-files-coded-again.md",
    RECENT: "033-recent-files-coded-again.md",
    THIRD: "036-thirty-more-files-coded-again.md",
}


@pytest.mark.parametrize(("coding", "count"), [(FIFTY, 50), (RECENT, 32), (THIRD, 30)])
def test_files_were_coded_in_the_words_of_the_law(
    law: Corpus, coding: Coding, count: int
) -> None:
    files = second(coding)
    assert len({f["id"] for f in files}) == count
    for file in files:
        assert law.treaty(file["id"]).signed
        assert file["source"].startswith("http")
        assert all(Duty(a["duty"]) and Trigger(a["trigger"]) for a in file["articles"])


def test_no_file_was_coded_twice_again() -> None:
    coded = [f["id"] for coding in PAGES for f in second(coding)]
    assert len(coded) == len(set(coded))


@pytest.mark.parametrize("coding", PAGES)
def test_the_page_has_the_figures_of_the_first_comparison(coding: Coding) -> None:
    page = HOME / "docs" / "decisions" / PAGES[coding]
    assert table(first(coding)) in page.read_text()


@pytest.mark.parametrize(
    ("coding", "field"),
    [
        (coding, field)
        for coding in PAGES
        for field in FIELDS
        if any(p.field == field for p in first(coding))
    ],
)
def test_kappa_is_that_of_a_kept_library(coding: Coding, field: str) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    codes = [(p.file, p.text) for p in first(coding) if p.field == field]
    kept = metrics.cohen_kappa_score([a for a, _ in codes], [b for _, b in codes])
    assert agreement(codes).kappa == pytest.approx(kept)


@pytest.mark.parametrize("coding", PAGES)
def test_every_difference_was_mended_or_is_argued(law: Corpus, coding: Coding) -> None:
    kept = tomllib.loads(coding.texts.read_text())["kept"]
    assert {p.treaty for p in pairs(law, coding) if not same(p)} == set(kept)


@pytest.mark.parametrize("coding", PAGES)
def test_more_agrees_than_at_first(law: Corpus, coding: Coding) -> None:
    before = agreement((p.file, p.text) for p in first(coding) if p.field == "duty")
    now = agreement((p.file, p.text) for p in pairs(law, coding) if p.field == "duty")
    assert now.kappa > before.kappa
