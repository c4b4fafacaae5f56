"""What becomes of claims: a verdict for each sentence, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from engine.analysis.inquiry import Said
from engine.cascade.graph import Clause
from engine.output.prose import para
from engine.output.result import DayText, Part, Result

CITED = 4
"""Articles that are cited for one claim."""


class Judgement(StrEnum):
    """What becomes of a claim."""

    TRUE = "true"
    FALSE = "false"
    ONLY_IF = "only-if"
    NOT_TREATY_LAW = "not-treaty-law"
    NOT_KNOWN = "not-known"
    NOT_UNDERSTOOD = "not-understood"


@dataclass(frozen=True)
class CitedArticle(Part):
    """An article that a claim was held against."""

    treaty: str
    article: str
    label: str
    duty: str
    phrase: str
    since: str
    """The first day on which the instrument bound anybody."""

    @classmethod
    def of(cls, c: Clause) -> CitedArticle:
        """The article of a clause."""
        o = c.obligation
        return cls(c.treaty.id, o.article, c.label, str(o.duty), o.phrase, str(c.treaty.since))


@dataclass(frozen=True)
class Claim(Part):
    """One sentence with its verdict."""

    text: str
    verdict: Judgement
    why: str
    on: DayText
    needs: tuple[Said, ...] = ()
    articles: tuple[CitedArticle, ...] = ()
    unsaid: tuple[str, ...] = ()
    """What the claim leaves unsaid."""

    def lines(self) -> Iterable[str]:
        """The claim, its verdict, and what that rests on."""
        yield para(f"{self.verdict.upper()}: {self.text}")
        yield para(self.why, 2, 2)
        for n in self.needs:
            yield para(f"needs {n.answer}: {n.text} (decides: {n.decider})", 2, 4)
        for a in self.articles:
            phrase = f': "{a.phrase}"' if a.phrase else ""
            yield para(f"{a.label}{phrase} (in force since {a.since})", 2, 4)
        for u in self.unsaid:
            yield para(f"unsaid: {u}", 2, 4)


@dataclass(frozen=True)
class Claims(Result):
    """The claims of a text, sentence by sentence."""

    claims: tuple[Claim, ...]

    def __str__(self) -> str:
        return "\n\n".join("\n".join(c.lines()) for c in self.claims)

    @property
    def false(self) -> bool:
        """Whether one of them is false."""
        return any(c.verdict is Judgement.FALSE for c in self.claims)
