"""Notes added to every result of a tool: articles with sources, open questions, caveats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from engine.catalogue.treaty_text import condition_line
from engine.findings.explanation import who_decides
from engine.forms.result import Part
from engine.output.owing import MARKS
from engine.output.question_json import question_fields
from engine.output.written import answers_in, parts_of
from engine.setting.graph import Clause, clauses_of
from treaties.models.corpus import Corpus
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Warrant

if TYPE_CHECKING:
    from engine.answer import Answer

NAMES = 4
"""The number of readings named on each side of a question; others are counted."""
CAVEAT: str = sibling_toml(__file__)["caveat"]


@dataclass(frozen=True)
class Article(Part):
    """An article as cited: its duty, its quotation with the source, and how far it was verified."""

    id: str
    treaty: str
    article: str
    label: str
    duty: str
    gist: str
    phrase: str
    source: str
    url: str
    source_read: bool
    verified: bool
    warrant: str
    binding: bool
    text_available: bool
    conditions: list[str]
    uri: str

    @classmethod
    def of(cls, law: Corpus, clause: Clause) -> Article:
        """Return the citation of an article (`Clause`)."""
        t, o = clause.treaty, clause.obligation
        source = law.source(clause.source)
        conditions = (
            " ".join(condition_line(law, c, earliest(t.signed)).split())
            for c in o.conditions
        )
        return cls.filled(
            *(clause, o, source, t),
            id=clause.key,
            treaty=t.id,
            source=source.title,
            source_read=source.seen,
            verified=clause.verified,
            binding=t.rank.binding,
            conditions=[line.removeprefix("condition: ") for line in conditions],
            uri=uri(t.id, o.article),
        )

    @property
    def name(self) -> str:
        """The label of the article, with the caveats that must accompany it."""
        marks = (
            ("unverified", not self.verified),
            ("no treaty: binds nobody in law", not self.binding),
            ("source not read", not self.source_read),
            (MARKS[Warrant(self.warrant)], self.warrant != Warrant.SEEN),
        )
        return self.label + "".join(f" [{word}]" for word, shown in marks if shown)

    def line(self, *, close: bool = False) -> str:
        """Return the article in one line; with `close`, including its summary and conditions."""
        phrase = f'"{self.phrase}"' if self.phrase else ""
        words = " ".join(
            x for x in (self.gist if close or not phrase else "", phrase) if x
        )
        only = (
            f" Only on: {'; '.join(self.conditions)}."
            if close and self.conditions
            else ""
        )
        source = " ".join(x for x in (self.source, self.url) if x)
        return f"{self.name}: {self.duty}: {words}{only} ({source}; {self.uri})"


def uri(treaty: str, article: str = "") -> str:
    """Return the address of a treaty, or of one of its articles, among the resources.

    >>> uri("some-treaty", "II.2"), uri("some-treaty", "armed-attack clause")
    ('treaty://some-treaty/article/II.2', 'treaty://some-treaty/article/armed-attack%20clause')
    """
    return f"treaty://{treaty}" + (
        f"/article/{quote(article, safe='')}" if article else ""
    )


def clauses(law: Corpus, named: Iterable[tuple[str, str]]) -> dict[str, Clause]:
    """Return some articles by key, each named as (treaty, article); treaties that the law does not have are skipped."""
    known = {t.id for t in law.treaties}
    found: dict[str, Clause] = {}
    for treaty, name in dict.fromkeys(named):
        if treaty in known:
            found.update(
                {
                    c.key: c
                    for c in clauses_of(law.treaty(treaty))
                    if c.obligation.article == name
                }
            )
    return found


def named_in(value: Any, treaty: str = "") -> Iterator[tuple[str, str]]:
    """Yield every article that a result names, as (treaty, article).

    Args:
        value: the result, or a part of it.
        treaty: the id of the treaty that the enclosing part names.
    """
    if isinstance(value, dict):
        treaty = value["treaty"] if isinstance(value.get("treaty"), str) else treaty
        if treaty and isinstance(value.get("article"), str):
            yield treaty, value["article"]
    for v in (
        value.values()
        if isinstance(value, dict)
        else value
        if isinstance(value, list | tuple)
        else ()
    ):
        yield from named_in(v, treaty)


def questions_in(value: Any) -> Iterator[str]:
    """Yield the id of every question that a result names or answers."""
    yield from answers_in(value)
    for part in parts_of(value):
        if isinstance(part, dict) and isinstance(part.get("question"), str):
            yield part["question"]


def open_questions(
    answer: Answer, named: Iterable[str], obligor: str | None = None
) -> list[dict[str, Any]]:
    """Return those of the named questions that are open, as data, judgements before decisions.

    Args:
        answer: the answer.
        named: the ids of the questions.
        obligor: the id of the state that decides what each obligor judges for itself; None if the result is about no
            single state.
    """
    assignments = answer.assignments
    known = [
        assignments.questions[q]
        for q in dict.fromkeys(named)
        if q in assignments.questions
    ]
    found = sorted(
        (q for q in known if str(q.presumed) == "open"), key=lambda q: q.is_event
    )
    return [
        question_fields(answer, q)
        | ({"decider": who_decides(answer, q, obligor)} if obligor else {})
        for q in found
    ]


def asked_line(q: Mapping[str, Any]) -> str:
    """Return an open question in one line: its text, who decides it, the presumption, and the answers of readings."""
    readings = [f"{word}: {_some(q[word])}" for word in ("yes", "no") if q[word]]
    return (
        f"{q['text']} ({q['nature']}; decides: {q['decider']}; presumed {q['presumed']}; id {q['id']})"
        + (f"; readings that say {'; '.join(readings)}" if readings else "")
    )


def _some(names: list[str]) -> str:
    return ", ".join(names[:NAMES]) + (
        f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
    )


def plain(text: str) -> str:
    """Return a text with options and commands replaced by the names of tools and fields.

    >>> plain("A war is taken as given. (`--no-background` leaves it out.)")
    'A war is taken as given. (`background` false leaves it out.)'
    """
    for pattern, words in sibling_toml(__file__)["texts"]:
        text = re.sub(pattern, words, text)
    return text
