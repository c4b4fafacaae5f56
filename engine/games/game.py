"""Played games: each move is a question under the law of its day, compared with the previous one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from engine.answer import Answer
from engine.catalogue.game_files import checked_moves
from engine.games.deeds import Done, HeldDeed, held_against, told_of
from engine.games.ladder import Rung, rungs_of
from engine.games.move_words import MoveWords
from engine.question.moves import MadeMove, after_moves, judged_by
from engine.question.query import Query
from engine.ruling.difference import (
    Changes,
    JudgedBy,
    changes_between,
    duties_of,
)
from engine.ruling.ruling import Owed
from engine.world import World
from treaties.models.corpus import Corpus
from treaties.models.scenario import Scenario
from treaties.vocabulary.errors import CasusError


@dataclass(frozen=True)
class PlayedMove:
    """The answer after one move of a game, compared with the answer before it."""

    number: int
    """The number of the move, from 1."""
    made: MadeMove
    answer: Answer = field(repr=False)
    changes: Changes = field(repr=False)
    judged: JudgedBy
    """What each state has judged for itself so far."""
    deeds: tuple[HeldDeed, ...]
    """Refusals, performances, requests and judgements in this move, compared with duties."""
    refused: frozenset[tuple[str, str, str]]
    """Refusals so far: the state, the treaty (empty for any), and the beneficiary."""
    done: tuple[Done, ...] = ()
    """Conduct without legal effect."""

    @cached_property
    def duties(self) -> tuple[Owed, ...]:
        """Every duty triggered so far."""
        return duties_of(self.answer, self.judged)

    @cached_property
    def words(self) -> MoveWords:
        """The two lines of text for the move."""
        return MoveWords(self.answer, self.changes, self.deeds)


@dataclass(frozen=True)
class Game:
    """A game after all its moves have been played."""

    scenario: Scenario
    moves: tuple[PlayedMove, ...]
    corpus: Corpus = field(repr=False)

    def move(self, number: int | None) -> PlayedMove:
        """Return a move by number; the last if `number` is None.

        Raises `CasusError` for an unknown move.
        """
        if number is None:
            return self.moves[-1]
        if not 1 <= number <= len(self.moves):
            raise CasusError(
                f"there is no move {number}",
                remedy=f"the moves are 1 to {len(self.moves)}",
            )
        return self.moves[number - 1]

    @cached_property
    def rungs(self) -> tuple[Rung, ...]:
        """The rows of the ladder: what each state is bound to after each move."""
        steps = [(m.answer, m.duties, m.refused) for m in self.moves]
        return rungs_of(steps)


def played(world: World, game: Scenario) -> Game:
    """Play a game: ask one question for each move, under the law of its day.

    Args:
        world: the law and the readings.
        game: a scenario with moves.

    Raises `CasusError` with a line for each fault in the moves.

    >>> from engine.world import shipped
    >>> game = played(shipped(), shipped().corpus.scenario("cuba-1962"))
    >>> game.moves[0].number, len(game.moves) == len(game.scenario.moves)
    (1, True)
    """
    if not game.moves:
        raise CasusError(
            f"`{game.title or game.id}` has no moves",
            remedy="`casus new scenario FILE STATE STATE --on DATE` begins a file that has some",
        )
    made = checked_moves(game, world.corpus)
    moves: list[PlayedMove] = []
    for number in range(1, len(made) + 1):
        before = moves[-1] if moves else None
        moves.append(_played(world, game, made[:number], before))
    return Game(game, tuple(moves), world.corpus)


def _played(
    world: World, game: Scenario, made: Sequence[MadeMove], before: PlayedMove | None
) -> PlayedMove:
    """One more move."""
    asked = Query.of(scenario=after_moves(game, made))
    answer, judged = world.answer(asked), judged_by(made)
    changes = changes_between(
        before.answer if before else None,
        answer,
        before.judged if before else None,
        judged,
    )
    last = made[-1]
    refused = before.refused if before else frozenset()
    refusing = {by for by, _, _ in refused}
    deeds = held_against(answer, last, duties_of(answer, judged), refusing)
    refused = frozenset(r for r in refused if not _taken_back(r, deeds))
    refused |= {(d.by, d.treaty, b) for d in deeds if d.refuses for b in d.toward}
    since = before.made.move.day if before else None
    done = told_of(game, world.corpus, last.move, since)
    return PlayedMove(len(made), last, answer, changes, judged, deeds, refused, done)


def _taken_back(refused: tuple[str, str, str], deeds: Sequence[HeldDeed]) -> bool:
    """Whether a state performs now what it refused before."""
    by, treaty, toward = refused
    return any(
        d.performs and d.by == by and toward in d.toward and d.treaty in ("", treaty)
        for d in deeds
    )
