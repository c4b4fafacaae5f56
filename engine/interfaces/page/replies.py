"""Replies to requests: from a world, a path and its fields to a status, a media type and a text.

The local server and the worker of the static site use them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

from engine.answer import Answer
from engine.forms.svg import esc
from engine.interfaces.atlas.duty_web import FIRST, web
from engine.interfaces.atlas.first_round import bottom, once
from engine.interfaces.page.front import ASSETS, asset, served_front
from engine.interfaces.remedies import remedies
from engine.output.report.report_page import report
from engine.question.query import requested
from engine.question.sentence import parse_question
from engine.question.short_address import fields_of_address
from engine.question.topic import LawAlone
from engine.question.vocabulary import looks_like_question
from engine.world import World, shipped
from treaties.vocabulary.days import day_of, spoken_day
from treaties.vocabulary.errors import CasusError

if TYPE_CHECKING:
    from engine.games.forms import ToldGame

Fields = dict[str, list[str]]
Reply = tuple[HTTPStatus, str, str]
"""A status, a media type and a text."""
IN_SHORT = {"victim", "by", "on", "at"}
"""The fields that a short address can express."""
HTML, JSON = "text/html", "application/json"
OF_JSON = ("full", "fields")
"""Parameters of `/api/ask` besides the question: how much JSON to return."""
MUCH = "this question needs more work than this page may do; look fewer rounds ahead"
NOTHING = "nothing is here; try /, /api/ask, /api/why or /api/readings"
NO_FAULT = '<p id="fault" role="alert"></p>'


def is_heavy(path: str, given: Fields) -> bool:
    """Return whether a request needs a full answer."""
    name = path.removeprefix("/api/")
    # A long or a many-sided question may take long even where only its first round is wanted.
    long = sum(len(v) for vs in given.values() for v in vs) > 300 or set(given) - {
        "victim",
        "by",
        "on",
        "at",
    }
    return (
        name in ("ask", "why", "page", "bottom")
        or (name == "once" and bool(long))
        or (path == "/" and bool(given))
    )


def prepared(world: World | None) -> World:
    """Return the world with which a process answers questions: the given one, or the shipped one."""
    return world if world is not None else shipped()


def reply(world: World, path: str, given: Fields) -> Reply:
    """Return the reply to a request; an error is one line of JSON, or a line above the form of the front page.

    Args:
        world: the law and the readings.
        path: the path of the address.
        given: the fields of the address, each with its values.
    """
    offered: list[Any] = []
    try:
        return content(world, path, given)
    except CasusError as error:
        status, text = HTTPStatus.BAD_REQUEST, error.wording(remedies("page")).strip()
        offered = error.to_dict().get("offered", []) or _working_call(error)
    except MemoryError:
        status, text = HTTPStatus.UNPROCESSABLE_ENTITY, MUCH
    except Exception as error:
        print(f"casus: {type(error).__name__}: {error}", file=sys.stderr)
        status, text = (
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "this question could not be worked out",
        )
    if path != "/":
        return fault(status, text, offered)
    front = served_front(world, date.today())
    line = esc(text) + "".join(map(_offer, offered))
    return status, HTML, front.replace(NO_FAULT, NO_FAULT.replace("><", f">{line}<"))


def _working_call(error: CasusError) -> list[Any]:
    """The call that works in place of one that was refused, as a question that is offered; empty if there is none."""
    if not error.call:
        return []
    given = json.loads(error.call["arguments"])
    if "question" in given:
        given["victim"] = given.pop("question")
    texts = {
        n: ", ".join([v] if isinstance(v, str) else map(str, v))
        for n, v in given.items()
        if isinstance(v, str | list)
    }
    label = "; ".join(t if n == "victim" else f"{n} {t}" for n, t in texts.items())
    return [{"question": label, "arguments": given, "left_out": [], "call": True}]


def _offer(row: Mapping[str, Any]) -> str:
    """A question that is offered, as a link that asks it by its fields, with the words that it leaves out; a verb that
    answers without an attack as its command line.
    """
    if "command" in row:
        return f'<span class="offer">{esc(row["question"])} <code>{esc(row["command"])}</code></span>'
    address = esc("/?" + urlencode(row["arguments"], doseq=True))
    left = f" Left out: {esc(', '.join(row['left_out']))}." if row["left_out"] else ""
    link = f'<a href="{address}">{esc(row["question"])}</a>'
    opens = "Try" if row.get("call") else "I read"
    return f'<span class="offer">{opens}: {link}{left}</span>'


def content(world: World, path: str, given: Fields) -> Reply:
    """Return the content at an address: the front page, an asset, or a result of the API.

    Args:
        world: the law and the readings.
        path: the path of the address.
        given: the fields of the address, each with its values.

    Raises `CasusError` for a question that cannot be understood.
    """
    if path == "/":
        asked = any(v.strip() for vs in given.values() for v in vs)
        return (
            HTTPStatus.OK,
            HTML,
            page(world, given)["page"] if asked else served_front(world, date.today()),
        )
    if kind := ASSETS.get(path[1:]):
        return HTTPStatus.OK, kind, asset(path[1:])
    found = API.get(path.removeprefix("/api/")) if path.startswith("/api/") else None
    return (
        (HTTPStatus.OK, JSON, as_json(found(world, given)))
        if found
        else fault(HTTPStatus.NOT_FOUND, NOTHING)
    )


def page(world: World, given: Fields) -> dict[str, Any]:
    """Return the page that answers a question, with its title and the question including its day."""
    if _by_move(given):
        game = _game(world, given)
        title = f"{game.scenario.title}: move by move"
        return {
            "query": urlencode(given, doseq=True),
            "title": title,
            "page": game.page,
        }
    query = urlencode(pinned(world, given), doseq=True)
    try:
        answer = _answer(world, query)
    except LawAlone as alone:
        found = _of_law(world, given, alone)
        return {"query": query, "title": found.verdict, "page": _law_page(found)}
    short = _short(world, answer) if set(given) <= IN_SHORT else ""
    head = {"query": query, "short": short, "title": answer.title}
    return head | {"page": report(answer)}


def _short(world: World, answer: Answer) -> str:
    """The short address of an answer; empty for one under another law than the page's."""
    return answer.address if answer.corpus.hash == world.corpus.hash else ""


def _of_law(world: World, given: Fields, alone: LawAlone) -> Any:
    """Answer a question about the law alone: what a state owes, which of two treaties binds harder, or when one binds."""
    from engine.analysis.pledges import law_answer

    corpus = world.under(requested(given)).corpus
    return law_answer(corpus, alone.topic, alone.on)


def _law_page(found: Any) -> str:
    """Write a result without an attack as one self-contained HTML page."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    title = f"<title>{esc(found.verdict)}</title>"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8">{head}{title}'
        f"<h1>{esc(found.verdict)}</h1>{found._repr_html_()}</html>\n"
    )


def _ask(world: World, given: Fields) -> dict[str, Any]:
    if _by_move(given):
        return _game(world, given).to_dict()
    question = {k: v for k, v in given.items() if k not in OF_JSON}
    try:
        answer = _answer(world, urlencode(question, doseq=True))
    except LawAlone as alone:
        if len(question) < len(given):
            raise CasusError(
                f"`{alone.topic.kind}` has no answer to cut",
                remedy=f"leave out {' and '.join(f'`{n}`' for n in OF_JSON)}",
            ) from None
        whole: dict[str, Any] = _of_law(world, given, alone).to_dict()
        return whole
    picked = [
        p.strip()
        for text in given.get("fields", ())
        for p in text.split(",")
        if p.strip()
    ]
    found: dict[str, Any] = answer.to_dict(
        full=any(v.strip() for v in given.get("full", ())), fields=picked
    )
    return found


def _why(world: World, given: Fields) -> Any:
    of = given.get("state", [""])[-1]
    if not of:
        raise CasusError("no `state` is named", remedy="name it: ?state=NAME")
    return (
        world.answer(requested({k: v for k, v in given.items() if k != "state"}))
        .why(of)
        .to_dict()
    )


def _readings(world: World, given: Fields) -> dict[str, Any]:  # noqa: ARG001
    return {
        "schema": 1,
        "rows": [{"id": r.id, "name": r.name, "gist": r.gist} for r in world.readings],
    }


def _web(world: World, given: Fields) -> dict[str, Any]:
    found = day_of(
        next((t.strip() for t in reversed(given.get("on", ())) if t.strip()), None)
    )
    if found < FIRST:
        raise CasusError(
            f"{found} is before all that is known here",
            remedy=f"name a day from {FIRST} on",
        )
    return web(world, found)


API: Mapping[str, Callable[[World, Fields], Any]] = {
    "ask": _ask,
    "bottom": lambda world, given: bottom(world, requested(given)),
    "once": lambda world, given: once(world, requested(given)),
    "page": page,
    "readings": _readings,
    "web": _web,
    "why": _why,
}
"""The functions behind `/api/`, by name."""


def fault(status: HTTPStatus, text: str, offered: Sequence[Any] = ()) -> Reply:
    """Return a reply with a one-line error and the questions that may have been meant.

    Args:
        status: the status of the reply.
        text: the error.
        offered: each question, with the words that it leaves out.
    """
    more = {"offered": list(offered)} if offered else {}
    return status, JSON, as_json({"schema": 1, "error": text} | more)


def as_json(data: Any) -> str:
    """Return data as JSON on one line."""
    return json.dumps(data, ensure_ascii=False, default=str) + "\n"


@lru_cache(maxsize=2)
def _answer(world: World, query: str) -> Answer:
    return world.over_time(requested(parse_qs(query)))


def _by_move(given: Fields) -> bool:
    return any(v.strip() for v in given.get("moves", ()))


def _game(world: World, given: Fields) -> ToldGame:
    """Play the game that a request names."""
    from engine.games.forms import play

    asked = requested({k: v for k, v in given.items() if k != "moves"})
    if not isinstance(asked.scenario, str):
        raise CasusError(
            "only a scenario has moves", remedy="choose one from the first page"
        )
    return play(world.under(asked), asked.scenario)


def pinned(world: World, given: Fields) -> Fields:
    """Return the fields with today's date added if they name no day, so that a link to them keeps its meaning.

    >>> sorted(pinned(shipped(), {"victim": ["Norway"]}))
    ['on', 'victim']
    >>> pinned(shipped(), {"victim": ["If Norway is attacked on 2026-01-01, who is drawn in?"]}).get("on")
    >>> pinned(shipped(), {"victim": ["Norway"], "on": ["July 1914"]})["on"]
    ['July 1914']
    """
    if given.get("scenario") or not given.get("victim"):
        return given
    words = given["victim"][-1]
    if fields_of_address(words):
        return given
    if looks_like_question(words):
        read = parse_question(words, world.corpus)
        if read.day is not None and not read.day.relative:
            return given
        if read.day is not None:
            return {**given, "victim": [read.question(world.corpus)]}
    on = spoken_day(given["on"][-1]) if given.get("on") else None
    within = on and on.last and on.last > on.day and not on.relative
    return (
        given
        if within
        else {**given, "on": [(on.day if on else date.today()).isoformat()]}
    )
