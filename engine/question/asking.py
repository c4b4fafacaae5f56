"""Whom one asks about, whom they would help, and under which instrument; and what of a sentence was not taken up."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from engine.question.force_clauses import PARTIES, TARGET, Clauses
from engine.question.referents import Ids
from engine.question.understood import Act
from engine.question.vocabulary import DEEDS, OBLIGING
from treaties.models.groups import Group
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import fold
from treaties.vocabulary.terms import Duty

FORM = "if X is attacked [by Y] [on DATE] [at PLACE], who is drawn in?"
_HELPED = re.compile(
    rf"x+(?P<a>{TARGET})(?!')|c(?P<b>{PARTIES})'[ax]|cr[ax]|[gd][o^](?P<c>{PARTIES})|ko(?P<f>{TARGET})|\^(?P<d>{PARTIES})|(?P<e>{PARTIES})'E"
)
_AGAINST = re.compile(rf"<(?P<a>{PARTIES})")
_ABOUT = tuple(
    re.compile(form.replace("~", f"(?P<a>{PARTIES})"))
    for form in (
        r"x+z~",
        r"wf?~(?!')",
        r"Qf?~",
        r"W@~",
        r"q[mbsy]*~(?!')(?=[mbodxkgc,._]|$)",
        r"[mbsy]~[mbodsyY#]*[xkcdg]",
        r"[mbsy]~'?g",
        r"~[mbs]+[mbodsy#]*[xkcd]",
        r"W[mbs]~m",
        r"(?:^|[.,_])~d",
        r"~'?g",
        r"gf~",
    )
)
_TREATY = re.compile(r"(?:N')?P|N(?=[Q,.])|[NJ&#']*A(?:[f+X](?:[NJ]&?)+)?")


class Asks(NamedTuple):
    """What is asked: about whom, for whom, against whom, which deed, whether what they will do, under which instrument."""

    about: Ids = ()
    group: str = ""
    helped: Ids = ()
    at: str | None = None
    against: Ids = ()
    force: str = ""
    deed: Duty | None = None
    conduct: bool = False
    instruments: Ids = ()
    article: str = ""


class Asking(Clauses):
    """The question of one sentence. `asks` is read after `acts`, from what these did not take up."""

    def asks(self, hit: Ids) -> Asks:
        """What is asked."""
        self.force = ""
        instruments = self._instruments()
        helped: Ids = ()
        spot: str | None = None
        for found in _HELPED.finditer(self._left()):
            name = found.lastgroup
            pronoun = "R" in found[0] or found[0][1:2] == "r"
            if pronoun and hit:
                helped = helped or hit
            elif name and not helped:
                helped, spot, _ = self.target(*found.span(name), apart=())
                if spot and hit == helped:
                    spot = None
                self.taken.update(range(*found.span(name)))
            elif pronoun and not helped:
                helped = self.referent(found.start() + 1, ())
        against: Ids = ()
        if meant := _AGAINST.search(self._left()):
            against = self.parties(*meant.span("a"), "attacker", helped)
            self.taken.update(range(*meant.span()))
        force = self.force
        about, group = self._about()
        if not hit and not spot and (place := re.search("[@>](?P<at>N)", self._left())):
            spot = self.place(self.pieces[place.start("at")], "", helped)
            self.taken.update(range(*place.span()))
        deed, conduct = self._wanted() if about else (None, False)
        return Asks(about, group, helped, spot, against, force, deed, conduct, instruments, self._article())

    def _left(self) -> str:
        """The code, with what was taken up blotted out."""
        return "".join("_" if n in self.taken else letter for n, letter in enumerate(self.code))

    def _about(self) -> tuple[Ids, str]:
        left = self._left()
        for form in _ABOUT:
            if not (found := form.search(left)):
                continue
            start, end = found.span("a")
            self.taken.update(range(start, end))
            names = [p.text for p in self.pieces[start:end] if p.what == "NAME"]
            group = self.corpus.groups.get(names[0]) if len(names) == 1 else None
            return self.parties(start, end, "asked"), names[0] if isinstance(group, Group) else ""
        return (), ""

    def _wanted(self) -> tuple[Duty | None, bool]:
        """The duty that is asked about, and whether it is asked what those states will do instead of what they must."""
        said = [p for n, p in enumerate(self.pieces) if n not in self.taken and p.what not in ("UNKNOWN", "COMMA")]
        words = {w for p in said for w in p.text.casefold().split()}
        deed = next((d for d, named in DEEDS.items() if words & set(named.split())), None)
        return deed, not (words & OBLIGING or {p.what for p in said} & {"DUTY", "OBLIGATIONS", "OBLIGE"})

    def _instruments(self) -> Ids:
        """The instruments that are named, those in force that day first of several of one name."""
        found: list[str] = []
        for match in _TREATY.finditer(self._left()):
            span = range(*match.span())
            group = self.corpus.groups.get(self.pieces[span.start].text)
            if match[0].endswith("P"):
                found += self._of_the_day(str(self.pieces[span.stop - 1].value).split())
                self.taken.update(span)
            elif match[0] == "N" and not self._under(span.start):
                continue
            elif match[0] == "N" and isinstance(group, Group) and group.treaty:
                found.append(group.treaty)
                self.taken.update(span)
            elif match[0] == "N":
                continue
            elif any(self.code[n] in "NJ" for n in span):
                meant = self._described(span)
                found += meant
                if meant:
                    self.taken.update(span)
        return tuple(dict.fromkeys(found))

    def _under(self, at: int) -> bool:
        """Whether a group stands for its treaty: `under …`, or it obliges."""
        before = self.text[: self.pieces[at].start].casefold().split()
        return self.code[at + 1 : at + 2] == "Q" or "under" in before[-2:]

    def _article(self) -> str:
        """The number of the article that is named."""
        said = (re.match(r"art\S*\s+(\S+)", p.text, re.I) for p in self.pieces if p.what in ("INSTRUMENT", "ARTICLE"))
        return next((found[1].upper().replace("FIVE", "5") for found in said if found), "")

    def _of_the_day(self, ids: list[str]) -> list[str]:
        ids = list(dict.fromkeys(ids))
        then = [i for i in ids if self.corpus.treaty(i).parties_on(self.on)]
        return then[:1] or ids[-1:]

    def _described(self, span: range) -> list[str]:
        """The one instrument in force that day that the words before `treaty` and the states beside it single out."""
        named = {s for n in span if self.code[n] in "NJ" for s in self.parties(n, n + 1, "asked")}
        noun = fold(next(self.pieces[n].text for n in span if self.code[n] == "A"))
        bound = [t for t in self.corpus.treaties if named <= set(t.parties_on(self.on)) and t.obligations]
        helping = [t for t in bound if any(o.duty.drawn_in for o in t.obligations)]
        if len(named) > 1:
            helping = [t for t in helping if named == set(t.parties_on(self.on))]
        else:
            helping = [t for t in helping if " " in noun and noun in fold(t.title)]
        return [t.id for t in helping][-1:] if len(named) > 1 or len(helping) == 1 else []

    def not_read(self, named: Ids) -> tuple[str, ...]:
        """What was left out; raises `CasusError` for a name or a word of force that no clause took up."""
        left = self._left()
        for n, letter in enumerate(left):
            if letter in "NJUPVDHIBhtuK" or (letter == "T" and self.code[n - 1 : n] in ("N", "J", "'")):
                raise CasusError(
                    f"it is not clear what `{self.words(max(0, n - 1), n + 2)}` does in the sentence",
                    remedy=f"ask it as: {FORM}",
                )
        if "C" in left and not named:
            raise CasusError(
                f"it is not said of which treaty `{self.pieces[left.index('C')].text}` is", remedy="name it"
            )
        self._another(left)
        return tuple(p.text for p, letter in zip(self.pieces, left, strict=True) if letter == "#")

    def _another(self, left: str) -> None:
        """Raises for a question that asks something else than who must help: its verb, or whom one would help, is not known."""
        asks = False
        for part in re.finditer("[^,.i_]+", left):
            asks |= bool(re.search("[WqewSxkcagdAPQ]", part[0]))
            if not re.search("^[mbsy]|[Wqew]", part[0]):
                continue
            deed = re.search("[xkcagAPQ]", part[0]) or (re.search("d", part[0]) and "#" not in part[0])
            if ("#" in part[0] and not deed) or re.search("eo|[mb]#o[xkc]", part[0]):
                raise CasusError(f"`{self.words(*part.span())}` is not understood", remedy=f"ask it as: {FORM}")
        for found in re.finditer("x#", left):
            if not self.pieces[found.end() - 1].text.endswith("ly"):
                raise CasusError(f"`{self.words(*found.span())}` is not understood", remedy=f"ask it as: {FORM}")
        if more := re.search("&#(?!#*[Wwq])", left):
            said = self.words(more.start(), more.end())
            raise CasusError(f"`{said}` is not understood", remedy="leave out what is no attack, or ask apart")
        if re.match("[mbsy]_", left) and not asks:
            raise CasusError("it asks whether that happens", remedy=f"ask what follows: {FORM}")


def joined(acts: list[Act], asks: Asks, sentence: Asking) -> tuple[Act, ...]:
    """The acts with what only the question says of them; raises where the two differ."""
    if not acts:
        if not asks.helped:
            raise CasusError("nobody is attacked", remedy=f"ask it as: {FORM}")
        acts = [Act((), asks.against, force=asks.force, at=asks.at)]
    first, *rest = acts
    if not first.victim:
        if not asks.helped:
            raise CasusError("it is not said who is attacked", remedy="name the state")
        first = replace(first, victim=asks.helped, at=first.at or asks.at)
    if any(not a.victim for a in rest):
        raise CasusError("it is not said who is attacked", remedy="name the state")
    hit = {v for a in (first, *rest) for v in a.victim}
    if not set(asks.helped) <= hit:
        sentence.differ(set(asks.helped) - hit, "is not attacked here", "ask who must help the state that is attacked")
    if asks.force and (first.by or first.force not in ("", asks.force)):
        raise CasusError(f"`{asks.force}` does not attack here", remedy="say once who attacks")
    if asks.against and first.by and not set(asks.against) <= {b for a in acts for b in a.by}:
        sentence.differ(set(asks.against) - set(first.by), "does not attack here", "say once who attacks")
    first = replace(first, by=first.by or asks.against, force=first.force or asks.force)
    if both := set(first.victim) & set(first.by):
        sentence.differ(both, "cannot attack itself", "name another attacker")
    return (first, *rest)
