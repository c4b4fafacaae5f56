"""Wording of the case and question of a sentence, once the roles of its parties are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from engine.question.roles.casting import ASKED, ATTACKER, VICTIM, Cast, cues_beside
from engine.question.roles.signs import Mention, Sign
from engine.question.roles.treaty import (
    TreatyAsked,
    Unclear,
    treaty_asked_in,
    treaty_of_group,
)
from engine.question.roles.turned import (
    OF_DUTY,
    OF_FORCE,
    classes_of,
    clauses,
    denied,
    main_clause,
    parts,
)
from engine.question.topic import Kind
from engine.question.understood import found_again, short_name
from engine.question.vocabulary import bare, word_set
from treaties.models.corpus import Corpus
from treaties.models.groups import Force, Group
from treaties.vocabulary.days import SpokenDay, in_words
from treaties.vocabulary.names import listed, third_person, with_article
from treaties.vocabulary.terms import EventKind

AT = frozenset(["IN", "ON", "OVER", "AT", "INTO", "WHITHER", "POSS"])
"""Classes of words before a place where something happens."""
OPENING = frozenset(["WHY", "SOON", "WHEN", "MANY", "WHICHTREATY"])
"""Classes of words that say what kind of question a sentence is."""
WHOM = frozenset(["WHO", "WHICH", "MEMBERS", "SOMEBODY"])
"""Classes of words for those who are not named."""
THINGS = ("ships", "aircraft", "forces")
OWNED = frozenset(["POSS", "X", "FILL", "ADJECTIVE"])
"""Classes of words that may stand between an owner and what is struck."""


@dataclass(frozen=True)
class Account:
    """A sentence with its signs (classified words), the states that it mentions, and the day of its case."""

    text: str
    signs: Sequence[Sign]
    named: Sequence[Mention]
    corpus: Corpus
    day: SpokenDay | None
    today: date

    def question(self, cast: Cast) -> str:
        """Return the whole question that an assignment of roles leads to.

        Args:
            cast: the roles of the parties.

        Raises `Unclear` if it leads to none.
        """
        hit, by, asked = (cast.of(role) for role in (VICTIM, ATTACKER, ASKED))
        self._demand_sides(hit, by)
        self._demand_known([*hit, *by, *asked])
        self._demand_placed(by, asked)
        parties = {s for key in (*hit, *asked) for s in key.split(",")}
        on = self.day.day if self.day else self.today
        treaty = treaty_asked_in(self.signs, self.named, parties, self.corpus, on)
        kind = self._kind(asked, bool(treaty.treaty))
        treaty, asked = self._of_alliance(treaty, cast, asked, kind)
        helped = self._helped(by)
        if kind is Kind.OWES and not by:
            return self._owed(hit, asked, treaty)
        kind = Kind.MUST if kind is Kind.OWES else kind
        self._demand_every_place(hit)
        if kind is Kind.COVERS and (not treaty.treaty or helped):
            raise Unclear("no treaty")
        return self._case(hit, by) + self._asked(kind, asked, treaty, helped)

    def _demand_every_place(self, hit: Sequence[str]) -> None:
        """Raises `Unclear` where it is asked what is covered, and the question would not say where."""
        if "COVERS" not in classes_of(self.signs):
            return
        placed = {m.at for m in self._places(hit)}
        off_shore = {
            m.at
            for m in self.named
            if m.key in hit and self._before(m.at).endswith(" of")
        }
        if off_shore or any(m.place and m.at not in placed for m in self.named):
            raise Unclear("a place")

    def _before(self, at: int) -> str:
        """The words for a place that stand before a name, such as `off the coast of`; empty where there are none."""
        sign = self.signs[at - 1] if at else None
        return sign.text.casefold() if sign and sign.class_ in AT else ""

    def _demand_sides(self, hit: Sequence[str], by: Sequence[str]) -> None:
        """Raises `Unclear` where nobody is hit, too many are, or not all by one deed."""
        if not 1 <= len(hit) <= 2 or len(by) > 2:
            raise Unclear("who attacks whom")
        deeds = sum(s.class_ in OF_FORCE for s in self.signs)
        if len(hit) == 2 and (deeds > 1 or not self._joined(hit)):
            raise Unclear("two attacks")

    def _joined(self, keys: Sequence[str]) -> bool:
        """Whether the names of two parties stand together: `Estonia and Finland`."""
        places = [m.at for m in self.named if m.key in keys]
        pairs = ((a, b) for a, b in pairwise(places) if b - a == 2)
        return any(self.signs[a + 1].class_ == "AND" for a, _ in pairs)

    def _demand_known(self, keys: Sequence[str]) -> None:
        """Raises `Unclear` for a party that is neither a state nor a group."""
        for ident in (ident for key in keys for ident in key.split(",")):
            on = self.day.day if self.day else None
            known = isinstance(self.corpus.groups.get(ident), Group | Force)
            timely = all(m.timely for m in self.named if m.key == ident)
            if not known and (
                not timely or found_again(ident, on, self.corpus) == ident
            ):
                raise Unclear(ident)

    def _demand_placed(self, by: Sequence[str], asked: Sequence[str]) -> None:
        """Raises `Unclear` for an attacker without a word of force, and for a state that is only in what happens where
        it should be asked about.
        """
        has = classes_of(self.signs)
        if not has & (OF_DUTY | {"COVERS", "TREATY", "INSTRUMENT", "HAPPENS"}):
            raise Unclear("no duty")
        if by and not has & (OF_FORCE | {"AGAINST"}):
            raise Unclear("no force")
        for part in parts(self.signs):
            if not classes_of(part) & OF_FORCE or classes_of(part) & OF_DUTY:
                continue
            for key in asked:
                own = [self.signs[m.at] for m in self.named if m.key == key]
                if set(own) <= set(part):
                    raise Unclear("asked about what happens")

    def _is_group(self, key: str) -> bool:
        """Whether a party is a group of states."""
        return isinstance(self.corpus.groups.get(key), Group)

    def _helped(self, by: Sequence[str]) -> str:
        """The attackers, where their helpers are asked about, in words; raises `Unclear` where those of others are."""
        keys = {
            m.key
            for m in self.named
            for cue in cues_beside(self.signs, m.at)
            if cue.role == VICTIM and cue.helps
        }
        joins = any(s.text.casefold().startswith("join") for s in self.signs)
        if by and not keys and joins:
            raise Unclear("who would be joined")
        if keys and keys <= set(by):
            return f" {self._names(by)}"
        if keys & set(by):
            raise Unclear("who would be helped")
        return ""

    def _kind(self, asked: Sequence[str], treaty: bool) -> Kind:
        """The kind of question, by the words of the sentence that asks; raises `Unclear` where several ask otherwise."""
        every = classes_of(self.signs)
        opening = every & OPENING
        states = [key for key in asked if not self._is_group(key)]
        clause = main_clause(self.signs)
        ends = "INFORCE" in every and "WHEN" not in opening
        if len(opening) > 1 or ends:
            raise Unclear("two questions")
        if opening:
            return self._opened(opening.pop(), asked, states, denied(clause))
        has = classes_of(clause)
        if denied(clause) and (not states or has & {"WHO", "WHICH"}):
            if states or not has & WHOM:
                raise Unclear("a denial")
            return Kind.WHO_NOT
        if states:
            owes = has & {"OWING", "EACH"} or has >= {"WHAT", "OBLIGATIONS"}
            return Kind.OWES if owes else Kind.MUST
        return self._of_nobody(has, asked, treaty)

    def _of_nobody(self, has: set[str], asked: Sequence[str], treaty: bool) -> Kind:
        """The kind of a question that names no state asked about, by the classes of its words; raises `Unclear` for
        others.
        """
        if treaty and "COVERS" in has:
            return Kind.COVERS
        if asked and not has & WHOM:
            return Kind.MUST
        if has & (WHOM | {"HAPPENS"}):
            return Kind.WHO
        if treaty:
            return Kind.COVERS
        raise Unclear("nothing asked")

    def _opened(
        self, name: str, asked: Sequence[str], states: Sequence[str], not_bound: bool
    ) -> Kind:
        """The kind of a question by the word that opens it; raises `Unclear` where nobody is asked about who must be."""
        kinds = {
            "WHY": Kind.WHY_NOT if not_bound else Kind.WHY,
            "SOON": Kind.HOW_SOON,
            "WHEN": Kind.WHEN,
        }
        if (name in kinds and not asked) or (name == "MANY" and states):
            raise Unclear("who is asked about")
        return kinds.get(name, Kind.HOW_MANY if name == "MANY" else Kind.WHICH)

    def _of_alliance(
        self, treaty: TreatyAsked, cast: Cast, asked: Sequence[str], kind: Kind
    ) -> tuple[TreatyAsked, list[str]]:
        """The treaty of an alliance that is asked about, and whom the question asks about; raises `Unclear` where
        several are.
        """
        groups = self._alliances(cast)
        if not groups:
            return treaty, list(asked)
        states = [key for key in asked if key not in groups]
        own = treaty_of_group(groups[0], self.corpus)
        among = kind in (Kind.WHO_NOT, Kind.HOW_MANY, Kind.WHO) and not states
        if among and not treaty.article:
            return (TreatyAsked() if treaty.treaty == own else treaty), groups
        if treaty.treaty:
            return treaty, (states if treaty.treaty == own else list(asked))
        if asked and not states:
            return treaty, list(asked)
        return TreatyAsked(own, treaty.article), states

    def _alliances(self, cast: Cast) -> list[str]:
        """The alliance that is named, under each of its names; raises `Unclear` where several are, or one is on a side."""
        keys = {m.key for m in self.named if treaty_of_group(m.key, self.corpus)}
        if any(cast.roles[key] in (VICTIM, ATTACKER) for key in keys):
            raise Unclear("an alliance on one side")
        if len({treaty_of_group(key, self.corpus) for key in keys}) > 1:
            raise Unclear("several alliances")
        return sorted(keys)

    def _name(self, key: str) -> str:
        """A name of a party that is read as that party on the day."""
        if isinstance(self.corpus.groups.get(key), Group | Force):
            return next(m.text for m in self.named if m.key == key)
        on = self.day.day if self.day else None
        return listed(found_again(i, on, self.corpus) for i in key.split(","))

    def _names(self, keys: Sequence[str]) -> str:
        """The names of some parties."""
        return listed(self._name(key) for key in keys)

    def _owed(
        self, hit: Sequence[str], asked: Sequence[str], treaty: TreatyAsked
    ) -> str:
        """The question what one state owes another; raises `Unclear` where not one is asked about."""
        if len(asked) != 1 or self._is_group(asked[0]):
            raise Unclear("who owes")
        who, whom = self._name(asked[0]), self._names(hit)
        return f"What does {who} owe {whom}{self._under(treaty)}{self._on_day()}?"

    def _under(self, treaty: TreatyAsked) -> str:
        """The treaty that is asked about, in words."""
        if not treaty.treaty:
            return ""
        name = short_name(treaty.treaty, self.corpus)
        article = f"Art. {treaty.article} of " if treaty.article else ""
        return f" under {article}{name}"

    def _on_day(self) -> str:
        """The day of the case, in words."""
        if self.day is None:
            return ""
        last = self.day.last
        long = last and last > self.day.day and not self.day.relative
        return f" in {self.day.words}" if long else f" on {in_words(self.day.day)}"

    def _case(self, hit: Sequence[str], by: Sequence[str]) -> str:
        """What happens, in words."""
        kind = self._force()
        things = self._struck(hit)
        struck = f"{things} of {self._names(hit)}" if things else self._names(hit)
        where = self._place(hit, things) + self._on_day()
        if by:
            verb = kind.does if len(by) > 1 else third_person(kind.does)
            return f"If {self._names(by)} {verb} {struck}{where}, "
        be = "are" if things in THINGS or len(hit) > 1 else "is"
        return f"If {struck} {be} {kind.done or 'attacked'}{where}, "

    def _force(self) -> EventKind:
        """The kind of force; raises `Unclear` where several kinds are named."""
        kinds = set()
        for sign in self.signs:
            if sign.class_ in OF_FORCE and sign.piece:
                with suppress(ValueError):
                    kinds.add(EventKind(str(sign.piece.value)))
        special = kinds - {EventKind.ARMED_ATTACK, EventKind.LIMITED_FORCE}
        if len(special) > 1:
            raise Unclear("several kinds of force")
        return special.pop() if special else EventKind.ARMED_ATTACK

    def _place(self, hit: Sequence[str], things: str) -> str:
        """The place where something happens, in words; raises `Unclear` where several are named."""
        found = [m.text for m in self._places(hit)]
        if len(set(found)) > 1:
            raise Unclear("several places")
        if not found or (things and things not in THINGS):
            return ""
        return f" {'in' if things == 'ships' else 'at'} {with_article(found[0])}"

    def _places(self, hit: Sequence[str]) -> Iterator[Mention]:
        """The places where something happens: those in the land of who is hit, and others that stand where a place
        does.
        """
        for clause in clauses(self.signs):
            force = bool(classes_of(clause) & OF_FORCE)
            for mention in self.named:
                sign = self.signs[mention.at]
                if sign not in clause:
                    continue
                before = self.signs[mention.at - 1].class_ if mention.at else ""
                placed = before in AT | OF_FORCE
                if (mention.place and (mention.key in hit or force or placed)) or (
                    mention.key in hit and self._is_city(sign) and (placed or force)
                ):
                    yield mention

    def _is_city(self, sign: Sign) -> bool:
        """Whether a name is that of a city or a region of a state."""
        named = sign.class_ == "NAME" and sign.piece is not None and sign.piece.value
        text = sign.text.casefold()
        people = text.startswith("the ") or text.endswith("s")
        return bool(named) and not people and not self.corpus.states.known(sign.text)

    def _struck(self, hit: Sequence[str]) -> str:
        """What of those who are hit is struck: their ships, aircraft or forces, or something on their land; empty for
        the land.
        """
        for mention in self.named:
            if mention.key not in hit:
                continue
            for sign in self.signs[mention.at + 1 : mention.at + 5]:
                if sign.class_ == "THING" and sign.piece:
                    return str(sign.piece.value) if sign.piece.value in THINGS else ""
                if sign.class_ == "LAND":
                    return "" if bare(sign.text) in word_set("abstract") else sign.text
                if sign.class_ not in OWNED:
                    break
        return ""

    def _asked(
        self, kind: Kind, asked: Sequence[str], treaty: TreatyAsked, helped: str
    ) -> str:
        """What is asked, in words."""
        under = self._under(treaty)
        who = self._names(asked)
        members = f"which {who.removeprefix('the ')} members" if who else ""
        do = "do" if len(asked) > 1 else "does"
        deed = f"help{helped}{under}"
        forms = {
            Kind.WHO: f"{members or 'who'} must {deed}",
            Kind.MUST: f"must {who} {deed}",
            Kind.WHO_NOT: f"{members} do not have to {deed}"
            if who
            else f"who does not have to {deed}",
            Kind.WHY: f"why must {who} {deed}",
            Kind.WHY_NOT: f"why {do} {who} not have to {deed}",
            Kind.WHEN: f"since when must {who} {deed}",
            Kind.HOW_SOON: f"how soon must {who} {deed}",
            Kind.HOW_MANY: f"how many {members.removeprefix('which ') or 'states'} must {deed}",
            Kind.WHICH: f"which treaty obliges {who} to help{helped}"
            if who
            else "which treaties apply",
            Kind.COVERS: f"does{under.removeprefix(' under')} apply",
        }
        return f"{forms[kind]}?"
