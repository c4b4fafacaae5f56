"""Law from files that a user supplies: ATOP and the Correlates of War. None of their rows are part of this project."""

from __future__ import annotations

from pathlib import Path

from treaties.outside import atop, cow
from treaties.outside.law import AllianceLaw
from treaties.vocabulary.errors import CasusError, UnknownName

LOADERS = {"atop": atop.load, "cow": cow.load}


def open_law(spec: str) -> AllianceLaw:
    """Load the law of `atop:FILE` or `cow:FILE`; without a prefix, the file is read as ATOP's.

    Raises `CasusError` for an unknown prefix or a missing file name.

    >>> open_law("cow:")
    Traceback (most recent call last):
    treaties.vocabulary.errors.CasusError: `cow:` names no file; write for example `cow:alliance_v4.1_by_member.csv`
    """
    scheme, colon, path = spec.partition(":")
    if not colon or len(scheme) == 1 or Path(spec).exists():
        scheme, path = "atop", spec
    if scheme not in LOADERS:
        raise UnknownName(
            "source of law",
            scheme,
            LOADERS,
            remedy="`atop:FILE` and `cow:FILE` are read",
        )
    if not path:
        usual = {"atop": "atop5_1m.csv", "cow": "alliance_v4.1_by_member.csv"}[scheme]
        raise CasusError(
            f"`{spec}` names no file", remedy=f"write for example `{scheme}:{usual}`"
        )
    return LOADERS[scheme](path)
