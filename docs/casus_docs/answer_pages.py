"""The pages of whole answers, made at build time: a list of the questions, and a page for each answer.

The questions are those whose answers the tests keep as files and hold to what is answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from tomllib import loads

from casus_docs.indexes import listing
from casus_docs.markdown import block, orphan, text
from casus_docs.stage import HOME
from engine.answer import Answer
from engine.output.bottom_line import bottom_line
from engine.world import World

QUESTIONS: dict[str, str] = loads(
    (HOME / "tests" / "output" / "golden" / "questions.toml").read_text(
        encoding="utf-8"
    )
)
"""By name the questions that are answered whole."""


def pages(world: World) -> dict[str, str]:
    """Ask every question and make the pages, by their place."""
    answers = {name: world.ask(question) for name, question in QUESTIONS.items()}
    found = {"answers.md": index(answers)}
    for name, answer in answers.items():
        found[f"answers/{name}.md"] = page(QUESTIONS[name], answer)
    return found


def page(question: str, answer: Answer) -> str:
    """Make the page of one question: the answer as `casus ask` prints it."""
    return "\n".join(
        [
            *orphan(),
            f"# {text(question)}",
            "",
            "[All whole answers](../answers.md){.up}",
            "",
            *block(answer.text()),
        ]
    )


def index(answers: Mapping[str, Answer]) -> str:
    """Make the list of the questions, each with the first line of its ruling."""
    each = (
        f"[{text(QUESTIONS[name])}](answers/{name}.md) {text(bottom_line(answer)[0])}"
        for name, answer in answers.items()
    )
    lead = f"{len(answers)} questions, from Sarajevo to the Taiwan Strait, each with its answer as `casus ask` prints it."
    return listing("answers", "Whole answers", lead, each)
