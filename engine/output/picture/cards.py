"""The parts of the picture as SVG: boxes of belligerents, cards of instruments, headings and notes."""

from __future__ import annotations

import re

from engine.findings.scene import LEFT, Belligerents, Card, CardRow, Stage
from engine.forms.style import (
    ATTACK,
    DUTY_LOOKS,
    FAINT,
    LEADS,
    LOOKS,
    PAPER,
    QUIET,
    fitted,
    pips,
    text_line,
    text_width,
    wrapped,
)
from engine.forms.svg import esc, path, rect, tag
from engine.output.owing import reference
from engine.output.picture.layout import Box, Layout, lane_of
from engine.output.picture.row_words import NAME, SMALL, heading, named, notes, plain
from engine.output.prose import listed, standing
from engine.record.verdict import Status, Verdict


def duties(layout: Layout) -> list[str]:
    """Return the lines of the duties as SVG: from every row to the line along the margin, and from each such line one
    arrow to the states to which the duty is owed.
    """
    branches: list[str] = []
    tips: dict[tuple[int, str], tuple[float, float]] = {}
    for c, _ in layout.cards:
        for g in c.groups:
            box = layout.target(g.target) if g.target else None
            if box is None:
                continue
            key = (c.side, lane_of(layout.scene, g.target))
            x, row, look = layout.lanes[key], layout.rows[g.id], LOOKS[g.status]
            start = row.x if c.side == LEFT else row.x + row.w
            line = path("M", start, row.out, "L", x, row.out)
            text = f"{listed(g.names)} → {listed(layout.scene.names[s] for s in g.beneficiaries)}: {standing(g.verdict)} ({reference(g.ground.clause)})"
            near = {
                "stroke": "none",
                "stroke_width": 14,
                "pointer_events": "stroke",
                "class_": "near",
            }
            shown = {
                "stroke": look.line,
                "stroke_dasharray": look.dash or None,
                "class_": "line",
            }
            drawn = [
                tag("title", esc(text)),
                tag("path", d=line, fill="none", **near),
                tag(
                    "path",
                    d=line,
                    fill="none",
                    stroke_width=DUTY_LOOKS[g.verdict.duty or g.ground.duty].width,
                    **shown,
                ),
            ]
            to = g.ground.beneficiary
            branches.append(
                tag(
                    "g",
                    *drawn,
                    class_=f"arrow s-{g.status}",
                    data_from=g.id,
                    data_to=to,
                )
            )
            low, high = tips.get(key, (box.middle, box.middle))
            tips[key] = (min(low, row.out), max(high, row.out))
    trunks = []
    for (side, target), (low, high) in tips.items():
        x, box = layout.lanes[side, target], layout.target(target)
        assert box is not None
        end, inward, y = (box.x if side == LEFT else box.x + box.w), -side, box.middle
        turn = y + (6 if high > y else -6)
        paths = [
            path("M", x, turn, "Q", x, y, x + 6 * inward, y, "L", end - 8 * inward, y)
        ]
        paths += [
            path("M", x, a, "L", x, b)
            for a, b in ((low, y - 6), (y + 6, high))
            if b > a
        ]
        back = end - 10 * inward
        tip = path("M", end - inward, y, "L", back, y - 5, "L", back, y + 5, "z")
        trunks += [
            *(
                tag(
                    "path",
                    d=d,
                    fill="none",
                    stroke=QUIET,
                    stroke_width=2.4,
                    class_="trunk",
                )
                for d in paths
            ),
            tag("path", d=tip, fill=QUIET, class_="trunk-tip"),
        ]
    return [tag("g", *trunks, aria_hidden="true"), *branches]


def force(layout: Layout) -> list[str]:
    """Return one arrow as SVG from each box of attackers to each box that they attack."""
    ways = _ways_of_force(layout)
    parties = {p.id: p for p, _ in layout.parties}
    parts = []
    for (source, target), asked in ways.items():
        attacker, attacked = (listed(parties[i].names) for i in (source, target))
        a, b = layout.target(source), layout.target(target)
        assert a
        assert b
        both = 7.0 if (target, source) in ways else 0.0
        line, tip = _across(a, b, both) if layout.broad else _down(a, b, both)
        heavy = 3.2 if asked else 1.4
        arrow = [_stroke(line, heavy), _stroke(tip, max(1.8, heavy * 0.7))]
        title = tag("title", esc(f"{attacker} uses force against {attacked}"))
        parts.append(tag("g", title, *arrow, class_="force"))
    return parts


def _ways_of_force(layout: Layout) -> dict[tuple[str, str], bool]:
    """From which party to which force is used, and whether the question gives any of it."""
    party_of: dict[str, Belligerents] = {}
    for party, _ in layout.parties:
        for state in party.states:
            party_of.setdefault(state, party)
    ways: dict[tuple[str, str], bool] = {}
    for f in layout.scene.force:
        s, t = party_of.get(f.source), party_of.get(f.target)
        if s and t and s.side != t.side:
            ways[s.id, t.id] = ways.get((s.id, t.id), False) or f.given
    return ways


def _stroke(line: str, width: float) -> str:
    """A line of force."""
    return tag(
        "path",
        d=line,
        fill="none",
        stroke=ATTACK,
        stroke_width=width,
        stroke_linejoin="round",
        class_="ink-line",
    )


def _across(s: Box, t: Box, off: float) -> tuple[str, str]:
    way = 1 if t.x > s.x else -1
    x0, x1 = (s.x + s.w, t.x) if way > 0 else (s.x, t.x + t.w)
    y0, y1 = s.middle + off * way, t.middle + off * way
    end = x1 - 3 * way
    middle = (x0 + x1) / 2
    line = path("M", x0, y0, "C", middle, y0, middle, y1, end, y1)
    back = end - 10 * way
    return line, path("M", back, y1 - 6, "L", end, y1, "L", back, y1 + 6)


def _down(s: Box, t: Box, off: float) -> tuple[str, str]:
    way = 1 if t.y > s.y else -1
    x = s.x + s.w / 2 + off * way
    y0, y1 = (s.y + s.h, t.y) if way > 0 else (s.y, t.y + t.h)
    end = y1 - 3 * way
    back = end - 9 * way
    tip = path("M", x - 6, back, "L", x, end, "L", x + 6, back)
    return path("M", x, y0, "L", x, end), tip


def _name(text: str, x: float, y: float, size: float, **more: object) -> str:
    return text_line(text, x, y, size, "ink", 700, class_="name ink", **more)


def standing_line(verdict: Verdict) -> str:
    """Return a verdict in a few words: its sign, status and duty.

    >>> from treaties.vocabulary.terms import Duty
    >>> standing_line(Verdict(Status.CONTESTED, Duty.ASSIST))
    '? contested: must help'
    """
    duty = (
        re.split("[;,]", verdict.duty.meaning)[0]
        if verdict.duty
        else str(verdict.status).replace("-", " ")
    )
    return f"{LOOKS[verdict.status].mark} {LEADS.get(verdict.status, '') if verdict.duty else ''}{duty}"


def party(p: Belligerents, b: Box, prefix: str) -> str:
    """Return the box of a party as SVG.

    Args:
        p: the belligerents in the box.
        b: the position and size of the box, in px.
        prefix: the beginning of every id in the picture.
    """
    look = LOOKS[Status.BELLIGERENT]
    lines = wrapped(listed(p.names), b.w - 24, 14, bold=True)
    drawn = [tag("title", esc(f"{listed(p.names)}: {Status.BELLIGERENT.meaning}"))]
    drawn += [
        rect(
            b.x,
            b.y,
            b.w,
            b.h,
            6,
            fill=look.fill,
            stroke=look.line,
            stroke_width=1.6,
            class_="frame",
        )
    ]
    drawn += [
        _name(t, b.x + b.w / 2, b.y + 21 + 17 * i, 14, text_anchor="middle")
        for i, t in enumerate(lines)
    ]
    return _node(drawn, p, prefix, "node party s-belligerent")


def _node(drawn: list[str], of: Belligerents | CardRow, prefix: str, kind: str) -> str:
    """What is drawn of those who stand together, so that the page can find it and colour it."""
    states = " ".join(of.states)
    return tag(
        "g",
        *drawn,
        class_=kind,
        id=f"{prefix}-{of.id}",
        data_node=of.id,
        data_states=states,
    )


def card(layout: Layout, c: Card, b: Box, prefix: str) -> str:
    """Return the card of one instrument with its rows as SVG; a single row is drawn without a frame around it.

    Args:
        layout: the picture, which knows the position of each row.
        c: the instrument with its rows.
        b: the position and size of the card, in px.
        prefix: the beginning of every id in the picture.
    """
    rows = [_row(layout, c, g, prefix) for g in c.groups]
    if len(rows) == 1:
        return rows[0]
    titled = enumerate(heading(c, b.w - 20))
    head = [
        text_line(t, b.x + 10, b.y + 17 + 16 * i, 12.5, weight=700, class_="treaty ink")
        for i, t in titled
    ]
    frame = rect(
        b.x,
        b.y,
        b.w,
        b.h,
        7,
        fill=PAPER,
        stroke=FAINT,
        stroke_width=1.4,
        class_="card-frame",
    )
    return tag("g", frame, *head, *rows, class_="instrument")


def _row(layout: Layout, c: Card, g: CardRow, prefix: str) -> str:
    b, aside = layout.rows[g.id], c.stage is Stage.ASIDE
    look, space = LOOKS[Status.NOT_TRIGGERED if aside else g.status], b.w - 22
    x, y = b.x + 13, b.y + 17
    names, below = named(g, space), notes(c, g, layout.scene, space)
    signs = pips(g.verdict)
    left = space - (text_width(signs, SMALL) + 6 if signs else 0)
    heavy = 2.2 if g.status is Status.BOUND else 1.3
    border = {
        "stroke": look.line,
        "stroke_width": heavy,
        "stroke_dasharray": look.dash or None,
        "class_": "frame",
    }
    parts = [
        tag(
            "title",
            esc(
                f"{listed(g.names)}: {standing(g.verdict)} — {reference(g.ground.clause)}"
            ),
        ),
        rect(b.x, b.y, b.w, b.h, 5, fill=look.fill, **border),
        rect(b.x, b.y, 5, b.h, 2.5, fill=look.line, class_="bar"),
    ]
    for t in names:
        parts.append(_name(t, x, y, NAME))
        y += 16
    if not plain(g):
        text = fitted(standing_line(g.verdict), left, 12)
        parts.append(
            text_line(text, x, y, 12, weight=600, fill=look.line, class_="standing")
        )
    parts.append(
        text_line(
            signs,
            b.x + b.w - 7,
            y,
            SMALL,
            fill=look.line,
            text_anchor="end",
            class_="pips",
        )
    )
    y -= 14 if plain(g) else 0
    for t in below:
        y += 14
        parts.append(text_line(t, x, y, SMALL, "quiet", class_="article quiet"))
    return _node(parts, g, prefix, f"node{' aside' * aside} s-{g.status}")


def lines(layout: Layout) -> list[str]:
    """Return the headings, the notes, and the lines that separate stages as SVG."""
    drawn = [
        tag(
            "line",
            x1=12,
            y1=y,
            x2=layout.wide - 12,
            y2=y,
            stroke=FAINT,
            stroke_width=1.6,
            class_="faint-line",
        )
        for y in layout.rules
    ]
    for line in layout.lines:
        head = line.kind == "head"
        kind = "ink" if head else line.kind
        drawn.append(
            text_line(line.text, line.x, line.y, line.size, kind, 700 if head else 400)
        )
    return drawn


def picture(layout: Layout, prefix: str = "node") -> list[str]:
    """Return the picture as SVG elements, without title and legend; `prefix` begins the ids of its boxes."""
    return [
        *duties(layout),
        *lines(layout),
        *(party(p, b, prefix) for p, b in layout.parties),
        *force(layout),
        *(card(layout, c, b, prefix) for c, b in layout.cards),
    ]
