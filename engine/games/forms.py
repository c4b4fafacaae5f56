"""Output forms of a played game: text, JSON, CSV, a page, and a sheet for each player."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.games.game import Game, played
from engine.games.game_text import game_text, move_text
from engine.games.json_game import game_json, move_json
from engine.games.ladder_csv import ladder_csv
from engine.games.ladder_page import ladder_page
from engine.games.sheet import Sheet, sheet
from engine.world import World
from treaties.models.scenario import Scenario


@dataclass(frozen=True)
class ToldGame(Game):
    """A played game with its output forms. Its text has two lines for each move."""

    def __str__(self) -> str:
        return game_text(self)

    def text(self, move: int | None = None) -> str:
        """Return the game, or one of its moves in full, as text.

        Args:
            move: the number of the move, from 1; None for the whole game.

        Raises `CasusError` for an unknown move.
        """
        return str(self) if move is None else move_text(self, self.move(move))

    def to_dict(self, move: int | None = None) -> dict[str, Any]:
        """Return the game, or one of its moves, as JSON data.

        Args:
            move: the number of the move, from 1; None for the whole game.

        Raises `CasusError` for an unknown move.
        """
        made = game_json(self) if move is None else move_json(self.move(move))
        return made.to_dict()

    @property
    def csv(self) -> str:
        """The ladder (what each state is bound to after each move) as CSV: one row for each move, one column for each
        state.
        """
        return ladder_csv(self)

    @property
    def page(self) -> str:
        """The ladder (what each state is bound to after each move) as a self-contained HTML page."""
        return ladder_page(self)

    def sheet(self, state: str | int, move: int | None = None) -> Sheet:
        """Return the sheet of a player.

        Args:
            state: the player's state, by any name or code.
            move: the number of the move after which the sheet applies; the last by default.

        Raises `CasusError` for a state that did not exist on the day, or an unknown move.
        """
        return sheet(self, state, move)


def play(world: World, game: Scenario | str) -> ToldGame:
    """Play a game move by move, deriving what each move changes in the duties of every state.

    Args:
        world: the law and the readings.
        game: a scenario with moves, or the id of a shipped one.

    Raises `CasusError` with a line for each fault in the moves.

    >>> from engine.world import shipped
    >>> july = play(shipped(), "july-1914")
    >>> print(july.moves[4].words.changed)
    France must help the Russian Empire militarily (Franco-Russian Convention, Art. 1.2). Belgium, Luxembourg and Switzerland must stay neutral.
    >>> july.sheet("France", 5).standing
    'You must fight.'
    """
    scenario = world.corpus.scenario(game) if isinstance(game, str) else game
    return ToldGame(**vars(played(world, scenario)))
