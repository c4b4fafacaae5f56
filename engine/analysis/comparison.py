"""Comparisons of two answers: which states gained or lost duties, moved nearer or farther, and under which treaties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from engine.analysis.state_changes import KINDS, Link, StateChange, change_of
from engine.answer import Answer
from engine.forms.charts import Shift, moves
from engine.forms.result import DayText, Part, Result, standing_of, written_as
from engine.forms.shown import Shown, joined
from engine.forms.table import Framed, Tables, columns, table
from engine.output.answer_tables import CODES, about, who
from engine.output.difference_text import DifferenceWords
from engine.output.prose import capital, number, para, standing
from engine.question.query import Query
from engine.record.verdict import Status, Verdict
from engine.ruling.difference import Changes, changes_between
from treaties.models.scenario import LawChange, Scenario
from treaties.vocabulary.errors import CasusError, See
from treaties.vocabulary.keywords import keywords

if TYPE_CHECKING:
    from engine.answer import Answer
    from engine.world import World
    from treaties.models.corpus import Corpus
    from treaties.models.reading import Reading


LINES = 5
"""The number of lines in a comparison by default."""
LINKS = 4
"""The number of lines for the duties that one state gained, and for those that it lost."""


def what_if(
    answer: Answer,
    *,
    on: str | None = None,
    scenario: Scenario | str | None = None,
    by: Sequence[str] = (),
    at: str | None = None,
    without: Sequence[str] = (),
    with_: Sequence[Path] = (),
    suppose: Sequence[str] = (),
    reading: str | None = None,
    world: World | None = None,
) -> Answer:
    """Ask the question of an answer again with a change, looking equally far ahead.

    Args:
        answer: the first answer.
        on: another day.
        scenario: another scenario, by id, file or value; it brings its own changes of the law.
        by: other attackers, by any of their names.
        at: another place of the attack.
        without: the ids of treaties to remove.
        with_: treaty files to add.
        suppose: answers to open questions, as `"QUESTION=yes"`.
        reading: the id of a reading to follow.
        world: the law and readings for another scenario; by default, those of the answer.

    Raises `CasusError` if nothing is changed, and for a change that does not fit the question.

    >>> from engine import ask
    >>> one = ask("Russia", by="Ukraine", on="2023-06-01", background=False)
    >>> what_if(one, on="2025-06-01").setting.on.isoformat()
    '2025-06-01'
    """
    from engine.world import FAR, World

    if not any((on, scenario, by, at, without, with_, suppose, reading)):
        raise CasusError("there is nothing to compare with", remedy=See.COMPARED)
    world = world or World(answer.corpus, answer.readings, answer.asked)
    found = answer.corpus.reading(reading) if reading else None
    world = _read_as(found, world.without(*without).with_treaty(*with_))
    bounds = asdict(answer.bounds)
    far = FAR if (far := bounds.pop("far")) is None else far
    asked = {"on": on, "suppose": suppose, "rounds": bounds.pop("rounds"), "far": far}
    if not scenario:
        # The law of the first scenario is already in the corpus.
        given = answer.scenario.model_copy(update={"law": LawChange()})
        corpus = answer.corpus
        scenario = _otherwise(given, world, corpus, by, at) if by or at else given
    elif by or at:
        raise CasusError(
            "a scenario says itself who attacks and where",
            remedy="leave out the other attacker and place",
        )
    return world.answer(Query.of(scenario=scenario, **asked), **bounds)


def _read_as(reading: Reading | None, world: World) -> World:
    """Give the world in which questions are asked under a reading; None for the one in hand."""
    if reading is None:
        return world
    readings = world.readings
    if reading not in readings:
        readings = (*readings, reading)
    return replace(world, readings=readings, asked=reading)


def _otherwise(
    scenario: Scenario, world: World, corpus: Corpus, by: Sequence[str], at: str | None
) -> Scenario:
    """Copy a simple attack with other attackers or another place.

    Args:
        scenario: the attack.
        world: knows the names of states.
        corpus: knows the names of places.
        by: the attackers, by any of their names; those of the attack where there are none.
        at: the place; that of the attack where left out.
    """
    first = next((e for e in scenario.events if e.kind.forcible), None)
    if first is None or scenario.id:
        raise CasusError(
            "only a simple attack takes another attacker or place",
            remedy="write a second scenario",
        )
    change: dict[str, object] = {}
    if by:
        change["by"] = tuple(world.state(b) for b in by)
    if at:
        day = first.on or scenario.on
        change["at"] = corpus.place_hit(at, first.against, day)
    changed = first.model_copy(update=change)
    events = tuple(changed if e is first else e for e in scenario.events)
    return scenario.model_copy(update={"events": events})


@dataclass(frozen=True)
class Side(Part):
    """One of the two answers of a comparison: its day, title, reading and the hash of its law."""

    on: DayText
    title: str
    reading: str | None
    corpus: Annotated[str, Field(description="Content hash of its law.")]


def _side(answer: Answer) -> Side:
    return Side(
        answer.setting.on,
        answer.title,
        answer.asked.id if answer.asked else None,
        answer.corpus.hash,
    )


Compared = Annotated[Answer, written_as(Side, _side)]


@dataclass(frozen=True)
class Comparison(Result, Framed, Shown):
    """The changes in states' verdicts and duties from a first answer to a second; empty if both agree."""

    first: Compared = field(repr=False)
    second: Compared = field(repr=False)
    changes: tuple[StateChange, ...]

    def __iter__(self) -> Iterator[StateChange]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __getitem__(self, state: str | int) -> StateChange:
        ident = self.second.corpus.states.of_day(state, self.second.setting.on).id
        found = next((c for c in self.changes if c.state == ident), None)
        if found is None:
            raise KeyError(f"nothing changed for `{state}`")
        return found

    def of_kind(self, kind: str) -> tuple[StateChange, ...]:
        """Return the changes of one kind (see `KINDS`)."""
        return tuple(c for c in self.changes if c.kind == kind)

    @cached_property
    def difference(self) -> Changes:
        """The differences between the rulings of the two answers, as games also show them between two moves."""
        return changes_between(self.first, self.second)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Sentences on the duties gained and lost and the promises broken, most important first."""
        if not self.changes:
            return ("Nothing changed.",)
        words = DifferenceWords(self.second, self.difference, groups=LINES)
        found = tuple(words.sentences())
        return found or ("Nobody owes anything anew, or no more.",)

    def text(self, *, all: bool = False) -> str:
        """Return the changes as text of at most five lines.

        Args:
            all: whether to describe every state instead, with every duty gained or lost.
        """
        return "\n".join(self._in_full() if all else self._lines())

    def _lines(self) -> Iterator[str]:
        yield from self._questions()
        found = self.sentences
        yield from (para(line) for line in found[:LINES])
        if not self.changes:
            return
        yield ""
        left = len(found) - LINES
        more = f"{number(left)} more lines, and " if left > 0 else ""
        count = len(self.changes)
        states = f"{number(count)} state{'s' * (count != 1)} one by one"
        yield para(f"{capital(f'{more}{states}')}: `--all`.")

    def _questions(self) -> Iterator[str]:
        yield para(f"First:  {_title(self.first)}", 0, 8)
        yield para(f"Second: {_title(self.second)}", 0, 8)
        yield ""

    def _in_full(self) -> Iterator[str]:
        yield from self._questions()
        if not self.changes:
            yield "Nothing changed."
        for kind, head in KINDS.items():
            group = self.of_kind(kind)
            if group:
                yield head
            for change in group:
                yield from self._of_state(change)

    def _of_state(self, change: StateChange) -> Iterator[str]:
        """What became of one state, with the duties that it gained and lost."""
        line = f"{change.name}: {standing(change.after)}; before: {standing(change.before)}"
        yield para(line, 2, 4)
        for sign, links in (("+", change.gained), ("-", change.lost)):
            for link in links[:LINKS]:
                yield para(f"{sign} {self.link_line(link, gained=sign == '+')}", 6)
            if len(links) > LINKS:
                yield f"      {sign} and {len(links) - LINKS} more"

    @property
    def titles(self) -> tuple[str, str]:
        """The two questions in words, with day and reading."""
        return _title(self.first), _title(self.second)

    def link_line(self, link: Link, *, gained: bool) -> str:
        """Return a duty gained or lost as a line of text."""
        g = link.ground
        o, t = g.clause.obligation, g.clause.treaty
        text = f"{g.clause.label} ({g.duty}), toward {(self.second if gained else self.first).setting.name(g.beneficiary)}"
        if link.in_force:
            return f"{text}; in force in both, what differs is the way there"
        if not gained:
            until = min((d for d in (o.until, t.until) if d), default=None)
            return f"{text}; in force until {until}" if until else text
        bound = (p.since for p in t.parties if p.state in (g.obligor, g.beneficiary))
        text += f"; in force since {max(d for d in (o.since, t.since, *bound) if d)}"
        if link.former:
            text += f"; such a link had been missing since {link.former.until}, when {link.former.name} ended"
        return text

    def _picture(self) -> str:
        groups: dict[tuple[str, ...], tuple[list[str], Verdict, Verdict]] = {}
        for c in self.changes:
            if (
                c.kind != "lesser"
                and not c.before.status is c.after.status is Status.BELLIGERENT
            ):
                change = (c.kind, standing(c.before), standing(c.after))
                groups.setdefault(change, ([], c.before, c.after))[0].append(c.name)
        drawn = [
            Shift(
                joined(n, 3) if len(n) < 5 else f"{len(n)} states: {joined(n, 2)}",
                _place(a),
                _place(b),
            )
            for n, a, b in groups.values()
        ]
        days = (str(self.first.setting.on), str(self.second.setting.on))
        words = days if days[0] != days[1] else ("first", "second")
        title = f"From {words[0]} to {words[1]}: how near to being drawn in"
        return moves(title, drawn[:25], words=words) if drawn else ""

    def _tables(self) -> Tables:
        first, second = self.first, self.second

        def rows() -> Iterator[dict[str, Any]]:
            for c in self:
                sides = {
                    f"{field}{n}": value
                    for n, v in ((1, c.before), (2, c.after))
                    for field, value in vars(standing_of(v)).items()
                }
                links = {
                    word: " ".join(dict.fromkeys(x.ground.treaty for x in self)) or None
                    for word, self in (("gained", c.gained), ("lost", c.lost))
                }
                yield {
                    "state": c.state,
                    "name": c.name,
                    **who(second, c.state),
                    "year1": first.setting.on.year,
                    "year2": second.setting.on.year,
                    "change": c.kind,
                    **sides,
                    **links,
                }

        return {"changes": lambda: table(COMPARISON, rows(), **about(second))}


@keywords
def compare(first: Answer, second: Answer) -> Comparison:
    """Return the changes, state by state, from one answer to another: of two days, scenarios, readings or versions of
    the law.

    >>> from engine import ask
    >>> then, now = (ask("Russia", by="Ukraine", on=f"{y}-06-01", background=False) for y in (2023, 2025))
    >>> compare(then, now)["China"].kind, compare(then, then).changes
    ('appeared', ())
    """
    states = dict.fromkeys(r.state for a in (second, first) for r in a.rows)
    found = [change for state in states if (change := change_of(first, second, state))]
    return Comparison(
        first, second, tuple(sorted(found, key=lambda c: list(KINDS).index(c.kind)))
    )


def _title(answer: Answer) -> str:
    asked = f", read as {answer.asked.name}" if answer.asked else ""
    return f"{answer.title} [{answer.setting.on}{asked}]"


COMPARISON = (
    columns("state name")
    | CODES
    | columns("year1:int year2:int change status1 duty1 events1:int judgements1:int")
    | columns("status2 duty2 events2:int judgements2:int gained lost")
)
"""Columns of a comparison, with one row for each state that changed, from the first answer (1) to the second (2). `gained`
and `lost` are ids of treaties.
"""


def _place(v: Verdict) -> tuple[Status, int | None]:
    helping = v.status is Status.BELLIGERENT or (
        v.duty is not None and v.duty.drawn_in and v.status is not Status.RELEASED
    )
    return v.status, v.distance.total if helping else None
