"""The benchmark with its forms: text, page and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.output.page import Shown
from engine.output.table import Framed, Table
from validation.experts.backtest_forms import backtest_picture, backtest_tables, tell
from validation.experts.scored import Scored


class Backtest(Scored, Framed, Shown):
    """What `backtest` gives: the scores, and `str`, the notebook's form and frames of them."""

    def __str__(self) -> str:
        return tell(self)

    _note = ""

    def _picture(self) -> str:
        return backtest_picture(self)

    def _tables(self) -> Mapping[str, Callable[[], Table]]:
        return backtest_tables(self)
