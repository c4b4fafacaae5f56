"""Findings written down: every form is rendered from what was read back, where nothing that derives is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine import ask
from tests import HOME
from tests.support.forms import forms
from tests.support.kept_findings import from_json, to_json
from tests.support.sampling import sampled
from treaties.models.corpus import Corpus

ASKED: dict[str, dict[str, Any]] = {
    "a great war": {
        "victim": "Belgium",
        "by": "Germany",
        "on": "1914-08-04",
        "rounds": 1,
    },
    "treaties pend": {"victim": "Kazakhstan", "by": "China", "on": "2026-10-01"},
    "by leave": {"victim": "Libya", "by": "France", "on": "2011-03-19", "rounds": 1},
    "as one reads it": {
        "victim": "North Korea",
        "by": "South Korea",
        "on": "2026-01-01",
        "reading": "charter",
    },
}


@sampled(2)
@pytest.mark.parametrize("name", ASKED)
def test_every_form_is_rendered_without_deriving(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    answer = ask(**ASKED[name])
    path = tmp_path / "findings.json"
    path.write_bytes(to_json(answer))
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.forms", str(path)],
        capture_output=True,
        text=True,
        cwd=HOME,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    there, here = json.loads(done.stdout), forms(answer)
    assert there.keys() == here.keys()
    assert [n for n in here if there[n] != here[n]] == []


def test_what_is_read_back_is_written_alike(law: Corpus) -> None:
    text = to_json(ask(**ASKED["by leave"]))
    assert to_json(from_json(text, law)) == text


def test_findings_of_another_law_are_refused(law: Corpus) -> None:
    text = to_json(ask(**ASKED["by leave"]))
    with pytest.raises(ValueError, match="are of the law"):
        from_json(text, law.model_copy(update={"hash": "other"}))
