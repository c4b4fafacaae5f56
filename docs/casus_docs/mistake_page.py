"""The page to which the foot of every page leads: a report of a mistake, with the edition of the law filled in."""

from __future__ import annotations

from casus_docs.markdown import block
from engine.output.mistake import FORM
from treaties.models.corpus import Corpus
from treaties.models.edition import edition_line

HEAD = """---
orphan: true
---

# Report a mistake

An article, a day, a ruling, a sentence misread, a treaty that is missing: whoever finds a mistake helps everybody who asks after. Among the project's issues there are forms for it; a text by any other way does as well.

**In an answer.** The program fills in the question, its ruling and the edition of the law:

"""
BETWEEN = """The page of an answer (`casus report`, `casus serve`, the site) has the same text at its foot.

**On a page of this documentation.** Copy this and finish it:

"""


def pages(law: Corpus) -> dict[str, str]:
    """Make the page, by its place."""
    command = 'casus new mistake mistake.md "If Russia attacks Estonia on 2026-01-01, who must help?"'
    report = FORM.format(
        question="the page PAGE of the documentation",
        ruling="",
        edition=edition_line(law),
    )
    lines = [HEAD, *block(command, "sh"), BETWEEN, *block(report)]
    return {"mistake.md": "\n".join(lines)}
