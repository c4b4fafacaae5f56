"""Wording of pledges: the deed, the event, the conditions, and the period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from engine.catalogue.condition_words import area_words, attacker_words, condition_words
from engine.output.prose import capital, listed, number
from engine.setting.graph import Clause, ObligationGraph
from treaties.models.conditions import (
    Attacker,
    BetweenParties,
    Condition,
    InArea,
    Request,
)
from treaties.models.corpus import Corpus
from treaties.models.treaty import Obligation
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.names import with_article
from treaties.vocabulary.precision import UNKNOWN, Vague, roughly
from treaties.vocabulary.terms import Trigger, Warrant

NAMED = 3
"""The largest number of parties listed by name."""
NAMED_OUTSIDE = 8
"""The largest number of non-parties listed by name."""
EVENT_PARTS = ("how", "by", "where", "does")
"""The parts of an event in words: how the attack is, whose it is, where it falls, and what the attacked state does."""
ONCE = ("by", "where")
"""The parts that an event has once."""


def beneficiary_words(
    graph: ObligationGraph, clause: Clause, toward: tuple[str, ...]
) -> str:
    """Return the beneficiaries of an article for use in a sentence.

    Args:
        graph: the obligations of the day.
        clause: the article.
        toward: the ids of the beneficiaries, either all parties or all non-parties.
    """
    many, treaty = len(toward), clause.treaty
    inside = toward[0] in graph.parties.get(treaty.id, ())
    if many <= (NAMED if inside else NAMED_OUTSIDE):
        names = (graph.corpus.states[s].name_on(graph.on) for s in toward)
        return listed(map(with_article, names), "or")
    if inside:
        return f"one of the {number(many)} other {treaty.members_on(graph.on, toward)}"
    return f"one of {number(many)} states that are no party"


def pledge_line(
    graph: ObligationGraph,
    clause: Clause,
    obligor: str,
    toward: tuple[str, ...],
    conditions: tuple[Condition, ...],
) -> str:
    """Return an article as a pledge of one state, without its period, open conditions and full stop.

    Args:
        graph: the obligations of the day.
        clause: the article.
        obligor: the id of the obligor.
        toward: the ids of the beneficiaries.
        conditions: the conditions that apply toward them.
    """
    corpus, on = graph.corpus, graph.on
    o = clause.obligation
    to = beneficiary_words(graph, clause, toward)
    event, woven = event_words(corpus, o, to, conditions, on)
    doing = o.duty.verb.format(chooses="chooses", toward=to)
    victim = to if len(toward) == 1 else "the victim"
    it = with_article(corpus.states[obligor].name_on(on))
    rest = dict.fromkeys(
        condition_words(corpus, c, victim, on, obligor=it)
        for c in conditions
        if c not in woven and not isinstance(c, BetweenParties)
    )
    line = f"{capital(o.duty.modal)} {doing}, {event}"
    line += f", only if {listed(rest)}" if rest else ""
    line += f" ({clause.label}{'°' if clause.warrant is Warrant.NOT_SEEN else ''})"
    return line


def left_open(conditions: Iterable[Condition]) -> str:
    """Return what an article leaves open, after a semicolon; empty if it leaves nothing open."""
    if any(isinstance(c, BetweenParties) for c in conditions):
        return f"; {_words()['open']['between-parties']}"
    return ""


def event_words(
    corpus: Corpus,
    o: Obligation,
    to: str,
    conditions: Iterable[Condition],
    on: date,
) -> tuple[str, list[Condition]]:
    """Return the event that triggers an article in words, and the conditions that these words already include.

    Args:
        corpus: the law.
        o: the article.
        to: the beneficiary, in words.
        conditions: the conditions of the article.
        on: the day.
    """
    trigger = _words()["trigger"][o.trigger]
    if o.trigger.standing:
        return trigger, []
    parts: dict[str, list[str]] = {part: [] for part in EVENT_PARTS}
    woven: list[Condition] = []
    for condition in conditions:
        part, words = _in_event(corpus, o.trigger, condition, on)
        if words and not (part in ONCE and parts[part]):
            parts[part].append(words)
            woven.append(condition)
    event = trigger.format(to=to)
    event += "".join(parts["how"] + parts["by"] + parts["where"])
    return listed([event, *parts["does"]]), woven


def _in_event(
    corpus: Corpus, trigger: Trigger, condition: Condition, on: date
) -> tuple[str, str]:
    """Word a condition as a part of the event: which of `EVENT_PARTS`, and the words; they are empty where it is none.

    Args:
        corpus: the law.
        trigger: what sets off the article.
        condition: one of its conditions.
        on: the day.
    """
    words = _words()
    if isinstance(condition, InArea):
        area = corpus.gazetteer.area(condition.area).name
        return "where", f" within {area_words(area)}"
    asked = isinstance(condition, Request) and condition.by != "beneficiary"
    if trigger not in words["attacked"] or asked:
        return "does", ""
    if isinstance(condition, Attacker):
        return "by", _by(corpus, condition, on)
    if condition.kind in words["how"]:
        return "how", words["how"][condition.kind]
    # `if force is used against X`: what X does would have force as its subject.
    does = "" if trigger is Trigger.FORCE else words["does"].get(condition.kind, "")
    return "does", does


def _by(corpus: Corpus, condition: Attacker, on: date) -> str:
    """Word whose attack alone counts, where the text says no more of the attacker; empty where it does."""
    more = condition.excluding or condition.excluding_classes
    if more or condition.supported_by or condition.uninvolved_on:
        return ""
    kinds = attacker_words(corpus, condition, on)
    return f" by {listed(kinds, 'or')}" if kinds else ""


def span_words(since: date | None, until: date | None) -> str:
    """Return the period of a pledge in words, after a comma; empty if it is unknown.

    Args:
        since: the first day.
        until: the first day on which it no longer binds; the text names the day before, if it is known.

    >>> span_words(date(1949, 8, 24), date(1980, 1, 1)), span_words(None, None)
    (', since 24 August 1949, until 31 December 1979', '')
    """
    last = until
    if until and not isinstance(until, Vague):
        last = until - timedelta(days=1)
    days = [(w, d) for w, d in (("since", since), ("until", last)) if d]
    known = [(w, d) for w, d in days if getattr(d, "written", "") != UNKNOWN]
    return "".join(f", {word} {roughly(day)}" for word, day in known)


def _words() -> dict[str, dict[str, str]]:
    """The table of words beside this module."""
    return sibling_toml(__file__)
