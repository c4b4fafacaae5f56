"""Wording of facts: one plain clause for each fact."""

from __future__ import annotations

from collections.abc import Mapping

from engine.record.facts import Fact
from engine.setting.graph import Clause
from engine.setting.setting import Setting
from treaties.vocabulary.names import at_place


def describe(setting: Setting, clauses: Mapping[str, Clause], fact: Fact) -> str:
    """Return a fact as a plain clause.

    Args:
        setting: the setting, which supplies the names of states.
        clauses: the clauses of the day, by key.
        fact: the fact.
    """
    name, args = setting.name_in_line, fact.args
    if fact.kind == "belligerent":
        return _at_war(setting, fact)
    if fact.kind == "attacked":
        return _using_force(setting, fact)
    if fact.kind == "casus":
        return f"a casus foederis has arisen for {name(args[1])} toward {name(args[2])}"
    if fact.kind in ("callable", "callable-in-law"):
        return f"{clauses[args[0]].label} may be called for {name(args[1])}"
    if fact.kind == "called":
        label = clauses[args[0]].label
        return f"the text of {label} is met for {name(args[1])}"
    clause = clauses[args[1]]
    if fact.kind == "arisen":
        return f"the casus foederis has arisen for {name(args[0])} toward {name(args[2])} under {clause.label}"
    duty = clause.obligation.duty.meaning
    return f"{_subject(setting, fact)} {duty}: {clause.label}, toward {name(args[2])}"


def _subject(setting: Setting, fact: Fact) -> str:
    """The first state of a fact, as a sentence begins with it."""
    name = setting.name_in_line(fact.args[0])
    return name[:1].upper() + name[1:]


def _at_war(setting: Setting, fact: Fact) -> str:
    """Word that a state fights; of a state that joined, on whose side."""
    war, number = map(int, fact.args[1].split("."))
    side = next(s for s in setting.sides if s.key == (war, number))
    first = _subject(setting, fact)
    if fact.args[0] in side.members:
        return f"{first} is at war"
    return f"{first} is at war on the side of {setting.name_in_line(side.lead)}"


def _using_force(setting: Setting, fact: Fact) -> str:
    """Word the force of one state against another: given with its place, or derived."""
    first, struck = (
        _subject(setting, fact),
        setting.name_in_line(fact.args[1]),
    )
    for o in setting.occurrences:
        if (o.actor, o.object) == fact.args[:2] and o.kind.forcible:
            at = "" if o.where.home else at_place(o.where.name)
            return f"{first} uses force against {struck}{at}"
    return f"{first} strikes {struck}"
