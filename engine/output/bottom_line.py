"""The bottom line of an answer: the ruling, and for a question of who must help also the other side and the next step."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings.calls import strongest_per_state
from engine.findings.findings import Findings
from engine.findings.unbound import ATTACKER_HELPED, Lack, unbound
from engine.findings.used import LAWFUL
from engine.output.first_lines.helpers import help_on_condition, settled_help
from engine.output.first_lines.ruled import ruled
from engine.output.first_lines.statehood import with_statehood
from engine.output.further_text import next_step
from engine.output.prose import behind_colon, the
from engine.output.ruling_text import ruling_text
from engine.output.unbound_text import unbound_line
from engine.question.topic import Kind, Side
from engine.record.question_ids import kind_of
from engine.ruling.lesser_duties import declarations
from engine.ruling.next_steps import (
    help_to_attackers,
    helping_attackers,
    open_chains,
)
from engine.ruling.ruling import Owed
from engine.ruling.states import owed_of
from treaties.support.memoised import memoised
from treaties.vocabulary.days import in_words

BARE = (Lack.NO_TREATY, Lack.NEUTRAL)
"""The reasons for owing no help that name no treaty."""


def bottom_line(solution: Findings) -> tuple[str, ...]:
    """Return the sentences with which an answer begins in every format.

    >>> from engine import ask
    >>> print(bottom_line(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))[0])
    The United States must act, but chooses how (US–South Korean Treaty of 1953, Art. III).
    """
    return *ruling_lines(solution), *lines_behind_ruling(solution)


@memoised
def ruling_lines(solution: Findings) -> tuple[str, ...]:
    """Return the ruling in sentences, with lines on entities that are contested as states."""
    return tuple(with_statehood(solution, ruling_text(solution)))


@memoised
def lines_behind_ruling(solution: Findings) -> tuple[str, ...]:
    """Return the sentences behind the ruling: who owes nothing, what is owed to the attackers, and the next step."""
    lines = list[str]()
    topic = solution.topic
    if asks_who(solution):
        lines = [*other_side(solution), *next_steps(solution)]
    elif topic.kind is not Kind.WHO_NOT or topic.states:
        return ()
    return tuple(filter(None, (_free_line(solution), *lines)))


def _free_line(solution: Findings) -> str:
    """Write the line of states that owe nothing, without those that other lines tell already: who declared itself
    neutral and has no treaty of help, and who is bound to help the attackers.
    """
    declared = {n.state for n in declarations(solution.setting)}
    helping = declared | (helping_attackers(solution) if asks_who(solution) else set())
    named = {
        u.state
        for u in unbound(solution)
        if (u.state in helping and u.reasons[0].lack in ATTACKER_HELPED)
        or (u.state in declared and u.reasons[0].lack in BARE)
    }
    return unbound_line(solution, named)


def asks_who(solution: Findings) -> bool:
    """Return whether a question asks who must help, without naming a state or a treaty."""
    topic = solution.topic
    return topic.kind is Kind.WHO and not topic.states and not topic.treaties


def other_side(solution: Findings) -> Iterator[str]:
    """Yield sentences on the help owed to the attackers: help owed without condition, then conditional help in one
    sentence.
    """
    owed = [
        owed_of(solution, c) for c in strongest_per_state(help_to_attackers(solution))
    ]
    turned = ruled(solution, Side.ATTACKER)
    settled = [o for o in owed if o.settled]
    lines = [*settled_help(turned, settled)] if settled else []
    bound = {s for o in settled for s in o.call.states}
    # Who must help for certain need not be told again with a condition.
    open_ = [o for o in owed if not (o.settled or bound.issuperset(o.call.states))]
    begun = earlier_attack(solution)
    if not begun:
        # That defence against the attack asked about is unlawful is a branch of which the question says nothing.
        open_ = [o for o in open_ if not _against_defence_alone(o)]
    lines += [*help_on_condition(turned, open_)][:1]
    attackers = the(solution.setting, *solution.setting.attacking)
    for line in lines[:2]:
        yield f"Owed to {attackers}{begun}: {behind_colon(line)}"


def _against_defence_alone(owed: Owed) -> bool:
    """Tell whether help to the attackers waits only for the finding that the defence against them is unlawful."""
    return {kind_of(question) for question, _ in owed.on} == {LAWFUL}


def earlier_attack(solution: Findings) -> str:
    """Return a clause on the earlier attack by the attacked states on which help to the attackers rests; empty if there
    was none.
    """
    setting = solution.setting
    for e in setting.events:
        between = set(e.by) & set(setting.attacked) and set(e.against)
        if e.background and e.kind.forcible and between & set(setting.attacking):
            day = f" on {in_words(e.on)}" if e.on else ""
            return f", taken as attacked by {the(setting, *e.by)}{day}"
    return ""


def next_steps(solution: Findings) -> Iterator[str]:
    """Yield a sentence on the nearest step that obliges a great power to join a side that has none."""
    yield from next_step(solution, *open_chains(solution))
