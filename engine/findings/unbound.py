"""States that owe no help, and why: treaties that ended, conditions that fail, duties to the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from engine.findings.calls import TriggeredArticle, settled_duties, triggered_articles
from engine.findings.findings import Findings
from engine.question.topic import Side
from engine.record.facts import NO_PARTY, OTHER_ENEMY, FailedCondition, Failure
from engine.record.rows import StateVerdict
from engine.record.verdict import Status
from engine.setting.graph import Clause, clause_of
from engine.setting.prominence import LONG_AGO, SOON, DisplayOrder
from engine.setting.sides import wars_of
from treaties.atlas import neighbours
from treaties.models.conditions import Assists, Attacker, Judgement
from treaties.models.treaty import Treaty
from treaties.support.memoised import memoised
from treaties.vocabulary.names import listed
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Duty, EventKind, Warrant

SMALL, CLOSE = 12, 5
"""`SMALL`: parties up to which a treaty that has ended is still worth mentioning. `CLOSE`: parties up to which readers may
ask about a treaty's members.
"""
ANOTHER_KIND = "of-another-kind"
"""The failure of an article that names another kind of attacker."""
LEFT_OUT = ("left-out", ANOTHER_KIND)
"""Failures of an article that does not cover this attacker."""
RECENT = 30 * 366
"""Days during which the ended treaty of a lesser power is still mentioned; for great powers the limit is `LONG_AGO`."""


class Lack(StrEnum):
    """A kind of reason why an instrument does not oblige a state to help, in the order in which readers expect the
    reasons.
    """

    TALKS = "talks"
    """The article is triggered but demands less than help."""
    RIGHT = "right"
    """The article is triggered, but leaves it to the state whether to help."""
    ATTACKERS_SIDE = "attackers-side"
    """The state has taken the side of the attacker."""
    CONDITION = "condition"
    """An article of help is in force, but one of its conditions fails."""
    ALLY_ATTACKS = "ally-attacks"
    BINDS_TO_ATTACKER = "binds-to-attacker"
    """The instrument obliges the state to help the attacker, though not as an ally: the state is a guarantor, or the pact
    binds all parties to each other.
    """
    NOT_IN_FORCE = "not-in-force"
    ENDED = "ended"
    NO_HELP = "no-help"
    """The instrument is in force and has no article of help."""
    OUTSIDE = "outside"
    """The instrument promises help, but not to the attacked states."""
    BELOW = "below"
    """The instrument is a statute, a statement or a political commitment."""
    NEUTRAL = "neutral"
    NO_TREATY = "no-treaty"


ATTACKER_HELPED = (Lack.ALLY_ATTACKS, Lack.BINDS_TO_ATTACKER)
"""Reasons of states that are obliged to help the attacker."""


@dataclass(frozen=True, slots=True)
class NotBinding:
    """One reason why an instrument does not oblige a state to help. `articles` are its articles of help and `day` the
    date that matters (of its end, for example); `failed` is the condition that fails; `party` is the attacker that must
    be helped, or the state that is no longer bound.
    """

    lack: Lack
    treaty: Treaty | None = None
    articles: tuple[str, ...] = ()
    day: date | None = None
    failed: FailedCondition | None = None
    party: str = ""

    @property
    def source(self) -> str:
        """The id of the treaty's first source; empty without a treaty."""
        return self.treaty.sources[0] if self.treaty else ""


@dataclass(frozen=True, slots=True)
class Unbound:
    """A state that need not help the attacked states under some instruments, and why, for each of them. `owing` is true
    if another instrument does oblige it to help.
    """

    state: str
    reasons: tuple[NotBinding, ...]
    owing: bool = False

    @property
    def short_reason(self) -> NotBinding:
        """The reason given in a short line: the first one, except that a promise below a treaty comes before an
        alliance that covers other states.
        """
        first = self.reasons[0]
        below = [r for r in self.reasons if r.lack is Lack.BELOW]
        return below[0] if below and first.lack is Lack.OUTSIDE else first

    @property
    def short_reasons(self) -> tuple[NotBinding, ...]:
        """The reasons given where not all are: the short one, and a promise below a treaty beside it. Of an ally of the
        attacker, only a promise of help counts.
        """
        first = self.short_reason
        helper = first.lack in ATTACKER_HELPED
        below = [
            r
            for r in self.reasons
            if r.lack is Lack.BELOW and r is not first and (r.articles or not helper)
        ]
        alone = (Lack.BELOW, Lack.NEUTRAL, Lack.ATTACKERS_SIDE, Lack.NOT_IN_FORCE)
        return (first,) if first.lack in alone else (first, *below[:1])

    @property
    def specific(self) -> bool:
        """Whether some reason names an instrument of the state, instead of saying only that there is none."""
        return any(
            r.lack not in (Lack.OUTSIDE, Lack.NEUTRAL, Lack.NO_TREATY)
            for r in self.reasons
        )


def unbound(solution: Findings, asked: Iterable[str] = ()) -> tuple[Unbound, ...]:
    """Return the states that owe the attacked states no help although readers may expect it: great powers of the day,
    neighbours, belligerents, and parties to instruments of few states.

    Args:
        solution: the answer.
        asked: ids of states that the user asked about; they come first.

    >>> from engine import ask
    >>> us = unbound(ask("Taiwan", by="China", on="2026-01-01", rounds=1))[0]
    >>> us.state, [(r.lack.value, r.treaty.id) for r in us.reasons[:2]]
    ('united-states', [('ended', 'us-roc-1954'), ('below', 'taiwan-relations-act-1979')])
    """
    first, found = tuple(asked), _found(solution)
    if first not in found:
        found[first] = _owing_nothing(solution, first)
    return found[first]


@memoised
def _found(_: Findings) -> dict[tuple[str, ...], tuple[Unbound, ...]]:
    """The states that `unbound` found before, by the states asked about, since several lines of an answer need them."""
    return {}


def _owing_nothing(solution: Findings, first: tuple[str, ...]) -> tuple[Unbound, ...]:
    """The states that owe no help, with the states asked about before all others."""
    setting, order, states = (
        solution.setting,
        solution.display_order,
        solution.corpus.states,
    )
    victims = set(setting.attacked)
    owing = _owing(solution)
    great = {s.id for s in states.all if s.is_great_power(setting.on)}
    linking = _linking(solution, victims, set(first))
    around = _round_about(solution, great)
    failures = {r.state: failures_of(solution, r) for r in solution.rows}
    thought_of = {*first, *great, *setting.belligerents}
    thought_of |= _neighbours((*victims, *setting.attacking))
    thought_of |= {s for s, of in linking.items() if any(map(_is_close, of))}
    thought_of |= {r.state for r in solution.rows if _fails_toward(r, victims)}
    each = [
        _unbound(solution, s, linking.get(s, ()), failures.get(s, ()), around)
        for s in thought_of - owing
        if _exists(solution, s)
    ]
    each += _resting({s: failures[s] for s in owing & set(failures)}, victims)
    shown = [
        u for u in each if u.state in first or u.specific or order.weighty(u.state)
    ]
    return tuple(sorted(shown, key=lambda u: _weight(u, first, order)))


def _owing(solution: Findings) -> set[str]:
    """The states that a treaty obliges to help at once, and those that attack, in a running war too, or are attacked."""
    setting = solution.setting
    owing = {*setting.attacked, *setting.attacking}
    owing.update(*map(setting.strikers, setting.attacked))
    for call in triggered_articles(solution).calls:
        if call.helping:
            owing.update(call.states)
    return owing


def _exists(solution: Findings, state: str) -> bool:
    """Tell whether an id is that of a state of the day."""
    states = solution.corpus.states
    return state in states and states[state].exists_on(solution.setting.on)


def _neighbours(states: Iterable[str]) -> set[str]:
    """The neighbours of some states."""
    return {near for s in states for near in neighbours().get(s, ())}


def _is_close(treaty: Treaty) -> bool:
    """Tell whether an instrument of few parties, without an end, promises help or is no treaty."""
    if len(treaty.states) > CLOSE or treaty.until:
        return False
    return bool(_helping(treaty)) or not treaty.rank.binding


def _fails_toward(row: StateVerdict, victims: set[str]) -> bool:
    """Tell whether a clause of a state fails that is owed to an attacked state."""
    return any(b.beneficiary in victims for b in row.blocked)


def _unbound(
    solution: Findings,
    state: str,
    linking: Iterable[Treaty],
    failures: Iterable[NotBinding],
    around: Iterable[NotBinding],
) -> Unbound:
    """Say why a state is bound to no help; where only statements speak for it, that an alliance about it does not.

    Args:
        solution: the answer.
        state: the id of the state.
        linking: the instruments by which it might be thought bound.
        failures: the failed conditions of its articles of help.
        around: the alliances of neighbours of the attacked states.
    """
    reasons = _not_replaced(_reasons(solution, state, linking, failures))
    if all(r.lack is Lack.BELOW for r in reasons):
        parties = solution.graph.parties
        bound = [r for r in around if r.treaty and state in parties[r.treaty.id]]
        reasons += bound[:2] or [NotBinding(Lack.NO_TREATY)]
    return Unbound(state, tuple(sorted(reasons, key=expectation)))


def _not_replaced(reasons: Sequence[NotBinding]) -> list[NotBinding]:
    """Leave out the end of a treaty that another treaty among the reasons, still in force, has replaced."""
    lapsed = (Lack.ENDED, Lack.NOT_IN_FORCE)
    in_force = [r.treaty for r in reasons if r.treaty and r.lack not in lapsed]
    replaced = {old for treaty in in_force for old in treaty.replaces}
    return [
        r
        for r in reasons
        if not (r.treaty and r.lack is Lack.ENDED and r.treaty.id in replaced)
    ]


def _resting(
    failures: Mapping[str, Iterable[NotBinding]], victims: set[str]
) -> Iterator[Unbound]:
    """Find the states that owe help and have instruments beside, for the attacked states, that rest for a time."""
    for state, reasons in failures.items():
        rests = []
        for reason in reasons:
            failed = reason.failed
            if failed and failed.pending and failed.beneficiary in victims:
                rests.append(reason)
        if rests:
            yield Unbound(state, tuple(rests), True)


def _weight(
    u: Unbound, first: Sequence[str], order: DisplayOrder
) -> tuple[object, ...]:
    """A key that sorts the states asked about first, then those that a reader asks about most."""
    near, great = order.near(u.state), order.great(u.state)
    lacking = 0
    if not u.specific:
        lacking = 3
    elif u.reasons[0].lack in ATTACKER_HELPED:
        lacking = 2
    place = lacking + (not great) if great or near else 5
    fails = place == 5 and u.short_reason.lack is Lack.CONDITION
    return u.state not in first, place, not near, not fails, order.key(u.state)


def expectation(r: NotBinding) -> tuple[int, ...]:
    """Return a sort key that puts reasons in the order in which readers expect them, such as a treaty of few parties
    before a covenant of many.
    """
    if r.lack is Lack.ATTACKERS_SIDE:
        return (-1,)
    if r.lack in ATTACKER_HELPED and r.failed and r.failed.failure.kind == OTHER_ENEMY:
        return tuple(Lack).index(Lack.NEUTRAL), 0
    parties = len(r.treaty.states) if r.treaty else 0
    if r.lack is Lack.ALLY_ATTACKS:
        # The alliance that everybody knows is the largest, and of two the newest.
        signed = earliest(r.treaty.signed) if r.treaty else date.min
        return tuple(Lack).index(r.lack), -parties, -signed.toordinal()
    if r.lack is Lack.BELOW and parties == 1:
        parties = CLOSE  # a promise to the state itself is thought of before a declaration to all
    return (
        tuple(Lack).index(r.lack),
        parties * (-1 if r.lack is Lack.OUTSIDE else 1),
        -(r.day or date.min).toordinal(),
    )


def _helping(treaty: Treaty) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(o.article for o in treaty.obligations if o.duty.drawn_in)
    )


def _could_be_called(
    solution: Findings, treaty: Treaty, failed: FailedCondition
) -> bool:
    """Tell whether an article that helps an attacker could be called against an attacked state.

    No ally here comes of a treaty that may have ended by then, of an article that names other enemies, or of a hidden
    article whose promise is a question.
    """
    if solution.topic.side is Side.ATTACKER:
        return True  # the article that covers no attack by its own party is the reason asked for
    if treaty.doubtful_on(solution.setting.on):
        return False
    clause = clause_of(solution.corpus, failed.clause)
    conditions = clause.obligation.conditions
    hidden = clause.warrant is Warrant.UNPUBLISHED
    if hidden and any(isinstance(c, Judgement) for c in conditions):
        return False
    enemies = [
        set(c.among)
        for c in conditions
        if isinstance(c, Attacker) and not (c.classes or c.allied_with)
    ]
    attacked = set(solution.setting.attacked)
    return all(among & attacked for among in enemies if among)


def _failure(
    solution: Findings, state: str, treaty: Treaty, failed: FailedCondition
) -> NotBinding | None:
    """Make the reason of a failed condition; None for an article that helps an attacker and could not be called, and
    for a pact of many that are no allies.
    """
    article = clause_of(solution.corpus, failed.clause).obligation.article
    lapsed = failed.condition in (NO_PARTY, "in-force")
    if failed.beneficiary not in solution.setting.attacking or lapsed:
        lack = Lack.NOT_IN_FORCE if failed.binds_from else Lack.CONDITION
        return NotBinding(lack, treaty, (article,), failed.binds_from, failed)
    if not _could_be_called(solution, treaty, failed):
        return None
    if _for_a_part(treaty, state):
        return None
    parties = solution.graph.parties.get(treaty.id, ())
    allied = failed.beneficiary in parties and allies(treaty, state, failed.beneficiary)
    if not allied and len(treaty.states) > CLOSE:
        return None  # what many promise each other helps no member that attacks
    lack = Lack.ALLY_ATTACKS if allied else Lack.BINDS_TO_ATTACKER
    ally = failed.beneficiary
    return NotBinding(lack, treaty, (article,), failed.binds_from, failed, ally)


def _for_a_part(treaty: Treaty, state: str) -> bool:
    """Tell whether a treaty binds a state for a part of its lands alone, and so makes no ally of it."""
    return any(p.for_ and p.state == state for p in treaty.parties)


def failures_of(solution: Findings, row: StateVerdict) -> list[NotBinding]:
    """Return the failed conditions of a state's articles of help, the nearest to being met first. Articles that wait
    only for another helper come before all others.
    """
    found, setting = _awaiting_helpers(solution, row.state), solution.setting
    # Only a reservation stands between: nearer to being called than where the article itself does not fit.
    for b in sorted(
        row.blocked,
        key=lambda b: (b.beneficiary not in setting.attacked, not b.reserved),
    ):
        _, _, duty = row.articles[b.clause]
        helps = Duty(duty).drawn_in and not _reached_elsewhere(solution, row, b)
        if helps and not _of_no_account(solution, b):
            treaty = solution.corpus.treaty(b.treaty)
            if reason := _failure(solution, row.state, treaty, b):
                found.append(_against_any_attacker(row, reason))
    return found


def _against_any_attacker(row: StateVerdict, reason: NotBinding) -> NotBinding:
    """Extend the reason that an article names another attacker to all attackers that its treaty names in this way."""
    failed = reason.failed
    if failed is None or reason.lack is not Lack.CONDITION:
        return reason
    if failed.failure.kind != ANOTHER_KIND:
        return reason
    named: dict[str, str] = {}
    for b in (failed, *row.blocked):
        _, article, duty = row.articles[b.clause]
        alike = _kind_of_failure(b) == _kind_of_failure(failed)
        if alike and Duty(duty).drawn_in:
            named.setdefault(b.failure.words[0], article)
    if any(" or " in words for words in named):
        return reason
    failure = failed.failure._replace(words=(listed(named, "or"),))
    articles = tuple(dict.fromkeys(named.values()))
    return replace(reason, articles=articles, failed=replace(failed, failure=failure))


def _kind_of_failure(failed: FailedCondition) -> tuple[object, ...]:
    """Return what articles of a treaty that fail alike have in common."""
    kind = failed.failure.kind
    return failed.treaty, failed.beneficiary, failed.reserved, kind


def _awaiting_helpers(solution: Findings, state: str) -> list[NotBinding]:
    """List the articles that oblige a state to help an attacked state only in so far as another helps it too, and
    that nothing else keeps from being called.
    """
    attacked = solution.setting.attacked
    failed = {(b.clause, b.beneficiary) for b in solution[state].blocked}
    at_once = {
        c.clause.key for c in triggered_articles(solution).calls if state in c.states
    }
    found = list[NotBinding]()
    for clause, victim in _owed_to(solution, state, attacked):
        helpers = [c for c in clause.obligation.conditions if isinstance(c, Assists)]
        out = clause.key in at_once or (clause.key, victim) in failed
        if helpers and not out and clause.obligation.duty.drawn_in:
            why = Failure("awaits-helper", (helpers[0].state, victim))
            adversary = next(iter(solution.setting.attacking), "")
            lacking = FailedCondition(
                state, clause.key, victim, adversary, helpers[0].kind, why
            )
            article = (clause.obligation.article,)
            found.append(
                NotBinding(Lack.CONDITION, clause.treaty, article, failed=lacking)
            )
    return found


def _owed_to(
    solution: Findings, state: str, victims: Iterable[str]
) -> Iterator[tuple[Clause, str]]:
    """Pair the clauses of the day that oblige a state toward some states with these states."""
    for victim in victims:
        if state != victim:
            owed = solution.graph.owed_to(victim)
            yield from ((clause, victim) for clause, states in owed if state in states)


def _of_no_account(solution: Findings, b: FailedCondition) -> bool:
    """Tell whether an article owed to the attacker makes nobody its ally: the instrument makes no allies, or it is
    presumed to have ended.
    """
    if b.beneficiary not in solution.setting.attacking:
        return False
    treaty, on = solution.corpus.treaty(b.treaty), solution.setting.on
    if treaty.no_alliance:
        return True
    doubts = [d.condition for d in treaty.doubts if d.holds_on(on)]
    return any(isinstance(c, Judgement) and c.presumed == "no" for c in doubts)


def _reached_elsewhere(
    solution: Findings, row: StateVerdict, failed: FailedCondition
) -> bool:
    """Whether an article that leaves out this attacker in one paragraph speaks of it in another, on which help is
    lacking.
    """
    if failed.failure.kind not in LEFT_OUT:
        return False
    numbers = _numbers(row.articles[failed.clause][1])
    speaking = [g.clause for g in row.grounds if g.beneficiary == failed.beneficiary]
    others = (
        solution.graph.clauses[b.clause]
        for b in row.blocked
        if b.beneficiary == failed.beneficiary
        and b.failure.kind not in LEFT_OUT
        and b.clause in solution.graph.clauses
    )
    return any(
        c.treaty.id == failed.treaty
        and c.obligation.duty.drawn_in
        and not numbers.isdisjoint(_numbers(c.obligation.article))
        for c in (*speaking, *others)
    )


def _numbers(article: str) -> set[str]:
    """The articles that a reference names: one, or several that ask something together."""
    return set(article.split(", "))


def is_alliance(treaty: Treaty) -> bool:
    """Return whether an instrument may make allies of its parties, unlike a pact that binds very many to each other.

    Args:
        treaty: the instrument.

    >>> from treaties.loading.corpus import load_corpus
    >>> [is_alliance(load_corpus().treaty(i)) for i in ("north-atlantic-1949", "league-covenant-1919")]
    [True, False]
    """
    helping = [o for o in treaty.obligations if o.duty.drawn_in]
    outward = any(c.kind == "between-parties" for o in helping for c in o.conditions)
    return len(treaty.states) <= CLOSE or bool(treaty.atop.ids) or outward


def allies(treaty: Treaty, one: str, other: str) -> bool:
    """Return whether an instrument makes allies of two states: each must help the other, against states outside the
    instrument.

    A pact of many parties that ATOP does not list, and that also covers attacks by its own parties, makes no allies: it
    binds all parties to each other.

    Args:
        treaty: the instrument.
        one: the id of a state.
        other: the id of the other state; the order does not matter.

    >>> from treaties.loading.corpus import load_corpus
    >>> nato, league = map(load_corpus().treaty, ("north-atlantic-1949", "league-covenant-1919"))
    >>> allies(nato, "france", "turkey"), allies(league, "france", "poland")
    (True, False)
    """
    helping = [o for o in treaty.obligations if o.duty.drawn_in]
    return is_alliance(treaty) and all(
        any(
            by in (o.obligors or treaty.states)
            and to in (o.beneficiaries or treaty.states)
            for o in helping
        )
        for by, to in ((one, other), (other, one))
    )


def _of_instrument(
    solution: Findings, treaty: Treaty, state: str, failed: Iterable[NotBinding]
) -> NotBinding | None:
    """Why an instrument binds a state to help none of the attacked states; `failed` is what failed of its articles
    of help. None where it says nothing of them: the state becomes a party long after."""
    articles, signed = _helping(treaty), earliest(treaty.signed)
    if not treaty.rank.binding:
        silent = _leaves_out(solution, treaty, failed)
        return None if silent else NotBinding(Lack.BELOW, treaty, articles, signed)
    both = (state, *solution.setting.attacked)
    if _was_bound_in_part(treaty, both, solution.setting.on):
        return None
    if found := _in_time(treaty, both, solution.setting.on):
        return found
    if not articles:
        return NotBinding(Lack.NO_HELP, treaty, day=signed)
    if state not in _obliged(treaty, solution.setting.on) or _for_a_part(treaty, state):
        return None
    of_it = (
        f
        for f in failed
        if f.treaty is treaty and f.failed and f.failed.clause in solution.graph.clauses
    )
    return next(of_it, NotBinding(Lack.OUTSIDE, treaty, articles))


def _leaves_out(
    solution: Findings, treaty: Treaty, failed: Iterable[NotBinding]
) -> bool:
    """Tell whether the promises of help of an instrument leave out this attacker."""
    attacked = set(solution.setting.attacked)
    kinds = {
        f.failed.failure.kind
        for f in failed
        if f.treaty is treaty and f.failed and f.failed.beneficiary in attacked
    }
    return bool(kinds) and kinds.issubset(LEFT_OUT)


def _was_bound_in_part(treaty: Treaty, states: Iterable[str], on: date) -> bool:
    """Tell whether an instrument bound one of some states for a part of its lands alone, and binds it no more."""
    return any(
        p.for_ and p.state in states and p.state not in treaty.parties_on(on)
        for p in treaty.parties
    )


def _obliged(treaty: Treaty, on: date) -> set[str]:
    """The parties of a day, and whoever owes help without ever being one."""
    named = {s for o in treaty.obligations if o.duty.drawn_in for s in o.obligors}
    return {*treaty.parties_on(on), *named.difference(treaty.states)}


def _in_time(treaty: Treaty, states: Iterable[str], on: date) -> NotBinding | None:
    """Why an instrument binds some states no more, or not yet: the first of them to have left, its end, or its
    beginning.
    """
    articles = _helping(treaty)
    if treaty.only_applied(on):
        return None
    if treaty.since is None or on < treaty.since:
        return NotBinding(Lack.NOT_IN_FORCE, treaty, articles, treaty.since)
    over = treaty.until if treaty.until and treaty.until <= on else None
    bound = treaty.parties_on(on)
    for state in states:
        if state in bound:
            continue
        left, joins = _left(treaty, state, on), _joins(treaty, state, on)
        if left and (over is None or left < over):
            return NotBinding(Lack.ENDED, treaty, articles, left, party=state)
        if joins and over is None:
            return NotBinding(Lack.NOT_IN_FORCE, treaty, articles, joins, party=state)
    return NotBinding(Lack.ENDED, treaty, articles, over) if over else None


def _left(treaty: Treaty, state: str, on: date) -> date | None:
    """The last day by then on which a state ceased to be a party."""
    ends = [p.until for p in treaty.parties if p.state == state and p.until]
    return max((day for day in ends if day <= on), default=None)


def _joins(treaty: Treaty, state: str, on: date) -> date | None:
    """The next day, if it comes soon, on which a state becomes a party."""
    starts = [p.since for p in treaty.parties if p.state == state and p.since]
    soon = timedelta(SOON)
    return min((day for day in starts if on < day and day - on <= soon), default=None)


def _linking(
    solution: Findings, victims: set[str], asked: set[str]
) -> dict[str, list[Treaty]]:
    """By state, the instruments by which it might be thought bound to help the attacked states; a mere promise not
    to attack only where the state is asked about."""
    found: dict[str, list[Treaty]] = {}
    for t in solution.corpus.treaties:
        if _is_thought_of(solution, t):
            for state in _linked(t, victims, asked, solution.setting.on) - victims:
                found.setdefault(state, []).append(t)
    return found


def _is_thought_of(solution: Findings, t: Treaty) -> bool:
    """Tell whether a reader thinks of an instrument: it is known and signed, and if it is over, a treaty of few parties
    that was not made for one war.
    """
    on = solution.setting.on
    known = t.published is not None and t.published <= on
    if solution.graph.public_only and t.secret and not known:
        return False
    if earliest(t.signed) > on:
        return False
    if t.until is None or t.until > on:
        return True
    return t.rank.binding and not t.wartime and len(t.states) <= SMALL


def _linked(t: Treaty, victims: set[str], asked: set[str], on: date) -> set[str]:
    """The states that an instrument links to the attacked states: who owes them help, or both parties to it."""
    speaking = [
        o
        for o in t.obligations
        if o.duty.drawn_in or (o.duty.lesser and not t.rank.binding)
    ]
    over = t.until is not None and t.until <= on
    with_victim = not victims.isdisjoint(t.states)
    if with_victim and not speaking and not over and _is_link_by_itself(t, asked):
        return set(t.states)
    return {
        state
        for o in speaking
        if not victims.isdisjoint(o.beneficiaries or t.states)
        for state in o.obligors or t.states
    }


def _is_link_by_itself(t: Treaty, asked: set[str]) -> bool:
    """Tell whether an instrument without help links its parties all the same: a treaty of two, or a statement of few."""
    if {o.duty for o in t.obligations} == {Duty.NOT_ATTACK} and asked.isdisjoint(
        t.states
    ):
        return False
    if t.rank.binding:
        return len(t.states) == 2
    return len(t.states) <= CLOSE and not t.obligations


def _reasons(
    solution: Findings,
    state: str,
    mine: Iterable[Treaty],
    failures: Iterable[NotBinding],
) -> list[NotBinding]:
    """Why the instruments that link a state to the attacked states, and to the attackers, bind it to no help."""
    found = triggered_articles(solution)
    reasons = {
        call.treaty.id: _asking_less(call)
        for call in found.calls
        if state in call.states and not call.duty.forbids_help
    }
    for t in mine:
        reason = _of_instrument(solution, t, state, failures)
        if reason and not _is_long_ago(solution, state, t, reason):
            reasons.setdefault(t.id, reason)
    for f in failures:
        if f.lack in ATTACKER_HELPED and f.treaty and f.treaty.rank.binding:
            reasons.setdefault(f.treaty.id, f)
    neutral = any(state in c.states for i in found.neutral for c in i.calls)
    assignments = {Lack.NEUTRAL: neutral, Lack.ATTACKERS_SIDE: _sides(solution, state)}
    return [
        *reasons.values(),
        *(NotBinding(lack) for lack, so in assignments.items() if so),
    ]


def _asking_less(call: TriggeredArticle) -> NotBinding:
    """Make the reason of an article that is called and asks for less than help."""
    lack = Lack.TALKS if call.treaty.rank.binding else Lack.BELOW
    lack = Lack.RIGHT if call.duty is Duty.MAY_ASSIST else lack
    return NotBinding(lack, call.treaty, (call.clause.obligation.article,))


def _sides(solution: Findings, state: str) -> bool:
    """Tell whether a state has taken the side of an attacker."""
    attacking = set(solution.setting.attacking)
    taken = solution.setting.has(EventKind.PERFORMS)
    return any(state in e.by and attacking.intersection(e.for_) for e in taken)


def _is_long_ago(
    solution: Findings, state: str, treaty: Treaty, reason: NotBinding
) -> bool:
    """Tell whether an instrument ended so long ago that nobody thinks of it; for great powers memory is longer. A war
    between its parties since then blots it out.
    """
    if reason.lack not in (Lack.ENDED, Lack.NOT_IN_FORCE):
        return False
    on, end = solution.setting.on, reason.day or earliest(treaty.signed)
    if any(_fought(solution, state, v, end) for v in solution.setting.attacked):
        return True
    great = solution.corpus.states[state].is_great_power(on)
    return (on - end).days > (LONG_AGO if great else RECENT)


def _fought(solution: Findings, one: str, other: str, since: date) -> bool:
    """Tell whether two states were on two sides of a war that began between a day and the question's day."""
    both = {one, other}
    return any(
        since <= began <= solution.setting.on
        and both <= {s for side in sides for s in side}
        and not any(both <= side for side in sides)
        for began, sides in _past_wars(solution)
    )


@memoised
def _past_wars(solution: Findings) -> list[tuple[date, list[set[str]]]]:
    """List the wars on file, each with its first day and the members of its sides."""
    return [
        (w.since, [set(side.members) for side in wars_of(w.events, w.since).sides()])
        for w in solution.corpus.wars
        if w.since
    ]


def _mutual(treaty: Treaty) -> bool:
    """Tell whether its parties promise help to each other, and not to named states alone."""
    return any(o.duty.drawn_in and not o.beneficiaries for o in treaty.obligations)


def _round_about(solution: Findings, great: set[str]) -> list[NotBinding]:
    """Alliances of many that reach neighbours of the attacked states, where these have none of their own; those of
    the most neighbours first.

    Only to an alliance with a great power in it does a state outside look for help: in a pact of lesser states nobody
    expects a stranger to the region or the nation that it was made for. A guarantee of named states is no alliance.
    """
    victims, found = set(solution.setting.attacked), []
    near = _neighbours(victims)
    for ident, bound in solution.graph.parties.items():
        treaty = solution.corpus.treaty(ident)
        if (
            len(bound) > CLOSE
            and treaty.rank.binding
            and (articles := _helping(treaty))
            and _mutual(treaty)
        ):
            if victims & {
                *bound,
                *(
                    b
                    for o in treaty.obligations
                    if o.duty.drawn_in
                    for b in o.beneficiaries
                ),
            }:
                return []
            if near & bound and great & bound:
                found.append(
                    (
                        -len(near & bound),
                        -len(bound),
                        NotBinding(Lack.OUTSIDE, treaty, articles),
                    )
                )
    return [reason for *_, reason in sorted(found, key=lambda x: x[:2])]


def owing_nothing(solution: Findings, found: Iterable[Unbound]) -> list[Unbound]:
    """Return the states that a reader would expect to help but that owe nothing. The states asked about are left out.
    Great powers and neighbours come first, then parties to alliances that cover other states, then the others.

    Args:
        solution: the answer.
        found: the states that are not bound to help.
    """
    order, about = solution.display_order, solution.scenario.about
    kept = [
        u
        for u in found
        if u.state not in about and _owes_nothing(solution, u) and _expected(order, u)
        if not _right_told(solution, u)
    ]
    return sorted(kept, key=lambda u: _place(order, u))


def _owes_nothing(solution: Findings, u: Unbound) -> bool:
    """Tell whether a state owes the attacked states neither help nor talks nor neutrality."""
    settled = settled_duties(solution, u.state)
    duties = {c.duty for c in settled if c.treaty.rank.binding}
    lesser = duties - {Duty.MAY_ASSIST}
    if u.owing or lesser or _helps_attacker(solution, u.state):
        return False
    return not _talks_told(solution, u.state)


def _helps_attacker(solution: Findings, state: str) -> bool:
    """Tell whether a state must for certain help an attacker, which the answer says on its own."""
    owed = (c for i in triggered_articles(solution).attackers for c in i.calls)
    return any(
        c.helping and c.verdict.status is Status.BOUND and state in c.states
        for c in owed
    )


def _right_told(solution: Findings, u: Unbound) -> bool:
    """Tell whether the first lines tell that a treaty of few lets a state help, on one condition at most, or has it
    mobilise.
    """
    first = u.short_reason
    if first.treaty is None or len(first.treaty.states) > CLOSE:
        return False
    of_it = [o for o in first.treaty.obligations if o.article in first.articles]
    if first.lack is Lack.TALKS:
        return any(o.duty is Duty.MOBILISE for o in of_it)
    return first.lack is Lack.RIGHT and _is_near(solution, first.treaty, u.state)


def _is_near(solution: Findings, treaty: Treaty, state: str) -> bool:
    """Tell whether a right to help by a treaty waits for one condition at most."""
    rights = [
        c.verdict.supports
        for c in triggered_articles(solution).calls
        if c.duty is Duty.MAY_ASSIST and c.treaty is treaty and state in c.states
    ]
    return any(len(list(solution.literals.decode(s[0]))) < 2 for s in rights if s)


def _talks_told(solution: Findings, state: str) -> bool:
    """Tell whether the first lines tell of talks that a state owes, on one condition at most."""
    talks = [
        c.verdict.supports
        for c in triggered_articles(solution).calls
        if c.duty is Duty.CONSULT and c.treaty.rank.binding and state in c.states
    ]
    return any(len(list(solution.literals.decode(s[0]))) < 2 for s in talks if s)


def _expected(order: DisplayOrder, u: Unbound) -> bool:
    """Tell whether one would ask about a state: where it is weighty; about an ally of the attacker where it is near or
    has weight of its own; about a neutral before force was forbidden.
    """
    first = u.short_reason
    if first.lack in ATTACKER_HELPED:
        return order.leads(u.state) or order.near(u.state) or order.fights(u.state)
    if first.lack is Lack.NEUTRAL:
        return order.weighty(u.state) and not order.setting.rule_holds("no-force")
    many = first.treaty is not None and len(first.treaty.states) > SMALL
    if many and first.failed and first.failed.failure.kind in LEFT_OUT:
        return order.great(u.state)  # a pact of many that leaves such attackers out
    return order.weighty(u.state)


def _place(order: DisplayOrder, u: Unbound) -> int:
    """Return a key that sorts what great powers and neighbours have before alliances that cover others, and these
    before what other states have.
    """
    if u.short_reason.lack is Lack.OUTSIDE:
        return 1
    return 0 if order.great(u.state) or order.near(u.state) else 2
