"""Game files: scenarios with moves, with all their faults at once."""

from __future__ import annotations

from pathlib import Path

from engine.question.facts import Doing
from engine.question.moves import MadeMove, read_moves, refuse
from engine.record.question_ids import checked
from treaties.loading.assembly import load_file, load_own
from treaties.models.corpus import Corpus
from treaties.models.scenario import Scenario
from treaties.support.mending import Loc
from treaties.vocabulary.errors import CasusError, DataError, Problem


def load_game(name: str, corpus: Corpus) -> Scenario:
    """Load a game from a `.toml` file, or a shipped scenario by id.

    Args:
        name: the file, or the id.
        corpus: the law, which supplies names.

    Raises `DataError` with all faults of a file, `UnknownName` for an unknown id.

    >>> from treaties.loading.corpus import load_corpus
    >>> len(load_game("july-1914", load_corpus()).moves)
    12
    """
    if not name.endswith(".toml"):
        return corpus.scenario(name)
    path = Path(name)
    problems = problems_of_game(path, corpus)
    try:
        (game,) = load_own([path], Scenario, corpus)
    except DataError as error:
        problems = [*error.problems, *problems]
    if problems:
        raise DataError(sorted(dict.fromkeys(problems)))
    return game


def problems_of_game(path: Path, corpus: Corpus) -> list[Problem]:
    """Return the faults in a game file that concern acts written in words. Other faults are not looked for.

    Args:
        path: the file.
        corpus: the law, which supplies names.
    """
    game, text, _ = load_file(path, Scenario, questions=corpus.questions, named=corpus)
    if game is None:
        return []
    return [text.problem(at, fault) for at, fault in _faults(game, corpus)[1]]


def checked_moves(game: Scenario, corpus: Corpus) -> tuple[MadeMove, ...]:
    """Return every move of a game with its acts parsed, after a check that the law can ask the questions which the
    moves answer.

    Args:
        game: the game.
        corpus: the law, which supplies names.

    Raises `CasusError` with a line for each fault.
    """
    moves, faults = _faults(game, corpus)
    refuse(faults)
    return moves


def _faults(
    game: Scenario, corpus: Corpus
) -> tuple[tuple[MadeMove, ...], list[tuple[Loc, str]]]:
    """The moves, and everything that is wrong with their words, in the order of the file."""
    read = read_moves(game, corpus)
    faults = list(read.faults)
    for n, made in enumerate(read.moves):
        for fact in made.facts:
            if fact.doing is not Doing.JUDGES:
                continue
            try:
                checked(fact.answers[0].rpartition("=")[0], corpus)
            except CasusError as error:
                at = ("moves", n, "given", made.move.given.index(fact.text))
                faults.append((at, str(error)))
    return read.moves, sorted(faults, key=lambda f: (f[0][1], f[0][3]))
