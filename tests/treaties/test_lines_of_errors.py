"""Lines of errors stay short and whole: a cut closes its quotation, a call that does not fit is left out."""

from __future__ import annotations

from treaties.support.limits import LINE
from treaties.vocabulary.errors import CasusError, plain


def test_a_line_that_is_cut_within_a_quotation_closes_it() -> None:
    names = " or ".join(f"`{letter * 90}`" for letter in "abcd")
    short = plain(f"no treaty is called `x`; did you mean {names}?")
    assert len(short) <= LINE + 1
    assert short.count("`") % 2 == 0


def test_a_call_that_makes_the_line_too_long_is_left_out() -> None:
    error = CasusError("no state called `x` existed then", remedy="say another day")
    before = str(error)
    error.offer_call(f"casus ask {'y' * LINE}", "{}")
    assert str(error) == before
    assert not error.call
    error.offer_call("casus ask Poland", "{}")
    assert str(error).endswith("`casus ask Poland`")
