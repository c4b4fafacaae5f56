"""Sweeps run: processes, a Dask cluster, and what is left of a run that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from engine.sweep import criteria as asked
from engine.sweep import runner, store
from engine.sweep import runner as parts
from engine.sweep.plan import Plan
from engine.sweep.runner import Part
from engine.sweep.work import StateVerdict, run_chunk
from tests import HOME
from tests.support.sampling import drawn
from treaties.vocabulary.errors import CasusError

SOME = [
    "austria-hungary",
    "germany",
    "italy",
    "russia",
    "serbia",
    "france",
    "bulgaria",
    "belgium",
    "romania",
    "japan",
]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Ten states on one day, in five chunks."""
    from dataclasses import replace

    return replace(asked.plan(on="1914-07-28", among=SOME), block=2)


@pytest.fixture(scope="module")
def expected(plan: Plan) -> list[StateVerdict]:
    """All rows, done here and at once."""
    return [row for chunk in plan.chunks() for row in run_chunk(plan, chunk)]


def test_rows(expected: list[StateVerdict]) -> None:
    assert len(expected) == 90
    row = next(
        r for r in expected if (r["attacker"], r["victim"]) == ("russia", "germany")
    )
    assert row["bound"] == "austria-hungary"
    assert row["n_bound"] == 1
    assert row["cascade"] >= 1


def test_a_process_pool_gives_the_same(
    plan: Plan, expected: list[StateVerdict]
) -> None:
    with runner.workers(2) as pool:
        assert (
            list(asked.rows(plan, runner.sweep(plan, executor=pool, window=2), None))
            == expected
        )


def test_dask_gives_the_same(plan: Plan, expected: list[StateVerdict]) -> None:
    distributed = pytest.importorskip("distributed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cluster = distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        )
        with cluster, runner.workers(scheduler=cluster.scheduler_address) as client:
            assert len(client.scheduler_info()["workers"]) == 2  # type: ignore[union-attr]
            assert (
                list(asked.rows(plan, runner.sweep(plan, executor=client), None))
                == expected
            )


def test_what_follows_the_last_whole_chunk_is_done_again(
    plan: Plan, expected: list[StateVerdict], tmp_path: Path
) -> None:
    part = runner.part_of(tmp_path, plan)
    list(runner.sweep(plan, part=part))
    whole = part.path.read_bytes()
    for cut in drawn(range(0, len(whole), len(whole) // 23), 6):
        part.path.write_bytes(whole[:cut])
        again = runner.part_of(tmp_path, plan)
        before = whole[:cut].count(b'{"done":') - whole[:cut].rpartition(b"\n")[
            2
        ].count(b'{"done":')
        assert len(again.done) == 2 * before
        list(runner.sweep(plan, part=again))
        assert list(asked.rows(plan, iter(()), tmp_path)) == expected


def spoil(whole: bytes, at: int, how: str) -> bytes:
    """The bytes of a part with one of them changed, or with the line in which it stands taken out."""
    if how == "byte":
        return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    start, end = whole.rfind(b"\n", 0, at) + 1, whole.find(b"\n", at) + 1
    return whole[:start] + whole[end:]


@pytest.mark.parametrize("how", ["byte", "line"])
def test_a_piece_that_is_not_as_it_was_written_is_done_again(
    plan: Plan, expected: list[StateVerdict], tmp_path: Path, how: str
) -> None:
    part = runner.part_of(tmp_path, plan)
    list(runner.sweep(plan, part=part))
    whole = part.path.read_bytes()
    header = whole.index(b"\n") + 1
    for at in drawn(range(header, len(whole), len(whole) // 19), 5):
        part.path.write_bytes(spoil(whole, at, how))
        again = runner.part_of(tmp_path, plan)
        redone = list(runner.sweep(plan, part=again))
        assert redone
        assert again.spoilt or len(redone) == 1
        assert list(asked.rows(plan, iter(()), tmp_path)) == expected


def test_a_full_disk_names_the_part(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = runner.part_of(tmp_path / "parts", plan)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.sweep.runner.os.fsync", full)
    rows = asked.rows(plan, runner.sweep(plan, part=part), tmp_path / "parts")
    with pytest.raises(
        CasusError, match=r"part\.jsonl` cannot be written: no space left on device"
    ):
        store.write(rows, tmp_path / "out.csv", "csv")


def test_a_full_disk_under_a_database_is_one_line(
    expected: list[StateVerdict], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    real = sqlite3.connect

    def small(path: Path) -> sqlite3.Connection:
        db = real(path)
        db.execute("PRAGMA max_page_count = 2")
        return db

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(
        CasusError,
        match=r"out\.db` cannot be written: database or disk is full; name another file",
    ):
        store.write(expected, tmp_path / "out.db", "sqlite", {"hash": "x"})
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="this system has no full device"
)
def test_an_output_that_is_full_is_one_line() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, str(HOME / "cli.py"), "list", "--readings"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        1,
        "casus: `the output`: no space left on device\n",
    )


def killed(folder: Path, *options: str) -> set[str]:
    """Start a sweep of one day, kill it and all its workers once something is on the disk; returns what was kept."""
    code = "import sys; from cli import main; main()"
    command = [
        sys.executable,
        "-c",
        code,
        "scan",
        "--on",
        "2026-01-01",
        "--parts",
        str(folder),
        "--limit",
        "1",
        "-q",
    ]
    path = folder / "part.jsonl"
    process = subprocess.Popen(
        [*command, *options],
        cwd=HOME,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    for _ in range(1200):
        if path.exists() and path.read_bytes().count(b'{"done":') > (
            2 if options else 0
        ):
            break
        time.sleep(0.05)
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    return Part(path, asked.plan(on="2026-01-01").key, reading=True).done


@pytest.mark.parametrize("options", [(), ("-j", "2")])
def test_a_killed_run_goes_on(tmp_path: Path, options: tuple[str, ...]) -> None:
    """What was finished is kept, and done again by nobody; the rest is done."""
    finished = killed(tmp_path, *options)
    assert finished
    plan = asked.plan(on="2026-01-01")
    again = [
        u
        for c, _ in runner.sweep(plan, part=runner.part_of(tmp_path, plan))
        for u in c.units
    ]
    assert not finished & set(again)
    assert sorted([*finished, *again]) == sorted(
        u for c in plan.chunks() for u in c.units
    )
    states = len(finished) + len(again)
    assert len(list(parts.gathered(tmp_path, plan))) == states * (states - 1)


class Watched:
    """An executor of three that notes the most attackers handed out and not yet on the disk."""

    def __init__(self, pool: ThreadPoolExecutor, part: Part) -> None:
        self.pool, self.part = pool, part
        self.given: set[str] = set()
        self.most = 0

    def submit(self, fn: Any, /, *args: Any) -> Any:
        """Hand on, and look at what a kill would lose now."""
        self.given.update(args[1].units)
        self.most = max(
            self.most,
            len(self.given - Part(self.part.path, args[0].key, reading=True).done),
        )
        return self.pool.submit(fn, *args)


def test_a_kill_loses_at_most_one_chunk_in_all(
    plan: Plan, expected: list[StateVerdict], tmp_path: Path
) -> None:
    """Whatever the number of workers: at no time is more out, done or not, than makes one chunk."""
    from dataclasses import replace

    plan = replace(plan, block=4)
    part = runner.part_of(tmp_path, plan)
    with ThreadPoolExecutor(3) as pool:
        watched = Watched(pool, part)
        list(runner.sweep(plan, executor=watched, part=part, window=16))
    assert 1 < watched.most <= 4
    assert list(asked.rows(plan, iter(()), tmp_path)) == expected


def test_parts_of_another_sweep_are_refused(plan: Plan, tmp_path: Path) -> None:
    runner.part_of(tmp_path, plan)
    with pytest.raises(CasusError, match="belongs to another sweep"):
        runner.part_of(tmp_path, asked.plan(on="1914-07-29", among=SOME))


def test_other_law_is_refused(plan: Plan) -> None:
    from dataclasses import replace

    with pytest.raises(CasusError, match="was planned for"):
        list(replace(plan, law="0" * 16).chunks())
