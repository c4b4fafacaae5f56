"""Suppositions stand on the same rows as the answer: supposing nothing changes nothing, over all that is asked."""

from __future__ import annotations

from engine.analysis.changes import changes
from engine.answer import Answer
from engine.record.verdict import Status, same
from engine.verdicts.judging import Ranking, Verdicts
from engine.verdicts.supposing import Supposing
from engine.world import World
from tests.snapshot.answers import questions
from tests.support.each import each


@each("name", questions(), most=20)
def test_supposing_nothing_changes_nothing(name: str) -> None:
    asked = questions()[name]()
    answer = asked if isinstance(asked, Answer) else Answer.of(asked)
    nothing = Verdicts(Supposing(answer, {}), answer.asked)
    for row in answer.rows:
        if row.status is not Status.BELLIGERENT:
            assert same(
                nothing.best(row.grounds, linked=row.link.answers), row.verdict
            ), row.state
        assert (
            nothing.by_reading(row.grounds, answer.readings, linked=row.link.answers)
            == row.by_reading
        )
    # Only of those who owe nothing can a move be one of words alone.
    idle = [j.verdict.supports for r in answer.rows if r.duty is None for j in r.judged]
    ids = {
        q
        for supports in idle
        for m in supports
        for q, _ in answer.labels.literals.decode(m)
    }
    moves = [m for t in changes(answer, ids) for m in (*t.changes.yes, *t.changes.no)]
    assert [
        m.state for m in moves if m.before.duty is None and m.after.duty is None
    ] == []


def test_what_one_answer_leads_to_is_not_kept_for_the_next(world: World) -> None:
    answer = world.ask("South Korea", by="North Korea", on="2026-01-01")
    for row in answer.rows:
        Ranking(row.grounds, answer.assignments, answer.asked, linked=row.link.answers)
    known = len(answer.assignments.memo)
    assert any(t.changes.no for t in changes(answer))
    assert len(answer.assignments.memo) == known


def test_a_presumption_that_a_reading_disputes_is_a_question_of_the_answer(
    world: World,
) -> None:
    seed = world.ask("North Korea", by="Ukraine", on="2026-01-01", background=False)
    alive = changes(seed)["in-force-politically:sino-dprk-1961"]
    assert alive.presumed == "yes"
    assert list(alive.no) == ["shen-zhihua", "zhu-feng"]
    assert [m.state for m in alive.changes.no] == ["china"]
    open_ = [q.id for q in seed.questions]
    assert [t.id for t in changes(seed)][: len(open_)] == open_
