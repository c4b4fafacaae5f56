"""The parts of an answer's JSON as models: articles called, broken and further away, states, their grounds."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from engine.verdicts.unbound import Lack


class Shape(BaseModel):
    """Part of an answer; keys are as written, no more and no fewer."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        defer_build=True,
        model_title_generator=lambda m: m.__name__.removesuffix("Json"),
    )

    def data(self) -> dict[str, Any]:
        """As JSON data, without what the short form leaves out."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


class Document(Shape):
    """A whole result, with the number of its form."""

    schema_: int = Field(1, alias="schema", description="It changes when programs that read the form would break.")

    def data(self) -> dict[str, Any]:
        """As JSON data, the number of the form first."""
        return {"schema": self.schema_} | super().data()


class AnsweredJson(Shape):
    """A question and its answer."""

    question: str
    answer: str


class VerdictJson(Shape):
    """Status and duty."""

    status: str
    duty: str | None


class CallJson(Shape):
    """One article that is called, and those whom it binds in one and the same way."""

    clause: str = Field(description="The id of the clause, under which a proof names it.")
    proof: str = Field(description="The id of the proof of the first of `states`: the fact that its duty is due.")
    article: str
    duty: str
    status: str
    events: int
    judgements: int
    states: list[str] = Field(description="Whom it binds: great powers first, then neighbours, then by name.")
    already_fighting: list[str] = Field(description="Those of `states` that are at war already.")
    beneficiaries: list[str]
    needs: list[AnsweredJson] = Field(description="The nearest set of open answers under which it is due.")
    says: str = Field(description="The same in a sentence.")
    phrase: str = Field(description="Its own words, at most twelve; empty where the text isn't quoted.")
    gist: str
    source: str
    url: str
    verified: bool = Field(description="Whether article and dates were checked against a source.")
    warrant: str = Field(
        description="What the article rests on: its words were `seen`, `not-seen`, or are `unpublished`."
    )


class InstrumentJson(Shape):
    """An instrument with every article of it that is called, firmest first."""

    treaty: str
    name: str
    rank: str
    text_available: bool
    calls: list[CallJson]


class BreachJson(Shape):
    """A promise that an act of the question breaks."""

    state: str
    treaty: str
    article: str
    duty: str
    rank: str
    beneficiary: str
    others: list[str] = Field(description="To whom else the same article is owed.")
    act: str
    adversary: str
    excused: str = Field(description="What would excuse it, where something may.")
    verified: bool
    warrant: str


class ChainJson(Shape):
    """States that would come to owe help under one article if certain things happened."""

    treaty: str
    article: str
    duty: str
    status: str
    events: int
    judgements: int
    states: list[str]
    beneficiary: str
    needs: list[AnsweredJson] = Field(description="The nearest way: acts in their order, then judgements.")
    proof: str = Field(description="The id of the proof of the first of `states`.")
    others: int = Field(description="How many other states could act in place of the first.")
    side: str = Field(description="`attacked` or `attackers`: on whose side it draws in.")
    verified: bool
    warrant: str


class UnverifiedJson(Shape):
    """An article told above that was not checked against a source."""

    treaty: str
    article: str
    why: str = Field("", description="Full form only: why it can't be checked; empty where it only has not been yet.")


class GroundJson(Shape):
    """One duty that a state may come to owe."""

    treaty: str
    article: str
    duty: str
    rank: str
    beneficiary: str
    adversaries: list[str]
    round: int
    status: str
    at_once: VerdictJson = Field(description="On the events as given, before anybody performs or strikes further.")
    events: int
    judgements: int
    supports: list[list[AnsweredJson]] = Field(
        description="Minimal sets of answers under which it holds, nearest first."
    )
    truncated: bool = Field(description="Whether further supports were left out for number.")
    verified: bool = Field(description="Whether article and dates were checked against a source.")
    warrant: str = Field(
        description="What the article rests on: its words were `seen`, `not-seen`, or are `unpublished`."
    )
    text_available: bool


class BlockedJson(Shape):
    """A duty that did not arise, with the condition that failed."""

    treaty: str
    article: str
    duty: str
    beneficiary: str
    adversary: str
    condition: str
    reason: str


class NotBindingJson(Shape):
    """One reason why a state is bound to no help."""

    lack: str = Field(description="What is lacking: `" + "`, `".join(Lack) + "`.")
    treaty: str | None
    articles: list[str]
    day: str | None = Field(description="When it ended, binds, was signed or was made, as the lack has it.")
    source: str
    says: str


class UnboundJson(Shape):
    """A state that one would ask about and that owes those attacked no help."""

    state: str
    owing: bool = Field(description="Whether it owes help by another instrument, and these rest for a time.")
    reasons: list[NotBindingJson] = Field(description="What a reader most expects first.")


class RestsJson(Shape):
    """The article that a verdict rests on."""

    treaty: str
    article: str
    beneficiary: str
    proof: str = Field(description="The id of its proof.")
    verified: bool
    warrant: str


class OtherArticleJson(Shape):
    """An article in force between a state and somebody attacked that does not answer to the events."""

    treaty: str
    article: str
    duty: str
    owed_by_it: bool = Field(description="Whether the state owes it to those attacked, or they owe it to the state.")


class TreatyLinkJson(Shape):
    """What links a state to those attacked; statutes and policy link nobody."""

    kind: str = Field(description="`article` that is due or failed, `other-articles` alone, or `none`.")
    says: str = Field(description="The same in words; empty where an article answers to the events.")
    others: list[OtherArticleJson] = Field(description="The articles in force where none answers to the events.")


class StateJson(Shape):
    """One state. Status and duty at the top are those without any reading, or under the one asked for."""

    state: str
    name: str
    cow: int | None
    iso3: str | None
    round: int
    status: str
    duty: str | None
    settled: VerdictJson = Field(
        description="The strongest duty due on settled facts, whatever stronger one may follow; where none is, whether a"
        " treaty links the state to the events."
    )
    at_once: VerdictJson = Field(
        description="The verdict on the events as given, before anybody performs or strikes back."
    )
    link: TreatyLinkJson
    events: int
    judgements: int
    ground: RestsJson | None = Field(description="What the verdict at the top rests on.")
    needs: list[AnsweredJson] = Field(description="The nearest set of open answers under which that verdict holds.")
    by_reading: dict[str, VerdictJson] = Field({}, description="Full form only: the verdict under every reading.")
    grounds: list[GroundJson] = Field([], description="Full form only: every duty it may come to owe, nearest first.")
    blocked: list[BlockedJson] = Field([], description="Full form only: every duty that did not arise.")
