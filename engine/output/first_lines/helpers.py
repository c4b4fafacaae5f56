"""The first lines on who must help: help owed without condition, then conditional help."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence

from engine.findings.unbound import SMALL
from engine.output.first_lines.duty import (
    Among,
    DutyClause,
    acts_and_judgements,
    citation,
    cited_obligors,
    conditional,
    hanging_on,
    in_one_bracket,
    instruments,
    judged_by,
    judging,
    members_named,
    needs_of,
    obligors,
    of_the_treaty,
    some_states,
)
from engine.output.first_lines.leave import (
    authorised_help,
    nobody_barred,
    relied_on,
)
from engine.output.first_lines.lesser import (
    beyond_talks,
    consulting,
    consulting_on_request,
    contrary,
    declared_neutral,
    mobilising,
    no_treaty_obliges,
    permitted,
    staying_out,
    why_no_more,
)
from engine.output.first_lines.ruled import Ruled
from engine.output.owing import DecidingBody
from engine.output.prose import (
    behind_colon,
    capital,
    listed,
    number,
    the,
)
from engine.ruling.further_duties import reservations
from engine.ruling.help_groups import (
    NAMED,
    bound_by,
    covers,
    demand,
    each_once,
    groups_told,
    is_of_a_group,
    on_request,
    still_owing,
    together,
)
from engine.ruling.permitted_force import under_leave
from engine.ruling.ruling import Owed
from treaties.models.conditions import Judgement
from treaties.models.parties import Reservation
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty, Warrant


def lines_on_helpers(ruled: Ruled) -> Iterator[str]:
    """Yield sentences that say who must help without condition and on which conditions others must, or that nobody
    must. If the question is about consultation, those on who must consult come first.
    """
    if ruled.topic.deed is not Duty.CONSULT:
        yield from _on_help(ruled)
        return
    talks = list(_talks(ruled))
    helped = the(ruled.setting, *ruled.helped)
    yield from talks or [f"Nobody must consult with {helped}."]
    if ruled.ruling.settled or ruled.ruling.open:
        yield from (line for line in _on_help(ruled) if line not in talks)


def _talks(ruled: Ruled) -> Iterator[str]:
    """Yield who must consult, five sentences at most, and why no more is owed."""
    yield from list(consulting(ruled))[:3]
    yield from list(consulting_on_request(ruled))[:2]
    yield from filter(None, [why_no_more(ruled)])


def _on_help(ruled: Ruled) -> Iterator[str]:
    """Yield who must help without condition and on which conditions others must, or that nobody must."""
    settled, open_ = list(ruled.ruling.settled), list(ruled.ruling.open)
    hidden = [o for o in open_ if o.call.clause.warrant is Warrant.UNPUBLISHED]
    known = [o for o in open_ if o not in hidden]
    if settled:
        yield from settled_help(ruled, settled)
        yield own_limits(ruled, settled)
        yield from list(beyond_talks(ruled))[:1]
        yield _helped_by_none(ruled, settled)
        yield from list(contrary(ruled, ruled.ruling.bound))[:1]
        yield from mobilising(ruled)
        yield from help_on_condition(ruled, known)
        yield _unpublished(ruled, hidden)
    else:
        yield from _without_certainty(ruled, known, hidden)
        few = [o.call for o in known if len(o.call.treaty.states) <= SMALL]
        yield from list(contrary(ruled, [s for c in few for s in c.states]))[:1]
    yield from _talks(ruled)
    yield own_limits(ruled, known)
    yield from list(permitted(ruled))[:1]
    yield from list(staying_out(ruled))[:2]
    yield from declared_neutral(ruled)
    yield from list(relied_on(ruled))[:1]


def own_limits(ruled: Ruled, owed: Iterable[Owed], among: Container[str] = ()) -> str:
    """Return a sentence on the limits that some states have set to their help, without ending their duty; empty if no
    state has set any.

    Args:
        ruled: the answer with its ruling.
        owed: the articles by which the states owe help.
        among: the states whose limits are named; if empty, all states whose limits are taken to leave the duty in force.
    """
    each = [(s, r) for o in owed for s in o.call.states for r in reservations(s, o)]
    chosen = [(s, r) for s, r in each if (s in among if among else _leaves_duty(r))]
    # Behind the colon stands what the reservation comes to.
    comes_to = grouped((r.gist.rpartition(": ")[2].rstrip("."), s) for s, r in chosen)
    limits = [
        f"for {the(ruled.setting, *ruled.order.sorted(set(states)))}, {gist[:1].lower()}{gist[1:]}"
        for gist, states in comes_to.items()
    ]
    return f"{capital('; '.join(limits))}." if limits else ""


def _leaves_duty(reservation: Reservation) -> bool:
    """Tell whether a reservation is taken to leave the duty, and says only in what form it is performed."""
    asked = [c for c in reservation.conditions if isinstance(c, Judgement)]
    return any(c.presumed == "yes" for c in asked)


def _without_certainty(
    ruled: Ruled, known: Sequence[Owed], hidden: Sequence[Owed]
) -> Iterator[str]:
    """Yield who may have to help where nobody must for certain: first that nobody must, then what each waits for.

    Args:
        ruled: the answer with its ruling.
        known: the help that is owed on a condition.
        hidden: the articles whose text is unpublished.
    """
    yield _nobody(ruled, known)
    yield _otherwise(ruled)
    yield from authorised_help(ruled)
    yield from mobilising(ruled)
    yield from help_on_condition(ruled, known)
    yield _unpublished(ruled, hidden)


def _unpublished(ruled: Ruled, hidden: Sequence[Owed]) -> str:
    """Write whose duties nobody can read; empty if there are none."""
    if not hidden:
        return ""
    states = {s for o in hidden for s in o.call.states}
    names = some_states(ruled, states)
    owe = "owes" if len(states) == 1 else "owe"
    return f"What {names} {owe} is unpublished ({instruments(hidden)})."


def _nobody(ruled: Ruled, known: Sequence[Owed]) -> str:
    """Write that nobody must help, or who may have to; empty if help waits for a request, with which its line begins."""
    open_ = ruled.ruling.open
    if ruled.ruling.barred or not open_:
        return nobody_bound(ruled, "Nobody")
    if any(on_request(ruled, o) for o in known):
        return ""
    states = {s for o in open_ for s in bound_by(ruled, o)}
    names = some_states(ruled, states)
    return f"Nobody for certain; perhaps {names}."


def nobody_bound(ruled: Ruled, nobody: str) -> str:
    """Return a sentence that nobody must help, with the reason: help is barred, or no treaty promises any.

    Args:
        ruled: the answer with its ruling.
        nobody: the subject of the sentence, such as `Nobody` or the states that need not help.
    """
    return nobody_barred(ruled, nobody) or f"{nobody}: {no_treaty_obliges(ruled)}."


def _otherwise(ruled: Ruled) -> str:
    """Write who would owe help if the force went beyond its leave: two groups at most; empty if nobody would."""
    owed = under_leave(ruled)
    settled = [o for o in owed if o.settled]
    lines = settled_help(ruled, settled) if settled else help_on_condition(ruled, owed)
    clauses = [behind_colon(line).removesuffix(".") for line in list(lines)[:2]]
    return f"Otherwise: {'; '.join(clauses)}." if clauses else ""


def _helped_by_none(ruled: Ruled, settled: Iterable[Owed]) -> str:
    """Write which of several attacked states nobody must help, or not for certain, where others are to be helped."""
    helped = {s for o in settled for s in o.call.beneficiaries}
    left = [s for s in ruled.helped if s not in helped]
    if not left or len(left) == len(ruled.helped) or len(left) > NAMED:
        return ""
    doubtful = {s for o in ruled.ruling.open for s in o.call.beneficiaries}
    certain = " for certain" * bool(doubtful.intersection(left))
    return f"No treaty obliges any state{certain} to help {the(ruled.setting, *left)}."


def settled_help(ruled: Ruled, settled: Sequence[Owed]) -> Iterator[str]:
    """Yield sentences on help owed without condition, large groups first."""
    large = list[Owed]()
    parts = groups_told(ruled, settled)
    for same in parts:
        if is_of_a_group(same[0]):
            yield _group(ruled, same[0], large)
            large += same
        else:
            yield _several(ruled, same)
    rest = still_owing(ruled, settled, [o for same in parts for o in same])
    if len(rest) == 1:
        yield _several(ruled, [o for o in settled if rest[0] in o.call.states][:1])
    elif rest:
        names = some_states(ruled, rest)
        yield f"So must {names} (`--all`)."


def _group(ruled: Ruled, owed: Owed, shown: Sequence[Owed]) -> str:
    """Write what a large group must do, without its members that owe as much by an earlier line."""
    every, before = bound_by(ruled, owed), {s for o in shown for s in o.call.states}
    same = {s for o in shown if covers(ruled, o, owed) for s in o.call.states}
    rest = [s for s in every if s not in same]
    if rest and len(rest) < len(every):
        left = owed.of(rest)
        if demand(ruled, shown[-1]) == demand(ruled, owed):
            return f"So must {cited_obligors(ruled, left, before)}."
        return DutyClause(ruled, left, obligors(ruled, left, before)).sentence
    overlap, named = _overlap(ruled, owed, shown)
    among = Among.NONE if named else Among.BRACKETS
    clause = DutyClause(ruled, owed, obligors(ruled, owed, before, among))
    return f"{capital(clause.text)}{overlap}."


def _overlap(ruled: Ruled, owed: Owed, shown: Sequence[Owed]) -> tuple[str, bool]:
    """Write how many of a group owe something else by an earlier line, with the names of a few others; and whether the
    clause names these.
    """
    every = {*bound_by(ruled, owed)}
    shared = ((o, every.intersection(bound_by(ruled, o))) for o in reversed(shown))
    other, both = next((found for found in shared if found[1]), (owed, set()))
    if not both:
        return "", False
    members, rest = members_named(ruled, other, both), ruled.order.sorted(every - both)
    if rest and len(rest) <= NAMED < len(both):
        names = the(ruled.setting, *rest)
        return f": {number(len(both))} of these {members}, and {names}", True
    return f"; {number(len(both))} of them are {members} too", False


def _several(ruled: Ruled, owed: Sequence[Owed]) -> str:
    """Write several articles of few states that demand the same, without those whose obligors another binds too."""
    each = [{*bound_by(ruled, o)} for o in owed]
    widest = [o for o in owed if not any({*bound_by(ruled, o)} < s for s in each)]
    # A single state is named, never counted.
    most = NAMED + (len(widest) == NAMED + 1)
    return f"{capital(_by_each(ruled, widest, most))}."


def _by_each(ruled: Ruled, some: Sequence[Owed], most: int, adverb: str = "") -> str:
    """Write what several articles demand, with the obligors of each; further obligors are counted.

    Args:
        ruled: the answer with its ruling.
        some: the articles, which demand the same.
        most: the largest number of articles that are cited.
        adverb: a word behind the modal.
    """
    every = DutyClause(ruled, together(some), adverb=adverb)
    articles = [*map(together, grouped((citation(o), o) for o in some).values())]
    if len(articles) == 1:
        return every.text
    cited, named = list[tuple[str, str]](), set[str]()
    for owed in articles[:most]:
        new = [s for s in owed.states if s not in named]
        who = obligors(ruled, owed.of(new or owed.states), named, Among.COMMA)
        cited.append((who, citation(owed)))
        named.update(owed.states)
    names = [f"{who} {in_one_bracket(by)}" for who, by in grouped(cited).items()]
    if left := {*every.owed.states} - named:
        names.append(f"{number(len(left))} more")
    return f"{listed(names)} {every.deed}"


def help_on_condition(ruled: Ruled, owed: Sequence[Owed]) -> Iterator[str]:
    """Yield a sentence for each of the first two sets of conditions on which help is owed, then one that names the
    states that owe help on other conditions."""
    groups = _groups_waiting(ruled, owed)
    before = list[str]()
    for same in groups[:2]:
        then, *others = (_then(ruled, some) for some in each_once(ruled, same))
        needs = needs_of(ruled, same[0])
        if on_request(ruled, same[0]):
            yield f"If {needs[0]}, {then}."
        else:
            yield _on_condition(ruled, same, then, before)
        before = needs
        yield from (f"{capital(_on_the_same(needs))}{other}." for other in others)
    yield from _on_other_conditions(ruled, groups)


def _groups_waiting(ruled: Ruled, owed: Sequence[Owed]) -> list[list[Owed]]:
    """Return articles of help in groups that wait for the same: who is not bound already comes first, and what waits for
    a request by the attacked before what waits for a judgement.
    """
    bound = set(ruled.ruling.bound)
    groups = list(grouped((tuple(needs_of(ruled, o)), o) for o in owed).values())
    groups.sort(
        key=lambda same: (
            bound.issuperset(together(same).states),
            not on_request(ruled, same[0]),
        )
    )
    # Of two sets of conditions that share some, the shorter comes first, and the other tells the rest.
    needs = [set(needs_of(ruled, same[0])) for same in groups[:2]]
    if len(needs) == 2 and needs[1] < needs[0]:
        groups[:2] = groups[1::-1]
    return groups


def _on_condition(
    ruled: Ruled, same: Sequence[Owed], then: str, before: Collection[str]
) -> str:
    """Write help with what it waits for, and who judges that in a sentence of its own; conditions that the sentence
    before tells are not told again.

    Args:
        ruled: the answer with its ruling.
        same: the articles that wait for the same.
        then: the help, as a clause.
        before: the conditions of the sentence before.
    """
    acts, judged = acts_and_judgements(ruled, same[0])
    states = {s for o in same for s in o.call.states}
    shared = bool(before) and {*before} < {*acts, *judged}
    if shared:
        then = f"{_on_the_same(before)}{then}"
        acts, judged = ([n for n in some if n not in before] for some in (acts, judged))
    also = states.issubset(ruled.ruling.bound)
    when = hanging_on([*acts, *judged])
    alone = all(o.call.treaty is same[0].call.treaty for o in same)
    hangs = conditional(
        then, of_the_treaty(same[0], when) if alone else when, also=also
    )
    return hangs + judging(_judged_by(ruled, same, states), acts, judged)


def _on_the_same(conditions: Collection[str]) -> str:
    """Refer to the conditions of the sentence before, as the beginning of a sentence."""
    return f"on the same condition{'s' * (len(conditions) > 1)}, "


def _on_other_conditions(ruled: Ruled, groups: Sequence[list[Owed]]) -> Iterator[str]:
    """Name the states whose help waits for what the first two sentences do not tell."""
    before = {s for same in groups[:2] for o in same for s in o.states}
    left = [o for same in groups[2:] for o in same if {*o.states} - before]
    rest = {s for o in left for s in o.states} - before
    if rest:
        owing = f"help may be owed by {some_states(ruled, rest)}"
        yield f"On other conditions, {owing} ({instruments(left)})."


def _judged_by(
    ruled: Ruled, same: Iterable[Owed], bound: Iterable[str]
) -> DecidingBody | None:
    """Return the decider of one condition: of several articles each obligor, where they differ."""
    if not any(owed.on for owed in same):
        return None
    found = {judged_by(ruled, owed, bound) for owed in same}
    return (
        found.pop() if len(found) == 1 else DecidingBody("each", "judges", "for itself")
    )


def _then(ruled: Ruled, some: Sequence[Owed]) -> str:
    """Write what follows from a condition."""
    bound = {*together(some).states}.issubset(ruled.ruling.bound)
    return _by_each(ruled, some, 3, "also" * bound)
