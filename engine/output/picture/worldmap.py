"""The map of an answer: today's borders, coloured by side and duty, with every state listed below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.findings.mapped import MapContent, MappedState, map_content, ranked
from engine.forms.style import FONT, INK, LEADS, PAPER, text_line, text_width, wrapped
from engine.forms.svg import document, esc, num, tag
from engine.output.owing import must
from engine.output.picture.finding import finding, titled
from engine.output.picture.map_panel import chips_of, panel_of
from engine.output.picture.map_window import (
    fill_of,
    kind_of,
    panel_parts,
    patterns,
)
from engine.output.picture.row_words import shortly
from engine.output.prose import CAVEAT, capital, listed, number, standing, the
from engine.output.unbound_text import unbound_line
from engine.record.verdict import Status
from treaties.support.grouping import grouped
from treaties.vocabulary import days

if TYPE_CHECKING:
    from engine.findings.findings import Findings

WIDE, NARROW = 960.0, 380.0
LABEL, SMALL = 12.0, 11.5
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
    content = replace(content, named=_named(content, finding(answer)))
    body, high = sheet(answer, content, wide, world=world)
    top, head = titled(answer, wide)
    paper = tag("rect", width=wide, height=high + head, fill=PAPER, class_="paper")
    drawn = tag(
        "g",
        paper,
        *top,
        tag("g", *body, transform=f"translate(0 {head})"),
        font_family=FONT,
    )
    return document(
        wide, high + head, f"Map. {answer.title}", in_words(answer, content), drawn
    )


def _named(content: MapContent, title: str) -> frozenset[str]:
    """The states that a title names."""
    words = ((s.state, rf"\b{re.escape(s.name)}\b") for s in content.states)
    return frozenset(state for state, name in words if re.search(name, title))


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
    narrow = wide < 600
    size = SMALL if narrow else LABEL
    panel = panel_of(content, wide, world=world, grid=grid)
    drawn = panel_parts(content, panel, size, name)
    parts = [tag("defs", *patterns(name)), tag("g", *drawn)]
    y = panel.window.high + GUTTER
    if not listed:
        return parts, y - GUTTER
    shown = {*panel.points, *(c.state.state for c in chips_of(content, panel, size))}
    off = (s.name for s in content.states if s.state not in shown)
    absent = (*content.absent, *off)
    text, used = _below(answer, replace(content, absent=absent), wide, name)
    return [*parts, tag("g", text, transform=f"translate(0 {num(y)})")], y + used


def _below(
    answer: Findings, content: MapContent, wide: float, prefix: str
) -> tuple[str, float]:
    """Under the map: what each pattern means with the states that have it, what is not on it, and whose borders these
    are.
    """
    y = 14.0
    parts: list[str] = []
    for members in _alike(content):
        lead, who = _entry_words(answer, members)
        who += _and_others(content, members)
        y += _entry(parts, members[0], prefix, f"{lead}: ", who, y, wide)
    notes = [free] if (free := unbound_line(answer)) else []
    if any(s.point and not s.role for s in content.states):
        notes.append(
            "Diamond: a place, or the seat of a state that no land of today stands for."
        )
    if any(s.also for s in content.states):
        notes.append("White stripes: a second duty to help besides.")
    if content.absent:
        notes.append(f"Not on this map: {shortly(content.absent)}.")
    fighting = (
        s for s in reversed(content.states) if "attack" in s.role and not s.is_place
    )
    first = {s.side: answer.setting.name_in_line(s.state) for s in fighting}
    if len(first) == 2:
        sides = (
            f"Blue is the side of {first['attacked']}, red that of {first['attacker']}"
        )
        notes.append(f"{sides}; the darker, the stronger the duty.")
    notes += [caption(answer), CAVEAT]
    for line in wrapped(" ".join(notes), wide - 24, 11.5):
        parts.append(text_line(line, 12, y, 11.5, "quiet"))
        y += 16
    return "".join(parts), y + 2


def _alike(content: MapContent) -> Iterable[list[MappedState]]:
    """The states of each entry of the key: those who fight on one side, or owe one duty there as surely."""
    groups: dict[tuple[object, ...], list[MappedState]] = {}
    shown = [s for s in content.states if not s.is_place]
    for s in sorted(
        shown,
        key=lambda s: (
            "attack" not in s.role,
            not s.role,
            s.side != "attacked",
            s.status.order,
        ),
    ):
        alike = (
            "attack" in s.role
            if s.role
            else (s.verdict.duty, s.status, s.side == "aside" and not s.toward)
        )
        groups.setdefault((s.side, alike), []).append(s)
    return groups.values()


def _entry_words(answer: Findings, members: Sequence[MappedState]) -> tuple[str, str]:
    """What one look means and who has it, by instrument; what differs among them, a role or to whom it is owed, stands
    with the names.
    """
    s = members[0]
    parts = grouped(
        ((m.role or the(answer.setting, *m.toward), m.treaty), m.name) for m in members
    )
    about, *others = dict.fromkeys(toward for toward, _ in parts)
    if s.role:
        lead, words = "Fighting" if others else about, " ({})"
    elif not s.verdict.duty:
        lead, words = (
            "At war already"
            if s.status is Status.BELLIGERENT
            else "drawn under another reading alone",
            "",
        )
    elif s.side == "aside" and not s.toward:
        lead, words = "must help neither side", ""
    else:
        both = " (each side calls it)" if s.side == "both" else ""
        owed = must(
            s.verdict.duty, many=len(members) > 1, toward="" if others else about
        )
        lead, words = (
            f"{LEADS.get(s.status, '')}{owed}{both}",
            ", toward {}" if s.side == "aside" else ", for {}",
        )
    names = _names_of_entry(parts, words if others else "", whole=_fights_or_helps(s))
    return capital(lead), names


def _fights_or_helps(s: MappedState) -> bool:
    """Whether a state fights or owes help, rather than talks or neutrality alone."""
    return bool(s.role) or (s.verdict.duty is not None and s.verdict.duty.drawn_in)


def _names_of_entry(
    parts: Mapping[tuple[str, str], list[str]], words: str, *, whole: bool
) -> str:
    """Write the names of one entry of the key, by beneficiary and by instrument.

    Args:
        parts: the names, by beneficiary and instrument.
        words: how an entry names a beneficiary, with `{}` in its place; empty if the entry names it already.
        whole: name all, also where they are many.
    """
    named = []
    for (toward, treaty), who in parts.items():
        instrument = f" ({treaty})" if treaty else ""
        names = listed(who) if whole else shortly(tuple(who))
        named.append(f"{names}{words.format(toward)}{instrument}")
    return "; ".join(named)


def _and_others(content: MapContent, members: Sequence[MappedState]) -> str:
    """Count the states of darker entries that have the duty of this entry too, so that it holds all whom the title
    does.
    """
    first = members[0]
    duty, mine = first.verdict.duty, {m.state for m in members}
    if first.role or duty is None or first.status is not Status.BOUND:
        return ""
    others = [
        s
        for s in content.states
        if s.side == first.side and duty in s.also and s.state not in mine
    ]
    return f"; so must {number(len(others))} of the others" if others else ""


def _entry(
    parts: list[str],
    first: MappedState,
    prefix: str,
    lead: str,
    names: str,
    y: float,
    wide: float,
) -> float:
    top = y
    swatch = tag(
        "rect",
        x=12,
        y=y - 10,
        width=22,
        height=12,
        **fill_of(first, prefix),
        class_="area",
    )
    parts.append(tag("g", swatch, class_=kind_of(first)))
    left = len(lead)
    heavier = text_width(lead, 12, bold=True) - text_width(lead, 12)
    for line in wrapped(lead + names, wide - 54 - heavier, 12):
        bold = line[:left].rstrip()
        inside = (tag("tspan", esc(bold), font_weight=700) if bold else "") + esc(
            line[len(bold) :]
        )
        parts.append(
            tag("text", inside, x=42, y=y, font_size=12, fill=INK, class_="ink")
        )
        y += 16
        left = max(0, left - len(line) - 1)
    return y - top + 3
