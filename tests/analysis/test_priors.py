"""Priors: files, patterns, intervals, common causes, and every fault in one line."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given

from engine.analysis.firebreak_sets import firebreaks
from engine.analysis.inquiry import Inquiry
from engine.analysis.probability import reckoning
from engine.analysis.probability.chance import Chance
from engine.analysis.probability.odds import odds
from engine.analysis.probability.priors import CommonCause, Priors
from engine.analysis.supports_list import supports
from engine.answer import Answer
from engine.export.problog import to_problog
from engine.question.query import Query
from engine.verdicts.goals import all_goals
from engine.world import World
from tests import HOME
from tests.support.each import each
from tests.support.oracles import TooSlow, problog_odds
from tests.support.real import among
from tests.support.sampling import drawn, examples
from tests.support.worlds import answer, laws, scenarios
from treaties.models.corpus import Corpus
from treaties.models.scenario import Scenario
from treaties.vocabulary.errors import CasusError, DataError, UnknownName

FILE = """
[priors]
"strikes:*" = 0.3
"state-of-war:*" = [0.2, 0.4]

[[causes]]
name = "resolve"
p = 0.6
questions = ["performs:*"]
if_so = 0.95
if_not = 0.3
why = "allies watch each other"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "priors.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_gives_points_intervals_and_causes(tmp_path: Path) -> None:
    found = Priors.of(file=write(tmp_path, FILE))
    assert found.chance("strikes:a>b") == Chance(Fraction(3, 10), Fraction(3, 10))
    assert found.chance("state-of-war:a>b") == Chance(Fraction(1, 5), Fraction(2, 5))
    cause = found.cause("performs:x")
    assert cause is not None
    assert cause.if_so == Fraction(19, 20)


def test_what_is_typed_comes_before_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, FILE)
    found = Priors.of(["strikes:a>b=1/3", "performs:x=0.5"], path)
    assert found.chance("strikes:a>b") == Chance(Fraction(1, 3), Fraction(1, 3))
    assert found.cause("performs:x") is None
    assert found.cause("performs:y") is not None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[priors]\n"a" = 1.2\n', ":2: priors.a: `1.2` is no probability"),
        ("[priors]\n\"a\" = 'often'\n", "`often` is no probability"),
        ('[priors]\n"a" = [0.5, 0.2]\n', "upside down"),
        ('[priors]\n"a" = nan\n', "`nan` is no probability"),
        ('[prior]\n"a" = 0.5\n', "unknown key `prior`"),
        ("[[causes]]\nname = 'x'\np = 0.5\n", "`if_not` is missing"),
        (
            "[[causes]]\nname='x'\np=0.5\nquestions=[]\nif_so=1\nif_not=0\nhow=1\n",
            "unknown key `how`",
        ),
        ("[priors\n", "syntax"),
    ],
)
def test_faults_of_a_file(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(DataError) as error:
        Priors.of(file=write(tmp_path, text))
    assert fault in str(error.value)


def test_faults_of_the_command_line(chain: Answer) -> None:
    for given_, fault in (
        (["strikes:*"], "not of the form"),
        (["strikes:*=1.5"], "no probability"),
        (["strikes:*=true"], "no probability"),
    ):
        with pytest.raises(CasusError, match=fault):
            odds(chain, "China", given_)
    with pytest.raises(UnknownName, match="no question is called"):
        odds(chain, "China", {"strike:ukraine>north-korea": 0.5})
    with pytest.raises(
        CasusError,
        match="no probability was given for 2 open questions, and there is no default",
    ):
        odds(chain, "China", {"strikes:*": 0.5})


def test_bounds_run_over_all_values_of_what_is_missing(chain: Answer) -> None:
    found = odds(chain, "China", {"strikes:*": "0.25"}, bounds=True)
    assert (found.low, found.high, found.exact) == (0, Fraction(1, 4), True)
    assert len(found.missing) == 2
    with pytest.raises(ValueError, match="interval"):
        float(found)


def test_intervals_of_both_polarities(chain: Answer) -> None:
    found = odds(
        chain,
        "China",
        {
            "strikes:*": "0.5",
            "state-of-war:*": "0.2..0.4",
            "lawful-defence:*": "0.1..0.3",
        },
    )
    assert (found.low, found.high) == (Fraction(7, 100), Fraction(18, 100))


@examples(25, suppress_health_check=list(HealthCheck))
@given(laws(), scenarios())
def test_intervals_hold_every_corner(law: Corpus, scenario: Scenario) -> None:
    whole = answer(law, scenario)
    for state in list(all_goals(whole))[:2]:
        asked = Inquiry.of(whole, state).program.questions
        if not 0 < len(asked) <= 5:
            continue
        found = odds(whole, state, dict.fromkeys(asked, "0.2..0.7"), paths=False)
        corners = [
            odds(whole, state, dict(zip(asked, ends, strict=True)), paths=False).value
            for ends in product((Fraction(1, 5), Fraction(7, 10)), repeat=len(asked))
        ]
        assert (found.low, found.high) == (min(corners), max(corners))


@examples(25, suppress_health_check=list(HealthCheck))
@given(laws(), scenarios())
def test_problog_confirms_a_common_cause(law: Corpus, scenario: Scenario) -> None:
    whole = answer(law, scenario)
    rng = random.Random(1)
    text = "[[causes]]\nname='c'\np=0.4\nquestions=['performs:*','strikes:*']\nif_so=0.9\nif_not=0.25\n"
    for state in list(all_goals(whole))[:2]:
        asked = Inquiry.of(whole, state)
        chances = {q: Fraction(rng.randint(1, 9), 10) for q in asked.program.questions}
        own = {
            q: p
            for q, p in chances.items()
            if q.split(":")[0] not in ("performs", "strikes")
        }
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as folder:
            priors = Priors.of(
                {q: str(p) for q, p in own.items()}, write(Path(folder), text)
            )
        ours = odds(whole, state, priors=priors, paths=False)
        try:
            theirs = problog_odds(to_problog(whole, priors, state=state), seconds=5)
        except TooSlow:
            event("ProbLog did not end")
            continue
        assert float(ours.value) == pytest.approx(theirs[state], abs=1e-9)


def test_a_common_cause_makes_answers_hang_together(
    chain: Answer, tmp_path: Path
) -> None:
    text = """
    [[causes]]
    name = "escalation"
    p = 0.5
    questions = ["strikes:*", "state-of-war:*"]
    if_so = 1
    if_not = 0
    """
    together = odds(
        chain, "China", {"lawful-defence:*": 0}, priors=write(tmp_path, text)
    )
    apart = odds(
        chain,
        "China",
        {"lawful-defence:*": 0, "strikes:*": "1/2", "state-of-war:*": "1/2"},
    )
    assert (together.value, apart.value) == (Fraction(1, 2), Fraction(1, 4))
    assert "Common cause `escalation`" in str(together)


def test_a_probability_for_a_settled_question_is_refused(world: World) -> None:
    """It would change nothing, and whoever types it thinks that it does."""
    war = "state-of-war:ukraine>north-korea"
    chain = world.ask(scenario="shen-chain", suppose=[f"{war}=yes"])
    with pytest.raises(CasusError, match="is settled, as yes"):
        odds(chain, "China", {war: 0.3, "*": 0.5})
    assert odds(chain, "China", {"*": 0.5}).value == Fraction(1, 4)


def test_a_principal_is_told_that_it_is_one(law: Corpus) -> None:
    chain = among(law, "shen-chain", 5)
    for value in (
        odds(chain, "Ukraine"),
        supports(chain, "Ukraine"),
        firebreaks(chain, "Ukraine"),
    ):
        assert "Ukraine is a belligerent" in " ".join(str(value).split())
    assert "belligerent" not in str(odds(chain, "Brazil", {"*": 0.5}))


def test_too_many_causes_for_a_large_circuit_are_an_error(
    chain: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    causes = tuple(
        CommonCause(
            name=f"c{i}",
            p=Fraction(1, 2),
            questions=(kind,),
            if_so=Fraction(1),
            if_not=Fraction(0),
        )
        for i, kind in enumerate(("strikes:*", "state-of-war:*", "lawful-defence:*"))
    )
    assert odds(chain, "China", priors=Priors((), causes)).exact
    monkeypatch.setattr(reckoning, "EVALUATED", 20)
    with pytest.raises(CasusError, match="3 common causes are too many"):
        odds(chain, "China", priors=Priors((), causes))


SHIPPED = sorted(p.stem for p in (HOME / "treaties" / "scenarios").glob("*.toml"))


@each("name", SHIPPED, most=5)
def test_problog_confirms_the_odds_of_the_shipped_scenarios(
    law: Corpus, name: str
) -> None:
    """States that turn on something, under the law of the five states nearest by."""
    whole = among(law, name, 5)
    for state in drawn(all_goals(whole), 3):
        rng = random.Random(state)
        asked = Inquiry.of(whole, state).program.questions
        priors = Priors.of({q: f"{rng.randint(1, 9)}/10" for q in asked})
        ours = odds(whole, state, priors=priors, paths=False)
        theirs = problog_odds(to_problog(whole, priors, state=state))
        assert float(ours.value) == pytest.approx(theirs[state], abs=1e-9), state


@each("name", SHIPPED, most=5)
def test_sampled_worlds_confirm_the_odds_of_crowded_scenarios(
    law: Corpus, name: str
) -> None:
    """Among twelve states, where ProbLog gives up: every question is drawn and the unreduced rules run forward."""
    whole = among(law, name, 12)
    for state in list(all_goals(whole))[::4]:
        inquiry = Inquiry.of(whole, state)
        if inquiry.settled is not None:
            continue
        found = odds(whole, state, {"*": "1/2"}, seconds=0.5, paths=False)
        rng = random.Random(state)
        ids = range(len(inquiry.whole.literals.ids))
        worlds = [
            sum((1 + (rng.random() < 0.5)) << 2 * i for i in ids) for _ in range(100)
        ]
        share = sum(inquiry.whole.chains.derives(given) for given in worlds) / len(
            worlds
        )
        assert float(found.low) - 0.2 < share < float(found.high) + 0.2, state


@each(
    "number",
    [
        "1e-99999999",
        "0.1e-999",
        "1" * 60,
        "0." + "3" * 60,
        "1/" + "9" * 60,
        "nan",
        "inf",
        "0x1",
        "1_0",
        "",
        "½",
    ],
)
def test_a_number_of_insane_length_is_refused_before_it_is_reckoned(
    number: str, tmp_path: Path
) -> None:
    with pytest.raises(CasusError, match="is no probability"):
        Priors.of([f"*={number}"])
    with pytest.raises(CasusError, match="is no probability"):
        Priors.of({"*": number})
    with pytest.raises(
        DataError, match=r"priors\.toml:2: priors\.\*: .*is no probability"
    ):
        Priors.of(file=write(tmp_path, f'[priors]\n"*" = "{number}"\n'))


@pytest.mark.parametrize(
    "number",
    [
        "1e-99999999",
        "0x" + "f" * 9000,
        "-1",
        "[1, 2, 3]",
        "[[1], 2]",
        "{a = 1}",
        "true",
    ],
)
def test_a_number_in_a_file_likewise(number: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"priors\.toml:2: "):
        Priors.of(file=write(tmp_path, f'[priors]\n"*" = {number}\n'))


@pytest.mark.parametrize(
    "text",
    [
        "causes = 3",
        "causes = [3]",
        "priors = 3",
        "[[causes]]\nname = 1\np = 1\nif_so = 1\nif_not = 1\nquestions = 3",
    ],
)
def test_no_shape_of_a_file_is_a_traceback(text: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"priors\.toml:[12]: "):
        Priors.of(file=write(tmp_path, text))


def test_the_first_that_fits_counts_be_it_id_or_pattern() -> None:
    p = Priors.of(["b:1=0.1", "a:*=0.2", "a:1=0.3", "*=0.4", "b:2=0.5"])
    found = {
        q: chance.point
        for q in ("a:1", "a:2", "b:1", "b:2", "c")
        if (chance := p.chance(q))
    }
    assert found == {
        "a:1": Fraction(1, 5),
        "a:2": Fraction(1, 5),
        "b:1": Fraction(1, 10),
        "b:2": Fraction(2, 5),
        "c": Fraction(2, 5),
    }
    many = Priors.of([f"a{n}:*=0.1" for n in range(501)])
    with pytest.raises(CasusError, match="501 patterns; at most 500"):
        many.chance("x")


def test_bounds_that_can_say_nothing_say_so_without_reckoning(
    chain: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.analysis.probability.odds.circuit_of", None)
    found = odds(chain, "China", bounds=True)
    assert (found.low, found.high, found.exact) == (0, 1, True)
    assert "was given a probability, so nothing is known" in str(found)
    with pytest.raises(UnknownName, match="no question is called `nonsense`"):
        odds(chain, "China", {"nonsense": "0.5"}, bounds=True)


@pytest.mark.parametrize("name", ["nonsense", "strike:*", "strikes:ukrain>*"])
def test_a_name_that_cannot_be_is_refused_before_anything_is_followed(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str, tmp_path: Path
) -> None:
    answer = world.answer(Query.of(scenario="shen-chain"), budget=0)
    monkeypatch.setattr(type(answer), "whole", None)
    with pytest.raises(UnknownName, match="no question is called"):
        odds(answer, "China", {name: "0.5", "*": "0.5"})
    path = write(tmp_path, f'[priors]\n"*" = 0.5\n"{name}" = 0.5\n')
    with pytest.raises(DataError, match=r"priors\.toml:3: .*no question is called"):
        odds(answer, "China", priors=path)
    cause = f'[[causes]]\nname = "x"\np = 1\nif_so = 1\nif_not = 0\nquestions = ["strikes:*", "{name}"]\n'
    with pytest.raises(DataError, match=r"priors\.toml:6: .*no question is called"):
        odds(answer, "China", {"*": 1}, priors=write(tmp_path, cause))


def test_without_any_number_a_crowded_world_is_not_followed_to_its_end(
    chain: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.analysis.probability.odds.CROWDED", 10)
    monkeypatch.setattr(type(chain), "whole", None)
    found = odds(chain, "China", bounds=True)
    assert (found.low, found.high, found.exact) == (0, 1, False)
    assert "was given a probability, so nothing is known" in str(found)
