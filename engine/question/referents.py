"""States and places to which words of a sentence refer: names, groups, pronouns, and places with their holders."""

from __future__ import annotations

import re
from datetime import date
from typing import NoReturn

from engine.question.tokens import Piece, stands_for
from engine.question.understood import HOME, THINGS
from engine.question.vocabulary import words
from treaties.models.corpus import Corpus
from treaties.models.groups import Force, Group
from treaties.models.place import Holder, Place
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError, See
from treaties.vocabulary.names import listed, with_article

Ids = tuple[str, ...]


class Referents:
    """The tokens of a sentence, with methods that return the states to which they refer on a day; the tokens used so
    far are recorded.
    """

    def __init__(
        self, text: str, pieces: list[Piece], code: str, corpus: Corpus, on: date
    ) -> None:
        self.text, self.pieces, self.code, self.corpus, self.on = (
            text,
            pieces,
            code,
            corpus,
            on,
        )
        self.force = ""
        """The armed group that acts in the part being read, if a group acts."""
        self.soil = ""
        """The state in whose land, waters or air something is hit, where that is said of ships, aircraft or forces."""
        self.speaker: Ids = ()
        """Whom a word like `us` means."""

    def at(self, span: range) -> list[Piece]:
        """Return the tokens of a range, which may extend beyond the sentence."""
        return self.pieces[span.start : span.stop]

    def words(self, span: range) -> str:
        """Return the words of a range of tokens as one text."""
        return " ".join(p.text for p in self.at(span)).replace(" 's", "'s")

    def state(self, piece: Piece) -> str:
        """Return the id of the state to which a token refers."""
        return self.corpus.state_meant(piece.text, self.on, str(piece.value)).id

    def group(self, piece: Piece) -> Group | None:
        """Return the group of states that a token names; None if it names no group."""
        found = (
            None
            if piece.value or piece.what != "NAME"
            else self.corpus.groups.get(piece.text)
        )
        return found if isinstance(found, Group) else None

    def parties(self, span: range, role: str, apart: Ids = ()) -> Ids:
        """Return the ids of the states to which a list of parties refers.

        Args:
            span: the positions of its tokens.
            role: the role of the parties: `attacker`, `victim`, `asking` or `named`.
            apart: the ids of states to which a pronoun cannot refer.

        Raises `CasusError` for an unknown name, and for an ambiguous pronoun.
        """
        found: list[str] = []
        for at in span:
            if self.code[at] == "R":
                found += self.referent(at, apart, role)
            elif self.code[at] == "U":
                found += self.speaker
            elif self.code[at] in "NJZ":
                found += self.party(at, role)
        return tuple(dict.fromkeys(found))

    def party(self, at: int, role: str) -> Ids:
        """Return the ids to which one name refers: a state, the members of a group, or the holder of a place.

        Args:
            at: the position of the name.
            role: the role of the party: `attacker`, `victim`, `asking` or `named`.

        Raises `CasusError` for an unknown name, and for a group if the sentence must say which member acts.
        """
        piece = self.pieces[at]
        group = self.group(piece)
        if group:
            return self.members(piece.text, group, role, whole=group.whole)
        return self.single(piece, role)

    def members(
        self, name: str, group: Group, role: str, *, whole: bool, one: bool = False
    ) -> Ids:
        """Return the members of a group on the day of the question.

        Args:
            name: the name used for the group.
            group: the group.
            role: the role of the members.
            whole: whether all of them are meant.
            one: whether one of them is meant.

        Raises `CasusError` if the sentence must say which member acts or is attacked, and if the group had no members.
        """
        members = group.members(self.on, self.corpus.treaties)
        if not members:
            nobody = f"nobody belonged to `{name}` on {in_words(self.on)}"
            raise CasusError(nobody, remedy="name states")
        if (role == "victim" and not whole) or (role == "attacker" and one):
            self.which_of(name, members, role)
        return members

    def single(self, piece: Piece, role: str) -> Ids:
        """Return the id of the state to which a name refers, or of the holder of a place; an armed group is stored in
        `force`.

        Args:
            piece: the token with the name.
            role: the role of the party.
        """
        plain = piece.what == "NAME" and not piece.value
        known = self.corpus.groups.get(piece.text) if plain else None
        if isinstance(known, Force) and role == "attacker":
            self.force = known.name
            return ()
        place = self.corpus.gazetteer.get(piece.text) if plain and not known else None
        if place and not self.corpus.states.known(piece.text):
            return self.holder(place)
        return (self.state(piece),)

    def which_of(self, name: str, members: Ids, role: str) -> NoReturn:
        """Raise `CasusError` because the sentence must say which member of a group acts or is attacked.

        Args:
            name: the name of the group.
            members: the ids of its members.
            role: `victim` or `attacker`.
        """
        many = f"{len(members)} states"
        who = (
            many
            if len(members) > 6
            else listed(self.corpus.states[m].name_on(self.on) for m in members)
        )
        verb = "is attacked" if role == "victim" else "attacks"
        turns = f"`{name}` is {who}, and the answer turns on which of them {verb}"
        raise CasusError(turns, remedy=f"name it, or say `all of {name}`")

    def referent(self, at: int, apart: Ids, role: str = "victim") -> Ids:
        """Return the ids to which a pronoun such as `it` refers: the last state named before it that does not act in
        the same clause.

        Args:
            at: the position of the pronoun.
            apart: the ids of the actors, to which it cannot refer.
            role: the role of the party; an attacker must be the only state to which it can refer.

        Raises `CasusError` if the pronoun is ambiguous.
        """
        found: list[Ids] = []
        ahead = 0
        for n in self._before(at):
            if re.match("[&,][NJ]", self.code[n + 1 :]) or self._placed(n):
                continue  # a list that goes on behind it is taken whole
            before = re.search("(?:[NJ][&,])+(?=[NJ]$)", self.code[: n + 1])
            first = before.start() if before else n
            meant = self.parties(range(first, n + 1), "named")
            if meant and set(meant) != set(apart):
                asked = self.code[first - 1 : first] in tuple(
                    "mbsy"
                )  # `must Greece help if Turkey attacks it`
                found.insert(
                    len(found) if asked or role == "attacker" else ahead, meant
                )
                ahead += not asked
        if found and (role != "attacker" or len(set(found)) == 1):
            return found[0]
        raise CasusError(
            f"it is not clear whom `{self.pieces[at].text}` means",
            remedy="name the state",
        )

    def _before(self, at: int) -> list[int]:
        """The names of states and places before a piece, the last one first."""
        named = [n for n in range(at - 1, -1, -1) if self.code[n] in "NJZ"]
        return [
            n
            for n in named
            if self.pieces[n].value or not self.corpus.groups.get(self.pieces[n].text)
        ]

    def _placed(self, n: int) -> bool:
        """Whether a name says only where something is, or is no state's."""
        text = self.pieces[n].text
        known = self.pieces[n].value or self.corpus.states.known(text)
        place = self.corpus.gazetteer.get(text) is not None
        return place and not known and not self.corpus.groups.get(text)

    def _before_its_state(self, name: str) -> Place | None:
        """The land that a state's name means on a day on which there was no such state: Angola in 1914."""
        land = self.corpus.gazetteer.get(f"colonial {name.removeprefix('the ')}")
        if not land or not any(h.holds_on(self.on) for h in land.of):
            return None
        try:
            self.corpus.states.resolve(name, self.on)
        except CasusError:
            return land
        return None

    def _place_meant(self, at: int, apart: Ids) -> Place | None:
        """The place that a word like `it` means, if the last name before it and its attacker is a place."""
        others = (
            n
            for n in self._before(at)
            if self._placed(n) or not set(self.party(n, "named")) <= set(apart)
        )
        last = next(others, None)
        return (
            self.corpus.gazetteer.get(self.pieces[last].text)
            if last is not None and self._placed(last)
            else None
        )

    def place(self, piece: Piece, thing: str, victims: Ids) -> str | None:
        """Return the id of a place, or of the ships, aircraft or forces there; None if the place is the attacked
        state's own land.

        Args:
            piece: the token that names the place.
            thing: the target there, by its name in the vocabulary; empty for land.
            victims: the ids of the attacked states.

        Raises `CasusError` for an unknown place.
        """
        text, state = piece.text, piece.value or self.corpus.states.known(piece.text)
        forms = {thing: ["{}"], **{t["thing"]: t["places"] for t in words()["things"]}}
        for form in (
            *forms[thing],
            *(
                forms["ships"]
                if not thing
                else ()
                if state and thing in HOME
                else ("{}",)
            ),
        ):
            if place := self.corpus.gazetteer.get(
                form.format(text.removeprefix("the "))
            ):
                return self._own_land(place, text, victims) or place.id
        if thing in HOME and state:
            self.soil = self.state(piece)
            return None
        if thing:
            raise CasusError(
                f"no place is known for {thing} at `{text}`", remedy=See.PLACES
            )
        return self.corpus.place_hit(text, victims, self.on)

    def _own_land(self, place: Place, text: str, victims: Ids) -> str | None:
        """The land itself where the forces there are those of its own state: `Russian troops in Kursk`."""
        land = self.corpus.gazetteer.get(text.removeprefix("the "))
        if place.kind not in THINGS.values() or land is None or not victims:
            return None
        return land.id if self._at_home(land, victims) else None

    def _at_home(self, land: Place, victims: Ids) -> bool:
        """Whether a place belongs to those who are hit."""
        holders = (*land.of, *land.administered_by)
        return set(victims) <= {h.state for h in holders if h.holds_on(self.on)}

    def holder(self, place: Place, apart: Ids = ()) -> Ids:
        """Return the id of the state that a place stands for: the state that administers it, else its owner, else its
        representative, but never an attacker. Raises `CasusError` if there is not exactly one such state.
        """

        def on(several: tuple[Holder, ...]) -> list[str]:
            return [
                h.state for h in several if h.holds_on(self.on) and h.state not in apart
            ]

        holders = on(place.administered_by) or on(place.of) or on(place.represented_by)
        if named := {
            h
            for h in holders
            if any(p.what == "NAME" and h in stands_for(p) for p in self.pieces)
        }:
            holders = sorted(named)
        if len(set(holders)) != 1:
            own = any(h.state in apart for h in (*place.of, *place.administered_by))
            who = holders or ([] if own else on(place.claimed_by))
            of = self._not_one(place, who, bool(holders))
            raise CasusError(
                f"`{place.name}` {of}",
                remedy="say whose forces or land are hit, and `at` that place",
            )
        return (holders[0],)

    def _not_one(self, place: Place, who: list[str], holding: bool) -> str:
        """Word why a place means no single state that day."""
        if who:
            names = (with_article(self.corpus.states[w].name_on(self.on)) for w in who)
            return f"is {'held' if holding else 'claimed'} by {listed(names)}"
        if any(h.holds_on(self.on) for h in (*place.administered_by, *place.of)):
            return "is the attacker's own land"
        dated = bool(place.of or place.administered_by)
        on = in_words(self.on)
        return (
            f"belonged to no state on file on {on}"
            if dated
            else "is no state's territory"
        )

    def differ(self, who: set[str], what: str, remedy: str) -> NoReturn:
        """Raise `CasusError` because one state has two roles that exclude each other.

        Args:
            who: the ids of the states; the first by id is named.
            what: the contradiction, as the rest of a sentence.
            remedy: what the user can do about it.
        """
        raise CasusError(
            f"`{self.corpus.states[min(who)].name_on(self.on)}` {what}", remedy=remedy
        )
