"""TOML files beside modules."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any


@cache
def sibling_toml(module: str, name: str = "") -> dict[str, Any]:
    """Read the TOML file beside a module.

    Args:
        module: the module's `__file__`.
        name: the name of the file; by default, the module's name.
    """
    path = Path(module)
    return loads(
        (path.with_name(name) if name else path.with_suffix(".toml")).read_text(
            encoding="utf-8"
        )
    )
