"""A played game with its forms: text, JSON, CSV, the ladder as a page, and a sheet for each player."""

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
    """A game with all of its forms; its text has two lines for each move."""

    def __str__(self) -> str:
        return game_text(self)

    def text(self, move: int | None = None) -> str:
        """Tell the game, or one of its moves in full.

        Args:
            move: the number of the move, from 1; the whole game where left out.

        Raises `CasusError` for a move that there is not.
        """
        return str(self) if move is None else move_text(self, self.move(move))

    def to_dict(self, move: int | None = None) -> dict[str, Any]:
        """Give the JSON form of the game, or of one of its moves.

        Args:
            move: the number of the move, from 1; the whole game where left out.

        Raises `CasusError` for a move that there is not.
        """
        made = game_json(self) if move is None else move_json(self.move(move))
        return made.to_dict()

    @property
    def csv(self) -> str:
        """The ladder (the table of moves and duties) as CSV: a row for each move, a column for each state."""
        return ladder_csv(self)

    @property
    def page(self) -> str:
        """The ladder (the table of moves and duties) as a self-contained HTML page."""
        return ladder_page(self)

    def sheet(self, state: str | int, move: int | None = None) -> Sheet:
        """Make the sheet of a player.

        Args:
            state: the state of the player, by any name or code.
            move: the number of the move after which it holds; the last where left out.

        Raises `CasusError` for a state that did not exist then, and for a move that there is not.
        """
        return sheet(self, state, move)


def play(world: World, game: Scenario | str) -> ToldGame:
    """Play a game move by move: what each move changes of what every state owes.

    Args:
        world: the law and the readings.
        game: a scenario with moves, or the id of a shipped one.

    Raises `CasusError` with a line for each thing that is wrong with a move.

    >>> from engine.world import shipped
    >>> july = play(shipped(), "july-1914")
    >>> print(july.moves[4].words.changed)
    France must help the Russian Empire militarily (Franco-Russian Convention, Art. 1.2). Belgium, Luxembourg and
    Switzerland must stay out.
    >>> july.sheet("France", 5).standing
    'You must fight.'
    """
    scenario = world.corpus.scenario(game) if isinstance(game, str) else game
    return ToldGame(**vars(played(world, scenario)))
