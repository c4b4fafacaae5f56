#!/usr/bin/env python3
"""Read the status of every statement of the ninety questions from the table that one call of `ask` gives.

`python benchmarks/assistant/one_call.py` asks each question once, with all its states, as an assistant would, and reads
each statement from the rows of the result alone. What a statement supposes besides is read there too where a field has
it: an answer that a duty waits for (`needs`), a blow struck back, an attack on another of the states attacked, what is
owed in return. A statement that supposes more is put by one further call. Printed are the statements whose word is not
the engine's, and how many questions pass, how many of them by the one call.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
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
    further: bool = False
    """Whether it took a further call."""

    @property
    def right(self) -> bool:
        """Whether both say the same."""
        return self.word == self.wanted


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


def attacks(fields: dict[str, Any]) -> frozenset[str]:
    """List the attacks of an event, each as `ATTACKER>VICTIM`.

    >>> sorted(attacks({"victim": "a", "by": "b", "also": ["b>c"]}))
    ['b>a', 'b>c']
    """
    first = f"{fields.get('by', '')}>{fields['victim']}"
    return frozenset({first, *fields.get("also", ())})


def supposed_besides(
    own: dict[str, Any], other: dict[str, Any]
) -> frozenset[str] | None:
    """Find the answers that an event supposes beside another event; None where it differs in more.

    Args:
        own: the event of the question.
        other: the event of a statement.

    >>> own = {"victim": "a", "by": "b"}
    >>> sorted(supposed_besides(own, {"victim": "b", "by": "a", "also": ["b>a"]}))
    ['strikes:a>b=yes']
    >>> supposed_besides(own, {"victim": "a", "by": "c"}) is None
    True
    """
    places = {k: v for k, v in own.items() if k in ("at", "on")}
    if places != {k: v for k, v in other.items() if k in ("at", "on")}:
        return None
    more = attacks(other) - attacks(own)
    if attacks(own) - attacks(other) or more - {f"{own['victim']}>{own.get('by')}"}:
        return None
    answers = {f"strikes:{one}=yes" for one in more}
    return frozenset({*answers, *other.get("suppose", ())})


def read_from(rows: Rows, wanted: Wanted) -> str:
    """Read the word for a statement from the row of its state.

    Args:
        rows: the rows.
        wanted: what it asserts.

    >>> duty = {"treaty": "t", "duty": "fight", "beneficiaries": ["b"], "needs": ["request:b>t=yes"]}
    >>> rows = {"a": {"settled": [], "open": [duty], "if_it_goes_on": None}}
    >>> fight = Wanted("a", "b", frozenset({"fight"}))
    >>> read_from(rows, fight), read_from(rows, replace(fight, supposed=frozenset(duty["needs"])))
    ('depends', 'true')
    """
    row, found = rows[wanted.state], set()
    owed = [o for part in OWED for o in row.get(part, ())]
    if wanted.goes_on and row["if_it_goes_on"]:
        owed.append(row["if_it_goes_on"])
    denied = {_turned(answer) for answer in wanted.supposed}
    for o in owed:
        fits = (
            o["treaty"] not in LEFT_OUT
            and wanted.treaty in ("", o["treaty"])
            and wanted.toward in o["beneficiaries"]
            and o["duty"] in wanted.fitting
        )
        if fits and denied.isdisjoint(o["needs"]):
            found.add("depends" if set(o["needs"]) - wanted.supposed else "true")
    return "true" if "true" in found else "depends" if found else "false"


def _turned(answer: str) -> str:
    """Turn `ID=yes` into `ID=no`, and the other way round."""
    ident, _, word = answer.rpartition("=")
    return f"{ident}={'no' if word == 'yes' else 'yes'}"


class Reader:
    """Reads the statements of one question from as few calls as it can.

    Args:
        world: the law and the readings.
        question: the question.
    """

    def __init__(self, world: Any, question: dict[str, Any]) -> None:
        self.world, self.question = world, question
        self.statements = question["statement"]
        self.own = event(question, {})
        # A state that is attacked in a statement is asked about too: its row says what is owed in return.
        asked = [s["state"] for s in self.statements]
        asked += [s["victim"] for s in self.statements if "victim" in s]
        rounds = max(s.get("rounds", 0) for s in self.statements)
        self.rows = self.table(self.own, list(dict.fromkeys(asked)), rounds)

    def resolved(self, name: str) -> str:
        """Find the id of a state by any of its names."""
        ident: str = self.world.corpus.states.resolve(name, self.question["on"]).id
        return ident

    def table(self, fields: dict[str, Any], states: list[str], rounds: int) -> Rows:
        """Call `ask` about some states."""
        from engine.interfaces.assistant.tools import call

        given = fields | {"must": states, "limit": 50}
        given |= {"rounds": rounds} if rounds else {}
        _, data = call(self.world, "ask", given)
        return {row["state"]: row for row in data["result"]["asked"]}

    def wanted(self, s: dict[str, Any], **more: Any) -> Wanted:
        """What a statement asserts."""
        from treaties.vocabulary.terms import Duty

        toward = s.get("beneficiary", s.get("victim", self.question["victim"]))
        return Wanted(
            self.resolved(s["state"]),
            self.resolved(toward),
            frozenset(str(d) for d in Duty if d.asks_for(s["duty"])),
            s.get("treaty", ""),
            goes_on="rounds" in s,
            **more,
        )

    def by_the_one_call(self, s: dict[str, Any]) -> str:
        """Read a statement from the rows of the one call; empty where they do not have it."""
        other = event(self.question, s)
        if other == self.own:
            return read_from(self.rows, self.wanted(s))
        besides = supposed_besides(self.own, other)
        if besides is not None:
            struck = any(answer.startswith("strikes:") for answer in besides)
            return self._supposing(s, besides, struck=struck)
        if self._in_turn(s, other):
            returned = self.rows[self.resolved(s["victim"])]["in_return"]
            return "" if returned else "false"
        return ""

    def _supposing(
        self, s: dict[str, Any], besides: frozenset[str], *, struck: bool
    ) -> str:
        """Read a statement under what it supposes; a blow struck back only where the row names a duty that it brings."""
        wanted = self.wanted(s, supposed=besides)
        further = self.rows[wanted.state]["if_it_goes_on"]
        if not struck:
            return read_from(self.rows, wanted)
        if not further or wanted.toward not in further["beneficiaries"]:
            return ""
        return read_from(self.rows, replace(wanted, goes_on=True))

    def _in_turn(self, s: dict[str, Any], other: dict[str, Any]) -> bool:
        """Tell whether a statement is about what those attacked in the question owe another state when it is attacked."""
        attacked = self.resolved(self.question["victim"])
        turned = self.resolved(s["state"]) == attacked and "victim" in s
        return turned and not {"at", "also", "suppose"} & other.keys()

    def told(self, s: dict[str, Any]) -> Told:
        """Read a statement, by a further call where the one call does not have it."""
        word = self.by_the_one_call(s)
        further = not word
        if further:
            fields = event(self.question, s)
            rows = self.table(fields, [s["state"]], s.get("rounds", 0))
            word = read_from(rows, self.wanted(s))
        word = TURNED[word] if s.get("denies") else word
        wanted = s.get("engine", s["key"])
        return Told(self.question["id"], s["says"], word, wanted, further)


def told(world: Any, question: dict[str, Any]) -> list[Told]:
    """Put a question to the tool `ask`, and read each statement from the table."""
    reader = Reader(world, question)
    return [reader.told(s) for s in reader.statements]


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
        single += not wrong and not any(t.further for t in statements)
    print(f"{passed} of {len(every)} questions pass, {single} of them by one call")
    return 0


if __name__ == "__main__":
    sys.exit(main())
