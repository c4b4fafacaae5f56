"""Resources of the server: addresses and texts of treaties, articles and readings, independent of the protocol."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from engine.catalogue import treaty_text as telling
from engine.interfaces.assistant.browsing_tools import ONE_VOICE
from engine.interfaces.assistant.notes import CAVEAT, clauses, uri
from engine.interfaces.assistant.reply import Reply
from engine.interfaces.assistant.tools import NAMED, call
from engine.world import World
from treaties.models.corpus import Corpus
from treaties.models.edition import edition_line
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError

LISTS, TEMPLATES = sibling_toml(__file__)["lists"], sibling_toml(__file__)["templates"]
INDEX, READINGS, SCENARIOS = (address for address, *_ in LISTS)
_TREATY = re.compile(r"treaty://([^/?#]+)(?:/article/([^/?#]+))?")
_READING = re.compile(r"reading://([^/?#]+)")
_SHAPE = re.compile(r"casus://shape/([a-z_]+)")
LONGEST = 400
MOST = 50
"""The number of articles included with a treaty."""


@dataclass(frozen=True)
class Resource:
    """A resource as the server lists it: its address, name, title and description."""

    uri: str
    name: str
    title: str
    description: str


def listed(law: Corpus) -> list[Resource]:
    """Return every resource: three indexes, each treaty, each reading."""
    found = [Resource(*about) for about in LISTS]
    for t in law.treaties:
        force = (
            f"in force {t.since}{f' to {t.until}' if t.until else ''}"
            if t.since
            else t.unborn
        )
        says = (
            f"Signed {t.signed}, {force}{'' if t.verified else '; dates unverified'}."
        )
        found.append(Resource(uri(t.id), t.id, t.name, says))
    return found + [
        Resource(
            f"reading://{r.id}",
            f"reading {r.id}",
            r.name,
            f"{r.who}{', ' + r.when if r.when else ''}.",
        )
        for r in law.readings
    ]


def read(world: World, address: str) -> list[tuple[str, str]]:
    """Return the resource at an address, as pairs of media type and text.

    Raises `CasusError` if there is none.
    """
    law = world.corpus
    if len(address) > LONGEST:
        raise CasusError(
            "the address is too long", remedy=f"`{INDEX}` lists the treaties"
        )
    if address in (INDEX, READINGS, SCENARIOS):
        rows = {
            INDEX: (
                f"{uri(t.id)}  {t.signed}  {_marked(t.name, t.verified)}"
                for t in law.treaties
            ),
            READINGS: (
                f"reading://{r.id}  {r.when or r.kind}  {_marked(r.who, r.verified)}"
                for r in law.readings
            ),
            SCENARIOS: (f"{s.id}  {s.on}  {s.title}" for s in law.scenarios),
        }
        caveats = (f"CAVEAT: {CAVEAT}",)
        return [
            (
                "text/plain",
                "\n".join([*rows[address], "", *caveats, f"{edition_line(law)}."]),
            )
        ]
    if found := _TREATY.fullmatch(address):
        fields: dict[str, Any] = {"treaty": unquote(found[1])} | (
            {"article": unquote(found[2])} if found[2] else {}
        )
        text, data = call(
            world, "show_treaty", fields | {"detail": True, "limit": MOST}, whole=True
        )
        return [
            ("text/plain", text),
            ("application/json", json.dumps(data, ensure_ascii=False)),
        ]
    if found := _READING.fullmatch(address):
        r = law.reading(unquote(found[1]))
        named = [(t, o.article) for t in r.treaties for o in law.treaty(t).obligations]
        reply = Reply(
            law,
            telling.tell(r.id, law),
            {},
            [ONE_VOICE],
            articles=lambda _: clauses(law, named).values(),
        )
        return [("text/plain", reply.settled("reading")[0])]
    if (found := _SHAPE.fullmatch(address)) and found[1] in NAMED:
        shape = json.dumps(NAMED[found[1]].output_schema, ensure_ascii=False)
        return [("application/schema+json", shape)]
    raise CasusError(
        f"nothing is at `{address[:80]}`",
        remedy=f"`{INDEX}` lists the treaties, and each has its articles below it",
    )


def _marked(text: str, verified: bool) -> str:
    return text if verified else f"{text} [unverified]"
