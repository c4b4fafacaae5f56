"""What is settled: by presumption, by a reading over it, by the user over both; and how near what is left stands."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from engine.record.literals import Assignment, Literals
from engine.record.questions import Question, Questions
from engine.record.verdict import Distance, Status, Verdict, lowered, same
from engine.verdicts.assignments import Assignments
from tests.cascade.test_rules_of_law import OLD, happens, hits, pact
from tests.support.worlds import of
from tests.verdicts.whole import reading
from treaties.models.reading import Answered, Reading
from treaties.vocabulary.terms import Duty, Nature, Presumption

IDS = [
    "performs:a/x:1>b",
    "strikes:a>b",
    "strikes:b>a",
    "odd[1]:a",
    "open:a",
    "open:ab",
    "kept:a>b",
    "voted",
    "waived:b",
]
PATTERNS = [
    *IDS,
    "strikes:*",
    "strikes:?>a",
    "open:*",
    "*",
    "open:a*",
    "kept:[ab]>b",
    "vot*",
    "nothing:*",
    "odd*",
    "unheard",
]


def questions(dice: random.Random) -> Questions:
    asked = Questions(str)
    for q in IDS:
        asked.ask(
            Question(
                q, "?", dice.choice(list(Nature)), "", dice.choice(list(Presumption))
            )
        )
    return asked


def settled_by(answers: Iterable[Answered], q: str) -> str | None:
    return next((a.answer for a in answers if a.settles(q)), None)


def test_the_users_answer_stands_over_a_readings_and_both_over_a_presumption() -> None:
    for seed in range(300):
        dice = random.Random(seed)
        asked = questions(dice)
        literals = Literals(IDS, dice.sample(IDS, 3))

        def some(dice: random.Random = dice) -> dict[str, str]:
            return {
                p: dice.choice(("yes", "no"))
                for p in dice.sample(PATTERNS, dice.randint(0, 3))
            }

        said = reading("said", some())
        supposed = [
            Answered.model_validate({"question": q, "answer": a})
            for q, a in some().items()
        ]
        assignments = Assignments(literals, asked, supposed)
        for one in (None, said, reading("idle")):
            stance = assignments.under(one)
            assert assignments.under(one) is stance, "it is settled once"
            for q in IDS:
                stands = settled_by(supposed, q) or (
                    settled_by(one.answers, q) if one else None
                )
                if stands is None and asked[q].presumed is not Presumption.OPEN:
                    stands = str(asked[q].presumed)
                want = 0 if stands is None else literals.bit((q, stands == "yes"))
                both = literals.bit((q, True)) | literals.bit((q, False))
                assert stance.true & both == want, (seed, q)
                assert stance.false & both == (both ^ want if want else 0), (seed, q)


def test_events_and_further_acts_are_told_by_what_is_asked() -> None:
    asked = Questions(str)
    for q in IDS:
        nature = (
            Nature.WILL
            if q.startswith(("performs", "strikes", "waived"))
            else Nature.LAW
        )
        asked.ask(Question(q, "?", nature, ""))
    literals = Literals(IDS)
    assignments = Assignments(literals, asked)
    assert assignments.supposed == ()
    for q in IDS:
        for answer in (False, True):
            bit = literals.bit((q, answer))
            assert bool(assignments.events & bit) == asked[q].is_event
            assert bool(assignments.further & bit) == q.startswith(
                ("performs", "strikes")
            )
            assert assignments.distance(bit) == (
                Distance(1, 0) if asked[q].is_event else Distance(0, 1)
            )
    assert assignments.under() == Assignment()


def test_a_support_gives_a_status_by_what_it_waits_for() -> None:
    asked = Questions(str)
    for q, nature in (("a", Nature.WILL), ("b", Nature.FACT), ("c", Nature.LAW)):
        asked.ask(Question(q, "?", nature, ""))
    assignments = Assignments(Literals("abc"), asked)
    event, fact, law = 0b10, 0b1000, 0b100000
    assert [
        assignments.nature(m) for m in (0, event, fact, law, event | fact, fact | law)
    ] == [
        Status.BOUND,
        Status.CONDITIONAL,
        Status.CONDITIONAL,
        Status.CONTESTED,
        Status.CONDITIONAL,
        Status.CONTESTED,
    ]
    assert assignments.distance(event | fact | law) == Distance(1, 2)
    assert assignments.distance(event | fact | law).total == 3
    assert assignments.nearest([fact, event]) == event, "of equal ones fewer judgements"
    assert assignments.nearest([event | fact, law]) == law, "of any the fewest answers"
    assert assignments.nearest([law, fact]) == fact, "then the order of the ids"
    assert assignments.nearest([]) is None


@pytest.mark.parametrize(
    ("duty", "article", "treaty", "want"),
    [
        ("fight", "1", "pact-0", "consult"),
        ("fight", "2", "pact-0", "may-assist"),
        ("stay-neutral", "1", "pact-0", "consult"),
        ("may-assist", "1", "pact-0", "may-assist"),
        ("consult", "1", "pact-0", "consult"),
        ("may-assist", "2", "pact-0", "may-assist"),
        ("fight", "1", "pact-1", "fight"),
    ],
)
def test_a_reading_lowers_a_duty_and_never_raises_one(
    duty: str, article: str, treaty: str, want: str
) -> None:
    said = reading(
        "said", {}, (("pact-0", "1", "consult"), ("pact-0", "2", "may-assist"))
    )
    anywhere: Reading = reading("anywhere", {}, (("pact-0", "*", "may-assist"),))
    assert lowered(Duty(duty), said, treaty, article, "norway") == want
    assert lowered(Duty(duty), None, treaty, article, "norway") == duty
    assert lowered(Duty(duty), anywhere, treaty, article, "norway") == (
        "may-assist" if treaty == "pact-0" else duty
    )


def test_two_verdicts_say_the_same_whatever_they_rest_on() -> None:
    one = Verdict(Status.BOUND, Duty.FIGHT, Distance(1, 0), 0, (2,))
    assert same(one, Verdict(Status.BOUND, Duty.FIGHT, Distance(1, 0), 3, (8,)))
    for other in (
        Verdict(Status.CONDITIONAL, Duty.FIGHT, Distance(1, 0)),
        Verdict(Status.BOUND, Duty.ACT, Distance(1, 0)),
        Verdict(Status.BOUND, Duty.FIGHT, Distance(0, 1)),
    ):
        assert not same(one, other)
    assert one.to_dict() == {"status": "bound", "duty": "fight"}
    assert Verdict(Status.NO_TREATY).to_dict() == {"status": "no-treaty", "duty": None}
    assert Verdict(Status.NO_TREATY) == Verdict(
        Status.NO_TREATY, None, Distance(0, 0), -1, ()
    )


def test_statuses_stand_in_the_order_of_nearness_and_have_words() -> None:
    told = [
        "belligerent",
        "bound",
        "conditional",
        "contested",
        "released",
        "not-triggered",
        "no-treaty",
    ]
    assert [str(s) for s in sorted(Status, key=lambda s: s.order)] == told
    assert [s.order for s in Status] == list(range(7))
    assert len({s.meaning for s in Status}) == 7
    assert (
        Status.RELEASED.meaning == "due on the text, but waived or not to be performed"
    )


@pytest.mark.parametrize("needs", ["yes", "no"])
def test_a_duty_may_wait_for_a_no_to_the_very_first_question(needs: str) -> None:
    first = {
        "kind": "judgement",
        "id": "aa",
        "text": "Is it?",
        "per_attack": True,
        "needs": needs,
    }
    answer = happens(
        of([pact("italy", "germany", conditions=(first,))]),
        OLD,
        hits("poland", "germany"),
    )
    assert answer.labels.literals.ids[0] == "aa:pact-0/poland>germany"
    italy = answer["italy"]
    for v in (italy.verdict, italy.at_once):
        assert (str(v.status), v.distance) == ("contested", Distance(0, 1))
    assert italy.supports == ((("aa:pact-0/poland>germany", needs == "yes"),),)
