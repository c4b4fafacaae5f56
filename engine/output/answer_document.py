"""The document of an answer: what matters first, then section by section."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from engine.cascade.graph import obligations
from engine.cascade.running_wars import with_background
from engine.output.blocked_text import broken_section, not_known
from engine.output.bottom_line import bottom_line
from engine.output.document import Block, Document, Role, Section
from engine.output.extent import DetailOptions
from engine.output.further_text import further_section, remaining_section
from engine.output.instruments_text import called_sections
from engine.output.prose import CAVEAT, listed, the
from engine.output.state_text import asked_about, asked_instruments, proof_of
from engine.output.time_spans import over_section
from engine.output.unbound_text import not_called_section
from engine.verdicts.unbound import unbound
from treaties.models.edition import edition_line
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import EventKind

if TYPE_CHECKING:
    from engine.cascade.setting import Setting
    from engine.verdicts.solution import Solution
    from treaties.models.scenario import Event


def document(answer: Solution, extent: DetailOptions | None = None) -> Document:
    """Write the answer as a document: the bottom line, then section by section as far as `extent` goes."""
    extent = extent or DetailOptions()
    notes, sections = (
        map(Block, _notes(answer, extent.understood)),
        (s for s in _sections(answer, extent) if s.blocks),
    )
    more = "`casus why STATE` gives the proof, `casus questions` what it turns on."
    return Document(
        answer.heading,
        tuple(notes),
        tuple(sections),
        f"{CAVEAT} {more} {edition_line(answer.corpus)}.",
    )


def _sections(answer: Solution, extent: DetailOptions) -> Iterator[Section]:
    about = answer.scenario.about
    if answer.over and answer.over.spans[1:]:
        yield over_section(answer.over)
    first = tuple(dict.fromkeys((*extent.only, *about)))
    lead = tuple(
        bottom_line(answer) if extent.whole else asked_about(answer, first, extent)
    )
    paragraphs = tuple(asked_instruments(answer, extent, lead))
    yield Section(tuple(Block(s, role=Role.FINDING) for s in paragraphs))
    lead = tuple(s for s in lead if not any(t.endswith(s[1:]) for t in paragraphs))
    yield Section(
        tuple(
            Block(s, role=Role.NOTE if n and extent.whole else Role.FINDING)
            for n, s in enumerate(lead)
        )
    )
    if len(first) == 1:
        yield Section(tuple(proof_of(answer, first[0], extent)))
    yield from called_sections(answer, extent)
    if answer.over and not answer.over.spans[1:]:
        yield over_section(answer.over)
    if not extent.brief and (extent.all or not (about and extent.understood)):
        yield broken_section(answer, extent)
        free = unbound(answer, about)
        yield further_section(answer, free, extent)
        yield remaining_section(answer, extent)
        yield not_called_section(answer, free, extent)
        known = enumerate(not_known(answer, extent))
        yield Section(
            tuple(Block(line, rank=18 + 6 * n) for n, line in known), "Not known"
        )


def _notes(answer: Solution, understood: str) -> Iterator[str]:
    text = understood.removeprefix("understood as: ").replace(", on ", " on ")
    heading = answer.heading.lower()
    if answer.over:
        heading = heading.replace(f"within {answer.over.words.lower()}, told for", "on")
    if text.lower() not in heading:  # with its day, or without where none was named
        yield understood
    if answer.asked:
        yield f"Read as {answer.asked.name}: {answer.asked.gist}"
    if running := background(answer):
        yield f"{running} (`--no-background` leaves it out.)"
    yield from without_effect(answer)
    for a in answer.stances.supposed:
        yield f"Supposed: {a.question} = {a.answer}"


def without_effect(answer: Solution) -> Iterator[str]:
    """Name what was asked for and changes nothing."""
    law, asked = answer.corpus, answer.scenario
    for fact in asked.idle:
        yield f"`{fact}` changes nothing: no treaty waits for it that day."
    if not asked.background and with_background(
        law, asked.model_copy(update={"background": True})
    ) == [*asked.events]:
        yield "`--no-background` changes nothing: no war between them was running already."
    if asked.as_known_by:
        secret, fighting = obligations(law, asked.on), answer.setting.principals
        if all(secret.owed_to(s) == answer.graph.owed_to(s) for s in fighting):
            yield f"`--as-known-by public` changes nothing owed to {the(answer.setting, *fighting)}."


def background(answer: Solution) -> str:
    """Name the war already running that an answer takes as given; nothing where there is none."""
    acts = "; ".join(
        f"{_event(answer, e)}{_both_ways(answer, e)}"
        for e in answer.setting.events
        if e.background
    )
    return f"Taken as given, a war already running: {acts}." if acts else ""


def _both_ways(answer: Solution, event: Event) -> str:
    """That two states have attacked each other from the same day, so that neither is reported as the one that began."""
    earlier = takewhile(lambda e: e is not event, answer.setting.events)
    mutual = any(
        e.on == event.on
        and set(e.by) & set(event.against)
        and set(e.against) & set(event.by)
        for e in chain(earlier, (e for e in answer.setting.events if not e.background))
    )
    return (
        ", and the other way round from the same day: who began is not settled here"
        if event.on and mutual
        else ""
    )


def _event(answer: Solution, event: Event) -> str:
    """An event of the background as a clause with its year."""
    who = the(answer.setting, *event.by) or answer.setting.unnamed
    asks = event.kind is EventKind.REQUEST
    has = "" if asks else "have " if len(event.by) > 1 else "has "
    when = f" {'in' if asks else 'since'} {event.on.year}" if event.on else ""
    return f"{who} {has}{deed(answer.setting, event)}{when}"


def deed(setting: Setting, event: Event) -> str:
    """Word what an event does to whom, in the past, without who does it and when."""
    if event.kind is EventKind.REQUEST:
        states = [
            setting.name_in_line(s) for s in event.to if s in setting.corpus.states
        ]
        bound = [
            setting.corpus.treaty(t).name
            for t in event.to
            if t not in setting.corpus.states
        ]
        asked = [
            *states,
            *(f"the parties to {instrument_in_line(name)}" for name in bound),
        ]
        return f"asked {listed(asked) or 'its allies'} for help"
    given = event.to if event.kind is EventKind.ARMING else event.against
    return f"{event.kind.did} {the(setting, *(given or event.for_ or event.to))}"
