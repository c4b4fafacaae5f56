"""Replies to addresses that ask about the law alone, at the front and under `/api/`."""

from __future__ import annotations

import json

from engine.interfaces.page.replies import reply
from engine.world import shipped

OWES = {"kind": ["owes"], "must": ["Germany, Poland"], "on": ["2026-01-01"]}


def test_the_front_answers_what_a_state_owes_without_an_attack() -> None:
    status, kind, text = reply(
        shipped(), "/", {"victim": ["What does Germany owe Poland?"]}
    )
    assert (status, kind) == (200, "text/html")
    assert "<h1>Germany must help if Poland is" in text
    assert "In return Poland owes Germany" in text


def test_the_api_gives_the_json_of_what_is_owed() -> None:
    status, _, text = reply(shipped(), "/api/ask", OWES)
    found = json.loads(text)
    assert (status, found["state"], found["toward"]) == (200, "germany", "poland")
    gone = OWES | {"without": ["teu-42-7-2007"]}
    less = json.loads(reply(shipped(), "/api/ask", gone)[2])
    treaties = {p["treaty"] for p in found["owed"]} - {
        p["treaty"] for p in less["owed"]
    }
    assert treaties == {"teu-42-7-2007"}


def test_what_the_law_alone_cannot_use_is_refused_at_an_address() -> None:
    for more, fault in (
        ({"by": ["Russia"]}, "leave out `--by`"),
        ({"fields": ["on"]}, "leave out `full` and `fields`"),
    ):
        status, _, text = reply(shipped(), "/api/ask", OWES | more)
        assert status == 400
        assert fault in json.loads(text)["error"]
