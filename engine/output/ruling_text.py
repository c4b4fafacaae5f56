"""A ruling in words: the first lines of an answer, by kind of question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.output.owing import claim, conditions, decides, reference
from engine.output.prose import capital, crowd, foremost, listed, number, the
from engine.output.ruling_reasons import (
    because_of_state,
    because_of_treaty,
    short_reason,
)
from engine.question.topic import Kind, Side
from engine.ruling.attack import ruling_of
from engine.ruling.ruling import Holding, Owed, Ruling, StateRuling, TreatyRuling
from engine.ruling.states import barred, calls_of_side, owed_of, rule_on_state
from engine.verdicts.calls import firmest
from engine.verdicts.solution import Solution
from engine.verdicts.unbound import Lack, unbound
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Duty, Warrant

NAMED = 4
"""States of a group that are named at most."""
HELPERS = 3
"""Sentences about help that depends on nothing, and about help that depends on something."""


def ruling_text(solution: Solution) -> tuple[str, ...]:
    """Write the first lines: the ruling, why or on what it hangs, and the others in one sentence.

    >>> from engine import ask
    >>> ruling_text(ask("Estonia", by="Russia", on="2026-01-01", must="USA", rounds=1))[0]
    'Yes, but it chooses how: the United States must act (North Atlantic Treaty, Art. 5).'
    """
    ruling = ruling_of(solution)
    words = RulingWords(solution, ruling)
    return tuple(line for line in words.lines() if line)


class RulingWords:
    """The words of one ruling."""

    def __init__(
        self, solution: Solution, ruling: Ruling, side: Side | None = None
    ) -> None:
        self.solution = solution
        self.ruling = ruling
        self.setting = solution.setting
        self.order = solution.display_order
        self.topic = ruling.topic
        self.helped = (
            self.setting.attacking
            if (side or self.topic.side) is Side.ATTACKER
            else self.setting.attacked
        )

    def lines(self) -> Iterator[str]:
        """Write the lines of the kind of question that was asked."""
        by_kind = {
            Kind.WHO_NOT: self.who_need_not,
            Kind.HOW_MANY: self.how_many,
            Kind.WHICH: self.which,
            Kind.WHY: self.why,
            Kind.WHY_NOT: self.why,
            Kind.WHEN: self.when,
        }
        if self.topic.kind in by_kind:
            yield from by_kind[self.topic.kind]()
        elif self.topic.states:
            yield from self.states()
        elif self.topic.treaties:
            yield from self.treaties()
        else:
            yield from self.who()

    # Words of a duty.

    def toward(self, owed: Owed) -> str:
        """Name those to whom it is owed; empty where the title says it, as it is owed to all of them."""
        named = [s for s in self.helped if s in owed.call.beneficiaries]
        whole = not named or len(named) == len(self.helped)
        return "" if whole else the(self.setting, *named)

    def does(self, owed: Owed, *, many: bool = False, open_: bool = False) -> str:
        """Word a duty, with those to whom it is owed where the title does not say it.

        Args:
            owed: the article.
            many: whether several states owe it.
            open_: leave the choice of means to what stands before.
        """
        duty, toward = owed.call.duty, self.toward(owed)
        other = self.setting.attacked + self.setting.attacking
        against = [s for s in other if s not in self.helped]
        each = "each chooses" if many else "chooses"
        act = f"must act for {toward}" if toward else "must act"
        texts = {
            Duty.ACT: act if open_ and not many else f"{act}, but {each} how",
            Duty.NOT_AID: f"must not help {the(self.setting, *against)}",
        }
        verb = (toward and duty.toward) or duty.verb
        return texts.get(duty, "") or f"{duty.modal} {verb.format(toward=toward)}"

    def who_owes(self, owed: Owed, states: Sequence[str] = ()) -> str:
        """Name the obligors of an article: a few by name, more by number with the weightiest."""
        bound = [s for s in states or owed.call.states if s not in self.helped]
        bound = bound or list(owed.call.states)
        if len(bound) <= NAMED:
            return the(self.setting, *self.order.sorted(bound))
        treaty = owed.call.treaty
        victims = set(self.helped) & set(treaty.parties_on(self.setting.on))
        other = "other " if victims else ""
        named = the(self.setting, *foremost(self.order, bound, NAMED))
        among = f" ({named} among them)" if named else ""
        return f"{number(len(bound))} {other}{treaty.members}{among}"

    def cited(self, owed: Owed) -> str:
        """Cite an article in brackets; ° says that its words were not read here."""
        clause = owed.call.clause
        if clause.warrant is Warrant.NOT_SEEN:
            return f"({clause.label.removesuffix(', not seen')}°)"
        return f"({reference(clause)})"

    def when_owed(self, owed: Owed) -> str:
        """Word what must happen and what must be found before an article binds, without `if`."""
        return listed(self.conditions_of(owed))

    def conditions_of(self, owed: Owed) -> list[str]:
        """Word each act and each judgement on which an article depends, as a clause after `if`."""
        acts = [conditions(self.solution, [x]) for x in owed.events]
        judgements = [claim(self.solution, x) for x in owed.on]
        return list(dict.fromkeys((*acts, *judgements)))

    def only_if(self, owed: Owed, then: str) -> str:
        """Write that a duty depends on something: one thing in the sentence, several things behind it."""
        each, judges = self.conditions_of(owed), self.judges(owed)
        if len(each) == 1:
            return f"Only if {each[0]}{judges}: then {then}."
        return f"Only if {number(len(each))} things hold{judges}: then {then}.{_marked(each)}"

    def judges(self, owed: Owed, states: Iterable[str] = ()) -> str:
        """Name who decides what an article depends on, where it is the same for all of it.

        Args:
            owed: the article.
            states: the states whose duties depend on it; those asked about, or all it binds, where left out.
        """
        asked = [s for s in owed.call.states if s in self.topic.states]
        bound = tuple(states) or asked or owed.call.states
        found = {decides(self.solution, q, bound) for q, _ in owed.on}
        if len(found) != 1:
            return ""
        text = found.pop()
        return f", {text}" if text.startswith("a question") else f", which {text}"

    # A state asked about.

    def states(self) -> Iterator[str]:
        """Rule on each state asked about; states of one holding on one ground share a line."""
        groups = grouped((self._key(s), s) for s in self.ruling.states)
        several = len(groups) > 1
        for same in groups.values():
            yield self.opening(same, several=several)
        if len(self.ruling.states) == 1:
            yield self.besides(self.ruling.states[0])
        else:
            yield from self.all_besides()
        if self.topic.treaties:
            yield from self.under_another()
        else:
            yield self.others()

    def _key(self, ruling: StateRuling) -> object:
        main = ruling.main
        if ruling.holding.helps and main:
            return (ruling.holding, main.call.clause.label, main.on, main.events)
        return (ruling.holding, self.because(ruling))

    def because(self, ruling: StateRuling) -> str:
        """Word why a state owes no help; by the treaty asked about, where one was."""
        stopped = barred(self.solution, ruling.state)
        if stopped:
            label = reference(stopped[0].clause)
            return f"its duty rests here: help is barred or waived ({label})"
        if self.topic.treaties:
            of_treaty = [t for t in self.ruling.treaties if t.lacking]
            if of_treaty:
                return because_of_treaty(self.solution, of_treaty[0], ruling.state)
        return because_of_state(self.solution, ruling)

    def opening(self, same: Sequence[StateRuling], *, several: bool = False) -> str:
        """Write the first line for some states of one holding."""
        first, many = same[0], len(same) > 1
        ids = self.order.sorted(s.state for s in same)
        names = crowd(self.order, ids, "states", whole=len(ids) <= 9)
        if self.topic.group and not several and len(ids) > NAMED:
            names = f"the {len(ids)} states of {self.topic.group}"
        text = self._worded(first, names, many=many)
        if several:
            return f"{capital(names)}: {text[:1].lower()}{text[1:]}"
        return text

    def _yes(self) -> str:
        return "Obliged" if self.topic.conduct else "Yes"

    def _no(self) -> str:
        return "Not obliged" if self.topic.conduct else "No"

    def _worded(self, ruling: StateRuling, names: str, *, many: bool) -> str:
        main = ruling.main
        if ruling.side and not ruling.holding.helps and not ruling.settled:
            attacked = "is attacked itself" if ruling.side == "victim" else "attacks"
            return f"{self._no()}: {names} {attacked}."
        if ruling.holding is Holding.NONE or main is None:
            return f"{self._no()}. {capital(self.because(ruling))}."
        asked = self._deed_asked(ruling, names, main)
        if asked:
            return asked
        if ruling.holding.helps or ruling.holding is Holding.UNKNOWN:
            return self._helps(ruling, names, main, many=many)
        does = self.does(main, many=many)
        if ruling.holding is Holding.CONSULT:
            does = does.replace("must ", "need only ")
        cited = self.cited(main)
        each = self.conditions_of(main)
        several = len(each) > 1
        needs = [f"{number(len(each))} things hold"] if several else each
        when = f" if {needs[0]}" if needs else ""
        sentence = f"{capital(names)} {does} {cited}{when}{self._but(ruling)}"
        return f"{self._no()}. {sentence}.{_marked(each) if several else ''}"

    def _helps(self, ruling: StateRuling, names: str, main: Owed, *, many: bool) -> str:
        """Write that some states must help, at least on a condition or as far as a hidden text goes."""
        cited = self.cited(main)
        does = self.does(main, many=many, open_=True)
        if ruling.holding is Holding.OBLIGED:
            return f"{self._yes()}: {names} {does} {cited}."
        if ruling.holding is Holding.OWN_MEANS:
            its = "each chooses how" if many else "it chooses how"
            return f"{self._yes()}, but {its}: {names} {does} {cited}."
        if ruling.holding is Holding.UNKNOWN:
            owe = "owe" if many else "owes"
            return f"Unknown: what {names} {owe} is unpublished {cited}."
        does = self.does(main, many=many)
        return self.only_if(main, f"{names} {does} {cited}")

    def _deed_asked(self, ruling: StateRuling, names: str, main: Owed) -> str:
        """Write the answer to a question about one deed, to fight or to consult; nothing for help in general."""
        if self.topic.deed is Duty.CONSULT:
            talks = [o for o in ruling.settled if o.call.duty is Duty.CONSULT]
            if talks:
                return f"{self._yes()}: {names} must consult {self.cited(talks[0])}."
        fights = any(o.call.duty is Duty.FIGHT for o in ruling.settled)
        helps = ruling.holding.helps and main.settled
        if self.topic.deed is Duty.FIGHT and helps and not fights:
            does = self.does(main, open_=True)
            return f"Not bound to fight, but bound to help: {names} {does} {self.cited(main)}."
        return ""

    def _but(self, ruling: StateRuling) -> str:
        """Word why no help is owed, behind a lesser duty; nothing where there is no particular reason."""
        reason = short_reason(self.solution, ruling)
        return f": {reason}" if reason else ""

    def besides(self, ruling: StateRuling) -> str:
        """Write what a state owes besides the duty of the first line, and what it promised below a treaty."""
        main, lines = ruling.main, list[str]()
        if ruling.other_side and not ruling.holding.helps:
            lines.append(self.helps_other_side(ruling))
        pending = ruling.holding.helps and main is not None and not main.settled
        if doing := self._further(ruling):
            must = "In any case it must" if pending else "It must also"
            lines.append(f"{must} {doing}.")
        settled = main is not None and main.call.helping and main.settled
        if ruling.below and not settled:
            names = dict.fromkeys(
                f"{instrument_in_line(o.call.treaty.name)} ({o.call.treaty.rank.meaning})"
                for o in ruling.below
            )
            lines.append(f"Promised below a treaty only: {listed(list(names)[:2])}.")
        return " ".join(lines)

    def all_besides(self) -> Iterator[str]:
        """Write what several states owe besides the duties of the first lines, those that owe the same together."""
        helping = [r for r in self.ruling.states if r.holding.helps]
        groups = grouped((self._further(r, many=True), r) for r in helping)
        for doing, same in groups.items():
            if doing and len(same) > 1:
                names = the(self.setting, *self.order.sorted(r.state for r in same))
                yield f"{capital(names)} must also {doing}."
            elif doing:
                name = capital(the(self.setting, same[0].state))
                yield f"{name} must also {self._further(same[0])}."

    def _further(self, ruling: StateRuling, *, many: bool = False) -> str:
        """Word the further duties of a state that are told, behind `must also`."""
        return listed([self._also(owed, many=many) for owed in self._second(ruling)])

    def _second(self, ruling: StateRuling) -> list[Owed]:
        """Choose the further duties that are told: more help, or else lesser duties of other kinds."""
        main = ruling.main
        shown = [main] if main else []
        # Where help waits for something, what is owed meanwhile is told too.
        sure = ruling.holding.helps and main is not None and main.settled
        for owed in (*ruling.settled, *ruling.open):
            if owed is main or owed.call.duty is Duty.MAY_ASSIST:
                continue
            if owed.call.helping:
                more = _more_help(owed, shown)
            else:
                more = not sure and owed.call.duty not in {t.call.duty for t in shown}
            if more:
                shown.append(owed)
        return shown[1 if main else 0 :][:2]

    def _also(self, owed: Owed, *, many: bool = False) -> str:
        """Word a further duty behind `must also`."""
        doing = self.does(owed, many=many).removeprefix("must ")
        when = "" if owed.settled else f" if {self.when_owed(owed)}"
        return f"{doing} {self.cited(owed)}{when}"

    def helps_other_side(self, ruling: StateRuling) -> str:
        """Write that a state must help the side that the question does not ask about."""
        owed = ruling.other_side[0]
        helped = the(self.setting, *owed.call.beneficiaries)
        doing = "act for" if owed.call.duty is Duty.ACT else "help"
        how = " militarily" if owed.call.duty is Duty.FIGHT else ""
        when = "" if owed.settled else f", if {self.when_owed(owed)}"
        name = the(self.setting, ruling.state)
        return f"It is {helped} that {name} must {doing}{how} {self.cited(owed)}{when}."

    def others(self) -> str:
        """Write who else is bound, in one sentence."""
        about = set(self.topic.states)
        left = []
        for owed in self.ruling.settled:
            rest = [s for s in owed.call.states if s not in about]
            if rest:
                left.append((owed, rest))
        if not left:
            doubt = [s for s in self.ruling.in_doubt if s not in about]
            if doubt:
                names = crowd(self.order, self.order.sorted(doubt), "states", named=3)
                return f"No other state is bound for certain; {names} may be."
            return "No other state is bound to help."
        texts = []
        for owed, rest in left[:2]:
            who = self._counted(owed, rest)
            doing = self.does(owed, many=len(rest) > 1)
            texts.append(f"{who} {doing} ({owed.call.treaty.name})")
        return f"Besides, {listed(texts)}."

    def _counted(self, owed: Owed, states: Sequence[str]) -> str:
        if len(states) <= 3:
            return the(self.setting, *self.order.sorted(states))
        return f"{number(len(states))} other {owed.call.treaty.members}"

    def under_another(self) -> Iterator[str]:
        """Write what the states asked about owe by another treaty than the one asked about."""
        calls = calls_of_side(self.solution, self.topic.side)
        asked = set(self.topic.treaties)
        other = [c for c in calls if c.treaty.id not in asked]
        for ruling in self.ruling.states[:2]:
            found = rule_on_state(self.solution, ruling.state, other, ())
            main = found.main
            if main and found.holding.helps:
                names = the(self.setting, ruling.state)
                when = "" if main.settled else f" if {self.when_owed(main)}"
                doing = self.does(main)
                yield f"Under another treaty {names} {doing}{when} {self.cited(main)}."

    # A treaty asked about.

    def treaties(self) -> Iterator[str]:
        """Rule on each treaty asked about."""
        for ruling in self.ruling.treaties:
            yield self.treaty(ruling)
            lesser = [o for o in ruling.calls if not o.call.helping and o.settled]
            if ruling.lacking and lesser:
                yield f"{capital(self.who_owes(lesser[0]))} {self.does(lesser[0])} {self.cited(lesser[0])}."
        if all(r.lacking for r in self.ruling.treaties):
            yield self.covered_by()

    def treaty(self, ruling: TreatyRuling) -> str:
        """Write whether a treaty obliges anybody here."""
        if ruling.lacking:
            return f"{self._no()}. {capital(because_of_treaty(self.solution, ruling))}."
        first = ruling.helping[0]
        many = len(first.call.states) > 1
        who, does = self.who_owes(first), self.does(first, many=many)
        if not first.settled:
            return self.only_if(first, f"{who} {does} {self.cited(first)}")
        return f"{self._yes()}: {who} {does} {self.cited(first)}."

    def covered_by(self) -> str:
        """Write which other treaty obliges somebody to help."""
        asked = set(self.topic.treaties)
        calls = calls_of_side(self.solution, self.topic.side)
        other = [c for c in calls if c.helping and c.treaty.id not in asked]
        each = [owed_of(self.solution, c) for c in firmest(other)]
        settled = [o for o in each if o.settled]
        if not settled:
            return ""
        first = settled[0]
        doing = self.does(first, many=len(first.call.states) > 1)
        return (
            f"Under another treaty {self.who_owes(first)} {doing} {self.cited(first)}."
        )

    # Who must help.

    def who(self) -> Iterator[str]:
        """Write who must help: what depends on nothing, what depends on something, and that nobody does."""
        settled, open_ = list(self.ruling.settled), list(self.ruling.open)
        if settled:
            yield self.only_for_hosts(settled)
            yield from self.settled(settled)
        hidden = [o for o in open_ if o.call.clause.warrant is Warrant.UNPUBLISHED]
        known = [o for o in open_ if o not in hidden]
        if not settled:
            yield "Nobody for certain." if open_ else f"Nobody: {self.nobody()}."
        yield from self.mobilising()
        yield from self.on_condition(known)
        if hidden:
            states = self.order.sorted({s for o in hidden for s in o.call.states})
            names = crowd(self.order, states, "states", named=3)
            owe = "owes" if len(states) == 1 else "owe"
            yield f"What {names} {owe} is unpublished ({self._instruments(hidden)})."
        yield from list(self.consulting())[:1]
        yield from list(self.staying_out())[:1]

    def only_for_hosts(self, settled: Iterable[Owed]) -> str:
        """Write that nobody owes help to those at whom the force is aimed, where it is owed to their hosts alone."""
        aimed = {o.object for o in self.setting.asked_for if not o.guest}
        named = [s for s in self.helped if s in aimed]
        helped = {s for o in settled for s in o.call.beneficiaries}
        if not named or len(named) == len(self.helped) or helped.intersection(named):
            return ""
        return f"No treaty obliges any state for certain to help {the(self.setting, *named)}."

    def mobilising(self) -> Iterator[str]:
        """Write who must mobilise for certain, which is less than help and more than talks."""
        for call in calls_of_side(self.solution, self.topic.side):
            owed = owed_of(self.solution, call)
            if call.duty is Duty.MOBILISE and owed.settled:
                does = self.does(owed)
                yield f"{capital(self.who_owes(owed))} {does} {self.cited(owed)}."

    def staying_out(self) -> Iterator[str]:
        """Write which great powers owe those attacked neutrality and nothing more."""
        calls = calls_of_side(self.solution, self.topic.side)
        talks = {s for c in calls if c.duty is Duty.CONSULT for s in c.states}
        shown = {*self.ruling.bound, *self.ruling.in_doubt, *talks}
        for call in calls:
            owed = owed_of(self.solution, call)
            great = [s for s in call.states if self.order.great(s) and s not in shown]
            if call.duty.forbids_help and owed.settled and great:
                does = self.does(owed, many=len(great) > 1)
                yield f"{capital(self.who_owes(owed, great))} {does} {self.cited(owed)}."
                shown.update(great)

    def _instruments(self, owed: Iterable[Owed]) -> str:
        names = dict.fromkeys(instrument_in_line(o.call.treaty.name) for o in owed)
        return listed(list(names)[:3]) + ("" if len(names) <= 3 else " and others")

    def nobody(self) -> str:
        """Word that no treaty obliges anybody, with the great powers of whom a reader might expect it."""
        expected = self.expected()
        among = f", {listed(expected)} included," if expected else ""
        return f"no treaty obliges any state{among} to help {the(self.setting, *self.helped)}"

    def expected(self) -> list[str]:
        """Name the great powers that have something less than a treaty of help with those attacked."""
        less = (Lack.TALKS, Lack.ENDED, Lack.NO_HELP, Lack.BELOW, Lack.NOT_IN_FORCE)
        found = [
            u.state
            for u in unbound(self.solution)
            if self.order.great(u.state)
            and not u.owing
            and any(r.lack in less and not r.party for r in u.reasons)
        ]
        ids = self.order.sorted(found)[:NAMED]
        return [self.setting.name_in_line(s) for s in ids]

    def consulting(self) -> Iterator[str]:
        """Write who need only consult, where nobody owes help for certain, or a great power does."""
        bound, doubtful = set(self.ruling.bound), set(self.ruling.in_doubt)
        parts = grouped(
            ((doubtful.issuperset(states), self.toward(owed)), (states, owed))
            for states, owed in self._talks().items()
            if not bound or any(self.order.great(s) for s in states)
        )
        for (in_doubt, toward), some in parts.items():
            talks = f"consult with {toward}" if toward else "consult"
            does = f"must {talks} in any case" if in_doubt else f"need only {talks}"
            yield self._consult(some, does)

    def _talks(self) -> dict[tuple[str, ...], Owed]:
        """Find who must consult for certain and owes no help: each group by its first article, none within another."""
        bound, groups = set(self.ruling.bound), dict[tuple[str, ...], Owed]()
        for call in calls_of_side(self.solution, self.topic.side):
            owed = owed_of(self.solution, call)
            states = tuple(s for s in call.states if s not in bound)
            within = any(set(states) <= set(s) for s in groups)
            if call.duty is Duty.CONSULT and owed.settled and states and not within:
                groups[states] = owed
        return groups

    def _consult(self, some: Sequence[tuple[tuple[str, ...], Owed]], does: str) -> str:
        """Write one sentence of those who must consult: two groups with their articles, the others counted."""
        if len(some) == 1:
            ((states, owed),) = some
            return f"{capital(self.who_owes(owed, states))} {does} {self.cited(owed)}."
        shown = some if len(some) <= 3 else some[:2]
        names = [f"{self.who_owes(o, states)} {self.cited(o)}" for states, o in shown]
        more = {s for states, _ in some[len(shown) :] for s in states}
        names += [f"{number(len(more))} others"] * bool(more)
        return f"{capital(listed(names))} {does}."

    def settled(self, settled: list[Owed]) -> Iterator[str]:
        """Write help that depends on nothing, large groups first."""
        groups = grouped(((o.call.duty, self.toward(o)), o) for o in settled)
        shown = dict[tuple[str, str], int]()
        groups_told = list[Owed]()
        count = 0
        for (duty, toward), same in groups.items():
            large = [o for o in same if len(o.call.states) > NAMED]
            small = [o for o in same if o not in large]
            for owed in large:
                if count < HELPERS:
                    count += 1
                    yield self._group(owed, groups_told)
                    shown.update(((s, toward), duty.rank) for s in owed.call.states)
                    groups_told.append(owed)
            left = [o for o in small if self._stronger(o, shown)]
            if left and count < HELPERS:
                count += 1
                yield self._several(left)
                shown.update(
                    ((s, toward), duty.rank) for o in left for s in o.call.states
                )
        every = dict.fromkeys(
            (s, self.toward(o)) for o in settled for s in o.call.states
        )
        rest = [s for s, toward in every if (s, toward) not in shown]
        if rest:
            names = crowd(self.order, self.order.sorted(rest), "states", named=3)
            yield f"So must {names} (`--all`)."

    def _stronger(self, owed: Owed, shown: Mapping[tuple[str, str], int]) -> bool:
        """Whether an article asks more of one of its states, or asks it for another, than what was told of them."""
        toward, rank = self.toward(owed), owed.call.duty.rank
        return any(shown.get((s, toward), rank + 1) > rank for s in owed.call.states)

    def _group(self, owed: Owed, shown: Sequence[Owed]) -> str:
        overlap = ""
        for other in shown:
            both = set(other.call.states).intersection(owed.call.states)
            if both:
                members = other.call.treaty.members
                overlap = f"; {number(len(both))} of them are {members} too"
        doing = self.does(owed, many=True)
        return f"{capital(self.who_owes(owed))} {doing} {self.cited(owed)}{overlap}."

    def _several(self, owed: list[Owed]) -> str:
        """Write several articles of few states that oblige to the same."""
        # A single state is named, never counted.
        most = NAMED + (len(owed) == NAMED + 1)
        names, shown = list[str](), owed[:most]
        if len(owed) == 1:
            many = len(owed[0].call.states) > 1
            doing = self.does(owed[0], many=many)
            return f"{capital(self.who_owes(owed[0]))} {doing} {self.cited(owed[0])}."
        for one in shown:
            names.append(f"{self.who_owes(one)} {self.cited(one)}")
        more = {s for o in owed[most:] for s in o.call.states}
        if more:
            names.append(f"{number(len(more))} other state{'s' * (len(more) > 1)}")
        states = {s for o in owed for s in o.call.states}
        return f"{capital(listed(names))} {self.does(owed[0], many=len(states) > 1)}."

    def on_condition(self, owed: list[Owed]) -> Iterator[str]:
        """Write help that depends on something, a sentence for each condition, two at most."""
        groups = list(grouped((self.when_owed(o), o) for o in owed).items())
        for when, same in groups[:2]:
            bound = {s for o in same for s in o.call.states}
            begins = "If" if bound.issubset(self.ruling.bound) else "Only if"
            duties = grouped(((o.call.duty, self.toward(o)), o) for o in same)
            texts = "; ".join(self._then(some) for some in duties.values())
            yield f"{begins} {when}{self.judges(same[0], bound)}: {texts}."
        rest = {s for _, same in groups[2:] for o in same for s in o.call.states}
        if rest:
            left_out = crowd(self.order, self.order.sorted(rest), "states", named=3)
            yield f"On other conditions: {left_out} (`--all`)."

    def _then(self, some: Sequence[Owed]) -> str:
        """Write what follows from a condition: several articles of one duty, three of them by name."""
        states = {s for o in some for s in o.call.states}
        does = self.does(some[0], many=len(states) > 1)
        if states.issubset(self.ruling.bound):
            does = does.replace("must ", "must also ", 1)
        if len(some) == 1:
            return f"{self.who_owes(some[0])} {does} {self.cited(some[0])}"
        names = [f"{self.who_owes(o)} {self.cited(o)}" for o in some[:3]]
        left = {s for o in some[3:] for s in o.call.states}
        names += [f"{number(len(left))} more"] * bool(left)
        return f"{listed(names)} {does}"

    # Other kinds.

    def who_need_not(self) -> Iterator[str]:
        """Write who need not help: the edge of the duty, and inside it who owes less."""
        if self.topic.states:
            free = [s for s in self.ruling.states if not s.holding.helps and not s.side]
            if not free:
                yield "None: all of them must help, at least on a condition."
            else:
                ids = self.order.sorted(s.state for s in free)
                yield f"{capital(crowd(self.order, ids, 'states'))}."
            yield from self.who()
            return
        groups = self._instruments(
            o for o in self.ruling.settled if len(o.call.states) > NAMED
        )
        edge = (
            f"Every state outside {groups}."
            if groups
            else "Every state not named here."
        )
        yield edge if self.ruling.settled else "No state has to help for certain."
        yield from self.who()

    def how_many(self) -> Iterator[str]:
        """Write how many states must help, with the parts and their overlap."""
        bound = self.ruling.bound
        count = len(bound)
        parts = []
        for owed in self.ruling.settled[:3]:
            doing = self.does(owed, many=len(owed.call.states) > 1)
            parts.append(
                f"{len(owed.call.states)} by {instrument_in_line(owed.call.treaty.name)}"
                f" ({doing})"
            )
        total = sum(len(o.call.states) for o in self.ruling.settled[:3])
        overlap = f"; {total - count} by two of these" if total > count else ""
        whole = (
            "one state must help" if count == 1 else f"{number(count)} states must help"
        )
        yield capital(whole) + (f": {listed(parts)}{overlap}." if parts else ".")
        if doubt := self.ruling.in_doubt:
            names = crowd(self.order, self.order.sorted(doubt), "states", named=3)
            yield f"In doubt: {names}."

    def which(self) -> Iterator[str]:
        """Write which treaty obliges the states asked about."""
        owed = [o for s in self.ruling.states for o in (*s.settled, *s.open)]
        owed = [o for o in owed if o.call.helping] if self.ruling.states else []
        owed = owed or ([] if self.ruling.states else [*self.ruling.settled])
        if not owed:
            yield "None."
            yield from self.states() if self.ruling.states else self.who()
            return
        for one in list({o.call.clause.label: o for o in owed}.values())[:3]:
            year = one.call.treaty.signed.year
            label = one.call.clause.label
            dated = label if str(year) in label else f"{label}, signed {year}"
            when = "" if one.settled else f", only if {self.when_owed(one)}"
            doing = self.does(one, many=len(one.call.states) > 1)
            yield f"{dated}: {self.who_owes(one)} {doing}{when}."

    def why(self) -> Iterator[str]:
        """Write why a state must help, in the words of its promise, or why it need not."""
        for ruling in self.ruling.states[:3]:
            main, name = ruling.main, the(self.setting, ruling.state)
            if not ruling.holding.helps or main is None:
                if self.topic.kind is Kind.WHY:
                    yield f"It did not have to: {self.because(ruling)}."
                else:
                    yield f"Because {self.because(ruling)}."
                yield self.besides(ruling)
                continue
            if self.topic.kind is Kind.WHY_NOT:
                yield self.opening([ruling])
                continue
            gist = main.call.clause.obligation.phrase
            words = f' "{gist}"' if gist and gist.isascii() else ""
            doing = self.does(main)
            yield f"Because {name} {doing} {self.cited(main)}{':' * bool(words)}{words}."
            if not main.settled:
                yield f"It hangs on this: whether {self.when_owed(main)}{self.judges(main)}."
            yield self.besides(ruling)
        if not self.ruling.states:
            yield from self.treaties()

    def when(self) -> Iterator[str]:
        """Write since when, and until when, the states asked about are bound to help."""
        for ruling in self.ruling.states[:4]:
            owed = [o for o in (*ruling.settled, *ruling.open) if o.call.helping]
            name = the(self.setting, ruling.state)
            if not owed:
                yield f"{capital(name)} is not bound to help: {self.because(ruling)}."
                continue
            texts = []
            for one in owed[:3]:
                since = _bound_since(self.solution, one, ruling.state)
                texts.append(f"since {since} {self.cited(one)}")
            yield f"{capital(name)} is bound to help {listed(texts)}."
        if not self.ruling.states:
            yield from self.treaties()


def _bound_since(solution: Solution, owed: Owed, state: str) -> str:
    """Word the day from which an article binds a state toward those whom it helps: the latest of all that it needs."""
    treaty, on = owed.call.treaty, solution.setting.on
    days = [treaty.since, owed.call.clause.obligation.since]
    for one in (state, *owed.call.beneficiaries):
        own = [p.since for p in treaty.parties if p.state == one and p.since]
        days += [d for d in own if d <= on][-1:]
    known = [d for d in days if d]
    return in_words(max(known)) if known else "a day that is not known"


def _marked(each: Iterable[str]) -> str:
    """Write the things that must hold as a sentence of their own, each with its letter."""
    marks = "; ".join(f"[{chr(97 + n)}] {text}" for n, text in enumerate(each))
    return f" They are: {marks}."


def _more_help(owed: Owed, shown: Sequence[Owed]) -> bool:
    """Tell whether an article of help is of a treaty not told of, or harder than all that was told."""
    other = all(owed.call.treaty is not t.call.treaty for t in shown)
    return other or all(owed.call.duty.rank < t.call.duty.rank for t in shown)
