"""The bottom line: the states asked about, the first lines, who is bound to nothing, the other side and the next step."""

from __future__ import annotations

from engine.output.first_lines import beside, first_lines, within
from engine.output.state_text import asked_about
from engine.output.unbound_text import no_help_line, unbound_line
from engine.verdicts.kept import kept
from engine.verdicts.solution import Solution


@kept
def bottom_line(solution: Solution) -> tuple[str, ...]:
    """Write the sentences that every form leads with.

    >>> from engine import ask
    >>> print(bottom_line(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))[1])
    Nobody is bound to fight.
    """
    asked = asked_about(solution, solution.scenario.about)
    lines = first_lines(solution, sum(len(s.split()) for s in asked))
    lead = (s for s in lines if within(s) not in (a.partition(": ")[2] for a in asked))
    return tuple(
        filter(
            None,
            (
                *asked,
                *lead,
                no_help_line(solution),
                unbound_line(solution),
                *beside(solution),
            ),
        )
    )
