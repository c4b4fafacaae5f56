"""Words that may reverse or change the meaning of a sentence, so that no question can be offered for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.question.reading.lattice import turns
from engine.question.roles.casting import CLEAR, cues_beside
from engine.question.roles.signs import NAMES, Sign
from engine.question.vocabulary import split

OF_DUTY = frozenset(
    split(
        "BOUND, DUTY, OBLIGE, OBLIGATIONS, HELP, OWING, FREE, AID, GIVES, ACT, COMES, COMETO"
    )
)
"""Classes of words by which a duty is asked about."""
OF_FORCE = frozenset(
    split(
        "VERB, VERBED, VERBHIT, VERBING, VERBNOUN, NOUN, SUFFERED, THREAT, THREATENED, UNDERFIRE, FORCE, STRUCK"
    )
)
"""Classes of words that tell of force."""
ASKING = frozenset(
    ["WHO", "WHICH", "WHY", "WHEN", "SOON", "MANY", "WHICHTREATY", "WHAT"]
)
"""Classes of words that ask."""
DID = frozenset(["did", "didn"])
PAST = frozenset(["was", "were", "had", "owed", "wasn", "weren", "hadn"])
PRESENT = frozenset(
    ["would", "should", "is", "are", "does", "do", "has", "have", "must", "will", "can"]
)
"""Verbs beside which `were` or `had` only supposes."""
SENTENCE = ".!?…"
"""The signs that end a sentence."""
ENDS = frozenset(["STOP", "QUERY"])
BETWEEN_PARTS = frozenset(["COMMA", "STOP", "QUERY", "IF"])
"""Classes of signs that begin another part of a sentence."""
CAUSING = frozenset(["MODAL", "ASKS", "OBLIGE", "LIGHT", "SAYS"])
"""Classes of words by which one state has another act."""
ABLE = frozenset(["BE", "MODAL", "SHOULD"])
"""Classes of words before `to attack` that leave it an attack: `were to attack`."""
OTHERS = frozenset(["MEMBERS", "PERSONS", "SOMEBODY"])
"""Classes of words for others than the state that is named before them."""
NEAR = 6
"""How many words on it is looked for what a denial denies."""
DIRECTIONS = frozenset(["north", "south", "east", "west"])
"""Words before `of` that only say where something is."""
NEVER = frozenset(["VERSUS", "CORRECTS", "ODDS", "FORBIDS"])
"""Classes of words that may set one thing against another, take back what was said, or ask what will be."""


def clauses(signs: Sequence[Sign], ends: str = "") -> Iterator[list[Sign]]:
    """Yield the parts of a text, each with the sign that ends it.

    Args:
        signs: the signs of the text.
        ends: the texts of the signs that end a part; all such signs by default.
    """
    clause: list[Sign] = []
    for sign in signs:
        clause.append(sign)
        if sign.class_ in ENDS and (not ends or sign.text in ends):
            yield clause
            clause = []
    if clause:
        yield clause


def classes_of(clause: Sequence[Sign]) -> set[str]:
    """Return the classes of the words of a clause."""
    return {sign.class_ for sign in clause}


def main_clause(signs: Sequence[Sign]) -> list[Sign]:
    """Return the signs of the first sentence of a text that asks about a duty; otherwise of the first that asks
    anything, or that mentions a duty.

    Args:
        signs: the signs of the text.
    """
    every = [(part, classes_of(part)) for part in clauses(signs, SENTENCE)]
    tests = (
        lambda has: has & ASKING and has & OF_DUTY,
        lambda has: "QUERY" in has and has & (OF_DUTY | {"COVERS"}),
        lambda has: "QUERY" in has,
        lambda has: has & (ASKING | OF_DUTY),
    )
    for test in tests:
        if found := [clause for clause, has in every if test(has)]:
            return found[0]
    return every[-1][0] if every else []


def is_past(signs: Sequence[Sign]) -> bool:
    """Return whether a text asks about a past fact: `was France bound`, but not `were France bound`.

    Args:
        signs: the signs of the text.
    """
    clause = main_clause(signs)
    words = {word for sign in clause for word in sign.text.casefold().split()}
    if words & DID:
        return "would" not in words
    return bool(words & PAST) and not words & PRESENT


def denied(clause: Sequence[Sign]) -> bool:
    """Return whether a clause denies a duty.

    Args:
        clause: its signs.
    """
    return any(_denies(clause, n) == "duty" for n in range(len(clause)))


def _denies(clause: Sequence[Sign], n: int) -> str:
    """What a word denies: `duty`, `force`, something else, or nothing."""
    if clause[n].class_ == "FREE":
        return "duty"
    if clause[n].class_ != "NOT":
        return ""
    ahead = [sign.class_ for sign in clause[n + 1 : n + 1 + NEAR]]
    before = clause[n - 1].class_ if n else ""
    if before == "OR" and (not ahead or ahead[0] in ENDS):
        return ""  # `or not?`
    if ahead and ahead[0] in ("OF", "BY", "AND", "COMMA"):
        return "other"
    owing = before in ("OWING", "BOUND", "OBLIGE")  # `owes nothing`
    return "duty" if owing else _denied_ahead(ahead)


def _denied_ahead(ahead: Sequence[str]) -> str:
    """What the words behind a denial say is denied, by their classes."""
    for class_ in ahead:
        if class_ in ("WHO", "WHICH", "IF", "COMMA"):
            break
        if class_ in OF_DUTY | {"TREATY"}:
            return "duty"
        if class_ in OF_FORCE:
            return "force"
    return "other"


def is_turned(text: str, signs: Sequence[Sign]) -> str:
    """Return the reason why the meaning of a sentence may be reversed or changed: a denial of what happens, an
    exception, odds, words in what happens that are not understood, or an unknown speaker or name. Empty if there is no
    such reason.

    Args:
        text: the sentence.
        signs: its signs.
    """
    if never := classes_of(signs) & NEVER:
        return min(never)
    if word := next((s.text for s in signs if s.piece and turns(s.piece)), ""):
        return f"the word {word}"
    for clause in clauses(signs):
        if why := _is_clause_turned(text, clause):
            return why
    if _acts_for(signs):
        return "somebody in place of another"
    if loose := _loose(signs):
        return f"the word {loose}"
    return "a speaker" if _speaks(signs) else ""


def _is_clause_turned(text: str, clause: Sequence[Sign]) -> str:
    """A denial or an unknown name in a part of a text; empty where it has none."""
    has = classes_of(clause)
    kinds = {_denies(clause, n) for n in range(len(clause))}
    if has & ({*NAMES} | OF_FORCE | OF_DUTY) and kinds & {"force", "other"}:
        return "a denial"
    acts = has & (OF_FORCE | OF_DUTY | ASKING)
    return _name_unknown(text, clause) if acts else ""


def _speaks(signs: Sequence[Sign]) -> bool:
    """Whether a speaker, whose state is not known, has a part in what happens or is asked."""
    speakers = [n for n, sign in enumerate(signs) if sign.class_ == "SPEAKER"]
    return any(cue.sure >= CLEAR for n in speakers for cue in cues_beside(signs, n))


def parts(signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    """Yield the runs of signs between commas, ends of sentences, and words that open a condition.

    Args:
        signs: the signs of a text.
    """
    part: list[Sign] = []
    for sign in signs:
        if sign.class_ in BETWEEN_PARTS:
            yield part
            part = []
        part.append(sign)
    yield part


def _loose(signs: Sequence[Sign]) -> str:
    """The unknown word that may say who acts, or how: an adverb, a word behind a name, before `of` or at the end of what
    happens, as in `friends of Peru attack Chile with lawsuits`; empty where there is none.
    """
    for sentence in clauses(signs, SENTENCE):
        if not classes_of(sentence) & OF_FORCE:
            continue
        for part in parts(sentence):
            has = classes_of(part)
            asks = has & (OF_DUTY | {"TREATY"} | ASKING) and not has & OF_FORCE
            if has & {*NAMES} and not asks and (loose := _ties(part)):
                return loose
    return ""


def _ties(part: Sequence[Sign]) -> str:
    """The first unknown word of a part that may change who acts, or how; empty where there is none."""
    codes = ["", *(sign.class_ for sign in part), ""]
    for sign, (before, code, after) in zip(part, triples(codes), strict=True):
        acts = before == "NAME" and sign.text.endswith(("s", "ed"))
        tied = acts or after in ("", "OF") or sign.text.endswith("ly")
        if code in ("X", "HARM") and tied and sign.text not in DIRECTIONS:
            return sign.text
    return ""


def triples(codes: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each class with the two classes that follow it."""
    return zip(codes, codes[1:], codes[2:], strict=False)


def _acts_for(signs: Sequence[Sign]) -> bool:
    """Whether one would have another act, or somebody of a state is hit or acts in its place: `X has Y strike`, `X's
    allies`.
    """
    every = [[sign.class_ for sign in part] for part in parts(signs)]
    return any(_is_either_way(codes) or _is_indirect(codes) for codes in every)


def _is_either_way(codes: Sequence[str]) -> bool:
    """Whether two names stand together behind `or`: `X help Y or Y X`."""
    return "OR" in codes and ("NAME", "NAME") in pairwise(codes)


def _is_indirect(codes: Sequence[str]) -> bool:
    """Whether the classes of what happens say that another acts or is hit: `is ordered to attack`, `X's allies`."""
    if not set(codes) & OF_FORCE:
        return False
    rows = list(triples(codes))
    caused = any(a == c == "NAME" and b in CAUSING for a, b, c in rows)
    would = any(b == "TO" and c in OF_FORCE and a not in ABLE for a, b, c in rows)
    others = any(a == "POSS" and b in OTHERS for a, b in pairwise(codes))
    return caused or would or others


def _name_unknown(text: str, clause: Sequence[Sign]) -> str:
    """The first word that is not known and is written as a name, or as a figure; empty where none is."""
    for n, sign in enumerate(clause):
        if sign.class_ == "X" and any(map(str.isdecimal, sign.text)):
            return f"the figure {sign.text}"
        names = (
            _shouts(clause, n)
            if text.isupper()
            else _is_written_as_name(text, clause, n)
        )
        if names:
            return f"the name {sign.text}"
    return ""


def _is_written_as_name(text: str, clause: Sequence[Sign], n: int) -> bool:
    """Whether an unknown word has the capital letter of a name, which the first word of a part has anyway."""
    sign = clause[n]
    if n == 0 or not sign.text[0].isupper() or len(sign.text) == 1:
        return False
    if sign.class_ == "FILL":  # `New` before a name
        return "NAME" in classes_of(clause[n + 1 : n + 2])
    before = text[: sign.start].rstrip()[-1:]
    return sign.class_ == "X" and (before.isalnum() or before == ",")


def _shouts(clause: Sequence[Sign], n: int) -> bool:
    """Whether an unknown word of a text in capitals stands where a place does, or names a league."""
    before, ahead = classes_of(clause[n - 1 : n]), classes_of(clause[n + 1 : n + 2])
    placed = bool(before & {"IN", "ON"}) or "MEMBERS" in ahead
    return clause[n].class_ == "X" and placed
