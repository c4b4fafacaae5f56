"""`World`: a law with readings, and the methods that ask it questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from engine.answer import Answer
from engine.question.as_scenario import scenario_of, topic_of
from engine.question.query import Query
from engine.question.spans import WhichDay
from engine.question.working_call import offering_call
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
"""How far answers look: by default to one further act, or as far as possible."""

Name = str | int | State
"""A state by name, id, ISO or COW code, or as an object."""
Names = Name | Sequence[Name]


class AskKeywords(TypedDict, total=False):
    """The keywords of a question besides the victim."""

    by: Names
    """The attackers; unnamed by default."""
    group: str | None
    """The armed group that attacks, if it is no state; `by` is then the state to which its force may be attributed."""
    on: date | str | None
    """The day; today by default."""
    at: str | None
    """A place of the gazetteer; the victim's home territory by default."""
    kind: str | None
    """The kind of question, a `Kind` by name; by default who must help, or whether `must` has to."""
    must: Names
    """The states asked about, or a group of states; all by default."""
    under: str | Sequence[str]
    """The treaty asked about, as `"TREATY"` or `"TREATY:ARTICLE"`."""
    side: str | None
    """Whose helpers are asked about, `"victim"` or `"attacker"`; the victim's by default."""
    means: str | None
    """The means of force, such as `"blockade"`; an armed attack by default."""
    target: str | None
    """The target, if it is not land, such as `"warship"`."""
    also: str | Sequence[str]
    """Further attacks, as `"A>B"`."""
    reading: str | Sequence[str]
    """The only readings to use."""
    suppose: Mapping[str, bool | str] | str | Sequence[str]
    """Answers to open questions, as a mapping or as `"QUESTION=yes"`."""
    given: str | Sequence[str]
    """What else happened, as `"A asks B"` or `"A mobilises"`."""
    without: str | Sequence[str]
    """Treaties to remove, or `"TREATY:STATE"` to remove one party."""
    with_: str | Path | Sequence[str | Path]
    """Treaty files to add."""
    in_force: str | Sequence[str]
    """Treaties to treat as in force, from a day as `"TREATY=DATE"` or from their signature."""
    law: str | None
    """A data file whose alliances are added, as `"atop:FILE"`."""
    scenario: Scenario | str | Path | None
    """A file, the id of a shipped scenario, or a `Scenario`; `on`, `also`, `suppose` and changes of the law modify it."""
    isolated: bool
    """Whether the attack stops there; false by default."""
    background: bool
    """Whether wars that are already running between the states are included; true by default."""
    public: bool
    """Whether to use only what was public on the day; false by default."""
    rounds: int | None
    """The number of rounds of the cascade; all by default. With it, `far` is 2."""
    far: int | None
    """The further acts to consider: 0, 1 (the default), or 2 for as many as possible, in a crowded world not all."""


@dataclass(frozen=True)
class World:
    """A law with readings, which can be asked questions. It is immutable: every change returns another world.

    >>> world = World.load()
    >>> world.without("sino-dprk-1961").ask("North Korea", on="2026-01-01")["China"].status.value
    'no-treaty'
    """

    corpus: Corpus
    """The law."""
    readings: tuple[Reading, ...]
    """The readings whose verdicts answers give beside their main verdicts."""
    asked: Reading | None = None
    """The reading that main verdicts follow; None for the text."""
    outside: tuple[OutsideLaw, ...] = ()
    """The data files whose alliances were added."""

    @classmethod
    @keywords
    def load(cls, root: str | Path | None = None) -> World:
        """Load the shipped law, or the law of another folder, with all its readings."""
        return cls.of(load_corpus(Path(root) if root is not None else None))

    @classmethod
    def of(cls, corpus: Corpus) -> World:
        """Return the world of a corpus with all its readings, except the codebooks of data sets, which a question must
        name.
        """
        return cls(corpus, tuple(r for r in corpus.readings if r.kind != "codebook"))

    def without(self, *treaties: str) -> World:
        """Return a world without some instruments, given by id."""
        return replace(self, corpus=changed(self.corpus, without=treaties))

    def with_treaty(self, *treaties: Added) -> World:
        """Return a world with some instruments added, given as models or paths of treaty files."""
        return replace(self, corpus=changed(self.corpus, with_=treaties))

    @keywords
    def over(self, state: Name, *, years: Iterable[int]) -> Timeline:
        """Return what a state owes and is owed in some years; the table `years` has a row for each pair and year.

        Args:
            state: the state, by any name or code.
            years: the years, such as `range(1920, 1940)`.

        Raises `CasusError` if no year is given, and `UnknownName` for an unknown state.

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
        """Return a world with the alliances of a user's data file (`"atop:FILE"`) added to the corpus.

        Alliances that the corpus has article by article are not taken from the file. Questions about days that the file
        does not cover are refused.

        Args:
            law: the file, as `"atop:FILE"`.

        Raises `CasusError` if it is not ATOP's member file.
        """
        from treaties.outside.as_treaties import read_outside

        outside = read_outside(law, self.corpus)
        return replace(
            self, corpus=outside.world(self.corpus), outside=(*self.outside, outside)
        )

    def reading(self, *readings: str) -> World:
        """Return a world with only some readings, given by id or name; main verdicts follow the reading if there is
        only one.
        """
        found = tuple(dict.fromkeys(self.corpus.reading(r) for r in readings))
        return replace(
            self, readings=found, asked=found[0] if len(found) == 1 else None
        )

    def under(self, asked: Query) -> World:
        """Return a world with the law and readings that a question names."""
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
        """Ask who is drawn in if a state is attacked.

        The answer has all duties on the given events, and all that follow after one further act with at most two
        judgements more than the duty from which they start.

        Args:
            victim: the attacked states by any name or code, the whole question in words, or a `Scenario`.
            question: further keywords: see `Asking`.

        Raises `CasusError`, with a remedy, for anything that cannot be understood.

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
        """Answer a question given as a `Query`; see `ask`.

        Args:
            asked: the question.
            whole: whether to derive what lies beyond the horizon at once, for analyses that start from `Answer.whole`.
            bounds: `limit`, `budget` and `horizon` of `engine.verdicts.solution.solve`; with them `far` is 2.

        Raises `CasusError` for anything that cannot be understood.

        >>> World.load().answer(Query.of(victim="Estonia", by="Russia", on="2026-01-01", rounds=1))["USA"].status.value
        'bound'
        """
        with offering_call(asked, partial(understand, self)):
            world = self.under(asked)
            return world._solved(
                asked, *scenario_of(asked, world.corpus), whole=whole, **bounds
            )

    @budgeted()
    def over_time(self, asked: Query) -> Answer:
        """Answer a question about a day, a month or a year.

        For a month or a year, the full answer is about one day (a documented one if there is any), followed by the
        duties at once for each part of the period.

        >>> [str(s.since) for s in World.load().over_time(Query.of(victim="Norway", by="Russia", on="1949")).over.spans]
        ['1949-01-01', '1949-08-24']
        """
        with offering_call(asked, partial(understand, self)):
            return self._over_time(asked)

    def _over_time(self, asked: Query) -> Answer:
        world = self.under(asked)
        try:
            return world._solved(asked, *scenario_of(asked, world.corpus, spans=True))
        except WhichDay as time:
            # What is said of a month or a year is loaded only where one is asked about.
            from engine.output.time_spans import time_spans
            from engine.record.over_time import OverTime

            day = time.main_day
            answer = world._solved(asked, *time.on(day))
            near, plain = replace(asked, rounds=1, far=0), replace(world, readings=())
            same = max(
                d for d in time.days if d <= day
            )  # the law of this day is at hand
            answers = {same: answer}
            for d in time.days if len(time.days) > 1 else ():
                if not current_budget().has_work:
                    raise  # it changes too often to be worked out at once: for which day is it asked?
                law = answer.graph if d == same else None
                answers[d] = plain._solved(near, *time.on(day if law else d), graph=law)
            answers = {d: answers[d] for d in time.days}
            spans = time_spans(answers, time.spoken.last or day)
            given = time.spoken.words
            words = f"{day:%B %Y}" if given[4:5] == "-" else given
            over = OverTime(words, spans, day, time.known.get(day, ""))
            return replace(answer, over=over)

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
        places, kinds = scenario.places_hit, scenario.kinds_of_force
        of_day = (r for r in self.readings if r.heard_on(scenario.on))
        heard = tuple(r for r in of_day if r.heard_at(places) and r.heard_of(kinds))
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
        """Return the id of a state, given by any name."""
        return (
            name.id
            if isinstance(name, State)
            else self.corpus.states.resolve(name, on).id
        )


def understand(world: World, asked: Query) -> None:
    """Check that a question can be understood, without answering it.

    Args:
        world: the law and the readings to which the question is put.
        asked: the question.

    Raises `CasusError` otherwise.
    """
    under = world.under(asked)
    scenario, understood = scenario_of(asked, under.corpus)
    topic_of(asked, scenario, understood, under.corpus)


@lru_cache(maxsize=1)
def shipped() -> World:
    """Load the world of the shipped corpus, once."""
    return World.load()


@keywords
def ask(
    victim: Names | Scenario | None = None, **question: Unpack[AskKeywords]
) -> Answer:
    """Ask the shipped law what follows if a state is attacked. Arguments and errors are those of `World.ask`.

    >>> ask("If South Korea is attacked by North Korea on 2026-01-01, who is drawn in?")["USA"].status.value
    'bound'
    """
    return shipped().ask(victim, **question)
