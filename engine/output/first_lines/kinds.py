"""First lines on other kinds of question: who need not help, how many must, under which treaty, why, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from engine.findings.unbound import Lack
from engine.output.first_lines.besides import besides
from engine.output.first_lines.duty import (
    bare_name,
    citation,
    duty_text,
    is_short,
    judged_by,
    marked,
    needs_of,
    obligors,
    only_if,
    when_owed,
)
from engine.output.first_lines.helpers import (
    NOBODY_FOR_CERTAIN,
    lines_on_helpers,
    own_limits,
)
from engine.output.first_lines.history import bound_before, bound_earlier, last_day
from engine.output.first_lines.leave import nobody_barred
from engine.output.first_lines.lesser import nobody
from engine.output.first_lines.ruled import Ruled
from engine.output.first_lines.states import (
    lines_on_states,
    state_line,
    why_no_help,
)
from engine.output.first_lines.treaties import (
    covered_by,
    lines_on_treaties,
    treaty_line,
)
from engine.output.prose import capital, crowd, listed, number, the, word_count
from engine.output.ruling_reasons import because_of_treaty
from engine.question.topic import Kind
from engine.ruling.help_groups import NAMED, bound_since, help_of_states
from engine.ruling.ruling import Holding, Owed, StateRuling
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited, instrument_in_line
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Duty

MOST = 3
"""The largest number of articles named in answers to *how many*, *which treaty* and *since when*."""
BRIEF = 8
"""The largest number of words of a condition that stands within a sentence on several treaties."""
SHORT = 22
"""The largest number of words of a duty with its conditions behind *Because*."""


def who_need_not(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on who need not help: every state outside the treaties that bind, and members of these treaties
    that owe less.
    """
    if ruled.topic.states:
        yield from _need_not_of(ruled)
        return
    settled, open_ = ruled.ruling.settled, ruled.ruling.open
    yield _edge(ruled, settled or open_)
    yield from _beyond_nobody(ruled)


def _edge(ruled: Ruled, inside: Sequence[Owed]) -> str:
    """Write which states owe no help on any condition: all but the states that owe it, at least on one."""
    if ruled.ruling.barred and not ruled.ruling.settled:
        return nobody_barred(ruled).replace("Nobody", "Every state", 1)
    if not inside:
        return f"Every state: {nobody(ruled)}."
    edge = f"Every state but {_inside(ruled, inside)}"
    if ruled.ruling.settled:
        doubt = _in_doubt(ruled)
        return f"{edge} and, on conditions, {doubt}." if doubt else f"{edge}."
    one = len({s for o in inside for s in o.call.states}) == 1
    owing = "what it owes" if one else "what these owe"
    return f"{edge}; {owing} hangs on a condition."


def _in_doubt(ruled: Ruled) -> str:
    """Name the states all of whose help hangs on a condition: those of the hardest duty first, large groups by number."""
    left, parts = set(ruled.ruling.in_doubt), list[str]()
    for owed in sorted(ruled.ruling.open, key=_hardness):
        states = left.intersection(owed.call.states)
        if not states:
            continue
        left -= states
        if len(states) <= NAMED:
            parts.append(the(ruled.setting, *ruled.order.sorted(states)))
        else:
            parts.append(f"{number(len(states))} {_members(ruled, owed)}")
    return listed(parts)


def _hardness(owed: Owed) -> int:
    return owed.call.duty.rank


def _members(ruled: Ruled, owed: Owed) -> str:
    """Return the plural noun for the states that an article binds."""
    treaty = owed.call.treaty
    members = treaty.members_on(ruled.setting.on, owed.call.states)
    of = f" to the {bare_name(treaty)}" if members == "parties" else ""
    return f"{members}{of}"


def _inside(ruled: Ruled, owed: Sequence[Owed]) -> str:
    """Name the states that owe something: those of large groups by their group, the others by name."""
    large = [o for o in owed if len(o.call.states) > NAMED]
    counted = {s for o in large for s in o.call.states}
    left = ruled.order.sorted({s for o in owed for s in o.call.states} - counted)
    named = left if len(left) <= NAMED else left[:3]
    names = [_group(ruled, o) for o in large]
    names += [the(ruled.setting, s) for s in named]
    if len(left) > len(named):
        names.append(f"{number(len(left) - len(named))} more")
    return listed(dict.fromkeys(names))


def _group(ruled: Ruled, owed: Owed) -> str:
    """Name a large group that a treaty binds: all members, or their number where one of them attacks."""
    members = _members(ruled, owed)
    parties = set(owed.call.treaty.parties_on(ruled.setting.on))
    if parties.isdisjoint(ruled.setting.attacking):
        return f"the {members}"
    other = "" if parties.isdisjoint(ruled.helped) else "other "
    return f"{number(len(owed.call.states))} {other}{members}"


def _beyond_nobody(ruled: Ruled) -> Iterator[str]:
    """Write the lines on who must help, without the line that nobody must."""
    lines = list(lines_on_helpers(ruled))
    yield from lines if ruled.ruling.settled else lines[1:]


def _need_not_of(ruled: Ruled) -> Iterator[str]:
    """Write which of the states asked about need not help."""
    asked = [s for s in ruled.ruling.states if not s.side]
    free = [s.state for s in asked if not s.holding.may_oblige]
    if not free:
        yield from _none_is_free(ruled, {s.state for s in asked})
    elif len(free) == len(asked) > NAMED and not ruled.ruling.bound:
        yield f"All {number(len(free))} of them: {nobody(ruled)}."
        yield from _beyond_nobody(ruled)
    else:
        names = crowd(ruled.order, ruled.order.sorted(free), "states")
        yield f"{capital(names)}."
        yield from _who_else_is_bound(ruled)


def _none_is_free(ruled: Ruled, asked: set[str]) -> Iterator[str]:
    """Write that none of the states asked about is free, with the article that binds all of them, where there is one."""
    whole = [o for o in ruled.ruling.settled if asked <= set(o.call.states)]
    if not whole:
        yield "None: all of them must help, at least on a condition."
        yield from _who_else_is_bound(ruled)
        return
    one = len(asked) == 1
    who = the(ruled.setting, *asked) if one else f"all {number(len(asked))}"
    does = duty_text(ruled, whole[0], many=not one)
    yield f"None: {who} {does} {citation(whole[0])}."
    yield own_limits(ruled, whole[:1], asked)


def _who_else_is_bound(ruled: Ruled) -> Iterator[str]:
    """Write who must help, after those who need not."""
    for line in lines_on_helpers(ruled):
        yield line.replace(NOBODY_FOR_CERTAIN, "Bound for certain: nobody", 1)


def how_many(ruled: Ruled) -> Iterator[str]:
    """Yield sentences that say how many states (or how many of the states asked about) must help, how many each article
    binds, and how far these groups overlap.
    """
    bound = _of_asked(ruled, ruled.ruling.bound)
    doubt = _of_asked(ruled, ruled.ruling.in_doubt)
    if not bound:
        yield _none_bound(ruled, doubt)
        yield from _beyond_nobody(ruled)
        return
    yield f"{capital(_how_many_of(ruled, len(bound)))} must help: {_parts(ruled, bound)}."
    yield own_limits(ruled, ruled.ruling.settled)
    if doubt:
        yield f"In doubt: {_some(ruled, doubt)}."


def _how_many_of(ruled: Ruled, bound: int) -> str:
    """Word how many states are bound, of the states asked about where there are several."""
    asked = len(ruled.topic.states)
    if asked <= 1:
        return f"{number(bound)} state{'s' * (bound != 1)}"
    if bound < asked:
        return f"{number(bound)} of the {number(asked)}"
    return "both" if asked == 2 else f"all {number(asked)}"


def _parts(ruled: Ruled, bound: Sequence[str]) -> str:
    """Word whom each of the first articles binds to what, and how many states are bound by more than one of them."""
    groups = [(o, _of_asked(ruled, o.call.states)) for o in ruled.ruling.settled]
    groups = [(owed, states) for owed, states in groups if states][:MOST]
    parts = [_part(ruled, owed, states) for owed, states in groups]
    total = sum(len(states) for _, states in groups) - len(bound)
    if total > 0 and len(bound) > 1:
        both = "both" if len(parts) == 2 else "more than one"
        parts.append(f"{total} {'state is' if total == 1 else 'states are'} {both}")
    return "; ".join(parts)


def _of_asked(ruled: Ruled, states: Iterable[str]) -> list[str]:
    """Keep the states asked about; all where none is."""
    asked = ruled.topic.states
    return [s for s in states if not asked or s in asked]


def _part(ruled: Ruled, owed: Owed, states: Sequence[str]) -> str:
    """Write which states, or how many, one article binds, and to what."""
    names = the(ruled.setting, *ruled.order.sorted(states))
    few = len(states) <= NAMED
    members = owed.call.treaty.members_on(ruled.setting.on, owed.call.states)
    who = names if few else f"{len(states)} {members}"
    does = duty_text(ruled, owed, many=len(states) > 1)
    return f"{who} {does} {citation(owed)}"


def _none_bound(ruled: Ruled, doubt: Sequence[str]) -> str:
    """Write that no state must help for certain, and how many may have to."""
    if ruled.ruling.barred:
        return nobody_barred(ruled).replace("Nobody", "None", 1)
    if doubt:
        names = _some(ruled, doubt)
        return f"None for certain; {number(len(doubt))} on a condition: {names}."
    of_them = " of them" * bool(ruled.topic.states)
    # Where others are bound, no treaty is not the reason.
    because = "" if ruled.ruling.settled or ruled.ruling.open else f": {nobody(ruled)}"
    return f"None{of_them}{because}."


def _some(ruled: Ruled, states: Iterable[str]) -> str:
    """Name three states and count the others."""
    return crowd(ruled.order, ruled.order.sorted(states), "states", named=3)


def which(ruled: Ruled) -> Iterator[str]:
    """Yield sentences that say which treaty obliges the states asked about, or any state, and which of these states no
    treaty obliges.
    """
    asked = [s.state for s in ruled.ruling.states]
    owed = help_of_states(ruled) if asked else [*ruled.ruling.settled]
    if not owed:
        lines = lines_on_states(ruled) if asked else lines_on_helpers(ruled)
        yield f"None. {next(lines, '').removeprefix(f'{ruled.no}. ')}".rstrip()
        yield from lines
        return
    owed.sort(key=lambda o: not o.settled)
    each = list({o.call.clause.label: o for o in owed}.values())
    for one in each[:MOST]:
        yield _obliging(ruled, one)
    if left := each[MOST:]:
        cited = listed([citation(o)[1:-1] for o in left[:NAMED]])
        yield f"Further: {cited}{_and_more(left[NAMED:])}."
    free = [s.state for s in ruled.ruling.states if not s.holding.may_oblige]
    if free:
        names = _some(ruled, free)
        yield f"No treaty obliges {names} to help."


def _and_more(left: Sequence[Owed]) -> str:
    return f" and {number(len(left))} more" if left else ""


def _obliging(ruled: Ruled, one: Owed) -> str:
    """Write whom an article obliges to what: of the states asked about, or of all."""
    year, label = one.call.treaty.signed.year, one.call.clause.label
    dated = label if str(year) in label else f"{label}, signed {year}"
    states = _of_asked(ruled, one.call.states)
    when = "" if one.settled else f", only if {when_owed(ruled, one)}"
    doing = duty_text(ruled, one, many=len(states) > 1)
    return f"{dated}: {obligors(ruled, one.of(states))} {doing}{when}."


def why(ruled: Ruled) -> Iterator[str]:
    """Yield sentences that say why a state must help, with a quotation of its promise, or why it need not."""
    if not ruled.ruling.states:
        yield from _why_treaties(ruled)
    for ruling in ruled.ruling.states:
        if ruling.holding.may_oblige and ruling.main:
            yield from _why_bound(ruled, ruling, ruling.main)
        elif ruled.topic.kind is Kind.WHY:
            yield f"It did not have to: {why_no_help(ruled, ruling)}."
            yield from _less_owed(ruled, ruling)
        else:
            yield f"Because {why_no_help(ruled, ruling)}."
            yield from _less_owed(ruled, ruling)


def _less_owed(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write what a state that owes no help owes all the same, and what else there is."""
    main = ruling.main
    if main and main.call.duty is not Duty.MAY_ASSIST:
        when = "" if main.settled else f" if {when_owed(ruled, main)}"
        yield f"It {duty_text(ruled, main)} {citation(main)}{when}."
    yield from besides(ruled, ruling)


def _why_bound(ruled: Ruled, ruling: StateRuling, main: Owed) -> Iterator[str]:
    """Write why a state must help: by which promise, on what it hangs, and in which words."""
    if ruled.topic.kind is Kind.WHY_NOT:
        yield _on_the_contrary(ruled, ruling, main)
        yield from besides(ruled, ruling)
        return
    label = instrument_in_line(citation(main)[1:-1])
    if main.settled:
        does = f"{the(ruled.setting, ruling.state)} {duty_text(ruled, main)}"
        yield f"Because of {label}, by which {does}."
    else:
        yield _because_of_open(ruled, ruling, main)
    if quoted := main.call.clause.obligation.quotation:
        yield f"Its words: {quoted}."
    yield from besides(ruled, ruling)


def _because_of_open(ruled: Ruled, ruling: StateRuling, main: Owed) -> str:
    """Write by which promise a state must help on conditions alone.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the state.
        main: its duty.
    """
    short = _in_short(ruled, ruling, main, "")
    if short:
        return f"Because of {instrument_in_line(citation(main)[1:-1])}: {short}"
    return _in_full(ruled, ruling, main)


def _in_short(ruled: Ruled, ruling: StateRuling, main: Owed, cited: str) -> str:
    """Write what a state must do only on its conditions, in one sentence; nothing where that is long.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the state.
        main: its duty.
        cited: the article in brackets with a space before it; empty where it is named already.
    """
    name = the(ruled.setting, ruling.state)
    does = f"{name} {duty_text(ruled, main)}"
    does += "," * (", but " in does)
    judges = _its_judge(ruled, ruling, main)
    sentence = f"{does} only if {listed(needs_of(ruled, main))}{judges}{cited}."
    return sentence if word_count(sentence) <= SHORT else ""


def _in_full(ruled: Ruled, ruling: StateRuling, main: Owed) -> str:
    """Write on which conditions a state must help, and then what it must do, in a sentence of its own.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the state.
        main: its duty.
    """
    each, judges = needs_of(ruled, main), _its_judge(ruled, ruling, main)
    does = duty_text(ruled, main)
    if len(each) == 1:
        name = capital(the(ruled.setting, ruling.state))
        must = f"{name} is bound only if {each[0]}{judges}"
        return f"{must} {citation(main)}. Then it {does}."
    return only_if(
        ruled, main, f"{the(ruled.setting, ruling.state)} {does} {citation(main)}"
    )


def _its_judge(ruled: Ruled, ruling: StateRuling, main: Owed) -> str:
    """Return who judges the conditions of a duty, as a relative clause; the state itself as *it*."""
    name = the(ruled.setting, ruling.state)
    return judged_by(ruled, main).replace(f"which {name} ", "which it ")


def _on_the_contrary(ruled: Ruled, ruling: StateRuling, main: Owed) -> str:
    """Write the line of a state that is bound, where it is asked why the state is not: the premise is denied, or the
    duty depends on something.
    """
    line = state_line(ruled, [ruling])
    if line.startswith(f"{ruled.yes}, but "):
        return line.replace(f"{ruled.yes}, but ", "On the contrary, though ", 1)
    if line.startswith(f"{ruled.yes}:"):
        return line.replace(ruled.yes, "On the contrary", 1)
    if ruling.holding is Holding.ONLY_IF:
        short = _in_short(ruled, ruling, main, f" {citation(main)}")
        return f"Because {short}" if short else _in_full(ruled, ruling, main)
    return f"Because no duty is certain. {line}"


def _why_treaties(ruled: Ruled) -> Iterator[str]:
    """Write why treaties oblige to help, or why they do not."""
    for ruling in ruled.ruling.treaties:
        if ruling.lacking:
            yield f"Because {because_of_treaty(ruled.solution, ruling)}."
        else:
            yield treaty_line(ruled, ruling)
    if all(r.lacking for r in ruled.ruling.treaties):
        yield covered_by(ruled)


def when(ruled: Ruled) -> Iterator[str]:
    """Yield sentences that say since when, and until when, the states asked about are bound to help."""
    for ruling in ruled.ruling.states:
        owed = [o for o in (*ruling.settled, *ruling.open) if o.call.helping]
        if not owed:
            yield from _no_longer(ruled, ruling)
            continue
        yield from _since(ruled, ruling, _terms(ruled, owed, ruling.state))
        # Where an attacker is named, what is asked is of this attack; the treaties that are over had others in view.
        if not any(e.by for e in ruled.solution.scenario.events):
            yield bound_earlier(ruled, ruling.state)
    if not ruled.ruling.states:
        yield from lines_on_treaties(ruled)


class _Term(NamedTuple):
    """Since when and until when an article obliges a state, with its conditions; days that are not known sort last."""

    since: date
    words: str
    owed: Owed
    until: str
    needs: tuple[str, ...]


def _terms(ruled: Ruled, owed: Sequence[Owed], state: str) -> list[_Term]:
    """List since when a state is bound by the first articles, the earliest first; of one treaty in one time, by one.

    Args:
        ruled: the answer with its ruling.
        owed: the help that the state owes.
        state: the id of the state.
    """
    each = [_term(ruled, o, state) for o in owed]
    same = grouped(
        ((t.owed.call.treaty.id, t.words, t.until, t.needs), t) for t in each
    )
    return sorted([several[0] for several in same.values()][:MOST], key=_day_of)


def _day_of(term: _Term) -> date:
    return term.since


def _term(ruled: Ruled, owed: Owed, state: str) -> _Term:
    """Since when and until when a state is bound by an article, and on which conditions."""
    since = bound_since(ruled.solution, owed, state)
    words = in_words(since) if since else "a day that is not known"
    needs = () if owed.settled else tuple(needs_of(ruled, owed))
    first = earliest(since) if since else date.max
    return _Term(first, words, owed, last_day(ruled, owed, state), needs)


def _since(ruled: Ruled, ruling: StateRuling, terms: Sequence[_Term]) -> Iterator[str]:
    """Yield since when a state is bound, by every treaty in one sentence, and then on which conditions and until when.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the state.
        terms: since when and until when it is bound, the earliest first.
    """
    first, *later = terms
    if not later:
        yield _since_alone(ruled, ruling, first)
    else:
        parts = [f"{_since_first(ruled, ruling, first)}{_hanging(first)}"]
        for term in later:
            parts.append(f"{_since_also(ruled, first, term)}{_hanging(term)}")
        yield f"{', '.join(parts[:-1])}, and {parts[-1]}."
        long = [t for t in terms if _counted(t) == _hanging(t) != ""]
        for term in long:
            yield f"{capital(_by(term))} this holds only if {listed(term.needs)}."
    yield _until(terms)


def _until(terms: Sequence[_Term]) -> str:
    """Write until when articles bind a state: once where they end together; empty where no end is known."""
    ends = {t.until for t in terms}
    if len(ends) == 1:
        end = ends.pop()
        return f"It stays bound until {end}." if end else ""
    each = [f"{_by(t)} until {t.until}" for t in terms if t.until]
    return f"It stays bound {listed(each)}." if each else ""


def _by(term: _Term) -> str:
    """Name the article behind `by`."""
    return f"by {instrument_in_line(citation(term.owed)[1:-1])},"


def _hanging(term: _Term) -> str:
    """Write the only condition of an article where it is short; else count the conditions."""
    if len(term.needs) == 1 and len(term.needs[0].split()) <= BRIEF:
        return f" if {term.needs[0]}"
    return _counted(term)


def _since_first(ruled: Ruled, ruling: StateRuling, term: _Term) -> str:
    """Write since when a state must do what, by which article."""
    does = f"{the(ruled.setting, ruling.state)} {duty_text(ruled, term.owed)}"
    return f"Since {term.words} {does} {citation(term.owed)}"


def _since_also(ruled: Ruled, first: _Term, term: _Term) -> str:
    """Write since when a further article obliges a state, and to what where that is another deed.

    Args:
        ruled: the answer with its ruling.
        first: since when the first article obliges it.
        term: since when the further article does.
    """
    deed = duty_text(ruled, term.owed)
    day = f"since {term.words}" if term.words != first.words else "from the same day"
    if deed != duty_text(ruled, first.owed):
        return f"{day} it {deed} {citation(term.owed)}"
    if term.owed.call.treaty is first.owed.call.treaty:
        return f"{day} by {article_cited(term.owed.call.clause.obligation.article)} too"
    return f"{day} under {instrument_in_line(citation(term.owed)[1:-1])}"


def _counted(term: _Term) -> str:
    """Count the conditions of an article; empty where it has none."""
    count = len(term.needs)
    return f", on {number(count)} condition{'s' * (count > 1)}" if count else ""


def _since_alone(ruled: Ruled, ruling: StateRuling, term: _Term) -> str:
    """Write since when a state is bound by the only article; long conditions stand in a sentence of their own.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the state.
        term: since when it is bound, and on which conditions.
    """
    does, each = _since_first(ruled, ruling, term), term.needs
    needs = f" if {listed(each)}" if each else ""
    if not each or is_short(does + needs):
        return f"{does}{needs}."
    if len(each) == 1:
        return f"{does}, only if {each[0]}."
    return f"{does}{_counted(term)}.{marked(list(each))}"


def _no_longer(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Yield until when a state was bound to help, or why it is not."""
    because, name = why_no_help(ruled, ruling), the(ruled.setting, ruling.state)
    before = list(bound_before(ruled, ruling.state))
    ended = [r for r in ruling.because if r.lack is Lack.ENDED and r.articles]
    if before:
        yield from before
    elif ended and ended[0].day and ended[0].treaty:
        last = in_words(ended[0].day - timedelta(days=1))
        cited = f"({ended[0].treaty.name}, {article_cited(ended[0].articles[0])})"
        yield capital(f"until {last} {name} was bound to help {cited}; {because}.")
    else:
        yield capital(f"{name} is not bound to help: {because}.")
