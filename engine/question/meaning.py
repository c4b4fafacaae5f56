"""A parsed sentence read as a value: who is meant by each word, what happens to whom, and about whom one asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, NoReturn

from engine.question.referents import Ids, Referents, first_word, tokens, tokens_of
from engine.question.tokens import Piece
from engine.question.understood import SAID, Act, Understood
from engine.question.vocabulary import DEEDS, OBLIGING, SUFFERED
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import listed
from treaties.vocabulary.terms import Duty, EventKind


class Meaning(Referents):
    """One parse of one sentence, and how it is read. `read` gives the value or raises `CasusError`."""

    def __init__(self, tree: Any, pieces: list[Piece], corpus: Corpus, today: date | None, on: date | None) -> None:
        self.tree = tree
        self.day = _day(pieces, on)
        today = today or date.today()
        super().__init__(pieces, corpus, self.day.day if self.day else today)

    def read(self) -> Understood:
        """What the sentence asks."""
        asks = list(self.tree.find_data("ask"))
        events = list(self.tree.find_data("event"))
        for tree in sorted([*asks, *events], key=first_word):
            self.name_all(tree)
        acts: list[Act] = []
        for event in sorted(events, key=first_word):
            acts.append(self._event(event, acts))
        self.force = ""
        about, group, helped, against = self._ask(asks[0], acts) if asks else ((), "", (), ())
        deed, conduct = self._wanted(asks[0]) if asks and about else (None, False)
        about = self._about(about, group, acts, helped)
        return Understood(self._joined(acts, helped, against), self.day, about, group, deed, conduct)

    def _event(self, event: Any, before: list[Act]) -> Act:
        act = next(c for c in event.children if hasattr(c, "data") and c.data not in ("by", "place"))
        self.force = ""
        by, force = self._by(event, act), self.force
        if by and force:
            raise CasusError(f"`{force}` is no state and `{by[0]}` is one", remedy="say each attack by itself")
        if act.data == "back":
            return self._struck_back(act, before)
        values = (self.pieces[t.start_pos].value for t in tokens(act))
        said = "threat" if act.data in ("threat", "threatened") else next(str(v) for v in values if v in SAID)
        target = next(iter(act.find_data("target")), None)
        if act.data == "nominal" and tokens_of(act, "OF") and not by:
            noun = tokens_of(act, "NOUN", "VERBNOUN")[0]
            if str(noun).casefold() not in SUFFERED:
                raise CasusError(f"`{noun} of` may say who attacks or who is attacked", remedy="say `by …` or `on …`")
        victims, at, thing = self._target(target, by) if target else ((), None, "")
        spots = list(event.find_data("place"))
        if len(spots) > 1 or (spots and at):
            raise CasusError("the sentence says two places", remedy="say one")
        if spots:
            at = self.place(str(tokens_of(spots[0], "NAME", "UNKNOWN")[0]), thing, victims)
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
        verb = next((t for t in tokens(act) if t.type in ("VERBED", "VERBHIT")), None)
        if verb and " " not in verb and (source := tokens_of(given[0], "FROM")):
            said = " ".join(map(str, tokens(given[0])))
            raise CasusError(f"`{said}` says whence and not by whom", remedy=f"say `by …` instead of `{source[0]} …`")
        return self.doer(given[0])

    def _target(self, target: Any, by: Ids) -> tuple[Ids, str | None, str]:
        """Who is hit, at which place if the words say one, and what it is that is hit if not the land."""
        things = [str(self.pieces[t.start_pos].value) for t in tokens_of(target, "THING")]
        parties = next(iter(target.find_data("parties")), None)
        if parties is None:
            pronoun = tokens_of(target, "PPRON")
            owner = self.referent(pronoun[0], by) if pronoun else self.called_after(target)
            place = [str(t) for t in target.children if getattr(t, "type", "") == "NAME"]
            return owner, self.corpus.gazetteer.place(place[0]).id if place else None, things[0] if things else ""
        place_hit = self.place_only(parties)
        if place_hit is not None:
            return self.holder(place_hit), place_hit.id, ""
        held = [t for t in tokens_of(target, "NAME") if t not in list(tokens(parties))]
        at = self.corpus.gazetteer.place(str(held[0])).id if held else None
        return self.parties(parties, "victim", by), at, things[0] if things else ""

    def _struck_back(self, act: Any, before: list[Act]) -> Act:
        if not before:
            raise CasusError("it is not said what is answered by striking back", remedy="say first who attacks whom")
        last = before[-1]
        subject = next(iter(act.find_data("subject")))
        parties = next(iter(subject.find_data("parties")), None)
        who = self.doer(subject) if parties is None else self.parties(parties, "attacker", last.by)
        if not set(who) <= set(last.victim) or not last.by:
            raise CasusError(f"{listed(f'`{w}`' for w in who)} cannot strike back", remedy="say who attacks whom")
        return Act(last.by, who)

    def _ask(self, ask: Any, acts: list[Act]) -> tuple[Ids, str, Ids, Ids]:
        about: Ids = ()
        group = ""
        for tree in (*ask.find_data("about"), *ask.find_data("about_group")):
            parties = next(iter(tree.find_data("parties")), None)
            names = tokens_of(tree, "NAME")
            if len(names) == 1 and isinstance(self.corpus.groups.get(str(names[0])), Group):
                group = str(names[0])
            about = self.parties(parties, "asked") if parties is not None else self.party(tree, "asked", ())
        helped: Ids = ()
        for tree in ask.find_data("helped"):
            helped = self.parties(next(iter(tree.find_data("parties"))), "helped" if acts else "victim", about)
        for token in tokens_of(ask, "PPRON"):
            helped = self.referent(token, about)
        against: Ids = ()
        for tree in ask.find_data("against"):
            against = self.parties(next(iter(tree.find_data("parties"))), "attacker")
        return about, group, helped, against

    def _wanted(self, ask: Any) -> tuple[Duty | None, bool]:
        """The duty that is asked about, and whether it is asked what those states will do instead of what they must."""
        words = {w for t in tokens(ask) if t.type != "NAME" for w in str(t).casefold().split()}
        deed = next((d for d, said in DEEDS.items() if words & set(said.split())), None)
        return deed, not (words & OBLIGING or tokens_of(ask, "DUTY", "OBLIGATIONS"))

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


def _day(pieces: list[Piece], on: date | None) -> SpokenDay | None:
    days = list(dict.fromkeys(p.value for p in pieces if isinstance(p.value, SpokenDay)))
    if len({d.day for d in days}) > 1:
        raise CasusError(f"the sentence says {listed(f'`{d.words}`' for d in days)}", remedy="say one day")
    if days and on:
        raise CasusError("the sentence already says `on`", remedy="say it once")
    return days[0] if days else SpokenDay(on, on.isoformat()) if on else None
