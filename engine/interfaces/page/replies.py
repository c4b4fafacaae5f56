"""What stands at each address: a world, a path and its fields in, a status, a kind and a text out."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from engine.interfaces.atlas.atlas_replies import ATLAS, HEAVY
from engine.interfaces.page.days_page import days_page, told_by_day
from engine.interfaces.page.first_page import fault_page, first_page
from engine.interfaces.page.form import form
from engine.interfaces.page.page_words import in_words
from engine.output.report.report_page import report
from engine.question.query import requested
from engine.world import World, shipped
from treaties.vocabulary.errors import CasusError

Fields = Mapping[str, list[str]]
Reply = tuple[HTTPStatus, str, str]
"""Status, media type, text."""
HTML, JSON = "text/html", "application/json"


def is_heavy(path: str, given: Fields) -> bool:
    """Whether an address asks for a whole answer."""
    name = path.removeprefix("/api/")
    # A long or a many-sided question may take long even where only its first round is wanted.
    long = sum(len(v) for vs in given.values() for v in vs) > 300 or set(given) - {"victim", "by", "on", "at"}
    return name in ("ask", "why", *HEAVY) or (name == "once" and bool(long)) or (path == "/" and _asks(given))


def prepared(world: World | None) -> World:
    """The world of a process that answers: the shipped one where none is given."""
    return world if world is not None else shipped()


def reply(world: World, path: str, given: Fields) -> Reply:
    """The answer to a request; a fault is one line, in the form of that address."""
    try:
        return content(world, path, given)
    except CasusError as error:
        return fault(world, HTTPStatus.BAD_REQUEST, in_words(error), path, given)
    except MemoryError:
        return fault(world, HTTPStatus.UNPROCESSABLE_ENTITY, MUCH, path, given)
    except Exception as error:
        print(f"casus: {type(error).__name__}: {error}", file=sys.stderr)
        text = "this question could not be worked out"
        return fault(world, HTTPStatus.INTERNAL_SERVER_ERROR, text, path, given)


OF_JSON = ("full", "fields")
"""What `/api/ask` takes beside a question: how much of the answer's JSON to give."""
MUCH = "this question needs more work than this page may do; look fewer rounds ahead"


def content(world: World, path: str, given: Fields) -> Reply:
    """What stands at an address; raises `CasusError` for a question that can't be understood."""
    if path == "/":
        if not _asks(given):
            return HTTPStatus.OK, HTML, first_page(world, date.today())
        if _by_day(given):
            return HTTPStatus.OK, HTML, days_page(world, told_by_day(world, given), served=form(world, {}))
        return HTTPStatus.OK, HTML, report(world.answer(requested(given)), served=form(world, given))
    if path == "/api/ask" and _by_day(given):
        return HTTPStatus.OK, JSON, as_json(told_by_day(world, given).to_dict())
    if path == "/api/ask":
        answer = world.answer(requested({k: v for k, v in given.items() if k not in OF_JSON}))
        picked = [p.strip() for text in given.get("fields", ()) for p in text.split(",") if p.strip()]
        full = any(v.strip() for v in given.get("full", ()))
        return HTTPStatus.OK, JSON, as_json(answer.to_dict(full=full, fields=picked))
    if path == "/api/why":
        of = given.get("state", [""])[-1]
        if not of:
            raise CasusError("no `state` is named", remedy="say of whom: ?state=NAME")
        answer = world.answer(requested({k: v for k, v in given.items() if k != "state"}))
        return HTTPStatus.OK, JSON, as_json(answer.why(of).to_dict())
    if path.startswith("/api/") and (told := ATLAS.get(path.removeprefix("/api/"))):
        return HTTPStatus.OK, JSON, as_json(told(world, given))
    if path == "/api/readings":
        rows = [{"id": r.id, "name": r.name, "gist": r.gist} for r in world.readings]
        return HTTPStatus.OK, JSON, as_json({"schema": 1, "rows": rows})
    return fault(world, HTTPStatus.NOT_FOUND, NOTHING, path, {})


NOTHING = "nothing is here; try /, /api/ask, /api/why or /api/readings"


def fault(world: World, status: HTTPStatus, text: str, path: str, given: Fields) -> Reply:
    """One line that says what is wrong, as JSON or above the form."""
    if path.startswith("/api/"):
        return status, JSON, as_json({"schema": 1, "error": text})
    return status, HTML, fault_page(world, text, given)


def as_json(data: Any) -> str:
    """JSON on one line."""
    return json.dumps(data, ensure_ascii=False, default=str) + "\n"


def _by_day(given: Fields) -> bool:
    return any(v.strip() for v in given.get("until", ()))


def _asks(given: Fields) -> bool:
    return any(v.strip() for vs in given.values() for v in vs)
