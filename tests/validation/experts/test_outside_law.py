from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from engine.world import World
from tests import FIXTURES
from treaties.models.conditions import Attacker, Judgement, Unprovoked
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.outside import atop
from treaties.outside.as_treaties import outside_law, read_outside
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import Duty, Trigger

Write = Callable[..., Path]


def one(law: Corpus, path: Path) -> Treaty:
    (treaty,) = outside_law(atop.load(path), law).treaties
    return treaty


def test_named_adversary_is_evaluated_and_what_is_only_mentioned_is_asked(
    law: Corpus, alliances: Write
) -> None:
    pact = {
        "atopid": 8001,
        "members": [140, 160],
        "defense": 1,
        "conditio": 1,
        "defcon": 1,
    }
    treaty = one(
        law,
        alliances(
            pact | {"defcoadv": 1, "statthr1": 155, "defcoloc": 1, "defconpr": 1}
        ),
    )
    assert {o.duty for o in treaty.obligations} == {Duty.ASSIST}
    found = {type(c): c for c in treaty.obligations[0].conditions}
    assert found[Attacker].among == ("chile",)
    assert found[Judgement].id == "location-of-defense"
    assert Unprovoked in found
    unnamed = one(law, alliances(pact | {"atopid": 8002, "defcoadv": 1}))
    assert [
        c.id for c in unnamed.obligations[0].conditions if isinstance(c, Judgement)
    ] == ["adversary-of-defense"]


def test_asymmetry_secrecy_and_neutrality_if_attacked(
    law: Corpus, alliances: Write
) -> None:
    path = alliances(
        {
            "atopid": 8001,
            "members": [140, 160],
            "asymm": 1,
            "pubsecr": 2,
            "only": {
                140: {"defense": 1},
                160: {"neutral": 1, "conditio": 1, "neucon": 1, "neucoatt": 1},
            },
        }
    )
    treaty = one(law, path)
    assert treaty.secret
    owed = {
        (o.obligors, o.beneficiaries, o.duty, o.trigger) for o in treaty.obligations
    }
    assert owed == {
        (("brazil",), ("argentina",), Duty.ASSIST, Trigger.ARMED_ATTACK),
        (("argentina",), ("brazil",), Duty.STAY_NEUTRAL, Trigger.ARMED_ATTACK),
    }


def test_varying_obligations_stay_a_question(law: Corpus, alliances: Write) -> None:
    treaty = one(
        law,
        alliances(
            {"atopid": 8001, "members": [140, 160, 155], "defense": 1, "obvary": 1}
        ),
    )
    for o in treaty.obligations:
        assert [c.id for c in o.conditions if isinstance(c, Judgement)] == [
            "owed-defense"
        ]


def test_the_corpus_wins_and_says_so(law: Corpus, alliances: Write) -> None:
    number = next(n for t in law.treaties for n in t.atop.ids)
    outside = outside_law(
        atop.load(alliances({"atopid": number, "members": [140, 160], "defense": 1})),
        law,
    )
    assert outside.treaties == ()
    assert list(outside.replaced) == [number]
    assert "1 read article by article from the corpus" in outside.note


def test_it_answers_in_the_engine_and_is_silent_outside_its_days(
    law: Corpus, alliances: Write
) -> None:
    path = alliances({"atopid": 8001, "members": [140, 160], "defense": 1})
    outside = read_outside(f"atop:{path}", law)
    world = World.of(outside.world(law))
    answer = world.ask("Brazil", by="Chile", on="1905-05-05")
    assert answer["Argentina"].grounds[0].treaty == "atop-8001"
    assert all(
        g.treaty != "atop-8001"
        for g in world.ask("Brazil", by="Chile", on="1910-01-01")["Argentina"].grounds
    )
    with pytest.raises(CasusError, match=r"outside the coverage of ATOP 5\.1"):
        outside.law.coverage.demand(date(2020, 1, 1))


def test_cow_alliances_are_no_law_to_ask(law: Corpus) -> None:
    path = FIXTURES / "cow_by_member.csv"
    with pytest.raises(CasusError, match="name no conditions"):
        read_outside(f"cow:{path}", law)
