"""Reasons why an instrument does not oblige a state to help, in words: one wording for every form."""

from __future__ import annotations

from typing import NamedTuple

from engine.findings.findings import Findings
from engine.findings.unbound import Lack, NotBinding
from engine.findings.unbound_named import permits_alone
from engine.output.failures import reason
from engine.output.owing import bare_name
from engine.output.prose import the
from engine.record.facts import FailedCondition
from treaties.models.treaty import Treaty
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited, instrument_in_line
from treaties.vocabulary.precision import earliest, latest, when

CLAUSES = {
    Lack.NEUTRAL: "neutral",
    Lack.ATTACKERS_SIDE: "on the attacker's side",
    Lack.TALKS: "no more than talks under {treaty}",
    Lack.RIGHT: "may help, and need not, under {treaty}",
    Lack.ALLY_ATTACKS: "allied to {attacker} by {treaty}",
    Lack.BINDS_TO_ATTACKER: "{treaty} promises help to {party}, the attacker",
    Lack.BELOW: "{treaty}, {rank}",
    Lack.NO_TREATY: "no treaty of help",
}
"""The clauses for reasons that need no choice of words."""
VERBS = {
    Lack.NEUTRAL: "is",
    Lack.ATTACKERS_SIDE: "is",
    Lack.TALKS: "owes",
    Lack.RIGHT: "",
    Lack.ALLY_ATTACKS: "is",
    Lack.BELOW: "promised no more than",
}
"""The verb between the name of a state and a clause that says something of that state."""
NOT_IN_AREA = "not-in-area"
"""The failure of an article whose area excludes the place of the events."""


class ReasonWords(NamedTuple):
    """A reason in words: a clause, and apart from it the article whose condition fails."""

    clause: str
    treaty: str = ""
    """The name of the treaty of the article; empty if the clause names the instrument."""
    article: str = ""
    """The article as cited; empty if several articles fail alike."""

    @property
    def source(self) -> str:
        """The treaty and its article."""
        return ", ".join(filter(None, (self.treaty, self.article)))

    @property
    def cited(self) -> str:
        """The clause with its source in brackets."""
        return f"{self.clause} ({self.source})" if self.treaty else self.clause

    @property
    def bracketed(self) -> str:
        """The clause and its source for use in brackets."""
        return f"{self.clause}: {self.source}" if self.treaty else self.clause

    @property
    def beside_treaty(self) -> str:
        """The clause where the treaty is named already, so that its article is enough."""
        return f"{self.clause} ({self.article})" if self.article else self.clause


def reason_in_words(solution: Findings, r: NotBinding) -> str:
    """Return the reason why an instrument does not oblige a state to help, as a clause.

    >>> from engine import ask
    >>> from engine.findings.unbound import unbound
    >>> answer = ask("Taiwan", by="China", on="2026-01-01", rounds=1)
    >>> reason_in_words(answer, unbound(answer)[0].reasons[0])
    'the US–Republic of China Treaty of 1954 ended on 1 January 1980'
    """
    return reason_words(solution, r).cited


def reason_of_state(solution: Findings, r: NotBinding, state: str) -> str:
    """Return the reason why an instrument does not oblige a state to help, as a sentence without its full stop.

    Args:
        solution: the answer.
        r: the reason.
        state: the id of the state.
    """
    text, verb = reason_in_words(solution, r), VERBS.get(r.lack)
    if verb is None:
        return text
    return " ".join(filter(None, (the(solution.setting, state), verb, text)))


def reason_words(
    solution: Findings, r: NotBinding, behind: str = "", *, years: bool = False
) -> ReasonWords:
    """Return a reason in words, with the article that it cites apart.

    Args:
        solution: the answer.
        r: the reason.
        behind: the id of the state behind whose name the reason stands in brackets; it is not named again, and names of
            treaties have no brackets of their own.
        years: whether a day more than a year before the attack is given as its year.
    """
    treaty = r.treaty
    if treaty is None:
        return ReasonWords(CLAUSES[r.lack])
    name = bare_name(treaty) if behind else treaty.name
    if r.lack is Lack.CONDITION and r.failed:
        clause = reason(solution.setting, r.failed, behind, brief=True)
        alone = r.articles[0] if len(r.articles) == 1 else ""
        return ReasonWords(clause, name, alone and _article_failing(alone, r.failed))
    in_line = instrument_in_line(name)
    match r.lack:
        case Lack.ENDED:
            clause = (
                f"{_over(solution, r, in_line, behind)} {_then(solution, r, years)}"
            )
        case Lack.NOT_IN_FORCE:
            clause = _not_yet(solution, r, in_line)
        case Lack.NO_HELP:
            clause = _without_help(treaty, in_line, *r.articles)
        case Lack.OUTSIDE:
            clause = _elsewhere(solution, treaty, in_line)
        case _:
            clause = _plain(solution, r, treaty, in_line)
    return ReasonWords(clause)


def _plain(solution: Findings, r: NotBinding, treaty: Treaty, name: str) -> str:
    """Fill in a clause that needs no choice of words."""
    party = the(solution.setting, r.party) if r.party else ""
    alone = len(solution.setting.attacking) == 1
    leave = " by which it may help" * permits_alone(treaty)
    return CLAUSES[r.lack].format(
        treaty=name,
        party=party,
        attacker="the attacker" if alone else party,
        rank=f"{treaty.rank.meaning}{leave}",
    )


def _article_failing(article: str, failed: FailedCondition) -> str:
    """Cite the article that a condition fails by: where an area leaves out a place, the articles that draw the area."""
    if failed.failure.kind == NOT_IN_AREA:
        _, several, drawn = (
            failed.failure.words[0].removesuffix(")").partition("Arts. ")
        )
        if several:
            return f"Arts {drawn}"
    return article_cited(article)


def _over(solution: Findings, r: NotBinding, name: str, behind: str) -> str:
    """Say that an instrument ended, or that a party left it or was expelled."""
    treaty = r.treaty
    if treaty is None or not r.party:
        return f"{name} ended"
    ended = [p for p in treaty.parties if (p.state, p.until) == (r.party, r.day)]
    expelled = any(p.expelled for p in ended)
    left = f"{'expelled from' if expelled else 'left'} {_organisation(treaty) or name}"
    if r.party == behind:
        return left
    return f"{the(solution.setting, r.party)} {'was ' * expelled}{left}"


def _then(solution: Findings, r: NotBinding, years: bool) -> str:
    """Say when an instrument ended."""
    if r.day is None:
        return ""
    first, last = earliest(r.day).year, latest(r.day).year
    alone = years and first == last and solution.setting.on.year - last > 1
    return f"in {last}" if alone else when(r.day)


def _organisation(treaty: Treaty) -> str:
    """Name the organisation that a treaty founds, where its parties are called its members."""
    _, _, organisation = treaty.members.partition("members of ")
    return organisation


def _not_yet(solution: Findings, r: NotBinding, name: str) -> str:
    """Say from when an instrument binds as a whole, or binds one party."""
    if r.day:
        alone = f" {the(solution.setting, r.party)}" if r.party and not r.failed else ""
        return f"{name} binds{alone} only from {in_words(r.day)}"
    if r.treaty and r.treaty.until:
        return f"{name} was never in force"
    return f"{name} is not in force as far as known"


def _without_help(treaty: Treaty, name: str, *articles: str) -> str:
    """Say that an instrument, or an article of it, promises no help as far as its text is known."""
    promise = f"{article_cited(articles[0])} of {name}" if articles else name
    if treaty.text_available:
        return f"{promise} promises no help"
    return f"no promise of help is known in {promise}, which is unpublished"


def _elsewhere(solution: Findings, treaty: Treaty, name: str) -> str:
    """Say that an instrument covers others."""
    parties = solution.graph.parties[treaty.id]
    missed = [s for s in solution.setting.attacked if s not in parties]
    return f"{name} does not cover {the(solution.setting, *missed) or 'this'}"
