"""The words of a sentence outside its readable fragments: which of them may be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from engine.question.composing.islands import Island, Laid
from engine.question.instruments import years_of
from engine.question.reading.meant import Meant
from engine.question.tokens import Piece
from engine.question.topic import Side
from engine.question.understood import Understood
from engine.question.vocabulary import bare, split
from engine.question.ways import OF_DUTY, OF_FORCE
from treaties.models.groups import Group
from treaties.models.place import Place
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError

NAMES = frozenset(["NAME", "ADJECTIVE"])
PACTS = frozenset(["INSTRUMENT", "ARTICLE"])
PACT_USES = ("under", "pact")
UNSAID = frozenset(["DAY", "WHO", "WHICH", "WHAT", "MEMBERS", "INSTRUMENT", "HAPPENS"])
"""Classes of tokens that the composed question expresses in its own words."""
HIT = frozenset(["THING", "LAND", "CABLE", "AGENT"])
ASKED_BY = frozenset(
    ["MODAL", "BE", "SHOULD", "MAY", "DUTY", "HELP", "ACT", "HARM", "UNKNOWN", "OBLIGE"]
)
"""Classes of tokens with which something is asked of somebody."""
JOINING = frozenset(
    ["OF", "FROM", "WITH", "BY", "AND", "OR", "AGAINST", "ON", "POSS", "IN", "TO"]
)
"""Classes of tokens that connect the words before a case with its first name."""
APART = frozenset(["WHO", "WHICH", "WHAT", "HAPPENS", "OR", "IF", "BECAUSE", "SAYS"])
"""Classes of tokens that begin something new after a fragment."""
SILENT = frozenset(
    [
        "AN",
        "THE",
        "COMMA",
        "STOP",
        "AND",
        "BE",
        "MODAL",
        "PRON",
        "PPRON",
        "TO",
        "OF",
        "IN",
        "ON",
        "FILL",
        "IF",
        "POSS",
        "FOR",
        "BY",
        "WITH",
        "AGAINST",
        "TOWARDS",
        "THEN",
    ]
)
"""Classes of tokens that are left out without a note if nothing else stands next to them."""


_SIGN = re.compile(r"[^\w\s'’&/.-]")
"""A symbol that may have any meaning, such as `≠`."""


def _list(name: str) -> frozenset[str]:
    return frozenset(split(sibling_toml(__file__)[name]))


@dataclass(frozen=True)
class Run:
    """Consecutive words of a sentence that belong to no fragment."""

    text: str
    pieces: tuple[Piece, ...]
    before: str = ""
    """The purpose of the fragment directly before them; empty if there is none."""
    behind: str = ""
    alone: bool = False
    """Whether no fragment of their sentence was read."""
    ends: str = ""
    """The punctuation mark that ends their sentence."""
    sentence: tuple[Piece, ...] = ()
    """All tokens of their sentence."""

    def has(self, classes: frozenset[str]) -> list[Piece]:
        """Return the tokens of some classes among these words."""
        return [p for p in self.pieces if p.what in classes]

    @property
    def either(self) -> bool:
        """Whether the words ask for an alternative, such as `or is that politics`."""
        return self.pieces[0].what == "OR" and not self.has(NAMES | PACTS)

    @property
    def harm(self) -> list[Piece]:
        """The words among them that may change the meaning of the rest."""
        return [p for p in self.pieces if p.what == "HARM"]


@dataclass
class Remainder:
    """The words that belong to no fragment of one question."""

    laid: Laid
    meant: Meant
    islands: Sequence[Island]
    understood: Understood
    left: list[str] = field(default_factory=list)

    def whole(self) -> tuple[Understood, tuple[str, ...]] | None:
        """Return the question with what these words add, and the words that it leaves out; None if a word may not be left
        out.
        """
        for run in self.runs():
            if not self._may_go(run):
                return None
        if not any(i.use == "ask" for i in self.islands) and not self._asks_who():
            return None
        adjectives = (p.text for p in self.laid.loosened)
        return self.understood, (*adjectives, *self.left)

    def _asks_who(self) -> bool:
        """Whether nothing is asked of a state or a treaty: it is asked who must, or nothing at all."""
        runs = list(self.runs())
        asking = [r for r in runs if r.has(frozenset(["WHO", "HAPPENS"]))]
        if asking:
            return all(
                r.has(OF_DUTY) or not r.has(frozenset(["UNKNOWN"])) for r in asking
            )
        others = (r for r in runs if not r.alone or "?" in r.ends)
        return not any(r.has(ASKED_BY) for r in others)

    def runs(self) -> Iterator[Run]:
        """Yield these words as runs, in order."""
        use = {n: i.use for i in self.islands for n in range(i.start, i.end)}
        telling = {n for n, name in use.items() if name not in PACT_USES}
        atoms = self.laid.words.atoms
        for first, last in self.laid.sentences():
            alone = telling.isdisjoint(range(first, last))
            run: list[int] = []
            for n in range(first, last + 1):
                free = n < last and n not in use and atoms[n].text != ","
                if free:
                    run.append(n)
                elif run:
                    found = self._run(run, use, alone)
                    ends = atoms[last].text if last < len(atoms) else ""
                    sentence = tuple(self.laid.pieces(first, last))
                    yield replace(found, ends=ends, sentence=sentence)
                    run = []

    def _run(self, run: Sequence[int], use: dict[int, str], alone: bool) -> Run:
        pieces = self.laid.pieces(run[0], run[-1] + 1)
        text = self.laid.words.written(run[0], run[-1] + 1)
        before, behind = use.get(run[0] - 1, ""), use.get(run[-1] + 1, "")
        return Run(text, tuple(pieces), before, behind, alone)

    def _may_go(self, run: Run) -> bool:
        telling = [p for p in run.pieces if p.what not in SILENT]
        if not telling:
            return True
        unknown = [p.text for p in telling if p.what == "UNKNOWN"]
        asks = run.has(OF_DUTY | {"WHO", "WHICH"})
        if any(_SIGN.search(w) or (asks and re.search(r"\d", w)) for w in unknown):
            return False
        checks = (
            self._names,
            self._pacts,
            self._harm,
            self._force,
            self._ties,
            self._condition,
        )
        if not all(check(run) for check in checks):
            return False
        if any(p.what not in SILENT | NAMES | OF_DUTY | UNSAID for p in run.pieces):
            self.left.append(run.text.strip(" .?!;:,–—-"))
        return True

    # Each check says whether a run may be left out as far as it looks.

    def _names(self, run: Run) -> bool:
        known = self._states()
        if self._is_true(run):
            return True
        for piece in run.has(NAMES):
            ids = self._ids(piece)
            if not ids or (not ids <= known and not self._context(run, piece)):
                return False
        return True

    def _is_true(self, run: Run) -> bool:
        """Whether a run says of states that they are in an alliance in which they are on the day."""
        names = run.has(NAMES)
        groups = [self.meant.corpus.groups.get(p.text) for p in names]
        orgs = [g for g in groups if isinstance(g, Group) and g.treaty]
        states = [p for p, g in zip(names, groups, strict=True) if g is None]
        if len(orgs) != 1 or not states or run.harm or not run.alone:
            return False
        members = orgs[0].members(self.meant.on, self.meant.corpus.treaties)
        return all(self._ids(p) <= set(members) for p in states)

    def _context(self, run: Run, piece: Piece) -> bool:
        """Whether a state that is named has no part in the case: in a sentence of its own that tells of nobody in it."""
        tells = run.has(OF_FORCE | PACTS | OF_DUTY)
        by = all(act.by or act.force for act in self.understood.acts)
        others = [p for p in run.sentence if p.what in NAMES]
        apart = not any(self._ids(p) & self._states() for p in others)
        speaks = any(p.what not in NAMES | SILENT for p in run.pieces)
        return (
            run.alone
            and by
            and apart
            and speaks
            and not tells
            and self._place(piece) is None
        )

    def _states(self) -> set[str]:
        """The states of the question."""
        acts = self.understood.acts
        found = {s for a in acts for s in (*a.victim, *a.by, a.soil)}
        return found | set(self.understood.about)

    def _ids(self, piece: Piece) -> set[str]:
        meant = self.meant
        group = meant.corpus.groups.get(piece.text)
        if isinstance(group, Group):
            if (
                group.treaty in self.understood.instruments
                or piece.text == self.understood.group
            ):
                return set(list(self._states())[:1])
            return set(group.members(meant.on, meant.corpus.treaties))
        if place := self._place(piece):
            at = {a.at for a in self.understood.acts}
            return set(list(self._states())[:1]) if place.id in at else {place.id}
        with suppress(CasusError):
            return {meant.state(piece)}
        return set()

    def _place(self, piece: Piece) -> Place | None:
        known = self.meant.corpus.states.known(piece.text)
        if piece.what == "NAME" and not known and not piece.value:
            return self.meant.corpus.gazetteer.get(piece.text)
        return None

    def _pacts(self, run: Run) -> bool:
        if run.has(frozenset(["TREATY"])):
            if self._describes(run):
                return True
            if not run.alone and not _is_any(run.text):
                return False
        for piece in run.has(PACTS):
            ids = set(str(piece.value).split())
            if piece.what != "INSTRUMENT" or not ids & set(self.understood.instruments):
                return False
        other = any(
            p.what == "DAY" and p.value != self.understood.day for p in run.pieces
        )
        return not other or (
            run.alone and bool(run.has(frozenset(["TREATY", "INSTRUMENT"])))
        )

    def _describes(self, run: Run) -> bool:
        """Whether a treaty is described by whose it is; the treaty that binds the states of the question then counts."""
        asked = self.understood
        if asked.instruments or not asked.about or run.has(frozenset(["ANYOF"])):
            return bool(asked.instruments)
        hit = {s for act in asked.acts for s in act.victim}
        other = {s for act in asked.acts for s in act.by}
        helped = other if asked.side is Side.ATTACKER else hit
        found = _between(set(asked.about) | helped, run.text, self.meant)
        if len(found) == 1:
            self.understood = replace(asked, instruments=(found[0],), article="")
        return len(found) == 1

    def _harm(self, run: Run) -> bool:
        if not run.harm:
            return True
        timed = self.understood.day is not None
        if timed and all(p.value == "dates" for p in run.harm):
            return True
        nameless = not run.has(NAMES | PACTS | OF_FORCE)
        instructs = any(p.value == "instructs" for p in run.harm)
        if run.has(OF_DUTY | {"WHO", "WHICH"}) and not run.either:
            return False
        taken = run.behind in PACT_USES or run.before in PACT_USES
        supposes = taken and any(p.what == "IF" for p in run.pieces)
        return (run.alone or run.either) and nameless and not instructs and not supposes

    def _force(self, run: Run) -> bool:
        if not run.has(HIT) and not any(map(_is_force, run.pieces)):
            return True
        return run.alone or run.either or not (run.before or run.behind)

    def _ties(self, run: Run) -> bool:
        """Whether a run says nothing of the part that it stands beside."""
        if run.either:
            return True
        before = self._before_part(run) and self._before_pact(run)
        if run.before in ("case", "open", "ask"):
            return before and self._behind_part(run)
        name_like = any(map(_is_name_like, run.pieces))
        return before and not (name_like and not run.alone and not run.text.isupper())

    def _before_part(self, run: Run) -> bool:
        """Whether the last word of a run is apart from the case that begins behind it."""
        first, last = run.pieces[0], run.pieces[-1]
        if first.what == "OR" and run.has(NAMES):
            return False
        word = (last.text.casefold().split() or [""])[-1]
        tied = last.what in JOINING or _is_name_like(last) or word in _list("tying")
        verbal = last.what in ("BE", "MODAL") or run.has(frozenset(["MEMBERS"]))
        return not (run.behind in ("case", "open") and (tied or verbal))

    def _before_pact(self, run: Run) -> bool:
        """Whether the last word of a run may stand before a treaty, and does not take it away."""
        if run.behind not in PACT_USES or (run.alone and len(run.pieces) > 2):
            return True
        last = run.pieces[-1]
        words = bare(last.text).split() or [""]
        return last.what not in ("UNKNOWN", "HARM") or words[-1] in _list("beside")

    def _behind_part(self, run: Run) -> bool:
        """Whether a run begins something else than the part before it says."""
        first = run.pieces[0]
        if run.before != "ask" and first.what == "FROM":
            return not run.has(frozenset(["UNKNOWN"]))
        if first.what in APART or _asks_on(run):
            return True
        manner = first.text.endswith("ly") or self._manner(run)
        return run.before == "ask" and (manner or bool(run.has(frozenset(["TREATY"]))))

    def _manner(self, run: Run) -> bool:
        """Whether a run says how one would help: `with all its strength`."""
        first, *rest = run.pieces
        plain = all(
            p.what in ("UNKNOWN", "PPRON", "ALLOF", "AN", "THE", "ADVERB") for p in rest
        )
        return first.what == "WITH" and plain and run.text.islower()

    def _condition(self, run: Run) -> bool:
        if run.behind == "ask" and run.pieces[-1].what == "IF":
            return True
        opens = [
            p
            for p in run.pieces
            if p.what == "IF" and p.text.casefold() in _list("conditions")
        ]
        return run.either or not opens or all(p.what in SILENT for p in run.pieces)


def _is_any(text: str) -> bool:
    """Whether words speak of any treaty: `by treaty`, `no treaty`, `because of treaties`."""
    plain = r"\b(by|any|no|of|which|what|a)\s+(treaty|treaties|pacts?|alliances?|agreements?)\b"
    return bool(re.search(plain, text, re.IGNORECASE))


def _is_force(piece: Piece) -> bool:
    """Whether a piece tells of force; `under` alone does not."""
    return piece.what in OF_FORCE and piece.text.casefold() != "under"


def _between(states: set[str], text: str, meant: Meant) -> list[str]:
    """The treaties of help that bind some states to each other on the day; of the year that is said, if one is.

    Those that bind nobody else come before others.
    """
    bound = [
        t
        for t in meant.corpus.treaties
        if states <= set(t.parties_on(meant.on))
        and any(o.duty.drawn_in for o in t.obligations)
    ]
    years = {int(y) for y in re.findall(r"\b(?:1[5-9]|20)\d\d\b", text)}
    of_year = [t for t in bound if years & years_of(t)] if years else bound
    exact = [t for t in of_year if set(t.parties_on(meant.on)) == states]
    return [t.id for t in exact or of_year]


def _asks_on(run: Run) -> bool:
    """Whether a run asks a second question: `and must it`."""
    first, *rest = run.pieces
    return (
        first.what == "AND"
        and bool(rest)
        and rest[0].what in ("MODAL", "BE", "WHO", "SHOULD")
    )


def _is_name_like(piece: Piece) -> bool:
    return piece.what == "UNKNOWN" and bool(
        re.search(r"\d|[^\w\s]|\b[A-Z]", piece.text)
    )
