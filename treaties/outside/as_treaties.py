"""Conversion of ATOP's alliances into treaties: limits that ATOP specifies become conditions, others become questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from treaties.loading.corpus_files import data_file
from treaties.models.atop_note import Atop
from treaties.models.conditions import (
    AnyCondition,
    Attacker,
    Judgement,
    Request,
    Unprovoked,
)
from treaties.models.corpus import Corpus
from treaties.models.parties import Party
from treaties.models.states import States
from treaties.models.treaty import Obligation, Treaty
from treaties.outside import open_law
from treaties.outside.atop import AtopLaw
from treaties.outside.dates import PartialSpan
from treaties.outside.law import AllianceLeg
from treaties.outside.members import MemberPhase
from treaties.outside.promises import Limit, Promise, Secrecy
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import CasusError, UnknownName
from treaties.vocabulary.terms import Duty, Nature, Presumption, Trigger

SOURCE = "atop-5-1"

TERMS = {
    Promise.DEFENSE: (Duty.ASSIST, Trigger.ARMED_ATTACK),
    Promise.OFFENSE: (Duty.ASSIST, Trigger.WAR),
    Promise.NEUTRAL: (Duty.STAY_NEUTRAL, Trigger.WAR),
    Promise.NONAGG: (Duty.NOT_ATTACK, Trigger.STANDING),
    Promise.CONSUL: (Duty.CONSULT, Trigger.THREAT),
}
"""The duty and trigger for each promise. ATOP does not grade duties, so active support becomes `assist`."""

HELP = (Promise.DEFENSE, Promise.OFFENSE, Promise.NEUTRAL)
"""Promises that an uneven alliance may make in one direction only."""
WHOM = "whom"
"""The kind of question that asks who owes whom."""

MENTIONED = {
    Limit.ADVERSARY: (
        "adversary",
        "Is {attacker} the adversary against whom this alliance promises {promise}?",
    ),
    Limit.LOCATION: (
        "location",
        "Does the war of {attacker} fall in the place to which {promise} is limited?",
    ),
    Limit.CONFLICT: ("conflict", "Is this the conflict to which {promise} is limited?"),
    Limit.NUMBER: ("number", "Are the adversaries as many as {promise} asks for?"),
    Limit.DEMANDS: (
        "demands",
        "Have the demands or steps gone before on which {promise} depends?",
    ),
    Limit.OTHER: (
        "otherwise",
        "Is the further limit met that the alliance sets and ATOP does not describe (`olimob`)?",
    ),
}
"""The question for each limit that ATOP does not specify."""


@dataclass(frozen=True)
class OutsideLaw:
    """The alliances of one file as treaties, without those that the corpus has as instruments."""

    law: AtopLaw
    treaties: tuple[Treaty, ...]
    replaced: Mapping[int, tuple[str, ...]]
    """ATOP numbers of alliances that the corpus has article by article, with the ids of their instruments."""
    nameless: tuple[int, ...]
    """Codes of members that the register of states does not know; they are left out."""

    @property
    def note(self) -> str:
        """A line on what was loaded and what was left out."""
        left = (
            f"; {len(self.nameless)} entities without a state's code left out"
            if self.nameless
            else ""
        )
        return (
            f"{self.law.coverage}: {len({t.atop.ids for t in self.treaties})} alliances from the file, "
            f"{len(self.replaced)} read article by article from the corpus{left}"
        )

    def world(self, corpus: Corpus) -> Corpus:
        """Return a corpus with the file's alliances added."""
        cover = self.law.coverage
        file = data_file(Path(self.law.source), "atop", str(cover))
        return corpus.with_file(file, self.treaties)


def read_outside(spec: str, corpus: Corpus) -> OutsideLaw:
    """Load the law of `atop:FILE` for use with a corpus.

    Raises `CasusError` if it is not ATOP's member file.
    """
    law = open_law(spec)
    if not isinstance(law, AtopLaw):
        raise CasusError(
            f"`{spec}` cannot be asked as law: COW's alliances name no conditions",
            remedy="give ATOP's member file, `atop:atop5_1m.csv`; `casus import cow` sums up the other",
        )
    return outside_law(law, corpus)


def outside_law(law: AtopLaw, corpus: Corpus) -> OutsideLaw:
    """Convert each phase of ATOP's alliances into a treaty, except alliances that the corpus itself has."""
    replaced = grouped(
        (number, treaty.id) for treaty in corpus.treaties for number in treaty.atop.ids
    )
    known = set(law.alliances)
    phases = grouped(
        ((r.atopid, r.phase), r)
        for r in law.rows
        if r.atopid in known and r.atopid not in replaced
    )
    nameless: set[int] = set()
    made = [
        phase_treaty(law, rows, corpus.states, nameless) for rows in phases.values()
    ]
    treaties = tuple(treaty for treaty in made if treaty is not None)
    kept = {number: tuple(ids) for number, ids in replaced.items() if number in known}
    return OutsideLaw(law, treaties, kept, tuple(sorted(nameless)))


def phase_treaty(
    law: AtopLaw, rows: Iterable[MemberPhase], states: States, nameless: set[int]
) -> Treaty | None:
    """Return one phase of an alliance as a treaty; None if fewer than two of its members are in the register of states.

    Args:
        law: the data set.
        rows: the rows of the phase, one for each member.
        states: the register of states.
        nameless: a set to which the codes of unknown members are added.
    """
    rows = tuple(rows)
    ids = _registered(rows, states)
    nameless |= {row.member for row in rows} - ids.keys()
    kept = [row for row in rows if row.member in ids]
    if len({ids[row.member] for row in kept}) < 2:
        return None
    first = rows[0]
    since = min(row.span.first for row in kept)
    until = max(_end(row.span, law) for row in kept)
    legs = [leg for leg in law.alliance(first.atopid) if leg.phase == first.phase]
    return Treaty(
        id=f"atop-{first.atopid}" + (f"-phase-{first.phase}" if first.phase else ""),
        title=f"ATOP alliance {first.atopid}"
        + (f", phase {first.phase}" if first.phase else ""),
        parties=tuple(_party(row, ids[row.member], law, since, until) for row in kept),
        signed=since,
        since=since,
        until=until,
        secret={row.secrecy for row in rows} == {Secrecy.SECRET},
        text_available=True,
        cited=(SOURCE,),
        atop=Atop(ids=(first.atopid,)),
        verified=all(_is_exact(row.span) for row in kept),
        notes=(
            "From ATOP's member file: dates are of signature or accession, not of entry into force.",
        ),
        obligations=tuple(_obligations(legs, ids, law, states, _is_uneven(rows))),
    )


def _registered(rows: Iterable[MemberPhase], states: States) -> dict[int, str]:
    """By COW code the id of each member that is a state of the register."""
    ids: dict[int, str] = {}
    for row in rows:
        with suppress(UnknownName):
            ids[row.member] = states.numbered(row.member, row.span.first).id
    return ids


def _is_uneven(rows: Sequence[MemberPhase]) -> bool:
    """Whether the members promise each other different things, and no row says which."""
    if any(r.varying for r in rows) or not any(r.asymmetric for r in rows):
        return False
    return len({r.promises for r in rows}) == 1


def _is_exact(span: PartialSpan) -> bool:
    """Whether both days of a span are known to the day."""
    return span.since.exact and (span.until is None or span.until.exact)


def _end(span: PartialSpan, law: AtopLaw) -> date:
    return span.end if span.until is not None else law.coverage.last + timedelta(days=1)


def _party(
    row: MemberPhase, state: str, law: AtopLaw, since: date, until: date
) -> Party:
    end = _end(row.span, law)
    return Party(
        state=state,
        since=row.span.first if row.span.first != since else None,
        until=end if end != until else None,
        note=""
        if row.span.since.exact
        else f"ATOP knows the day of entry only as {row.span.since}",
    )


def _obligations(
    legs: Iterable[AllianceLeg],
    ids: Mapping[int, str],
    law: AtopLaw,
    states: States,
    uneven: bool,
) -> Iterable[Obligation]:
    """The legs gathered: who owes the same promise under the same limits to the same partners stands in one clause.

    `uneven` says that the members promise different things by `asymm` while their columns are equal.
    """
    owed: defaultdict[tuple[Any, ...], dict[str, None]] = defaultdict(dict)
    for leg in legs:
        if (
            leg.obligor not in ids
            or leg.beneficiary not in ids
            or ids[leg.obligor] == ids[leg.beneficiary]
        ):
            continue
        for promise, answer in leg.owed.items():
            if answer.no:
                continue
            limits = tuple(sorted(leg.limits.get(promise, ())))
            varying = answer.why if law.row(leg).varying else ""
            key = (
                promise,
                limits,
                leg.threats,
                ids[leg.obligor],
                answer.unknown,
                varying,
                leg.secret,
            )
            owed[key][ids[leg.beneficiary]] = None
    for (
        promise,
        limits,
        threats,
        obligor,
        unknown,
        why,
        secret,
    ), partners in owed.items():
        duty, trigger = TERMS[promise]
        if promise is Promise.NEUTRAL and Limit.ATTACKED in limits:
            trigger = Trigger.ARMED_ATTACK
        yield Obligation(
            article=str(promise),
            duty=duty,
            trigger=trigger,
            obligors=(obligor,),
            beneficiaries=tuple(partners),
            conditions=(
                *_conditions(promise, limits, threats, states, unknown),
                *([_whom(promise)] if uneven and promise in HELP else []),
            ),
            gist=f"ATOP codes `{promise}`: {promise.meaning}"
            + (f"; only {', '.join(str(x) for x in limits)}" if limits else "")
            + ".",
            secret=bool(secret),
            verified="unverified" not in why,
            note=why,
        )


def _conditions(
    promise: Promise,
    limits: Iterable[Limit],
    threats: Iterable[int],
    states: States,
    unknown: bool,
) -> Iterable[AnyCondition]:
    named = tuple(dict.fromkeys(i for t in threats if (i := _named(t, states))))
    for limit in limits:
        if limit is Limit.UNPROVOKED:
            yield Unprovoked()
        elif limit is Limit.REQUEST:
            yield Request()
        elif limit is Limit.ADVERSARY and named:
            yield Attacker(among=named)
        elif limit in MENTIONED:
            ident, text = MENTIONED[limit]
            yield Judgement(
                id=f"{ident}-of-{promise}",
                text=text.replace("{promise}", f"`{promise}`"),
                nature=Nature.FACT,
                presumed=Presumption.OPEN,
                why=f"ATOP mentions a limit ({limit}) without saying what it is",
                per_attack=True,
            )
    if unknown:
        yield Judgement(
            id=f"owed-{promise}",
            text=f"Is `{promise}` owed to {{beneficiary}}, and not only to another partner (`obvary`)?",
            why="the row says that the member's obligations vary and not to whom they run",
        )


def _whom(promise: Promise) -> Judgement:
    return Judgement(
        id=f"{WHOM}-{promise}",
        text=f"Is `{promise}` owed to {{beneficiary}}, and not only by it (`asymm`)?",
        why="the file says that the members do not all promise the same, and its columns do not say who promises more",
    )


def _named(code: int, states: States) -> str:
    try:
        return states.numbered(code).id
    except UnknownName:
        return ""
