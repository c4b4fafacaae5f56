"""The site, built once for all tests of it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from casus_docs import (
    answer_page,
    build,
    case_pages,
    changes_page,
    hot_spot_page,
    pair_pages,
    reading_pages,
    state_pages,
    treaty_pages,
    treaty_picture,
)

from engine.answer import Answer
from engine.world import World, shipped
from tests import HOME
from tests.support.shared import in_turn
from treaties.loading.hot_spots import load_hot_spots
from validation.cases.findings import answer_of


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a warning of Sphinx is a failure, and so is a page whose command says something else."""
    pytest.importorskip("sphinx", reason="Sphinx is not installed (extra `docs`)")
    with in_turn(tmp_path_factory, "documentation") as folder:
        target = folder / "site"
        if not (folder / "whole").exists():
            command = [sys.executable, HOME / "docs" / "build.py", target]
            command.append("--without-map")
            done = subprocess.run(
                command, capture_output=True, text=True, cwd=HOME, check=False
            )
            assert done.returncode == 0, done.stderr[-4000:]
            (folder / "whole").touch()
    return target


@pytest.fixture(scope="session")
def pages_of_each_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of each kind, rendered with nothing else: links to the pages that are not there lead nowhere."""
    pytest.importorskip("sphinx", reason="Sphinx is not installed (extra `docs`)")
    with in_turn(tmp_path_factory, "few-pages") as folder:
        target = folder / "site"
        if not (folder / "whole").exists():
            render(sample(shipped()), folder / "source", target)
            (folder / "whole").touch()
    return target


def sample(world: World) -> dict[str, str | bytes]:
    """Make a page of each kind with what lies beside it."""
    law = world.corpus
    spot = next(s for s in load_hot_spots() if s.id == "estonia")
    answer = world.ask(spot.question, on=hot_spot_page.asked_on(world))
    case = next(c for c in law.cases if c.id == "g1c-belgium")
    solved = Answer.of(answer_of(case, law))
    reading = next(r for r in law.readings if r.id == "shen-dingli")
    verdicts = "contested: must help militarily", "bound: must help militarily"
    where = f"[{case.title}](#case-{case.id})"
    turn = reading_pages.Turn(where, "china", "China", *verdicts, case.id)
    treaty = law.treaty("north-atlantic-1949")
    found: dict[str, str | bytes] = {
        "index.md": "# Few\n",
        "hot-spots/estonia.md": hot_spot_page.page(spot, answer),
        f"corpus/cases/{case.id}.md": case_pages.case_page(law, case, solved),
        f"corpus/treaties/{treaty.id}.md": treaty_pages.treaty_page(law, treaty),
        "corpus/states/china.md": state_pages.state_page(law, law.states["china"]),
        f"corpus/readings/{reading.id}.md": reading_pages.reading_page(
            law, reading, [turn]
        ),
        **changes_page.pages(law),
    }
    pair = ("japan", "united-states")
    found["pairs/japan-united-states.md"] = pair_pages.page(law, pair, date.today())
    found |= treaty_picture.files(law, treaty)
    found |= treaty_picture.files(law, law.treaty("us-japan-1960"))
    found |= state_pages.files(law, law.states["china"])
    found |= reading_pages.files(reading, [turn])
    found |= answer_page.files("hot-spots", "estonia", answer)
    return found | answer_page.files("corpus/cases", case.id, solved)


def render(made: dict[str, str | bytes], source: Path, target: Path) -> None:
    """Render pages as the build does, and put the files beside them."""
    build.write(source, {p: c for p, c in made.items() if p.endswith(".md")})
    config = HOME / "docs"
    command = ["-q", "-E", "-b", "html", "-c", config, "-d", source / ".doctrees"]
    subprocess.run(
        [sys.executable, "-m", "sphinx", *map(str, command), str(source), str(target)],
        capture_output=True,
        cwd=HOME,
        check=True,
    )
    for path in target.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(build.squeezed(text), encoding="utf-8")
    build.write(target, {p: c for p, c in made.items() if not p.endswith(".md")})
