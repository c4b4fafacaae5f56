"""The dataset: same law, same bytes; CSV, SQLite, package and codebook say the same; nothing is left half-written."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from engine.export import dataset as module
from engine.export.dataset import FLAGS, dataset
from tests import HOME
from tests.support.command import casus
from tests.support.sampling import sampled
from treaties.models.corpus import Corpus
from treaties.outside.promises import Promise
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.precision import Vague

pytestmark = sampled(3)

SOME = (
    "north-atlantic-1949",
    "dual-alliance-1879",
    "sino-dprk-1961",
    "anzus-1951",
    "warsaw-1955",
    "locarno-1925",
)


@pytest.fixture(scope="module")
def small(law: Corpus) -> Corpus:
    """A law of some instruments, whole in all else."""
    kept = tuple(
        t
        for t in law.treaties
        if t.id in SOME or t.signed.year < 1880 or isinstance(t.since, Vague)
    )
    return law.model_copy(update={"treaties": kept})


@pytest.fixture(scope="module")
def folder(small: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("data") / "new" / "set"
    dataset(small, target)
    return target


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (folder / "datapackage.json").read_text(encoding="utf-8")
    )
    return found


def test_the_same_law_gives_the_same_bytes(
    small: Corpus, folder: Path, tmp_path: Path
) -> None:
    again = {f.name: f.read_bytes() for f in dataset(small, tmp_path / "again")}
    assert again == {f.name: f.read_bytes() for f in folder.iterdir()}
    assert not [f for f in folder.parent.iterdir() if f != folder]


def test_the_package_is_sound(folder: Path) -> None:
    frictionless = pytest.importorskip(
        "frictionless", reason="frictionless is not installed"
    )
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


def test_package_csv_and_sqlite_say_the_same(folder: Path, small: Corpus) -> None:
    found = package(folder)
    assert found["licenses"][0]["name"] == "CC-BY-4.0"
    assert found["law"]["hash"] == small.hash
    assert len(found["resources"]) == 8
    with closing(sqlite3.connect(folder / "casus.sqlite")) as base:
        for r in found["resources"]:
            data = (folder / r["path"]).read_bytes()
            assert r["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            table = r["path"].removesuffix(".csv")
            columns = [f["name"] for f in r["schema"]["fields"]]
            held = rows(folder, table)
            stored = base.execute(f'SELECT * FROM "{table}"').fetchall()
            assert len(stored) == len(held) > 0
            assert (
                list(held[0])
                == columns
                == [c[1] for c in base.execute(f'PRAGMA table_info("{table}")')]
            )
            for key in (
                [r["schema"]["primaryKey"]] if "primaryKey" in r["schema"] else []
            ):
                assert len({tuple(row[k] for k in key) for row in held}) == len(held)
            for f in r["schema"]["fields"]:
                cells = {row[f["name"]] for row in held} - {""}
                if f["type"] == "integer":
                    assert all(c.lstrip("-").isdecimal() for c in cells), f
                if f["type"] == "boolean":
                    assert cells <= {"true", "false"}, f


def test_dyad_years_are_those_of_the_texts(folder: Path) -> None:
    found = {
        (r["state1"], r["state2"], r["year"]): r for r in rows(folder, "dyad_year")
    }
    china = found["china", "north-korea", "1962"]
    assert (china["ccode1"], china["ccode2"], china["defense"], china["offense"]) == (
        "710",
        "731",
        "1",
        "0",
    )
    assert ("china", "north-korea", "1960") not in found
    finland = [y for one, two, y in found if (one, two) == ("canada", "finland")]
    assert min(finland) == "2023"
    germany = found["germany", "austria-hungary", "1880"]
    assert germany["defense"] == "1"
    assert list(germany)[-len(FLAGS) :] == FLAGS
    assert all(r[f"{p}_unconditional"] <= r[p] for r in found.values() for p in Promise)
    assert all(any(r[p] == "1" for p in Promise) for r in found.values())


def test_bonds_of_all_with_all_are_in_spells_alone(law: Corpus) -> None:
    left = [t.id for t in law.treaties if t.atop.leaves_out]
    assert left == [
        "league-covenant-1919",
        "pact-of-paris-1928",
        "saavedra-lamas-1933",
    ]
    some = law.model_copy(update={"treaties": tuple(law.treaty(t) for t in left)})
    made = module._rows(some)
    assert next(made["spells"])
    assert not list(made["dyad_year"])


def test_spells_are_heard_to_the_day_or_say_how_far_they_are_known(
    folder: Path, small: Corpus
) -> None:
    found = rows(folder, "spells")
    assert all(len(r["first"]) == 10 and len(r["last"]) in (0, 10) for r in found)
    assert {r["obligation"].split(":")[0] for r in found} <= {
        t.id for t in small.treaties
    }
    assert any(r["first_within"].startswith("a day in ") for r in found)
    ended = [
        r
        for r in found
        if r["obligation"].startswith("warsaw-1955") and r["state1"] == "poland"
    ]
    assert {r["last"] for r in ended if r["state2"] == "hungary"} == {"1991-06-30"}
    assert {r["last"] for r in ended if r["state2"] == "albania"} == {"1968-09-12"}


def test_the_codebook_has_every_column(folder: Path) -> None:
    text = (folder / "codebook.md").read_text(encoding="utf-8")
    for r in package(folder)["resources"]:
        assert f"## {r['path'].removesuffix('.csv')}" in text
        assert all(
            f"| `{f['name']}` |" in text and f["description"] in text
            for f in r["schema"]["fields"]
        )


def test_a_fault_leaves_nothing_half_written(
    small: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CasusError, match="can't be written"):
        dataset(small, tmp_path / "file" / "below")
    with pytest.raises(CasusError, match="can't be written"):
        dataset(small, tmp_path / "file")

    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_package", full)
    with pytest.raises(CasusError, match="no space left on device"):
        dataset(small, tmp_path / "new")
    assert [f.name for f in tmp_path.iterdir()] == ["file"]


def test_rows_are_made_one_by_one(small: Corpus) -> None:
    steps: list[tuple[int, int]] = []
    made = module._rows(small, lambda done, of: steps.append((done, of)))
    assert all(isinstance(rows, Iterator) for rows in made.values())
    assert not steps
    for rows in made.values():
        assert sum(1 for _ in rows)
    done, of = steps[-1]
    assert [d for d, _ in steps] == list(range(1, of + 1))
    assert done == of


@pytest.mark.skipif(
    sys.platform != "linux", reason="reads the peak of memory where Linux has it"
)
def test_it_stays_small(tmp_path: Path) -> None:
    """Beside the law, which is read from the cache the second time."""
    code = "from pathlib import Path; from engine.export.dataset import dataset; "
    code += "from treaties.loading.corpus import load_corpus; law = load_corpus(); "
    code += "len(__import__('sys').argv) > 1 and dataset(law, Path('set')); "
    code += "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    env = os.environ | {"CASUS_CACHE": str(tmp_path / "cache")}
    for more in ([], ["write"]):
        line = [sys.executable, "-c", code, *more]
        done = subprocess.run(
            line, capture_output=True, text=True, cwd=tmp_path, env=env, check=True
        )
    assert int(done.stdout) < 150 * 1024


def test_a_killed_process_leaves_nothing_under_a_final_name(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "casus_foederis",
        "dataset",
        "-o",
        str(tmp_path / "set"),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=HOME) as process:
        while (
            not list(tmp_path.glob(".dataset-*/spells.csv")) and process.poll() is None
        ):
            time.sleep(0.02)
        process.kill()
    assert process.returncode < 0
    assert not (tmp_path / "set").exists()


def test_the_codebook_says_how_much_defence_is_conditional(folder: Path) -> None:
    text = (folder / "codebook.md").read_text(encoding="utf-8")
    found = re.search(r"of ([\d,]+) articles of help ([\d,]+) wait", text)
    assert found
    helping, waiting = (int(n.replace(",", "")) for n in found.groups())
    assert 0 < waiting <= helping
    assert "A party can owe a state that is no party" in text


def test_the_codebook_counts_agreement_with_atop(folder: Path, small: Corpus) -> None:
    text = (folder / "codebook.md").read_text(encoding="utf-8")
    agrees = sum("defence" in t.atop.agrees for t in small.treaties)
    assert f"* defence: {agrees} agree" in text
    assert re.search(r"^\* Words of an obligation: .*\d seen", text, re.M)


def test_the_verb_refuses_a_file_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = casus("dataset", "-o", str(tmp_path / "file" / "below"))
    assert done.returncode not in (0, 3)
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_page_merges_it_in_pandas(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pandas", reason="the extra `pandas` is not installed")
    page = (HOME / "docs" / "dataset.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.S)
    mine = "ccode1,ccode2,year\n2,200,1950\n710,731,1960\n710,731,1962\n2,200,2999\n"
    (tmp_path / "my-dyads.csv").write_text(mine, encoding="utf-8")
    (tmp_path / "casus-data").symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    found: dict[str, Any] = {}
    exec(compile(code, "dataset.md", "exec"), found)
    assert found["both"]["defense"].fillna(-1).tolist() == [1, 0, 1, -1]
