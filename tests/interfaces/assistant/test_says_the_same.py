"""The assistant's server, over its protocol, says of every state what the JSON of the answer says, under every reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from engine.answer import Answer
from engine.interfaces.assistant import notes
from engine.interfaces.assistant.tools import call
from engine.question.query import Query
from engine.world import World, shipped
from tests.output.test_forms_agree import QUESTIONS
from tests.support.sampling import drawn

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from tests.support.each import each
from tools.fuzz_assistant import Client

SAME = (
    "state",
    "name",
    "round",
    "verdict",
    "settled",
    "at_once",
)
"""Fields of a state that the server gives whole, whatever it cuts of the others."""
PAGE = 50
MANY = 30
"""States beyond which the pages of an answer are too many to be asked for one by one here."""


class Remembering(World):
    """A world that keeps its last answer, so that the pages of one list cost one derivation."""

    def over_time(self, asked: Query) -> Answer:
        kept = self.__dict__.setdefault("kept", {})
        if asked not in kept:
            kept.clear()
            kept[asked] = super().over_time(asked)
        found: Answer = kept[asked]
        return found


def serving() -> Client:
    """A client of a server of the shipped law."""
    world = shipped()
    return Client(Remembering(world.corpus, world.readings))


def from_the_server(
    client: Client,
    expected: dict[str, Any],
    question: dict[str, Any],
    *,
    quick: bool = False,
) -> None:
    """Whether every state, and what the answer begins with, is the same from the server as in the whole JSON.

    All pages of its list come over the protocol; `quick`, only the first, and then longer ones from what the server calls.
    """
    left = {s["state"] for s in expected["findings"]["states"]}
    found = [next(pages(client, question))] if quick else []
    for result, text in [*found, *pages(client, question, quick=quick)]:
        left -= the_same(result, text, expected)
    assert not left, sorted(left)


def pages(
    client: Client, question: dict[str, Any], *, quick: bool = False
) -> Iterator[tuple[dict[str, Any], str]]:
    """Every page of the states that the server gives: its data and its text."""
    at, of = 0, 1
    while at < of:
        sent = question | {"detail": True, "limit": PAGE, "offset": at}
        if quick:
            text, data = call(client.world, "ask", sent, whole=True)
        else:
            end = client.call("ask", sent)
            assert not end.refused, end.text
            text, data = end.text, json.loads(end.data)
        result = data["result"]
        yield result, text
        at, of = at + len(result["states"]), result["of"]
        assert result["states"] or not of


def the_same(result: dict[str, Any], text: str, expected: dict[str, Any]) -> set[str]:
    """The states of a page, once each of them, and the first lines, were held against the JSON of the answer."""
    rows = {s["state"]: s for s in expected["findings"]["states"]}
    flat = " ".join(text.split())
    for field in ("question", "says"):
        assert result[field] == expected[field], field
    lost = [a for a in result["says"]["answer"] if notes.plain(a) not in flat]
    assert not lost, lost
    for s in result["states"]:
        assert {f: s[f] for f in SAME} == {f: rows[s["state"]][f] for f in SAME}
        verdict = s["verdict"]
        duty = f": {verdict['duty']}" if verdict["duty"] else ""
        assert f"{s['name']} ({verdict['status']}{duty})" in flat, s["name"]
    return {s["state"] for s in result["states"]}


def explained(
    client: Client, answer: Answer, question: dict[str, Any], state: str
) -> None:
    """Whether `explain` begins with the same status of one state, and proves duties of its own alone."""
    row = answer[state]
    end = client.call("explain", question | {"state": state, "detail": True})
    assert not end.refused, end.text
    result = json.loads(end.data)["result"]
    assert end.text.startswith(f"{row.name}: {row.status}."), row.name
    proved = {p["id"] for p in result["proofs"]}
    assert proved <= {str(j.ground.fact) for j in row.judged}, row.name
    assert bool(proved) == bool(row.judged), row.name


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    made = serving()
    yield made
    made.close()


@each("question", QUESTIONS[1::3], most=4)
def test_the_server_says_the_same(question: str, world: World, client: Client) -> None:
    on, _, rest = question.partition(" ")
    victim, by = rest.split(" < ")
    answer = world.ask(victim, by=by, on=on, rounds=1)
    asked = {"victim": victim, "by": [by], "on": on, "rounds": 1}
    from_the_server(
        client, answer.to_dict(full=True), asked, quick=len(answer.rows) > MANY
    )
    for reading in drawn([r.id for r in answer.readings], 2):
        from_the_server(
            client,
            answer.under(reading).to_dict(full=True),
            asked | {"reading": [reading]},
            quick=True,
        )
    for state in drawn([r.state for r in answer if r.judged], 2):
        explained(client, answer, asked, state)


def test_a_state_told_otherwise_is_found(world: World, client: Client) -> None:
    asked = {"victim": "Serbia", "by": ["Austria-Hungary"], "on": "1914-07-28"}
    answer = world.ask("Serbia", by="Austria-Hungary", on="1914-07-28")
    reading = next(
        r.id
        for r in answer.readings
        if any(row.by_reading[r.id].status is not row.verdict.status for row in answer)
    )
    with pytest.raises(AssertionError):
        from_the_server(
            client,
            answer.to_dict(full=True),
            asked | {"reading": [reading]},
            quick=True,
        )
