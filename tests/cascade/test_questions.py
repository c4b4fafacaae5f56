"""Every question that the cascade puts in its own words: what it is called, who answers it, and how it stands till then."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from engine.record.question_ids import OBLIGOR, QuestionId, kind_of, kinds
from engine.record.questions import Literal, Question, Questions
from tests import HOME
from tests.support.each import each
from treaties.vocabulary.terms import Nature, Presumption

FACT, LAW, WILL = Nature.FACT, Nature.LAW, Nature.WILL
YES, NO, OPEN = Presumption.YES, Presumption.NO, Presumption.OPEN
AB = ("a", "b")

TABLE: list[
    tuple[Callable[[Questions], Literal], str, bool, Nature, str, Presumption, str]
] = [
    (
        lambda q: q.put("performs", "a", "b", "pact:1", what="P"),
        "performs:a/pact:1>b",
        True,
        WILL,
        "a",
        OPEN,
        "",
    ),
    (lambda q: q.put("strikes", *AB), "strikes:a>b", True, WILL, "a", OPEN, ""),
    (
        lambda q: q.put("armed-attack", *AB),
        "armed-attack:a>b",
        True,
        LAW,
        OBLIGOR,
        YES,
        "gives it as an armed attack",
    ),
    (
        lambda q: q.put("armed-attack-lesser", *AB, force="a cyber attack"),
        "armed-attack:a>b",
        True,
        LAW,
        OBLIGOR,
        OPEN,
        "a cyber attack may fall short",
    ),
    (
        lambda q: q.put("force", *AB, force="a cyber attack"),
        "force:a>b",
        True,
        LAW,
        OBLIGOR,
        OPEN,
        "a cyber attack need not be force",
    ),
    (
        lambda q: q.put("valid", about="pact", what="The Pact", why="Forced."),
        "valid:pact",
        True,
        LAW,
        OBLIGOR,
        YES,
        "Forced.",
    ),
    (
        lambda q: q.put("lawful-defence", *AB, answer=False),
        "lawful-defence:a>b",
        False,
        LAW,
        OBLIGOR,
        OPEN,
        "B is on the side that used force",
    ),
    (
        lambda q: q.put("answering-attack", *AB),
        "answering-attack:a>b",
        True,
        LAW,
        OBLIGOR,
        NO,
        "B began that war",
    ),
    (
        lambda q: q.put("arming-is-attack", *AB),
        "arming-is-attack:a>b",
        True,
        LAW,
        OBLIGOR,
        NO,
        "Nicaragua, 1986",
    ),
    (
        lambda q: q.put("unlawful", *AB),
        "unlawful:a>b",
        True,
        LAW,
        OBLIGOR,
        YES,
        "presumed to do so unlawfully",
    ),
    (
        lambda q: q.put("unlawful-if-provoked", *AB),
        "unlawful:a>b",
        True,
        LAW,
        OBLIGOR,
        OPEN,
        "said to be provoked",
    ),
    (
        lambda q: q.put("unprovoked-in-running-war", *AB),
        "unprovoked:a>b",
        True,
        FACT,
        OBLIGOR,
        OPEN,
        "already running",
    ),
    (
        lambda q: q.put("in-area-by-choice", *AB, "pact", what="P"),
        "in-area:pact/a>b",
        True,
        WILL,
        "a",
        OPEN,
        "",
    ),
    (
        lambda q: q.put("rule", about="some", what="it is so", answer=False),
        "rule:some",
        False,
        LAW,
        OBLIGOR,
        YES,
        "",
    ),
]


@each(("put", "ident", "answer", "nature", "decider", "presumed", "why"), TABLE)
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


WORDS = {
    w: w.upper()
    for w in (
        "what",
        "force",
        "kind",
        "group",
        "begun",
        "since",
        "whose",
        "guest",
        "place",
    )
}
WORDS |= {"conflict": "C", "holder": "H"}


@each("wording", kinds())
def test_every_wording_is_a_question_with_a_claim_and_a_denial(wording: str) -> None:
    questions = Questions(str.title)
    ident, _ = questions.put(wording, "a", "b", "pact", **WORDS)
    q = questions[ident]
    assert q.text.endswith("?")
    assert (q.kind, q.is_event) == (kinds()[wording].kind, q.nature is WILL)
    assert q.claim(True) != q.claim(False)
    for text in (q.text, q.claim(True), q.claim(False), q.why):
        assert not set("{}") & set(text)


def test_every_wording_is_put_somewhere_in_the_cascade() -> None:
    sources = [
        p.read_text(encoding="utf-8")
        for p in (HOME / "engine" / "cascade").glob("*.py")
    ]
    text = re.sub(r">>> .*", "", "\n".join(sources))
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', text)) | {
        f"{a}-to-somebody" for a in ("attributed", "attributed-of-group")
    }
    assert set(kinds()) <= named


def test_a_question_is_put_once_and_forgotten_last_first() -> None:
    questions = Questions(str)
    assert questions.ask(Question("x:1", "First?", LAW, "")) == ("x:1", True)
    assert questions.ask(Question("x:1", "Again?", FACT, "somebody"), answer=False) == (
        "x:1",
        False,
    )
    assert (
        len(questions),
        questions["x:1"].text,
        "x:1" in questions,
        "x:2" in questions,
    ) == (1, "First?", True, False)
    for n in (2, 3):
        questions.ask(Question(f"x:{n}", "?", LAW, ""))
    questions.forget(3)
    assert len(questions) == 3
    questions.forget(1)
    assert [q.id for q in questions] == ["x:1"]
    assert Question("x:1", "First?", LAW, "").presumed is OPEN


@pytest.mark.parametrize(
    ("ident", "about", "actor", "target"),
    [
        ("performs:a/pact:1#2>b", "pact:1#2", "a", "b"),
        ("strikes:a>b", "", "a", "b"),
        ("forces-abroad:pact:2/3/a>b", "pact:2/3", "a", "b"),
        ("in-force:pact:2/3", "pact:2/3", "", ""),
        ("in-force:pact/a", "pact", "a", ""),
        ("territory:island/a", "island", "a", ""),
        ("request:a>pact", "", "a", "pact"),
        ("valid:pact", "pact", "", ""),
        ("attackers:2-great-power", "2-great-power", "", ""),
    ],
)
def test_an_id_has_its_parts(ident: str, about: str, actor: str, target: str) -> None:
    found = QuestionId.parse(ident)
    assert found == (kind_of(ident), about, actor, target)
    assert str(found) == ident
