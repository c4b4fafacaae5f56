"""Wording of remedies for the page and the assistant's tools (`remedies.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import See


@cache
def remedies(door: str) -> Mapping[See, str]:
    """Load the wording of each remedy (the hint after an error) for an interface, `page` or `tools`.

    >>> from treaties.vocabulary.errors import CasusError
    >>> CasusError("no state is called `x`", remedy=See.STATES).wording(remedies("page"))
    'no state is called `x`; type a few letters and choose from the list'
    """
    return {See(name): text for name, text in sibling_toml(__file__)[door].items()}
