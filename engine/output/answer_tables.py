"""The tables of an answer: its states, their duties, their verdicts under each reading, and the open questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.findings.explanation import who_decides
from engine.findings.findings import Findings
from engine.forms.result import pick_attributes
from engine.forms.table import Columns, Table, Tables, columns, keys, table
from engine.record.grounds import Judged
from engine.record.rows import StateVerdict

if TYPE_CHECKING:
    import networkx as nx


Cells: TypeAlias = Mapping[str, Any]
"""The cells of a row, by column; cells of no column of a table are left out of it."""
Rows: TypeAlias = Callable[[Findings], Iterator[Cells]]

DAY = columns("on:date year:int")
CODES = columns("ccode:int gwcode:int iso3")
DYAD = columns("ccode1:int gwcode1:int ccode2:int gwcode2:int")
VERDICT = columns("status duty events:int judgements:int")

STATES = (
    DAY
    | columns("state name")
    | CODES
    | columns(
        """
        status link duty events:int judgements:int round:int at_once_status at_once_duty
        treaty article atopid:int beneficiary verified:flag warrant
        """
    )
)
"""The columns of the table of states, one row per state. `treaty` to `warrant` describe the duty on which the verdict
rests, `link` the treaty tie between the state and the attacked states. `round` is 0 for a principal and for a state
with no duty.
"""

GROUNDS = (
    DAY
    | columns("state name beneficiary adversary adversaries:int")
    | DYAD
    | columns(
        """
        treaty article rank atopid:int duty at_once:flag at_once_status round:int
        status events:int judgements:int supports:int truncated:flag verified:flag
        warrant phrase
        """
    )
)
"""The columns of the table of duties, one row per duty, duties that bind at once first. Codes ending in 1 belong to the
obligor, in 2 to the beneficiary; one adversary is named, and `adversaries` is their number. `at_once` says whether the
duty is due on the given events, and `at_once_status` its status then; `status` to `judgements` describe the verdict
once every event has happened. `supports` is the number of ways in which the duty can arise.
"""

READINGS = (
    DAY | columns("state name") | CODES | columns("reading reading_name") | VERDICT
)
"""The columns of the table of readings, one row per state and reading."""

QUESTIONS = DAY | columns("question text nature decider presumed")
"""The columns of the table of open questions, one row per question, the one with the nearest effect first."""


def tables(answer: Findings) -> Tables:
    """Return the tables of an answer, as functions by the name of the table; calling one builds the table."""

    def of(columns: Columns, rows: Rows) -> Callable[[], Table]:
        return lambda: table(columns, rows(answer), **about(answer))

    return {
        "states": of(STATES, _states),
        "duties": of(GROUNDS, _due),
        "grounds": of(GROUNDS, _grounds),
        "readings": of(READINGS, _readings),
        "questions": of(QUESTIONS, _questions),
    }


def about(answer: Findings) -> dict[str, str]:
    """Return the context printed with a table: title, day, reading and content hash of the law."""
    read = answer.asked.id if answer.asked else ""
    return {
        "title": answer.title,
        "on": str(answer.setting.on),
        "reading": read,
        "corpus": answer.corpus.hash,
    }


def day(answer: Findings) -> dict[str, Any]:
    """Return the day and the year of an answer, as columns of a table."""
    return {"on": answer.setting.on, "year": answer.setting.on.year}


def who(answer: Findings, state: str, suffix: str = "") -> dict[str, Any]:
    """Return the numeric codes of a state on the day of an answer, as columns of a table.

    Args:
        answer: the answer.
        state: the id of the state.
        suffix: `1` or `2` for a state of a dyad; empty for a state alone.

    >>> from engine import ask
    >>> who(ask("Norway", by="Russia", on="1960-01-01", rounds=1), "norway", "1")
    {'ccode1': 385, 'gwcode1': 385}
    """
    return keys(answer.corpus.states[state], answer.setting.on, suffix)


def _states(answer: Findings) -> Iterator[Cells]:
    yield from answer.rows


def _due(answer: Findings) -> Iterator[Cells]:
    """The duties that are due at once."""
    return (cells for cells in _grounds(answer) if cells["at_once"])


def _grounds(answer: Findings) -> Iterator[Cells]:
    duties = [(row, j) for row in answer.rows for j in row.judged]
    duties.sort(key=lambda x: (x[1].at_once.duty is None, x[1].at_once.status.order))
    for row, j in duties:
        yield _ground(answer, row, j)


def _ground(answer: Findings, row: StateVerdict, judged: Judged) -> Cells:
    """The cells of a duty; `clause` stands in no table and is the key of the duty in the graph."""
    g, v, first = judged.ground, judged.verdict, judged.at_once
    treaty = g.clause.treaty
    sources = v.distance, v, g, row, g.clause, treaty, g.clause.obligation
    given = (a for a in g.adversaries if a in answer.setting.attacking)
    own = {
        "clause": g.clause.key,
        "adversary": next(iter((*given, *g.adversaries)), None),
        "adversaries": len(g.adversaries),
        "atopid": next(iter(treaty.atop.ids), None),
        "duty": str(v.duty or g.duty),
        "at_once": first.duty is not None,
        "at_once_status": str(first.status),
        "supports": len(v.supports),
    }
    dyad = who(answer, row.state, "1") | who(answer, g.beneficiary, "2")
    return pick_attributes(GROUNDS, *sources) | day(answer) | dyad | own


def _readings(answer: Findings) -> Iterator[Cells]:
    for row in answer.rows:
        for reading in answer.readings:
            v = row.by_reading[reading.id]
            named = {"reading": reading.id, "reading_name": reading.name}
            yield {**row, **pick_attributes(VERDICT, v.distance, v), **named}


def _questions(answer: Findings) -> Iterator[Cells]:
    for q in answer.questions:
        own = {"question": q.id, "decider": who_decides(answer, q)}
        yield pick_attributes(QUESTIONS, q) | day(answer) | own


EDGE = ("treaty", "article", "duty", "status", "events", "judgements", "round")
"""The attributes of an edge of the graph of duties."""


def duties_graph(answer: Findings) -> nx.MultiDiGraph[str]:
    """Return the graph of duties: an edge from obligor to beneficiary for each clause, keyed by clause.

    Nodes carry `status`; edges carry `duty`, `status`, `events`, `judgements` and `round`. All values are scalars.
    """
    import networkx as nx

    g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in answer.rows:
        g.add_node(row.state, name=row.name, status=str(row.status), round=row.round)
    for cells in _grounds(answer):
        data = {name: cells[name] for name in EDGE}
        g.add_edge(cells["state"], cells["beneficiary"], cells["clause"], **data)
    return g
