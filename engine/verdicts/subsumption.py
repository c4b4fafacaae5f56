"""Subsumption: removal of supports that contain a smaller support for the same clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from engine.record.grounds import Ground
from engine.record.masks import bits
from treaties.support.grouping import grouped

Label = tuple[int, ...]


class Subsumption:
    """An index of the labels of one clause that finds supports containing a smaller support.

    Labels toward all beneficiaries of the clause are compared. The obligors of a clause have the same labels except for
    their own answers, so one index serves them all.

    >>> near, far = (0b1,), (0b11, 0b110)
    >>> nested = Subsumption([near, far])
    >>> nested.less(far, nested.those([near, far])), nested.less(far, nested.those([far]))
    ((6,), (3, 6))
    """

    def __init__(self, labels: Iterable[Label]) -> None:
        self._place: dict[int, int] = {}
        within: dict[int, int] = {}
        self._kept = list(labels)
        """Labels are known by their identity, so each is kept while they are."""
        for label in self._kept:
            if id(label) in self._place:
                continue
            place = self._place[id(label)] = 1 << len(self._place)
            for mask in label:
                within[mask] = within.get(mask, 0) | place
        self._within = _within(within)

    def those(self, labels: Iterable[Label]) -> int:
        """Return the given labels as a set of bits."""
        return reduce(or_, (self._place[id(label)] for label in labels), 0)

    def less(self, label: Label, beside: int) -> Label:
        """Return a label (the supports of one duty) without supports that contain a smaller support from one of the
        labels in `beside`, given as a set of bits.
        """
        within = self._within
        found = tuple([m for m in label if not within.get(m, 0) & beside])
        return label if len(found) == len(label) else found


def _within(labels: Mapping[int, int]) -> dict[int, int]:
    """For each set of answers that contains a smaller one, the labels with a smaller one."""
    answers = {mask: bits(mask) for mask in labels}
    often = Counter(b for found in answers.values() for b in found)
    found: dict[int, int] = {}
    # The rarest answer of a subset is in every superset, so only the sets indexed there are compared.
    rarest: dict[int, list[int]] = {}
    settled = labels.get(0, 0)
    for mask in sorted(labels, key=int.bit_count):
        if not mask:
            continue
        inside = settled
        for b in answers[mask]:
            for less in rarest.get(b, ()):
                if less & mask == less:
                    inside |= labels[less]
        if inside:
            found[mask] = inside
        rarest.setdefault(min(answers[mask], key=often.__getitem__), []).append(mask)
    return found


def trimmed(by_state: Mapping[str, Sequence[Ground]]) -> dict[str, list[Ground]]:
    """Return the grounds of each state, less every support that contains a smaller support of the same state under the
    same clause. A ground left without any support is dropped. Grounds of one clause stay adjacent.
    """
    groups = {
        state: grouped((g.clause.key, g) for g in grounds)
        for state, grounds in by_state.items()
    }
    several = _several(groups.values())
    due = {key: Subsumption(g.due for g in all_) for key, all_ in several.items()}
    arisen = {key: Subsumption(g.arisen for g in all_) for key, all_ in several.items()}
    found: dict[str, list[Ground]] = {}
    for state, by_clause in groups.items():
        kept = found[state] = []
        for key, group in by_clause.items():
            if len(group) > 1:
                group = _less(group, due[key], arisen[key])
            kept += [g for g in group if g.due or g.arisen]
    return found


def _several(
    groups: Iterable[Mapping[str, Sequence[Ground]]],
) -> dict[str, list[Ground]]:
    """By clause the grounds of all states that have more than one ground under it."""
    found: dict[str, list[Ground]] = {}
    for by_clause in groups:
        for key, group in by_clause.items():
            if len(group) > 1:
                found.setdefault(key, []).extend(group)
    return found


def _less(
    group: Sequence[Ground], due: Subsumption, arisen: Subsumption
) -> list[Ground]:
    """The grounds of one state under one clause, each with what is left of its labels."""
    beside = due.those(g.due for g in group), arisen.those(g.arisen for g in group)
    found = []
    for g in group:
        left = due.less(g.due, beside[0]), arisen.less(g.arisen, beside[1])
        whole = left[0] is g.due and left[1] is g.arisen
        found.append(g if whole else replace(g, due=left[0], arisen=left[1]))
    return found
