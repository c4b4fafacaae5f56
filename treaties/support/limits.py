"""Limits of files, questions and searches, importable by the names in `limits.toml`.

>>> from treaties.support.limits import LAST_YEAR
>>> LAST_YEAR
2999
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from treaties.support.sibling_toml import sibling_toml

LIMITS = sibling_toml(__file__)
"""For each name, the value, its unit, and its purpose."""

if TYPE_CHECKING:

    def __getattr__(name: str) -> int: ...

else:
    globals().update({name: row["value"] for name, row in LIMITS.items()})
