"""Whole answers on invented pacts, every field of every row held against what the law gives."""

from __future__ import annotations

from engine.findings.further import further
from engine.verdicts.solution import Solution, solve
from tests.cascade.test_rules_of_law import NEW, OLD, hits, pact
from tests.support.each import each
from tests.support.worlds import of
from tests.verdicts.whole import calls, reading, whole
from treaties.models.scenario import Event, Scenario

GRAVE = {"kind": "judgement", "id": "grave", "text": "Is it grave?", "per_attack": True}


def article(number: str, duty: str) -> dict[str, str]:
    return {
        "article": number,
        "duty": duty,
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
    }


MANY = of(
    [
        pact("italy", "germany"),
        pact("belgium", "germany", number=1, rank="political"),
        pact("spain", "germany", number=2, duty="consult"),
        pact("spain", "germany", number=3, conditions=("request",)),
        pact("portugal", "germany", number=4, verified=False),
        pact("portugal", "germany", "denmark", number=5),
        pact(
            "portugal",
            "germany",
            "norway",
            number=6,
            signed="1925-06-01",
            obligations=(
                article("1", "consult"),
                article("2", "fight"),
                article("3", "assist"),
            ),
        ),
        pact("denmark", "germany", number=7, until="1929-01-01"),
        pact("norway", "germany", number=8, conditions=("unprovoked",)),
        pact("hungary", "germany", number=9, conditions=(GRAVE,), duty="act"),
        pact("hungary", "poland", number=10),
        pact("romania", "germany", number=11, duty="stay-neutral", trigger="war"),
        pact("romania", "germany", number=12, conditions=("request", GRAVE)),
        pact("romania", "germany", number=13, conditions=(GRAVE,), duty="assist"),
        pact("bulgaria", "germany", number=14, conditions=("unprovoked",)),
        pact("bulgaria", "germany", number=15, rank="unilateral", duty="consult"),
        pact("greece", "germany", number=16, in_force=None),
        pact(
            "turkey",
            "germany",
            number=17,
            conditions=({"kind": "attackers", "at_least": 2},),
        ),
        pact("finland", "germany", number=18, duty="may-assist"),
        pact("finland", "germany", number=19, duty="mobilise"),
    ]
)
"""Everybody owes Germany something: strong and weak, sure and open, in force and not."""
SCHOOLS = (
    reading(
        "soft",
        {},
        (
            ("pact-0", "1", "consult"),
            ("pact-5", "*", "may-assist"),
            ("pact-6", "2", "may-assist"),
            ("pact-4", "*", "act"),
            ("pact-2", "*", "fight"),
        ),
    ),
    reading("strict", {"unprovoked:*": "no", "grave:*": "no"}),
    reading("lax", {"grave*": "yes"}),
    reading("of-one", {"grave*": "yes", "unprovoked:*": "no"}, (), "pact-9"),
    reading("idle", {"nothing:*": "yes"}),
)

DEFENCE = of(
    [
        pact("italy", "germany"),
        pact("italy", "poland", number=1),
        pact("france", "germany", number=2, duty="consult"),
        pact("spain", "germany", number=3, trigger="war"),
        pact("spain", "poland", number=4),
    ]
)
"""Germany attacks Poland, which strikes back; each has friends of its own."""
ON_DEFENCE = (
    reading("charter", {"lawful-defence:*": "yes"}),
    reading(
        "other",
        {"lawful-defence:*": "no", "answering-attack:*": "yes"},
        (("pact-0", "*", "may-assist"),),
    ),
)

CHAIN = of(
    [
        pact("italy", "germany", conditions=("unprovoked",)),
        pact("france", "italy", number=1),
        pact("portugal", "poland", number=2, duty="act"),
        pact("belgium", "poland", number=3, duty="assist"),
        pact("spain", "belgium", number=4, rank="political"),
        pact("spain", "belgium", number=5, duty="consult"),
    ]
)
"""Poland attacks Germany, which Italy helps; France helps Italy, others Poland once it is struck for what Italy does."""
HELD = (reading("held", {"performs:italy/*": "yes"}),)


def many() -> Solution:
    return solve(
        MANY,
        Scenario(on=OLD, events=(hits("poland", "germany"),), background=False),
        readings=SCHOOLS,
        rounds=1,
    )


def defence() -> Solution:
    events: tuple[Event, ...] = (hits("germany", "poland"), hits("poland", "germany"))
    return solve(
        DEFENCE,
        Scenario(on=NEW, events=events, background=False),
        readings=ON_DEFENCE,
        rounds=1,
    )


def chain() -> Solution:
    attack = Scenario(on=OLD, events=(hits("poland", "germany"),), background=False)
    return solve(CHAIN, attack, readings=HELD, rounds=None, horizon=4)


def helped() -> Solution:
    """The chain cut after two rounds, supposing that Italy performs."""
    answers = {"performs:italy/pact-0:1>germany": "yes"}
    attack = Scenario(
        on=OLD, events=(hits("poland", "germany"),), background=False, answers=answers
    )
    return solve(CHAIN, attack, readings=HELD, rounds=2, horizon=4)


def chains(answer: Solution) -> list[str]:
    """Who is drawn in if it goes on."""
    return [
        f"{c.clause.key} {'+'.join(c.states)} for {c.beneficiary}: {c.status} {c.duty} {c.distance.events}+{c.distance.judgements}"
        f" by {', '.join(q for q, _ in c.acts)} if {', '.join(q for q, _ in c.judgements)};"
        f" others {c.others}; attackers {c.attackers}"
        for c in further(answer)
    ]


def turns_on(answer: Solution) -> list[str]:
    """What it turns on, nearest first, and whose nearest ground rests on it."""
    return [
        f"{q.id}: {', '.join(answer.concerned.get(q.id, ())) or 'nobody'}"
        for q in answer.questions
    ]


MANY_ROWS = """
germany r0: belligerent; at once belligerent; settled no-treaty
  soft: no-treaty, strict: no-treaty, lax: no-treaty, of-one: no-treaty, idle: no-treaty
poland r0: belligerent; at once belligerent; settled no-treaty
  soft: no-treaty, strict: no-treaty, lax: no-treaty, of-one: no-treaty, idle: no-treaty
italy r1: bound fight on 0; at once bound fight; settled bound fight
  soft: bound consult, strict: bound fight, lax: bound fight, of-one: bound fight, idle: bound fight
  0 pact-0:1 for germany against poland r1: bound fight <- settled
denmark r1: bound fight on 0; at once bound fight; settled bound fight
  soft: bound may-assist, strict: bound fight, lax: bound fight, of-one: bound fight, idle: bound fight
  0 pact-5:1 for germany against poland r1: bound fight <- settled
  not pact-7:1 for germany against poland: in-force, not in force since 1 January 1929
portugal r1: bound fight on 0; at once bound fight; settled bound fight
  soft: bound assist, strict: bound fight, lax: bound fight, of-one: bound fight, idle: bound fight
  0 pact-6:2 for germany against poland r1: bound fight <- settled
  1 pact-5:1 for germany against poland r1: bound fight <- settled
  2 pact-4:1 for germany against poland r1: bound fight <- settled
  3 pact-6:3 for germany against poland r1: bound assist <- settled
  4 pact-6:1 for germany against poland r1: bound consult <- settled
bulgaria r1: bound fight on 0; at once bound fight; settled bound fight
  soft: bound fight, strict: not-triggered, lax: bound fight, of-one: bound fight, idle: bound fight
  0 pact-14:1 for germany against poland r1: bound fight <- settled
  1 pact-15:1 for germany against poland r1: bound consult <- settled
norway r1: bound fight on 0; at once bound fight; settled bound fight
  soft: bound fight, strict: bound fight, lax: bound fight, of-one: bound fight, idle: bound fight
  0 pact-8:1 for germany against poland r1: bound fight <- settled
  1 pact-6:2 for germany against poland r1: bound fight <- settled
  2 pact-6:3 for germany against poland r1: bound assist <- settled
  3 pact-6:1 for germany against poland r1: bound consult <- settled
spain r1: conditional fight 1+0 on 1; at once conditional fight 1+0; settled bound consult
  soft: conditional fight 1+0, strict: conditional fight 1+0, lax: conditional fight 1+0, of-one: conditional fight 1+0, idle: conditional fight 1+0
  0 pact-2:1 for germany against poland r1: bound consult <- settled
  1 pact-3:1 for germany against poland r1: conditional fight 1+0 <- request:germany>pact-3
romania r1: contested assist 0+1 on 2; at once contested assist 0+1; settled bound stay-neutral
  soft: contested assist 0+1, strict: bound stay-neutral, lax: bound assist, of-one: contested assist 0+1, idle: contested assist 0+1
  0 pact-11:1 for germany against poland r1: bound stay-neutral <- settled
  1 pact-12:1 for germany against poland r1: contested fight 1+1 <- grave:pact-12/poland>germany & request:germany>pact-12
  2 pact-13:1 for germany against poland r1: contested assist 0+1 <- grave:pact-13/poland>germany
hungary r1: contested act 0+1 on 0; at once contested act 0+1; settled not-triggered
  soft: contested act 0+1, strict: not-triggered, lax: bound act, of-one: bound act, idle: contested act 0+1
  0 pact-9:1 for germany against poland r1: contested act 0+1 <- grave:pact-9/poland>germany
  not pact-10:1 for poland against germany: trigger, its ally Poland is the attacker, not the attacked
finland r1: bound mobilise on 0; at once bound mobilise; settled bound mobilise
  soft: bound mobilise, strict: bound mobilise, lax: bound mobilise, of-one: bound mobilise, idle: bound mobilise
  0 pact-19:1 for germany against poland r1: bound mobilise <- settled
  1 pact-18:1 for germany against poland r1: bound may-assist <- settled
turkey r0: not-triggered; at once not-triggered; settled not-triggered
  soft: not-triggered, strict: not-triggered, lax: not-triggered, of-one: not-triggered, idle: not-triggered
  not pact-17:1 for germany against poland: attackers, help is owed only if two or more states attack, and here one does
greece r0: not-triggered; at once not-triggered; settled not-triggered
  soft: not-triggered, strict: not-triggered, lax: not-triggered, of-one: not-triggered, idle: not-triggered
  not pact-16:1 for germany against poland: in-force, signed on 1 January 1925, not in force as far as known
belgium r0: no-treaty; at once no-treaty; settled no-treaty
  soft: no-treaty, strict: no-treaty, lax: no-treaty, of-one: no-treaty, idle: no-treaty
  0 pact-1:1 for germany against poland r1: bound fight <- settled
"""

MANY_CALLS = """
asked: pact-0:1 italy for germany: bound fight
asked: pact-5:1 denmark+portugal for germany: bound fight
asked: pact-6:2 portugal+norway for germany: bound fight
asked: pact-6:3 portugal+norway for germany: bound assist
asked: pact-6:1 portugal+norway for germany: bound consult
asked: pact-4:1 portugal for germany: bound fight, unverified
asked: pact-12:1 romania for germany: contested fight 1+1
asked: pact-13:1 romania for germany: contested assist 0+1
asked: pact-14:1 bulgaria for germany: bound fight
asked: pact-9:1 hungary for germany: contested act 0+1
asked: pact-8:1 norway for germany: bound fight
asked: pact-3:1 spain for germany: conditional fight 1+0
asked: pact-11:1 romania for germany: bound stay-neutral
asked: pact-19:1 finland for germany: bound mobilise
asked: pact-18:1 finland for germany: bound may-assist
asked: pact-2:1 spain for germany: bound consult
below: pact-1:1 belgium for germany: bound fight
below: pact-15:1 bulgaria for germany: bound consult
"""

DEFENCE_ROWS = """
germany r0: belligerent; at once belligerent; settled no-treaty
  charter: no-treaty, other: no-treaty
poland r0: belligerent; at once belligerent; settled no-treaty
  charter: no-treaty, other: no-treaty
italy r1: bound fight on 0; at once bound fight; settled bound fight
  charter: bound fight, other: bound fight
  0 pact-1:1 for poland against germany r1: bound fight <- settled
  1 pact-0:1 for germany against poland r1: contested fight 0+1 <- not lawful-defence:poland>germany
spain r1: bound fight on 0; at once bound fight; settled bound fight
  charter: bound fight, other: bound fight
  0 pact-4:1 for poland against germany r1: bound fight <- settled
  1 pact-3:1 for germany against poland r1: contested fight 0+1 <- not lawful-defence:poland>germany
france r0: not-triggered; at once not-triggered; settled not-triggered
  charter: not-triggered, other: bound consult
  0 pact-2:1 for germany against poland r1: not-triggered <- nothing
"""

DEFENCE_CALLS = """
asked: pact-0:1 italy for germany: contested fight 0+1
asked: pact-3:1 spain for germany: contested fight 0+1
asked: pact-1:1 italy for poland: bound fight
asked: pact-4:1 spain for poland: bound fight
"""

CHAIN_ROWS = """
germany r0: belligerent fight 2+1 on 0; at once belligerent; settled not-triggered
  held: conditional fight 1+1
  0 pact-0:1 for italy against belgium, poland, portugal r2: conditional fight 2+1 <- performs:italy/pact-0:1>germany & strikes:poland>italy & unprovoked:poland>italy
    at once: not-triggered <- nothing
poland r0: belligerent assist 4+0 on 0; at once belligerent; settled not-triggered
  held: conditional assist 3+0
  0 pact-3:1 for belgium against france, germany, italy r3: conditional assist 4+0 <- performs:belgium/pact-3:1>poland & performs:italy/pact-0:1>germany & strikes:germany>belgium & strikes:italy>poland | performs:belgium/pact-3:1>poland & performs:italy/pact-0:1>germany & strikes:italy>belgium & strikes:italy>poland
    at once: not-triggered <- nothing
  1 pact-2:1 for portugal against france, germany, italy r3: conditional act 4+0 <- performs:italy/pact-0:1>germany & performs:portugal/pact-2:1>poland & strikes:germany>portugal & strikes:italy>poland | performs:italy/pact-0:1>germany & performs:portugal/pact-2:1>poland & strikes:italy>poland & strikes:italy>portugal
    at once: not-triggered <- nothing
italy r1: bound fight on 0; at once bound fight; settled bound fight
  held: bound fight
  0 pact-0:1 for germany against belgium, poland, portugal r1: bound fight <- settled
  1 pact-1:1 for france against belgium, poland, portugal r3: conditional fight 4+0 <- performs:france/pact-1:1>italy & performs:italy/pact-0:1>germany & strikes:poland>france & strikes:poland>italy
    at once: not-triggered <- nothing
france r2: conditional fight 2+0 on 0; at once not-triggered; settled not-triggered
  held: conditional fight 1+0
  0 pact-1:1 for italy against belgium, poland, portugal r2: conditional fight 2+0 <- performs:italy/pact-0:1>germany & strikes:poland>italy | performs:belgium/pact-3:1>poland & performs:italy/pact-0:1>germany & strikes:belgium>italy & strikes:italy>poland | performs:italy/pact-0:1>germany & performs:portugal/pact-2:1>poland & strikes:italy>poland & strikes:portugal>italy
    at once: not-triggered <- nothing
belgium r2: conditional assist 2+0 on 0; at once not-triggered; settled not-triggered
  held: conditional assist 1+0
  0 pact-3:1 for poland against france, germany, italy r2: conditional assist 2+0 <- performs:italy/pact-0:1>germany & strikes:italy>poland | performs:france/pact-1:1>italy & performs:italy/pact-0:1>germany & strikes:france>poland & strikes:poland>italy
    at once: not-triggered <- nothing
  not pact-3:1 for poland against germany: trigger, its ally Poland is the attacker, not the attacked
portugal r2: conditional act 2+0 on 0; at once not-triggered; settled not-triggered
  held: conditional act 1+0
  0 pact-2:1 for poland against france, germany, italy r2: conditional act 2+0 <- performs:italy/pact-0:1>germany & strikes:italy>poland | performs:france/pact-1:1>italy & performs:italy/pact-0:1>germany & strikes:france>poland & strikes:poland>italy
    at once: not-triggered <- nothing
  not pact-2:1 for poland against germany: trigger, its ally Poland is the attacker, not the attacked
spain r3: conditional consult 4+0 on 1; at once not-triggered; settled not-triggered
  held: conditional consult 3+0
  0 pact-4:1 for belgium against france, germany, italy r3: conditional fight 4+0 <- performs:belgium/pact-3:1>poland & performs:italy/pact-0:1>germany & strikes:germany>belgium & strikes:italy>poland | performs:belgium/pact-3:1>poland & performs:italy/pact-0:1>germany & strikes:italy>belgium & strikes:italy>poland
    at once: not-triggered <- nothing
  1 pact-5:1 for belgium against france, germany, italy r3: conditional consult 4+0 <- performs:belgium/pact-3:1>poland & performs:italy/pact-0:1>germany & strikes:germany>belgium & strikes:italy>poland | performs:belgium/pact-3:1>poland & performs:italy/pact-0:1>germany & strikes:italy>belgium & strikes:italy>poland
    at once: not-triggered <- nothing
"""

CHAIN_CALLS = """
asked: pact-0:1 italy for germany: bound fight
"""

CHAINS = """
pact-1:1 france for italy: conditional fight 2+0 by performs:italy/pact-0:1>germany, strikes:poland>italy if ; others 0; attackers False
pact-3:1 belgium for poland: conditional assist 2+0 by performs:italy/pact-0:1>germany, strikes:italy>poland if ; others 0; attackers True
pact-2:1 portugal for poland: conditional act 2+0 by performs:italy/pact-0:1>germany, strikes:italy>poland if ; others 0; attackers True
"""

CHAIN_TURNS = """
performs:italy/pact-0:1>germany: germany, poland, italy, france, belgium, portugal, spain
strikes:italy>poland: poland, belgium, portugal, spain
strikes:poland>italy: germany, italy, france
unprovoked:poland>italy: germany
performs:belgium/pact-3:1>poland: poland, spain
performs:france/pact-1:1>italy: italy
performs:portugal/pact-2:1>poland: poland
strikes:belgium>italy: nobody
strikes:france>poland: nobody
strikes:germany>belgium: poland, spain
strikes:germany>portugal: poland
strikes:italy>belgium: nobody
strikes:italy>portugal: nobody
strikes:poland>france: italy
strikes:portugal>italy: nobody
"""

HELPED_ROWS = """
poland r0: belligerent; at once belligerent; settled no-treaty
  held: no-treaty
germany r0: belligerent fight 1+1 on 0; at once belligerent; settled not-triggered
  held: conditional fight 1+1
  0 pact-0:1 for italy against poland r2: conditional fight 1+1 <- strikes:poland>italy & unprovoked:poland>italy
    at once: not-triggered <- nothing
italy r1: bound fight on 0; at once bound fight; settled bound fight
  held: bound fight
  0 pact-0:1 for germany against poland r1: bound fight <- settled
france r2: conditional fight 1+0 on 0; at once not-triggered; settled not-triggered
  held: conditional fight 1+0
  0 pact-1:1 for italy against poland r2: conditional fight 1+0 <- strikes:poland>italy
    at once: not-triggered <- nothing
belgium r2: conditional assist 1+0 on 0; at once not-triggered; settled not-triggered
  held: conditional assist 1+0
  0 pact-3:1 for poland against germany, italy r2: conditional assist 1+0 <- strikes:italy>poland
    at once: not-triggered <- nothing
  not pact-3:1 for poland against germany: trigger, its ally Poland is the attacker, not the attacked
portugal r2: conditional act 1+0 on 0; at once not-triggered; settled not-triggered
  held: conditional act 1+0
  0 pact-2:1 for poland against germany, italy r2: conditional act 1+0 <- strikes:italy>poland
    at once: not-triggered <- nothing
  not pact-2:1 for poland against germany: trigger, its ally Poland is the attacker, not the attacked
"""

HELPED_CHAINS = """
pact-1:1 france for italy: conditional fight 1+0 by strikes:poland>italy if ; others 0; attackers False
pact-3:1 belgium for poland: conditional assist 1+0 by strikes:italy>poland if ; others 0; attackers True
pact-2:1 portugal for poland: conditional act 1+0 by strikes:italy>poland if ; others 0; attackers True
"""

HELPED_TURNS = """
strikes:italy>poland: belgium, portugal
strikes:poland>italy: germany, france
unprovoked:poland>italy: germany
"""


def lines(block: str) -> list[str]:
    return block.strip("\n").split("\n")


@each(
    ("ask", "told", "want"),
    [
        (many, whole, MANY_ROWS),
        (many, calls, MANY_CALLS),
        (defence, whole, DEFENCE_ROWS),
        (defence, calls, DEFENCE_CALLS),
        (chain, whole, CHAIN_ROWS),
        (chain, calls, CHAIN_CALLS),
        (chain, chains, CHAINS),
        (chain, turns_on, CHAIN_TURNS),
        (helped, whole, HELPED_ROWS),
        (helped, chains, HELPED_CHAINS),
        (helped, turns_on, HELPED_TURNS),
    ],
)
def test_the_whole_answer(ask, told, want) -> None:  # type: ignore[no-untyped-def]
    assert told(ask()) == lines(want)
