"""The JSON of a timeline, as models: what is written, the published schema and an assistant's shapes are read off them."""

from __future__ import annotations

from engine.catalogue.timeline import Entry
from engine.output.json_models import LawJson
from engine.output.json_parts import Document


class TimelineJson(Document):
    """What one state owed and was owed over time, in the order of first days."""

    law: LawJson
    state: str
    entries: list[Entry]
