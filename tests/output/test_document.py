"""A document is cut once, by rank: what is shown fits, what ranks first stays, and what is left out is counted."""

from __future__ import annotations

import pytest

from engine.output.document import Block, Document, Role, Section
from engine.output.plain import as_text


def made(items: int) -> Document:
    detail = (Block("its words", role=Role.QUIET, rank=9, weight=0),)
    blocks = tuple(Block(f"item {n}.", f"Pact {n}", rank=n + 1, details=detail) for n in range(items))
    return Document("Title", sections=(Section((Block("The finding."),)), Section(blocks, "At once", unit="article")))


@pytest.mark.parametrize("lines", [12, 15, 20, 40])
@pytest.mark.parametrize("items", [1, 3, 8])
def test_what_is_cut_fits_and_is_counted(lines: int, items: int) -> None:
    text = as_text(made(items), lines=lines)
    shown = text.count("Pact")
    assert text.count("\n") + 1 <= lines
    assert "The finding." in text
    assert ("more article" in text) == (shown < items)
    assert shown == items or f"and {items - shown} more article" in text
    assert [f"Pact {n}" in text for n in range(items)] == [n < shown for n in range(items)]


def test_details_go_before_the_items_they_stand_under() -> None:
    assert as_text(made(3)).count("its words") == 3
    short = as_text(made(3), lines=13)
    assert short.count("Pact") == 3
    assert "its words" not in short


def test_colours_go_by_the_role_and_change_no_word() -> None:
    painted = as_text(made(2), paint=lambda text, role: f"<{role}>{text}</{role}>")
    assert "<quiet>      its words</quiet>" in painted
    assert "<note>Pact 0</note>: item 0." in painted
