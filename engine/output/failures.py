"""Why an article is not called, in words (`failures.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from engine.cascade.facts import FailedCondition
from engine.cascade.setting import Setting
from engine.verdicts.rows import StateVerdict
from engine.verdicts.solution import Solution
from treaties.vocabulary.names import article_cited

RESERVATION = "reservation: "
"""What stands before the failed condition of a reservation."""


@cache
def wordings() -> dict[str, dict[str, Any]]:
    """The words of each kind of failure."""
    return tomllib.loads(Path(__file__).with_name("failures.toml").read_text(encoding="utf-8"))


def reason(setting: Setting, failed: FailedCondition, *, of: str = "", many: bool = False, day: str = "") -> str:
    """Why a duty did not arise, as a clause.

    `of` is a state that goes without saying, `many` whether several obligors are meant, and `day` is put in place of
    the day.

    >>> from engine.world import shipped
    >>> setting = shipped().ask("Poland", by="Germany", on="1939-09-01", rounds=1).setting
    >>> left = Failure("already-left", ("france",), setting.on)
    >>> failed = FailedCondition("france", "pact:1", "poland", "germany", "party", left)
    >>> reason(setting, failed), reason(setting, failed, of="france", day="long ago")
    ('France is no longer bound since 1939-09-01', 'no longer bound since long ago')
    """
    failure = failed.failure
    words = wordings()[failure.kind]
    text: str = words.get("many", words["text"]) if many else words["text"]
    if of and failure.states[:1] == (of,):
        text = text.removeprefix("{a} is ")
    names = [setting.name_in_line(s) for s in failure.states]
    named = dict(zip(("a", "b"), names, strict=False)) | {"any": " or ".join(names)}
    return RESERVATION * failed.reserved + text.format(*failure.words, day=day or failure.day, **named)


def failed_of(solution: Solution, row: StateVerdict) -> list[tuple[str, str, str]]:
    """What failed for a state, each once: the article, the condition, and why."""
    return list(
        dict.fromkeys((article_of(solution, row, b), b.condition, reason(solution.setting, b)) for b in row.blocked)
    )


def article_of(solution: Solution, row: StateVerdict, failed: FailedCondition) -> str:
    """The article of a failed condition, as it is cited."""
    treaty, article, _ = row.articles[failed.clause]
    return f"{solution.corpus.treaty(treaty).name}, {article_cited(article)}"


def only_time(failed: FailedCondition) -> bool:
    """Whether nothing but time stands in the way: such reasons come last."""
    return bool(wordings()[failed.failure.kind].get("time"))
