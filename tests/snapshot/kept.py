"""What is on file of each answer: the whole text of some, and a line with a digest of the others."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from engine.answer import Answer
from engine.verdicts.solution import Solution
from tests.snapshot.answers import Question, lines, questions

HERE = Path(__file__).parent
WHOLE = HERE / "files"
DIGESTS = HERE / "digests"
HEAD = "Renewed by `python -m tests.snapshot`; a change of any line is argued in its commit."
DOCTRINE = (
    "case-n40",  # a breach that must be shown first
    "case-n45",  # an alliance that a reading applies before its approval
    "case-s201",  # a danger to the territory of a confederation
    "case-s204",  # a member against its confederation
    "case-s214",  # judgements that a treaty of arbitration asks
    "case-s218",  # the League's council, and passage through a third state
    "case-s275",  # a defence clause of which it is disputed whether it binds
)
"""Kept whole beside the cases of the series G and J, since they ask what none of these asks."""
PERIODS = {1914: "1816-1913", 1946: "1914-1945", 1991: "1946-1990"}
"""The file of the digests of what is asked of a day before a year."""
LAST = "1991-"


@lru_cache(maxsize=1)
def asked() -> dict[str, Question]:
    """Every question, made once in each process."""
    return questions()


def is_whole(name: str) -> bool:
    """Whether the whole answer is kept."""
    return name.startswith(("case-g", "case-j")) or name in DOCTRINE


def period(name: str) -> str:
    """The period of a question."""
    year = asked()[name].day.year
    return next((p for end, p in PERIODS.items() if year < end), LAST)


def text(answer: Solution | Answer) -> str:
    """The whole file of an answer."""
    return "\n".join([HEAD, "", *lines(answer), ""])


def digest(answer: Solution | Answer) -> str:
    """A digest of an answer, and how many states have each status, so that a change can be seen at a glance."""
    found = sha256("\n".join(lines(answer)).encode()).hexdigest()[:16]
    count = sorted(Counter(str(row.status) for row in answer.rows).items())
    return " ".join([found, *(f"{status}={n}" for status, n in count)])


def entry(name: str) -> str:
    """What is to be on file of a question: its whole answer, or its digest."""
    answer = asked()[name]()
    return text(answer) if is_whole(name) else digest(answer)


def on_file() -> dict[str, str]:
    """What is on file, by the name of the question."""
    found = {p.stem: p.read_text(encoding="utf-8") for p in WHOLE.glob("*.txt")}
    for path in DIGESTS.glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines()[2:]:
            name, _, rest = line.partition(" ")
            found[name] = rest
    return found


def renew(named: Iterable[str] = ()) -> list[str]:
    """Write some answers anew, or all, and drop what is no longer asked; those that changed."""
    before = on_file()
    wanted = sorted(named or asked(), key=lambda n: not n.startswith("scenario-"))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        made = dict(zip(wanted, pool.map(entry, wanted), strict=True))
    after = {n: made.get(n, before.get(n, "")) for n in asked()}
    write(after)
    return sorted(n for n in {*before, *after} if before.get(n) != after.get(n))


def write(entries: dict[str, str]) -> None:
    """Write what is to be on file, and nothing else."""
    for path in (*WHOLE.glob("*.txt"), *DIGESTS.glob("*.txt")):
        path.unlink()
    of_period: dict[str, list[str]] = {}
    for name, told in sorted(entries.items()):
        if is_whole(name):
            (WHOLE / f"{name}.txt").write_text(told, encoding="utf-8")
        else:
            of_period.setdefault(period(name), []).append(f"{name} {told}")
    for title, rows in of_period.items():
        whole = "\n".join([HEAD, "", *rows, ""])
        (DIGESTS / f"{title}.txt").write_text(whole, encoding="utf-8")
