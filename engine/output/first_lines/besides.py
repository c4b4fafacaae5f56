"""The second line of an answer: further duties of the states asked about, and other states that are bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.findings.unbound_named import permits_alone
from engine.output.first_lines.duty import (
    Among,
    Citing,
    DutyClause,
    bare_name,
    citation,
    clause_cited,
    in_one_bracket,
    instruments,
    obligors,
    some_states,
    when_owed,
)
from engine.output.first_lines.helpers import own_limits
from engine.output.first_lines.leave import freed_by_text
from engine.output.first_lines.lesser import contrary
from engine.output.first_lines.ruled import Ruled
from engine.output.owing import area_named, must
from engine.output.prose import capital, listed, the, word_count
from engine.output.ruling_reasons import because_of_state, may_help_under
from engine.question.topic import Side
from engine.ruling.further_duties import (
    called_later,
    further_duties,
    helps_other_side_alone,
    is_pending,
    left_below,
    others_shown,
    repeats,
    right_first,
    rights_to_help,
    same_treaty,
    staying_out_for_attacked,
    unanswered,
    waiting_for_a_helper,
)
from engine.ruling.help_groups import demand, together
from engine.ruling.ruling import Holding, Owed, StateRuling
from engine.ruling.states import calls_of_side, rule_on_state
from treaties.models.scenario import UNNAMED
from treaties.support.grouping import grouped
from treaties.vocabulary.names import instrument_in_line, with_article
from treaties.vocabulary.terms import Duty, Warrant

SHORT = 23
"""The largest number of words of a clause on other states that may be bound."""


def besides(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Yield sentences on the duties of a state besides that of the first line, and on its promises in instruments below
    a treaty.
    """
    if not ruling.holding.helps:
        yield from _toward_other_side(ruled, ruling)
    yield from _once_a_helper_fights(ruled, ruling)
    yield from _also_owed(ruled, ruling)
    yield from _may(ruled, ruling)
    yield from _reach(ruled, ruling)
    if ruling.main and ruling.holding.helps:
        yield from contrary(ruled, [ruling.state])
        yield own_limits(ruled, [ruling.main], [ruling.state])
    yield from _below(ruled, ruling)


def _toward_other_side(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write what a state without a duty of help here owes the other side; where the first line tells that, what the
    state owes the side asked about.
    """
    if helps_other_side_alone(ruled, ruling):
        yield _owed_here(ruled, ruling)
    elif ruling.other_side:
        yield f"It {helping_other_side(ruled, ruling)}"
    if ruled.topic.side is Side.ATTACKER:
        for owed in staying_out_for_attacked(ruled, ruling.state)[:1]:
            other = the(ruled.setting, *owed.call.beneficiaries)
            yield f"Toward {other} it {must(owed.call.duty)} {citation(owed)}."


def helping_other_side(ruled: Ruled, ruling: StateRuling) -> str:
    """Return what a state must do for the side that the question does not ask about, with the conditions if there are
    any, as the end of a sentence.
    """
    owed = ruling.other_side[0]
    does = must(owed.call.duty, toward=the(ruled.setting, *owed.call.beneficiaries))
    freed = freed_by_text(ruled, owed, ruling.state)
    return f"{does}{freed} {citation(owed)}{_when(ruled, owed)}."


def _owed_here(ruled: Ruled, ruling: StateRuling) -> str:
    """Write what a state that must help the other side owes the side asked about: less than help, or nothing."""
    helped, main = the(ruled.setting, *ruled.helped), ruling.main
    if main is None:
        why = because_of_state(ruled.solution, ruling)
        return f"To {helped} it owes no help: {why}."
    does = DutyClause(ruled, main.of([ruling.state]), "it", joined=" if").text
    return f"Toward {helped} {does}."


def _once_a_helper_fights(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write the help that a treaty promises to those who fight because they are called to help an attacked state."""
    waiting = grouped(
        ((clause_cited(clause), clause.obligation.duty, c.beneficiary), c.obligor)
        for clause, c in waiting_for_a_helper(ruled, ruling)
    )
    name = the(ruled.setting, ruling.state)
    for (cited, duty, attacked), helpers in waiting.items():
        each = dict.fromkeys(the(ruled.setting, h) for h in helpers)
        fights = f"{listed(each, 'or')} fights for {the(ruled.setting, attacked)}"
        yield f"If {fights}, {name} {must(duty, toward='it')} {cited}."


def _also_owed(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write the further duties of a state: first the articles that ask for what the first line tells, and then others,
    with what is owed while help waits.
    """
    earlier = [ruling.main] if ruling.main else []
    again = [o for o in further_duties(ruling) if repeats(o, ruling.main)]
    for when, same in grouped((_when(ruled, o, earlier), o) for o in again).items():
        ask = "Another article asks" if len(same) == 1 else "Other articles ask"
        cited = in_one_bracket(map(citation, same))
        yield f"{ask} the same of it {cited}{when}."
    mine = [o.of([ruling.state]) for o in unanswered(ruled, ruling)]
    for (who, adverb), owed in grouped((_opening(ruling, o), o) for o in mine).items():
        yield from _further(ruled, owed, who, adverb)


def _opening(ruling: StateRuling, owed: Owed) -> tuple[str, str]:
    """Return the subject of a sentence on a further duty of a state, and the adverb behind `must`."""
    if not (is_pending(ruling) and owed.settled):
        return "It", "also" if ruling.main else ""
    # Whoever helps is not neutral: that is owed where the help is not.
    neutral = owed.call.duty is Duty.STAY_NEUTRAL
    return "Otherwise it" if neutral else "Either way it", ""


def _further(
    ruled: Ruled, owed: Iterable[Owed], who: str, adverb: str
) -> Iterator[str]:
    """Write a sentence for each deed that some articles ask of states on one condition.

    Args:
        ruled: the answer with its ruling.
        owed: the articles, each with these states.
        who: the states, as the subject.
        adverb: the adverb behind `must`; empty if there is none.
    """
    deeds = grouped(
        ((DutyClause(ruled, o, adverb=adverb).deed, _when(ruled, o)), o) for o in owed
    )
    for (deed, when), same in deeds.items():
        yield f"{who} {deed} {in_one_bracket(map(citation, same))}{when}."


def _when(ruled: Ruled, owed: Owed, earlier: Iterable[Owed] = ()) -> str:
    """Return on what a duty depends, as the end of its sentence; empty if it depends on nothing.

    Args:
        ruled: the answer with its ruling.
        owed: the article with what it owes.
        earlier: the articles of the lines before, whose conditions are not told again.
    """
    if owed.settled:
        return ""
    when = when_owed(ruled, owed)
    same = any(when == when_owed(ruled, o) for o in earlier)
    return " on the same condition" if same else f" if {when}"


def _may(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write on what one condition a state that owes no help may help, or one whose help by the same treaty is open;
    nothing where the first line tells it.
    """
    main, rights = ruling.main, rights_to_help(ruling)
    by_it = is_pending(ruling) and main and any(same_treaty(o, main) for o in rights)
    if by_it or not (ruling.holding.helps or right_first(ruling)):
        earlier = [o for o in (main, *further_duties(ruling)) if o]
        for owed in rights[:1]:
            may = DutyClause(ruled, owed.of([ruling.state]), "It").text
            yield f"{may}{_when(ruled, owed, earlier)}."


def _reach(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write that the area of a treaty takes in the place that the question names."""
    main, setting = ruling.main, ruled.setting
    places = [o.where.name for o in setting.asked_for if o.where.place]
    if main is None or not (places and main.settled and ruling.holding.helps):
        return
    area = area_named(setting, main.call.clause)
    if area and not area.endswith("area"):  # such a name says nothing of the place
        yield f"The treaty's area takes in {with_article(places[0])}: {area}."


def _below(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write what a state has promised below a treaty, and its own law that permits help without requiring it, less what
    the first line names; nothing beside settled help.
    """
    main = ruling.main
    if main is not None and main.call.helping and main.settled:
        return
    below = left_below(ruled, ruling)
    laws = [o for o in below if permits_alone(o.call.treaty)]
    promised = dict.fromkeys(
        f"{instrument_in_line(o.call.treaty.name)} ({o.call.treaty.rank.meaning})"
        for o in below
        if o not in laws
    )
    if promised:
        verb = "is" if len(promised) == 1 else "are"
        yield f"Short of a treaty there {verb} {listed([*promised][:2])}."
    if laws:
        name, law = the(ruled.setting, ruling.state), instruments(laws)
        may = may_help_under(ruled.setting, ruling.state, law, name)
        yield f"{capital(may)}."


def all_besides(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the duties of several states besides those of the first lines; states that owe the same share
    a sentence.
    """
    helping = [r for r in ruled.ruling.states if r.holding.helps]
    alike = grouped(
        (tuple((o.call.clause.label, o.on, o.events) for o in further), (r, further))
        for r in helping
        if (further := unanswered(ruled, r))
    )
    for same in alike.values():
        states = ruled.order.sorted(r.state for r, _ in same)
        owed = [o.of(states) for o in same[0][1]]
        yield from _further(ruled, owed, capital(the(ruled.setting, *states)), "also")


def others_bound(ruled: Ruled) -> str:
    """Return one sentence on the other states that are bound. States that it does not name are counted."""
    shown = others_shown(ruled)
    named = {*ruled.topic.states, *(s for o in shown for s in o.states)}
    doubtful = [s for s in ruled.ruling.in_doubt if s not in named]
    perhaps = _perhaps(ruled, doubtful)
    if not shown:
        return _nobody_for_certain(ruled, perhaps)
    hidden = [o for o in shown if o.call.clause.warrant is Warrant.UNPUBLISHED]
    texts = _in_groups(ruled, [o for o in shown if o not in hidden])
    if further := [s for s in ruled.ruling.bound if s not in named]:
        are = "are" if len(further) > 1 else "is"
        texts.append(f"{some_states(ruled, further)} {are} bound too")
    every = (listed(texts), *(_hidden(ruled, o) for o in hidden), perhaps)
    return f"{capital('; '.join(filter(None, every)))}."


def _hidden(ruled: Ruled, owed: Owed) -> str:
    """Write that what some states must do is not public."""
    owe = "owe" if len(owed.states) > 1 else "owes"
    return f"what {obligors(ruled, owed)} {owe} is unpublished ({bare_name(owed.call.treaty)})"


def _in_groups(ruled: Ruled, shown: Iterable[Owed]) -> list[str]:
    """Write what other states must do; several that owe the same under treaties of their own share a verb."""
    texts = list[str]()
    groups = grouped(((demand(ruled, o), _when(ruled, o)), o) for o in shown)
    for (_, when), same in groups.items():
        if len(same) == 1:
            clause = DutyClause(ruled, same[0], citing=Citing.TREATY)
            texts.append(f"{clause.text}{when}")
        else:
            who = [
                f"{obligors(ruled, o, among=Among.COMMA)} ({bare_name(o.call.treaty)})"
                for o in same
            ]
            does = DutyClause(ruled, together(same)).deed
            texts.append(f"{listed(who)} {does}{when}")
    return texts


def _nobody_for_certain(ruled: Ruled, perhaps: str) -> str:
    """Write that nobody else is bound, or who may be: at once, or else as the war goes on."""
    if not perhaps and (later := called_later(ruled)):
        perhaps = f"{some_states(ruled, later)} may have to help if others join"
    if perhaps:
        return f"No other state is bound for certain; {perhaps}."
    helped = the(ruled.setting, *ruled.helped)
    whom = f" {helped}" if ruled.topic.side is Side.ATTACKER else ""
    return f"No other state is bound to help{whom}."


def _perhaps(ruled: Ruled, doubtful: Sequence[str]) -> str:
    """Write which states may have to help: on the condition that they share, or by which treaties, where that is short."""
    if not doubtful:
        return ""
    # The treaties stand in the order of the states that they bind.
    pending = list[Owed]()
    for state in ruled.order.sorted(doubtful):
        binding = [o for o in ruled.ruling.open if state in o.call.states]
        pending += [o for o in binding if o not in pending]
    earlier = [s.main for s in ruled.ruling.states[:1] if s.main]
    conditions = {_when(ruled, o, earlier) for o in pending}
    unless = ", the attacker excepted," * (UNNAMED in ruled.setting.attacking)
    may = f"{some_states(ruled, doubtful)} may have to help{unless}"
    each = (
        *(conditions if len(conditions) == 1 else ()),
        f" under {instruments(pending)}",
        f" under {instruments(pending[:1])} and other treaties",
    )
    texts = (f"{may}{on}" for on in each)
    return next((t for t in texts if word_count(t) <= SHORT), may)


def under_another(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the duties of the states asked about under treaties that the question does not name."""
    calls = calls_of_side(ruled.solution, ruled.topic.side)
    other = [c for c in calls if c.treaty.id not in ruled.topic.treaties]
    for ruling in ruled.ruling.states[:2]:
        found = rule_on_state(ruled.solution, ruling.state, other, ())
        name, helps = the(ruled.setting, ruling.state), ruling.holding.helps
        main = found.main
        if main and (found.holding.helps or (main.settled and not helps)):
            modal = "need only" if found.holding is Holding.CONSULT else None
            clause = DutyClause(ruled, main.of([ruling.state]), name, modal=modal)
            yield f"Under another treaty {clause.text}{_when(ruled, main)}."
        elif not helps:
            helped = the(ruled.setting, *ruled.helped)
            yield f"No other treaty obliges {name} to help {helped}."
