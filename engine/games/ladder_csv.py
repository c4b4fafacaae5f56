"""CSV of the ladder: one row for each move, one column for each state."""

from __future__ import annotations

import csv
import io

from engine.games.game import Game


def ladder_csv(game: Game) -> str:
    """Return what each state is bound to after each move, as CSV."""
    states = [(s, rung.cells) for rung in game.rungs for s in rung.states]
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["move", "day", "title", *(s for s, _ in states)])
    for n, move in enumerate(game.moves):
        made = move.made.move
        cells = [str(fate[n]) for _, fate in states]
        rows.writerow([move.number, made.day.isoformat(), made.title, *cells])
    return out.getvalue()
