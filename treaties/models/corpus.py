"""The corpus: every treaty, reading, scenario, running war, case and register, loaded together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import ConfigDict, Field

from treaties.models.bibliography import Source
from treaties.models.case import Case
from treaties.models.conditions import LawQuestion, Strict
from treaties.models.contested import Contested
from treaties.models.edition import Change, DataFile, changed, digest, law_hash
from treaties.models.general_law import LawRule
from treaties.models.groups import Groups
from treaties.models.means import Means
from treaties.models.neutrality import Neutrality
from treaties.models.partial import Partly
from treaties.models.permissions import Authorisation, Invitation, Permission
from treaties.models.place import Gazetteer
from treaties.models.reading import Reading
from treaties.models.scenario import RunningWar, Scenario
from treaties.models.states import State, States
from treaties.models.treaty import Treaty
from treaties.models.watch import Counted, Known, Watched
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import AmbiguousName, CasusError, See, UnknownName
from treaties.vocabulary.names import fold, with_article

_PART = re.compile(
    r"^(the )?((north|south)?(east|west|north|south)(ern( part of( the)?)?| of( the)?)|central) "
)
"""Words for a part of a land, before its name."""
_BORDERS = {"border", "borders", "borderland", "frontier"}

_INDEXES = {
    "treaties": ("_treaties", "_titles", "_sources"),
    "groups": ("_titles", "states"),
    "register_": ("states",),
    "authorisations": ("_permissions",),
    "invitations": ("_permissions",),
    "contested": ("_contested",),
    "shared_sources": ("_sources",),
}
"""For each field, the cached indexes that depend on it."""


class TakenAway(Strict):
    """An instrument that the user of a question removed from the law, for all parties or for one."""

    treaty: Treaty
    state: str = ""
    """The id of the party; empty if the whole instrument is removed."""


AMBIGUOUS = 6
"""Number of instruments above which a few words of a name are not accepted as a name."""


class Corpus(Partly):
    """The whole law as immutable values: treaties, readings, cases, states, places. Its methods that change the law
    return a new corpus.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = load_corpus()
    >>> law.treaty("sino-dprk-1961").signed.isoformat()
    '1961-07-11'
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", ignored_types=(cached_property,)
    )

    hash: str
    """The hash of this law, from its files and all changes. Citations identify the data by it."""
    version: str = ""
    """The version number of this edition (`edition.toml`)."""
    current_to: date | None = None
    """The last day up to which the maintainers followed events (`edition.toml`)."""
    base: str = ""
    """The hash of the files alone, before any change; empty if it equals `hash`."""
    changes: tuple[Change, ...] = ()
    """The instruments and readings that differ from the files."""
    files: tuple[DataFile, ...] = ()
    """Outside files whose alliances were added."""
    taken_away: tuple[TakenAway, ...] = ()
    """Instruments of the files, or parties to them, that were removed."""
    treaties: tuple[Treaty, ...]
    readings: tuple[Reading, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    wars: tuple[RunningWar, ...] = ()
    cases: tuple[Case, ...] = ()
    rules: tuple[LawRule, ...] = ()
    means: tuple[Means, ...] = ()
    authorisations: tuple[Authorisation, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    contested: tuple[Contested, ...] = ()
    neutralities: tuple[Neutrality, ...] = ()
    gazetteer: Gazetteer = Gazetteer()
    groups: Groups = Groups()
    """Names of groups of states and of armed groups."""
    questions: tuple[LawQuestion, ...] = ()
    """Questions that several articles share."""
    watched: tuple[Watched, ...] = ()
    known_of: tuple[Known, ...] = ()
    lists: tuple[Counted, ...] = ()
    """Outside lists of pacts, year by year, with the share that this corpus has."""
    shared_sources: tuple[Source, ...] = ()
    """Sources that serve more than one file; `sources` has all."""
    register_: tuple[State, ...] = ()
    name_index: dict[str, tuple[str, str]] = Field(default_factory=dict)
    """The index of names (`treaties.models.name_index`), built from the files before any change."""

    def __hash__(self) -> int:
        """By the hash of the law: equal corpora say the same."""
        return hash(self.hash)

    def __repr__(self) -> str:
        return f"<Corpus {self.hash}: {', '.join(t.id for t in self.treaties[:4])}{' …' * (len(self.treaties) > 4)}>"

    __str__ = __repr__

    @cached_property
    def states(self) -> States:
        """The register of states."""
        return States(self.register_, self.groups)

    @cached_property
    def _treaties(self) -> dict[str, Treaty]:
        return {t.id: t for t in self.treaties}

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources: the shared bibliography, then those in treaty files."""
        return (
            *self.shared_sources,
            *(s for t in self.treaties for s in t.own_sources),
        )

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {s.id: s for s in self.sources}

    @cached_property
    def _titles(self) -> dict[str, list[str]]:
        names = (
            (t.id, {fold(w): 0 for w in (t.id, t.title, t.short, *t.aliases) if w})
            for t in self.treaties
        )
        titles = grouped((word, ident) for ident, words in names for word in words)
        short = (
            (fold(re.sub(r"\s+(?:of|,)?\s*\d{4}$", "", t.short)), t.id)
            for t in self.treaties
        )
        yearless = grouped((bare, ident) for bare, ident in short if bare)
        titles = (
            yearless | titles
        )  # what a file says goes before a short name less its year
        for group in self.groups.groups:
            for word in (group.name, *group.aliases) if group.treaty else ():
                titles.setdefault(fold(word), [str(group.treaty)])
        return titles

    def state_meant(self, name: str, day: date, word: str = "") -> State:
        """Return the state that a name means on a day. The name may be that of a state, a city or a people.

        Args:
            name: the name.
            day: the day.
            word: the entry of the index of names for the name; looked up by default.

        Raises `UnknownName` and similar errors, and `AmbiguousName` if several states have the name.

        >>> from treaties.loading.corpus import load_corpus
        >>> [load_corpus().state_meant("Tallinn", date(year, 1, 1)).id for year in (1900, 2000)]
        ['russia', 'estonia']
        """
        what, known = self.name_index.get(fold(name), ("", ""))
        word = word or (known if what in ("NAME", "ADJECTIVE") else "") or name
        if "|" in word:
            raise AmbiguousName("state", name, word.split("|"))
        first, *later = word.split("/")
        return self.states.resolve(
            next(
                (s for s in (first, *later) if later and self.states[s].exists_on(day)),
                first,
            ),
            day,
        )

    def place_hit(self, text: str, victims: Iterable[str], day: date) -> str | None:
        """Return the id of the place that a text names as the place of an attack; None if the text names a city, part
        or border of an attacked state's own territory, which has no id.

        Args:
            text: the place in words.
            victims: the ids of the attacked states.
            day: the day.

        Raises `UnknownName` for unknown words, and `CasusError` for the territory of another state.

        >>> from treaties.loading.corpus import load_corpus
        >>> law = load_corpus()
        >>> law.place_hit("Guam", ["united-states"], date(2026, 1, 1))
        'guam'
        >>> law.place_hit("eastern Poland", ["poland"], date(2026, 1, 1)) is None
        True
        """
        bare = re.split(r"\s*[,(]", text)[0]
        if found := self.gazetteer.get(text) or self.gazetteer.get(bare):
            return found.id
        words = _PART.sub("", fold(bare)).split()
        border = not _BORDERS.isdisjoint(words)
        meant = [
            self.state_meant(w, day)
            for w in _runs(words, whole=not border)
            if w in self.name_index or self.states.known(w)
        ]
        if any(s.id in victims for s in meant):
            return None
        if meant and not border:
            land = with_article(meant[0].name_on(day))
            where = "is a state" if self.states.known(bare) else f"lies in {land}"
            raise CasusError(
                f"`{text}` {where}, and no place of the gazetteer",
                remedy="name the place in it, or whose territory is hit",
            )
        return self.gazetteer.place(text).id

    def treaty(self, ident: str) -> Treaty:
        """Return an instrument by id, title, short name or alias, or by the name of the group of its parties.

        If nothing matches exactly, an id without its year, or words that occur in the name of a single instrument, are
        accepted.

        Raises `UnknownName` with the nearest names, and `AmbiguousName` if several instruments match.

        >>> from treaties.loading.corpus import load_corpus
        >>> [load_corpus().treaty(name).id for name in ("NATO", "rio", "kellogg-briand")]
        ['north-atlantic-1949', 'rio-1947', 'pact-of-paris-1928']
        """
        found = self._treaties.get(ident.strip().casefold())
        if found is not None:
            return found
        ids = [
            i for i in self._titles.get(fold(ident), []) if i in self._treaties
        ] or self._with_article(ident)
        ids = ids or self._by_some_words(ident)
        if len(ids) > 1:
            raise AmbiguousName("treaty", ident, sorted(ids))
        if not ids:
            known = [*self._treaties, *self._titles.keys() - map(fold, self._treaties)]
            raise UnknownName("treaty", ident, known, remedy=See.TREATIES)
        return self._treaties[ids[0]]

    def _by_some_words(self, ident: str) -> list[str]:
        """The instruments whose id is a name but for its year; where none is, those of whose names one has all its
        words.
        """
        words = set(fold(ident).split())
        if not words or not all(word.isalpha() for word in words):
            return []
        yearless = [
            i
            for i in self._treaties
            if re.sub(r"-\d{4}$", "", i) == "-".join(fold(ident).split())
        ]
        names = ((set(name.split()), ids) for name, ids in self._titles.items())
        near = (
            ids for name, ids in names if words <= name and len(name) <= 2 * len(words)
        )
        found = sorted({i for ids in near for i in ids if i in self._treaties})
        return yearless or (found if len(found) <= AMBIGUOUS else [])

    def _with_article(self, ident: str) -> list[str]:
        """`Article 5`: every instrument that has one."""
        article = re.fullmatch(r"\s*art(?:icle|\.)?\s*(\w[\w.()]*)\s*", ident, re.I)
        if article is None:
            return []
        number = article[1].casefold()
        return [
            t.id
            for t in self.treaties
            if any(o.article.casefold() == number for o in t.obligations)
        ]

    def reading(self, ident: str) -> Reading:
        """Return a reading by id or name.

        Raises `UnknownName` for an unknown id or name.
        """
        key = ident.strip().casefold()
        for r in self.readings:
            if key in (r.id, r.name.casefold()):
                return r
        raise UnknownName(
            "reading", ident, [r.id for r in self.readings], remedy=See.READINGS
        )

    def scenario(self, ident: str) -> Scenario:
        """Return a shipped scenario by id.

        Raises `UnknownName` for an unknown id.
        """
        for s in self.scenarios:
            if s.id == ident.strip().casefold():
                return s
        raise UnknownName(
            "scenario",
            ident,
            [s.id for s in self.scenarios],
            remedy="or give a file that exists",
        )

    def case(self, ident: str) -> tuple[Case, ...]:
        """Return the case with an id or code, or all steps of a series (`G1` for `G1a`, `G1b` …) in order of their
        codes.

        Raises `UnknownName` for an unknown id or code.
        """
        key = ident.strip().casefold()
        found = [c for c in self.cases if key in (c.id, c.code.casefold())]
        found = found or [c for c in self.cases if key == c.series.casefold()]
        if not found:
            known = [n for c in self.cases for n in (c.id, c.code)]
            raise UnknownName("case", ident, known, remedy=See.CASES)
        return tuple(sorted(found, key=lambda c: c.code))

    def cases_of(
        self, *, group: str | None = None, treaty: str | None = None
    ) -> tuple[Case, ...]:
        """Return the cases of a group, the cases about a treaty, or all."""
        groups = sorted({c.group for c in self.cases})
        if group is not None and group not in groups:
            raise UnknownName(
                "group of cases",
                group,
                groups,
                remedy=f"the groups are {', '.join(groups)}",
            )
        meant = self.treaty(treaty).id if treaty is not None else None
        return tuple(
            c
            for c in self.cases
            if group in (None, c.group) and meant in (None, *c.treaties)
        )

    def source(self, ident: str) -> Source:
        """Return a bibliography entry by id.

        Raises `UnknownName` for an unknown id.
        """
        if ident not in self._sources:
            raise UnknownName("source", ident, self._sources)
        return self._sources[ident]

    def known_sources(self, idents: Iterable[str]) -> list[Source]:
        """Return the bibliography entries with these ids; ids without an entry are left out."""
        return [self._sources[i] for i in idents if i in self._sources]

    def without(self, *idents: str) -> Corpus:
        """Return the law without some instruments."""
        gone = {self.treaty(i).id: self.treaty(i) for i in idents}
        kept = tuple(t for t in self.treaties if t.id not in gone)
        return self._changed(
            [Change(kind="treaty", id=i, was=digest(t)) for i, t in gone.items()],
            treaties=kept,
            taken_away=(
                *self.taken_away,
                *(TakenAway(treaty=t) for t in gone.values()),
            ),
        )

    def without_party(self, ident: str, state: str, lessened: Treaty) -> Corpus:
        """Return the law in which one state is no party to an instrument.

        Args:
            ident: the id of the instrument.
            state: the id of the state.
            lessened: the instrument without the state.
        """
        gone = TakenAway(treaty=self.treaty(ident), state=state)
        law = self.with_treaty(lessened)
        return law.model_copy(update={"taken_away": (*self.taken_away, gone)})

    def with_treaty(self, *treaties: Treaty) -> Corpus:
        """Return the law with some instruments added. They replace instruments with the same ids."""
        notes = [
            Change(
                kind="treaty",
                id=t.id,
                was=digest(old) if (old := self._treaties.get(t.id)) else "",
                now=digest(t),
            )
            for t in treaties
        ]
        return self._changed(notes, treaties=self._merged(treaties))

    def means_of(self, ident: str) -> Means | None:
        """Return a means of force by id; None for an empty id, and for a means without a rule of its own.

        >>> from treaties.loading.corpus import load_corpus
        >>> load_corpus().means_of("overflight").armed_attack.value
        'no'
        """
        return next((m for m in self.means if m.id == ident), None)

    @cached_property
    def _permissions(self) -> dict[str, list[Permission]]:
        """By state the permissions to use force in or against it."""
        every: tuple[Permission, ...] = (*self.authorisations, *self.invitations)
        return grouped((state, p) for p in every for state in p.against)

    def permissions(self, by: str, against: str, day: date) -> tuple[Permission, ...]:
        """Return the authorisations and invitations under which one state may use force in or against another on a day.

        Args:
            by: the id of the state that uses force.
            against: the id of the state in or against which it is used.
            day: the day.

        >>> from treaties.loading.corpus import load_corpus
        >>> [p.id for p in load_corpus().permissions("france", "libya", date(2011, 3, 19))]
        ['unsc-1973-2011']
        """
        return tuple(
            p
            for p in self._permissions.get(against, ())
            if p.lets(by) and p.holds_on(day)
        )

    @cached_property
    def _contested(self) -> dict[str, list[Contested]]:
        """By state its contested status."""
        return grouped((c.state, c) for c in self.contested)

    def contested_on(self, state: str, day: date) -> Contested | None:
        """Return the register entry of an entity whose statehood is contested on a day; None if there is none.

        >>> from treaties.loading.corpus import load_corpus
        >>> load_corpus().contested_on("kosovo", date(2026, 1, 1)).of
        ('serbia',)
        """
        found = (c for c in self._contested.get(state, ()) if c.holds_on(day))
        return next(found, None)

    def breaking_away(self, one: str, other: str, day: date) -> Contested | None:
        """Return the entry of whichever of two states is contested and claimed as territory by the other; None if
        neither is.

        Args:
            one: the id of a state.
            other: the id of the other state; the order does not matter.
            day: the day.
        """
        for state, parent in ((one, other), (other, one)):
            found = self.contested_on(state, day)
            if found and parent in found.of:
                return found
        return None

    def parties_on(self, treaty: Treaty, day: date) -> tuple[str, ...]:
        """Return the states that an instrument binds on a day, without states that no longer exist."""
        return tuple(s for s in treaty.parties_on(day) if self.states[s].exists_on(day))

    def with_file(self, file: DataFile, treaties: Iterable[Treaty]) -> Corpus:
        """Return the law with the alliances of an outside file, which becomes part of the hash."""
        return self._changed([], (file,), treaties=self._merged(treaties))

    def model_copy(
        self, *, update: Mapping[str, Any] | None = None, deep: bool = False
    ) -> Corpus:
        """Return a copy with some fields changed; the indexes of these fields are rebuilt."""
        copied = super().model_copy(update=update, deep=deep)
        for name in update or ():
            for index in _INDEXES.get(name, ()):
                copied.__dict__.pop(index, None)
        return copied

    def _merged(self, treaties: Iterable[Treaty]) -> tuple[Treaty, ...]:
        return tuple(
            sorted(
                (self._treaties | {t.id: t for t in treaties}).values(),
                key=lambda t: t.id,
            )
        )

    def _changed(
        self, changes: Iterable[Change], files: tuple[DataFile, ...] = (), **fields: Any
    ) -> Corpus:
        """A copy with fields changed and the change in its hash."""
        base = self.base or self.hash
        notes, files = (
            changed(self.changes, changes),
            tuple(dict.fromkeys(self.files + files)),
        )
        marks = {
            "base": base,
            "changes": notes,
            "files": files,
            "hash": law_hash(base, notes, files),
        }
        return self.model_copy(update=fields | marks)


def _runs(words: list[str], *, whole: bool) -> Iterator[str]:
    """The runs of words that may name a state: all of them together, or each run where a border lies between two.

    >>> list(_runs(["a", "b"], whole=True)), list(_runs(["a", "b"], whole=False))
    (['a b'], ['a', 'a b', 'b'])
    """
    if whole and words:
        yield " ".join(words)
        return
    for end in range(1, len(words) + 1):
        for start in range(end):
            yield " ".join(words[start:end])
