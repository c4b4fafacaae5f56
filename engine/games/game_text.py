"""Text of a game: two lines for each move, or one move in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.games.game import Game, PlayedMove
from engine.games.ladder import Bound
from engine.output.answer_document import deed
from engine.output.difference_text import DifferenceWords, owed_in_words
from engine.output.owing import awaited, decides
from engine.output.prose import CAVEAT, capital, crowd, listed, para, the
from engine.question.facts import Doing
from engine.ruling.difference import together
from engine.ruling.ruling import Owed
from engine.verdicts.solution import Solution
from treaties.models.scenario import Event
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import at_place, instrument_in_line
from treaties.vocabulary.terms import EventKind

INDENT = 4
SHORT = "`--move N` tells a move in full, `-o FILE.html` writes the ladder, `--for STATE` a sheet for a player."


def game_text(game: Game) -> str:
    """Return a game as text, with two lines for each move."""
    return "\n".join(_lines(game))


def _lines(game: Game) -> Iterator[str]:
    yield para(game.scenario.title)
    if game.scenario.gist:
        yield para(game.scenario.gist)
    for move in game.moves:
        yield ""
        yield para(heading(move), hang=INDENT)
        yield para(move.words.changed, INDENT)
        yield para(move.words.next, INDENT)
    yield ""
    yield para(f"{CAVEAT} {SHORT}")


def heading(move: PlayedMove) -> str:
    """Return the number, day and title of a move."""
    return f"{move.number}. {in_words(move.made.move.day)}: {move.made.move.title}"


def move_text(game: Game, move: PlayedMove) -> str:
    """Return one move in full: events, changes, present duties, open judgements, conduct.

    Args:
        game: the game.
        move: one of its moves.
    """
    return "\n".join(_in_full(game, move))


def _in_full(game: Game, move: PlayedMove) -> Iterator[str]:
    yield para(game.scenario.title)
    yield para(heading(move))
    yield from (para(text, INDENT) for text in happened(move))
    changes, solution = move.changes, move.answer
    yield from _part("OWED ANEW", _duties(solution, changes.anew))
    yield from _part("OWED ANEW, ON A CONDITION", _duties(solution, changes.opened))
    gone = (*changes.ended, *changes.closed)
    yield from _part("OWED NO MORE", _duties(solution, gone))
    yield from _part("DONE UNDER TREATIES", [d.line for d in move.deeds])
    words = DifferenceWords(solution, changes)
    yield from _part("BROKEN", [*words.broken()])
    yield from _part("WHERE ALL STAND", _standing(game, move))
    yield from _part("TO JUDGE", _judgements(move))
    yield from _part("THEN", [move.words.next])
    yield from _part("DONE BESIDES (conduct, not law)", [d.line for d in move.done])
    yield ""
    yield para(CAVEAT)


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading with its lines; nothing where there are none."""
    each = list(lines)
    if each:
        yield ""
        yield title
        yield from (para(text, 2) for text in each)


def _duties(solution: Solution, owed: Iterable[Owed]) -> list[str]:
    """Duties in sentences, those of one article together; help first."""
    return [duty_in_words(solution, o) for o in together(owed)]


def duty_in_words(solution: Solution, owed: Owed, *, whole: bool = True) -> str:
    """Return a duty as a sentence, with its conditions and article.

    Args:
        solution: the answer.
        owed: the duty.
        whole: whether to name all obligors.
    """
    things = awaited(solution, owed.events, owed.on)
    when = f", if {listed(things)}" if things else ""
    return f"{capital(owed_in_words(solution, owed, whole=whole))}{when}."


def _standing(game: Game, move: PlayedMove) -> list[str]:
    """What each state is bound to now, those bound to the same together."""
    by_cell = grouped((rung.cells[move.number - 1], rung.name) for rung in game.rungs)
    cells = sorted(
        (c for c in by_cell if c is not Bound.NOTHING), key=list(Bound).index
    )
    return [f"{capital(c.value)}: {'; '.join(by_cell[c])}." for c in cells]


def _judgements(move: PlayedMove) -> Iterator[str]:
    """The open judgements on which help hangs, each with who decides it and whose help it is."""
    solution, order = move.answer, move.answer.display_order
    hanging = grouped(
        (x[0], o.call.states[0]) for o in move.duties if o.call.helping for x in o.on
    )
    new = set(move.changes.judgements_opened)
    for ident, states in hanging.items():
        question = solution.assignments.questions[ident]
        ids = order.sorted(states)
        who = capital(decides(solution, ident, ids))
        mark = " (new)" if ident in new else ""
        yield f"{question.text}{mark} {who}; it bears on {crowd(order, ids, 'states')}. [{ident}]"


def happened(move: PlayedMove) -> list[str]:
    """Return the acts of a move as sentences: first its events, then acts under treaties."""
    made = move.made
    events = [f"{event_in_words(move.answer, e)}." for e in made.move.events]
    own = (Doing.MOBILISES, Doing.DECLARES, Doing.ASKS)
    given = [f"{capital(f.text.strip(' .'))}." for f in made.facts if f.doing in own]
    return [*events, *given]


def event_in_words(solution: Solution, event: Event) -> str:
    """Return an event as a sentence without its full stop.

    Args:
        solution: the answer, which supplies names.
        event: the event.
    """
    setting = solution.setting
    by = the(setting, *event.by) or setting.unnamed
    other = _other_act(solution, event)
    if other:
        return capital(f"{by} {other}".strip())
    gazetteer = setting.corpus.gazetteer
    at = at_place(gazetteer.place(event.at).name) if isinstance(event.at, str) else ""
    doubt = "" if event.attributed else ", as is alleged"
    return capital(f"{by} {deed(setting, event)}{at}{doubt}")


def _other_act(solution: Solution, event: Event) -> str:
    """What an event that is no force does, behind who does it; empty for any other."""
    setting, kind = solution.setting, event.kind
    if kind is EventKind.MOBILISATION and not event.against:
        return "mobilised"
    if kind is EventKind.WAIVER:
        whom = the(setting, *(s for s in event.to if s in setting.corpus.states))
        name = event.under or "".join(
            t for t in event.to if t not in setting.corpus.states
        )
        under = (
            f" from {instrument_in_line(setting.corpus.treaty(name).name)}"
            if name
            else ""
        )
        return f"released {whom or 'the parties'}{under}"
    if kind is EventKind.SEPARATE_PEACE:
        return f"made peace with {the(setting, *event.to)}"
    if kind.of_a_duty:
        verb = "took the side of" if kind is EventKind.PERFORMS else "refused to help"
        return f"{verb} {the(setting, *event.for_)}"
    return ""
