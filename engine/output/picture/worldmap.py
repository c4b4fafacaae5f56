"""The map of an answer: today's borders, coloured by side and duty, with every state listed below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.findings.mapped import MapContent, MappedState, map_content, ranked
from engine.forms.globe import MapWindow
from engine.forms.style import FONT, LEADS, PAPER, block
from engine.forms.svg import document, num, rect, tag
from engine.output.owing import must
from engine.output.picture.finding import titled
from engine.output.picture.map_panel import chips_of, panel_of
from engine.output.picture.map_window import fill_of, kind_of, panel_parts, patterns
from engine.output.picture.row_words import shortly
from engine.output.prose import CAVEAT, capital, listed, standing, the
from engine.output.unbound_text import unbound_line
from treaties.support.grouping import grouped
from treaties.vocabulary import days
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.findings.findings import Findings

WIDE, NARROW = 960.0, 380.0
GUTTER = 10.0
"""The distance in px between the map and the words below it."""


def world_map(
    answer: Findings,
    *,
    world: bool = False,
    portrait: bool = False,
    further: bool = False,
) -> str:
    """Return an answer as an SVG map with today's borders.

    Hue shows the side, darkness the duty, and pattern the status; states that must stay out are hollow. The map covers
    the region of the states that fight or are bound at once. Borders are today's, not those of the day asked about, and
    imply no position on disputed land.

    Args:
        answer: the answer.
        world: show the whole world.
        portrait: draw for a narrow sheet such as a telephone.
        further: also show states that may be drawn in by further acts.

    >>> from engine import ask
    >>> svg = world_map(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> "Natural Earth" in svg, "attacked" in svg
    (True, True)
    """
    wide = NARROW if portrait else WIDE
    content = map_content(answer, further=further)
    body, high = sheet(answer, content, wide, world=world)
    top, head = titled(answer, wide)
    paper = rect(0, 0, wide, high + head, fill=PAPER, class_="paper")
    shown = tag("g", *body, transform=f"translate(0 {num(head)})")
    drawn = tag("g", paper, *top, shown, font_family=FONT)
    title, about = f"Map. {answer.title}", in_words(answer, content)
    return document(wide, high + head, title, about, drawn)


def in_words(answer: Findings, content: MapContent) -> str:
    """Return a description of the map for a reader who cannot see it."""
    states = "; ".join(
        f"{s.name}: {s.role or standing(s.verdict)}" for s in ranked(content.states)
    )
    off = f" Not on the map: {', '.join(content.absent)}." if content.absent else ""
    return f"{CAVEAT} {states or 'Nobody is drawn in'}.{off} {caption(answer)}"


def caption(answer: Findings) -> str:
    """Return the note below a map: the source and the date of the borders, that they imply no position on disputed
    territory, and the meaning of the hatching."""
    on, states = answer.setting.on, answer.corpus.states
    # A state that rose or fell since then moved a border.
    moved = any(day and day > on for s in states for span in s.spans for day in span)
    past = f", not those of {days.in_words(on)}" if moved else ""
    return (
        f"Borders are today's (Natural Earth, public domain){past}; they imply no position on disputed territory. "
        "Cross-hatched: disputed, coloured for no state."
    )


def sheet(
    answer: Findings,
    content: MapContent,
    wide: float,
    *,
    world: bool = False,
    name: str = "m",
    listed: bool = True,
    grid: float = 0.5,
) -> tuple[list[str], float]:
    """Return the SVG elements of the map without its title, and its height in px.

    Args:
        answer: the answer.
        content: the states and the events.
        wide: the width of the map, in px.
        world: show the whole world.
        name: the beginning of every id in the map.
        listed: list the names of the states below.
        grid: the distance to which outlines are rounded, in px.
    """
    panel = panel_of(content, wide, world=world, grid=grid)
    drawn = panel_parts(content, panel, name)
    parts = [tag("defs", *patterns(name)), tag("g", *drawn)]
    if not listed:
        return parts, panel.window.high
    shown = {*panel.points, *(c.state.state for c in chips_of(content, panel))}
    off = (s.name for s in content.states if s.state not in shown)
    absent = (*content.absent, *off)
    words, end = _below(answer, replace(content, absent=absent), panel.window, name)
    return [*parts, *words], end


def _below(
    answer: Findings, content: MapContent, window: MapWindow, prefix: str
) -> tuple[list[str], float]:
    """Under the map: what each fill means with the states that have it, what is not on it, and whose borders these are.

    Args:
        answer: the answer.
        content: the states and the events.
        window: the window of the map.
        prefix: the beginning of every id in the map.
    """
    y, parts = window.high + GUTTER, list[str]()
    for members in _alike(content):
        first = members[0]
        look = fill_of(first, prefix)
        swatch = rect(12, y + 3, 22, 12, **look, class_="area")
        parts.append(tag("g", swatch, class_=kind_of(first)))
        lead, names = _meaning(members), _who(answer, members)
        for text, name in ((lead, "key"), (names, "key-names")):
            words, y = block(text, 42, y, window.wide - 54, name)
            parts += [w.drawn() for w in words]
        y += 4
    notes = " ".join(filter(None, _notes(answer, content)))
    words, y = block(notes, 12, y, window.wide - 24, "note")
    return [*parts, *(w.drawn() for w in words)], y + 8


def _notes(answer: Findings, content: MapContent) -> Iterator[str]:
    """What the map leaves unsaid: who is bound to nothing, what its marks mean, and whose borders these are."""
    yield unbound_line(answer)
    if any(s.point and not s.role for s in content.states):
        yield "Dot without land: a place, or the seat of a state that no land of today stands for."
    if any(s.also for s in content.states):
        yield "White stripes: a second duty to help besides."
    if content.absent:
        yield f"Not on this map: {shortly(content.absent)}."
    fighting = [s for s in content.states if "attack" in s.role and not s.is_place]
    first = {s.side: answer.setting.name_in_line(s.state) for s in reversed(fighting)}
    if len(first) == 2:
        sides = (
            f"Blue is the side of {first['attacked']}, red that of {first['attacker']}"
        )
        yield f"{sides}; the darker, the stronger the duty."
    yield caption(answer)
    yield CAVEAT


def _alike(content: MapContent) -> Iterable[list[MappedState]]:
    """The states of each entry of the key, those who fight first: they do or suffer the same on one side, or owe one
    duty there as surely.
    """
    shown = [s for s in content.states if not s.is_place]
    shown.sort(key=lambda s: (not s.role, s.side != "attacked", s.status.order))
    return grouped(((s.side, _meaning([s])), s) for s in shown).values()


def _meaning(members: Sequence[MappedState]) -> str:
    """What one fill of the map means: what its states do or suffer, or what they must do."""
    s = members[0]
    if s.role or not s.verdict.duty:
        return capital(s.role or str(s.status))
    if s.side == "aside" and not s.toward:
        return "Must help neither side"
    both = " (each side calls it)" if s.side == "both" else ""
    owed = must(s.verdict.duty, many=len(members) > 1)
    return capital(f"{LEADS.get(s.status, '')}{owed}{both}")


def _who(answer: Findings, members: Sequence[MappedState]) -> str:
    """The states of an entry of the key, by those to whom they owe it and by instrument; of those who only talk or stay
    out, a few by name.
    """
    duty = members[0].verdict.duty
    parts = grouped(((s.toward, s.treaty), s.name) for s in members)
    found = []
    for (toward, treaty), names in parts.items():
        few = duty and not duty.drawn_in
        text = shortly(names) if few else listed(names)
        if toward and duty:
            text += f", {_link(duty)} {the(answer.setting, *toward)}"
        found.append(f"{text} ({treaty})" if treaty else text)
    return "; ".join(found)


def _link(duty: Duty) -> str:
    """The word between a duty and those to whom it is owed."""
    if duty is Duty.CONSULT:
        return "with"
    return "toward" if duty.forbids_help else "for"
