"""JSON models of lists of the corpus, and of a single treaty or reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field, RootModel, create_model

from engine.forms.json_parts import ResultShape, Shape
from treaties.models.reading import Reading
from treaties.models.treaty import Treaty


class TreatyRowJson(Shape):
    """A treaty in a list, as JSON."""

    id: str
    signed: str
    in_force: str | None = Field(
        description="The first day on which it bound anybody; null where it never did."
    )
    until: str | None
    rank: str
    parties: int = Field(
        description="How many states it binds on the day asked about, or ever bound."
    )
    duties: list[str]
    name: str
    unverified: list[str] = Field(
        [], description="Only where it is asked for: what was not checked, and why."
    )


class ScenarioRowJson(Shape):
    """A shipped scenario in a list, as JSON."""

    id: str
    on: str
    title: str


class WatchedRowJson(Shape):
    """An instrument whose standing may change, in a list, as JSON."""

    id: str
    pending: str
    looked: str | None = Field(
        description="The last day on which somebody looked; null where no look is written down."
    )
    again: str = Field(description="The day by which somebody is to look again.")
    page: str
    name: str


class HotSpotRowJson(Shape):
    """A hot-spot question in a list, as JSON."""

    id: str
    region: str
    question: str


class StateRowJson(Shape):
    """A state in a list, with its name and codes on a day, as JSON."""

    id: str
    name: str
    cow: int | None
    gw: int | None
    iso3: str | None


class PlaceRowJson(Shape):
    """A place of the gazetteer in a list, as JSON."""

    id: str
    kind: str
    of: str
    name: str


class ReadingRowJson(Shape):
    """A reading in a list, as JSON."""

    id: str
    kind: str
    when: str
    treaties: list[str]
    name: str


class ChangeRowJson(Shape):
    """A change of the law on a day, or of the corpus since an edition, in a list, as JSON."""

    day: str | None = Field(
        None, description="The day of the change; null for a change of the corpus."
    )
    id: str
    what: str
    name: str


class CountRowJson(Shape):
    """A state with the number of its treaties, in a list, as JSON."""

    id: str
    name: str
    treaties: int


class PartnerRowJson(Shape):
    """Another state with the number of duties that a state owed it and was owed by it, in a list, as JSON."""

    id: str
    name: str
    owes: int
    owed: int
    since: str = Field(description="The first day of the first of them.")
    until: str | None = Field(
        description="The first day after the last of them; null where one still binds."
    )


class ListJson(ResultShape):
    """A list of rows of one kind, such as treaties or places, as JSON."""

    rows: list[
        TreatyRowJson
        | WatchedRowJson
        | ScenarioRowJson
        | HotSpotRowJson
        | StateRowJson
        | PlaceRowJson
        | ReadingRowJson
        | ChangeRowJson
        | CountRowJson
        | PartnerRowJson
    ]


def rows_to_dict(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return rows of a list of the corpus as JSON data."""
    return ListJson.model_validate({"rows": rows}).data()


_HEAD: dict[str, Any] = {"schema_": (int, Field(alias="schema")), "kind": (str, ...)}
TreatyEntryJson = create_model(
    "TreatyEntryJson",
    __base__=Treaty,
    __doc__="A treaty, with the readings that dispute it and the cases that cite it.",
    **_HEAD,
    read_by=(list[str], ...),
    cited_by=(list[str], ...),
)
ReadingEntryJson = create_model(
    "ReadingEntryJson", __base__=Reading, __doc__="A reading.", **_HEAD
)


class ShownJson(RootModel[TreatyEntryJson | ReadingEntryJson]):
    """A treaty or reading as `casus show` prints it in JSON."""
