"""Whom and which place the pieces of a sentence mean: states, groups, words like `it`, places and who holds them."""

from __future__ import annotations

import re
from datetime import date
from typing import NoReturn

from engine.question.tokens import Piece
from engine.question.understood import HOME, THINGS
from engine.question.vocabulary import place_forms
from treaties.models.corpus import Corpus
from treaties.models.groups import Force, Group
from treaties.models.place import Holder, Place
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError, See
from treaties.vocabulary.names import listed

Ids = tuple[str, ...]


class Referents:
    """The pieces of one sentence with whom they mean on a day, and which of them were taken up so far."""

    def __init__(self, text: str, pieces: list[Piece], code: str, corpus: Corpus, on: date) -> None:
        self.text, self.pieces, self.code, self.corpus, self.on = text, pieces, code, corpus, on
        self.taken: set[int] = set()
        self.force = ""
        """The armed group that acts in what is being read, where it is one."""
        self.soil = ""
        """The state in whose land, waters or air something is hit, where that is said of ships, aircraft or forces."""
        self.speaker: Ids = ()
        """Whom a word like `us` means."""

    def words(self, start: int, end: int) -> str:
        """The words of some pieces."""
        return " ".join(p.text for p in self.pieces[start:end]).replace(" 's", "'s")

    def state(self, piece: Piece) -> str:
        """The id of the state that a piece names, or stands for."""
        return self.corpus.state_meant(piece.text, self.on, str(piece.value)).id

    def parties(self, start: int, end: int, role: str, apart: Ids = ()) -> Ids:
        """The ids that a list of parties means; `role` is what they do, `apart` who cannot be meant by a word like `it`."""
        found: list[str] = []
        for at in range(start, end):
            if self.code[at] == "R":
                found += self.referent(at, apart, role)
            elif self.code[at] == "U" and not self.speaker:
                raise self.corpus.states.unknown(self.pieces[at].text)
            elif self.code[at] == "U":
                found += self.speaker
            elif self.code[at] in "NJZ":
                found += self._party(at, role)
        return tuple(dict.fromkeys(found))

    def _party(self, at: int, role: str) -> Ids:
        piece, name = self.pieces[at], self.pieces[at].text
        group = None if piece.value else self.corpus.groups.get(name)
        before, after = self.code[at - 1 : at], self.code[at + 1 : at + 2]
        if not isinstance(group, Group):
            if (before in ("G", "Y") and at and self.pieces[at - 1].text.casefold() != "both") or after == "E":
                raise CasusError(f"`{name}` is not a group of states", remedy="name its members")
            if isinstance(group, Force) and role == "attacker":
                self.force = group.name
                return ()
            if self.code[at] == "N" and not piece.value and not group and not self.corpus.states.known(name):
                return self.holder(self.corpus.gazetteer.place(name))
            return (self.state(piece),)
        members = group.members(self.on, self.corpus.treaties)
        if not members:
            raise CasusError(f"nobody belonged to `{name}` on {in_words(self.on)}", remedy="name states")
        whole = before == "G" and at > 0
        whole |= group.whole and before != "Y"
        if (role == "victim" and not whole) or (role == "attacker" and before == "Y" and at > 0):
            many = f"{len(members)} states"
            who = many if len(members) > 6 else listed(self.corpus.states[m].name_on(self.on) for m in members)
            verb = "is attacked" if role == "victim" else "attacks"
            turns = f"`{name}` is {who}, and the answer turns on which of them {verb}"
            raise CasusError(turns, remedy=f"name it, or say `all of {name}`")
        return members

    def referent(self, at: int, apart: Ids, role: str = "victim") -> Ids:
        """Whom a word like `it` means: the one named last before it who is not the doer of the same act."""
        found: list[Ids] = []
        for n in range(at - 1, -1, -1):
            if self.code[n] in "NJZ" and not self._joined(n):
                group = self.corpus.groups.get(self.pieces[n].text) if not self.pieces[n].value else None
                if isinstance(group, Force) or self._placed(n):
                    continue
                first = n
                while first > 1 and self.code[first - 1] in "&," and self.code[first - 2] in "NJ":
                    first -= 2
                meant = self.parties(first, n + 1, "named")
                if meant and set(meant) != set(apart):
                    found.append(meant)
        if found and (role != "attacker" or len(set(found)) == 1):
            return found[0]
        raise CasusError(f"it is not clear whom `{self.pieces[at].text}` means", remedy="name the state")

    def _joined(self, n: int) -> bool:
        """Whether a name stands in a list that goes on behind it."""
        return bool(re.match("[&,][NJ]", self.code[n + 1 :]))

    def _placed(self, n: int) -> bool:
        """Whether a name says only where something is, or is no state's."""
        known = self.pieces[n].value or self.corpus.states.known(self.pieces[n].text)
        return not known and not self.corpus.groups.get(self.pieces[n].text)

    def doer(self, start: int, end: int, role: str = "attacker", apart: Ids = ()) -> Ids:
        """Who acts, by name, by an adjective (`Russian forces`) or by a word like `its`."""
        if self.code[start] == "r":
            return self.referent(start, (), role)
        return self.parties(start, end, role, apart)

    def target(self, start: int, end: int, apart: Ids) -> tuple[Ids, str | None, str]:
        """Who is hit, at which place if the words say one, and what it is that is hit if not the land."""
        code = self.code[start:end]
        if code == "R" and (place := self._place_meant(start)):
            return self.holder(place, apart), place.id, ""
        thing = next((str(p.value) for p in self.pieces[start:end] if p.what == "THING"), "")
        if code.startswith("r"):
            there = self.pieces[end - 1] if code.endswith("N") else None
            return self.referent(start, apart), self._at(there), thing
        if re.fullmatch("L+@N", code):
            return self.target(end - 1, end, apart)
        if "@" in code:
            owner = self.parties(start, start + code.index("@"), "victim", apart)
            return owner, self.place(self.pieces[end - 1], thing, owner), thing
        if len(code) > 1 and code.endswith(("'N", "JN", "NN")):
            whose = self.parties(start, end - (2 if code.endswith("'N") else 1), "victim", apart)
            return whose, self._at(self.pieces[end - 1]), thing
        if found := re.fullmatch("(?:N')?(?P<owner>[NJ])[TL]+(?:fN)?", code) if "'N" in code or "fN" in code else None:
            owner = self.parties(start + found.start("owner"), start + found.end("owner"), "victim", apart)
            at = self.place(self.pieces[start], thing, owner) if code[1] == "'" else self._at(self.pieces[end - 1])
            return owner, at, thing
        if code == "N":
            piece = self.pieces[start]
            place_hit = self.corpus.gazetteer.get(piece.text)
            if piece.value:
                return (self.state(piece),), place_hit.id if place_hit else None, ""
            if land := self._before_its_state(piece.text):
                return self.holder(land, apart), land.id, ""
            if not self.corpus.states.known(piece.text) and not self.corpus.groups.get(piece.text):
                spot = self.corpus.gazetteer.place(piece.text)
                whose = self.holder(spot, apart)
                if spot.kind in THINGS.values():
                    raise CasusError(f"it is not said whose `{piece.text}` is", remedy="say whose forces are hit")
                return whose, spot.id, ""
        return self.parties(start, end, "victim", apart), None, thing

    def _before_its_state(self, name: str) -> Place | None:
        """The land that a state's name means on a day on which there was no such state yet: Angola in 1914."""
        land = self.corpus.gazetteer.get(f"colonial {name.removeprefix('the ')}")
        return land if land and any(h.holds_on(self.on) and h.state != name.lower() for h in land.of) else None

    def _place_meant(self, at: int) -> Place | None:
        """The place that a word like `it` means, where the one thing named before it is a place."""
        before = [n for n in range(at) if self.code[n] == "N"]
        if len(before) == 2 and self.code[before[1]] == "N" and self._placed(before[0]) and before[1] == at - 2:
            return self.corpus.gazetteer.get(self.pieces[before[0]].text)
        return None

    def _at(self, piece: Piece | None) -> str | None:
        """The id of the place that a piece names; a city that no place is stands for its state."""
        place = self.corpus.gazetteer.get(piece.text) if piece else None
        if place or not piece or piece.value:
            return place.id if place else None
        return self.place(piece, "", ())

    def place(self, piece: Piece, thing: str, victims: Ids) -> str | None:
        """The id of the place, or of the ships, aircraft or forces there; None for a victim's own land."""
        text = piece.text
        forms = place_forms().get(thing, ("{}",))

        def find(form: str) -> Place | None:
            return self.corpus.gazetteer.get(form.format(text.removeprefix("the ")))

        if place := next((p for x in forms if (p := find(x))), None):
            return place.id
        if not thing and (sea := next(filter(None, map(find, place_forms()["ships"])), None)):
            return sea.id
        if thing in HOME and (piece.value or self.corpus.states.known(text)):
            self.soil = self.state(piece)
            return None
        if thing and (known := find("{}")):
            return known.id
        if thing:
            raise CasusError(f"no place is known for {thing} at `{text}`", remedy=See.PLACES)
        return self.corpus.place_hit(text, victims, self.on)

    def holder(self, place: Place, apart: Ids = ()) -> Ids:
        """Whose place it is for the question: who holds it, else whose it is, strikers apart; raises where that is not one."""

        def on(several: tuple[Holder, ...]) -> list[str]:
            return [h.state for h in several if h.holds_on(self.on) and h.state not in apart]

        holders = on(place.administered_by) or on(place.of)
        if len(set(holders)) != 1:
            who = holders or on(place.claimed_by)
            nobody = "is the attacker's own land" if place.of or place.administered_by else "is no state's territory"
            of = f"is {'held' if holders else 'claimed'} by {listed(who)}" if who else nobody
            raise CasusError(f"`{place.name}` {of}", remedy="say whose forces or land are hit, and `at` that place")
        return (holders[0],)

    def differ(self, who: set[str], what: str, remedy: str) -> NoReturn:
        """Raises that one of these is something it cannot be."""
        raise CasusError(f"`{self.corpus.states[min(who)].name_on(self.on)}` {what}", remedy=remedy)
