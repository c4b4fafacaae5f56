"""The whole answers to fifty questions of many kinds, as files: `python -m tests.output.worked_answers`.

Each is asked in words or by fields, and stands beside what a lawyer holds of it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from tomllib import loads
from typing import Any

from engine.analysis.pledge_text import Pledges
from engine.analysis.pledges import law_answer
from engine.analysis.weighing import Weighed
from engine.answer import Answer
from engine.question.topic import LawAlone
from engine.world import shipped
from tests.output.golden_answers import COLUMNS, plain

FOLDER = Path(__file__).with_name("worked")
WORKED: dict[str, dict[str, Any]] = loads(
    (FOLDER / "questions.toml").read_text(encoding="utf-8")
)
YEAR = re.compile(r"\b(19|20)\d\d\b")
_LAW = re.compile(r"\s+Corpus \d[^“]*$")
"""The edition of the law, and what a question changed of it."""
DAY = "2026-10-10"
"""The day of a question that says none."""
TOLD = ("asks", "verdict", "states", "says")
"""The fields of the table that are no fields of a question."""


def answered(name: str) -> Answer | Pledges | Weighed:
    """Answer one question."""
    row = WORKED[name]
    given = {field: value for field, value in row.items() if field not in TOLD}
    words = row.get("asks")
    dated = words and YEAR.search(words)
    asked = given if dated else {"on": DAY} | given
    try:
        return shipped().ask(words or asked.pop("victim"), **asked)
    except LawAlone as alone:
        return law_answer(shipped().corpus, alone.topic, alone.on)


def file_of(name: str) -> Path:
    """The file of an answer."""
    return FOLDER / f"{name}.txt"


def text_of(name: str) -> str:
    """The text of an answer as its file has it."""
    answer = answered(name)
    told = answer.text() if isinstance(answer, Answer) else str(answer)
    return plain(_LAW.sub("", told.rstrip()))


def renew() -> None:
    """Write every answer anew."""
    os.environ["COLUMNS"] = COLUMNS
    for name in WORKED:
        file_of(name).write_text(text_of(name), encoding="utf-8")


if __name__ == "__main__":
    renew()
