"""Sources: each is described in the file that cites it, or in the shared bibliography."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    StrictBool,
    Tag,
    model_validator,
)

from treaties.models.conditions import Address, Id, Ref, Strict

Kind = Literal[
    "", "text", "official", "archive", "agency", "scholarly", "press", "mirror", "wiki"
]
"""The kind of a source; empty if it was not determined."""


class Source(Strict):
    """A source: what it is, where it can be opened, and when it was read."""

    id: Id
    title: str = Field(min_length=3)
    url: Address = ""
    """The address of the work itself, at its publisher, archive or gazette."""
    read_at: Address = ""
    """The address of the copy that was read, if somebody else hosts it (`treaties/loading/copies.toml`)."""
    kind: Kind = ""
    quality: Literal["", "A", "B", "C"] = ""
    """A: primary text or official; B: agency or scholarly secondary; C: weak host, cross-check."""
    date: str = ""
    """The date of the work, as precisely as known."""
    read: dt.date | None = None
    """The day on which the source was read for this corpus."""
    language: str = ""
    """The language of the work."""
    authentic: bool | None = None
    """Whether the work has the treaty's text in an authentic language; None if that was not checked."""
    place: str = ""
    """The page, article or paragraph."""
    seen: StrictBool = True
    """Whether a copy was read; if False, the source is cited from general knowledge and must still be verified."""
    note: str = ""

    @property
    def address(self) -> str:
        """The address at which the source can be opened: that of the work itself, or else that of a copy."""
        return self.url or self.read_at

    @model_validator(mode="after")
    def _read_if_seen(self) -> Self:
        if self.read and not self.seen:
            raise ValueError(
                "a source with a day on which it was `read` was seen: leave out `seen = false`"
            )
        return self


class Named(Strict):
    """A reference to a source in the shared bibliography, by id."""

    id: Annotated[Id, Ref("source", short=True)]


def _named(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


def _which(value: Any) -> str:
    """A source is named where nothing but its id is given, and described where anything else is."""
    keys = (
        {"id"}
        if isinstance(value, str | Named)
        else set(value)
        if isinstance(value, dict)
        else set()
    )
    return TAGS[0] if keys == {"id"} else TAGS[1]


TAGS = ("source-by-id", "source-in-full")
Cited = Annotated[
    Annotated[Named, BeforeValidator(_named), Tag(TAGS[0])]
    | Annotated[Source, Tag(TAGS[1])],
    Discriminator(_which),
]
"""A source in a data file: an id in the shared bibliography, or a full entry."""


class Bibliography(Strict):
    """A file of sources."""

    sources: tuple[Source, ...] = ()
