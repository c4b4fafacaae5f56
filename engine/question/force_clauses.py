"""What matters in a sentence, found as islands: what happens to whom, whom one asks about, and what was not read.

Every piece of the sentence is one letter of a code (`LETTERS`), so that a clause is a pattern over letters: a head that
tells of force, with whoever does it and whoever suffers it on its two sides. Whatever no clause takes up is not read,
where that is harmless; where it may change the meaning the sentence is asked back.
"""

from __future__ import annotations

import re
from dataclasses import replace

from engine.question.referents import Referents
from engine.question.understood import HOME, THINGS, Act
from engine.question.vocabulary import SUFFERED, words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import listed
from treaties.vocabulary.terms import EventKind

LETTERS: dict[str, str] = words()["letters"]
"""One letter for what a piece may do."""
PARTY = r"[GY]?(?:NE?|R|U|J(?![NJTLOB]))"
PARTIES = rf"(?:{PARTY}(?:(?:,{PARTY})*,?&{PARTY})*)"
DOER = rf"(?:{PARTIES}'T|[NJ]T|rT|{PARTIES})"
TARGET = rf"(?:{PARTIES}'[TLN]|(?:J,?&)*[NJ][TL](?:@N(?=[mbD]))?|JN|NN|r[TLN]|[TL]f{PARTIES}|{PARTIES})"
HEADS = "VDHIBOhtuK"
_LEFT = re.compile(rf"(?P<who>{DOER}),?[mbos]*$")
_LEFT_HIT = re.compile(rf"(?P<hit>{TARGET})[mbos]*b$")
_INVERTED = re.compile(rf"[bs](?P<hit>{TARGET})(?:ob)?$")
_BARE_HIT = re.compile(rf"(?P<hit>{TARGET})[mbos]*$")
_OWNER = re.compile(rf"(?P<who>{PARTIES}'|[JN])$")
_RIGHT = re.compile(rf"(?P<hit>{TARGET})(?![EN'])")
_BY = re.compile(rf",?[zF](?P<who>{DOER})")
_PLACE = re.compile(r"[@>](?:(?P<at>N)L?|(?P<own>r?L(?![+f]))|(?P<unknown>#))")
_SUFFERED = re.compile(rf"[><f^](?P<hit>{TARGET})|@(?P<into>{TARGET})")


class Clauses(Referents):
    """The clauses of force of one sentence. `acts` finds them and notes in `taken` which pieces they take up."""

    def acts(self) -> list[Act]:
        """Everything that happens, in the order of the words."""
        found: list[Act] = []
        last = -1
        heads = [i for i, letter in enumerate(self.code) if letter in HEADS]
        start = 0
        for n, head in enumerate(heads):
            if head in self.taken:
                continue
            limit = next((h for h in heads[n + 1 :] if h not in self.taken), len(self.code))
            before = set(self.taken)
            act, start = self._clause(head, start, limit, found)
            first = min(self.taken - before)
            if found and self.code[last:first] == "&" and self.code[first] in HEADS:
                act = self._continued(act, found)
            if found and act not in found and not re.fullmatch("[&,i]*", self.code[last:first]):
                said = self.words(first, start)
                raise CasusError(f"`{said}` is a second attack", remedy="join the two by `and`, or ask of one")
            last = start
            if act not in found:
                found.append(act)
        return found

    @staticmethod
    def _continued(act: Act, found: list[Act]) -> Act:
        """An act joined by `and` that shares its doer or its victim with the one before: `invades and occupies Estonia`."""
        before = found[-1]
        if not before.victim:
            found[-1] = before = replace(before, victim=act.victim, at=act.at, thing=act.thing)
        if act.by or act.force:
            return act
        return replace(act, victim=act.victim or before.victim, by=before.by, force=before.force)

    def _clause(self, head: int, start: int, limit: int, before: list[Act]) -> tuple[Act, int]:
        """The clause around one head, between the end of the last one and the next head; and where it ends."""
        self.force = self.soil = ""
        letter, kind = self.code[head], str(self.pieces[head].value) or "armed-attack"
        if letter == "K":
            return self._struck_back(head, start, before), head + 1
        left, end = self.code[start:head], head + 1
        who = hit = None
        if letter in "OB" and (letter == "O" or self._is_noun(head, left)):
            who, hit, end = self._nominal(head, start, left)
        elif letter == "u" or (letter in "DHt" and self._passive(head, left)):
            found = _LEFT_HIT.search(left) or _INVERTED.search(left) or _BARE_HIT.search(left)
            hit = self._span(found, "hit", start)
        else:
            if letter == "h" and (more := re.compile("o[VHB]").match(self.code, end)):
                end = more.end()
                limit = next((n for n in range(end, len(self.code)) if self.code[n] in HEADS), len(self.code))
            if asked := re.search("W[mbos]*$", left):
                raise CasusError(
                    f"`{self.words(start + asked.start(), end)}` asks who attacks", remedy="say who attacks whom"
                )
            who = self._span(_LEFT.search(left), "who", start)
            found = _RIGHT.match(self.code, end, limit)
            if found:
                end = self._split(found, limit)
                hit = (found.start("hit"), end)
            if letter == "D" and not found and who and not re.search("[imxc]", self.code):
                who, hit = None, who  # `Estonia attacked`, as a headline has it
        return self._whole(head, kind, who, hit, end)

    def _whole(
        self, head: int, kind: str, who: tuple[int, int] | None, hit: tuple[int, int] | None, end: int
    ) -> tuple[Act, int]:
        """The act of a head with its two sides and with what is said behind it: by whom, where."""
        spot = None
        first = min([head, *(s[0] for s in (who, hit) if s)])
        if with_ := re.compile(r"\+[OBI]").match(self.code, end):
            end = with_.end()
        while more := (_BY.match(self.code, end) if not who else None) or (_PLACE.match(self.code, end)):
            if more.re is _BY:
                if self.code[more.start() :].lstrip(",")[0] == "F" and " " not in self.pieces[head].text:
                    said = f"{self.pieces[more.start('who') - 1].text} {self.words(*more.span('who'))}"
                    raise CasusError(f"`{said}` says whence and not by whom", remedy="say `by …` for who attacks")
                who = more.span("who")
            elif more["own"]:
                pass
            elif spot:
                raise CasusError("the sentence says two places", remedy="say one")
            elif more["unknown"]:
                if self.pieces[more.start()].text.casefold() == "over" and self.words(*more.span("unknown")).islower():
                    break
                self.corpus.gazetteer.place(self.words(*more.span("unknown")))
            else:
                spot = more.start("at")
            end = more.end()
        self._apart(first, end)
        self.taken.update(range(first, end))
        by = self.doer(*who) if who else ()
        if by and self.force:
            raise CasusError(f"`{self.force}` is no state and `{by[0]}` is one", remedy="say each attack by itself")
        victims, at, thing = self.target(*hit, apart=by) if hit else ((), None, "")
        if spot is not None and at:
            raise CasusError("the sentence says two places", remedy="say one")
        if spot is not None:
            at = self.place(self.pieces[spot], thing, victims)
        elif thing and not at and thing not in HOME:
            raise CasusError(f"it is not said where the {thing} are hit", remedy="name the place: `at …`, `in …`")
        if both := set(victims) & set(by):
            self.differ(both, "cannot attack itself", "name another attacker")
        if at and THINGS.get(thing) in (None, self.corpus.gazetteer.place(at).kind):
            thing = ""
        done = EventKind("threat" if self.code[head] in "ht" else kind)
        return Act(victims, by, done, at, self.force, thing, self.soil), end

    def _is_noun(self, head: int, left: str) -> bool:
        """Whether a word like `attack` is a noun here: nobody stands before it as its subject."""
        after = self.code[head + 1 : head + 2]
        if re.search(r"\b(?:an?|the|any|another)\s+$", self.text[: self.pieces[head].start], re.I):
            return True
        return bool(re.search(r"(?:'|J)$", left)) or (after in tuple("><fz") and not re.search(r"[om]$", left))

    def _passive(self, head: int, left: str) -> bool:
        if _BY.match(self.code, head + 1) or _LEFT_HIT.search(left) or self.code[head] == "t":
            return True
        return self.code[head] == "D" and bool(_INVERTED.search(left)) and not _RIGHT.match(self.code, head + 1)

    def _nominal(self, head: int, start: int, left: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None, int]:
        owner = _OWNER.search(left)
        who = self._span(owner, "who", start)
        hit, end = None, head + 1
        for _ in range(2):
            if not who and (by := _BY.match(self.code, end)):
                who, end = by.span("who"), by.end()
            if not hit and (on := _SUFFERED.match(self.code, end)):
                span, end = on.span("hit" if on["hit"] else "into"), on.end()
                if self.code[on.start()] == "f" and not who and self.code[end : end + 1] in tuple("><"):
                    who = span  # `the attack of A on B`
                    continue
                hit = span
                noun = self.pieces[head].text
                if self.code[on.start()] == "f" and not who and noun.casefold() not in SUFFERED:
                    raise CasusError(f"`{noun} of` may say who attacks or who is attacked", remedy="say `by` or `on`")
        return who, hit, end

    def _split(self, found: re.Match[str], limit: int) -> int:
        """Where the list of those hit ends: of `A and B attack C` behind it B attacks."""
        end = found.end()
        if limit == len(self.code) or not re.fullmatch(r"[mbos]*", self.code[end:limit]):
            return end
        joined = found["hit"].count("&")
        if joined > 1:
            words = self.words(*found.span("hit"))
            raise CasusError(f"`{words}` may be read as attacked or as attacking next", remedy="ask the one you mean")
        return found.start() + found["hit"].index("&") if joined else end

    def _apart(self, first: int, end: int) -> None:
        """Raises for a word that is not understood right beside a clause: it may belong to who acts or is hit."""
        for at, inside in ((first - 1, first), (end, end - 1)):
            if 0 <= at < len(self.code) and self.code[at] in ("#'TLr", "#'TLrzfF")[at == end] and at not in self.taken:
                if at == end and self.pieces[at - 1].text.casefold() == "over":
                    continue
                if at < first and self.code[at] == "#" and self._leads(at):
                    continue
                said = self.words(min(at, inside), max(at, inside) + 1)
                if self.code[at] == "#" and " " not in self.pieces[at].text and self.pieces[at].text[0].isupper():
                    raise self.corpus.states.unknown(self.pieces[at].text)
                raise CasusError(f"`{said}` is not understood", remedy="name the state that acts or is hit by itself")

    def _leads(self, at: int) -> bool:
        """Whether an unknown word before a clause only introduces it: it opens its part of the sentence."""
        return at == 0 and not self.pieces[at].text[:1].isupper()

    def _struck_back(self, head: int, start: int, before: list[Act]) -> Act:
        left = _LEFT.search(self.code[start:head])
        if not before or not left:
            raise CasusError("it is not said what is answered by striking back", remedy="say first who attacks whom")
        last, span = before[-1], self._span(left, "who", start)
        who = self.doer(*span, role="back", apart=last.by) if span else ()
        if not set(who) <= set(last.victim) or not last.by:
            raise CasusError(f"{listed(f'`{w}`' for w in who)} cannot strike back", remedy="say who attacks whom")
        self.taken.update(range(span[0] if span else head, head + 1))
        return Act(last.by, who)

    @staticmethod
    def _span(found: re.Match[str] | None, name: str, start: int) -> tuple[int, int] | None:
        if not found:
            return None
        first, last = found.span(name)
        return start + first, start + last
