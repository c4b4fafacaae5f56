"""The tables of an answer: its states, their grounds, their verdicts by reading, and the questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from engine.findings.explanation import who_decides
from engine.findings.findings import Findings
from engine.forms.table import Table, columns, keys, table
from engine.output.result import taken
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
"""One row a state. `treaty` to `warrant` tell of the ground of the verdict, `link` of what links it; `round` 0 is a
principal, or nothing due.
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
"""One row a duty, those bound at once first: obligor (1), beneficiary (2), one adversary and how many there are.
`at_once` says whether it is due on the events as given, `at_once_status` how firmly; `status` to `judgements` are the
verdict in the end, `supports` counts the ways.
"""

READINGS = (
    DAY | columns("state name") | CODES | columns("reading reading_name") | VERDICT
)
"""One row a state and reading."""

QUESTIONS = DAY | columns("question text nature decider presumed")
"""One row an open question, nearest first."""


def tables(answer: Findings) -> Mapping[str, Callable[[], Table]]:
    """Gather the tables of an answer by name."""
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
    """Give the context that a table needs: question, day, reading, law."""
    read = answer.asked.id if answer.asked else ""
    return {
        "title": answer.title,
        "on": str(answer.setting.on),
        "reading": read,
        "corpus": answer.corpus.hash,
    }


def day(answer: Findings) -> dict[str, Any]:
    """Give the columns of the day of an answer."""
    return {"on": answer.setting.on, "year": answer.setting.on.year}


def who(answer: Findings, state: str, suffix: str = "") -> dict[str, Any]:
    """Give the codes of a state on the day of an answer.

    Args:
        answer: the answer.
        state: the id of the state.
        suffix: `1` or `2` for one state of a dyad; empty for a state alone.

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
        cells = taken(
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
            cells = taken(READINGS, v.distance, v, row) | {
                "reading": r.id,
                "reading_name": r.name,
            }
            yield cells | day(answer) | who(answer, row.state)


def _questions(answer: Findings) -> Iterator[dict[str, Any]]:
    for q in answer.questions:
        yield (
            taken(QUESTIONS, q)
            | day(answer)
            | {"question": q.id, "decider": who_decides(answer, q)}
        )


EDGE = ("treaty", "article", "duty", "status", "events", "judgements", "round")
"""What an edge of the duties carries."""


def duties_graph(answer: Findings) -> nx.MultiDiGraph[str]:
    """Make the graph of duties, obligor to beneficiary, keyed by clause.

    Nodes carry `status`; edges `duty`, `status`, `events`, `judgements`, `round`. All values are scalars.
    """
    import networkx as nx

    g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in answer.rows:
        g.add_node(row.state, name=row.name, status=str(row.status), round=row.round)
    for row in answer.rows:
        for ground, v in ((j.ground, j.verdict) for j in row.judged):
            data = taken(EDGE, v.distance, v, ground) | {
                "duty": str(v.duty or ground.duty)
            }
            g.add_edge(row.state, ground.beneficiary, ground.clause.key, **data)
    return g


def derivation_graph(record: Derivation) -> nx.DiGraph[str]:
    """Make the graph of the derivation: facts and steps as nodes, an edge from each fact to the steps it bears, and
    from a step to its fact.

    Nodes carry `node` (`fact` or `step`); facts also `kind`, `round` and `label`, steps `rule` and `answers`, the
    answers that they rest on. A fact holds by any one of its steps, a step only by all of its facts: so what a fact
    can rest on at all are its ancestors, and what a fact bears on are its descendants.

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
