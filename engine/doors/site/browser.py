"""The engine's side of the page: what the worker in the browser calls. Texts in, JSON out, no traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, urlencode

from engine.doors.page.query_fields import asked
from engine.forms.report.report_page import report
from engine.sentence import looks_like_question, parse_question
from engine.world import World, shipped
from treaties.errors import CasusError

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

    def told(query: str, answer: Any) -> dict[str, Any]:
        return {"query": query, "title": answer.title, "page": report(answer)}

    return _told(query, told)


def data(query: str) -> str:
    """The answer to a question as the command line's JSON, under `data`; else `error`, one line."""
    return _told(query, lambda query, answer: {"query": query, "data": answer.to_dict()})


def _told(query: str, say: Callable[[str, Any], dict[str, Any]]) -> str:
    try:
        given = pinned(shipped(), parse_qs(query, max_num_fields=200))
        query = urlencode(given, doseq=True)
        found = say(query, _answer(query))
    except (CasusError, ValueError) as error:
        found = {"error": str(error).strip()}
    except Exception as error:
        print(f"casus: {type(error).__name__}: {error}", file=sys.stderr)
        found = {"error": "this question could not be worked out"}
    return json.dumps(found, ensure_ascii=False, default=str)


@lru_cache(maxsize=2)
def _answer(query: str) -> Any:
    return asked(shipped(), parse_qs(query))


def pinned(world: World, given: Fields) -> Fields:
    """The fields with the day they were asked on, so that a link asks the same tomorrow.

    >>> sorted(pinned(shipped(), {"victim": ["Norway"]}))
    ['on', 'victim']
    >>> pinned(shipped(), {"victim": ["If Norway is attacked on 2026-01-01, who is drawn in?"]}).get("on")
    """
    if given.get("on") or given.get("scenario") or not given.get("victim"):
        return given
    words = given["victim"][-1]
    if looks_like_question(words) and "on" in parse_question(words, world.corpus):
        return given
    return {**given, "on": [date.today().isoformat()]}
