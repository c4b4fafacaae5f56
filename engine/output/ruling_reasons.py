"""Reasons for a *no* in words: the reason that a lawyer would state first."""

from __future__ import annotations

from dataclasses import replace

from engine.findings.findings import Findings
from engine.findings.unbound import Lack, NotBinding
from engine.findings.unbound_named import left_a_crowd, permits_alone
from engine.output.owing import claim, reference
from engine.output.prose import BRACKETS, listed, the
from engine.output.protected_alone import unprotected
from engine.output.unbound_text import (
    ANOTHER_KIND,
    reason_in_words,
    with_every_attacker,
)
from engine.question.topic import Side
from engine.ruling.bars import BarKind, bar_of
from engine.ruling.failed_articles import (
    failed_article,
    failing_pact,
    joining_articles,
    nearest_reason,
)
from engine.ruling.ruling import Lacking, Owed, StateRuling, TreatyRuling
from engine.setting.graph import clause_of
from engine.setting.setting import Setting
from treaties.models.treaty import Treaty
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited, instrument_in_line


def because_of_state(solution: Findings, ruling: StateRuling) -> str:
    """Return the reason why a state owes no help to the attacked states, as a clause.

    >>> from engine import ask
    >>> from engine.ruling.attack import ruling_of
    >>> answer = ask("Taiwan", by="China", on="2026-01-01", must="USA", rounds=1)
    >>> because_of_state(answer, ruling_of(answer).states[0])
    'the US–Republic of China Treaty of 1954 ended on 1 January 1980'
    """
    reasons = [r for r in ruling.because if not left_a_crowd(solution, r)]
    if not reasons or reasons[0].lack in (Lack.NO_TREATY, Lack.OUTSIDE):
        began = _began_itself(solution, ruling)
        return began or no_treaty(solution, ruling.state)
    first = nearest_reason(reasons)
    if solution.topic.side is Side.ATTACKER and first.treaty:
        return _attacks_itself(solution, first, first.treaty)
    text = named(solution, first)
    name = the(solution.setting, ruling.state)
    if first.lack is Lack.ALLY_ATTACKS and first.treaty:
        return _allied_to_attacker(solution, first, first.treaty, name)
    if first.lack is Lack.NEUTRAL:
        return f"{name} is {text}"
    if first.lack is Lack.ATTACKERS_SIDE:
        return f"{name} has taken the attacker's side"
    if first.lack is Lack.RIGHT:
        return f"{name} {text}"
    if first.lack is Lack.BELOW:
        return _below_a_treaty(solution, ruling, first)
    return text


def _began_itself(solution: Findings, ruling: StateRuling) -> str:
    """Word that a pact of a state with an attacked state covers a party that is attacked, where that state began the
    war with all attackers; empty otherwise.
    """
    setting = solution.setting
    for victim in setting.attacked:
        began = all((victim, a) in setting.begun for a in setting.attacking)
        for r in ruling.because if began and setting.attacking else ():
            pact = r.treaty
            both = {victim, ruling.state}
            if pact and r.articles and both <= {*pact.parties_on(setting.on)}:
                name, who = instrument_in_line(pact.name), the(setting, victim)
                return (
                    f"{article_cited(r.articles[0])} of {name} covers a party that is "
                    f"attacked, and {who} began this war"
                )
    return ""


def _below_a_treaty(solution: Findings, ruling: StateRuling, reason: NotBinding) -> str:
    """Word that a state promised nothing that is a treaty, or that its own law only permits help."""
    if reason.treaty and permits_alone(reason.treaty):
        law = instrument_in_line(reason.treaty.name)
        none = no_treaty(solution, ruling.state)
        return f"{none}; {may_help_under(solution.setting, ruling.state, law)}"
    more = "help beyond" if ruling.main else "more than"
    name = the(solution.setting, ruling.state)
    return f"{name} promised no {more} {named(solution, reason)}"


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


def _allied_to_attacker(
    solution: Findings, reason: NotBinding, treaty: Treaty, name: str
) -> str:
    """Word that the treaty of a state binds it to the attacker, and to no attacked state that is outside that treaty."""
    ally = the(solution.setting, reason.party)
    pact = instrument_in_line(treaty.name)
    parties = treaty.parties_on(solution.setting.on)
    attacked = solution.setting.attacked
    if set(attacked) & set(parties):
        return f"{name} is allied to the attacker, {ally}, by {pact}"
    whom = the(solution.setting, *attacked)
    return f"{pact} allies {name} to {ally}, the attacker, and not to {whom}"


def _attacks_itself(solution: Findings, reason: NotBinding, treaty: Treaty) -> str:
    """Word that an article helps a party that is attacked, and not one that attacks; of an article that a war of one's
    own calls too, which of its conditions fails.
    """
    failed = reason.failed
    if failed and clause_of(solution.corpus, failed.clause).obligation.trigger.own_war:
        if joined := joining_articles(treaty, failed.obligor):
            attacked = the(solution.setting, *solution.setting.attacked)
            helps = f"{article_cited(joined[0])} of {instrument_in_line(treaty.name)}"
            return f"{helps} asks for help only if another power joins {attacked}"
        return named(solution, replace(reason, lack=Lack.CONDITION))
    article, name = article_cited(reason.articles[0]), instrument_in_line(treaty.name)
    attacker = the(solution.setting, reason.party)
    return (
        f"{article} of {name} covers a party that is attacked, and {attacker} attacks"
    )


def no_treaty(solution: Findings, state: str) -> str:
    """Return the clause that a state has no treaty of help with the attacked states."""
    setting = solution.setting
    side = solution.topic.side
    helped = setting.attacking if side is Side.ATTACKER else setting.attacked
    return f"{the(setting, state)} has no treaty of help with {the(setting, *helped)}"


def because_barred(solution: Findings, barred: Owed) -> str:
    """Return the reason why help that an article promises may not be given, or why the article is not triggered.

    >>> from engine import ask
    >>> from engine.ruling.attack import ruling_of
    >>> answer = ask("Libya", by="France", on="2011-03-19", rounds=1)
    >>> because_barred(answer, ruling_of(answer).barred[0])
    'help to Libya is barred (UN Charter, Arts 25 and 103)'
    """
    helped = the(solution.setting, *barred.call.beneficiaries)
    match bar_of(solution, barred.call).kind:
        case BarKind.AUTHORISED:
            return f"help to {helped} is barred (UN Charter, Arts 25 and 103)"
        case BarKind.CONSENTED:
            return "force by consent is no attack (Articles on State Responsibility, Art. 20)"
        case BarKind.LAWFUL:
            return f"help to {helped} is barred: the force against it counts as lawful (UN Charter, Arts 2(4) and 51)"
        case BarKind.MEASURES:
            return f"the Security Council has taken measures in the place of help to {helped} (UN Charter, Art. 51)"
        case BarKind.WAIVED:
            return _waived(solution, barred, helped)
    return f"help to {helped} is promised and may not be given ({reference(barred.call.clause)})"


def _waived(solution: Findings, barred: Owed, helped: str) -> str:
    """Word that help was waived; an answer on one treaty tells the article, and the day if it is given."""
    if len(solution.topic.treaties) != 1:
        return f"{helped} has waived the help"
    article = reference(barred.call.clause)
    for e in solution.setting.waivers:
        if e.on and e.under == barred.call.treaty.id:
            return f"{helped} waived the help on {in_words(e.on)} ({article})"
    return f"{helped} has waived the help ({article})"


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
    if main and (waiting := _joined_only(solution, ruling.state, main)):
        return waiting
    failed = failed_article(solution, ruling.state, main)
    if failed and main and failed.treaty is main.call.treaty:
        return _by_article(solution, failed, main.call.treaty)
    return named(solution, failed) if failed else ""


def _by_article(solution: Findings, reason: NotBinding, treaty: Treaty) -> str:
    """Word a reason where the treaty is named already, so that its article is enough, and is named instead of `it`."""
    text = reason_in_words(solution, reason)
    if text.startswith("it ") and reason.articles:
        article = article_cited(reason.articles[0])
        return f"{article} {BRACKETS.sub('', text).removeprefix('it ')}"
    return text.replace(f"({treaty.name}, ", "(")


def _joined_only(solution: Findings, state: str, main: Owed) -> str:
    """Word that a state owes help by the treaty of its lesser duty only once another power joins the attacker."""
    joined = joining_articles(main.call.treaty, state)
    attacking = solution.setting.attacking
    if not joined or not attacking:
        return ""
    attacker, article = the(solution.setting, *attacking), article_cited(joined[0])
    return f"it owes help only if another power joins {attacker} ({article})"


def failed_pact(solution: Findings, ruling: StateRuling) -> str:
    """Return a sentence on a treaty of few parties that does not oblige a state, although another treaty may: its name
    and the condition that failed. Return an empty string if there is no such treaty.
    """
    failed = failing_pact(solution, ruling)
    if not failed or not failed.treaty:
        return ""
    text = _by_article(solution, failed, failed.treaty)
    return f"{instrument_in_line(failed.treaty.name)} obliges it to no help: {text}"


def named(solution: Findings, reason: NotBinding) -> str:
    """Return a reason in words. The name of its article is added if the reason says only `it` and nothing before names
    the article.
    """
    text = reason_in_words(solution, reason)
    if not reason.treaty or not reason.articles:
        return text
    article = f"{article_cited(reason.articles[0])} of {instrument_in_line(reason.treaty.name)}"
    whole = with_every_attacker(solution, reason)
    failed = whole.failed.failure if whole.failed else None
    if failed and failed.kind == ANOTHER_KIND:
        attacker = the(solution.setting, *failed.states[:1])
        text = article if whole.articles else instrument_in_line(reason.treaty.name)
        return f"{text} is for an attack by {failed.words[0]}, not by {attacker}"
    if not text.startswith("it "):
        return text
    return f"{article} {BRACKETS.sub('', text).removeprefix('it ')}"


def because_of_treaty(solution: Findings, ruling: TreatyRuling, state: str = "") -> str:
    """Return the reason why a treaty obliges nobody to help here, or why it does not oblige the state asked about.

    Args:
        solution: the answer.
        ruling: the ruling on the treaty.
        state: the id of the state asked about; empty for any state.
    """
    name, setting = instrument_in_line(ruling.treaty.name), solution.setting
    past = ruling.treaty
    match ruling.lacking:
        case Lacking.NOT_PARTY:
            return f"{the(setting, state or ruling.state)} is no party to {name}"
        case Lacking.VICTIM_NOT_PARTY:
            return unprotected(setting, ruling, name)
        case Lacking.ATTACKS:
            attacker = the(setting, ruling.state)
            return f"{name} covers a party that is attacked, and {attacker} attacks"
        case Lacking.ENDED | Lacking.NOT_IN_FORCE:
            return _not_in_force(ruling, name)
        case Lacking.CONDITION if ruling.because:
            return reason_in_words(solution, ruling.because)
        case Lacking.BARRED:
            first = ruling.barred[0]
            return f"{because_barred(solution, first)}{within_leave(solution, first)}"
        case Lacking.BELOW:
            return f"{name} is {past.rank.meaning}, and obliges nobody in law"
    return _helping_nobody(solution, ruling, name)


def _helping_nobody(solution: Findings, ruling: TreatyRuling, name: str) -> str:
    """Word that a treaty helps nobody here: all who would help attack, a supposed answer stands against it, or it
    promises none.
    """
    if ruling.lacking is Lacking.ALL_ATTACK:
        attacker = the(solution.setting, ruling.state)
        return f"{name} obliges {attacker} alone, which attacks"
    if ruling.supposed:
        return claim(solution, ruling.supposed)
    article = f"Art. {ruling.article} of {name}" if ruling.article else name
    return f"{article} promises no help"


def _not_in_force(ruling: TreatyRuling, name: str) -> str:
    """Word that a treaty has ended or does not bind yet, with the day where it is known."""
    since, until = ruling.treaty.since, ruling.treaty.until
    if ruling.lacking is Lacking.ENDED:
        return f"{name} ended on {in_words(until)}" if until else f"{name} has ended"
    return (
        f"{name} binds only from {in_words(since)}"
        if since
        else f"{name} is not in force"
    )
