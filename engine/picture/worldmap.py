"""The map: today's borders, coloured by status, with the crowded part enlarged below and every state listed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.picture.globe import XY, Window, area_of, inside, path_of, roomiest
from engine.picture.labels import Label, Wish, leader, place
from engine.picture.markup import document, esc, num, tag
from engine.picture.patterns import patterns
from engine.picture.placed import Placed, Shown, around, fitted_window, focus, shown, whole_world
from engine.picture.style import ATTACK, FAINT, FONT, INK, LOOKS, PAPER, QUIET, wrapped
from engine.text import standing
from engine.verdicts import Status
from treaties.atlas import load_atlas

if TYPE_CHECKING:
    from engine.answer import Answer

WIDE, TALL = 960.0, 380.0
RATIO, RATIO_TALL = (1.85, 2.3), (0.95, 1.25)
LABEL, SMALL = 12.0, 11.5
ENLARGED = 2
"""At most so many parts are enlarged; in the narrow form one more."""
CROWD = 3
"""Labels that find no place of their own before their region is enlarged."""
SPECK = 14.0
"""Square px below which land also gets a dot."""


@dataclass
class Panel:
    """One window on the sheet with the labels in it."""

    window: Window
    grid: float
    land: dict[str, list[list[XY]]]
    points: dict[str, tuple[XY, float]]
    """Where a state's label belongs, and the room there."""
    labels: list[Label] = field(default_factory=list)
    left: list[Wish] = field(default_factory=list)


def world_map(answer: Answer, *, world: bool = False, portrait: bool = False, every: bool = False) -> str:
    """An answer on a map of today's borders, as an SVG document.

    The part of the world where the states concerned lie; `world` shows all of it. `portrait` is for a narrow sheet,
    such as a telephone. Borders are today's, not those of the day asked about, and imply no position on disputed land.

    >>> from engine import ask
    >>> svg = world_map(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> "Natural Earth" in svg, "attacked" in svg
    (True, True)
    """
    wide = TALL if portrait else WIDE
    told = shown(answer, every=every)
    body, high = sheet(answer, told, wide, world=world)
    title = wrapped(answer.title, wide - 24, 15, bold=True)
    head = 14 + 19 * len(title)
    top = [
        tag("text", esc(t), x=12, y=23 + 19 * i, font_size=15, font_weight=700, fill=INK, class_="ink")
        for i, t in enumerate(title)
    ]
    return document(
        wide, high + head, f"Map. {answer.title}", in_words(answer, told),
        tag("g", tag("rect", width=wide, height=high + head, fill=PAPER, class_="paper"), *top,
            tag("g", *body, transform=f"translate(0 {head})"), font_family=FONT),
    )  # fmt: skip


def in_words(answer: Answer, told: Shown) -> str:
    """What the map shows, for a reader who cannot see it."""
    states = "; ".join(f"{s.name}: {s.role or standing(s.verdict)}" for s in _ranked(told.states))
    off = f" Not on the map: {', '.join(told.absent)}." if told.absent else ""
    return f"Duties under law, not predictions of conduct. {states or 'Nobody is drawn in'}.{off} {caption(answer)}"


def caption(answer: Answer) -> str:
    """What a map must say of itself."""
    return (
        f"Borders are today's (Natural Earth, public domain), not those of {answer.setting.on}; they imply no position on "
        "disputed territory. Cross-hatched: disputed, coloured for no state."
    )


def sheet(
    answer: Answer, told: Shown, wide: float, *, world: bool = False, name: str = "m", listed: bool = True, grid: float = 0.5
) -> tuple[list[str], float]:
    """The map without its title, and its height; `name` begins every id in it, `listed` names the states below, `grid` is how fine
    outlines are drawn, in px."""
    narrow = wide < 600
    size = SMALL if narrow else LABEL
    panels = panels_of(told, wide, size, world=world, grid=grid)
    parts, y = [tag("defs", *patterns(name))], 0.0
    for i, panel in enumerate(panels):
        frames = [(n, p.window) for n, p in enumerate(panels) if n > i] if i == 0 else []
        parts.append(
            tag("g", *_panel(told, panel, frames, size, f"{name}{i}", name), transform=f"translate(0 {num(y)})")
        )
        if i:
            parts.append(_tag_of(i, 0.0, y))
        y += panel.window.high + 10
    if not listed:
        return parts, y - 10
    text, used = _below(answer, told, panels, wide, name)
    return [*parts, tag("g", text, transform=f"translate(0 {num(y)})")], y + used


def panels_of(told: Shown, wide: float, size: float, *, world: bool = False, grid: float = 0.5) -> list[Panel]:
    """The map itself, and as many crowded parts of it, enlarged, as help."""
    ratio = RATIO_TALL if wide < 600 else RATIO
    points = focus(told.states)
    window = whole_world(points, wide) if world or not points else around(points, wide, ratio)
    main = _fill(told, Panel(window, grid, {}, {}), [], size)
    panels, settled = [main], {b.wish.key for b in main.labels if b.settled}
    for _ in range(ENLARGED + (wide < 600)):
        found = _crowd(main, {k for p in panels[1:] for k in p.points})
        if found is None:
            break
        enlarged = _fill(told, Panel(found, grid, {}, {}), [], size)
        panels.append(enlarged)
        elsewhere = {k for p in panels[1:] for k in p.points} - settled
        main = panels[0] = _fill(told, main, sorted(elsewhere), size)
    return panels


def _fill(told: Shown, panel: Panel, without: Sequence[str], size: float) -> Panel:
    """Outlines, points and labels of a window. States in `without` are named elsewhere, unless they are principals."""
    window = panel.window
    land, points = panel.land, panel.points
    if not land:
        for s in told.states:
            if s.seat:
                at = window.place(s.seat.lon, s.seat.lat)
                if window.holds(at, 4):
                    points[s.state] = (at, 0.0)
                continue
            land[s.state] = window.outlines(s.rings, grid=panel.grid)
            home = window.outlines(s.rings[:1], edge=-6.0)
            if home:
                points[s.state] = roomiest(home)
    keep = window.wide > 600
    wishes = [
        _wish(s, *points[s.state])
        for s in _ranked(told.states)
        if s.state in points and ((s.role and keep) or s.state not in without)
    ]
    wishes.sort(key=lambda w: (not w.bold, w.room < 30))
    boxes = {k: _bounds(rings) for k, rings in land.items() if rings}

    def owner(p: XY) -> str:
        for key, (x0, y0, x1, y1) in boxes.items():
            if x0 < p[0] < x1 and y0 < p[1] < y1 and any(inside(p, r) for r in land[key]):
                return key
        return ""

    dots = [at for s in told.states if s.state in points and _dotted(s, land) for at in [points[s.state][0]]]
    principals = [points[s.state][0] for s in told.states if s.role and s.state in points]
    arrows = [q for _, line in _attacks(told, panel) for q in line]
    labels, left = place(wishes, window, size, [*dots, *principals, *arrows], owner)
    return Panel(window, panel.grid, land, points, labels, left)


def _bounds(rings: Iterable[Sequence[XY]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*(p for r in rings for p in r), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _wish(s: Placed, at: XY, room: float) -> Wish:
    mark = LOOKS[s.status].mark
    if s.role:
        return Wish(s.state, s.name, (at[0], at[1]), 0.0, True, s.role)
    return Wish(s.state, f"{mark} {s.name}", at, room)


def _dotted(s: Placed, land: dict[str, list[list[XY]]]) -> bool:
    return bool(s.seat) or sum(map(area_of, land.get(s.state, ()))) < SPECK


def _crowd(main: Panel, done: set[str]) -> Window | None:
    """A window on the densest lot of points without a good label."""
    window = main.window
    placed = {b.wish.key: b for b in main.labels}
    weight = {
        key: 1.0 if key not in placed or placed[key].led else 0.7 if placed[key].wish.bold else 0.4
        for key in main.points
        if key not in done and not (key in placed and placed[key].settled)
    }
    best: list[XY] = []
    # Everything in one enlargement where that can be; else the tightest crowd first.
    for part, enough in ((3.4, max(2.0, 0.8 * sum(weight.values()))), (6.0, 6.0), (3.4, 2.0)):
        across, down, most = window.wide / part, window.high / part * 1.3, 0.0
        for x, y in (main.points[k][0] for k in weight):
            near = [k for k in weight if abs(main.points[k][0][0] - x) < across / 2 and abs(main.points[k][0][1] - y) < down / 2]
            worth = sum(weight[k] for k in near)
            if worth >= enough and worth > most:
                best, most = [main.points[k][0] for k in near], worth
        if best:
            break
    if not best:
        return None
    flat = [(window.left + x / window.scale, window.top + y / window.scale) for x, y in best]
    found = fitted_window(flat, window.middle, window.wide, RATIO_TALL if window.wide < 600 else RATIO, _all(window))
    least = window.width / 9
    if found.width < least:
        grow = (least - found.width) / 2
        tall = grow * found.height / found.width
        found = Window(found.middle, found.left - grow, found.top - tall, least, found.height + 2 * tall, found.wide)
    return found if found.width < 0.5 * window.width else None


def _all(window: Window) -> Window:
    return whole_world([(window.middle, 0.0)], window.wide)


def _ranked(states: Iterable[Placed]) -> list[Placed]:
    return sorted(states, key=lambda s: (not s.role, s.status.order, s.verdict.distance.total, s.name))


def _panel(told: Shown, panel: Panel, frames: list[tuple[int, Window]], size: float, clip: str, name: str) -> list[str]:
    """The drawing of one window."""
    atlas, w = load_atlas(), panel.window
    used = {s.state for s in told.states}
    drawn = {s.rings for s in told.states}
    others = [r for iso, rings in atlas.land.items() if rings not in drawn and iso not in told.idle for r in rings]
    idle = [r for iso in told.idle for r in atlas.land.get(iso, ())]
    parts = [
        tag("rect", width=w.wide, height=w.high, fill="#f3f7fa", class_="sea"),
        _area(panel, others, "#e9ebee", "land"),
        _area(panel, idle, f"url(#{name}-idle)", "land idle"),
        _area(panel, atlas.disputed, f"url(#{name}-disputed)", "land disputed"),
    ]
    assert used or not told.states
    for s in sorted(told.states, key=lambda s: -s.status.order):
        inside = [tag("title", esc(f"{s.name}: {', '.join(filter(None, (s.role, standing(s.verdict))))}"))]
        if panel.land.get(s.state):
            inside.append(
                tag("path", d=path_of(panel.land[s.state]), fill=f"url(#{name}-{s.status})", stroke=LOOKS[s.status].line,
                    stroke_width=1.0, stroke_linejoin="round", class_="area")
            )  # fmt: skip
        if s.state in panel.points and _dotted(s, panel.land):
            inside.append(_dot(s, panel.points[s.state][0]))
        if len(inside) > 1:
            parts.append(tag("g", *inside, class_=f"spot s-{s.status}", data_state=s.state))
    parts += _force(told, panel)
    for n, f in frames:
        x, y = (f.left - w.left) * w.scale, (f.top - w.top) * w.scale
        parts.append(
            tag("rect", x=x, y=y, width=f.width * w.scale, height=f.height * w.scale, fill="none", stroke=INK,
                stroke_width=1.2, class_="ink-line")
        )  # fmt: skip
        parts.append(_tag_of(n, x, y))
    for label in panel.labels:
        parts.append(_label(label, told, size))
    clipper = tag("clipPath", tag("rect", width=w.wide, height=w.high), id=f"{clip}-clip")
    edge = tag("rect", x=0.5, y=0.5, width=w.wide - 1, height=w.high - 1, fill="none", stroke=FAINT, class_="faint-line")
    return [clipper, tag("g", *parts, clip_path=f"url(#{clip}-clip)"), edge]


def _tag_of(n: int, x: float, y: float) -> str:
    """The letter of an enlarged part, on the main map and on the part itself."""
    plate = tag("rect", x=x, y=y, width=18, height=17, fill=INK, class_="ink")
    letter = tag("text", "ABCDE"[n - 1], x=x + 9, y=y + 13, font_size=12, font_weight=700, fill=PAPER, text_anchor="middle", class_="paper")  # fmt: skip
    return plate + letter


def _area(panel: Panel, rings: Iterable[Sequence[XY]], fill: str, kind: str) -> str:
    found = panel.window.outlines(rings, grid=2 * panel.grid, least=4 * panel.grid)
    return tag("path", d=path_of(found), fill=fill, stroke="#ffffff", stroke_width=0.6, class_=kind) if found else ""


def _dot(s: Placed, at: XY) -> str:
    x, y = at
    look = LOOKS[s.status]
    if s.seat:
        return tag("path", d=f"M{num(x)} {num(y - 6)}l6 6l-6 6l-6-6z", fill=look.fill, stroke=look.line, stroke_width=2, class_="seat")
    return tag("circle", cx=x, cy=y, r=3.5, fill=look.line, stroke=PAPER, stroke_width=1, class_="dot")


def _force(told: Shown, panel: Panel) -> list[str]:
    """Rings on the principals and an arrow from who attacks to who is attacked."""
    parts = []
    for s in told.states:
        if s.role and s.state in panel.points:
            (x, y), _ = panel.points[s.state]
            ring = {"cx": x, "cy": y, "fill": "none", "stroke": ATTACK, "class_": "ink-line"}
            parts.append(tag("circle", r=5.5, stroke_width=2.2, **ring))
            if "attacked" in s.role:
                parts.append(tag("circle", r=10, stroke_width=1.6, **ring))
    for given, (start, *_, bend, end) in _attacks(told, panel):
        parts.append(_arrow(start, bend, end, given=given))
    return parts


def _attacks(told: Shown, panel: Panel) -> list[tuple[bool, list[XY]]]:
    """For each use of force in view whether the question gives it, and points along its arrow; the last two are the bend and the tip."""
    found = []
    for a in told.force:
        if a.source not in panel.points or a.target not in panel.points:
            continue
        s, t = panel.points[a.source][0], panel.points[a.target][0]
        dx, dy = t[0] - s[0], t[1] - s[1]
        if (far := math.hypot(dx, dy)) < 30:
            continue
        bend = 0.16 * (1 if dx > 0 else -1)
        m = ((s[0] + t[0]) / 2 + dy * bend, (s[1] + t[1]) / 2 - dx * bend)
        start, tip = _toward(s, m, 7), _toward(t, m, 13)
        steps = [i / max(4, int(far / 12)) for i in range(max(4, int(far / 12)))]
        line = [tuple((1 - u) ** 2 * start[k] + 2 * u * (1 - u) * m[k] + u * u * tip[k] for k in (0, 1)) for u in steps]
        found.append((a.given, [*((x, y) for x, y in line), m, tip]))
    return found


def _toward(p: XY, q: XY, gap: float) -> XY:
    far = math.hypot(q[0] - p[0], q[1] - p[1]) or 1.0
    return p[0] + (q[0] - p[0]) / far * gap, p[1] + (q[1] - p[1]) / far * gap


def _arrow(a: XY, m: XY, b: XY, *, given: bool) -> str:
    """A bent arrow, with an open head drawn out so that every renderer shows it."""
    far = math.hypot(m[0] - b[0], m[1] - b[1]) or 1.0
    vx, vy = (m[0] - b[0]) / far * 10, (m[1] - b[1]) / far * 10
    left, right = (b[0] + vx - vy / 2, b[1] + vy + vx / 2), (b[0] + vx + vy / 2, b[1] + vy - vx / 2)
    line, head = (
        "M{} {}Q{} {} {} {}".format(*map(num, (*a, *m, *b))),
        "M{} {}L{} {}L{} {}".format(*map(num, (*left, *b, *right))),
    )
    return "".join(
        tag("path", d=d, fill="none", stroke=ATTACK, stroke_width=heavy if given else 1.3, class_="ink-line")
        for d, heavy in ((line, 2.6), (head, 2.4))
    )


def _label(label: Label, told: Shown, size: float) -> str:
    wish = label.wish
    status = next(s.status for s in told.states if s.state == wish.key)
    y = label.y + size * 0.36 - (size / 2 if wish.under else 0)
    lines = [(wish.text, y, size, 700 if wish.bold else 600)]
    if wish.under:
        lines.append((wish.under, y + size, size - 1.5, 400))
    parts = []
    led = leader(label)
    if led:
        (ax, ay), (bx, by) = led
        parts.append(tag("path", d=f"M{num(ax)} {num(ay)}L{num(bx)} {num(by)}", stroke=INK, stroke_width=0.9, fill="none", class_="ink-line"))
        parts.append(tag("circle", cx=bx, cy=by, r=1.8, fill=INK, class_="ink"))
    for text, ty, s, weight in lines:
        at: dict[str, object] = {"x": label.x, "y": ty, "font_size": s, "font_weight": weight, "text_anchor": "middle"}
        parts.append(tag("text", esc(text), **at, fill=PAPER, stroke=PAPER, stroke_width=3.4, stroke_linejoin="round", class_="halo", aria_hidden="true"))
        parts.append(tag("text", esc(text), **at, fill=INK, class_="ink"))
    return tag("g", *parts, class_=f"label s-{status}", data_state=wish.key)


def _below(answer: Answer, told: Shown, panels: Sequence[Panel], wide: float, prefix: str) -> tuple[str, float]:
    """Under the map: what each pattern means with the states that have it, what is not on it, and whose borders these are."""
    y, parts = 14.0, []
    groups: dict[Status, list[Placed]] = {}
    for s in _ranked(told.states):
        groups.setdefault(s.status, []).append(s)
    for status, members in sorted(groups.items(), key=lambda g: g[0].order):
        names = ", ".join(s.name + (f" ({s.verdict.duty})" if s.verdict.duty and not s.role else f" ({s.role})" if s.role else "") for s in members)
        name = "principal" if status is Status.PRINCIPAL else str(status).replace("-", " ")
        y += _entry(parts, status, f"{prefix}-{status}", f"{LOOKS[status].mark} {name}: ", names, y, wide)
    notes = []
    if told.idle:
        notes.append("Grey stripes: a treaty links it, but a named condition failed.")
    if any(s.seat for s in told.states):
        notes.append("Diamond: the seat of a state that no land of today stands for.")
    if told.absent:
        notes.append(f"Not on this map: {', '.join(told.absent)}.")
    named = {b.wish.key for p in panels for b in p.labels}
    if any(s.state not in named for s in told.states):
        notes.append("States without a label on the map are named above.")
    notes += [caption(answer), "Duties under law, not predictions of conduct."]
    for line in wrapped(" ".join(notes), wide - 24, 11.5):
        parts.append(tag("text", esc(line), x=12, y=y, font_size=11.5, fill=QUIET, class_="quiet"))
        y += 16
    return "".join(parts), y + 2


def _entry(parts: list[str], status: Status, fill: str, lead: str, names: str, y: float, wide: float) -> float:
    look, top = LOOKS[status], y
    parts.append(
        tag("g", tag("rect", x=12, y=y - 10, width=22, height=12, fill=f"url(#{fill})", stroke=look.line, class_="area"),
            class_=f"spot s-{status}")
    )  # fmt: skip
    indent = 42.0
    lines = wrapped(lead + names, wide - indent - 12, 12)
    for i, line in enumerate(lines):
        inside = esc(line)
        if i == 0 and line.startswith(lead.strip()):
            inside = tag("tspan", esc(lead.rstrip()), font_weight=700) + esc(line[len(lead.rstrip()) :])
        parts.append(tag("text", inside, x=indent, y=y, font_size=12, fill=INK, class_="ink"))
        y += 16
    return y - top + 3

