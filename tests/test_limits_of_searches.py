"""Each limit of a search, lowered in a small world to what the search needs: there it ends, and one below it is cut and
says so."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from engine.analysis import inquiry
from engine.analysis.claims import claims
from engine.analysis.firebreak_sets import firebreaks
from engine.analysis.probability import by_supports
from engine.analysis.probability import odds as reckoned
from engine.analysis.probability.odds import odds
from engine.analysis.supports_list import supports
from engine.answer import Answer
from engine.labels.hitting import hitting_sets
from engine.labels.labelling import NONE, labels
from engine.labels.labels import Labels
from engine.labels.program import Program, ground
from engine.question.query import Query
from engine.record.literals import Literals
from engine.world import World
from tests import HOME
from tests.analysis.test_crowded import by_neighbours, pacts
from tests.support.derivations import GOAL, derivation, questions_of
from tests.support.sampling import sampled
from treaties.support import limits
from treaties.support.budget import budgeted, current_budget
from treaties.vocabulary.errors import CasusError, DataError

pytestmark = sampled(10)


def least(enough: Callable[[int], bool]) -> int:
    """The lowest budget that is enough: one less is not, and one more is."""
    top = next(2**n for n in range(25) if enough(2**n))
    low = 0 if top == 1 else top // 2
    while low + 1 < top:
        middle = (low + top) // 2
        low, top = (low, middle) if enough(middle) else (middle, top)
    assert enough(top)
    assert enough(top + 1)
    assert not enough(top - 1)
    return top


def program(seed: int = 3) -> Program:
    record = derivation(seed, questions=12, facts=12, steps=60)
    return ground(record.steps, [GOAL], Literals(questions_of(record)))


CROWDED = program(40)
EVERY = labels(CROWDED)
MASKS = EVERY.goal


SEARCHES: dict[str, Callable[[int], bool]] = {
    "sets": lambda n: labels(CROWDED, sets=n).complete,
    "ROOM": lambda n: labels(CROWDED, room=n).complete,
    "steps": lambda n: hitting_sets(MASKS, steps=n).complete,
}
"""By limit whether so much is enough for the search of a small program."""


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_ends_at_its_limit_and_is_cut_below_it(name: str) -> None:
    assert EVERY.complete
    assert least(SEARCHES[name]) > 1


DRAWN: dict[str, Callable[[], bool]] = {
    "labels": lambda: labels(CROWDED).complete,
    "hitting sets": lambda: hitting_sets(MASKS).complete,
    "expansion": lambda: by_supports.circuit_of(MASKS) is not None,
}
"""Whether a search ends by itself."""


@pytest.mark.parametrize("name", DRAWN)
def test_every_search_draws_on_the_one_account(name: str) -> None:
    def enough(looks: int) -> bool:
        with budgeted(units=looks) as work:
            whole = DRAWN[name]()
            assert work.left < looks or not looks
            return whole

    assert least(enough) > 1


def test_a_part_of_the_account_is_charged_to_the_whole_and_not_to_another() -> None:
    with budgeted(units=1000) as work:
        with budgeted(0.5) as half:
            assert not half.spend(600)
        assert (work.left, current_budget() is work) == (400, True)
    assert current_budget().left == limits.WORK


@pytest.mark.parametrize(("name", "kind"), [("sets", "sets"), ("room", "ROOM")])
def test_what_is_cut_is_complete_below_what_it_says(name: str, kind: str) -> None:
    need = least(SEARCHES[kind])
    for budget in (need, need - 1, need // 2):
        less = labels(CROWDED, **{name: budget})
        assert (less.sure == NONE) is (budget == need)
        assert set(less.goal) >= {m for m in MASKS if m.bit_count() < less.sure}


def labelled(seed: int = 40, **bounds: int) -> Labels:
    return Labels(derivation(seed, questions=12, facts=12, steps=60), **bounds)


def test_ways_are_looked_for_up_to_the_horizon() -> None:
    whole = labelled(38, horizon=100)
    far = max(m.bit_count() for m in whole[GOAL])
    assert labelled(38, horizon=far)[GOAL] == whole[GOAL]
    less = labelled(38, horizon=far - 1)
    assert less.exact_below == far
    assert less[GOAL] == tuple(m for m in whole[GOAL] if m.bit_count() < far) != ()


def test_labels_are_whole_up_to_the_budget() -> None:
    need = least(lambda n: not labelled(budget=n, limit=1).truncated)
    less, whole = labelled(budget=need - 1, limit=1), labelled()
    assert GOAL in whole.of
    assert less.exact_below is not None
    for fact, masks in whole.of.items():
        assert set(less.of.get(fact, ())) >= {
            m for m in masks if m.bit_count() < less.exact_below
        }


def test_beyond_the_budget_a_fact_keeps_so_many_supports() -> None:
    looked = least(lambda n: not labelled(budget=n, limit=1).truncated)
    half = (
        looked // 2 + 1
    )  # so many that it is never twice as much, from which on a fact keeps one
    assert (
        1
        < least(lambda n: not labelled(budget=half, limit=n).truncated)
        <= max(map(len, labelled().of.values()))
    )


@pytest.fixture(scope="module")
def chained(world: World) -> tuple[Answer, str]:
    """Seven states, each allied to the next two; and one down the line."""
    made, ids = pacts(world, 7, by_neighbours)
    return made.ask(ids[1], by=ids[0], on="2026-01-01"), ids[5]


def set_to(
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    enough: Callable[[], bool],
) -> int:
    """The lowest value of a limit that is enough."""

    def tried(n: int) -> bool:
        monkeypatch.setattr(module, name, n)
        return enough()

    return least(tried)


def test_so_many_firebreaks_are_looked_for(chained: tuple[Answer, str]) -> None:
    full = firebreaks(*chained)
    assert full.complete
    assert least(lambda n: firebreaks(*chained, limit=n).complete) in (
        len(full.masks),
        len(full.masks) + 1,
    )


HALVES = {"*": "1/2"}
VERBS: dict[str, Callable[[Answer, str], bool]] = {
    "supports": lambda a, s: supports(a, s).complete,
    "firebreaks": lambda a, s: firebreaks(a, s).complete,
    "odds": lambda a, s: odds(a, s, HALVES).exact,
}
"""Whether what a verb finds is whole."""


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_pays_for_the_derivation_that_it_rests_on(
    verb: str, chained: tuple[Answer, str]
) -> None:
    """Twice asked it has the same end, whoever derived before: what a derivation took is charged each time."""
    need = least(lambda n: _whole(verb, chained, n))
    assert need > chained[0].whole.spent > 0
    assert _whole(verb, chained, need)


def _whole(verb: str, chained: tuple[Answer, str], looks: int) -> bool:
    with budgeted(units=looks):
        return VERBS[verb](*chained)


def test_text_beyond_the_account_is_not_judged_and_says_so(world: World) -> None:
    text = "If Russia attacks Estonia, Latvia must help. If Russia attacks Poland, France must help."
    whole = claims(world, text, on="2026-01-01")
    with budgeted(units=limits.ASKED):
        less = claims(world, text, on="2026-01-01")
    assert [c.verdict for c in whole.claims] == ["true", "true"]
    assert [c.verdict for c in less.claims] == ["true", "not-known"]
    assert "not looked at" in str(less)


def test_files_of_a_question_are_paid_for_byte_by_byte(
    world: World, tmp_path: Path
) -> None:
    own = tmp_path / "pact.toml"
    own.write_bytes(
        (HOME / "treaties" / "data" / "1946-1990" / "anzus-1951.toml").read_bytes()
    )
    asked = Query.of(
        victim="Estonia",
        by="Russia",
        on="2026-01-01",
        rounds=1,
        with_=(str(own),),
        without=("anzus-1951",),
    )
    size = limits.BYTE * len(own.read_text(encoding="utf-8"))
    with budgeted(units=size + 1):
        assert world.answer(asked)
    with (
        budgeted(units=size),
        pytest.raises(
            DataError, match=r"pact\.toml:1: file: more than is read for one question"
        ),
    ):
        world.answer(asked)


def test_a_time_with_more_changes_than_the_account_has_is_asked_back(
    world: World,
) -> None:
    asked = Query.of(victim="Norway", by="Russia", on="1949")
    assert world.over_time(asked).over
    with (
        budgeted(units=limits.ASKED),
        pytest.raises(CasusError, match="is not one day"),
    ):
        world.over_time(asked)


@pytest.mark.parametrize(
    ("module", "limit"), [(by_supports, "EXPANDED"), (reckoned, "ODDS_SETS")]
)
def test_odds_are_exact_up_to_a_limit_and_a_lower_bound_beyond(
    module: object,
    limit: str,
    chained: tuple[Answer, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        inquiry, "SIMPLEST", 0
    )  # else a world as small as this is replaced by its few supports
    sure = odds(*chained, HALVES).value
    need = set_to(monkeypatch, module, limit, lambda: odds(*chained, HALVES).exact)
    monkeypatch.setattr(module, limit, need - 1)
    less = odds(*chained, HALVES)
    assert not less.exact
    assert less.value <= sure


def test_odds_are_a_fraction_up_to_so_many_nodes(
    chained: tuple[Answer, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = odds(*chained, HALVES).value
    set_to(
        monkeypatch,
        reckoned,
        "EXACT",
        lambda: isinstance(odds(*chained, HALVES).value, Fraction),
    )
    monkeypatch.setattr(reckoned, "EXACT", 0)
    assert float(odds(*chained, HALVES)) == pytest.approx(float(whole))
