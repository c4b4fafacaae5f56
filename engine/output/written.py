"""The rule by which an answer becomes JSON: of each value the fields that `written.toml` lists.

A treaty, a reading, a rule and a fact become their id, a day becomes `2026-01-01`, and an answer to a question becomes
the text that `suppose` accepts. Words occur only under `says` (`engine.output.says`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, singledispatch
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic import BaseModel

from engine.findings.findings import Findings
from engine.findings.nearest import nearest
from engine.output import says
from engine.record.facts import Fact, FailedCondition
from engine.record.grounds import Judged
from engine.record.questions import Literal, Question
from engine.setting.graph import Clause
from treaties.models.general_law import LawRule
from treaties.models.reading import Reading
from treaties.models.treaty import Treaty
from treaties.support.sibling_toml import sibling_toml

SCHEMA = 3
"""The number of the JSON schema, increased when programs that read the JSON would break."""


NUMBERED = {"schema": SCHEMA}
"""The number as the first field of a form."""
Maker = Callable[[Findings, Any], Any]
"""A function that returns a field of a value from the answer and the value."""


class WrittenField(NamedTuple):
    """A field of the JSON: its name, the path of the attribute it holds, and its description."""

    name: str
    path: str
    text: str
    full: bool = False
    """Whether only the full form has the field."""


@cache
def fields_of(kind: str) -> tuple[WrittenField, ...]:
    """Return the JSON fields of a type of value, by the name of its class.

    >>> [f.name for f in fields_of("Owed")][:3]
    ['clause', 'duty', 'states']
    """
    table = sibling_toml(__file__)
    always, more = table[kind], table["full"].get(kind, {})
    found = []
    for key, text in (always | more).items():
        path, _, name = key.partition(" as ")
        last_word = path.rpartition(".")[2]
        found.append(WrittenField(name or last_word, path, text, key in more))
    return tuple(found)


def supports_of(solution: Findings, judged: Judged) -> tuple[tuple[Literal, ...], ...]:
    """Return every set of answers that suffices for a duty, nearest first."""
    return tuple(map(solution.literals.decode, judged.verdict.supports))


def failed_clause(solution: Findings, failed: FailedCondition) -> Clause:
    """Return the article whose condition failed."""
    return solution.graph.clause(failed.clause)


def saying(word: str) -> Callable[[Findings, Question], tuple[Reading, ...]]:
    """Return a function that returns the readings that give an answer (`yes` or `no`) to a question."""

    def found(solution: Findings, question: Question) -> tuple[Reading, ...]:
        return tuple(r for r in solution.readings if r.answer_to(question.id) == word)

    return found


MADE: dict[tuple[str, str], Maker] = {
    ("Verdict", "needs"): nearest,
    ("Judged", "supports"): supports_of,
    ("FailedCondition", "clause"): failed_clause,
    ("Question", "yes"): saying("yes"),
    ("Question", "no"): saying("no"),
    **{(kind.__name__, "says"): words for kind, words in says.SAYS.items()},
}
"""Functions for fields that are not attributes, by type of value and field; they compute the field from the answer."""


@singledispatch
def written(value: Any, about: Findings, full: bool = False) -> Any:
    """Return a value as JSON data; a value with fields becomes an object.

    Args:
        value: the value.
        about: the answer to which it belongs.
        full: leave nothing out.

    >>> from engine import ask
    >>> answer = ask("South Korea", by="North Korea", on="2026-01-01", rounds=1)
    >>> written(answer["USA"].at_once, answer)
    {'status': 'bound', 'duty': 'act', 'events': 0, 'judgements': 0, 'needs': []}
    """
    makers = _makers(type(value).__name__, full)
    return {name: written(make(about, value), about, full) for name, make in makers}


@cache
def _makers(kind: str, full: bool) -> tuple[tuple[str, Maker], ...]:
    """The fields of a type of value, each with the function that returns its value."""
    shown = (f for f in fields_of(kind) if full or not f.full)
    return tuple((f.name, MADE.get((kind, f.name)) or _read(f.path)) for f in shown)


def _read(path: str) -> Maker:
    """A function that returns the attribute of a path."""
    get = attrgetter(path)
    return lambda _, value: get(value)


@written.register(type(None))
@written.register(bool)
@written.register(int)
def _same(value: Any, *_: object) -> Any:
    return value


@written.register(str)
@written.register(Fact)
def _text(value: Any, *_: object) -> str:
    return str(value)


@written.register
def _day(value: date, *_: object) -> str:
    return value.isoformat()


@written.register(Treaty)
@written.register(Reading)
@written.register(LawRule)
def _ident(value: Any, *_: object) -> str:
    return str(value.id)


@written.register
def _model(value: BaseModel, *_: object) -> dict[str, Any]:
    return value.model_dump(mode="json", by_alias=True)


@written.register
def _by_name(value: dict, about: Findings, full: bool = False) -> dict[str, Any]:  # type: ignore[type-arg]
    return {key: written(v, about, full) for key, v in value.items()}


@written.register(tuple)
@written.register(list)
def _each(value: Any, about: Findings, full: bool = False) -> Any:
    if len(value) == 2 and isinstance(value[1], bool):
        return in_words(value)
    return [written(v, about, full) for v in value]


def in_words(literal: Literal) -> str:
    """Return an answer to a question as the text that `suppose` accepts.

    >>> in_words(("request:japan>us-japan-1960", True))
    'request:japan>us-japan-1960=yes'
    """
    question, yes = literal
    return f"{question}={'yes' if yes else 'no'}"


def parts_of(data: Any) -> Iterator[Any]:
    """Yield JSON data and everything nested in them, in their order."""
    todo = [data]
    while todo:
        part = todo.pop()
        yield part
        if isinstance(part, dict):
            todo += reversed(part.values())
        elif isinstance(part, list | tuple):
            todo += reversed(part)


def keys_in(data: Any) -> Iterator[str]:
    """Yield the key of every article that JSON data name.

    >>> [*keys_in([{"clause": {"key": "pact:I", "treaty": "pact", "article": "I"}}])]
    ['pact:I']
    """
    for part in parts_of(data):
        if isinstance(part, dict) and {"key", "article"} <= part.keys():
            yield part["key"]


def answers_in(data: Any) -> Iterator[str]:
    """Yield the id of every question that JSON data answer.

    >>> [*answers_in({"needs": ["strikes:a>b=yes"]})]
    ['strikes:a>b']
    """
    for part in parts_of(data):
        if isinstance(part, str) and part.endswith(("=yes", "=no")):
            yield part.rpartition("=")[0]
