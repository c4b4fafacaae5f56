"""Help in a war of permitted force: what the permission bars, whom it lets help, which states are released, and whose membership is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.findings.unbound import SMALL
from engine.ruling.bars import bar_of
from engine.ruling.releases import Release, releases_on_file
from engine.ruling.ruled_answer import RuledAnswer
from engine.ruling.ruling import Owed, StateRuling
from treaties.models.parties import PartyStanding
from treaties.models.permissions import Authorisation
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import Presumption


def under_leave(ruled: RuledAnswer) -> tuple[Owed, ...]:
    """Return the help that would be owed if the force went beyond its permission."""
    barred = ruled.ruling.barred
    return tuple(o for o in barred if bar_of(ruled.solution, o.call).of_leave)


def authorised_to_help(
    ruled: RuledAnswer,
) -> Iterator[tuple[Authorisation, list[str], list[str]]]:
    """Yield the authorisations of the Security Council that cover the force, each with the attacked states in whose aid
    it was given and the other states that may help them by force, without a duty.
    """
    attackers = set(ruled.setting.attacking)
    for given in ruled.solution.corpus.authorisations:
        aided = [s for s in ruled.helped if s in given.in_aid_of]
        covers = given.holds_on(ruled.setting.on) and attackers & set(given.against)
        if aided and covers and (given.helpers or given.presumed is Presumption.YES):
            free = [s for s in ruled.order.sorted(given.by) if s not in aided]
            yield given, aided, free


def released(ruled: RuledAnswer, ruling: StateRuling) -> tuple[Release, ...]:
    """Return the documented releases from the most important duty of help of a state, to either side of the war.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the state.
    """
    owed = ruling.main if ruling.holding.helps else None
    if ruling.other_side and not ruling.holding.helps and not ruling.side:
        owed = ruling.other_side[0]
    if owed is None:
        return ()
    return tuple(releases_on_file(ruled.solution, owed, ruling.state))


def disputed_parties(ruled: RuledAnswer) -> Iterator[tuple[str, Treaty, PartyStanding]]:
    """Yield the states whose membership in a treaty that the answer names is disputed, each with the treaty and the
    dispute.

    If the question names states, only these and the attacked states are considered.
    """
    ruling = ruled.ruling
    owed = [*ruling.settled, *ruling.open, *ruling.barred]
    if ruled.topic.states:
        owed = [o for s in ruling.states for o in (*s.settled, *s.open, *s.lesser)]
    mentioned = set[tuple[str, str]]()
    for ident in dict.fromkeys(o.call.treaty.id for o in owed):
        treaty = ruled.solution.corpus.treaty(ident)
        same = [o for o in owed if o.call.treaty is treaty]
        named = ruled.topic.states or _asked_about(ruled, same)
        for state in dict.fromkeys((*ruled.helped, *named)):
            standing = treaty.standing(state, ruled.setting.on)
            if standing and (state, standing.why) not in mentioned:
                mentioned.add((state, standing.why))
                yield state, treaty, standing


def _asked_about(ruled: RuledAnswer, owed: Iterable[Owed]) -> list[str]:
    """List the states that owe something and whose bond a reader may doubt: of a crowd only the neighbours."""
    return [
        s
        for o in owed
        for s in o.call.states
        if len(o.call.states) <= SMALL or ruled.order.near(s)
    ]
