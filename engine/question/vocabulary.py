"""The words of a question (`words.toml`): what each may do in a sentence, and which kind of act each verb names."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from treaties.vocabulary.terms import Duty

DOUBLED = ("ram", "drop", "cut", "rebel")
OBLIGING = frozenset(["must", "shall", "has", "have", "had", "need", "needs", "ought", "got", "owe", "owes", "should"])
"""Words that ask what a state must do; without one of them, or of a duty, it is asked what it will do."""
DEEDS = {Duty.FIGHT: "fight fights war alongside march", Duty.CONSULT: "consult consults"}
"""Words that ask for more or less than help."""
SUFFERED = frozenset(
    ["invasion", "bombing", "bombardment", "blockade", "quarantine", "siege", "annexation", "occupation", "shelling"]
)
"""Nouns after which `of` names who is hit; after the others it may name who strikes."""
NOISE = ("the", "a", "an", "also", "so", "ever", "actually", "legally")
"""Words that change nothing."""
SILENT = {"THEN"}
_HEADS = ("launch", "carry out", "mount", "make", "start", "begin", "conduct", "impose", "commit")
"""Verbs that make an act of its noun: to launch an attack on."""
_STRUCK = ("hit by", "struck by", "victim of", "target of", "subject to", "subjected to")
_UNDER = ("under", "come under", "comes under", "came under", "suffers", "suffer")


@cache
def words() -> dict[str, Any]:
    """The file of words."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def split(text: str) -> list[str]:
    """The words of a list with commas between."""
    return [w.strip() for w in text.split(",") if w.strip()]


@cache
def harmless() -> frozenset[str]:
    """Words that change nothing within a clause either, and are not told."""
    return frozenset(split(words()["harmless"]))


@cache
def place_forms() -> dict[str, tuple[str, ...]]:
    """How places of ships, aircraft, forces are called, by what is hit."""
    return {t["thing"]: tuple(t["places"]) for t in words()["things"]}


def inflected(verb: str) -> dict[str, str]:
    """Every form of a verb, with what it may do: `VERB` (finite), `VERBED` (past or participle), `VERBHIT` (both), `VERBING`.

    >>> inflected("strike") == {"strike": "VERB", "strikes": "VERB", "struck": "VERBED", "striking": "VERBING"}
    True
    """
    head, _, tail = verb.partition(" ")
    stem = head + head[-1] if head in DOUBLED else head[:-1] if head.endswith("e") else head
    third = head + ("es" if head.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    third = head[:-1] + "ies" if head.endswith("y") and head[-2] not in "aeiou" else third
    regular = head[:-1] + "ied" if head.endswith("y") and head[-2] not in "aeiou" else stem + "ed"
    found = {head: "VERB", third: "VERB", stem + "ing": "VERBING"}
    for word in words()["past"].get(head, regular).split():
        found[word] = "VERBHIT" if word == head else "VERBED"
    return {f"{word} {tail}".strip(): what for word, what in found.items()}


@cache
def phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    """Every word and phrase, as folded words without articles: what it may do, and for acts their kind."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for what, listed in words()["phrases"].items():
        found |= {bare(phrase): (what, "") for phrase in split(listed)}
    for thing in words()["things"]:
        found |= {bare(word): ("THING", thing["thing"]) for word in split(thing["words"])}
    doing = [[(bare(v), what) for v, what in inflected(head).items()] for head in _HEADS]
    undergoing = [(bare(s), "VERBED") for s in _STRUCK] + [(bare(s), "UNDERGOES") for s in _UNDER]
    for made in words()["made_of"]:
        forms = [(bare(v), what) for head in split(made["verbs"]) for v, what in inflected(head).items()]
        ends = [bare(f"{thing} {to}") for thing, to in product(split(made["with"]), split(made["whither"]))]
        found |= {(*verb, *end): (what, "armed-attack") for (verb, what), end in product(forms, ends)}
    for kind in words()["kinds"]:
        for noun in map(bare, split(kind["nouns"])):
            found.setdefault(noun, ("NOUN", kind["kind"]))
            found |= {
                (*v, *noun, j): (what, kind["kind"]) for f in doing for j in ("on", "against", "of") for v, what in f
            }
            found |= {(*said, *noun): (what, kind["kind"]) for said, what in undergoing}
        for verb in split(kind["verbs"]):
            for form, what in inflected(verb).items():
                held = found.get(bare(form))
                found[bare(form)] = ("VERBNOUN" if held and held[0] == "NOUN" else what, kind["kind"])
    for word in ("threatens", "threaten", "threatened"):
        found[(word,)] = ("THREATENED" if word.endswith("ed") else "THREAT", "threat")
    return found


def bare(phrase: str) -> tuple[str, ...]:
    """The words of a phrase without its articles, in small letters.

    >>> bare("come to the aid of")
    ('come', 'to', 'aid', 'of')
    """
    return tuple(w for w in phrase.casefold().replace("-", " ").split() if w not in NOISE)
