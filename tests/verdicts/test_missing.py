"""Links that are not there: of what does not bind that day, what is told, why, and what is not worth telling."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from engine.setting.prominence import LONG_AGO, SOON
from engine.verdicts.solution import Solution, solve
from tests.cascade.test_rules_of_law import NEW, at_war, does, happens, hits, pact
from tests.support.each import each
from tests.support.reasons import in_words
from tests.support.worlds import of
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.days import in_words as day_in_words

DAY, YEAR = timedelta(days=1), timedelta(days=366)
OLD_DAY, RECENT = NEW - timedelta(days=LONG_AGO + 1), NEW - timedelta(days=LONG_AGO)
TOMORROW = NEW + DAY


def told(answer: Solution, state: str = "italy") -> list[str]:
    return [
        f"{b.condition}: {in_words(b)}{f' from {b.binds_from}' if b.binds_from else ''}"
        for b in answer[state].blocked
    ]


def of_pact(
    events: Iterable[Event] = (hits("poland", "germany"),),
    state: str = "italy",
    **more: Any,
) -> list[str]:
    parties = more.pop("with_", ("italy", "germany"))
    return told(happens(of([pact(*parties, **more)]), NEW, *events), state)


def party(
    state: str, since: date | None = None, until: date | None = None
) -> dict[str, Any]:
    return {"state": state, "since": since, "until": until}


def article(number: str = "1", **more: Any) -> dict[str, Any]:
    return {
        "article": number,
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
    } | more


ITALY, GERMANY = party("italy"), party("germany")


@each(
    ("treaty", "reasons"),
    [
        ({}, []),
        ({"until": NEW}, ["in-force: not in force since 1 June 1960"]),
        ({"until": TOMORROW}, []),
        ({"in_force": NEW}, []),
        (
            {"in_force": TOMORROW},
            [
                "in-force: signed on 1 January 1925, in force only from 2 June 1960 from 1960-06-02"
            ],
        ),
        (
            {"signed": NEW, "in_force": TOMORROW},
            [
                "in-force: signed on 1 June 1960, in force only from 2 June 1960 from 1960-06-02"
            ],
        ),
        ({"signed": TOMORROW, "in_force": TOMORROW}, []),
        (
            {"signed": date(1900, 1, 1), "in_force": date(1901, 1, 1), "until": RECENT},
            [f"in-force: not in force since {day_in_words(RECENT)}"],
        ),
        (
            {
                "signed": date(1900, 1, 1),
                "in_force": date(1901, 1, 1),
                "until": OLD_DAY,
            },
            [],
        ),
        (
            {"signed": RECENT, "in_force": None},
            [
                f"in-force: signed on {day_in_words(RECENT)}, not in force as far as known"
            ],
        ),
        ({"signed": OLD_DAY, "in_force": None}, []),
        ({"wartime": True, "until": NEW}, []),
        ({"wartime": True, "until": TOMORROW}, []),
    ],
)
def test_an_instrument_that_began_or_ended(
    treaty: dict[str, Any], reasons: list[str]
) -> None:
    treaty = dict(treaty)
    if treaty.pop("wartime", False):
        treaty["conditions"] = [{"kind": "in-conflict", "conflict": "an-old-war"}]
        assert [r for r in of_pact(**treaty) if r.startswith("in-force")] == reasons
        return
    assert of_pact(**treaty) == reasons


@each(
    ("articles", "reasons"),
    [
        ([article(until=NEW)], ["in-force: Art. 1 has not applied since 1 June 1960"]),
        ([article(until=TOMORROW)], []),
        ([article(since=NEW)], []),
        ([article(since=TOMORROW)], ["in-force: Art. 1 holds only from 2 June 1960 from 1960-06-02"]),
        ([article(until=NEW), article(since=NEW, duty="act")], []),
        ([article(until=date(1950, 1, 1)), article(since=date(1950, 1, 1), until=date(1955, 1, 1))], ["in-force: Art. 1 has not applied since 1 January 1955"]),
        ([article(until=date(1950, 1, 1)), article("2", since=date(1950, 1, 1), duty="act")], ["in-force: Art. 1 has not applied since 1 January 1950"]),
        ([article(since=TOMORROW), article(until=TOMORROW, duty="act")], []),
        ([article(until=date(1950, 1, 1)), article(since=TOMORROW)], ["in-force: Art. 1 has not applied since 1 January 1950", "in-force: Art. 1 holds only from 2 June 1960 from 1960-06-02"]),
        ([article(duty="not-attack", trigger="standing", until=NEW)], []),
    ],
)  # fmt: skip
def test_an_article_that_began_or_ended(
    articles: list[dict[str, Any]], reasons: list[str]
) -> None:
    assert of_pact(obligations=articles) == reasons


@each(
    ("parties", "italy", "france"),
    [
        ([ITALY, GERMANY], [], []),
        ([party("italy", None, NEW), GERMANY], ["party: Italy left on 1 June 1960"], []),
        ([party("italy", None, TOMORROW), GERMANY], [], []),
        ([party("italy", NEW), GERMANY], [], []),
        ([party("italy", TOMORROW), GERMANY], ["party: Italy is bound only from 2 June 1960 from 1960-06-02"], []),
        ([party("italy", NEW + YEAR), GERMANY], ["party: Italy is bound only from 2 June 1961 from 1961-06-02"], []),
        ([party("italy", NEW + YEAR + DAY), GERMANY], [], []),
        ([ITALY, party("germany", None, NEW)], ["party: West Germany left on 1 June 1960"], ["party: West Germany left on 1 June 1960"]),
        ([ITALY, party("germany", TOMORROW)], ["party: West Germany is bound only from 2 June 1960 from 1960-06-02"], ["party: West Germany is bound only from 2 June 1960 from 1960-06-02"]),
        ([party("italy", None, date(1940, 1, 1)), party("italy", date(1950, 1, 1)), GERMANY], [], []),
        ([party("italy", None, date(1940, 1, 1)), party("italy", date(1950, 1, 1), date(1955, 1, 1)), GERMANY], ["party: Italy left on 1 January 1955"], []),
        ([party("italy", None, date(1940, 1, 1)), party("italy", TOMORROW), GERMANY], ["party: Italy is bound only from 2 June 1960 from 1960-06-02"], []),
        ([party("italy", None, date(1941, 1, 1)), party("germany", None, date(1940, 1, 1))], ["party: Italy left on 1 January 1941"], ["party: West Germany left on 1 January 1940"]),
        ([party("italy", TOMORROW), party("germany", NEW + 2 * DAY)], ["party: West Germany is bound only from 3 June 1960 from 1960-06-03"], ["party: West Germany is bound only from 3 June 1960 from 1960-06-03"]),
    ],
)  # fmt: skip
def test_a_party_that_came_or_left(
    parties: list[dict[str, Any]], italy: list[str], france: list[str]
) -> None:
    answer = happens(
        of([pact("x", parties=[*parties, "france"])]), NEW, hits("poland", "germany")
    )
    assert (told(answer), told(answer, "france")) == (italy, france)


def test_of_all_that_ended_ones_own_exit_is_told_first_else_what_ended_first() -> None:
    left, gone = (
        party("italy", None, date(1950, 1, 1)),
        party("germany", None, date(1940, 1, 1)),
    )
    ended = {
        "until": date(1955, 1, 1),
        "obligations": [article(until=date(1945, 1, 1))],
    }
    assert of_pact(parties=[left, GERMANY], **ended) == [
        "party: Italy left on 1 January 1950"
    ]
    assert of_pact(parties=[ITALY, gone], **ended) == [
        "party: West Germany left on 1 January 1940"
    ]
    assert of_pact(parties=[ITALY, GERMANY], **ended) == [
        "in-force: Art. 1 has not applied since 1 January 1945"
    ]
    same_day = {
        "until": date(1945, 1, 1),
        "obligations": [article(until=date(1945, 1, 1))],
    }
    assert of_pact(
        parties=[ITALY, party("germany", None, date(1945, 1, 1))], **same_day
    ) == ["in-force: not in force since 1 January 1945"]


def test_no_link_is_lost_that_never_was() -> None:
    late = party("italy", date(1956, 1, 1))
    assert of_pact(parties=[late, GERMANY], until=date(1955, 1, 1)) == []
    assert (
        of_pact(
            parties=[party("italy", date(1955, 1, 1)), GERMANY], until=date(1955, 1, 1)
        )
        == []
    )
    assert of_pact(
        parties=[party("italy", date(1954, 1, 1)), GERMANY], until=date(1955, 1, 1)
    ) == ["in-force: not in force since 1 January 1955"]
    assert (
        of_pact(parties=[late, GERMANY], obligations=[article(until=date(1955, 1, 1))])
        == []
    )
    assert of_pact(parties=[late, GERMANY, "france"], until=date(1955, 1, 1)) == [], (
        "whoever else was bound"
    )
    assert (
        of_pact(
            parties=[ITALY, party("germany", date(1956, 1, 1)), "france"],
            until=date(1955, 1, 1),
        )
        == []
    )


def test_what_is_yet_to_begin_is_told_by_what_comes_last() -> None:
    soon, later = NEW + DAY, NEW + 2 * DAY
    waits = {
        "parties": [party("italy", later), GERMANY],
        "obligations": [article(since=soon)],
    }
    assert of_pact(**waits) == [
        f"party: Italy is bound only from {day_in_words(later)} from {later}"
    ]
    waits = {
        "parties": [party("italy", soon), GERMANY],
        "obligations": [article(since=later)],
    }
    assert of_pact(**waits) == [
        f"in-force: Art. 1 holds only from {day_in_words(later)} from {later}"
    ]
    assert of_pact(in_force=soon, **waits) == [
        f"in-force: signed on 1 January 1925, in force only from {day_in_words(soon)} from {soon}"
    ]
    assert YEAR.days == SOON


def test_who_is_bound_today_is_not_told_to_be_bound_later() -> None:
    """Italy is a party, leaves and comes back; that Germany has yet to come is the reason."""
    italy = [party("italy", None, date(1961, 1, 1)), party("italy", date(1962, 1, 1))]
    assert of_pact(parties=[*italy, party("germany", TOMORROW)]) == [
        "party: West Germany is bound only from 2 June 1960 from 1960-06-02"
    ]
    left = [
        party("italy", None, date(1940, 1, 1)),
        party("italy", date(1950, 1, 1), date(1955, 1, 1)),
    ]
    later = [
        *left,
        party("italy", date(1960, 7, 1), date(1961, 1, 1)),
        party("italy", date(1960, 8, 1)),
    ]
    assert of_pact(parties=[*later, GERMANY]) == [
        "party: Italy is bound only from 1 July 1960 from 1960-07-01"
    ]


def test_a_guaranteed_state_need_not_be_bound_itself() -> None:
    gone = party("germany", None, date(1950, 1, 1))
    inside = {"parties": [ITALY, gone, "france"], "until": date(1955, 1, 1)}
    assert of_pact(
        obligations=[article(obligors=["italy"], beneficiaries=["germany"])], **inside
    ) == ["party: West Germany left on 1 January 1950"]
    whoever = article(obligors=["italy"], beneficiaries=["germany"], party_or_not=True)
    assert of_pact(obligations=[whoever], **inside) == [
        "in-force: not in force since 1 January 1955"
    ]
    outside = {"parties": [ITALY, "france"], "until": date(1955, 1, 1)}
    assert of_pact(
        obligations=[article(obligors=["italy"], beneficiaries=["germany"])], **outside
    ) == ["in-force: not in force since 1 January 1955"]
    assert (
        of_pact(
            obligations=[article(obligors=["italy"], beneficiaries=["spain"])],
            **outside,
        )
        == []
    )


def test_who_attacks_or_does_not_exist_is_told_nothing() -> None:
    ended = pact("italy", "germany", "poland", "estonia", until=date(1955, 1, 1))
    answer = happens(of([ended]), NEW, hits("poland", "germany"))
    assert {
        s: len(told(answer, s)) for s in ("italy", "poland", "germany", "estonia")
    } == {
        "italy": 1,
        "poland": 0,
        "germany": 0,
        "estonia": 0,
    }
    two = happens(of([ended]), NEW, hits("spain", "germany"), hits("poland", "germany"))
    assert (told(two, "poland"), [b.adversary for b in two["italy"].blocked]) == (
        [],
        ["spain"],
    )


def test_a_war_of_ones_own_is_told_of_what_will_bind_in_any_war() -> None:
    """Italy is yet to owe Poland, which attacks, help in any war; what has ended is no news there."""

    def of_war(**more: Any) -> list[str]:
        law = of([pact("italy", "poland", **more)])
        return told(happens(law, NEW, hits("poland", "germany")))

    soon = f"in-force: signed on 1 January 1925, in force only from {day_in_words(TOMORROW)} from {TOMORROW}"
    assert of_war(trigger="war", in_force=TOMORROW) == [soon]
    assert of_war(trigger="armed-attack", in_force=TOMORROW) == []
    assert of_war(trigger="war", until=date(1955, 1, 1)) == []
    law = of([pact("italy", "poland", trigger="war", in_force=TOMORROW)])
    for quiet in (
        does("threat", "poland", "germany"),
        hits("poland", "germany", isolated=True),
    ):
        assert told(happens(law, NEW, quiet)) == []


def test_what_the_public_did_not_know_is_told_as_that() -> None:
    secret = article(secret=True)
    for treaty in (
        pact("italy", "germany", secret=True),
        pact("italy", "germany", obligations=[secret]),
    ):
        event = (hits("poland", "germany"),)
        known = Scenario(on=NEW, events=event, background=False, as_known_by="public")
        assert told(solve(of([treaty]), known, rounds=1)) == [
            "in-force: not known to the public that day"
        ]
        assert told(happens(of([treaty]), NEW, *event)) == []


# Legs that rest


def resting(*between: str, **more: Any) -> dict[str, Any]:
    return {"between": between, "why": "a quarrel", "since": date(1950, 1, 1)} | more


def test_a_leg_that_rests_is_told_between_those_two_only() -> None:
    law = of(
        [pact("italy", "germany", "france", suspensions=[resting("italy", "germany")])]
    )
    answer = happens(law, NEW, hits("poland", "germany"))
    assert told(answer) == [
        "suspended: the treaty is suspended between Italy and West Germany"
    ]
    assert (told(answer, "france"), str(answer["france"].status)) == ([], "bound")
    assert str(answer["italy"].status) == "not-triggered"
    (blocked,) = answer["italy"].blocked
    assert (blocked.clause, blocked.beneficiary, blocked.adversary) == (
        "pact-0:1",
        "germany",
        "poland",
    )
    by_germany = happens(law, NEW, hits("italy", "germany"))
    assert told(by_germany) == []


@pytest.mark.parametrize(
    ("leg", "rests"),
    [
        ({}, True),
        ({"since": NEW}, True),
        ({"since": TOMORROW}, False),
        ({"until": NEW}, False),
        ({"until": TOMORROW}, True),
        ({"articles": ["1"]}, True),
        ({"articles": ["2"]}, False),
    ],
)
def test_a_leg_rests_from_its_first_day_to_its_last(
    leg: dict[str, Any], rests: bool
) -> None:
    answer = happens(
        of(
            [pact("italy", "germany", suspensions=[resting("germany", "italy", **leg)])]
        ),
        NEW,
        hits("poland", "germany"),
    )
    assert (told(answer) != []) == rests
    assert str(answer["italy"].status) == ("not-triggered" if rests else "bound")


def test_a_standing_duty_that_rests_calls_nobody() -> None:
    law = of(
        [
            pact(
                "italy",
                "germany",
                duty="not-attack",
                trigger="standing",
                suspensions=[resting("italy", "germany")],
            )
        ]
    )
    assert told(happens(law, NEW, hits("poland", "germany"))) == []


@pytest.mark.parametrize("public", ["", "public"])
def test_of_a_secret_treaty_whose_leg_rests_the_public_knows_nothing(
    public: str,
) -> None:
    law = of(
        [
            pact(
                "italy",
                "germany",
                secret=True,
                suspensions=[resting("italy", "germany")],
            )
        ]
    )
    asked = Scenario(
        on=NEW,
        events=(hits("poland", "germany"),),
        background=False,
        as_known_by=public,
    )
    resting_ = "suspended: the treaty is suspended between Italy and West Germany"
    assert told(solve(law, asked, rounds=1)) == [
        "in-force: not known to the public that day" if public else resting_
    ]


def test_of_what_begins_on_one_day_the_article_is_told_and_not_the_party() -> None:
    waits = {
        "parties": [party("italy", TOMORROW), GERMANY],
        "obligations": [article(since=TOMORROW)],
    }
    assert of_pact(**waits) == [
        f"in-force: Art. 1 holds only from {day_in_words(TOMORROW)} from {TOMORROW}"
    ]


# The side that is taken


def test_an_ally_of_the_attacker_is_told_that_it_is_the_attacker() -> None:
    law = of(
        [
            pact("italy", "poland"),
            pact("italy", "poland", number=1, trigger="war"),
            pact("italy", "poland", number=2, duty="consult"),
            pact("germany", "poland", number=3),
            pact("france", "poland", number=4, duty="act"),
        ]
    )
    answer = happens(law, NEW, hits("poland", "germany"))
    said = "trigger: its ally Poland is the attacker, not the attacked"
    assert (told(answer), told(answer, "france"), told(answer, "germany")) == (
        [said],
        [said],
        [],
    )
    (blocked,) = answer["italy"].blocked
    assert (blocked.clause, blocked.beneficiary, blocked.adversary) == (
        "pact-0:1",
        "poland",
        "germany",
    )
    both = happens(law, NEW, hits("poland", "germany"), hits("spain", "poland"))
    assert said not in told(both), "who is attacked too is no mere attacker"
    for other in (
        hits((), "germany"),
        does("threat", "poland", "germany"),
        hits("poland", "germany", group="a band"),
    ):
        assert said not in told(happens(law, NEW, other))


def test_a_running_war_is_told_of_too() -> None:
    law = at_war(
        of([pact("italy", "poland")]), hits("poland", "germany", on=date(1955, 1, 1))
    )
    answer = happens(law, NEW, hits("poland", "germany"), background=True)
    assert told(answer) == [
        "trigger: its ally Poland is the attacker, not the attacked"
    ]
