"""The table that the tool `ask` returns: a row for each state asked about, with articles and conditions listed once below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from engine.answer import Answer
from engine.interfaces.assistant.notes import uri
from engine.output.first_lines.duty import DutyClause, conditions_of, judged_by
from engine.output.first_lines.ruled import ruled
from engine.output.first_lines.states import why_no_help
from engine.output.owing import MARKS
from engine.output.prose import listed
from engine.output.written import written
from engine.question.topic import Side
from engine.ruling.ruling import Owed, StateRuling
from engine.ruling.states import calls_of_side, owed_of
from engine.setting.graph import Clause
from treaties.vocabulary.days import in_words
from treaties.vocabulary.terms import Warrant

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class AskedTable:
    """The rows of the states asked about, as text and as data.

    Args:
        answer: the answer.
        start: the number of states to skip.
        count: the largest number of states to show.
    """

    def __init__(self, answer: Answer, start: int, count: int) -> None:
        self.answer = answer
        self.ruled = ruled(answer)
        self.ruling = self.ruled.ruling
        self.rows = self.ruling.states[start : start + count]
        self._clauses: dict[str, Clause] = {}
        self._conditions: dict[str, str] = {}

    def lines(self) -> Iterator[str]:
        """Yield a line for each state, then the articles and conditions that these lines refer to."""
        yield "STATES: status; what each owes; [1] is an article, [a] a condition, both below"
        yield from (f"  {self._row(row)}" for row in self.rows)
        if self._clauses:
            yield "ARTICLES"
            each = enumerate(self._clauses.values(), 1)
            yield from (f"  [{n}] {_article(clause)}" for n, clause in each)
        if self._conditions:
            yield "CONDITIONS"
            for letter, text in zip(LETTERS, self._conditions, strict=False):
                yield f"  [{letter}] {text}{self._conditions[text]}"

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The articles in the rows shown."""
        owed = [o for row in self.rows for o in all_owed(row)]
        return tuple(dict.fromkeys(o.call.clause for o in owed))

    def data(self) -> list[dict[str, Any]]:
        """Return a dictionary of JSON data for each state shown."""
        return [self._data(row) for row in self.rows]

    def _data(self, row: StateRuling) -> dict[str, Any]:
        data: dict[str, Any] = written(row, self.answer)
        return data | {
            "name": self.ruled.setting.name(row.state),
            "other_side_lesser": written([*self._opposite(row.state)], self.answer),
            "if_it_goes_on": self._further(row),
            "in_return": self._in_return(row.state),
        }

    def _in_return(self, state: str) -> list[str]:
        """List the treaties by which those who are to be helped owe help to a state in their turn."""
        law = self.answer.graph
        return [
            clause.label
            for helped in self.ruled.helped
            for clause in law.between(helped, state)
            if clause.obligation.duty.drawn_in and clause.treaty.rank.binding
        ]

    def _opposite(self, state: str) -> Iterator[Owed]:
        """List the lesser duties of a state toward the side that is not asked about."""
        asked = self.ruling.topic.side
        other = Side.VICTIM if asked is Side.ATTACKER else Side.ATTACKER
        for call in calls_of_side(self.answer, other):
            if state in call.states and not call.helping:
                yield owed_of(self.answer, call)

    def _further(self, row: StateRuling) -> dict[str, Any] | None:
        """Give the nearest duty of help that only a further act brings, where nothing else binds the state to help."""
        ground = self.answer[row.state].ground
        if row.holding.helps or ground is None or not ground.duty.drawn_in:
            return None
        return {
            "clause": written(ground.clause, self.answer),
            "duty": str(ground.duty),
            "beneficiaries": [ground.beneficiary],
            "verdict": written(self.answer[row.state].verdict, self.answer),
        }

    def _row(self, row: StateRuling) -> str:
        name = self.ruled.setting.name(row.state)
        parts = [self._worded(o) for o in row.settled]
        parts += [f"{self._worded(o)}, only if {self._when(o)}" for o in waiting(row)]
        if row.other_side:
            parts.append(
                "for the other side: " + listed(self._worded(o) for o in row.other_side)
            )
        if row.below:
            parts.append(
                "below a treaty: " + listed(self._worded(o) for o in row.below[:2])
            )
        if not row.holding.may_oblige:
            because = why_no_help(self.ruled, row)
            parts.append(
                f"no help is owed: {because}" if because else "no help is owed"
            )
        return f"{name}: {row.holding}; {'; '.join(parts)}"

    def _worded(self, owed: Owed) -> str:
        clause = owed.call.clause
        self._clauses.setdefault(clause.key, clause)
        number = list(self._clauses).index(clause.key) + 1
        return f"{DutyClause(self.ruled, owed).deed} [{number}]"

    def _when(self, owed: Owed) -> str:
        judge = judged_by(self.ruled, owed)
        judges = f" ({judge.in_words()})" if judge else ""
        for text in (texts := conditions_of(self.ruled, owed)):
            self._conditions.setdefault(text, judges)
        known = list(self._conditions)
        return listed(f"[{_letter(known.index(text))}]" for text in texts)


def waiting(row: StateRuling) -> tuple[Owed, ...]:
    """Return the duties of a state that depend on an open judgement or a further act, help first."""
    return (*row.open, *row.lesser)


def all_owed(row: StateRuling) -> tuple[Owed, ...]:
    """Return every duty in a state's row."""
    return (*row.settled, *waiting(row), *row.other_side, *row.below)


def _letter(number: int) -> str:
    return LETTERS[number] if number < len(LETTERS) else f"a{number}"


def _article(clause: Clause) -> str:
    treaty = clause.treaty
    since = f"in force since {in_words(treaty.since)}" if treaty.since else ""
    warrant = Warrant(clause.warrant)
    read = "words read" if warrant is Warrant.SEEN else MARKS[warrant]
    where = uri(treaty.id, clause.obligation.article)
    return "; ".join(x for x in (clause.label, since, read, where) if x)


def structured(answer: Answer, table: AskedTable) -> dict[str, Any]:
    """Return the structured data of an answer, from which a program can build a summary without parsing text.

    Args:
        answer: the answer.
        table: the rows of the states asked about.
    """
    setting, topic, ruling = answer.setting, answer.topic, table.ruling
    wording = answer.understood.wording(answer.corpus) if answer.understood else ""
    understood = {
        "words": wording,
        "kind": str(topic.kind),
        "side": str(topic.side),
        "victim": list(setting.attacked),
        "by": list(setting.attacking),
        "group": "" if setting.attacking else setting.unnamed,
        "on": setting.on.isoformat(),
        "asked": list(topic.states),
        "under": list(topic.cited),
        "means": topic.means,
        "target": topic.target,
        "given": [f"{a.question}={a.answer}" for a in answer.assignments.supposed],
        "without_effect": list(answer.scenario.idle),
    }
    return {
        "understood": understood,
        "asked": table.data(),
        "instrument": written(ruling.treaties, answer),
        "groups": [
            written(o, answer) | {"count": len(o.call.states)} for o in ruling.settled
        ],
        "in_doubt": list(ruling.in_doubt),
        "background": [
            {
                "kind": str(event.kind),
                "by": list(event.by),
                "against": list(event.against),
                "on": event.on.isoformat() if event.on else None,
            }
            for event in setting.events
            if event.background
        ],
    }


def unused(answer: Answer) -> Iterable[str]:
    """Yield a sentence for each answer supposed by the user on which no duty depends."""
    known = [q.id for q in answer.assignments.questions]
    for given in answer.assignments.supposed:
        if not any(given.settles(q) for q in known):
            yield f"`{given.question}={given.answer}` changes nothing: no duty here waits for it."
