"""What links a state to those attacked: an article that answers to the events, other articles in force, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.cascade.facts import FailedCondition
from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.setting import Setting
from engine.verdicts.grounds import Ground


@dataclass(frozen=True, slots=True)
class TreatyLink:
    """The link of one state to those attacked; statutes and policy link nobody.

    `answers` says whether an article of a treaty answers to the events: its duty may become due, or a condition of it
    failed. Where none does, `owes` are the other articles in force by which the state is bound to those attacked, and
    `owed` those by which they are bound to it alone.
    """

    answers: bool
    owes: tuple[Clause, ...] = ()
    owed: tuple[Clause, ...] = ()

    @property
    def kind(self) -> str:
        """In one word: `article`, `other-articles` or `none`.

        >>> TreatyLink(answers=False).kind
        'none'
        """
        return "article" if self.answers else "other-articles" if self.owes or self.owed else "none"


def link_of(
    state: str, grounds: Iterable[Ground], blocked: Iterable[FailedCondition], setting: Setting, graph: ObligationGraph
) -> TreatyLink:
    """The link of a state by its grounds and its duties that failed, else by the law of the day."""
    failed = (graph.corpus.treaty(b.treaty) for b in blocked if b.links)
    if any(g.binding for g in grounds) or any(t.rank.binding for t in failed):
        return TreatyLink(answers=True)
    owes = _binding(c for s in setting.attacked for c in graph.between(state, s))
    owed = _binding(c for s in setting.attacked for c in graph.between(s, state) if c not in owes)
    return TreatyLink(False, owes, owed)


def _binding(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Those of treaties, each once; those of the fewest parties first."""
    found = dict.fromkeys(c for c in clauses if c.treaty.rank.binding)
    return tuple(sorted(found, key=lambda c: (len(c.treaty.states), c.key)))
