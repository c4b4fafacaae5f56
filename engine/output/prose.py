"""Prose: paragraphs wrapped to the terminal, names within sentences, verdicts in words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from engine.forms.shown import CAVEAT as CAVEAT
from engine.record.verdict import Status, Verdict
from treaties.vocabulary.names import capital as capital
from treaties.vocabulary.names import listed as listed
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:  # the law is shown without the graph of any day
    from engine.setting.prominence import DisplayOrder
    from engine.setting.setting import Setting

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
BRACKETS = re.compile(r" \((?:[^()]|\([^()]*\))*\)")
"""A pattern for a bracketed text with its brackets."""
OWN_BRACKETS = re.compile(r" \((?!\d{4}\))(?:[^()]|\([^()]*\))*\)")
"""A pattern for the brackets in the name of an instrument, but for the year of a resolution."""
NAMED, LEAST = 4, 2
"""The largest and the smallest number of states named from a large group; the others are counted."""


def word_count(text: str) -> int:
    """Return the number of words outside brackets.

    >>> word_count("Italy must help (Pact of Steel, Art. III).")
    3
    """
    return len(BRACKETS.sub("", text).split())


def width() -> int:
    """Return the number of columns that text fills: those of the terminal, but at least 60 and at most 110."""
    return max(60, min(110, shutil.get_terminal_size((100, 24)).columns))


def narrowness() -> float:
    """Return the number of lines of the terminal that one line of full width takes, as a factor of at least 1."""
    return max(1.0, 100 / width())


def para(text: str, indent: int = 0, hang: int = 2) -> str:
    """Return a paragraph wrapped to the terminal.

    Args:
        text: the paragraph.
        indent: the number of spaces before its first line.
        hang: the number of additional spaces before every other line.

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
    """Return a distance in words: `1 event, 2 judgements`."""
    counted = (v.distance.events, "event"), (v.distance.judgements, "judgement")
    return ", ".join(f"{n} {what}{'s' * (n != 1)}" for n, what in counted if n)


def away(v: Verdict) -> str:
    """Return a distance as the end of a clause, in brackets; empty where nothing is open."""
    return f" ({far(v)} away)" if v.distance.total else ""


def standing(v: Verdict) -> str:
    """Return a status, its duty and its distance in one phrase."""
    duty, word = f": {v.duty.meaning}" if v.duty else "", str(v.status)
    bound = v.status is Status.BOUND
    if v.duty is Duty.MAY_ASSIST:
        duty = ": may help, need not"
        word = "free to choose" if bound else f"{word}, then free to choose"
    return f"{word}{duty}{'' if bound else away(v)}"


def number(n: int) -> str:
    """Return a number as text; small numbers are written as words.

    >>> number(2), number(31)
    ('two', '31')
    """
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def behind_colon(sentence: str) -> str:
    """Return a sentence for use after a colon: its first word begins with a small letter, unless it is a name.

    >>> behind_colon("If Persia asks, Britain must help."), behind_colon("Britain must help.")
    ('if Persia asks, Britain must help.', 'Britain must help.')
    """
    first = sentence.partition(" ")[0].rstrip(",").lower()
    small = first in ("if", "only", "the", "on", "what", *NUMBERS)
    return f"{sentence[:1].lower()}{sentence[1:]}" if small else sentence


def cited(labels: Iterable[str], most: int | None = None) -> str:
    """Return citations of articles joined with semicolons, since names of treaties contain commas; beyond `most` they
    are counted.

    >>> cited(["Pact A, Art. 1", "Pact B, Art. 2", "Pact C, Art. 3", "Pact D, Art. 1"], 3)
    'Pact A, Art. 1; Pact B, Art. 2; two more'
    """
    given = list(labels)
    return "; ".join(given if most is None else few(given, most - 1))


def few(labels: Iterable[str], most: int) -> list[str]:
    """Return the first labels, then the number of the others; one more is named if it would be the only one counted.

    >>> few(["A", "B", "C"], 2), few(["A", "B", "C", "D"], 2)
    (['A', 'B', 'C'], ['A', 'B', 'two more'])
    """
    given = list(labels)
    if len(given) <= most + 1:
        return given
    return [*given[:most], f"{number(len(given) - most)} more"]


def the(setting: Setting, *states: str) -> str:
    """Return names of states for use within a sentence, each with `the` where English needs it."""
    return listed(setting.name_in_line(s) for s in states)


def crowd(
    order: DisplayOrder,
    states: Sequence[str],
    members: str,
    *,
    named: int = NAMED,
    whole: bool = False,
) -> str:
    """Return a list of states in words, kept short: the most prominent by name, the others by number.

    Args:
        order: the order in which states are named.
        states: the ids of the states.
        members: the plural noun for the states, such as `members`.
        named: the most states named; one more is named if it would be the only one counted.
        whole: name all of them.
    """
    setting = order.setting
    if whole or len(states) <= named + 1:
        return the(setting, *states)
    first = foremost(order, states, named)
    rest = f"{number(len(states) - len(first))} {'other ' if first else ''}{members}"
    return listed([*map(setting.name_in_line, first), rest])


def foremost(order: DisplayOrder, states: Iterable[str], most: int) -> list[str]:
    """Return those states of a large group that are to be named: great powers and neighbours, or else about two. States
    of the same prominence are either all named or all counted.

    Args:
        order: the order in which states are named.
        states: the ids of the states.
        most: the most states named; at least one state is always left to be counted.
    """
    first = order.sorted(states)
    keys, most = [order.key(s)[:-1] for s in first], min(most, len(first) - 1)
    usual = min(most, max(LEAST, sum(map(order.weighty, first))))
    sizes = (*range(max(usual, 1), most + 1), *range(usual - 1, 0, -1))
    return first[: next((n for n in sizes if keys[n - 1] != keys[n]), 0)]
