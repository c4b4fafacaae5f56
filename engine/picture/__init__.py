"""Pictures of an answer as SVG: the escalation in rings, a map, a state's duties in time, states against readings."""

from __future__ import annotations

from engine.picture.escalation import draw
from engine.picture.matrix import matrix
from engine.picture.save import save
from engine.picture.timeline import timeline
from engine.picture.worldmap import world_map

__all__ = ["draw", "matrix", "save", "timeline", "world_map"]
