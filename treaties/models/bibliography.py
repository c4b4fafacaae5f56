"""The works that are cited: each stands in the file that it serves, or in one that all share."""

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
"""What a work is; nothing where that was not looked at."""


class Source(Strict):
    """A work: what it is, where it can be opened, who opened it and when."""

    id: Id
    title: str = Field(min_length=3)
    url: Address = ""
    """The address of the work itself: its publisher, its archive, the gazette."""
    read_at: Address = ""
    """The address at which it was read, if that is a copy kept by somebody else (`treaties/loading/copies.toml`)."""
    kind: Kind = ""
    quality: Literal["", "A", "B", "C"] = ""
    """A: primary text or official; B: agency or scholarly secondary; C: weak host, cross-check."""
    date: str = ""
    """The date of the work, as far as known."""
    read: dt.date | None = None
    """The day on which somebody here opened and read it."""
    language: str = ""
    """The language of the work."""
    authentic: bool | None = None
    """Whether the work has the text in a language in which the treaty is authentic; left out where nobody checked."""
    place: str = ""
    """Where in the work: page, article, paragraph."""
    seen: StrictBool = True
    """Whether a copy was read (False: cited from general knowledge, to be verified)."""
    note: str = ""

    @property
    def address(self) -> str:
        """The address at which it can be opened: its own, else that of the copy that was read."""
        return self.url or self.read_at

    @model_validator(mode="after")
    def _read_if_seen(self) -> Self:
        if self.read and not self.seen:
            raise ValueError(
                "a source with a day on which it was `read` was seen: leave out `seen = false`"
            )
        return self


class Named(Strict):
    """A work of the shared bibliography, by its id."""

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
"""A source in one file: its id in the shared bibliography, or a whole entry."""


class Bibliography(Strict):
    """A file of sources."""

    sources: tuple[Source, ...] = ()
