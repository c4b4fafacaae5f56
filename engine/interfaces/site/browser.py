"""Functions that the worker of the static site calls in the browser: texts in, JSON out, without tracebacks."""

from __future__ import annotations

import json
from http import HTTPStatus
from urllib.parse import parse_qs

from engine.interfaces.page.replies import fault, reply
from engine.world import shipped


def begin() -> str:
    """Load the law in advance, so that the first question is faster."""
    return json.dumps({"corpus": shipped().corpus.hash})


def api(name: str, query: str) -> str:
    """Return the JSON that the server of `casus serve` would return at `/api/NAME`; an error is a one-line `error`.

    >>> found = json.loads(api("page", "victim=South+Korea&by=North+Korea&on=2026-01-01&rounds=1"))
    >>> found["page"][:15], found["query"]
    ('<!doctype html>', 'victim=South+Korea&by=North+Korea&on=2026-01-01&rounds=1')
    >>> json.loads(api("page", "victim=Polnad"))["error"]
    'no state is called `Polnad`...'
    """
    try:
        given = parse_qs(query, max_num_fields=200)
    except ValueError as error:
        return fault(HTTPStatus.BAD_REQUEST, str(error))[2]
    return reply(shipped(), f"/api/{name}", given)[2]
