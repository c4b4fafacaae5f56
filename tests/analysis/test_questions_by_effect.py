"""What an answer turns on is told by its effect on the help that is owed at once; what changes nothing is not told."""

from __future__ import annotations

import subprocess
import sys

import pytest

from engine.analysis.changes import MOST, Turnings, changes
from engine.world import World
from tests.support.command import casus

SEED = ("North Korea", "--by", "Ukraine", "--on", "2026-01-01")
HINGES = ["lawful-defence:ukraine>north-korea", "state-of-war:ukraine>north-korea"]


@pytest.fixture(scope="module")
def turned(world: World) -> Turnings:
    return changes(world.ask("North Korea", by="Ukraine", on="2026-01-01"))


def test_the_two_hinges_of_the_seed_come_first(turned: Turnings) -> None:
    assert [q.id for q in turned.by_effect()][:2] == HINGES
    assert [q.id for q in turned][:2] != HINGES, "else the order would prove nothing"


def test_ten_are_told_and_the_rest_is_counted(turned: Turnings) -> None:
    told, every = turned.by_effect(), turned.by_effect(most=None)
    assert len(told) == MOST
    assert told.left == len(every) - MOST > 0
    assert all(told[q.id].changes == q.changes for q in told)
    assert f"{told.left} more questions change something" in str(told)
    assert all(q.changes.yes or q.changes.no for q in every)


def test_of_a_state_only_what_moves_it_is_told(turned: Turnings) -> None:
    cuban = turned.by_effect("cuba", None)
    assert 0 < len(cuban) < len(turned.by_effect(most=None))
    assert all(q.moved == {"cuba"} for q in cuban)
    assert "China" not in str(cuban).split("Does ", 1)[0]


def test_questions_of_one_kind_that_change_the_same_are_told_once(world: World) -> None:
    """Whether each of nine American states outside a pact counts as one: nine questions, one change."""
    turned = changes(world.ask("Guyana", by="Venezuela", on="2026-01-01"))
    kinds = [q.id.partition(":")[0] for q in turned.by_effect()]
    every = [q.id.partition(":")[0] for q in turned.by_effect(most=None)]
    assert kinds.count("american-state-outside") == 2
    assert every.count("american-state-outside") > 2


def test_the_command_line_takes_a_state_and_all() -> None:
    few, all_ = (
        casus("questions", *SEED).stdout,
        casus("questions", *SEED, "--all").stdout,
    )
    assert len(few.splitlines()) < len(all_.splitlines())
    assert few.index(HINGES[0]) < few.index(HINGES[1])
    one = casus("questions", *SEED, "--state", "Cuba")
    assert one.returncode == 0
    assert "clause-binds-to-help:cuba-dprk-1986" in one.stdout


@pytest.mark.skipif(
    sys.platform != "linux", reason="reads the peak of memory where Linux has it"
)
def test_a_crowded_question_stays_small() -> None:
    """Three attackers on one of many allies, followed as far as can be."""
    code = "import atexit, pathlib; from casus_foederis.__main__ import main\n"
    code += "status = pathlib.Path('/proc/self/status')\n"
    code += "told = lambda: print('VmHWM', *status.read_text().split('VmHWM:')[1].split()[:1])\n"
    code += "atexit.register(told); main()"
    asked = ["questions", "Trinidad and Tobago", "--on", "2022-03-01", "--all"]
    for attacker in ("Bolivia", "Sudan", "Iran"):
        asked += ["--by", attacker]
    line = [sys.executable, "-c", code, *asked, "--far", "2"]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    told, kibibytes = done.stdout.splitlines()[-1].split()
    assert told == "VmHWM"
    assert "Does Trinidad and Tobago strike Sudan?" in done.stdout
    assert int(kibibytes) < 400 * 1024
