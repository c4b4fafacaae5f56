"""The JSON of what is asked about one state, as models: ways in, ways out, what they hang on, and their odds.

What is written, the published schemas and an assistant's shapes are read off them.
"""

from __future__ import annotations

from pydantic import Field

from engine.output.json_parts import AnsweredJson, Document, Shape, StandingJson, StepsJson


class InquiryJson(Document):
    """One state and one kind of duty, asked of one answer."""

    on: str
    title: str
    reading: str | None = Field(description="The one reading asked for, if one was.")
    state: str
    name: str
    duty: str = Field(description="`help` (to fight, to assist or to act) where none was named.")


class SaidJson(AnsweredJson):
    """A question with its answer, what it is, and who decides it."""

    text: str
    nature: str
    decider: str


class WayJson(StepsJson):
    """Answers that together suffice."""

    answers: list[SaidJson]


class SupportsJson(InquiryJson):
    """Every minimal set of answers under which the duty is due, nearest first."""

    count: int
    complete: bool
    complete_below: int | None = Field(description="Sets of fewer answers are all here; null where all are.")
    supports: list[WayJson]


class DeciderJson(Shape):
    """Whoever can keep the state out alone, and the sets of its own answers that do."""

    decider: str
    sets: list[WayJson]


class FirebreaksJson(InquiryJson):
    """The minimal sets of answers that keep the state out."""

    settled: bool | None = Field(description="Whether it holds, or can't, whatever is answered; null where neither.")
    alone: list[DeciderJson]
    together: list[WayJson] = Field(description="Sets that need several deciders, smallest first.")
    complete: bool
    complete_up_to: int | None = Field(description="Sets of at most so many answers are all here; null where all are.")


class ShareJson(Shape):
    """A number: its nearest float, and as a fraction where it is exact."""

    decimal: float
    fraction: str | None


class PivotJson(Shape):
    """A treaty or a party taken away."""

    id: str
    name: str
    without: StepsJson | None = Field(description="How far it is then; null is out of reach.")


class SettledJson(Shape):
    """A question settled: how far it is if it is answered yes, and if no."""

    id: str
    text: str
    if_yes: StepsJson | None
    if_no: StepsJson | None


class ReadAsJson(Shape):
    """The verdict under a reading that changes it."""

    reading: str
    verdict: StandingJson


class PivotsJson(InquiryJson):
    """What a state's being drawn in hangs on. A distance of null is out of reach."""

    distance: StepsJson | None
    treaties: list[PivotJson]
    parties: list[PivotJson]
    questions: list[SettledJson]
    readings: list[ReadAsJson]
    idle: list[str] = Field(description="Instruments that were held against the events and change nothing.")
    complete: bool


class LikelyWayJson(Shape):
    """The likeliest set of answers that brings it about, or keeps it out."""

    chance: float
    proved: bool = Field(description="Whether none is likelier; else it is the likeliest of those found.")
    answers: list[SaidJson]


class ImportanceJson(Shape):
    """How much hangs on one question."""

    question: str
    text: str
    prior: tuple[float, float] = Field(description="Lowest and highest probability given for yes.")
    birnbaum: float | None


class CauseJson(Shape):
    """A common cause that answers several questions at once."""

    name: str
    chance: float
    questions: list[str]


class OddsJson(InquiryJson):
    """The probability that the duty is due, on the probabilities given."""

    low: ShareJson
    high: ShareJson
    exact: bool
    method: str
    importance: list[ImportanceJson]
    way_in: LikelyWayJson | None
    way_out: LikelyWayJson | None
    missing: list[str] = Field(description="Questions without a probability, which may have any.")
    causes: list[CauseJson]
    assumption: str
