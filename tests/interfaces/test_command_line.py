"""The command line as users run it: its two streams and its exit status; where it matters, a process of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import HOME, SEED
from tests.support.command import casus, process
from tests.support.each import each
from tests.support.sampling import sampled


def test_a_process_says_and_ends_as_this_one_does() -> None:
    """So that the others may spare the start of a process."""
    for line in (("ask", SEED), ("ask", "Nroth Korea"), ("list", "--frob")):
        own, here = process(*line), casus(*line)
        assert (own.returncode, own.stdout, own.stderr) == (
            here.returncode,
            here.stdout,
            here.stderr,
        )


def test_the_seed_question_in_words_and_in_options_is_one_question() -> None:
    words, options = (
        casus("ask", SEED),
        casus("ask", "DPRK", "--by", "Ukraine", "--on", "2026-01-01"),
    )
    assert words.returncode == options.returncode == 0
    assert words.stdout == options.stdout, (
        "every word was read, so nothing needs saying of what was understood"
    )
    assert "and China (Sino–North Korean Treaty of 1961, Art. II.2) must help" in (
        " ".join(words.stdout.split())
    )
    assert words.stderr == ""


def test_json_is_the_library_s_own(world) -> None:  # type: ignore[no-untyped-def]
    told = casus("ask", "North Korea", "--by", "UKR", "--on", "2026-01-01", "--json")
    own = world.ask("North Korea", by="Ukraine", on="2026-01-01").to_dict()
    assert told.stdout == json.dumps(own, ensure_ascii=False) + "\n", (
        "one line, though it is written in parts"
    )


@each(
    ("args", "said"),
    [
        (("ask", "Nroth Korea"), "did you mean `North Korea`"),
        (("ask", "Poland", "--on", "2026-02-30"), "`2026-02-30` is not a day"),
        (("ask", "Poland", "--by", "Poland"), "cannot attack itself"),
        (("ask",), "nobody is attacked"),
        (
            ("ask", "If the weather turns, who cares?"),
            "tells only what treaties ask of states",
        ),
        (("ask", "Poland", "--at", "Gaum"), "no place is called `Gaum`"),
        (("ask", "Poland", "--reading", "shen-dingly"), "did you mean `shen-dingli`"),
        (
            ("ask", "Poland", "--without", "nato-1950"),
            "no treaty is called `nato-1950`",
        ),
        (("ask", "Poland", "--suppose", "nonsense"), "not of the form QUESTION=yes"),
        (("ask", "Poland", "--also", "Russia"), "not of the form STATE>STATE"),
        (("ask", "Poland", "--as-known-by", "spies"), "`spies` is not known"),
        (("ask", "--scenario", "shen-chian"), "did you mean `shen-chain`"),
        (
            ("ask", "--scenario", "nowhere.toml"),
            "cannot be read: no such file or directory",
        ),
        (("show", "sino-dprk-1962"), "did you mean `sino-dprk-1961`"),
        (("list", "--duty", "figth"), "did you mean `fight`"),
        (("list", "--states", "Atlantis"), "no state is called `Atlantis`"),
        (("ask", "Poland", "--corpus", "nowhere"), "is not a folder"),
    ],
)
def test_a_fault_is_one_line_with_its_remedy(args: tuple[str, ...], said: str) -> None:
    done = casus(*args)
    assert done.returncode == 1, done.stdout
    assert done.stdout == ""
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_usage_is_two() -> None:
    assert casus("ask", "Poland", "--frob").returncode == 2
    assert casus("frobnicate").returncode == 2


BAD = """
title = "A pact"
parties = ["china", "nroth-korea"]
signed = 1961-07-11
in_forc = 1961-09-10
sources = ["no-such-source"]
[[obligations]]
article = "I"
duty = "figth"
trigger = "armed-atack"
gist = "A duty that is written badly on purpose."
[[obligations]]
article = "II"
duty = "fight"
trigger = "armed-attack"
until = 1950-01-01
since = 1960-01-01
phrase = "one two three four five six seven eight nine ten eleven twelve thirteen"
gist = "A duty that is written badly on purpose."
"""


def test_all_problems_of_a_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(BAD)
    done = casus("check", str(path))
    assert done.returncode == 1
    for line in (
        ":5: in_forc: unknown key `in_forc`; did you mean `in_force`?",
        ":9: obligations.0.duty: `figth` is not one of",
        ":10: obligations.0.trigger: `armed-atack` is not one of",
        "obligations.1.until: `until` (1950-01-01) is not after `since` (1960-01-01)",
    ):
        assert line in done.stderr, done.stderr
    assert "Traceback" not in done.stderr


def test_problems_that_need_the_corpus(tmp_path: Path) -> None:
    path = tmp_path / "pact-2030.toml"
    path.write_text(
        'title = "A pact"\nparties = ["china", "nroth-korea"]\nsigned = 2030-01-01\nin_force = 2030-02-01\n'
        'sources = ["un-chartre"]\n[[obligations]]\narticle = "I"\nduty = "fight"\ntrigger = "armed-attack"\n'
        'conditions = [{ kind = "in-area", area = "nowhere" }]\ngist = "A duty written for a test."\n'
    )
    done = casus("check", str(path))
    assert done.returncode == 1
    assert (
        "pact-2030.toml:2: parties.1: no state is called `nroth-korea`; did you mean `north-korea`?"
        in done.stderr
    )
    assert (
        "pact-2030.toml:5: sources.0: no source is called `un-chartre`; did you mean `un-charter`?"
        in done.stderr
    )
    assert (
        "pact-2030.toml:10: obligations.0.conditions.0.area: no area is called `nowhere`"
        in done.stderr
    )


def test_a_treaty_of_one_s_own(tmp_path: Path) -> None:
    path = tmp_path / "my-pact.toml"
    path.write_text(
        'title = "My pact"\nparties = ["japan", "south-korea"]\nsigned = 2025-01-01\nin_force = 2025-02-01\n'
        'sources = ["un-charter"]\n[[obligations]]\narticle = "1"\nduty = "fight"\ntrigger = "armed-attack"\n'
        'gist = "Each fights for the other."\n'
    )
    asked = (
        "ask",
        "South Korea",
        "--by",
        "North Korea",
        "--on",
        "2026-01-01",
        "--rounds",
        "1",
    )
    assert "My pact" not in casus(*asked).stdout
    changed = casus(*asked, "--with", str(path)).stdout
    assert "Japan must help militarily (My pact, Art. 1°)" in " ".join(changed.split())


def test_browsing() -> None:
    assert (
        "sino-dprk-1961"
        in casus("list", "--state", "DPRK", "--on", "2026-01-01").stdout
    )
    shown = casus("show", "sino-dprk-1961").stdout
    for part in (
        "Art. II.2: fight",
        "put in a state of war (state-of-war)",
        "Shen Dingli",
        "Witnesses",
    ):
        assert part in shown
    assert "north-korea" in casus("list", "--states", "731").stdout
    assert (
        "ren-xiao" in casus("list", "--readings", "--treaty", "sino-dprk-1961").stdout
    )
    assert "no fault" in casus("check").stdout


def test_why_and_questions() -> None:
    why = casus("why", "China", SEED)
    assert why.returncode == 0
    assert "by the rule that" in why.stdout or "presumed:" in why.stdout
    asked = casus("questions", SEED)
    assert "state-of-war:ukraine>north-korea" in asked.stdout
    settled = casus(
        "ask",
        SEED,
        "--suppose",
        "state-of-war:ukraine>north-korea=yes",
        "--suppose",
        "lawful-defence:*>north-korea=no",
    )
    assert (
        "Russia (Russia–North Korea Treaty of 2024, Art. 4) and China (Sino–North Korean Treaty of "
        "1961, Art. II.2) must help militarily." in " ".join(settled.stdout.split())
    )


def test_how_much_is_told() -> None:
    asked = (
        "ask",
        "South Korea",
        "--by",
        "North Korea",
        "--on",
        "2026-01-01",
        "--rounds",
        "1",
    )
    only = casus(*asked, "--only", "USA", "--far", "0")
    assert only.stderr == ""
    assert (
        "\nYes, but it chooses how: the United States must act (US–South" in only.stdout
    )
    refused = casus(*asked, "--brief", "--json")
    assert refused.returncode == 1
    assert "`--brief` says how much of the text is shown" in refused.stderr


def test_completion_offers_names() -> None:
    done = process(
        _CASUS_COMPLETE="complete_bash",
        COMP_WORDS="cli.py show sino-dp",
        COMP_CWORD="2",
    )
    assert "sino-dprk-1961" in done.stdout


def test_a_narrow_terminal_and_a_closed_pipe() -> None:
    narrow = casus("ask", SEED, COLUMNS="60").stdout
    assert max(map(len, narrow.splitlines())) <= 60
    done = subprocess.run(
        f"{sys.executable} {HOME / 'cli.py'} list | head -1",
        shell=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(HOME)},
        check=False,
    )
    assert "Traceback" not in done.stderr


OLD = ("cp1252", "cp437", "latin-1", "shift_jis", "ascii")


@sampled(1)
@pytest.mark.parametrize("charset", OLD)
def test_an_old_character_set_gets_whole_json(charset: str) -> None:
    asked = ("ask", "Türkiye", "--by", "Greece", "--on", "2026-01-01", "--json")
    new = casus(*asked)
    old = process(*asked, PYTHONIOENCODING=charset, encoding=charset)
    assert old.returncode == 0
    assert not old.stderr
    assert json.loads(old.stdout) == json.loads(new.stdout)


@sampled(1)
@pytest.mark.parametrize("charset", OLD[:-1])
def test_an_old_character_set_gets_whole_texts(charset: str) -> None:
    asked = ("show", "north-atlantic-1949")
    new = casus(*asked)
    old = process(*asked, PYTHONIOENCODING=charset, encoding=charset)
    assert old.returncode == 0
    assert not old.stderr
    assert old.stdout.count("\n") == new.stdout.count("\n")


def test_run_py_runs_nothing_of_the_folder_one_stands_in(
    tmp_path, monkeypatch, capfd
) -> None:  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("run_by_test", HOME / "run.py")
    assert spec
    assert spec.loader
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    for name in ("cli.py", "typer.py", "pydantic.py"):
        (tmp_path / name).write_text("print('of this folder')\nraise SystemExit(3)\n")
    monkeypatch.setattr(run, "install", lambda _: None)
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    monkeypatch.chdir(tmp_path)
    assert run.main(["--version"]) == 0
    assert capfd.readouterr().out.startswith("casus ")
