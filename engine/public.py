"""The public names of the library, which `engine` imports on demand."""

from engine.analysis.comparison import compare
from engine.analysis.conflict_list import conflicts, standing_conflicts
from engine.analysis.firebreak_sets import firebreaks
from engine.analysis.pledges import owes
from engine.analysis.probability.odds import odds
from engine.analysis.supports_list import supports
from engine.analysis.weighing import weigh
from engine.answer import Answer
from engine.games.forms import play
from engine.question.query import Query
from engine.record.grounds import Ground
from engine.record.rows import StateVerdict
from engine.record.verdict import Status
from engine.sweep.scan import Scan, scan
from engine.world import World, ask

__all__ = [
    "Answer",
    "Ground",
    "Query",
    "Scan",
    "StateVerdict",
    "Status",
    "World",
    "ask",
    "scan",
]
__all__ += [
    "compare",
    "conflicts",
    "firebreaks",
    "odds",
    "owes",
    "play",
    "standing_conflicts",
    "supports",
    "weigh",
]
