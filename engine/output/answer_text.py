"""The whole answer as plain text, what matters first. Returns strings; prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from engine.output.asked_instruments import asked_instruments
from engine.output.blocked_text import broken_text, not_called_text, not_known_text
from engine.output.bottom_line import bottom_line
from engine.output.extent import DetailOptions
from engine.output.further_text import further_text, remaining_text
from engine.output.instruments_text import instruments_text
from engine.output.prose import listed, narrowness, para, the
from engine.output.state_text import state_text
from engine.verdicts.calls import TriggeredArticles, called
from engine.verdicts.further import Chain, further
from treaties.models.edition import edition_line
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import EventKind

if TYPE_CHECKING:
    from engine.cascade.setting import Setting
    from engine.verdicts.solution import Solution
    from treaties.models.scenario import Event

DONE: dict[EventKind, str] = {
    EventKind.ARMED_ATTACK: "attacked",
    EventKind.PERFORMS: "fought for",
    EventKind.LIMITED_FORCE: "used limited force against",
    EventKind.ARMING: "armed",
    EventKind.THREAT: "threatened",
    EventKind.DECLARATION_OF_WAR: "declared war on",
    EventKind.MOBILISATION: "mobilised against",
    EventKind.BLOCKADE: "blockaded",
}
"""What a state has done to another, by the kind of event."""

LINES = 60
"""Lines of full width that an answer takes by default."""
ROOMS = (1.0, 0.92, 0.85, 0.77, 0.7, 0.62, 0.56, 0.5, 0.42, 0.35, 0.2, 0.1)
"""Shares of their usual room to which the sections are cut, one after another, until the answer fits."""


def tell(answer: Solution, understood: str = "", extent: DetailOptions | None = None, about: Iterable[str] = ()) -> str:
    """The answer as text: the bottom line, then section by section as far as `extent` goes.

    `understood` is the line that says what a question in words was understood to ask; `about` are the states asked
    about, which are answered first.
    """
    wanted = extent or DetailOptions()

    found, chains = called(answer), further(answer)

    def within(room: float, named: int = 0) -> str:
        extent = replace(wanted, room=room, named=named)
        return "\n".join(_answer(answer, found, chains, understood, extent, tuple(about)))

    def fits(text: str) -> bool:
        return wanted.all or text.count("\n") < LINES * narrowness()

    for room in ROOMS:
        told = within(room)
        if fits(told):
            break
    if wanted.all:
        return told
    # What room is left then goes to articles that would only be counted.
    for named in (1, 2, 3):
        more = within(room, named)
        if more == told or not fits(more):
            break
        told = more
    return told


def _answer(
    answer: Solution,
    found: TriggeredArticles,
    chains: tuple[Chain, ...],
    understood: str,
    extent: DetailOptions,
    about: tuple[str, ...],
) -> Iterator[str]:
    first = tuple(dict.fromkeys((*extent.only, *about)))
    yield para(answer.heading)
    if understood:
        yield para(understood)
    if answer.asked:
        yield para(f"Read as {answer.asked.name}: {answer.asked.gist}")
    yield from _given(answer)
    if extent.instruments:
        yield ""
        yield from asked_instruments(answer, extent, found)
    if first or extent.whole:
        yield ""
    if first:
        yield from state_text(answer, first, found, chains, extent)
        if extent.whole:
            yield ""
    if extent.whole:
        yield from (para(s) for s in bottom_line(answer, found, () if extent.at_once else chains))
    yield from instruments_text(answer, found, extent)
    if not extent.brief and (extent.all or not about):
        yield from broken_text(answer, extent)
        yield from further_text(answer, chains, extent)
        yield from remaining_text(answer, found, chains, extent)
        yield from not_called_text(answer, found, extent)
        yield from not_known_text(answer, found, extent)
    yield ""
    yield para(
        "Duties under law, not predictions of conduct. `casus why STATE` gives the proof, `casus questions` what it"
        f" turns on. {edition_line(answer.corpus)}."
    )


def _given(answer: Solution) -> Iterator[str]:
    background = [e for e in answer.setting.events if e.background]
    if background:
        told = "; ".join(f"{_event(answer, e)}{_both_ways(answer, e)}" for e in background)
        yield para(f"Taken as given, a war already running: {told}. (`--no-background` leaves it out.)")
    for a in answer.stances.supposed:
        yield para(f"Supposed: {a.question} = {a.answer}")


def _both_ways(answer: Solution, event: Event) -> str:
    """That two states have attacked each other from the same day, so that nobody is told to have begun."""
    earlier = takewhile(lambda e: e is not event, answer.setting.events)
    mutual = any(
        e.on == event.on and set(e.by) & set(event.against) and set(e.against) & set(event.by)
        for e in chain(earlier, (e for e in answer.setting.events if not e.background))
    )
    return ", and the other way round from the same day: who began is not settled here" if event.on and mutual else ""


def _event(answer: Solution, event: Event) -> str:
    """An event of the background as a clause with its year."""
    who = the(answer.setting, *event.by) or answer.setting.unnamed
    asks = event.kind is EventKind.REQUEST
    has = "" if asks else "have " if len(event.by) > 1 else "has "
    when = f" {'in' if asks else 'since'} {event.on.year}" if event.on else ""
    return f"{who} {has}{deed(answer.setting, event)}{when}"


def deed(setting: Setting, event: Event) -> str:
    """What an event does to whom, in the past, without who does it and when."""
    if event.kind is EventKind.REQUEST:
        states = [setting.name_in_line(s) for s in event.to if s in setting.corpus.states]
        bound = [setting.corpus.treaty(t).name for t in event.to if t not in setting.corpus.states]
        asked = [*states, *(f"the parties to {instrument_in_line(name)}" for name in bound)]
        return f"asked {listed(asked) or 'its allies'} for help"
    given = event.to if event.kind is EventKind.ARMING else event.against
    return f"{DONE.get(event.kind, f'acted ({event.kind}) against')} {the(setting, *(given or event.for_ or event.to))}"
