"""Small crowded worlds: three or four states, mutual pacts, every kind of trigger and many conditions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import assume
from hypothesis import strategies as st

from engine.answer import Answer
from engine.record.facts import Derivation, Fact
from engine.record.questions import Literal
from engine.verdicts.solution import solve
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.terms import Duty, EventKind, Trigger

STATES = ("france", "germany", "italy", "poland")
DAY = date(1950, 6, 1)
CHARTERLESS = date(1930, 6, 1)

_CONDITIONS = st.lists(
    st.sampled_from(
        [
            {"kind": "state-of-war"},
            {"kind": "unprovoked"},
            {"kind": "request"},
            {"kind": "self-defence"},
            {"kind": "domestic-law"},
            {"kind": "on-territory"},
            {"kind": "attacker", "among": ["germany", "italy"]},
            {"kind": "attacker", "classes": ["non-party"]},
            {"kind": "attackers", "at_least": 2},
            {"kind": "assists", "state": "italy"},
            {"kind": "joined-by", "among": ["poland"]},
            {"kind": "no-war-with", "states": ["poland"]},
            {
                "kind": "judgement",
                "id": "danger",
                "text": "Is there danger for {beneficiary}?",
                "per_attack": True,
            },
            {
                "kind": "judgement",
                "id": "faith",
                "text": "Is it kept?",
                "presumed": "yes",
            },
        ]
    ),
    max_size=2,
)


@st.composite
def obligations(draw: st.DrawFn, parties: tuple[str, ...]) -> Obligation:
    """One duty among the parties."""
    duty = draw(
        st.sampled_from(
            [Duty.FIGHT, Duty.ASSIST, Duty.ACT, Duty.CONSULT, Duty.STAY_NEUTRAL]
        )
    )
    trigger = draw(
        st.sampled_from(
            [Trigger.ARMED_ATTACK] * 3
            + [Trigger.WAR, Trigger.THREAT, Trigger.AGGRESSION, Trigger.HOSTILITIES]
        )
    )
    one_way = draw(st.booleans())
    return Obligation(
        article="1",
        duty=duty,
        trigger=trigger,
        obligors=parties[:1] if one_way else (),
        conditions=tuple(draw(_CONDITIONS)),
        gist="A made-up duty for tests.",
    )


@st.composite
def treaties(draw: st.DrawFn, number: int) -> Treaty:
    """One instrument among two to four of the states."""
    parties = tuple(draw(st.permutations(STATES)))[: draw(st.integers(2, 4))]
    return Treaty(
        id=f"pact-{number}",
        title=f"Pact {number}",
        parties=parties,
        signed=date(1925, 1, 1),
        in_force=date(1926, 1, 1),
        sources=("design-note",),
        obligations=tuple(draw(st.lists(obligations(parties), min_size=1, max_size=2))),
    )


@st.composite
def laws(draw: st.DrawFn) -> Corpus:
    """A corpus of one to four made-up pacts with the shipped registers."""
    count = draw(st.integers(1, 3))
    return of(draw(treaties(n)) for n in range(count))


def of(pacts: Iterable[Treaty]) -> Corpus:
    """A corpus of these instruments only, with the shipped registers and general law."""
    base = load_corpus()
    fields = {name: getattr(base, name) for name in Corpus.model_fields}
    # Built anew: a copy would keep the look-up tables of the base.
    return Corpus(
        **fields
        | {
            "treaties": tuple(pacts),
            "readings": (),
            "scenarios": (),
            "wars": (),
            "cases": (),
            "authorisations": (),
            "invitations": (),
            "contested": (),
            "neutralities": (),
            "hash": "test",
        }
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """One or two attacks among the states, before or after the Charter."""
    on = draw(st.sampled_from([DAY, CHARTERLESS]))
    events = []
    for _ in range(draw(st.integers(1, 2))):
        attacker, victim = draw(st.permutations(STATES))[:2]
        events.append(
            Event(
                kind=EventKind.ARMED_ATTACK,
                by=(attacker,),
                against=(victim,),
                isolated=draw(st.booleans()),
            )
        )
    return Scenario(on=on, events=tuple(events), background=False)


def answer(law: Corpus, scenario: Scenario) -> Answer:
    """The whole answer of a small world; worlds too crowded to derive in full are set aside."""
    found = Answer.of(solve(law, scenario, limit=300, budget=30_000, horizon=None))
    if found.labels.truncated:
        assume(False)
    return found


def consequences(record: Derivation, answers: Iterable[Literal]) -> set[Fact]:
    """All facts that hold when exactly these answers are given: plain forward chaining, knowing nothing of labels."""
    given, held = set(answers), set[Fact]()
    grows = True
    while grows:
        grows = False
        for step in record.steps:
            if (
                step.head not in held
                and set(step.literals) <= given
                and set(step.body) <= held
            ):
                held.add(step.head)
                grows = True
    return held
