"""Who a text means by an attacker: named, of a class, allied with somebody, supported by somebody, or one of several."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.cascade.attackers import attacker_fits
from tests.cascade.test_rules_of_law import NEW, hits, pact
from tests.support.each import each
from tests.support.holding import first, held, ways
from treaties.models.scenario import Event
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import Nature

FRIENDS = (
    pact("spain", "poland", number=1),
    pact("spain", "france", number=2, duty="consult"),
)


def guarantee(kind: str, **said: Any) -> Treaty:
    return pact("italy", "germany", conditions=({"kind": kind, **said},))


def by(attacker: str | tuple[str, ...]) -> Event:
    return hits(attacker, "germany")


ENEMIES = [
    # what the text says of the attacker, and whom it means among these
    ({}, "poland france spain china"),
    ({"among": ("poland", "china")}, "poland china"),
    ({"classes": ("european",)}, "poland france spain"),
    ({"classes": ("european", "great-power")}, "france"),
    ({"classes": ("great-power",)}, "france china"),
    ({"classes": ("communist",)}, "poland china"),
    ({"classes": ("nuclear",)}, "france"),
    ({"among": ("spain",), "classes": ("communist",)}, "poland spain china"),
    ({"allied_with": ("spain",)}, "poland"),
    ({"allied_with": ("poland", "spain")}, "poland spain"),
    ({"allied_with": ("spain",), "among": ("china",)}, "poland china"),
    ({"excluding": ("poland", "france")}, "spain china"),
    ({"classes": ("european",), "excluding": ("poland",)}, "france spain"),
    ({"among": ("poland",), "excluding": ("poland",)}, ""),
    ({"excluding_classes": ("communist", "nuclear")}, "spain"),
    ({"among": ("poland", "spain"), "excluding_classes": ("communist",)}, "spain"),
]


@each(("said", "meant"), ENEMIES)
def test_whom_a_text_means(said: dict[str, Any], meant: str) -> None:
    law = [guarantee("attacker", **said), *FRIENDS]
    for state in ("poland", "france", "spain", "china"):
        ctx = held(law, NEW, by(state))
        fits = state in meant.split()
        assert attacker_fits(ctx.clause.obligation.conditions[0], ctx, state) is fits
        assert bool(first(ctx).ways) is fits, state


def test_a_party_is_no_outsider_and_a_class_is_that_of_the_day() -> None:
    outsider = pact(
        "italy",
        "germany",
        "france",
        conditions=({"kind": "attacker", "classes": ("non-party",)},),
    )
    assert ways(first(held(outsider, NEW, by("poland")))) == [""]
    assert first(held(outsider, NEW, by("france"))).ways == ()
    nuclear = guarantee("attacker", classes=("nuclear",))
    assert first(held(nuclear, date(1950, 6, 1), by("france"))).ways == ()
    regions = {
        "balkan": "greece",
        "american": "peru",
        "arab": "iraq",
        "european": "greece",
    }
    for kind in regions:
        fitting = {
            s
            for s in regions.values()
            if first(held(guarantee("attacker", classes=(kind,)), NEW, by(s))).ways
        }
        assert fitting == (
            {"greece"} if kind in ("balkan", "european") else {regions[kind]}
        )


def test_nobody_is_its_own_ally() -> None:
    law = [guarantee("attacker", allied_with=("spain",)), *FRIENDS]
    assert first(held(law, NEW, by("spain"))).ways == ()


# Where the attacker is not named


@pytest.mark.parametrize(
    ("said", "key", "words"),
    [
        ({"among": ("poland", "china")}, "poland+china", "Poland or China"),
        (
            {"classes": ("great-power",), "among": ("poland",)},
            "poland+great-power",
            "Poland or a great power",
        ),
        ({"allied_with": ("poland",)}, "ally-of-poland", "an ally of Poland"),
        (
            {"excluding": ("poland", "spain")},
            "other-not-poland+spain",
            "any state other than Poland or Spain",
        ),
        (
            {"excluding_classes": ("american",)},
            "other-not-american",
            "any state other than an American state",
        ),
        (
            {"excluding": ("poland",), "excluding_classes": ("balkan",)},
            "other-not-poland+balkan",
            "any state other than Poland or a Balkan state",
        ),
        (
            {"classes": ("european",), "excluding": ("poland",)},
            "european-not-poland",
            "a European state other than Poland",
        ),
    ],
)
def test_of_an_unnamed_attacker_it_is_asked_whether_it_is_one_of_those(
    said: dict[str, Any], key: str, words: str
) -> None:
    ctx = held(guarantee("attacker", **said), NEW, by(()))
    assert ways(first(ctx)) == [f"attacker:{key}"]
    (asked,) = ctx.questions
    assert (asked.text, asked.nature, asked.decider) == (
        f"Is the attacker {words}?",
        Nature.FACT,
        "the facts",
    )


def test_of_unnamed_attackers_it_is_asked_whether_they_are_so_many() -> None:
    for classes, kind, words in (
        ((), "states", "states"),
        (("great-power",), "great-power", "great powers"),
    ):
        ctx = held(guarantee("attackers", at_least=2, classes=classes), NEW, by(()))
        assert ways(first(ctx)) == [f"attackers:2-{kind}"]
        (asked,) = ctx.questions
        assert asked.text == f"Are the attackers two or more {words}?"


# Support


def test_an_attacker_is_supported_by_who_fights_beside_it_or_may() -> None:
    law = guarantee("attacker", among=("poland",), supported_by=("france", "spain"))
    both = ["belligerent(france, 0.0)", "belligerent(spain, 0.0)"]
    assert ways(first(held(law, NEW, by(("france", "poland"))))) == both
    alone = held(law, NEW, by("poland"))
    assert ways(first(alone)) == ["belligerent(france, 0.0)", "belligerent(spain, 0.0)"]
    assert ways(first(held(law, NEW, by(("spain", "france"))))) == [
        "fails: the attacker is France, not Poland"
    ]
    apart = held(law, NEW, by("poland"), sided=False)
    assert ways(first(apart)) == ["fails: Poland is not supported by France or Spain"]
    unnamed = held(
        guarantee("attacker", among=("poland",), supported_by=("france",)), NEW, by(())
    )
    assert ways(first(unnamed)) == ["belligerent(france, 0.0) & attacker:poland"]


def test_neither_the_attacker_nor_the_one_attacked_supports_the_attack() -> None:
    law = guarantee("attacker", supported_by=("poland", "germany", "spain"))
    assert ways(first(held(law, NEW, by("poland")))) == ["belligerent(spain, 0.0)"]


# Several


def test_any_so_many_that_fit_are_enough_and_the_attacker_is_one_of_them() -> None:
    law = guarantee("attackers", at_least=2, classes=("european",))
    ctx = held(law, NEW, by("poland"), others=("france", "china", "spain"))
    assert ways(first(ctx)) == ["attacked(france, germany)", "attacked(spain, germany)"]
    two = held(law, NEW, by("poland"), others=("china", "spain"))
    assert ways(first(two)) == ["attacked(spain, germany)"]
    three = guarantee("attackers", at_least=3)
    ctx = held(three, NEW, by("poland"), others=("france", "china", "spain"))
    assert ways(first(ctx)) == [
        "attacked(france, germany) & attacked(china, germany)",
        "attacked(france, germany) & attacked(spain, germany)",
        "attacked(china, germany) & attacked(spain, germany)",
    ]


def test_too_few_are_counted_in_words() -> None:
    law = guarantee("attackers", at_least=3, excluding=("china",))
    said = {
        others: ways(first(held(law, NEW, by("poland"), others=others)))
        for others in ((), ("france",), ("china",), ("china", "france"))
    }
    assert said == {
        (): [
            "fails: help is owed only if three or more states other than China attack, and here one does"
        ],
        ("china",): [
            "fails: help is owed only if three or more states other than China attack, and here one does"
        ],
        ("france",): [
            "fails: help is owed only if three or more states other than China attack, and here two do"
        ],
        ("china", "france"): [
            "fails: help is owed only if three or more states other than China attack, and here two do"
        ],
    }
    wrong = held(
        guarantee("attackers", at_least=2, classes=("european",)),
        NEW,
        by("china"),
        others=("poland",),
    )
    assert ways(first(wrong)) == ["fails: the attacker is China, not a European state"]
