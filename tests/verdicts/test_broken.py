"""What a separate peace breaks: the promise to each that still fights the same enemy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.cascade.test_rules_of_law import NEW, does, happens, hits, pact
from tests.worlds import of

ALLIES = ("poland", "france", "italy", "spain", "denmark")
BEGAN, PEACE = date(1960, 1, 1), date(1960, 5, 1)


def broken(
    by: Any = "poland", to: Any = "germany", against: tuple[str, ...] = (), **more: Any
) -> list[tuple[object, ...]]:
    article = {
        "article": "1",
        "duty": "no-separate-peace",
        "trigger": "standing",
        "gist": "A made-up duty.",
        "against": against,
    }
    law = of([pact(*ALLIES, obligations=[article])])
    war = hits("germany", ("poland", "france", "italy", "spain"), on=BEGAN)
    peace = does("separate-peace", by, to=to, on=PEACE, **more)
    return [(b.state, b.toward, b.others, b.act, b.against) for b in happens(law, NEW, war, peace).broken]


def test_it_is_broken_toward_all_that_fight_on_and_nobody_else() -> None:
    assert broken() == [("poland", "france", ("italy", "spain"), "separate-peace", "germany")]
    assert broken(("poland", "spain")) == [
        ("poland", "france", ("italy",), "separate-peace", "germany"),
        ("spain", "france", ("italy",), "separate-peace", "germany"),
    ]
    assert broken(("poland", "france", "italy", "spain")) == []


def test_who_has_made_no_war_makes_no_separate_peace() -> None:
    assert broken("germany", "poland") == []
    assert broken(to="portugal") == [], "nobody fights that state"
    assert broken(to=("portugal", "germany")) == broken()


@pytest.mark.parametrize(("against", "breaks"), [((), True), (("germany",), True), (("portugal",), False)])
def test_a_promise_made_against_one_enemy_is_about_peace_with_that_one(against: tuple[str, ...], breaks: bool) -> None:
    assert bool(broken(against=against)) == breaks
