"""Sentences made by the grammar of strangers, where it is found: none is read, or offered first, as another question."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tools.measured_reading import OUTCOMES, Wanted, made, measured, outcome, table
from treaties.models.corpus import Corpus

DRAWN = 310
"""Sentences of one draw: ten of each family."""


@pytest.mark.parametrize("seed", [19, 20])
def test_a_draw_is_read_as_meant_or_handed_over(law: Corpus, seed: int) -> None:
    rows = made(DRAWN, seed)
    if not rows:
        pytest.skip(
            "made.py is not here: it stands beside the folder that CASUS_DATA names"
        )
    found = measured(rows, law, date.today())
    counts = Counter((one.want.expect, one.how) for one in found)
    plain = sum(n for (expect, _), n in counts.items() if expect == "understood")
    # One in a hundred is a dispute of the key: land that one state holds and another claims, or drones as force.
    wrong = [one.want.text for one in found if one.how in ("another", "offered, wrong")]
    assert len(wrong) <= DRAWN // 100, wrong
    assert counts["understood", "as meant"] >= 0.65 * plain, counts


def test_each_outcome_is_told_apart(law: Corpus) -> None:
    attack = frozenset([("peru", "chile")])
    day = date(2026, 7, 1)
    cases = {
        "If Peru attacks Chile, who must help?": "as meant",
        "If Chile attacks Peru, who must help?": "another",
        "If Peru attcks Chlie, who must help?": "offered",
        "If Chile attcks Preu, who must help?": "offered, wrong",
        "Who gloats?": "refused",
    }
    found = []
    for text, how in cases.items():
        want = Wanted(text, "plain", "understood", attack, day, day, False, frozenset())
        found.append(outcome(want, law, day))
        assert found[-1].how == how, text
    head, *_, plain = table(found)
    assert head.split()[0] == "class"
    assert plain.split()[1:] == ["1"] * len(OUTCOMES)
