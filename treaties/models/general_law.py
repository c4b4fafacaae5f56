"""General law as dated, cited rules: the law between states besides their treaties."""

from __future__ import annotations

from pydantic import Field

from treaties.models.conditions import Id, SourceId, Strict
from treaties.models.dated import Dated
from treaties.vocabulary.names import article_cited


class LawRule(Dated):
    """A rule of general law or of the cascade, found by id and day."""

    id: Id
    name: str
    article: str = ""
    in_words: str = ""
    """What a breach of it is said to break, within a sentence; its authority in brackets."""
    gist: str = Field(min_length=10)
    phrase: str = ""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True

    @property
    def law_in_line(self) -> str:
        """What a breach of it is said to break, within a sentence.

        >>> from treaties.loading.corpus import load_corpus
        >>> next(r for r in load_corpus().rules if r.id == "no-force").law_in_line
        'the ban on force (UN Charter, Art. 2(4), and custom)'
        """
        instrument, _, number = self.article.rpartition(" ")
        return (
            self.in_words or f"the {instrument} ({article_cited(number)}: {self.name})"
        )


class GeneralLaw(Strict):
    """The rules in the order of the file."""

    rules: tuple[LawRule, ...] = ()
