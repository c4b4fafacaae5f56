"""A page for each reading: who, when, which questions it answers, and every verdict of the cases that it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casus_docs.first_screen import (
    first_screen,
    map_query,
    on_the_map,
    picture_file,
    picture_files,
)
from casus_docs.markdown import fields, items, link, page, text
from casus_docs.treaty_pages import sources
from casus_docs.treaty_picture import shown as drawn_in_time
from engine.answer import Answer
from engine.forms.style import FONT, PAPER, fitted, text_line, wrapped
from engine.forms.svg import document, tag
from engine.output.prose import listed
from engine.record.question_ids import kinds
from engine.record.verdict import Status, Verdict
from treaties.models.conditions import Judgement
from treaties.models.corpus import Corpus
from treaties.models.reading import Lowered, Reading

MANY = 40
"""Changed verdicts that a page tells."""


@dataclass(frozen=True)
class Turn:
    """One verdict that a reading changes."""

    where: str
    """The question, as a Markdown link or words."""
    state: str
    name: str
    before: str
    after: str
    case: str = ""
    """The id of the case; empty for a scenario."""


def standing(v: Verdict) -> str:
    """Status and duty in a few words."""
    status = str(v.status).replace("-", " ")
    return f"{status}: {v.duty.meaning}" if v.duty else status


def turns(questions: Iterable[tuple[str, Answer]]) -> dict[str, list[Turn]]:
    """For each reading the verdicts that it changes, over all questions."""
    found: dict[str, list[Turn]] = {}
    for where, answer in questions:
        for row in answer.rows:
            if row.status is Status.BELLIGERENT:
                continue
            for reading, v in row.by_reading.items():
                if (v.status, v.duty) != (row.status, row.duty):
                    case = next(iter(re.findall(r"\(#case-([\w-]+)\)", where)), "")
                    words = standing(row.verdict), standing(v)
                    turn = Turn(where, row.state, row.name, *words, case)
                    found.setdefault(reading, []).append(turn)
    return found


def reading_page(law: Corpus, r: Reading, changed: list[Turn]) -> str:
    """The page as Markdown."""
    return "\n".join(
        [*_head(law, r, changed), *_answers(law, r), *_changed(changed), *_end(law, r)]
    )


def _head(law: Corpus, r: Reading, changed: list[Turn]) -> Iterator[str]:
    yield from page(f"reading-{r.id}", text(r.name))
    who = ", ".join(filter(None, (r.who, r.when, r.where)))
    lines = [line for line in (who, r.effect, r.hook) if line]
    ways = [link("treaty", t, law.treaty(t).name) for t in r.treaties]
    gist = r.gist + ("" if r.verified else " (unverified)")
    yield from first_screen(
        gist, _picture(law, r, changed), lines, [*ways, *_others(law, r)]
    )
    cases = (c for t in changed for c in law.cases if c.id == t.case)
    asked = (map_query(c.scenario, r.id) for c in cases)
    if query := next(filter(None, asked), ""):
        yield from on_the_map(2, query, "Ask a case under this reading on the map")


COLUMNS = ("question", "state", "without", "under")
"""The columns of the rows beside the picture of a reading."""


def files(r: Reading, changed: Sequence[Turn]) -> dict[str, str]:
    """Make the files beside the page of a reading: the picture and every changed verdict as CSV; none without a change.

    Args:
        r: the reading.
        changed: the verdicts that it changes.
    """
    rows = (
        {
            "question": re.sub(r"\[(.*?)\]\(#[\w-]+\)", r"\1", turn.where),
            "state": turn.name,
            "without": turn.before,
            "under": turn.after,
        }
        for turn in changed
    )
    if not changed:
        return {}
    return picture_files(f"corpus/readings/{r.id}", draw_turns(changed), COLUMNS, rows)


def _picture(law: Corpus, r: Reading, changed: list[Turn]) -> list[str]:
    """What the reading changes, as a picture; where it changes nothing, its treaty in time."""
    if changed:
        return picture_file(r.id, draw_turns(changed), f"What {r.name} changes")
    if r.treaties:
        t = law.treaty(r.treaties[0])
        return drawn_in_time(law, t, f"../treaties/{t.id}")
    return []


SHOWN = 6
"""Changed verdicts in the picture of a reading."""


def draw_turns(changed: Sequence[Turn]) -> str:
    """Draw the first verdicts that a reading changes: the state, its verdict by the text, and under the reading.

    Args:
        changed: the changed verdicts, at least one.
    """
    wide, row, half = 380.0, 64.0, 165.0
    shown = changed[:SHOWN]
    high = 30 + row * len(shown)
    parts = [tag("rect", width=wide, height=high, fill=PAPER)]
    heads = ((12.0, "By the text"), (204.0, "Under this reading"))
    parts += [text_line(word, x, 20, 12, "quiet") for x, word in heads]
    for i, turn in enumerate(shown):
        y = 48 + row * i
        name = fitted(turn.name, wide - 24, 13, bold=True)
        parts.append(text_line(name, 12, y, 13, weight=700))
        for x, words, kind in (
            (12.0, turn.before, "quiet"),
            (204.0, turn.after, "ink"),
        ):
            lines = wrapped(words, half, 12)[:2]
            parts += [
                text_line(line, x, y + 17 + 15 * n, 12, kind)
                for n, line in enumerate(lines)
            ]
        parts.append(text_line("→", 182, y + 17, 14))
    words = "; ".join(f"{t.name}: {t.before}, then {t.after}" for t in shown)
    drawn = tag("g", *parts, font_family=FONT)
    return document(wide, high, "What the reading changes", words, drawn)


def _others(law: Corpus, r: Reading) -> Iterator[str]:
    """Links to other readings of the same instruments."""
    near = (o for o in law.readings if o.id != r.id and {*o.treaties} & {*r.treaties})
    for other in list(near)[:3]:
        yield f"read otherwise: {link('reading', other.id, other.name)}"


def _answers(law: Corpus, r: Reading) -> Iterator[str]:
    yield "## What it answers\n"
    yield from items(
        f"{text(asked_in_words(law, a.question))} **{a.answer}**"
        + (f", {text(a.why)}" if a.why else "")
        for a in r.answers
    )
    for low in r.lowers:
        name = link("treaty", low.treaty, law.treaty(low.treaty).name)
        yield (
            f"It lowers {name}, Art. {text(low.article)}{_whose(law, low)}, to: {low.duty.meaning}"
            + (f": {text(low.why)}" if low.why else "")
            + "\n"
        )
    if not r.answers and not r.lowers:
        yield "Nothing that the engine decides.\n"


def _whose(law: Corpus, low: Lowered) -> str:
    """Name the states whose duty a reading lowers, where it does not lower that of all."""
    states = listed(law.states[s].name for s in low.obligors)
    return f" for {states}" if states else ""


ROLES = {
    "a": "one state",
    "b": "another",
    "attacker": "the attacker",
    "beneficiary": "the attacked",
    "obligor": "the state that owes help",
    "what": "it",
    "place": "the place",
}
"""What stands for those who are not named where a question is asked of all."""


class _Roles(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key.replace("_", " ")


def asked_in_words(law: Corpus, ident: str) -> str:
    """Word the question that a reading answers, whomever it is asked of.

    Args:
        law: the corpus, whose articles put judgements of their own.
        ident: the question or the pattern of questions.

    >>> from treaties.loading.corpus import load_corpus
    >>> asked_in_words(load_corpus(), "armed-attack:*")
    'Is the force of one state against another an armed attack?'
    """
    kind = ident.partition(":")[0]
    if kind in kinds():
        return kinds()[kind].text.format_map(_Roles(ROLES))
    for treaty in law.treaties:
        for o in treaty.obligations:
            for c in o.conditions:
                if isinstance(c, Judgement) and c.id == kind:
                    return c.text.replace("{", "the ").replace("}", "")
    return f"{kind.replace('*', '').strip('-').replace('-', ' ').capitalize()}?"


def _changed(changed: list[Turn]) -> Iterator[str]:
    yield "## Where it changes a verdict\n"
    if not changed:
        yield "In none of the cases and scenarios that come with the project.\n"
        return
    yield "Against the law without a reading, in the cases and (at once) in the scenarios that come with the project:\n"
    by_question: dict[str, list[Turn]] = {}
    for t in changed:
        by_question.setdefault(t.where, []).append(t)
    told = 0
    for where, group in by_question.items():
        if told >= MANY:
            break
        alike: dict[tuple[str, str], list[str]] = {}
        for t in group:
            alike.setdefault((t.before, t.after), []).append(
                link("state", t.state, t.name)
            )
        lines = []
        for (before, after), names in alike.items():
            shown = ", ".join(names[:4]) + (
                f" and {len(names) - 4} more" if len(names) > 4 else ""
            )
            lines.append(f"  - {shown}: {before} → **{after}**")
            told += 1
        yield f"- {where}"
        yield from lines
    left = len(by_question) - sum(1 for _ in _told(by_question, MANY))
    yield f"\n{left} further questions are left out.\n" if left else ""


def _told(by_question: dict[str, list[Turn]], most: int) -> Iterator[str]:
    told = 0
    for where, group in by_question.items():
        if told >= most:
            return
        told += len({(t.before, t.after) for t in group})
        yield where


def _end(law: Corpus, r: Reading) -> Iterator[str]:
    yield "## In the data\n"
    yield from fields([("Kind", r.kind), ("Id", f"`{r.id}`")])
    yield "## Sources\n"
    yield from sources(law, r.sources)
