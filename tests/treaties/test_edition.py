"""The hash of a law: the same law has the same one anywhere, another law another one; and every answer carries it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import casus_foederis
from cli import app
from engine.output.citing import cite_ids
from engine.world import World
from tests import HOME
from tests.support.sampling import sampled
from treaties.loading.corpus import load_corpus
from treaties.loading.corpus_files import corpus_contents, corpus_files, release
from treaties.models.corpus import Corpus
from treaties.models.edition import content_hash, edition_line, edition_of
from treaties.vocabulary.precision import earliest

pytestmark = sampled(6, alone="whole")

CORPUS = HOME / "treaties"
ASK = ["South Korea", "--by", "North Korea", "--on", "2026-01-01", "--rounds", "1"]


def hash_of(root: Path) -> str:
    return content_hash(
        (p.relative_to(root).as_posix(), c) for p, c in corpus_contents(root).items()
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus in another folder, with the line endings of another system."""
    root = tmp_path_factory.mktemp("elsewhere") / "a corpus"
    for path in corpus_files(CORPUS):
        target = root / path.relative_to(CORPUS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return root


def test_the_same_corpus_has_the_same_hash_in_another_folder_with_other_line_endings(
    copy: Path, law: Corpus
) -> None:
    assert copy.joinpath("sources.toml").read_bytes().count(b"\r\n") > 1000
    assert hash_of(copy) == law.hash
    loaded = load_corpus(copy, cache=False)
    assert (loaded.hash, loaded.version, loaded.treaties) == (
        law.hash,
        law.version,
        law.treaties,
    )


def test_the_same_corpus_has_the_same_hash_in_another_process_with_another_locale(
    law: Corpus, tmp_path: Path
) -> None:
    code = "from treaties.loading.corpus import load_corpus; print(load_corpus().hash)"
    env = os.environ | {
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "TZ": "Pacific/Apia",
        "CASUS_CACHE": "",
        "PYTHONPATH": str(HOME),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=env,
        check=True,
    )
    assert done.stdout.strip() == law.hash


@pytest.mark.parametrize(
    "name",
    [
        "data/1946-1990/anzus-1951.toml",
        "readings/ren-xiao.toml",
        "sources.toml",
        "law.toml",
        "edition.toml",
    ],
)
def test_one_changed_character_changes_it(copy: Path, law: Corpus, name: str) -> None:
    path = copy / name
    before = path.read_bytes()
    try:
        at = len(before) // 2
        path.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :])
        assert hash_of(copy) != law.hash
    finally:
        path.write_bytes(before)
    assert hash_of(copy) == law.hash


def test_a_renamed_file_and_a_moved_boundary_change_it() -> None:
    one = content_hash([("a", b"x"), ("b", b"y")])
    assert one == content_hash([("b", b"y"), ("a", b"x")])
    assert (
        len(
            {
                one,
                content_hash([("a", b"x"), ("c", b"y")]),
                content_hash([("a", b"xb"), ("", b"y")]),
            }
        )
        == 3
    )


def test_every_law_has_a_hash_of_its_own_however_it_was_reached(law: Corpus) -> None:
    anzus, nato = law.treaty("anzus-1951"), law.treaty("north-atlantic-1949")
    less = law.without("anzus-1951")
    both = law.without("anzus-1951", "north-atlantic-1949")
    assert (
        len({law.hash, less.hash, law.without("north-atlantic-1949").hash, both.hash})
        == 4
    )
    assert (
        both.hash
        == less.without("north-atlantic-1949").hash
        == law.without("north-atlantic-1949").without("anzus-1951").hash
    )
    assert (
        less.with_treaty(anzus).hash
        == law.hash
        == both.with_treaty(anzus, nato).hash
        == law.with_treaty(nato).hash
    )
    altered = law.with_treaty(
        anzus.model_copy(update={"exit": "at a year's notice, or so"})
    )
    assert altered.hash not in (law.hash, less.hash)
    assert altered.without("anzus-1951").hash == less.hash
    assert edition_of(both)["without"] == ["anzus-1951", "north-atlantic-1949"]


def test_a_treaty_of_ones_own_counts_by_what_it_says_not_by_where_it_lies(
    law: Corpus, tmp_path: Path
) -> None:
    text = (CORPUS / "data" / "1946-1990" / "anzus-1951.toml").read_text(
        encoding="utf-8"
    )
    paths = [
        tmp_path / "one" / "mine-1951.toml",
        tmp_path / "two" / "mine-1951.toml",
        tmp_path / "three" / "mine-1951.toml",
    ]
    for path, content in zip(
        paths,
        (
            text,
            f"# a comment\r\n{text}",
            text.replace('"', '"', 1).replace("1951-09-01", "1951-09-02", 1),
        ),
        strict=True,
    ):
        path.parent.mkdir()
        path.write_text(content, encoding="utf-8", newline="")
    one, two, three = (World.of(law).with_treaty(p).corpus.hash for p in paths)
    assert one == two != three
    assert law.hash not in (one, three)


MONTHS = tuple(date(2000, m, 1).strftime("%B") for m in range(1, 13))
FOLLOWED = re.compile(
    rf"(?:found|seen|followed|known)\b[^.;\"]*\b(?:up to|until|as of) (?:(\d+) )?({'|'.join(MONTHS)}) (\d{{4}})"
)


def followed(text: str) -> list[date]:
    """The days up to which a text claims that something was looked for."""
    return [
        date(int(year), MONTHS.index(month) + 1, int(day or 1))
        for day, month, year in FOLLOWED.findall(text)
    ]


def test_no_file_claims_to_have_followed_further_than_the_law_was(law: Corpus) -> None:
    assert followed(
        "None was found in sources up to June 2026; it was known until 3 May 1955."
    ) == [
        date(2026, 6, 1),
        date(1955, 5, 3),
    ]
    assert law.current_to is not None
    claims = {
        p.name: followed(p.read_text(encoding="utf-8")) for p in corpus_files(CORPUS)
    }
    assert any(claims.values())
    assert {
        name: late
        for name, days in claims.items()
        if (late := [d for d in days if d > law.current_to])
    } == {}


def test_no_instrument_was_signed_after_the_day_up_to_which_the_law_was_followed(
    law: Corpus,
) -> None:
    """What is signed later is known only when the law has been followed further."""
    assert law.current_to is not None
    assert [t.id for t in law.treaties if earliest(t.signed) > law.current_to] == []


def test_the_version_is_that_of_the_release() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]["version"]
    assert release() == casus_foederis.__version__ == project
    assert [
        e.version for e in cite_ids(["anzus-1951"]).entries if e.key == "casus-foederis"
    ] == [project]
    assert f"\nversion: {project}\n" in (HOME / "CITATION.cff").read_text(
        encoding="utf-8"
    )


VERBS = (
    ["ask"],
    ["why", "USA"],
    ["questions"],
    ["ways", "USA"],
    ["ways", "USA", "--out"],
    ["conflicts"],
    ["compare", "--then", "1950-06-25"],
)


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: v[0])
def test_every_verb_that_answers_says_which_law(verb: list[str], law: Corpus) -> None:
    less = law.without("anzus-1951")
    run = CliRunner().invoke(app, [*verb, *ASK, "--without", "anzus-1951", "--json"])
    assert json.loads(run.stdout)["law"] == edition_of(less)
    told = CliRunner().invoke(app, [*verb, *ASK, "--without", "anzus-1951"]).stdout
    # Text names a law that was changed; the hash of its files stands in `--json`.
    assert " ".join(told.split()).endswith(f"{edition_line(less, hashed=False)}.")
    assert less.hash not in told


def test_pages_and_tables_say_it_too(world: World, law: Corpus) -> None:
    answer = world.without("anzus-1951").ask(
        "South Korea", by="North Korea", on="2026-01-01", rounds=1
    )
    from engine.output.report import report

    for page in (answer._repr_html_(), report(answer)):
        assert answer.corpus.hash in page
        assert "less anzus-1951" in " ".join(page.split())
    assert "less anzus-1951" in " ".join(str(answer).split())
    timeline = CliRunner().invoke(app, ["timeline", "Albania", "--json"]).stdout
    assert json.loads(timeline)["law"]["hash"] == law.hash


def test_scans_carry_it(tmp_path: Path, law: Corpus) -> None:
    import sqlite3
    from contextlib import closing

    base = [
        "scan",
        "--on",
        "2026-01-01",
        "--among",
        "USA",
        "--among",
        "Cuba",
        "--without",
        "anzus-1951",
    ]
    less = law.without("anzus-1951")
    for name in ("x.csv", "x.db"):
        done = CliRunner().invoke(app, [*base, "-o", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
        assert edition_line(less) in done.stderr
    assert json.loads(
        (tmp_path / "x.csv-law.json").read_text(encoding="utf-8")
    ) == edition_of(less)
    with closing(sqlite3.connect(tmp_path / "x.db")) as db:
        assert dict(db.execute("SELECT key, value FROM law"))["hash"] == less.hash
    top = CliRunner().invoke(app, [*base, "--top", "1", "--json", "-q"])
    assert json.loads(top.stdout)["law"] == edition_of(less)


def test_an_outside_file_is_named_by_its_digest(law: Corpus, tmp_path: Path) -> None:
    import hashlib

    fixture = next((HOME / "tests" / "fixtures").rglob("*atop*m*.csv"))
    from treaties.outside.as_treaties import read_outside

    other = tmp_path / "other.csv"
    shutil.copy(fixture, other)
    one = read_outside(f"atop:{fixture}", law).world(law)
    two = read_outside(f"atop:{other}", law).world(law)
    assert one.hash == two.hash != law.hash
    assert (
        edition_of(one)["files"][0]["sha256"]
        == hashlib.sha256(fixture.read_bytes()).hexdigest()
    )
    assert "sha256" in edition_line(one)


def test_the_schema_of_answers_is_as_documented_and_true_of_answers(
    world: World,
) -> None:
    from jsonschema import Draft202012Validator

    from engine.interfaces.json_schema import schema

    printed = json.loads(CliRunner().invoke(app, ["schema", "answer"]).stdout)
    assert printed == schema("answer")
    judge = Draft202012Validator(printed)
    for answer in (
        world.ask("North Korea", by="Ukraine", on="2026-01-01"),
        world.without("anzus-1951")
        .reading("charter")
        .ask("Poland", on="2026-01-01", rounds=1),
        world.ask(scenario="shen-chain"),
    ):
        data = json.loads(json.dumps(answer.to_dict()))
        judge.validate(data)
        judge.validate(json.loads(json.dumps(answer.to_dict(full=True))))
        assert data["law"]["hash"] == answer.corpus.hash
        assert not judge.is_valid(data | {"law": {}})
        assert not judge.is_valid({k: v for k, v in data.items() if k != "law"})
