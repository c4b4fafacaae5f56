"""Days as people write them, and those that are asked back."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.each import each
from treaties.vocabulary import days
from treaties.vocabulary.days import Undated, day_of, find_day, in_words, spoken_day
from treaties.vocabulary.errors import CasusError

TODAY = date(2026, 11, 25)
CERTAIN = {
    "2026-01-31": "2026-01-31",
    "31 January 2026": "2026-01-31",
    "January 31, 2026": "2026-01-31",
    "31st of January, 2026": "2026-01-31",
    "the 2nd of August 1990": "1990-08-02",
    "Jan. 31 2026": "2026-01-31",
    "on 4 August 1914": "1914-08-04",
    "1.9.1939": "1939-09-01",
    "13/1/2026": "2026-01-13",
    "1/13/2026": "2026-01-13",
    "5/5/2026": "2026-05-05",
    "today": "2026-11-25",
    "next Monday": "2026-11-30",
    "next Wednesday": "2026-12-02",
    "last Tuesday": "2026-11-24",
    "last Wednesday": "2026-11-18",
    "tomorrow": "2026-11-26",
    "yesterday": "2026-11-24",
    "the day after tomorrow": "2026-11-27",
    "in two weeks": "2026-12-09",
    "in 3 months": "2027-02-25",
    "100 years ago": "1926-11-25",
    "in a year": "2027-11-25",
}
TAKEN = {
    "in the summer of 1914": "1914-06-01",
    "late 1938": "1938-09-01",
    "the 1930s": "1930-01-01",
    "between 1925 and 1936": "1925-01-01",
    "from 1955 to 1991": "1955-01-01",
    "mid-2027": "2027-05-01",
    "early August 1914": "1914-08-01",
    "July 1914": "1914-07-01",
    "in July 1914": "1914-07-01",
    "in 2027": "2027-01-01",
    "1914": "1914-01-01",
    "1914-07": "1914-07-01",
    "the end of 1938": "1938-12-31",
    "end of February 2028": "2028-02-29",
    "the beginning of 1916": "1916-01-01",
    "next year": "2027-01-01",
    "next month": "2026-12-01",
    "September, 1939": "1939-09-01",
}
ASKED_BACK = {
    "in the winter of 1939": "`the winter of 1939` is not one day",
    "1/2/2026": "`1/2/2026` may be 1 February 2026 or 2 January 2026",
    "on Monday": "`Monday` is not one day",
    "1 September": "`1 September` is without a year",
    "in March": "`in March` is without a year",
    "soon": "`soon` is not one day",
}
NO_DAY = (
    "2026-02-30",
    "31 June 1914",
    "2026-13-01",
    "",
    "the war",
    "July 1914 or so",
    "19144",
    "0000",
    "in 999 years' time",
)


@each("words", CERTAIN)
def test_a_day_in_words_is_that_day(words: str) -> None:
    found = spoken_day(words, TODAY)
    assert (found.day.isoformat(), found.within) == (CERTAIN[words], False)


@each("words", TAKEN)
def test_a_longer_time_is_taken_to_be_its_first_or_last_day_and_known_to_be_taken(
    words: str,
) -> None:
    found = spoken_day(words, TODAY)
    assert (found.day.isoformat(), found.within) == (TAKEN[words], True)


@pytest.mark.parametrize("words", ASKED_BACK)
def test_what_is_no_one_day_is_asked_back(words: str) -> None:
    with pytest.raises(Undated) as error:
        spoken_day(words, TODAY)
    assert str(error.value).startswith(ASKED_BACK[words])


@pytest.mark.parametrize("words", NO_DAY)
def test_what_is_no_day_is_an_error(words: str) -> None:
    with pytest.raises(CasusError, match="is not a day"):
        spoken_day(words, TODAY)


def test_relative_days_are_known_to_be() -> None:
    assert [
        spoken_day(w, TODAY).relative
        for w in ("tomorrow", "next year", "in 2 days", "July 1914")
    ] == [
        True,
        True,
        True,
        False,
    ]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_from_the_words_for_it(day: date) -> None:
    assert (
        day_of(in_words(day))
        == day_of(day.isoformat())
        == day_of(f"{day:%B} {day.day}, {day.year}")
        == day
    )


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_an_error(text: str) -> None:
    with suppress(CasusError):
        assert isinstance(day_of(text), date)


@given(st.integers(0, 300))
def test_words_are_found_wherever_they_begin(count: int) -> None:
    words = f"attacked in {count} days by"
    found = find_day(words, len("attacked "), TODAY)
    assert found is not None
    assert (found[0].day, words[found[1] :]) == (TODAY + timedelta(days=count), " by")


@given(st.data())
def test_no_form_of_a_day_begins_where_none_is_tried(data: st.DataObject) -> None:
    form, _, _ = data.draw(st.sampled_from(days._FORMS))
    pattern = re.compile(form, re.IGNORECASE)
    words = data.draw(st.from_regex(pattern))
    found = pattern.search(words)
    assert found
    assert days._BEGINNINGS.match(found[0]), found[0]
