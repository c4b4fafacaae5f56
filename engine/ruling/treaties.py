"""The ruling on a treaty asked about: the duties it imposes, or why it obliges nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.findings.calls import TriggeredArticle, triggered_articles
from engine.findings.findings import Findings
from engine.findings.unbound import Lack, NotBinding, failures_of
from engine.question.topic import Side
from engine.record.question_ids import QuestionId
from engine.ruling.ruling import Lacking, TreatyRuling
from engine.ruling.states import barred_of_side, owed_of
from treaties.models.treaty import Obligation, Treaty


def is_article(article: str, asked: str) -> bool:
    """Return whether `article` is the article asked about or a part of it. Roman and Arabic numerals are equal, and any
    article matches if none is asked about.

    >>> is_article("42.7", "42"), is_article("5", "V"), is_article("51", "5")
    (True, True, False)
    """
    if not asked:
        return True
    number = article.split(": ")[-1].removeprefix("para. ").upper()
    wanted = asked.upper()
    names = {wanted, _ROMAN.get(wanted, wanted), _ARABIC.get(wanted, wanted)}
    return any(number == n or number.startswith((f"{n}.", f"{n}(")) for n in names)


_NUMERALS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_ROMAN = {str(n): roman for n, roman in enumerate(_NUMERALS, 1)}
_ARABIC = {roman: figure for figure, roman in _ROMAN.items()}


def rule_on_treaty(
    solution: Findings, ident: str, article: str = "", states: Iterable[str] = ()
) -> TreatyRuling:
    """Return the ruling on a treaty.

    Args:
        solution: the answer.
        ident: the id of the treaty.
        article: the article asked about; empty for the whole treaty.
        states: the ids of the states asked about; any party if empty.
    """
    treaty, about = solution.corpus.treaty(ident), tuple(states)
    found = triggered_articles(solution)
    attackers_helped = solution.topic.side is Side.ATTACKER
    calls = [
        c
        for part in ((found.attackers,) if attackers_helped else found.parts)
        for i in part
        for c in i.calls
        if c.live and _asked(c, ident, article, about)
    ]
    calls.sort(key=lambda c: (not c.helping, c.order))
    each = tuple(owed_of(solution, c) for c in calls)
    if any(o.call.helping for o in each):
        return TreatyRuling(treaty, article, each)
    every = barred_of_side(solution, solution.topic.side)
    barred = tuple(o for o in every if _asked(o.call, ident, article, about))
    if barred:
        return TreatyRuling(treaty, article, each, Lacking.BARRED, barred=barred)
    lacking, state, because = _lacking(solution, treaty, article, about)
    if lacking is Lacking.NO_HELP and _helping(treaty, article):
        return _helping_nobody(solution, TreatyRuling(treaty, article, each, lacking))
    return TreatyRuling(treaty, article, each, lacking, state, because)


def _helping(treaty: Treaty, article: str) -> list[Obligation]:
    """List the articles of a treaty, or of one asked about, that promise help."""
    every = (o for o in treaty.obligations if o.duty.drawn_in)
    return [o for o in every if is_article(o.article, article)]


def _helping_nobody(solution: Findings, ruling: TreatyRuling) -> TreatyRuling:
    """Say why a treaty that promises help obliges nobody, where no condition of it failed."""
    treaty, setting = ruling.treaty, solution.setting
    others = set(treaty.parties_on(setting.on)).difference(setting.attacked)
    if others and others <= set(setting.attacking):
        attacker = solution.display_order.sorted(others)[0]
        return replace(ruling, lacking=Lacking.ALL_ATTACK, state=attacker)
    for answered in solution.supposed:
        of = QuestionId.parse(answered.question)
        concerned = treaty.id in (of.about.split(":")[0], of.target)
        concerned = concerned or of.target in setting.attacked
        if concerned and answered.question in solution.posed:
            literal = answered.question, answered.answer == "yes"
            return replace(ruling, lacking=Lacking.SUPPOSED, supposed=literal)
    return ruling


def _asked(
    call: TriggeredArticle, ident: str, article: str, about: tuple[str, ...]
) -> bool:
    """Tell whether an article is one of the treaty asked about, and binds a state asked about, where one was."""
    named = call.treaty.id == ident and is_article(
        call.clause.obligation.article, article
    )
    return named and (not about or bool(set(about) & set(call.states)))


def _lacking(
    solution: Findings, treaty: Treaty, article: str, about: tuple[str, ...]
) -> tuple[Lacking, str, NotBinding | None]:
    """Find why a treaty obliges nobody to help: the first reason that a lawyer would name."""
    on, parties = solution.setting.on, set(treaty.parties_on(solution.setting.on))
    if not parties:
        over = treaty.until is not None and treaty.until <= on
        return (Lacking.ENDED if over else Lacking.NOT_IN_FORCE), "", None
    if about and parties.isdisjoint(about):
        return Lacking.NOT_PARTY, about[0], None
    missed = _unprotected(solution, treaty, article)
    if missed is None:
        return Lacking.NO_HELP, "", None
    if missed:
        return Lacking.VICTIM_NOT_PARTY, missed, None
    if solution.topic.side is Side.ATTACKER:
        return Lacking.ATTACKS, solution.setting.attacking[0], None
    failure = _failure(solution, treaty, article, about)
    if failure:
        return Lacking.CONDITION, "", failure
    below = Lacking.NO_HELP if treaty.rank.binding else Lacking.BELOW
    return below, "", None


def _unprotected(solution: Findings, treaty: Treaty, article: str) -> str | None:
    """Find who of those to be helped is unprotected, where no article of help protects any of them.

    Empty where one is protected, None where no article promises help.
    """
    helping = _helping(treaty, article)
    if not helping:
        return None
    parties = treaty.parties_on(solution.setting.on)
    protected = {s for promise in helping for s in promise.beneficiaries or parties}
    setting = solution.setting
    attackers_helped = solution.topic.side is Side.ATTACKER
    helped = setting.attacking if attackers_helped else setting.attacked
    missed = [state for state in helped if state not in protected]
    return missed[0] if missed and len(missed) == len(helped) else ""


def _failure(
    solution: Findings, treaty: Treaty, article: str, about: tuple[str, ...]
) -> NotBinding | None:
    """Find the condition that failed for the weightiest party; one for the attacked states before one for the
    attackers."""
    parties = solution.graph.parties.get(treaty.id, frozenset())
    order = solution.display_order.sorted(about or parties)
    sides = {*solution.setting.attacked, *solution.setting.attacking}
    for state in (s for s in order if s not in sides):
        found = [
            f
            for f in failures_of(solution, solution[state])
            if f.treaty is treaty and is_article(f.articles[0], article)
        ]
        condition = [f for f in found if f.lack is Lack.CONDITION]
        if condition or found:
            return (condition or found)[0]
    return None
