"""The question as a value: what every door asks is one list of fields, and every change of the law is one function."""

from __future__ import annotations

import inspect
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from engine import ask
from engine.question.query import FIELDS, Query, requested
from engine.world import World
from tests import FIXTURES, HOME, MADE_UP
from treaties.models.case import Case
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError
from validation.cases.findings import answer_of

NEW = HOME / "treaties" / "data" / "1946-1990" / "us-rok-1953.toml"


def test_the_library_lists_every_field_one_by_one() -> None:
    for function in (World.ask, ask):
        listed = set(inspect.signature(function).parameters) - {
            "self",
            "limit",
            "budget",
            "horizon",
        }
        assert listed == set(FIELDS)
    assert set(Query.__dataclass_fields__) == set(FIELDS)


def test_a_request_is_the_same_question(world: World) -> None:
    asked = requested(
        {
            "victim": ["Norway"],
            "by": ["Russia, Belarus"],
            "on": ["2026-01-01"],
            "rounds": ["1"],
        }
    )
    assert asked == Query.of(
        victim="Norway", by=["Russia", "Belarus"], on="2026-01-01", rounds=1
    )
    told = world.ask("Norway", by=["Russia", "Belarus"], on=date(2026, 1, 1), rounds=1)
    assert world.answer(asked).to_dict() == told.to_dict()


@pytest.mark.parametrize("field", ["with_", "law", "corpus", "limit"])
def test_a_request_has_no_word_of_files(field: str) -> None:
    with pytest.raises(CasusError, match=f"`{field}` is no field"):
        requested({"victim": ["Norway"], field: ["x"]})


def test_the_law_of_a_question_is_that_of_a_world(world: World) -> None:
    by_world = world.without("us-rok-1953").ask(
        "South Korea", by="North Korea", on="2026-01-01", rounds=1
    )
    by_field = world.ask(
        "South Korea",
        by="North Korea",
        on="2026-01-01",
        rounds=1,
        without="us-rok-1953",
    )
    assert by_world.to_dict() == by_field.to_dict()
    back = world.without("us-rok-1953").ask(
        "South Korea", by="North Korea", on="2026-01-01", rounds=1, with_=NEW
    )
    assert (
        back["USA"].status
        == world.ask("South Korea", by="North Korea", on="2026-01-01", rounds=1)[
            "USA"
        ].status
    )


def test_outside_law_in_the_library_as_on_the_command_line(world: World) -> None:
    spec = f"atop:{MADE_UP / 'atop-members.csv'}"
    more = world.with_law(spec)
    assert len(more.corpus.treaties) > len(world.corpus.treaties)
    assert more.corpus.hash == world.under(Query.of(law=spec)).corpus.hash
    with pytest.raises(CasusError, match="outside the coverage"):
        more.ask("South Korea", on="2026-01-01")
    with pytest.raises(CasusError, match="cannot be asked as law"):
        world.with_law(f"cow:{FIXTURES / 'cow_by_member.csv'}")


def test_a_case_may_add_to_the_law(law: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "us-rok-1953.toml"
    path.write_text(NEW.read_text(encoding="utf-8"), encoding="utf-8")
    case: Case = law.cases[0]
    bare = law.without("us-rok-1953")
    more = case.scenario.law.model_copy(update={"with_": (str(path),)})
    added = case.model_copy(
        update={"scenario": case.scenario.model_copy(update={"law": more})}
    )
    assert "us-rok-1953" not in {t.id for t in answer_of(case, bare).corpus.treaties}
    assert "us-rok-1953" in {t.id for t in answer_of(added, bare).corpus.treaties}


NAMED = """title = "A scenario in names"
on = {day}

[[events]]
kind = "armed-attack"
by = "{by}"
against = ["Poland"]
"""


def test_a_scenario_file_names_states_as_the_command_line_does(
    world: World, tmp_path: Path
) -> None:
    path = tmp_path / "named.toml"
    path.write_text(NAMED.format(day="1939-09-17", by="USSR"), encoding="utf-8")
    event = world.ask(scenario=path, rounds=1).scenario.events[0]
    assert (event.by, event.against) == (("russia",), ("poland",))


@pytest.mark.parametrize(
    ("day", "by", "words"),
    [
        (
            "2026-01-01",
            "Soviet Union",
            "Russia was called so from 1922-12-30 to 1991-12-25; say `Russia`",
        ),
        ("2026-01-01", "Prussia", "say `Germany`"),
        ("2026-01-01", "Sardinia", "say `Italy`"),
        ("2026-01-01", "south-yemen", "`yemen` stood in its place then"),
        ("1975-01-01", "Yemen", "may be any state of `north-yemen`, `south-yemen`"),
        ("1939-01-01", "Austria", "no state called `Austria` existed on 1939-01-01"),
        ("2026-01-01", "Congo", "may be any state of `republic-of-the-congo`"),
        ("2026-01-01", "Korea", "may be any state of `north-korea`, `south-korea`"),
        ("1900-01-01", "Colombi", "did you mean `colombia`"),
    ],
)
def test_a_name_in_a_scenario_file_fits_its_day(
    world: World, tmp_path: Path, day: str, by: str, words: str
) -> None:
    path = tmp_path / "named.toml"
    path.write_text(NAMED.format(day=day, by=by), encoding="utf-8")
    with pytest.raises(CasusError, match=rf"named.toml:6: events.0.by: .*{words}"):
        world.ask(scenario=path)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"scenario": "july-1914", "on": "1914-07-01"},
            "begins on 1914-07-23; name that day or a later one",
        ),
        (
            {"victim": "Norway", "suppose": {"sate-of-war:*": True}},
            "did you mean `state-of-war:\\*`",
        ),
        (
            {"victim": "Norway", "suppose": "hamas=yes"},
            "no question is called `hamas`; `casus questions`",
        ),
        (
            {"victim": "Norway", "suppose": ["a:*=yes", "a:*=no"]},
            r"`a:\*=yes` and `a:\*=no` contradict each other",
        ),
        (
            {"victim": "Norway", "on": datetime(2026, 1, 1, 12)},
            "`on` is not understood",
        ),
        ({"victim": "Norway", "rounds": True}, "`rounds` is not understood"),
        (
            {"victim": "Norway", "group": "\0"},
            r"`\\x00` holds a control character; write the name of the group",
        ),
        (
            {"victim": "Norway", "also": ["Russia>Poland"] * 250},
            "251 events are more than 250",
        ),
        (
            {"victim": "Norway", "with_": [NEW, NEW]},
            "two treaties called `us-rok-1953` are added",
        ),
        (
            {"victim": "Norway", "with_": [NEW]},
            "a treaty called `us-rok-1953` is in the law already",
        ),
    ],
)
def test_what_is_not_there_is_never_passed_over(
    given: dict[str, Any], words: str
) -> None:
    with pytest.raises(CasusError, match=words):
        ask(**given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"by": ("Russia", "Russia")}, "`russia` is named twice"),
        ({"by": ("Russia", "RUS")}, "`russia` is named twice"),
        ({"victim": ("Estonia", "Estonia")}, "`estonia` is named twice"),
        ({"also": "Russia>Estonia"}, "one event is given twice"),
        ({"also": ("China>Japan", "China>Japan")}, "one event is given twice"),
        ({"suppose": "performs:nowhere=yes"}, "no question is called"),
        ({"without": "locarno-1926"}, "no treaty is called"),
    ],
)
def test_what_would_change_nothing_is_an_error(
    given: dict[str, Any], words: str, world: World
) -> None:
    with pytest.raises(CasusError, match=re.escape(words)):
        world.ask(
            **(
                {"victim": "Estonia", "by": "Russia", "on": "2026-01-01", "rounds": 1}
                | given
            )
        )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"without": "locarno-1925"}, "less locarno-1925"),
        ({"in_force": "anzus-1951"}, "with anzus-1951"),
        ({"suppose": "strikes:china>japan=yes"}, "Supposed: strikes:china>japan = yes"),
        ({"reading": "charter"}, "Read as "),
        (
            {"background": False},
            "`--no-background` changes nothing: no war between them is known to have been running.",
        ),
        (
            {"public": True},
            "`--as-known-by public` changes nothing owed to Russia and Estonia.",
        ),
    ],
)
def test_what_was_taken_up_is_named_even_where_it_changes_nothing(
    given: dict[str, Any], words: str, world: World
) -> None:
    answer = world.ask(
        **(
            {"victim": "Estonia", "by": "Russia", "on": "2026-01-01", "rounds": 1}
            | given
        )
    )
    assert words in " ".join(answer.text().split())


@pytest.mark.parametrize(
    "given",
    [
        {"victim": "Ukraine", "by": "Russia", "on": "2026-01-01", "background": False},
        {"victim": "Poland", "by": "Germany", "on": "1939-08-30", "public": True},
    ],
)
def test_nothing_is_said_to_change_nothing_where_it_changes_something(
    given: dict[str, Any], world: World
) -> None:
    assert "changes nothing" not in world.ask(**given, rounds=1).text()
