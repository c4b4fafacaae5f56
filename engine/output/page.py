"""A document as HTML, for notebooks: the output contains no script, style block, external resource or class name."""

from __future__ import annotations

from engine.forms.svg import esc, tag
from engine.output.document import Document


def sections_html(document: Document) -> str:
    """Return the sections of a document as HTML lists, each below its heading."""
    html = ""
    for section in document.sections:
        if caption := f"{section.heading}{section.gloss}":
            html += tag("p", esc(caption))
        lines = [one.text for b in section.blocks for one in (b, *b.details)]
        html += tag("ul", *(tag("li", esc(line)) for line in lines))
    return html
