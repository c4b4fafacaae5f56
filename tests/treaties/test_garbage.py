"""The collector of garbage rests where it was at work before, and is left as it was found."""

from __future__ import annotations

import gc

import pytest

from treaties.support.garbage import gc_paused


def test_it_is_at_work_again_afterwards_whatever_happened() -> None:
    assert gc.isenabled()
    with gc_paused():
        assert not gc.isenabled()
        with gc_paused():
            assert not gc.isenabled()
        assert not gc.isenabled(), "the inner rest does not end the outer one"
    assert gc.isenabled()
    with pytest.raises(ValueError, match="cut short"), gc_paused():
        raise ValueError("cut short")
    assert gc.isenabled()
