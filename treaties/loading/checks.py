"""Checks that need the whole corpus: names must exist, parties must be bound, ids must be unique."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from treaties.loading.consistency import (
    check_lists,
    nonsense,
    once,
    strangers,
    too_early,
    wrong_folder,
)
from treaties.loading.source_checks import faulty_sources, words_at_second_hand
from treaties.loading.toml_lines import Text
from treaties.loading.unsourced_days import Fault
from treaties.models.bibliography import Bibliography
from treaties.models.case import Case
from treaties.models.conditions import Ref
from treaties.models.corpus import Corpus
from treaties.models.expected import EVERY_PARTY, Expected
from treaties.models.groups import Group
from treaties.models.place import Gazetteer
from treaties.models.reading import Reading
from treaties.models.scenario import Event, RunningWar, Scenario
from treaties.models.treaty import Treaty
from treaties.support.limits import LISTED
from treaties.support.mending import Loc
from treaties.vocabulary.errors import Problem, nearest
from treaties.vocabulary.names import fold
from treaties.vocabulary.precision import latest

Texts = Mapping[tuple[str, str], Text]
"""The text of each file, by folder and id of the item."""
Filed = TypeVar("Filed", Treaty, Reading, Scenario, Case, RunningWar)


def check_corpus(corpus: Corpus, texts: Texts) -> Iterator[Problem]:
    """Yield the faults that only the whole corpus shows, such as names of unknown states. Only files whose text is
    given are checked.
    """
    known = _Known(corpus)
    for treaty, text in _with_text(corpus.treaties, "data", texts):
        yield from _treaty(treaty, text, known)
    for reading, text in _with_text(corpus.readings, "readings", texts):
        yield from known.references(reading, text)
    for scenario, text in _with_text(corpus.scenarios, "scenarios", texts):
        yield from _scenario(scenario, text, known)
    yield from _cases(corpus, texts, known)
    for war, text in _with_text(corpus.wars, "background", texts):
        yield from known.references(war, text)
        day = war.since or date.max
        yield from _events(("events",), war.events, day, text, known)
    yield from check_lists(corpus, texts)
    yield from _registers(corpus, texts, known)


def _with_text(
    items: Iterable[Filed], folder: str, texts: Texts
) -> Iterator[tuple[Filed, Text]]:
    """The items of one folder whose text is given, each with its text."""
    for item in items:
        if text := texts.get((folder, item.id)):
            yield item, text


def _cases(corpus: Corpus, texts: Texts, known: _Known) -> Iterator[Problem]:
    codes: dict[str, str] = {}
    for case, text in _with_text(corpus.cases, "cases", texts):
        yield from _case(case, text, known)
        other = codes.setdefault(case.code, case.id)
        if other != case.id:
            message = f"`{case.code}` is the code of `{other}` already"
            yield text.problem(("code",), message)


def _registers(corpus: Corpus, texts: Texts, known: _Known) -> Iterator[Problem]:
    """The files that stand beside the folders: groups, rules of law, lists."""
    if text := texts.get(("", "groups")):
        yield from _groups(corpus, text, known)
    if text := texts.get(("", "law")):
        yield from once("rule", "rules", [r.id for r in corpus.rules], text)
    yield from _permissions(corpus, texts)
    lists: list[tuple[str, str, Sequence[BaseModel]]] = [
        ("law", "rules", corpus.rules),
        ("watch", "watched", corpus.watched),
        ("known-of", "known", corpus.known_of),
        ("means", "means", corpus.means),
        ("authorisations", "authorisations", corpus.authorisations),
        ("invitations", "invitations", corpus.invitations),
        ("contested", "contested", corpus.contested),
        ("neutralities", "neutralities", corpus.neutralities),
    ]
    for file, key, items in lists:
        if text := texts.get(("", file)):
            for i, item in enumerate(items):
                yield from known.references(item, text, (key, i))


def _permissions(corpus: Corpus, texts: Texts) -> Iterator[Problem]:
    """The ids of authorisations and invitations, which name questions: each must be one among all of them."""
    seen: set[str] = set()
    registers: list[tuple[str, str, list[str]]] = [
        ("authorisation", "authorisations", [a.id for a in corpus.authorisations]),
        ("invitation", "invitations", [i.id for i in corpus.invitations]),
    ]
    for what, file, ids in registers:
        if text := texts.get(("", file)):
            yield from once(what, file, ids, text, seen)


def check_sources(books: Iterable[tuple[Bibliography, Text]]) -> Iterator[Problem]:
    """Check all files of sources together, and yield ids that occur twice and faulty sources."""
    seen: set[str] = set()
    for book, text in books:
        yield from once("source", "sources", [s.id for s in book.sources], text, seen)
        for loc, message in faulty_sources(book.sources):
            yield text.problem(loc, message)


def check_places(
    corpus: Corpus, maps: Iterable[tuple[Gazetteer, Text]]
) -> Iterator[Problem]:
    """Check all gazetteer files together, and yield ids that occur twice and names of unknown states and places."""
    known = _Known(corpus)
    places: set[str] = set()
    areas: set[str] = set()
    for g, text in maps:
        yield from once("place", "places", [p.id for p in g.places], text, places)
        yield from once("area", "areas", [a.id for a in g.areas], text, areas)
        yield from known.references(g, text)


def _groups(corpus: Corpus, text: Text, known: _Known) -> Iterator[Problem]:
    groups = corpus.groups
    yield from once("group", "groups", [g.id for g in groups.groups], text)
    yield from known.references(groups, text)
    for table in ("adjectives", "stand_ins", "rulers"):
        for word, named in getattr(groups, table).items():
            for state in re.split("[/|]", named):
                if not corpus.states.known(state):
                    yield text.problem((table, word), f"no state is called `{state}`")
    for word, ident in groups.instruments.items():
        yield from known.missing("treaty", ident, text, ("instruments", word))
    yield from _second_spellings(corpus, text)


def _second_spellings(corpus: Corpus, text: Text) -> Iterator[Problem]:
    """Words for groups and forces that name a state, or another of them."""
    groups = corpus.groups
    seen: dict[str, str] = {}
    for one, word in groups.spellings():
        at: Loc = (
            ("groups", groups.groups.index(one))
            if isinstance(one, Group)
            else ("forces", groups.forces.index(one))
        )
        if corpus.states.known(word):
            yield text.problem(at, f"`{word}` is the name of a state")
        elif seen.setdefault(fold(word), one.name) != one.name:
            yield text.problem(at, f"`{word}` names `{seen[fold(word)]}` already")


class _Known:
    def __init__(self, corpus: Corpus) -> None:
        self.states = corpus.states
        self.counted = 0
        """Unknown names so far; beyond the limit on faults no near name is looked for."""
        self.treaties = {t.id: t for t in corpus.treaties}
        self.kinds = {s.id: s.kind for s in corpus.sources}
        self.ids: dict[str, set[str]] = {
            "state": set(corpus.states.ids),
            "treaty": set(self.treaties),
            "source": {s.id for s in corpus.sources},
            "place": {p.id for p in corpus.gazetteer.places},
            "area": {a.id for a in corpus.gazetteer.areas},
            "reading": {r.id for r in corpus.readings},
            "means": {m.id for m in corpus.means},
            "rule": {r.id for r in corpus.rules},
            "case": {c.id for c in corpus.cases},
            "region": {r for s in corpus.states.all for r in s.regions}
            | {r for p in corpus.gazetteer.places for r in p.regions},
        }

    def replaced_by_way_of(self, treaty: Treaty) -> set[str]:
        """The ids of what a treaty replaces, and of what that replaces in turn."""
        found: set[str] = set()
        waiting = list(treaty.replaces)
        while waiting:
            ident = waiting.pop()
            if ident in self.treaties and ident not in found:
                waiting += self.treaties[ident].replaces
            found.add(ident)
        return found

    def missing(self, what: str, ident: str, text: Text, loc: Loc) -> Iterator[Problem]:
        """The problem of an unknown name, with the name that may be meant."""
        if ident not in self.ids[what]:
            self.counted += 1
            near = (
                nearest(ident, self.ids[what], limit=1)
                if self.counted <= LISTED
                else ()
            )
            meant = f"; did you mean `{near[0]}`?" if near else ""
            yield text.problem(loc, f"no {what} is called `{ident}`{meant}")

    def references(
        self, item: BaseModel, text: Text, at: Loc = ()
    ) -> Iterator[Problem]:
        """Every name in a part of a file, and in what it holds, that there is none of."""
        for name, key, ref in _naming(type(item)):
            value = getattr(item, name)
            for i, one in (
                enumerate(value) if isinstance(value, tuple) else ((None, value),)
            ):
                here = (*at, key) if i is None else (*at, key, i)
                if isinstance(one, BaseModel):
                    yield from self.references(one, text, here)
                elif one and ref:
                    listed = (
                        (*at, key) if at else here
                    )  # only the lists at the head of a file run over lines
                    yield from self.missing(
                        ref.what, one, text, at if ref.short else listed
                    )


@cache
def _naming(model: type[BaseModel]) -> tuple[tuple[str, str, Ref | None], ...]:
    """The fields of a model that name something or hold models: name, key in a file, and what they name."""
    found = []
    for name, field in model.model_fields.items():
        parts = [*field.metadata, *_parts(field.annotation)]
        ref = next((p for p in parts if isinstance(p, Ref)), None)
        if ref or any(isinstance(p, type) and issubclass(p, BaseModel) for p in parts):
            found.append((name, field.alias or name, ref))
    return tuple(found)


def _parts(kind: Any) -> Iterator[Any]:
    """The types that a type is made of, and their marks."""
    yield kind
    for part in (*get_args(kind), *getattr(kind, "__metadata__", ())):
        yield from _parts(part)


def _circles(
    t: Treaty, replaced: list[Treaty], text: Text, known: _Known
) -> Iterator[Problem]:
    """What a treaty replaces that replaces it in turn, by itself or by way of others."""
    for old in replaced:
        if t.id in known.replaced_by_way_of(old):
            at = ("replaces", t.replaces.index(old.id))
            yield text.problem(at, f"`{old.id}` takes the place of this in its turn")


def _treaty(t: Treaty, text: Text, known: _Known) -> Iterator[Problem]:
    replaced = [known.treaties[r] for r in t.replaces if r in known.treaties]
    for loc, message in (
        *nonsense(t),
        *strangers(t, known.states),
        *too_early(t, replaced),
        *faulty_sources(t.cited),
        *words_at_second_hand(t, known.kinds),
        *wrong_folder(t, text.file),
        *_members_out_of_time(t),
        *_articles_out_of_place(t),
    ):
        yield text.problem(loc, message)
    yield from known.references(t, text)
    yield from _circles(t, replaced, text, known)


def _members_out_of_time(t: Treaty) -> Iterator[Fault]:
    """Parties that are bound before the treaty is in force, or join after its end."""
    for i, p in enumerate(t.parties):
        if p.since is None:
            continue
        if t.since and latest(p.since) < t.since:
            yield (
                ("parties", i),
                f"`{p.state}` is bound from {p.since}, before the entry into force on {t.since}",
            )
        if t.until and p.since >= t.until:
            yield (
                ("parties", i),
                f"`{p.state}` joins on {p.since}, after the end on {t.until}",
            )


def _articles_out_of_place(t: Treaty) -> Iterator[Fault]:
    """Articles that quote no source, or end before the treaty is in force."""
    for i, o in enumerate(t.obligations):
        if o.phrase and not (o.source or t.sources):
            yield (
                ("obligations", i, "phrase"),
                "a phrase is quoted without a source",
            )
        if t.since and o.until and o.until <= t.since:
            yield (
                ("obligations", i, "until"),
                f"the article ends on {o.until}, before the entry into force on {t.since}",
            )


def _scenario(s: Scenario, text: Text, known: _Known) -> Iterator[Problem]:
    yield from known.references(s, text)
    yield from _events(("events",), s.events, s.on, text, known)
    for i, move in enumerate(s.moves):
        yield from _events(("moves", i, "events"), move.events, move.day, text, known)
        yield from _expected(("moves", i), move.expected, text, known)


def _case(c: Case, text: Text, known: _Known) -> Iterator[Problem]:
    yield from known.references(c, text)
    yield from _events(
        ("scenario", "events"), c.scenario.events, c.scenario.on, text, known
    )
    yield from _expected((), c.expected, text, known)


def _expected(
    at: Loc, expected: Iterable[Expected], text: Text, known: _Known
) -> Iterator[Problem]:
    """The states that a key names: each must be known."""
    for i, x in enumerate(expected):
        for state in (s for s in x.state if s != EVERY_PARTY):
            yield from known.missing(
                "state", state, text, (*at, "expected", i, "state")
            )


def _events(
    at: Loc, events: Iterable[Event], day: date, text: Text, known: _Known
) -> Iterator[Problem]:
    """The states that events name: each must have been one on its day."""
    for i, e in enumerate(events):
        for key, names in (("by", e.by), ("against", e.against), ("for", e.for_)):
            for name in names:
                if not known.states.known(name):
                    yield from known.missing("state", name, text, (*at, i, key))
                elif fault := known.states.fault(name, e.on or day):
                    yield text.problem((*at, i, key), fault)
        for n in e.to:
            if n not in known.ids["treaty"]:
                yield from known.missing("state", n, text, (*at, i, "to"))
