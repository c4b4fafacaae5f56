"""The world one asks: the law, the readings shown, and the one way in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from engine.answer import Answer
from engine.labels.labels import BUDGET, HORIZON, LIMIT
from engine.verdicts.solution import solve
from treaties.corpus import Corpus, load_corpus
from treaties.errors import CasusError
from treaties.model import Treaty
from treaties.readings import Answered, Reading
from treaties.scenarios import Event, LawChange, Scenario
from treaties.states import State
from treaties.terms import EventKind

Name = str | int | State
"""A state by name, id, ISO or COW code, or as an object."""


@dataclass(frozen=True)
class World:
    """The law and the readings one asks under. A value: every change gives another world.

    >>> world = World.load()
    >>> world.without("sino-dprk-1961").ask("North Korea", on="2026-01-01")["China"].status.value
    'no-treaty'
    """

    corpus: Corpus
    readings: tuple[Reading, ...]
    asked: Reading | None = None

    @classmethod
    def load(cls, root: str | Path | None = None) -> World:
        """The shipped law with all its readings, or that of another folder."""
        return cls.of(load_corpus(Path(root) if root is not None else None))

    @classmethod
    def of(cls, corpus: Corpus) -> World:
        """A world of any corpus, with all its readings but the codebooks of data sets, which one has to ask for."""
        return cls(corpus, tuple(r for r in corpus.readings if r.kind != "codebook"))

    def without(self, *treaties: str) -> World:
        """The same world less these instruments."""
        return replace(self, corpus=self.corpus.without(*treaties))

    def with_treaty(self, *treaties: Treaty | str | Path) -> World:
        """The same world plus instruments: models, or paths of treaty files."""
        from treaties.assembly import load_treaty

        found = [t if isinstance(t, Treaty) else load_treaty(Path(t), self.corpus) for t in treaties]
        return replace(self, corpus=self.corpus.with_treaty(*found))

    def reading(self, *readings: str) -> World:
        """The same world under these readings only; of one alone the verdicts stand at the top."""
        found = tuple(dict.fromkeys(self.corpus.reading(r) for r in readings))
        return replace(self, readings=found, asked=found[0] if len(found) == 1 else None)

    def ask(
        self,
        victim: Name | Sequence[Name] | Scenario | None = None,
        *,
        by: Name | Sequence[Name] = (),
        on: date | str | None = None,
        at: str | None = None,
        also: Sequence[str] = (),
        suppose: dict[str, bool | str] | Sequence[str] = (),
        isolated: bool = False,
        background: bool = True,
        scenario: Scenario | str | Path | None = None,
        public: bool = False,
        rounds: int | None = None,
        limit: int = LIMIT,
        budget: int = BUDGET,
        horizon: int | None = HORIZON,
    ) -> Answer:
        """Who is drawn in if `victim` is attacked? `victim` may be the whole question in words.

        `by` names the attackers (anybody where left out), `on` the day (today), `at` a place of the gazetteer
        (home territory), `also` further attacks as `"A>B"`, `suppose` answers to questions. `scenario` is a file, the
        id of a shipped scenario, or a `Scenario`; the other arguments then change it. `public` asks what was known
        then. `rounds` cuts the cascade; `limit`, `budget` and `horizon` bound the search for supports. Raises `CasusError` for anything that can't be understood.
        """
        if isinstance(victim, Scenario):
            scenario, victim = victim, None
        if isinstance(victim, str) and scenario is None:
            victim, by, on, at = self._in_words(victim, by, on, at)
        if scenario is not None:
            if _several(by) or at:
                raise CasusError("a scenario says itself who attacks and where", remedy="leave out `by` and `at`")
            setting = self._scenario(scenario, victim, on, suppose)
        else:
            if victim is None:
                raise CasusError("nobody is attacked", remedy="name the state that is attacked, or a scenario")
            setting = self._simple(cast("Name | Sequence[Name]", victim), by, on, at, isolated, background)
        extra = tuple(self._also(a, setting.on) for a in also)
        known = "public" if public else setting.as_known_by
        setting = setting.model_copy(
            update={
                "events": setting.events + extra,
                "answers": supposed(suppose) + setting.answers,
                "as_known_by": known,
            }
        )
        corpus = self._law(setting.law)
        asked = self.asked
        found = solve(
            corpus, setting, readings=self.readings, asked=asked, rounds=rounds, limit=limit, budget=budget, horizon=horizon
        )  # fmt: skip
        return Answer.of(found)

    def state(self, name: Name, on: date | None = None) -> str:
        """The id of a state by any of its names."""
        return name.id if isinstance(name, State) else self.corpus.states.resolve(name, on).id

    def _in_words(self, text: str, by: Any, on: Any, at: Any) -> tuple[Any, Any, Any, Any]:
        """Victim, attackers, day and place of a whole sentence; anything else is a name and stays as it is."""
        from engine.sentence import looks_like_question, parse_question

        if not looks_like_question(text):
            return text, by, on, at
        said = parse_question(text, self.corpus)
        given = {"by": by, "on": on, "at": at}
        clash = [key for key in said if given.get(key)]
        if clash:
            raise CasusError(f"the sentence already says `{clash[0]}`", remedy="say it once")
        given |= said
        return given["victim"], given["by"], given["on"], given["at"]

    def _simple(
        self, victim: Name | Sequence[Name], by: Name | Sequence[Name], on: date | str | None, at: str | None,
        isolated: bool, background: bool,
    ) -> Scenario:  # fmt: skip
        day = day_of(on)
        victims = tuple(self.state(v, day) for v in _several(victim))
        attackers = tuple(self.state(b, day) for b in _several(by))
        both = set(victims) & set(attackers)
        if both:
            raise CasusError(f"`{min(both)}` cannot attack itself", remedy="name another attacker")
        place = self.corpus.gazetteer.place(at).id if at else None
        event = Event(kind=EventKind.ARMED_ATTACK, by=attackers, against=victims, at=place, isolated=isolated)
        return Scenario(on=day, events=(event,), background=background)

    def _scenario(self, given: Scenario | str | Path, victim: Any, on: Any, suppose: Any) -> Scenario:  # noqa: ARG002
        if victim is not None:
            raise CasusError("a scenario says itself who is attacked", remedy="leave the victim out, or the scenario")
        if isinstance(given, Scenario):
            found = given
        elif Path(given).suffix == ".toml":
            from treaties.assembly import load_scenario

            found = load_scenario(Path(given), self.corpus)
        else:
            found = self.corpus.scenario(str(given))
        return found.model_copy(update={"on": day_of(on)}) if on is not None else found

    def _also(self, text: str, day: date) -> Event:
        attacker, sign, victim = text.partition(">")
        if not sign or not attacker.strip() or not victim.strip():
            raise CasusError(
                f"`{text}` is not of the form STATE>STATE", remedy='write the attacker first: "Russia>Estonia"'
            )
        a, v = self.state(attacker.strip(), day), self.state(victim.strip(), day)
        if a == v:
            raise CasusError(f"`{a}` cannot attack itself", remedy="name another attacker")
        return Event(kind=EventKind.ARMED_ATTACK, by=(a,), against=(v,))

    def _law(self, law: LawChange) -> Corpus:
        corpus = self.corpus.without(*law.without) if law.without else self.corpus
        if law.with_:
            from treaties.assembly import load_treaty

            corpus = corpus.with_treaty(*(load_treaty(Path(p), corpus) for p in law.with_))
        return corpus


def _several(given: Any) -> Iterable[Name]:
    return (given,) if isinstance(given, str | int | State) else tuple(given)


def day_of(given: date | str | None) -> date:
    """A day from ISO text; today where none is given."""
    if given is None:
        return date.today()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise CasusError(f"`{given}` is not a day", remedy="write it as 2026-01-31") from None


def supposed(given: dict[str, bool | str] | Sequence[str]) -> tuple[Answered, ...]:
    """Answers from a mapping, or from texts of the form `QUESTION=yes`.

    >>> supposed(["state-of-war:*=yes"])[0].answer
    'yes'
    """
    pairs = given.items() if isinstance(given, dict) else [_pair(text) for text in given]
    found = []
    for question, answer in pairs:
        word = ("yes" if answer else "no") if isinstance(answer, bool) else answer
        if word not in ("yes", "no"):
            raise CasusError(f"`{answer}` is no answer to `{question}`", remedy="answer `yes` or `no`")
        found.append(Answered(question=question, answer=word))
    return tuple(found)


def _pair(text: str) -> tuple[str, str]:
    question, sign, answer = text.rpartition("=")
    if not sign or not question:
        raise CasusError(
            f"`{text}` is not of the form QUESTION=yes or QUESTION=no", remedy="`casus questions` shows the ids"
        )
    return question, answer


@lru_cache(maxsize=1)
def shipped() -> World:
    """The world of the shipped corpus, loaded once."""
    return World.load()


def ask(victim: Name | Sequence[Name] | Scenario | None = None, **keywords: Any) -> Answer:
    """Who is drawn in if `victim` is attacked? `World.ask` on the shipped law.

    `reading="ren-xiao"` (or several) asks under readings.

    >>> ask("If South Korea is attacked by North Korea on 2026-01-01, who is drawn in?")["USA"].status.value
    'bound'
    """
    world = shipped()
    chosen = keywords.pop("reading", ())
    if chosen:
        world = world.reading(*((chosen,) if isinstance(chosen, str) else chosen))
    return world.ask(victim, **keywords)
