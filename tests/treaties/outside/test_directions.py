from __future__ import annotations

from collections import Counter

from treaties.outside.atop import directions
from treaties.outside.promises import Promise


def test_the_directions_are_well_formed() -> None:
    seen: Counter[tuple[int, Promise, int, int]] = Counter()
    for atop, each in directions().items():
        for d in each:
            assert d.atop == atop
            assert d.by
            assert d.to
            assert all(2 <= code < 1000 for code in d.by | d.to)
            assert len(d.gist) > 30
            assert d.source
            assert d.article
            seen.update((atop, d.promise, a, b) for a in d.by for b in d.to if a != b)
    assert [k for k, n in seen.items() if n > 1] == [], "no promise is said twice"


def test_what_was_inferred_is_marked() -> None:
    inferred = {
        d.atop for each in directions().values() for d in each if "inferred" in d.source
    }
    assert inferred
    assert not any(d.verified for atop in inferred for d in directions()[atop])


def test_guarantors_owe_the_guaranteed_and_not_each_other() -> None:
    locarno = [d for d in directions()[2130] if d.promise is Promise.DEFENSE]
    britain = next(d for d in locarno if 200 in d.by)
    assert britain.to == {211, 220, 255}
    assert "unverified" not in britain.citation
