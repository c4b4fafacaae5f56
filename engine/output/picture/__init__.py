"""Pictures of an answer as SVG: the escalation, a map, states against readings."""

from __future__ import annotations

from engine.output.picture.diagram import draw
from engine.output.picture.saving import save
from engine.output.picture.worldmap import world_map

__all__ = ["draw", "save", "world_map"]
