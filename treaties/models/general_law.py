"""General law as dated, cited rules: the law between states besides their treaties."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from treaties.models.conditions import Id, Ref, SourceId, StateIds, Strict
from treaties.models.dated import Dated
from treaties.vocabulary.names import article_cited


class Members(Dated):
    """States that a rule binds from one day on."""

    states: StateIds


class LawRule(Dated):
    """A rule of general law or of the cascade, found by id and day."""

    id: Id
    name: str
    article: str = ""
    in_words: str = ""
    """What a breach of it is said to break, within a sentence; its authority in brackets."""
    gist: str = Field(min_length=10)
    phrase: str = ""
    members: tuple[Members, ...] = ()
    """Whom it binds, from when on; everybody where nobody is named."""
    besides: Annotated[str, Ref("rule")] = ""
    """The rule whose members alone it does not bind: it holds for all others."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True

    def binds(self, state: str, day: date) -> bool:
        """Tell whether the rule itself binds a state on a day.

        >>> from treaties.loading.corpus import load_corpus
        >>> rule = next(r for r in load_corpus().rules if r.id == "no-force")
        >>> rule.binds("north-korea", date(1950, 6, 25)), rule.binds("north-korea", date(2020, 1, 1))
        (False, True)
        """
        spans = [m for m in self.members if state in m.states]
        return not self.members or any(m.holds_on(day) for m in spans)

    @property
    def law_in_line(self) -> str:
        """The law that a breach of the rule is said to break, as words within a sentence.

        >>> from treaties.loading.corpus import load_corpus
        >>> next(r for r in load_corpus().rules if r.id == "no-force").law_in_line
        'the ban on force (UN Charter, Art. 2(4), and custom)'
        """
        instrument, _, number = self.article.rpartition(" ")
        return (
            self.in_words or f"the {instrument} ({article_cited(number)}: {self.name})"
        )


class GeneralLaw(Strict):
    """The rules of general law, in the order of their file."""

    rules: tuple[LawRule, ...] = ()
