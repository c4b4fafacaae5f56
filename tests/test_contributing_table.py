"""The table of CONTRIBUTING.md, followed: a new kind is told in at most three places, and what follows from them works."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from tomllib import loads
from typing import Literal

import pytest

from engine.cascade import conditions, triggers
from engine.cascade.outcomes import Context, Outcome, failed, needs
from engine.forms import style
from engine.interfaces.assistant.tools import NAMED
from engine.interfaces.commands.grouped_help import HEADINGS, examples
from engine.output import failures
from engine.output.owing import must
from engine.record import question_ids
from engine.verdicts import grounds
from tests import HOME
from tests.cascade.test_rules_of_law import NEW, does, happens, hits, pact
from tests.support.each import each
from tests.support.reasons import in_words
from tests.support.worlds import of
from treaties.models.conditions import Strict
from treaties.vocabulary.terms import Duty, EventKind, Nature, Rank, Trigger

MOST = 3
SOURCES = {
    p.relative_to(HOME): p.read_text(encoding="utf-8")
    for top in ("engine", "treaties", "validation")
    for suffix in ("py", "js")
    for p in (HOME / top).rglob(f"*.{suffix}")
}


def rows() -> dict[str, tuple[str, str]]:
    """The table: by what is new its room and its places."""
    text = (HOME / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = (
        line.strip("| ").split(" | ")
        for line in text.splitlines()
        if line.startswith("| ")
    )
    return {cells[0]: (cells[1], cells[2]) for cells in found if len(cells) == 3}


KINDS = (
    "condition",
    "duty",
    "kind of event",
    "kind of failure",
    "kind of question",
    "rank of an instrument",
    "trigger",
)
DOORS = ("verb", "tool of the assistant", "form of an answer", "preference of verdicts")


@each("new", [*KINDS, *DOORS])
def test_a_row_names_at_most_three_places_that_exist(new: str) -> None:
    room, places = rows()[new]
    assert len(places.split("; ")) <= MOST
    for path in re.findall(r"`([a-z_/]+\.(?:py|js|toml|md))`", f"{room}; {places}"):
        assert (HOME / path).exists(), path


class Stormy(Strict):
    """An invented condition."""

    kind: Literal["stormy"] = "stormy"


def stormy(_: Stormy, ctx: Context) -> Outcome:
    if ctx.event.kind is EventKind.BLOCKADE:
        return failed("calm", ctx.event.actor)
    return needs(ctx.questions.put("storm", ctx.event.actor))


def test_a_condition_with_its_question_and_its_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(conditions._MEANING, Stormy, stormy)
    kind = question_ids.QuestionKind(
        "storm", "Does {a} come by storm?", "{a} storms", "{a} strolls", Nature.FACT
    )
    monkeypatch.setitem(question_ids.kinds(), "storm", kind)
    monkeypatch.setitem(
        failures.wordings(), "calm", {"text": "{a} comes in calm weather"}
    )
    plain = pact("italy", "germany")
    (only,) = plain.obligations
    law = of(
        [
            plain.model_copy(
                update={
                    "obligations": (
                        only.model_copy(update={"conditions": (Stormy(),)}),
                    )
                }
            )
        ]
    )
    asked = happens(law, NEW, hits("poland", "germany"))
    assert str(asked["italy"].at_once.status) == "conditional"
    assert [
        q.claim(False) for q in asked.assignments.questions if q.kind == "storm"
    ] == ["Poland strolls"]
    calm = happens(law, NEW, does("blockade", "poland", "germany"))
    assert "Poland comes in calm weather" in {
        in_words(b) for b in calm["italy"].blocked
    }


WORDS_OF_LAW = {
    "armed-attack",
    "attacker",
    "attackers",
    "force",
    "in-area",
    "in-force",
    "request",
    "state-of-war",
}
"""Wordings whose names are words of the law too."""
TOLD_APART = {"lawful-defence", "performs", "rule", "strikes", "unprovoked"}
"""Kinds of which answers say more than of others: what carries a war further, and what bars help."""


@each("wording", sorted({*question_ids.kinds()} - WORDS_OF_LAW - TOLD_APART))
def test_a_kind_of_question_is_named_in_few_places(wording: str) -> None:
    named = [p for p, text in SOURCES.items() if f'"{wording}"' in text]
    assert len(named) <= MOST, named


@pytest.mark.parametrize(
    "kind",
    ["cyber-attack", "sabotage", "unrest", "abstains", "waiver", "council-measures"],
)
def test_a_kind_of_event_is_named_in_few_places(kind: str) -> None:
    member = EventKind(kind).name
    named = [
        p
        for p, text in SOURCES.items()
        if f"EventKind.{member}" in text or f'"{kind}"' in text
    ]
    assert len(named) <= MOST, named


def test_duties_are_listed_in_one_table() -> None:
    """The table has every duty in the order of strength, and no module has a list of its own."""
    table = loads(
        (HOME / "treaties" / "vocabulary" / "duties.toml").read_text(encoding="utf-8")
    )
    assert list(table) == ["any", *map(str, Duty)]
    assert {key for row in table.values() for key in row} <= {*Duty.__annotations__}
    assert {*style._DUTIES} <= {"any", *Duty}, "a look without a duty"
    lists = [
        f"{path}:{node.lineno}"
        for path, text in SOURCES.items()
        if path.suffix == ".py" and "Duty." in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict)
        if sum(
            _is_duty(x)
            for x in (node.keys if isinstance(node, ast.Dict) else node.elts)
        )
        > 2
    ]
    assert lists == []


def _is_duty(node: ast.expr | None) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Duty"
    )


@pytest.mark.parametrize(
    "duty", ["not-lend-territory", "no-separate-peace", "not-ally-against"]
)
def test_a_duty_is_named_in_few_places(duty: str) -> None:
    member = Duty(duty).name
    named = [
        p
        for p, text in SOURCES.items()
        if f"Duty.{member}" in text or f'"{duty}"' in text
    ]
    assert len(named) <= MOST, named
    assert must(Duty(duty)) == Duty(duty).meaning


def test_triggers_are_told_apart_in_one_table() -> None:
    """The table names triggers and attributes of `Trigger` alone, and each that an event calls has one rule."""
    table = loads(
        (HOME / "treaties" / "vocabulary" / "triggers.toml").read_text(encoding="utf-8")
    )
    assert {*table} <= {"any", *Trigger}
    assert {key for row in table.values() for key in row} == {*Trigger.__annotations__}
    assert {*triggers._SET_OFF} == {t for t in Trigger if not t.standing}


@pytest.mark.parametrize("trigger", ["insurrection", "mobilisation"])
def test_a_trigger_touches_two_files_of_code(trigger: str) -> None:
    member = Trigger(trigger).name
    named = [
        p
        for p, text in SOURCES.items()
        if f"Trigger.{member}" in text or f'{member} = "{trigger}"' in text
    ]
    assert named == [
        Path("engine/cascade/triggers.py"),
        Path("treaties/vocabulary/terms.py"),
    ]


@pytest.mark.parametrize("rank", ["unilateral", "statute"])
def test_a_rank_is_named_in_few_places(rank: str) -> None:
    member = Rank(rank).name
    named = [
        p
        for p, text in SOURCES.items()
        if f"Rank.{member}" in text or f'"{rank}"' in text
    ]
    assert len(named) <= MOST, named
    assert Rank(rank).meaning
    assert not Rank(rank).binding


@each("verb", [v for verbs in HEADINGS.values() for v in verbs])
def test_a_verb_is_named_in_few_places_of_the_command_line(verb: str) -> None:
    own = {
        p: text
        for p, text in SOURCES.items()
        if "commands" in p.parts or p.name == "cli.py"
    }
    named = [
        p
        for p, text in own.items()
        if f'"{verb}"' in text or re.search(rf"^def {verb}_?\(", text, re.M)
    ]
    assert 0 < len(named) <= MOST, named
    assert verb == "help" or examples()[verb].startswith("casus ")


@each("tool", NAMED)
def test_a_tool_is_named_in_few_places(tool: str) -> None:
    named = [
        p
        for p, text in SOURCES.items()
        if re.search(rf"(answering|browsing)\.{tool}\b|def {tool}\(world", text)
    ]
    assert len(named) <= MOST, named


def test_the_preference_of_verdicts_stands_in_one_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = pact("italy", "germany")
    (fight,) = plain.obligations
    talk = fight.model_copy(update={"duty": Duty.CONSULT, "article": "9"})
    law = of([plain.model_copy(update={"obligations": (fight, talk)})])
    assert happens(law, NEW, hits("poland", "germany"))["italy"].duty is fight.duty
    before = grounds.precedence
    monkeypatch.setattr(
        grounds,
        "precedence",
        lambda duty, v: (duty is not Duty.CONSULT, *before(duty, v)),
    )
    assert happens(law, NEW, hits("poland", "germany"))["italy"].duty is Duty.CONSULT
