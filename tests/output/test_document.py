"""A document is cut once, by rank: what is shown fits, what ranks first stays, and what is left out is counted."""

from __future__ import annotations

from engine.output.document import Block, Document, Role, Section
from engine.output.plain import as_text
from tests.support.each import each


def made(items: int) -> Document:
    detail = (Block("its words", role=Role.QUIET, rank=9, weight=0),)
    blocks = tuple(
        Block(f"item {n}.", f"Pact {n}", rank=n + 1, details=detail)
        for n in range(items)
    )
    return Document(
        "Title",
        sections=(
            Section((Block("The finding."),)),
            Section(blocks, "At once", unit="article"),
        ),
    )


@each("lines", [12, 15, 20, 40])
@each("items", [1, 3, 8])
def test_what_is_cut_fits_and_is_counted(lines: int, items: int) -> None:
    text = as_text(made(items), lines=lines)
    shown = text.count("Pact")
    assert text.count("\n") + 1 <= lines
    assert "The finding." in text
    assert ("more article" in text) == (shown < items)
    assert shown == items or f"and {items - shown} more article" in text
    assert [f"Pact {n}" in text for n in range(items)] == [
        n < shown for n in range(items)
    ]


def test_details_go_before_the_items_they_stand_under() -> None:
    assert as_text(made(3)).count("its words") == 3
    shown = [as_text(made(3), lines=lines) for lines in (10, 11, 12, 13)]
    assert [text.count("Pact") for text in shown] == [3, 3, 3, 3]
    assert [text.count("its words") for text in shown] == [0, 1, 2, 3]


def cut(blocks: tuple[Block, ...], lines: int) -> list[str]:
    return as_text(
        Document("Title", sections=(Section(blocks, "At once"),)), lines=lines
    ).splitlines()[3:-1]


def test_of_one_rank_as_many_stay_as_there_is_room_for() -> None:
    blocks = tuple(Block(f"item {n}", rank=5) for n in range(9))
    assert [len(cut(blocks, lines)) for lines in (9, 10, 11)] == [4, 5, 6]
    assert cut(blocks, 8) == ["  item 0", "  item 1", "  item 2"]


def test_a_block_is_not_left_without_the_details_of_its_own_rank() -> None:
    group = Block(
        "If it comes:",
        rank=9,
        details=(Block("who", rank=9), Block("and who", rank=12)),
    )
    shown = {
        tuple(cut((Block("item", rank=5), group), lines)) for lines in range(5, 12)
    }
    assert not any(s[-1:] == ("  If it comes:",) for s in shown)
    assert {len(s) for s in shown} == {0, 1, 3, 4}


def test_a_mark_is_explained_where_something_that_is_left_refers_to_it() -> None:
    asked = (
        Block("[a] So it is.", rank=3, letter="[a]"),
        Block("[b] So it is not.", rank=3, letter="[b]"),
    )
    blocks = (
        Block("first, only if [a].", rank=4),
        *asked,
        Block("second, only if [b].", rank=4),
    )
    marks = [
        {m for m in ("[a]", "[b]") if m in " ".join(cut(blocks, lines))}
        for lines in range(4, 10)
    ]
    assert marks[-1] == {"[a]", "[b]"}
    for lines in range(4, 10):
        left = cut(blocks, lines)
        assert ("  [a] So it is." in left) == ("  first, only if [a]." in left)
        assert ("  [b] So it is not." in left) == ("  second, only if [b]." in left)
    assert {"[a]"} in marks


def test_colours_go_by_the_role_and_change_no_word() -> None:
    painted = as_text(made(2), paint=lambda text, role: f"<{role}>{text}</{role}>")
    assert "<quiet>      its words</quiet>" in painted
    assert "<note>Pact 0</note>: item 0." in painted
