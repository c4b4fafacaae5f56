"""The pages of whole answers print the answers that are given."""

from __future__ import annotations

import pytest
from casus_docs import answer_pages
from casus_docs.answer_pages import QUESTIONS
from casus_docs.markdown import text

from engine.output.bottom_line import bottom_line
from engine.world import shipped
from tests.output.golden_answers import COLUMNS, file_of, plain
from tests.support.each import each


@each("name", ["estonia", "taiwan"])
def test_a_page_prints_the_answer_as_it_was_read(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", COLUMNS)
    page = answer_pages.page(QUESTIONS[name], shipped().ask(QUESTIONS[name]))
    printed = page.split("```text\n")[1].split("\n```")[0]
    assert plain(printed) == file_of(name).read_text(encoding="utf-8")


def test_the_list_has_every_question_with_its_ruling() -> None:
    answer = shipped().ask(QUESTIONS["taiwan"])
    listed = answer_pages.index({"taiwan": answer})
    asked, ruling = text(QUESTIONS["taiwan"]), text(bottom_line(answer)[0])
    assert f"- [{asked}](answers/taiwan.md) {ruling}" in listed.splitlines()
