"""What the page knows of one article and of one reading."""

from __future__ import annotations

from typing import Any

from engine.output.owing import mark
from engine.output.result import taken
from engine.verdicts.broken import permanently_neutral
from engine.verdicts.grounds import Ground, weight
from treaties.models.reading import Reading


def reading_record(r: Reading, answers: dict[str, int], sources: list[int], *, moves: bool) -> dict[str, Any]:
    """A reading: whose it is, what it answers and lowers, by the page's numbers, and whether it changes anything."""
    told = taken(("id", "name", "when", "who", "where", "gist"), r) | {"answers": answers}
    told["lowers"] = [[x.treaty, x.article, str(x.duty)] for x in r.lowers]
    return told | {"sources": sources, "treaties": list(r.treaties), "moves": moves}


def clause_record(ground: Ground) -> dict[str, Any]:
    """The article of a ground as it is cited."""
    clause = ground.clause
    t, o = clause.treaty, clause.obligation
    told: dict[str, Any] = {
        "k": clause.key,
        "label": clause.label,
        "t": t.id,
        "name": t.name,
        "title": t.title,
        "a": o.article,
    }
    told |= taken(("duty", "gist", "phrase"), o)
    told |= {"signed": str(t.signed), "since": str(t.since or ""), "note": o.note, "mark": mark(clause)}
    told |= {"binds": t.rank.binding, "neutral": permanently_neutral(clause), "rank": str(t.rank)}
    return told | {"weight": weight(ground)}
