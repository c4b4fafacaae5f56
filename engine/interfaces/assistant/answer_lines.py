"""An answer in the lines that a tool gives: the first lines of its document, then the foremost blocks with the ids of their proofs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.cascade.graph import Clause
from engine.output.document import Block, Role
from engine.verdicts.calls import called

if TYPE_CHECKING:
    from engine.answer import Answer

BLOCKS, BESIDE = 4, 1
"""Blocks told of the first section under a heading, and of each other."""
STATUS = ("bound", "contested", "conditional", "released")


@dataclass(frozen=True)
class AnswerInBrief:
    """What of an answer is told: its words, the articles of just these, and the questions that they wait for."""

    lines: tuple[str, ...]
    articles: dict[str, Clause]
    questions: tuple[str, ...]
    left: int
    """Articles that are called and not told."""


def shown(answer: Answer) -> AnswerInBrief:
    """The answer in brief."""
    told = answer.document()
    lines, blocks = [told.title, *([answer.understood.told(answer.corpus)] if answer.understood else [])], list[Block]()
    most = BLOCKS
    for section in (s for s in told.sections if s.blocks):
        lines.append("")
        if not section.heading:
            lines += [b.text for b in section.blocks]
        elif section.heading != "Not known":
            taken = section.blocks[:most]
            lines += [f"{section.heading.upper()}{section.gloss}", *_items(taken)]
            blocks += [one for b in taken for one in (b, *b.details)]
            most = BESIDE
    keys = dict.fromkeys(b.clause for b in blocks if b.clause)
    calls = {c.clause.key: c for c in called(answer).everything if c.verdict.supports}
    masks = [calls[k].verdict.supports[0] for k in keys if k in calls]
    asks = dict.fromkeys(q for m in masks for q, _ in answer.labels.literals.decode(m))
    left = len(calls.keys() - keys.keys())
    return AnswerInBrief(tuple(lines), {k: answer.graph.clauses[k] for k in keys}, tuple(asks), left)


def _items(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        for depth, one in ((1, block), *((2, d) for d in block.details if d.role is not Role.QUIET)):
            status = f"{one.role}; " if one.role in STATUS else ""
            yield "  " * depth + one.text + (f" [{status}proof {one.proof}]" if one.proof else "")
