"""Every question that the cascade puts in its own words: what it is called, who answers it, and how it stands till then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.cascade.questions import OBLIGOR, Literal, Question, Questions, kind_of, performed
from treaties.vocabulary.terms import EventKind, Nature, Presumption

FACT, LAW, WILL = Nature.FACT, Nature.LAW, Nature.WILL
YES, NO, OPEN = Presumption.YES, Presumption.NO, Presumption.OPEN
ATTACK, LESSER, CYBER = EventKind.ARMED_ATTACK, EventKind.LIMITED_FORCE, EventKind.CYBER_ATTACK
AB = ("a", "b")

TABLE: list[tuple[Callable[[Questions], Literal], str, bool, Nature, str, Presumption, str]] = [
    (lambda q: q.performs("a", "pact:1", "b", "P"), "performs:a/pact:1>b", True, WILL, "a", OPEN, ""),
    (lambda q: q.strikes(*AB), "strikes:a>b", True, WILL, "a", OPEN, ""),
    (lambda q: q.armed_attack(*AB, ATTACK), "armed-attack:a>b", True, LAW, OBLIGOR, YES, "gives it as an armed attack"),
    (
        lambda q: q.armed_attack(*AB, LESSER),
        "armed-attack:a>b",
        True,
        LAW,
        OBLIGOR,
        OPEN,
        "lesser force may fall short",
    ),
    (
        lambda q: q.armed_attack(*AB, CYBER),
        "armed-attack:a>b",
        True,
        LAW,
        OBLIGOR,
        OPEN,
        "a cyber attack may fall short",
    ),
    (lambda q: q.force(*AB, CYBER), "force:a>b", True, LAW, OBLIGOR, OPEN, "a cyber attack need not be force"),
    (lambda q: q.valid("pact", "The Pact", "Forced."), "valid:pact", True, LAW, OBLIGOR, YES, "Forced."),
    (lambda q: q.attributed(*AB, named=True), "attributed:a>b", True, FACT, OBLIGOR, OPEN, ""),
    (lambda q: q.attributed(*AB, named=False, group="G"), "attributed:a>b", True, LAW, OBLIGOR, OPEN, ""),
    (lambda q: q.aggression(*AB), "aggression:a>b", True, LAW, OBLIGOR, OPEN, ""),
    (
        lambda q: q.lawful_defence(*AB),
        "lawful-defence:a>b",
        False,
        LAW,
        OBLIGOR,
        OPEN,
        "B is on the side that used force",
    ),
    (lambda q: q.answering_attack(*AB), "answering-attack:a>b", True, LAW, OBLIGOR, NO, "B began that war"),
    (lambda q: q.arming_is_attack(*AB), "arming-is-attack:a>b", True, LAW, OBLIGOR, NO, "Nicaragua, 1986"),
    (lambda q: q.unlawful(*AB, presumed=True), "unlawful:a>b", True, LAW, OBLIGOR, YES, "presumed to do so unlawfully"),
    (lambda q: q.unlawful(*AB, presumed=False), "unlawful:a>b", True, LAW, OBLIGOR, OPEN, "said to be provoked"),
    (lambda q: q.unprovoked(*AB, presumed=True), "unprovoked:a>b", True, FACT, OBLIGOR, YES, "presumed unprovoked"),
    (lambda q: q.unprovoked(*AB, presumed=False), "unprovoked:a>b", True, FACT, OBLIGOR, OPEN, "already running"),
    (
        lambda q: q.state_of_war(*AB),
        "state-of-war:a>b",
        True,
        LAW,
        OBLIGOR,
        OPEN,
        "B was already fighting by its own act",
    ),
    (
        lambda q: q.forces_abroad("pact:1", *AB),
        "forces-abroad:pact:1/a>b",
        True,
        LAW,
        OBLIGOR,
        OPEN,
        "the text is silent",
    ),
    (lambda q: q.rule("some", "it is so"), "rule:some", True, LAW, OBLIGOR, YES, ""),
    (lambda q: q.rule("some", "it is so", holds=False), "rule:some", False, LAW, OBLIGOR, YES, ""),
]


@pytest.mark.parametrize(("put", "ident", "answer", "nature", "decider", "presumed", "why"), TABLE)
def test_each_question(
    put: Callable[[Questions], Literal],
    ident: str,
    answer: bool,
    nature: Nature,
    decider: str,
    presumed: Presumption,
    why: str,
) -> None:
    questions = Questions(str.title)
    assert put(questions) == (ident, answer)
    (q,) = questions
    assert (q.id, q.nature, q.decider, q.presumed) == (ident, nature, decider, presumed)
    assert why in q.why if why else q.why == ""
    assert q.text.endswith("?")
    assert (q.kind, q.is_event) == (ident.partition(":")[0], nature is WILL)


def test_whose_force_it_is_is_asked_in_the_words_that_fit() -> None:
    def text(**more: object) -> str:
        questions = Questions(str.title)
        ident, _ = questions.attributed("a", "b", **more)  # type: ignore[arg-type]
        return questions[ident].text

    assert text(named=True) == "Is it established that A used the force against B?"
    assert text(named=False) == "Is it established that the force against B came from outside, and from whom?"
    assert text(named=True, group="G") == "Is the force of G against B laid to A?"
    assert text(named=False, group="G") == "Is the force of G against B laid to a state or an attack by itself?"


def test_a_question_is_put_once_and_forgotten_last_first() -> None:
    questions = Questions(str)
    assert questions.ask("x:1", "First?", LAW, "") == ("x:1", True)
    assert questions.ask("x:1", "Again?", FACT, "somebody", answer=False) == ("x:1", False)
    assert (len(questions), questions["x:1"].text, "x:1" in questions, "x:2" in questions) == (1, "First?", True, False)
    for n in (2, 3):
        questions.ask(f"x:{n}", "?", LAW, "")
    questions.forget(3)
    assert len(questions) == 3
    questions.forget(1)
    assert [q.id for q in questions] == ["x:1"]
    assert Question("x:1", "First?", LAW, "").presumed is OPEN


def test_only_a_decision_to_perform_names_a_clause() -> None:
    assert kind_of("strikes:a>b") == "strikes"
    said = {"performs:a/pact:1#2>b": "pact:1#2", "strikes:a>b": "", "forces-abroad:pact:1/a>b": "", "performs": ""}
    assert {ident: performed(ident) for ident in said} == said
