"""The engine's side of the page: what the worker in the browser calls. Texts in, JSON out, no traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, urlencode

from engine.interfaces.atlas.atlas_replies import ATLAS
from engine.interfaces.page.days_page import days_page, told_by_day
from engine.interfaces.page.page_words import in_words
from engine.output.report.report_page import report
from engine.question.query import requested
from engine.question.sentence import looks_like_question, parse_question
from engine.world import World, shipped
from treaties.vocabulary.days import day_of
from treaties.vocabulary.errors import CasusError

Fields = dict[str, list[str]]


def begin() -> str:
    """Load the law, so that the first question need not."""
    return json.dumps({"corpus": shipped().corpus.hash})


def page(query: str) -> str:
    """The page that answers a question: `page` is HTML, `query` the question with its day; else `error`, one line.

    >>> told = json.loads(page("victim=South+Korea&by=North+Korea&on=2026-01-01&rounds=1"))
    >>> told["page"][:15], told["query"]
    ('<!doctype html>', 'victim=South+Korea&by=North+Korea&on=2026-01-01&rounds=1')
    >>> json.loads(page("victim=Polnad"))["error"]
    'no state is called `Polnad`...'
    """
    return _safe(lambda: _page(query))


def data(query: str) -> str:
    """The answer to a question as the command line's JSON, under `data`; else `error`, one line."""
    return _safe(lambda: _data(query))


def atlas(query: str) -> str:
    """What the atlas asks: `name` says what of, the other fields are those of the request; else `error`, one line."""
    return _safe(lambda: _atlas(query))


def _page(query: str) -> dict[str, Any]:
    given = _fields(query)
    if given.get("until"):
        told = told_by_day(shipped(), given)
        return {"query": query, "title": f"{told.scenario.title}: day by day", "page": days_page(shipped(), told)}
    query = urlencode(pinned(shipped(), given), doseq=True)
    answer = _answer(query)
    return {"query": query, "title": answer.title, "page": report(answer)}


def _data(query: str) -> dict[str, Any]:
    given = _fields(query)
    if given.get("until"):
        return {"query": query, "data": told_by_day(shipped(), given).to_dict()}
    query = urlencode(pinned(shipped(), given), doseq=True)
    return {"query": query, "data": _answer(query).to_dict()}


def _atlas(query: str) -> dict[str, Any]:
    given = _fields(query)
    return ATLAS[given.pop("name", [""])[-1]](shipped(), given)


def _fields(query: str) -> Fields:
    return parse_qs(query, max_num_fields=200)


def _safe(say: Callable[[], dict[str, Any]]) -> str:
    try:
        found = say()
    except CasusError as error:
        found = {"error": in_words(error).strip()}
    except ValueError as error:
        found = {"error": str(error).strip()}
    except Exception as error:
        print(f"casus: {type(error).__name__}: {error}", file=sys.stderr)
        found = {"error": "this question could not be worked out"}
    return json.dumps(found, ensure_ascii=False, default=str)


@lru_cache(maxsize=2)
def _answer(query: str) -> Any:
    return shipped().answer(requested(parse_qs(query)))


def pinned(world: World, given: Fields) -> Fields:
    """The fields with the day they were asked on, so that a link asks the same tomorrow.

    >>> sorted(pinned(shipped(), {"victim": ["Norway"]}))
    ['on', 'victim']
    >>> pinned(shipped(), {"victim": ["If Norway is attacked on 2026-01-01, who is drawn in?"]}).get("on")
    >>> pinned(shipped(), {"victim": ["Norway"], "on": ["July 1914"]})["on"]
    ['1914-07-01']
    """
    if given.get("scenario") or not given.get("victim"):
        return given
    words = given["victim"][-1]
    if looks_like_question(words):
        said = parse_question(words, world.corpus)
        if said.day is not None and not said.day.relative:
            return given
        if said.day is not None:
            return {**given, "victim": [said.question(world.corpus)]}
    return {**given, "on": [day_of(given["on"][-1] if given.get("on") else None).isoformat()]}
