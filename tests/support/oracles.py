"""Other people's reasoners, asked the same question: clingo for supports, ProbLog for odds."""

from __future__ import annotations

import signal
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

Support = frozenset[tuple[str, bool]]


def clingo_supports(program: str, state: str) -> set[Support]:
    """The subset-minimal sets of open answers under which a state is drawn in, by clingo's domain heuristic."""
    import clingo

    control = clingo.Control(
        [
            "0",
            "--heuristic=Domain",
            "--enum-mode=domRec",
            "-c",
            f'state="{state}"',
            "--warn=none",
        ],
        logger=lambda *_: None,
    )
    control.add("base", [], program)
    control.ground([("base", [])])
    found: set[Support] = set()

    def keep(model: clingo.Model) -> None:
        shown = model.symbols(shown=True)
        found.add(
            frozenset(
                (s.arguments[0].string, s.name == "yes")
                for s in shown
                if s.name in ("yes", "no")
            )
        )

    control.solve(on_model=keep)
    return found


def clingo_finds_another(program: str, state: str, known: set[Support]) -> bool:
    """Whether the state can be drawn in without any of the known supports."""
    import clingo

    from engine.export.clingo import literal

    barred = "".join(f":- {', '.join(map(literal, sorted(s)))}.\n" for s in known)
    control = clingo.Control(["1", "-c", f'state="{state}"'], logger=lambda *_: None)
    control.add("base", [], program + barred)
    control.ground([("base", [])])
    return bool(control.solve().satisfiable)


class TooSlow(Exception):
    """The other reasoner did not end in time: breaking cycles takes ProbLog exponential time in some worlds."""


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Stop what takes longer, where the system can; raises `TooSlow`."""
    if seconds is None or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TooSlow

    former = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


def problog_odds(program: str, *, seconds: float | None = None) -> Mapping[str, float]:
    """What ProbLog makes of a program: the probability of each queried state; raises `TooSlow` where it does not end."""
    limit = sys.getrecursionlimit()
    with warnings.catch_warnings(), within(seconds):
        warnings.simplefilter("ignore")
        from problog import get_evaluatable
        from problog.program import PrologString

        try:
            result = get_evaluatable().create_from(PrologString(program)).evaluate()
        finally:
            # ProbLog raises it for good.
            sys.setrecursionlimit(limit)
    return {str(term.args[0]).strip("'"): float(p) for term, p in result.items()}
