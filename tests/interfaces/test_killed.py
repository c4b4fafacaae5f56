"""What is killed while it writes a site, the documentation or a sweep: nothing half-written ever bears its final name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.world import World
from tests import HOME
from tests.support.sampling import part

SITE = """
import os, signal, sys
from pathlib import Path
from types import SimpleNamespace
from engine.interfaces.site import site_build as b

at, folder = sys.argv[1], Path(sys.argv[2])

def dies(name, does=lambda *a, **k: None):
    def worked(*args, **named):
        if name == at and not (name == "removal" and not (str(args[0]).endswith(".before") and args[0].exists())):
            os.kill(os.getpid(), signal.SIGKILL)
        return does(*args, **named)
    return worked

def compiled(parts, wheels):
    (parts / "python" / "corpus.json").write_text("{}")
    return parts / "python" / "corpus.json"

b.fetch = lambda store: SimpleNamespace(wheels=(), unpack=dies("unpack", lambda to: (to / "python.js").write_text("new")))
b.pack, b.compile_wheels, b.front = (lambda to: to / "x.whl"), compiled, (lambda *a: "new")
b.write_pages = dies("pages")
removes = b.shutil.rmtree
b.shutil.rmtree = dies("removal", removes)
renames = Path.rename
Path.rename = dies("naming", renames)
b.build(folder)
"""
DOCS = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = ["docs"]
import sphinx.cmd.build as sphinx
from casus_docs import build as b

def renders(args):
    (Path(args[-1]) / "index.html").parent.mkdir()
    (Path(args[-1]) / "index.html").write_text("half")
    if sys.argv[1] == "page":
        os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[1] == "fault":
        return 1
    (Path(args[-1]) / b.MARK).write_text("whole")
    (Path(args[-1]) / "index.html").write_text("whole")
    return 0

b.stage = b.data_pages.write_schemas = b.write = b.generated = lambda *a: None
b.search_weights.write = lambda *a: "scorer.js"
sphinx.build_main = renders
sys.exit(b.build(Path(sys.argv[2])))
"""


def ended(script: str, at: str, folder: Path) -> int:
    """The exit status of a script that kills itself at a moment; minus nine where it did."""
    return subprocess.run(
        [sys.executable, "-c", script, at, str(folder)], cwd=HOME, capture_output=True, check=False
    ).returncode


@pytest.mark.parametrize("at", ["unpack", "pages", "naming", "removal"])
def test_a_site_that_is_killed_is_the_old_one_or_the_new_one(tmp_path: Path, at: str) -> None:
    site = tmp_path / "site"
    assert ended(SITE, "never", site) == 0
    (site / "index.html").write_text("old")
    (site / "parts.old").write_text("old")
    assert ended(SITE, at, site) == -signal.SIGKILL
    told = (site / "index.html").read_text()
    assert told == ("new" if at == "removal" else "old")
    assert (site / "parts.old").exists() == (told == "old"), "of both"
    assert ended(SITE, "never", site) == 0, "the next one is whole"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("at", ["unpack", "pages"])
def test_the_first_site_has_no_name_before_it_is_whole(tmp_path: Path, at: str) -> None:
    assert ended(SITE, at, tmp_path / "site") == -signal.SIGKILL
    assert not (tmp_path / "site").exists()


def test_documentation_that_is_killed_or_fails_leaves_the_old(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="the extra `docs` is not installed")
    pages = tmp_path / "docs"
    for at, status in (("page", -signal.SIGKILL), ("fault", 1)):
        assert ended(DOCS, at, pages) == status
        assert not pages.exists()
    assert ended(DOCS, "never", pages) == 0
    assert (pages / "index.html").read_text() == "whole"
    assert ended(DOCS, "page", pages) == -signal.SIGKILL
    assert (pages / "index.html").read_text() == "whole"


def test_a_sweep_that_is_killed_has_no_file_under_its_name(tmp_path: Path) -> None:
    among = [w for state in ("serbia", "austria-hungary", "germany", "russia", "france") for w in ("--among", state)]
    out, parts = tmp_path / "rows.csv", tmp_path / "parts"
    span = ("--since", "1914-06-01", "--until", "1914-08-31", "--quiet")
    command = [sys.executable, "-m", "casus_foederis", "scan", *span, *among, "--parts", str(parts), "-o", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None and not any(p.stat().st_size for p in parts.glob("*")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it had ended before it was killed"
    assert not out.exists()
    subprocess.run(command, check=True, capture_output=True)
    assert len(out.read_text().splitlines()) > 1


def test_eight_threads_have_one_answer(world: World) -> None:
    """The world, its law and what it keeps are shared; so that each has something to work out, none has been asked yet."""
    fresh = World(world.corpus, world.readings)
    days = [f"{year}-07-28" for year in (1914, 1939, 1960)][: max(1, part(3))]

    def told(_: int) -> list[object]:
        return [fresh.ask("Serbia" if d < "1915" else "Norway", by="Sweden", on=d, rounds=1).to_dict() for d in days]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(told, range(8)))
    assert all(a == answers[0] for a in answers)
    assert answers[0] == told(0)
