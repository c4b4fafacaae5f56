#!/usr/bin/env python3
"""How well an assistant answers forty questions of treaty law, alone and with Casus Foederis, side by side.

`python benchmarks/assistant/score.py 'COMMAND'` runs a command of your own once a question: the question comes on its
standard input, its answer is read from its standard output. The second time the same command is given what the tool
`ask` says with the question; `--with 'OTHER COMMAND'` runs another one instead, such as the same assistant with
`casus mcp` set up. No model is part of this.

Every question has statements, which the assistant answers with true, false or depends; the keys are in
`questions.toml`, with the law that each rests on. Told are the answers that were right, wrong or missing, and the
answers true or false where the law leaves it open. More than half of the keys are false, so the mean over the three
keys is the score to compare: whoever always says the same word gets a third.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

WORDS = ("true", "false", "depends")
TASK = """{asks}

Say of each numbered statement whether it is true (the state is bound so, as things stand, by the law in force on that
day), false (it is not), or depends (only if an open judgement of fact or law goes one way, or somebody acts further).
Write one line a statement, its number, a colon and that one word; then why, with the article.

{statements}
"""
GIVEN = """A tool for treaty law says the following of this question. Rely on it for the law.

{told}

"""
LINE = re.compile(r"^[\s>*#-]*(\d+)\s*[.):]\W*(true|false|depends)\b", re.I | re.M)


@dataclass(frozen=True)
class Marked:
    """One statement with its key and what was answered; an empty answer is none, or two that differ."""

    question: str
    region: str
    number: int
    key: str
    answer: str

    @property
    def right(self) -> bool:
        """Whether the answer is the key."""
        return self.answer == self.key

    @property
    def certain(self) -> bool:
        """Whether what is open was answered as if it were not."""
        return self.key == "depends" and self.answer in ("true", "false")


def questions(only: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The questions of the file, or some of them by id; exits with one line for an id that none has."""
    found = tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))["question"]
    wanted = list(only)
    if unknown := [i for i in wanted if i not in {q["id"] for q in found}]:
        sys.exit(f"no question has the id `{unknown[0]}`; `--list` gives them")
    return [q for q in found if not wanted or q["id"] in wanted]


def prompt(question: dict[str, Any], told: str = "") -> str:
    """What the assistant is asked, with what the tool says of it where that is given.

    >>> print(prompt({"asks": "Who?", "statement": [{"says": "A must."}]}).splitlines()[-1])
    1. A must.
    """
    said = "\n".join(f"{i}. {s['says']}" for i, s in enumerate(question["statement"], 1))
    return (GIVEN.format(told=told) if told else "") + TASK.format(asks=question["asks"], statements=said)


def read(answer: str, statements: int) -> list[str]:
    """The word for each statement; a statement with no answer, or with two that differ, has none.

    >>> read("1: true\\n**2.** False, since\\n3) depends\\n3: true", 4)
    ['true', 'false', '', '']
    """
    said: dict[int, set[str]] = {}
    for number, word in LINE.findall(answer):
        said.setdefault(int(number), set()).add(word.lower())
    return [next(iter(w)) if len(w := said.get(i, set())) == 1 else "" for i in range(1, statements + 1)]


def asked(command: Sequence[str], text: str, seconds: float) -> str:
    """What a command answers; nothing, and a line on standard error, where it fails or takes too long."""
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=seconds, check=False)
    except OSError as error:
        sys.exit(f"`{command[0]}` can't be run: {(error.strerror or str(error)).lower()}")
    except subprocess.TimeoutExpired:
        print(f"no answer within {seconds:g} s", file=sys.stderr)
        return ""
    if done.returncode:
        print(f"the command ended with status {done.returncode}: {done.stderr.strip()[:200]}", file=sys.stderr)
    return done.stdout if not done.returncode else ""


def told_by_casus(world: Any, question: dict[str, Any]) -> str:
    """What the tool `ask` says of a question."""
    from engine.interfaces.assistant.tools import call

    fields = {"victim": question["victim"], "by": question["by"], "on": str(question["on"])}
    return call(world, "ask", fields | ({"at": question["at"]} if "at" in question else {}))[0]


def marked(question: dict[str, Any], answer: str) -> list[Marked]:
    """The statements of a question with what was answered."""
    words = read(answer, len(question["statement"]))
    return [
        Marked(question["id"], question["region"], i, s["key"], word)
        for i, (s, word) in enumerate(zip(question["statement"], words, strict=True), 1)
    ]


def table(sides: dict[str, list[Marked]]) -> str:
    """The scores side by side: over all, by key, by region."""
    first = next(iter(sides.values()))
    rows: list[tuple[str, list[bool]]] = [("all", [True] * len(first))]
    rows += [(f"key {w}", [m.key == w for m in first]) for w in WORDS]
    rows += [(r, [m.region == r for m in first]) for r in sorted({m.region for m in first})]
    lines = ["right of all".ljust(34) + "".join(name.rjust(16) for name in sides)]
    for name, kept in rows:
        if any(kept):
            cells = [_share([m for m, k in zip(ms, kept, strict=True) if k]) for ms in sides.values()]
            lines.append(name.ljust(34) + "".join(c.rjust(16) for c in cells))
    lines.append("mean of the keys".ljust(34) + "".join(f"{_mean(ms):.0f}%".rjust(16) for ms in sides.values()))
    for name, picks in (("no answer", lambda m: not m.answer), ("certain where the law is open", lambda m: m.certain)):
        lines.append(name.ljust(34) + "".join(str(sum(map(picks, ms))).rjust(16) for ms in sides.values()))
    return "\n".join(lines)


def _mean(found: list[Marked]) -> float:
    """Percent right, each key weighing the same: whoever says the same word always gets a third."""
    shares = [[m.right for m in found if m.key == w] for w in WORDS]
    kept = [sum(s) / len(s) for s in shares if s]
    return 100 * sum(kept) / len(kept)


def _share(found: list[Marked]) -> str:
    right = sum(m.right for m in found)
    return f"{right}/{len(found)} {100 * right / len(found):.0f}%"


def main() -> int:
    """Ask, mark and print."""
    take = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    take.add_argument("command", nargs="?", help="the assistant: a command that reads a question and prints its answer")
    take.add_argument("--with", dest="other", metavar="COMMAND", help="the assistant with casus, where it is another")
    take.add_argument("--only", nargs="+", default=[], metavar="ID", help="only these questions")
    take.add_argument("--seconds", type=float, default=300.0, help="how long one answer may take (300)")
    take.add_argument("--out", type=Path, help="write every answer as JSON too")
    take.add_argument("--list", action="store_true", help="list the questions")
    given = take.parse_args()
    chosen = questions(given.only)
    if given.list:
        print("\n".join(f"{q['id']:22} {q['asks']}" for q in chosen))
        return 0
    if not given.command:
        take.error("name the command of an assistant")
    from engine.world import World

    world = None if given.other else World.load()
    alone, other = shlex.split(given.command), shlex.split(given.other or given.command)
    sides: dict[str, list[Marked]] = {"alone": [], "with casus": []}
    kept = []
    for i, q in enumerate(chosen, 1):
        print(f"{i}/{len(chosen)} {q['id']}", file=sys.stderr)
        told = told_by_casus(world, q) if world else ""
        answers = {
            "alone": asked(alone, prompt(q), given.seconds),
            "with casus": asked(other, prompt(q, told), given.seconds),
        }
        for side, answer in answers.items():
            sides[side] += marked(q, answer)
        kept.append({"id": q["id"], "answers": answers})
    print(table(sides))
    if given.out:
        whole = {"answers": kept, "marks": {s: [asdict(m) for m in ms] for s, ms in sides.items()}}
        given.out.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
