"""A scripted assistant that only follows the tools answers every statement of the benchmark as the engine does."""

from __future__ import annotations

from typing import Any

from engine.interfaces.assistant.tools import call
from engine.world import World
from tests.interfaces.assistant.test_evaluation import (
    LEFT_OUT,
    QUESTIONS,
    SCORE,
    TURNED,
    fitting,
)
from tests.support.each import each
from treaties.vocabulary.terms import Duty


def answered(world: World, q: dict[str, Any], statement: dict[str, Any]) -> str:
    """What the structured result of `explain` says of a statement, and nothing else."""
    fields = (
        {"rounds": 1}
        | SCORE.event(q, statement)
        | {"state": statement["state"], "detail": True}
    )
    _, data = call(world, "explain", fields, whole=True)
    names = world.corpus.states
    toward = names.resolve(statement.get("beneficiary", fields["victim"]), q["on"]).id
    articles: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for a in data["articles"]:
        articles.setdefault((a["treaty"], a["article"]), []).append(a)
    found = set()
    for proof in data["result"]["proofs"]:
        clause = proof["clause"]["key"]
        treaty, article = proof["clause"]["treaty"], proof["clause"]["article"]
        if treaty in LEFT_OUT or proof["beneficiary"] != toward:
            continue
        if statement.get("treaty", treaty) != treaty:
            continue
        for a in articles[treaty, article]:
            if (
                a["id"] == clause
                and a["binding"]
                and Duty(a["duty"]) in fitting(statement)
            ):
                found.add(proof["verdict"]["status"])
    word = (
        "true"
        if "bound" in found
        else "depends"
        if found & {"contested", "conditional"}
        else "false"
    )
    return TURNED[word] if statement.get("denies") else word


@each("q", QUESTIONS, called=lambda q: q["id"], most=12)
def test_a_scripted_assistant_reaches_what_the_engine_knows(
    q: dict[str, Any], world: World
) -> None:
    assert [answered(world, q, s) for s in q["statement"]] == [
        s.get("engine", s["key"]) for s in q["statement"]
    ]
