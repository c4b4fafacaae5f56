"""The page of an answer, be it a question of the day or a case: first screen, sections, and files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casus_docs.first_screen import csv_text, first_screen, picture_file, picture_files
from casus_docs.markdown import items, link, text
from engine.answer import Answer
from engine.findings.calls import triggered_articles
from engine.findings.extent import DetailOptions
from engine.output.answer_document import document
from engine.output.bottom_line import bottom_line
from engine.output.document import Section
from treaties.models.edition import edition_line
from treaties.support.memoised import memoised


def answer_screen(answer: Answer, name: str, ways: list[str]) -> Iterator[str]:
    """Write the first screen of an answer, and links to the treaties and states that it is about.

    Args:
        answer: the answer.
        name: the name of the page, which its picture bears too.
        ways: links that lead on from here.
    """
    ruling, *lines = bottom_line(answer)
    shown = picture_file(name, portrait(answer), ruling)
    about = [*_states(answer), *_treaties(answer)]
    yield from first_screen(ruling, shown, lines, [*about, *ways])


def sections(answer: Answer, *, first: bool = False) -> Iterator[str]:
    """Write the sections of an answer below its ruling, and how to cite it.

    Args:
        answer: the answer.
        first: write what is called at once alone.
    """
    for section in document(answer, DetailOptions(all=True)).sections:
        known = 0 < len(section.blocks) <= LONG and section.heading
        if known and (not first or is_at_once(section)):
            yield from (f"## {text(section.heading + section.gloss)}", "")
            yield from items(text(b.text) for b in section.blocks)
    yield from ("## How to cite it", "")
    yield f"Casus Foederis: {text(answer.heading)} {text(edition_line(answer.corpus))}.\n"
    yield "The pages of the treaties name the sources in which each was read.\n"


def is_at_once(section: Section) -> bool:
    """Tell whether a section lists what is called at once, for one side or the other."""
    return section.heading.casefold().startswith("at once")


def files(folder: str, name: str, answer: Answer) -> dict[str, str]:
    """Make the files beside the page: the picture, and its rows as CSV."""
    duties = answer.table("duties").records()
    return picture_files(f"{folder}/{name}", portrait(answer), COLUMNS, duties)


@memoised
def portrait(answer: Answer) -> str:
    """Draw the picture of an answer for a narrow sheet, once for the page and the file beside it."""
    return answer.svg(portrait=True)


LONG = 40
"""Lines of a section beyond which it is left to `casus ask --all`."""
COLUMNS = ("on", "state", "status", "duty", "treaty", "article", "beneficiary")
"""The columns of the file of rows that lies beside a page."""


def rows(answer: Answer) -> str:
    """Write the rows of an answer as CSV: who owes what to whom at once, by which article.

    >>> from engine import ask
    >>> rows(ask("Norway", by="Russia", on="1960-01-01", rounds=1)).splitlines()[0]
    'on,state,status,duty,treaty,article,beneficiary'
    """
    return csv_text(COLUMNS, answer.table("duties").records())


FEW = 4
"""States and treaties to which the first screen leads."""


def _states(answer: Answer) -> Iterator[str]:
    name = answer.setting.name
    acting = (s for o in answer.setting.asked_for for s in (o.object, o.actor))
    for state in [s for s in dict.fromkeys(acting) if s in answer.corpus.states][:FEW]:
        yield link("state", state, name(state))


def _treaties(answer: Answer) -> Iterator[str]:
    found = triggered_articles(answer)
    named = (i.calls[0].treaty for i in (*found.asked, *found.attackers) if i.calls)
    for treaty in list({t.id: t for t in named}.values())[:FEW]:
        yield link("treaty", treaty.id, treaty.name)


def asked_day(on: date | None) -> date:
    """Give the day up to which the law was followed, or today."""
    return on or date.today()
