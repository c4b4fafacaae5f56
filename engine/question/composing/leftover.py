"""Words (clues) that no question uses: which of them may be left out with a note, and which may not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from engine.question.composing.clauses import Passage, Unplaced
from engine.question.composing.clues import Clue, classes, listed
from engine.question.reading.lattice import Lattice
from engine.question.reading.meant import Meant
from engine.question.reading.productions import word_classes
from engine.question.understood import Understood
from engine.question.vocabulary import bare
from treaties.models.groups import Group
from treaties.vocabulary.errors import CasusError


def _alternative(clause: Passage) -> set[int]:
    """The places of what stands behind an `or` and names nobody: `or may it stay at home`."""
    found: set[int] = set()
    stops = classes("naming", "told") | {"IF", ""}
    for n in range(len(clause.clues)):
        if clause.class_(n) == "OR":
            end = next(m for m in count(n + 1) if clause.class_(m) in stops)
            if clause.class_(end) not in classes("naming"):
                found |= set(range(n, end))
    return found


def _goes_on(clause: Passage, n: int) -> bool:
    """Whether a verb stands right behind what happens, and so belongs to the last name in it: `by China and the US
    must`.
    """
    verbs = {"MODAL", "BE", "SHOULD", "MAY", "HELP", "ACT", "LIGHT"}
    asks = clause.class_(n + 1) in classes("party", "who") | {"PACT", "CASE"}
    asks |= clause.class_(n - 2) in classes("asks")  # `Would an attack oblige …`
    return clause.class_(n - 1) == "CASE" and clause.class_(n) in verbs and not asks


def _says_more(clause: Passage) -> bool:
    """Whether a clause says more than its question: another statement, a ban, `and not X`."""
    states = clause.has(classes("asks")) and not (clause.questions or clause.happens)
    bans = any(question.forbids for question in clause.questions)
    pairs = ((clause.class_(n), clause.class_(n + 1)) for n in range(len(clause.clues)))
    excludes = any(a == "NOT" and b in classes("naming") for a, b in pairs)
    return states or bans or excludes


@dataclass(frozen=True)
class Leftover:
    """The clauses of a sentence in which some clues are not used by a question."""

    words: Lattice
    meant: Meant
    clauses: Sequence[Passage]
    understood: Understood

    def left_out(self) -> tuple[str, ...]:
        """Return the unused words, which are left out. Raises `Unplaced` if a word may not be left out."""
        found: list[str] = []
        for clause in self.clauses:
            if any(_goes_on(clause, n) for n in range(1, len(clause.clues))):
                raise Unplaced("what happens goes on")
            rest = [n for n in range(len(clause.clues)) if n not in clause.used]
            if clause.questions or clause.happens:
                idle = _alternative(clause)
                kept = [n for n in rest if n not in idle and not self._goes(clause, n)]
                if kept:
                    raise Unplaced(", ".join(clause.clues[n].text for n in kept))
            elif not self._is_context(clause):
                raise Unplaced("another clause")
            found += self._runs([clause.clues[n] for n in rest])
        return tuple(found)

    @property
    def is_light(self) -> bool:
        """Whether all unused clues change nothing by themselves, such as `and`, `in` and `is`."""
        light = classes("light", "told")
        return self.is_plain and all(c.class_ in light for c in self._rest())

    @property
    def is_plain(self) -> bool:
        """Whether no clause says more than its question, no word qualifies what happens, and no unused clue changes the
        meaning.
        """
        unsaid = (c for c in self._rest() if c.class_ in classes("silent"))
        if any(c.class_ not in classes("light", "told") for c in unsaid):
            return False
        cases = (c for k in self.clauses for c in k.clues if c.class_ == "CASE")
        more = any(map(_says_more, self.clauses))
        return not more and not any(map(self._is_qualified, cases))

    def _rest(self) -> Iterator[Clue]:
        """The clues that no question takes up."""
        for clause in self.clauses:
            for n, clue in enumerate(clause.clues):
                if n not in clause.used:
                    yield clue

    def _is_qualified(self, case: Clue) -> bool:
        """Whether a word in what happens, or an adverb of law beside it, may make another thing of it."""
        atoms = self.words.atoms
        within = {a.text.casefold() for a in atoms[case.start : case.end]}
        beside = {
            a.text.casefold() for a in atoms[max(case.start - 1, 0) : case.end + 1]
        }
        first, last = atoms[case.start].start, atoms[case.end - 1].end
        unknown = any(
            p.what == "UNKNOWN" and first <= p.start < last for p in self.meant.every
        )
        lawful = bool(beside & word_classes()["LAWFUL"])
        return unknown or lawful or bool(within & set(listed("doubtful")))

    def _runs(self, rest: Sequence[Clue]) -> Iterator[str]:
        """The text of each run of clues that is left out and says anything."""
        runs: list[list[Clue]] = []
        for clue in (c for c in rest if c.class_ not in classes("told")):
            if runs and clue.start <= runs[-1][-1].end + 1:
                runs[-1].append(clue)
            else:
                runs.append([clue])
        for run in runs:
            if any(c.class_ not in classes("silent") for c in run):
                text = self.words.written(run[0].start, run[-1].end)
                yield text.strip(" .,;:?!")

    def _goes(self, clause: Passage, n: int) -> bool:
        """Whether a clue of a clause that tells or asks something may be left out."""
        clue, after = clause.clues[n], clause.class_(n + 1)
        force = clue.class_ in classes("force")
        if force and bare(clue.text) not in listed("generic"):
            return False
        if clue.class_ in classes("turning") or self._is_tied(clause, n):
            return False
        if clue.class_ in classes("naming"):
            return self._is_known(clue, clause.class_(n - 1) in ("IN", "ON"))
        follows = clause.has(classes("told") | {"NOUN", "VERBNOUN"}, n + 1, n + 4)
        checks = {
            "POSS": after in classes("helping", "duty", "told"),
            "NOBODY": n == 0 and after in classes("asks"),
            "XNAME": n == 0 and clue.text.isalpha() and clue.text.istitle(),
            "OPAQUE": after not in classes("naming", "told"),
            "IF": follows,
            "AFTER": follows,
            "SPEAKER": False,
            "OR": False,
        }
        return checks.get(clue.class_, True)

    def _is_tied(self, clause: Passage, n: int) -> bool:
        """Whether a clue says something of what happens, or of the name, right beside it."""
        clue, before, after = (
            clause.clues[n],
            clause.class_(n - 1),
            clause.class_(n + 1),
        )
        word = (clue.text.casefold().split() or [""])[-1]
        ties = clue.class_ in classes("tying") or word in listed("fearing")
        closes = before == "CASE" and clue.class_ in classes("manner")
        names = before in ("NAME", "GROUP") and clue.class_ in ("NAME", "GROUP")
        ties |= before in classes("party") and clue.class_ in ("X", "REST", "FILL")
        ties |= clue.class_ in classes("naming")
        ties |= before in classes("naming") and clue.class_ == "MODAL"
        return (after == "CASE" and ties) or closes or names

    def _is_known(self, clue: Clue, within: bool = False) -> bool:
        """Whether a name means a state or a treaty of the question, or the place of it that something is said to be in."""
        acts = self.understood.acts
        known = {s for a in acts for s in (*a.victim, *a.by, a.soil)}
        known |= set(self.understood.about)
        piece = self.words.words[clue.number]
        group = self.meant.group(piece)
        if isinstance(group, Group):
            asked = self.understood
            return group.treaty in asked.instruments or clue.text == asked.group
        place = self.meant.corpus.gazetteer.get(piece.text)
        if clue.class_ == "PLACE" or (place and within):
            return place is not None and place.id in {a.at for a in acts}
        with suppress(CasusError):
            return self.meant.state(piece) in known
        return False

    def _is_context(self, clause: Passage) -> bool:
        """Whether a clause that neither tells what happens nor asks may be left out whole."""
        found = {c.class_ for c in clause.clues}
        if any(self.words.words[c.number].value == "instructs" for c in clause.clues):
            return False
        turns = bool(found & {"HARM", "NOT", "WITHOUT", "IF", "OR"})
        if "XNAME" in found and found & classes("force"):
            return False
        return not ("PACT" in found and turns) and self._apart(clause, found, turns)

    def _apart(self, clause: Passage, found: set[str], turns: bool) -> bool:
        """Whether the states that a clause names have no other part in the case than the question gives them."""
        names = [c for c in clause.clues if c.class_ in classes("naming")]
        if not names or found & (classes("force") | {"NOT"}):
            return not names
        whole = all(act.by or act.force for act in self.understood.acts)
        aside = whole and not turns and clause.ends in (".", "!")
        return aside or all(map(self._is_known, names))
