"""Sweeps run: processes, a Dask cluster, shards, and what is left of a run that was killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest

from engine.sweep import asked, parts, runner
from engine.sweep.parts import Part
from engine.sweep.plan import Plan
from engine.sweep.work import Row, run_chunk
from treaties.errors import CasusError

HOME = Path(__file__).resolve().parents[2]
SOME = ["austria-hungary", "germany", "italy", "russia", "serbia", "france", "bulgaria", "belgium", "romania", "japan"]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Ten states on one day, in five chunks."""
    from dataclasses import replace

    return replace(asked.plan(on="1914-07-28", among=SOME, goal="two great powers on opposite sides"), block=2)


@pytest.fixture(scope="module")
def expected(plan: Plan) -> list[Row]:
    """All rows, done here and at once."""
    return [row for chunk in plan.chunks() for row in run_chunk(plan, chunk)]


def test_rows(expected: list[Row]) -> None:
    assert len(expected) == 90
    row = next(r for r in expected if (r["attacker"], r["victim"]) == ("russia", "germany"))
    assert row["bound"] == "austria-hungary"
    assert row["n_bound"] == 1
    assert row["goal_distance"] == 0
    assert row["cascade"] >= 1


def test_a_process_pool_gives_the_same(plan: Plan, expected: list[Row]) -> None:
    with runner.workers(2) as pool:
        assert list(asked.rows(plan, runner.sweep(plan, executor=pool, window=2), None)) == expected


def test_dask_gives_the_same(plan: Plan, expected: list[Row]) -> None:
    distributed = pytest.importorskip("distributed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
        with cluster, runner.workers(scheduler=cluster.scheduler_address) as client:
            assert len(client.scheduler_info()["workers"]) == 2  # type: ignore[union-attr]
            assert list(asked.rows(plan, runner.sweep(plan, executor=client), None)) == expected


def test_shards_share_the_work(plan: Plan, expected: list[Row], tmp_path: Path) -> None:
    ids = [[c.id for c in plan.chunks((i, 3))] for i in (1, 2, 3)]
    assert sorted(c for shard in ids for c in shard) == sorted(c.id for c in plan.chunks())
    for i in (1, 3):
        assert asked.left(plan, runner.sweep(plan, shard=(i, 3), part=runner.part_of(tmp_path, plan, (i, 3))), tmp_path)
    with pytest.raises(CasusError, match=r"2 chunks are not done yet"):
        list(asked.rows(plan, iter(()), tmp_path))
    last = list(runner.sweep(plan, part=runner.part_of(tmp_path, plan, (1, 1))))
    assert [c.id for c, _ in last] == ids[1]
    assert list(asked.rows(plan, iter(()), tmp_path)) == expected


def test_what_follows_the_last_whole_chunk_is_done_again(plan: Plan, expected: list[Row], tmp_path: Path) -> None:
    part = runner.part_of(tmp_path, plan, (1, 1))
    list(runner.sweep(plan, part=part))
    whole = part.path.read_bytes()
    for cut in range(0, len(whole), len(whole) // 23):
        part.path.write_bytes(whole[:cut])
        again = runner.part_of(tmp_path, plan, (1, 1))
        before = whole[:cut].count(b'{"done":') - whole[:cut].rpartition(b"\n")[2].count(b'{"done":')
        assert len(again.done) == before
        list(runner.sweep(plan, part=again))
        assert list(asked.rows(plan, iter(()), tmp_path)) == expected


def test_a_killed_run_goes_on(tmp_path: Path) -> None:
    """The process is killed once it has written a chunk; the next run keeps what was finished."""
    code = "import sys; from cli import main; main()"
    command = [sys.executable, "-c", code, "scan", "--on", "2026-01-01", "--parts", str(tmp_path), "--limit", "1", "-q"]
    path = tmp_path / "part-1-of-1.jsonl"
    process = subprocess.Popen(command, cwd=HOME, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        if path.exists() and b'{"done":' in path.read_bytes():
            break
        time.sleep(0.05)
    process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    process.wait()
    plan = asked.plan(on="2026-01-01")
    finished = Part(path, plan.key, reading=True).done
    assert finished
    done = [c.id for c, _ in runner.sweep(plan, part=runner.part_of(tmp_path, plan, (1, 1)))]
    assert not finished & set(done)
    assert len(finished) + len(done) == len(list(plan.chunks()))
    assert not parts.gathered(tmp_path, plan)[0]


def test_parts_of_another_sweep_are_refused(plan: Plan, tmp_path: Path) -> None:
    runner.part_of(tmp_path, plan, (1, 1))
    with pytest.raises(CasusError, match="belongs to another sweep"):
        runner.part_of(tmp_path, asked.plan(on="1914-07-29", among=SOME), (1, 1))


def test_other_law_is_refused(plan: Plan) -> None:
    from dataclasses import replace

    with pytest.raises(CasusError, match="was planned for"):
        list(replace(plan, law="0" * 16).chunks())
