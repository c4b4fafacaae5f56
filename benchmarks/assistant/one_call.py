#!/usr/bin/env python3
"""Read the status of every statement of the ninety questions from what one call of `ask` gives.

`python benchmarks/assistant/one_call.py` asks each question once, with all its states, as an assistant would, and reads
each statement from the rows of the result alone. A statement that supposes another attack goes into the same call as a
case of `what_if`, and is read from the rows of that case; a supposed answer is read from what a duty `needs`. Printed are
the statements whose word is not the engine's, and how many questions pass.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

from score import event, questions  # noqa: E402

LEFT_OUT = ("un-charter-1945", "league-covenant-1919")
"""Treaties whose duties the statements leave aside."""
TURNED = {"true": "false", "false": "true", "depends": "depends"}
"""The word for a statement that denies what another asserts."""
OWED = ("settled", "open", "lesser", "other_side", "other_side_lesser")
"""The parts of a row that list duties."""


@dataclass(frozen=True)
class Told:
    """What a table says of one statement, and what the engine says."""

    question: str
    says: str
    word: str
    wanted: str

    @property
    def right(self) -> bool:
        """Whether both say the same."""
        return self.word == self.wanted


Fields = dict[str, Any]
"""The fields of an event."""
Rows = dict[str, dict[str, Any]]
"""The rows of one answer, by the id of their state."""


@dataclass(frozen=True)
class Wanted:
    """What a statement asserts: a duty of a state toward another, under what it supposes."""

    state: str
    toward: str
    fitting: frozenset[str]
    """The duties that make it true."""
    treaty: str = ""
    """The treaty by which alone; any where empty."""
    supposed: frozenset[str] = frozenset()
    """The answers that it supposes, as the rows write them."""
    goes_on: bool = False
    """Whether it counts what only further acts bring."""


def case_of(own: Fields, other: Fields) -> Fields:
    """Find the fields in which the event of a statement differs from that of its question; answers apart, which the
    rows of the question have.

    Args:
        own: the event of the question.
        other: the event of the statement.

    >>> case_of({"victim": "a", "by": "b"}, {"victim": "a", "by": "c", "suppose": ["x=yes"]})
    {'by': 'c', 'suppose': ['x=yes']}
    >>> case_of({"victim": "a", "by": "b"}, {"victim": "a", "by": "b", "suppose": ["x=yes"]})
    {}
    """
    changed = {k: v for k, v in other.items() if own.get(k) != v and k != "rounds"}
    return changed if set(changed) - {"suppose"} else {}


def read_from(rows: Rows, wanted: Wanted) -> str:
    """Read the word for a statement from the row of its state.

    Args:
        rows: the rows.
        wanted: what it asserts.

    >>> waits = {"needs": ["request:b>t=yes"]}
    >>> duty = {"clause": {"treaty": "t"}, "duty": "fight", "beneficiaries": ["b"], "verdict": waits}
    >>> rows = {"a": {"settled": [], "open": [duty], "if_it_goes_on": None}}
    >>> fight = Wanted("a", "b", frozenset({"fight"}))
    >>> asked = Wanted("a", "b", frozenset({"fight"}), supposed=frozenset(waits["needs"]))
    >>> read_from(rows, fight), read_from(rows, asked)
    ('depends', 'true')
    """
    row, found = rows[wanted.state], set()
    owed = [o for part in OWED for o in row.get(part, ())]
    if wanted.goes_on and row["if_it_goes_on"]:
        owed.append(row["if_it_goes_on"])
    denied = {_turned(answer) for answer in wanted.supposed}
    for o in owed:
        fits = (
            o["clause"]["treaty"] not in LEFT_OUT
            and wanted.treaty in ("", o["clause"]["treaty"])
            and wanted.toward in o["beneficiaries"]
            and o["duty"] in wanted.fitting
        )
        needs = set(o["verdict"]["needs"])
        if fits and denied.isdisjoint(needs):
            found.add("depends" if needs - wanted.supposed else "true")
    return "true" if "true" in found else "depends" if found else "false"


def _turned(answer: str) -> str:
    """Turn `ID=yes` into `ID=no`, and the other way round."""
    ident, _, word = answer.rpartition("=")
    return f"{ident}={'no' if word == 'yes' else 'yes'}"


class Reader:
    """Reads the statements of one question from one call.

    Args:
        world: the law and the readings.
        question: the question.
    """

    def __init__(self, world: Any, question: dict[str, Any]) -> None:
        self.world, self.question = world, question
        self.statements = question["statement"]
        self.own = event(question, {})
        self.cases: list[Fields] = []
        for s in self.statements:
            case = case_of(self.own, event(question, s))
            if case and case not in self.cases:
                self.cases.append(case)
        self.rows, self.rows_of_cases = self.call()

    def call(self) -> tuple[Rows, list[Rows]]:
        """Call `ask` once, about every state of the statements, with every case."""
        from engine.interfaces.assistant.tools import call

        states = list(dict.fromkeys(s["state"] for s in self.statements))
        rounds = max(s.get("rounds", 0) for s in self.statements)
        given = self.own | {"must": states, "limit": 50, "what_if": self.cases}
        given |= {"rounds": rounds} if rounds else {}
        result = call(self.world, "ask", given)[1]["result"]
        each = [c["asked"] for c in (result, *result.get("what_if", ()))]
        rows, *of_cases = [{row["state"]: row for row in asked} for asked in each]
        return rows, of_cases

    def resolved(self, name: str) -> str:
        """Find the id of a state by any of its names."""
        ident: str = self.world.corpus.states.resolve(name, self.question["on"]).id
        return ident

    def wanted(self, s: dict[str, Any], supposed: frozenset[str]) -> Wanted:
        """What a statement asserts, under the answers that it supposes."""
        from treaties.vocabulary.terms import Duty

        toward = s.get("beneficiary", s.get("victim", self.question["victim"]))
        return Wanted(
            self.resolved(s["state"]),
            self.resolved(toward),
            frozenset(str(d) for d in Duty if d.asks_for(s["duty"])),
            s.get("treaty", ""),
            supposed,
            goes_on="rounds" in s,
        )

    def told(self, s: dict[str, Any]) -> Told:
        """Read a statement."""
        fields = event(self.question, s)
        case = case_of(self.own, fields)
        if case:
            rows = self.rows_of_cases[self.cases.index(case)]
            wanted = self.wanted(s, frozenset())
        else:
            rows = self.rows
            wanted = self.wanted(s, frozenset(fields.get("suppose", ())))
        word = read_from(rows, wanted)
        word = TURNED[word] if s.get("denies") else word
        return Told(self.question["id"], s["says"], word, s.get("engine", s["key"]))


def told(world: Any, question: dict[str, Any]) -> list[Told]:
    """Put a question to the tool `ask`, and read each statement from what it gives."""
    reader = Reader(world, question)
    return [reader.told(s) for s in reader.statements]


def main() -> int:
    """Ask, read and print."""
    from engine.world import World

    world = World.load()
    passed = 0
    every = questions(sys.argv[1:])
    for question in every:
        wrong = [t for t in told(world, question) if not t.right]
        for t in wrong:
            print(f"{t.question}: {t.says} {t.word}, not {t.wanted}")
        passed += not wrong
    print(f"{passed} of {len(every)} questions pass by one call each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
