"""The page of hot spots: every question stands on it, what it says is what is answered, and what binds is not `expected`."""

from __future__ import annotations

import pytest
from casus_docs import hot_spot_page
from casus_docs.markdown import text

from engine import World, ask
from engine.output.expected import why_not
from engine.world import shipped
from treaties.loading.hot_spots import HotSpot, load_hot_spots
from treaties.vocabulary.errors import CasusError

ANEW = "run `python docs/build.py --hot-spots`"


@pytest.fixture(scope="module")
def world() -> World:
    return shipped()


@pytest.fixture(scope="module")
def page() -> str:
    return hot_spot_page.PLACE.read_text(encoding="utf-8")


def test_every_question_stands_on_it(world: World, page: str) -> None:
    asked = [text(s.question) for s in load_hot_spots(world.corpus)]
    assert [line[4:] for line in page.splitlines() if line.startswith("### ")] == asked, ANEW


@pytest.mark.parametrize("spot", ["malaysia", "taiwan", "niger"])
def test_it_says_what_is_answered(world: World, page: str, spot: str) -> None:
    found = next(s for s in load_hot_spots(world.corpus) if s.id == spot)
    assert hot_spot_page.section(world, found) in page, ANEW


def test_what_binds_is_not_listed_as_what_one_might_expect(world: World) -> None:
    wrong = HotSpot(id="x", region="Africa", question="If Niger is attacked, who must help?", expected=("sahel-2023",))
    with pytest.raises(CasusError, match="`sahel-2023` binds somebody to help in `x`"):
        hot_spot_page.section(world, wrong)


@pytest.mark.parametrize(("spot", "unread"), [("nepal", False), ("azerbaijan", True)])
def test_a_spot_without_a_reading_says_so(world: World, spot: str, unread: bool) -> None:
    found = next(s for s in load_hot_spots(world.corpus) if s.id == spot)
    assert ("No government, court or scholar is on record here" in hot_spot_page.section(world, found)) is unread


@pytest.mark.parametrize(
    ("treaty", "why"),
    [
        ("anzus-1951", "Taiwan is not covered by it."),
        ("us-roc-1954", "No longer in force since 1980-01-01."),
        ("six-assurances-1982", "Assurances on arms sales"),
        ("taiwan-relations-act-1979", "One state's own law, no treaty; by its words: may help, need not."),
    ],
)
def test_a_reason_for_each_kind(treaty: str, why: str) -> None:
    assert why_not(ask("Taiwan", by="China", on="2026-01-01", rounds=1), treaty).startswith(why)


def test_a_failing_condition_is_the_reason() -> None:
    answer = ask("Niger", by="Nigeria", on="2026-01-01", rounds=1)
    assert why_not(answer, "ecowas-defence-1981") == "Niger is no longer bound since 2025-01-29."
    assert why_not(answer, "aes-2024") == "Signed on 2024-07-06, not known to be in force."
    answer = ask("Pakistan", by="India", on="2026-01-01", rounds=1)
    assert why_not(answer, "us-pakistan-1959") == "The attacker is India, not a communist state."
    assert why_not(answer, "saudi-pakistan-2025") == ""
