"""The document of an answer: its most important statements first, then its sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from engine.findings.extent import DetailOptions
from engine.findings.idle_options import is_background_idle, is_secrecy_idle
from engine.findings.leave import said_of_leave
from engine.findings.unbound import unbound
from engine.output.asked_case import behind_title
from engine.output.blocked_text import (
    broken_section,
    not_known,
    pending_lines,
)
from engine.output.bottom_line import asks_who, bottom_line, next_steps
from engine.output.breach_line import breach_line
from engine.output.document import Block, Document, Role, Section
from engine.output.first_lines.statehood import with_statehood
from engine.output.further_text import further_section, remaining_section
from engine.output.instruments_text import article_sections, dissenting
from engine.output.owing import claim, must
from engine.output.prose import CAVEAT, listed, the
from engine.output.ruling_text import ruling_text
from engine.output.unbound_text import not_called_section
from engine.question.topic import Kind
from engine.ruling.attack import ruling_of
from engine.ruling.help_groups import NAMED
from engine.ruling.ruling import Owed
from engine.setting.running_wars import (
    begun_by_both,
    begun_otherwise,
)
from treaties.models.edition import edition_line
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import EventKind

if TYPE_CHECKING:
    from engine.findings.findings import Findings
    from engine.record.over_time import OverTime
    from engine.setting.setting import Setting
    from treaties.models.reading import Answered
    from treaties.models.scenario import Event


def document(answer: Findings, extent: DetailOptions | None = None) -> Document:
    """Return the document of an answer: the ruling first, then its sections, in as much detail as `extent` allows."""
    extent = extent or DetailOptions()
    shown = narrowed(answer, extent)
    lines, short = bottom_line(shown), not (extent.brief or extent.all)
    broken = _broken_here(shown, extent) if short else ""
    notes = map(Block, _notes(answer, extent))
    sections = [s for s in _sections(shown, extent, lines, broken) if s.blocks]
    whole = " ".join(b.text for s in sections for b in s.blocks)
    footer = _footer(answer, " ".join((*lines, broken)), whole, extent)
    return Document(answer.heading, tuple(notes), tuple(sections), footer)


def _footer(answer: Findings, text: str, whole: str, extent: DetailOptions) -> str:
    """What ° and a *no* in the first lines are worth, how to read on, and the edition of the law in a whole answer, or
    where the question changes the law.
    """
    law = answer.corpus
    legend = "° Article not read here. " if "°" in whole else ""
    none = f"“No treaty”: none of the {len(answer.graph.parties)} collected. "
    worth = none if "no treaty" in text.lower() else ""
    changed = law.changes or law.files
    edition = f" {edition_line(law, hashed=extent.all)}." * bool(extent.all or changed)
    more = "" if extent.all else " More: `--all`."
    return f"{legend}{worth}{CAVEAT}{more}{edition}"


def _broken_here(answer: Findings, extent: DetailOptions) -> str:
    """What the attack breaks, in an answer on who must help; who asks of one state or treaty asks nothing of it."""
    return breach_line(answer, extent) if asks_who(answer) else ""


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


def _sections(
    shown: Findings, extent: DetailOptions, lines: Sequence[str], broken: str
) -> Iterator[Section]:
    yield from _bottom_line(shown, extent, lines)
    if extent.all or extent.duty:
        yield from _everything(shown, extent)
    elif not extent.brief:
        yield from _shortly(shown, broken)


def _bottom_line(
    shown: Findings, extent: DetailOptions, lines: Sequence[str]
) -> Iterator[Section]:
    """The ruling, and behind it who owes nothing, what is owed to the attackers, and the next step."""
    ruled = len(with_statehood(shown, ruling_text(shown)))
    ruling = Section(tuple(Block(s, role=Role.FINDING) for s in lines[:ruled]))
    periods = shown.over if shown.over and shown.over.spans[1:] else None
    if periods and len(shown.topic.states) == 1:
        # Each period has its own first line of the ruling.
        yield _over(shown, periods, extent)
        yield replace(ruling, blocks=ruling.blocks[1:])
    else:
        yield ruling
        if periods:
            yield _over(shown, periods, extent)
    if not extent.brief:
        # What might follow goes before whom the attackers may call, and that before who owes nothing.
        steps = set(next_steps(shown))
        more = [
            (s, 14 if s in steps else 10 * n or 5) for n, s in enumerate(lines[ruled:])
        ]
        yield Section(tuple(Block(s, role=Role.NOTE, rank=n) for s, n in more))


def _over(answer: Findings, over: OverTime, extent: DetailOptions) -> Section:
    """What changes over the month or the year that is asked about, which most questions do not name."""
    from engine.output.time_spans import over_section

    return over_section(answer, over, whole=extent.all)


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
    yield not_called_section(answer, free, extent)
    known = enumerate(not_known(answer, extent))
    yield Section(tuple(Block(t, rank=18 + 6 * n) for n, t in known), "Not known")


def _shortly(answer: Findings, broken: str) -> Iterator[Section]:
    """Who reads the main duty otherwise, what the attack breaks, and what is signed and not in force."""
    lines = [(text, 15) for text in disagreement(answer)][:1]
    lines += [(broken, 0)]
    if asks_who(answer):
        lines += [(text, 16) for text in pending_lines(answer)[:2]]
    yield Section(tuple(Block(t, role=Role.QUIET, rank=n) for t, n in lines if t))


def disagreement(answer: Findings) -> Iterator[str]:
    """Yield a line of text for each main duty on which some authors disagree with the verdict: up to three authors,
    with how each reads the duty. The main duty is that of each state asked about, or of the most prominent article if
    the question names no state.
    """
    one_state = len(answer.topic.states) == 1
    named = set[str]()
    for owed, states in ruling_of(answer).main_duties:
        if owed.call.clause.key in named:
            continue
        named.add(owed.call.clause.key)
        many = len(states) > 1
        members = f"the {owed.call.treaty.members_on(answer.setting.on, states)}"
        whose = members if len(states) > NAMED else the(answer.setting, *states)
        readings = [
            (
                f"{whose} " * (not one_state and how.startswith(("must ", "may ")))
                + how,
                by,
            )
            for how, by in dissenting(answer, owed.call.judged, many)
            if not _agrees(owed, how, many)
        ]
        if readings:
            name = instrument_in_line(owed.call.treaty.name)
            elsewhere = all(how in _on_leave(answer) for how, _ in readings)
            about = "" if one_state or elsewhere else f" about {name}"
            yield f"Disagree{about}: {_held_by(readings)}."


def _on_leave(answer: Findings) -> set[str]:
    """List what readings say of the leave for the force, which is no matter of the treaty that they move."""
    found = (said_of_leave(answer, r) for r in answer.readings)
    return {claim(answer, literal) for settled in found for literal in settled}


def _agrees(owed: Owed, how: str, many: bool) -> bool:
    """Tell whether a reading comes to what the answer says of a duty: the same, or the same without its measure.

    Args:
        owed: the duty.
        how: the duty that the reading finds, in words.
        many: whether the duty is that of several states.
    """
    return owed.settled and must(owed.call.duty, many=many).startswith(how)


def _held_by(readings: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Name up to three holders, each with what that holder reads, so that every reading has one before any has two.

    >>> _held_by([("must help", ["Lin Yuan", "Shen Dingli, Fudan University"])])
    'Lin Yuan (must help), Shen Dingli (must help)'
    """
    rounds = zip_longest(*([(how, a) for a in by] for how, by in readings))
    holders = [holder for turn in rounds for holder in turn if holder]
    return ", ".join(
        f"{author.partition(', ')[0]} ({how.replace(', but need not', ', need not')})"
        for how, author in holders[:3]
    )


def _notes(answer: Findings, extent: DetailOptions) -> Iterator[str]:
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
    begun = begun_otherwise(answer.corpus, answer.scenario)
    if acts := [e for e in begun if answer.scenario.background]:
        by = the(answer.setting, *dict.fromkeys(s for e in acts for s in e.by))
        hit = the(answer.setting, *dict.fromkeys(s for e in acts for s in e.against))
        yield (
            f"Historically {by} attacked {hit} that day; the answer follows the question."
        )


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
    law, on = answer.corpus, answer.setting.on
    for gone in law.taken_away:
        name = instrument_in_line(gone.treaty.name)
        party = the(answer.setting, *([gone.state] if gone.state else []))
        if not supposed:
            yield (
                f"Without {party} as a party to {name}."
                if party
                else f"Without {name}."
            )
        for ident in gone.treaty.replaces * (not gone.state):
            old = law.treaty(ident)
            if old.until and old.until <= on:
                ended = instrument_in_line(old.name)
                yield f"It had replaced {ended}, which stays ended here: `--in-force {ident}` brings it back."


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
    shown = [
        e
        for e in answer.setting.events
        if e.background
        and not (
            titled and e.kind is not EventKind.REQUEST and not _both_ways(answer, e)
        )
    ]
    acts = "; ".join(
        f"{_event(answer, e)}{_both_ways(answer, e)}" for e in _joined(answer, shown)
    )
    given = (e for e in answer.setting.events if e.background)
    requests = all(e.kind is EventKind.REQUEST for e in given)
    what = "A documented request" if requests else "Already at war"
    return f"{what}: {acts}." if acts else ""


def _joined(answer: Findings, events: Iterable[Event]) -> list[Event]:
    """Join acts of one year: those of several states against one, then those of the same states against several."""
    for field, other in (("by", "against"), ("against", "by")):
        found: dict[object, Event] = {}
        for e in events:
            year = e.on.year if e.on else None
            alone = e.to or _both_ways(answer, e)
            key = id(e) if alone else (e.kind, year, e.for_, getattr(e, other))
            before = getattr(found[key], field) if key in found else ()
            states = tuple(dict.fromkeys((*before, *getattr(e, field))))
            found[key] = e.model_copy(update={field: states})
        events = list(found.values())
    return list(events)


def _both_ways(answer: Findings, event: Event) -> str:
    """A clause where two states have attacked each other since the same day, and each says that the other began."""
    mutual = begun_by_both(answer.corpus, event)
    return (
        ", and the other way round from the same day: who began is disputed"
        if mutual
        else ""
    )


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
