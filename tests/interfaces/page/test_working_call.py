"""A call that is refused comes back on the page as a link to the call that works."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from engine.interfaces.page.replies import reply
from engine.world import World

REFUSED = {
    "a misspelt state": {"victim": ["Polnad"], "by": ["Russia"]},
    "a misspelt state asked about": {"victim": ["Poland"], "must": ["Frence"]},
    "a state of another day": {"victim": ["Estonia"], "on": ["1950-01-01"]},
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_call_is_answered_with_one_that_works(
    world: World, case: str
) -> None:
    status, _, body = reply(world, "/api/page", REFUSED[case])
    found = json.loads(body)
    (offered,) = found["offered"]
    assert (status, offered["call"]) == (400, True)
    given = {
        n: v if isinstance(v, list) else [v] for n, v in offered["arguments"].items()
    }
    assert reply(world, "/api/page", given)[0] == 200


def test_the_front_page_links_the_call_that_works(world: World) -> None:
    _, _, html = reply(world, "/", REFUSED["a misspelt state"])
    line = html.partition('<span class="offer">Try: <a href="')[2]
    address = line.partition('"')[0].replace("&amp;", "&")
    assert parse_qs(urlsplit(address).query)["victim"] == ["Poland"]
    assert line.partition(">")[2].startswith("Poland; by Russia")


def test_a_sentence_is_offered_as_before(world: World) -> None:
    asked = {"victim": ["If Russia attacks Polnad, must France help?"]}
    (offered,) = json.loads(reply(world, "/api/page", asked)[2])["offered"]
    assert "call" not in offered
