"""Wording of an article that binds: who must do what, for whom, on which conditions, and who judges these."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from engine.output.first_lines.ruled import Ruled
from engine.output.owing import (
    OF_FACT,
    DecidingBody,
    awaited,
    decider,
    marked_reference,
    verb_of,
)
from engine.output.owing import bare_name as bare_name
from engine.output.prose import (
    LEAST,
    capital,
    crowd,
    foremost,
    listed,
    number,
    the,
    word_count,
)
from engine.ruling.help_groups import NAMED, aided_by, bound_by
from engine.ruling.ruling import Owed
from engine.setting.graph import Clause
from treaties.vocabulary.names import (
    instrument_in_line,
)
from treaties.vocabulary.terms import Duty

WORDS = 25
"""The largest number of words of a first sentence, not counting words in brackets."""
BY_NAME, SHORT = 6, 12
"""The largest group whose members are all named, and the words up to which the names stand alone."""
NOBODYS = (OF_FACT, "its text", "the parties")
"""Beginnings of what decides a condition where no state or organ does it."""


class Citing(Enum):
    """How a clause cites the article of a duty. A treaty that the name of the obligors mentions is not named again."""

    FULL = "treaty and article"
    SAME = "`same treaty` and article"
    TREATY = "treaty alone"
    NONE = "not at all"


class Among(Enum):
    """How names of some obligors follow the name of their group."""

    BRACKETS = " ({})"
    COMMA = ", {}"
    """Behind a comma, so that a citation stands in the only bracket."""
    NONE = ""


INCLUDING = {Among.BRACKETS: "including", Among.COMMA: "among them", Among.NONE: ""}
"""The words before the names of some of a group."""


@dataclass(frozen=True)
class DutyClause:
    """A duty as a clause: who must do what for whom, by which article, on which conditions.

    >>> from engine import ask
    >>> from engine.output.first_lines.ruled import ruled
    >>> about = ruled(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> owed = about.ruling.settled[0]
    >>> DutyClause(about, owed).sentence
    'The United States must act, but chooses how (US–South Korean Treaty of 1953, Art. III).'
    >>> DutyClause(about, owed, "it", adverb="also", citing=Citing.NONE).text
    'it must also act, but chooses how'
    """

    ruled: Ruled
    owed: Owed
    """The article with what it owes; `Owed.of` narrows the obligors."""
    who: str = ""
    """The obligors, such as `it`; if empty, they are named."""
    modal: str | None = None
    """A word in the place of `must` or `may`; empty for a verb behind another."""
    adverb: str = ""
    """A word behind the modal, such as `also`."""
    means: bool = True
    """Whether to mention that a single obligor chooses the means."""
    citing: Citing = Citing.FULL
    joined: str = ""
    """The words before the conditions, such as `, if`; if empty, the conditions are left out."""

    @property
    def deed(self) -> str:
        """The duty without obligors, article and conditions, such as `must help Estonia`."""
        modal = self.owed.call.duty.modal if self.modal is None else self.modal
        return " ".join(filter(None, (modal, self.adverb, self._verb(modal))))

    @property
    def doing(self) -> str:
        """The duty with its article and conditions, without obligors."""
        article = cited(self.ruled, self.owed, self.citing, self.who)
        return " ".join(filter(None, (self.deed, article))) + self._condition

    @property
    def text(self) -> str:
        """The clause."""
        who = self.who or obligors(self.ruled, self.owed)
        return f"{who} {replace(self, who=who).doing}"

    @property
    def sentence(self) -> str:
        """The clause as a sentence."""
        return capital(f"{self.text}.")

    def _verb(self, modal: str) -> str:
        owed, setting = self.owed, self.ruled.setting
        duty, toward = owed.call.duty, toward_whom(self.ruled, owed)
        if asks := owed.call.asks:
            return asks
        principals = (*setting.attacked, *setting.attacking)
        against = [s for s in principals if s not in self.ruled.helped]
        if duty is Duty.NOT_AID and against:
            withhold = "not help" if modal else "withhold help from"
            return f"{withhold} {the(setting, *against)}"
        many = len(bound_by(self.ruled, owed)) > 1
        if duty is Duty.ACT and not (self.means or many):
            return f"act for {toward}" if toward else "act"
        return verb_of(duty, many, toward)

    @property
    def _condition(self) -> str:
        if self.owed.settled or not self.joined:
            return ""
        return f"{self.joined} {when_owed(self.ruled, self.owed)}"


def toward_whom(ruled: Ruled, owed: Owed) -> str:
    """Return the names of the states to which a duty is owed; empty if it is owed to all attacked states, which the
    title names.
    """
    aided = aided_by(ruled, owed)
    if ruled.helped and aided and set(aided) == set(owed.call.states):
        return "each other"
    return the(ruled.setting, *aided)


def obligors(
    ruled: Ruled,
    owed: Owed,
    before: Collection[str] = (),
    among: Among = Among.BRACKETS,
) -> str:
    """Return the names of the obligors of an article: up to six by name, a larger group as a number with its most
    prominent members.

    Args:
        ruled: the answer with its ruling.
        owed: the article with what it owes.
        before: states that an earlier line has named and that are not named again if the group is large.
        among: how the names follow the number.
    """
    bound = ruled.order.sorted(bound_by(ruled, owed))
    every = the(ruled.setting, *bound)
    small = len(bound) <= BY_NAME and not set(bound).intersection(before)
    if len(bound) <= NAMED or (small and len(every.split()) <= SHORT):
        return every
    apart = {*ruled.helped, *ruled.topic.states}.difference(bound)
    parties = owed.call.treaty.parties_on(ruled.setting.on)
    other = "other " if apart.intersection(parties) else ""
    group = f"{number(len(bound))} {other}{members_named(ruled, owed, bound)}"
    if small:
        return f"{group}{among.value.format(every)}"
    others = [s for s in bound if s not in before]
    shown = foremost(ruled.order, others, NAMED) if len(others) >= LEAST else []
    names, including = the(ruled.setting, *shown), INCLUDING[among]
    return f"{group}{among.value.format(f'{including} {names}') if shown else ''}"


def cited_obligors(ruled: Ruled, owed: Owed, before: Collection[str] = ()) -> str:
    """Return the names of the obligors of an article with its citation, for use in a list.

    Args:
        ruled: the answer with its ruling.
        owed: the article with what it owes.
        before: states that an earlier line has named.
    """
    who = obligors(ruled, owed, before, Among.COMMA)
    return f"{who} {cited(ruled, owed, who=who)}"


def some_states(ruled: Ruled, states: Iterable[str]) -> str:
    """Return the names of three states, the most prominent, with the number of the others."""
    return crowd(ruled.order, ruled.order.sorted(states), "states", named=3)


def members_named(ruled: Ruled, owed: Owed, states: Iterable[str]) -> str:
    """Return the plural name for some parties to the treaty of an article, such as `members`; with the name of the
    treaty if they have only the name `parties`.

    Args:
        ruled: the answer with its ruling.
        owed: the article with what it owes.
        states: the ids of the parties.
    """
    treaty = owed.call.treaty
    members = treaty.members_on(ruled.setting.on, states)
    named = members != "parties"
    return members if named else f"parties to {instrument_in_line(bare_name(treaty))}"


def cited(ruled: Ruled, owed: Owed, citing: Citing = Citing.FULL, who: str = "") -> str:
    """Return the citation of an article in brackets; empty if nothing is to be cited.

    Args:
        ruled: the answer with its ruling.
        owed: the article with what it owes.
        citing: how it is cited.
        who: the names of its obligors, which may mention the treaty.
    """
    clause, members = owed.call.clause, members_named(ruled, owed, owed.states)
    parties = f"parties to {instrument_in_line(bare_name(clause.treaty))}"
    mentioned = parties.startswith(members) and members != "parties" and members in who
    match citing:
        case Citing.NONE:
            return ""
        case Citing.TREATY:
            return "" if mentioned else f"({bare_name(clause.treaty)})"
        case Citing.SAME:
            return clause_cited(clause, "same treaty")
    return clause_cited(clause, "" if mentioned else None)


def citation(owed: Owed) -> str:
    """Return the citation of an article in brackets; a degree sign (°) marks an article whose words were not read."""
    return clause_cited(owed.call.clause)


def clause_cited(clause: Clause, treaty: str | None = None) -> str:
    """Return the citation of an article in brackets.

    Args:
        clause: the article.
        treaty: what stands in the place of the treaty's name.
    """
    return f"({marked_reference(clause, treaty)})"


def in_one_bracket(cited: Iterable[str]) -> str:
    """Return several citations, each in brackets, as one citation in one bracket.

    >>> in_one_bracket(["(Pact A, Art. 1)", "(Pact B, Art. 2)"])
    '(Pact A, Art. 1; Pact B, Art. 2)'
    """
    return f"({'; '.join(c[1:-1] for c in cited)})"


def when_owed(ruled: Ruled, owed: Owed) -> str:
    """Return the acts and judgements on which a duty depends, as one clause for use after `if`."""
    return listed(needs_of(ruled, owed))


def needs_of(ruled: Ruled, owed: Owed) -> list[str]:
    """Return the conditions on which a duty depends, each as a clause below the title, in which `the force` means the
    force that the title names.
    """
    setting, texts = ruled.setting, conditions_of(ruled, owed)
    if len(setting.attacking) != 1 or len(setting.attacked) != 1:
        return texts
    attacker, victim = the(setting, *setting.attacking), the(setting, *setting.attacked)
    titled = f"the force of {attacker} against {victim}"
    defence = "lawful self-defence"
    return [
        t.replace(titled, "the force").replace(f"{defence} against {victim}", defence)
        for t in texts
    ]


def of_the_treaty(owed: Owed, condition: str) -> str:
    """Return a condition as a clause for use behind the citation of its treaty: the condition does not name the treaty
    again.
    """
    name = instrument_in_line(bare_name(owed.call.treaty))
    return condition.replace(name, "the treaty")


def conditions_of(ruled: Ruled, owed: Owed) -> list[str]:
    """Return the acts and judgements on which a duty depends, each as a clause for use after `if`."""
    return awaited(ruled.solution, owed.events, owed.on)


def conditional(then: str, when: str, *, also: bool = False) -> str:
    """Return a duty and its conditions as one sentence, with the conditions at the end.

    Args:
        then: the duty, as a clause.
        when: the conditions, as one clause.
        also: whether its obligors owe help in any case, so that the condition opens a further duty.

    >>> conditional("Norway must help", "Iceland so decides")
    'Norway must help, but only if Iceland so decides.'
    """
    joined = "if" if also else "and only if" if ", but " in then else "but only if"
    return capital(f"{then}, {joined} {when}.")


def hanging_on(needs: Sequence[str]) -> str:
    """Return the conditions of a duty as one clause; if there are more than two, the clause begins with their number.

    >>> hanging_on(["the Diet so decides", "the land is federal"])
    'the Diet so decides and the land is federal'
    """
    many = f"{number(len(needs))} things hold: {'; '.join(needs)}"
    return many if len(needs) > 2 else listed(needs)


def acts_and_judgements(ruled: Ruled, owed: Owed) -> tuple[list[str], list[str]]:
    """Return the conditions of a duty as clauses, in two lists: first acts and decisions, then judgements."""
    needs = needs_of(ruled, owed)
    acts = len(awaited(ruled.solution, owed.events, ()))
    return needs[:acts], needs[acts:]


def judging(
    judge: DecidingBody | None, acts: Sequence[str], judged: Sequence[str]
) -> str:
    """Return a sentence on who judges the conditions named in the sentence before it; empty if nobody is named. Nobody
    judges whether an act was done or an organ has decided.

    Args:
        judge: who judges.
        acts: the acts and decisions, as clauses.
        judged: the judgements, as clauses.

    >>> judging(DecidingBody("each", "judges", "for itself"), [], ["it holds"])
    ' Each judges that for itself.'
    >>> judging(DecidingBody("A", "judges"), ["B asks"], ["it holds"])
    ' A judges the latter.'
    """
    if judge is None or not judged:
        return ""
    several = "the latter" if len(judged) == 1 else f"the last {number(len(judged))}"
    return f" {capital(judge.in_words(several if acts else 'that'))}."


def only_if(clause: DutyClause) -> str:
    """Return a conditional duty in words, with its conditions first: in one sentence if that is short. Otherwise the
    duty, and long conditions, have sentences of their own.
    """
    judge = judged_by(clause.ruled, clause.owed)
    acts, judged = _told_as_acts(clause, judge)
    whole = f"Only if {_on(acts, judged, judge)}: {clause.text}."
    if is_short(whole):
        return whole
    first, acts_left, judged_left = _first_conditions(acts, judged, judge)
    if judge and judge.one_state:
        if judged and not acts and len(clause.owed.states) == 1:
            clause = replace(clause, who="it")
        if len(judged_left) < len(judged):
            judge = replace(judge, name="it also")
    rest = _on(acts_left, judged_left, judge)
    also = f" And only if {rest}." if rest else ""
    return f"{first}{also} Then {clause.text}."


def _told_as_acts(
    clause: DutyClause, judge: DecidingBody | None
) -> tuple[list[str], list[str]]:
    """Return the conditions of a duty in two lists: acts, and what is judged. A judgement that names its own judge reads
    as an act.
    """
    acts, judged = acts_and_judgements(clause.ruled, clause.owed)
    if judge is None or not judge.one_state:
        return acts, judged
    own = [j for j in judged if j.startswith(f"{judge.name} ") and " that " in j]
    return [*acts, *own], [j for j in judged if j not in own]


def _first_conditions(
    acts: Sequence[str], judged: Sequence[str], judge: DecidingBody | None
) -> tuple[str, Sequence[str], Sequence[str]]:
    """Write a sentence with as many conditions as keep it short, at least one; return it with the acts and judgements
    that are left.
    """
    first, of_acts, of_judged = "", 0, 0
    for count in range(len(acts) + len(judged), 0, -1):
        of_acts, of_judged = min(count, len(acts)), max(0, count - len(acts))
        first = f"Only if {_on(acts[:of_acts], judged[:of_judged], judge)}."
        if is_short(first):
            break
    if judge and judge.one_state and of_judged and not is_short(first):
        needs = listed([*acts[:of_acts], *judged[:of_judged]])
        first = f"Only if {needs}. {capital(judge.name)} judges that."
    return first, acts[of_acts:], judged[of_judged:]


def _on(acts: Sequence[str], judged: Sequence[str], judge: DecidingBody | None) -> str:
    """Join acts and judgements in one clause, with who judges: a state finds, each state or an organ judges.

    Args:
        acts: the acts, as clauses.
        judged: the judgements, as clauses.
        judge: who judges.

    >>> _on(["Iceland asks"], ["it is an attack"], DecidingBody("Norway", "judges"))
    'Iceland asks and Norway finds that it is an attack'
    """
    if judged and judge and judge.one_state:
        found = listed([f"that {claim}" for claim in judged])
        return listed([*acts, f"{judge.name} finds {found}"])
    return f"{listed([*acts, *judged])}{which_decides(judge) if judged else ''}"


def is_short(sentence: str) -> bool:
    """Return whether a sentence, without words in brackets, is short enough to be the first of an answer."""
    return word_count(sentence) <= WORDS


def judged_by(
    ruled: Ruled, owed: Owed, states: Iterable[str] = ()
) -> DecidingBody | None:
    """Return who decides the conditions of an article; None unless one state or organ decides them all.

    Args:
        ruled: the answer with its ruling.
        owed: the article with what it owes.
        states: the states whose duties depend on the conditions; by default the states asked about, or else all
            obligors.
    """
    asked = [s for s in owed.states if s in ruled.topic.states]
    bound = tuple(states) or asked or owed.states
    found = {decider(ruled.solution, q, bound) for q, _ in owed.on}
    judge = found.pop() if len(found) == 1 else None
    return judge if judge and not judge.name.startswith(NOBODYS) else None


def which_decides(judge: DecidingBody | None) -> str:
    """Return a relative clause that says who decides; empty if nobody is named."""
    return f", which {judge.in_words()}" if judge else ""


def marked(each: Sequence[str]) -> str:
    """Return the conditions that a sentence has only counted, as a sentence to follow it."""
    return f" The condition{'s' * (len(each) > 1)}: {'; '.join(each)}."


def instruments(owed: Iterable[Owed]) -> str:
    """Return the names of the treaties to which articles belong, two at most."""
    each = (instrument_in_line(bare_name(o.call.treaty)) for o in owed)
    first, *more = list(dict.fromkeys(each))
    return listed([first, *more[:1], *["others"] * (len(more) > 1)])
