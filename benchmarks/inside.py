"""What one process measures of the engine that stands first in its path; `run.py` starts it for one commit or another.

    python benchmarks/inside.py TASK RESULT [WORDS ...]

`counts` runs a verb and counts derivations and steps; `parts` times one question part by part; `warm` asks in a process
that has asked before, and sweeps a day. The result is written to a file as JSON.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path
from time import process_time
from typing import Any

BEGUN = process_time()
"""What the interpreter took."""
DAY = "2026-01-01"


def verb(words: list[str]) -> None:
    """Run the command line."""
    sys.argv = ["casus", *words]
    import casus_foederis  # noqa: F401
    import cli

    with redirect_stdout(io.StringIO()), suppress(SystemExit):
        cli.main()


def counts(words: list[str]) -> dict[str, int]:
    """How often a world was derived for a verb, and the steps of the largest derivation."""
    import casus_foederis  # noqa: F401
    from engine.labels import labels

    steps: list[int] = []
    plain = labels.Labels.__init__

    def counted(self: Any, record: Any, *given: Any, **more: Any) -> None:
        steps.append(len(record.steps))
        plain(self, record, *given, **more)

    labels.Labels.__init__ = counted  # type: ignore[method-assign]
    verb(words)
    return {"solves": len(steps), "steps": max(steps, default=0)}


def parts(words: list[str]) -> dict[str, float]:
    """Milliseconds of one question by part: interpreter, libraries, own imports, law, cascade, labels, text."""
    import networkx  # noqa: F401
    import pydantic  # noqa: F401
    import typer  # noqa: F401

    libraries = process_time()
    import casus_foederis  # noqa: F401
    import cli  # noqa: F401
    import engine.interfaces.commands.ask_verbs
    import engine.output.answer_document
    import engine.question.sentence  # noqa: F401
    from engine.cascade import cascade
    from engine.labels import labels
    from engine.setting import graph
    from engine.world import World

    imports = process_time()
    World.load()
    loaded = process_time()
    spent = {"law": loaded - imports, "cascade": 0.0, "labels": 0.0}

    def timed(kind: Any, name: str, part: str) -> None:
        plain: Callable[..., Any] = getattr(kind, name)

        def run(*given: Any, **more: Any) -> Any:
            start = process_time()
            result = plain(*given, **more)
            spent[part] += process_time() - start
            return result

        setattr(kind, name, run)

    timed(graph.ObligationGraph, "__init__", "law")
    timed(cascade.Cascade, "run", "cascade")
    timed(labels.Labels, "__init__", "labels")
    verb(words)
    rest = process_time() - imports - sum(spent.values())
    found = {
        "interpreter": BEGUN,
        "libraries": libraries - BEGUN,
        "own imports": imports - libraries,
        **spent,
    }
    return {
        k: round(1e3 * v, 1)
        for k, v in {**found, "reading, verdicts and text": rest}.items()
    }


def warm() -> dict[str, float]:
    """Milliseconds of questions with rows and text, the least of five, and microseconds of a sweep."""
    import casus_foederis  # noqa: F401
    from engine.sweep.plan import Plan
    from engine.sweep.work import run_chunk
    from engine.world import World
    from treaties.loading.hot_spots import load_hot_spots

    world = World.load()

    def asked(**given: Any) -> float:
        start = process_time()
        str(world.ask(**given))
        return 1e3 * (process_time() - start)

    found = {}
    for name, victim, by in (
        ("seed", "north-korea", "ukraine"),
        ("estonia", "estonia", "russia"),
    ):
        found[name] = min(asked(victim=victim, by=by, on=DAY) for _ in range(5))
    start = process_time()
    for spot in load_hot_spots():
        str(world.ask(spot.question, on=DAY))
    found["hot spots"] = 1e3 * (process_time() - start)
    for name, days in (
        ("sweep, a pair and day", (DAY,)),
        ("sweep of 25 days, a pair", _quiet_days()),
    ):
        plan = Plan(days)
        start, pairs = process_time(), 0
        for chunk in plan.chunks():
            pairs += len(run_chunk(plan, chunk))
        found[name] = 1e6 * (process_time() - start) / pairs * len(days)
    return {k: round(v, 1) for k, v in found.items()}


def _quiet_days() -> tuple[str, ...]:
    """Twenty-five days between which the law does not change."""
    from datetime import date, timedelta

    return tuple(str(date(2021, 5, 1) + timedelta(n)) for n in range(25))


def reach() -> dict[str, float]:
    """Milliseconds of a bare search for who is linked to Estonia by promises of help, and how many are."""
    from datetime import date

    import casus_foederis  # noqa: F401
    from engine.setting.graph import ObligationGraph
    from treaties.loading.corpus import load_corpus

    near: dict[str, list[str]] = {}
    for obligor, owed, clause in ObligationGraph(
        load_corpus(), date.fromisoformat(DAY)
    ).graph.edges(data="clause"):
        if clause.obligation.duty.drawn_in:
            near.setdefault(owed, []).append(obligor)
    start = process_time()
    for _ in range(100):
        seen, todo = {"estonia"}, ["estonia"]
        while todo:
            for state in near.get(todo.pop(), ()):
                if state not in seen:
                    seen.add(state)
                    todo.append(state)
    return {"ms": 10 * (process_time() - start), "states": len(seen) - 1}


if __name__ == "__main__":
    task, result, *rest = sys.argv[1:]
    made = globals()[task](rest) if task in ("counts", "parts") else globals()[task]()
    Path(result).write_text(json.dumps(made), encoding="utf-8")
