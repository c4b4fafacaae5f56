"""Results of tools: text, structured data, and notes; long lists are cut into pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.forms.json_parts import LawJson
from engine.forms.result import Result, adapter
from engine.interfaces.assistant import notes
from engine.output.question_json import QuestionJson
from engine.output.written import SCHEMA
from engine.setting.graph import Clause
from treaties.models.corpus import Corpus
from treaties.models.edition import edition_line, edition_of

if TYPE_CHECKING:
    from engine.answer import Answer

SIZE = 25_000
"""The largest number of characters of JSON in a result; longer lists are cut into pages."""
LENGTH = 12_000
"""The largest number of characters of text in a result."""
WORDS = 9_000
"""The share of these for a tool's own text besides the list."""
QUESTIONS = 4
"""The number of open questions included in a result."""
NAMED = 12
"""The number of unverified articles named in the text; others are counted."""


@dataclass(frozen=True, kw_only=True)
class ToolResult(Result):
    """The whole structured result of a tool: the result of the library with its articles, questions and caveats."""

    tool: str
    result: dict[str, Any]
    articles: list[notes.Article]
    contested: list[QuestionJson]
    unverified: list[str]
    caveats: list[str]
    law: LawJson
    more: list[str]


@dataclass
class Listed:
    """The list in a result that may be cut into pages: its field, the first entry and number of entries requested, and how its entries are named and worded."""

    key: str
    offset: int
    limit: int
    what: str
    line: Callable[[Any], str] = lambda _: ""


@dataclass
class Reply:
    """A result of a tool: text, data, caveats, and the list in the data that may be cut into pages.

    Articles and open questions are those that the data name, unless `articles` provides them.
    """

    law: Corpus
    text: str
    result: dict[str, Any]
    caveats: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    listed: Listed | None = None
    answer: Answer | None = None
    state: str | None = None
    """The id of the state that the result is about."""
    close: bool = False
    """Whether articles are shown with their conditions."""
    compact: bool = False
    """Whether the text already names its articles and open judgements, so that notes on them are in the data only."""
    articles: Callable[[Any], Iterable[Clause]] | None = None
    """A function that returns the clauses of the data, if the data do not name them."""

    def settled(self, tool: str, *, whole: bool = False) -> tuple[str, dict[str, Any]]:
        """Return the text and the data of the result, with as many entries of the list as fit in both, but at least one.

        Args:
            tool: the name of the tool.
            whole: whether to include all entries, however long.
        """
        if not whole and len(self.text) > WORDS:
            self.text = self.text[:WORDS].rpartition("\n\n")[0] or self.text[:WORDS]
            self.more.append(
                "the rest of this text is left out; ask about a part of it"
            )
        given = len(self._page())
        while True:
            data = self._data(tool, given)
            text = self._text(data, given)
            over = max(
                len(text) / LENGTH, len(json.dumps(data, ensure_ascii=False)) / SIZE
            )
            if over <= 1 or given <= 1 or whole:
                return text, data
            given = max(1, min(given - 1, int(given / over)))

    def _page(self) -> list[Any]:
        return (
            self.result[at.key][at.offset : at.offset + at.limit]
            if (at := self.listed)
            else []
        )

    def _data(self, tool: str, given: int) -> dict[str, Any]:
        result, more = dict(self.result), list(self.more)
        if at := self.listed:
            of, done = len(result[at.key]), at.offset + given
            result |= {at.key: self._page()[:given], "offset": at.offset, "of": of}
            if given and done < of:
                more.insert(
                    0, f"{of - done} more {at.what}: ask again with `offset` {done}"
                )
        found = (
            self.articles(result)
            if self.articles
            else notes.clauses(self.law, notes.named_in(result)).values()
        )
        articles = [
            notes.Article.of(self.law, c) for c in {c.key: c for c in found}.values()
        ]
        questions = (
            notes.open_questions(self.answer, notes.questions_in(result), self.state)
            if self.answer
            else []
        )
        whole = ToolResult(
            schema_=SCHEMA,
            tool=tool,
            result=result,
            articles=articles,
            contested=[QuestionJson(**q) for q in questions[:QUESTIONS]],
            unverified=list(dict.fromkeys(a.label for a in articles if not a.verified)),
            caveats=[
                notes.CAVEAT,
                *dict.fromkeys(notes.plain(c) for c in self.caveats if c),
            ],
            law=LawJson(**edition_of(self.law)),
            more=more,
        )
        data: dict[str, Any] = adapter(ToolResult).dump_python(
            whole, mode="json", by_alias=True
        )
        return data

    def _text(self, data: dict[str, Any], given: int) -> str:
        """The answer, then the articles with phrase and source, the open judgements, the caveats, the law."""
        items = (
            [self.listed.line(i) for i in self._page()[:given]] if self.listed else []
        )
        end = _last_lines(data)
        asked = [
            "OPEN JUDGEMENTS, and who makes them",
            *(f"  {notes.asked_line(q)}" for q in data["contested"]),
        ]
        articles = [
            "ARTICLES",
            *(
                f"  {notes.Article(**a).line(close=self.close)}"
                for a in data["articles"]
            ),
        ]
        parts = [self.text, "\n".join(i for i in items if i)]
        if not self.compact:
            parts += ["\n".join(p) for p in (articles, asked) if len(p) > 1]
        return notes.plain(
            "\n\n".join(
                p
                for p in (*parts, "\n".join([*end, f"{edition_line(self.law)}."]))
                if p
            )
        )


def _last_lines(data: dict[str, Any]) -> list[str]:
    """Write what was not verified, what more there is, the notes and the caveat."""
    doubtful = data["unverified"]
    more = f" and {len(doubtful) - NAMED} more" if len(doubtful) > NAMED else ""
    end = [f"UNVERIFIED: {'; '.join(doubtful[:NAMED])}{more}"] if doubtful else []
    caveat, *noted = data["caveats"]
    end += [f"MORE: {m}" for m in data["more"]]
    return end + [f"NOTE: {n}" for n in noted] + [f"CAVEAT: {caveat}"]
