"""The JSON of called articles, breaches, chains, and articles not called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pydantic import Field

from engine.findings.unbound import Lack
from engine.output.json_parts import AnsweredJson, Shape
from engine.output.owing import nearest, only_if, owed, parted
from engine.output.unbound_text import reason_in_words
from engine.record.facts import Fact

if TYPE_CHECKING:
    from engine.findings.calls import Instrument, TriggeredArticle
    from engine.findings.findings import Findings
    from engine.findings.further import Chain
    from engine.findings.unbound import NotBinding, Unbound
    from engine.record.breaches import Breach, ForbiddenForce
    from engine.setting.graph import Clause


class CallJson(Shape):
    """One article that is called, and the states that it binds in the same way."""

    clause: str = Field(
        description="The id of the clause, under which a proof names it."
    )
    proof: str = Field(
        description="The id of the proof of the first of `states`: the fact that its duty is due."
    )
    article: str
    duty: str
    status: str
    events: int
    judgements: int
    states: list[str] = Field(
        description="Whom it binds: great powers first, then neighbours, then by name."
    )
    already_fighting: list[str] = Field(
        description="Those of `states` that are at war already."
    )
    beneficiaries: list[str]
    needs: list[AnsweredJson] = Field(
        description="The nearest set of open answers under which it is due."
    )
    says: str = Field(description="The same in a sentence.")
    phrase: str = Field(
        description="Its own words, at most twelve; empty where the text isn't quoted."
    )
    gist: str
    source: str
    url: str
    verified: bool = Field(
        description="Whether article and dates were checked against a source."
    )
    warrant: str = Field(
        description="What the article rests on: words `seen` or `not-seen`, or an `unpublished` text."
    )

    @classmethod
    def of_call(cls, solution: Findings, call: TriggeredArticle) -> CallJson:
        """Make the model of an article with what it depends on, in a sentence and as answers."""
        o, v = call.clause.obligation, call.verdict
        source = solution.corpus.source(o.source or call.treaty.sources[0])
        return cls.filled(
            *(call, v, v.distance, call.clause, o, source),
            clause=call.clause.key,
            proof=str(call.judged.ground.fact),
            already_fighting=call.fighting,
            needs=AnsweredJson.each(nearest(solution, v)),
            says=f"{owed(solution, call)}{only_if(solution, parted(solution, v)[1])}.",
            source=source.title,
        )


class InstrumentJson(Shape):
    """An instrument with every article of it that is called, firmest first."""

    treaty: str
    name: str
    rank: str
    text_available: bool
    calls: list[CallJson]

    @classmethod
    def each(
        cls, solution: Findings, found: Iterable[Instrument]
    ) -> list[InstrumentJson]:
        """Make the models of instruments, each with its called articles."""
        return [
            cls.filled(
                i.treaty,
                treaty=i.treaty.id,
                calls=[CallJson.of_call(solution, c) for c in i.calls],
            )
            for i in found
        ]


class ForbiddenForceJson(Shape):
    """Force of the question that general law forbids against anybody."""

    state: str
    rule: str
    article: str
    adversary: str
    excused: str = Field(description="What would excuse it, where something may.")

    @classmethod
    def of_force(cls, f: ForbiddenForce) -> ForbiddenForceJson:
        """Make the model of forbidden force with the rule that forbids it."""
        return cls.filled(f, rule=f.rule.id, article=f.rule.article)


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

    @classmethod
    def of_breach(cls, b: Breach) -> BreachJson:
        """Make the model of a broken promise with its article."""
        o, t = b.clause.obligation, b.clause.treaty
        return cls.filled(
            b, b.clause, o, t, treaty=t.id, verified=o.verified and t.verified
        )


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
    needs: list[AnsweredJson] = Field(
        description="The nearest way: acts in their order, then judgements."
    )
    proof: str = Field(description="The id of the proof of the first of `states`.")
    others: int = Field(
        description="How many other states could act in place of the first."
    )
    side: str = Field(
        description="`attacked` or `attackers`: on whose side it draws in."
    )
    verified: bool
    warrant: str

    @classmethod
    def of_chain(cls, chain: Chain) -> ChainJson:
        """Make the model of a chain with its nearest way."""
        return cls.filled(
            *(chain.distance, chain, chain.judged.ground, chain.clause),
            needs=AnsweredJson.each([*chain.acts, *chain.judgements]),
            proof=str(
                Fact("due", (chain.states[0], chain.clause.key, chain.beneficiary))
            ),
            side="attackers" if chain.attackers else "attacked",
        )


class NotBindingJson(Shape):
    """One reason why a state is bound to no help."""

    lack: str = Field(description="What is lacking: `" + "`, `".join(Lack) + "`.")
    treaty: str | None
    articles: list[str]
    day: str | None = Field(
        description="When it ended, binds, was signed or was made, as the lack has it."
    )
    source: str
    says: str

    @classmethod
    def of_reason(cls, solution: Findings, r: NotBinding) -> NotBindingJson:
        """Make the model of a reason, with its instrument if it has one."""
        ident, source = (r.treaty.id, r.treaty.sources[0]) if r.treaty else (None, "")
        day = r.day.isoformat() if r.day else None
        return cls.filled(
            r, treaty=ident, day=day, source=source, says=reason_in_words(solution, r)
        )


class UnboundJson(Shape):
    """A state that one would ask about and that owes the attacked states no help."""

    state: str
    owing: bool = Field(
        description="Whether it owes help by another instrument, and these rest for a time."
    )
    reasons: list[NotBindingJson] = Field(
        description="What a reader most expects first."
    )

    @classmethod
    def each(cls, solution: Findings, found: Iterable[Unbound]) -> list[UnboundJson]:
        """Make the models of the states that are bound to nothing, with every reason."""
        return [
            cls.filled(
                u, reasons=[NotBindingJson.of_reason(solution, r) for r in u.reasons]
            )
            for u in found
        ]


class UnverifiedJson(Shape):
    """An article named above that was not checked against a source."""

    treaty: str
    article: str
    why: str = Field(
        "",
        description="Full form only: why it can't be checked; empty where it only has not been yet.",
    )

    @classmethod
    def each(cls, clauses: Iterable[Clause], *, full: bool) -> list[UnverifiedJson]:
        """Make the models of articles that were not checked, each once; in the full form with the reason."""
        doubtful = (
            c for c in clauses if not (c.obligation.verified and c.treaty.verified)
        )
        found = {(c.treaty.id, c.obligation.article): c for c in doubtful}
        return [
            cls(
                treaty=t,
                article=a,
                **(
                    {"why": c.obligation.unverifiable or c.treaty.unverifiable}
                    if full
                    else {}
                ),
            )
            for (t, a), c in found.items()
        ]
