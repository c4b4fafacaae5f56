"""The second line of an answer: further duties of the states asked about, and other states that are bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings.unbound_named import permits_alone
from engine.output.first_lines.duty import (
    Among,
    DutyClause,
    bare_name,
    citation,
    clause_cited,
    duty_text,
    in_one_bracket,
    instruments,
    needs_of,
    obligors,
    when_owed,
)
from engine.output.first_lines.leave import freed_by_text
from engine.output.first_lines.lesser import contrary
from engine.output.first_lines.ruled import Ruled
from engine.output.prose import (
    BRACKETS,
    capital,
    crowd,
    listed,
    number,
    the,
    word_count,
)
from engine.output.ruling_reasons import because_of_state, failed_pact, may_help_under
from engine.question.topic import Side
from engine.ruling.further_duties import (
    called_later,
    further_duties,
    is_pending,
    left_below,
    others_shown,
    repeats,
    reservations,
    right_first,
    rights_to_help,
    same_treaty,
    toward_the_rest,
    unanswered,
    waiting_for_a_helper,
)
from engine.ruling.help_groups import demand, together
from engine.ruling.ruling import Owed, StateRuling
from engine.ruling.states import calls_of_side, owed_of, rule_on_state
from treaties.models.conditions import InArea
from treaties.models.scenario import UNNAMED
from treaties.support.grouping import grouped
from treaties.vocabulary.names import area_in_line, instrument_in_line, with_article
from treaties.vocabulary.terms import Duty, Warrant

OTHERS_WORDS = 30
"""The largest number of words of the sentence on others where nobody else is bound for certain."""
SHORT = 20
"""The largest number of words in a condition that follows the states that may be bound."""


def besides(ruled: Ruled, ruling: StateRuling, first_line: str = "") -> Iterator[str]:
    """Yield sentences on the duties of a state besides that of the first line, and on its promises in instruments below
    a treaty.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the state.
        first_line: the first line.
    """
    with_first = also_with(ruled, ruling)
    lines = (
        *_helping_others(ruled, ruling),
        *_once_a_helper_fights(ruled, ruling),
        *_by_other_articles(ruled, ruling),
        *(() if with_first and with_first in first_line else _also_owed(ruled, ruling)),
        *_may(ruled, ruling),
        *_toward_other_side(ruled, ruling),
        *(contrary(ruled, [ruling.state]) if ruling.holding.helps else ()),
        *_reach(ruled, ruling),
        *_limits(ruling),
        *_failing(ruled, ruling),
        *_below(ruled, ruling, first_line),
    )
    yield from (line for line in lines if line)


def _helping_others(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write that a state without a duty of help here must help the other side, unless the first line tells it."""
    if other_side_first(ruled, ruling):
        yield _owed_here(ruled, ruling)
    elif ruling.other_side and not ruling.holding.helps:
        yield helps_other_side(ruled, ruling)


def _also_owed(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write the further duties of a state, greater before lesser: those of the kind that the first line tells come
    first, and what is owed while help waits comes last.
    """
    further = unanswered(ruled, ruling)
    certain = [o for o in further if o.settled] if is_pending(ruling) else []
    again = [o for o in further_duties(ruling) if repeats(o, ruling.main)]
    if again:
        yield _again(ruled, again, ruling.main)
    if doing := _in_words(ruled, [o for o in further if o not in certain]):
        also = " also" * (ruling.main is not None)
        yield f"It must{also} {doing}."
    # Whoever helps is not neutral: that is owed where the help is not.
    for neutral, when in ((True, "Otherwise"), (False, "Either way")):
        owed = [o for o in certain if (o.call.duty is Duty.STAY_NEUTRAL) is neutral]
        if doing := _in_words(ruled, owed):
            yield f"{when} it must {doing}."


def also_with(ruled: Ruled, ruling: StateRuling) -> str:
    """Return the further duties of a state that owes no help, as the end of the sentence on its first duty; empty if it
    has none.
    """
    if ruling.holding.helps or any(
        repeats(o, ruling.main) for o in further_duties(ruling)
    ):
        return ""
    further, main = unanswered(ruled, ruling), ruling.main
    doing = _in_words(ruled, further)
    if main and all(same_treaty(o, main) for o in further):
        doing = doing.replace(f"({bare_name(main.call.treaty)}", "(same treaty")
    also = f", and must {doing}" if doing else ""
    return also.replace("must withhold help from", "must not help")


def _by_other_articles(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write on what other conditions further articles of the treaty of the first line ask for help."""
    main = ruling.main
    if main is None or not is_pending(ruling):
        return
    first = set(needs_of(ruled, main))
    others = dict[str, Owed]()
    for owed in ruling.open:
        clause = owed.call.clause
        same = clause.treaty is main.call.treaty and owed.call.helping
        if same and not first.issubset(needs_of(ruled, owed)):
            others.setdefault(clause.label, owed)
    others.pop(main.call.clause.label, None)
    for owed in list(others.values())[:2]:
        does = duty_text(ruled, owed, open_=True)
        yield f"It {does} too if {when_owed(ruled, owed)} {citation(owed)}."


def _failing(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write which treaty of few parties fails a state whose help depends on something."""
    fails = is_pending(ruling) and failed_pact(ruled.solution, ruling)
    if fails:
        yield f"{capital(fails)}."


def _again(ruled: Ruled, again: Sequence[Owed], main: Owed | None) -> str:
    """Write that other articles ask for what the first line tells.

    Args:
        ruled: the answer with its ruling.
        again: the other articles.
        main: the article of the first line.
    """
    texts = []
    needs_of_main = main and when_owed(ruled, main)
    for owed in again:
        needs = when_owed(ruled, owed)
        when = "on the same condition " if needs == needs_of_main else f"if {needs} "
        when = "" if owed.settled else when
        texts.append(f"{when}{citation(owed)}")
    if len(texts) == 1:
        return f"Another treaty asks the same of it {texts[0]}."
    return f"{capital(number(len(texts)))} more treaties ask the same of it: {'; '.join(texts)}."


def _may(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write on what one condition a state that owes no help may help, or one whose help by the same treaty is open;
    nothing where the first line tells it.
    """
    main, rights = ruling.main, rights_to_help(ruling)
    by_it = is_pending(ruling) and main and any(same_treaty(o, main) for o in rights)
    if by_it or not (ruling.holding.helps or right_first(ruling)):
        waiting = {when_owed(ruled, o) for o in further_duties(ruling) if not o.settled}
        for owed in rights[:1]:
            doing, when = duty_text(ruled, owed), when_owed(ruled, owed)
            if main and when == when_owed(ruled, main):
                yield f"On the same condition it {doing} {citation(owed)}."
            elif when in waiting:
                yield f"It {doing.replace('may ', 'may then ', 1)} {citation(owed)}."
            else:
                yield f"It {doing} {citation(owed)}, if {when}."


def _once_a_helper_fights(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write the help that a treaty promises to those who fight because they are called to help an attacked state."""
    waiting = grouped(
        ((clause_cited(clause), clause.obligation.duty, c.beneficiary), c.obligor)
        for clause, c in waiting_for_a_helper(ruled, ruling)
    )
    name = the(ruled.setting, ruling.state)
    for (cited, duty, attacked), helpers in waiting.items():
        each = dict.fromkeys(the(ruled.setting, h) for h in helpers)
        doing = "act for it" if duty is Duty.ACT else "help it"
        how = " militarily" if duty is Duty.FIGHT else ""
        yield (
            f"If {listed(each, 'or')} fights for {the(ruled.setting, attacked)}, "
            f"{name} must {doing}{how} {cited}."
        )


def _toward_other_side(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write that a state asked about as a helper of the attackers must help neither side, or not them."""
    if ruled.topic.side is not Side.ATTACKER or ruling.holding.helps:
        return
    for call in calls_of_side(ruled.solution, Side.VICTIM):
        owed = owed_of(ruled.solution, call)
        if ruling.state in call.states and call.duty.forbids_help and owed.settled:
            other = the(ruled.setting, *call.beneficiaries)
            yield f"Toward {other} it {call.duty.modal} {call.duty.verb} {citation(owed)}."
            return


def _reach(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write that the area of a treaty takes in the place that the question names."""
    main = ruling.main
    places = [o.where.name for o in ruled.setting.asked_for if o.where.place]
    if main is None or not (ruling.holding.helps and main.settled and places):
        return
    for c in main.call.clause.obligation.conditions:
        if isinstance(c, InArea):
            area = BRACKETS.sub("", ruled.setting.corpus.gazetteer.area(c.area).name)
            if area.endswith("area"):
                continue  # the name of the area says nothing of the place
            yield f"The treaty's area takes in {with_article(places[0])}: {area_in_line(area)}."


def _limits(ruling: StateRuling) -> Iterator[str]:
    """Write what limits the help that a state owes, where it made a reservation to the article."""
    main = ruling.main
    if main is None or not ruling.holding.helps:
        return
    for reservation in reservations(ruling.state, main)[:1]:
        # Behind the colon stands what the reservation comes to.
        why, _, limit = reservation.gist.rstrip(".").rpartition(": ")
        yield f"{capital(limit)}{f': {why[:1].lower()}{why[1:]}' if why else ''}."


def _below(ruled: Ruled, ruling: StateRuling, first_line: str) -> Iterator[str]:
    """Write what a state has promised below a treaty, less what the first line names; nothing beside settled help."""
    main = ruling.main
    if main is not None and main.call.helping and main.settled:
        return
    below = left_below(ruled, ruling)
    also = " also" * (len(below) < len(ruling.below))
    binding = [o for o in below if not permits_alone(o.call.treaty)]
    if promised := _instruments(binding)[:2]:
        verb = "is" if len(promised) == 1 else "are"
        yield f"Short of a treaty there {verb}{also} {listed(promised)}."
    if (law := own_law(ruled, ruling)) not in first_line:
        yield law


def own_law(ruled: Ruled, ruling: StateRuling) -> str:
    """Return the sentence on a state's own law that permits help without requiring it; empty if there is no such law,
    or if the reason for a *no* already names it.
    """
    below = left_below(ruled, ruling)
    leave = [o for o in below if permits_alone(o.call.treaty)]
    if not leave:
        return ""
    name = the(ruled.setting, ruling.state)
    law = instruments(leave)
    return capital(f"{may_help_under(ruled.setting, ruling.state, law, name)}.")


def _instruments(below: Sequence[Owed]) -> list[str]:
    """Name instruments with their ranks, each once."""
    names = (
        f"{instrument_in_line(o.call.treaty.name)} ({o.call.treaty.rank.meaning})"
        for o in below
    )
    return list(dict.fromkeys(names))


def all_besides(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the duties of several states besides those of the first lines; states that owe the same share
    a sentence.
    """
    helping = [r for r in ruled.ruling.states if r.holding.helps]
    groups = grouped((_further(ruled, r, many=True), r) for r in helping)
    for doing, same in groups.items():
        if doing and len(same) > 1:
            names = the(ruled.setting, *ruled.order.sorted(r.state for r in same))
            yield f"{capital(names)} must also {doing}."
        elif doing:
            name = capital(the(ruled.setting, same[0].state))
            yield f"{name} must also {_further(ruled, same[0])}."


def _further(ruled: Ruled, ruling: StateRuling, *, many: bool = False) -> str:
    """Word the further duties of a state that are shown, behind `must also`."""
    return _in_words(ruled, unanswered(ruled, ruling), many=many)


def _in_words(ruled: Ruled, further: Sequence[Owed], *, many: bool = False) -> str:
    """Word some further duties of a state, without `must`."""
    deeds = grouped((duty_text(ruled, o, many=many), o) for o in further)
    each = [
        f"{doing.removeprefix('must ')} {_cited_together(ruled, same)}"
        for doing, same in deeds.items()
    ]
    return listed(each).replace("not help ", "withhold help from ")


def _cited_together(ruled: Ruled, same: Sequence[Owed]) -> str:
    """Cite the articles that ask for one deed, each with its condition."""
    whens = ["" if o.settled else f" if {when_owed(ruled, o)}" for o in same]
    if len(same) == 1:
        return f"{citation(same[0])}{whens[0]}"
    each = zip(same, whens, strict=True)
    return in_one_bracket(f"({citation(o)[1:-1]}{when})" for o, when in each)


def helps_other_side(ruled: Ruled, ruling: StateRuling) -> str:
    """Return the sentence that a state must help the side that the question does not ask about, with the conditions if
    there are any.
    """
    owed = ruling.other_side[0]
    helped = the(ruled.setting, *owed.call.beneficiaries)
    doing = "act for" if owed.call.duty is Duty.ACT else "help"
    how = " militarily" if owed.call.duty is Duty.FIGHT else ""
    when = "" if owed.settled else f", if {when_owed(ruled, owed)}"
    freed = freed_by_text(ruled, owed, ruling.state)
    name = the(ruled.setting, ruling.state)
    return (
        f"It is {helped} that {name} must {doing}{how}{freed} {citation(owed)}{when}."
    )


def other_side_first(ruled: Ruled, ruling: StateRuling) -> str:
    """Return the first line on a state that owes no help to the side asked about but certain help to the other side;
    empty for any other state. It begins with `Yes` if the question is whether the state must fight, on either side, and
    the state must.
    """
    if ruling.holding.helps or ruling.side or not ruling.other_side:
        return ""
    owed, name = ruling.other_side[0], the(ruled.setting, ruling.state)
    if not owed.settled or ruled.topic.deed not in (None, Duty.FIGHT):
        return ""
    if ruled.topic.deed is None or owed.call.duty is not Duty.FIGHT:
        line = helps_other_side(ruled, ruling)
        return f"{ruled.no}: {line[:1].lower()}{line[1:]}"
    helped = the(ruled.setting, *owed.call.beneficiaries)
    freed = freed_by_text(ruled, owed, ruling.state)
    does = f"{name} {owed.call.duty.modal} {owed.call.duty.verb} {citation(owed)}"
    by_text = f",{freed}" if freed else ""
    return f"{ruled.yes}, on the side of {helped}{by_text}: {does}."


def _owed_here(ruled: Ruled, ruling: StateRuling) -> str:
    """Write what a state that must help the other side owes the side asked about: less than help, or nothing."""
    helped, main = the(ruled.setting, *ruled.helped), ruling.main
    if main is None:
        why = because_of_state(ruled.solution, ruling)
        return f"To {helped} it owes no help: {why}."
    when = "" if main.settled else f" if {when_owed(ruled, main)}"
    if main.call.duty is Duty.CONSULT:
        return f"To {helped} it owes no more than talks {citation(main)}{when}."
    return f"Toward {helped} it {duty_text(ruled, main)} {citation(main)}{when}."


def others_bound(ruled: Ruled) -> str:
    """Return one sentence on the other states that are bound. States that it does not name are counted."""
    about = set(ruled.topic.states)
    shown = list(others_shown(ruled, about))
    articles = [owed for owed, _ in shown]
    named = about.union(*(states for _, states in shown))
    waiting = toward_the_rest(ruled, articles)
    named.update(*(owed.call.states for owed in waiting))
    doubtful = [s for s in ruled.ruling.in_doubt if s not in named]
    if not shown:
        return _nobody_for_certain(ruled, doubtful, called_later(ruled, named))
    texts = list(_in_groups(ruled, shown))
    texts += [_with_duty(ruled, o, [*set(o.call.states) - about]) for o in waiting]
    if further := [s for s in ruled.ruling.bound if s not in named]:
        are = "are" if len(further) > 1 else "is"
        texts.append(f"{_some(ruled, further)} {are} bound too")
    on = _on_what(ruled, doubtful)
    may = f"; {_some(ruled, doubtful)} may have to help{on}" if doubtful else ""
    return f"{capital(_known_first(texts))}{may}."


def _known_first(texts: Sequence[str]) -> str:
    """Join what other states must do in one clause, and behind it what some owe by texts that are not public."""
    hidden = [t for t in texts if t.startswith("what ")]
    known = listed([t for t in texts if t not in hidden])
    return "; ".join(filter(None, (known, *hidden)))


def _in_groups(ruled: Ruled, shown: Sequence[tuple[Owed, list[str]]]) -> Iterator[str]:
    """Write what other states must do; several that owe the same under treaties of their own share a verb."""
    groups = grouped(
        ((_published(o), demand(ruled, o)), o.of(states)) for o, states in shown
    )
    for (published, _), same in groups.items():
        if published and len(same) > 1:
            who = [
                f"{obligors(ruled, o, among=Among.COMMA)} ({bare_name(o.call.treaty)})"
                for o in same
            ]
            yield f"{listed(who)} {DutyClause(ruled, together(same)).deed}"
        else:
            yield from (_with_duty(ruled, o, o.states) for o in same)


def _published(owed: Owed) -> bool:
    """Tell whether the text of an article is public."""
    return owed.call.clause.warrant is not Warrant.UNPUBLISHED


def _with_duty(ruled: Ruled, owed: Owed, states: Sequence[str]) -> str:
    """Write what some states must do under one article."""
    who = obligors(ruled, owed.of(states))
    name = bare_name(owed.call.treaty)
    if owed.call.clause.warrant is Warrant.UNPUBLISHED:
        return (
            f"what {who} {'owe' if len(states) > 1 else 'owes'} is unpublished ({name})"
        )
    when = "" if owed.settled else f" if {when_owed(ruled, owed)}"
    doing = duty_text(ruled, owed, many=len(states) > 1)
    pact = owed.call.treaty.members_on(ruled.setting.on).removeprefix("parties to the ")
    cited = "" if pact in who and name.startswith(pact) else f" ({name})"
    return f"{who} {doing}{cited}{when}"


def _some(ruled: Ruled, states: Sequence[str]) -> str:
    """Name up to three states, and count the others."""
    return crowd(ruled.order, ruled.order.sorted(states), "states", named=3)


def _nobody_for_certain(
    ruled: Ruled, doubtful: Sequence[str], later: Sequence[str]
) -> str:
    """Write that nobody else is bound, or who may be: at once, or else as the war goes on."""
    if doubtful or later:
        names = _some(ruled, [*(doubtful or later)])
        unnamed = UNNAMED in ruled.setting.attacking
        unless = ", the attacker excepted," if unnamed else ""
        may = f"No other state is bound for certain; {names} may have to help{unless}"
        on = [_on_what(ruled, doubtful), *_under_what(ruled, doubtful)]
        each = on if doubtful else [" if others join"]
        lines = [f"{may}{text}." for text in (*each, "")]
        return next((x for x in lines if word_count(x) <= OTHERS_WORDS), lines[-1])
    helped = the(ruled.setting, *ruled.helped)
    whom = f" {helped}" if ruled.topic.side is Side.ATTACKER else ""
    return f"No other state is bound to help{whom}."


def _on_what(ruled: Ruled, doubtful: Sequence[str]) -> str:
    """Word the condition on which some states may be bound, where all share a short one; else name their treaties."""
    about = set(doubtful)
    pending = [o for o in ruled.ruling.open if about.intersection(o.call.states)]
    needs = {tuple(needs_of(ruled, o)) for o in pending}
    texts = needs.pop() if len(needs) == 1 else ()
    main = ruled.ruling.states[0].main if ruled.ruling.states else None
    if texts and main and tuple(needs_of(ruled, main)) == texts:
        return " on the same condition"
    if len(texts) == 1 and len(texts[0].split()) <= SHORT:
        return f" if {texts[0]}"
    return next(_under_what(ruled, doubtful), "")


def _under_what(ruled: Ruled, doubtful: Sequence[str]) -> Iterator[str]:
    """Yield the treaties under which some states may be bound: two and then one, with a word for others."""
    about = set(doubtful)
    pending = [o for o in ruled.ruling.open if about.intersection(o.call.states)]
    if not pending:
        return
    yield f" under {instruments(pending)}"
    yield f" under {instruments(pending[:1])} and other treaties"


def under_another(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the duties of the states asked about under treaties that the question does not name."""
    calls = calls_of_side(ruled.solution, ruled.topic.side)
    asked = set(ruled.topic.treaties)
    other = [c for c in calls if c.treaty.id not in asked]
    for ruling in ruled.ruling.states[:2]:
        found = rule_on_state(ruled.solution, ruling.state, other, ())
        main = found.main
        if main and found.holding.helps:
            names = the(ruled.setting, ruling.state)
            doing = duty_text(ruled, main)
            comma = "," * (", but " in doing)
            when = "" if main.settled else f"{comma} if {when_owed(ruled, main)}"
            yield f"Under another treaty {names} {doing}{when} {citation(main)}."
        elif not ruling.holding.helps:
            helped = the(ruled.setting, *ruled.helped)
            name = the(ruled.setting, ruling.state)
            if main and main.settled:
                less = duty_text(ruled, main).replace("must ", "need only ", 1)
                yield f"Under another treaty {name} {less} {citation(main)}."
            else:
                yield f"No other treaty obliges {name} to help {helped}."
