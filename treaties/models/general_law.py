"""General law as dated, cited rules: the law that binds states besides their treaties."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from treaties.models.conditions import Id, Ref, SourceId, StateIds, Strict
from treaties.models.dated import Dated
from treaties.vocabulary.names import article_cited


class Members(Dated):
    """States that a rule binds, for a period."""

    states: StateIds


class LawRule(Dated):
    """A rule of general law or of the cascade, in force for a period."""

    id: Id
    name: str
    article: str = ""
    in_words: str = ""
    """What a breach of the rule breaks, for use in a sentence, with the authority in brackets."""
    gist: str = Field(min_length=10)
    phrase: str = ""
    members: tuple[Members, ...] = ()
    """The states that the rule binds, with periods; every state if empty."""
    besides: Annotated[str, Ref("rule")] = ""
    """The id of a rule; this one binds all states that are not members of it."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True

    def binds(self, state: str, day: date) -> bool:
        """Return whether the rule itself binds a state on a day.

        >>> from treaties.loading.corpus import load_corpus
        >>> rule = next(r for r in load_corpus().rules if r.id == "no-force")
        >>> rule.binds("north-korea", date(1950, 6, 25)), rule.binds("north-korea", date(2020, 1, 1))
        (False, True)
        """
        spans = [m for m in self.members if state in m.states]
        return not self.members or any(m.holds_on(day) for m in spans)

    @property
    def law_in_line(self) -> str:
        """The law that a breach of the rule breaks, for use in a sentence.

        >>> from treaties.loading.corpus import load_corpus
        >>> next(r for r in load_corpus().rules if r.id == "no-force").law_in_line
        'the ban on force (UN Charter, Art. 2(4), and custom)'
        """
        instrument, _, number = self.article.rpartition(" ")
        return (
            self.in_words or f"the {instrument} ({article_cited(number)}: {self.name})"
        )


class GeneralLaw(Strict):
    """The file of rules of general law."""

    rules: tuple[LawRule, ...] = ()
