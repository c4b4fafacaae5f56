"""The sentence on the states that are bound besides those asked about: it leaves nobody out and names no attacker."""

from __future__ import annotations

from engine import ask


def _short(victim: str, by: str = "", **asked: str) -> str:
    return " ".join(str(ask(victim, by=by or None, rounds=1, **asked)).split())


def test_states_bound_by_a_third_treaty_are_named_or_counted() -> None:
    """Two treaties are told whole; who is bound by others alone is not left out."""
    text = _short("Saudi Arabia", "Iran", on="2026-09-01", must="USA")
    besides = text.partition("Besides, ")[2].partition(".")[0]
    assert "GCC members must help militarily" in besides
    assert "and Pakistan is bound too" in besides
    text = _short("Russia", "USA", on="2026-01-01", must="China")
    assert "seven other states are bound too" in text.partition("Besides, ")[2]


def test_a_treaty_that_binds_nobody_new_takes_no_place_in_the_sentence() -> None:
    """France is one of the NATO allies: the 26 members of the Union are told, not France again."""
    text = _short("Germany", "Russia", on="2026-01-01", must="Switzerland")
    assert (
        "31 other NATO allies must act, but each chooses how (North Atlantic Treaty) "
        "and 26 other EU members must help (EU Treaty)."
    ) in text


def test_who_is_bound_once_another_helps_is_no_state_that_is_not_bound() -> None:
    """The Soviet Union had to help Czechoslovakia once France did."""
    answer = ask("Czechoslovakia", by="Germany", on="1938-10-01", must="France")
    text = " ".join(str(answer).split())
    assert (
        "No other state is bound for certain; the Soviet Union may be if it goes on."
        in text
    )


def test_an_unnamed_attacker_is_none_of_those_that_may_be_bound() -> None:
    text = _short("Belgium", on="1914-08-04", must="United Kingdom")
    may = "the German Empire may be, the attacker excepted, on the same condition."
    assert may in text


def test_a_statute_that_allows_help_is_no_promise() -> None:
    text = _short("South Korea", "North Korea", on="2026-01-01", must="Japan")
    assert (
        "Allowed by its own law alone: Japan's security laws of 2015 (a statute)."
        in text
    )
    assert "Promised below a treaty only: Japan's security laws" not in text


def test_the_charter_of_bogota_is_cited_by_the_number_of_the_day() -> None:
    for on, article in (
        ("1962-10-20", "18"),
        ("1989-12-20", "21"),
        ("2026-01-03", "22"),
    ):
        broken = ask("Panama", by="USA", on=on, rounds=1).broken
        keys = [b.clause.key for b in broken if "oas-charter" in b.clause.key]
        assert f"oas-charter-1948:{article}" in keys, (on, keys)


def test_who_reads_otherwise_is_named_with_the_state_whose_duty_it_is() -> None:
    text = _short("North Korea", "USA", on="2026-11-30")
    assert "Read otherwise for Russia by Hankyoreh (free to choose); Yun Sun" in text
    text = _short("Poland", "Russia", on="2026-11-30")
    assert "Read otherwise for the NATO allies by Donald Trump" in text
    text = _short("Philippines", "China", on="2026-11-30", must="USA")
    assert "Read otherwise for the United States by" in text


def test_a_text_without_an_author_reads_nothing() -> None:
    text = _short("North Korea", "Ukraine", on="2026-01-01")
    assert "the dates" not in text.partition("Read otherwise")[2].partition(").")[0]
