"""Questions from standard input, each answered on one line in order; errors take the place of answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from engine.interfaces.commands.options import (
    asked_under_law,
    note_outside,
    world_from_options,
)
from engine.question.topic import LawAlone
from engine.world import World
from treaties.vocabulary.errors import COMMAND_LINE, CasusError, See

if TYPE_CHECKING:
    from engine.answer import Answer

SENTENCES = 2
"""The number of sentences of a ruling in a verdict."""


@dataclass(frozen=True)
class Replied:
    """The reply to one question from standard input: the verdict in one line, and the same as data."""

    verdict: str
    data: dict[str, Any]
    failed: bool = False


def answer_lines(given: Mapping[str, Any], *, as_json: bool) -> None:
    """Answer each question from standard input on one line.

    Args:
        given: the shared options by name, which apply to every question.
        as_json: whether to print a JSON object for each question instead of the verdict.

    Raises `CasusError` if there is no question, and exits with status 1 if a question could not be answered.
    """
    from engine.output.written import NUMBERED

    world = world_from_options(given)
    note_outside(world)
    count = failed = 0
    with _progress(_questions(sys.stdin.buffer)) as questions:
        for text in questions:
            replied = _replied(world, text, given)
            count, failed = count + 1, failed + replied.failed
            whole = NUMBERED | {"question": text} | replied.data
            line = json.dumps(whole, ensure_ascii=False, default=str)
            print(line if as_json else replied.verdict, flush=True)
    if not count:
        raise CasusError(
            "no question came on standard input", remedy="write a question a line"
        )
    if failed:
        raise typer.Exit(1)


def _questions(lines: Iterable[bytes]) -> Iterator[str]:
    """List the questions of some lines; empty lines and lines that start with `#` are none.

    >>> list(_questions([b"# two\\n", b"\\n", b"If A attacks B?\\n"]))
    ['If A attacks B?']
    """
    for line in lines:
        text = line.decode("utf-8", "replace").lstrip("\ufeff").strip()
        if text and not text.startswith("#"):
            yield text


@contextmanager
def _progress(questions: Iterator[str]) -> Iterator[Iterable[str]]:
    """Draw a progress bar where somebody looks on and the answers go elsewhere."""
    if sys.stdout.isatty() or not sys.stderr.isatty():
        yield questions
        return
    with typer.progressbar(list(questions), file=sys.stderr) as bar:
        yield bar


def _replied(world: World, text: str, given: Mapping[str, Any]) -> Replied:
    """Answer one question."""
    from engine.analysis.pledges import law_answer
    from engine.output.answer_json import articles_of
    from engine.output.written import written

    try:
        asked = asked_under_law(text, given)
        try:
            answer = world.over_time(asked)
        except LawAlone as alone:
            found = law_answer(world.corpus, alone.topic, alone.on)
            data = {"verdict": found.verdict, str(alone.topic.kind): found.to_dict()}
            return Replied(found.verdict, data)
        near = answer.toward(*answer.topic.states)
        verdict = _verdict(near)
        ruling = written(near.ruling, near)
        data = {"on": near.setting.on.isoformat(), "ruling": ruling}
        articles = {"articles": articles_of(near, ruling)}
        return Replied(verdict, {"verdict": verdict} | data | articles)
    except CasusError as error:
        line = " ".join(str(error).split())
        return Replied(f"casus: {line}", {"error": _error(error)}, failed=True)


def _verdict(answer: Answer) -> str:
    """Word the ruling in one line: its first sentences; where several states are asked about, one of each, and
    where it changes within a month or year, one of each period.

    Whether an entity is a state at all follows it.
    """
    from engine.output.first_lines.statehood import with_statehood
    from engine.output.ruling_text import ruling_text
    from engine.output.time_spans import period_lines

    if answer.over and answer.over.spans[1:] and len(answer.topic.states) == 1:
        return " ".join(with_statehood(answer, period_lines(answer.over)))
    lines = ruling_text(answer)
    ruling = lines if len(answer.topic.states) > 1 else lines[:SENTENCES]
    return " ".join(with_statehood(answer, ruling))


def _error(error: CasusError) -> dict[str, Any]:
    """Give an error as data, with its remedy by itself and the questions that are offered."""
    remedy = error.remedy
    words = COMMAND_LINE[remedy] if isinstance(remedy, See) else remedy
    return {"offered": []} | error.to_dict() | {"remedy": words}
