"""What a state is asked about: the facts that make it drawn in, or owe one kind of duty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.verdicts.goals import all_goals, goals
from tests.cascade.test_rules_of_law import OLD, happens, hits, pact
from tests.support.worlds import of
from tests.verdicts.whole import reading
from treaties.vocabulary.errors import UnknownName
from treaties.vocabulary.kinds_of_duty import HELP, in_words, kind_of_duty
from treaties.vocabulary.terms import Duty

LAW = of(
    [
        pact("italy", "germany"),
        pact("italy", "germany", number=1, duty="act"),
        pact("italy", "germany", number=2, duty="consult"),
        pact("france", "germany", number=3, duty="assist"),
        pact("spain", "germany", number=4, rank="political"),
        pact("spain", "germany", number=5, duty="consult"),
        pact("portugal", "germany", number=6, duty="may-assist"),
        pact("turkey", "italy", number=7),
        pact("poland", "hungary", number=8),
    ]
)


def told(duty: str = HELP, **lowers: str) -> dict[str, list[str]]:
    answer = happens(LAW, OLD, hits("poland", "germany"), rounds=2)
    if lowers:
        low = tuple((t.replace("_", "-"), "*", d) for t, d in lowers.items())
        answer = replace(answer, asked=reading("low", {}, low))
    found = all_goals(answer, duty)
    assert all(
        f.kind == "due" and f.args[0] == s and len(f.args) == 3
        for s, fs in found.items()
        for f in fs
    )
    assert list(found) == sorted(found)
    assert all(
        goals(answer, s, duty) == fs == tuple(sorted(fs)) for s, fs in found.items()
    )
    assert goals(answer, "iceland", duty) == ()
    return {s: [f"{f.args[1]}>{f.args[2]}" for f in fs] for s, fs in found.items()}


def test_to_be_drawn_in_is_to_owe_any_binding_help() -> None:
    assert told() == {
        "france": ["pact-3:1>germany"],
        "germany": ["pact-0:1>italy", "pact-1:1>italy", "pact-3:1>france"],
        "hungary": ["pact-8:1>poland"],
        "italy": ["pact-0:1>germany", "pact-1:1>germany"],
        "turkey": ["pact-7:1>italy"],
    }


def test_one_duty_is_asked_for_by_its_name() -> None:
    assert told("act") == {"germany": ["pact-1:1>italy"], "italy": ["pact-1:1>germany"]}
    assert told("consult")["spain"] == ["pact-5:1>germany"]
    assert told("may-assist")["portugal"] == ["pact-6:1>germany"]
    assert told("mobilise") == {}


def test_a_reading_may_take_a_duty_for_another() -> None:
    assert told(pact_0="consult", pact_1="may-assist")["germany"] == ["pact-3:1>france"]
    assert "italy" not in told(pact_0="consult", pact_1="may-assist")
    assert told("consult", pact_0="consult")["italy"] == [
        "pact-0:1>germany",
        "pact-2:1>germany",
    ]


def test_the_kinds_of_duty_and_their_words() -> None:
    assert [kind_of_duty(d) for d in (None, "help", "fight", "may-assist")] == [
        "help",
        "help",
        "fight",
        "may-assist",
    ]
    for standing in (d for d in Duty if d.standing):
        with pytest.raises(UnknownName):
            kind_of_duty(standing)
    assert (in_words("help"), in_words("consult")) == ("is drawn in", "must consult")
