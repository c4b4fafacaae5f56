"""A scripted assistant that only follows the tools answers every statement of the benchmark as the engine does."""

from __future__ import annotations

from typing import Any

import pytest

from engine.interfaces.assistant.tools import call
from engine.world import World
from tests.interfaces.assistant.test_evaluation import QUESTIONS
from tests.support.sampling import drawn
from treaties.vocabulary.terms import Duty


def answered(world: World, q: dict[str, Any], statement: dict[str, Any]) -> str:
    """What the structured result of `explain` says of a statement, and nothing else."""
    fields = {n: str(q[n]) for n in ("victim", "by", "on", "at") if n in q}
    _, data = call(world, "explain", fields | {"state": statement["state"], "rounds": 1, "detail": True}, whole=True)
    names = world.corpus.states
    toward = names.resolve(statement.get("beneficiary", q["victim"]), q["on"]).id
    articles: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for a in data["articles"]:
        articles.setdefault((a["treaty"], a["article"]), []).append(a)
    found = set()
    for proof in data["result"]["proofs"]:
        clause = proof["id"].split(", ")[1]
        if proof["beneficiary"] != toward or statement.get("treaty", proof["treaty"]) != proof["treaty"]:
            continue
        for a in articles[proof["treaty"], proof["article"]]:
            duty = Duty(a["duty"])
            fits = duty.drawn_in if statement["duty"] == "help" else duty is Duty(statement["duty"])
            if a["id"] == clause and a["binding"] and fits:
                found.add(proof["status"])
    return "true" if "bound" in found else "depends" if found & {"contested", "conditional"} else "false"


@pytest.mark.parametrize("q", drawn(QUESTIONS, 6), ids=lambda q: q["id"])
def test_a_scripted_assistant_reaches_what_the_engine_knows(q: dict[str, Any], world: World) -> None:
    assert [answered(world, q, s) for s in q["statement"]] == [s["key"] for s in q["statement"]]
