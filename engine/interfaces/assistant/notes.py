"""What goes with every result: articles with their sources, who must judge what, the caveats, and the tools' own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from engine.cascade.graph import Clause, clauses_of
from engine.catalogue.treaty_text import condition_line
from engine.output.owing import MARKS
from engine.output.result import question_fields
from engine.verdicts.explanation import who_decides
from treaties.models.corpus import Corpus
from treaties.vocabulary.remedies import See
from treaties.vocabulary.terms import Warrant

if TYPE_CHECKING:
    from engine.answer import Answer
    from engine.cascade.questions import Question

READING = "reading"
"""The nature of an entry that is somebody's reading, not a question with a decider."""
NAMES = 4
"""Readings that the text names on each side of a question; the rest it counts."""
CAVEATS = (
    "These are duties under law, not predictions of conduct: whether a state will perform is its own decision.",
    "Nothing here is legal advice; what is marked unverified was not checked against a source.",
    "Say the article, its source and the open judgements with every statement that you take from here; mark as your own "
    "whatever you add.",
)


def article(law: Corpus, clause: Clause) -> dict[str, Any]:
    """One article as it is cited: what it demands, its phrase with the source, and whether it was verified."""
    t, o = clause.treaty, clause.obligation
    source = law.source(o.source or t.sources[0])
    return {
        "id": clause.key,
        "treaty": t.id,
        "article": o.article,
        "label": clause.label,
        "duty": str(o.duty),
        "gist": o.gist,
        "phrase": o.phrase,
        "source": source.title,
        "url": source.url,
        "source_read": source.seen,
        "verified": o.verified and t.verified,
        "warrant": str(clause.warrant),
        "binding": t.rank.binding,
        "text_available": t.text_available,
        "conditions": conditions(law, clause),
        "uri": uri(t.id, o.article),
    }


def conditions(law: Corpus, clause: Clause) -> list[str]:
    """The conditions of an article, each in words."""
    lines = (" ".join(condition_line(law, c).split()) for c in clause.obligation.conditions)
    return [line.removeprefix("condition: ") for line in lines]


def told(a: Mapping[str, Any], *, close: bool = False) -> str:
    """One article in one line; a `close` look tells its gist beside its phrase, and its conditions."""
    marks = "".join(f" [{word}]" for word in marked(a))
    phrase = f'"{a["phrase"]}"' if a["phrase"] else ""
    said = " ".join(x for x in (a["gist"] if close or not phrase else "", phrase) if x)
    only = f" Only on: {'; '.join(a['conditions'])}." if close and a["conditions"] else ""
    return f"{a['label']}{marks}: {a['duty']}: {said}{only} ({' '.join(x for x in (a['source'], a['url']) if x)}; {a['uri']})"


def marked(a: Mapping[str, Any]) -> list[str]:
    """What must be said of an article wherever it is named."""
    return [
        word
        for word, shown in (
            ("unverified", not a["verified"]),
            ("no treaty: binds nobody in law", not a["binding"]),
            ("source not read", not a["source_read"]),
            (MARKS[Warrant(a["warrant"])], a["warrant"] != Warrant.SEEN),
        )
        if shown
    ]


def uri(treaty: str, article: str = "") -> str:
    """The address of a treaty, or of one of its articles, among the resources.

    >>> uri("some-treaty", "II.2"), uri("some-treaty", "armed-attack clause")
    ('treaty://some-treaty/article/II.2', 'treaty://some-treaty/article/armed-attack%20clause')
    """
    return f"treaty://{treaty}" + (f"/article/{quote(article, safe='')}" if article else "")


def clauses(law: Corpus, named: Iterable[tuple[str, str]]) -> dict[str, Clause]:
    """The clauses of some articles, each given as treaty and article; those of treaties not in this law are left out."""
    known = {t.id for t in law.treaties}
    found: dict[str, Clause] = {}
    for treaty, name in dict.fromkeys(named):
        if treaty in known:
            found.update({c.key: c for c in clauses_of(law.treaty(treaty)) if c.obligation.article == name})
    return found


def named_in(value: Any) -> list[tuple[str, str]]:
    """Every article that a result names, as treaty and article, wherever in it."""
    if isinstance(value, dict):
        here = [(value["treaty"], value["article"])] if {"treaty", "article"} <= set(value) else []
        return here + [n for v in value.values() for n in named_in(v)]
    return [n for v in value for n in named_in(v)] if isinstance(value, list | tuple) else []


def open_questions(answer: Answer, named: Iterable[str], obligor: str | None = None) -> list[dict[str, Any]]:
    """Questions of an answer by id, as data: judgements before decisions; `obligor` is who judges for itself."""
    held = answer.stances.questions
    found = sorted((held[q] for q in dict.fromkeys(named) if q in held), key=lambda q: q.is_event)
    return [question(answer, q, obligor) for q in found]


def question(answer: Answer, q: Question, obligor: str | None = None) -> dict[str, Any]:
    """One open question with who decides it and who answers it how."""
    data = question_fields(answer, q)
    return data | {"decider": who_decides(answer, q, obligor)} if obligor else data


def asked_line(q: Mapping[str, Any]) -> str:
    """An open question in one line: what is asked, who decides, what is presumed, who has answered it how."""
    if q["nature"] == READING:
        return f"{q['text']} (a reading, not the law; whose: {q['decider']}; reported: {q['why']}; on {q['id']})"
    said = [f"{word}: {_some(q[word])}" for word in ("yes", "no") if q[word]]
    return f"{q['text']} ({q['nature']}; decides: {q['decider']}; presumed {q['presumed']}; id {q['id']})" + (
        f"; readings that say {'; '.join(said)}" if said else ""
    )


def _some(names: list[str]) -> str:
    return ", ".join(names[:NAMES]) + (f" and {len(names) - NAMES} more" if len(names) > NAMES else "")


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
