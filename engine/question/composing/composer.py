"""Questions composed from clues: the events, the states asked about, whom they would help, under which treaty, and the
day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from engine.question.composing.asking import asked_in
from engine.question.composing.clauses import Asking, Passage, Unplaced
from engine.question.composing.clues import (
    Found,
    classes,
    clues_of,
    found_by,
    replaced,
)
from engine.question.composing.leftover import Leftover
from engine.question.composing.named import Mentions
from engine.question.composing.sides import Sides, merged, sided
from engine.question.composing.treaties_meant import is_any, treaties_meant
from engine.question.composing.weighed import weighed
from engine.question.reading.assembly import KINDS
from engine.question.reading.lattice import Lattice, lattice
from engine.question.reading.meant import Meant, below, flat, part
from engine.question.referents import Ids
from engine.question.spans import in_which_year
from engine.question.tokens import Piece
from engine.question.topic import Kind, Side
from engine.question.understood import Act, Understood
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import Duty

_OUT_OF_TIME = re.compile(
    r"\b(since|until|till|before|after|from|(order|decree|statement|declaration|communique|communiqué|resolution|law|act|decision)\s+of)\s+$",
    re.IGNORECASE,
)
"""Words before a day that is not the day of the case."""
WITHOUT = "{} (asked without the denial)"
"""The note that a denial of a duty was left out, because the answer covers both cases."""
NEGATED = {"who": "whonot", "why": "whynot"}
"""The production for a question that denies its duty."""
PACT, DENYING = frozenset(["PACT"]), frozenset(["HARM", "NOT"])

OPENED = {"HOW_SOON": "soon", "WHY": "why"}
"""Classes of words that make only one kind of question."""


@dataclass(frozen=True)
class Composed:
    """A composed question, and the words of the sentence that the question leaves out."""

    understood: Understood
    left_out: tuple[str, ...] = ()
    whole: bool = False
    """Whether every word that may mean something has a part in the question."""
    plain: bool = False
    """Whether nothing that it leaves out, or leaves in doubt, stands in what happens."""


def composed(
    text: str,
    pieces: list[Piece],
    corpus: Corpus,
    today: date,
    on: date | None = None,
) -> list[Composed]:
    """Return the questions that the clues of a sentence form, in the order in which they are asked.

    Args:
        text: the sentence.
        pieces: its tokens, with articles and days.
        corpus: the law.
        today: the day of the question if the sentence names none.
        on: a day given in addition to the sentence.

    Raises `AskedAgain` for a question about the past that names no day.
    """
    if any(piece.what == "TIME" for piece in pieces):
        return []  # a time that an event names is put as a day first
    ruled = [_ruled(p) for p in pieces]
    words = lattice(text, ruled)
    meant = Meant(text, ruled, words.words, corpus, today)
    given = SpokenDay(on, on.isoformat()) if on else None
    if law := weighed(words, meant):
        return [Composed(*law, whole=not law[1])]
    try:
        return list(Composition(words, meant, given).questions())
    except Unplaced:
        return []


def _ruled(piece: Piece) -> Piece:
    """A ruler as the state that is ruled; any other piece as it is."""
    if piece.what != "RULER":
        return piece
    return piece._replace(what="NAME", value=str(piece.value).casefold())


class Composition:
    """A sentence as its clauses, with the events, the treaties and the questions in each."""

    def __init__(self, words: Lattice, meant: Meant, given: SpokenDay | None) -> None:
        self.words, self.meant = words, meant
        self.deeds: list[Found] = []
        self.pacts: list[Found] = []
        self.clauses = [self._clause(*span) for span in words.segments]
        if any(self._helps_attack(clause) for clause in self.clauses):
            raise Unplaced("help for an attack")
        self.asked = asked_in(self.clauses) or [Asking("who")]
        self._demand_opened()
        self.named = Mentions(words, meant, self.clauses)
        self.day = self._day() or given
        self.meant.on = self.day.day if self.day else self.meant.on

    def _clause(self, first: int, last: int) -> Passage:
        """One clause, with one clue for all words that tell what happens, and for those that name a treaty."""
        named = Mentions(self.words, self.meant, ())
        clues = clues_of(self.words, self.meant, first, last)
        deeds = [d for d in found_by("acts", clues) if not named.hits_alliance(d)]
        clues = replaced(clues, deeds, "CASE", len(self.deeds))
        pacts = found_by("pacts", clues)
        clues = replaced(clues, pacts, "PACT", len(self.pacts))
        self.deeds += deeds
        self.pacts += pacts
        ends = self.words.atoms[last].text if last < len(self.words.atoms) else ""
        return Passage(clues, ends, self.words.atoms[last - 1].end)

    def _demand_opened(self) -> None:
        """Raises `Unplaced` where `how soon` or `why` opens a clause and no question asks it."""
        roles = {question.role for question in self.asked}
        for name, role in OPENED.items():
            opens = any(clause.has(frozenset([name])) for clause in self.clauses)
            if opens and role not in roles:
                raise Unplaced(name)

    def _helps_attack(self, clause: Passage) -> bool:
        """Whether one would help somebody attack: `help X invade Y`, and not `help X attacked by Y`."""
        for n, clue in enumerate(clause.clues):
            if clue.class_ == "CASE" and clause.class_(n - 1) in classes("helping"):
                meaning = self.deeds[clue.number].meaning
                by, hit = (below(part(meaning, role), "who") for role in ("by", "hit"))
                if by and (not hit or min(by) < min(hit)):
                    return True
        return False

    def _day(self) -> SpokenDay | None:
        """The day of the case; raises `Unplaced` where several may be."""
        named = [p for p in self.meant.every if p.what == "DAY"]
        found = {
            p: tells for p in named if (tells := self._tells_of_day(p)) is not None
        }
        pieces = [p for p, tells in found.items() if tells] or list(found)
        days = [p.value for p in pieces if isinstance(p.value, SpokenDay)]
        day = _one_day(days)
        if days and not day:
            raise Unplaced("several days")
        return day

    def _tells_of_day(self, piece: Piece) -> bool | None:
        """Whether the clause of a day tells what happens; None where the day is no day of the case."""
        behind = (k for k in self.clauses if piece.start < k.last)
        clause = next(behind, self.clauses[-1])
        tells = clause.happens
        of_case = tells or bool(clause.questions)
        if _OUT_OF_TIME.search(self.meant.text[: piece.start]):
            if of_case:
                raise Unplaced(piece.text)
            return None
        # The day of a treaty, or of a statement that denies something, is none of the case.
        return tells if of_case or not clause.has(PACT | DENYING) else None

    def questions(self) -> Iterator[Composed]:
        """Yield the questions, each with the words that it leaves out. Raises `Unplaced` if a part of the sentence has
        no role.
        """
        happens = merged(list(self._acts()))
        for question in self.asked:
            for about, group in self._about(question, happens):
                yield from self._of(question, happens, about, group)

    def _acts(self) -> Iterator[Act]:
        """What happens by each of the patterns."""
        for deed in self.deeds:
            try:
                yield from self.meant.act(deed.meaning)
            except CasusError as error:
                raise Unplaced(str(error)) from None

    def _about(self, question: Asking, happens: Sides) -> Iterator[tuple[Ids, str]]:
        """The states asked about and the word for all of them where it is one; each by itself where it says `or`."""
        found = [self.named.ids(c, happens.states) for c in question.asked]
        if question.either:
            yield from ((ids, "") for ids in found)
            return
        alone = question.asked[0] if len(question.asked) == 1 else None
        yield flat(found), alone.text if alone and alone.class_ == "GROUP" else ""

    def _of(
        self, question: Asking, happens: Sides, about: Ids, group: str
    ) -> Iterator[Composed]:
        """What one question asks, with each treaty that it may mean."""
        sides = self._sides(question, happens)
        if not group and set(about) & set(sides.states):
            raise Unplaced("asked of a side")
        about = tuple(a for a in about if a not in sides.states)
        law_alone = question.of_law and not happens.acts and len(about) == 1
        for instruments, article in self._treaties(sides, about):
            understood = Understood(
                sides.acts,
                self.day,
                about,
                group,
                self._deed(question) if about else None,
                bool(about) and question.conduct,
                instruments,
                article,
                means=self.meant.means,
                kind=Kind.OWES if law_alone else _kind(question, about, instruments),
                side=sides.side,
            )
            yield self._whole(question, understood)

    def _whole(self, question: Asking, understood: Understood) -> Composed:
        """A question with what it leaves out; raises `AskedAgain` for a question of the past that names no day."""
        rest = Leftover(self.words, self.meant, self.clauses, understood)
        left = rest.left_out()
        if self.day is None and question.past and understood.kind is not Kind.OWES:
            if any(p.what == "YEAR" for p in self.meant.every):
                raise Unplaced("the day of a treaty")
            raise in_which_year(understood, self.meant.corpus)
        denied = question.denials if understood.kind is Kind.MUST else ()
        left_out = (*(WITHOUT.format(c.text) for c in denied), *left)
        whole = not left_out and rest.is_light
        return Composed(understood, left_out, whole, rest.is_plain)

    def _sides(self, question: Asking, happens: Sides) -> Sides:
        """What happens with what a question adds to it."""
        if question.beside and question.helped and not happens.acts:
            raise Unplaced("it is not said against whom")
        helped: list[Ids] = []
        where = Act(())
        for clue in question.helped:
            if clue.class_ == "PRON":
                helped.append(happens.victims)
            else:
                states, where = self.named.place(clue)
                helped.append(states)
        named = (c for c in question.against if c.class_ != "PRON")
        against = flat(self.named.ids(c) for c in named)
        return sided(happens, flat(helped), against, where)

    def _treaties(self, sides: Sides, about: Ids) -> list[tuple[Ids, str]]:
        """Each treaty that is named, with its article; none where none is."""
        attackers = sides.side is Side.ATTACKER
        helped = sides.attackers if attackers else sides.victims
        bound = [{*about, *helped}, set(helped), set(about)]
        found = [] if self.pacts else self._of_alliance()
        for pact in self.pacts:
            ids, article = treaties_meant(pact, bound, self.meant)
            if not ids and not is_any(pact, self.meant):
                raise Unplaced(f"pact {pact}")
            found += [((i,), article) for i in ids]
        return list(dict.fromkeys(found or [((), "")]))

    def _of_alliance(self) -> list[tuple[Ids, str]]:
        """The treaty of the one alliance that the sentence is about, where it is asked what that does: `does it cover
        …`.
        """
        covers = any(question.role == "covers" for question in self.asked)
        names = {c.text for c in self.named.clues(("GROUP",))}
        groups = [self.meant.corpus.groups.get(name) for name in names]
        treaties = [g.treaty for g in groups if isinstance(g, Group) and g.treaty]
        return [((treaties[0],), "")] if covers and len(treaties) == 1 else []

    def _deed(self, question: Asking) -> Duty | None:
        """The duty that is asked about, where one is named."""
        if question.stays_out:
            return Duty.STAY_NEUTRAL
        return self.meant.duty(tuple(("deed", n) for n in question.deeds))


def _one_day(days: Sequence[SpokenDay]) -> SpokenDay | None:
    """The one day among some; None where there is none, or there are several."""
    return days[0] if len({d.day for d in days}) == 1 else None


def _kind(question: Asking, about: Ids, instruments: Ids) -> Kind:
    """The kind of question."""
    role = question.role
    if not role or (role in ("must", "covers") and not about):
        role = "covers" if instruments else "who"
    return KINDS[NEGATED.get(role, role) if question.denials else role]
