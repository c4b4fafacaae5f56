"""How much a no is worth, and what is about to change, on small invented pacts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.answer import Answer
from engine.world import World
from tests.output.test_bottom_line import pact
from tests.support.worlds import of
from treaties.change import binding, changed
from treaties.models.treaty import Treaty
from treaties.models.watch import Counted, Known, Watched
from treaties.vocabulary.errors import CasusError

LISTED = Counted(name="LIST", first=1950, of=(3, 4), have=(2, 4))


def asked(*pacts: Treaty, on: str = "1960-01-01", only: str = "", **lists: Any) -> str:
    law = of(pacts).model_copy(
        update={
            "current_to": date(1960, 6, 1),
            "lists": (),
            "watched": (),
            "known_of": (),
        }
        | lists
    )
    answer: Answer = World(law, ()).ask("iceland", by="portugal", on=on)
    return " ".join(answer.text(only=only or (), all=True).split())


def unborn(ident: str, *parties: str) -> Treaty:
    return pact(ident, *parties, in_force=None)


def known(ident: str, *states: str, **more: Any) -> Known:
    return Known(
        id=ident, title=f"Treaty {ident}", states=states, **({"year": 1950} | more)
    )


def test_what_was_read_is_counted_from_the_lists_and_what_none_reaches_is_said() -> (
    None
):
    told = asked(pact("pact-a", "chile", "brazil"), lists=(LISTED,))
    assert (
        "Read, and none binds: 4 of the 4 defence pacts that LIST counts in 1951, its last year."
        in told
    )
    assert (
        "Not looked for on any list: what was made after 1951; the law was followed to 1 June 1960."
        in told
    )
    within = asked(pact("pact-a", "chile", "brazil"), on="1950-07-01", lists=(LISTED,))
    assert "2 of the 3 defence pacts that LIST counts in 1950." in within
    assert "Not looked for" not in within
    assert "Read, and" not in asked(pact("pact-a", "chile", "brazil"))
    assert LISTED.on(date(1949, 12, 31)) is None


def test_what_exists_and_was_not_read_is_named_where_it_joins_those_asked_about() -> (
    None
):
    here = known("one", "iceland", "norway")
    others = (
        known("ended", "iceland", "sweden", until=1955),
        known("later", "iceland", "sweden", year=1961),
        known("elsewhere", "chile", "brazil"),
        known("of-the-enemy", "iceland", "portugal"),
    )
    told = asked(pact("pact-a", "chile", "brazil"), known_of=(here, *others))
    assert "Not read, and perhaps in force: Treaty one (1950)." in told
    of_one = asked(pact("pact-a", "chile", "brazil"), only="norway", known_of=(here,))
    assert (
        "binds anybody to help Iceland. Not read, and perhaps in force: Treaty one (1950)."
        in of_one
    )
    other = asked(pact("pact-a", "chile", "brazil"), only="sweden", known_of=(here,))
    assert "No. Sweden has no treaty of help with Iceland." in other
    assert "Not read" not in other


def test_an_answer_says_what_a_watched_instrument_would_add() -> None:
    signed = unborn("pact-a", "iceland", "norway")

    def watched(treaty: str, pending: str = "signed") -> Watched:
        return Watched(
            treaty=treaty,
            pending=pending,
            page="https://a.example",
            again=date(1970, 1, 1),
        )

    told = asked(signed, watched=(watched("pact-a"),))
    assert (
        "Signed, not in force, would add: Norway must help Iceland (Pact A, Art. 1)."
        in told
    )
    elsewhere = asked(unborn("pact-a", "chile", "brazil"), watched=(watched("pact-a"),))
    assert "would add" not in elsewhere
    ending = asked(
        pact("pact-a", "iceland", "norway"), watched=(watched("pact-a", "denounced"),)
    )
    assert "Denounced, and in force as of 1 June 1960: Pact A." in ending
    several = (
        signed,
        pact("pact-b", "iceland", "chile"),
        unborn("pact-c", "iceland", "brazil"),
    )
    kinds = ("signed", "denounced", "signed")
    both = asked(
        *several,
        watched=[watched(t.id, kind) for t, kind in zip(several, kinds, strict=True)],
    )
    assert both.count("would add") == 1
    assert "(Pact A, Art. 1); Brazil must help Iceland (Pact C, Art. 1)." in both


def test_one_may_ask_under_what_is_not_in_force() -> None:
    law = of([unborn("pact-a", "iceland", "norway"), pact("pact-b", "chile", "brazil")])

    def bound(*in_force: str) -> str:
        return str(
            World(law, ())
            .ask("iceland", by="portugal", on="1960-01-01", in_force=in_force)["norway"]
            .status
        )

    assert [
        bound(),
        bound("pact-a"),
        bound("Pact A=1 January 1960"),
        bound("pact-a=1961-01-01"),
    ] == [
        "not-triggered",
        "bound",
        "bound",
        "not-triggered",
    ]
    assert changed(law, in_force=["pact-a"]).changes[0].id == "pact-a"
    for given, said in (
        ("pact-a=1949-12-31", "`pact-a` was signed on 1950-01-01"),
        ("pact-b", "`pact-b` is in force since 1950-01-01"),
        ("pact-c", "`pact-c`"),
        ("pact-a=soon", "soon"),
    ):
        with pytest.raises(CasusError, match=said):
            changed(law, in_force=[given])
    assert binding(law.treaty("pact-a")).since == date(1950, 1, 1)
