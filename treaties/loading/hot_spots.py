"""Hot spots: the wars that people ask about, region by region, and the instruments they expect there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field

from treaties.loading.assembly import load_file
from treaties.loading.consistency import once
from treaties.loading.corpus_files import HOME, HOT_SPOTS
from treaties.models.conditions import Id, Strict
from treaties.models.statehood import Region
from treaties.vocabulary.errors import DataError


class HotSpot(Strict):
    """A question of the day.

    >>> HotSpot(id="estonia", region="Europe", question="If Russia attacks Estonia, who must help?").corrected
    0
    """

    id: Id
    region: Region
    question: str = Field(min_length=10)
    """A sentence that `casus ask` understands; without a day, so that it can be asked of any."""
    read: date | None = None
    """The day on which its whole answer was last read against the sources."""
    corrected: int = Field(default=0, ge=0)
    """Errors found and corrected by that reading."""
    reviewed: date | None = None
    """The day on which somebody who had encoded none of it read the whole answer against the sources."""
    mended: int = Field(default=0, ge=0)
    """Errors and gaps found and mended by that review."""


class HotSpots(Strict):
    """The file of hot spots (questions of the day), in its order."""

    spots: tuple[HotSpot, ...] = Field(min_length=1)


def load_hot_spots(root: Path | None = None) -> tuple[HotSpot, ...]:
    """Load the hot spots of a corpus folder (the shipped one by default), region by region.

    They are no part of the law: its hash does not change with them. Raises `DataError` with every problem of the
    file: an unknown key or region, an id used twice. A folder without the file has none.

    >>> spots = load_hot_spots()
    >>> spots[0].region.value
    'Europe'
    """
    root = root or HOME
    path = root / HOT_SPOTS
    if not path.is_file():
        return ()
    found, text, problems = load_file(path, HotSpots, root, with_id=False)
    spots = found.spots if found else ()
    problems += once("question", "spots", [s.id for s in spots], text)
    if problems:
        raise DataError(problems)
    order = list(Region)
    return tuple(sorted(spots, key=lambda s: order.index(s.region)))
