"""The forty questions that were asked again: the page has each, and each is still answered so."""

from __future__ import annotations

from engine import World
from tests.support.each import each
from tests.validation.asked_again import FIRST, LAST, PAGE, Asked, asked, table


def test_forty_questions_were_asked_and_most_changed() -> None:
    rows = asked()
    assert len({a[:3] for a in rows}) == 40
    assert all(a.why or a.before == a.now for a in rows)
    unchanged = sum(not a.why for a in rows)
    assert f"{40 - unchanged} changed and {unchanged} did not" in PAGE.read_text()


def test_the_page_has_the_forty() -> None:
    assert FIRST + table() + LAST in PAGE.read_text(encoding="utf-8")


@each("row", asked(), most=5, called=lambda a: f"{a.victim} by {a.attacker}, {a.day}")
def test_it_is_still_answered_so(row: Asked, world: World) -> None:
    answer = world.ask(row.victim, by=row.attacker, on=row.day)
    told = " ".join(answer.text(all=True).split())
    assert all(words in told for words in row.names), told
