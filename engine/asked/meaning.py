"""A parsed sentence read as a value: who is meant by each word, what happens to whom, and about whom one asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NoReturn

from engine.asked.tokens import Piece
from engine.asked.understood import SAID, Act, Understood
from engine.asked.vocabulary import THINGS
from treaties.corpus import Corpus
from treaties.days import SpokenDay, in_words
from treaties.errors import CasusError, See
from treaties.groups import Force, Group
from treaties.names import listed
from treaties.places import Place
from treaties.terms import EventKind

Ids = tuple[str, ...]


class Meaning:
    """One parse of one sentence, and how it is read. `read` gives the value or raises `CasusError`."""

    def __init__(self, tree: Any, pieces: list[Piece], corpus: Corpus, today: date | None, on: date | None) -> None:
        self.tree, self.pieces, self.corpus = tree, pieces, corpus
        self.today = today or date.today()
        self.named: list[tuple[int, Ids, Any]] = []
        """Who was named so far, with the number of the piece and its tree, for words like `it`."""
        self.force = ""
        """The armed group that acts in what is being read, where it is one."""
        self.day = self._day(on)
        self.on = self.day.day if self.day else self.today

    def read(self) -> Understood:
        """What the sentence asks."""
        asks = list(self.tree.find_data("ask"))
        events = list(self.tree.find_data("event"))
        for tree in sorted([*asks, *events], key=_first):
            self._name_all(tree)
        acts: list[Act] = []
        for event in sorted(events, key=_first):
            acts.append(self._event(event, acts))
        self.force = ""
        about, group, helped, against = self._ask(asks[0], acts) if asks else ((), "", (), ())
        return Understood(self._joined(acts, helped, against), self.day, self._about(about, group, acts, helped), group)

    # When

    def _day(self, on: date | None) -> SpokenDay | None:
        days = list(dict.fromkeys(p.value for p in self.pieces if isinstance(p.value, SpokenDay)))
        if len({d.day for d in days}) > 1:
            raise CasusError(f"the sentence says {listed(f'`{d.words}`' for d in days)}", remedy="say one day")
        if days and on:
            raise CasusError("the sentence already says `on`", remedy="say it once")
        return days[0] if days else SpokenDay(on, on.isoformat()) if on else None

    # Who

    def _name_all(self, tree: Any) -> None:
        """Note everyone who is named, in the order of the words."""
        for parties in sorted(tree.find_data("parties"), key=_first):
            tokens = list(_tokens(parties))
            if any(t.type in ("PRON", "UNKNOWN") for t in tokens) or self._place_only(parties):
                continue
            meant = tuple(i for party in parties.children if hasattr(party, "data") for i in self._known(party))
            if meant:
                self.named.append((tokens[-1].start_pos, meant, parties))

    def _known(self, party: Any) -> Ids:
        names = [t for t in _tokens(party) if t.type == "NAME"]
        found = self.corpus.groups.get(str(names[0])) if names else None
        if isinstance(found, Group):
            return found.members(self.on, self.corpus.treaties)
        return () if found or not names else (self._state(str(names[0])),)

    def _state(self, text: str) -> str:
        return self.corpus.states.resolve(text, self.on).id

    def _parties(self, tree: Any, role: str, apart: Ids = ()) -> Ids:
        """The ids that a list of parties means; `role` is what they do, `apart` who cannot be meant by a word like `it`."""
        found: list[str] = []
        for party in tree.children:
            if hasattr(party, "data"):
                found += self._party(party, role, apart)
        return tuple(dict.fromkeys(found))

    def _party(self, party: Any, role: str, apart: Ids) -> Ids:
        tokens = {t.type: t for t in _tokens(party)}
        if "PRON" in tokens:
            return self._referent(tokens["PRON"], apart, role)
        if "NAME" not in tokens:
            raise self.corpus.states.unknown(str(tokens["UNKNOWN"]))
        name = str(tokens["NAME"])
        group = self.corpus.groups.get(name)
        if not isinstance(group, Group):
            if "ALLOF" in tokens or "ANYOF" in tokens or "MEMBERS" in tokens:
                raise CasusError(f"`{name}` is not a group of states", remedy="name its members")
            if isinstance(group, Force) and role == "attacker":
                self.force = group.name
                return ()
            return (self._state(name),)
        members = group.members(self.on, self.corpus.treaties)
        if not members:
            raise CasusError(f"nobody belonged to `{name}` on {in_words(self.on)}", remedy="name states")
        if (role == "victim" and "ALLOF" not in tokens) or (role == "attacker" and ("ANYOF" in tokens)):
            many = f"{len(members)} states"
            who = many if len(members) > 6 else listed(self.corpus.states[m].name_on(self.on) for m in members)
            verb = "is attacked" if role == "victim" else "attacks"
            raise CasusError(f"`{name}` is {who}, and the answer turns on which of them {verb}", remedy=f"name it, or say `all of {name}`")  # fmt: skip
        return members

    def _referent(self, token: Any, apart: Ids, role: str = "victim") -> Ids:
        """Whom a word like `it` means: the one named last before it who is not the doer of the same act."""
        for number, meant, parties in reversed(self.named):
            if number < token.start_pos and set(meant) != set(apart):
                return self._parties(parties, role)
        raise CasusError(f"it is not clear whom `{token}` means", remedy="name the state")

    # Where

    def _place_only(self, parties: Any) -> Place | None:
        """The place that stands where a state is expected (`if Guam is attacked`); None where a state answers to the name."""
        names = [t for t in _tokens(parties) if t.type in ("NAME", "UNKNOWN")]
        if len(names) != 1 or names[0].type != "NAME":
            return None
        text = str(names[0])
        if self.corpus.states.known(text) or self.corpus.groups.get(text):
            return None
        return self.corpus.gazetteer.place(text)

    def _place(self, text: str, thing: str, victims: Ids) -> str | None:
        """The id of the place, or of the ships, aircraft or forces there; None for a victim's own land."""
        forms = next((f for t, _, f in THINGS if t == thing), ("{}",))
        for form in forms:
            if place := self.corpus.gazetteer.get(form.format(text.removeprefix("the "))):
                return place.id
        if thing:
            raise CasusError(f"no place is known for {thing} at `{text}`", remedy=See.PLACES)
        if self.corpus.states.known(text):
            state = self._state(text)
            if victims == (state,):
                return None
            raise CasusError(f"`{text}` is a state, and no place of the gazetteer", remedy="name the place in it, or whose territory is hit")  # fmt: skip
        return self.corpus.gazetteer.place(text).id

    def _holder(self, place: Place) -> Ids:
        holders = [h.state for h in place.administered_by if h.holds_on(self.on)]
        holders = holders or [h.state for h in place.of if h.holds_on(self.on)]
        if len(set(holders)) != 1:
            of = f"is held by {listed(holders)}" if holders else "is no state's territory"
            raise CasusError(f"`{place.name}` {of}", remedy="say whose forces or land are hit, and `at` that place")
        return (holders[0],)

    # What happens

    def _event(self, event: Any, before: list[Act]) -> Act:
        act = next(c for c in event.children if hasattr(c, "data") and c.data not in ("by", "place"))
        self.force = ""
        by, force = self._by(event, act), self.force
        if by and force:
            raise CasusError(f"`{force}` is no state and `{by[0]}` is one", remedy="say each attack by itself")
        said = next(str(self.pieces[t.start_pos].value) for t in _tokens(act) if self.pieces[t.start_pos].value in SAID) if act.data != "back" else "armed-attack"  # fmt: skip
        said = "threat" if act.data in ("threat", "threatened") else said
        if act.data == "back":
            return self._struck_back(act, before)
        target = next(iter(act.find_data("target")), None)
        victims, at, thing = self._target(target, by) if target else ((), None, "")
        spots = list(event.find_data("place"))
        if len(spots) > 1 or (spots and at):
            raise CasusError("the sentence says two places", remedy="say one")
        if spots:
            at = self._place(str(_tokens_of(spots[0], "NAME", "UNKNOWN")[0]), thing, victims)
        elif thing and not at:
            raise CasusError(f"it is not said where the {thing} are hit", remedy="name the place: `at …`, `in …`")
        if both := set(victims) & set(by):
            self._differ(both, "cannot attack itself", "name another attacker")
        return Act(victims, by, EventKind(said), at, force)

    def _by(self, event: Any, act: Any) -> Ids:
        given = [*event.find_data("subject"), *event.find_data("by")]
        given += [a for a in act.children if getattr(a, "data", "") == "adjective"]
        if len(given) > 1:
            raise CasusError("the sentence says twice who attacks", remedy="say it once")
        if act.data == "back" or not given:
            return ()
        return self._doer(given[0])

    def _doer(self, tree: Any) -> Ids:
        """Who acts, by name, by an adjective (`Russian forces`) or by a word like `its`."""
        if parties := next(iter(tree.find_data("parties")), None):
            return self._parties(parties, "attacker")
        if owner := _tokens_of(tree, "PPRON"):
            return self._referent(owner[0], (), "attacker")
        return self._called_after(tree)

    def _called_after(self, tree: Any) -> Ids:
        token = _tokens_of(next(iter(tree.find_data("adjective"))), "ADJECTIVE", "NAME")[0]
        value = self.pieces[token.start_pos].value
        return (self._state(value if isinstance(value, str) and value else str(token)),)

    def _target(self, target: Any, by: Ids) -> tuple[Ids, str | None, str]:
        """Who is hit, at which place if the words say one, and what it is that is hit if not the land."""
        things = [str(self.pieces[t.start_pos].value) for t in _tokens_of(target, "THING")]
        parties = next(iter(target.find_data("parties")), None)
        if parties is None:
            pronoun = _tokens_of(target, "PPRON")
            owner = self._referent(pronoun[0], by) if pronoun else self._called_after(target)
            place = [str(t) for t in target.children if getattr(t, "type", "") == "NAME"]
            return owner, self.corpus.gazetteer.place(place[0]).id if place else None, things[0] if things else ""
        place_hit = self._place_only(parties)
        if place_hit is not None:
            return self._holder(place_hit), place_hit.id, ""
        held = [t for t in _tokens_of(target, "NAME") if t not in list(_tokens(parties))]
        at = self.corpus.gazetteer.place(str(held[0])).id if held else None
        return self._parties(parties, "victim", by), at, things[0] if things else ""

    def _struck_back(self, act: Any, before: list[Act]) -> Act:
        if not before:
            raise CasusError("it is not said what is answered by striking back", remedy="say first who attacks whom")
        last = before[-1]
        subject = next(iter(act.find_data("subject")))
        parties = next(iter(subject.find_data("parties")), None)
        who = self._doer(subject) if parties is None else self._parties(parties, "attacker", last.by)
        if not set(who) <= set(last.victim) or not last.by:
            raise CasusError(f"{listed(f'`{w}`' for w in who)} cannot strike back", remedy="say who attacks whom")
        return Act(last.by, who)

    # About whom one asks

    def _ask(self, ask: Any, acts: list[Act]) -> tuple[Ids, str, Ids, Ids]:
        about: Ids = ()
        group = ""
        for tree in (*ask.find_data("about"), *ask.find_data("about_group")):
            parties = next(iter(tree.find_data("parties")), None)
            names = _tokens_of(tree, "NAME")
            if len(names) == 1 and isinstance(self.corpus.groups.get(str(names[0])), Group):
                group = str(names[0])
            about = self._parties(parties, "asked") if parties is not None else self._party(tree, "asked", ())
        helped: Ids = ()
        for tree in ask.find_data("helped"):
            helped = self._parties(next(iter(tree.find_data("parties"))), "helped" if acts else "victim", about)
        for token in _tokens_of(ask, "PPRON"):
            helped = self._referent(token, about)
        against: Ids = ()
        for tree in ask.find_data("against"):
            against = self._parties(next(iter(tree.find_data("parties"))), "attacker")
        return about, group, helped, against

    def _joined(self, acts: list[Act], helped: Ids, against: Ids) -> tuple[Act, ...]:
        """The acts with what only the other half of the sentence says of them; raises where the halves differ."""
        if not acts:
            if not helped:
                raise CasusError("nobody is attacked", remedy="say `if X is attacked`")
            if set(helped) & set(against):
                self._differ(set(helped) & set(against), "cannot attack itself", "name another attacker")
            return (Act(helped, against, force=self.force),)
        first = acts[0]
        if not first.victim:
            if not helped:
                raise CasusError("it is not said who is attacked", remedy="name the state")
            first = replace(first, victim=helped)
        if any(not a.victim for a in acts[1:]):
            raise CasusError("it is not said who is attacked", remedy="name the state")
        hit = {v for a in (first, *acts[1:]) for v in a.victim}
        if not set(helped) <= hit:
            self._differ(set(helped) - hit, "is not attacked here", "ask who must help the state that is attacked")
        if self.force and (first.by or first.force not in ("", self.force)):
            raise CasusError(f"`{self.force}` does not attack here", remedy="say once who attacks")
        if against and first.by and not set(against) <= {b for a in acts for b in a.by}:
            self._differ(set(against) - set(first.by), "does not attack here", "say once who attacks")
        if set(first.victim) & set(first.by):
            self._differ(set(first.victim) & set(first.by), "cannot attack itself", "name another attacker")
        return (replace(first, by=first.by or against, force=first.force or self.force), *acts[1:])

    def _about(self, about: Ids, group: str, acts: list[Act], helped: Ids) -> Ids:
        """Those asked about; one who is itself attacked or attacks is no answer, one of a group is left out."""
        taken = {i for a in acts for i in (*a.victim, *a.by)} | (set(helped) if not acts else set())
        if group:
            about = tuple(a for a in about if a not in taken)
        if set(about) & taken:
            self._differ(set(about) & taken, "attacks or is attacked here itself", "ask about another state")
        return about

    def _differ(self, who: set[str], what: str, remedy: str) -> NoReturn:
        raise CasusError(f"`{self.corpus.states[min(who)].name_on(self.on)}` {what}", remedy=remedy)


def _tokens(tree: Any) -> Iterator[Any]:
    """The tokens of a tree, in the order of the words."""
    return iter(sorted(tree.scan_values(lambda v: hasattr(v, "start_pos")), key=lambda t: t.start_pos))


def _tokens_of(tree: Any, *types: str) -> list[Any]:
    return [t for t in _tokens(tree) if t.type in types]


def _first(tree: Any) -> int:
    return int(next(_tokens(tree)).start_pos)
