"""The first lines on permitted force: the help that is barred, who would otherwise owe it, and who may help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from engine.output.first_lines.duty import DutyClause
from engine.output.first_lines.ruled import Ruled
from engine.output.owing import because_barred
from engine.output.prose import capital, crowd, the
from engine.output.ruling_reasons import within_leave
from engine.ruling.help_groups import NAMED
from engine.ruling.permitted_force import (
    authorised_to_help,
    disputed_parties,
    released,
)
from engine.ruling.releases import releases_on_file
from engine.ruling.ruling import Owed
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Presumption

WEEKS = timedelta(30)
"""The days for which an answer tells that a treaty was invoked."""
BOUND = {
    Presumption.YES: "to be still bound",
    Presumption.NO: "to be bound no longer",
    Presumption.OPEN: "by some to be still bound, by others not,",
}
"""The words for the presumption about a state whose membership is disputed."""


def nobody_barred(ruled: Ruled, nobody: str) -> str:
    """Return a sentence that nobody must help, why help is barred and, if the force was permitted, within which
    permission it must keep. Return an empty string if no help is barred.

    Args:
        ruled: the answer with its ruling.
        nobody: the subject of the sentence, such as `Nobody` or the states that need not help.
    """
    certain = " for certain" if ruled.ruling.open else ""
    for first in ruled.ruling.barred[:1]:
        lasts = within_leave(ruled.solution, first)
        return (
            f"{nobody}{certain}{lasts}: {because_barred(ruled.solution, first.call)}."
        )
    return ""


def because_stopped(ruled: Ruled, stopped: Owed, state: str) -> str:
    """Return a sentence that says why a state may not give the help that it promised, and what it would owe otherwise.

    Args:
        ruled: the answer with its ruling.
        stopped: the article whose help is barred.
        state: the id of the state.
    """
    why = because_barred(ruled.solution, stopped.call)
    lasts = within_leave(ruled.solution, stopped)
    name = the(ruled.setting, state) if lasts else "it"
    owed = DutyClause(ruled, stopped.of([state]), name, joined=" if" * bool(lasts))
    return (
        f"{why}{lasts}{'; otherwise' if lasts else ', though on the text'} {owed.text}"
    )


def authorised_help(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on the states that may help the attacked states by force, without a duty, because the Security
    Council authorised them.
    """
    for given, aided, free in authorised_to_help(ruled):
        who = given.helpers or crowd(ruled.order, free, "states", named=NAMED)
        helped = the(ruled.setting, *aided)
        yield f"{capital(who)} may help {helped} by force, and need not ({given.name})."


def releases(ruled: Ruled) -> Iterator[str]:
    """Yield a sentence for each state asked about that a documented case releases from the help it owes."""
    for ruling in ruled.ruling.states:
        for release in released(ruled, ruling)[:1]:
            by, freed = (
                the(ruled.setting, release.by),
                the(ruled.setting, release.freed),
            )
            when = in_words(release.on)
            yield (
                f"{capital(by)} released {freed} on {when}, as a documented case has it"
                f" (`casus case {release.case}`): a duty that is waived does not bind."
            )


def freed_by_text(ruled: Ruled, owed: Owed, state: str) -> str:
    """Return the phrase that help is owed by the words of the treaty although the state was released in a documented
    case; empty if there is no such case.

    Args:
        ruled: the answer with its ruling.
        owed: the duty of help.
        state: the id of the state that owes it.
    """
    freed = any(True for _ in releases_on_file(ruled.solution, owed, state))
    return " by the text, though released" * freed


def relied_on(ruled: Ruled) -> Iterator[str]:
    """Yield a sentence on each treaty of help that one side of the war had invoked against the other in the weeks
    before, and on the result.
    """
    ruling, setting = ruled.ruling, ruled.setting
    owed = [*ruling.settled, *ruling.open, *ruling.barred]
    for treaty in dict.fromkeys(o.call.treaty.id for o in owed):
        for call in ruled.solution.corpus.treaty(treaty).invoked:
            concerned = {*call.by, *call.against}
            sides = (setting.attacking, setting.attacked)
            if call.day <= setting.on <= call.day + WEEKS and all(
                concerned.intersection(side) for side in sides
            ):
                yield f"Invoked on {in_words(call.day)}: {call.what}"


def memberships(ruled: Ruled) -> Iterator[str]:
    """Yield a sentence for each ground on which memberships in a named treaty are disputed: whether the answer takes
    the states as bound, and why.
    """
    found = grouped(
        ((standing.presumed, treaty.name, standing.why), state)
        for state, treaty, standing in disputed_parties(ruled)
    )
    for (presumed, treaty, why), states in found.items():
        names = capital(the(ruled.setting, *ruled.order.sorted(states)))
        are = "is" if len(states) == 1 else "are"
        bond = f"by {instrument_in_line(treaty)}: {why}"
        yield f"{names} {are} taken {BOUND[presumed]} {bond}."
