"""The ruling of an answer as JSON: a row for each state and each treaty asked about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import Field

from engine.findings.findings import Findings
from engine.output.first_lines.duty import conditions_of, judged_by
from engine.output.first_lines.ruled import Ruled, ruled
from engine.output.first_lines.states import state_line, why_no_help
from engine.output.first_lines.treaties import treaty_line
from engine.output.json_parts import Shape
from engine.output.ruling_reasons import because_of_treaty
from engine.record.questions import Literal
from engine.ruling.ruling import Holding, Owed, StateRuling, TreatyRuling


def answers_in_words(literals: Iterable[Literal]) -> list[str]:
    """Write answers in the form that `suppose` takes.

    >>> answers_in_words([("request:japan>us-japan-1960", True)])
    ['request:japan>us-japan-1960=yes']
    """
    return [f"{q}={'yes' if yes else 'no'}" for q, yes in literals]


class OwedJson(Shape):
    """One article that binds states."""

    treaty: str
    article: str
    label: str = Field(description="Treaty and article as they are cited.")
    duty: str
    beneficiaries: list[str]
    only_if: list[str] = Field(
        description="What must happen or be found first, in words; empty for a settled duty."
    )
    questions: list[str] = Field(description="The ids of the same.")
    needs: list[str] = Field(
        description="The same as answers that make it due, as `suppose` takes them."
    )
    decides: str = Field(description="Who decides it; empty where that differs.")
    since: str | None = Field(description="The day from which the treaty is in force.")
    warrant: str = Field(description="Whether the words of the article were read.")

    @classmethod
    def of(cls, about: Ruled, owed: Owed) -> Self:
        """Make the model of an article."""
        clause, since = owed.call.clause, owed.since
        return cls(
            treaty=clause.treaty.id,
            article=clause.obligation.article,
            label=clause.label,
            duty=str(owed.call.duty),
            beneficiaries=list(owed.call.beneficiaries),
            only_if=conditions_of(about, owed),
            questions=[q for q, _ in (*owed.events, *owed.on)],
            needs=answers_in_words((*owed.events, *owed.on)),
            decides=judged_by(about, owed).removeprefix(", ").removeprefix("which "),
            since=since.isoformat() if since else None,
            warrant=str(clause.warrant),
        )


class StateRulingJson(Shape):
    """What is held of one state asked about."""

    state: str
    name: str
    verdict: str = Field(description=f"One of {', '.join(Holding)}.")
    says: str = Field(description="The ruling in one sentence.")
    settled: list[OwedJson] = Field(description="Duties that depend on nothing.")
    open: list[OwedJson] = Field(
        description="Duties of help that depend on something; talks that do where nothing else is owed."
    )
    lesser: list[OwedJson] = Field(
        description="Lesser duties that depend on something, less those of `open`."
    )
    below: list[OwedJson] = Field(description="What it promised below a treaty.")
    other_side: list[OwedJson] = Field(
        description="Help that it owes to the other side of the war."
    )
    because: str = Field(description="Why it owes no help; empty where it owes some.")

    @classmethod
    def of(cls, about: Ruled, ruling: StateRuling) -> Self:
        """Make the model of a ruling on a state."""

        def each(owed: tuple[Owed, ...]) -> list[OwedJson]:
            return [OwedJson.of(about, o) for o in owed]

        return cls(
            state=ruling.state,
            name=about.setting.name(ruling.state),
            verdict=ruling.holding,
            says=state_line(about, [ruling]),
            settled=each(ruling.settled),
            open=each(ruling.open),
            lesser=each(ruling.lesser),
            below=each(ruling.below),
            other_side=each(ruling.other_side),
            because="" if ruling.holding.helps else why_no_help(about, ruling),
        )


class TreatyRulingJson(Shape):
    """What becomes of one treaty asked about."""

    treaty: str
    article: str
    says: str = Field(description="The ruling in one sentence.")
    calls: list[OwedJson] = Field(description="What it obliges to here.")
    lacking: str = Field(
        description="Why it obliges nobody to help; empty where it obliges somebody."
    )
    because: str = Field(description="The same in about.")

    @classmethod
    def of(cls, about: Ruled, ruling: TreatyRuling) -> Self:
        """Make the model of a ruling on a treaty."""
        lacking = ruling.lacking
        why = because_of_treaty(about.solution, ruling) if lacking else ""
        return cls(
            treaty=ruling.treaty.id,
            article=ruling.article,
            says=treaty_line(about, ruling),
            calls=[OwedJson.of(about, o) for o in ruling.calls],
            lacking=lacking or "",
            because=why,
        )


class RulingJson(Shape):
    """What the question is answered."""

    kind: str
    side: str
    states: list[StateRulingJson] = Field(description="A row a state asked about.")
    treaties: list[TreatyRulingJson] = Field(description="A row a treaty asked about.")
    bound: list[str] = Field(description="States whose help depends on nothing.")
    in_doubt: list[str] = Field(description="States whose help depends on something.")

    @classmethod
    def of(cls, solution: Findings) -> Self:
        """Make the model of the ruling of an answer."""
        about = ruled(solution)
        ruling = about.ruling
        return cls(
            kind=ruling.topic.kind,
            side=ruling.topic.side,
            states=[StateRulingJson.of(about, s) for s in ruling.states],
            treaties=[TreatyRulingJson.of(about, t) for t in ruling.treaties],
            bound=list(ruling.bound),
            in_doubt=list(ruling.in_doubt),
        )
