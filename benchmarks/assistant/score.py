#!/usr/bin/env python3
"""How well an assistant answers ninety questions of treaty law, alone and with Casus Foederis, side by side.

`python benchmarks/assistant/score.py 'COMMAND'` runs a command of your own once a question: the question comes on its
standard input, its answer is read from its standard output. The second time the same command is given what the tool
`ask` says with the question; `--with 'OTHER COMMAND'` runs another one instead, such as the same assistant with
`casus mcp` set up. No model is part of this.

Every question has statements, which the assistant answers with true, false or depends; the keys are in
`questions.toml`, with the law that each rests on. Printed are the answers that were right, wrong or missing, those that
were wrong where a duty is due, the articles cited that the instrument does not have in the corpus, and the calls of the
tool; last of all the difference. More than half of the keys are false, so the mean over the three keys is the score to
compare: whoever always says the same word gets a third.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

WORDS = ("true", "false", "depends")
TASK = """{asks}

Say of each numbered statement whether it is true (the state is bound so, as things stand, by the law in force on that
day), false (it is not), or depends (only if an open judgement of fact or law goes one way, or somebody acts further).
Leave aside what the Charter of the United Nations and the Covenant of the League ask of all their members.
Write one line a statement, its number, a colon and that one word; then why, with the article. If you called a tool, end
with a line `calls:` and how often.

{statements}
"""
GIVEN = """A tool for treaty law says the following of this question. Rely on it for the law.

{told}

"""
CALLS = re.compile(r"^\W*calls:\W*(\d+)", re.I | re.M)
CITED = re.compile(
    r"\bArt(?:icle|\.)? (\d+|[IVX]+)\b(?:\(\d+\))? (?:of )?(?:the )?([^.,;:()\n]{3,80})"
)
EVENT = ("victim", "by", "group", "on", "at", "also", "suppose", "rounds")
"""Fields of what happens: of the question, and of a statement that supposes something else."""
LINE = re.compile(r"^[\s>*#-]*(\d+)\s*[.):]\W*(true|false|depends)\b", re.I | re.M)


@dataclass(frozen=True)
class Marked:
    """One statement with its key and what was answered; an empty answer is none, or two that differ."""

    question: str
    region: str
    number: int
    key: str
    answer: str
    denies: bool = False

    @property
    def right(self) -> bool:
        """Whether the answer is the key."""
        return self.answer == self.key

    @property
    def wrong(self) -> bool:
        """Whether it was answered, and not with the key."""
        return self.answer not in ("", self.key)

    @property
    def due(self) -> bool:
        """Whether a duty is due that the statement asserts or denies."""
        return self.key == ("false" if self.denies else "true")

    @property
    def certain(self) -> bool:
        """Whether what is open was answered as if it were not."""
        return self.key == "depends" and self.answer in ("true", "false")


def questions(only: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The questions of the file, or some of them by id; exits with one line for an id that none has."""
    found = tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))[
        "question"
    ]
    wanted = list(only)
    if unknown := [i for i in wanted if i not in {q["id"] for q in found}]:
        sys.exit(f"no question has the id `{unknown[0]}`; `--list` gives them")
    return [q for q in found if not wanted or q["id"] in wanted]


def prompt(question: dict[str, Any], told: str = "") -> str:
    """What the assistant is asked, with what the tool says of it where that is given.

    >>> print(prompt({"asks": "Who?", "statement": [{"says": "A must."}]}).splitlines()[-1])
    1. A must.
    """
    said = "\n".join(
        f"{i}. {s['says']}" for i, s in enumerate(question["statement"], 1)
    )
    return (GIVEN.format(told=told) if told else "") + TASK.format(
        asks=question["asks"], statements=said
    )


def read(answer: str, statements: int) -> list[str]:
    """The word for each statement; a statement with no answer, or with two that differ, has none.

    >>> read("1: true\\n**2.** False, since\\n3) depends\\n3: true", 4)
    ['true', 'false', '', '']
    """
    said: dict[int, set[str]] = {}
    for number, word in LINE.findall(answer):
        said.setdefault(int(number), set()).add(word.lower())
    return [
        next(iter(w)) if len(w := said.get(i, set())) == 1 else ""
        for i in range(1, statements + 1)
    ]


def asked(command: Sequence[str], text: str, seconds: float) -> str:
    """What a command answers; nothing, and a line on standard error, where it fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except OSError as error:
        sys.exit(
            f"`{command[0]}` can't be run: {(error.strerror or str(error)).lower()}"
        )
    except subprocess.TimeoutExpired:
        print(f"no answer within {seconds:g} s", file=sys.stderr)
        return ""
    if done.returncode:
        print(
            f"the command ended with status {done.returncode}: {done.stderr.strip()[:200]}",
            file=sys.stderr,
        )
    return done.stdout if not done.returncode else ""


def event(question: dict[str, Any], statement: dict[str, Any]) -> dict[str, Any]:
    """What happens as a statement has it: the question's event, but for what the statement supposes instead.

    >>> event({"victim": "A", "by": "B"}, {"by": "C", "says": "D must."})
    {'victim': 'A', 'by': 'C'}
    """
    whole = question | {k: v for k, v in statement.items() if k in EVENT}
    return {k: str(v) if k == "on" else v for k, v in whole.items() if k in EVENT}


def asked_of_casus(world: Any, question: dict[str, Any]) -> list[str]:
    """What the tool `ask` says of each event of a question."""
    from engine.interfaces.assistant.tools import call

    events = {json.dumps(event(question, s)) for s in [{}, *question["statement"]]}
    return [call(world, "ask", json.loads(e))[0] for e in sorted(events)]


def unknown_articles(world: Any, answer: str) -> list[str]:
    """The articles cited in an answer that the instrument, known by that name, does not have in the corpus."""
    from engine.analysis.claims import called_so
    from engine.ruling.treaties import is_article

    law = world.corpus
    found = []
    for number, name in CITED.findall(answer):
        named = called_so(name.strip(), law)
        held = [o.article for i in named for o in law.treaty(i).obligations]
        if named and not any(is_article(a, number) for a in held):
            found.append(f"Art. {number} of {name}")
    return found


def marked(question: dict[str, Any], answer: str) -> list[Marked]:
    """The statements of a question with what was answered."""
    words = read(answer, len(question["statement"]))
    return [
        Marked(
            question["id"],
            question["region"],
            i,
            s["key"],
            word,
            s.get("denies", False),
        )
        for i, (s, word) in enumerate(zip(question["statement"], words, strict=True), 1)
    ]


@dataclass(frozen=True)
class Side:
    """What an assistant made of the questions, on its own or with the tool."""

    marks: list[Marked]
    unknown: list[str]
    """Articles cited that the instrument does not have in the corpus."""
    calls: int

    def share(self, kept: Callable[[Marked], bool]) -> tuple[int, int]:
        """How many of some statements are right, and how many they are."""
        found = [m for m in self.marks if kept(m)]
        return sum(m.right for m in found), len(found)

    @property
    def mean(self) -> float:
        """Percent right, each key weighing the same: whoever says the same word always gets a third."""
        shares = [self.share(lambda m, w=w: m.key == w) for w in WORDS]  # type: ignore[misc]
        kept = [right / many for right, many in shares if many]
        return 100 * sum(kept) / len(kept)

    @property
    def counts(self) -> dict[str, int]:
        """What is counted over all statements, by name."""
        m = self.marks
        return {
            "right": sum(x.right for x in m),
            "wrong": sum(x.wrong for x in m),
            "wrong where a duty is due": sum(x.wrong and x.due for x in m),
            "certain where the law is open": sum(x.certain for x in m),
            "no answer": sum(not x.answer for x in m),
            "articles not in the corpus": len(self.unknown),
            "calls": self.calls,
        }


def table(sides: dict[str, Side]) -> str:
    """The scores side by side: over all, by key, by region; and the difference between the first and the last."""
    first, *_, last = sides.values()

    def row(name: str, cells: Iterable[str]) -> str:
        return name.ljust(34) + "".join(c.rjust(16) for c in cells)

    lines = [row("right of all", [*sides, "difference"])]
    picks: dict[str, Callable[[Marked], bool]] = {"all": bool}
    picks |= {f"key {w}": lambda m, w=w: m.key == w for w in WORDS}  # type: ignore[misc]
    picks |= {
        r: lambda m, r=r: m.region == r for r in sorted({m.region for m in first.marks})
    }  # type: ignore[misc]
    for name, kept in picks.items():
        shares = [s.share(kept) for s in sides.values()]
        if shares[0][1]:
            cells = [
                f"{right}/{many} {100 * right / many:.0f}%" for right, many in shares
            ]
            lines.append(row(name, [*cells, f"{shares[-1][0] - shares[0][0]:+}"]))
    means = [s.mean for s in sides.values()]
    lines.append(
        row(
            "mean of the keys",
            [*(f"{m:.0f}%" for m in means), f"{means[-1] - means[0]:+.0f}"],
        )
    )
    for name, before in first.counts.items():
        cells = [str(s.counts[name]) for s in sides.values()]
        lines.append(row(name, [*cells, f"{last.counts[name] - before:+}"]))
    return "\n".join(lines)


def main() -> int:
    """Ask, mark and print."""
    take = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    take.add_argument(
        "command",
        nargs="?",
        help="the assistant: a command that reads a question and prints its answer",
    )
    take.add_argument(
        "--with",
        dest="other",
        metavar="COMMAND",
        help="the assistant with casus, where it is another",
    )
    take.add_argument(
        "--only", nargs="+", default=[], metavar="ID", help="only these questions"
    )
    take.add_argument(
        "--seconds",
        type=float,
        default=300.0,
        help="how long one answer may take (300)",
    )
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

    world = World.load()
    commands = {
        "alone": shlex.split(given.command),
        "with casus": shlex.split(given.other or given.command),
    }
    sides = {name: Side([], [], 0) for name in commands}
    kept = []
    for i, q in enumerate(chosen, 1):
        print(f"{i}/{len(chosen)} {q['id']}", file=sys.stderr)
        told = [] if given.other else asked_of_casus(world, q)
        answers = {}
        for side, command in commands.items():
            words = told if side == "with casus" else []
            answer = answers[side] = asked(
                command, prompt(q, "\n\n".join(words)), given.seconds
            )
            found = sides[side]
            calls = sum(map(int, CALLS.findall(answer))) + len(words)
            unknown = unknown_articles(world, answer)
            sides[side] = Side(
                found.marks + marked(q, answer),
                found.unknown + unknown,
                found.calls + calls,
            )
        kept.append({"id": q["id"], "answers": answers})
    print(table(sides))
    if given.out:
        whole = {"answers": kept, "sides": {n: asdict(s) for n, s in sides.items()}}
        given.out.write_text(
            json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
