"""What is killed while it writes: nothing half-written ever bears its final name, and the next run is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from engine.world import World
from tests import HOME
from tests.support.sampling import drawn, part, sampled
from tools.fuzz_kills import WRITERS, Killer, Tree, before, hold, killed, tree

pytestmark = sampled(2)

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

b.stage = b.data_pages.write_schemas = b.write = lambda *a: None
b.generated = lambda world: {}
b.search_weights.write = lambda *a: "scorer.js"
sphinx.build_main = renders
sys.exit(b.build(Path(sys.argv[2])))
"""


def ended(at: str, folder: Path) -> int:
    """The exit status of a build of the documentation that kills itself at a moment; minus nine where it did."""
    return subprocess.run(
        [sys.executable, "-c", DOCS, at, str(folder)],
        cwd=HOME,
        capture_output=True,
        check=False,
    ).returncode


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Killer:
    return Killer(tmp_path_factory.mktemp("killed"))


NAMING = {
    "scan into CSV": 5,
    "scan into SQLite": 3,
    "dataset": 16,
    "site": 5,
    "docs": 4,
    "draw": 2,
    "export": 2,
}
"""By what writes, how many of the last places at which it touches files are those where names are given."""


@pytest.mark.parametrize("name", NAMING)
def test_where_names_are_given_it_is_the_old_or_the_whole(
    killer: Killer, tmp_path: Path, name: str
) -> None:
    if name == "docs":
        pytest.importorskip("sphinx", reason="the extra `docs` is not installed")
    writer, whole = WRITERS[name], killer.whole(name)
    last = len(whole.touches)
    moments = [
        (at, calls)
        for at in range(last - NAMING[name] + 1, last + 1)
        for calls in (0, 2)
    ]
    for at, calls in drawn(moments, 1):
        room = tmp_path / f"{at}-{calls}"
        room.mkdir()
        old = before(writer, whole.tree, room)
        killed(writer, room, at=at, calls=calls)
        hold(writer, left := tree(room, writer.names), old, whole.tree)
        assert killed(writer, room, at=1), (
            "the second is killed where it first touches a file"
        )
        hold(writer, tree(room, writer.names), left, whole.tree)


def test_what_is_half_written_is_found() -> None:
    old, whole = {"x": "old", "y": "old"}, {"x": "new", "y": "new"}
    site, dataset = WRITERS["site"], replace(WRITERS["dataset"], last="y")
    right: list[tuple[Tree, Tree]] = [
        ({}, {}),
        ({}, old),
        (old, old),
        (whole, old),
        (whole, {}),
    ]
    for left, was in right:
        hold(site, left, was, whole)
    hold(dataset, {"x": "new"}, old, whole)
    wrong = [(site, {"x": "new"}), (site, {"x": "new", "y": "old"})]
    for writer, left in [
        *wrong,
        (dataset, {"x": "new", "y": "old"}),
        (dataset, {"x": "ne"}),
    ]:
        with pytest.raises(AssertionError):
            hold(writer, left, old, whole)


def test_documentation_that_is_killed_or_fails_leaves_the_old(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="the extra `docs` is not installed")
    pages = tmp_path / "docs"
    for at, status in (("page", -signal.SIGKILL), ("fault", 1)):
        assert ended(at, pages) == status
        assert not pages.exists()
    assert ended("never", pages) == 0
    assert (pages / "index.html").read_text() == "whole"
    assert ended("page", pages) == -signal.SIGKILL
    assert (pages / "index.html").read_text() == "whole"


@pytest.mark.skipif(
    sys.platform != "linux", reason="looks for processes where Linux has them"
)
def test_the_workers_of_a_sweep_that_is_killed_alone_end_too(tmp_path: Path) -> None:
    """They share the stream of errors, which has no end while one of them lives."""
    short = WRITERS["scan into CSV, two processes"].args
    longer = ["1924-08-31" if word == "1914-08-31" else word for word in short]
    with subprocess.Popen(
        [sys.executable, "-m", "cli", *longer],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(HOME)},
        stderr=subprocess.PIPE,
    ) as process:
        parts = tmp_path / "parts"
        while process.poll() is None and not any(parts.glob("*.jsonl")):
            time.sleep(0.01)
        time.sleep(0.5)
        process.kill()
        process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL, "it had ended before it was killed"


def test_eight_threads_have_one_answer(world: World) -> None:
    """The world, its law and what it keeps are shared; so that each has something to work out, none has been asked yet."""
    fresh = World(world.corpus, world.readings)
    days = [f"{year}-07-28" for year in (1914, 1939, 1960)][: max(1, part(3))]

    def told(_: int) -> list[object]:
        return [
            fresh.ask(
                "Serbia" if d < "1915" else "Norway", by="Sweden", on=d, rounds=1
            ).to_dict()
            for d in days
        ]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(told, range(8)))
    assert all(a == answers[0] for a in answers)
    assert answers[0] == told(0)
