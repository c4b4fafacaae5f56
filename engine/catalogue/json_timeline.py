"""The JSON of a timeline, as models: what is written, the published schema and an assistant's shapes are read off them."""

from __future__ import annotations

from pydantic import Field

from engine.output.json_models import LawJson
from engine.output.json_parts import Document, Shape


class EntryJson(Shape):
    """One duty between a state and others over one span."""

    since: str
    until: str | None = Field(description="The first day after; null where it still binds.")
    direction: str = Field(description="`owes` or `is owed`.")
    duty: str
    treaty: str
    article: str
    others: list[str]
    verified: bool


class TimelineJson(Document):
    """What one state owed and was owed over time, in the order of first days."""

    law: LawJson
    state: str
    entries: list[EntryJson]
