"""Laws about where, when and for whom an instrument speaks, tried on small crowded worlds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.record.verdict import Status, Verdict
from engine.verdicts.solution import Solution, solve
from tests.support.reasons import in_words
from tests.support.sampling import examples
from tests.support.worlds import DAY, STATES, answer, laws, of, scenarios
from treaties.models.conditions import InConflict
from treaties.models.corpus import Corpus
from treaties.models.parties import Party
from treaties.models.reading import Reading
from treaties.models.scenario import Event, RunningWar, Scenario
from treaties.models.treaty import Treaty
from treaties.vocabulary.days import in_words as day_in_words
from treaties.vocabulary.terms import PlaceKind, Trigger

small = examples(30)
TOMORROW = DAY + timedelta(days=1)
Support = frozenset[tuple[str, bool]]


def at_once(law: Corpus, scenario: Scenario) -> Solution:
    return solve(law, scenario, rounds=1, horizon=None)


def owed(found: Solution) -> dict[tuple[str, ...], set[Support]]:
    """Every duty that can be due, by obligor, instrument and beneficiary, with its supports."""
    decode = found.labels.literals.decode
    due: dict[tuple[str, ...], set[Support]] = {}
    for f, label in found.labels.of.items():
        if f.kind == "due" and label:
            obligor, clause, toward, *rest = f.args
            due.setdefault(
                (obligor, clause.partition("#")[0], toward, *rest), set()
            ).update(
                frozenset((re.sub(r"#\d+", "", q), yes) for q, yes in decode(m))
                for m in label
            )
    return due


def told(found: Solution) -> dict[str, tuple[str, set[str]]]:
    """What each state's row says: the status on the events as given, and the reasons."""
    return {
        r.state: (
            f"{r.at_once.status} {r.at_once.duty}",
            {in_words(b) for b in r.blocked},
        )
        for r in found
    }


# Place follows the fighting


@pytest.mark.parametrize("kind", [PlaceKind.TERRITORY, PlaceKind.FORCES])
def test_whose_war_it_is_does_not_move_the_place(kind: PlaceKind) -> None:
    """Germany's war on Peru's soil and Canada's are fought in the same place, though their homes are not."""
    base = of([])
    allies = ("germany", "canada", "australia")
    spots: list[tuple[str, tuple[str, ...]]] = [
        ("peru", ("americas",)),
        ("poland", ("europe",)),
        ("japan", ("asia",)),
    ]
    seen = set()
    for area in base.gazetteer.areas:
        clause: dict[str, object] = {
            "article": "1",
            "duty": "fight",
            "trigger": "war",
            "gist": "A made-up duty.",
        }
        clause |= {"conditions": [{"kind": "in-area", "area": area.id}]}
        law = of([_pact("italy", *allies, obligations=(clause,))])
        for whose, regions in spots:
            at: dict[str, object] = {"of": whose, "kind": kind, "regions": regions}
            said = {_status(law, ally, whose, at) for ally in allies}
            assert len(said) == 1, (area.id, whose, said)
            seen |= said
    assert len(seen) > 1


def _status(law: Corpus, ally: str, victim: str, at: dict[str, object]) -> str:
    event = Event.model_validate(
        {"kind": "armed-attack", "by": ally, "against": victim, "at": at}
    )
    return str(
        at_once(law, Scenario(on=DAY, events=(event,), background=False))[
            "italy"
        ].at_once.status
    )


def _pact(*parties: str, **more: object) -> Treaty:
    plain = {
        "id": "pact-0",
        "title": "Pact",
        "parties": parties,
        "signed": date(1925, 1, 1),
        "in_force": date(1926, 1, 1),
        "sources": ("design-note",),
    }
    return Treaty.model_validate(plain | more)


# Dead states, parties that left, versions, instruments of a war, and tomorrow


@small
@given(laws(), scenarios(), st.sampled_from(["estonia", "latvia", "austria-hungary"]))
def test_who_is_dead_changes_nothing_by_standing_among_the_parties(
    law: Corpus, scenario: Scenario, dead: str
) -> None:
    with_them = of(
        t.model_copy(update={"parties": (*t.parties, Party(state=dead))})
        for t in law.treaties
    )
    scenario = scenario.model_copy(update={"on": DAY})
    one, two = at_once(law, scenario), at_once(with_them, scenario)
    assert owed(one) == owed(two)
    assert dead not in {r.state for r in two if r.grounds}


@small
@given(laws(), scenarios(), st.sampled_from(STATES))
def test_who_left_is_no_party_and_is_told_its_own_day(
    law: Corpus, scenario: Scenario, gone: str
) -> None:
    left = date(1929, 3, 4)
    wide = [t for t in law.treaties if len(t.parties) > 2 and gone in t.states]
    assume(
        wide
        and not any(
            gone in (*o.obligors, *o.beneficiaries) for t in wide for o in t.obligations
        )
    )

    def rewritten(parties: tuple[Party, ...]) -> tuple[Party, ...]:
        return tuple(
            p.model_copy(update={"until": left}) if p.state == gone else p
            for p in parties
        )

    ended = of(
        t.model_copy(update={"parties": rewritten(t.parties)}) if t in wide else t
        for t in law.treaties
    )
    never = of(
        t.model_copy(update={"parties": tuple(p for p in t.parties if p.state != gone)})
        if t in wide
        else t
        for t in law.treaties
    )
    one, two = at_once(ended, scenario), at_once(never, scenario)
    assert owed(one) == owed(two)
    told = {in_words(b, one.setting) for r in one for b in r.blocked}
    days, name = (
        {why for why in told if "not been bound" in why},
        one.setting.name_in_line(gone),
    )
    assert days <= {f"{name} left on {day_in_words(left)}"}


@small
@given(laws(), scenarios(), st.dates(date(1926, 6, 1), date(1929, 1, 1)))
def test_an_article_in_two_versions_is_the_article(
    law: Corpus, scenario: Scenario, cut: date
) -> None:
    def versions(treaty: Treaty) -> Iterator[object]:
        for number, o in enumerate(treaty.obligations):
            for span in ({"until": cut}, {"since": cut}):
                yield o.model_copy(update={"article": f"{number}", **span})

    named = of(
        t.model_copy(
            update={
                "obligations": tuple(
                    o.model_copy(update={"article": f"{n}"})
                    for n, o in enumerate(t.obligations)
                )
            }
        )
        for t in law.treaties
    )
    split = of(
        t.model_copy(update={"obligations": tuple(versions(t))}) for t in law.treaties
    )
    one, two = at_once(named, scenario), at_once(split, scenario)
    assert owed(one) == owed(two)
    assert told(one) == told(two)


@small
@given(laws(), laws(), scenarios())
def test_what_was_made_for_one_war_and_ended_says_nothing(
    law: Corpus, old: Corpus, scenario: Scenario
) -> None:
    within = InConflict(conflict="an-old-war")
    ended = [
        t.model_copy(
            update={
                "id": f"declaration-{n}",
                "until": date(1929, 1, 1),
                "obligations": tuple(
                    o.model_copy(update={"conditions": (*o.conditions, within)})
                    for o in t.obligations
                ),
            }
        )
        for n, t in enumerate(old.treaties)
    ]
    assert told(at_once(of([*law.treaties, *ended]), scenario)) == told(
        at_once(law, scenario)
    )


@small
@given(laws(), laws(), scenarios())
def test_what_enters_into_force_tomorrow_is_told_beside_what_is_owed(
    law: Corpus, new: Corpus, scenario: Scenario
) -> None:
    scenario = scenario.model_copy(update={"on": DAY})
    coming = [
        t.model_copy(update={"id": f"coming-{n}", "since": TOMORROW})
        for n, t in enumerate(new.treaties)
    ]
    now, both = at_once(law, scenario), at_once(of([*law.treaties, *coming]), scenario)
    assert owed(both) == owed(now)
    fighting = {frozenset((e.by[0], e.against[0])) for e in scenario.events}
    due = {
        (obligor, clause.replace("pact", "coming"))
        for obligor, clause, toward, *_ in owed(at_once(new, scenario))
        if frozenset((obligor, toward)) not in fighting
    }
    said = {
        (r.state, b.clause.partition("#")[0])
        for r in both
        for b in r.blocked
        if in_words(b)
        == f"signed on 1 January 1925, in force only from {day_in_words(TOMORROW)}"
    }
    assert due <= said


# Reasons


@small
@given(laws(), scenarios())
def test_reasons_are_those_of_the_events_as_given(
    law: Corpus, scenario: Scenario
) -> None:
    given_, followed = at_once(law, scenario), answer(law, scenario)
    for row in followed:
        here = [r for r in given_ if r.state == row.state]
        first = {(b.clause, in_words(b)) for r in here for b in r.blocked}
        assert {(b.clause, in_words(b)) for b in row.blocked} <= first, row.state


# Force on one's own soil


ATTACKS = (Trigger.ARMED_ATTACK, Trigger.AGGRESSION)


@small
@given(laws(), st.permutations(STATES), st.booleans())
def test_force_on_ones_own_soil_attacks_no_uninvited_guest(
    law: Corpus, order: list[str], leave: bool
) -> None:
    host, guest = order[:2]
    plain = {"kind": "armed-attack", "by": host, "against": guest}
    there = plain | {"at": {"of": host, "kind": "forces"}, "leave": leave}
    found, at_home = (
        at_once(
            law, Scenario(on=DAY, events=(Event.model_validate(e),), background=False)
        )
        for e in (there, plain)
    )
    due = owed(at_home)
    for fact, supports in owed(found).items():
        assert all(any(w <= s for w in due.get(fact, ())) for s in supports), (
            "never more than an attack at home"
        )
    for row in found:
        for j in row.judged:
            o = j.ground.clause.obligation
            if o.trigger in ATTACKS and j.ground.beneficiary == guest:
                on_territory = any(c.kind == "on-territory" for c in o.conditions)
                assert leave or on_territory or j.at_once.status not in CALLED, o
                assert j.at_once.status is not Status.BOUND or on_territory, o


CALLED = (Status.BOUND, Status.CONTESTED, Status.CONDITIONAL)


# Readings


def verdicts(found: Solution) -> dict[tuple[str, str, str], Verdict]:
    """The verdict on each ground; where a ground stands among the others is left out."""
    return {
        (r.state, j.ground.clause.key, j.ground.beneficiary): replace(
            j.verdict, ground=-1
        )
        for r in found
        for j in r.judged
    }


@small
@given(laws(), scenarios(), st.data())
def test_a_reading_moves_no_verdict_under_another_treaty(
    law: Corpus, scenario: Scenario, data: st.DataObject
) -> None:
    asked = sorted(q.id for q in at_once(law, scenario).questions)
    assume(asked and len(law.treaties) > 1)
    ident, said = (
        data.draw(st.sampled_from(asked)),
        data.draw(st.sampled_from(["yes", "no"])),
    )
    of_one = data.draw(st.sampled_from(sorted(t.id for t in law.treaties)))
    plain = {
        "id": "somebody",
        "name": "Somebody",
        "kind": "scholar",
        "who": "an author",
        "gist": "It is as is said here.",
        "sources": ("design-note",),
        "answers": {ident: said},
    }

    def under(*named: str) -> dict[tuple[str, str, str], Verdict]:
        reading = Reading.model_validate(plain | ({"treaties": named} if named else {}))
        return verdicts(
            solve(
                law, scenario, asked=reading, readings=[reading], rounds=1, horizon=None
            )
        )

    untouched = verdicts(at_once(law, scenario))
    everywhere, there = under(), under(of_one)
    assert everywhere == under(*(t.id for t in law.treaties))
    for key, verdict in there.items():
        own = key[1].partition(":")[0] == of_one
        assert verdict == (everywhere if own else untouched)[key], key


# Attackers that are no state, force that may be none, consent that was extracted


WAITS = (Trigger.THREAT,)


@small
@given(laws(), st.permutations(STATES))
def test_a_groups_attack_is_the_states_and_one_question_more(
    law: Corpus, order: list[str]
) -> None:
    attacker, victim = order[:2]
    event = {"kind": "armed-attack", "by": attacker, "against": victim}
    group, state = (
        owed(
            at_once(
                law,
                Scenario(on=DAY, events=(Event.model_validate(e),), background=False),
            )
        )
        for e in (event | {"group": "the Black Hand"}, event)
    )
    laid = (f"attributed:{attacker}>{victim}", True)
    assert {k: {s - {laid} for s in each} for k, each in group.items()} == state
    threats = {
        (t.id, o.article)
        for t in law.treaties
        for o in t.obligations
        if o.trigger in WAITS
    }
    for (_, clause, *_rest), supports in group.items():
        ident, _, article = clause.partition(":")
        if (ident, article) not in threats:
            assert all(laid in s for s in supports), clause


@small
@given(
    laws(),
    st.permutations(STATES),
    st.sampled_from(["cyber-attack", "sabotage", "unrest", "limited-force"]),
)
def test_force_that_may_be_none_calls_no_more_than_an_attack(
    law: Corpus, order: list[str], kind: str
) -> None:
    attacker, victim = order[:2]
    less, attack = (
        owed(
            at_once(
                law,
                Scenario(
                    on=DAY,
                    events=(
                        Event.model_validate(
                            {"kind": k, "by": attacker, "against": victim}
                        ),
                    ),
                    background=False,
                ),
            )
        )
        for k in (kind, "armed-attack")
    )
    for fact, supports in less.items():
        known = {_but_gravity(w) for w in attack.get(fact, ())}
        assert all(any(w <= _but_gravity(s) for w in known) for s in supports), fact


def _but_gravity(support: Support) -> Support:
    """Without how grave the force is, and under the rule that an attack makes war: lesser force makes it by who joins."""
    of_force = ("armed-attack", "aggression", "force")
    return frozenset(
        x
        for x in support
        if x[0].partition(":")[0] not in of_force and x[0] != "rule:attack-makes-war"
    )


@small
@given(laws(), scenarios(), st.data())
def test_extracted_consent_changes_nothing_until_somebody_holds_it_void(
    law: Corpus, scenario: Scenario, data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(law.treaties))
    forced = of(
        t.model_copy(update={"extracted": "Signed under threat."}) if t is one else t
        for t in law.treaties
    )
    plain, doubted = at_once(law, scenario), at_once(forced, scenario)
    assert {s: x for s, (x, _) in told(plain).items()} == {
        s: x for s, (x, _) in told(doubted).items()
    }
    void = Scenario.model_validate(
        scenario.model_dump(by_alias=True) | {"answers": {f"valid:{one.id}": "no"}}
    )
    assert _due_of(at_once(forced, void)) == _due_of(
        at_once(law.without(one.id), scenario)
    )


def _due_of(found: Solution) -> set[tuple[str, str, str]]:
    """What is due or may be under the answers given."""
    return {
        (r.state, j.ground.clause.key, j.ground.beneficiary)
        for r in found
        for j in r.judged
        if j.at_once.status in CALLED
    }


# Running wars, and days to come


@small
@given(laws(), scenarios(), scenarios())
def test_without_the_running_war_it_is_as_if_there_were_none(
    law: Corpus, scenario: Scenario, other: Scenario
) -> None:
    scenario = scenario.model_copy(update={"on": DAY})
    since = DAY - timedelta(days=400)
    events = tuple(e.model_copy(update={"on": since}) for e in other.events)
    war = RunningWar(
        id="war",
        title="War",
        gist="A war.",
        since=since,
        events=events,
        sources=("design-note",),
    )
    found = at_once(law.model_copy(update={"wars": (war,)}), scenario)
    assert (owed(found), told(found)) == (
        owed(at_once(law, scenario)),
        told(at_once(law, scenario)),
    )


@small
@given(laws(), scenarios(), st.integers(-2, 2))
def test_a_day_to_come_has_the_law_as_known_and_says_so(
    law: Corpus, scenario: Scenario, days: int
) -> None:
    known = law.model_copy(update={"current_to": scenario.on + timedelta(days=days)})
    found = at_once(known, scenario)
    assert told(found) == told(at_once(law, scenario))
    assert ("Law as of" in found.heading) is (days < 0)
