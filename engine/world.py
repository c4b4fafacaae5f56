"""The world: the law, the readings shown, and the one way to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from engine.answer import Answer
from engine.output.time_spans import time_spans
from engine.question.as_scenario import scenario_of, topic_of
from engine.question.query import Query
from engine.question.spans import WhichDay
from engine.record.over_time import OverTime
from engine.record.question_ids import checked
from engine.verdicts.solution import solve
from treaties.change import Added, changed
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.models.scenario import Scenario
from treaties.models.states import State
from treaties.support.budget import budgeted, current_budget
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.keywords import keywords

if TYPE_CHECKING:
    from engine.catalogue.timeline import Timeline
    from engine.question.understood import Understood
    from treaties.outside.as_treaties import OutsideLaw

NEAR, FAR = 1, 2
"""How far an answer looks where nothing is said: to what follows after one further act; and as far as it goes."""

Name = str | int | State
"""A state by name, id, ISO or COW code, or as an object."""
Names = Name | Sequence[Name]


class AskKeywords(TypedDict, total=False):
    """The keywords of a question besides the victim."""

    by: Names
    """The attackers; anybody where left out."""
    group: str | None
    """The armed group that attacks, where that is no state: `by` is then the state to which its force may be laid."""
    on: date | str | None
    """The day; today where left out."""
    at: str | None
    """A place of the gazetteer; home territory where left out."""
    kind: str | None
    """What is asked: a `Kind` by its name; who must help, or whether `must` has to, where left out."""
    must: Names
    """The states asked about, or a group of states; everybody where left out."""
    under: str | Sequence[str]
    """The treaty asked about, as `"TREATY"` or `"TREATY:ARTICLE"`."""
    side: str | None
    """Whose helpers are asked about, `"victim"` or `"attacker"`; the victim's where left out."""
    means: str | None
    """The means of force, such as `"blockade"`; an armed attack where left out."""
    target: str | None
    """What is hit that is no land, such as `"warship"`."""
    also: str | Sequence[str]
    """Further attacks, as `"A>B"`."""
    reading: str | Sequence[str]
    """Only these readings."""
    suppose: Mapping[str, bool | str] | str | Sequence[str]
    """Answers to open questions, as a mapping or as `"QUESTION=yes"`."""
    given: str | Sequence[str]
    """What else happened, as `"A asks B"` or `"A mobilises"`."""
    without: str | Sequence[str]
    """Treaties to take away, or parties out of them, as `"TREATY:STATE"`."""
    with_: str | Path | Sequence[str | Path]
    """Treaty files to add."""
    in_force: str | Sequence[str]
    """Treaties taken to be in force, as `"TREATY=DATE"`, or from their signature."""
    law: str | None
    """A data file whose alliances are added, as `"atop:FILE"`."""
    scenario: Scenario | str | Path | None
    """A file, the id of a shipped scenario, or a `Scenario`; `on`, `also`, `suppose` and what bears on the law change
    it.
    """
    isolated: bool
    """Whether the attack stops there; false where left out."""
    background: bool
    """Whether a war already running between them is taken as given; true where left out."""
    public: bool
    """Whether it is asked as the public knew the law on the day; false where left out."""
    rounds: int | None
    """Rounds of the cascade to follow, from 1; all where left out. With it `far` is 2."""
    far: int | None
    """Further acts to look at: 0 or 1, or 2 for as many as can be followed, in a crowded world not all; 1 where left
    out.
    """


@dataclass(frozen=True)
class World:
    """A law with readings, to which questions are put. It is a value: every change makes another world.

    >>> world = World.load()
    >>> world.without("sino-dprk-1961").ask("North Korea", on="2026-01-01")["China"].status.value
    'no-treaty'
    """

    corpus: Corpus
    """The law."""
    readings: tuple[Reading, ...]
    """The readings under which verdicts are given too."""
    asked: Reading | None = None
    """The reading under which the main verdicts are given; None where none was chosen."""
    outside: tuple[OutsideLaw, ...] = ()
    """The data files whose alliances were added."""

    @classmethod
    @keywords
    def load(cls, root: str | Path | None = None) -> World:
        """Load the shipped law with all its readings, or the law of another folder."""
        return cls.of(load_corpus(Path(root) if root is not None else None))

    @classmethod
    def of(cls, corpus: Corpus) -> World:
        """Make a world of any corpus, with all its readings except the codebooks of data sets, which must be asked for."""
        return cls(corpus, tuple(r for r in corpus.readings if r.kind != "codebook"))

    def without(self, *treaties: str) -> World:
        """Take these instruments away, by id."""
        return replace(self, corpus=changed(self.corpus, without=treaties))

    def with_treaty(self, *treaties: Added) -> World:
        """Add instruments: models, or paths of treaty files."""
        return replace(self, corpus=changed(self.corpus, with_=treaties))

    @keywords
    def over(self, state: Name, *, years: Iterable[int]) -> Timeline:
        """List what a state owes and is owed in some years; the table `years` has a row for each pair and year.

        Args:
            state: the state, by any name or code.
            years: the years, such as `range(1920, 1940)`.

        Raises `CasusError` where no year is given, and `UnknownName` for a state that is none.

        >>> frame = World.load().over("Poland", years=range(1936, 1940)).to_pandas("years")
        >>> frame.year.unique().tolist(), int(frame.query("obligor == 'france'").defense.min())
        ([1936, 1937, 1938, 1939], 1)
        """
        from engine.catalogue.timeline import timeline

        asked = sorted(years)
        if not asked:
            raise CasusError(
                "`years` holds no year", remedy="give `years=range(1920, 1940)`"
            )
        return timeline(
            self.corpus,
            self.state(state),
            since=date(asked[0], 1, 1),
            until=date(asked[-1], 12, 31),
        )

    @keywords
    def with_law(self, law: str) -> World:
        """Add the alliances of a data file that you bring, as `"atop:FILE"`, beside the corpus.

        Instruments that the corpus has article by article speak for themselves. Questions about days that the file
        does not cover are refused. Raises `CasusError` for a file that is not ATOP's member file.
        """
        from treaties.outside.as_treaties import read_outside

        outside = read_outside(law, self.corpus)
        return replace(
            self, corpus=outside.world(self.corpus), outside=(*self.outside, outside)
        )

    def reading(self, *readings: str) -> World:
        """Make a world with these readings alone; where there is one, the main verdicts are those under it."""
        found = tuple(dict.fromkeys(self.corpus.reading(r) for r in readings))
        return replace(
            self, readings=found, asked=found[0] if len(found) == 1 else None
        )

    def under(self, asked: Query) -> World:
        """Make the world with the law and the readings that a question names."""
        world = self.without(*asked.without) if asked.without else self
        world = world.with_treaty(*asked.with_) if asked.with_ else world
        if asked.in_force:
            world = replace(
                world, corpus=changed(world.corpus, in_force=asked.in_force)
            )
        world = world.with_law(asked.law) if asked.law else world
        return world.reading(*asked.reading) if asked.reading else world

    @keywords
    def ask(
        self, victim: Names | Scenario | None = None, **question: Unpack[AskKeywords]
    ) -> Answer:
        """Ask who is drawn in if `victim` is attacked.

        An answer is complete in what is owed on the events as given, and in what follows after one further act with at
        most two judgements more than the duty it starts from.

        Args:
            victim: one state or several by any name or code, the whole question in words, or a `Scenario`.
            question: the rest of it, each field by its keyword: see `Asking`.

        Raises `CasusError`, in one line with a remedy, for anything that can't be understood.

        >>> World.load().ask("Poland", by="Germany", on="1939-09-01", rounds=1)["United Kingdom"].duty.value
        'fight'
        """
        given: dict[str, Any] = {"victim": victim, **question}
        if isinstance(victim, Scenario):
            given |= {"victim": None, "scenario": victim}
        elif isinstance(scenario := given.get("scenario"), Path):
            given["scenario"] = str(scenario)
        return self.over_time(Query.of(**given))

    @budgeted()
    def answer(self, asked: Query, *, whole: bool = False, **bounds: Any) -> Answer:
        """Answer a question that is put as a value; see `ask`.

        Args:
            asked: the question.
            whole: derive what lies beyond the horizon at once, for what starts from `Answer.whole` alone.
            bounds: `limit`, `budget` and `horizon` of `engine.verdicts.solution.solve`, with which `far` is 2.

        Raises `CasusError` for anything that can't be understood.

        >>> World.load().answer(Query.of(victim="Estonia", by="Russia", on="2026-01-01", rounds=1))["USA"].status.value
        'bound'
        """
        world = self.under(asked)
        return world._solved(
            asked, *scenario_of(asked, world.corpus), whole=whole, **bounds
        )

    @budgeted()
    def over_time(self, asked: Query) -> Answer:
        """Answer a question about a day, a month or a year. For a month or a year the whole answer is that of one day,
        a documented day if there is one, and the duties at once follow for each part of the time.

        >>> [str(s.since) for s in World.load().over_time(Query.of(victim="Norway", by="Russia", on="1949")).over.spans]
        ['1949-01-01', '1949-08-24']
        """
        world = self.under(asked)
        try:
            return world._solved(asked, *scenario_of(asked, world.corpus, spans=True))
        except WhichDay as time:
            day = next(iter(time.known), time.days[0])
            answer = world._solved(asked, *time.on(day))
            near, plain = replace(asked, rounds=1, far=0), replace(world, readings=())
            same = max(
                d for d in time.days if d <= day
            )  # the law of this day is at hand
            answers = {same: answer}
            for d in time.days if len(time.days) > 1 else ():
                if not current_budget().going:
                    raise  # it changes too often to be worked out at once: for which day is it asked?
                law = answer.graph if d == same else None
                answers[d] = plain._solved(near, *time.on(day if law else d), graph=law)
            answers = {d: answers[d] for d in time.days}
            spans = time_spans(answers, time.spoken.last or day)
            return replace(
                answer,
                over=OverTime(time.spoken.words, spans, day, time.known.get(day, "")),
            )

    def _solved(
        self,
        asked: Query,
        scenario: Scenario,
        understood: Understood | None,
        *,
        whole: bool = False,
        **bounds: Any,
    ) -> Answer:
        if understood and understood.without:
            world, rest = (
                self.without(*understood.without),
                replace(understood, without=()),
            )
            return world._solved(asked, scenario, rest, whole=whole, **bounds)
        for outside in self.outside:
            outside.law.coverage.demand(scenario.on)
        change = scenario.law
        law = changed(
            self.corpus, without=change.without, with_=change.with_, on=scenario.on
        )
        for answer in scenario.answers:
            checked(answer.question, law)
        far = (
            asked.far
            if asked.far is not None
            else FAR
            if asked.rounds or bounds
            else NEAR
        )
        places = scenario.places_hit
        heard = tuple(
            r for r in self.readings if r.heard_on(scenario.on) and r.heard_at(places)
        )
        bounds |= {
            "rounds": asked.rounds,
            "far": None if far == FAR else far,
            "whole": whole,
        }
        found = solve(law, scenario, readings=heard, asked=self.asked, **bounds)
        current_budget().spend(found.spent)
        topic = topic_of(asked, scenario, understood, law)
        return Answer.of(replace(found, topic=topic), understood)

    def state(self, name: Name, on: date | None = None) -> str:
        """Find the id of a state by any of its names."""
        return (
            name.id
            if isinstance(name, State)
            else self.corpus.states.resolve(name, on).id
        )


@lru_cache(maxsize=1)
def shipped() -> World:
    """Load the world of the shipped corpus, once."""
    return World.load()


@keywords
def ask(
    victim: Names | Scenario | None = None, **question: Unpack[AskKeywords]
) -> Answer:
    """Ask the shipped law what follows if `victim` is attacked: `World.ask`, with the same arguments and errors.

    >>> ask("If South Korea is attacked by North Korea on 2026-01-01, who is drawn in?")["USA"].status.value
    'bound'
    """
    return shipped().ask(victim, **question)
