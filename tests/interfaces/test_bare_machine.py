"""Machines that lack something: room on the disc, a home, a locale, asserts; what is written is whole or is not there."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from engine.output.picture.saving import write
from tests.support.sampling import part, sampled

pytestmark = sampled(3)

QUESTION = ("Serbia", "--by", "Austria-Hungary", "--on", "1914-07-28", "--rounds", "1")


def casus(
    *args: str, room: int | None = None, bare: bool = False, flags: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[bytes]:
    """Run a command line; with `room` no file may have more bytes, `bare` takes the whole environment away.

    Where there is no room Python keeps no compiled modules, which would be cut off for every later process.
    """

    def limit() -> None:
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.run(
        [
            sys.executable,
            *flags,
            *(("-B",) if room is not None else ()),
            "-m",
            "casus_foederis",
            *args,
        ],
        capture_output=True,
        env={} if bare else dict(os.environ),
        preexec_fn=limit,
        check=False,
    )


@pytest.mark.parametrize(
    ("verb", "name"),
    [
        ("draw", "x.svg"),
        ("report", "x.html"),
        ("timeline", "x.svg"),
        ("export", "x.json"),
        ("dataset", "folder"),
    ],
)
def test_a_full_disc_leaves_nothing_half_written(
    tmp_path: Path, verb: str, name: str
) -> None:
    asked = {"timeline": ("France",), "dataset": ()}.get(verb, QUESTION)
    ended = casus(
        verb,
        *asked,
        *(("--as", "json") if verb == "export" else ()),
        "-o",
        str(tmp_path / name),
        room=4096,
    )
    assert ended.returncode == 1, ended.stderr
    assert ended.stderr.startswith(b"casus: "), ended.stderr
    assert b"Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_stays_where_a_new_one_cannot_be_written(
    tmp_path: Path,
) -> None:
    (target := tmp_path / "x.svg").write_text("old")
    assert casus("draw", *QUESTION, "-o", str(target), room=4096).returncode == 1
    assert target.read_text() == "old"


def test_a_device_is_written_to_as_it_is() -> None:
    write(Path(os.devnull), "x")
    assert not Path(os.devnull).is_file()


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.svg").symlink_to(tmp_path / "real.svg")
    write(tmp_path / "link.svg", "x")
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "real.svg").read_text() == "x"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_link_that_leads_round_is_written_over(tmp_path: Path) -> None:
    for name, other in (("x.svg", "y.svg"), ("y.svg", "x.svg")):
        (tmp_path / name).symlink_to(tmp_path / other)
    write(tmp_path / "x.svg", "x")
    assert (tmp_path / "x.svg").read_text() == "x"


def test_without_home_locale_and_asserts_the_answer_is_the_same() -> None:
    told, bare = (
        casus("ask", *QUESTION),
        casus("ask", *QUESTION, bare=True, flags=("-OO",)),
    )
    assert bare.stderr == b""
    assert bare.stdout == told.stdout
    assert b"Greece" in bare.stdout


def test_first_runs_at_once_share_one_cache_and_say_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "casus_foederis", "ask", *QUESTION]
    environment = dict(os.environ) | {"CASUS_CACHE": str(tmp_path / "cache")}
    runs = [
        subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(part(12))
    ]
    ends = [run.communicate() for run in runs]
    assert {run.returncode for run in runs} == {0}
    assert set(ends) == {(casus("ask", *QUESTION).stdout, b"")}
    assert not list((tmp_path / "cache").rglob("*.part"))
