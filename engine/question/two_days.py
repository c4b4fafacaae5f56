"""A sentence that names two days: the command that compares them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import listed

if TYPE_CHECKING:
    from engine.question.ways import Reader

OTHER_DAY = r",?\s+(?:and not|rather than|instead of|as opposed to|not)(?:\s+on)?\s+"
"""A regular expression for the words before the second of two days that a sentence sets against each other."""


class TwoDays(CasusError):
    """Raised for a sentence that names several days.

    Attributes:
        days: the days in their order.
    """

    def __init__(self, days: Sequence[SpokenDay]) -> None:
        self.days = tuple(days)
        words = listed(f"`{d.words}`" for d in days)
        super().__init__(f"the sentence says {words}", remedy="say one day")


def compared(error: TwoDays, text: str, read: Reader) -> CasusError:
    """Return an error that offers the command which compares two days, if the sentence compares them; otherwise the
    given error.

    Args:
        error: the error.
        text: the sentence.
        read: reads another sentence in its place.
    """
    if len(error.days) != 2:
        return error
    first, second = error.days
    phrase = OTHER_DAY + re.escape(second.words)
    plain = re.sub(phrase, "", text, count=1, flags=re.IGNORECASE)
    if plain == text:
        return error
    with suppress(CasusError):
        acts = read(plain).acts
        if len(acts) == 1 and not (acts[0].at or acts[0].force or acts[0].thing):
            (act,) = acts
            by = "".join(f" --by {state}" for state in act.by)
            days = f"--on {first.day} --then {second.day}"
            command = f"casus compare {' '.join(act.victim)}{by} {days}"
            remedy = f"say one day, or compare the two: `{command}`"
            return CasusError(error.message, remedy=remedy)
    return error
