from __future__ import annotations

import pytest

from tests import MADE_UP
from validation.experts.backtest import Backtest, backtest


@pytest.fixture(scope="session")
def made_up() -> Backtest:
    """The benchmark on the made-up files that the notebook falls back to."""
    return backtest(
        [MADE_UP / "attacks.csv"],
        f"atop:{MADE_UP / 'atop-members.csv'}",
        MADE_UP / "performance.csv",
    )
