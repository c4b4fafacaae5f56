"""What is so if a question is answered yes, and what if no: as clauses that stand after `if`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.cascade.questions import Question

CLAIMS: dict[str, tuple[str, str]] = {
    "aggression": ("the force of {a} against {b} is aggression", "the force of {a} against {b} is no aggression"),
    "answering-attack": (
        "the force of {a} in answer to {b} is itself an attack",
        "the force of {a} only answers {b}",
    ),
    "armed-attack": (
        "the force of {a} against {b} is an armed attack",
        "the force of {a} against {b} is no armed attack",
    ),
    "arming-is-attack": ("arming counts as an attack of {a} on {b}", "arming is no attack of {a} on {b}"),
    "attributed": ("the force against {b} is laid to {a}", "the force against {b} is not laid to {a}"),
    "between-parties": (
        "the treaty reaches an attack by one party on another",
        "the treaty reaches no attack by one party on another",
    ),
    "continuing": ("force begun before it was in force counts", "force begun before it was in force does not count"),
    "domestic-law": ("the laws of those bound allow performance", "the laws of those bound forbid performance"),
    "force": ("{a} uses force against {b}", "what {a} does to {b} is no force"),
    "forces-abroad": (
        "an attack on forces of {b} abroad is one on {b}",
        "an attack on forces of {b} abroad is none on {b}",
    ),
    "in-area": ("the treaty reaches what {a} hits of {b}", "the treaty does not reach what {a} hits of {b}"),
    "lawful-defence": (
        "the force of {a} against {b} is lawful defence",
        "the force of {a} against {b} is no lawful defence",
    ),
    "league-council-finding": (
        "the League Council finds against {a} or fails to agree",
        "the League Council neither finds against {a} nor fails to agree",
    ),
    "menace": ("the military measures of {a} menace {b}", "the military measures of {a} do not menace {b}"),
    "recognised": ("the place is recognised as lawfully held by {a}", "the place is not recognised as held by {a}"),
    "request": ("{a} asks for help", "{a} does not ask for help"),
    "state-of-war": (
        "{b} is in a state of war because {a} struck it",
        "{b} is in no state of war although {a} struck it",
    ),
    "strikes": ("{a} strikes {b}", "{a} does not strike {b}"),
    "territory": ("what is hit is territory of {a}", "what is hit is no territory of {a}"),
    "unlawful": ("the attack of {a} on {b} is unlawful", "the attack of {a} on {b} is lawful"),
    "unprovoked": ("{b} did not provoke {a}", "{b} provoked {a}"),
    "valid": ("the instrument is valid", "the instrument is invalid"),
}
"""By the kind of the question: `{a}` acts and `{b}` is acted upon, or `{a}` is the one whose it is."""


def clause(question: Question, yes: bool, name: Callable[[str], str]) -> str:
    """What is so under an answer, in the words that the question was put with or those of its kind.

    >>> from engine.cascade.questions import Question
    >>> from treaties.vocabulary.terms import Nature
    >>> clause(Question("strikes:a>b", "Does A strike B?", Nature.WILL, "a"), False, str.upper)
    'A does not strike B'
    """
    if question.said[0]:
        return question.said[not yes]
    if question.kind not in CLAIMS:
        return f"“{question.text}” is answered {'yes' if yes else 'no'}"
    a, _, b = question.id.partition(":")[2].rpartition("/")[2].partition(">")
    words = CLAIMS[question.kind][not yes]
    return words.format(**{key: name(state) for key, state in (("a", a), ("b", b)) if f"{{{key}}}" in words})
