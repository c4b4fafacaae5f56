"""The report of a mistake, with question, ruling and edition of the law filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.forms.svg import esc, tag
from engine.output.ruling_text import ruling_text
from treaties.models.edition import edition_line

if TYPE_CHECKING:
    from engine.findings.findings import Findings

FORM = """## The question

{question}

## What the answer says

{ruling}

## What is right, and why



## Where that can be read



## Version and hash of the law

{edition}.
"""
"""The text of the report. Its headings are the labels of the form in .github/ISSUE_TEMPLATE/law-mistake.yml."""


def mistake_report(solution: Findings, question: str = "") -> str:
    """Return the report of a mistake in an answer, for the reader to complete and send.

    Args:
        solution: the answer.
        question: the question as it was asked; by default the title of the answer.

    >>> from engine import ask
    >>> told = mistake_report(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> print(told.split("## ")[2])
    What the answer says
    <BLANKLINE>
    The United States must act, but chooses how (US–South Korean Treaty of 1953, Art. III).
    <BLANKLINE>
    <BLANKLINE>
    """
    return FORM.format(
        question=question or solution.heading,
        ruling="\n".join(ruling_text(solution)),
        edition=edition_line(solution.corpus),
    )


def mistake_details(solution: Findings) -> str:
    """Return the report as a folded element at the end of an HTML page.

    >>> from engine import ask
    >>> mistake_details(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))[:49]
    '<details class="mistake"><summary>Report a mistak'
    """
    how = (
        "Copy this, write what is right and where that can be read, and send it to the project; "
        "among its issues is a form with the same parts."
    )
    parts = (
        tag("summary", "Report a mistake"),
        tag("p", how),
        tag("pre", esc(mistake_report(solution))),
    )
    return tag("details", *parts, class_="mistake")
