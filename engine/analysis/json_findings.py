"""The JSON of what is found about a whole answer, as models: comparisons, turning points, conflicts, ambiguity, chronicles.

What is written, the published schemas and an assistant's shapes are read off them.
"""

from __future__ import annotations

from pydantic import Field

from engine.output.json_models import QuestionJson
from engine.output.json_parts import Document, Shape, StandingJson


class SideJson(Shape):
    """One of the two answers that are compared."""

    on: str
    title: str
    reading: str | None
    corpus: str = Field(description="Content hash of its law.")


class FormerJson(Shape):
    """An ended instrument by which the same help had been owed."""

    treaty: str
    until: str


class LinkJson(Shape):
    """A duty that one of the two answers has and the other has not."""

    treaty: str
    article: str
    duty: str
    beneficiary: str
    in_force_in_both: bool = Field(
        description="Whether the article was in force in both, so that only the way differs."
    )
    former: FormerJson | None


class ChangedJson(Shape):
    """What became of one state."""

    state: str
    name: str
    kind: str
    before: StandingJson
    after: StandingJson
    gained: list[LinkJson]
    lost: list[LinkJson]


class ComparisonJson(Document):
    """The changes from a first answer to a second."""

    first: SideJson
    second: SideJson
    changes: list[ChangedJson]


class MoveJson(Shape):
    """A state whose verdict an answer changes."""

    state: str
    before: StandingJson
    after: StandingJson


class MovesJson(Shape):
    """Whom each answer to a question moves."""

    yes: list[MoveJson]
    no: list[MoveJson]


class TurningJson(QuestionJson):
    """A question as in an answer, and what it would change."""

    changes: MovesJson


class TurningsJson(Document):
    """The open questions of an answer in its order, each with what it would change."""

    questions: list[TurningJson]


class PromiseJson(Shape):
    """One of the two duties that cannot both be kept."""

    treaty: str
    article: str
    duty: str


class ConflictJson(Shape):
    """Two duties of one state that cannot both be kept, or one that an act breaks."""

    state: str
    name: str
    kind: str
    first: PromiseJson
    beneficiary: str
    second: PromiseJson | None
    over: str = Field(description="The state that the one helps against and the other spares.")
    why: str
    more: int = Field(description="Other pairs of the same two instruments.")
    events: int | None = Field(description="Events until both are due; null for duties on paper.")
    judgements: int | None


class ConflictsJson(Document):
    """Duties that cannot all be kept: of an answer, or on paper on a day."""

    on: str
    title: str
    conflicts: list[ConflictJson]


class DisputedJson(Shape):
    """A question, or all questions of one term, on which readings differ, and the share it carries."""

    id: str
    text: str
    carries: float
    yes: list[str] = Field(description="Readings that answer yes.")
    no: list[str] = Field(description="Readings that answer no.")


class AmbiguityJson(Document):
    """How the readings of an answer differ."""

    on: str
    title: str
    readings: list[str]
    variation: dict[str, float] = Field(
        description="For each state, the share of pairs of readings that give it another status or duty."
    )
    terms: list[DisputedJson]
    duties: float = Field(description="The share carried by readings that take a duty to be weaker than its words.")
    questions: list[DisputedJson]
    deciders: dict[str, float] = Field(description="Whose statement would settle how much, most first.")


class SentenceJson(Shape):
    """A sentence, and whether it is there for the first time on this day."""

    text: str
    new: bool


class DeedJson(Shape):
    """What a state did or claimed: conduct, never law."""

    by: list[str]
    what: str
    claim: bool
    honoured: bool | None
    source: str


class DayJson(Shape):
    """One day of a crisis."""

    on: str
    events: list[str]
    due: list[SentenceJson]
    open: list[SentenceJson]
    acts: list[DeedJson]


class ChronicleJson(Document):
    """A scenario told day by day."""

    scenario: str
    title: str
    gist: str
    days: list[DayJson]
