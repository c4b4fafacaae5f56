"""The asking part of a sentence: the states asked about, whom they would help, and under which instrument."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from engine.question.force_clauses import Clauses
from engine.question.referents import Ids
from engine.question.understood import FORM, Act, Understood, found_again
from engine.question.vocabulary import islands, slot, word_set
from treaties.models.groups import Group
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import fold
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Duty

ASK = f"ask it as: {FORM}"


class Asking(Clauses):
    """The question of one sentence. `asks` is read after `acts`, from what these did not take up."""

    def requests(self) -> None:
        """Finds who asks whom for help, or does not, before anything else is read, and takes it up in `asked`."""
        for form in islands("given", self.code):
            for found in form.finditer(self._left()):
                who, whom, span = (
                    slot(found, "who"),
                    slot(found, "whom"),
                    range(*found.span()),
                )
                obliging = (
                    p.text.casefold() for p in self.at(span) if p.what == "OBLIGE"
                )
                denied = [
                    p
                    for p in self.at(slot(found, "no"))
                    if p.text.casefold() not in word_set("granting")
                ]
                if any(p.value != "denies" for p in denied) or any(
                    w not in word_set("calling") for w in obliging
                ):
                    continue
                self.asked.append((who, whom, bool(denied)))
                self.taken.update(set(span) - set(who))

    def given(self, hit: Ids) -> tuple[str, ...]:
        """List the requests that are given, each as a clause; whoever is hit asks where nobody is named."""
        found = []
        for who, whom, denied in self.asked:
            asking = self.doer(who, "asking") if who else hit
            if len(asking) != 1 or asking[0] not in hit:
                raise CasusError(
                    "it is not said who asks for help",
                    remedy="name the state that is attacked and asks",
                )
            named = self.words(whom) if whom else "for help"
            if whom and self.code[whom[0]] == "J":
                named = found_again(
                    self.state(self.pieces[whom[0]]), self.on, self.corpus
                )
            verb = "does not ask" if denied else "asks"
            found.append(
                f"{found_again(asking[0], self.on, self.corpus)} {verb} {named}"
            )
        return tuple(found)

    def asks(self, hit: Ids) -> Understood:
        """Read what is asked; its only act is what the question itself says: whom it helps, against whom, and where."""
        self.force = ""
        instruments = self._instruments(hit)
        helped, spot = self._helped(hit)
        against: Ids = ()
        for found in self._islands("against"):
            against = self.parties(slot(found, "who"), "attacker", helped)
        about, group = self._about()
        if not hit and not spot and (place := re.search("[@n](N)", self._left())):
            spot = self.place(self.pieces[place.start(1)], "", helped)
            self.taken.update(range(*place.span()))
        for whom in (w for _, w, _ in self.asked if w):
            instruments += (
                tuple(self._instrument(whom, hit)) if self.code[whom[0]] == "P" else ()
            )
            if not about and self.group(self.pieces[whom[0]]):
                about, group = self.parties(whom, "asked"), self.words(whom)
        deed, conduct = self._wanted() if about else (None, False)
        named = Act(helped, against, at=spot, force=self.force)
        return Understood(
            (named,), None, about, group, deed, conduct, instruments, self._article()
        )

    def _left(self) -> str:
        """The code, with what was taken up blotted out."""
        return "".join(
            "_" if n in self.taken else letter for n, letter in enumerate(self.code)
        )

    def _islands(self, name: str) -> Iterator[re.Match[str]]:
        """The first island of each of these patterns in what is left, taken up with its names."""
        for form in islands(name, self.code + "_"):
            if found := form.search(self._left()):
                yield found
                self.taken.update(
                    n
                    for group in found.re.groupindex
                    for n in range(*found.span(group))
                )

    def _helped(self, hit: Ids) -> tuple[Ids, str | None]:
        """Whom help is asked for, and the place where that is said."""
        helped: Ids = ()
        spot: str | None = None
        for found in self._islands("helped"):
            span = slot(found, "hit")
            if len(span) == 1 and self.code[span.start] in "Rr":
                helped = helped or hit or self.referent(span.start, ())
                continue
            meant, at, _ = self.target(span, apart=())
            helped, spot = (
                tuple(dict.fromkeys(helped + meant)),
                spot or (at if meant != hit else None),
            )
        return helped, spot

    def _about(self) -> tuple[Ids, str]:
        for found in self._islands("about"):
            span = slot(found, "about")
            self.taken.update(span)
            names = [p for p in self.at(span) if p.what == "NAME"]
            group = names[0].text if len(names) == 1 and self.group(names[0]) else ""
            return self.parties(span, "asked"), group
        return (), ""

    def _wanted(self) -> tuple[Duty | None, bool]:
        """The duty that is asked about, and whether it is asked what those states will do instead of what they must."""
        left = [
            p
            for n, p in enumerate(self.pieces)
            if n not in self.taken and p.what not in ("UNKNOWN", "COMMA")
        ]
        words = {w for p in left for w in p.text.casefold().split()}
        deed = next(
            (d for d in (Duty.FIGHT, Duty.CONSULT) if words & word_set(d)), None
        )
        return deed, not (
            words & word_set("obliging")
            or {p.what for p in left} & {"DUTY", "OBLIGATIONS", "OBLIGE"}
        )

    def _instruments(self, hit: Ids) -> Ids:
        """The instruments that are named, those in force that day first of several of one name."""
        found: list[str] = []
        for form in islands("instruments", self.code):
            for match in form.finditer(self._left()):
                meant = self._instrument(range(*match.span()), hit)
                found += meant
                self.taken.update(
                    range(*match.span()) if meant or match[0].endswith("P") else ()
                )
        return tuple(dict.fromkeys(found))

    def _instrument(self, span: range, hit: Ids) -> list[str]:
        """The instrument that some pieces name: by its name, as the treaty of a group, or by what it is and whose."""
        last = self.pieces[span[-1]]
        if self.code[span.stop : span.stop + 2] == "fP":
            return []  # an article of the one that is named next
        if last.what == "INSTRUMENT":
            ids = self._of_year(list(dict.fromkeys(str(last.value).split())), span)
            return [i for i in ids if self.corpus.treaty(i).parties_on(self.on)][
                :1
            ] or ids[-1:]
        if len(span) == 1 and last.what == "NAME":
            group = self.corpus.groups.get(last.text)
            before = self.text[: last.start].casefold().split()[-2:]
            under = self.code[span.stop : span.stop + 1] == "Q" or "under" in before
            return (
                [group.treaty]
                if under and isinstance(group, Group) and group.treaty
                else []
            )
        return self._of_year(self._described(span, hit), span)

    def _of_year(self, ids: list[str], span: range) -> list[str]:
        """Those of some instruments that are of the year that is said beside them; raises where there is none."""
        year = self._year(span)
        if not year or not ids:
            return ids
        if found := [i for i in ids if year in years_of(self.corpus.treaty(i))]:
            return found
        raise CasusError(
            f"no `{self.words(span)}` of {year} is known here", remedy="leave it out"
        )

    def _year(self, span: range) -> int:
        """The year that is said beside or within the name of an instrument; 0 where none is."""
        first, last = self.pieces[span[0]], self.pieces[span[-1]]
        before, within = self.text[: first.start], self.text[first.start : last.end]
        year = r"(1[5-9]\d\d|20\d\d)\b"
        written = (
            re.search(rf"\b{year}\s+(?:\w+\s+)?$", before)
            or re.match(
                rf"\s+(?:of|from)\s+(?:\w+\s+){{0,2}}{year}", self.text[last.end :]
            )
            or re.search(rf"\b{year}", within)
        )
        return int(written[1]) if written else 0

    def _described(self, span: range, hit: Ids) -> list[str]:
        """The one instrument in force that day that the words before `treaty` and the states beside it single out."""
        beside = [n for n in span if self.code[n] in "NJ"]
        groups = [
            g.treaty
            for n in beside
            if isinstance(g := self.corpus.groups.get(self.pieces[n].text), Group)
        ]
        if groups and groups[0] and len(beside) == 1:
            return [groups[0]]
        named = {s for n in beside for s in self.party(n, "asked")} | (
            set(hit) if len(beside) < 2 else set()
        )
        noun = fold(
            next(self.pieces[n].text for n in span if self.code[n] == "A")
        ).replace("defense", "defence")
        bound = [
            t
            for t in self.corpus.treaties
            if named <= set(t.parties_on(self.on)) and t.obligations
        ]
        helping = [t for t in bound if any(o.duty.drawn_in for o in t.obligations)]
        if len(named) > 1:
            exact = [t for t in helping if named == set(t.parties_on(self.on))][-1:]
            if year := self._year(span):
                alone = (t for t in bound if named == set(t.parties_on(self.on)))
                exact = [t for t in alone if year in years_of(t)]
            return [t.id for t in exact or (helping if len(helping) == 1 else [])]
        helping = [
            t
            for t in helping
            if " " in noun and noun in fold(t.title).replace("defense", "defence")
        ]
        return [t.id for t in helping] if len(helping) == 1 else []

    def _article(self) -> str:
        """The number of the article that is named."""
        hits = (
            re.match(r"art\S*\s+(\S+)", p.text, re.I)
            for p in self.pieces
            if p.what in ("INSTRUMENT", "ARTICLE")
        )
        return next(
            (found[1].upper().replace("FIVE", "5") for found in hits if found), ""
        )

    def not_read(self, acts: tuple[Act, ...], asks: Understood) -> None:
        """Raises `CasusError` for a name or a word of force that no clause took up, and for another question."""
        known = {*asks.about, *(s for a in acts for s in (*a.victim, *a.by))}
        self._named_again(known, {a.at for a in acts})
        left = self._left()
        for n, letter in enumerate(left):
            if letter in "NJUPVDHIBht9" or (
                letter == "T" and self.code[n - 1 : n] in ("N", "J", "'")
            ):
                self._another(left)
                around = self.words(range(max(0, n - 1), n + 2))
                raise CasusError(
                    f"it is not clear what `{around}` does in the sentence", remedy=ASK
                )
        if found := re.search("[mbsy]([AE])", left):
            piece = self.pieces[found.start(1)]
            if piece.text in word_set("someone") and re.search(
                r"\bthe\s+$", self.text[: piece.start]
            ):
                raise CasusError(
                    f"it is not clear which `{piece.text}` is meant", remedy="name it"
                )
        if "C" in left and not asks.instruments:
            around = self.pieces[left.index("C")].text
            raise CasusError(f"the treaty of `{around}` is not named", remedy="name it")
        self._another(left)

    def _named_again(self, known: set[str], places: set[str | None]) -> None:
        """Takes up each name of a state that acts or is hit, and of a place that is hit, where it stands again."""
        left = self._left()
        for n, letter in enumerate(left):
            added = re.match("'|&.[Qxkc2#%]", left[n - 1 : n + 2]) if n else None
            placed = left[max(n - 1, 0) : n] in tuple("@n1")
            if letter not in "NJ" or added or placed:
                continue
            place = self.corpus.gazetteer.get(self.pieces[n].text)
            elsewhere = self._placed(n) and (place is None or place.id not in places)
            if not elsewhere and set(self.party(n, "named")) <= known:
                self.taken.add(n)

    def _another(self, left: str) -> None:
        """Raises for a question that asks something else than who must help: its verb, or whom one would help, is not
        known.
        """
        for part in re.finditer("[^,;i_]+", left):
            if not re.search("^[mbsy]|[Wqew]", part[0]):
                continue
            deed = re.search("[xkcagAPQ8]", part[0]) or (
                re.search("d", part[0]) and "#" not in part[0]
            )
            if ("#" in part[0] and not deed) or re.search("eo|[mb]#o[xkc]", part[0]):
                raise CasusError(
                    f"`{self.words(range(*part.span()))}` is not understood", remedy=ASK
                )
        for form, remedy in (
            ("x[#ST]", ASK),
            ("&#(?!#*[Wwq])", "leave out what is no attack, or ask apart"),
        ):
            if found := re.search(form, left):
                raise CasusError(
                    f"`{self.words(range(*found.span()))}` is not understood",
                    remedy=remedy,
                )
        if re.match("q?[mbsy]_", left) and not re.search(
            "[WewSxkcagdAPQ6]|q(?![mbsy]_)", left
        ):
            raise CasusError(
                "it asks whether that happens", remedy=f"ask what follows: {FORM}"
            )


def years_of(treaty: Treaty) -> set[int]:
    """Give the years by which people call a treaty: of its signature, of its first day, those in its name."""
    called = " ".join((treaty.name, treaty.title, *treaty.aliases))
    named = map(int, re.findall(r"\b(?:1[5-9]|20)\d\d\b", called))
    days = [d for d in (treaty.signed, treaty.since) if d]
    return {*named, *(earliest(d).year for d in days)}


def joined(acts: list[Act], asks: Understood, sentence: Asking) -> tuple[Act, ...]:
    """Join to the acts what only the question says of them.

    Args:
        acts: the acts of the clauses, in their order.
        asks: what the question says: whom it helps, against whom and what force.
        sentence: the sentence, which says who is meant.

    Raises `CasusError` where the two differ, and where nobody is attacked.
    """
    (named,) = asks.acts
    if not acts and (not named.victim or sentence.asked):
        raise CasusError("nobody is attacked", remedy=ASK)
    if not acts and re.search("(?<!i)O", sentence.code):
        raise CasusError("it is not said who attacks whom", remedy=ASK)
    first, *rest = acts or [replace(named, victim=())]
    if not first.victim:
        asking = [sentence.doer(who, "asking") for who, _, _ in sentence.asked if who]
        first = replace(
            first,
            victim=named.victim or (asking[0] if asking else ()),
            at=first.at or named.at,
        )
    if any(not a.victim for a in (first, *rest)):
        raise CasusError("it is not said who is attacked", remedy="name the state")
    hit = {v for a in (first, *rest) for v in a.victim}
    if not set(named.victim) <= hit:
        sentence.differ(
            set(named.victim) - hit,
            "is not attacked here",
            "ask who must help the state that is attacked",
        )
    if named.force and (first.by or first.force not in ("", named.force)):
        raise CasusError(
            f"`{named.force}` does not attack here", remedy="say once who attacks"
        )
    if (
        named.by
        and first.by
        and not set(named.by) <= {b for a in (first, *rest) for b in a.by}
    ):
        sentence.differ(
            set(named.by) - set(first.by),
            "does not attack here",
            "say once who attacks",
        )
    first = replace(first, by=first.by or named.by, force=first.force or named.force)
    groups = [
        set(sentence.party(n, "named"))
        for n, p in enumerate(sentence.pieces)
        if sentence.group(p)
    ]
    if set(first.by) in groups:  # a group that attacks one of its own
        first = replace(first, by=tuple(b for b in first.by if b not in hit))
    if both := {v for a in (first, *rest) for v in a.victim if v in a.by}:
        sentence.differ(both, "cannot attack itself", "name another attacker")
    return (first, *rest)
