"""The package under the name it is installed by."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import casus_foederis
import engine
from tests import HOME
from treaties.vocabulary.keywords import UnknownKeyword


def test_it_gives_the_public_names() -> None:
    for name in engine.__all__:
        assert getattr(casus_foederis, name) is getattr(engine, name)
    assert {"ask", "World", "__version__"} <= set(dir(casus_foederis))
    with pytest.raises(AttributeError):
        casus_foederis.no_such_name  # noqa: B018


def test_another_engine_that_is_already_in_use_is_told(tmp_path: Path) -> None:
    (tmp_path / "engine.py").write_text("")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import engine, sys; sys.path.insert(0, {str(HOME)!r}); import casus_foederis",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert "another `engine` comes first on the path" in done.stderr


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: engine.ask("Poland", onn="1939-09-01"),
            "`ask` takes no `onn`; did you mean `on`?",
        ),
        (lambda: engine.World.load(rot="x"), "did you mean `root`"),
        (lambda: engine.scan(amnog="x"), "did you mean `among`"),
        (
            lambda: engine.supports(None, "china", zzz=1),
            "`supports` takes no `zzz`; it takes",
        ),
    ],
)
def test_an_unknown_keyword_is_told_with_the_near_one(call, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnknownKeyword) as caught:
        call()
    assert said in str(caught.value)
