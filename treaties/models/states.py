"""The register of states: each has one id, with its dated names, codes and attributes.

Dates of `system` and `great_power` are those of the Correlates of War state system (version 2016); see docs/states.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from treaties.models.groups import Groups
from treaties.models.statehood import State, iso_codes, spellings
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import AmbiguousName, CasusError, See, UnknownName
from treaties.vocabulary.names import Span, fold, listed, near_misses

__all__ = ["Misnamed", "NotThen", "State", "States"]


class NotThen(CasusError):
    """Raised when no state with a name existed on the day; names the states that existed in place of the state."""

    def __init__(
        self, given: str, on: date, bearers: Sequence[State], then: Iterable[str]
    ) -> None:
        self.given, self.on = given, on
        self.candidates = tuple(s.id for s in bearers)
        when = "; ".join(f"{s.name} existed {listed(s.lifetime)}" for s in bearers)
        self.heirs = tuple(then)
        ends = [span.until for s in bearers for span in s.lifetime]
        self.last = max((e for e in ends if e and e < on), default=None)
        """The last day before the day asked about on which there was such a state; None if there was none."""
        there = listed(f"`{i}`" for i in self.heirs)
        remedy = (
            f"{there} stood in its place then"
            if there
            else "ask of a day on which it did"
        )
        super().__init__(
            f"no state called `{given}` existed on {on}: {when}", remedy=remedy
        )


class Misnamed(CasusError):
    """Raised when a name belonged to states on other days only; suggests the names that these states had on the day."""

    def __init__(
        self, given: str, on: date, bearers: Sequence[tuple[State, Span]]
    ) -> None:
        self.given = given
        ends = [span.until for _, span in bearers]
        self.last = max((e for e in ends if e and e < on), default=None)
        """The last day before the day asked about on which a state bore the name; None if there was none."""
        called = {
            s.name_on(on): f"{s.name} was called so {span}" for s, span in bearers
        }
        self.candidates = self.meant = tuple(called)
        remedy = f"say {' or '.join(f'`{c}`' for c in called)}, or ask of a day on which it was"
        super().__init__(
            f"no state was called `{given}` on {on}: {'; '.join(called.values())}",
            remedy=remedy,
        )


class States:
    """All states, found by id, name, alias or code.

    >>> from treaties.loading.register import load_states
    >>> states = load_states()
    >>> [states.resolve(word).id for word in ("DPRK", 731, "PRK", "Nordkorea", "조선")] == ["north-korea"] * 5
    True
    >>> states.resolve("Korea", on=date(1905, 1, 1)).id
    'korea'
    >>> states.resolve("Korea", on=date(2020, 1, 1))
    Traceback (most recent call last):
    treaties.vocabulary.errors.AmbiguousName: `Korea` may be any state of `north-korea`, `south-korea`; name the one
    you mean
    """

    def __init__(
        self, all_states: Iterable[State], groups: Groups | None = None
    ) -> None:
        self.all = tuple(all_states)
        self.groups = groups or Groups()
        self._by_id = {state.id: state for state in self.all}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all states, in the order of the register."""
        return tuple(self._by_id)

    def __getitem__(self, state_id: str) -> State:
        """Return the state with exactly this id.

        Raises `UnknownName` with the nearest names.
        """
        if state_id not in self._by_id:
            raise self.unknown(state_id)
        return self._by_id[state_id]

    def __contains__(self, state_id: object) -> bool:
        return state_id in self._by_id

    def __iter__(self) -> Iterator[State]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def living_on(self, day: date) -> frozenset[str]:
        """Return the ids of the states that existed on a day, occupied or not."""
        return frozenset(
            ident
            for ident, lives in self._lives
            for since, until in lives
            if since <= day and (until is None or day < until)
        )

    @cached_property
    def _lives(self) -> list[tuple[str, list[tuple[date, date | None]]]]:
        """Each state with the periods in which it existed."""
        return [(state.id, state.spans) for state in self.all]

    def known(self, text: str) -> bool:
        """Return whether a word was ever the name or code of any state."""
        return text in self._by_id or fold(text) in self._names

    def resolve(self, text: str | int, on: date | None = None) -> State:
        """Return the one state that a name, code or id means on a day; without a day, today or else ever.

        An exact id comes first; but on a day on which its state did not exist, a state that had it as its name then:
        `austria` in 1914 is Austria-Hungary. Then come numbers (Correlates of War before Gleditsch-Ward, whenever they
        applied), ISO codes in capitals, names and aliases in any spelling, and ISO codes in lower case.

        Raises `UnknownName`, `AmbiguousName`, `Misnamed`, `NotThen`, or `NoState` for a group of states or an armed
        group.
        """
        word = str(text).strip()
        if word in self._by_id:
            return self._named_then(word, on) or self._by_id[word]
        if word.isdecimal() and len(word) <= 4:
            pools = [self._cow.get(int(word), []), self._gw.get(int(word), [])]
        elif word.isupper() and word in self._iso:
            pools = [self._iso[word], self._names.get(fold(word), [])]
        else:
            pools = [self._names.get(fold(word), []), self._iso.get(word.upper(), [])]
        return self._choose(word, on, pools)

    def _named_then(self, ident: str, on: date | None) -> State | None:
        """The one state that had an id as its name on a day on which the state of that id did not exist."""
        if on is None or self._by_id[ident].exists_on(on):
            return None
        bearers = self._names.get(fold(ident.replace("-", " ")), [])
        then = {s.id: s for s, span in bearers if span.covers(on) and s.exists_on(on)}
        return next(iter(then.values())) if len(then) == 1 else None

    def of_day(self, text: str | int, on: date) -> State:
        """Return the one state that a name, code or id means on a day, as `resolve` does, but only if the state existed
        on the day.

        Args:
            text: the name, number or id.
            on: the day.

        Raises the errors of `resolve`, and `NotThen` for the id of a state that did not exist.
        """
        found = self.resolve(text, on)
        if not found.exists_on(on):
            raise self.not_then(found.id, on)
        return found

    def numbered(self, code: int, on: date | None = None) -> State:
        """Return the state that a data set means by a COW number, even before it existed or after it ended.

        Data sets code a party by its later number: ATOP has the Czech Republic sign in November 1992. If several states
        have the number, the one nearest in time is returned. `resolve` is strict about days; this method is for reading
        files.

        >>> from treaties.loading.register import load_states
        >>> states = load_states()
        >>> states.numbered(316, date(1992, 11, 23)).id, states.numbered(345, date(1914, 7, 28)).id
        ('czech-republic', 'serbia')
        """
        bearers = self._cow.get(code, [])
        if not bearers:
            raise UnknownName("state", str(code), (), remedy="COW has no such number")
        return min(bearers, key=lambda bearer: bearer[1].distance(on or date.max))[0]

    def _choose(
        self, word: str, on: date | None, pools: list[list[tuple[State, Span]]]
    ) -> State:
        for bearers in self._rounds(word, on, pools):
            unique = list(dict.fromkeys(s.id for s in bearers))
            if len(unique) > 1:
                raise AmbiguousName("state", word, unique)
            if unique:
                return self._by_id[unique[0]]
        ever = dict.fromkeys(s.id for pool in pools for s, _ in pool)
        if on is None or not ever:
            raise self.unknown(word)
        for pool in pools:
            if former := [(s, span) for s, span in pool if s.exists_on(on)]:
                raise Misnamed(word, on, former)
        raise self.not_then(word, on, [self._by_id[i] for i in ever])

    @staticmethod
    def _rounds(
        word: str, on: date | None, pools: list[list[tuple[State, Span]]]
    ) -> Iterator[list[State]]:
        """Those who bore the word, the likeliest first: on the day, then of the day under a former name, then ever."""
        day = on or date.max
        living = [[(s, span) for s, span in pool if s.exists_on(day)] for pool in pools]
        for pool in living:
            yield [s for s, span in pool if span.covers(day)]
        if on is None or word.isdecimal():
            for pool in living:
                yield [s for s, _ in pool]
        if on is None:
            for pool in pools:
                yield [s for s, _ in pool]

    def fault(self, word: str, on: date) -> str:
        """Return the fault of a name in a data file that should be the id of a state that existed on a day; empty if
        there is no fault.
        """
        try:
            found = self.resolve(word, on)
        except CasusError as error:
            return str(error)
        if not found.exists_on(on):
            return str(self.not_then(word, on))
        return "" if found.id == word else f"`{word}` is no id; write `{found.id}`"

    def not_then(self, word: str, on: date, once: Sequence[State] = ()) -> NotThen:
        """Return the error for a name that no state had on a day, or an id whose state did not exist.

        Args:
            word: the name or id.
            on: the day.
            once: the states that had the name at other times; by default, the state with that id.
        """
        once = once or (self[word],)
        last = max(
            once,
            key=lambda s: max(
                (p.until for p in s.lifetime if p.until and p.until < on),
                default=date.min,
            ),
        )
        heirs = dict.fromkeys(
            i for i in last.successors + last.predecessors if i in self._by_id
        )
        return NotThen(
            word, on, once, [i for i in heirs if self._by_id[i].exists_on(on)]
        )

    def unknown(self, word: str) -> CasusError:
        """Return the error for a word that names no state. It suggests the nearest names, or says what else the word
        means.
        """
        if found := self.groups.get(word):
            return self.groups.no_state(word, found)
        return UnknownName(
            "state", word, near_misses(word, self._spellings), remedy=See.STATES
        )

    @cached_property
    def _names(self) -> dict[str, list[tuple[State, Span]]]:
        return grouped(
            (fold(word), (state, span))
            for state in self.all
            for word, span in spellings(state)
        )

    @cached_property
    def _spellings(self) -> dict[str, tuple[str, str]]:
        return {
            fold(word): (state.id, word)
            for state in self.all
            for word, _ in spellings(state)
        }

    @cached_property
    def _cow(self) -> dict[int, list[tuple[State, Span]]]:
        return grouped(
            (code.code, (state, code)) for state in self.all for code in state.cow
        )

    @cached_property
    def _gw(self) -> dict[int, list[tuple[State, Span]]]:
        return grouped(
            (code.code, (state, code)) for state in self.all for code in state.gw
        )

    @cached_property
    def _iso(self) -> dict[str, list[tuple[State, Span]]]:
        return grouped(
            (code, (state, span))
            for state in self.all
            for code, span in iso_codes(state)
        )
