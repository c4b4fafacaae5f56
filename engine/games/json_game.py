"""JSON of a game: each move with its effects, and the ladder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from engine.findings.explanation import who_decides
from engine.forms.result import DayText, Part, Result
from engine.games.deeds import Done, HeldDeed
from engine.games.game import Game, PlayedMove
from engine.games.game_text import happened
from engine.ruling.ruling import Owed
from engine.verdicts.solution import Solution


@dataclass(frozen=True)
class MoveDutyJson(Part):
    """A duty of one state toward one other, as JSON."""

    state: str
    duty: str
    toward: str
    treaty: str
    article: str
    binding: bool
    """Whether the duty binds in international law."""
    depends_on: tuple[str, ...]
    """The ids of the questions on which it depends, acts before judgements."""


@dataclass(frozen=True)
class DeedJson(Part):
    """An act of a state under its treaties, compared with its duties, as JSON."""

    by: str
    doing: str
    toward: tuple[str, ...]
    treaty: str
    line: str
    breaks: tuple[str, ...]


@dataclass(frozen=True)
class BrokenJson(Part):
    """A broken promise, as JSON."""

    state: str
    treaty: str
    article: str
    toward: str


@dataclass(frozen=True)
class NextJson(Part):
    """The open judgement or act on which most help depends, as JSON."""

    question: str
    text: str
    decider: str
    states: tuple[str, ...]


@dataclass(frozen=True)
class DoneJson(Part):
    """An act or claim without legal effect, as JSON."""

    by: tuple[str, ...]
    what: str
    claim: bool
    honoured: bool | None
    source: str


@dataclass(frozen=True)
class MoveJson(Part):
    """One move with its effects, as JSON."""

    number: int
    day: DayText
    title: str
    source: str
    happens: tuple[str, ...]
    changed: str
    """The first line of text: what changed."""
    next: str
    """The second line of text: what may follow."""
    deeds: tuple[DeedJson, ...]
    anew: tuple[MoveDutyJson, ...]
    opened: tuple[MoveDutyJson, ...]
    ended: tuple[MoveDutyJson, ...]
    closed: tuple[MoveDutyJson, ...]
    judgements_opened: tuple[str, ...]
    judgements_settled: tuple[str, ...]
    broken: tuple[BrokenJson, ...]
    next_judgement: NextJson | None
    nearest: MoveDutyJson | None
    """The nearest duty of a great power, with what must come first."""
    done: tuple[DoneJson, ...]


@dataclass(frozen=True)
class RungJson(Part):
    """States that are bound to the same after every move, as JSON."""

    states: tuple[str, ...]
    name: str
    cells: Annotated[
        tuple[str, ...], Field(description="One a move; empty where nothing is owed.")
    ]


@dataclass(frozen=True)
class GameJson(Result):
    """A game, move by move, as JSON."""

    scenario: str
    title: str
    gist: str
    moves: tuple[MoveJson, ...]
    ladder: tuple[RungJson, ...]


def game_json(game: Game) -> GameJson:
    """Return the JSON model of a game."""
    rungs = tuple(
        RungJson(r.states, r.name, tuple(str(c) for c in r.cells)) for r in game.rungs
    )
    scenario = game.scenario
    moves = tuple(map(move_json, game.moves))
    return GameJson(scenario.id, scenario.title, scenario.gist, moves, rungs)


def move_json(move: PlayedMove) -> MoveJson:
    """Return the JSON model of one move."""
    changes, made = move.changes, move.made.move
    broken = (
        BrokenJson(
            b.state, b.clause.treaty.id, b.clause.obligation.article, b.beneficiary
        )
        for b in changes.broken
    )
    return MoveJson(
        number=move.number,
        day=made.day,
        title=made.title,
        source=made.source,
        happens=tuple(happened(move)),
        changed=move.words.changed,
        next=move.words.next,
        deeds=tuple(map(_deed, move.deeds)),
        anew=_each(changes.anew),
        opened=_each(changes.opened),
        ended=_each(changes.ended),
        closed=_each(changes.closed),
        judgements_opened=changes.judgements_opened,
        judgements_settled=changes.judgements_settled,
        broken=tuple(broken),
        next_judgement=_next(move.answer, move),
        nearest=owed_json(changes.nearest.owed) if changes.nearest else None,
        done=tuple(map(_done, move.done)),
    )


def _each(owed: Iterable[Owed]) -> tuple[MoveDutyJson, ...]:
    return tuple(map(owed_json, owed))


def owed_json(owed: Owed) -> MoveDutyJson:
    """Return the JSON model of a duty."""
    call = owed.call
    return MoveDutyJson(
        call.states[0],
        str(call.duty),
        call.beneficiaries[0],
        call.treaty.id,
        call.clause.obligation.article,
        call.treaty.rank.binding,
        tuple(q for q, _ in (*owed.events, *owed.on)),
    )


def _deed(deed: HeldDeed) -> DeedJson:
    return DeedJson(
        deed.by, str(deed.doing), deed.toward, deed.treaty, deed.line, deed.breaks
    )


def _done(done: Done) -> DoneJson:
    return DoneJson(done.by, done.what, done.claim, done.honoured, done.source)


def _next(solution: Solution, move: PlayedMove) -> NextJson | None:
    first = move.changes.next
    if first is None:
        return None
    question = solution.assignments.questions[first.literal[0]]
    decider = who_decides(solution, question)
    return NextJson(question.id, question.text, decider, first.states)
