"""The document of an answer: its most important statements first, then its sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.findings.extent import DetailOptions
from engine.findings.idle_options import is_background_idle, is_secrecy_idle
from engine.findings.unbound import unbound
from engine.output.asked_case import behind_title
from engine.output.blocked_text import (
    not_known,
    pending_lines,
)
from engine.output.bottom_line import asks_who, lines_behind_ruling, ruling_lines
from engine.output.breach_line import breach_line, broken_section
from engine.output.document import Block, Document, Role, Section
from engine.output.further_text import further_section, remaining_section
from engine.output.instruments_text import article_sections
from engine.output.owing import claim
from engine.output.prose import CAVEAT, listed, the
from engine.output.readings_text import disagreement
from engine.output.unbound_text import not_called_section
from engine.question.topic import Kind
from engine.setting.running_wars import (
    begun_by_both,
    begun_otherwise,
)
from treaties.models.edition import edition_line
from treaties.support.grouping import grouped
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import EventKind

if TYPE_CHECKING:
    from engine.findings.findings import Findings
    from engine.setting.setting import Setting
    from treaties.models.reading import Answered
    from treaties.models.scenario import Event


def document(answer: Findings, extent: DetailOptions | None = None) -> Document:
    """Return the document of an answer: the ruling first, then its sections, in as much detail as `extent` allows."""
    extent = extent or DetailOptions()
    shown = narrowed(answer, extent)
    sections = tuple(s for s in _sections(shown, extent) if s.blocks)
    notes = tuple(map(Block, notes_of(answer, extent)))
    return Document(answer.heading, notes, sections, _footer(answer, sections, extent))


def _footer(
    answer: Findings, sections: Iterable[Section], extent: DetailOptions
) -> str:
    """What ° and a *no* are worth, how to read on, and the edition of the law in a whole answer, or where the question
    changes the law.
    """
    text = " ".join(b.text for s in sections for b in s.blocks)
    law, treaties = answer.corpus, len(answer.graph.parties)
    edited = extent.all or law.changes or law.files
    notes = [
        "° Article not read here." if "°" in text else "",
        f"“No treaty”: none of the {treaties} collected."
        if "no treaty" in text.lower()
        else "",
        CAVEAT,
        "" if extent.all else "More: `--all`.",
        f"{edition_line(law, hashed=extent.all)}." if edited else "",
    ]
    return " ".join(filter(None, notes))


def narrowed(answer: Findings, extent: DetailOptions) -> Findings:
    """Return the answer limited to the states that `extent` selects, or the whole answer if it selects none."""
    if not extent.only:
        return answer
    kind = answer.topic.kind
    topic = replace(
        answer.topic,
        states=extent.only,
        group="",
        kind=Kind.MUST if kind is Kind.WHO else kind,
    )
    return answer.about(topic)


def _sections(shown: Findings, extent: DetailOptions) -> Iterator[Section]:
    yield from _ruling(shown, extent)
    if not extent.brief:
        # Who owes nothing, what is owed to the attackers, and the next step.
        yield Section(tuple(Block(s, rank=1) for s in lines_behind_ruling(shown)))
    if extent.all or extent.duty:
        yield from _everything(shown, extent)
    elif not extent.brief:
        yield from _shortly(shown, extent)


def _ruling(shown: Findings, extent: DetailOptions) -> list[Section]:
    """The ruling, and what changes over the month or year that is asked about. Of one state each period has its own
    first line of the ruling.
    """
    lines = [Block(line, role=Role.FINDING) for line in ruling_lines(shown)]
    over = shown.over
    if not (over and over.spans[1:]):
        return [Section(tuple(lines))]
    from engine.output.time_spans import over_section

    periods = over_section(shown, over, whole=extent.all)
    if len(shown.topic.states) == 1:
        return [periods, Section(tuple(lines[1:]))]
    return [Section(tuple(lines)), periods]


def _everything(answer: Findings, extent: DetailOptions) -> Iterator[Section]:
    """Everything that is known, section by section."""
    if len(answer.topic.states) == 1:
        from engine.output.state_text import proof_of

        yield Section(tuple(proof_of(answer, answer.topic.states[0], extent)))
    yield from article_sections(answer, extent)
    yield broken_section(answer, extent)
    free = unbound(answer, answer.topic.states)
    yield further_section(answer, free, extent)
    yield remaining_section(answer, extent)
    if not extent.duty:
        shown = [u for u in free if extent.concerns((u.state,))]
        yield not_called_section(answer, shown)
    unknown = (Block(text, rank=1) for text in not_known(answer, extent))
    yield Section(tuple(unknown), "Not known")


def _shortly(answer: Findings, extent: DetailOptions) -> Iterator[Section]:
    """Who reads the main duty otherwise; and for who asks who must help, what the attack breaks, and what is signed and
    not in force.
    """
    lines = [Block(disagreement(answer), role=Role.QUIET, rank=2)]
    if asks_who(answer):
        lines.append(Block(breach_line(answer, extent), role=Role.QUIET))
        pending = pending_lines(answer)[:2]
        lines += [Block(text, role=Role.QUIET, rank=2) for text in pending]
    yield Section(tuple(line for line in lines if line.body))


def notes_of(answer: Findings, extent: DetailOptions) -> Iterator[str]:
    """Yield how the question was understood, and what the answer assumes or leaves out of the law."""
    yield from behind_title(answer)
    if extent.understood:
        yield extent.understood
    if answer.asked:
        yield f"Read as {answer.asked.name}: {answer.asked.gist}"
    titled = "in the war running" in answer.heading and not extent.all
    running = background(answer, titled=titled)
    if running:
        yield f"{running}{' (`--no-background` leaves it out.)' * extent.all}"
    yield from turned_round(answer)
    supposed = extent.understood.startswith("Supposed")
    yield from taken_away(answer, supposed=supposed)
    yield from without_effect(answer)
    for a in answer.supposed:
        yield f"Supposed: {_supposed(answer, a)}"


def _supposed(answer: Findings, given: Answered) -> str:
    """Word a supposed answer; one to a question that is not asked here keeps its id."""
    if given.question in answer.posed:
        return f"{claim(answer, (given.question, given.answer == 'yes'))}."
    return f"{given.question} = {given.answer}"


def turned_round(answer: Findings) -> Iterator[str]:
    """Yield a sentence if, according to the corpus, the state that the question calls attacked was the attacker on that
    day; nothing otherwise.
    """
    if not answer.scenario.background:
        return
    for act in _joined(answer, [*begun_otherwise(answer.corpus, answer.scenario)]):
        began = f"{the(answer.setting, *act.by)} {deed(answer.setting, act)}"
        yield f"Historically {began} that day; the answer follows the question."


def taken_away(answer: Findings, *, supposed: bool = False) -> Iterator[str]:
    """Yield a sentence for each instrument that the question removes from the law, with the instruments that it had
    replaced.

    Args:
        answer: the answer.
        supposed: name only the instruments that it had replaced, because the question in words already names the removed instrument.

    >>> from engine import ask
    >>> next(taken_away(ask("Estonia", on="2026-01-01", without="NATO:USA", rounds=1)))
    'Without the United States as a party to the North Atlantic Treaty.'
    """
    setting = answer.setting
    for gone in answer.corpus.taken_away:
        name = instrument_in_line(gone.treaty.name)
        if gone.state:
            name = f"{setting.name_in_line(gone.state)} as a party to {name}"
        if not supposed:
            yield f"Without {name}."
        replaced = () if gone.state else gone.treaty.replaces
        for old in map(answer.corpus.treaty, replaced):
            if old.until and old.until <= setting.on:
                ended = instrument_in_line(old.name)
                yield f"It had replaced {ended}, which stays ended here: `--in-force {old.id}` brings it back."


def without_effect(answer: Findings) -> Iterator[str]:
    """Yield a sentence for each part of the question that changes nothing in the answer."""
    for fact in answer.scenario.idle:
        yield f"`{fact}` changes nothing: no treaty waits for it that day."
    if is_background_idle(answer):
        yield "`--no-background` changes nothing: no war between them is known to have been running."
    if is_secrecy_idle(answer):
        fighting = the(answer.setting, *answer.setting.belligerents)
        yield f"`--as-known-by public` changes nothing owed to {fighting}."


def background(answer: Findings, *, titled: bool = False) -> str:
    """Return a description of the running war that an answer assumes, or an empty string if it assumes none.

    Args:
        answer: the answer.
        titled: leave out acts that the title already names; requests, and doubts about who began the war, remain.
    """
    given = [e for e in answer.setting.events if e.background]
    requests = [e for e in given if e.kind is EventKind.REQUEST]
    shown = [e for e in given if not titled or e in requests or _both_ways(answer, e)]
    what = "A documented request" if requests == given else "Already at war"
    acts = "; ".join(
        f"{_event(answer, e)}{_both_ways(answer, e)}" for e in _joined(answer, shown)
    )
    return f"{what}: {acts}." if acts else ""


def _joined(answer: Findings, events: Sequence[Event]) -> Sequence[Event]:
    """Join acts of one year: those of several states against one, then those of the same states against several."""
    for field, other in (("by", "against"), ("against", "by")):
        alike = grouped((_likeness(answer, e, other), e) for e in events)
        events = [_as_one(same, field) for same in alike.values()]
    return events


def _likeness(answer: Findings, event: Event, field: str) -> tuple[object, ...]:
    """What acts share that are joined: their kind and year, and the states of a field. A disputed act stays alone."""
    year = event.on and event.on.year
    alone = _both_ways(answer, event) and id(event)
    return event.kind, year, event.for_, event.to, getattr(event, field), alone


def _as_one(events: Sequence[Event], field: str) -> Event:
    """The first of some events, with the states of all of them in a field."""
    states = dict.fromkeys(s for e in events for s in getattr(e, field))
    return events[0].model_copy(update={field: tuple(states)})


def _both_ways(answer: Findings, event: Event) -> str:
    """A clause where two states have attacked each other since the same day, and each says that the other began."""
    if not begun_by_both(answer.corpus, event):
        return ""
    return ", and the other way round from the same day: who began is disputed"


def _event(answer: Findings, event: Event) -> str:
    """An event of the background as a clause with its year."""
    who = the(answer.setting, *event.by) or answer.setting.unnamed
    asks = event.kind is EventKind.REQUEST
    has = "" if asks else "have " if len(event.by) > 1 else "has "
    when = f" {'in' if asks else 'since'} {event.on.year}" if event.on else ""
    return f"{who} {has}{deed(answer.setting, event)}{when}"


def deed(setting: Setting, event: Event) -> str:
    """Return what an event does to another state, in the past tense, without the actor and the day."""
    if event.kind is EventKind.REQUEST:
        asked = listed(_asked(setting, ident) for ident in event.to)
        return f"asked {asked or 'its allies'} for help"
    given = event.to if event.kind is EventKind.ARMING else event.against
    return f"{event.kind.did} {the(setting, *(given or event.for_ or event.to))}"


def _asked(setting: Setting, ident: str) -> str:
    """The state, or the parties to the treaty, whose help is asked for."""
    if ident in setting.corpus.states:
        return setting.name_in_line(ident)
    name = setting.corpus.treaty(ident).name
    return f"the parties to {instrument_in_line(name)}"
