"""The first round of a question: as one result, as a table of all attacks of a day for a page without a server, and as a
conclusion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain, groupby
from typing import Any

from engine.interfaces.atlas.duty_web import by_weight, cited, law_of
from engine.output.answer_document import background
from engine.output.bottom_line import bottom_line
from engine.question.mother_countries import with_mother_countries
from engine.question.query import Query
from engine.sweep.immediate import ImmediateVerdict, at_once
from engine.world import World
from treaties.models.corpus import Corpus
from treaties.models.scenario import UNNAMED, Event
from treaties.vocabulary.terms import EventKind


def once(world: World, asked: Query) -> dict[str, Any]:
    """Return the immediate result of a question as data: the two sides, and the triggered articles with the states that
    they bind, settled duties first.

    >>> from engine.world import shipped
    >>> told = once(shipped(), Query.of(victim="South Korea", by="North Korea", on="2026-01-01"))
    >>> told["calls"][0]["label"], told["calls"][0]["status"], told["calls"][0]["states"]
    ('US–South Korean Treaty of 1953, Art. III', 'bound', ['united-states'])
    """
    solution = world.answer(replace(asked, rounds=1))
    events, found, day = (
        solution.setting.asked_for,
        at_once(solution),
        solution.setting.on,
    )
    place = {s: i for i, s in enumerate(by_weight(law_of(world, day).law))}
    calls = []
    for immediate in sorted(found, key=_order):
        clause = cited(solution.graph.clauses[immediate.clause], immediate)
        calls.append(
            clause | {"states": sorted(found[immediate], key=place.__getitem__)}
        )
    return {
        "day": day.isoformat(),
        "victims": list(dict.fromkeys(e.object for e in events if e.object)),
        "attackers": list(dict.fromkeys(e.actor for e in events if e.actor != UNNAMED)),
        "calls": calls,
        "lines": list(bottom_line(solution)),
    }


def bottom(world: World, asked: Query) -> dict[str, Any]:
    """Return the conclusion of the full answer as data: title, assumptions, and lines of text."""
    answer = world.answer(asked)
    return {
        "given": background(answer),
        "understood": answer.understood.assumed if answer.understood else "",
        "title": answer.heading,
        "lines": list(bottom_line(answer)),
    }


def _order(immediate: ImmediateVerdict) -> tuple[Any, ...]:
    return (
        not immediate.duty.drawn_in,
        immediate.status.order,
        immediate.duty.rank,
        immediate.clause,
    )


def table(world: World, day: date) -> dict[str, Any]:
    """Return the first round of every attack of one state on another on a day, as compressed data for the page.

    `verdicts` has the distinct (status, duty, clause) triples, `groups` sets of states, and `results` pairs of these by
    index. `attacks` has a run-length list for each victim: the number of consecutive attackers, and the index of their
    result. The index is -1 where the page must ask the engine: for a state against itself, and for force that also
    affects the state that claims the victim's territory.
    """
    found = law_of(world, day)
    law, corpus = found.law, world.corpus
    order = by_weight(law)
    index = {s: i for i, s in enumerate(order)}
    verdicts: dict[ImmediateVerdict, int] = {}
    groups: dict[int, int] = {}
    results: dict[tuple[int, ...], int] = {}

    def result(attacker: str, victim: str) -> int:
        if attacker == victim or _hits_another(corpus, attacker, victim, day):
            return -1
        made = sorted(found.masks(attacker, victim), key=lambda x: _order(x[0]))
        pairs = (
            (verdicts.setdefault(s, len(verdicts)), groups.setdefault(m, len(groups)))
            for s, m in made
        )
        return results.setdefault(tuple(chain.from_iterable(pairs)), len(results))

    attacks = {
        victim: _runs(result(attacker, victim) for attacker in law.subjects)
        for victim in law.subjects
    }
    clauses = law.graph.clauses
    return {
        "day": day.isoformat(),
        "law": corpus.hash,
        "states": list(order),
        "subjects": list(law.subjects),
        "verdicts": [cited(clauses[s.clause], s) for s in verdicts],
        "groups": [sorted(index[s] for s in law.named(m)) for m in groups],
        "results": list(results),
        "attacks": attacks,
    }


def _runs(values: Iterable[int]) -> list[int]:
    """Write values as how many in a row, and which.

    >>> _runs([4, 4, 4, -1, 4])
    [3, 4, 1, -1, 1, 4]
    """
    return [n for value, row in groupby(values) for n in (len(list(row)), value)]


def _hits_another(corpus: Corpus, attacker: str, victim: str, day: date) -> bool:
    """Tell whether an attack on a state also hits the state whose land it is for those who recognise none there."""
    strike = Event(kind=EventKind.ARMED_ATTACK, by=(attacker,), against=(victim,))
    return len(with_mother_countries([strike], corpus, day)) > 1
