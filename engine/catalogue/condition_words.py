"""Wording of conditions, each as a clause to follow `if`, for all output forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from engine.output.prose import BRACKETS, listed
from treaties.models.conditions import (
    Attacker,
    Condition,
    InArea,
    JoinedBy,
    Judgement,
    NoWarWith,
)
from treaties.models.corpus import Corpus
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.names import instrument_in_line, with_article
from treaties.vocabulary.terms import AttackerClass

_COMMON = re.compile(r"(The|Parts|Region|Territor(?:y|ies)|Treaty) ")
"""How names of areas begin that are no proper names."""
_NAMELESS = re.compile(
    r"(?i).*\b(area|zone|region|frontiers?|east)$|(?i:region|parts|(?:\w+ )*area) "
)


def area_words(name: str) -> str:
    """Return the name of an area for use in a sentence, without any part in brackets.

    >>> [area_words(n) for n in ("North Atlantic Treaty area (Arts. 5 and 6)", "Territories of Japan", "China and Korea")]
    ['the North Atlantic Treaty area', 'territories of Japan', 'China and Korea']
    """
    text = BRACKETS.sub("", name)
    text = text[:1].lower() + text[1:] if _COMMON.match(text) else text
    bare = text.startswith("the ") or not _NAMELESS.match(text)
    return text if bare else f"the {text}"


def condition_words(
    corpus: Corpus, condition: Condition, to: str, on: date, *, obligor: str = "it"
) -> str:
    """Return a condition of an article as a clause.

    Args:
        corpus: the law, which supplies names.
        condition: the condition.
        to: the beneficiary, in words.
        on: the day.
        obligor: the obligor, in words.
    """
    if isinstance(condition, InArea):
        return (
            f"it falls within {area_words(corpus.gazetteer.area(condition.area).name)}"
        )
    if isinstance(condition, Judgement):
        return _judged(condition, to, obligor)
    if isinstance(condition, Attacker):
        return _attacker(corpus, condition, on)
    if isinstance(condition, NoWarWith):
        return f"it brings no war with {_states(corpus, condition.states, on)}"
    if isinstance(condition, JoinedBy):
        return _joined_by(corpus, condition, to, on)
    words = sibling_toml(__file__)["condition"]
    text: str = words.get(condition.kind, condition.kind.replace("-", " "))
    return text.format(to=to, **_named_in(corpus, condition, on))


def _named_in(corpus: Corpus, condition: Condition, on: date) -> dict[str, str]:
    """Name the states, the treaty and the conflict that a condition names."""
    found = {}
    for field in ("state", "obligor", "beneficiary"):
        if ident := getattr(condition, field, ""):
            found[field] = with_article(corpus.states[ident].name_on(on))
    if treaty := getattr(condition, "treaty", ""):
        found["treaty"] = instrument_in_line(corpus.treaty(treaty).name)
    return found | {"conflict": getattr(condition, "conflict", "")}


def _judged(condition: Judgement, to: str, obligor: str) -> str:
    claim = condition.claim if condition.needs == "yes" else condition.denial
    # Nobody attacks yet: the attack needs no author in words.
    text = (claim or condition.text).replace("the attack by {attacker}", "the attack")
    roles = {"beneficiary": to, "attacker": "the attacker", "obligor": obligor}
    for role, words in roles.items():
        text = text.replace(f"{{{role}}}", words).replace(f"{role} ", f"{words} ")
    return text.replace("{", "").replace("}", "").replace("the the ", "the ")


def attacker_words(corpus: Corpus, condition: Attacker, on: date) -> list[str]:
    """Return, in words, each kind of attacker that an article names.

    Args:
        corpus: the law, which supplies names.
        condition: the condition on the attacker.
        on: the day.
    """
    kinds = [c.phrase for c in condition.classes]
    if condition.among:
        kinds.append(_states(corpus, condition.among, on, "or"))
    if condition.allied_with:
        allies = _states(corpus, condition.allied_with, on)
        kinds.append(f"an ally of {allies}")
    return kinds


def _attacker(corpus: Corpus, condition: Attacker, on: date) -> str:
    classes = condition.excluding_classes
    found = ["is a party"] if AttackerClass.NON_PARTY in classes else []
    out = [c.phrase for c in classes if c is not AttackerClass.NON_PARTY]
    if kinds := attacker_words(corpus, condition, on):
        found.append(f"is {listed(kinds, 'or')}")
    if condition.excluding and not condition.uninvolved_on:
        out.append(_states(corpus, condition.excluding, on, "or"))
    if out:
        found.append(f"is not {listed(out, 'or')}")
    if condition.supported_by:
        helpers = _states(corpus, condition.supported_by, on, "or")
        found.append(f"is helped by {helpers}")
    if condition.uninvolved_on:
        found.append(
            f"had no part in {condition.uninvolved_on} when the treaty was signed"
        )
    return f"the attacker {listed(found)}"


def _joined_by(corpus: Corpus, condition: JoinedBy, to: str, on: date) -> str:
    """Word which power has to join the attacker, or to menace the state that is attacked."""
    kinds = [c.phrase for c in condition.classes if c is not AttackerClass.NON_PARTY]
    if condition.among:
        kinds.append(_states(corpus, condition.among, on, "or"))
    power = listed(kinds, "or") or "another power"
    if condition.menace:
        return f"{power} backs the attacker by military measures that menace {to}"
    return f"{power} joins the attacker"


def _states(corpus: Corpus, states: Iterable[str], on: date, last: str = "and") -> str:
    return listed((with_article(corpus.states[s].name_on(on)) for s in states), last)
