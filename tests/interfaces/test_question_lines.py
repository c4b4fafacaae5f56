"""Questions on standard input, one a line: a verdict a line, in order, with each error in its place."""

from __future__ import annotations

import json

import pytest

from tests.support.command import casus

QUESTIONS = """\
# four questions

If Russia attacks Estonia on 2026-01-01, must Germany help?
If Russia attacks Nroth Korea, who must help?
If Russia attacks Estonia on 2026-01-01, must Finland and Serbia help?
  What does Japan owe the USA?
"""


def lines_of(text: str, *options: str) -> tuple[list[str], int, str]:
    ran = casus("ask", "-", *options, said=text)
    return ran.stdout.splitlines(), ran.returncode, ran.stderr


@pytest.fixture(scope="module")
def told() -> tuple[list[str], int, str]:
    return lines_of(QUESTIONS)


def test_a_line_for_each_question_in_order(told: tuple[list[str], int, str]) -> None:
    german, unread, two, law = told[0]
    assert german.startswith("Yes: Germany must help (EU Treaty")
    assert unread.startswith("casus: ")
    assert "`Nroth Korea`" in unread
    assert "did you mean `North Korea`?" in unread
    assert "Finland must help" in two
    assert "Serbia" in two, "each state asked about is in the line"
    assert law.startswith("Japan ")


def test_one_that_failed_makes_the_status_and_the_rest_is_answered(
    told: tuple[list[str], int, str],
) -> None:
    assert told[1:] == (1, ""), "no bar and no further line where nobody looks on"


def test_where_all_are_answered_the_status_is_naught() -> None:
    lines, status, _ = lines_of("Estonia\n", "--by", "Russia", "--must", "Germany")
    assert (len(lines), status) == (1, 0)
    assert lines[0].startswith("Yes: Germany must help")


def test_json_has_an_object_a_line() -> None:
    lines, status, _ = lines_of(QUESTIONS, "--json")
    german, unread, two, law = map(json.loads, lines)
    assert {x["schema"] for x in (german, unread, two, law)} == {3}
    assert status == 1
    assert (
        german["question"]
        == "If Russia attacks Estonia on 2026-01-01, must Germany help?"
    )
    assert german["ruling"]["states"][0]["holding"] == "obliged"
    assert "`Nroth Korea`" in unread["error"]["message"]
    assert unread["error"]["remedy"]
    assert [s["state"] for s in two["ruling"]["states"]] == ["finland", "serbia"]
    assert law["owes"]["state"] == "japan"


def test_an_error_carries_the_questions_that_are_offered() -> None:
    lines, _, _ = lines_of("If Korea is attacked by China, who must help?", "--json")
    error = json.loads(lines[0])["error"]
    row = {
        "question": "If China attacks South Korea, who is drawn in?",
        "arguments": {"victim": "south-korea", "by": ["china"]},
        "left_out": [],
    }
    assert row in error["offered"]


@pytest.mark.parametrize("option", ["--all", "--brief"])
def test_what_asks_for_more_than_a_line_is_refused(option: str) -> None:
    lines, status, said = lines_of("Estonia\n", option)
    assert (lines, status) == ([], 1)
    assert said == f"casus: `{option}` changes nothing beside `-`; leave it out\n"


def test_no_question_is_an_error() -> None:
    _, status, said = lines_of("# nothing\n\n")
    assert status == 1
    assert said.startswith("casus: no question came on standard input")


def test_json_may_be_of_some_states_alone() -> None:
    asked = ("Estonia", "--by", "Russia", "--on", "2026-01-01", "--json")
    ran = casus("ask", *asked, "--only", "Germany", "--only", "Serbia")
    assert ran.returncode == 0
    data = json.loads(ran.stdout)
    assert {s["state"] for s in data["findings"]["states"]} <= {"germany", "serbia"}
    ruled = {s["state"]: s["holding"] for s in data["ruling"]["states"]}
    assert ruled == {"germany": "obliged", "serbia": "none"}


def test_a_year_in_which_the_verdict_changes_has_a_verdict_for_each_period() -> None:
    question = "If the Soviet Union attacks Yugoslavia in 1955, must Greece help?"
    (line,), status, _ = lines_of(f"{question}\n")
    assert status == 0
    assert line.startswith("To 20 May 1955: No.")
    assert "From 21 May 1955: Yes, but it chooses how: Greece must act" in line
