"""References: exactly what was used, sound in every form, read back unchanged by readers that are not ours."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cli import app
from engine.findings.used import used
from engine.forms.reference import ESCAPES, Reference, bibtex
from engine.output.citing import cite_ids
from engine.output.citing.cited import Cited, works
from engine.world import World
from tests import HOME
from tests.support.sampling import examples
from treaties.loading.corpus_files import release
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

SEED = ["North Korea", "--by", "Ukraine", "--on", "2026-01-01"]


def unescaped(text: str) -> str:
    """A field as a reader of LaTeX sees it."""
    back = {written: char for char, written in ESCAPES.items()}
    return re.sub(
        "|".join(re.escape(w) for w in sorted(back, key=len, reverse=True)),
        lambda m: back[m[0]],
        text,
    )


def pybtex_read(text: str) -> dict[str, dict[str, str]]:
    """By pybtex, which is strict: a doubled key, an uneven brace or a bad name is an error."""
    from pybtex.database import parse_string

    data = parse_string(text, "bibtex")
    return {
        k: {
            **dict(e.fields),
            "authors": "; ".join(str(p) for p in e.persons.get("author", [])),
        }
        for k, e in data.entries.items()
    }


def bibtexparser_read(text: str) -> dict[str, dict[str, str]]:
    """By bibtexparser, as raw fields."""
    import bibtexparser

    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return {e.key: {f.key: f.value for f in e.fields} for e in library.entries}


@pytest.fixture(scope="module")
def everything(law: Corpus) -> Cited:
    """Every instrument, every reading and every source of the corpus."""
    return cite_ids(
        [*(t.id for t in law.treaties), *(r.id for r in law.readings)], sources=True
    )


def test_the_whole_corpus_round_trips_through_two_readers(everything: Cited) -> None:
    text = everything.bibtex()
    one, two = pybtex_read(text), bibtexparser_read(text)
    assert list(one) == list(two) == [e.key for e in everything.entries]
    assert len({k.casefold() for k in one}) == len(one) > 500
    for e in everything.entries:
        for held in (one[e.key], two[e.key]):
            title = held["title"]
            assert title.startswith("{")
            assert title.endswith("}")
            assert unescaped(title[1:-1]) == " ".join(e.title.split())
            assert unescaped(held.get("note", "")) == " ".join(e.note.split())
            assert held.get("url", "") == e.url
            assert held.get("year", "") == e.day[:4]
            if e.kind != "article":
                assert ("howpublished" in held) == (e.kind != "source")
        if e.authors:
            assert (
                unescaped(one[e.key]["authors"].strip("{}"))
                == "; ".join(a.strip("{}") for a in e.authors)
                or e.kind == "article"
            )
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", e.key)
        assert e.url.isascii()


@given(st.text(max_size=60), st.text(min_size=1, max_size=30), st.text(max_size=60))
@examples(150)
def test_no_text_breaks_an_entry(title: str, author: str, note: str) -> None:
    clean = "".join(c for c in author if c not in "{}").strip() or "A"
    e = Reference("k-1", "reading", title, (f"{{{clean}}}",), note=note)
    found = pybtex_read(bibtex(e) + bibtex(Reference("k-2", "treaty", "Next")))
    assert list(found) == ["k-1", "k-2"]
    assert unescaped(found["k-1"]["title"][1:-1]) == " ".join(title.split())
    assert unescaped(found["k-1"].get("note", "")) == " ".join(note.split())


def test_it_cites_what_the_answer_names_and_nothing_else(
    world: World, law: Corpus
) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01")
    states = answer.to_dict(full=True)["findings"]["states"]
    named = {
        x["clause"]["treaty"] for s in states for x in (*s["grounds"], *s["blocked"])
    }
    cited = answer.cite()
    assert {e.key for e in cited.entries if e.kind == "treaty"} == named
    china = answer.cite("China")
    own = {
        x["clause"]["treaty"]
        for s in states
        if s["state"] == "china"
        for x in (*s["grounds"], *s["blocked"])
    }
    assert (
        {"sino-dprk-1961", "sino-russian-2001"}
        <= own
        <= {e.key for e in china.entries if e.kind == "treaty"}
        <= named
    )
    about = {i for r in used(answer, "China").readings for i in r.treaties}
    assert about
    assert all(
        {"sino-dprk-1961", "sino-russian-2001"} & set(r.treaties) or not r.treaties
        for r in used(answer, "China").readings
    )
    assert {"reading-ren-xiao", "reading-shen-dingli", "reading-charter"} <= {
        e.key for e in china.entries
    }
    assert "reading-hankyoreh" not in {e.key for e in china.entries}
    treaty = china.entries[0]
    assert "Articles in play: II.1, II.2, IV." in treaty.note
    asked = (
        world.reading("ren-xiao")
        .ask("North Korea", by="Ukraine", on="2026-01-01")
        .cite("China")
    )
    assert [e.key for e in asked.entries if e.kind == "reading"] == ["reading-ren-xiao"]
    corpus = next(e for e in cited.entries if e.kind == "corpus")
    assert corpus.key == f"corpus-{law.hash}"
    assert corpus.version == law.version
    assert cited.entries[-1].kind == "software"


def test_a_proof_through_others_cites_their_treaties(world: World) -> None:
    """A state drawn in only because another performs: the other's article is cited too."""
    chain = world.ask("Russia", by="Ukraine", on="2025-06-01", background=False)
    assert {g.treaty for g in chain["China"].grounds if g.duty.drawn_in} == {
        "sino-dprk-1961"
    }
    cited = {e.key for e in chain.cite("China").entries if e.kind == "treaty"}
    assert {"sino-dprk-1961", "russia-dprk-2024"} <= cited


def test_a_changed_law_is_cited_as_changed(world: World, law: Corpus) -> None:
    less = world.without("anzus-1951")
    corpus = next(
        e
        for e in less.ask("South Korea", rounds=1, on="2026-01-01").cite().entries
        if e.kind == "corpus"
    )
    assert corpus.key == f"corpus-{less.corpus.hash}"
    assert "less anzus-1951" in corpus.note
    assert law.hash in corpus.note


def test_outside_data_brings_its_file_and_the_work_to_cite() -> None:
    fixture = HOME / "tests" / "fixtures" / "outside" / "atop_member.csv"
    from treaties.outside import open_law

    day = open_law(f"atop:{fixture}").coverage.first.isoformat()
    done = CliRunner().invoke(
        app, ["cite", "France", "--on", day, "--law", f"atop:{fixture}", "--json"]
    )
    assert done.exit_code == 0, done.output
    items = {i["id"]: i for i in json.loads(done.stdout)}
    data = next(i for k, i in items.items() if k.startswith("data-atop-"))
    assert "SHA-256" in data["note"]
    assert items["leeds-et-al-2002"]["author"][0] == {
        "family": "Leeds",
        "given": "Brett Ashley",
    }
    assert items["leeds-et-al-2002"]["page"] == "237-260"


CSL_TYPES = {"treaty", "document", "article-journal", "software", "dataset"}
CSL_KEYS = {
    "id",
    "type",
    "title",
    "title-short",
    "author",
    "issued",
    "container-title",
    "volume",
    "issue",
    "number",
    "page",
    "version",
    "references",
    "URL",
    "note",
}


def test_csl_items_are_sound(everything: Cited) -> None:
    items: list[dict[str, Any]] = json.loads(json.dumps(everything.csl()))
    assert len({i["id"] for i in items}) == len(items)
    for i in items:
        assert i["type"] in CSL_TYPES
        assert set(i) <= CSL_KEYS
        for (parts,) in [i["issued"]["date-parts"]] if "issued" in i else []:
            assert 1 <= len(parts) <= 3
            assert all(isinstance(p, int) for p in parts)


def test_the_verb() -> None:
    run = CliRunner()
    whole = run.invoke(app, ["cite", *SEED]).stdout
    assert "@misc{sino-dprk-1961," in whole
    assert list(pybtex_read(whole))
    one = run.invoke(app, ["cite", "anzus-1951", "ren-xiao", "--as", "text"]).stdout
    assert one.startswith("[anzus-1951] Security Treaty")
    assert "131 UNTS 83" in one
    assert (
        json.loads(run.invoke(app, ["cite", "anzus-1951", "--as", "csl-json"]).stdout)[
            0
        ]["type"]
        == "treaty"
    )
    scenario = run.invoke(
        app, ["cite", "--scenario", "shen-chain", "--state", "China"]
    ).stdout
    assert "sino-dprk-1961" in scenario
    more = run.invoke(app, ["cite", *SEED, "--state", "China", "--sources"]).stdout
    assert "@misc{source-peking-review-1961-28," in more
    for words, told in (
        (["anzus-1952"], "did you mean `anzus-1951`"),
        (["anzus-1951", "ren-xioa"], "did you mean `ren-xiao`"),
        (["anzus-1951", "--by", "Japan"], "`by` belongs to a question"),
        (["anzus-1951", "--rounds", "1"], "`rounds` belongs to a question"),
        (["anzus-1951", "--no-background"], "`background` belongs to a question"),
        (["Narnia"], "no state is called"),
        (["anzus-1951", "--as", "bibtx"], "did you mean `bibtex`"),
        ([], "nobody is attacked"),
    ):
        failed = run.invoke(app, ["cite", *words])
        assert failed.exit_code == 1
        assert isinstance(failed.exception, CasusError)
        assert told in str(failed.exception)
        assert failed.stdout == ""


def test_citation_cff_is_whole_and_says_what_cite_says() -> None:
    text = (HOME / "CITATION.cff").read_text(encoding="utf-8")
    top = dict(re.findall(r'^([a-z-]+): *"?([^"\n]*)"?$', text, re.M))
    assert {
        "cff-version",
        "message",
        "title",
        "authors",
        "type",
        "version",
        "license",
    } <= set(top)
    assert top["cff-version"] == "1.2.0"
    (software,) = works("software")
    assert (top["title"], top["version"]) == (software.title, release())
    assert f'- name: "{software.authors[0].strip("{}")}"' in text
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    assert (top["version"], top["license"]) == (project["version"], project["license"])
    (atop,) = works("atop")
    for word in (
        atop.title,
        atop.journal,
        *(a.split(", ")[0] for a in atop.authors),
    ):
        assert word in text
