"""A month or a year is answered span by span, between the days on which what is owed changes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from engine import ask
from engine.interfaces.page.replies import page, pinned
from engine.output.time_spans import time_spans
from engine.world import shipped
from tests.support.sampling import sampled

pytestmark = sampled(4, alone="whole")


def told(answer: object) -> list[str]:
    return [f"{s.since} {'; '.join(s.says)}" for s in answer.over.spans]  # type: ignore[attr-defined]


def test_a_year_is_answered_by_spans_for_whom_one_asks_about() -> None:
    answer = ask("If Germany attacks Poland in 1939, must Britain help?")
    first, assured, told_after, bound, ended = told(answer)
    assert first.startswith(
        "1939-01-01 No, but the United Kingdom must preserve the attacked member's territory as the League's Council advises"
    )
    assert ended.startswith("1939-12-15 the United Kingdom no longer (Covenant")
    assert assured.startswith(
        "1939-03-31 Only if Poland so decides: the United Kingdom must help militarily (British guarantee"
    )
    assert told_after.startswith("1939-04-06 Yes: the United Kingdom must help (Brit")
    assert (
        bound
        == "1939-08-25 Yes: the United Kingdom must help militarily (Anglo-Polish Agreement of 1939, Art. 1)"
    )
    assert answer.setting.on == date(1939, 9, 1)
    text = str(answer)
    assert "To 30 March 1939: No, but the United Kingdom must preserve" in text
    assert "in 1939. Law of 1 September 1939, the day of a documented case.\n" in text


@pytest.mark.parametrize(
    ("victim", "by", "time"),
    [
        ("Poland", "Germany", "1939"),
        ("Norway", "Russia", "1949"),
        ("Turkey", "Russia", "1854"),
        ("Egypt", "Israel", "1955"),
    ],
)
def test_the_spans_cover_the_time_and_each_says_what_its_days_do(
    victim: str, by: str, time: str
) -> None:
    """Spans follow one another, and on the last day of each help is owed by the same articles as on its first."""
    spans = ask(victim, by=by, on=time).over.spans  # type: ignore[union-attr]
    assert (spans[0].since, spans[-1].until) == (
        date(int(time), 1, 1),
        date(int(time), 12, 31),
    )
    for one, other in pairwise(spans):
        assert other.since == one.until + timedelta(days=1)
    for span in spans:
        edges = {
            d: ask(victim, by=by, on=d, rounds=1, far=0)
            for d in (span.since, span.until)
        }
        assert len(time_spans(edges, span.until)) == 1


def test_what_goes_on_is_not_hidden_by_what_is_new() -> None:
    """Britain is bound all year; a span that names only the Australian pledge of September would say that it is free."""
    before, after = told(ask("Malaysia", by="Indonesia", on="1963"))
    assert before.startswith("1963-01-01 the United Kingdom must help Malaya")
    assert after.startswith("1963-09-25 without binding in law, Australia must help")
    assert " too" in after


def test_what_waits_for_a_judgement_is_told_with_it() -> None:
    first = told(ask("Poland", by="Germany", on="1939"))[0]
    assert (
        "Art. 1(1)), only if Germany has broken what it undertook toward Poland at Locarno"
        in first
    )


def test_a_time_within_which_nothing_changes_says_so_and_is_told_for_one_day() -> None:
    answer = ask("Taiwan", by="China", on="2027")
    assert [(s.since, s.until) for s in answer.over.spans] == [
        (date(2027, 1, 1), date(2027, 12, 31))
    ]
    text = " ".join(str(answer).split())
    assert text.startswith(
        "Taiwan attacked by China in 2027. Law as of 10 October 2026; the help owed is the same all year. Nobody: no treaty obliges any state"
    )
    assert ask("Taiwan", by="China", on="2027-03-01").over is None


def test_a_documented_day_of_it_is_taken_where_nothing_changes_too() -> None:
    answer = ask("Was Britain bound to defend Belgium in 1914?")
    assert answer.setting.on == date(1914, 8, 4)
    assert "Law of 4 August 1914, the day of a documented case" in " ".join(
        str(answer).split()
    )


def test_json_and_the_page_have_the_spans() -> None:
    world = shipped()
    data = world.ask("Norway", by="Russia", on="1949").to_dict(fields=["question"])
    assert [s["since"] for s in data["question"]["spans"]] == [
        "1949-01-01",
        "1949-08-24",
    ]
    assert (
        world.ask("Norway", by="Russia", on="1949-02-01").to_dict(full=True)[
            "question"
        ]["spans"]
        == []
    )
    given = {"victim": ["Norway"], "by": ["Russia"], "on": ["1949"]}
    assert pinned(world, given)["on"] == ["1949"]
    assert "From 24 August 1949" in page(world, given)["page"]


def test_a_party_that_joins_an_alliance_within_the_time_is_told_where_talks_are_owed() -> (
    None
):
    answer = ask("Who must help if Argentina attacks the Falklands in 1982?")
    joins = (
        "From 30 May 1982: Spain must consult with the United Kingdom (North Atlantic"
    )
    assert joins in " ".join(answer.text(all=True).split())
    assert "Spain" not in str(answer)
