"""Priors: files, patterns, and every fault in one line."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest

from engine.analysis.firebreak_sets import firebreaks
from engine.analysis.inquiry import Inquiry
from engine.analysis.probability.odds import odds
from engine.analysis.probability.priors import Priors
from engine.analysis.supports_list import supports
from engine.answer import Answer
from engine.export.problog import to_problog
from engine.question.query import Query
from engine.verdicts.goals import all_goals
from engine.world import World
from tests import HOME
from tests.support.each import each
from tests.support.oracles import problog_odds
from tests.support.real import among
from tests.support.sampling import drawn
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError, DataError, UnknownName

FILE = """
[priors]
"strikes:*" = 0.3
"state-of-war:*" = "1/3"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "priors.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_gives_exact_numbers(tmp_path: Path) -> None:
    found = Priors.of(file=write(tmp_path, FILE))
    assert found.chance("strikes:a>b") == Fraction(3, 10)
    assert found.chance("state-of-war:a>b") == Fraction(1, 3)
    assert found.chance("performs:x") is None


def test_what_is_typed_comes_before_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, FILE)
    found = Priors.of(["strikes:a>b=1/4"], path)
    assert found.chance("strikes:a>b") == Fraction(1, 4)
    assert found.chance("strikes:a>c") == Fraction(3, 10)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[priors]\n"a" = 1.2\n', ":2: priors.a: `1.2` is no probability"),
        ("[priors]\n\"a\" = 'often'\n", "`often` is no probability"),
        ('[priors]\n"a" = [0.2, 0.5]\n', "is no probability"),
        ('[priors]\n"a" = nan\n', "`nan` is no probability"),
        ('[prior]\n"a" = 0.5\n', "unknown key `prior`"),
        ("[[causes]]\nname = 'x'\np = 0.5\n", "unknown key `causes`"),
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
        (["strikes:*=0.2..0.5"], "no probability"),
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
        ours = odds(whole, state, priors=priors)
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
        found = odds(whole, state, {"*": "1/2"}, seconds=0.5)
        rng = random.Random(state)
        ids = range(len(inquiry.whole.literals.ids))
        worlds = [
            sum((1 + (rng.random() < 0.5)) << 2 * i for i in ids) for _ in range(100)
        ]
        share = sum(inquiry.whole.chains.derives(given) for given in worlds) / len(
            worlds
        )
        assert float(found) - 0.2 < share, state
        assert not found.exact or share < float(found) + 0.2, state


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
        "priors = 3",
        "priors = [3]",
    ],
)
def test_no_shape_of_a_file_is_a_traceback(text: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"priors\.toml:[12]: "):
        Priors.of(file=write(tmp_path, text))


def test_the_first_that_fits_counts_be_it_id_or_pattern() -> None:
    p = Priors.of(["b:1=0.1", "a:*=0.2", "a:1=0.3", "*=0.4", "b:2=0.5"])
    assert {q: p.chance(q) for q in ("a:1", "a:2", "b:1", "b:2", "c")} == {
        "a:1": Fraction(1, 5),
        "a:2": Fraction(1, 5),
        "b:1": Fraction(1, 10),
        "b:2": Fraction(2, 5),
        "c": Fraction(2, 5),
    }
    many = Priors.of([f"a{n}:*=0.1" for n in range(501)])
    with pytest.raises(CasusError, match="501 patterns; at most 500"):
        many.chance("x")


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
