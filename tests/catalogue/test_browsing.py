"""Lists with their filters, one instrument told in full, look-ups of states and places."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from engine.catalogue import catalogue
from engine.catalogue.columns import watch_table
from engine.catalogue.treaty_text import disputing, tell
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def rows(*words: str) -> list[dict[str, Any]]:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return found


def ids(*words: str) -> set[str]:
    return {r["id"] for r in rows("list", *words)}


def test_list_has_every_treaty_in_order_of_signature(law: Corpus) -> None:
    found = rows("list")
    assert {r["id"] for r in found} == {t.id for t in law.treaties}
    signed = [law.treaty(r["id"]).signed for r in found]
    assert signed == sorted(signed)


def test_filter_by_day(law: Corpus) -> None:
    day = date(1914, 7, 28)
    assert ids("--on", "1914-07-28") == {
        t.id for t in law.treaties if t.parties_on(day)
    }
    assert {"dual-alliance-1879", "london-1839"} <= ids("--on", "1914-07-28")
    assert "warsaw-1955" not in ids("--on", "1914-07-28")


def test_filter_by_state_counts_the_guaranteed(law: Corpus) -> None:
    found = ids("--state", "Nordkorea")
    assert {"sino-dprk-1961", "ussr-dprk-1961", "russia-dprk-2024"} <= found
    for t in law.treaties:
        touched = "north-korea" in t.states or any(
            "north-korea" in o.beneficiaries for o in t.obligations
        )
        assert (t.id in found) is touched
    assert "london-1839" in ids("--state", "belgium")


def test_filter_by_state_and_day_follows_membership() -> None:
    assert "north-atlantic-1949" in ids("--state", "finland", "--on", "2023-04-04")
    assert "north-atlantic-1949" not in ids("--state", "finland", "--on", "2023-04-03")


def test_filter_by_duty_and_text() -> None:
    assert all(
        "stay-neutral" in r["duties"] for r in rows("list", "--duty", "stay-neutral")
    )
    assert "reinsurance-1887" in ids("--duty", "stay-neutral")
    assert "north-atlantic-1949" in ids("--text", "as it deems necessary")
    assert ids("--text", "no treaty says these words") == set()


@pytest.mark.parametrize(
    ("text", "found", "not_found"),
    [
        ("Rio Pact", "rio-1947", "north-atlantic-1949"),
        ("Senkaku", "us-japan-1960", "us-rok-1953"),
        ("Article 42.7", "teu-42-7-2007", "north-atlantic-1949"),
        ("art. 42.7", "teu-42-7-2007", "rio-1947"),
        ("Pakistan China", "china-pakistan-2005", "us-pakistan-1959"),
        ("åland", "aland-1921", "north-atlantic-1949"),
        ("NATO", "north-atlantic-1949", "panama-1826"),
    ],
)
def test_an_instrument_is_found_by_common_name_place_article_and_parties(
    text: str, found: str, not_found: str
) -> None:
    told = ids("--text", text)
    assert found in told
    assert not_found not in told


@pytest.mark.parametrize(
    ("ident", "near"),
    [
        ("nato-1948", "`nato`"),
        ("russia-dprk", "`russia-dprk-2024`"),
        ("warsaw-1954", "`warsaw-1955`"),
    ],
)
def test_an_id_that_fails_gives_near_ones(ident: str, near: str) -> None:
    done = run("show", ident)
    assert near in str(done.exception)


def test_filters_narrow_each_other() -> None:
    one, two = ids("--state", "france"), ids("--duty", "fight")
    assert ids("--state", "france", "--duty", "fight") == one & two


def test_an_empty_list_says_so() -> None:
    assert (
        run("list", "--text", "no treaty says these words").stdout
        == "nothing matches\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["list", "--duty", "figth"], "did you mean `fight`"),
        (["list", "--state", "Frnace"], "did you mean"),
        (["list", "--on", "someday"], "`someday` is not one day"),
        (["show", "sino-dprk-1962"], "did you mean `sino-dprk-1961`"),
    ],
)
def test_a_wrong_word_is_told(words: list[str], message: str) -> None:
    done = run(*words)
    assert isinstance(done.exception, CasusError)
    assert message in str(done.exception)


def test_places(law: Corpus) -> None:
    found = rows("list", "--places")
    assert {r["id"] for r in found} == {p.id for p in law.gazetteer.places}
    assert next(r for r in found if r["id"] == "guam")["of"] == "united-states"


def test_states_of_a_day() -> None:
    then = {r["id"] for r in rows("list", "--states", "--on", "1914-07-28")}
    assert {"serbia", "austria-hungary"} <= then
    assert "north-korea" not in then
    assert rows("list", "--states", "731")[0]["id"] == "north-korea"


def test_show_has_what_the_file_says(law: Corpus) -> None:
    for ident in (
        "sino-dprk-1961",
        "anzus-1951",
        "taiwan-relations-act-1979",
        "rio-1947",
    ):
        t, text = law.treaty(ident), " ".join(run("show", ident).stdout.split())
        for o in t.obligations:
            assert f"Art. {o.article}" in text
            assert " ".join(o.gist.split()) in text
            assert o.phrase in text
        for words in (
            *t.notes,
            t.exit,
            *(w.says for w in t.witnesses),
            *(r.gist for r in t.reservations),
        ):
            assert " ".join(words.split()) in text
        assert all(law.source(s).title in text for s in t.sources)
        assert all(r.name in text for r in law.readings if ident in r.treaties)


def test_show_marks_what_is_unverified(law: Corpus) -> None:
    doubtful = next(
        t
        for t in law.treaties
        if not t.verified and any(not o.verified for o in t.obligations)
    )
    text = " ".join(run("show", doubtful.id).stdout.split())
    assert "[dates unverified]" in text
    bad = sum(not o.verified for o in doubtful.obligations)
    assert f"Unverified: {bad} of {len(doubtful.obligations)} duties." in text
    sound = next(
        t for t in law.treaties if t.verified and all(o.verified for o in t.obligations)
    )
    assert "dates unverified" not in run("show", sound.id).stdout


def test_show_names_the_readings_that_lower_a_duty(law: Corpus) -> None:
    for r in law.readings:
        for lowered in r.lowers:
            assert r in disputing(law, law.treaty(lowered.treaty))
    data = json.loads(run("show", "sino-dprk-1961", "--json").stdout)
    assert "shen-dingli" in data["read_by"]


def test_show_names_the_cases_that_cite_the_instrument(law: Corpus) -> None:
    text = " ".join(run("show", "anglo-polish-1939").stdout.split())
    for case in law.cases:
        cited = {e.treaty for e in (*case.expected, *case.invocation, *case.conduct)}
        assert (
            f"{case.code} {' '.join(case.title.split())} ({case.date};" in text
        ) is ("anglo-polish-1939" in cited)


def test_names_stand_where_ids_are_asked() -> None:
    from engine.catalogue import catalogue

    assert {row["id"] for row in catalogue.states("Korea")} == {
        "north-korea",
        "south-korea",
    }
    assert {row["id"] for row in catalogue.states("the Baltic states")} == {
        "estonia",
        "latvia",
        "lithuania",
    }
    assert catalogue.states("DPRK")[0]["id"] == "north-korea"
    places = catalogue.names("place")
    assert {"Guam", "guam"} <= set(places)
    assert "Rio Treaty" in catalogue.names("treaty")


def test_filter_by_year_of_signature(law: Corpus) -> None:
    assert ids("--since", "2024") == {
        t.id for t in law.treaties if t.signed.year >= 2024
    }


def test_in_force_is_today(law: Corpus) -> None:
    assert ids("--in-force") == {
        t.id for t in law.treaties if t.parties_on(date.today())
    }
    assert isinstance(run("list", "--in-force", "--on", "1914").exception, CasusError)


def test_unverified_says_what_and_why(law: Corpus) -> None:
    found = {r["id"]: r["unverified"] for r in rows("list", "--unverified")}
    assert "north-atlantic-1949" not in found
    assert found["saudi-pakistan-2025"][0].startswith(
        "days (not to be verified: the text has not been published"
    )
    for t in law.treaties:
        marked = (t, *t.parties, *t.obligations, *t.reservations, *t.suspensions)
        assert (t.id in found) is not all(x.verified for x in marked)


def test_hot_spots_are_listed() -> None:
    assert {"id", "region", "question"} == set(rows("list", "--hot-spots")[0])


def test_a_party_that_acceded_later_has_the_name_of_that_day() -> None:
    told = " ".join(run("show", "tac-1976").stdout.split())
    assert "Germany (from 2019-11-02)" in told
    assert "West Germany" not in told
    assert "Russia (from 2004-11-29)" in told


def test_the_watch_list_fits_a_hundred_columns() -> None:
    lines = watch_table(catalogue.watched(), width=120).splitlines()
    assert len(lines) > 20
    assert max(map(len, lines)) <= 100
    assert not [line for line in lines if "://" in line]


def test_a_treaty_opens_with_its_days_and_with_what_it_asks() -> None:
    days, asks = tell("anglo-japanese-1911").split("\n\n")[1].split("\n")[:2]
    assert "in force 1911-07-13, until 1923-08-17; duties: fight, consult" in days
    assert asks.strip().startswith("against")
    opening = " ".join(tell("entente-cordiale-1904").split("\n\n")[1].split())
    assert "; no duty to help, consult or stay neutral" in opening
