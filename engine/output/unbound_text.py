"""States that are not bound to help, in words: one line for every format, and a section on all the others."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date

from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.findings.unbound import (
    ATTACKER_HELPED,
    CLOSE,
    Lack,
    NotBinding,
    Unbound,
    unbound,
)
from engine.findings.unbound_named import living_unbound, named_unbound, permits_alone
from engine.output.document import Block, Role, Section
from engine.output.failures import reason
from engine.output.owing import bare_name
from engine.output.prose import (
    BRACKETS,
    NAMED,
    OWN_BRACKETS,
    capital,
    crowd,
    listed,
    the,
)
from engine.record.facts import FailedCondition
from engine.setting.prominence import DisplayOrder
from treaties.models.treaty import Treaty
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited, instrument_in_line
from treaties.vocabulary.precision import when
from treaties.vocabulary.terms import Duty

ANOTHER_KIND = "of-another-kind"
"""The failure of an article that names another kind of attacker."""
NOT_IN_AREA = "not-in-area"
"""The failure of an article whose area excludes the place of the events."""
_DRAWN = re.compile(r"\bArts?\. [^,]+(?=\)$)")
"""A pattern for the articles that define an area, in the brackets after its name."""
CITED = re.compile(r" \(([^()]*(?:\([^()]*\))?[^()]*)\)$")
"""A pattern for the article in brackets at the end of a reason, which stands in brackets itself."""
_ON_A_DAY = re.compile(r"\bon \d{1,2} [A-Z][a-z]+ (\d{4})\b")
"""A pattern for the day on which something ended."""
NONE = "no treaty of help"


_BARE = {Lack.NEUTRAL: "neutral", Lack.ATTACKERS_SIDE: "on the attacker's side"}
"""Reasons that do not rest on a particular instrument."""


def reason_in_words(solution: Findings, r: NotBinding) -> str:
    """Return the reason why an instrument does not oblige a state to help, as a clause.

    >>> from engine import ask
    >>> from engine.findings.unbound import unbound
    >>> answer = ask("Taiwan", by="China", on="2026-01-01", rounds=1)
    >>> reason_in_words(answer, unbound(answer)[0].reasons[0])
    'the US–Republic of China Treaty of 1954 ended on 1 January 1980'
    """
    if r.treaty is None:
        return _BARE.get(r.lack, NONE)
    name = instrument_in_line(r.treaty.name)
    party = the(solution.setting, r.party) if r.party else ""
    if r.lack is Lack.TALKS:
        return f"no more than talks under {name}"
    if r.lack is Lack.RIGHT:
        return f"may help, and need not, under {name}"
    if r.lack is Lack.BINDS_TO_ATTACKER:
        return f"{name} promises help to {party}, the attacker"
    if r.lack is Lack.ALLY_ATTACKS:
        alone = len(solution.setting.attacking) == 1
        pact = instrument_in_line(bare_name(r.treaty))
        return f"allied to {'the attacker' if alone else party} by {pact}"
    if r.lack in (Lack.NOT_IN_FORCE, Lack.ENDED):
        return _out_of_force(r, r.treaty, name, party)
    if r.lack is Lack.CONDITION and r.failed:
        whole = with_every_attacker(solution, r)
        lacking = whole.failed or r.failed
        failed = BRACKETS.sub("", reason(solution.setting, lacking))
        articles = [_article_failing(a, lacking) for a in whole.articles[:1]]
        return f"{failed} ({', '.join((r.treaty.name, *articles))})"
    return _without_help(solution, r, r.treaty, name)


def with_every_attacker(solution: Findings, r: NotBinding) -> NotBinding:
    """Return a reason extended to every attacker that the treaty's articles of help name, if none of these attackers is
    that of the question. A reason that combines several articles cites none of them.
    """
    failed = r.failed
    if failed is None or failed.failure.kind != ANOTHER_KIND:
        return r
    row = solution[failed.obligor]
    alike = {
        b.failure.words[0]: row.articles[b.clause][1]
        for b in (failed, *row.blocked)
        if (b.treaty, b.beneficiary, b.reserved)
        == (failed.treaty, failed.beneficiary, failed.reserved)
        and b.failure.kind == ANOTHER_KIND
        and Duty(row.articles[b.clause][2]).drawn_in
    }
    if len(alike) < 2 or any(" or " in words for words in alike):
        return r
    named = listed(alike, "or")
    failure = failed.failure._replace(words=(named, *failed.failure.words[1:]))
    same = len(set(alike.values())) == 1
    return replace(
        r,
        articles=r.articles if same else (),
        failed=replace(failed, failure=failure),
    )


def _article_failing(article: str, failed: FailedCondition) -> str:
    """Cite the article that a condition fails by: where an area leaves out a place, the articles that draw the area."""
    if failed.failure.kind == NOT_IN_AREA:
        drawn = _DRAWN.search(failed.failure.words[0])
        if drawn:
            return drawn[0].replace("Arts.", "Arts")
    return article_cited(article)


def _out_of_force(r: NotBinding, treaty: Treaty, name: str, party: str) -> str:
    """Say that an instrument binds not yet, or no more, as a whole or one party."""
    day = in_words(r.day) if r.day else ""
    if r.lack is Lack.ENDED:
        then = when(r.day) if r.day else ""
        left = f"{party} {_went(treaty, r)} {_founded(treaty, name)} {then}"
        return left if r.party else f"{name} ended {then}"
    if r.party and not r.failed:
        return f"{name} binds {party} only from {day}"
    return f"{name} binds only from {day}" if day else f"{name}, {treaty.unborn}"


def _founded(treaty: Treaty, name: str) -> str:
    """Name the organisation that a treaty founds, where its parties are called its members; else the treaty itself."""
    of = treaty.members.removeprefix("members of ")
    return of if of != treaty.members else name


def _went(treaty: Treaty, r: NotBinding) -> str:
    """Word how a party ceased to be bound: it left, or the others expelled it."""
    own = [p for p in treaty.parties if p.state == r.party and p.until == r.day]
    return "was expelled from" if any(p.expelled for p in own) else "left"


def _without_help(solution: Findings, r: NotBinding, treaty: Treaty, name: str) -> str:
    """Say that an instrument promises no help, covers others, or is no treaty."""
    if r.lack is Lack.NO_HELP:
        if treaty.text_available:
            return f"{name} promises no help"
        return f"no promise of help is known in {name}, which is unpublished"
    if r.lack is Lack.OUTSIDE:
        parties = solution.graph.parties[treaty.id]
        missed = [s for s in solution.setting.attacked if s not in parties]
        covers = the(solution.setting, *missed) if missed else "this"
        return f"{name} does not cover {covers}"
    leave = " by which it may help" * permits_alone(treaty)
    return f"{name}, {treaty.rank.meaning}{leave}" if r.lack is Lack.BELOW else NONE


def why_unbound(solution: Findings, u: Unbound) -> str:
    """Return the reason why a state is not bound, in one or two clauses: the first reason, and its promises in
    instruments below a treaty. Of an ally of the attacker, only promises of help are named.
    """
    first = u.reasons[0]
    ally = first.lack in ATTACKER_HELPED
    below = next(
        (
            reason_in_words(solution, r)
            for r in u.reasons
            if r.lack is Lack.BELOW
            and first.lack not in (*_BARE, Lack.NOT_IN_FORCE)
            and (r.articles or not ally)
        ),
        "",
    )
    lacking = below and first.lack in (Lack.BELOW, Lack.OUTSIDE)
    return (
        f"no more than {below}"
        if lacking
        else "; ".join(filter(None, (reason_in_words(solution, first), below)))
    )


def _groups(
    solution: Findings, found: Iterable[Unbound], whole: bool = False
) -> dict[str, list[str]]:
    """The states of each reason; with `whole` of all their reasons together."""

    def why(u: Unbound) -> str:
        each = dict.fromkeys(reason_in_words(solution, r) for r in u.reasons)
        text = "; ".join(each) if whole else why_unbound(solution, u)
        # The state stands before the bracket and is not named in it again.
        return text.removeprefix(f"{the(solution.setting, u.state)} ").removeprefix(
            "was "
        )

    return grouped((why(u), u.state) for u in found)


def _clause(
    order: DisplayOrder,
    why: str,
    states: list[str],
    named: int = NAMED,
    whole: bool = False,
) -> str:
    members = "great powers" if all(map(order.great, states)) else "states"
    who = crowd(order, states, members, named=named, whole=whole)
    return f"{who} ({why})"


def _unbracketed(why: str) -> str:
    """Write reasons for use in brackets: the article at the end of each behind a colon, without other brackets."""
    each = (CITED.sub(r": \1", reason) for reason in why.split("; "))
    return OWN_BRACKETS.sub("", "; ".join(each))


def _by_year(on: date, why: str) -> str:
    """Write the days on which instruments ended as years, save those of the year of the attack or the year before.

    >>> _by_year(date(1914, 8, 4), "the Guarantee ended on 30 October 1864")
    'the Guarantee ended in 1864'
    """

    def shorter(day: re.Match[str]) -> str:
        return f"in {day[1]}" if on.year - int(day[1]) > 1 else day[0]

    return _ON_A_DAY.sub(shorter, why)


def _led(solution: Findings, found: Iterable[Unbound]) -> tuple[list[str], set[str]]:
    """The clauses of the line, and the states that they tell of: at most four that a reader asks about.

    Who is asked about, has to consult or to stay neutral, or owes help by another text, owes something; of neutrals and
    where there is no instrument to name only great powers and neighbours of the attacked states.
    """
    order, on = solution.display_order, solution.setting.on
    living = living_unbound(solution, found)
    without = [u for u in living if why_unbound(solution, u) == NONE]
    chosen = named_unbound(solution, living, without)
    groups = _with_partners(solution, _groups(solution, chosen), found)
    if none := groups.pop(NONE, []):
        groups[NONE] = none
    clauses = [
        f"{the(solution.setting, *order.sorted(states))} ({_by_year(on, _unbracketed(why))})"
        for why, states in groups.items()
    ]
    return clauses, {*solution.scenario.about, *(u.state for u in chosen)}


def _with_partners(
    solution: Findings, groups: dict[str, list[str]], found: Iterable[Unbound]
) -> dict[str, list[str]]:
    """Add to the states of each reason the partners in the same pact of few, for which the reason is the same."""
    few = []
    for u in found:
        treaty = u.short_reason.treaty
        if treaty and len(treaty.states) <= CLOSE and not u.owing:
            few.append(u)
    alike = _groups(solution, few)
    return {
        why: list(dict.fromkeys([*states, *alike.get(why, [])]))
        for why, states in groups.items()
    }


def unbound_line(solution: Findings, without: Container[str] = ()) -> str:
    """Return the line on states that owe nothing; empty if there are none, or if the question contains an earlier
    attack.

    Args:
        solution: the answer.
        without: the ids of states that another part of the answer covers.

    >>> from engine import ask
    >>> unbound_line(ask("Cuba", by="United States", on="1962-10-22", rounds=1))[:18]
    'Owe Cuba no help: '
    """
    found = [u for u in unbound(solution) if u.state not in without]
    clauses, _ = _led(solution, found)
    attacked = solution.setting.attacked
    # Of two attacks the second is the one that is asked about.
    known = clauses and attacked and {*attacked} == solution.display_order.last
    owe = f"Owe {the(solution.setting, *attacked)} no help"
    return f"{owe}: {'; '.join(clauses)}." if known else ""


def not_called_section(
    solution: Findings, free: Iterable[Unbound], extent: DetailOptions
) -> Section:
    """Return the section on states that are not bound to help, and why, except those that earlier lines name.

    Args:
        solution: the answer.
        free: the states that are not bound, each with its reasons.
        extent: how much is shown; with `all` every reason.
    """
    each = [u for u in free if extent.concerns((u.state,))]
    _, shown = _led(solution, each) if extent.whole and not extent.all else ([], set())
    rest = [
        u
        for u in each
        if u.state not in shown and (extent.all or u.reasons[0].lack is not Lack.TALKS)
    ]
    groups = {} if extent.duty else _groups(solution, rest, extent.all)
    texts = (
        _clause(solution.display_order, why, states, whole=extent.all)
        for why, states in groups.items()
    )
    blocks = (Block(f"{capital(s)}.", role=Role.QUIET, rank=1) for s in texts)
    return Section(tuple(blocks), "Not called", ", and why", "reason")
