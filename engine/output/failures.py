"""Reasons why an article is not triggered, in words (`failures.toml`)."""

from __future__ import annotations

from typing import Any

from engine.findings.findings import Findings
from engine.record.facts import FailedCondition
from engine.record.rows import StateVerdict
from engine.setting.setting import Setting
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited, listed


def wordings() -> dict[str, Any]:
    """Load the wording of each kind of failure."""
    return sibling_toml(__file__)


def reason(
    setting: Setting, failed: FailedCondition, behind: str = "", *, brief: bool = False
) -> str:
    """Return the reason why a duty did not arise, as a clause.

    Args:
        setting: the events with their day.
        failed: the duty, with the condition that failed.
        behind: the id of the state behind whose name the clause stands; where the clause begins with that state, it does
            not name it again.
        brief: whether to leave out names that the clause would have in brackets.

    >>> from engine.record.facts import Failure, FailedCondition
    >>> from engine.world import shipped
    >>> setting = shipped().ask("Poland", by="Germany", on="1939-09-01", rounds=1).setting
    >>> left = Failure("already-left", ("france",), setting.on)
    >>> reason(setting, FailedCondition("france", "pact:1", "poland", "germany", "party", left))
    'France left on 1 September 1939'
    """
    failure = failed.failure
    names = [setting.name_in_line(s) for s in failure.states]
    named = dict(zip(("a", "b"), names, strict=False))
    named |= {"any": listed(names, "or"), "all": listed(names)}
    wording = wordings()[failure.kind]
    text: str = wording.get("brief" if brief else "text", wording["text"])
    if failure.states[:1] == (behind,) and not failed.reserved:
        text = text.removeprefix("{a} ")
    line = text.format(
        *failure.words, day=failure.day and in_words(failure.day), **named
    )
    return f"its reservation stands in the way: {line}" if failed.reserved else line


def failed_of(solution: Findings, row: StateVerdict) -> list[tuple[str, str, str]]:
    """Return the duties of a state that did not arise, each once: the article, the condition that failed, and the
    reason.
    """
    found = []
    for b in row.blocked:
        treaty, article, _ = row.articles[b.clause]
        label = f"{solution.corpus.treaty(treaty).name}, {article_cited(article)}"
        found.append((label, b.condition, reason(solution.setting, b)))
    return list(dict.fromkeys(found))
