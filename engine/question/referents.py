"""Whom and which place the words of a sentence mean: states, groups, words like `it`, places and who holds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from engine.question.tokens import Piece
from engine.question.vocabulary import THINGS
from treaties.models.corpus import Corpus
from treaties.models.groups import Force, Group
from treaties.models.place import Place
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError, See
from treaties.vocabulary.names import listed

Ids = tuple[str, ...]


class Referents:
    """The pieces of one sentence with whom they mean on a day, and who was named so far."""

    def __init__(self, pieces: list[Piece], corpus: Corpus, on: date) -> None:
        self.pieces, self.corpus, self.on = pieces, corpus, on
        self.named: list[tuple[int, Ids, Any]] = []
        """Who was named so far, with the number of the piece and its tree, for words like `it`."""
        self.force = ""
        """The armed group that acts in what is being read, where it is one."""

    def name_all(self, tree: Any) -> None:
        """Note everyone who is named, in the order of the words."""
        for parties in sorted(tree.find_data("parties"), key=first_word):
            words = list(tokens(parties))
            if any(t.type in ("PRON", "UNKNOWN") for t in words) or self.place_only(parties):
                continue
            meant = tuple(i for party in parties.children if hasattr(party, "data") for i in self._known(party))
            if meant:
                self.named.append((words[-1].start_pos, meant, parties))

    def _known(self, party: Any) -> Ids:
        names = [t for t in tokens(party) if t.type == "NAME"]
        found = self.corpus.groups.get(str(names[0])) if names else None
        if isinstance(found, Group):
            return found.members(self.on, self.corpus.treaties)
        return () if found or not names else (self.state(str(names[0])),)

    def state(self, text: str) -> str:
        """The id of the state of a name."""
        return self.corpus.states.resolve(text, self.on).id

    def parties(self, tree: Any, role: str, apart: Ids = ()) -> Ids:
        """The ids that a list of parties means; `role` is what they do, `apart` who cannot be meant by a word like `it`."""
        found: list[str] = []
        for party in tree.children:
            if hasattr(party, "data"):
                found += self.party(party, role, apart)
        return tuple(dict.fromkeys(found))

    def party(self, party: Any, role: str, apart: Ids) -> Ids:
        """The ids that one party means, be it a state, a group or a word like `it`."""
        words = {t.type: t for t in tokens(party)}
        if "PRON" in words:
            return self.referent(words["PRON"], apart, role)
        if "NAME" not in words:
            raise self.corpus.states.unknown(str(words["UNKNOWN"]))
        name = str(words["NAME"])
        group = self.corpus.groups.get(name)
        if not isinstance(group, Group):
            if "ALLOF" in words or "ANYOF" in words or "MEMBERS" in words:
                raise CasusError(f"`{name}` is not a group of states", remedy="name its members")
            if isinstance(group, Force) and role == "attacker":
                self.force = group.name
                return ()
            return (self.state(name),)
        members = group.members(self.on, self.corpus.treaties)
        if not members:
            raise CasusError(f"nobody belonged to `{name}` on {in_words(self.on)}", remedy="name states")
        if (role == "victim" and "ALLOF" not in words) or (role == "attacker" and ("ANYOF" in words)):
            many = f"{len(members)} states"
            who = many if len(members) > 6 else listed(self.corpus.states[m].name_on(self.on) for m in members)
            verb = "is attacked" if role == "victim" else "attacks"
            raise CasusError(
                f"`{name}` is {who}, and the answer turns on which of them {verb}",
                remedy=f"name it, or say `all of {name}`",
            )
        return members

    def referent(self, token: Any, apart: Ids, role: str = "victim") -> Ids:
        """Whom a word like `it` means: the one named last before it who is not the doer of the same act."""
        before = [(m, p) for n, m, p in reversed(self.named) if n < token.start_pos and set(m) != set(apart)]
        if before and (role != "attacker" or len({m for m, _ in before}) == 1):
            return self.parties(before[0][1], role)
        raise CasusError(f"it is not clear whom `{token}` means", remedy="name the state")

    def place_only(self, parties: Any) -> Place | None:
        """The place that stands where a state is expected (`if Guam is attacked`); None where a state answers to the name."""
        names = [t for t in tokens(parties) if t.type in ("NAME", "UNKNOWN")]
        if len(names) != 1 or names[0].type != "NAME":
            return None
        text = str(names[0])
        if self.corpus.states.known(text) or self.corpus.groups.get(text):
            return None
        return self.corpus.gazetteer.place(text)

    def place(self, text: str, thing: str, victims: Ids) -> str | None:
        """The id of the place, or of the ships, aircraft or forces there; None for a victim's own land."""
        forms = next((f for t, _, f in THINGS if t == thing), ("{}",))
        for form in forms:
            if place := self.corpus.gazetteer.get(form.format(text.removeprefix("the "))):
                return place.id
        if thing:
            raise CasusError(f"no place is known for {thing} at `{text}`", remedy=See.PLACES)
        if self.corpus.states.known(text):
            state = self.state(text)
            if victims == (state,):
                return None
            raise CasusError(
                f"`{text}` is a state, and no place of the gazetteer",
                remedy="name the place in it, or whose territory is hit",
            )
        return self.corpus.gazetteer.place(text).id

    def holder(self, place: Place) -> Ids:
        """The one state that holds a place; raises where there is none or several."""
        holders = [h.state for h in place.administered_by if h.holds_on(self.on)]
        holders = holders or [h.state for h in place.of if h.holds_on(self.on)]
        if len(set(holders)) != 1:
            of = f"is held by {listed(holders)}" if holders else "is no state's territory"
            raise CasusError(f"`{place.name}` {of}", remedy="say whose forces or land are hit, and `at` that place")
        return (holders[0],)

    def doer(self, tree: Any) -> Ids:
        """Who acts, by name, by an adjective (`Russian forces`) or by a word like `its`."""
        if parties := next(iter(tree.find_data("parties")), None):
            return self.parties(parties, "attacker")
        if owner := tokens_of(tree, "PPRON"):
            return self.referent(owner[0], (), "attacker")
        return self.called_after(tree)

    def called_after(self, tree: Any) -> Ids:
        """The state whose adjective or name stands before the forces that act or are hit."""
        token = tokens_of(next(iter(tree.find_data("adjective"))), "ADJECTIVE", "NAME")[0]
        value = self.pieces[token.start_pos].value
        return (self.state(value if isinstance(value, str) and value else str(token)),)


def tokens(tree: Any) -> Iterator[Any]:
    """The tokens of a tree, in the order of the words."""
    return iter(sorted(tree.scan_values(lambda v: hasattr(v, "start_pos")), key=lambda t: t.start_pos))


def tokens_of(tree: Any, *types: str) -> list[Any]:
    """Those of some types."""
    return [t for t in tokens(tree) if t.type in types]


def first_word(tree: Any) -> int:
    """Where in the sentence a tree begins."""
    return int(next(tokens(tree)).start_pos)
