"""Reasons for a *no* in words: the reason that a lawyer would state first."""

from __future__ import annotations

from engine.findings.findings import Findings
from engine.findings.unbound import Lack, NotBinding
from engine.findings.unbound_named import permits_alone
from engine.output.owing import because_barred, claim
from engine.output.prose import listed, the
from engine.output.protected_alone import helps_no_attacker, unprotected
from engine.output.reason_text import reason_in_words, reason_of_state, reason_words
from engine.question.topic import Side
from engine.ruling.bars import bar_of
from engine.ruling.failed_articles import (
    decisive_reason,
    failed_article,
    pact_of_who_began,
)
from engine.ruling.ruling import Lacking, Owed, StateRuling, TreatyRuling
from engine.setting.setting import Setting
from treaties.vocabulary.names import article_cited, instrument_in_line


def because_of_state(solution: Findings, ruling: StateRuling) -> str:
    """Return the reason why a state owes no help to the attacked states, as a clause.

    >>> from engine import ask
    >>> from engine.ruling.attack import ruling_of
    >>> answer = ask("Taiwan", by="China", on="2026-01-01", must="USA", rounds=1)
    >>> because_of_state(answer, ruling_of(answer).states[0])
    'the US–Republic of China Treaty of 1954 ended on 1 January 1980'
    """
    setting, state = solution.setting, ruling.state
    first = decisive_reason(solution, ruling)
    if first is None:
        if began := pact_of_who_began(setting, ruling):
            article, victim = _article_of(began), began.party
            return helps_no_attacker(setting, article, victim, "began this war")
        return no_treaty(solution, state)
    if solution.topic.side is Side.ATTACKER and first.lack is not Lack.CONDITION:
        return helps_no_attacker(setting, _article_of(first), first.party)
    if first.lack is Lack.BELOW and first.treaty and permits_alone(first.treaty):
        law = instrument_in_line(first.treaty.name)
        leave = may_help_under(setting, state, law)
        return f"{no_treaty(solution, state)}; {leave}"
    if first.lack is Lack.BELOW and ruling.main:
        # The state owes a lesser duty by a treaty, so that it promised more.
        below = reason_in_words(solution, first)
        return f"{the(setting, state)} promised no help beyond {below}"
    return reason_of_state(solution, first, state)


def _article_of(reason: NotBinding) -> str:
    """Name the first article of a reason with its treaty, for use in a sentence."""
    name = instrument_in_line(reason.treaty.name) if reason.treaty else ""
    return f"{article_cited(reason.articles[0])} of {name}"


def may_help_under(setting: Setting, state: str, law: str, who: str = "it") -> str:
    """Return the clause that a state's own law permits it to help without obliging it.

    Args:
        setting: the events with their day.
        state: the state.
        law: the name of the law.
        who: the word for the state.
    """
    own = law.replace(f"{the(setting, state)}'s ", "its ")
    return f"under {own} {who} may help, but is not obliged to"


def no_treaty(solution: Findings, state: str) -> str:
    """Return the clause that a state has no treaty of help with the attacked states."""
    setting = solution.setting
    side = solution.topic.side
    helped = setting.attacking if side is Side.ATTACKER else setting.attacked
    return f"{the(setting, state)} has no treaty of help with {the(setting, *helped)}"


def within_leave(solution: Findings, barred: Owed) -> str:
    """Return a phrase, after a comma, that help is barred only while the force keeps within its permission; empty if no
    permission was given.
    """
    bar = bar_of(solution, barred.call)
    if not bar.of_leave:
        return ""
    keeps = "keep" if len(bar.actors) > 1 else "keeps"
    leave = listed(p.name for p in bar.leave)
    return f", while {the(solution.setting, *bar.actors)} {keeps} within {leave}"


def short_reason(solution: Findings, ruling: StateRuling) -> str:
    """Return the reason why a state owes less than help: the event that has still to happen, or the condition of an
    article on help that failed. The treaty of the lesser duty comes first, cited by its article alone; another treaty
    is used only if it binds the state on that day. Empty if there is no such reason.
    """
    main = ruling.main
    failed = failed_article(solution, ruling.state, main)
    if not failed:
        return ""
    words = reason_words(solution, failed)
    named = main and failed.treaty is main.call.treaty
    return words.beside_treaty if named else words.cited


def because_of_treaty(solution: Findings, ruling: TreatyRuling, state: str = "") -> str:
    """Return the reason why a treaty obliges nobody to help here, or why it does not oblige the state asked about.

    Args:
        solution: the answer.
        ruling: the ruling on the treaty.
        state: the id of the state asked about; empty for any state.
    """
    name, setting = instrument_in_line(ruling.treaty.name), solution.setting
    match ruling.lacking:
        case Lacking.NOT_PARTY:
            return f"{the(setting, state or ruling.state)} is no party to {name}"
        case Lacking.VICTIM_NOT_PARTY:
            return unprotected(setting, ruling, name)
        case Lacking.ATTACKS:
            return helps_no_attacker(setting, name, ruling.state)
        case Lacking.BARRED:
            first = ruling.barred[0]
            return (
                f"{because_barred(solution, first.call)}{within_leave(solution, first)}"
            )
        case Lacking.BELOW:
            return f"{name} is {ruling.treaty.rank.meaning}, and obliges nobody in law"
        case Lacking.ALL_ATTACK:
            return f"{name} obliges {the(setting, ruling.state)} alone, which attacks"
    if ruling.supposed:
        return claim(solution, ruling.supposed)
    return reason_in_words(solution, ruling.because or _of_treaty_itself(ruling))


def _of_treaty_itself(ruling: TreatyRuling) -> NotBinding:
    """Give the reason that lies in a treaty and not in the events: it has ended, does not bind yet, or promises no help."""
    treaty = ruling.treaty
    if ruling.lacking is Lacking.ENDED:
        return NotBinding(Lack.ENDED, treaty, day=treaty.until)
    if ruling.lacking is Lacking.NOT_IN_FORCE:
        return NotBinding(Lack.NOT_IN_FORCE, treaty, day=treaty.since)
    article = (ruling.article,) if ruling.article else ()
    return NotBinding(Lack.NO_HELP, treaty, article)
