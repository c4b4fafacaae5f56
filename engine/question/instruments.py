"""The instruments that a sentence mentions: by name, year and article, or by kind and parties."""

from __future__ import annotations

import re
from datetime import date

from engine.question.referents import Ids, Referents
from engine.question.tokens import Piece
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.models.legs import legs_on
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import fold
from treaties.vocabulary.precision import earliest

APART = "(?:or|and|than|under|by|in)"
"""Words between a year and a treaty after which the year is not that of the treaty."""


class Instruments(Referents):
    """The tokens of one sentence, with the instruments that they denote on a day."""

    def _instrument(self, span: range, hit: Ids) -> list[str]:
        """The instrument that some pieces name: by its name, as the treaty of a group, or by what it is and whose."""
        last = self.pieces[span[-1]]
        if self.code[span.stop : span.stop + 2] == "fP":
            return []  # an article of the one that is named next
        if last.what == "INSTRUMENT":
            ids = self._of_year(list(dict.fromkeys(str(last.value).split())), span)
            return [i for i in ids if self.corpus.treaty(i).parties_on(self.on)][
                :1
            ] or ids[-1:]
        if len(span) == 1 and last.what == "NAME":
            group = self.corpus.groups.get(last.text)
            before = self.text[: last.start].casefold().split()[-2:]
            under = self.code[span.stop : span.stop + 1] == "Q" or "under" in before
            return (
                [group.treaty]
                if under and isinstance(group, Group) and group.treaty
                else []
            )
        return self._of_year(self._described(span, hit), span)

    def _of_year(self, ids: list[str], span: range) -> list[str]:
        """Those of some instruments that are of the year that is said beside them; raises where there is none."""
        year = self._year(span)
        if not year or not ids:
            return ids
        if found := [i for i in ids if year in years_of(self.corpus.treaty(i))]:
            return found
        raise CasusError(
            f"no `{self.words(span)}` of {year} is known here", remedy="leave it out"
        )

    def year_beside(self, piece: Piece) -> int:
        """Return the year mentioned next to an instrument; 0 if there is none."""
        at = self.pieces.index(piece)
        return self._year(range(at, at + 1))

    def _year(self, span: range) -> int:
        """The year that is said beside or within the name of an instrument; 0 where none is."""
        first, last = self.pieces[span[0]], self.pieces[span[-1]]
        before, within = self.text[: first.start], self.text[first.start : last.end]
        year = r"(1[5-9]\d\d|20\d\d)\b"
        written = (
            re.search(rf"\b{year}", within)
            or re.search(rf"\b{year}\s+(?:(?!{APART}\b)\w+\s+)?$", before)
            or re.match(
                rf"\s+(?:of|from)\s+(?:\w+\s+){{0,2}}{year}", self.text[last.end :]
            )
        )
        return int(written[1]) if written else 0

    def _is_city(self, at: int) -> bool:
        """Whether a name stands for a state by one of its cities."""
        return not self.corpus.states.known(self.pieces[at].text)

    def _described(self, span: range, hit: Ids) -> list[str]:
        """The one instrument in force that day that the words before `treaty` and the states beside it single out."""
        beside = [n for n in span if self.code[n] in "NJ"]
        if any(self.code[n - 1] == "f" and self._is_city(n) for n in beside):
            return []  # `the Treaty of Tashkent` is called by where it was signed
        if len(beside) == 1 and (treaty := self._of_organisation(beside[0])):
            return [treaty]
        named = set() if len(beside) > 1 else set(hit)
        for n in beside:
            named |= set(self.party(n, "asked"))
        bound = [t for t in self._binding(named) if t.obligations]
        if len(named) > 1:
            return self._between(named, bound, self._year(span))
        return self._of_noun(span, [t for t in bound if t.promises_help])

    def _of_organisation(self, n: int) -> str:
        """The id of the treaty of the organisation that a piece names; empty if it names none."""
        group = self.corpus.groups.get(self.pieces[n].text)
        return (group.treaty or "") if isinstance(group, Group) else ""

    def _binding(self, states: set[str]) -> list[Treaty]:
        """The treaties that bind some states on the day of the question."""
        every = self.corpus.treaties
        return [t for t in every if states <= set(t.parties_on(self.on))]

    def _between(self, named: set[str], bound: list[Treaty], year: int) -> list[str]:
        """Of the instruments that bind some states the one between them alone, of a year if one is said."""
        alone = [t for t in bound if named == set(t.parties_on(self.on))]
        if year:
            exact = [t for t in alone if year in years_of(t)]
        else:
            exact = [t for t in alone if t.promises_help][-1:]
        helping = [t for t in bound if t.promises_help]
        single = [t for t in helping if len(helping) == 1 and self._among(t, named)]
        return [t.id for t in exact or single]

    def _among(self, treaty: Treaty, named: set[str]) -> bool:
        """Whether one of some states promises another of them help by a treaty on the day of the question."""
        return any(
            leg.obligation.duty.drawn_in and {leg.obligor, leg.beneficiary} <= named
            for leg in legs_on(treaty, self.on)
        )

    def _of_noun(self, span: range, helping: list[Treaty]) -> list[str]:
        """The one treaty of help whose title has the noun of the sentence, such as `mutual defence treaty`."""
        text = next(self.pieces[n].text for n in span if self.code[n] == "A")
        noun = _british(text)
        found = [t for t in helping if " " in noun and noun in _british(t.title)]
        return [t.id for t in found] if len(found) == 1 else []


def _british(text: str) -> str:
    """A text for comparison, with British spelling."""
    return fold(text).replace("defense", "defence")


def alone_between(ident: str, corpus: Corpus, on: date) -> bool:
    """Return whether no other treaty of help is in force on a day between exactly the parties of a treaty.

    Args:
        ident: the id of the treaty.
        corpus: the law.
        on: the day.
    """
    states = set(corpus.treaty(ident).parties_on(on))
    others = (t for t in corpus.treaties if t.id != ident and t.promises_help)
    return not any(set(t.parties_on(on)) == states for t in others)


def treaties_named(piece: Piece, corpus: Corpus) -> Ids:
    """Return the ids of the treaties that a token may denote: by name, or as the treaty of an organisation.

    Args:
        piece: the token.
        corpus: the law, which knows the organisations.

    >>> from treaties.loading.corpus import load_corpus
    >>> from engine.question.tokens import cut
    >>> law = load_corpus()
    >>> [treaties_named(piece, law) for piece in cut("NATO", law)]
    [('north-atlantic-1949',)]
    """
    if piece.what == "INSTRUMENT":
        return tuple(str(piece.value).split())
    group = corpus.groups.get(piece.text) if piece.what == "NAME" else None
    return (group.treaty,) if isinstance(group, Group) and group.treaty else ()


def years_of(treaty: Treaty) -> set[int]:
    """Return the years by which a treaty is known: that of its signature, that of its first day, and those in its
    names.
    """
    called = " ".join((treaty.name, treaty.title, *treaty.aliases))
    named = map(int, re.findall(r"\b(?:1[5-9]|20)\d\d\b", called))
    days = [d for d in (treaty.signed, treaty.since) if d]
    return {*named, *(earliest(d).year for d in days)}


def helped_by(treaty: Treaty) -> set[str]:
    """Return the ids of the states to which a treaty's articles owe something by name."""
    return {state for o in treaty.obligations for state in o.beneficiaries or ()}


def common_day(one: str, other: str, corpus: Corpus) -> date | None:
    """Return the first day on which two treaties were both in force; None if there was none.

    Args:
        one: the id of a treaty.
        other: the id of the other.
        corpus: the law.

    >>> from treaties.loading.corpus import load_corpus
    >>> str(common_day("brussels-1948", "seato-1954", load_corpus()))
    '1955-02-19'
    """
    both = [corpus.treaty(ident) for ident in (one, other)]
    starts = [t.since for t in both]
    if not all(starts):
        return None
    day = max(earliest(start) for start in starts if start)
    return day if all(t.parties_on(day) for t in both) else None
