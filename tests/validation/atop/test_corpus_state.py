"""The state of the corpus: counts of an invented law, told and refused by the command, and the page that is shipped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from cli import app
from tests import FIXTURES
from treaties.loading.hot_spots import load_hot_spots
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from validation.atop.agreement import compare
from validation.atop.coverage import coverages
from validation.corpus_state import ACROSS, corpus_state, markdown, summary

HELP = {
    "article": "1",
    "duty": "fight",
    "trigger": "armed-attack",
    "gist": "Each fights for the other.",
    "source": "x",
}


def pact(ident: str, **other: object) -> Treaty:
    made = {
        "id": ident,
        "title": ident,
        "parties": ["france", "russia"],
        "signed": date(1901, 3, 15),
        "sources": ["x"],
    }
    return Treaty.model_validate(
        made | {"in_force": date(1901, 3, 15), "obligations": [HELP]} | other
    )


def few(law: Corpus) -> Corpus:
    held = (
        pact("checked", atop={"ids": [9001]}),
        pact("waiting", verified=False, parties=["france", "china"]),
        pact(
            "beyond",
            verified=False,
            unverifiable="the text is secret",
            parties=["chad", "mali"],
        ),
        pact(
            "over",
            until=date(1920, 1, 1),
            obligations=[HELP | {"verified": False, "unverifiable": "lost"}],
        ),
        pact(
            "both",
            parties=[{"state": "chad", "verified": False}, "mali"],
            obligations=[HELP | {"source": None}],
        ),
    )
    return law.model_copy(update={"treaties": held, "current_to": date(2026, 1, 1)})


def test_an_instrument_is_checked_where_every_point_is(law: Corpus) -> None:
    state = corpus_state(few(law))
    assert (
        state.whole.instruments,
        state.whole.checked,
        state.whole.beyond,
        state.whole.waiting,
    ) == (5, 1, 2, 2)
    assert (
        state.today.instruments,
        state.today.checked,
        state.today.beyond,
        state.today.waiting,
    ) == (4, 1, 1, 2)
    assert state.articles_without_source == 1


def test_regions_and_periods_hold_each_instrument_once(law: Corpus) -> None:
    state = corpus_state(few(law))
    assert {t.name: t.instruments for t in state.regions if t.instruments} == {
        "Europe": 2,
        "Africa": 2,
        ACROSS: 1,
    }
    assert [t.instruments for t in state.periods] == [5, 0, 0, 0]


def test_told_with_the_share_of_other_data(law: Corpus) -> None:
    state = corpus_state(
        few(law), (), coverages(few(law), FIXTURES / "atop_member.csv", None)
    )
    assert state.coverages[0].lasting == (0, 1)
    assert "In force on 2026-01-01: 4 instruments, 1 checked in every point" in summary(
        state
    )
    assert "1 of 5 defence pacts of ATOP 5.1 have an instrument here" in summary(state)
    assert state.to_dict()["coverage"][0]["at_the_end"] == {"have": 0, "of": 1}
    page = markdown(state)
    assert "- [beyond](corpus/treaties/beyond.md): days: the text is secret." in page
    assert "- [waiting](corpus/treaties/waiting.md): days: not checked yet." in page
    assert "corpus/treaties/over.md" not in page


def test_the_command(law: Corpus) -> None:
    runner = CliRunner()
    said = runner.invoke(app, ["check", "--state"])
    assert said.exit_code == 0
    assert said.stdout.startswith(f"{len(law.treaties)} instruments with ")
    assert runner.invoke(app, ["check", "--state", "--hints"]).exit_code == 2


def test_the_page_is_that_of_the_data(law: Corpus, outside: Path) -> None:
    atop, cow = (
        outside / "atop" / "atop5_1m.csv",
        outside / "cow" / "alliance_v4.1_by_member.csv",
    )
    state = corpus_state(
        law, load_hot_spots(), coverages(law, atop, cow), compare(law, atop)
    )
    page = markdown(state)
    assert page.startswith("# ")
    assert f"{len(law.treaties)} instruments" in page
