"""What goes with every result: the articles and their sources, who must judge what, the caveats, and the law's hash."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from engine.browse.treaty_text import condition_line
from engine.cascade.graph import Clause, clauses_of
from engine.verdicts.explanation import who_decides
from treaties.corpus import Corpus
from treaties.edition import edition_line, edition_of
from treaties.remedies import See

if TYPE_CHECKING:
    from engine.answer import Answer
    from engine.cascade.questions import Question

SIZE = 200_000
"""Characters of JSON that a result may have; longer lists are cut, and it is said."""
LENGTH = 90_000
"""Characters of text that a result may have."""
QUESTIONS = 20
"""Open questions that are told with an answer."""
READING = "reading"
"""The nature of an entry that is somebody's reading, not a question with a decider."""
NAMED = 12
"""Unverified articles that the text names; the rest it counts."""
CAVEATS = (
    "These are duties under law, not predictions of conduct: whether a state will perform is its own decision.",
    "Nothing here is legal advice; encodings marked unverified were not checked against a source.",
    "Say the article, the source and the open judgements with every statement that you take from this result.",
)


@dataclass
class Reply:
    """A result in the making: its text, its data, and what must go with both."""

    law: Corpus
    text: str
    result: dict[str, Any]
    articles: dict[str, Clause] = field(default_factory=dict)
    contested: list[dict[str, Any]] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    page: tuple[str, int, int, str] | None = None
    """The list of the result that is a page: its field, its offset, how many there are in all, and of what."""

    def data(self, tool: str) -> dict[str, Any]:
        """The structured form, cut to size."""
        articles = [article(self.law, c) for c in self.articles.values()]
        whole: dict[str, Any] = {
            "schema": 1,
            "tool": tool,
            "result": self.result,
            "articles": articles,
            "contested": self.contested,
            "unverified": [a["label"] for a in articles if not a["verified"]],
            "caveats": [*CAVEATS, *(c for c in self.caveats if c)],
            "law": edition_of(self.law),
            "more": self.more,
        }
        whole = json.loads(json.dumps(whole, ensure_ascii=False, default=str))
        whole = fitted(whole)
        if self.page:
            key, offset, of, what = self.page
            if (left := of - offset - len(whole["result"][key])) > 0:
                whole["more"].insert(0, f"{left} more {what}: ask again with `offset` {of - left}")
        return whole

    def told(self, data: dict[str, Any]) -> str:
        """The text form: the answer, then the articles with phrase and source, the judgements, the caveats, the law.

        The caveats and the law are never cut; of the rest the answer has the first claim, then the articles.
        """
        doubtful = data["unverified"]
        more = f" and {len(doubtful) - NAMED} more" if len(doubtful) > NAMED else ""
        end = [f"UNVERIFIED: {'; '.join(doubtful[:NAMED])}{more}"] if doubtful else []
        end += [f"MORE: {m}" for m in data["more"]] + [f"CAVEAT: {c}" for c in data["caveats"]]
        last = "\n".join([*end, f"{edition_line(self.law)}."])
        asked = [f"  {_asked(q)}{_said(q)}" for q in data["contested"]]
        judged = "\n".join(["OPEN JUDGEMENTS AND DECISIONS, and who makes them", *asked]) if asked else ""
        articles = "\n".join(["ARTICLES", *(f"  {told(a)}" for a in data["articles"])]) if data["articles"] else ""
        room = LENGTH - len(last)
        text = cut(self.text, max(room // 2, room - len(judged) - len(articles)))
        articles = cut(articles, max((room - len(text)) // 2, room - len(text) - len(judged)))
        judged = cut(judged, room - len(text) - len(articles))
        return plain("\n\n".join(p for p in (text, articles, judged, last) if p))


def article(law: Corpus, clause: Clause) -> dict[str, Any]:
    """One article as it is cited: what it demands, its phrase with the source, and whether it was verified."""
    t, o = clause.treaty, clause.obligation
    source = law.source(o.source or t.sources[0])
    return {
        "id": clause.key, "treaty": t.id, "article": o.article, "label": clause.label, "duty": str(o.duty),
        "meaning": o.duty.meaning, "trigger": str(o.trigger), "conditions": conditions(law, clause), "gist": o.gist, "phrase": o.phrase, "source": source.title, "url": source.url,
        "source_read": source.seen, "verified": o.verified and t.verified, "binding": t.rank.binding,
        "text_available": t.text_available, "signed": str(t.signed), "in_force": str(t.since) if t.since else None,
        "until": str(t.until) if t.until else None, "uri": uri(t.id, o.article),
    }  # fmt: skip


def conditions(law: Corpus, clause: Clause) -> list[str]:
    """The conditions of an article, each in words."""
    lines = (" ".join(condition_line(law, c).split()) for c in clause.obligation.conditions)
    return [line.removeprefix("condition: ") for line in lines]


def told(a: dict[str, Any]) -> str:
    """One article in one line."""
    phrase = f' "{a["phrase"]}"' if a["phrase"] else ""
    marks = "".join(
        f" [{word}]"
        for word, shown in (
            ("unverified", not a["verified"]), ("no treaty: binds nobody in law", not a["binding"]),
            ("text unavailable", not a["text_available"]), ("source not read", not a["source_read"]),
        )
        if shown
    )  # fmt: skip
    only = f" Only on: {'; '.join(a['conditions'])}." if a["conditions"] else ""
    return f"{a['label']}{marks}: {a['duty']} — {a['gist']}{phrase}{only} (source: {a['source']}{' ' + a['url'] if a['url'] else ''}; {a['uri']})"


def uri(treaty: str, article: str = "") -> str:
    """The address of a treaty, or of one of its articles, among the resources.

    >>> uri("some-treaty", "II.2"), uri("some-treaty", "armed-attack clause")
    ('treaty://some-treaty/article/II.2', 'treaty://some-treaty/article/armed-attack%20clause')
    """
    return f"treaty://{treaty}" + (f"/article/{quote(article, safe='')}" if article else "")


def clauses(law: Corpus, named: Iterable[tuple[str, str]]) -> dict[str, Clause]:
    """The clauses of some articles, each given as treaty and article."""
    found: dict[str, Clause] = {}
    for treaty, name in dict.fromkeys(named):
        found.update({c.key: c for c in clauses_of(law.treaty(treaty)) if c.obligation.article == name})
    return found


def named_in(value: Any) -> list[tuple[str, str]]:
    """Every article that a result names, as treaty and article, wherever in it."""
    if isinstance(value, dict):
        here = [(value["treaty"], value["article"])] if {"treaty", "article"} <= set(value) else []
        return here + [n for v in value.values() for n in named_in(v)]
    return [n for v in value for n in named_in(v)] if isinstance(value, list | tuple) else []


def open_questions(
    answer: Answer, first: Iterable[str] = (), *, others: bool = True, obligor: str | None = None
) -> list[dict[str, Any]]:
    """What an answer turns on: `first` the questions named, then the others, nearest first; with who has answered how."""
    named = [answer.stances.questions[q] for q in dict.fromkeys(first) if q in answer.stances.questions]
    rest = [q for q in answer.questions if q not in named] if others else []
    return [question(answer, q, obligor) for q in (*named, *rest)[:QUESTIONS]]


def question(answer: Answer, q: Question, obligor: str | None = None) -> dict[str, Any]:
    """One open question with those who answer it."""
    said: dict[str, list[str]] = {"yes": [], "no": []}
    for r in answer.readings:
        if word := r.answer_to(q.id):
            said[word].append(r.name)
    return {
        "question": q.id, "text": q.text, "nature": str(q.nature), "decider": who_decides(answer, q, obligor),
        "presumed": str(q.presumed), "why": q.why, "said_yes": said["yes"], "said_no": said["no"],
    }  # fmt: skip


def _asked(q: dict[str, Any]) -> str:
    if q["nature"] == READING:
        return f"{q['text']} (a reading, not the law; whose: {q['decider']}; reported: {q['why']}; on {q['question']})"
    return f"{q['text']} ({q['nature']}; decides: {q['decider']}; presumed {q['presumed']}; id {q['question']})"


def _said(q: dict[str, Any]) -> str:
    if q["nature"] == READING:
        return ""
    parts = [f"{word}: {', '.join(q[key])}" for word, key in (("yes", "said_yes"), ("no", "said_no")) if q[key]]
    return f" — {'; '.join(parts)}" if parts else ""


REMEDIES: Mapping[See, str] = {
    See.TREATIES: "`find_treaties` finds them",
    See.STATES: "write its full name, or its ISO or COW code",
    See.PLACES: "name the state whose land is hit, or a place by its full name",
    See.READINGS: "`list_readings` gives them all",
    See.WORKS: "`find_treaties` and `list_readings` give them",
    See.SCENARIOS: "`list_scenarios` gives them",
    See.CASES: "the documentation lists them",
    See.QUESTIONS: "`ask` gives the ids",
    See.PROBABILITIES: "ask the user for them, by id or pattern (`performs:*`), or set `bounds`",
    See.COMPARED: "give `then_on`, `then_reading`, `then_without` or the like",
}
"""Remedies in the words of the tools."""
_TEXTS = (
    (
        r"\s*`casus\s+why\s+STATE`\s+gives\s+the\s+proof,\s+`casus\s+questions`\s+what\s+it\s+turns\s+on\.",
        " `explain` gives the whole proof of one state.",
    ),
    (r"`casus why`", "`explain`"),
    (r" \(--rounds\)", " (`rounds`)"),
    (r"`--no-(\w+)`", r"`\1` false"),
    (r"`--(\w+)( \w+)?`", r"`\1`"),
)
"""What the told forms say of the command line, in the words of the tools."""


def plain(text: str) -> str:
    """A told form in the words of the tools.

    >>> plain("A war is taken as given. (`--no-background` leaves it out.)")
    'A war is taken as given. (`background` false leaves it out.)'
    """
    for pattern, words in _TEXTS:
        text = re.sub(pattern, words, text)
    return text


def cut(text: str, length: int) -> str:
    """A text cut at the end of a line where it is too long, and that it was."""
    if len(text) <= length:
        return text
    note = "\n[cut here for length; the structured result and the parameters `limit` and `offset` give the rest]"
    return text[: max(0, text.rfind("\n", 0, max(0, length - len(note))))] + note


def fitted(whole: dict[str, Any], size: int = SIZE) -> dict[str, Any]:
    """Data that is too large with its longest lists shortened, again and again, each cut said in `more`."""
    cuts: dict[str, tuple[int, int]] = {}
    while len(json.dumps(whole, ensure_ascii=False)) > size:
        path, longest = max(
            _lists(whole, ()),
            key=lambda x: len(json.dumps(x[1], ensure_ascii=False)) * (len(x[1]) > 1),
            default=((), []),
        )
        if len(longest) < 2:
            break
        name = ".".join(path)
        kept = max(1, len(longest) * 4 // 5)
        cuts[name] = (kept, cuts.get(name, (0, len(longest)))[1])
        del longest[kept:]
    whole["more"] += [
        f"`{name}` was cut to {kept} of {of} for size; ask for one state, fewer rounds, or one reading"
        for name, (kept, of) in cuts.items()
    ]
    return whole


def _lists(value: Any, path: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], list[Any]]]:
    """Every list that may be cut: the innermost long ones, never the caveats."""
    if isinstance(value, dict):
        for k, v in value.items():
            if k not in ("caveats", "more", "law"):
                yield from _lists(v, (*path, k))
    elif isinstance(value, list):
        yield path, value
        for i, v in enumerate(value):
            yield from _lists(v, (*path, str(i)))
