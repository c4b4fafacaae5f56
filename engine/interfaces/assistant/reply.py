"""A result in the making: its text and its data, and what must go with both; long lists become pages that fit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.cascade.graph import Clause
from engine.interfaces.assistant.notes import CAVEATS, article, asked_line, plain, told
from engine.output.json_models import SCHEMA
from treaties.models.corpus import Corpus
from treaties.models.edition import edition_line, edition_of

SIZE = 25_000
"""Characters of JSON that a result may have; a longer list is given in pages."""
LENGTH = 12_000
"""Characters of text that a result may have."""
QUESTIONS = 6
"""Open questions that are told with a result."""
NAMED = 12
"""Unverified articles that the text names; the rest it counts."""


@dataclass(frozen=True)
class Item:
    """One entry of a list: its data and its words, with the articles and open questions of just this entry."""

    data: Any
    text: str
    articles: dict[str, Clause] = field(default_factory=dict)
    contested: Sequence[dict[str, Any]] = ()


@dataclass
class Listed:
    """The list of a result: the field it stands under, its entries from `offset` on, how many there are in all, of what."""

    key: str
    items: list[Item]
    offset: int
    of: int
    what: str


@dataclass
class Reply:
    """A result: text and data of its own, articles, open questions and caveats, and the list that may be cut to a page."""

    law: Corpus
    text: str
    result: dict[str, Any]
    articles: dict[str, Clause] = field(default_factory=dict)
    contested: list[dict[str, Any]] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    listed: Listed | None = None
    close: bool = False
    """Whether articles are told with their conditions."""

    def settled(self, tool: str, *, whole: bool = False) -> tuple[str, dict[str, Any]]:
        """Text and data, with as many entries of the list as both have room for, or all; at least one where there is any."""
        given = len(self.listed.items) if self.listed else 0
        while True:
            data = self._data(tool, given)
            text = self._told(data, given)
            over = max(len(text) / LENGTH, len(json.dumps(data, ensure_ascii=False)) / SIZE)
            if over <= 1 or given <= 1 or whole:
                return text, data
            given = max(1, min(given - 1, int(given / over)))

    def _data(self, tool: str, given: int) -> dict[str, Any]:
        items = self.listed.items[:given] if self.listed else []
        held = self.articles | {k: c for i in items for k, c in i.articles.items()}
        questions = {q["id"]: q for q in (*self.contested, *(q for i in items for q in i.contested))}
        articles = [article(self.law, c) for c in held.values()]
        result, more = dict(self.result), list(self.more)
        if self.listed:
            result |= {self.listed.key: [i.data for i in items], "offset": self.listed.offset, "of": self.listed.of}
            done = self.listed.offset + given
            if given and done < self.listed.of:
                more.insert(0, f"{self.listed.of - done} more {self.listed.what}: ask again with `offset` {done}")
        whole = {
            "schema": SCHEMA,
            "tool": tool,
            "result": result,
            "articles": articles,
            "contested": list(questions.values())[:QUESTIONS],
            "unverified": list(dict.fromkeys(a["label"] for a in articles if not a["verified"])),
            "caveats": [*CAVEATS, *dict.fromkeys(c for c in self.caveats if c)],
            "law": edition_of(self.law),
            "more": more,
        }
        plain_data: dict[str, Any] = json.loads(json.dumps(whole, ensure_ascii=False, default=str))
        return plain_data

    def _told(self, data: dict[str, Any], given: int) -> str:
        """The answer, then the articles with phrase and source, the open judgements, the caveats, the law."""
        items = [i.text for i in self.listed.items[:given] if i.text] if self.listed else []
        doubtful = data["unverified"]
        more = f" and {len(doubtful) - NAMED} more" if len(doubtful) > NAMED else ""
        end = [f"UNVERIFIED: {'; '.join(doubtful[:NAMED])}{more}"] if doubtful else []
        end += [f"MORE: {m}" for m in data["more"]] + [f"CAVEAT: {c}" for c in data["caveats"]]
        last = "\n".join([*end, f"{edition_line(self.law)}."])
        asked = ["OPEN JUDGEMENTS, and who makes them", *(f"  {asked_line(q)}" for q in data["contested"])]
        articles = ["ARTICLES", *(f"  {told(a, close=self.close)}" for a in data["articles"])]
        parts = [self.text, "\n".join(items)]
        parts += ["\n".join(p) for p in (articles, asked) if len(p) > 1]
        return plain("\n\n".join(p for p in (*parts, last) if p))
