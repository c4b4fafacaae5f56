"""Laws that every answer keeps, on real questions drawn by seed: a part of what `tools/laws.py` holds."""

from __future__ import annotations

import random
from typing import Any

import pytest

from engine.world import World
from tests.support.sampling import part
from tools import laws


def test_laws_of_real_questions(world: World) -> None:
    """Of years in which few were allied, so that each can be followed to its end in a second."""
    found = [
        held for n in range(part(9)) for held in laws.held(world, 15, n, last=1870)
    ]
    assert [why for _, why in found if why] == []
    assert {"order", "one round"} <= {name for name, _ in found}


def test_attacks_of_one_day_have_no_order_even_where_the_search_is_cut(
    world: World,
) -> None:
    """A day on which nearly everybody is bound to help everybody: of equal ways some are found, the same ones always."""
    asked: dict[str, Any] = {
        "victim": "new-zealand",
        "by": ["thailand"],
        "on": "1935-06-14",
        "background": False,
    }
    also = ["iran>new-zealand", "albania>new-zealand"]
    one, other = (world.ask(**asked, also=each) for each in (also, also[::-1]))
    assert one.labels.exact_below is not None
    assert laws.duties(one) == laws.duties(other)


def test_land_that_two_hold_to_be_theirs_links_them(world: World) -> None:
    """Somaliland against Abkhazia is an attack on Georgia too for those who hold it to be Georgian land: not elsewhere."""
    asked = {
        "victim": "madagascar",
        "by": ["canada"],
        "on": "2009-11-14",
        "background": False,
    }
    real = laws.Real(world, asked, world.ask(**asked))
    assert not laws.elsewhere(real, random.Random(1))


def test_a_broken_law_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(real: Any, r: Any) -> bool:  # noqa: ARG001
        assert laws.bound(real.answer) is None, "as it has to"
        return True

    monkeypatch.setattr(laws, "LAWS", {"order": laws.order, "broken": breaks})
    told = dict(laws.held(world, 15, 0, last=1870))
    assert told["broken"] is not None
    assert "as it has to" in told["broken"]
    assert told.get("order") is None
