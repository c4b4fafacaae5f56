"""Where no great power is bound, an answer says who may be called against one that fights all the same."""

from __future__ import annotations

from engine import ask

FREE = "If a state that nothing binds fights for"


def test_the_powers_of_1914_may_call_the_allies_of_the_attacker() -> None:
    answer = ask("Serbia", by="Austria-Hungary", on="1914-07-28")
    text = " ".join(answer.text(all=True).split())
    assert (
        f"{FREE} Serbia all the same, the German Empire, Italy and Romania may be called to the other side; "
        'ask with `--also "STATE>Austria-Hungary"`.'
    ) in text


def test_what_is_asked_so_has_the_ally_called_and_the_ally_of_who_stepped_in_after_it() -> (
    None
):
    text = " ".join(
        str(
            ask(
                "Serbia",
                by="Austria-Hungary",
                on="1914-07-28",
                also="Russia>Austria-Hungary",
            )
        ).split()
    )
    assert (
        "The German Empire must help Austria-Hungary militarily (Dual Alliance, Art. I)."
        in text
    )
    assert (
        "France must help the Russian Empire militarily (Franco-Russian Convention, Art. 1.2)."
        in text
    )


def test_nothing_is_said_where_a_great_power_is_bound_or_the_attacker_has_no_ally() -> (
    None
):
    estonia = ask("Estonia", by="Russia", on="2026-01-01", rounds=1)
    ethiopia = ask("Ethiopia", by="Italy", on="1935-10-03", rounds=1)
    assert FREE not in " ".join(estonia.text(all=True).split())
    assert FREE not in " ".join(ethiopia.text(all=True).split())
