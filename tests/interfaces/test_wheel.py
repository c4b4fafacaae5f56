"""The built wheel, installed nowhere near the checkout, answers the seed question."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from engine.interfaces.site.site_build import pack
from tests import HOME


def test_the_wheel_answers_from_another_folder(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            tmp_path,
            HOME,
        ],
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    top = {n.split("/")[0] for n in names}
    assert {"casus_foederis", "engine", "treaties", "validation", "cli.py"} <= top
    assert all(
        t in ("casus_foederis", "engine", "treaties", "validation", "cli.py")
        or t.endswith(".dist-info")
        for t in top
    )
    assert "treaties/data/1946-1990/sino-dprk-1961.toml" in names
    here = {
        p.relative_to(HOME).as_posix()
        for top in ("casus_foederis", "engine", "treaties", "validation")
        for p in (HOME / top).rglob("*")
    }
    shipped = {n for n in here if (HOME / n).is_file() and "__pycache__" not in n}
    assert shipped | {"cli.py"} == {n for n in names if ".dist-info/" not in n}, (
        "the corpus and every file of the pages"
    )
    with zipfile.ZipFile(pack(tmp_path / "site")) as archive:
        for_site = {n for n in shipped if not n.startswith("validation/")}
        assert for_site | {"cli.py"} == {
            n for n in archive.namelist() if ".dist-info/" not in n
        }, "as packed for the site, which validates nothing"
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {
        "PYTHONPATH": str(tmp_path / "site"),
        "CASUS_CACHE": str(tmp_path / "cache"),
        "PYTHONSAFEPATH": "1",
    }
    asked = [
        sys.executable,
        "-m",
        "cli",
        "ask",
        "If South Korea is attacked by North Korea on 2026-01-01, who is drawn in?",
        "--rounds",
        "1",
    ]
    for _ in range(2):
        done = subprocess.run(
            asked, capture_output=True, text=True, cwd=tmp_path, env=env, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "The United States must act, but chooses how" in done.stdout
    own = tmp_path / "own"
    for name in ("engine", "treaties", "validation"):
        (own / name).mkdir(parents=True)
        (own / name / "__init__.py").write_text("raise RuntimeError('not ours')")
    (own / "cli.py").write_text("raise RuntimeError('not ours')")
    del env["PYTHONSAFEPATH"]
    asked[2] = "casus_foederis"
    done = subprocess.run(
        asked, capture_output=True, text=True, cwd=own, env=env, check=False
    )
    assert done.returncode == 1
    assert "another `engine` comes first on the path" in done.stderr
    assert len(list((tmp_path / "cache").glob("corpus-*.json"))) == 1
