"""First lines on lesser duties: who must mobilise, need only consult, or must stay out, or that nobody is bound."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from engine.findings.unbound import LEFT_OUT, NotBinding
from engine.output.first_lines.duty import (
    Among,
    DutyClause,
    citation,
    cited,
    cited_obligors,
    in_one_bracket,
    members_named,
    obligors,
    of_the_treaty,
    only_if,
    when_owed,
)
from engine.output.first_lines.ruled import Ruled
from engine.output.prose import capital, crowd, listed, number, the
from engine.output.reason_text import reason_words
from engine.ruling.failed_articles import failed_article
from engine.ruling.help_groups import NAMED, together
from engine.ruling.lesser_duties import (
    certain_talks,
    declarations,
    more_than_talks,
    promised_to_other_side,
    rights_of_few,
    shown_talks,
    states_barred,
    talks_on_request,
    waiting_for_any,
    who_stays_out,
    without_more,
)
from engine.ruling.ruling import Owed
from engine.ruling.states import duties_toward
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty

NEUTRALS = 5
"""The largest number of states named as bound to neutrality; one more is named if it would be the only one counted."""


def mobilising(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the states that must certainly mobilise, a duty between help and consultation."""
    for owed in duties_toward(ruled.solution, ruled.topic.side):
        if owed.call.duty is Duty.MOBILISE and owed.settled:
            yield DutyClause(ruled, owed).sentence


def staying_out(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the states that owe the attacked states neutrality under an article that binds a great power.
    Before force was forbidden to all, articles that bind neighbours or partners in a bilateral treaty count too.
    """
    groups = grouped((_stays_out(ruled, o), o) for o in who_stays_out(ruled))
    for does, found in groups.items():
        order = ruled.order.sorted(o.states[0] for o in found)
        found.sort(key=lambda o: order.index(o.states[0]))
        yield _stay_out(ruled, does, found)


def _stays_out(ruled: Ruled, owed: Owed) -> str:
    """Word a duty to stay out, and between whom where it does not hold toward all attackers."""
    does, setting = DutyClause(ruled, owed).deed, ruled.setting
    toward = {a for g in owed.call.grounds for a in g.adversaries}
    toward &= {a for s in owed.call.beneficiaries for a in setting.strikers(s)}
    if owed.call.duty is Duty.NOT_AID or toward.issuperset(setting.attacking):
        return does
    between = (
        the(setting, *owed.call.beneficiaries),
        the(setting, *ruled.order.sorted(toward)),
    )
    return f"{does} between {' and '.join(between)}"


def _stay_out(ruled: Ruled, does: str, found: Sequence[Owed]) -> str:
    """Write one sentence of those who owe one duty to stay out; some by name, the others counted."""
    if len(found) == 1:
        return f"{capital(obligors(ruled, found[0]))} {does} {citation(found[0])}."
    who = [cited_obligors(ruled, owed) for owed in found]
    if len(who) > NEUTRALS + 1:
        who[NEUTRALS:] = [f"{number(len(who) - NEUTRALS)} others"]
    return f"{capital(listed(who))} {does}."


def contrary(ruled: Ruled, states: Collection[str]) -> Iterator[str]:
    """Yield a sentence on those of the given states that have promised the other side, in a treaty of few parties, to
    stay out.

    Args:
        ruled: the answer with its ruling.
        states: the ids of the states that owe help.
    """
    found = ((_promised(ruled, o), o) for o in promised_to_other_side(ruled, states))
    for what, promises in grouped(found).items():
        bound = together(promises).states
        has = "has" if len(bound) == 1 else "have"
        articles = in_one_bracket(dict.fromkeys(map(citation, promises)))
        yield f"But {the(ruled.setting, *bound)} {has} also promised {what} {articles}."


def _promised(ruled: Ruled, owed: Owed) -> str:
    """Write what a promise to stay out promises, and to whom."""
    whom = the(ruled.setting, *owed.call.beneficiaries)
    if owed.call.duty is Duty.NOT_AID:
        return f"to help nobody against {whom}"
    return f"{whom} neutrality"


def permitted(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on great powers and neighbours that a treaty with few parties permits to help."""
    for owed in rights_of_few(ruled):
        yield DutyClause(ruled, owed, joined=", if").sentence


def declared_neutral(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the states that had declared themselves neutral, or non-belligerent, in the war that is asked
    about.
    """
    groups = grouped((n.stance, n.state) for n in declarations(ruled.setting))
    named = {
        stance: crowd(ruled.order, ruled.order.sorted(states), "states")
        for stance, states in groups.items()
    }
    texts = [f"{stance}: {names}" for stance, names in named.items()]
    if texts:
        yield f"Declared themselves {'; '.join(texts)}."


def no_treaty_obliges(ruled: Ruled) -> str:
    """Return the clause that says that no treaty obliges anybody."""
    helped = listed(map(ruled.setting.name_in_line, ruled.helped), "or")
    return f"no treaty obliges any state to help {helped}"


def consulting(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the states that need only consult. If some state certainly owes help, only groups with a great
    power are named.
    """
    for (in_doubt, talks), some in _consulting_parts(ruled).items():
        if in_doubt:
            yield from _consult_in_doubt(ruled, some)
            continue
        asked = ruled.topic.deed is Duty.CONSULT
        only = not asked and _only_talks(ruled, some)
        does = f"{'need only' if only else 'must'} {talks}"
        yield f"{_consult(ruled, some, does, _not_shown(ruled, talks))}."


def _consulting_parts(ruled: Ruled) -> dict[tuple[bool, str], list[Owed]]:
    """Group who must consult for certain by whether their help is in doubt, and by the talks."""
    doubtful = {*ruled.ruling.in_doubt, *states_barred(ruled)}
    return grouped(
        ((doubtful.issuperset(o.states), _talks_asked(ruled, o)), o)
        for o in without_more(shown_talks(ruled), doubtful)
    )


def _only_talks(ruled: Ruled, some: Sequence[Owed]) -> bool:
    """Tell whether states need only consult: they owe the attacked states no neutrality, and nothing beyond talks."""
    out = {s for o in who_stays_out(ruled) for s in o.states}
    more = all(out.issuperset(o.states) for o in some)
    return not more and not any(o.call.asks for o in some)


def why_no_more(ruled: Ruled) -> str:
    """Return the reason why treaties that require consultation do not require help here; empty if none of their
    articles on help fails.
    """
    parts = _consulting_parts(ruled).items()
    only = [
        o
        for (doubt, _), some in parts
        if not doubt and _only_talks(ruled, some)
        for o in some
    ]
    failing = list[tuple[str, str]]()
    for owed in [*only, *talks_on_request(ruled)[:2]]:
        first = ruled.order.sorted(owed.states)[0]
        failed = failed_article(ruled.solution, first, owed)
        if failed and failed.treaty is owed.call.treaty and not _of_others(failed):
            words = reason_words(ruled.solution, failed)
            failing.append((words.clause, words.source))
    reasons = [
        f"{_of_several(w, c)} ({'; '.join(c)})" for w, c in grouped(failing).items()
    ]
    return f"No more is owed: {'; '.join(reasons)}." if reasons else ""


def _of_several(reason: str, cited: Sequence[str]) -> str:
    """Word a reason that holds for one treaty or for several."""
    several = ("the treaty's area leaves", "the treaties' areas leave")
    return reason.replace(*several) if len(cited) > 1 else reason


def _of_others(reason: NotBinding) -> bool:
    """Tell whether an article itself, and no reservation to it, leaves out the attackers."""
    failed = reason.failed
    if failed is None or failed.reserved:
        return False
    return failed.failure.kind in LEFT_OUT


def _not_shown(ruled: Ruled, talks: str) -> set[str]:
    """Find the states that must consult in the same way by articles that are not shown, as nobody here has read them."""
    shown = {s for o in shown_talks(ruled) for s in o.states}
    same = [o for o in certain_talks(ruled) if _talks_asked(ruled, o) == talks]
    every = {s for o in same for s in o.states}
    return every - shown - set(ruled.ruling.in_doubt)


def _consult_in_doubt(ruled: Ruled, some: Sequence[Owed]) -> Iterator[str]:
    """Write that states whose help is in doubt must consult: in any case, or once one of them asks for the talks."""
    on_request = [o for o in some if waiting_for_any(ruled, o)]
    first = some[0]
    deed = DutyClause(ruled, first).deed
    if len(on_request) == len(some) == 1:
        who = _all_in_doubt(ruled, first)
        yield f"{capital(who)} {deed} {citation(first)} if one of them asks."
    else:
        case = "" if on_request else "in any case"
        if first.call.asks:
            deed = DutyClause(ruled, first, adverb=case).deed
        elif case:
            deed = f"{deed} {case}"
        yield f"{_consult(ruled, some, deed)}."


def _all_in_doubt(ruled: Ruled, owed: Owed) -> str:
    """Name the states that must consult by a treaty whose help is in doubt: all that its help may bind, some of them
    bound to help by another treaty.
    """
    treaty, open_ = owed.call.treaty, ruled.ruling.open
    may = {s for o in open_ if o.call.treaty is treaty for s in o.states}
    every = may.intersection(owed.call.states)
    if len(every) <= len(owed.states):
        return _who_consult(ruled, owed)
    members = treaty.members_on(ruled.setting.on, every)
    return f"all {number(len(every))} other {members}"


def _talks_asked(ruled: Ruled, owed: Owed) -> str:
    """Write the talks that an article asks for, or what it asks for beyond them."""
    return DutyClause(ruled, owed, modal="").deed


def beyond_talks(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on what states that must help also owe under an article on consultation that demands more than
    consultation.
    """
    bound = set(ruled.ruling.bound)
    for owed in more_than_talks(ruled):
        who = "they" if set(owed.states) == bound and len(bound) > 1 else ""
        yield DutyClause(ruled, owed, who, adverb="also").sentence


def consulting_on_request(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the states that must consult if one thing more happens, such as a request by a party."""
    groups = grouped((_word_asked_for(ruled, o), o) for o in talks_on_request(ruled))
    for (when, talks, _), some in groups.items():
        yield f"{_consult(ruled, some, f'must {talks}')} if {when}."


def _word_asked_for(ruled: Ruled, owed: Owed) -> tuple[str, str, str]:
    """Word on what an article waits and what it asks for then; with its treaty, where it waits for more than a word."""
    when = of_the_treaty(owed, when_owed(ruled, owed))
    alone = owed.on or waiting_for_any(ruled, owed)
    return when, owed.call.asks or "consult", owed.call.treaty.id if alone else ""


def _names_of(ruled: Ruled, states: Iterable[str]) -> list[str]:
    """Name the first states of a few, and count the others, for a list that goes on."""
    order = ruled.order.sorted(states)
    shown = order if len(order) <= 3 else order[:2]
    left = len(order) - len(shown)
    names = [ruled.setting.name_in_line(s) for s in shown]
    return [*names, *[f"{number(left)} other states"] * bool(left)]


def _who_consult(ruled: Ruled, owed: Owed, among: Among = Among.BRACKETS) -> str:
    """Name those who must consult: `all of them` where the line before tells of each, and without a number where it
    counts some of them.
    """
    states, doubtful = owed.states, set(ruled.ruling.in_doubt)
    if len(states) > 1 and doubtful == set(states) and not ruled.ruling.bound:
        return "all of them"
    counted = any(o.call.treaty is owed.call.treaty for o in ruled.ruling.open)
    if counted and len(states) > NAMED:
        which = "these" if doubtful.issuperset(states) else "all other"
        return f"{which} {members_named(ruled, owed, states)}"
    return obligors(ruled, owed, doubtful, among)


def cited_talks(ruled: Ruled, owed: Owed, who: str = "") -> str:
    """Return the citation of an article on consultation in brackets, with a note if a party must first request it.

    Args:
        ruled: the answer with its ruling.
        owed: the article on consultation.
        who: the names of those who must consult, which may name the treaty.
    """
    article = cited(ruled, owed, who=who)
    asked = owed.settled and waiting_for_any(ruled, owed)
    return f"{article[:-1]}, if one of them asks)" if asked else article


def talks_line(ruled: Ruled, talks: Owed, names: str) -> str:
    """Return the answer to the question whether states must consult.

    Args:
        ruled: the answer with its ruling.
        talks: the article on consultation.
        names: the states.
    """
    clause = DutyClause(ruled, talks, names)
    if not talks.settled:
        return only_if(clause)
    asked = ", if one of them asks" * waiting_for_any(ruled, talks)
    return f"{ruled.yes}{asked}: {clause.text}."


def _consult(
    ruled: Ruled, some: Sequence[Owed], does: str, others: Collection[str] = ()
) -> str:
    """Write a clause on those who must consult: two groups with their articles, the others counted.

    Args:
        ruled: the answer with its ruling.
        some: the articles with those who must consult by each.
        does: what they must do.
        others: states that must do the same by articles that are not shown.
    """
    if len(some) == 1 and not others:
        who = _who_consult(ruled, some[0])
        return f"{capital(who)} {does} {cited_talks(ruled, some[0], who)}"
    if {s for o in some for s in o.states} == set(ruled.ruling.in_doubt):
        articles = in_one_bracket(cited_talks(ruled, o) for o in some)
        return f"All of them {does} {articles}"
    shown = some if len(some) <= 3 else some[:2]
    names = [
        f"{_who_consult(ruled, o, Among.COMMA)} {cited_talks(ruled, o)}" for o in shown
    ]
    left = {s for o in some[len(shown) :] for s in o.states}
    names += _names_of(ruled, left.union(others))
    return f"{capital(listed(names))} {does}"
