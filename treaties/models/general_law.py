"""General law as dated, cited rules: what holds between states besides their treaties."""

from __future__ import annotations

from pydantic import Field

from treaties.models.conditions import Id, SourceId, Strict
from treaties.models.dated import Dated


class LawRule(Dated):
    """One rule of general law or of the cascade; the engine asks for it by id and by day."""

    id: Id
    name: str
    article: str = ""
    gist: str = Field(min_length=10)
    phrase: str = ""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True


class GeneralLaw(Strict):
    """The rules in the order of the file."""

    rules: tuple[LawRule, ...] = ()
