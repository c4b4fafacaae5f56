"""The whole answers to the questions of `QUESTIONS`, as files to be read line by line: `python -m tests.output.golden_answers`.

Two of them begin in the readme; the command writes these too, and its picture. The documentation has a page for each answer.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from tomllib import loads

from engine.world import shipped
from tests import HOME

FOLDER = Path(__file__).with_name("golden")
QUESTIONS: dict[str, str] = loads(
    (FOLDER / "questions.toml").read_text(encoding="utf-8")
)
README = HOME / "README.md"
SHOWN = ("estonia", "taiwan")
"""The answers whose first lines the readme shows, in its order."""
EXAMPLE = re.compile(
    r"(?:(?<=## What it answers\n\n)|(?<=who must help\?\":\n\n))(?:    .*\n)+"
)
"""Where it shows them."""
PICTURE = HOME / "docs" / "_static" / "poland-1939.svg"
PICTURED = {"victim": "Poland", "by": "Germany", "on": "1939-09-01", "rounds": 1}
"""What the picture of the readme answers."""
COLUMNS = "100"
_COUNT = re.compile(r"none of the \d+ collected")
"""The number of instruments, which every addition to the law changes."""


def plain(text: str) -> str:
    """The text of an answer as its file has it: without the number of instruments, which additions to the law change."""
    return _COUNT.sub("none of the N collected", text.rstrip()) + "\n"


def file_of(name: str) -> Path:
    """The file of an answer."""
    return FOLDER / f"{name}.txt"


def example(name: str) -> str:
    """What the readme shows of an answer: its bottom line."""
    first = file_of(name).read_text(encoding="utf-8").split("\n\n")[1]
    return "".join(f"    {line}\n" for line in first.splitlines())


def picture() -> str:
    """The picture of the readme."""
    return shipped().ask(**PICTURED).svg()


def renew() -> None:
    """Write every answer, and what the readme shows, anew."""
    os.environ["COLUMNS"] = COLUMNS
    for name, question in QUESTIONS.items():
        file_of(name).write_text(
            plain(shipped().ask(question).text()), encoding="utf-8"
        )
    shown = map(example, SHOWN)
    README.write_text(
        EXAMPLE.sub(lambda _: next(shown), README.read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    PICTURE.write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    renew()
