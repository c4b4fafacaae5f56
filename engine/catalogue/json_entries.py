"""The JSON of one treaty or reading shown, as models: what its file holds, and beside it who reads and cites it."""

from __future__ import annotations

from typing import Any

from pydantic import Field, RootModel, create_model

from treaties.models.reading import Reading
from treaties.models.treaty import Treaty

_HEAD: dict[str, Any] = {"schema_": (int, Field(alias="schema")), "kind": (str, ...)}
TreatyEntryJson = create_model(
    "TreatyEntryJson",
    __base__=Treaty,
    __doc__="A treaty, with the readings that dispute it and the cases that cite it.",
    **_HEAD,
    read_by=(list[str], ...),
    cited_by=(list[str], ...),
)
ReadingEntryJson = create_model("ReadingEntryJson", __base__=Reading, __doc__="A reading.", **_HEAD)


class ShownJson(RootModel[TreatyEntryJson | ReadingEntryJson]):
    """A treaty or a reading as `show` gives it."""
