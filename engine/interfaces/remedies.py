"""Remedies in the words of the page and of the assistant's tools (`remedies.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import See


@cache
def remedies(door: str) -> Mapping[See, str]:
    """Load an interface's (`page` or `tools`) words for each remedy.

    >>> from treaties.vocabulary.errors import CasusError
    >>> CasusError("no state is called `x`", remedy=See.STATES).wording(remedies("page"))
    'no state is called `x`; type a few letters and choose from the list'
    """
    return {See(name): text for name, text in sibling_toml(__file__)[door].items()}
