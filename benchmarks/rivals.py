"""The same question put to other libraries: odds by ProbLog, aspmc, SDDs and BDDs, supports by clingo; and to ours.

Each takes a world of `crowds` and gives its result; what it needs is imported before its time is taken.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from engine.export import clingo, problog
from engine.labels.program import GOAL, Program, Rule, ground
from engine.record.facts import Derivation, Fact
from engine.record.literals import Literals
from engine.record.masks import bits

World = tuple[Derivation, Fact]
HALF = Fraction(1, 2)


def program_of(world: World) -> Program:
    """The goal's program, as the engine grounds it."""
    record, goal = world
    ids = sorted({q for s in record.steps for q, _ in s.literals})
    return ground(record.steps, [goal], Literals(ids))


def ours() -> Callable[[World], float | tuple[float, float]]:
    """The engine: supports, and the value."""
    from engine.analysis.probability.by_supports import circuit_of
    from engine.labels.labelling import labels
    from treaties.support.limits import ODDS_SETS

    def run(world: World) -> float | tuple[float, float]:
        found = labels(program_of(world), sets=ODDS_SETS)
        circuit = circuit_of(found.goal) if found.complete else None
        if circuit is None:
            raise MemoryError("gave up: too many supports")
        run.how = "supports"  # type: ignore[attr-defined]
        return float(circuit.value(lambda _: 0.5))

    return run


def by_problog() -> Callable[[World], float]:
    """ProbLog on our export, as its documentation says: parse, ground, compile, evaluate."""
    from problog import get_evaluatable
    from problog.program import PrologString

    def run(world: World) -> float:
        result = get_evaluatable().create_from(PrologString(exported(world))).evaluate()
        return float(next(iter(result.values())))

    return run


def by_aspmc(python: str) -> Callable[[World], float]:
    """aspmc on our export, in the environment whose Python is given; the whole process counts."""

    def run(world: World) -> float:
        # aspmc's grammar knows neither `:- fail` nor facts in quotes with a colon.
        names: dict[str, str] = {}
        lines = []
        record, goal = world
        for q in sorted({q for s in record.steps for q, _ in s.literals}):
            names[q] = f"q{len(names)}"
            lines.append(f"0.5::{names[q]}.")
            lines.append(f"n{names[q]} :- \\+{names[q]}.")
        number: dict[Fact, str] = {}
        for s in record.steps:
            head = number.setdefault(s.head, f"f{len(number)}")
            body = [number.setdefault(f, f"f{len(number)}") for f in s.body]
            body += [names[q] if yes else "n" + names[q] for q, yes in s.literals]
            lines.append(f"{head}{' :- ' + ', '.join(body) if body else ''}.")
        lines.append(f"query({number[goal]}).")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "world.pl"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            done = subprocess.run(
                [
                    python,
                    "-m",
                    "aspmc.main",
                    "-m",
                    "problog",
                    "-c",
                    "-v",
                    "result",
                    str(path),
                ],
                capture_output=True,
                text=True,
                cwd=folder,
                check=False,
            )
        # Results are told among the warnings.
        found = [
            x
            for x in (done.stdout + done.stderr).splitlines()
            if f" {number[goal]}:" in x
        ]
        if not found:
            raise RuntimeError((done.stderr or done.stdout)[-300:])
        return float(found[-1].split()[-1])

    return run


def exported(world: World) -> str:
    """Our ProbLog export of a world, every chance one half."""
    record, goal = world
    ids = sorted({q for s in record.steps for q, _ in s.literals})
    return problog.program(
        record.steps, ids, {}, {"goal": [goal]}, dict.fromkeys(ids, HALF)
    )


def by_pysdd() -> Callable[[World], float]:
    """The least fixed point over sentential decision diagrams, on a balanced vtree."""
    from pysdd.sdd import SddManager, Vtree

    def run(world: World) -> float:
        rules, order = rules_of(world)
        vtree = Vtree(var_count=max(1, len(order)), vtree_type="balanced")
        manager = SddManager.from_vtree(vtree)
        goal = fixed_point(
            rules,
            manager.true(),
            manager.false(),
            lambda v, yes: manager.literal((v + 1) * (1 if yes else -1)),
            order,
        )
        counter = goal.wmc(log_mode=False)
        for v in range(len(order)):
            counter.set_literal_weight(v + 1, 0.5)
            counter.set_literal_weight(-v - 1, 0.5)
        return float(counter.propagate())

    return run


def by_dd(module: str) -> Callable[[World], float]:
    """The least fixed point over dd's diagrams: CUDD, or those in plain Python (`autoref`)."""
    from importlib import import_module

    library: Any = import_module(f"dd.{module}")

    def run(world: World) -> float:
        rules, order = rules_of(world)
        manager = library.BDD()
        manager.configure(reordering=False)
        names = [f"x{i}" for i in range(len(order))]
        manager.declare(*names)
        goal = fixed_point(
            rules,
            manager.true,
            manager.false,
            lambda v, yes: manager.var(names[v]) if yes else ~manager.var(names[v]),
            order,
        )
        # With every chance one half the odds are the share of models.
        return float(manager.count(goal, len(order))) / 2.0 ** len(order)

    return run


def by_oxidd() -> Callable[[World], float]:
    """The least fixed point over OxiDD's diagrams."""
    from oxidd.bdd import BDDManager

    def run(world: World) -> float:
        rules, order = rules_of(world)
        manager = BDDManager(8_000_000, 2_000_000, 1)
        manager.add_vars(len(order))
        place = {v: i for i, v in enumerate(sorted(order, key=lambda v: order[v]))}

        def var(v: int, yes: bool) -> Any:
            return manager.var(v) if yes else manager.not_var(v)

        goal = fixed_point(rules, manager.true(), manager.false(), var, place)
        # With every chance one half the odds are the share of models.
        return float(goal.sat_count(len(order))) / 2.0 ** len(order)

    return run


def rules_of(world: World) -> tuple[list[tuple[int, int, int]], dict[int, int]]:
    """The rules, and the variables outwards from the given events."""
    rules = sorted(program_of(world).rules)
    return rules, breadth_first(set(rules))


def breadth_first(rules: Iterable[Rule]) -> dict[int, int]:
    """The variables in the order in which they come up when one walks outwards from the given events."""
    order: dict[int, int] = {}
    held, waiting, grows = 0, sorted(rules, key=lambda r: (r[1].bit_count(), r)), True
    while grows:
        grows = False
        rest, fresh = [], 0
        for r in waiting:
            if r[1] & held == r[1]:
                for v in bits(r[2]):
                    order.setdefault(v >> 1, len(order))
                fresh |= 1 << r[0]
                grows = True
            else:
                rest.append(r)
        held |= fresh
        waiting = rest
    return order


def fixed_point(
    rules: list[tuple[int, int, int]],
    true: Any,
    false: Any,
    var: Any,
    order: dict[int, int],
) -> Any:
    """The goal's diagram by any library whose diagrams know `&`, `|` and `==`."""
    gates = []
    for _, _, mask in rules:
        gate = true
        for b in sorted(bits(mask), key=lambda b: -order[b >> 1]):
            gate = gate & var(order[b >> 1], bool(b & 1))
        gates.append(gate)
    bodies = [bits(r[1]) for r in rules]
    users: dict[int, list[int]] = {}
    for i, body in enumerate(bodies):
        for f in body:
            users.setdefault(f, []).append(i)
    held: dict[int, Any] = {}
    todo = deque(i for i, body in enumerate(bodies) if not body)
    while todo:
        i = todo.popleft()
        if not all(f in held for f in bodies[i]):
            continue
        reached = gates[i]
        for f in bodies[i]:
            reached = reached & held[f]
        head = rules[i][0]
        before = held.get(head, false)
        after = before | reached
        if after != before:
            held[head] = after
            todo += [j for j in users.get(head, ()) if j not in todo]
    return held.get(GOAL, false)


def by_clingo() -> Callable[[World], int]:
    """All minimal supports by clingo's domain heuristic, on our export."""
    import clingo as library

    def run(world: World) -> int:
        record, goal = world
        ids = sorted({q for s in record.steps for q, _ in s.literals})
        text = clingo.program(record.steps, ids, {}, {"goal": [goal]})
        control = library.Control(
            ["0", "--heuristic=Domain", "--enum-mode=domRec", "-c", 'state="goal"'],
            logger=lambda *_: None,
        )
        control.add("base", [], text)
        control.ground([("base", [])])
        found = set[tuple[str, ...]]()
        control.solve(
            on_model=lambda m: (
                found.add(tuple(sorted(map(str, m.symbols(shown=True))))) or True
            )
        )
        return len(found)

    return run


def labelled(*, every: bool) -> Callable[[World], int]:
    """All minimal supports of the goal, or of every fact at once."""
    from engine.labels.labelling import labels
    from treaties.support.budget import budgeted

    def run(world: World) -> int:
        with budgeted(seconds=600, units=10**12):
            found = labels(program_of(world), every=every)
        if not found.complete:
            raise MemoryError("cut")
        return len(found.goal)

    return run


def antichains() -> Callable[[World], int]:
    """All minimal supports by products of antichains to the fixed point: the textbook way."""
    from engine.record.literals import minimal

    def run(world: World) -> int:
        program = program_of(world)
        no_bits = program.literals.no_bits
        held: dict[int, frozenset[int]] = {}
        changed = True
        while changed:
            changed = False
            for head, body, mask in program.rules:
                made = {mask}
                for f in bits(body):
                    made = {a | b for a in made for b in held.get(f, ())}
                before = held.get(head, frozenset())
                after = frozenset(
                    minimal({*before, *(m for m in made if not m & m >> 1 & no_bits)})
                )
                if after != before:
                    held[head] = after
                    changed = True
        return len(held.get(GOAL, ()))

    return run


def shortest() -> Callable[[World], int]:
    """One short proof and its minimal answers, on the derivation as it stands."""

    def run(_: World) -> int:
        program = run.program  # type: ignore[attr-defined]
        return (
            program.chains.support((1 << 2 * len(program.literals.ids)) - 1) or 0
        ).bit_count()

    return run


if __name__ == "__main__":
    sys.exit("this is a library; run bench_odds.py or run.py")
