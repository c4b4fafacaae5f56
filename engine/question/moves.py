"""Moves of a game: what each adds to the scenario, and the faults in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from engine.question.facts import UMPIRE, Doing, GivenFact, fact_of
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered
from treaties.models.scenario import Event, GameMove, Scenario
from treaties.support.mending import Loc
from treaties.vocabulary.errors import CasusError

T = TypeVar("T")
EXCLUDING = {Doing.REFUSES, Doing.PERFORMS}
"""Acts that exclude each other under the same treaty."""


@dataclass(frozen=True)
class MadeMove:
    """A move of a game, and the facts that it states."""

    move: GameMove
    facts: tuple[GivenFact, ...]


@dataclass(frozen=True)
class ReadMoves:
    """The moves of a game, and all faults in their texts, each with its place."""

    moves: tuple[MadeMove, ...]
    faults: tuple[tuple[Loc, str], ...]


def moves_of(game: Scenario, corpus: Corpus) -> tuple[MadeMove, ...]:
    """Return every move of a game with its facts.

    Raises `CasusError` with a line and a place for each fault.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = load_corpus()
    >>> [len(m.facts) > 0 for m in moves_of(law.scenario("poland-1939"), law)][1]
    True
    """
    read = read_moves(game, corpus)
    refuse(read.faults)
    return read.moves


def refuse(faults: Iterable[tuple[Loc, str]]) -> None:
    """Raise `CasusError` with a line for each fault; do nothing if there are none."""
    lines = [f"`{'.'.join(map(str, at))}`: {text}" for at, text in faults]
    if lines:
        raise CasusError(*lines)


def read_moves(game: Scenario, corpus: Corpus) -> ReadMoves:
    """Return the moves of a game, and the faults in the facts that they state in words.

    A fact under a treaty that was removed from the law is left out.

    Args:
        game: the game.
        corpus: the law, with its names.
    """
    gone = [c.id for c in corpus.changes if c.kind == "treaty" and c.was]
    events, moves = list(game.events), list[MadeMove]()
    faults: list[tuple[Loc, str]] = []
    for n, move in enumerate(game.moves):
        events += move.events
        facts: list[GivenFact] = []
        for i, text in enumerate(move.given):
            try:
                fact = fact_of(text, move.day, corpus, events)
            except CasusError as error:
                if not any(t in text for t in gone):
                    faults.append((("moves", n, "given", i), str(error)))
                continue
            if fault := _excluded(fact, facts):
                faults.append((("moves", n, "given", i), fault))
            facts.append(fact)
        moves.append(MadeMove(move, tuple(facts)))
    return ReadMoves(tuple(moves), tuple(faults))


def _excluded(fact: GivenFact, others: Iterable[GivenFact]) -> str:
    """The fault of a fact that excludes an earlier fact of the same move; empty if there is none."""
    for other in others:
        if _exclude(other, fact):
            return f"`{other.text}` and `{fact.text}` exclude each other"
    return ""


def _exclude(one: GivenFact, other: GivenFact) -> bool:
    if one.by != other.by:
        return False
    if {one.doing, other.doing} == EXCLUDING:
        return one.treaty == other.treaty and bool({*one.toward} & {*other.toward})
    return any(_denied(a) in other.answers for a in one.answers)


def _denied(answer: str) -> str:
    """The opposite answer to the same question."""
    question, _, word = answer.rpartition("=")
    return f"{question}={'no' if word == 'yes' else 'yes'}"


def after_moves(game: Scenario, made: Sequence[MadeMove]) -> Scenario:
    """Return the scenario of a game after the given moves. If two facts exclude each other, the later one counts.

    Args:
        game: the game.
        made: the moves made so far, in order.
    """
    first = min(game.first_day, made[0].move.day) if made else game.first_day
    events = [_dated(e, min(game.on, first)) for e in game.events]
    for m in made:
        events += [_dated(e, m.move.day) for e in m.move.events]
    events += [_dated(e, day) for day, f in _standing(made) for e in f.events]
    answers = {a.question: a for a in game.answers}
    for m in made:
        for fact in m.facts:
            if fact.doing is not Doing.JUDGES or fact.by == UMPIRE:
                answers |= {a.question: a for a in map(_answer, fact.answers)}
    change: dict[str, Any] = {
        "on": made[-1].move.day if made else game.on,
        "events": tuple(dict.fromkeys(events)),
        "answers": tuple(answers.values()),
        "moves": (),
    }
    return game.model_copy(update=change)


def judged_by(made: Sequence[MadeMove]) -> dict[str, dict[str, bool]]:
    """Return the answers that each state has given to questions that it judges for itself, by state and question. The
    last answer counts.
    """
    found: dict[str, dict[str, bool]] = {}
    for m in made:
        for fact in m.facts:
            if fact.doing is Doing.JUDGES and fact.by != UMPIRE:
                own = found.setdefault(fact.by, {})
                own |= {
                    a.question: a.answer == "yes" for a in map(_answer, fact.answers)
                }
    return found


def as_of(game: Scenario, day: date, corpus: Corpus) -> Scenario:
    """Return the scenario of a game at the end of a day, or the scenario itself if it has no moves.

    Args:
        game: the game.
        day: the day.
        corpus: the law, with its names.

    Raises `CasusError` for a day before the first event, and for invalid moves.
    """
    whole = game.game or game
    if not whole.moves:
        return game
    if day < whole.first_day:
        raise CasusError(
            f"`{whole.title}` begins on {whole.first_day}",
            remedy="name that day or a later one",
        )
    moves = moves_of(whole, corpus)
    state = after_moves(whole, [m for m in moves if m.move.day <= day])
    change: dict[str, Any] = {"on": day, "game": whole, "law": game.law}
    if game is not whole:  # what was given besides goes with it to the other day
        known = after_moves(whole, [m for m in moves if m.move.day <= game.on])
        change["events"] = _with_more(state.events, game.events, known.events)
        change["answers"] = _with_more(state.answers, game.answers, known.answers)
    return state.model_copy(update=change)


def _with_more(
    made: Iterable[T], given: Iterable[T], known: Sequence[T]
) -> tuple[T, ...]:
    """What the moves made, and of what is given that which no move made."""
    return (*made, *(g for g in given if g not in known))


def _standing(made: Sequence[MadeMove]) -> list[tuple[date, GivenFact]]:
    """The facts that still hold, each with its day: who refuses what it performed before performs no longer."""
    kept: list[tuple[date, GivenFact]] = []
    for m in made:
        for fact in m.facts:
            kept = [(day, f) for day, f in kept if not _exclude(f, fact)]
            kept.append((m.move.day, fact))
    return kept


def _dated(event: Event, day: date) -> Event:
    return event if event.on else event.model_copy(update={"on": day})


def _answer(text: str) -> Answered:
    question, _, word = text.rpartition("=")
    return Answered.model_validate({"question": question, "answer": word})
