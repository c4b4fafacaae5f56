"""What follows at once: of one question, and as a table of every attack of a day that a page can look up by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from engine.cascade.graph import clauses_of
from engine.interfaces.atlas.duty_web import by_weight, cited, law_of
from engine.output.bottom_line import bottom_line
from engine.question.as_scenario import scenario_of
from engine.question.query import Query
from engine.sweep.footing import ImmediateVerdict, at_once
from engine.world import World
from treaties.models.scenario import UNNAMED, Scenario
from treaties.vocabulary.terms import EventKind


def once(world: World, asked: Query) -> dict[str, Any]:
    """Who stands how at once: the two sides, and the articles called with those whom they bind, firmest first.

    A bare armed attack of one state on another is answered by the compiled law of the day, all else by one round of
    the engine; both say the same.

    >>> from engine.world import shipped
    >>> told = once(shipped(), Query.of(victim="South Korea", by="North Korea", on="2026-01-01"))
    >>> told["calls"][0]["label"], told["calls"][0]["status"], told["calls"][0]["states"]
    ('US–South Korean Treaty of 1953, Art. III', 'bound', ['united-states'])
    """
    scenario, _ = scenario_of(asked, world.corpus)
    pair = _plain(asked, scenario)
    if pair:
        attacker, victim = pair
        return told(world, scenario.on, [victim], [attacker], law_of(world, scenario.on).of(attacker, victim))
    solution = world.answer(replace(asked, rounds=1))
    events = solution.setting.asked_for
    victims = list(dict.fromkeys(e.object for e in events if e.object))
    attackers = list(dict.fromkeys(e.actor for e in events if e.actor != UNNAMED))
    found = told(world, scenario.on, victims, attackers, at_once(solution))
    return found | {"lines": list(bottom_line(solution))}


def _plain(asked: Query, scenario: Scenario) -> tuple[str, str] | None:
    """Attacker and victim of a bare question about the shipped law."""
    if replace(asked, victim=(), by=(), on=None, rounds=None) != Query() or asked.sentence or len(scenario.events) != 1:
        return None
    event = scenario.events[0]
    if event.kind is not EventKind.ARMED_ATTACK or len(event.by) != 1 or len(event.against) != 1 or event.at:
        return None
    return None if UNNAMED in event.by else (event.by[0], event.against[0])


def told(
    world: World,
    day: date,
    victims: Iterable[str],
    attackers: Iterable[str],
    found: Mapping[ImmediateVerdict, Iterable[str]],
) -> dict[str, Any]:
    """The footings of states as the page tells them: by article, firmest first."""
    order = by_weight(law_of(world, day).law)
    place = {s: i for i, s in enumerate(order)}
    calls = []
    for footing in sorted(found, key=_order):
        treaty = world.corpus.treaty(footing.clause.partition(":")[0])
        clause = next(c for c in clauses_of(treaty) if c.key == footing.clause)
        calls.append(cited(clause) | _stands(footing) | {"states": sorted(found[footing], key=place.__getitem__)})
    return {"day": day.isoformat(), "victims": list(victims), "attackers": list(attackers), "calls": calls}


def _stands(footing: ImmediateVerdict) -> dict[str, Any]:
    return {
        "status": str(footing.status),
        "duty": str(footing.duty),
        "must": footing.duty.meaning,
        "help": footing.duty.drawn_in,
    }


def _order(footing: ImmediateVerdict) -> tuple[Any, ...]:
    return not footing.duty.drawn_in, footing.status.order, footing.duty.rank, footing.clause


def table(world: World, day: date) -> dict[str, Any]:
    """The first round of every attack of one state on another that day, with nothing said twice.

    `footings` are the distinct (status, duty, clause) triples; `groups` sets of states; `results` pairs of both by
    index; `attacks` for each victim a run-length list: how many attackers in a row, and which result, -1 for itself.

    The page reads it.
    """
    found = law_of(world, day)
    law = found.law
    order = by_weight(law)
    index = {s: i for i, s in enumerate(order)}
    footings: dict[ImmediateVerdict, int] = {}
    groups: dict[int, int] = {}
    results: dict[tuple[tuple[int, int], ...], int] = {}
    attacks: dict[str, list[int]] = {}
    for victim in law.subjects:
        runs: list[int] = []
        for attacker in law.subjects:
            result = -1
            if attacker != victim:
                made = [(s, m) for s, m in found.masks(attacker, victim)]
                made.sort(key=lambda x: _order(x[0]))
                key = tuple((footings.setdefault(s, len(footings)), groups.setdefault(m, len(groups))) for s, m in made)
                result = results.setdefault(key, len(results))
            if runs and runs[-1] == result:
                runs[-2] += 1
            else:
                runs += [1, result]
        attacks[victim] = runs
    clauses = law.graph.clauses
    return {
        "day": day.isoformat(),
        "law": world.corpus.hash,
        "states": list(order),
        "subjects": list(law.subjects),
        "footings": [cited(clauses[s.clause]) | _stands(s) for s in footings],
        "groups": [sorted(index[s] for s in law.named(m)) for m in groups],
        "results": [[n for pair in r for n in pair] for r in results],
        "attacks": attacks,
    }
