"""The figures of the readme and of the page of limits are those of what they speak of."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from engine.interfaces.commands.grouped_help import HEADINGS
from engine.output.prose import number
from engine.world import NEAR
from tests import HOME
from tests.output.golden_answers import QUESTIONS
from treaties.models.corpus import Corpus
from treaties.outside.members import read_members
from treaties.outside.promises import Promise
from treaties.vocabulary.terms import Duty
from validation.corpus_state import corpus_state

README = (HOME / "README.md").read_text(encoding="utf-8")


def page_of(name: str) -> str:
    """The text of a page of the documentation."""
    return (HOME / "docs" / f"{name}.md").read_text(encoding="utf-8")


LIMITS, REASONING, DESIGN, CONCEPTS = map(
    page_of, ("limits", "reasoning", "design", "concepts")
)


@pytest.mark.parametrize("page", [README, LIMITS], ids=["readme", "limits"])
def test_the_number_of_instruments_is_near_that_of_the_corpus(
    page: str, law: Corpus
) -> None:
    (said,) = re.findall(r"More than (\d+) instruments", page)
    assert int(said) < len(law.treaties) <= int(said) + 100


def test_the_readme_begins_with_the_oldest_instrument_and_counts_answers_notebooks_and_versions(
    law: Corpus,
) -> None:
    assert f"from {min(t.signed for t in law.treaties).year} to today" in README
    counted = len(QUESTIONS)
    assert f"[{counted} whole answers](tests/output/golden)" in README
    notebooks = {p.name for p in (HOME / "notebooks").glob("*.md")}
    assert f"{number(len(notebooks)).capitalize()} notebooks in `notebooks/`" in README
    assert set(re.findall(r"\]\(notebooks/([\w-]+\.md)\)", README)) == notebooks
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    versions = [
        c.rpartition(" ")[2]
        for c in project["classifiers"]
        if re.search(r"Python :: 3\.", c)
    ]
    assert f"Python {versions[0]} to {versions[-1]}" in README


def test_a_page_counts_what_there_is() -> None:
    counted = len(QUESTIONS)
    assert f"{counted} questions" in page_of("index")
    assert f"to {counted} questions" in page_of("questions")
    headings = re.findall(r"^## ", CONCEPTS, re.M)
    assert f"{number(len(headings)).capitalize()} words carry everything" in CONCEPTS


def test_the_page_of_verbs_has_every_verb() -> None:
    verbs = [v for under in HEADINGS.values() for v in under]
    page = page_of("verbs")
    assert [v for v in verbs if not re.search(rf"`casus {v}\b", page)] == []


def test_the_limits_are_those_of_the_engine_and_the_corpus(law: Corpus) -> None:
    assert NEAR == 1
    for page in (LIMITS, REASONING, DESIGN):
        assert "open answers far" not in page
        assert "at one further act of war" in page
    first = sum(d.drawn_in for d in Duty)
    assert f"one of the first {number(first)}, because" in CONCEPTS
    assert "A *right* is leave" not in CONCEPTS
    points = re.findall(
        r"^### SEM-", (HOME / "docs" / "semantics.md").read_text(encoding="utf-8"), re.M
    )
    assert f"[The {len(points)} points](semantics.md)" in LIMITS
    assert not any("Charter of the United Nations" in t.title for t in law.treaties)
    longest = max(len(o.phrase.split()) for t in law.treaties for o in t.obligations)
    assert "at most twelve words of quotation" in LIMITS
    assert longest <= 12


def test_the_duties_in_force_whose_words_were_seen_are_near_those_counted(
    law: Corpus,
) -> None:
    (said,) = re.findall(r"the words of more than (\d+) were seen", LIMITS)
    assert int(said) < corpus_state(law).warrants_in_force["seen"] <= int(said) + 100
    assert max(x.last for x in law.lists) == 2018
    assert "what was made after 2018" in LIMITS


def test_pacts_of_talks_alone_are_counted_against_atop(
    law: Corpus, outside: Path
) -> None:
    promises: dict[int, set[Promise]] = {}
    began: dict[int, int] = {}
    for r in read_members(outside / "atop" / "atop5_1m.csv")[0]:
        promises.setdefault(r.atopid, set()).update(r.promises)
        began[r.atopid] = min(r.span.first.year, began.get(r.atopid, r.span.first.year))
    helping, talking = (
        {Promise.DEFENSE, Promise.OFFENSE},
        {Promise.CONSUL, Promise.NEUTRAL},
    )
    those = {
        n
        for n, p in promises.items()
        if began[n] >= 1945 and not p & helping and p & talking
    }
    assert f"Of the {len(those)} alliances since 1945" in LIMITS
    files = {n for t in law.treaties for n in t.atop.ids}
    assert (
        "close to half has a file, among them every one that promises neutrality"
        in LIMITS
    )
    assert 2 / 5 < len(those & files) / len(those) < 1 / 2
    assert {n for n in those if Promise.NEUTRAL in promises[n]} <= files
