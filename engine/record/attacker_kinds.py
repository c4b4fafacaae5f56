"""The kinds of attacker that a clause names, in words (`attacker_kinds.toml`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from treaties.models.conditions import Attacker, Attackers
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.names import listed
from treaties.vocabulary.terms import AttackerClass

WORDS: dict[str, str] = sibling_toml(__file__)
OR = " or "


def kind_in_words(condition: Attacker | Attackers, name: Callable[[str], str]) -> str:
    """Return the kind of attacker that a condition requires, in words.

    Args:
        condition: the condition on attackers.
        name: the name of a state, by its id.

    >>> kind_in_words(Attacker(kind="attacker", allied_with=("poland",)), str.title)
    'an ally of Poland'
    """
    parts = [name(s) for s in getattr(condition, "among", ())]
    parts += [k.phrase for k in condition.classes]
    parts += [
        WORDS["ally"].format(state=name(s))
        for s in getattr(condition, "allied_with", ())
    ]
    excluded = getattr(condition, "excluding_classes", ())
    if not parts and excluded == (AttackerClass.NON_PARTY,) and not condition.excluding:
        return WORDS["party"]
    return _less(OR.join(parts) or WORDS["any"], condition, name)


def several_in_words(condition: Attackers, name: Callable[[str], str]) -> str:
    """Return the number and kind of attackers that a condition requires, in words.

    Args:
        condition: the condition on the number of attackers.
        name: the name of a state, by its id.

    >>> several_in_words(Attackers(kind="attackers", at_least=2), str.title)
    'two or more states'
    """
    kind = OR.join(k.members for k in condition.classes) or WORDS["several"]
    least = WORDS["at_least"].format(number=WORDS[str(condition.at_least)], kind=kind)
    return _less(least, condition, name)


def number_in_words(number: int) -> str:
    """Return the number of attackers of a kind, in words.

    >>> number_in_words(1), number_in_words(2)
    ('here one does', 'here two do')
    """
    return WORDS["here_one"] if number == 1 else WORDS["here"]


def _less(
    kind: str, condition: Attacker | Attackers, name: Callable[[str], str]
) -> str:
    """Write a kind of attacker without those that the condition leaves out."""
    excluded: Sequence[str] = [
        *(name(s) for s in condition.excluding),
        *(k.phrase for k in getattr(condition, "excluding_classes", ())),
    ]
    if not excluded:
        return kind
    return WORDS["other_than"].format(kind=kind, excluded=listed(excluded, "or"))
