"""The JSON of an answer, schema 2, as models: what is written, the published schema and an assistant's shapes are read
off them.

A field with a default is left out of the short form and stands in the full one.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from engine.output.json_calls import (
    BreachJson,
    ChainJson,
    ForbiddenForceJson,
    InstrumentJson,
    UnboundJson,
    UnverifiedJson,
)
from engine.output.json_parts import AnsweredJson, Shape, VerdictJson
from engine.output.json_ruling import RulingJson
from engine.output.json_states import (
    BlockedJson,
    ReadingJson,
    StateJson,
    TreatyLinkJson,
)
from engine.output.result import QuestionJson
from engine.record.over_time import TimeSpan
from engine.record.reasons import Reason
from treaties.models.edition import DataFile

SCHEMA = 2
"""The number of the form: it changes when programs that read the form would break."""


class AddedJson(Shape):
    """An instrument or a reading that differs from the corpus's files, with the digest of its content."""

    id: str
    digest: str


class LawJson(Shape):
    """The exact law of an answer."""

    version: str = Field(
        description="How the maintainers number the corpus; empty for a corpus that has no number."
    )
    current_to: str | None = Field(
        description="The last day to which the law was followed; null where it isn't said."
    )
    hash: str = Field(
        description="Content hash of the law used: the corpus's files, less and with what follows."
    )
    base: str = Field(
        description="Content hash of the corpus's files alone; equal to `hash` if nothing was changed."
    )
    without: list[str] = Field(
        description="Ids of the instruments that were taken away."
    )
    with_: list[AddedJson] = Field(
        alias="with", description="Instruments that were added or replaced."
    )
    readings: list[AddedJson] = Field(
        description="Readings that were added or replaced."
    )
    files: list[DataFile] = Field(
        description="Files of law from outside the corpus, with the digest of their bytes."
    )


class ReasonJson(Shape):
    """A node of a proof: the statement, the rule, the answers, and the reasons below it."""

    text: str
    rule: str
    answers: list[AnsweredJson]
    because: list[ReasonJson]

    @classmethod
    def of_reason(cls, reason: Reason) -> ReasonJson:
        """Make the model of a proof with all that it rests on."""
        because = [cls.of_reason(r) for r in reason.because]
        return cls.filled(
            reason, answers=AnsweredJson.each(reason.answers), because=because
        )


class ProofJson(Shape):
    """The proof of one duty, the shortest."""

    id: str = Field(description="The id of the proof: the fact that the duty is due.")
    treaty: str
    article: str
    beneficiary: str
    status: str
    proof: ReasonJson


class ExplanationJson(Shape):
    """Why a state is drawn in, or why not: a proof for each ground, and every condition that failed."""

    schema_: int = Field(alias="schema", description=f"{SCHEMA}.")
    law: LawJson
    state: str
    status: str
    duty: str | None
    at_once: VerdictJson = Field(
        description="On the events as given, before anybody performs or strikes further."
    )
    link: TreatyLinkJson
    proofs: list[ProofJson]
    blocked: list[BlockedJson]


class LeftOutJson(Shape):
    """How much the short form leaves out; the full form has all of it."""

    instruments: int = Field(description="Instruments that are called and not told.")
    broken: int
    chains: int
    unbound: int
    questions: int
    grounds: int = Field(
        description="Duties that some state may come to owe, beside those that the verdicts rest on."
    )
    supports: int = Field(
        description="Further sets of answers under which the verdicts told here hold."
    )


class AnswerJson(Shape):
    """An answer to the question who is drawn in, in the order of the text."""

    schema_: int = Field(alias="schema", description=f"{SCHEMA}.")
    title: str
    understood: str = Field(
        description="What a question in words was understood to ask; else empty."
    )
    on: str
    spans: list[TimeSpan] = Field(
        description="Of a time within which the answer changes: what is owed at once from span to span; `on` is one day of it."
    )
    reading: str | None = Field(description="The one reading asked for, if one was.")
    scenario: dict[str, Any] = Field(
        description="The question as understood: title, day, events, answers given."
    )
    bottom_line: list[str] = Field(
        description="The answer in sentences, the firmest first."
    )
    ruling: RulingJson = Field(
        description="What is held of each state and treaty asked about."
    )
    unbound: list[UnboundJson] = Field(
        description="Who is bound to nothing and why; great powers, neighbours first."
    )
    instruments: list[InstrumentJson] = Field(
        description="Articles called at once for the states asked about."
    )
    for_attackers: list[InstrumentJson] = Field(
        description="What is called at once for those who attack them."
    )
    aside: list[InstrumentJson] = Field(
        description="What is called for others, in a war that was already running."
    )
    below: list[InstrumentJson] = Field(
        description="What speaks of the case and binds nobody in international law: statutes, declarations, assurances."
    )
    neutral: list[InstrumentJson] = Field(
        description="By which permanent neutrals stay out, owed to both sides alike."
    )
    forbidden: list[ForbiddenForceJson]
    broken: list[BreachJson]
    chains: list[ChainJson] = Field(
        description="If it goes on: who is drawn in by further acts, nearest first."
    )
    not_known: list[str] = Field(
        description="What the answer does not know or did not look at, in sentences."
    )
    states: list[StateJson] = Field(
        description="Every state that a treaty links to the events, nearest to war first."
    )
    readings: list[ReadingJson] = Field(
        description="What readings change of the verdicts of states."
    )
    unmoved: list[str] = Field(description="Readings that change nothing of it.")
    questions: list[QuestionJson] = Field(
        description="What the answer turns on, nearest first."
    )
    unverified: list[UnverifiedJson]
    far: int = Field(
        description="How many further acts are looked at, 0 or 1; 2 where it is all that can be followed."
    )
    complete: bool = Field(
        description="Whether nothing lies further off, and no round or set of answers is left out."
    )
    truncated: bool = Field(
        description="Whether sets of answers were cut away; distances are right up to the cut."
    )
    left_out: LeftOutJson | None = Field(description="Null in the full form.")
    law: LawJson
