"""Grounds: the duties that a state may come to owe, each with its supports and its two verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from engine.record.facts import Fact
from engine.record.verdict import Status, Verdict
from engine.setting.graph import Clause
from treaties.vocabulary.terms import Duty


@dataclass(frozen=True)
class Ground:
    """A duty that a state may come to owe, with the supports of its casus foederis and of its being due in law."""

    clause: Clause
    obligor: str
    beneficiary: str
    adversaries: tuple[str, ...]
    round: int
    due: tuple[int, ...]
    """Supports of the duty in law, as masks."""
    arisen: tuple[int, ...]
    """Supports of the casus foederis on the text alone."""
    truncated: bool = False

    @property
    def duty(self) -> Duty:
        """The duty of the article."""
        return self.clause.obligation.duty

    @property
    def treaty(self) -> str:
        """Id of the instrument."""
        return self.clause.treaty.id

    @property
    def article(self) -> str:
        """The article as cited."""
        return self.clause.obligation.article

    @property
    def binding(self) -> bool:
        """Whether the instrument binds in international law."""
        return self.clause.treaty.rank.binding

    @property
    def verified(self) -> bool:
        """Whether article and dates were checked against a source."""
        return self.clause.obligation.verified and self.clause.treaty.verified

    @property
    def fact(self) -> Fact:
        """The fact that the duty is due."""
        return Fact("due", (self.obligor, self.clause.key, self.beneficiary))


@dataclass(frozen=True, slots=True)
class Judged:
    """A ground with its two verdicts: when the war goes on, and on the given events alone (`at_once`)."""

    ground: Ground
    verdict: Verdict
    at_once: Verdict

    @property
    def first(self) -> Verdict:
        """The verdict on the events as given where it is due by now and nothing releases from it, else the one in the end."""
        free = self.at_once.status in (Status.NOT_TRIGGERED, Status.RELEASED)
        return self.verdict if free else self.at_once
