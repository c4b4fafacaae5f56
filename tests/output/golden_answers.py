"""The whole answers to twenty questions, as files to be read line by line: `python -m tests.output.golden_answers`.

The same answers stand at the end of `docs/questions.md`, and the first of them begins in the readme; the command writes both.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from tomllib import loads

from engine.answer import Answer
from engine.world import shipped
from tests import HOME

FOLDER = Path(__file__).with_name("golden")
QUESTIONS: dict[str, str] = loads((FOLDER / "questions.toml").read_text(encoding="utf-8"))
PAGE = HOME / "docs" / "questions.md"
README = HOME / "README.md"
EXAMPLE = re.compile(r"(?<=## What it answers\n\n)(?:    .*\n|\n)+(?=\S)")
"""Where the readme shows an answer."""
HEADING = "## Twenty whole answers\n"
COLUMNS = "100"
_EDITION = re.compile(r"\s+Corpus \S+,\s+hash\s+\w+\.")


def plain(answer: Answer) -> str:
    """An answer as its file has it: without the version of the law, which every change of the law changes."""
    return _EDITION.sub("", answer.text()) + "\n"


def file_of(name: str) -> Path:
    """The file of an answer."""
    return FOLDER / f"{name}.txt"


def page() -> str:
    """The end of the page of questions: every question with its whole answer."""
    parts = [HEADING, "Each as `casus ask` prints it, less the version of the law at its end."]
    for name, question in QUESTIONS.items():
        parts.append(f"### {question}\n\n```text\n{file_of(name).read_text(encoding='utf-8')}```")
    return "\n".join([parts[0], "\n\n".join(parts[1:]), ""])


def example() -> str:
    """What the readme shows: of the first answer the bottom line and the first two instruments."""
    whole = file_of(next(iter(QUESTIONS))).read_text(encoding="utf-8").split("\n\n", 1)[1]
    lines = whole.splitlines()
    items = [n for n, line in enumerate(lines) if re.match(r"  \S", line) and n > lines.index("AT ONCE, by instrument")]
    return "".join(f"    {line}\n" if line else "\n" for line in lines[: items[2]]) + "\n"


def renew() -> None:
    """Write every answer, the page, and what the readme shows, anew."""
    os.environ["COLUMNS"] = COLUMNS
    for name, question in QUESTIONS.items():
        file_of(name).write_text(plain(shipped().ask(question)), encoding="utf-8")
    head = PAGE.read_text(encoding="utf-8").partition(HEADING)[0].rstrip()
    PAGE.write_text(f"{head}\n\n{page()}", encoding="utf-8")
    shown = example()
    README.write_text(EXAMPLE.sub(lambda _: shown, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    renew()
