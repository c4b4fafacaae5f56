"""Prose: paragraphs to the width of the terminal, names in sentences, verdicts in words."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from engine.record.verdict import Status, Verdict
from treaties.vocabulary.names import capital as capital
from treaties.vocabulary.names import listed as listed
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:  # the law is shown without the graph of any day
    from engine.record.grounds import Ground
    from engine.setting.prominence import DisplayOrder
    from engine.setting.setting import Setting

CAVEAT = "Duties under law, not predictions of conduct."
"""What every finding ends on."""
NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
NAMED, LEAST = 4, 2
"""States of a crowd that are named at most, and at least; the rest are counted."""


def width() -> int:
    """Count the columns that text fills: those of the terminal, within 60 and 110."""
    return max(60, min(110, shutil.get_terminal_size((100, 24)).columns))


def narrowness() -> float:
    """Count the lines of the terminal that a line of full width takes."""
    return max(1.0, 100 / width())


def para(text: str, indent: int = 0, hang: int = 2) -> str:
    """Wrap a paragraph to the terminal.

    Args:
        text: the paragraph.
        indent: the spaces before its first line.
        hang: how many more there are before each other line.

    >>> para("one two", 2)
    '  one two'
    """
    return fill(
        text,
        width(),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def far(v: Verdict) -> str:
    """Word a distance: `1 event, 2 judgements`."""
    counted = (v.distance.events, "event"), (v.distance.judgements, "judgement")
    return ", ".join(f"{n} {what}{'s' * (n != 1)}" for n, what in counted if n)


def standing(v: Verdict) -> str:
    """Write a status, a duty and a distance in one phrase."""
    duty = f": {v.duty.meaning}" if v.duty else ""
    away = (
        f" ({far(v)} away)" if v.distance.total and v.status is not Status.BOUND else ""
    )
    word = str(v.status)
    if v.duty is Duty.MAY_ASSIST:
        word, duty = (
            f"{word}, then " * (v.status is not Status.BOUND) + "free to choose",
            ": may help, need not",
        )
    return f"{word}{duty}{away}"


def words_of(ground: Ground) -> str:
    """Quote the words of an article in English, with the original beside them; its gist where no words are on file."""
    obligation = ground.clause.obligation
    return obligation.quotation or obligation.gist


def number(n: int) -> str:
    """Write a small number as a word.

    >>> number(2), number(31)
    ('two', '31')
    """
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def cited(labels: Iterable[str], most: int | None = None) -> str:
    """Join citations of articles with semicolons, since their names hold commas; beyond `most` they are counted.

    >>> cited(["Pact A, Art. 1", "Pact B, Art. 2", "Pact C, Art. 3", "Pact D, Art. 1"], 3)
    'Pact A, Art. 1; Pact B, Art. 2; two more'
    """
    given = list(labels)
    if most is not None and len(given) > most:
        given = [*given[: most - 1], f"{number(len(given) - most + 1)} more"]
    return "; ".join(given)


def the(setting: Setting, *states: str) -> str:
    """Name states within a sentence, with their articles."""
    return listed(setting.name_in_line(s) for s in states)


def crowd(
    order: DisplayOrder,
    states: Sequence[str],
    members: str,
    *,
    named: int = NAMED,
    whole: bool = False,
) -> str:
    """Name many states briefly: the first by name, the others by number.

    Args:
        order: the order in which states are named.
        states: the ids of the states.
        members: what they are called together, in the plural.
        named: how many are named at most; one more is named where it would be the only one counted.
        whole: name all.
    """
    setting = order.setting
    if whole or len(states) <= named + 1:
        return the(setting, *states)
    first = foremost(order, states, named)
    rest = f"{number(len(states) - len(first))} {'other ' if first else ''}{members}"
    return listed([*map(setting.name_in_line, first), rest])


def foremost(order: DisplayOrder, states: Iterable[str], most: int) -> list[str]:
    """Choose the states of a crowd that are named: great powers and neighbours, else about two. States of equal weight
    are all named or all counted.

    Args:
        order: the order in which states are named.
        states: the ids of the states.
        most: how many are named at most; one is always left.
    """
    first = order.sorted(states)
    keys, most = [order.key(s)[:-1] for s in first], min(most, len(first) - 1)
    usual = min(most, max(LEAST, sum(map(order.weighty, first))))
    sizes = (*range(max(usual, 1), most + 1), *range(usual - 1, 0, -1))
    return first[: next((n for n in sizes if keys[n - 1] != keys[n]), 0)]
