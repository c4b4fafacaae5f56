"""First lines on lesser duties: who must mobilise, need only consult, or must stay out, or that nobody is bound."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from engine.findings.unbound import CLOSE, LEFT_OUT, NotBinding
from engine.output.first_lines.duty import (
    citation,
    cited_behind,
    duty_text,
    in_one_bracket,
    members_named,
    needs_of,
    obligors,
    of_the_treaty,
    only_if,
    toward_whom,
    when_owed,
    with_citation,
)
from engine.output.first_lines.ruled import Ruled
from engine.output.prose import BRACKETS, capital, crowd, listed, number, the
from engine.output.unbound_text import CITED, reason_in_words
from engine.question.topic import Side
from engine.record.question_ids import kind_of
from engine.ruling.failed_articles import failed_article
from engine.ruling.help_groups import NAMED
from engine.ruling.lesser_duties import (
    beyond_talks_asked,
    calls_of_last_force,
    certain_talks,
    declarations,
    is_expected,
    shown_talks,
    states_barred,
    waiting_for_any,
    who_stays_out,
    without_more,
)
from engine.ruling.ruling import Owed
from engine.ruling.states import calls_of_side, owed_of
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty

NEUTRALS = 5
"""The largest number of states named as bound to neutrality; one more is named if it would be the only one counted."""


def mobilising(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the states that must certainly mobilise, a duty between help and consultation."""
    for call in calls_of_side(ruled.solution, ruled.topic.side):
        owed = owed_of(ruled.solution, call)
        if call.duty is Duty.MOBILISE and owed.settled:
            does = duty_text(ruled, owed)
            yield f"{capital(obligors(ruled, owed))} {does} {citation(owed)}."


Talks = tuple[tuple[str, ...], Owed]
"""States that must consult by one article."""


def staying_out(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the states that owe the attacked states neutrality under an article that binds a great power.
    Before force was forbidden to all, articles that bind neighbours or partners in a bilateral treaty count too.
    """
    groups = grouped((_stays_out(ruled, o), (s, o)) for s, o in who_stays_out(ruled))
    for does, found in groups.items():
        order = ruled.order.sorted(states[0] for states, _ in found)
        found.sort(key=lambda f: order.index(f[0][0]))
        yield _stay_out(ruled, does, found)


def _stays_out(ruled: Ruled, owed: Owed) -> str:
    """Word a duty to stay out, and between whom where it does not hold toward all attackers."""
    does, setting = duty_text(ruled, owed, many=True), ruled.setting
    toward = {a for g in owed.call.grounds for a in g.adversaries}
    toward &= {a for s in owed.call.beneficiaries for a in setting.strikers(s)}
    if owed.call.duty is Duty.NOT_AID or toward.issuperset(setting.attacking):
        return does
    between = (
        the(setting, *owed.call.beneficiaries),
        the(setting, *ruled.order.sorted(toward)),
    )
    return f"{does} between {' and '.join(between)}"


def _stay_out(ruled: Ruled, does: str, found: Sequence[tuple[list[str], Owed]]) -> str:
    """Write one sentence of those who owe one duty to stay out; some by name, the others counted."""
    states = {s for named, _ in found for s in named}
    if len(found) == 1:
        ((named, owed),) = found
        return f"{capital(obligors(ruled, owed, named))} {does} {citation(owed)}."
    who = [
        with_citation(obligors(ruled, owed, named), citation(owed))
        for named, owed in found
    ]
    if len(who) > NEUTRALS + 1:
        who[NEUTRALS:] = [f"{number(len(who) - NEUTRALS)} others"]
    elif further := _further_out(ruled, does, states):
        who.append(f"{number(further)} other state{'s' * (further > 1)}")
    return f"{capital(listed(who))} {does}."


def _further_out(ruled: Ruled, does: str, named: set[str]) -> int:
    """Count the states that owe the same and are not named: no neighbours, no great powers, or by articles that nobody
    here has read.
    """
    others = {*ruled.ruling.bound, *ruled.ruling.in_doubt, *named}
    calls = calls_of_side(ruled.solution, ruled.topic.side)
    owing = [owed_of(ruled.solution, c) for c in calls if c.duty.forbids_help]
    same = [o for o in owing if o.settled and _stays_out(ruled, o) == does]
    return len({s for o in same for s in o.call.states} - others)


def contrary(ruled: Ruled, states: Collection[str]) -> Iterator[str]:
    """Yield a sentence on those of the given states that have promised the other side, in a treaty of few parties, to
    stay out.

    Args:
        ruled: the answer with its ruling.
        states: the ids of the states that owe help.
    """
    other = Side.ATTACKER if ruled.side is Side.VICTIM else Side.VICTIM
    found: dict[str, list[tuple[list[str], str]]] = {}
    for call in calls_of_side(ruled.solution, other):
        owed = owed_of(ruled.solution, call)
        both = ruled.order.sorted(s for s in call.states if s in states)
        few = len(call.treaty.states) <= CLOSE
        if both and few and owed.settled and call.duty.forbids_help:
            whom = the(ruled.setting, *call.beneficiaries)
            aid = f"to help nobody against {whom}"
            what = aid if call.duty is Duty.NOT_AID else f"{whom} neutrality"
            found.setdefault(what, []).append((both, citation(owed)))
    for what, promises in found.items():
        bound = list(dict.fromkeys(s for both, _ in promises for s in both))
        has = "has" if len(bound) == 1 else "have"
        cited = in_one_bracket(dict.fromkeys(c for _, c in promises))
        yield f"But {the(ruled.setting, *bound)} {has} also promised {what} {cited}."


def permitted(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on great powers and neighbours that a treaty with few parties permits to help, after one act or
    judgement at most. A bilateral treaty counts for any state.
    """
    for call in calls_of_side(ruled.solution, ruled.topic.side):
        owed = owed_of(ruled.solution, call)
        open_points = len(owed.on) + len(owed.events)
        free = [s for s in call.states if s not in ruled.ruling.bound]
        two, few = len(call.treaty.states) == 2, len(call.treaty.states) <= CLOSE
        expected = [s for s in free if two or (few and is_expected(ruled, s))]
        if call.duty is Duty.MAY_ASSIST and open_points < 2 and expected:
            when = f", if {when_owed(ruled, owed)}" if open_points else ""
            line = f"{obligors(ruled, owed, expected)} {duty_text(ruled, owed)}"
            yield f"{capital(line)} {citation(owed)}{when}."


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


def nobody(ruled: Ruled) -> str:
    """Return the clause that says that no treaty obliges anybody."""
    helped = listed(map(ruled.setting.name_in_line, ruled.helped), "or")
    return f"no treaty obliges any state to help {helped}"


def consulting(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the states that need only consult. If some state certainly owes help, only groups with a great
    power are named.
    """
    for (in_doubt, talks), some in _consulting_parts(ruled).items():
        if in_doubt:
            yield from _consult_in_doubt(ruled, some, f"must {talks}")
            continue
        does = f"{'need only' if _only_talks(ruled, some) else 'must'} {talks}"
        yield _consult(ruled, some, does, _not_shown(ruled, talks))


def _consulting_parts(ruled: Ruled) -> dict[tuple[bool, str], list[Talks]]:
    """Group who must consult for certain by whether their help is in doubt, and by the talks."""
    doubtful = {*ruled.ruling.in_doubt, *states_barred(ruled)}
    return grouped(
        (
            (doubtful.issuperset(states), _talks_asked(ruled, owed)),
            (states, owed),
        )
        for states, owed in without_more(shown_talks(ruled), doubtful)
    )


def _only_talks(ruled: Ruled, some: Sequence[Talks]) -> bool:
    """Tell whether states need only consult: they owe the attacked states no neutrality, and nothing beyond talks."""
    out = {s for states, _ in who_stays_out(ruled) for s in states}
    more = all(out.issuperset(states) for states, _ in some)
    return not more and not any(owed.call.clause.obligation.asks for _, owed in some)


def why_no_more(ruled: Ruled) -> str:
    """Return the reason why treaties that require consultation do not require help here; empty if none of their
    articles on help fails.
    """
    parts = _consulting_parts(ruled).items()
    only = [
        g
        for (doubt, _), some in parts
        if not doubt and _only_talks(ruled, some)
        for g in some
    ]
    failing = list[tuple[str, str]]()
    for states, owed in [*only, *_on_request(ruled)[:2]]:
        failed = failed_article(ruled.solution, ruled.order.sorted(states)[0], owed)
        if failed and failed.treaty is owed.call.treaty and not _of_others(failed):
            text = reason_in_words(ruled.solution, failed)
            failing += [(BRACKETS.sub("", text), c[1]) for c in CITED.finditer(text)]
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
    shown = {s for states, _ in shown_talks(ruled) for s in states}
    same = [
        g for g in certain_talks(ruled).items() if _talks_asked(ruled, g[1]) == talks
    ]
    every = {s for states, _ in same for s in states}
    return every - shown - set(ruled.ruling.in_doubt)


def _consult_in_doubt(
    ruled: Ruled, some: Sequence[tuple[tuple[str, ...], Owed]], does: str
) -> Iterator[str]:
    """Write that states whose help is in doubt must consult: in any case, or once one of them asks for the talks."""
    on_request = [g for g in some if waiting_for_any(ruled, g[1])]
    if len(on_request) == len(some) == 1:
        ((states, owed),) = some
        who = _all_in_doubt(ruled, owed, states)
        yield f"{capital(who)} {does} {citation(owed)} if one of them asks."
    else:
        if any(beyond_talks_asked(owed.call) for _, owed in some):
            phrase = does.replace("must ", "must in any case ", 1)
        else:
            phrase = f"{does} in any case"
        yield _consult(ruled, some, does if on_request else phrase)


def _all_in_doubt(ruled: Ruled, owed: Owed, states: Sequence[str]) -> str:
    """Name the states that must consult by a treaty whose help is in doubt: all that its help may bind, some of them
    bound to help by another treaty.
    """
    treaty, open_ = owed.call.treaty, ruled.ruling.open
    may = {s for o in open_ if o.call.treaty is treaty for s in o.call.states}
    every = may.intersection(owed.call.states)
    if len(every) <= len(states):
        return _who_consult(ruled, owed, states)
    members = treaty.members_on(ruled.setting.on, every)
    return f"all {number(len(every))} other {members}"


def _talks_asked(ruled: Ruled, owed: Owed) -> str:
    """Write the talks that an article asks for, or what it asks for beyond them."""
    toward = toward_whom(ruled, owed)
    talks = f"consult with {toward}" if toward else "consult"
    return owed.call.clause.obligation.asks or talks


def beyond_talks(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on what states that must help also owe under an article on consultation that demands more than
    consultation.
    """
    bound = set(ruled.ruling.bound)
    for call in calls_of_side(ruled.solution, ruled.topic.side):
        owed = owed_of(ruled.solution, call)
        states = [s for s in call.states if s in bound]
        if (
            call.duty is Duty.CONSULT
            and beyond_talks_asked(call)
            and owed.settled
            and states
        ):
            all_ = set(states) == bound and len(bound) > 1
            who = "they" if all_ else obligors(ruled, owed, states)
            also = f"must also {call.clause.obligation.asks}"
            yield f"{capital(who)} {also} {citation(owed)}."


def consulting_on_request(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the states that must consult if one thing more happens, such as a request by a party.

    An article counts only if it binds a great power that owes no help and need not consult in any case.
    """
    for (when, talks, _), some in grouped(
        (_word_asked_for(ruled, owed), (free, owed))
        for free, owed in _on_request(ruled)
    ).items():
        if len(some) > 1:
            yield f"{_consult(ruled, some, f'must {talks}')[:-1]} if {when}."
            continue
        ((free, owed),) = some
        who = capital(_who_consult(ruled, owed, free))
        yield f"{who} must {talks} {citation(owed)} if {when}."


def _word_asked_for(ruled: Ruled, owed: Owed) -> tuple[str, str, str]:
    """Word on what an article waits and what it asks for then; with its treaty, where it waits for more than a word."""
    when = of_the_treaty(owed, when_owed(ruled, owed))
    talks = owed.call.clause.obligation.asks or "consult"
    alone = owed.on or waiting_for_any(ruled, owed)
    return when, talks, owed.call.treaty.id if alone else ""


def _on_request(ruled: Ruled) -> list[Talks]:
    """List who must consult on one condition alone, with a great power among them that owes no help yet and need not
    consult in any case.
    """
    bound, consulted = set(ruled.ruling.bound), set().union(*certain_talks(ruled))
    found = list[Talks]()
    for call in calls_of_last_force(ruled):
        owed = owed_of(ruled.solution, call)
        free = tuple(s for s in call.states if s not in bound)
        new = any(ruled.order.great(s) and s not in consulted for s in free)
        if call.duty is Duty.CONSULT and new and _waits_for_one(ruled, owed):
            found.append((free, owed))
            consulted.update(free if owed.on else ())
    # What waits for a word alone comes before what may bind nobody.
    return sorted(found, key=lambda talks: bool(talks[1].on))


def _waits_for_one(ruled: Ruled, owed: Owed) -> bool:
    """Tell whether an article waits for a request, for one condition of a bilateral treaty, or for a party to be bound."""
    on = {kind_of(q) for q, _ in owed.on}
    if not on and {kind_of(q) for q, _ in owed.events} == {"request"}:
        return True
    few = len(owed.call.treaty.states) == 2 or on == {"in-force"}
    return few and len(needs_of(ruled, owed)) == 1


def _names_of(ruled: Ruled, states: Iterable[str]) -> list[str]:
    """Name the first states of a few, and count the others, for a list that goes on."""
    order = ruled.order.sorted(states)
    shown = order if len(order) <= 3 else order[:2]
    left = len(order) - len(shown)
    names = [ruled.setting.name_in_line(s) for s in shown]
    return [*names, *[f"{number(left)} other states"] * bool(left)]


def _who_consult(ruled: Ruled, owed: Owed, states: Sequence[str]) -> str:
    """Name those who must consult: `all of them` where the line before tells of each, and without a number where it
    counts some of them.
    """
    open_, doubtful = ruled.ruling.open, set(ruled.ruling.in_doubt)
    if len(states) > 1 and doubtful == set(states) and not ruled.ruling.bound:
        return "all of them"
    counted = any(o.call.treaty is owed.call.treaty for o in open_)
    if counted and len(states) > NAMED:
        which = "these" if doubtful.issuperset(states) else "all other"
        return f"{which} {members_named(ruled, owed, states)}"
    return obligors(ruled, owed, states, before=doubtful)


def cited_talks(ruled: Ruled, owed: Owed, who: str = "") -> str:
    """Return the citation of an article on consultation in brackets, with a note if a party must first request it.

    Args:
        ruled: the answer with its ruling.
        owed: the article on consultation.
        who: the names of those who must consult, which may name the treaty.
    """
    asked, cited = waiting_for_any(ruled, owed), cited_behind(ruled, owed, who)
    return f"{cited[:-1]}, if one of them asks)" if asked else cited


def talks_line(ruled: Ruled, talks: Owed, names: str) -> str:
    """Return the answer to the question whether states must consult.

    Args:
        ruled: the answer with its ruling.
        talks: the article on consultation.
        names: the states.
    """
    then = f"{names} must {_talks_asked(ruled, talks)} {citation(talks)}"
    if not talks.settled:
        return only_if(ruled, talks, then)
    asked = ", if one of them asks" * waiting_for_any(ruled, talks)
    return f"{ruled.yes}{asked}: {then}."


def _consult(
    ruled: Ruled,
    some: Sequence[tuple[tuple[str, ...], Owed]],
    does: str,
    others: Collection[str] = (),
) -> str:
    """Write one sentence of those who must consult: two groups with their articles, the others counted."""
    if len(some) == 1 and not others:
        ((states, owed),) = some
        who = _who_consult(ruled, owed, states)
        return f"{capital(who)} {does} {cited_talks(ruled, owed, who)}."
    if {s for states, _ in some for s in states} == set(ruled.ruling.in_doubt):
        cited = in_one_bracket(cited_talks(ruled, owed) for _, owed in some)
        return f"All of them {does} {cited}."
    shown = some if len(some) <= 3 else some[:2]
    names = [
        with_citation(_who_consult(ruled, o, states), cited_talks(ruled, o))
        for states, o in shown
    ]
    left = {s for states, _ in some[len(shown) :] for s in states}
    names += _names_of(ruled, left.union(others))
    return f"{capital(listed(names))} {does}."
