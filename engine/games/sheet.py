"""The sheet of a player: what its state owes and may refuse, what it decides, what it is owed, and what is unpublished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.findings.explanation import who_decides
from engine.forms.result import DayText, Part, Result, Unwritten
from engine.games.game import Game, PlayedMove
from engine.games.ladder import Bound
from engine.output.owing import awaited, must, reference
from engine.output.prose import CAVEAT, capital, crowd, listed, number, para, the
from engine.record.question_ids import OBLIGOR, QuestionId
from engine.record.questions import Question
from engine.ruling.difference import together
from engine.ruling.ruling import Owed
from engine.setting.graph import Clause
from engine.verdicts.solution import Solution
from treaties.models.corpus import Corpus
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.terms import Duty, Warrant

MOST = 6
"""The number of items shown in each part, so that the sheet fits on one page; others are counted."""


@dataclass(frozen=True)
class SheetItem(Part):
    """An entry on a player's sheet: a sentence on what the player's state owes, decides or is owed, with the article
    and its words."""

    text: str
    words: str = ""
    """The words of the article, or a summary if none are quoted."""
    article: str = ""
    """The treaty and article."""
    then: str = ""
    """What a refusal would mean, or whom the item binds."""

    @property
    def line(self) -> str:
        """The entry in one line of text."""
        cited = f"({self.article})" if self.article else ""
        return " ".join(filter(None, (self.text, self.words, cited, self.then)))


@dataclass(frozen=True)
class Sheet(Result):
    """The sheet of a player: what the player's state owes, decides and is owed after a move."""

    scenario: str
    title: str
    state: str
    name: str
    move: int
    day: DayText
    standing: str
    """What the state is bound to, in one sentence."""
    owes: tuple[SheetItem, ...]
    """What the state must do."""
    may_refuse: tuple[SheetItem, ...]
    """Duties that depend on a condition, help that the state may give, and promises that do not bind it in law."""
    decides: tuple[SheetItem, ...]
    """The open questions that it decides."""
    owed_to_it: tuple[SheetItem, ...]
    """What others owe it on the given events."""
    if_attacked: tuple[SheetItem, ...]
    """Who would owe it help if it were attacked."""
    unpublished: tuple[SheetItem, ...]
    """Articles that bind or protect it whose words are unpublished or were not read."""
    done: tuple[str, ...]
    """What the state has done under treaties in the game."""
    law: Unwritten[Corpus] = field(repr=False)
    after: Unwritten[str] = ""
    """The move after which the sheet is drawn up, in words."""

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield para(f"{self.name}. {self.standing}")
        yield para(f"{self.after}.")
        for heading, items, nothing in self.parts:
            yield ""
            yield heading.upper()
            yield from (
                para(text, 2) for text in ([i.line for i in items] or [nothing])
            )
        if self.done:
            yield ""
            yield "WHAT YOU HAVE DONE"
            yield from (para(line, 2) for line in self.done)
        yield ""
        yield para(CAVEAT)

    @property
    def parts(self) -> tuple[tuple[str, tuple[SheetItem, ...], str], ...]:
        """The parts of the sheet: heading, items, and the text if there are no items."""
        parts = (
            ("What you owe", self.owes, "You owe nothing now."),
            ("What you may refuse", self.may_refuse, "Nothing."),
            ("What you decide", self.decides, "No open question is yours."),
            ("What others owe you", self.owed_to_it, "Nobody owes you help now."),
            ("If you are attacked", self.if_attacked, "No treaty promises you help."),
            ("What is not public", self.unpublished, "Nothing that concerns you."),
        )
        return tuple(p for p in parts if p[1] or p[0] != "If you are attacked")


def sheet(game: Game, state: str | int, number_: int | None = None) -> Sheet:
    """Return the sheet of a player.

    Args:
        game: the game.
        state: the player's state, by any name or code.
        number_: the number of the move after which the sheet applies; the last by default.

    Raises `CasusError` for a state that did not exist on the day, or an unknown move.
    """
    move = game.move(number_)
    day = move.made.move.day
    ident = game.corpus.states.resolve(state, day).id
    if not game.corpus.states[ident].exists_on(day):
        raise game.corpus.states.not_then(ident, day)
    made = _SheetMaker(game, move, ident)
    return made.sheet()


@dataclass(frozen=True)
class _SheetMaker:
    """What the sheet of one state is made of."""

    game: Game
    move: PlayedMove
    state: str

    @property
    def solution(self) -> Solution:
        """The answer after the move."""
        return self.move.answer

    def sheet(self) -> Sheet:
        """Put the parts together."""
        scenario, made = self.game.scenario, self.move.made.move
        mine = [o for o in self.move.duties if self.state in o.call.states]
        binding = [o for o in mine if o.call.treaty.rank.binding]
        owes = [o for o in binding if o.settled and o.call.duty is not Duty.MAY_ASSIST]
        free = [o for o in mine if o not in owes]
        return Sheet(
            scenario=scenario.id,
            title=scenario.title,
            state=self.state,
            name=self.solution.setting.name(self.state),
            move=self.move.number,
            day=made.day,
            standing=self._standing(),
            owes=_cut([self._owes(o) for o in together(owes)]),
            may_refuse=_cut([self._may_refuse(o) for o in together(free)]),
            decides=_cut(list(self._decides(mine))),
            owed_to_it=_cut(self._owed_to_it()),
            if_attacked=_cut(self._if_attacked()),
            unpublished=_cut(list(self._unpublished())),
            done=tuple(self._done()),
            law=self.game.corpus,
            after=f"After move {self.move.number}, {in_words(made.day)}: {made.title}",
        )

    def _standing(self) -> str:
        cells = [r.cells for r in self.game.rungs if self.state in r.states]
        cell = cells[0][self.move.number - 1] if cells else Bound.NOTHING
        texts = {
            Bound.ATTACKED: "You are attacked.",
            Bound.ATTACKS: "You attack.",
            Bound.AT_WAR: "You are at war.",
            Bound.FORCE: "You use force.",
            Bound.HIT: "Force is used against you.",
            Bound.REFUSES: "You refuse what you owe.",
            Bound.NOTHING: "You owe nobody anything in this war.",
            Bound.IF: "You owe help if an act or a judgement comes.",
            Bound.HIDDEN: "What you owe is not published.",
            Bound.CONSULT: "You owe talks and no help.",
            Bound.NEUTRAL: "You must not help one side.",
        }
        return texts.get(cell, f"You {cell.value}.")

    def _owes(self, owed: Owed) -> SheetItem:
        call = owed.call
        toward = the(self.solution.setting, *call.beneficiaries)
        text = f"You {_does(call.duty, toward)}."
        label = reference(call.clause)
        then = f"To refuse breaks it{self._besides(owed)}."
        return SheetItem(text, words_of_clause(call.clause), label, then)

    def _besides(self, owed: Owed) -> str:
        """Who else owes the same, behind what refusing comes to."""
        call = owed.call
        others = {
            o.call.states[0]
            for o in self.move.duties
            if o.settled
            and o.call.treaty.id == call.treaty.id
            and o.call.duty.deed == call.duty.deed
            and set(o.call.beneficiaries) & set(call.beneficiaries)
        } - {self.state}
        if not others:
            return ", and nobody else owes it under this treaty"
        names = crowd(
            self.solution.display_order,
            self.solution.display_order.sorted(others),
            call.treaty.members_on(self.solution.setting.on, others),
            named=2,
        )
        return f"; {names} still owe{'s' * (len(others) == 1)} it"

    def _may_refuse(self, owed: Owed) -> SheetItem:
        call = owed.call
        toward = the(self.solution.setting, *call.beneficiaries)
        does = _does(call.duty, toward)
        things = awaited(self.solution, owed.events, owed.on)
        when = f", if {listed(things)}" if things else ""
        text = f"You {does}{when}."
        then = "Until then you owe nothing by it." if things else ""
        if not call.treaty.rank.binding:
            then = f"It is {call.treaty.rank.meaning}: law does not hold you to it."
        elif call.duty is Duty.MAY_ASSIST:
            then = "You are free to help, and free not to."
        return SheetItem(
            text, words_of_clause(call.clause), reference(call.clause), then
        )

    def _decides(self, mine: Sequence[Owed]) -> Iterator[SheetItem]:
        """The judgements on its own duties, and the acts and judgements of its own on which others' help hangs."""
        questions = self.solution.assignments.questions
        own = grouped((q, o) for o in mine for q, _ in (*o.events, *o.on))
        others = grouped(
            (q, o)
            for o in self.move.duties
            if o not in mine and o.call.helping
            for q, _ in (*o.events, *o.on)
        )
        for ident, owed in own.items():
            if self._is_mine(questions[ident]):
                labels = dict.fromkeys(reference(o.call.clause) for o in owed)
                then = f"Your duty hangs on it: {'; '.join(list(labels)[:2])}."
                yield SheetItem(questions[ident].text, then=then)
        for ident, owed in others.items():
            if ident not in own and self._names_me(questions[ident]):
                states = {s for o in owed for s in o.call.states}
                order = self.solution.display_order
                names = crowd(order, order.sorted(states), "states", named=2)
                yield SheetItem(
                    questions[ident].text, then=f"The help of {names} waits for it."
                )

    def _is_mine(self, question: Question) -> bool:
        return question.decider == OBLIGOR or self._names_me(question)

    def _names_me(self, question: Question) -> bool:
        """Whether a question is decided by this state by name."""
        if question.decider == OBLIGOR:
            return (
                question.is_event and QuestionId.parse(question.id).actor == self.state
            )
        name = self.solution.setting.name(self.state)
        return who_decides(self.solution, question) in (name, self.state) or (
            question.is_event and QuestionId.parse(question.id).actor == self.state
        )

    def _owed_to_it(self) -> list[SheetItem]:
        toward_me = [
            o
            for o in self.move.duties
            if self.state in o.call.beneficiaries and self.state not in o.call.states
        ]
        helping = [o for o in toward_me if o.call.helping] or toward_me
        return [self._from_others(o) for o in together(helping)]

    def _from_others(self, owed: Owed) -> SheetItem:
        order, call = self.solution.display_order, owed.call
        members = call.treaty.members_on(self.solution.setting.on, call.states)
        who = crowd(order, order.sorted(call.states), members, named=3)
        things = awaited(self.solution, owed.events, owed.on)
        when = f", if {listed(things)}" if things else ""
        does = must(call.duty, len(call.states) > 1, "you")
        rank = "" if call.treaty.rank.binding else f" It is {call.treaty.rank.meaning}."
        return SheetItem(
            f"{capital(who)} {does}{when}.{rank}",
            words_of_clause(call.clause),
            reference(call.clause),
        )

    def _if_attacked(self) -> list[SheetItem]:
        """The treaties that promise it help, with how many states each binds; where it is attacked already nothing
        more.
        """
        if self.state in self.solution.setting.attacked:
            return []
        graph, order = self.solution.graph, self.solution.display_order
        best: dict[str, tuple[Clause, set[str]]] = {}
        for clause, obligors in graph.owed_to(self.state):
            obligation = clause.obligation
            if not obligation.duty.drawn_in or not obligation.trigger.by_attack:
                continue
            first, states = best.get(clause.treaty.id, (clause, set()))
            first = min(first, clause, key=lambda c: c.obligation.duty.rank)
            best[clause.treaty.id] = first, {*states, *obligors} - {self.state}
        found = []
        for clause, states in best.values():
            if states:
                found.append(_Promise(clause, tuple(order.sorted(states))))
        found.sort(key=lambda p: (not p.clause.treaty.rank.binding, p.clause.weight))
        return [self._promise(p) for p in found]

    def _promise(self, promise: _Promise) -> SheetItem:
        clause, order = promise.clause, self.solution.display_order
        members = clause.treaty.members
        who = crowd(order, promise.states, members, named=2)
        does = must(clause.obligation.duty, len(promise.states) > 1, "you")
        count = len(clause.obligation.conditions)
        on = (
            f" It waits for {number(count)} condition{'s' * (count != 1)}."
            if count
            else ""
        )
        rank = (
            ""
            if clause.treaty.rank.binding
            else f" It is {clause.treaty.rank.meaning}."
        )
        return SheetItem(f"{capital(who)} {does}.{on}{rank}", "", reference(clause))

    def _unpublished(self) -> Iterator[SheetItem]:
        """The articles in play for this state whose words are not public, then those whose words were not read."""
        graph = self.solution.graph
        concerned = [
            *(o.call.clause for o in self._concerned()),
            *(c for c, _ in graph.owed_to(self.state)),
            *graph.owed_by(self.state),
        ]
        seen = set[str]()
        for clause in dict.fromkeys(concerned):
            hidden = clause.warrant is Warrant.UNPUBLISHED
            if (
                hidden
                and clause.treaty.id not in seen
                and clause.obligation.duty.drawn_in
            ):
                seen.add(clause.treaty.id)
                yield SheetItem(
                    f"{capital(clause.treaty.name)}: its words are known by report alone.",
                    article=reference(clause),
                )
        called = dict.fromkeys(o.call.clause for o in self._concerned())
        unread = [c for c in called if c.warrant is Warrant.NOT_SEEN]
        for clause in unread:
            yield SheetItem(
                f"{capital(clause.treaty.name)}: public somewhere, and not read for this sheet.",
                article=reference(clause),
            )

    def _concerned(self) -> list[Owed]:
        return [
            o
            for o in self.move.duties
            if self.state in o.call.states or self.state in o.call.beneficiaries
        ]

    def _done(self) -> Iterator[str]:
        for move in self.game.moves[: self.move.number]:
            for deed in move.deeds:
                if deed.by == self.state:
                    yield f"Move {move.number}: {deed.line}"


@dataclass(frozen=True)
class _Promise:
    """A clause that would be called for a state, and those whom it would bind."""

    clause: Clause
    states: tuple[str, ...]


def _does(duty: Duty, toward: str) -> str:
    """What a player must do, and to whom it is owed."""
    text = must(duty, False, toward).replace("chooses", "choose")
    return text if toward in text else f"{text} (owed to {toward})"


def words_of_clause(clause: Clause) -> str:
    """Return a quotation of an article in English, or a summary if nothing is quoted."""
    obligation = clause.obligation
    return obligation.quotation or obligation.gist


def _cut(items: Sequence[SheetItem]) -> tuple[SheetItem, ...]:
    """The first items, and how many more there are."""
    left = len(items) - MOST
    if left <= 0:
        return tuple(items)
    return (*items[:MOST], SheetItem(f"And {number(left)} more."))
