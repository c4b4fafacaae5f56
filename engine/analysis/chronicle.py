"""A crisis day by day: what happened, what had become due in law, what was still open, and, apart, who did what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from engine.output.answer_document import deed
from engine.output.owing import claim, owed, parted
from engine.output.prose import capital, listed, number, para, the
from engine.output.result import DayText, Part, Result
from engine.verdicts.calls import TriggeredArticle, called
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.models.case import Invocation
from treaties.models.corpus import Corpus
from treaties.models.scenario import Conduct, Event, Scenario
from treaties.vocabulary.errors import CasusError, See
from treaties.vocabulary.names import at_place

if TYPE_CHECKING:
    from engine.world import World

FIRM = (Status.BOUND, Status.RELEASED)


@dataclass(frozen=True)
class DaySentence(Part):
    """A sentence, and whether it is there for the first time on this day."""

    text: str
    new: bool


@dataclass(frozen=True)
class Deed(Part):
    """What a state did or claimed: conduct, never law."""

    by: tuple[str, ...]
    what: str
    claim: bool
    honoured: bool | None
    source: str
    """The title of where it is told."""


@dataclass(frozen=True)
class Day(Part):
    """One day of a crisis."""

    on: DayText
    events: tuple[str, ...]
    due: tuple[DaySentence, ...]
    """What is due in law by the events until this day, or released; the strongest first."""
    open: tuple[DaySentence, ...]
    """What depends on a further event or on a judgement."""
    acts: tuple[Deed, ...]
    """What was done or claimed on this day."""


@dataclass(frozen=True)
class Chronicle(Result):
    """A scenario day by day."""

    scenario: str
    title: str
    gist: str
    days: tuple[Day, ...]

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield para(self.title)
        if self.gist:
            yield para(self.gist)
        for d in self.days:
            yield ""
            yield f"{d.on.day} {d.on:%B %Y}"
            for e in d.events:
                yield para(f"{e}.", 2)
            last = d is self.days[-1]
            yield from _part("DUE IN LAW", d.due, "nothing is due", last)
            yield from _part("STILL OPEN", d.open, "", last)
            if d.acts:
                yield "  DONE (conduct, not law)"
                yield from (para(act_in_words(a), 4) for a in d.acts)
        yield ""
        yield para(
            "+ is new that day. Duties under law and conduct are two things: neither is derived from the other."
        )


def _part(
    title: str, sentences: Sequence[DaySentence], nothing: str, whole: bool
) -> Iterator[str]:
    """What is new, and how much is as before; on the last day everything."""
    if sentences or nothing:
        yield f"  {title}" if sentences else f"  {title}: {nothing}"
    shown = [s for s in sentences if s.new or whole]
    for s in shown:
        yield para(f"{'+' if s.new else ' '} {s.text}", 4)
    if left := len(sentences) - len(shown):
        yield f"      {'as before' if not shown else 'and as before'}: {number(left)} more"


def act_in_words(act: Deed) -> str:
    """Word an act, with who did it and where it is recorded."""
    kept = {
        True: " This met the duty.",
        False: " This did not meet the duty.",
        None: "",
    }[act.honoured]
    claims = " (a claim)" if act.claim else ""
    return f"{listed(act.by)}{claims}: {act.what}{kept} [{act.source}]"


def last_day(scenario: Scenario) -> date:
    """Find the last day that a scenario itself has events of."""
    days = [x.on for x in (*scenario.events, *scenario.later)] + [
        x.on for x in scenario.conduct
    ]
    return max(on or scenario.on for on in days)


def chronicle(
    world: World, scenario: Scenario | str, until: date | None = None
) -> Chronicle:
    """Follow a scenario day by day: the days on which something happened or was done.

    Each day is asked anew, under the law of that day, with the events until then and what follows from them at once.

    Args:
        world: the law and the readings.
        scenario: a `Scenario`, or the id of a shipped one.
        until: the last day told; where left out the last of which the scenario or its cases tell.

    Raises `CasusError` where the scenario is unknown or `until` lies before its first day.

    >>> from engine.world import shipped
    >>> told = chronicle(shipped(), "july-1914", date(1914, 8, 4))
    >>> told.days[0].on, told.days[-1].on
    (datetime.date(1914, 7, 28), datetime.date(1914, 8, 4))
    """
    found = world.corpus.scenario(scenario) if isinstance(scenario, str) else scenario
    events = sorted((*found.events, *found.later), key=lambda e: e.on or found.on)
    acts = list(_acts(found, world.corpus))
    first = events[0].on or found.on
    last = until or max([e.on or found.on for e in events] + [on for on, _ in acts])
    if last < first:
        raise CasusError(
            f"`{found.title}` begins on {first}", remedy="name that day or a later one"
        )
    days = {e.on or found.on for e in events} | {max(on, first) for on, _ in acts}
    made: list[Day] = []
    for day in sorted(d for d in days if d <= last):
        given = tuple(
            e.model_copy(update={"on": e.on or found.on})
            for e in events
            if (e.on or found.on) <= day
        )
        solution = world.ask(
            found.model_copy(update={"on": day, "events": given, "later": ()}), rounds=1
        )
        made.append(
            _day(
                solution,
                given,
                made[-1] if made else None,
                [a for on, a in acts if max(on, first) == day],
            )
        )
    return Chronicle(found.id, found.title, found.gist, tuple(made))


def _day(
    solution: Solution, given: Iterable[Event], before: Day | None, acts: Iterable[Deed]
) -> Day:
    """One day from the answer to what had happened until then."""
    day, found = solution.setting.on, called(solution)
    calls = [
        *found.calls,
        *(
            c
            for part in (found.attackers, found.aside, found.neutral)
            for i in part
            for c in i.calls
        ),
    ]
    due = [c for c in calls if c.verdict.status in FIRM]
    firm = {what for c in due for what in _owing(c)}
    # A second way to what is due already is not open.
    still = [c for c in calls if c.verdict.status not in FIRM and _owing(c) - firm]
    return Day(
        day,
        tuple(event_in_words(solution, e) for e in given if e.on == day),
        _sentences(
            (owed(solution, c, cited=True) for c in due), before.due if before else ()
        ),
        _sentences((_if(solution, c) for c in still), before.open if before else ()),
        tuple(acts),
    )


def _owing(call: TriggeredArticle) -> set[tuple[str, str, str, str]]:
    """Who owes what under which article."""
    return {
        (call.treaty.id, call.clause.obligation.article, str(call.duty), s)
        for s in call.states
    }


def _sentences(
    sentences: Iterable[str], before: Iterable[DaySentence]
) -> tuple[DaySentence, ...]:
    """Sentences, each once, and new where it was not said the day before."""
    known = {s.text for s in before}
    return tuple(
        DaySentence(f"{text}.", f"{text}." not in known)
        for text in dict.fromkeys(sentences)
    )


def _if(solution: Solution, call: TriggeredArticle) -> str:
    """What is owed only if judgements go one way: with the judgements."""
    duty = owed(solution, call, cited=True)
    _, judged = parted(solution, call.verdict)
    return (
        f"{duty}, only if {listed(claim(solution, x) for x in judged)}"
        if judged
        else duty
    )


def event_in_words(solution: Solution, event: Event) -> str:
    """Word an event as a sentence without its full stop."""
    setting = solution.setting
    by = the(setting, *event.by) or setting.unnamed
    at = (
        at_place(setting.corpus.gazetteer.place(event.at).name)
        if isinstance(event.at, str)
        else ""
    )
    doubt = "" if event.attributed else ", as is alleged"
    return capital(f"{by} {deed(setting, event)}{at}{doubt}")


def _acts(scenario: Scenario, corpus: Corpus) -> Iterator[tuple[date, Deed]]:
    """What was done or claimed, with its day: from the cases of the scenario, and from itself. What a case leaves
    without a day is listed on the day of the case; what two cases both record is listed once."""
    cases = {c.id: c for c in corpus.cases}
    given: list[tuple[date, Conduct | Invocation]] = [
        (a.on or scenario.on, a) for a in scenario.conduct
    ]
    for ident in scenario.cases:
        if ident not in cases:
            raise CasusError(f"no case is called `{ident}`", remedy=See.CASES)
        case = cases[ident]
        given += [(a.on or case.date, a) for a in case.invocation]
        given += [(a.on or case.date, a) for a in case.conduct]
    seen = set()
    for on, a in sorted(given, key=lambda x: x[0]):
        if (on, a.what) in seen:
            continue
        seen.add((on, a.what))
        names = tuple(
            corpus.states[s].name_on(on) if s in corpus.states else s for s in a.by
        )
        source = corpus.source(a.source).title if a.source else "the case's sources"
        yield (
            on,
            Deed(
                names,
                a.what,
                isinstance(a, Invocation),
                getattr(a, "honoured", None),
                source,
            ),
        )
