"""What `casus export` writes, run as a stranger would: ProbLog and clingo from their own command lines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.analysis.probability.odds import odds
from engine.analysis.supports_list import supports
from engine.answer import Answer
from engine.verdicts.goals import all_goals
from engine.world import World
from tests.analysis.test_forms import casus
from tests.support.sampling import sampled

pytestmark = sampled(1, alone="whole")

pytest.importorskip("clingo")
pytest.importorskip("problog")

PRIORS = ("--p", "strikes:*=0.25", "--p", "performs:*=1/3", "--p", "*=0.4")

JULY = ("--scenario", "july-1914")
"""Few enough states for ProbLog, which does not get through all that may follow today."""


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_problog_reads_the_file_and_gives_the_odds_of_the_command_line(
    world: World, tmp_path: Path
) -> None:
    path = tmp_path / "july.pl"
    casus("export", *JULY, "--as", "problog", *PRIORS, "-o", str(path))
    # ProbLog 2.3 imports what Python 3.12 warns of.
    done = run(sys.executable, "-W", "ignore", "-m", "problog", path)
    assert done.returncode == 0, done.stderr
    lines = [
        line.strip().split(":\t") for line in done.stdout.splitlines() if "\t" in line
    ]
    theirs = {
        query.removeprefix("drawn_in(").removesuffix(")").strip("'"): value
        for query, value in lines
    }
    assert any(0 < float(value) < 1 for value in theirs.values())
    told = json.loads(casus("odds", "Germany", *JULY, *PRIORS, "--json"))
    assert float(theirs["germany"]) == pytest.approx(told["value"]["decimal"], abs=1e-7)
    whole = world.ask(scenario="july-1914", far=2)
    for state, value in theirs.items():
        ours = odds(whole, state, PRIORS[1::2]).value
        assert float(value) == pytest.approx(float(ours), abs=1e-7), state
    assert set(theirs) == set(all_goals(whole))


def test_clingo_reads_the_file_and_lists_the_supports(
    chain: Answer, tmp_path: Path
) -> None:
    path = tmp_path / "chain.lp"
    casus("export", "--scenario", "shen-chain", "--as", "clingo", "-o", str(path))
    # The options are those that the head of the file gives.
    head = next(
        x
        for x in path.read_text(encoding="utf-8").splitlines()
        if x.startswith("% Supports of a state")
    )
    options = head.split("clingo FILE ")[1].split(" -c ")[0].split()
    done = run(
        sys.executable,
        "-m",
        "clingo",
        path,
        *options,
        "-c",
        'state="china"',
        "--outf=2",
    )
    models = json.loads(done.stdout)["Call"][0]["Witnesses"]
    theirs = {
        frozenset(v for v in m["Value"] if not v.startswith("drawn_in")) for m in models
    }
    ours = {
        frozenset(f'{"yes" if yes else "no"}("{q}")' for q, yes in support)
        for support in supports(chain, "China")
    }
    assert theirs == ours
    assert ours
