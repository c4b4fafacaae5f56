"""The words in a picture: names and articles of a row, headings of cards, acts of force, and their line breaks."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from engine.findings.scene import ActOfForce, Card, CardRow, Scene
from engine.forms.style import LEADS, wrapped
from engine.output.owing import mark, reference
from engine.output.prose import capital, listed
from engine.record.verdict import Status
from engine.setting.graph import permanently_neutral
from treaties.support.grouping import grouped
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.terms import Duty

NAME, SMALL = 13.5, 11.5
"""The font sizes of a name and of the text below it, in px."""
NAMED = 3
"""The largest number of states of a row that are named; the others are counted."""


def named(group: CardRow, room: float) -> list[str]:
    """Return the states of a row in lines that fit: some by name, the others by number."""
    return wrapped(shortly(group.names), room, NAME, bold=True)


def shortly(names: tuple[str, ...]) -> str:
    """Return names joined with commas: all if there are four or fewer, otherwise three and the number of the others."""
    return listed(
        names
        if len(names) <= NAMED + 1
        else [*names[:NAMED], f"{len(names) - NAMED} more"]
    )


def cited(group: CardRow, scene: Scene, treaty: str = "") -> str:
    """Return the line below the names of a row: the article, the beneficiaries unless they are obvious, and what was
    not checked.

    Args:
        group: the row.
        scene: the picture, which supplies parties and names.
        treaty: the name of the instrument; empty if a heading shows it.
    """
    g = group.ground
    fights = [p for p in scene.parties if p.id == group.target]
    alone = (
        fights
        and len(fights[0].states) == 1
        and sum(p.side == fights[0].side for p in scene.parties) == 1
    )
    plainly = alone or permanently_neutral(g.clause)
    aside = "toward" if not group.target and g.duty.forbids_help else "for"
    parts = [
        f"{treaty}, {article_cited(g.article)}"
        if treaty
        else capital(article_cited(g.article)),
        ""
        if plainly
        else f"{aside} {listed(scene.names[s] for s in group.beneficiaries)}",
        *_besides(group),
        f"with {group.above} named elsewhere" if group.above else "",
        mark(g.clause),
    ]
    return " · ".join(p for p in parts if p)


def _besides(group: CardRow) -> Iterable[str]:
    """Lesser duties of the same states, each with its articles."""
    words = ((_in_short(g.duty), article_cited(g.article)) for g in group.also)
    found = grouped(words)
    return (
        f"also {duty}, {listed(dict.fromkeys(articles))}"
        for duty, articles in found.items()
    )


def told_lines(rows: Iterable[CardRow], scene: Scene) -> list[str]:
    """Return a line for each duty in rows that have no box: who owes it to whom, and for help under which instrument.

    Args:
        rows: the rows.
        scene: the picture, which supplies parties and names.
    """
    found = grouped((row.verdict.duty or row.ground.duty, row) for row in rows)
    return [
        " ".join(_sentences(duty, alike, scene))
        for duty, alike in sorted(found.items(), key=lambda item: item[0].rank)
    ]


def _sentences(duty: Duty, rows: Iterable[CardRow], scene: Scene) -> Iterable[str]:
    """Write a sentence for each status of a duty, the firmest first; a state consults once."""
    by_status = grouped((row.status, row) for row in rows)
    who = _by_instrument if duty.drawn_in else _by_toward
    named: set[str] = set()
    for status in sorted(by_status, key=lambda s: s.order):
        alike = by_status[status]
        if duty is Duty.CONSULT:
            alike = [_without(row, named) for row in alike]
            named |= {name for row in alike for name in row.names}
        if any(row.names for row in alike):
            words = f"{LEADS.get(status, '')}{_in_short(duty)}"
            yield f"{capital(words)}: {who(alike, scene)}."


def _without(row: CardRow, named: Container[str]) -> CardRow:
    """The row without the states that are named."""
    return replace(row, names=tuple(n for n in row.names if n not in named))


def _in_short(duty: Duty) -> str:
    """A duty in few words: its meaning as far as the first comma or semicolon."""
    return duty.meaning.partition(";")[0].partition(",")[0]


INSTRUMENTS_NAMED = 3
"""The largest number of rows of one duty whose instrument is named; of further rows only the states are named."""


def _by_instrument(rows: list[CardRow], _: Scene) -> str:
    named = [
        f"{shortly(row.names)} ({reference(row.ground.clause)})"
        for row in rows[:INSTRUMENTS_NAMED]
    ]
    more = tuple(
        dict.fromkeys(n for row in rows[INSTRUMENTS_NAMED:] for n in row.names)
    )
    return "; ".join([*named, *([shortly(more)] if more else [])])


def _by_toward(rows: list[CardRow], scene: Scene) -> str:
    """Name who owes neutrality with those it favours, and who must consult without their partners."""
    by_toward = grouped((_toward(row, scene), n) for row in rows for n in row.names)
    return "; ".join(
        f"{shortly(tuple(dict.fromkeys(names)))}{toward}"
        for toward, names in by_toward.items()
    )


def _toward(row: CardRow, scene: Scene) -> str:
    g = row.ground
    if not g.duty.forbids_help or permanently_neutral(g.clause):
        return ""
    return f", toward {listed(scene.names[s] for s in row.beneficiaries)}"


def plain(group: CardRow) -> bool:
    """Return whether a row needs no status, because the heading above already expresses it: permanent neutrality toward
    all states.
    """
    return group.status is Status.BOUND and permanently_neutral(group.ground.clause)


def heading(card: Card, room: float) -> list[str]:
    """Return the name of an instrument in lines that fit, as the heading of its rows; empty for a card of one row,
    which names the instrument itself.
    """
    return (
        wrapped(card.treaty.name, room, 12.5, bold=True) if len(card.groups) > 1 else []
    )


def notes(card: Card, group: CardRow, scene: Scene, room: float) -> list[str]:
    """Return the lines of small text below a row.

    Args:
        card: the instrument with its rows.
        group: the row.
        scene: the picture, which supplies parties and names.
        room: the width of a line, in px.
    """
    return wrapped(
        cited(group, scene, "" if len(card.groups) > 1 else card.treaty.name),
        room,
        SMALL,
    )


def force_line(scene: Scene) -> str:
    """Return a sentence on the acts of force of the question, and one on those of a war already running."""
    name = {s: n for p in scene.parties for s, n in zip(p.states, p.names, strict=True)}
    given = grouped((f.given, f) for f in scene.force)
    parts = [
        f"{lead}: {_acts(given[asked], name)}."
        for asked, lead in ((True, "As asked"), (False, "A war already running"))
        if asked in given
    ]
    return " ".join(parts)


def _acts(force: Iterable[ActOfForce], name: Mapping[str, str]) -> str:
    """Word who does what to whom, and where."""
    hit = grouped(
        ((f.source, f.text, f.at), name.get(f.target, f.target)) for f in force
    )
    return "; ".join(
        f"{name.get(source, source)} {text} {listed(targets)}{at}"
        for (source, text, at), targets in hit.items()
    )
