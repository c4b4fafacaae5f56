"""The JSON of states, of their grounds and failed conditions, and of what readings change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import Field

from engine.findings.readings import changes_by_reading
from engine.output.blocked_text import no_article
from engine.output.failures import reason
from engine.output.json_parts import AnsweredJson, Shape, VerdictJson
from engine.record.grounds import Judged
from engine.record.rows import StateVerdict
from engine.setting.setting import Setting

if TYPE_CHECKING:
    from engine.findings.findings import Findings
    from engine.record.facts import FailedCondition
    from engine.record.rows import TreatyLink


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
    at_once: VerdictJson = Field(
        description="On the events as given, before anybody performs or strikes further."
    )
    events: int
    judgements: int
    supports: list[list[AnsweredJson]] = Field(
        description="Minimal sets of answers by which it holds, nearest first."
    )
    truncated: bool = Field(
        description="Whether further supports were left out for number."
    )
    verified: bool = Field(
        description="Whether article and dates were checked against a source."
    )
    warrant: str = Field(
        description="What the article rests on: words `seen` or `not-seen`, or an `unpublished` text."
    )
    text_available: bool

    @classmethod
    def of_judged(cls, row: StateVerdict, j: Judged) -> GroundJson:
        """Make the model of one ground of a row (a duty that the state may owe), with its verdicts and all of its
        supports.
        """
        g, v = j.ground, j.verdict
        return cls.filled(
            *(v.distance, v, g, g.clause, g.clause.treaty),
            duty=v.duty or g.duty,
            at_once=VerdictJson.filled(j.at_once),
            supports=[AnsweredJson.each(row.literals.decode(m)) for m in v.supports],
        )


class BlockedJson(Shape):
    """A duty that did not arise, with the condition that failed."""

    treaty: str
    article: str
    duty: str
    beneficiary: str
    adversary: str
    condition: str
    reason: str

    @classmethod
    def of_failed(
        cls, setting: Setting, row: StateVerdict, b: FailedCondition
    ) -> BlockedJson:
        """Make the model of one duty of a row that did not arise.

        Args:
            setting: the scenario set out, which has the names.
            row: the row.
            b: the duty and the condition that failed.
        """
        _, article, duty = row.articles[b.clause]
        return cls.filled(b, article=article, duty=duty, reason=reason(setting, b))


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
    owed_by_it: bool = Field(
        description="True if the state owes it to the attacked states, false if they owe it to the state."
    )


class TreatyLinkJson(Shape):
    """What links a state to the attacked states; statutes and policy link nobody."""

    kind: str = Field(
        description="`article` that is due or failed, `other-articles` alone, or `none`."
    )
    says: str = Field(
        description="The same in words; empty where an article answers to the events."
    )
    others: list[OtherArticleJson] = Field(
        description="The articles in force where none answers to the events."
    )

    @classmethod
    def of_link(cls, link: TreatyLink) -> TreatyLinkJson:
        """Make the model of a link with the other articles on both sides."""
        others = [
            OtherArticleJson.filled(
                c.obligation, treaty=c.treaty.id, owed_by_it=c in link.owes
            )
            for c in (*link.owes, *link.owed)
        ]
        return cls(kind=link.kind, says=no_article(link), others=others)


class StateJson(Shape):
    """One state. Status and duty at the top hold without a reading, or under the chosen reading."""

    state: str
    name: str
    cow: int | None
    iso3: str | None
    round: int
    status: str
    duty: str | None
    settled: VerdictJson = Field(
        description="The strongest duty due on settled facts, even if a stronger one may follow; where none is, whether a"
        " treaty links the state to the events."
    )
    at_once: VerdictJson = Field(
        description="On the events as given, before anybody performs or strikes further."
    )
    link: TreatyLinkJson
    events: int
    judgements: int
    ground: RestsJson | None = Field(
        description="What the verdict at the top rests on."
    )
    needs: list[AnsweredJson] = Field(
        description="The nearest set of open answers under which that verdict holds."
    )
    by_reading: dict[str, VerdictJson] = Field(
        {}, description="Full form only: the verdict under every reading."
    )
    grounds: list[GroundJson] = Field(
        [], description="Full form only: every duty it may come to owe, nearest first."
    )
    blocked: list[BlockedJson] = Field(
        [], description="Full form only: every duty that did not arise."
    )

    @classmethod
    def of_row(cls, setting: Setting, row: StateVerdict, *, full: bool) -> StateJson:
        """Make the model of one row.

        Args:
            setting: the scenario set out, which has the names.
            row: the row.
            full: give every ground, every failed condition and the verdict under every reading.
        """
        g, more = row.ground, {}
        if full:
            more = {
                "by_reading": {
                    k: VerdictJson.filled(x) for k, x in row.by_reading.items()
                },
                "grounds": [GroundJson.of_judged(row, j) for j in row.judged],
                "blocked": [
                    BlockedJson.of_failed(setting, row, b) for b in row.blocked
                ],
            }
        return cls.filled(
            row,
            settled=VerdictJson.filled(row.settled),
            at_once=VerdictJson.filled(row.at_once),
            link=TreatyLinkJson.of_link(row.link),
            ground=RestsJson.filled(g, g.clause, proof=str(g.fact)) if g else None,
            needs=AnsweredJson.each(row.supports[0]) if row.supports else [],
            **more,
        )


class ChangeJson(VerdictJson):
    """A verdict, and the states that get it under a reading."""

    states: list[str]


class ReadingJson(Shape):
    """Readings that change the same verdicts in the same way."""

    readings: list[str]
    changes: list[ChangeJson]

    @classmethod
    def each(
        cls, solution: Findings, rows: Sequence[StateVerdict]
    ) -> tuple[list[ReadingJson], list[str]]:
        """Make the models of what readings change in these rows, one for all readings with the same changes; list also
        the readings that change nothing.
        """
        groups = changes_by_reading(solution, rows)
        unmoved = groups.pop((), [])
        entries = [
            cls(
                readings=ids,
                changes=[
                    ChangeJson(status=s, duty=d, states=list(states))
                    for s, d, states in changes
                ],
            )
            for changes, ids in groups.items()
        ]
        return entries, unmoved
