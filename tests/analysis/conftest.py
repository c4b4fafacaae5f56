"""The scenario on which most examples turn, asked once: to derive it in full costs more than the examples do."""

from __future__ import annotations

import pytest

from engine.answer import Answer
from engine.world import World


@pytest.fixture(scope="session")
def chain(world: World) -> Answer:
    """The chain to Beijing."""
    return world.ask(scenario="shen-chain")
