"""The title of an answer: its question in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from engine.setting.occurrences import Occurrence
from engine.setting.setting import Setting
from treaties.models.scenario import UNNAMED
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import at_place, listed
from treaties.vocabulary.terms import EventKind

SHIP = re.compile(
    r"^ (?:\(|at )(?:the )?(?:warships or public vessels|ships) (?:of|in) (.*)$"
)
"""The place of a ship after a verb, as the gazetteer words it, for warships or for any vessel of a state."""


def question_in_words(setting: Setting) -> str:
    """Return the question that the events pose, with every attacker, victim and place."""
    acts = listed(_acts(setting))
    return (
        f"If {acts} on {setting.on}, who is drawn in?"
        if acts
        else f"Who is drawn in on {setting.on}?"
    )


def events_in_words(setting: Setting) -> str:
    """Return the events as a title: what happens, to whom, by whom, where, when, and in which war."""
    what = happens_in_words(setting)
    sides = {*setting.attacked, *setting.attacking}
    days = [
        e.on
        for e in setting.events
        if e.kind.forcible and e.on and sides & {*e.by, *e.against}
    ]
    days = [d for d in days if d < setting.on]
    war = f", in the war running since {in_words(min(days))}" if days else ""
    hosts = dict.fromkeys(
        o.object
        for o in setting.asked_for
        if o.guest and not setting.corpus.breaking_away(o.guest, o.object, o.begun)
    )
    soil = f", on the soil of {listed(map(setting.name_in_line, hosts))}," * bool(hosts)
    joined = _joined_in_words(setting)
    return f"{what}{soil}{joined} on {in_words(setting.on)}{war}"


def happens_in_words(setting: Setting) -> str:
    """Return the force that is asked about as a title: who is hit, by whom and where, without the day."""
    what = listed(_acts(setting, bare=True)) or "no force"
    if {*setting.attacking} == {UNNAMED} and " by " not in what:
        what = what.replace(" attacked", ", if attacked", 1)
    return f"{what[:1].upper()}{what[1:]}"


def _joined_in_words(setting: Setting) -> str:
    """Who is given to have taken whose side, between commas; nothing where nobody is."""
    name = setting.name_in_line
    taken = grouped(
        (tuple(e.for_), joiner)
        for e in setting.scenario.events
        if e.kind is EventKind.PERFORMS and e.for_
        for joiner in e.by
    )
    each = [
        f"{listed(map(name, joiners))} on the side of {listed(map(name, helped))}"
        for helped, joiners in taken.items()
    ]
    return f", with {listed(each)}," if each else ""


def _acts(setting: Setting, *, bare: bool = False) -> list[str]:
    given = [o for o in setting.asked_for if o.kind.forcible] or list(
        setting.occurrences[:1]
    )
    # Whose soil it falls on is hit too, but the force is not aimed at it.
    events = [o for o in given if not o.guest]
    by_pair = grouped(
        ((o.kind, o.object, "" if o.where.home else o.where.name), o) for o in events
    )
    by_victim = grouped(
        ((kind, where, tuple(dict.fromkeys((o.actor, o.group) for o in same))), same[0])
        for (kind, _, where), same in by_pair.items()
    )
    return [
        _act_in_words(setting, same, actors, bare)
        for (_, _, actors), same in by_victim.items()
    ]


def _act_in_words(
    setting: Setting,
    same: Sequence[Occurrence],
    actors: Sequence[tuple[str, str]],
    bare: bool,
) -> str:
    """What the same actors do to all of these victims."""
    first, name = same[0], setting.name_in_line
    if not first.object:
        return f"{name(first.actor)} does this ({first.kind})"
    by = listed(
        group or name(actor) for actor, group in actors if group or actor != UNNAMED
    )
    at = "" if first.where.home else at_place(first.where.name)
    are = "" if bare else "is " if len(same) == 1 else "are "
    if means := setting.corpus.means_of(first.means):
        hit = listed(name(o.object) for o in same)
        if means.on_ships and not first.where.kind.land:
            at = SHIP.sub(r" in \1", at).removesuffix(")")
        return f"{hit} {are}met with {means.text}{f' by {by}' if by else ''}{at}"
    return (
        first.kind.clause(
            listed(name(o.object) for o in same), by, are, many=len(actors) > 1
        )
        + at
    )


def title_of(setting: Setting) -> str:
    """Return the title of a question: the scenario's own title, or one made from its events."""
    return setting.scenario.title or question_in_words(setting)


def _undated(title: str, on: date) -> str:
    """A title without the year, or month and year, of a day at its end."""
    return re.sub(rf",?(?: in)?(?: {on:%B})? {on.year}$", "", title) or title


def _dated(title: str, on: str) -> bool:
    """Tell whether a title names a day in words, with its year before or behind it.

    >>> _dated("1914, step by step: 28 July", "28 July 1914"), _dated("Italy in August 1914", "3 August 1914")
    (True, False)
    """
    day, _, year = on.rpartition(" ")
    return bool(re.search(rf"\b{day}\b", title)) and year in title


def heading_of(setting: Setting, within: str = "", remark: str = "") -> str:
    """Return the heading of an answer: the events, their place and day, and the date of the law.

    Args:
        setting: the setting of the question.
        within: the period that the question names, in words; empty if it names a day.
        remark: the text after the day of the law, if the question names a period.
    """
    on, title = in_words(setting.on), setting.scenario.title
    what = events_in_words(setting)
    if title:
        what = title if _dated(title, on) else f"{_undated(title, setting.on)}, {on}"
    if within:
        what = what.replace(f" on {on}", f" in {within}")
    last = setting.corpus.current_to
    day = f"of {on}" if within else "of that day"
    law = f"as of {in_words(last)}" if last and setting.on > last else day
    return f"{what}. Law {law}{remark}."
