"""Hot spots: wars that people ask about today, by region."""

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
    """A question about a possible war of today.

    >>> HotSpot(id="estonia", region="Europe", question="If Russia attacks Estonia, who must help?").corrected
    0
    """

    id: Id
    region: Region
    question: str = Field(min_length=10)
    """A sentence that `casus ask` understands, without a day, so that it can be asked about any."""
    read: date | None = None
    """The day on which its whole answer was last compared with the sources."""
    corrected: int = Field(default=0, ge=0)
    """The number of errors that this comparison found and corrected."""
    reviewed: date | None = None
    """The day on which somebody who had encoded none of it compared the whole answer with the sources."""
    mended: int = Field(default=0, ge=0)
    """The number of errors and gaps that this review found and mended."""


class HotSpots(Strict):
    """The file of hot spots, in order."""

    spots: tuple[HotSpot, ...] = Field(min_length=1)


def load_hot_spots(root: Path | None = None) -> tuple[HotSpot, ...]:
    """Load the hot spots of a corpus folder (the shipped one by default), region by region.

    They are not part of the law, so its hash does not depend on them. A folder without the file has none.

    Raises `DataError` with all faults: an unknown key or region, or a repeated id.

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
