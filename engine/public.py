"""The public names of the library, in one list; `engine` gives them out as they are asked for."""

from engine.analysis import public as public_turning
from engine.analysis.public import *  # noqa: F403
from engine.answer import Answer
from engine.question.query import Query
from engine.sweep.scan import Scan, scan
from engine.verdicts.grounds import Ground
from engine.verdicts.rows import StateVerdict
from engine.verdicts.verdict import Status
from engine.world import World, ask

__all__ = ["Answer", "Ground", "Query", "Scan", "StateVerdict", "Status", "World", "ask", "scan"]
__all__ += public_turning.__all__
