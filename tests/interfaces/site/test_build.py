"""Building: what is fetched is what was pinned, a folder of somebody else's is left alone, and faults are one line."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

import engine.interfaces.site.fetched_parts as parts
from engine.interfaces.atlas import atlas_page
from engine.interfaces.page.front import front, scenarios
from engine.interfaces.page.replies import API
from engine.interfaces.site import browser
from engine.interfaces.site.site_build import build, pack
from engine.world import World, ask
from tests.support.sampling import sampled
from treaties.loading.corpus import COMPILED, SOURCES, load_corpus
from treaties.loading.hot_spots import load_hot_spots
from treaties.models.partial import Parts
from treaties.vocabulary.errors import CasusError

pytestmark = sampled(6, alone="whole")


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(CasusError, match="holds something else; name a new folder"):
        build(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_without_npm_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CasusError, match="`npm` is not on this machine") as fault:
        build(tmp_path / "site", parts=tmp_path / "parts")
    assert "\n" not in str(fault.value)
    assert not (tmp_path / "site").exists()


def client(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in client is a shell script")
def test_what_is_not_what_was_pinned_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client(
        tmp_path, "npm", f"echo changed > {tmp_path}/parts/pyodide-{parts.PYODIDE}.tgz"
    )
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(CasusError, match="is not the file that was pinned"):
        parts.fetch(tmp_path / "parts")
    assert not list((tmp_path / "parts").iterdir()), "nothing doubtful is kept"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in client is a shell script")
def test_a_fetch_that_fails_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client(tmp_path, "npm", "echo 'npm error network down' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(
        CasusError, match="`npm` could not fetch its part: network down; try again"
    ):
        parts.fetch(tmp_path / "parts")


def test_the_wheel_is_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    one, two = pack(tmp_path), pack(tmp_path / "again")
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.testzip() is None
        assert {
            "cli.py",
            "engine/interfaces/page/front.js",
            "treaties/states.toml",
        } <= set(archive.namelist())


def test_the_core_library_fits_its_validator() -> None:
    """Every wheel is pinned by its content, the compiled core beside its library."""
    pins = parts.PINNED.read_text(encoding="utf-8").splitlines()[1:]
    assert all(
        re.fullmatch(r"[a-z_]+==[\d.]+ --hash=sha256:[0-9a-f]{64}", pin) for pin in pins
    )
    versions = dict(pin.split()[0].split("==") for pin in pins)
    assert {"pydantic", "pydantic_core"} <= versions.keys()


def test_the_site_answers_without_networkx() -> None:
    """No wheel of it is brought: what a visitor can ask draws no graph of it."""
    asked = {
        "page": "victim=Estonia&by=Russia&on=2026-01-01&rounds=1",
        "ask": "scenario=kursk-troops&rounds=1&full=1",
        "why": "victim=Estonia&by=Russia&on=2026-01-01&state=France&rounds=1",
        "once": "victim=Estonia&by=Russia&on=2026-01-01&at=Baltic+Sea",
        "bottom": "victim=Norway&by=Russia&on=1949-05-01",
        "web": "on=1914-07-28",
        "readings": "",
    }
    assert asked.keys() == API.keys()
    script = f"""
import json, sys
sys.modules["networkx"] = None
from engine.interfaces.site.browser import api
print(*(name for name, query in {asked}.items() if "error" in json.loads(api(name, query))))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_the_front_leads_to_the_pages_of_the_same_site(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where there are pages: a folder by itself leads nowhere."""
    spots = [s for s in load_hot_spots() if s.id in ("estonia", "taiwan")]
    monkeypatch.setattr(atlas_page, "load_hot_spots", lambda: spots)
    monkeypatch.setattr(atlas_page, "table", lambda *_: {})
    law = world.corpus
    listed, alone = scenarios(world, pages="../"), scenarios(world)
    assert listed.count('href="../corpus/cases/') == len(law.cases)
    assert "corpus/cases" not in alone
    parts = {"home": "", "files": {}}
    with_pages, without = (
        front(world, date(2026, 11, 26), parts, p) for p in ("../", "")
    )
    assert 'href="../search.html"' in with_pages
    assert 'href="../hot-spots/estonia.html"' in with_pages
    assert "search.html" not in without
    assert "hot-spots/" not in without


def test_the_browser_side_answers_as_the_engine_does() -> None:
    query = "victim=Serbia&by=Austria-Hungary&on=1914-07-28&rounds=1"
    plain = ask("Serbia", by="Austria-Hungary", on="1914-07-28", rounds=1)
    assert json.loads(browser.api("ask", query)) == json.loads(
        json.dumps(plain.to_dict(), default=str)
    )


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("victim=Nroth+Korea", "did you mean `North Korea`"),
        ("victim=If+Serbia+is+annoyed", "is not understood"),
        ("", "nobody is attacked"),
        ("colour=red", "`colour` is no field"),
        ("victim=Serbia&on=someday", "`someday` is not one day"),
        ("scenario=../../etc", "is not the id of a shipped scenario"),
        ("victim=Serbia&rounds=-1", "`rounds` is not understood"),
        ("&".join(["by=x"] * 300), "exceeded"),
    ],
)
def test_a_fault_is_one_line(query: str, error: str) -> None:
    told = json.loads(browser.api("page", query))
    assert set(told) - {"offered"} == {"schema", "error"}
    assert re.search(error, told["error"], re.I)
    assert "\n" not in told["error"]
    assert "Traceback" not in told["error"]


def test_a_folder_with_compiled_law_and_no_sources_is_that_law(tmp_path: Path) -> None:
    """As the archive of the site holds it; beside sources the compiled law is not looked at."""
    law = load_corpus()
    alone, beside = tmp_path / "alone", tmp_path / "beside"
    for folder in (alone, beside / SOURCES[0]):
        folder.mkdir(parents=True)
    for folder in (alone, beside):
        (folder / COMPILED).write_bytes(Parts.written(law))
    assert load_corpus(alone, cache=False).hash == law.hash
    assert load_corpus(beside, cache=False).hash != law.hash
