"""The page on a treaty of one's own followed to the letter: the file written, every command run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import application
from tests import HOME

PAGE = (HOME / "docs" / "signed-yesterday.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def test_the_page_works_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told, checked = "", 0
    for language, content in BLOCK.findall(PAGE):
        if language == "toml":
            Path("iceland-ireland-2026.toml").write_text(content, encoding="utf-8")
        elif language == "sh":
            words = shlex.split(content)
            assert words[0] == "casus"
            done = CliRunner().invoke(application(words[1]), words[1:])
            assert done.exit_code == 0, done.output
            told = " ".join(done.output.split())
        else:
            assert content.strip() in told
            checked += 1
    assert checked == 4
