"""Sweeps run: processes, a Dask cluster, and the days that a run keeps."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from engine.sweep import criteria as asked
from engine.sweep import runner, store
from engine.sweep.plan import Chunk, Plan
from engine.sweep.work import SweepRow, run_chunk
from tests import HOME
from tests.support.sampling import sampled
from treaties.vocabulary.errors import CasusError

pytestmark = sampled(3)

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
    return replace(asked.plan(on="1914-07-28", among=SOME), block=2)


@pytest.fixture(scope="module")
def expected(plan: Plan) -> list[SweepRow]:
    """All rows, done here and at once."""
    return [row for chunk in plan.chunks() for row in run_chunk(plan, chunk)]


def test_rows(expected: list[SweepRow]) -> None:
    assert len(expected) == 90
    row = next(
        r for r in expected if (r["attacker"], r["victim"]) == ("russia", "germany")
    )
    assert row["bound"] == "austria-hungary"
    assert row["n_bound"] == 1
    assert row["cascade"] >= 1


def test_a_process_pool_gives_the_same(plan: Plan, expected: list[SweepRow]) -> None:
    with runner.workers(2) as pool:
        assert list(runner.sweep(plan, executor=pool, window=2)) == expected


@contextmanager
def cluster() -> Iterator[Any]:
    """A Dask cluster of two workers on this machine, as the executor of a sweep."""
    distributed = pytest.importorskip("distributed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        local = distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        )
        with local, runner.workers(scheduler=local.scheduler_address) as client:
            assert client is not None
            yield client


def test_dask_gives_the_same(plan: Plan, expected: list[SweepRow]) -> None:
    with cluster() as client:
        assert len(client.scheduler_info()["workers"]) == 2
        assert list(runner.sweep(plan, executor=client)) == expected


ENDED = "worker .* ended before its work was done"


def test_a_process_that_is_killed_is_one_line(plan: Plan) -> None:
    """Whose memory runs out, or whom somebody ends."""

    def killed() -> None:
        with runner.workers(2) as pool:
            for _ in runner.sweep(plan, executor=pool, window=2):
                for process in active_children():
                    process.kill()

    with pytest.raises(CasusError, match=ENDED):
        killed()


def test_another_dask_worker_does_the_work_of_one_that_dies(
    plan: Plan, expected: list[SweepRow]
) -> None:
    with cluster() as client:
        rows = runner.sweep(plan, executor=client, window=2)
        found = [next(rows)]
        os.kill(client.submit(os.getpid).result(), signal.SIGKILL)
        assert [*found, *rows] == expected


def test_work_on_which_every_dask_worker_dies_is_one_line() -> None:
    def died() -> None:
        with cluster() as client:
            client.submit(os._exit, 1).result()

    with pytest.raises(CasusError, match=ENDED):
        died()


def test_a_day_that_is_kept_is_not_done_again(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = replace(plan, days=("1914-07-28", "1914-08-05"))
    alone = list(runner.sweep(plan, folder=tmp_path))
    assert [p.name for p in tmp_path.glob("*.jsonl")] == ["1914-07-28.jsonl"]
    done: list[str] = []
    real = run_chunk

    def watched(plan: Plan, chunk: Chunk) -> list[SweepRow]:
        done.append(chunk.day)
        return real(plan, chunk)

    monkeypatch.setattr(runner, "run_chunk", watched)
    told: list[tuple[int, int]] = []
    both = list(runner.sweep(days, folder=tmp_path, progress=lambda *n: told.append(n)))
    assert set(done) == {"1914-08-05"}
    assert (told[0], told[-1]) == ((10, 20), (20, 20))
    assert [r for r in both if r["on"] == "1914-07-28"] == alone
    monkeypatch.undo()
    assert both == list(runner.sweep(days))
    with ThreadPoolExecutor(3) as pool:
        again = runner.sweep(days, executor=pool, folder=tmp_path / "other", window=3)
        assert list(again) == both


def test_a_day_is_kept_whole_or_not_at_all(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = run_chunk

    def stops(plan: Plan, chunk: Chunk) -> list[SweepRow]:
        if chunk.start:
            raise KeyboardInterrupt
        return real(plan, chunk)

    monkeypatch.setattr(runner, "run_chunk", stops)
    with pytest.raises(KeyboardInterrupt):
        list(runner.sweep(plan, folder=tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == [runner.MARK]


def test_a_folder_that_cannot_be_written_is_one_line(
    plan: Plan, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CasusError, match="cannot be written"):
        list(runner.sweep(plan, folder=tmp_path / "file"))


def test_a_spoilt_day_is_one_line(plan: Plan, tmp_path: Path) -> None:
    list(runner.sweep(plan, folder=tmp_path))
    (day,) = tmp_path.glob("*.jsonl")
    day.write_bytes(day.read_bytes()[:-5])
    with pytest.raises(CasusError, match="is not as it was written; delete it"):
        list(runner.sweep(plan, folder=tmp_path))


def test_a_full_disk_under_a_database_is_one_line(
    expected: list[SweepRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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


def test_a_killed_run_leaves_whole_days(tmp_path: Path) -> None:
    """What was finished is kept; the day at which it was killed is done again."""
    options = ("--since", "1914-07-20", "--until", "1914-08-20", "--step", "day")
    command = [sys.executable, "cli.py", "scan", *options, "--parts", str(tmp_path)]
    process = subprocess.Popen(
        [*command, "-q", "-j", "2"],
        cwd=HOME,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    for _ in range(1200):
        if len(list(tmp_path.glob("*.jsonl"))) > 2 or process.poll() is not None:
            break
        time.sleep(0.05)
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    days = sorted(tmp_path.glob("*.jsonl"))
    assert len(days) > 2
    plan = asked.plan(since="1914-07-20", until="1914-08-20", step="day")
    first = replace(plan, days=plan.days[:2])
    assert days[0].stem == first.days[0]
    assert list(runner.sweep(first, folder=tmp_path)) == list(runner.sweep(first))


def test_days_of_another_sweep_are_refused(plan: Plan, tmp_path: Path) -> None:
    list(runner.sweep(plan, folder=tmp_path))
    other = asked.plan(on="1914-07-28", among=SOME[:4])
    with pytest.raises(CasusError, match="belongs to another sweep"):
        list(runner.sweep(other, folder=tmp_path))


def test_other_law_is_refused(plan: Plan) -> None:
    with pytest.raises(CasusError, match="was planned for"):
        list(replace(plan, law="0" * 16).chunks())
