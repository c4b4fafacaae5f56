"""What is offered in place of a sentence reaches every door: as a link of the page, as arguments of a call, as status 2."""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
import typer

import cli
from engine.interfaces.assistant.tools import call
from engine.interfaces.page.front import asset
from engine.interfaces.page.replies import reply
from engine.question.query import requested
from engine.world import World
from treaties.vocabulary.errors import CasusError

TYPED = "If the balloon goes up and Russia attacks Estonia, must Germany help?"
QUESTION = "If Russia attacks Estonia, must Germany help?"
FIELDS = {"victim": "estonia", "by": ["russia"], "must": ["germany"]}


def test_the_page_gives_the_question_with_its_fields(world: World) -> None:
    for name in ("ask", "page", "once"):
        status, _, text = reply(world, f"/api/{name}", {"victim": [TYPED]})
        assert status == 400
        (row,) = json.loads(text)["offered"]
        assert row == {
            "question": QUESTION,
            "arguments": FIELDS,
            "left_out": ["If the balloon goes up and"],
        }


def test_the_front_links_the_question_where_there_are_no_scripts(world: World) -> None:
    _, _, text = reply(world, "/", {"victim": [TYPED]})
    found = re.search(
        r'<p id="fault"[^>]*>.*?<a href="/\?([^"]+)">([^<]+)</a>([^<]*)<', text
    )
    assert found
    assert found[2] == QUESTION
    assert found[3] == " Left out: If the balloon goes up and."
    asked = requested(parse_qs(unescape(found[1])))
    assert (asked.victim, asked.by, asked.must) == (
        ("estonia",),
        ("russia",),
        ("germany",),
    )


@pytest.mark.parametrize("door", ["front.js", "atlas.js"])
def test_the_scripts_show_what_is_offered(door: str) -> None:
    assert "offered(offers, " in asset(door)


def test_a_link_asks_by_the_same_fields() -> None:
    quickjs = pytest.importorskip("quickjs")
    script = asset("atlas.js")
    function = script[script.index("function offered") : script.index("// The atlas:")]
    context = quickjs.Context()
    context.eval(
        """
        class URLSearchParams {
          constructor() { this.all = []; }
          append(name, value) { this.all.push(name + "=" + value); }
          toString() { return this.all.join("&"); }
        }
        const document = { createElement: (tag) => ({
          tag, parts: [], append(...more) { this.parts.push(...more); } }) };
        """
    )
    context.eval(function)
    rows = [
        {
            "question": QUESTION,
            "arguments": FIELDS,
            "left_out": ["If the balloon goes up and"],
        }
    ]
    line: Any = context.eval(
        f"const [l] = offered({json.dumps(rows)}, (q) => '#' + q);"
        "l.parts[0] + l.parts[1].textContent + l.parts[2] + ' ' + l.parts[1].href"
    )
    address = urlencode(FIELDS, doseq=True)
    assert (
        line == f"I read: {QUESTION} Left out: If the balloon goes up and. #{address}"
    )
    assert context.eval("offered(undefined).length") == 0


def test_the_server_gives_arguments_that_are_answered(world: World) -> None:
    with pytest.raises(CasusError) as error:
        call(world, "ask", {"question": TYPED})
    first, second = str(error.value).split("\n")
    assert first == "`balloon goes up` is not understood"
    assert second.startswith(
        f"I read: {QUESTION} Left out: *If the balloon goes up and*. Arguments: {{"
    )
    given = json.loads(second[second.index("{") :])
    text, _ = call(world, "ask", given | {"on": "2026-01-01"})
    assert "Germany must" in text


LAW = "Does China's treaty with North Korea still bind it?"
COMMAND = "casus show sino-dprk-1961"


def test_a_verb_without_an_attack_reaches_the_page(world: World) -> None:
    _, _, text = reply(world, "/api/ask", {"victim": [LAW]})
    (row,) = json.loads(text)["offered"]
    assert row["command"] == COMMAND
    _, _, text = reply(world, "/", {"victim": [LAW]})
    assert f"<code>{COMMAND}</code>" in text


def test_a_verb_without_an_attack_reaches_the_assistant(world: World) -> None:
    with pytest.raises(CasusError) as error:
        call(world, "ask", {"question": LAW})
    line = str(error.value).split("\n")[-1]
    assert "Tool: `show_treaty`. Arguments: " in line
    text, _ = call(world, "show_treaty", json.loads(line[line.index("{") :]))
    assert "1961" in text


def test_a_verb_that_is_chosen_at_a_terminal_is_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "confirm", lambda *_, **__: True)
    assert not cli._run(["ask", LAW])
    assert "Peking Review" in capsys.readouterr().out
