#!/usr/bin/env python3
"""Read the status of every statement of the ninety questions from the table that one call of `ask` gives.

`python benchmarks/assistant/one_call.py` asks each question once, with all its states, as an assistant would, and reads
each statement from the rows of the result alone. A statement that supposes another event (another victim, attacker or
answer) is put by one further call. Printed are the statements whose word is not the engine's, and how many questions
pass, how many of them by the one call.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
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


def asked(question: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """Give the fields of each call that a question needs, with the statements that it answers; the first is its own."""
    calls: dict[str, list[dict[str, Any]]] = {}
    for statement in question["statement"]:
        fields = event(question, statement)
        if "rounds" in statement:
            fields["rounds"] = statement["rounds"]
        calls.setdefault(json.dumps(fields), []).append(statement)
    for fields, statements in calls.items():
        states = list(dict.fromkeys(s["state"] for s in statements))
        yield json.loads(fields) | {"must": states, "limit": 50}, statements


def read_from(
    row: dict[str, Any], statement: dict[str, Any], beneficiary: str, fitting: set[str]
) -> str:
    """Read the word for a statement from the row of its state.

    Args:
        row: the row.
        statement: the statement.
        beneficiary: the id of the state to which the duty is owed.
        fitting: the duties that make the statement true.

    >>> duty = {"treaty": "t", "duty": "fight", "beneficiaries": ["b"], "questions": []}
    >>> row = {"settled": [duty], "open": [], "lesser": [], "other_side": [], "if_it_goes_on": None}
    >>> read_from(row, {}, "b", {"fight"}), read_from(row, {"denies": True}, "b", {"fight"})
    ('true', 'false')
    """
    owed = [o for part in OWED for o in row.get(part, ())]
    if "rounds" in statement and row["if_it_goes_on"]:
        owed.append(row["if_it_goes_on"])
    found = {
        "depends" if o["questions"] else "true"
        for o in owed
        if o["treaty"] not in LEFT_OUT
        and statement.get("treaty", o["treaty"]) == o["treaty"]
        and beneficiary in o["beneficiaries"]
        and o["duty"] in fitting
    }
    word = "true" if "true" in found else "depends" if found else "false"
    return TURNED[word] if statement.get("denies") else word


def told(world: Any, question: dict[str, Any]) -> list[Told]:
    """Put a question to the tool `ask`, and read each statement from the table."""
    from engine.interfaces.assistant.tools import call
    from treaties.vocabulary.terms import Duty

    names, on = world.corpus.states, question["on"]
    found = []
    for fields, statements in asked(question):
        _, data = call(world, "ask", fields)
        rows = {row["state"]: row for row in data["result"]["asked"]}
        for s in statements:
            toward = names.resolve(s.get("beneficiary", fields["victim"]), on).id
            fitting = {str(d) for d in Duty if d.asks_for(s["duty"])}
            row = rows[names.resolve(s["state"], on).id]
            word = read_from(row, s, toward, fitting)
            found.append(
                Told(question["id"], s["says"], word, s.get("engine", s["key"]))
            )
    return found


def main() -> int:
    """Ask, read and print."""
    from engine.world import World

    world = World.load()
    passed = single = 0
    every = questions(sys.argv[1:])
    for question in every:
        statements = told(world, question)
        wrong = [t for t in statements if not t.right]
        for t in wrong:
            print(f"{t.question}: {t.says} {t.word}, not {t.wanted}")
        passed += not wrong
        single += not wrong and len(list(asked(question))) == 1
    print(f"{passed} of {len(every)} questions pass, {single} of them by one call")
    return 0


if __name__ == "__main__":
    sys.exit(main())
