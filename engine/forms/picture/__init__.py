"""Pictures of an answer as SVG: the escalation, a map, a state's duties in time, states against readings."""

from __future__ import annotations

from engine.forms.picture.diagram import draw
from engine.forms.picture.duties_in_time import timeline
from engine.forms.picture.embed import snippet
from engine.forms.picture.matrix import matrix
from engine.forms.picture.saving import save
from engine.forms.picture.worldmap import world_map

__all__ = ["draw", "matrix", "save", "snippet", "timeline", "world_map"]
