"""Deeds in a game: acts of states under their treaties compared with their duties, and other conduct."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from engine.output.owing import awaited, reference
from engine.output.prose import capital, cited, crowd, listed, the
from engine.question.facts import UMPIRE, Doing, GivenFact
from engine.question.moves import MadeMove
from engine.record.verdict import Status
from engine.ruling.ruling import Owed
from engine.verdicts.solution import Solution
from treaties.models.case import Invocation
from treaties.models.corpus import Corpus
from treaties.models.scenario import Conduct, GameMove, Scenario
from treaties.vocabulary.errors import CasusError, See, UnknownName
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Duty


@dataclass(frozen=True)
class HeldDeed:
    """An act under a treaty, compared with the duties after the move."""

    by: str
    doing: Doing
    toward: tuple[str, ...]
    treaty: str
    line: str
    """A sentence on whether the act performs or breaks a duty."""
    breaks: tuple[str, ...] = ()
    """The articles that the act breaks."""
    called: bool = True
    """Whether any duty depended on the act; False, for example, for a request that no treaty requires."""

    @property
    def refuses(self) -> bool:
        """Whether the act is the refusal of a duty."""
        return self.doing is Doing.REFUSES

    @property
    def performs(self) -> bool:
        """Whether the act is the performance of a duty."""
        return self.doing is Doing.PERFORMS


@dataclass(frozen=True)
class Done:
    """An act or claim without legal effect in the game."""

    by: tuple[str, ...]
    what: str
    claim: bool
    honoured: bool | None
    source: str
    """The title of the source that reports it."""

    @property
    def line(self) -> str:
        """The act in words: who did it, whether it performed a duty, and its source."""
        kept = {True: " This met the duty.", False: " This did not meet the duty."}
        met = kept.get(self.honoured, "") if self.honoured is not None else ""
        claims = " (a claim)" if self.claim else ""
        source = f" [{self.source}]" if self.source else ""
        return f"{listed(self.by)}{claims}: {self.what}{met}{source}"


def held_against(
    solution: Solution,
    made: MadeMove,
    duties: Sequence[Owed],
    refusing: Container[str] = (),
) -> tuple[HeldDeed, ...]:
    """Return the acts of a move, compared with the duties of their authors.

    Args:
        solution: the answer after the move.
        made: the move.
        duties: every duty triggered so far.
        refusing: the ids of states that refused their help in an earlier move.
    """
    apart = {f.by for f in made.facts if f.doing is Doing.REFUSES}
    left = [
        o
        for o in duties
        if o.call.states[0] not in apart and o.call.states[0] not in refusing
    ]
    return tuple(_held_deed(solution, fact, duties, left) for fact in made.facts)


def _held_deed(
    solution: Solution, fact: GivenFact, duties: Sequence[Owed], left: Sequence[Owed]
) -> HeldDeed:
    line, breaks = "", tuple[str, ...]()
    if fact.doing is Doing.REFUSES:
        line, breaks = _refused(solution, fact, _meant(fact, duties))
        line += _still_bound(solution, fact, left) if breaks else ""
    elif fact.doing is Doing.PERFORMS:
        line = _performed(solution, fact, _meant(fact, duties))
    elif fact.doing is Doing.JUDGES:
        line = _judged(solution, fact)
    elif fact.idle:
        name = the(solution.setting, fact.by)
        line = f"No treaty waits for a request by {name}."
    else:
        line = f"{_sentence(fact)}."
    return HeldDeed(
        fact.by, fact.doing, fact.toward, fact.treaty, line, breaks, not fact.idle
    )


def _still_bound(solution: Solution, fact: GivenFact, left: Iterable[Owed]) -> str:
    """Who is left that must help the same states for certain."""
    states = {
        o.call.states[0]
        for o in left
        if o.call.helping
        and o.settled
        and o.call.treaty.rank.binding
        and set(o.call.beneficiaries) & set(fact.toward)
    }
    if not states:
        return " Nobody else is bound to help for certain."
    order = solution.display_order
    names = crowd(order, order.sorted(states), "states", named=2)
    return f" Still bound to help: {names}."


def _sentence(fact: GivenFact) -> str:
    return capital(fact.text.strip(" ."))


def _meant(fact: GivenFact, duties: Iterable[Owed]) -> list[Owed]:
    """The duties that a deed is about: the state's duties under the named treaty toward the named states; help if
    any is owed, else lesser duties.
    """
    mine = [
        o
        for o in duties
        if fact.by in o.call.states
        and fact.treaty in ("", o.call.treaty.id)
        and fact.article in ("", o.call.clause.obligation.article)
        and set(fact.toward) & set(o.call.beneficiaries)
    ]
    helping = [o for o in mine if o.call.helping]
    return helping or [o for o in mine if fact.treaty]


def _refused(
    solution: Solution, fact: GivenFact, owed: Sequence[Owed]
) -> tuple[str, tuple[str, ...]]:
    """What a refusal comes to, and what it breaks."""
    name = capital(the(solution.setting, fact.by))
    whom = the(solution.setting, *fact.toward)
    binding = [o for o in owed if o.call.treaty.rank.binding]
    talks = bool(binding) and all(o.call.duty is Duty.CONSULT for o in binding)
    refuses = f"{name} refuses to {'consult with' if talks else 'help'} {whom}"
    settled = [o for o in binding if o.settled and (talks or o.call.helping)]
    articles = tuple(dict.fromkeys(reference(o.call.clause) for o in settled))
    if articles:
        return f"{refuses}: that breaks {cited(articles)}.", articles
    return f"{refuses}: {_unbroken(solution, fact, owed)}.", ()


def _unbroken(solution: Solution, fact: GivenFact, owed: Sequence[Owed]) -> str:
    """Why a refusal breaks nothing by now."""
    helping = [o for o in owed if o.call.helping]
    for o in helping:
        if o.call.treaty.rank.binding:
            return (
                f"that breaks {reference(o.call.clause)} only if {_awaits(solution, o)}"
            )
    for o in helping:
        kind = o.call.treaty.rank.meaning
        return f"it had promised it in {kind} ({reference(o.call.clause)}), which is no treaty"
    if article := _released(solution, fact):
        return f"it is released from {article}, and breaks nothing"
    return f"it owes no help{_under(solution, fact)}, and breaks nothing"


def _released(solution: Solution, fact: GivenFact) -> str:
    """The article of help from which a state is released toward those for whom it acts; empty where there is none."""
    for j in solution[fact.by].judged:
        ground = j.ground
        if (
            j.at_once.status is Status.RELEASED
            and ground.duty.drawn_in
            and ground.beneficiary in fact.toward
            and fact.treaty in ("", ground.treaty)
        ):
            return reference(ground.clause)
    return ""


def _under(solution: Solution, fact: GivenFact) -> str:
    if not fact.treaty:
        return ""
    return f" under {instrument_in_line(solution.corpus.treaty(fact.treaty).name)}"


def _awaits(solution: Solution, owed: Owed) -> str:
    """What a duty waits for, as a clause after `if`."""
    return listed(awaited(solution, owed.events, owed.on))


def _performed(solution: Solution, fact: GivenFact, owed: Sequence[Owed]) -> str:
    """What a performance comes to: a duty that is kept, one that was not owed yet, or help without a duty."""
    name = capital(the(solution.setting, fact.by))
    whom = the(solution.setting, *fact.toward)
    binding = [o for o in owed if o.call.treaty.rank.binding]
    settled = [o for o in binding if o.settled]
    if settled:
        call = settled[0].call
        does = f"helps {whom}" if call.helping else f"{call.duty.verb} with {whom}"
        does = does if call.helping or call.duty is Duty.CONSULT else "does it"
        return f"{name} {does}, as it {call.duty.modal} ({reference(call.clause)})."
    if binding:
        call, when = binding[0].call, _awaits(solution, binding[0])
        early = f"it is bound to only if {when} ({reference(call.clause)})"
        return f"{name} helps {whom}: {early}."
    free = f"it owes no help{_under(solution, fact)}"
    return f"{name} helps {whom} by its own choice: {free}."


def _judged(solution: Solution, fact: GivenFact) -> str:
    """What a judgement answers, for whom it holds, and that it answers nothing where no duty turns on the question."""
    ident, _, word = fact.answers[0].rpartition("=")
    known = solution.labels.literals.index
    if ident not in known:
        return f"{_sentence(fact)}: nothing turns on that question here."
    question = solution.assignments.questions[ident]
    claim = question.claim(word == "yes")
    if fact.by == UMPIRE:
        return f"It is settled for everybody that {claim}."
    name = capital(the(solution.setting, fact.by))
    return f"{name} judges that {claim}; that settles what it owes itself, and nobody else's duty."


def told_of(
    game: Scenario, corpus: Corpus, move: GameMove, since: date | None
) -> tuple[Done, ...]:
    """Return the acts of a move that have no legal effect: those in the move itself, and those of the game's cases
    since the previous move.

    Args:
        game: the game, which names its cases.
        corpus: the law, which has the cases.
        move: the move.
        since: the day of the previous move; None for the first.
    """
    given: list[tuple[date, Conduct | Invocation]] = [
        (a.on or move.day, a) for a in move.conduct
    ]
    for on, act in _of_cases(game, corpus):
        if (since is None or on > since) and on <= move.day:
            given.append((on, act))
    found = {
        (on, a.what): Done(
            tuple(_name(corpus, s, on) for s in a.by),
            a.what,
            isinstance(a, Invocation),
            getattr(a, "honoured", None),
            _title(corpus, a.source or ""),
        )
        for on, a in sorted(given, key=lambda x: x[0])
    }
    return tuple(found.values())


def _of_cases(
    game: Scenario, corpus: Corpus
) -> Iterator[tuple[date, Conduct | Invocation]]:
    cases = {c.id: c for c in corpus.cases} if game.cases else {}
    for ident in game.cases:
        if ident not in cases:
            raise CasusError(f"no case is called `{ident}`", remedy=See.CASES)
        case = cases[ident]
        acts: list[Conduct | Invocation] = [*case.invocation, *case.conduct]
        for act in acts:
            yield act.on or case.date, act


def _name(corpus: Corpus, state: str, on: date) -> str:
    return corpus.states[state].name_on(on) if state in corpus.states else state


def _title(corpus: Corpus, source: str) -> str:
    """The title of a source that the law knows; any other as it is written."""
    with suppress(UnknownName):
        return corpus.source(source).title
    return source
