"""Clauses of force in a sentence, found as islands.

Every piece of the sentence is one letter of a code, so that a clause is a pattern over letters (`grammar.toml`): a
head that tells of force, with whoever does it and whoever suffers it on its two sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from engine.question.referents import Ids, Referents
from engine.question.understood import HOME, Act
from engine.question.vocabulary import islands, slot, word_set, words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import listed
from treaties.vocabulary.terms import EventKind

NAME_FORM = "name the state that acts or is hit by itself"
ENDS = r"[,;&@n1jiFvWwqU4\"]|[mbsy]+[NJGYRUS]|$"
"""What may follow a list of names; anything else makes the last of them the subject of a verb of its own."""
THERE = frozenset(("in", "on", "at", "into", "onto", "inside", "within"))
"""The words that say of a noun of force whom it hits: `an incursion in X`."""
FLYING = EventKind.LIMITED_FORCE
"""The kind of force whose nouns may be said to be over a state: `drones over X`."""
CROSSING = re.compile("(enter|cross|go into|come over|stray|fl[yie])", re.IGNORECASE)
"""The verbs by which what flies comes into a state, and hits nothing there yet."""
LAUNCHING = re.compile("(launch|fir[ei]|hurl|loos|unleash|rain|shoot)", re.IGNORECASE)
"""The verbs by which what flies is shot at somebody."""


class Clauses(Referents):
    """The clauses of force of one sentence. `acts` finds them and notes in `taken` which pieces they take up."""

    def acts(self) -> list[Act]:
        """Everything that happens, in the order of the words."""
        found: list[Act] = []
        self.subject: Ids = ()
        last = next_at = 0
        forms = tuple(islands("acts", self.code))
        while next_at < len(self.code):
            island = self._clause(forms, next_at)
            next_at = island.end() if island else next_at + 1
            if not island or island.start() in self.taken:
                continue
            new = [a for a in self._acts(island, found) if not self._again(a, found)]
            if (
                new
                and found
                and not re.fullmatch("[&,i]*", self.code[last : island.start()])
            ):
                second = f"`{self.words(range(*island.span()))}` is a second attack"
                raise CasusError(second, remedy="join the two by `and`, or ask of one")
            hit, last = slot(island, "hit"), next_at
            next_ = self.code[last : last + 1] == "&" and self._clause(forms, last + 1)
            if next_ and "&" in self.code[hit.start : hit.stop]:
                both = (
                    f"`{self.words(hit)}` may be read as attacked or as attacking next"
                )
                raise CasusError(both, remedy="ask the one you mean")
            found += new
        return found

    def _clause(
        self, forms: Sequence[re.Pattern[str]], at: int
    ) -> re.Match[str] | None:
        """The clause that begins at a piece, by the first form that fits."""
        return next(filter(None, (form.match(self.code, at) for form in forms)), None)

    @staticmethod
    def _again(act: Act, found: list[Act]) -> bool:
        """Whether an act is only mentioned again, or completes one that was mentioned before."""
        for n, before in enumerate(found):
            same = act.by == before.by and act.force == before.force
            if act == before or (
                not act.victim and (same or not (act.by or act.force))
            ):
                return True
            if not before.victim and same:
                found[n] = act
                return True
        return False

    def _acts(self, island: re.Match[str], before: list[Act]) -> list[Act]:
        """The acts of one island: one for each kind of force that it names."""
        self.force = self.soil = ""
        start, end = island.span()
        force, who, hit, spot = (
            slot(island, name) for name in ("head", "who", "hit", "at")
        )
        first, head = force.start, self.pieces[force.start]
        if head.what == "BACK" and who:
            return [self._struck_back(who, before)]
        if asked := re.search("W[mbosy]*$", self.code[:first]):
            words = self.words(range(asked.start(), force.stop))
            raise CasusError(
                f"`{words}` asks who attacks", remedy="say who attacks whom"
            )
        if of := slot(island, "of"):
            who, hit = self._genitive(head.text, of, who, hit)
        if len(re.findall("[zF][NJGYRU]", self.code[first:end])) > 1:
            twice = f"`{self.words(range(first, end))}` says twice by whom"
            raise CasusError(twice, remedy="say each attack in a clause of its own")
        self._lists(who, hit, first)
        if spot and not hit and self.code[first] in "OB":
            self._there(spot, first)
            spot, hit = hit, spot  # `an incursion in X`
        self._apart(start, end)
        self.taken.update(range(start, end))
        if (
            head.what == "VERBED"
            and who
            and not hit
            and not before
            and not re.search("[imxce]", self.code)
        ):
            who, hit = hit, who  # `Estonia attacked`, as a headline has it
        by = self.doer(who)
        if (
            who
            and self.code[who.start - 1 : who.start] == "F"
            and self.code[first] in "DHVt"
            and " " not in head.text
        ):
            phrase = self.words(range(who.start - 1, who.stop))
            raise CasusError(
                f"`{phrase}` says whence and not by whom",
                remedy="say `by …` for who attacks",
            )
        if by and self.force:
            raise CasusError(
                f"`{self.force}` is no state and `{by[0]}` is one",
                remedy="say each attack by itself",
            )
        goes_on = self._goes_on(start, who, before)
        passive = hit.start < first if hit else "b" in self.code[start:first]
        if goes_on and hit and not passive and self.subject:
            by = self.subject
        victim, at, thing = self.target(hit, apart=by) if hit else ((), None, "")
        at = self._spot(spot, slot(island, "odd"), at, thing, victim)
        if at and self._said_by_place(thing, self.corpus.gazetteer.place(at), victim):
            thing = ""
        kind = self._kind(self._done(start, first), who)
        act = Act(victim, by, kind, at, self.force, thing, self.soil)
        if goes_on and passive and not hit:
            act = replace(act, victim=self._subject(range(start, force.stop)))
        if goes_on and not (passive and act.victim != before[-1].victim):
            act = self._continued(act, before)
        self.subject = act.victim if passive else act.by
        more = slot(island, "also")
        kinds = dict.fromkeys(
            [act.kind, EventKind(str(self.pieces[more[0]].value))]
            if more
            else [act.kind]
        )
        graver = [k for k in kinds if k != EventKind.LIMITED_FORCE or len(kinds) == 1]
        return [replace(act, kind=kind) for kind in graver]

    def _goes_on(self, start: int, who: range, before: list[Act]) -> bool:
        """Whether a clause takes its subject from the clause before: `and bombs Lebanon`, `Israel, attacked by
        Iran, bombs it`."""
        sign = self.code[start - 1 : start]
        return (sign == "&" and self.code[start] in "VDHBhmbosy") or bool(
            sign == "," and self.code[start] in "VB" and before and not who
        )

    def _subject(self, clause: range) -> Ids:
        """The subject of the clause before; raises where it has none that could be hit."""
        if self.subject:
            return self.subject
        raise CasusError(
            f"it is not said who `{self.words(clause)}`",
            remedy="name the state that is attacked",
        )

    def _lists(self, who: range, hit: range, head: int) -> None:
        """Raises where the last name of a list behind the word of force is the subject of what follows it."""
        for span in (who, hit):
            joined = (
                span and span.start > head and "&" in self.code[span.start : span.stop]
            )
            if joined and not (
                re.match(ENDS, self.code[span.stop :]) or self._asks_again(span)
            ):
                last = self.words(range(span.stop - 1, span.stop + 1))
                raise CasusError(
                    f"`{last}` may begin another clause",
                    remedy="say what that state does in a sentence of its own",
                )

    def _asks_again(self, span: range) -> bool:
        """Whether the last name of a list is one named before in it, which asks for help: `Estonia and Estonia asks`."""
        if span.stop not in self.taken or self.code[span.stop - 1] not in "NJ":
            return False
        last = self.party(span.stop - 1, "named")
        return last == self.party(span.stop - 3, "named")

    def _there(self, spot: range, head: int) -> None:
        """Raises where a noun of force is said to be near a state, not in it; what flies over it is in its airspace."""
        word = self.pieces[spot.start - 1].text
        aloft = ("over", "above") if self.pieces[head].value == FLYING else ()
        if word.casefold() not in (*THERE, *aloft):
            raise CasusError(
                f"`{word}` does not say who is hit", remedy="name the state that is hit"
            )

    def _done(self, start: int, head: int) -> int:
        """The word for the act: the verb where the noun names the means, as in `attacked by drones`."""
        if self.code[head] != "O":
            return head
        verb = self.code.find("D", start, head)
        return head if verb < 0 else verb

    def _launched(self, head: int) -> bool:
        """Whether what flies is shot at a state, and is not only sent over it: `launches drones into`."""
        return bool(head and LAUNCHING.match(self.pieces[head - 1].text))

    def _kind(self, head: int, who: range) -> EventKind:
        """The kind of an act, by its word of force and by who does it: hackers, saboteurs."""
        if self.code[head] in "ht":
            return EventKind.THREAT
        acting = {str(p.value) for p in self.at(who) if p.what == "THING"}
        if FLYING in acting and CROSSING.match(self.pieces[head].text):
            return FLYING
        word = str(self.pieces[head].value) if self.code[head] != "T" else ""
        word = "" if word == FLYING and self._launched(head) else word
        agents = (a["kind"] for a in words()["agents"] if a["kind"] in acting)
        return EventKind(next(agents, word or "armed-attack"))

    def _spot(
        self, spot: range, odd: range, at: str | None, thing: str, victim: Ids
    ) -> str | None:
        """The place that is hit, by the words of the target or those behind it."""
        if odd and not (
            self.pieces[odd[0]].text.islower()
            and self.pieces[odd[0] - 1].text.casefold() == "over"
        ):
            self.corpus.gazetteer.place(self.pieces[odd[0]].text)
        if spot and at:
            raise CasusError("the sentence says two places", remedy="say one")
        if spot:
            return self.place(self.pieces[spot[0]], thing, victim)
        if thing and not at and thing not in HOME:
            raise CasusError(
                f"it is not said where the {thing} are hit",
                remedy="name the place: `at …`, `in …`",
            )
        return at

    @staticmethod
    def _continued(act: Act, found: list[Act]) -> Act:
        """An act joined by `and` that shares attacker or victim with the act before: `invades and occupies
        Estonia`.
        """
        before = found[-1] if found else act
        if found and not before.victim:
            found[-1:] = [
                before := replace(before, victim=act.victim, at=act.at, thing=act.thing)
            ]
        doer = act if act.by or act.force else before
        return replace(
            act, victim=act.victim or before.victim, by=doer.by, force=doer.force
        )

    def _genitive(
        self, noun: str, of: range, who: range, hit: range
    ) -> tuple[range, range]:
        """Who acts and who is hit where a noun has `of`: `the attack of A on B`, `the invasion of B`."""
        if hit and not who:
            return of, hit
        if not who and noun.casefold() not in word_set("suffered"):
            raise CasusError(
                f"`{noun} of` may say who attacks or who is attacked",
                remedy="say `by` or `on`",
            )
        return who, of

    def _apart(self, first: int, end: int) -> None:
        """Raises for a word that is not understood right beside a clause: it may belong to who acts or is hit."""
        before = (
            "#'TLr@" if self.code[first] == "N" else "#'TLr"
        )  # `in Estonia`, but not `in an invasion`
        for at, inside, strange in (
            (first - 1, first, before),
            (end, end - 1, "#'TLrzfF"),
        ):
            if (
                not 0 <= at < len(self.code)
                or self.code[at] not in strange
                or at in self.taken
            ):
                continue
            if at == 0 and not self.pieces[at].text[:1].isupper():
                continue  # it opens the sentence
            phrase = self.words(range(min(at, inside), max(at, inside) + 1))
            if (
                self.code[at] == "#"
                and " " not in self.pieces[at].text
                and self.pieces[at].text[0].isupper()
            ):
                raise self.corpus.states.unknown(self.pieces[at].text)
            whose = (
                "does not say whose that is",
                "name the state, as in `the ships of Norway`",
            )
            why, remedy = (
                whose if self.code[at] in "T@" else ("is not understood", NAME_FORM)
            )
            raise CasusError(f"`{phrase}` {why}", remedy=remedy)

    def _struck_back(self, span: range, before: list[Act]) -> Act:
        if not before:
            raise CasusError(
                "it is not said what is answered by striking back",
                remedy="say first who attacks whom",
            )
        last = before[-1]
        who = self.doer(span, role="back", apart=last.by)
        if not set(who) <= set(last.victim) or not last.by:
            raise CasusError(
                f"{listed(f'`{w}`' for w in who)} cannot strike back",
                remedy="say who attacks whom",
            )
        self.taken.update(range(span.start, span.stop + 1))
        return Act(last.by, who)
