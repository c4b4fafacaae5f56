"""The tables of an answer: its states, their duties, their verdicts under each reading, and the open questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from engine.findings.explanation import who_decides
from engine.findings.findings import Findings
from engine.forms.result import pick_attributes
from engine.forms.table import Table, columns, keys, table
from engine.record.facts import Derivation

if TYPE_CHECKING:
    import networkx as nx


DAY = columns("on:date year:int")
CODES = columns("ccode:int gwcode:int iso3")
DYAD = columns("ccode1:int gwcode1:int ccode2:int gwcode2:int")
VERDICT = columns("status duty events:int judgements:int")

STATES = (
    DAY
    | columns("state name")
    | CODES
    | columns(
        "status link duty events:int judgements:int round:int at_once_status at_once_duty"
    )
    | columns("treaty article atopid:int beneficiary verified:flag warrant")
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
        "treaty article rank atopid:int duty at_once:flag at_once_status round:int"
    )
    | columns(
        "status events:int judgements:int supports:int truncated:flag verified:flag warrant phrase"
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


def tables(answer: Findings) -> Mapping[str, Callable[[], Table]]:
    """Return the tables of an answer, as functions by the name of the table; calling one builds the table."""
    made: dict[
        str, tuple[Mapping[str, str], Callable[[Findings], Iterator[Mapping[str, Any]]]]
    ] = {
        "states": (STATES, lambda a: iter(a.rows)),
        "duties": (GROUNDS, lambda a: (r for r in _grounds(a) if r["at_once"])),
        "grounds": (GROUNDS, _grounds),
        "readings": (READINGS, _readings),
        "questions": (QUESTIONS, _questions),
    }
    return {
        n: lambda c=c, f=f: table(c, f(answer), **about(answer))  # type: ignore[misc]
        for n, (c, f) in made.items()
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


def _grounds(answer: Findings) -> Iterator[dict[str, Any]]:
    each = [(row, j) for row in answer.rows for j in row.judged]
    each.sort(key=lambda x: (x[1].at_once.duty is None, x[1].at_once.status.order))
    for row, j in each:
        g, v, first = j.ground, j.verdict, j.at_once
        given = [a for a in g.adversaries if a in answer.setting.attacking]
        cells = pick_attributes(
            GROUNDS,
            v.distance,
            v,
            g,
            row,
            g.clause,
            g.clause.treaty,
            g.clause.obligation,
        ) | day(answer)
        cells |= who(answer, row.state, "1") | who(answer, g.beneficiary, "2")
        cells |= {
            "adversary": next(iter((*given, *g.adversaries)), None),
            "adversaries": len(g.adversaries),
        }
        cells |= {
            "atopid": next(iter(g.clause.treaty.atop.ids), None),
            "duty": str(v.duty or g.duty),
        }
        cells |= {
            "at_once": first.duty is not None,
            "at_once_status": str(first.status),
            "supports": len(v.supports),
        }
        yield cells


def _readings(answer: Findings) -> Iterator[dict[str, Any]]:
    for row in answer.rows:
        for r in answer.readings:
            v = row.by_reading[r.id]
            cells = pick_attributes(READINGS, v.distance, v, row) | {
                "reading": r.id,
                "reading_name": r.name,
            }
            yield cells | day(answer) | who(answer, row.state)


def _questions(answer: Findings) -> Iterator[dict[str, Any]]:
    for q in answer.questions:
        yield (
            pick_attributes(QUESTIONS, q)
            | day(answer)
            | {"question": q.id, "decider": who_decides(answer, q)}
        )


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
    for row in answer.rows:
        for ground, v in ((j.ground, j.verdict) for j in row.judged):
            data = pick_attributes(EDGE, v.distance, v, ground) | {
                "duty": str(v.duty or ground.duty)
            }
            g.add_edge(row.state, ground.beneficiary, ground.clause.key, **data)
    return g


def derivation_graph(record: Derivation) -> nx.DiGraph[str]:
    """Return the graph of the derivation: facts and steps are its nodes. An edge leads from each premise to the step
    that uses it, and from each step to the fact that it proves.

    Nodes carry `node` (`fact` or `step`). Facts also carry `kind`, `round` and `label`; steps carry `rule` and
    `answers`, the answers to questions that they assume. One of its steps suffices to prove a fact, while a step needs
    all of its premises. The ancestors of a fact are therefore everything that it may rest on, and its descendants
    everything that may rest on it.

    >>> from engine import ask
    >>> g = derivation_graph(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1).record)
    >>> import networkx as nx
    >>> nx.is_bipartite(g), "attacked(north-korea, south-korea)" in g
    (True, True)
    """
    import networkx as nx

    g: nx.DiGraph[str] = nx.DiGraph()
    for fact, round_ in record.rounds.items():
        g.add_node(
            str(fact), node="fact", kind=fact.kind, round=round_, label=str(fact)
        )
    for n, step in enumerate(record.steps):
        text = ", ".join(f"{q}={'yes' if yes else 'no'}" for q, yes in step.literals)
        g.add_node(
            f"step {n}", node="step", rule=step.rule, answers=text, label=step.rule
        )
        g.add_edge(f"step {n}", str(step.head))
        g.add_edges_from((str(b), f"step {n}") for b in step.body)
    return g
