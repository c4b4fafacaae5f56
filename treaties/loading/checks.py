"""The checks that need the whole corpus: names that must exist, parties that must be bound, ids that must be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from treaties.loading.consistency import nonsense, strangers, too_early
from treaties.loading.lists_checked import check_lists
from treaties.loading.toml_lines import Loc, Text
from treaties.models.bibliography import Bibliography
from treaties.models.case import EVERY_PARTY, Case, Invocation
from treaties.models.conditions import InArea
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.models.place import Gazetteer
from treaties.models.reading import Reading
from treaties.models.scenario import Conduct, Event, Scenario, Spot
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import LISTED, Problem, nearest
from treaties.vocabulary.names import fold
from treaties.vocabulary.precision import latest


def check_corpus(corpus: Corpus, texts: Mapping[tuple[str, str], Text]) -> Iterator[Problem]:
    """Every problem that one file alone cannot show; only files whose text is given are reported on."""
    known = _Known(corpus)
    for t in corpus.treaties:
        if text := texts.get(("data", t.id)):
            yield from _treaty(t, text, known)
    for r in corpus.readings:
        if text := texts.get(("readings", r.id)):
            yield from _reading(r, text, known)
    for s in corpus.scenarios:
        if text := texts.get(("scenarios", s.id)):
            yield from _scenario(s, text, known)
    codes: dict[str, str] = {}
    for c in corpus.cases:
        if text := texts.get(("cases", c.id)):
            yield from _case(c, text, known)
            if (other := codes.setdefault(c.code, c.id)) != c.id:
                yield text.problem(("code",), f"`{c.code}` is the code of `{other}` already")
    for w in corpus.wars:
        if text := texts.get(("background", w.id)):
            yield from known.missing("source", ((("sources",), x) for x in w.sources), text)
            for i, e in enumerate(w.events):
                yield from _event(e, ("events", i), w.since or date.max, text, known)
    yield from check_lists(corpus, texts)
    if text := texts.get(("", "groups")):
        yield from _groups(corpus, text, known)
    if text := texts.get(("", "law")):
        yield from _once("rule", "rules", [r.id for r in corpus.rules], text)
        yield from known.missing(
            "source", ((("rules", i, "sources"), x) for i, r in enumerate(corpus.rules) for x in r.sources), text
        )


def check_sources(books: Iterable[tuple[Bibliography, Text]]) -> Iterator[Problem]:
    """The ids of all files of sources taken together: each must be one."""
    seen: set[str] = set()
    for book, text in books:
        yield from _once("source", "sources", [s.id for s in book.sources], text, seen)


def check_places(corpus: Corpus, maps: Iterable[tuple[Gazetteer, Text]]) -> Iterator[Problem]:
    """The files of the gazetteer taken together: ids that must be one, states and places that must exist."""
    known = _Known(corpus)
    places: set[str] = set()
    areas: set[str] = set()
    for g, text in maps:
        yield from _once("place", "places", [p.id for p in g.places], text, places)
        yield from _once("area", "areas", [a.id for a in g.areas], text, areas)
        holders = (
            (("places", i), h.state) for i, p in enumerate(g.places) for h in (*p.of, *p.administered_by, *p.claimed_by)
        )
        yield from known.missing("state", holders, text)
        named = ((("areas", i), x) for i, a in enumerate(g.areas) for limb in a.limbs for x in limb.places)
        yield from known.missing("place", named, text)


def _groups(corpus: Corpus, text: Text, known: _Known) -> Iterator[Problem]:
    groups = corpus.groups.groups
    yield from _once("group", "groups", [g.id for g in groups], text)
    yield from known.missing("state", ((("groups", i), p.state) for i, g in enumerate(groups) for p in g.states), text)
    yield from known.missing("treaty", ((("groups", i), g.treaty) for i, g in enumerate(groups) if g.treaty), text)
    for table in ("adjectives", "stand_ins", "rulers"):
        for word, named in getattr(corpus.groups, table).items():
            for state in (s for s in re.split("[/|]", named) if not corpus.states.known(s)):
                yield text.problem((table, word), f"no state is called `{state}`")
    yield from known.missing("treaty", ((("instruments", w), t) for w, t in corpus.groups.instruments.items()), text)
    seen: dict[str, str] = {}
    for one, word in corpus.groups.spellings():
        at: Loc = (
            ("groups", groups.index(one)) if isinstance(one, Group) else ("forces", corpus.groups.forces.index(one))
        )
        if corpus.states.known(word):
            yield text.problem(at, f"`{word}` is the name of a state")
        elif seen.setdefault(fold(word), one.name) != one.name:
            yield text.problem(at, f"`{word}` names `{seen[fold(word)]}` already")


class _Known:
    def __init__(self, corpus: Corpus) -> None:
        self.states = corpus.states
        self.told = 0
        """Unknown names so far: of those that are not listed one by one none is looked for."""
        self.treaties = {t.id: t for t in corpus.treaties}
        self.ids: dict[str, set[str]] = {
            "state": set(corpus.states.ids),
            "treaty": set(self.treaties),
            "source": {s.id for s in corpus.sources},
            "place": {p.id for p in corpus.gazetteer.places},
            "area": {a.id for a in corpus.gazetteer.areas},
            "reading": {r.id for r in corpus.readings},
            "case": {c.id for c in corpus.cases},
            "region": {r for s in corpus.states.all for r in s.regions}
            | {r for p in corpus.gazetteer.places for r in p.regions},
        }

    def missing(self, what: str, named: object, text: Text) -> Iterator[Problem]:
        for loc, ident in named:  # type: ignore[attr-defined]
            if ident not in self.ids[what]:
                self.told += 1
                near = nearest(ident, self.ids[what], limit=1) if self.told <= LISTED else ()
                meant = f"; did you mean `{near[0]}`?" if near else ""
                yield text.problem(loc, f"no {what} is called `{ident}`{meant}")


def _once(what: str, field: str, ids: list[str], text: Text, seen: set[str] | None = None) -> Iterator[Problem]:
    seen = set() if seen is None else seen
    for i, ident in enumerate(ids):
        if ident in seen:
            yield text.problem((field, i), f"a second {what} is called `{ident}`")
        seen.add(ident)


def _treaty(t: Treaty, text: Text, known: _Known) -> Iterator[Problem]:
    replaced = [known.treaties[r] for r in t.replaces if r in known.treaties]
    for loc, message in (*nonsense(t), *strangers(t, known.states), *too_early(t, replaced)):
        yield text.problem(loc, message)
    yield from known.missing("treaty", ((("replaces", i), r) for i, r in enumerate(t.replaces)), text)
    yield from known.missing("state", ((("parties", i), p.state) for i, p in enumerate(t.parties)), text)
    yield from known.missing("source", ((("sources", i), s) for i, s in enumerate(t.sources)), text)
    yield from known.missing(
        "source", ((("witnesses", i, "source"), w.source) for i, w in enumerate(t.witnesses)), text
    )
    for i, p in enumerate(t.parties):
        if t.since and p.since and latest(p.since) < t.since:
            yield text.problem(
                ("parties", i), f"`{p.state}` is bound from {p.since}, before the entry into force on {t.since}"
            )
        if t.until and p.since and p.since >= t.until:
            yield text.problem(("parties", i), f"`{p.state}` joins on {p.since}, after the end on {t.until}")
    for i, o in enumerate(t.obligations):
        at: Loc = ("obligations", i)
        states = [((*at, "obligors"), s) for s in o.obligors] + [((*at, "beneficiaries"), s) for s in o.beneficiaries]
        yield from known.missing("state", states + [((*at, "adversaries"), s) for s in o.adversaries], text)
        yield from known.missing("source", [((*at, "source"), o.source)] if o.source else [], text)
        if o.phrase and not (o.source or t.sources):
            yield text.problem((*at, "phrase"), "a phrase is quoted without a source")
        if t.since and o.until and o.until <= t.since:
            yield text.problem(
                (*at, "until"), f"the article ends on {o.until}, before the entry into force on {t.since}"
            )
        for j, c in enumerate(o.conditions):
            here: Loc = (*at, "conditions", j)
            if isinstance(c, InArea):
                yield from known.missing("area", [(here, c.area)], text)
            fields = type(c).model_fields
            for key in ("among", "allied_with", "supported_by", "excluding", "states"):
                if key in fields:
                    yield from known.missing("state", [(here, s) for s in getattr(c, key)], text)
            for key in ("state", "obligor", "beneficiary"):
                if key in fields:
                    yield from known.missing("state", [(here, getattr(c, key))], text)
            if "treaty" in fields:
                yield from known.missing("treaty", [(here, c.treaty)], text)  # type: ignore[union-attr]


def _reading(r: Reading, text: Text, known: _Known) -> Iterator[Problem]:
    yield from known.missing("source", ((("sources", i), s) for i, s in enumerate(r.sources)), text)
    yield from known.missing("treaty", ((("treaties", i), t) for i, t in enumerate(r.treaties)), text)
    yield from known.missing("treaty", ((("lowers", i, "treaty"), x.treaty) for i, x in enumerate(r.lowers)), text)


def _scenario(s: Scenario, text: Text, known: _Known) -> Iterator[Problem]:
    yield from known.missing("source", ((("sources", i), x) for i, x in enumerate(s.sources)), text)
    yield from known.missing("reading", ((("readings", i), x) for i, x in enumerate(s.readings)), text)
    yield from known.missing("treaty", (((("law", "without")), x) for x in s.law.without), text)
    yield from known.missing("case", ((("cases", i), x) for i, x in enumerate(s.cases)), text)
    for field in ("events", "later"):
        for i, e in enumerate(getattr(s, field)):
            yield from _event(e, (field, i), s.on, text, known)
    yield from _acts("conduct", s.conduct, text, known)


def _acts(field: str, acts: Iterable[Conduct | Invocation], text: Text, known: _Known) -> Iterator[Problem]:
    """What was claimed or done, by whom, under which treaty, from which source."""
    for i, y in enumerate(acts):
        at = (field, i)
        yield from known.missing("state", [((*at, "by"), s) for s in y.by], text)
        yield from known.missing("treaty", [((*at, "treaty"), y.treaty)] if y.treaty else [], text)
        yield from known.missing("source", [((*at, "source"), y.source)] if y.source else [], text)


def _case(c: Case, text: Text, known: _Known) -> Iterator[Problem]:
    yield from known.missing("source", ((("sources", i), x) for i, x in enumerate(c.sources)), text)
    yield from known.missing("treaty", (((("scenario", "law", "without")), x) for x in c.scenario.law.without), text)
    for i, e in enumerate(c.scenario.events):
        yield from _event(e, ("scenario", "events", i), c.scenario.on, text, known)
    for i, x in enumerate(c.expected):
        at: Loc = ("expected", i)
        yield from known.missing("state", [((*at, "state"), s) for s in x.state if s != EVERY_PARTY], text)
        yield from known.missing("state", [((*at, "beneficiary"), x.beneficiary)] if x.beneficiary else [], text)
        yield from known.missing("treaty", [((*at, "treaty"), x.treaty)] if x.treaty else [], text)
        yield from known.missing("reading", [((*at, "reading"), x.reading)] if x.reading else [], text)
    yield from _acts("invocation", c.invocation, text, known)
    yield from _acts("conduct", c.conduct, text, known)
    for i, z in enumerate(c.coded):
        yield from known.missing("treaty", [(("coded", i, "treaty"), z.treaty)] if z.treaty else [], text)


def _event(e: Event, at: Loc, day: date, text: Text, known: _Known) -> Iterator[Problem]:
    for key, names in (("by", e.by), ("against", e.against), ("for", e.for_)):
        for name in names:
            if not known.states.known(name):
                yield from known.missing("state", [((*at, key), name)], text)
            elif fault := known.states.fault(name, e.on or day):
                yield text.problem((*at, key), fault)
    for n in e.to:
        if n not in known.ids["state"] and n not in known.ids["treaty"]:
            yield from known.missing("state", [((*at, "to"), n)], text)
    if e.under:
        yield from known.missing("treaty", [((*at, "under"), e.under)], text)
    if place := e.at.place if isinstance(e.at, Spot) else e.at:
        yield from known.missing("place", [((*at, "at"), place)], text)
    if isinstance(e.at, Spot):
        yield from known.missing("state", [((*at, "at"), e.at.of)] if e.at.of else [], text)
        yield from known.missing("region", [((*at, "at"), r) for r in e.at.regions], text)
