"""What a war that was already running gives to a question, and how an attack in it goes on."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.setting.running_wars import begun_otherwise, with_background
from engine.setting.setting import set_out
from tests.cascade.test_rules_of_law import NEW, at_war, does, hits
from tests.support.worlds import of
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, RunningWar, Scenario

SINCE, LATER, AHEAD = date(1955, 1, 1), date(1957, 1, 1), date(1960, 6, 2)
FieldInfo = list[tuple[str, str, str, date | None, bool]]


def told(
    law: Corpus, *asked: Event, on: date = NEW, background: bool = True
) -> FieldInfo:
    """Of each event who does it, to whom, when, and whether it is the background, in order."""
    found = with_background(law, Scenario(on=on, events=asked, background=background))
    return [
        (str(e.kind), "+".join(e.by), "+".join(e.against), e.on, e.background)
        for e in found
    ]


def attack(
    by: str, against: str, on: date | None = None, background: bool = False
) -> Any:
    return "armed-attack", by, against, on, background


OLD_WAR = at_war(
    of([]),
    hits("poland", "germany"),
    hits("spain", "germany", on=LATER),
    hits("italy", "poland"),
)


def test_a_running_war_comes_with_a_question_that_sets_its_sides_against_each_other() -> (
    None
):
    asked = hits("germany", "spain")
    assert told(OLD_WAR, asked) == [
        attack("poland", "germany", SINCE, True),
        attack("spain", "germany", LATER, True),
        attack("italy", "poland", SINCE, True),
        attack("germany", "spain"),
    ]
    assert told(OLD_WAR, asked, background=False) == [attack("germany", "spain")]
    apart_or_no_force = (
        hits("germany", "italy"),
        hits("france", "germany"),
        does("threat", "germany", "poland"),
        does("declaration-of-war", "germany", "poland"),
    )
    for apart in apart_or_no_force:
        assert told(OLD_WAR, apart) == [
            (str(apart.kind), *apart.by, *apart.against, None, False)
        ]
    with_threat = told(OLD_WAR, does("threat", "france", "italy"), asked)
    assert with_threat[3:] == [
        ("threat", "france", "italy", None, False),
        attack("germany", "spain"),
    ]


def test_only_a_war_of_the_day_and_only_what_has_happened_in_it() -> None:
    asked = hits("germany", "poland")
    assert told(OLD_WAR, asked, on=date(1956, 1, 1)) == [
        attack("poland", "germany", SINCE, True),
        attack("italy", "poland", SINCE, True),
        attack("germany", "poland"),
    ]
    assert told(OLD_WAR, hits("germany", "spain"), on=date(1956, 1, 1)) == [
        attack("germany", "spain")
    ]
    assert told(OLD_WAR, asked, on=date(1954, 1, 1)) == [attack("germany", "poland")]
    after = date(1957, 1, 2)
    assert told(OLD_WAR, hits("germany", "spain"), on=after)[1] == attack(
        "spain", "germany", LATER, True
    )
    ahead = at_war(
        of([]), hits("poland", "germany"), hits("france", "germany", on=AHEAD)
    )
    assert told(ahead, asked) == [
        attack("poland", "germany", SINCE, True),
        attack("germany", "poland"),
    ]


def test_the_question_says_who_attacked_where_the_war_turns_it_round_that_day() -> None:
    """A later declaration of war does not make the attacked state of the question the attacker of the same day."""
    law = at_war(
        of([]),
        hits("poland", "germany", on=SINCE),
        hits(("spain", "italy"), "germany", on=LATER),
    )
    asked = hits("germany", "spain")
    assert told(law, asked, on=LATER) == [
        attack("poland", "germany", SINCE, True),
        attack("italy", "germany", LATER, True),
        attack("germany", "spain"),
    ]
    begun = begun_otherwise(law, Scenario(on=LATER, events=(asked,)))
    assert [(e.by, e.against) for e in begun] == [(("spain",), ("germany",))]
    on_the_next_day = date(1957, 1, 2)
    assert attack("spain+italy", "germany", LATER, True) in told(
        law, asked, on=on_the_next_day
    )
    assert not [*begun_otherwise(law, Scenario(on=on_the_next_day, events=(asked,)))]
    both = (asked, hits("spain", "germany"))
    assert not [*begun_otherwise(law, Scenario(on=LATER, events=both))]


def test_an_act_without_a_day_is_of_the_wars_first() -> None:
    """Italy fights for Germany from the first day, when that was in one war alone."""
    law = at_war(
        of([]),
        hits("spain", "peru", on=SINCE),
        hits("poland", "germany", on=SINCE),
        does("performs", "italy", **{"for": "germany"}),
        hits("germany", "spain", on=LATER),
    )
    assert len(told(law, hits("poland", "italy"))) == 5
    assert len(told(law, hits("spain", "italy"))) == 1


def test_every_war_of_the_day_is_looked_at() -> None:
    def war(ident: str, since: date | None, *events: Event) -> RunningWar:
        plain = {
            "id": ident,
            "title": "War",
            "gist": "A war.",
            "since": since,
            "events": events,
            "sources": ("x",),
        }
        return RunningWar.model_validate(plain)

    over = war("over", SINCE, hits("france", "spain")).model_copy(
        update={"until": LATER}
    )
    timeless = war("timeless", None, hits("spain", "france"))
    law = of([]).model_copy(
        update={"wars": (over, war("one", SINCE, hits("poland", "germany")), timeless)}
    )
    asked = [hits("germany", "poland"), hits("france", "spain")]
    assert told(law, *asked) == [
        attack("poland", "germany", SINCE, True),
        attack("spain", "france", None, True),
        attack("germany", "poland"),
        attack("france", "spain"),
    ]


def test_what_the_question_gives_itself_is_not_given_twice() -> None:
    both = at_war(
        of([]),
        hits(("poland", "spain"), "germany"),
        does("threat", "france", "germany"),
    )
    assert told(both, hits("poland", "germany")) == [
        attack("poland", "germany", SINCE),
        attack("spain", "germany", SINCE, True),
        ("threat", "france", "germany", SINCE, True),
    ]
    assert told(both, hits("germany", "poland")) == [
        attack("poland+spain", "germany", SINCE, True),
        ("threat", "france", "germany", SINCE, True),
        attack("germany", "poland"),
    ]
    two = at_war(of([]), hits("poland", ("germany", "france")))
    assert told(two, hits("poland", "france")) == [
        attack("poland", "germany", SINCE, True),
        attack("poland", "france", SINCE),
    ]
    lesser = told(both, does("limited-force", "poland", "germany"))
    assert lesser[0] == attack("poland+spain", "germany", SINCE, True), (
        "another kind of act is another act"
    )
    assert lesser[-1] == ("limited-force", "poland", "germany", None, False)


def test_an_attack_goes_on_from_its_first_day_with_what_is_said_of_it() -> None:
    first = hits("poland", "germany", on=LATER, unprovoked=True, conflict="old")
    law = at_war(
        of([]),
        hits("spain", "germany", unprovoked=False, conflict="other"),
        first,
        hits("poland", "germany"),
    )

    def asked(**more: Any) -> Event:
        return with_background(
            law, Scenario(on=NEW, events=(hits("poland", "germany", **more),))
        )[-1]

    (again, conflict, unprovoked) = ((e := asked()).on, e.conflict, e.unprovoked)
    assert (again, conflict, unprovoked) == (SINCE, "", None), (
        "the earliest of the same two"
    )
    only = at_war(of([]), first)
    found = with_background(
        only, Scenario(on=NEW, events=(hits("poland", "germany"),))
    )[-1]
    assert (found.on, found.conflict, found.unprovoked, found.background) == (
        LATER,
        "old",
        True,
        False,
    )
    own = hits(
        "poland", "germany", conflict="new", unprovoked=False, on=date(1956, 1, 1)
    )
    found = with_background(only, Scenario(on=NEW, events=(own,)))[-1]
    assert (found.on, found.conflict, found.unprovoked) == (
        date(1956, 1, 1),
        "new",
        False,
    )


def test_a_joint_attack_is_parted_only_where_its_pairs_differ() -> None:
    law = at_war(of([]), hits("poland", "germany"), hits("spain", "germany"))
    alike = told(law, hits(("poland", "spain"), "germany"))
    assert alike == [attack("poland+spain", "germany", SINCE)]
    apart = told(law, hits(("poland", "france"), "germany"))
    assert apart == [
        attack("poland", "germany", SINCE),
        attack("spain", "germany", SINCE, True),
        attack("france", "germany"),
    ]
    victims = told(law, hits("poland", ("germany", "italy")))
    assert victims[::2] == [
        attack("poland", "germany", SINCE),
        attack("poland", "italy"),
    ]
    new = told(law, hits("germany", ("poland", "italy")))
    assert new[-1] == attack("germany", "poland+italy")


def test_nobody_by_name_goes_on_too() -> None:
    law = at_war(of([]), hits((), ("germany", "italy")), hits("poland", "germany"))
    found = told(law, hits("germany", "poland"), hits((), "germany"))
    assert found == [
        attack("", "germany", SINCE),
        attack("", "italy", SINCE, True),
        attack("poland", "germany", SINCE, True),
        attack("germany", "poland"),
    ]


def test_what_goes_on_keeps_its_place_among_what_happened_that_day() -> None:
    """Whoever struck first that day did so too where the question asks about its attack."""
    war = at_war(of([]), hits("poland", "germany"), hits("germany", "poland"))
    began = [
        (o.actor, o.first)
        for o in set_out(
            war, Scenario(on=NEW, events=(hits("poland", "germany"),))
        ).occurrences
    ]
    assert began == [("poland", True), ("germany", False)]
    assert [e[1] for e in told(war, hits("germany", "poland"))] == ["poland", "germany"]


def test_on_its_first_day_a_war_is_given_up_to_the_last_act_asked_about() -> None:
    law = at_war(of([]), hits("poland", "germany"), hits("italy", "poland"))
    first, later = hits("poland", "germany"), hits("italy", "poland")
    assert told(law, first, on=SINCE) == [attack("poland", "germany", SINCE)]
    assert set(told(law, later, on=SINCE)) == {
        attack("poland", "germany", SINCE, True),
        attack("italy", "poland", SINCE),
    }
    answer = hits("germany", "poland")
    assert told(law, answer, on=SINCE) == [attack("germany", "poland")]
    assert len(told(law, answer, on=LATER)) == 3
